"""`viendan graph`: a question's view written as one file that opens anywhere."""

from dataclasses import dataclass
from pathlib import Path

from graph.atomic import replacing
from graph.store import Store
from queries.lookup import Candidate, find
from viz.view_holder import view_for_body, view_for_document, view_for_group, view_for_unit
from viz.view_instrument import view_for_instrument
from viz.view_model import to_json
from viz.view_node import GraphView
from viz.view_overview import overview
from viz.view_page import render

__all__ = [
    "GraphView",
    "GraphWritten",
    "overview",
    "render",
    "to_json",
    "view_for_body",
    "view_for_document",
    "view_for_group",
    "view_for_instrument",
    "view_for_unit",
    "write_graph",
]


@dataclass(frozen=True, slots=True)
class GraphWritten:
    """`path` is None where nothing was written: the query is not clear, and `candidates` and `reason` say why."""

    query: str | None
    instrument: str | None
    path: str | None
    nodes: int
    edges: int
    candidates: tuple[Candidate, ...]
    reason: str | None


def write_graph(store: Store, query: str | None, path: Path, *, lang: str = "vi") -> GraphWritten:
    """Writes the view of the instrument that the query means, or of the whole corpus without a query, as UTF-8."""
    key = None
    if query is None:
        view = overview(store, lang=lang)
    else:
        found = find(store, query)
        key = found.instrument_id
        if key is None:
            return GraphWritten(query, None, None, 0, 0, found.candidates, found.reason)
        view = view_for_instrument(store, key, lang=lang)
    with replacing(path) as beside:
        beside.write_text(render(view), encoding="utf-8", newline="\n")
    return GraphWritten(query, key, str(path), len(view.nodes), len(view.edges), (), None)
