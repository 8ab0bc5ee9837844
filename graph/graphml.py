"""The graph as GraphML, for Gephi, yEd or networkx."""

import re
from pathlib import Path
from typing import Any

import networkx as nx
from sqlalchemy import Connection, func, select

from graph.atomic import replacing
from graph.schema import (
    documents,
    instrument_documents,
    instrument_mentions,
    instrument_relations,
    instruments,
    mentions,
)
from graph.store import Store
from ingest.unit import unit_of

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no way to write."""


def write_graphml(store: Store, path: Path) -> str:
    """Writes instruments and documents as nodes, relations as edges; says how many."""
    with store.read() as connection:
        graph = citation_graph(connection)
    with replacing(path) as target:
        nx.write_graphml(graph, target, encoding="utf-8", infer_numeric_types=False)
    return f"{graph.number_of_nodes()} đỉnh, {graph.number_of_edges()} cạnh"


def citation_graph(connection: Connection) -> "nx.MultiDiGraph[str]":
    """Nodes "i:…" (instruments) and "d:…" (documents) with their attributes; an edge for each relation, with how many
    citations say so. A document that is itself an instrument has an edge "text_of" to it."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    columns = ("label", "type", "number", "symbol", "date", "issuer", "title", "level", "system", "status")
    for row in connection.execute(select(instruments).order_by(instruments.c.id)):
        graph.add_node(f"i:{row.id}", kind="instrument", **_known(row, columns), mentions=row.mention_count)
    d = documents.c
    stated = ("type", "number", "symbol", "date", "issuer", "title", "level")
    for row in connection.execute(select(d.id, d.unit_code, *(d[c] for c in stated)).order_by(d.id)):
        unit = unit_of(row.unit_code) if row.unit_code else None
        named = {"unit": f"{unit.type} {unit.name}", "unit_code": unit.code} if unit else {}
        label = " ".join(p for p in (row.type or "Văn bản", row.title) if p)
        graph.add_node(f"d:{row.id}", kind="document", label=label, **_known(row, stated), **named)
    r, m, im = instrument_relations.c, mentions.c, instrument_mentions.c
    between = select(r.source_id, r.target_id, r.relation, func.count().label("n"))
    grouped = between.group_by(r.source_id, r.target_id, r.relation).order_by(r.source_id, r.target_id, r.relation)
    for row in connection.execute(grouped):
        source, target = f"i:{row.source_id}", f"i:{row.target_id}"
        graph.add_edge(source, target, key=row.relation, relation=row.relation, citations=row.n)
    citing = (
        select(m.document_id, im.instrument_id, m.relation, func.count().label("n"))
        .join(instrument_mentions, im.mention_id == m.id)
        .where(m.form != "self")
        .group_by(m.document_id, im.instrument_id, m.relation)
        .order_by(m.document_id, im.instrument_id, m.relation)
    )
    for row in connection.execute(citing):
        source, target = f"d:{row.document_id}", f"i:{row.instrument_id}"
        graph.add_edge(source, target, key=row.relation, relation=row.relation, citations=row.n)
    own = instrument_documents.c
    for row in connection.execute(select(instrument_documents).order_by(own.document_id)):
        source, target = f"d:{row.document_id}", f"i:{row.instrument_id}"
        graph.add_edge(source, target, key="text_of", relation="text_of", citations=1)
    return graph


def _known(row: Any, columns: tuple[str, ...]) -> dict[str, str]:
    """The attributes that are known, without the characters that XML has no way to write."""
    return {c: _writable(value) for c in columns if (value := getattr(row, c)) is not None}


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("", text)
