"""What every document does with every instrument that it cites, side by side in memory: so that a question of one
instrument among hundreds of thousands of citations reads only the words that it quotes.

It is read once for every version of the store, by whoever can wait (an application, before anybody asks; whoever needs
the whole corpus). A question takes it where it is there and of the store as it is now (`ready`), and else reads the
citations themselves (`acts`): a single question of the command line is answered sooner so.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from graph.own_relation import replaced
from graph.schema import documents, instrument_documents, instrument_mentions, instrument_relations, mentions
from graph.store import Store
from ingest.mention import Form
from queries.chain import BASIS, WORK, linking
from queries.holding import document_in_words
from queries.period import Period
from queries.scope import unit_name
from queries.status import Act, Held
from queries.version import kept, made

_KEY = "bearing"
_BATCH = 5000
_STRENGTH = {relation.value: n for n, relation in enumerate(BASIS, 1)}
_WORK = frozenset(relation.value for relation in WORK)


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the documents that cite one instrument do with it, by their places: lists side by side."""

    places: array[int] = field(default_factory=lambda: array("I"))
    proofs: array[int] = field(default_factory=lambda: array("I"))
    """The citation that says best what the document does."""
    firsts: array[int] = field(default_factory=lambda: array("I"))
    """The first citation by which it acts; 0: it does not act."""
    bases: bytearray = field(default_factory=bytearray)
    """The strongest of BASIS that it says, from 1; 0: none."""
    works: array[int] = field(default_factory=lambda: array("I"))
    """The label of the first task under it (`Bearing.labels`); 0: none."""

    def ordered(self) -> Deeds:
        order = sorted(range(len(self.places)), key=self.places.__getitem__)
        lists = (self.places, self.proofs, self.firsts, self.bases, self.works)
        one, two, three, four, five = ([some[k] for k in order] for some in lists)
        return Deeds(array("I", one), array("I", two), array("I", three), bytearray(four), array("I", five))


_NONE = Deeds()


@dataclass(frozen=True, slots=True)
class Bearing:
    """A document's place is its number in the order of unit, time of issue and id; those of no unit come last."""

    held: list[Held]
    codes: list[str | None]
    """By place, the unit."""
    starts: array[int]
    """By place, the first day on which it can have been issued; 0: not known."""
    ranks: array[int]
    """By place, where the document stands among all by the name of its unit, its date and its id."""
    units: dict[str, tuple[int, int]]
    """The first place of a unit, and that after its last."""
    labels: list[str]
    deeds: dict[str, Deeds]
    links: dict[str, list[str]]
    """Which instruments implement each, of those that lead anywhere."""
    _ordered: dict[str, Deeds] = field(default_factory=dict)
    _acting: dict[str, frozenset[int]] = field(default_factory=dict)
    samples: dict[tuple[str, int], Any] = field(default_factory=dict)
    """What `show` quotes of an instrument, once somebody asked."""

    def of(self, instrument: str) -> Deeds:
        """In the order of the places."""
        found = self._ordered.get(instrument)
        if found is None:
            found = self.deeds[instrument].ordered() if instrument in self.deeds else _NONE
            self._ordered[instrument] = found
        return found

    def acting(self, instrument: str) -> frozenset[int]:
        """The places of the documents that act on it."""
        found = self._acting.get(instrument)
        if found is None:
            deeds = self.deeds.get(instrument, _NONE)
            found = frozenset([place for place, first in zip(deeds.places, deeds.firsts, strict=True) if first])
            self._acting[instrument] = found
        return found

    def within(self, deeds: Deeds, unit: str, until: int) -> range:
        """Where the documents of the unit issued by the day stand in the lists."""
        first, end = self.units.get(unit, (0, 0))
        places, starts = deeds.places, self.starts
        low = bisect_left(places, first)
        high = bisect_left(places, end, low)
        while high > low and starts[places[high - 1]] > until:
            high -= 1
        return range(low, high)

    def act(self, deeds: Deeds, k: int) -> Act:
        basis, work = deeds.bases[k], deeds.works[k]
        return Act(
            bool(deeds.firsts[k]),
            BASIS[basis - 1] if basis else None,
            self.labels[work - 1] if work else None,
            deeds.proofs[k],
        )

    def follow(self, targets: Iterable[str]) -> Iterator[tuple[str, str]]:
        """As `chain.links` reads them."""
        return ((source, target) for target in targets for source in self.links.get(target, ()))


def bearing(store: Store) -> Bearing:
    return kept(store, _KEY, lambda: _bearing(store))


def ready(store: Store) -> Bearing | None:
    """What was read of the store as it is at this moment, if it was."""
    found: Bearing | None = made(store, _KEY)
    return found


