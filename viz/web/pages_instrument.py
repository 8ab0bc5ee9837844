"""One instrument: what is known, what it is related to, who implements it, who has not; and the list of all."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, Response

from graph.reason import spoken
from queries.cite import cite
from queries.finding_page import concerning
from queries.gaps import Gaps, gaps
from queries.listing import list_instruments
from queries.lookup import find
from queries.queue import waiting_to_apply
from queries.scope import unit_name
from queries.show import Related, Show, show
from queries.status import Status, UnitStatus
from queries.who import Implementer, Who, who
from viz.i18n import label, say
from viz.web.answers import KeptRoute
from viz.web.errors import NotFound
from viz.web.page import Page, Reading
from viz.web.render import link
from viz.web.sheets import csv_file, xlsx_file

router = APIRouter(default_response_class=HTMLResponse, route_class=KeptRoute)

AsOf = Annotated[date | None, Query(description="Day for which the question is asked; today where it is left out.")]


SHOWN = 12
"""Implementing documents on one page."""
QUOTED = 8
"""Citations, and relations of a kind each way, on one page."""
EXPLAINED = 8
"""Units of each status with the reason for it on the page of an instrument; a page of its own has all."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a day, for the timeline."""

    day: str
    kind: str
    text: str
    address: str


@router.get("/instruments")
def all_instruments(
    *,
    page: Reading,
    kind: Annotated[str, Query(alias="type", max_length=100)] = "",
    level: Annotated[str, Query(max_length=40)] = "",
    conflict: bool = False,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    found = list_instruments(page.store, kind=kind, level=level, conflict=conflict, offset=offset)
    asked = {"type": kind, "level": level, "conflict": "true" if conflict else ""}
    return page.show(
        "instruments.html",
        found=found,
        kind=kind,
        level=level,
        conflict=conflict,
        offset=offset,
        address=lambda k: link("instruments", **asked, offset=k or None),
    )


@router.get("/i/{key}")
def instrument(
    page: Reading, key: str, as_of: AsOf = None, offset: Annotated[int, Query(alias="who", ge=0, le=1_000_000)] = 0
) -> Response:
    found = find(page.store, key)
    shown = show(page.store, key, most=QUOTED, found=found)
    if shown.instrument is None or shown.facts is None or shown.instrument.id != key:
        raise NotFound(key)
    acting = who(page.store, key, limit=SHOWN, offset=offset, mentioned=False, found=found)
    missing = gaps(page.store, key, as_of, quoted=False, explained=EXPLAINED, found=found)
    return page.show(
        "instrument.html",
        shown=shown,
        facts=shown.facts,
        it=shown.instrument,
        citation=cite(shown.facts),
        by_unit=_by_unit(acting.implementers),
        acting_total=acting.total,
        who_offset=offset,
        who_limit=SHOWN,
        who_page=lambda k: link("i", key, who=k or None) + "#who",
        gaps=missing,
        by_status=_by_status(missing),
        explained=EXPLAINED,
        reasons_at=link("i", key, "gaps", as_of=as_of),
        waiting=waiting_to_apply(page.store),
        relations=[
            *_relations("relation", shown.relations.outgoing, shown.relations.outgoing_instruments),
            *_relations("back", shown.relations.incoming, shown.relations.incoming_instruments),
        ],
        events=_events(shown, acting),
        conflicts=[a for a in shown.attributes if a.conflict],
        of=_issuers((*shown.relations.outgoing, *shown.relations.incoming)),
        concerning=concerning(page.store).get(key, 0),
    )


@router.get("/i/{key}/gaps")
def reasons(page: Reading, key: str, as_of: AsOf = None) -> Response:
    """Who has not implemented it, each unit with the reason."""
    found = gaps(page.store, key, as_of, quoted=False)
    if found.instrument is None or found.instrument.id != key:
        raise NotFound(key)
    return page.show("gaps.html", it=found.instrument, gaps=found, by_status=_by_status(found))


@router.get("/i/{key}/gaps.{kind}")
def export_gaps(page: Reading, key: str, kind: Literal["csv", "xlsx"], as_of: AsOf = None) -> Response:
    """Who has not implemented it, as a sheet."""
    page.spend("export")
    found = gaps(page.store, key, as_of)
    if found.instrument is None or found.instrument.id != key:
        raise NotFound(key)
    write = csv_file if kind == "csv" else xlsx_file
    return write(f"chua-trien-khai-{key}", *_gap_rows(page, found))


def _by_status(found: Gaps) -> dict[str, list[UnitStatus]]:
    """What is open first."""
    order = (Status.NOT_IMPLEMENTED, Status.CITED, Status.INDIRECT, Status.IMPLEMENTED, *Status)
    groups: dict[str, list[UnitStatus]] = {status.value: [] for status in order}
    for unit in found.units:
        groups[unit.status].append(unit)
    return groups


def _gap_rows(page: Page, found: Gaps) -> tuple[list[str], list[list[object]]]:
    lang = page.lang
    names = [
        say("Mã đơn vị", lang),
        say("Loại", lang),
        say("Đơn vị", lang),
        say("Trạng thái", lang),
        say("Lý do", lang),
        say("Văn bản", lang),
        say("Số ngày từ khi ban hành", lang),
        say("Số ngày đến khi triển khai", lang),
    ]
    rows: list[list[object]] = [
        [
            u.code,
            label("unit_type", u.type, lang),
            u.name,
            label("status", u.status, lang),
            spoken(u.reason, lang),
            "; ".join(u.documents),
            u.since_days,
            u.delay_days,
        ]
        for u in found.units
    ]
    return names, rows


def _by_unit(acting: Sequence[Implementer]) -> list[tuple[str, str, list[Implementer]]]:
    """Implementers by unit (code and name), documents of other bodies last."""
    groups: dict[tuple[str, str], list[Implementer]] = defaultdict(list)
    for it in acting:
        key = (it.unit.code, f"{it.unit.type} {it.unit.name}") if it.unit else ("", it.document.issuer or "")
        groups[key].append(it)
    ordered = sorted(groups.items(), key=lambda g: (not g[0][0], g[0][1]))
    return [(code, name, docs) for (code, name), docs in ordered]


def _relations(
    kind: str, related: Sequence[Related], counts: Mapping[str, int]
) -> Iterator[tuple[str, str, list[Related], int]]:
    """By relation, each instrument once, and how many more there are."""
    groups: dict[str, dict[str, Related]] = defaultdict(dict)
    for one in related:
        groups[one.relation].setdefault(one.id, one)
    for relation, these in sorted(groups.items()):
        yield kind, relation, list(these.values()), counts[relation] - len(these)


def _issuers(related: Sequence[Related]) -> dict[str, str]:
    """By instrument, the ward that issued it; where others here have its number, whoever did."""
    labels = Counter(label for _, label in {(r.id, r.label) for r in related})
    found = {}
    for r in related:
        unit = unit_name(r.unit_code) if r.unit_code else None
        if unit:
            found[r.id] = f"{unit.type} {unit.name}"
        elif r.issuer and labels[r.label] > 1:
            found[r.id] = r.issuer
    return found


_MOST_EVENTS = 30


def _events(shown: Show, acting: Who) -> list[Event]:
    """What happened when: its issue, the documents that implement it, the days by which their tasks are due."""
    events = []
    if shown.instrument and shown.instrument.date:
        events.append(Event(shown.instrument.date, "issued", shown.instrument.label, ""))
    for it in acting.implementers:
        unit = f"{it.unit.type} {it.unit.name}: " if it.unit else ""
        name = " ".join(p for p in (it.document.type, it.document.number) if p)
        if it.document.date:
            events.append(
                Event(it.document.date, "document", unit + (it.document.title or name), f"/d/{it.document.id}")
            )
        events += [
            Event(t.deadline_end, "due", unit + t.text, f"/d/{it.document.id}?at={t.start}")
            for t in it.tasks
            if t.deadline_end
        ]
    return sorted(events, key=lambda e: (e.day, e.kind != "issued", e.text))[:_MOST_EVENTS]
