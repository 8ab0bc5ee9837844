"""Where the cards of a layered drawing stand: bands by level from top to bottom, few crossings, the same every time.

Pure: no clock, no chance, no physics. The page repeats `place` for what a reader opens or filters
(assets/graph-place.js), and a browser test holds the two against each other.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil


@dataclass(frozen=True, slots=True)
class Geometry:
    """Sizes in pixels at scale 1. Six cards of 147 in a row, staggered, with their labels fit a 1366 × 768 screen
    beside the panel.
    """

    card_width: int = 147
    card_height: int = 38
    gap_x: int = 14
    gap_y: int = 12
    band_pad: int = 9
    band_gap: int = 3
    label_width: int = 76
    per_row: int = 6
    lines: int = 2
    fold: int = 12
    """A band shows so many cards; of more, one less and a card that says how many others there are."""

    @property
    def width(self) -> int:
        return round(self.label_width + (self.per_row + 0.5) * (self.card_width + self.gap_x) + self.gap_x)


COMPACT = Geometry()
ROOMY = Geometry(card_width=162, gap_x=18, card_height=56, per_row=5, lines=3)
_SCREEN = 600
"""Pixels of height that a 1366 × 768 screen leaves to the drawing."""
_WIDEST_PAD = 34


@dataclass(frozen=True, slots=True)
class Place:
    """The centre of a card."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class BandBox:
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    places: Mapping[str, Place]
    bands: tuple[BandBox, ...]
    width: float
    height: float


Bands = Sequence[Sequence[str]]
Links = Sequence[tuple[str, str]]


def shown(ids: Sequence[str], weight: Callable[[str], object], limit: int) -> tuple[list[str], list[str]]:
    """The ids that a band shows, heaviest first chosen and then in their given order, and those that it folds.

    A band of up to `limit` shows all; of a larger one `limit - 1`, so that with the fold card it has `limit`.
    """
    if len(ids) <= limit:
        return list(ids), []
    place = {node: k for k, node in enumerate(ids)}
    chosen = set(sorted(ids, key=lambda node: (weight(node), -place[node]), reverse=True)[: limit - 1])
    return [i for i in ids if i in chosen], [i for i in ids if i not in chosen]


def order(bands: Bands, links: Links, *, last: Iterable[str] = ()) -> list[list[str]]:
    """The bands with their cards in an order of few crossings, never more than in the given order.

    Barycentre sweeps up and down, then swaps of neighbours; the best order met is kept. Cards of `last` (folds)
    stay at the end of their band. Links inside a band and links to unknown ids count for nothing.
    """
    band_of = {node: b for b, ids in enumerate(bands) for node in ids}
    end = frozenset(last)
    links = [(u, v) for u, v in links if band_of.get(u, -1) != band_of.get(v, -1) and u in band_of and v in band_of]
    near: dict[str, list[str]] = defaultdict(list)
    for u, v in links:
        near[u].append(v)
        near[v].append(u)
    now = [sorted(ids, key=lambda node: node in end) for ids in bands]
    best, fewest = now, crossings(bands, links)
    if (count := crossings(now, links)) < fewest or end:
        best, fewest = now, count
    for turn in range(8 if len(links) <= 500 else 2):
        if not fewest:
            break
        now = _sweep(now, near, end, down=turn % 2 == 0)
        if len(links) <= 200:
            now = _swap(now, near, end, band_of)
        count = crossings(now, links)
        if count < fewest:
            best, fewest = now, count
    return [list(ids) for ids in best]


def _sweep(
    bands: list[list[str]], near: Mapping[str, list[str]], end: frozenset[str], *, down: bool
) -> list[list[str]]:
    """Each band in turn by the mean place of its neighbours; one without neighbours keeps its place."""
    now = [list(ids) for ids in bands]
    at = _ranks(now)
    for b in range(len(now)) if down else reversed(range(len(now))):
        ids = now[b]
        mean = {node: sum(at[o] for o in near[node]) / len(near[node]) if near.get(node) else at[node] for node in ids}
        ids.sort(key=lambda node: (node in end, mean[node], at[node]))
        at.update(_ranks([ids]))
    return now