def _bearing(store: Store) -> Bearing:
    with store.read() as connection:
        rows = _documents(connection)
        places = {row.id: k for k, row in enumerate(rows)}
        held = [Held(row.id, document_in_words(row), Period.of_document(row)) for row in rows]
        units: dict[str, tuple[int, int]] = {}
        for k, row in enumerate(rows):
            if row.unit_code is not None:
                units[row.unit_code] = (units.get(row.unit_code, (k, k))[0], k + 1)
        labels, deeds = _deeds(connection, places)
        return Bearing(
            held=held,
            codes=[row.unit_code for row in rows],
            starts=array("I", (one.period.start.toordinal() if one.period.start else 0 for one in held)),
            ranks=_ranks(rows),
            units=units,
            labels=labels,
            deeds=deeds,
            links=_links(connection, {key for key, one in deeds.items() if any(one.firsts)}),
        )


def _documents(connection: Connection) -> list[Any]:
    d = documents.c
    columns = (
        *(d.id, d.unit_code, d.type.label("kind"), d.number, d.symbol),
        *(d.date, d.date_from, d.date_to),
    )

    def place(row: Any) -> tuple[Any, ...]:
        start = Period.of_document(row).start
        return row.unit_code is None, row.unit_code or "", start.toordinal() if start else 0, row.id

    return sorted(connection.execute(select(*columns)).all(), key=place)


def _ranks(rows: list[Any]) -> array[int]:
    def rank(k: int) -> tuple[Any, ...]:
        unit = unit_name(rows[k].unit_code)
        return unit is None, unit.name if unit else "", rows[k].date or "", rows[k].id

    ranks = array("I", bytes(array("I").itemsize * len(rows)))
    for number, k in enumerate(sorted(range(len(rows)), key=rank)):
        ranks[k] = number
    return ranks


def _deeds(connection: Connection, places: dict[str, int]) -> tuple[list[str], dict[str, Deeds]]:
    """What documents do, by instrument, and the labels of tasks. A document's mentions of itself say nothing."""
    names, home = _homes(connection)
    itself = {(row.document_id, row.instrument_id) for row in connection.execute(select(instrument_documents))}
    said = replaced(connection)
    numbers: dict[str, int] = {}
    deeds: dict[str, Deeds] = {}
    strong = _STRENGTH.get
    m = mentions.c
    query = select(m.document_id, m.id, m.relation, m.task).where(m.form != Form.SELF)
    document: str | None = None
    found: dict[int, list[int]] = {}

    def close() -> None:
        if document is None:
            return
        place = places[document]
        for key, (proof, first, basis, work) in found.items():
            name = names[key - 1]
            if (document, name) in itself:
                continue
            one = deeds.get(name)
            if one is None:
                one = deeds[name] = Deeds()
            one.places.append(place)
            one.proofs.append(proof)
            one.firsts.append(first)
            one.bases.append(basis)
            one.works.append(work)

    for of, mention, written, task in _rows(connection, query.order_by(m.document_id, m.ordinal)):
        key = home[mention] if mention < len(home) else 0
        if not key:
            continue
        if of != document:
            close()
            document, found = of, {}
        relation = said.get(mention, written)
        strength = strong(relation, 0)
        work = 0
        if task is not None and relation in _WORK:
            work = numbers.get(task) or numbers.setdefault(task, len(numbers) + 1)
        now = found.get(key)
        if now is None:
            found[key] = [mention, mention if work or strength else 0, strength, work]
        elif strength or work:
            if strength and (not now[2] or strength < now[2]):
                now[0], now[2] = mention, strength
            elif work and not now[2] and not now[3]:
                now[0] = mention
            if work and not now[3]:
                now[3] = work
            if not now[1] or mention < now[1]:
                now[1] = mention
    close()
    return list(numbers), deeds


def _homes(connection: Connection) -> tuple[list[str], array[int]]:
    """The instruments, and by the id of a mention the number of its own (from 1; 0: none)."""
    placed = instrument_mentions.c
    last = connection.execute(select(placed.mention_id).order_by(placed.mention_id.desc()).limit(1)).scalar()
    home = array("I", bytes(array("I").itemsize * ((last or 0) + 1)))
    names: list[str] = []
    query = select(placed.instrument_id, placed.mention_id).order_by(placed.instrument_id)
    for instrument, mention in _rows(connection, query):
        if not names or names[-1] != instrument:
            names.append(instrument)
        home[mention] = len(names)
    return names, home


def _rows(connection: Connection, query: Any) -> Iterator[Any]:
    """Plain tuples, as the driver gives them: half the time, where there are half a million."""
    cursor = connection.execute(query).cursor
    while some := cursor.fetchmany(_BATCH):
        yield from some


def _links(connection: Connection, acted: set[str]) -> dict[str, list[str]]:
    """Left out is what nobody acts on and nothing implements, as most plans that are instruments themselves: a chain
    through it ends nowhere."""
    r = instrument_relations.c
    leading = sorted(acted | set(connection.execute(select(r.target_id).distinct()).scalars()))
    found: dict[str, list[str]] = {}
    for k in range(0, len(leading), _BATCH):
        query = select(r.source_id, r.target_id).where(r.source_id.in_(leading[k : k + _BATCH]), linking())
        for source, target in connection.execute(query.distinct()):
            found.setdefault(target, []).append(source)
    return found
