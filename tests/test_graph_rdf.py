"""What is exported can be read back by others, and says the same."""

import csv
import io
import zipfile
from pathlib import Path

import networkx as nx
import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.compare import isomorphic

from graph.build import build
from graph.graphml import write_graphml
from graph.rdf import as_graph, iri, triples, write_rdf
from graph.rdf_terms import ELI, OWN, RELATIONS
from graph.sheets import write_csv
from graph.store import open_store
from ingest.mention import Relation
from tests.by_hand import ByHand

# rdflib's own JSON-LD parser warns of its own class
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("rdf") / "a.db", create=True) as opened:
        build(opened, [DOCUMENTS], registry=None)
        yield opened


def count(store, table, where="1"):
    with store.read() as connection:
        return connection.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE {where}").scalar_one()


def test_every_relation_has_a_term_and_a_wording():
    assert set(RELATIONS) == set(Relation)
    assert len({t.own for t in RELATIONS.values()}) == len(RELATIONS)


@pytest.mark.parametrize(("form", "parser"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld")])
def test_what_is_written_is_read_back_the_same(store, tmp_path, form, parser):
    path = tmp_path / f"a.{form}"
    said = write_rdf(store, path, form)
    back = Graph().parse(path, format=parser)
    with store.read() as connection:
        whole = as_graph(connection)
    assert said.startswith(f"{len(whole)} ")
    assert isomorphic(back, whole)
    assert len(set(back.subjects(RDF.type, OWN.Mention))) == count(store, "instrument_mentions")
    assert len(set(back.subjects(RDF.type, OWN.Document))) == 5
    kinds = [s for s in back.subjects(RDF.type, ELI.LegalResource) if "viendan:instrument/" in s]
    assert len(kinds) == count(store, "instruments")


def test_the_same_store_gives_the_same_bytes(store, tmp_path):
    for form in ("ttl", "nt", "jsonld"):
        for name in "ab":
            write_rdf(store, tmp_path / name, form)
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    for write in (write_graphml, write_csv):
        for name in "ab":
            write(store, tmp_path / name)
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_no_triple_comes_twice(store):
    with store.read() as connection:
        found = list(triples(connection))
    assert len(set(found)) == len(found)


def test_eli_terms_answer_who_is_based_on_what(store):
    with store.read() as connection:
        graph = as_graph(connection)
    rows = graph.query(
        "PREFIX eli: <http://data.europa.eu/eli/ontology#> PREFIX vd: <urn:viendan:terms#>"
        'SELECT DISTINCT ?d WHERE { ?d a vd:Document; eli:based_on ?i . ?i eli:number "33" }'
    )
    assert len(list(rows)) == 2


def test_hostile_words_stay_words(tmp_path):
    hand = ByHand(tmp_path / "a.db")
    bad = 'Luật "\\\n<script>" @vi . <a> \x0b\ufffe ]]> &amp;'
    hand.instrument("x y/../é", f"Luật {bad}", title=bad, issuer=bad, type=bad)
    hand.document("d", f"Căn cứ {bad}", title="=1+1", issuer="@a", unit_code="11446", date="2026-02")
    hand.cite("d", bad, "x y/../é", "based_on")
    with hand.store as store:
        for form, parser in (("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld")):
            write_rdf(store, tmp_path / form, form)
            back = Graph().parse(tmp_path / form, format=parser)
            assert (iri("document", "d"), ELI.based_on, URIRef(iri("instrument", "x y/../é"))) in back
        write_graphml(store, tmp_path / "g")
        assert nx.read_graphml(tmp_path / "g").number_of_edges() == 1
        write_csv(store, tmp_path / "c")
    with zipfile.ZipFile(tmp_path / "c") as archive:
        (row,) = csv.DictReader(io.StringIO(archive.read("documents.csv").decode("utf-8-sig")))
    assert (row["title"], row["issuer"]) == ("'=1+1", "'@a")


def test_graphml_has_every_node_and_relation(store, tmp_path):
    path = tmp_path / "a.graphml"
    write_graphml(store, path)
    graph = nx.read_graphml(path, force_multigraph=True)
    kinds = [kind for _, kind in graph.nodes(data="kind")]
    assert kinds.count("instrument") == count(store, "instruments")
    assert kinds.count("document") == 5
    between = "(SELECT DISTINCT source_id, target_id, relation FROM instrument_relations)"
    from_instruments = [1 for s, _, r in graph.edges(data="relation") if s.startswith("i:") and r != "text_of"]
    assert len(from_instruments) == count(store, between)


def test_csv_holds_every_row(store, tmp_path):
    path = tmp_path / "a.zip"
    write_csv(store, path)
    with zipfile.ZipFile(path) as archive:
        for name in ("documents", "instruments", "mentions", "tasks"):
            rows = list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8-sig"))))
            assert len(rows) == count(store, name)


def test_a_failed_export_leaves_the_old_file(store, tmp_path, monkeypatch):
    path = tmp_path / "a.nt"
    path.write_text("old")
    monkeypatch.setattr("graph.rdf._tasks", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write_rdf(store, path, "nt")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.nt"]
