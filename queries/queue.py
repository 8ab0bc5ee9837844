"""What waits for a person: citations that could not be resolved, and those resolved with doubt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, func, select

from graph.reason import Reason
from graph.resolve_read import context_of
from graph.schema import dirty, documents, instrument_mentions, instruments, mentions, unresolved, unresolved_candidates
from graph.store import Store
from queries.agreement import Agreement, agreement
from queries.quote import Quote, quotes

DOUBT = 0.75
"""A resolution with less confidence than this is worth a look."""
_BY_WORDS = "graph.words-alone"
"""The reason of candidates whose score is the likeness of their titles."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An instrument that the citation may mean, with what tells it from the others."""

    id: str
    label: str
    title: str | None
    date: str | None
    issuer: str | None
    score: float
    """Orders the candidates of one citation, and says nothing beside those of another: points, or likeness of words."""
    agreement: Agreement


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
        choices = _choices(connection, rows, _scored(connection, rows))
        quoted = quotes(connection, [row.id for row in rows])
    return Queue(kind, tuple(_waiting(row, choices, quoted) for row in rows), open_, doubt, offset)


_SAID = ("type", "number", "symbol", "date", "issuer", "title")
_HELD = ("unit_code", "issuer", "province_code", "date_to")


def _columns() -> tuple[Any, ...]:
    """The citation, what it says, and what its document says of its own place."""
    m, d = mentions.c, documents.c
    said = (m[name].label(f"said_{name}") for name in _SAID)
    held = (d[name].label(f"held_{name}") for name in _HELD)
    return (m.id, m.document_id, m.ordinal, m.start, m.end, m.text, *said, *held)


def _unresolved(connection: Connection, limit: int, offset: int) -> list[Any]:
    m = mentions.c
    best = (
        select(func.max(unresolved_candidates.c.score))
        .where(unresolved_candidates.c.mention_id == unresolved.c.mention_id)
        .scalar_subquery()
    )
    return list(
        connection.execute(
            select(*_columns(), unresolved.c.reason)
            .join(unresolved, unresolved.c.mention_id == m.id)
            .join(documents, documents.c.id == m.document_id)
            .order_by(func.coalesce(best, -1).desc(), m.id)
            .limit(limit)
            .offset(offset)
        )
    )


def _doubtful(connection: Connection, limit: int, offset: int) -> list[Any]:
    m, im = mentions.c, instrument_mentions.c
    return list(
        connection.execute(
            select(*_columns(), im.confidence, im.instrument_id)
            .join(instrument_mentions, im.mention_id == m.id)
            .join(documents, documents.c.id == m.document_id)
            .where(im.confidence < DOUBT)
            .order_by(im.confidence, m.id)
            .limit(limit)
            .offset(offset)
        )
    )


def _scored(connection: Connection, rows: list[Any]) -> dict[int, dict[str, float]]:
    """By citation, the instruments that it may mean, best first; of a doubtful one, the one that was chosen."""
    c = unresolved_candidates.c
    found = {row.id: {row.instrument_id: row.confidence} for row in rows if hasattr(row, "confidence")}
    for mention, key, score in connection.execute(
        select(c.mention_id, c.instrument_id, c.score)
        .where(c.mention_id.in_([row.id for row in rows]))
        .order_by(c.mention_id, c.score.desc(), c.instrument_id)
    ):
        found.setdefault(mention, {})[key] = score
    return found


def _choices(
    connection: Connection, rows: list[Any], scored: Mapping[int, Mapping[str, float]]
) -> dict[int, list[Choice]]:
    i = instruments.c
    keys = {key for some in scored.values() for key in some}
    columns = (i.id, i.label, *(i[name] for name in _SAID))
    known = {row.id: row for row in connection.execute(select(*columns).where(i.id.in_(keys)))}
    return {
        row.id: [_choice(row, known[key], score) for key, score in scored.get(row.id, {}).items() if key in known]
        for row in rows
    }


def _choice(row: Any, known: Any, score: float) -> Choice:
    said = SimpleNamespace(**{name: getattr(row, f"said_{name}") for name in _SAID})
    context = context_of(row.document_id, *(getattr(row, f"held_{name}") for name in _HELD))
    reason = getattr(row, "reason", None)
    seen = 100 * score if isinstance(reason, Reason) and reason.key == _BY_WORDS else 0.0
    agreed = agreement(said, known, context.issuing, seen)
    return Choice(known.id, known.label, known.title, known.date, known.issuer, score, agreed)


def _waiting(row: Any, choices: Mapping[int, list[Choice]], quoted: Mapping[int, Quote]) -> Waiting:
    doubtful = hasattr(row, "confidence")
    offered = choices.get(row.id, [])
    return Waiting(
        mention=row.id,
        document=row.document_id,
        ordinal=row.ordinal,
        start=row.start,
        end=row.end,
        text=row.text,
        reason="" if doubtful else row.reason,
        chosen=next((c for c in offered if c.id == row.instrument_id), None) if doubtful else None,
        quote=quoted.get(row.id),
        candidates=tuple(c for c in offered if not doubtful or c.id != row.instrument_id),
    )


def compared(store: Store, mention: int, keys: Sequence[str]) -> tuple[Choice, ...]:
    """Instruments that a person looked for, held against the citation, in their order."""
    m = mentions.c
    with store.read() as connection:
        rows = connection.execute(
            select(*_columns()).join(documents, documents.c.id == m.document_id).where(m.id == mention)
        ).all()
        found = _choices(connection, list(rows), {mention: dict.fromkeys(keys, 0.0)})
    return tuple(found.get(mention, ()))


def waiting_to_apply(store: Store) -> int:
    """How many groups of citations judgements have touched since they were last resolved."""
    with store.read() as connection:
        return int(connection.execute(select(func.count()).select_from(dirty)).scalar_one())
