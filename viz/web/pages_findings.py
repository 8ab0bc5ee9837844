"""The inconsistency report: filtered, with its evidence, and what people think of each finding; and as files."""

from dataclasses import asdict, replace
from typing import Annotated, Any, Literal

import anyio.to_thread
from fastapi import APIRouter, Depends, Query
from sqlalchemy import select
from starlette.responses import HTMLResponse, Response

from graph.schema import instruments
from ingest.fold import fold
from queries.finding_page import finding_page, fresh
from queries.findings.wanted import STATES, Wanted
from queries.queue import waiting_to_apply
from queries.scope import unit_name
from viz.web.attachment import attached
from viz.web.exports import REPORTS
from viz.web.page import Page, Reading
from viz.web.render import link

router = APIRouter(default_response_class=HTMLResponse)
_SHOWN = 25
SEVERITIES = ("error", "warning", "info")


Key = Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$")]
"""What goes on to another process."""


def wanted(
    *,
    rule: Key = "",
    severity: Literal["", "error", "warning", "info"] = "",
    document: Key = "",
    instrument: Key = "",
    unit: Annotated[str, Query(max_length=10, pattern=r"^\d*$")] = "",
    judged: Literal["", "open", "accepted", "rejected"] = "",
) -> Wanted:
    """The filter in an address."""
    return Wanted(rule, severity, document, instrument, unit, judged)


Asked = Annotated[Wanted, Depends(wanted)]


@router.get("/findings")
def findings(*, page: Reading, asked: Asked, offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0) -> Response:
    found = finding_page(page.store, asked, lang=page.lang, limit=_SHOWN, offset=offset)
    whole = finding_page(page.store, replace(asked, severity=""), limit=0) if asked.severity else found
    query = _query(asked)
    units = [u for code in found.by_unit if (u := unit_name(code))]
    return page.show(
        "findings.html",
        found=found,
        counted=whole.by_severity,
        severity_at=lambda s: link("findings", **(query | {"severity": s})),
        severities=SEVERITIES,
        asked=asked,
        units=sorted(units, key=lambda u: (fold(u.name), u.name)),
        states=STATES,
        files=[(form.suffix[1:], link(f"findings{form.suffix}", **query)) for form in REPORTS.values()],
        instrument=_label(page, asked.instrument),
        offset=offset,
        limit=_SHOWN,
        waiting=waiting_to_apply(page.store),
        address=lambda k: link("findings", **query, offset=k or None),
    )


@router.get("/findings.{suffix}")
async def report(page: Reading, asked: Asked, suffix: Literal["docx", "xlsx", "html"]) -> Response:
    """What is filtered, or all, as `viendan report` writes it. While findings are still being worked out, the page that
    says so. Raises TooSlow, TooOften."""
    if not await anyio.to_thread.run_sync(fresh, page.store):
        return page.go(link("findings", **_query(asked)))
    page.spend("report")
    form = REPORTS[suffix]
    body = await page.desk.exports.report(form, _query(asked), page.lang)
    return attached(body, f"bao-cao-soat-vien-dan{form.suffix}", form.media_type)


def _query(asked: Wanted) -> dict[str, Any]:
    return {name: value for name, value in asdict(asked).items() if value}


def _label(page: Page, instrument: str) -> str | None:
    """What the instrument is called whose findings are asked for."""
    if not instrument:
        return None
    with page.store.read() as connection:
        return connection.execute(select(instruments.c.label).where(instruments.c.id == instrument)).scalar()
