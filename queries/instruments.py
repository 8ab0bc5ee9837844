"""The instruments of the corpus, each with its mentions; and what stays unresolved."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from graph.reason import Reason
from graph.schema import instrument_mentions, instrument_values, mentions, unresolved, unresolved_candidates
from graph.schema import instruments as table
from graph.store import Store
from queries.lookup import Candidate, find


@dataclass(frozen=True, slots=True)
class RivalValue:
    value: str
    mentions: int
    documents: int
    likely: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """An attribute whose values contradict one another, the likely value first."""

    attribute: str
    values: tuple[RivalValue, ...]


@dataclass(frozen=True, slots=True)
class MentionPlace:
    document: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class InstrumentLine:
    id: str
    label: str
    type: str | None
    number: str | None
    year_in_number: str | None
    symbol: str | None
    date: str | None
    issuer: str | None
    title: str | None
    level: str
    system: str
    status: str
    registry: bool
    documents: int
    conflicts: tuple[Conflict, ...]
    mentions: tuple[MentionPlace, ...]


@dataclass(frozen=True, slots=True)
class UnresolvedCandidate:
    id: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Unresolved:
    document: str
    start: int
    end: int
    text: str
    reason: Reason
    candidates: tuple[UnresolvedCandidate, ...]


@dataclass(frozen=True, slots=True)
class Instruments:
    query: str | None
    candidates: tuple[Candidate, ...]
    reason: Reason | None
    instruments: tuple[InstrumentLine, ...]
    unresolved: tuple[Unresolved, ...]


def instruments(store: Store, query: str | None = None, *, known: bool = False) -> Instruments:
    """The instruments that the corpus cites, by label; with `known`, also those that only the registry names.

    With a query, the one that it means, or every one that answers to its words; and then nothing unresolved.
    """
    found = find(store, query) if query else None
    with store.read() as connection:
        select_rows = select(table).order_by(table.c.label, table.c.id)
        if found:
            wanted = [found.instrument.id] if found.instrument else [c.id for c in found.candidates]
            select_rows = select_rows.where(table.c.id.in_(wanted))
        elif not known:
            select_rows = select_rows.where(table.c.mention_count > 0)
        rows = connection.execute(select_rows).all()
        ids = {row.id for row in rows} if found else None
        places = _places(connection, ids)
        rivals = _conflicts(connection, ids)
        lines = tuple(_line(row, rivals.get(row.id, ()), places.get(row.id, ())) for row in rows)
        open_ones = () if found else _unresolved(connection)
    if found:
        return Instruments(query, found.candidates, found.reason, lines, open_ones)
    return Instruments(None, (), None, lines, open_ones)


def _places(connection: Connection, ids: set[str] | None) -> dict[str, tuple[MentionPlace, ...]]:
    im, m = instrument_mentions.c, mentions.c
    query = (
        select(im.instrument_id, m.document_id, m.start, m.end, im.confidence)
        .join(mentions, m.id == im.mention_id)
        .order_by(m.document_id, m.start)
    )
    if ids is not None:
        query = query.where(im.instrument_id.in_(ids))
    places: dict[str, list[MentionPlace]] = defaultdict(list)
    for row in connection.execute(query):
        places[row.instrument_id].append(MentionPlace(row.document_id, row.start, row.end, round(row.confidence, 3)))
    return {k: tuple(v) for k, v in places.items()}


def _conflicts(connection: Connection, ids: set[str] | None) -> dict[str, tuple[Conflict, ...]]:
    """The attributes with a contradicting value; permitted variants and shorter forms are none."""
    v = instrument_values.c
    query = select(instrument_values).order_by(
        v.instrument_id, v.attribute, v.likely.desc(), v.mentions.desc(), v.value
    )
    if ids is not None:
        query = query.where(v.instrument_id.in_(ids))
    seen: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(query):
        seen[row.instrument_id][row.attribute].append(row)
    return {
        instrument: tuple(
            Conflict(
                attribute,
                tuple(
                    RivalValue(r.value, r.mentions, r.documents, r.likely) for r in rows if r.likely or r.conflicting
                ),
            )
            for attribute, rows in attributes.items()
            if any(r.conflicting for r in rows)
        )
        for instrument, attributes in seen.items()
    }


def _unresolved(connection: Connection) -> tuple[Unresolved, ...]:
    uc, m = unresolved_candidates.c, mentions.c
    offered: dict[int, list[UnresolvedCandidate]] = defaultdict(list)
    for row in connection.execute(
        select(uc.mention_id, table.c.id, table.c.label, uc.score)
        .join(table, table.c.id == uc.instrument_id)
        .order_by(uc.mention_id, uc.score.desc(), table.c.id)
    ):
        offered[row.mention_id].append(UnresolvedCandidate(row.id, row.label, round(row.score, 3)))
    rows = connection.execute(
        select(m.id, m.document_id, m.start, m.end, m.text, unresolved.c.reason)
        .join(mentions, m.id == unresolved.c.mention_id)
        .order_by(m.document_id, m.start)
    )
    return tuple(
        Unresolved(row.document_id, row.start, row.end, row.text, row.reason, tuple(offered.get(row.id, ())))
        for row in rows
    )


def _line(row: Any, conflicts: tuple[Conflict, ...], places: tuple[MentionPlace, ...]) -> InstrumentLine:
    return InstrumentLine(
        id=row.id,
        label=row.label,
        type=row.type,
        number=row.number,
        year_in_number=row.year_in_number,
        symbol=row.symbol,
        date=row.date,
        issuer=row.issuer,
        title=row.title,
        level=row.level,
        system=row.system,
        status=row.status,
        registry=row.registry,
        documents=row.document_count,
        conflicts=conflicts,
        mentions=places,
    )
