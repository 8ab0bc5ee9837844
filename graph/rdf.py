"""The graph as RDF: Turtle, N-Triples, JSON-LD. The same store always gives the same bytes."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from rdflib import DCTERMS, PROV, RDF, RDFS, SDO, SKOS, XSD, Graph, Literal, URIRef
from sqlalchemy import Connection, Select, select

from graph.atomic import replacing
from graph.rdf_terms import BASE, CLASSES, ELI, IN_FORCE, ORG, OWN, PLAN, PROPERTIES, RELATIONS, bound, vi
from graph.schema import (
    documents,
    instrument_documents,
    instrument_mentions,
    instrument_relations,
    instruments,
    mentions,
    task_bodies,
    task_mentions,
    tasks,
)
from graph.store import Store
from ingest.fold import fold
from ingest.mention import Relation
from ingest.unit import province_of, unit_of

Node: TypeAlias = URIRef | Literal
Triple: TypeAlias = tuple[URIRef, URIRef, Node]
FORMATS = ("ttl", "nt", "jsonld")
_PAGE = 10_000


def write_rdf(store: Store, path: Path, form: str) -> str:
    """Writes the whole graph in one of `FORMATS`, replacing the file only when all is written; says how much it wrote.

    N-Triples are written as they are read, whatever the size; Turtle and JSON-LD need the graph in memory.
    """
    if form not in FORMATS:
        raise ValueError(f"{form}: one of {', '.join(FORMATS)}")
    with store.read() as connection, replacing(path) as target:
        if form == "nt":
            with target.open("w", encoding="utf-8", newline="\n") as out:
                n = 0
                for s, p, o in triples(connection):
                    out.write(f"{s.n3()} {p.n3()} {_nt(o)} .\n")
                    n += 1
            return f"{n} bộ ba"
        graph = as_graph(connection)
        text = graph.serialize(format="turtle") if form == "ttl" else _json_ld(graph)
        target.write_text(text, encoding="utf-8", newline="\n")
        return f"{len(graph)} bộ ba"


def as_graph(connection: Connection) -> Graph:
    """The whole graph in memory, with its prefixes."""
    graph = bound()
    for triple in triples(connection):
        graph.add(triple)
    return graph


def triples(connection: Connection) -> Iterator[Triple]:
    """Every triple once, in an order that depends on the data alone."""
    yield from _vocabulary()
    seen: set[Triple] = set()

    def once(found: Iterator[Triple]) -> Iterator[Triple]:
        for triple in found:
            if triple not in seen:
                seen.add(triple)
                yield triple

    yield from once(_instruments(connection))
    yield from once(_documents(connection))
    yield from once(_relations(connection))
    seen.clear()
    yield from _mentions(connection)
    yield from _tasks(connection)


def iri(kind: str, key: str) -> URIRef:
    """The name of a thing: urn:viendan:instrument/nd-30-2020-cp."""
    return URIRef(f"{BASE}{kind}/{quote(key, safe='-._~')}")


def _vocabulary() -> Iterator[Triple]:
    for term in RELATIONS.values():
        yield term.own, RDF.type, RDF.Property
        yield term.own, RDFS.subPropertyOf, term.wider
        yield term.own, RDFS.label, vi(term.vi)
        yield term.own, RDFS.label, Literal(term.en, lang="en")
    for kind, table in ((RDF.Property, PROPERTIES), (RDFS.Class, CLASSES)):
        for name, (label, english) in table.items():
            yield OWN[name], RDF.type, kind
            yield OWN[name], RDFS.label, vi(label)
            yield OWN[name], RDFS.label, Literal(english, lang="en")


def _described(subject: URIRef, row: Any) -> Iterator[Triple]:
    """What an instrument and a document have alike: type, number, date, issuer, subject."""
    yield subject, RDF.type, ELI.LegalResource
    if row.type:
        kind = iri("type", "-".join(fold(row.type).split()))
        yield subject, ELI.type_document, kind
        yield kind, RDF.type, SKOS.Concept
        yield kind, SKOS.prefLabel, vi(row.type)
    if row.number:
        yield subject, ELI.number, Literal(row.number)
    if row.date:
        # ELI wants a whole day; a month or a year is written as what it is
        kind = {10: XSD.date, 7: XSD.gYearMonth, 4: XSD.gYear}.get(len(row.date), XSD.string)
        yield subject, ELI.date_document, Literal(row.date, datatype=kind, normalize=False)
    if row.title:
        yield subject, DCTERMS.title, vi(row.title)
    if row.issuer:
        yield subject, ELI.passed_by, _body(row.issuer)
        yield from _organization(row.issuer)
    yield subject, OWN.level, Literal(row.level)
    if row.unit_code:
        yield subject, ELI.relevant_for, iri("unit", row.unit_code)
        yield from _unit(row.unit_code)


def _body(name: str) -> URIRef:
    """A body by its name: readable, with a few digits that keep names apart which fold alike."""
    digest = hashlib.sha256(" ".join(name.split()).encode()).hexdigest()[:6]
    return iri("body", f"{'-'.join(fold(name).split())[:60]}-{digest}")


def _organization(name: str) -> Iterator[Triple]:
    body = _body(name)
    yield body, RDF.type, ORG.FormalOrganization
    yield body, SKOS.prefLabel, vi(name)


def _unit(code: str) -> Iterator[Triple]:
    unit = unit_of(code)
    if unit is None:
        return
    node = iri("unit", code)
    yield node, RDF.type, ORG.FormalOrganization
    yield node, SKOS.prefLabel, vi(f"{unit.type} {unit.name}")
    yield node, DCTERMS.identifier, Literal(code)
    province = iri("province", unit.province_code)
    yield node, ORG.subOrganizationOf, province
    found = province_of(unit.province_code)
    if found:
        yield province, RDF.type, ORG.FormalOrganization
        yield province, SKOS.prefLabel, vi(f"{found.type} {found.name}")
        yield province, DCTERMS.identifier, Literal(unit.province_code)


def _instruments(connection: Connection) -> Iterator[Triple]:
    for row in _rows(connection, select(instruments).order_by(instruments.c.id)):
        subject = iri("instrument", row.id)
        yield from _described(subject, row)
        yield subject, RDF.type, SDO.Legislation
        yield subject, RDFS.label, vi(row.label)
        yield subject, ELI.id_local, Literal(row.label)
        yield subject, SDO.legislationIdentifier, Literal(row.label)
        yield subject, OWN.system, Literal(row.system)
        if row.date and len(row.date) == 10:
            yield subject, SDO.legislationDate, Literal(row.date, datatype=XSD.date, normalize=False)
        if row.status in IN_FORCE:
            yield subject, ELI.in_force, IN_FORCE[row.status]
        if row.province_code and not row.unit_code:
            yield subject, ELI.relevant_for, iri("province", row.province_code)


def _documents(connection: Connection) -> Iterator[Triple]:
    columns = [c for c in documents.c if c.name != "text"]
    for row in _rows(connection, select(*columns).order_by(documents.c.id)):
        subject = iri("document", row.id)
        yield from _described(subject, row)
        yield subject, RDF.type, OWN.Document
        yield subject, RDF.type, PROV.Entity
        yield subject, OWN.sha256, Literal(row.sha256)
    own = instrument_documents.c
    for row in _rows(connection, select(instrument_documents).order_by(own.document_id)):
        yield iri("document", row.document_id), OWN.isTextOf, iri("instrument", row.instrument_id)


def _relations(connection: Connection) -> Iterator[Triple]:
    """Between instruments, and from each document to what it cites: our own property and the wider one that others
    know."""
    r, m, im = instrument_relations.c, mentions.c, instrument_mentions.c
    between = select(r.source_id, r.target_id, r.relation).distinct().order_by(r.source_id, r.target_id, r.relation)
    for row in _rows(connection, between):
        yield from _related(iri("instrument", row.source_id), row.relation, iri("instrument", row.target_id))
    citing = (
        select(m.document_id, im.instrument_id, m.relation)
        .join(instrument_mentions, im.mention_id == m.id)
        .where(m.form != "self")
        .distinct()
        .order_by(m.document_id, im.instrument_id, m.relation)
    )
    for row in _rows(connection, citing):
        yield from _related(iri("document", row.document_id), row.relation, iri("instrument", row.instrument_id))


def _related(source: URIRef, relation: str, target: URIRef) -> Iterator[Triple]:
    term = RELATIONS[Relation(relation)]
    yield source, term.own, target
    yield source, term.wider, target
    if term.wider != ELI.cites:
        yield source, ELI.cites, target


def _mentions(connection: Connection) -> Iterator[Triple]:
    """Each resolved mention as evidence: where it stands and what it refers to."""
    m, im = mentions.c, instrument_mentions.c
    rows = _rows(
        connection,
        select(m.document_id, m.ordinal, m.start, m.end, m.text, m.relation, im.instrument_id, im.confidence)
        .join(instrument_mentions, im.mention_id == m.id)
        .order_by(m.document_id, m.ordinal),
    )
    for row in rows:
        subject = iri("mention", f"{row.document_id}.{row.ordinal}")
        yield subject, RDF.type, OWN.Mention
        yield subject, RDF.type, PROV.Entity
        yield subject, PROV.wasDerivedFrom, iri("document", row.document_id)
        yield subject, OWN.refersTo, iri("instrument", row.instrument_id)
        yield subject, OWN.relation, RELATIONS[Relation(row.relation)].own
        yield subject, PROV.value, vi(row.text)
        yield subject, OWN.start, Literal(row.start)
        yield subject, OWN.end, Literal(row.end)
        yield subject, OWN.confidence, Literal(f"{row.confidence:.3f}", datatype=XSD.decimal, normalize=False)


def _tasks(connection: Connection) -> Iterator[Triple]:
    t = tasks.c
    names: dict[int, URIRef] = {}
    for row in _rows(connection, select(tasks).order_by(t.document_id, t.ordinal)):
        subject = names[row.id] = iri("task", f"{row.document_id}.{row.ordinal}")
        yield subject, RDF.type, PLAN.Step
        yield subject, PLAN.isStepOfPlan, iri("document", row.document_id)
        yield subject, RDFS.label, vi(row.label)
        yield subject, OWN.text, vi(row.text)
        yield subject, OWN.start, Literal(row.start)
        yield subject, OWN.end, Literal(row.end)
        if row.deadline_text:
            yield subject, OWN.deadline, vi(row.deadline_text)
        if row.deadline_end:
            yield subject, OWN.deadlineEnd, Literal(row.deadline_end, datatype=XSD.date, normalize=False)
        if row.product:
            yield subject, OWN.product, vi(row.product)
    b, tm, im = task_bodies.c, task_mentions.c, instrument_mentions.c
    bodies: set[str] = set()
    given: set[tuple[int, str, str]] = set()
    for row in _rows(connection, select(task_bodies).order_by(b.task_id, b.role, b.ordinal)):
        if (key := (row.task_id, row.role, row.canonical)) in given:
            continue
        given.add(key)
        yield names[row.task_id], OWN.lead if row.role == "lead" else OWN.cooperates, _body(row.canonical)
        if row.canonical not in bodies:
            bodies.add(row.canonical)
            yield from _organization(row.canonical)
    cited = (
        select(tm.task_id, im.instrument_id)
        .join(instrument_mentions, im.mention_id == tm.mention_id)
        .distinct()
        .order_by(tm.task_id, im.instrument_id)
    )
    for row in _rows(connection, cited):
        yield names[row.task_id], ELI.cites, iri("instrument", row.instrument_id)


def _rows(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    """The rows a page at a time, so that a large store does not stand in memory at once."""
    return iter(connection.execution_options(yield_per=_PAGE).execute(query))


def _nt(node: Node) -> str:
    """A node as N-Triples has it, all on one line (Turtle may break a literal over several)."""
    if isinstance(node, URIRef):
        return node.n3()
    text = str(node).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    kind = f"@{node.language}" if node.language else f"^^{node.datatype.n3()}" if node.datatype else ""
    return f'"{text}"{kind}'


def _json_ld(graph: Graph) -> str:
    """JSON-LD with short names, a node for each subject, nodes and values in order."""
    context = {prefix: str(namespace) for prefix, namespace in graph.namespaces()}
    nodes: dict[str, dict[str, Any]] = {}
    for s, p, o in sorted(graph):
        node = nodes.setdefault(str(s), {"@id": str(s)})
        if p == RDF.type:
            node.setdefault("@type", []).append(graph.qname(str(o)))
        else:
            node.setdefault(graph.qname(str(p)), []).append(_json_value(graph, o))
    return json.dumps({"@context": context, "@graph": list(nodes.values())}, ensure_ascii=False, indent=1) + "\n"


def _json_value(graph: Graph, node: Any) -> dict[str, str]:
    if isinstance(node, URIRef):
        return {"@id": str(node)}
    if node.language:
        return {"@value": str(node), "@language": node.language}
    if node.datatype:
        return {"@value": str(node), "@type": graph.qname(str(node.datatype))}
    return {"@value": str(node)}