def _ranks(bands: Bands) -> dict[str, float]:
    """Places in a band from 0 to 1, so that bands of different length compare."""
    return {node: (k + 0.5) / len(ids) for ids in bands for k, node in enumerate(ids)}


def _swap(
    bands: list[list[str]], near: Mapping[str, list[str]], end: frozenset[str], band_of: Mapping[str, int]
) -> list[list[str]]:
    """Neighbours in a band change places where that undoes more crossings than it makes."""
    at = {node: k for ids in bands for k, node in enumerate(ids)}
    for ids in bands:
        for k in range(len(ids) - 1):
            left, right = ids[k], ids[k + 1]
            if (left in end) == (right in end) and _over(right, left, near, at, band_of) < _over(
                left, right, near, at, band_of
            ):
                ids[k], ids[k + 1] = right, left
                at[left], at[right] = k + 1, k
    return bands


def _over(
    left: str, right: str, near: Mapping[str, list[str]], at: Mapping[str, int], band_of: Mapping[str, int]
) -> int:
    """Crossings between the links of two neighbours of a band, with `left` on the left."""
    return sum(1 for a in near.get(left, ()) for b in near.get(right, ()) if band_of[a] == band_of[b] and at[a] > at[b])


def crossings(bands: Bands, links: Links) -> int:
    """How many pairs of links cross, links of one pair of bands held against each other."""
    where = {node: (b, k) for b, ids in enumerate(bands) for k, node in enumerate(ids)}
    groups: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for u, v in links:
        if u in where and v in where and where[u][0] != where[v][0]:
            (b, i), (c, j) = sorted((where[u], where[v]))
            groups[b, c].append((i, j))
    total = 0
    for pairs in groups.values():
        pairs.sort()
        seen: list[int] = []
        for _, j in pairs:
            total += len(seen) - bisect_right(seen, j)
            insort(seen, j)
    return total


def place(bands: Bands, geometry: Geometry) -> Layout:
    """Positions of ordered cards. A band of more than a row stands in rows of equal length, filled column by column
    and each shifted against the one above: from left to right the order holds, and a line from a lower row finds a
    gap in the upper one.
    """
    g = geometry
    places: dict[str, Place] = {}
    boxes = []
    pitch_x, pitch_y = g.card_width + g.gap_x, g.card_height + g.gap_y
    centre = g.label_width + (g.width - g.label_width) / 2
    y = 0.0
    for ids in bands:
        rows = max(1, ceil(len(ids) / g.per_row))
        columns = ceil(len(ids) / rows)
        top = y + g.band_pad + g.card_height / 2
        for k, node in enumerate(ids):
            column, row = divmod(k, rows)
            shift = 0 if rows == 1 else pitch_x / 2 * (row / (rows - 1) - 0.5)
            places[node] = Place(centre + (column - (columns - 1) / 2) * pitch_x + shift, top + row * pitch_y)
        height = 2 * g.band_pad + rows * pitch_y - g.gap_y
        boxes.append(BandBox(y, height))
        y += height + g.band_gap
    return Layout(places, tuple(boxes), float(g.width), max(0.0, y - g.band_gap))


def fitting(sizes: Sequence[int]) -> Geometry:
    """The geometry for bands of these sizes: larger cards where they fit the screen, and bands as wide apart as it
    allows, so that lines have room."""
    geometry = ROOMY if _height(sizes, ROOMY) <= _SCREEN else COMPACT
    spare = (_SCREEN - _height(sizes, geometry)) / (2 * max(1, len(sizes)))
    return replace(geometry, band_pad=min(_WIDEST_PAD, geometry.band_pad + max(0, int(spare))))


def _height(sizes: Sequence[int], g: Geometry) -> float:
    rows = sum(max(1, ceil(n / g.per_row)) for n in sizes)
    return rows * (g.card_height + g.gap_y) + len(sizes) * (2 * g.band_pad - g.gap_y + g.band_gap)
