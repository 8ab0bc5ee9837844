"""A ward or commune: what binds it, its documents, its tasks. A body: its tasks across documents."""

from dataclasses import dataclass
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, Response

from ingest.unit import unit_of
from queries.body import bodies, body_page
from queries.scope import unit_name
from queries.unit import Bound, Due, unit_page
from viz.web.answers import KeptRoute
from viz.web.ics import calendar
from viz.web.page import Reading
from viz.web.render import link

router = APIRouter(default_response_class=HTMLResponse, route_class=KeptRoute)
_SHOWN = 300
_FIRST = 40
"""Of each list, on the page that a ward begins with; the whole page is another request."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar, with the tasks due in it."""

    month: str
    tasks: tuple[Due, ...]


def months(tasks: tuple[Due, ...]) -> list[Month]:
    due = sorted((t for t in tasks if t.due), key=lambda t: t.due or "")
    return [Month(month, tuple(group)) for month, group in groupby(due, key=lambda t: (t.due or "")[:7])]


@router.get("/w/{code}")
def ward(page: Reading, code: str, whole: Annotated[bool, Query(alias="all")] = False) -> Response:
    shown = _SHOWN if whole else _FIRST
    it = unit_page(page.store, code, limit=shown)
    groups: dict[str, list[Bound]] = {}
    for bound in it.instruments:
        groups.setdefault(bound.status, []).append(bound)
    calendar_of = months(it.tasks)
    return page.show(
        "ward.html",
        it=it,
        groups=groups,
        coming=[m for m in calendar_of if m.month >= it.as_of[:7]],
        past=[m for m in calendar_of if m.month < it.as_of[:7]],
        shown=shown,
        whole=None if whole else link("w", code, all="true"),
    )


@router.get("/w/{code}/tasks.ics")
def ward_calendar(page: Reading, code: str) -> Response:
    page.spend("export")
    it = unit_page(page.store, code)
    return calendar(f"{it.type} {it.name}", f"nhiem-vu-{it.code}", it.tasks, page.lang)


@router.get("/bodies")
def all_bodies(page: Reading, offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0) -> Response:
    found = bodies(page.store)
    return page.show(
        "bodies.html",
        found=found[offset : offset + 200],
        total=len(found),
        offset=offset,
        address=lambda k: link("bodies", offset=k or None),
    )


@router.get("/b")
def body(
    page: Reading,
    name: Annotated[str, Query(max_length=500)],
    unit: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    it = body_page(page.store, name, unit or None, limit=_SHOWN)
    units = [u for code in it.units if (u := unit_name(code))]
    return page.show("body.html", it=it, units=units, unit=unit, chosen=unit_of(unit) if unit else None, shown=_SHOWN)


@router.get("/b/tasks.ics")
def body_calendar(
    page: Reading, name: Annotated[str, Query(max_length=500)], unit: Annotated[str, Query(max_length=10)] = ""
) -> Response:
    page.spend("export")
    it = body_page(page.store, name, unit or None)
    return calendar(it.name, "nhiem-vu", it.tasks, page.lang)
