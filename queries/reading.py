"""One document to be read: its text in lines, with what stands where."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from graph.reason import Reason
from graph.schema import (
    documents,
    findings,
    instrument_documents,
    instrument_mentions,
    instruments,
    mentions,
    task_bodies,
    tasks,
    unresolved,
)
from graph.store import Store
from queries.findings.report import finding
from queries.findings.rule import rules

PAGE = 60_000
"""Characters of a document that are read at once; a page ends with a line where one ends near it."""
_NEAR = 4_000


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation at its place."""

    start: int
    end: int
    relation: str
    form: str
    instrument: str | None
    label: str | None
    unresolved: Reason | None


@dataclass(frozen=True, slots=True)
class Given:
    """A task at its place."""

    start: int
    end: int
    label: str
    kind: str
    deadline: str | None
    lead: tuple[str, ...] = ()
    coop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding at its place."""

    id: str
    rule: str
    severity: str
    start: int
    end: int
    message: str
    suggestion: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A page of a document: the text from `start` on, whose first line is `line`, and everything that touches it."""

    id: str
    path: str
    type: str | None
    number: str | None
    symbol: str | None
    date: str | None
    title: str | None
    issuer: str | None
    signer: str | None
    unit_code: str | None
    instrument: str | None
    length: int
    start: int
    line: int
    text: str
    cited: tuple[Cited, ...]
    given: tuple[Given, ...]
    noted: tuple[Noted, ...]
    counts: tuple[int, int, int]
    """Citations, tasks and findings of the whole document."""


class NoSuchDocument(LookupError):  # noqa: N818 - names what is the case
    """The corpus holds no document of that id."""


def read_document(store: Store, document: str, start: int = 0, *, lang: str = "vi") -> Reading:
    """The page that holds the offset `start`. Raises NoSuchDocument."""
    d = documents.c
    with store.read() as connection:
        columns: tuple[Any, ...] = tuple(c for c in documents.c if c.name != "text")
        row = connection.execute(select(*columns, func.length(d.text).label("length")).where(d.id == document)).first()
        if row is None:
            raise NoSuchDocument(document)
        begin, text, line = _part(connection, document, max(0, min(start, row.length - 1)))
        end = begin + len(text)
        itself = select(instrument_documents.c.instrument_id).where(instrument_documents.c.document_id == document)
        return Reading(
            id=row.id,
            path=row.path,
            type=row.type,
            number=row.number,
            symbol=row.symbol,
            date=row.date,
            title=row.title,
            issuer=row.issuer,
            signer=row.signer,
            unit_code=row.unit_code,
            instrument=connection.execute(itself).scalar(),
            length=row.length,
            start=begin,
            line=line,
            text=text,
            cited=_cited(connection, document, begin, end),
            given=_given(connection, document, begin, end),
            noted=_noted(connection, document, begin, end, lang),
            counts=_counts(connection, document),
        )


def place_of_line(store: Store, document: str, line: int) -> int:
    """The offset at which a line (from 1) begins; of the last line where there are fewer. Raises NoSuchDocument."""
    with store.read() as connection:
        text = connection.execute(select(documents.c.text).where(documents.c.id == document)).scalar()
    if text is None:
        raise NoSuchDocument(document)
    offset = 0
    for _ in range(line - 1):
        following = text.find("\n", offset)
        if following < 0:
            break
        offset = following + 1
    return offset


def _part(connection: Connection, document: str, offset: int) -> tuple[int, str, int]:
    """The page that holds the offset: where it starts, its text, its first line. Pages have fixed places, cut at
    lines."""
    nominal = offset // PAGE * PAGE
    d = documents.c
    lead = min(nominal, _NEAR)
    window, line = connection.execute(
        select(
            func.substr(d.text, nominal - lead + 1, lead + PAGE + _NEAR),
            func.length(func.substr(d.text, 1, nominal - lead))
            - func.length(func.replace(func.substr(d.text, 1, nominal - lead), "\n", "")),
        ).where(d.id == document)
    ).one()
    first = _cut(window, lead) if lead else 0
    last = _cut(window, lead + PAGE) if len(window) > lead + PAGE else len(window)
    if offset >= nominal - lead + last:  # past the cut: it belongs to the next page
        return _part(connection, document, nominal + PAGE)
    return nominal - lead + first, window[first:last], line + window.count("\n", 0, first) + 1


def _cut(window: str, near: int) -> int:
    """Just after the last line end before the place, or the place itself where no line ends close by."""
    found = window.rfind("\n", max(0, near - _NEAR), near)
    return found + 1 if found >= 0 else near


def _cited(connection: Connection, document: str, begin: int, end: int) -> tuple[Cited, ...]:
    m = mentions.c
    columns: tuple[Any, ...] = (m.start, m.end, m.relation, m.form, instruments.c.id, instruments.c.label)
    rows = connection.execute(
        select(*columns, unresolved.c.reason)
        .outerjoin(instrument_mentions, instrument_mentions.c.mention_id == m.id)
        .outerjoin(instruments, instruments.c.id == instrument_mentions.c.instrument_id)
        .outerjoin(unresolved, unresolved.c.mention_id == m.id)
        .where(m.document_id == document, m.start < end, m.end > begin)
        .order_by(m.start, m.end)
    )
    return tuple(Cited(*tuple(row)) for row in rows)


def _given(connection: Connection, document: str, begin: int, end: int) -> tuple[Given, ...]:
    t = tasks.c
    here = (t.document_id == document, t.start < end, t.end > begin)
    rows = connection.execute(
        select(t.id, t.start, t.end, t.label, t.kind, t.deadline_text).where(*here).order_by(t.start, t.end)
    ).all()
    b = task_bodies.c
    named: dict[tuple[int, str], dict[str, None]] = {}
    query = select(b.task_id, b.role, b.canonical).join(tasks, t.id == b.task_id).where(*here)
    for task, role, body in connection.execute(query.order_by(b.task_id, b.ordinal)):
        named.setdefault((task, role), {})[body] = None
    return tuple(Given(*told, *(tuple(named.get((key, role), ())) for role in ("lead", "coop"))) for key, *told in rows)


def _noted(connection: Connection, document: str, begin: int, end: int, lang: str) -> tuple[Noted, ...]:
    f = findings.c
    rows = connection.execute(
        select(findings).where(f.document_id == document, f.rule.in_([r for r, it in rules().items() if it.shown]))
    ).all()
    said = [finding(row, lang, None) for row in rows]
    found = [
        Noted(it.id, it.rule, it.severity, place.start, place.end, place.message or it.message, it.suggestion)
        for it in said
        for place in (it.places or (it,))
        if place.start < end and max(place.end, place.start + 1) > begin
    ]
    return tuple(sorted(found, key=lambda n: (n.start, n.end, n.id)))


def _counts(connection: Connection, document: str) -> tuple[int, int, int]:
    return (
        connection.execute(select(func.count()).where(mentions.c.document_id == document)).scalar_one(),
        connection.execute(select(func.count()).where(tasks.c.document_id == document)).scalar_one(),
        connection.execute(select(func.count()).where(findings.c.document_id == document)).scalar_one(),
    )
