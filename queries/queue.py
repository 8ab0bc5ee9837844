"""What waits for a person: citations that could not be resolved, and those resolved with doubt."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from graph.schema import dirty, instrument_mentions, instruments, mentions, unresolved, unresolved_candidates
from graph.store import Store
from queries.quote import Quote, quotes

DOUBT = 0.75
"""A resolution with less confidence than this is worth a look."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An instrument that the citation may mean, with what tells it from the others."""

    id: str
    label: str
    title: str | None
    date: str | None
    issuer: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Waiting:
    mention: int
    document: str
    ordinal: int
    start: int
    end: int
    text: str
    reason: str
    """Empty where it was resolved, with doubt."""
    chosen: Choice | None
    quote: Quote | None
    candidates: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    kind: str
    items: tuple[Waiting, ...]
    unresolved: int
    doubtful: int
    offset: int


def queue(store: Store, kind: str = "unresolved", limit: int = 20, offset: int = 0) -> Queue:
    """A page of the queue. `kind`: unresolved (those with candidates first), or doubtful (least confident first)."""
    with store.read() as connection:
        open_ = connection.execute(select(func.count()).select_from(unresolved)).scalar_one()
        doubt = connection.execute(
            select(func.count()).select_from(instrument_mentions).where(instrument_mentions.c.confidence < DOUBT)
        ).scalar_one()
        rows = _unresolved(connection, limit, offset) if kind == "unresolved" else _doubtful(connection, limit, offset)
        ids = [row.id for row in rows]
        choices = _choices(connection, ids)
        quoted = quotes(connection, ids)
    return Queue(kind, tuple(_waiting(row, choices, quoted) for row in rows), open_, doubt, offset)


def _unresolved(connection: Connection, limit: int, offset: int) -> list[Any]:
    m = mentions.c
    best = (
        select(func.max(unresolved_candidates.c.score))
        .where(unresolved_candidates.c.mention_id == unresolved.c.mention_id)
        .scalar_subquery()
    )
    return list(
        connection.execute(
            select(m.id, m.document_id, m.ordinal, m.start, m.end, m.text, unresolved.c.reason)
            .join(unresolved, unresolved.c.mention_id == m.id)
            .order_by(func.coalesce(best, -1).desc(), m.id)
            .limit(limit)
            .offset(offset)
        )
    )


def _doubtful(connection: Connection, limit: int, offset: int) -> list[Any]:
    m, i, im = mentions.c, instruments.c, instrument_mentions.c
    return list(
        connection.execute(
            select(
                m.id,
                m.document_id,
                m.ordinal,
                m.start,
                m.end,
                m.text,
                im.confidence,
                i.id.label("instrument"),
                i.label,
                i.title,
                i.date,
                i.issuer,
            )
            .join(instrument_mentions, im.mention_id == m.id)
            .join(instruments, i.id == im.instrument_id)
            .where(im.confidence < DOUBT)
            .order_by(im.confidence, m.id)
            .limit(limit)
            .offset(offset)
        )
    )


def _choices(connection: Connection, ids: list[int]) -> dict[int, list[Choice]]:
    c, i = unresolved_candidates.c, instruments.c
    found: dict[int, list[Choice]] = {}
    for row in connection.execute(
        select(c.mention_id, c.score, i.id, i.label, i.title, i.date, i.issuer)
        .join(instruments, i.id == c.instrument_id)
        .where(c.mention_id.in_(ids))
        .order_by(c.mention_id, c.score.desc(), i.id)
    ):
        found.setdefault(row.mention_id, []).append(
            Choice(row.id, row.label, row.title, row.date, row.issuer, row.score)
        )
    return found


def _waiting(row: Any, choices: dict[int, list[Choice]], quoted: dict[int, Quote]) -> Waiting:
    has = hasattr(row, "instrument")
    return Waiting(
        mention=row.id,
        document=row.document_id,
        ordinal=row.ordinal,
        start=row.start,
        end=row.end,
        text=row.text,
        reason="" if has else row.reason,
        chosen=Choice(row.instrument, row.label, row.title, row.date, row.issuer, row.confidence) if has else None,
        quote=quoted.get(row.id),
        candidates=tuple(choices.get(row.id, ())),
    )


def waiting_to_apply(store: Store) -> int:
    """How many groups of citations judgements have touched since they were last resolved."""
    with store.read() as connection:
        return int(connection.execute(select(func.count()).select_from(dirty)).scalar_one())
