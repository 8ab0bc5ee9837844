"""What `acts` reads of one instrument from the store, out of what is kept in memory of all (`bearing`)."""

from collections.abc import Collection, Iterator
from datetime import date

from queries.bearing import Bearing, Deeds
from queries.chain import levels
from queries.status import QUOTED, Cited, Held, Through


def citing(known: Bearing, instrument: str, units: Collection[str], until: date) -> dict[str, Cited]:
    """As `acts.citing`, of the units given."""
    deeds = known.of(instrument)
    day = until.toordinal()
    return {unit: _cited(known, deeds, found) for unit in units if (found := known.within(deeds, unit, day))}


def _cited(known: Bearing, deeds: Deeds, found: Collection[int]) -> Cited:
    acting = [k for k in found if deeds.firsts[k]]
    held = [known.held[deeds.places[k]] for k in acting or found]
    shown = [(one, known.act(deeds, k)) for one, k in zip(held[:QUOTED], acting or found, strict=False)]
    names = [] if acting else list(dict.fromkeys(one.name for one in held))
    return Cited(bool(acting), tuple([one.id for one in held]), shown, names, _since(held))


def _since(held: list[Held]) -> date | None:
    """They stand in the order of their days."""
    return next((one.period.start for one in held if one.period.start and one.period.whole), None)


def acting_through(known: Bearing, instrument: str, units: Collection[str], until: date) -> dict[str, list[Through]]:
    """As `acts.acting_through`."""
    waiting = set(units)
    found: dict[str, list[Through]] = {}
    day = until.toordinal()
    for level in levels(known.follow, instrument):
        if not waiting:
            break
        for unit in waiting:
            best = dict(sorted(_first(known, level, unit, day), reverse=True))
            if best:
                found[unit] = [
                    Through(known.held[place], via, mention) for place, (via, mention) in sorted(best.items())
                ]
        waiting -= found.keys()
    return found


def _first(
    known: Bearing, level: dict[str, tuple[str, ...]], unit: str, day: int
) -> Iterator[tuple[int, tuple[tuple[str, ...], int]]]:
    """The places of the unit's documents that act on an instrument of the level, the chains and the citations."""
    for source, via in level.items():
        deeds = known.of(source)
        for k in known.within(deeds, unit, day):
            if deeds.firsts[k]:
                yield deeds.places[k], (via, deeds.firsts[k])


_Chains = dict[str, tuple[str, ...]]


def documents(known: Bearing, instrument: str) -> tuple[_Chains, _Chains]:
    """The documents that act on the instrument, with the chains by which they do, and those that merely cite it: in
    the order of `who`."""
    deeds = known.of(instrument)
    rank, held = known.ranks.__getitem__, known.held
    done = {place for place, first in zip(deeds.places, deeds.firsts, strict=True) if first}
    acting: _Chains = {held[place].id: () for place in sorted(done, key=rank)}
    for level in levels(known.follow, instrument):
        best: dict[int, tuple[str, ...]] = {}
        for via in sorted(level.values(), reverse=True):
            further = known.of(via[0])
            best.update(
                (place, via)
                for place, first in zip(further.places, further.firsts, strict=True)
                if first and place not in done
            )
        acting |= {held[place].id: best[place] for place in sorted(best, key=rank)}
        done |= best.keys()
    merely = sorted((place for place in deeds.places if place not in done), key=rank)
    return acting, {held[place].id: () for place in merely}
