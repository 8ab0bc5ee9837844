"""Which units have not yet implemented an instrument."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, case, func, select, tuple_

from graph.own_relation import own_relation
from graph.schema import documents, instrument_documents, instrument_mentions, instruments, mentions
from graph.store import Store
from ingest.mention import Form
from queries.chain import BASIS, chains, implements, is_work
from queries.lookup import Candidate, find
from queries.period import Period
from queries.quote import quotes
from queries.scope import Scope, UnitName, scope_of
from queries.status import Act, Held, Judge, Status, UnitStatus

_BATCH = 5000
_PAIRS = 400
_QUOTED = 3
"""Documents of a unit that are quoted."""


@dataclass(frozen=True, slots=True)
class DatedInstrument:
    id: str
    label: str
    date: str | None
    issuer: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class ScopeSize:
    units: int
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    implemented: int
    indirect: int
    cited: int
    not_implemented: int
    predates: int
    no_documents: int


@dataclass(frozen=True, slots=True)
class Gaps:
    query: str
    instrument: DatedInstrument | None
    candidates: tuple[Candidate, ...]
    reason: str | None
    as_of: str
    scope: ScopeSize | None
    units: tuple[UnitStatus, ...]
    summary: Summary


def gaps(store: Store, query: str, as_of: date | None = None) -> Gaps:
    """Answers for every unit in scope; or with candidates where the query is not clear. Documents issued after `as_of`
    (today)
    are left out; one whose date is not known for certain counts as soon as it can have been issued."""
    day = as_of or date.today()
    found = find(store, query)
    if found.instrument is None:
        return Gaps(query, None, found.candidates, found.reason, day.isoformat(), None, (), _summary(()))
    with store.read() as connection:
        row = connection.execute(select(instruments).where(instruments.c.id == found.instrument.id)).one()
        scope = scope_of(connection, row)
        units = _judge(connection, row, scope, day)
    return Gaps(
        query=query,
        instrument=DatedInstrument(row.id, row.label, row.date, row.issuer, row.title),
        candidates=found.candidates,
        reason=found.reason,
        as_of=day.isoformat(),
        scope=ScopeSize(len(scope.units), scope.reason),
        units=units,
        summary=_summary(units),
    )


def _judge(connection: Connection, row: Any, scope: Scope, day: date) -> tuple[UnitStatus, ...]:
    held = _held(connection, scope, day)
    direct = _citing(connection, row.id)
    waiting = any(not any(d.id in direct and direct[d.id].acts for d in docs) for docs in held.values())
    through = _through(connection, row.id) if waiting else {}
    labels = _labels(connection, {i for via, _ in through.values() for i in via})
    judge = Judge(Period.of_instrument(row), day, direct, through, labels)
    ordered = sorted(scope.units, key=lambda u: (u.code not in held, u.name, u.code))
    judged = tuple(judge.unit(UnitName(u.code, u.name, u.type), held.get(u.code, ())) for u in ordered)
    proofs = {u.code: _proofs(u, direct, through) for u in judged}
    quoted = quotes(connection, {mention for found in proofs.values() for mention in found})
    return tuple(replace(u, evidence=tuple(quoted[m] for m in proofs[u.code])) if proofs[u.code] else u for u in judged)


def _proofs(unit: UnitStatus, direct: dict[str, Act], through: dict[str, tuple[tuple[str, ...], int]]) -> list[int]:
    """The citations that prove a status, one a document, of the first three."""
    if unit.status is Status.INDIRECT:
        return [through[d][1] for d in unit.documents[:_QUOTED]]
    return [direct[d].mention for d in unit.documents[:_QUOTED] if d in direct]


def _held(connection: Connection, scope: Scope, day: date) -> dict[str, tuple[Held, ...]]:
    """By unit, its documents that can have been issued by the day, oldest first."""
    d = documents.c
    codes = {unit.code for unit in scope.units}
    rows = connection.execute(
        select(d.id, d.unit_code, d.type, d.number, d.symbol, d.date, d.date_from, d.date_to)
        .where(d.unit_code.is_not(None))
        .order_by(func.coalesce(d.date_from, d.date, ""), d.id)
    )
    held: dict[str, list[Held]] = {}
    for row in rows:
        if row.unit_code in codes:
            period = Period.of_document(row)
            if period.start is None or period.start <= day:
                held.setdefault(row.unit_code, []).append(Held(row.id, _name(row), period))
    return {unit: tuple(docs) for unit, docs in held.items()}


def _name(row: Any) -> str:
    """What a document is called in a sentence: its type with number and symbol, as far as it states them."""
    kind = row.type or "văn bản"
    if not row.symbol:
        return str(kind)
    party = "/" in row.symbol
    return f"{kind} số {row.number or '…'}{'-' if party else '/'}{row.symbol}"


def _citing(connection: Connection, instrument: str) -> dict[str, Act]:
    """The documents of units that cite the instrument, and what they do with it."""
    m = mentions.c
    rows = connection.execute(
        _mentions(
            func.max(case((implements(), 1), else_=0)).label("acts"),
            func.min(case({r.value: n for n, r in enumerate(BASIS)}, value=own_relation())).label("basis"),
            func.min(case((is_work(), m.ordinal))).label("task"),
            func.min(case((implements(), m.ordinal))).label("proof"),
            func.min(m.ordinal).label("first"),
        )
        .where(instrument_mentions.c.instrument_id == instrument, m.form != Form.SELF)
        .group_by(m.document_id)
    ).all()
    wanted = {(row.document_id, n) for row in rows for n in (row.task, row.first if row.proof is None else row.proof)}
    placed = _placed(connection, wanted)
    acts = {}
    for row in rows:
        proof, _ = placed[row.document_id, row.first if row.proof is None else row.proof]
        task = placed[row.document_id, row.task][1] if row.task is not None else None
        acts[row.document_id] = Act(bool(row.acts), None if row.basis is None else BASIS[row.basis], task, proof)
    return acts


def _placed(
    connection: Connection, wanted: set[tuple[str, int | None]]
) -> dict[tuple[str, int], tuple[int, str | None]]:
    """Mentions by document and ordinal: their id and the label of their task."""
    m = mentions.c
    keys = sorted((document, n) for document, n in wanted if n is not None)
    placed: dict[tuple[str, int], tuple[int, str | None]] = {}
    for k in range(0, len(keys), _PAIRS):
        rows = connection.execute(
            select(m.document_id, m.ordinal, m.id, m.task).where(
                tuple_(m.document_id, m.ordinal).in_(keys[k : k + _PAIRS])
            )
        )
        placed |= {(row.document_id, row.ordinal): (row.id, row.task) for row in rows}
    return placed


def _through(connection: Connection, instrument: str) -> dict[str, tuple[tuple[str, ...], int]]:
    """The documents of units that act on an instrument that implements this one: the shortest chain, and the citation
    that begins
    it."""
    links = chains(connection, instrument)
    ids = sorted(links)
    best: dict[str, tuple[tuple[str, ...], int]] = {}
    for k in range(0, len(ids), _BATCH):
        rows = connection.execute(
            _mentions(instrument_mentions.c.instrument_id, func.min(mentions.c.id).label("mention"))
            .where(instrument_mentions.c.instrument_id.in_(ids[k : k + _BATCH]), implements())
            .group_by(mentions.c.document_id, instrument_mentions.c.instrument_id)
        )
        for row in rows:
            found = (links[row.instrument_id], row.mention)
            known = best.get(row.document_id)
            if known is None or (len(found[0]), found) < (len(known[0]), known):
                best[row.document_id] = found
    return best


def _mentions(*more: Any) -> Any:
    itself = and_(
        instrument_documents.c.document_id == mentions.c.document_id,
        instrument_documents.c.instrument_id == instrument_mentions.c.instrument_id,
    )
    return (
        select(mentions.c.document_id, *more)
        .join(instrument_mentions, instrument_mentions.c.mention_id == mentions.c.id)
        .join(documents, and_(documents.c.id == mentions.c.document_id, documents.c.unit_code.is_not(None)))
        .outerjoin(instrument_documents, itself)
        .where(instrument_documents.c.document_id.is_(None))
    )


def _labels(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    wanted = sorted(ids)
    rows = connection.execute(select(instruments.c.id, instruments.c.label).where(instruments.c.id.in_(wanted)))
    return {row.id: row.label for row in rows}


def _summary(units: tuple[UnitStatus, ...]) -> Summary:
    count = Counter(unit.status for unit in units)
    return Summary(**{status.value: count[status] for status in Status})
