"""The inconsistency report: filtered, with its evidence, and what people think of each finding."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, Response

from queries.finding_page import Wanted, finding_page
from queries.queue import waiting_to_apply
from viz.web.page import Reading
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
    return page.show(
        "findings.html",
        found=finding_page(
            page.store, Wanted(rule, severity, document, instrument), lang=page.lang, limit=_SHOWN, offset=offset
        ),
        severities=SEVERITIES,
        asked=asked,
        offset=offset,
        limit=_SHOWN,
        waiting=waiting_to_apply(page.store),
        address=lambda k: link("findings", **asked, offset=k or None),
    )
