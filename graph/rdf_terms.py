"""The vocabulary of the RDF: ELI first, PROV for evidence, ORG for bodies, schema.org beside, our own terms where these
have none."""

from typing import NamedTuple

from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD, Graph, Literal, Namespace, URIRef

from ingest.mention import Relation

ELI = Namespace("http://data.europa.eu/eli/ontology#")
ORG = Namespace("http://www.w3.org/ns/org#")
PLAN = Namespace("http://purl.org/net/p-plan#")
BASE = "urn:viendan:"
"""No domain is claimed: whoever publishes the graph may replace this prefix by an address of their own."""
OWN = Namespace(BASE + "terms#")


class Term(NamedTuple):
    """A relation as RDF: our own property, the wider one that others know, and its wording."""

    own: URIRef
    wider: URIRef
    vi: str
    en: str


def _term(name: str, wider: URIRef, vi: str, en: str) -> Term:
    return Term(OWN[name], wider, vi, en)


RELATIONS = {
    Relation.BASED_ON: _term("basedOn", ELI.based_on, "căn cứ", "is based on"),
    Relation.IMPLEMENTS: _term("implements", ELI.ensures_implementation_of, "thực hiện", "ensures implementation of"),
    Relation.DISSEMINATES: _term("disseminates", ELI.cites, "quán triệt, tuyên truyền", "makes known"),
    Relation.REVIEWS: _term("reviews", ELI.cites, "sơ kết, tổng kết", "reviews the implementation of"),
    Relation.LINKED_WITH: _term("linkedWith", ELI.related_to, "gắn với", "is linked with"),
    Relation.DETAILS: _term("details", ELI.related_to, "quy định chi tiết, hướng dẫn", "details or guides"),
    Relation.AMENDS: _term("amends", ELI.amends, "sửa đổi, bổ sung", "amends"),
    Relation.REPLACES: _term("replaces", ELI.repeals, "thay thế", "replaces"),
    Relation.REPEALS: _term("repeals", ELI.repeals, "bãi bỏ", "repeals"),
    Relation.CORRECTS: _term("corrects", ELI.corrects, "đính chính", "corrects"),
    Relation.PROMULGATES: _term("promulgates", ELI.related_to, "ban hành", "promulgates"),
    Relation.ANNEX_OF: _term("annexOf", ELI.related_to, "phụ lục của", "is an annex of"),
    Relation.CITES: _term("cites", ELI.cites, "viện dẫn", "cites"),
}
IN_FORCE = {
    "in_force": ELI["InForce-inForce"],
    "amended": ELI["InForce-inForce"],
    "replaced": ELI["InForce-notInForce"],
    "repealed": ELI["InForce-notInForce"],
}
PROPERTIES = {
    "isTextOf": ("là toàn văn của", "is the text of"),
    "refersTo": ("chỉ đến văn bản", "refers to"),
    "relation": ("quan hệ nêu trong văn bản", "relation stated by the text"),
    "start": ("vị trí đầu (điểm mã)", "start offset in code points"),
    "end": ("vị trí cuối (điểm mã)", "end offset in code points"),
    "confidence": ("độ tin cậy", "confidence"),
    "system": ("hệ thống văn bản (nhà nước hoặc Đảng)", "system, State or Party"),
    "level": ("cấp ban hành", "level of authority"),
    "lead": ("cơ quan chủ trì", "lead body"),
    "cooperates": ("cơ quan phối hợp", "cooperating body"),
    "deadline": ("thời hạn như viết", "deadline as written"),
    "deadlineEnd": ("hạn cuối", "last day"),
    "product": ("sản phẩm", "product"),
    "sha256": ("mã băm của tệp", "hash of the file"),
    "text": ("lời văn", "words"),
}
CLASSES = {"Document": ("Văn bản trong kho", "Document of the corpus"), "Mention": ("Viện dẫn", "Mention")}


def bound() -> Graph:
    """An empty graph with the prefixes of all vocabularies."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in (
        *(("eli", ELI), ("org", ORG), ("p-plan", PLAN), ("vd", OWN), ("dct", DCTERMS), ("prov", PROV)),
        *(("rdf", RDF), ("rdfs", RDFS), ("owl", OWL), ("skos", SKOS), ("xsd", XSD), ("schema", SDO)),
    ):
        graph.bind(prefix, namespace)
    return graph


def vi(text: str) -> Literal:
    """A literal in Vietnamese."""
    return Literal(" ".join(text.split()), lang="vi")
