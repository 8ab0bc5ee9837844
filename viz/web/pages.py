"""All page routers."""

from viz.web import (
    pages_check,
    pages_data,
    pages_decide,
    pages_document,
    pages_findings,
    pages_graph,
    pages_instrument,
    pages_kept,
    pages_matrix,
    pages_start,
    pages_unit,
)

ROUTERS = (
    pages_start.kept,
    pages_start.router,
    pages_instrument.router,
    pages_unit.router,
    pages_document.router,
    pages_matrix.router,
    pages_check.router,
    pages_kept.router,
    pages_findings.router,
    pages_graph.router,
    pages_decide.router,
    pages_data.kept,
    pages_data.router,
)
"""They are no part of the API: the application leaves them out of its OpenAPI."""
