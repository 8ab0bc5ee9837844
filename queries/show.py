"""Everything known about one instrument: each attribute with its rival values and their places, and its relations both
ways."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.fuzz import ratio
from sqlalchemy import ColumnElement, Connection, false, func, or_, select

from graph.reason import Reason
from graph.schema import (
    documents,
    instrument_documents,
    instrument_mentions,
    instrument_relations,
    instrument_values,
    instruments,
    mentions,
)
from graph.store import Store
from ingest.fold import fold
from queries.lookup import Candidate, InstrumentName, find
from queries.quote import Quote, line_of, quotes

ATTRIBUTES = ("type", "symbol", "date", "issuer", "title")


@dataclass(frozen=True, slots=True)
class ValueSeen:
    """A value of an attribute, permitted variants taken together. `evidence` quotes the citations that give it."""

    value: str
    mentions: int
    documents: int
    likely: bool
    conflicting: bool
    reason: Reason | None
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Attribute:
    attribute: str
    likely: str | None
    reason: Reason | None
    conflict: bool
    values: tuple[ValueSeen, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """The other instrument of a relation; the citation that says so where a document says it, none where the registry
    does."""

    id: str
    label: str
    relation: str
    document: str | None
    quote: str | None
    start: int | None
    end: int | None
    line: int | None


@dataclass(frozen=True, slots=True)
class Relations:
    outgoing: tuple[Related, ...]
    """What this instrument does to others."""
    incoming: tuple[Related, ...]
    """What others do to it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The instrument as it is known best."""

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
    status_source: str | None
    registry: bool
    documents: tuple[str, ...]
    """The documents of the corpus that are this instrument."""


@dataclass(frozen=True, slots=True)
class Show:
    query: str
    instrument: InstrumentName | None
    candidates: tuple[Candidate, ...]
    reason: Reason | None
    facts: Facts | None = None
    attributes: tuple[Attribute, ...] = ()
    relations: Relations = Relations((), ())
    mentions: tuple[Quote, ...] = ()


def show(store: Store, query: str, *, most: int | None = None) -> Show:
    """Everything known, or candidates where the query is not clear. `most` bounds what is quoted: so many
    citations, and one of every way in which it is cited; so many relations of a kind, each way."""
    found = find(store, query)
    if found.instrument is None:
        return Show(query, None, found.candidates, found.reason)
    key = found.instrument.id
    with store.read() as connection:
        row = connection.execute(select(instruments).where(instruments.c.id == key)).one()
        itself = connection.execute(
            select(instrument_documents.c.document_id)
            .where(instrument_documents.c.instrument_id == key)
            .order_by(instrument_documents.c.document_id)
        ).scalars()
        cited = connection.execute(
            select(mentions)
            .join(instrument_mentions, instrument_mentions.c.mention_id == mentions.c.id)
            .where(instrument_mentions.c.instrument_id == key)
            .order_by(mentions.c.document_id, mentions.c.start)
            .where(*_sample(key, most))
        ).all()
        quoted = quotes(connection, (m.id for m in cited))
        facts = Facts(
            row.type,
            row.number,
            row.year_in_number,
            row.symbol,
            row.date,
            row.issuer,
            row.title,
            row.level,
            row.system,
            row.status,
            row.status_source,
            row.registry,
            tuple(itself),
        )
        return Show(
            query,
            found.instrument,
            found.candidates,
            found.reason,
            facts,
            _attributes(connection, row, cited, quoted),
            Relations(
                _related(connection, instrument_relations.c.source_id, instrument_relations.c.target_id, key, most),
                _related(connection, instrument_relations.c.target_id, instrument_relations.c.source_id, key, most),
            ),
            tuple(quoted[m.id] for m in cited),
        )


def _sample(key: str, most: int | None) -> tuple[ColumnElement[bool], ...]:
    """The first citations, and the first of every wording of the attributes."""
    if most is None:
        return ()
    m, placed = mentions.c, instrument_mentions.c
    ids = select(placed.mention_id).where(placed.instrument_id == key).order_by(placed.mention_id).limit(most)
    each = (
        select(func.min(m.id))
        .join(instrument_mentions, placed.mention_id == m.id)
        .where(placed.instrument_id == key)
        .group_by(m.type, m.symbol, m.date, m.issuer, m.title)
        .limit(most)
    )
    return (or_(m.id.in_(ids), m.id.in_(each)),)


def _first_of_each(connection: Connection, here: Any, key: str, most: int | None) -> tuple[ColumnElement[bool], ...]:
    """The first relations of every kind."""
    if most is None:
        return ()
    r = instrument_relations.c
    kinds = connection.execute(select(r.relation).where(here == key).distinct()).scalars().all()
    firsts = (
        select(r.id).where(here == key, r.relation == kind).order_by(r.id).limit(most).scalar_subquery()
        for kind in kinds
    )
    return (or_(false(), *(r.id.in_(some) for some in firsts)),)


def _attributes(
    connection: Connection, row: Any, cited: Sequence[Any], quoted: dict[int, Quote]
) -> tuple[Attribute, ...]:
    v = instrument_values.c
    seen: dict[str, list[Any]] = defaultdict(list)
    for value in connection.execute(
        select(instrument_values)
        .where(v.instrument_id == row.id)
        .order_by(v.likely.desc(), v.mentions.desc(), v.documents.desc(), v.value)
    ):
        seen[value.attribute].append(value)
    answer = []
    for attribute in (*ATTRIBUTES, *sorted(set(seen) - set(ATTRIBUTES))):
        rows = seen.get(attribute, [])
        places = _assign(attribute, [r.value for r in rows], cited)
        values = tuple(
            ValueSeen(
                r.value,
                r.mentions,
                r.documents,
                r.likely,
                r.conflicting,
                r.reason,
                tuple(quoted[i] for i in places.get(r.value, ())),
            )
            for r in rows
        )
        likely = next((value for value in values if value.likely), None)
        answer.append(
            Attribute(
                attribute,
                likely.value if likely else getattr(row, attribute, None),
                likely.reason if likely else None,
                any(value.conflicting for value in values),
                values,
            )
        )
    return tuple(answer)


def _assign(attribute: str, values: list[str], cited: Iterable[Any]) -> dict[str, list[int]]:
    """The mentions that give each value: values are normalised, mentions as written, so each goes to the nearest
    value."""
    places: dict[str, list[int]] = defaultdict(list)
    if not values:
        return places
    folded = [(value, fold(value)) for value in values]
    for mention in cited:
        written = getattr(mention, attribute, None)
        if not written:
            continue
        if written in values:
            places[written].append(mention.id)
        elif attribute != "date":
            words = fold(written)
            places[max(folded, key=lambda pair: ratio(pair[1], words))[0]].append(mention.id)
    return places


def _related(connection: Connection, here: Any, there: Any, key: str, most: int | None) -> tuple[Related, ...]:
    r = instrument_relations.c
    rows = connection.execute(
        select(
            there.label("other"),
            instruments.c.label,
            r.relation,
            r.document_id,
            r.start,
            r.end,
            r.mention_id,
            func.substr(documents.c.text, r.start + 1, r.end - r.start).label("words"),
            line_of(r.start),
        )
        .join(instruments, instruments.c.id == there)
        .outerjoin(documents, documents.c.id == r.document_id)
        .where(here == key, *_first_of_each(connection, here, key, most))
        .order_by(r.relation, instruments.c.label, r.document_id, r.start, r.id)
    ).all()
    quoted = quotes(connection, {row.mention_id for row in rows if row.mention_id})
    related: dict[tuple[Any, ...], Related] = {}
    for row in rows:
        quote = quoted.get(row.mention_id)
        start, end = (quote.start, quote.end) if quote else (row.start, row.end)
        line = quote.line if quote else row.line
        words = quote.quote if quote else row.words
        one = Related(row.other, row.label, row.relation, row.document_id, words, start, end, line)
        related.setdefault((row.other, row.relation, row.document_id, start), one)
    return tuple(related.values())
