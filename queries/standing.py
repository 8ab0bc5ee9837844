"""Where every unit stands with every instrument: the answers of `gaps` for the whole corpus at once.

`gaps` explains one instrument with reasons and quotes. A matrix or a scoreboard needs only the statuses, of hundreds of
thousands of pairs: here a set of units is the bits of one integer, so that a status of all units towards an instrument
is
a few operations.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, case, func, or_, select

from graph.schema import (
    documents,
    instrument_documents,
    instrument_mentions,
    instrument_relations,
    instruments,
    mentions,
)
from graph.store import Store
from ingest.document import Unit
from ingest.mention import Form, Relation
from ingest.unit import units_of
from queries.chain import BASIS, DEEPEST, WORK, implements
from queries.period import Period
from queries.scope import provinces_of, scope_of
from queries.status import Status
from queries.version import kept

_BATCH = 5000


@dataclass(frozen=True, slots=True)
class Known:
    """An instrument, the units that it binds and those of every status: bits in the order of `Standing.units`."""

    id: str
    label: str
    type: str | None
    date: str | None
    issuer: str | None
    title: str | None
    level: str
    system: str
    documents: int
    scope: int
    sets: dict[Status, int]
    delays: dict[int, int]
    """By unit's place, days from the instrument to the unit's first document that acts on it."""

    @property
    def acted(self) -> int:
        return self.sets[Status.IMPLEMENTED] | self.sets[Status.INDIRECT]

    @property
    def open(self) -> int:
        return self.sets[Status.NOT_IMPLEMENTED] | self.sets[Status.CITED]

    def status(self, place: int) -> Status | None:
        """Of the unit at that place; None where the instrument does not bind it."""
        bit = 1 << place
        return next((s for s, units in self.sets.items() if units & bit), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """`units` are those of the provinces that the corpus holds documents of, by code."""

    as_of: str
    units: tuple[Unit, ...]
    places: dict[str, int]
    instruments: dict[str, Known]
    documents: tuple[int, ...]
    """How many documents the corpus holds of each unit."""


def standing(store: Store, as_of: date | None = None) -> Standing:
    """Worked out once for every version of the store and day."""
    day = as_of or date.today()
    return kept(store, f"standing {day}", lambda: _standing(store, day))


def _standing(store: Store, day: date) -> Standing:
    with store.read() as connection:
        provinces = provinces_of(connection)
        units = tuple(u for province in provinces for u in units_of(province))
        places = {u.code: k for k, u in enumerate(units)}
        corpus = _Corpus.read(connection, places, day)
        scopes: dict[tuple[Any, ...], int] = {}
        known = {}
        for row in _instruments(connection, corpus.concerned()):
            key = (row.unit_code, row.province_code, row.former_province, row.level)
            if key not in scopes:
                bound = scope_of(row, provinces).units
                scopes[key] = sum(1 << places[u.code] for u in set(bound) if u.code in places)
            known[row.id] = _known(row, scopes[key], corpus)
    return Standing(day.isoformat(), units, places, known, tuple(corpus.count))


def _instruments(connection: Connection, ids: list[str]) -> Iterator[Any]:
    i = instruments.c
    columns = (
        i.id, i.label, i.type, i.date, i.year_in_number, i.issuer, i.title, i.level, i.system, i.document_count,
        i.unit_code, i.province_code, i.former_province,
    )  # fmt: skip
    for k in range(0, len(ids), _BATCH):
        yield from connection.execute(select(*columns).where(i.id.in_(ids[k : k + _BATCH]))).all()


@dataclass(slots=True)
class _Corpus:
    """What the documents of the units say, by instrument."""

    count: list[int]
    held: int = 0
    ends: list[str] = field(default_factory=list)
    """The latest ends of the units' documents, rising, and beside each the units that have nothing later."""
    older: list[int] = field(default_factory=list)
    acting: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    citing: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    first: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    links: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls, connection: Connection, places: dict[str, int], day: date) -> "_Corpus":
        corpus = cls([0] * len(places))
        late = corpus._documents(connection, places, day)
        corpus._mentions(connection, places, late)
        # what nobody acts on and nothing implements leads nowhere, as most plans that are instruments themselves
        links = _links(connection)
        leading = corpus.acting.keys() | {target for _, target in links}
        for source, target in links:
            if source in leading:
                corpus.links[target].append(source)
        return corpus

    def _documents(self, connection: Connection, places: dict[str, int], day: date) -> list[str]:
        """Reads when the units' documents were issued; returns those issued after the day."""
        d = documents.c
        last: dict[int, str] = {}
        late = []
        columns = (d.id, d.unit_code, d.date, d.date_precision, d.date_from, d.date_to)
        for row in connection.execute(select(*columns).where(d.unit_code.is_not(None))).all():
            period = Period.of_document(row)
            place = places.get(row.unit_code)
            if period.start is not None and period.start > day:
                late.append(row.id)
            elif place is not None:
                self.count[place] += 1
                last[place] = max(last.get(place, ""), period.end.isoformat() if period.end else "9999")
        running = 0
        for end, place in sorted((end, place) for place, end in last.items()):
            running |= 1 << place
            self.ends.append(end)
            self.older.append(running)
        self.held = running
        return late

    def _mentions(self, connection: Connection, places: dict[str, int], late: list[str]) -> None:
        """Which units cite and which act on each instrument. A document's mentions of itself say nothing."""
        m, d = mentions.c, documents.c
        # the few columns apart, once: in its rows they stand behind the whole text
        held = select(d.id, d.unit_code, d.date).where(d.unit_code.is_not(None))
        held = held.where(d.id.not_in(late)) if late else held
        unit = held.cte("held").prefix_with("MATERIALIZED")
        itself = and_(
            instrument_documents.c.document_id == m.document_id,
            instrument_documents.c.instrument_id == instrument_mentions.c.instrument_id,
        )
        said = (
            select(
                instrument_mentions.c.instrument_id,
                unit.c.unit_code,
                unit.c.date,
                case((implements(), 1), else_=0).label("acts"),
            )
            .join(instrument_mentions, instrument_mentions.c.mention_id == m.id)
            .join(unit, unit.c.id == m.document_id)
            .outerjoin(instrument_documents, itself)
            .where(instrument_documents.c.document_id.is_(None), m.form != Form.SELF)
            .cte("said")
        )
        whole = and_(said.c.acts == 1, func.length(said.c.date) == 10)
        query = select(
            said.c.instrument_id,
            said.c.unit_code,
            func.max(said.c.acts).label("acts"),
            func.min(case((whole, said.c.date))).label("first"),
        ).group_by(said.c.instrument_id, said.c.unit_code)
        for row in connection.execute(query).all():
            place = places.get(row.unit_code)
            if place is None:
                continue
            group = self.acting if row.acts else self.citing
            group[row.instrument_id] |= 1 << place
            if row.first:
                self.first[row.instrument_id][place] = row.first

    def concerned(self) -> list[str]:
        """The instruments that some unit cites or acts on, itself or through another."""
        return sorted(self.acting.keys() | self.citing.keys() | self.links.keys())

    def through(self, instrument: str) -> tuple[int, dict[int, str]]:
        """The units that act on an instrument that implements this one (as `chains` follows them), and since when."""
        seen, frontier = {instrument}, [instrument]
        units = 0
        first: dict[int, str] = {}
        for _ in range(DEEPEST):
            frontier = [s for target in frontier for s in self.links.get(target, ()) if s not in seen]
            seen.update(frontier)
            for source in frontier:
                units |= self.acting.get(source, 0)
                for place, when in self.first.get(source, {}).items():
                    first[place] = min(first.get(place, when), when)
            if not frontier:
                break
        return units, first


