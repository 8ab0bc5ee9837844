"""`viendan graph`: a question's view written as one file that opens anywhere."""

from pathlib import Path

from graph.atomic import replacing
from viz.view_holder import view_for_body, view_for_document, view_for_group, view_for_unit
from viz.view_instrument import view_for_instrument
from viz.view_model import to_json
from viz.view_node import GraphView
from viz.view_overview import overview
from viz.view_page import render

__all__ = [
    "GraphView",
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


def write_graph(view: GraphView, path: Path) -> None:
    """Writes a view as a page of its own, in UTF-8."""
    with replacing(path) as beside:
        beside.write_text(render(view), encoding="utf-8", newline="\n")
