"""Who implements an instrument: the documents that rest on it or set tasks under it, themselves or through another
instrument."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, bindparam, func, select

from graph.own_relation import own_relation
from graph.reason import Reason
from graph.schema import (
    documents,
    instrument_documents,
    instrument_mentions,
    instruments,
    mentions,
)
from graph.store import Store
from ingest.mention import Form, Relation
from queries import recall
from queries.bearing import Bearing, ready
from queries.chain import BASIS, chains, implements
from queries.lookup import Candidate, InstrumentName, Lookup, find, labels
from queries.quote import Quote, quotes
from queries.scope import UnitName, unit_name
from queries.under import TaskUnder, tasks_under

_ORDER = {
    relation: place
    for place, relation in enumerate(
        (*BASIS, Relation.LINKED_WITH, Relation.REVIEWS, Relation.CITES, Relation.DISSEMINATES, *Relation)
    )
}
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class DocumentName:
    id: str
    title: str | None
    number: str | None
    symbol: str | None
    date: str | None
    issuer: str | None
    type: str | None


@dataclass(frozen=True, slots=True)
class Implementer:
    document: DocumentName
    unit: UnitName | None
    relation: str
    relations: tuple[str, ...]
    via: tuple[str, ...]
    via_labels: tuple[str, ...]
    evidence: tuple[Quote, ...]
    tasks: tuple[TaskUnder, ...]


@dataclass(frozen=True, slots=True)
class Who:
    query: str
    instrument: InstrumentName | None
    candidates: tuple[Candidate, ...]
    reason: Reason | None
    implementers: tuple[Implementer, ...] = ()
    mentioned_by: tuple[Implementer, ...] = ()
    """Documents that cite it or make it known without a basis in it or a task under it."""
    total: int = 0
    """Implementers, of which `implementers` may be one page."""
    mentioned_total: int = 0


def who(
    store: Store,
    query: str,
    *,
    limit: int | None = None,
    offset: int = 0,
    mentioned: bool = True,
    found: Lookup | None = None,
) -> Who:
    """Answers with the implementers, those that cite the instrument themselves first; or with candidates where the
    query is not clear. A document stands once, by its shortest chain. `limit` and `offset` cut a page out of both
    lists; only what is on it is quoted. Without `mentioned` those that merely cite it are counted, not described.
    `found` is what `find` said of the query, where it was asked before."""
    found = found or find(store, query)
    answer = Who(query, found.instrument, found.candidates, found.reason)
    if found.instrument is None:
        return answer
    key = found.instrument.id
    page = slice(offset, None if limit is None else offset + limit)
    with store.read() as connection:
        connection.execute(_EXISTS, {"key": key})  # what is kept is of the state that the first reading sees
        borne = ready(store)
        part = _read(connection, key, page) if borne is None else _recall(connection, borne, key, page)
        rest = part.merely if mentioned else []
        rows = {document: part.rows[document] for document in (*part.acting, *rest)}
        called = labels(connection, {i for via, _ in rows.values() for i in via})
        described = _describe(connection, rows, called)
    return replace(
        answer,
        implementers=tuple(described[d] for d in part.acting),
        mentioned_by=tuple(described[d] for d in rest),
        total=part.total,
        mentioned_total=part.merely_total,
    )


_EXISTS = select(instruments.c.id).where(instruments.c.id == bindparam("key"))
_Found = dict[str, tuple[tuple[str, ...], list[Any]]]
"""By document: the chain, and the mentions that prove it."""


class _Part(NamedTuple):
    """A page of the documents that act, and one of those that merely cite it."""

    acting: list[str]
    merely: list[str]
    rows: _Found
    total: int
    merely_total: int


def _read(connection: Connection, instrument: str, page: slice) -> _Part:
    direct, mere = _citing(connection, instrument)
    through = _through(connection, instrument, direct.keys())
    acting, merely = _ordered(direct | through), _ordered({d: v for d, v in mere.items() if d not in through})
    return _Part(list(acting)[page], list(merely)[page], acting | merely, len(acting), len(merely))


def _recall(connection: Connection, borne: Bearing, instrument: str, page: slice) -> _Part:
    found = recall.documents(borne, instrument, page.start, page.stop)
    rows = _proofs(connection, instrument, found.acting, found.merely)
    return _Part(list(found.acting), list(found.merely), rows, found.total, found.merely_total)


def _proofs(
    connection: Connection, instrument: str, acting: dict[str, tuple[str, ...]], merely: dict[str, tuple[str, ...]]
) -> _Found:
    """The mentions that prove it, of documents whose chains are known."""
    chains_of = acting | merely
    means = {d: via[0] if via else instrument for d, via in chains_of.items()}
    found: _Found = {d: (via, []) for d, via in chains_of.items()}
    asked = {"documents": list(means), "instruments": sorted(set(means.values()))}
    for row in connection.execute(_proving(), asked) if means else ():
        if row.instrument_id == means[row.document_id] and (row.acts or row.document_id in merely):
            found[row.document_id][1].append(row)
    return found


@cache
def _proving() -> Select[Any]:
    # the documents are few; an instrument may have tens of thousands of mentions, whose index must not be taken
    one_of = func.coalesce(instrument_mentions.c.instrument_id, "").in_(bindparam("instruments", expanding=True))
    there = mentions.c.document_id.in_(bindparam("documents", expanding=True))
    return _mentions(implements().label("acts")).where(there, one_of).order_by(mentions.c.id)


def _ordered(found: _Found) -> _Found:
    """Documents by the length of the chain, then by unit, those of no unit last, then by date."""

    def place(item: tuple[str, tuple[tuple[str, ...], list[Any]]]) -> tuple[Any, ...]:
        document, (via, cited) = item
        unit = unit_name(cited[0].unit_code)
        return len(via), unit is None, unit.name if unit else "", cited[0].date or "", document

    return dict(sorted(found.items(), key=place))


def _citing(connection: Connection, instrument: str) -> tuple[_Found, _Found]:
    """The documents that cite the instrument: those that act on it, and the rest."""
    acting: _Found = {}
    mere: _Found = {}
    for row in connection.execute(_mentions(implements().label("acts")).where(*_of((instrument,)))):
        group = acting if row.acts else mere
        group.setdefault(row.document_id, ((), []))[1].append(row)
    return acting, {d: v for d, v in mere.items() if d not in acting}


def _through(connection: Connection, instrument: str, done: Collection[str]) -> _Found:
    """The documents that act on an instrument that implements this one."""
    links = chains(connection, instrument)
    ids = sorted(links)
    best: _Found = {}
    for k in range(0, len(ids), _BATCH):
        for row in connection.execute(_mentions().where(implements(), *_of(ids[k : k + _BATCH]))):
            if row.document_id in done:
                continue
            via = links[row.instrument_id]
            known = best.get(row.document_id)
            if known is None or (len(via), via) < (len(known[0]), known[0]):
                best[row.document_id] = (via, [row])
            elif known[0] == via:
                known[1].append(row)
    return best


def _mentions(*more: Any) -> Select[Any]:
    """Mentions with the instrument each means; a document's mentions of itself are left out."""
    itself = and_(
        instrument_documents.c.document_id == mentions.c.document_id,
        instrument_documents.c.instrument_id == instrument_mentions.c.instrument_id,
    )
    return (
        select(
            mentions.c.id,
            mentions.c.document_id,
            own_relation().label("relation"),
            mentions.c.start,
            instrument_mentions.c.instrument_id,
            documents.c.unit_code,
            documents.c.date,
            *more,
        )
        .select_from(instrument_mentions)
        .join(mentions, mentions.c.id == instrument_mentions.c.mention_id)
        .join(documents, documents.c.id == mentions.c.document_id)
        .outerjoin(instrument_documents, itself)
        .where(instrument_documents.c.document_id.is_(None), mentions.c.form != Form.SELF)
    )


