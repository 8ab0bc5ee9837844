"""One unit: what binds it and where it stands, its documents, its tasks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from graph.instrument import display_code
from graph.schema import documents, instrument_mentions, instruments, task_bodies, task_mentions, tasks
from graph.store import Store
from ingest.unit import unit_of
from queries.scoreboard import UnitScore, counts, scoreboard
from queries.standing import standing
from queries.status import Status

TASKS = 2_000
"""Tasks that one answer holds."""


@dataclass(frozen=True, slots=True)
class Bound:
    """An instrument that binds the unit."""

    id: str
    label: str
    title: str | None
    date: str | None
    issuer: str | None
    level: str
    status: Status
    delay_days: int | None


@dataclass(frozen=True, slots=True)
class UnitDocument:
    id: str
    type: str | None
    number: str | None
    symbol: str | None
    date: str | None
    title: str | None
    issuer: str | None
    tasks: int


@dataclass(frozen=True, slots=True)
class Due:
    """A task with its document, deadline and bodies. `due` is its last day, if any; `late` tells that it is past."""

    id: int
    document: str
    document_label: str
    label: str
    kind: str
    text: str
    start: int
    end: int
    deadline: str | None
    deadline_kind: str | None
    since: str | None
    due: str | None
    late: bool
    lead: tuple[str, ...]
    coop: tuple[str, ...]
    product: str | None
    instruments: tuple[tuple[str, str], ...]
    """Id and label of each instrument that the task cites."""


@dataclass(frozen=True, slots=True)
class UnitPage:
    code: str
    name: str
    type: str
    province: str
    former: tuple[str, ...]
    as_of: str
    score: UnitScore | None
    instruments: tuple[Bound, ...]
    """Those that somebody has acted on or that the unit cites; not implemented first."""
    documents: tuple[UnitDocument, ...]
    tasks: tuple[Due, ...]
    """Past their day first, then by day, then those without one."""
    tasks_total: int


class NoSuchUnit(LookupError):  # noqa: N818 - names what is the case
    """No unit of the table has that code."""


_ORDER = {
    s: k for k, s in enumerate((Status.NOT_IMPLEMENTED, Status.CITED, Status.INDIRECT, Status.IMPLEMENTED, *Status))
}


def unit_page(store: Store, code: str, as_of: date | None = None, *, limit: int = TASKS) -> UnitPage:
    """Everything of one unit of the units table. Raises NoSuchUnit; a unit without documents has empty lists."""
    unit = unit_of(code)
    if unit is None:
        raise NoSuchUnit(code)
    day = as_of or date.today()
    now = standing(store, day)
    place = now.places.get(code)
    bound = []
    if place is not None:
        for known in now.instruments.values():
            status = known.status(place)
            if status is not None and (counts(known) or status is Status.CITED):
                bound.append(
                    Bound(
                        known.id,
                        known.label,
                        known.title,
                        known.date,
                        known.issuer,
                        known.level,
                        status,
                        known.delays.get(place),
                    )
                )
    bound.sort(key=lambda b: (_ORDER[b.status], b.date or "9999", b.id))
    with store.read() as connection:
        held = _documents(connection, code)
        due = read_tasks(connection, documents.c.unit_code == code, day, limit)
        total = connection.execute(
            select(func.count()).select_from(tasks).join(documents).where(documents.c.unit_code == code)
        ).scalar_one()
    return UnitPage(
        code=unit.code,
        name=unit.name,
        type=unit.type,
        province=unit.province,
        former=unit.former_provinces,
        as_of=day.isoformat(),
        score=next((s for s in scoreboard(store, day).units if s.code == code), None),
        instruments=tuple(bound),
        documents=held,
        tasks=due,
        tasks_total=total,
    )


def _documents(connection: Connection, code: str) -> tuple[UnitDocument, ...]:
    d = documents.c
    given = select(func.count()).where(tasks.c.document_id == d.id).scalar_subquery()
    columns: tuple[Any, ...] = (d.id, d.type, d.number, d.symbol, d.date, d.title, d.issuer, given)
    rows = connection.execute(select(*columns).where(d.unit_code == code).order_by(d.date.desc(), d.id))
    return tuple(UnitDocument(*tuple(row)) for row in rows)


def read_tasks(connection: Connection, which: Any, day: date, limit: int = TASKS) -> tuple[Due, ...]:
    """The tasks of the documents or bodies that `which` selects, in the order of their days: those past first."""
    d, t = documents.c, tasks.c
    today = day.isoformat()
    past = func.coalesce(t.deadline_end < today, False)
    rows = list(
        connection.execute(
            select(
                tasks,
                d.type.label("document_type"),
                d.number.label("document_number"),
                d.symbol.label("document_symbol"),
            )
            .join(documents, d.id == t.document_id)
            .where(which)
            .order_by(past.desc(), t.deadline_end.is_(None), t.deadline_end, t.document_id, t.ordinal)
            .limit(limit)
        )
    )
    bodies = _bodies(connection, [row.id for row in rows])
    cited = _cited(connection, [row.id for row in rows])
    return tuple(
        Due(
            id=row.id,
            document=row.document_id,
            document_label=document_label(row.document_type, row.document_number, row.document_symbol),
            label=row.label,
            kind=row.kind,
            text=row.text,
            start=row.start,
            end=row.end,
            deadline=row.deadline_text,
            deadline_kind=row.deadline_kind,
            since=row.deadline_start,
            due=row.deadline_end,
            late=bool(row.deadline_end and row.deadline_end < today),
            lead=tuple(bodies.get((row.id, "lead"), ())),
            coop=tuple(bodies.get((row.id, "coop"), ())),
            product=row.product,
            instruments=tuple(cited.get(row.id, ())),
        )
        for row in rows
    )


def document_label(kind: str | None, number: str | None, symbol: str | None) -> str:
    """What a document is called, as far as it says: "Kế hoạch 71/KH-UBND", "Chương trình …-CTr/ĐU"."""
    name = kind or "Văn bản"
    if not symbol:
        return f"{name} {number}" if number else name
    return f"{name} {display_code(number or '…', None, symbol)}"


def _bodies(connection: Connection, ids: list[int]) -> dict[tuple[int, str], list[str]]:
    b = task_bodies.c
    found: dict[tuple[int, str], list[str]] = {}
    for row in connection.execute(
        select(b.task_id, b.role, b.canonical).where(b.task_id.in_(ids)).order_by(b.task_id, b.role, b.ordinal)
    ):
        names = found.setdefault((row.task_id, row.role), [])
        if row.canonical not in names:
            names.append(row.canonical)
    return found


def _cited(connection: Connection, ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    rows = connection.execute(
        select(task_mentions.c.task_id, instruments.c.id, instruments.c.label)
        .join(instrument_mentions, instrument_mentions.c.mention_id == task_mentions.c.mention_id)
        .join(instruments, instruments.c.id == instrument_mentions.c.instrument_id)
        .where(task_mentions.c.task_id.in_(ids))
        .order_by(task_mentions.c.task_id, task_mentions.c.mention_id)
    )
    for row in rows:
        named = found.setdefault(row.task_id, [])
        if (row.id, row.label) not in named:
            named.append((row.id, row.label))
    return found
