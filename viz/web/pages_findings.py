"""The inconsistency report: filtered, with its evidence, and what people think of each finding."""

from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, Response

from graph.judgement import Kind, active
from graph.store import Store
from queries.queue import waiting_to_apply
from queries.version import kept
from viz.web.page import Reading
from viz.web.render import link

router = APIRouter(default_response_class=HTMLResponse)
_SHOWN = 25
SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Judged:
    """What was last said of a finding."""

    id: str
    verdict: str
    who: str
    why: str


def report_of(store: Store) -> Any:
    """The report, made once for every version of the store."""
    return kept(store, "report", lambda: import_module("queries.findings").report(store))


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
    report = report_of(page.store)
    asked = {"rule": rule, "severity": severity, "document": document, "instrument": instrument}
    wanted = [f for f in report.findings if all(getattr(f, k) == v for k, v in asked.items() if v)]
    return page.show(
        "findings.html",
        found=wanted[offset : offset + _SHOWN],
        total=len(wanted),
        counts=Counter(f.severity for f in wanted),
        rules=report.rules,
        by_rule=Counter(f.rule for f in report.findings),
        severities=SEVERITIES,
        asked=asked,
        offset=offset,
        limit=_SHOWN,
        judged=_judged(page.store),
        waiting=waiting_to_apply(page.store),
        address=lambda k: link("findings", **asked, offset=k or None),
    )


def _judged(store: Store) -> dict[str, Judged]:
    """By finding, the last judgement in force."""
    return {
        j.subject["finding"]: Judged(j.id, str(j.subject.get("verdict", "")), j.who, j.why)
        for j in active(store)
        if j.kind is Kind.FINDING and "finding" in j.subject
    }
