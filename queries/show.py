"""Everything known about one instrument: each attribute with its rival values and their places, and its relations both
ways."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from rapidfuzz.fuzz import ratio
from sqlalchemy import BindParameter, Connection, Select, bindparam, case, func, select

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
from queries.bearing import ready
from queries.lookup import Candidate, InstrumentName, Lookup, find, row_of
from queries.quote import Quote, line_of, quotes
from queries.sample import Sample, Side, sample

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
    issuer: str | None = None
    unit_code: str | None = None
    """Of a ward or commune that issued it: dozens of these use one number."""


@dataclass(frozen=True, slots=True)
class Relations:
    outgoing: tuple[Related, ...]
    """What this instrument does to others."""
    incoming: tuple[Related, ...]
    """What others do to it."""
    outgoing_instruments: Mapping[str, int] = field(default_factory=dict)
    """By relation, how many instruments there are, of which `outgoing` may hold the first."""
    incoming_instruments: Mapping[str, int] = field(default_factory=dict)


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


def show(store: Store, query: str, *, most: int | None = None, found: Lookup | None = None) -> Show:
    """Everything known, or candidates where the query is not clear. `most` bounds what is quoted: so many
    citations, and one of every way in which it is cited; so many relations of a kind, each way.
    `found` is what `find` said of the query, where it was asked before."""
    found = found or find(store, query)
    if found.instrument is None:
        return Show(query, None, found.candidates, found.reason)
    key = found.instrument.id
    with store.read() as connection:
        row = row_of(connection, key)
        itself = connection.execute(_ITSELF, {"key": key}).scalars()
        # what is kept is of the state that was just read
        chosen = sample(connection, ready(store), key, most) if most is not None else None
        cited = _cited(connection, key, chosen)
        outgoing = _relating(connection, "source", key, chosen.outgoing if chosen else None)
        incoming = _relating(connection, "target", key, chosen.incoming if chosen else None)
        placed = (row.mention_id for row in (*outgoing, *incoming) if row.mention_id)
        quoted = quotes(connection, {*(m.id for m in cited), *placed})
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
                _related(outgoing, quoted),
                _related(incoming, quoted),
                chosen.outgoing.counts if chosen else _counted(outgoing),
                chosen.incoming.counts if chosen else _counted(incoming),
            ),
            tuple(quoted[m.id] for m in cited),
        )


def _cited(connection: Connection, key: str, chosen: Sample | None) -> Sequence[Any]:
    if chosen is not None:
        return connection.execute(_CHOSEN, {"ids": chosen.mentions}).all()
    return connection.execute(_CITING, {"key": key}).all()


_V = instrument_values.c
_VALUES = (
    select(instrument_values)
    .where(_V.instrument_id == bindparam("key"))
    .order_by(_V.likely.desc(), _V.mentions.desc(), _V.documents.desc(), _V.value)
)
_ITSELF = (
    select(instrument_documents.c.document_id)
    .where(instrument_documents.c.instrument_id == bindparam("key"))
    .order_by(instrument_documents.c.document_id)
)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_CITED = select(*(mentions.c[name] for name in ("id", *ATTRIBUTES))).order_by(mentions.c.document_id, mentions.c.start)
_CHOSEN = _CITED.where(mentions.c.id.in_(_IDS))
_CITING = _CITED.join(instrument_mentions, instrument_mentions.c.mention_id == mentions.c.id).where(
    instrument_mentions.c.instrument_id == bindparam("key")
)


def _attributes(
    connection: Connection, row: Any, cited: Sequence[Any], quoted: dict[int, Quote]
) -> tuple[Attribute, ...]:
    seen: dict[str, list[Any]] = defaultdict(list)
    for value in connection.execute(_VALUES, {"key": row.id}):
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


def _relating(connection: Connection, way: str, key: str, chosen: Side | None) -> Sequence[Any]:
    """Relations of one way: what the instrument is in them, `source` or `target`."""
    asked = {"key": key} if chosen is None else {"ids": chosen.ids}
    return connection.execute(_relations(way, some=chosen is not None), asked).all()


@cache
def _relations(way: str, *, some: bool) -> Select[Any]:
    r = instrument_relations.c
    here, there = (r.source_id, r.target_id) if way == "source" else (r.target_id, r.source_id)
    alone = r.mention_id.is_(None)  # the words of the others are those of their mention
    return (
        select(
            there.label("other"),
            instruments.c.label,
            instruments.c.issuer,
            instruments.c.unit_code,
            r.relation,
            r.document_id,
            r.start,
            r.end,
            r.mention_id,
            case((alone, func.substr(documents.c.text, r.start + 1, r.end - r.start))).label("words"),
            case((alone, line_of(r.start).element)).label("line"),
        )
        .join(instruments, instruments.c.id == there)
        .outerjoin(documents, documents.c.id == r.document_id)
        .where(r.id.in_(_IDS) if some else here == bindparam("key"))
        .order_by(r.relation, instruments.c.label, r.document_id, r.start, r.id)
    )


def _counted(rows: Sequence[Any]) -> dict[str, int]:
    return dict(Counter(relation for relation, _ in {(row.relation, row.other) for row in rows}))


def _related(rows: Sequence[Any], quoted: dict[int, Quote]) -> tuple[Related, ...]:
    related: dict[tuple[Any, ...], Related] = {}
    for row in rows:
        quote = quoted.get(row.mention_id)
        start, end = (quote.start, quote.end) if quote else (row.start, row.end)
        line = quote.line if quote else row.line
        words = quote.quote if quote else row.words
        one = Related(
            row.other, row.label, row.relation, row.document_id, words, start, end, line, row.issuer, row.unit_code
        )
        related.setdefault((row.other, row.relation, row.document_id, start), one)
    return tuple(related.values())
