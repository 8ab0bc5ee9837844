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

from sqlalchemy import Connection, select

from graph.schema import instruments
from graph.store import Store
from ingest.document import Unit
from ingest.unit import units_of
from queries.bearing import Bearing, bearing
from queries.chain import DEEPEST
from queries.holding import holding
from queries.period import Period
from queries.scope import scope_of
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
    borne, provinces = bearing(store), holding(store).provinces
    units = tuple(u for province in provinces for u in units_of(province))
    places = {u.code: k for k, u in enumerate(units)}
    corpus = _Corpus.read(borne, places, day)
    scopes: dict[tuple[Any, ...], int] = {}
    known = {}
    with store.read() as connection:
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
    links: dict[str, list[str]]
    held: int = 0
    ends: list[str] = field(default_factory=list)
    """The latest ends of the units' documents, rising, and beside each the units that have nothing later."""
    older: list[int] = field(default_factory=list)
    acting: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    citing: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    first: dict[str, dict[int, date]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def read(cls, borne: Bearing, places: dict[str, int], day: date) -> "_Corpus":
        corpus = cls([0] * len(places), borne.links)
        corpus._documents(borne, places, day)
        corpus._deeds(borne, places, day)
        return corpus

    def _documents(self, borne: Bearing, places: dict[str, int], day: date) -> None:
        """When the units' documents were issued, of those issued by the day."""
        last: dict[int, str] = {}
        for code, (begin, stop) in borne.units.items():
            place = places.get(code)
            if place is None:
                continue
            for period in (one.period for one in borne.held[begin:stop]):
                if period.start is None or period.start <= day:
                    self.count[place] += 1
                    last[place] = max(last.get(place, ""), period.end.isoformat() if period.end else "9999")
        running = 0
        for end, place in sorted((end, place) for place, end in last.items()):
            running |= 1 << place
            self.ends.append(end)
            self.older.append(running)
        self.held = running

    def _deeds(self, borne: Bearing, places: dict[str, int], day: date) -> None:
        """Which units cite and which act on each instrument."""
        until = day.toordinal()
        unit = [
            -1 if code is None or start > until else places.get(code, -1)
            for code, start in zip(borne.codes, borne.starts, strict=True)
        ]
        whole = [one.period.start if one.period.whole else None for one in borne.held]
        for key, deeds in borne.deeds.items():
            acting = citing = 0
            first: dict[int, date] = {}
            for at, acts in zip(deeds.places, deeds.firsts, strict=True):
                place = unit[at]
                if place < 0:
                    continue
                if not acts:
                    citing |= 1 << place
                    continue
                acting |= 1 << place
                when = whole[at]
                if when is not None and (place not in first or when < first[place]):
                    first[place] = when
            if acting:
                self.acting[key], self.first[key] = acting, first
            if citing:
                self.citing[key] = citing

    def concerned(self) -> list[str]:
        """The instruments that some unit cites or acts on, itself or through another."""
        return sorted(self.acting.keys() | self.citing.keys() | self.links.keys())

    def through(self, instrument: str) -> tuple[int, dict[int, date]]:
        """The units that act on an instrument that implements this one (as `chains` follows them), and since when."""
        seen, frontier = {instrument}, [instrument]
        units = 0
        first: dict[int, date] = {}
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
        delays = {p: days for p, d in first if (days := (d - issued.start).days) >= 0}
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
