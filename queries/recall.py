"""What `acts` reads of one instrument from the store, out of what is kept in memory of all (`bearing`)."""

from collections.abc import Collection, Iterator
from datetime import date
from heapq import nsmallest
from typing import NamedTuple

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


class Page(NamedTuple):
    """Documents in the order of `who`: those that act, with the chains by which they do, and those that merely cite."""

    acting: dict[str, tuple[str, ...]]
    merely: dict[str, tuple[str, ...]]
    total: int
    merely_total: int


def documents(known: Bearing, instrument: str, first: int, end: int | None) -> Page:
    """Those on a page of each list, from `first` up to `end`."""
    groups: list[tuple[Collection[int], list[tuple[str, ...]]]] = [(known.acting(instrument), [])]
    done = set(known.acting(instrument))
    for level in levels(known.follow, instrument):
        vias = sorted(level.values())
        further = set().union(*(known.acting(via[0]) for via in vias)) - done
        groups.append((further, vias))
        done |= further
    held = known.held
    shown: dict[str, tuple[str, ...]] = {}
    begin = 0
    for places, vias in groups:
        for place in _part(known, places, first - begin, None if end is None else end - begin):
            shown[held[place].id] = next((via for via in vias if place in known.acting(via[0])), ()) if vias else ()
        begin += len(places)
    mere = [place for place in known.of(instrument).places if place not in done]
    return Page(shown, {held[place].id: () for place in _part(known, mere, first, end)}, begin, len(mere))


def _part(known: Bearing, places: Collection[int], first: int, end: int | None) -> list[int]:
    """Of these in their order, from `first` up to `end`, which may lie before them or behind."""
    first = max(first, 0)
    if first >= len(places) or (end is not None and end <= first):
        return []
    rank = known.ranks.__getitem__
    if end is None:
        return sorted(places, key=rank)[first:]
    return nsmallest(end, places, key=rank)[first:]