def _of(instruments: Iterable[str]) -> tuple[Any, ...]:
    return (instrument_mentions.c.instrument_id.in_(list(instruments)),)


def _describe(connection: Connection, rows: _Found, labels: dict[str, str]) -> dict[str, Implementer]:
    names = _documents(connection, rows)
    evidence = quotes(connection, (m.id for _, found in rows.values() for m in found))
    under = tasks_under(connection, (m.id for _, found in rows.values() for m in found))
    described: dict[str, Implementer] = {}
    for document, (via, unordered) in rows.items():
        found = sorted(unordered, key=lambda m: m.start)
        name, unit = names[document]
        relations = sorted({m.relation for m in found}, key=lambda r: _ORDER[Relation(r)])
        given = {task.start: task for m in found for task in under.get(m.id, ())}
        described[document] = Implementer(
            document=name,
            unit=unit,
            relation=relations[0],
            relations=tuple(relations),
            via=via,
            via_labels=tuple(labels.get(i, i) for i in via),
            evidence=tuple(evidence[m.id] for m in found),
            tasks=tuple(given[start] for start in sorted(given)),
        )
    return described


def _documents(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[DocumentName, UnitName | None]]:
    wanted = list(ids)
    named: dict[str, tuple[DocumentName, UnitName | None]] = {}
    for k in range(0, len(wanted), _BATCH):
        for row in connection.execute(_NAMED, {"ids": wanted[k : k + _BATCH]}):
            named[row.id] = (DocumentName(*row[:7]), unit_name(row.unit_code))
    return named


_D = documents.c
_NAMED = select(_D.id, _D.title, _D.number, _D.symbol, _D.date, _D.issuer, _D.type, _D.unit_code).where(
    _D.id.in_(bindparam("ids", expanding=True))
)