def _links(connection: Connection) -> set[tuple[str, str]]:
    """As `chain` follows them, all at once."""
    r, m = instrument_relations.c, mentions.c
    work = and_(r.relation.in_(WORK), m.task.is_not(None))
    rows = connection.execute(
        select(r.source_id, r.target_id)
        .outerjoin(mentions, m.id == r.mention_id)
        .where(r.source_id != r.target_id, or_(r.relation.in_((*BASIS, Relation.ANNEX_OF)), work))
    )
    return {(source, target) for source, target in rows.all()}


def _known(row: Any, scope: int, corpus: _Corpus) -> Known:
    held = scope & corpus.held
    acting = held & corpus.acting.get(row.id, 0)
    through, since = corpus.through(row.id)
    indirect = held & through & ~acting
    cited = held & corpus.citing.get(row.id, 0) & ~acting & ~indirect
    rest = held & ~acting & ~indirect & ~cited
    issued = Period.of_instrument(row)
    predates = 0
    if issued.start is not None:
        k = bisect_left(corpus.ends, issued.start.isoformat())
        predates = rest & corpus.older[k - 1] if k else 0
    delays = {}
    if issued.whole and issued.start is not None:
        first = [(p, d) for p, d in corpus.first.get(row.id, {}).items() if acting >> p & 1]
        first += [(p, d) for p, d in since.items() if indirect >> p & 1]
        delays = {p: days for p, d in first if (days := (date.fromisoformat(d) - issued.start).days) >= 0}
    return Known(
        id=row.id,
        label=row.label,
        type=row.type,
        date=row.date,
        issuer=row.issuer,
        title=row.title,
        level=row.level,
        system=row.system,
        documents=row.document_count,
        scope=scope,
        sets={
            Status.IMPLEMENTED: acting,
            Status.INDIRECT: indirect,
            Status.CITED: cited,
            Status.NOT_IMPLEMENTED: rest & ~predates,
            Status.PREDATES: predates,
            Status.NO_DOCUMENTS: scope & ~corpus.held,
        },
        delays=delays,
    )
