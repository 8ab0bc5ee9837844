"""The inconsistency report: filtered, with its evidence, and what people think of each finding."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import select
from starlette.responses import HTMLResponse, Response

from graph.schema import instruments
from queries.finding_page import Wanted, finding_page
from queries.queue import waiting_to_apply
from viz.web.page import Page, Reading
from viz.web.render import link

router = APIRouter(default_response_class=HTMLResponse)
_SHOWN = 25
SEVERITIES = ("error", "warning", "info")


@router.get("/findings")
def findings(
    *,
    page: Reading,
    rule: Annotated[str, Query(max_length=60)] = "",
    severity: Annotated[str, Query(max_length=20)] = "",
    document: Annotated[str, Query(max_length=200)] = "",
    instrument: Annotated[str, Query(max_length=200)] = "",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    asked = {"rule": rule, "severity": severity, "document": document, "instrument": instrument}
    wanted = Wanted(rule, severity, document, instrument)
    found = finding_page(page.store, wanted, lang=page.lang, limit=_SHOWN, offset=offset)
    whole = finding_page(page.store, replace(wanted, severity=""), limit=0) if severity else found
    return page.show(
        "findings.html",
        found=found,
        counted=whole.by_severity,
        severity_at=lambda s: link("findings", **(asked | {"severity": s})),
        severities=SEVERITIES,
        asked=asked,
        instrument=_label(page, instrument),
        offset=offset,
        limit=_SHOWN,
        waiting=waiting_to_apply(page.store),
        address=lambda k: link("findings", **asked, offset=k or None),
    )


def _label(page: Page, instrument: str) -> str | None:
    """What the instrument is called whose findings are asked for."""
    if not instrument:
        return None
    with page.store.read() as connection:
        return connection.execute(select(instruments.c.label).where(instruments.c.id == instrument)).scalar()
