"""One block of citations (all of one number, all laws, all programmes by name) made into instruments.

First the citations that say when (a day, a month, the year inside the number) are grouped within one number series;
then those whose place is not said find their group; then those without a date. What several groups could be stays
unresolved.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import exp
from typing import NamedTuple

from graph.claim import CENTRAL, Claim
from graph.instrument import Instrument, Placement
from graph.reason import Reason, because
from graph.resolve_cluster import agglomerate
from graph.resolve_core import Core, Row, cores_of, firm, fused, key_of, points_between, said_in, says_when
from graph.resolve_make import make_instrument
from graph.resolve_score import MERGE, Parts, total

NEAR = 1.0
"""Points from which a citation without a date is taken for the only group that it can be."""
MARGIN = 1.0
"""By how much the best must exceed the second."""
SAME_DOCUMENT = 3.0
_WITNESSES = 8
"""Of how many groups of equal citations the most alike one is looked for, to say how sure a placement is."""


class Unplaced(NamedTuple):
    reason: Reason
    candidates: tuple[tuple[int, float], ...]
    """Index of an instrument of this block and its score."""


class Links(NamedTuple):
    """What people decided of the rows of a block, by index of the row."""

    same: tuple[tuple[int, int], ...] = ()
    different: tuple[tuple[int, int], ...] = ()
    values: tuple[tuple[int, str, str], ...] = ()
    """Row, attribute, value."""


@dataclass(slots=True)
class Outcome:
    instruments: list[Instrument] = field(default_factory=list)
    unresolved: dict[int, Unplaced] = field(default_factory=dict)


@dataclass(slots=True)
class _Group:
    cores: list[Core]

    def rows(self) -> list[int]:
        return [r for c in self.cores for r in c.rows]


def resolve_block(rows: Sequence[Row], links: Links = Links()) -> Outcome:  # noqa: B008 - an immutable default
    """The instruments of a block. `rows` in an order of content; the same rows give the same result."""
    cores = cores_of(rows)
    linked = {i for pair in (*links.same, *links.different) for i in pair}
    dated = [c for c in cores if says_when(c.claim) or any(firm(rows[r]) or r in linked for r in c.rows)]
    known = {id(c) for c in dated}
    undated = [c for c in cores if id(c) not in known]
    groups = _group(dated, rows, links)
    groups = _find_place(groups, rows)
    unresolved: dict[int, tuple[Reason, list[tuple[_Group, float]]]] = {}
    left = _attach(undated, groups, rows, unresolved)
    groups += _group(fused(left), rows, links)
    groups.sort(key=lambda g: min(key_of(c) for c in g.cores))
    outcome = Outcome()
    for group in groups:
        outcome.instruments.append(_make(group, rows, links))
    index = {id(g): i for i, g in enumerate(groups)}
    for mention, (reason, found) in unresolved.items():
        outcome.unresolved[mention] = Unplaced(reason, tuple((index[id(g)], s) for g, s in found))
    return outcome


def _group(cores: list[Core], rows: Sequence[Row], links: Links) -> list[_Group]:
    """Average linkage inside each number series."""
    groups: list[_Group] = []
    home = {r: i for i, c in enumerate(cores) for r in c.rows}
    places: dict[str, list[int]] = {}
    joined = _joined_places(cores, home, links)
    for i, core in enumerate(cores):
        places.setdefault(joined.get(core.place, core.place), []).append(i)
    for place in sorted(places):
        here = places[place]
        local = {i: k for k, i in enumerate(here)}

        def points(a: int, b: int, here: list[int] = here) -> float:
            return total(points_between(cores[here[a]], cores[here[b]]))

        same, different = (
            [
                (local[home[a]], local[home[b]])
                for a, b in pairs
                if home.get(a) in local and home.get(b) in local and home[a] != home[b]
            ]
            for pairs in (links.same, links.different)
        )
        weights = [cores[i].weight for i in here]
        found = agglomerate(weights, _worth(cores, here), points, MERGE, same, different)
        groups += [_Group([cores[here[k]] for k in members]) for members in found]
    return groups


def _joined_places(cores: list[Core], home: Mapping[int, int], links: Links) -> dict[str, str]:
    """Series that a person's "same" bridges are grouped together."""
    to: dict[str, str] = {}

    def root(place: str) -> str:
        while place in to:
            place = to[place]
        return place

    for a, b in links.same:
        if a in home and b in home:
            one, two = sorted((root(cores[home[a]].place), root(cores[home[b]].place)))
            if one != two:
                to[two] = one
    return {place: root(place) for place in to}


def _worth(cores: list[Core], here: list[int]) -> Iterable[tuple[int, int]]:
    """Pairs that share a date, a symbol or a type; in a small series all."""
    if len(here) <= 40:
        return combinations(range(len(here)), 2)
    shared: dict[tuple[str, object], list[int]] = {}
    for k, i in enumerate(here):
        claim = cores[i].claim
        for mark in (("date", claim.date), ("symbol", claim.symbol), ("name", claim.name)):
            if mark[1]:
                shared.setdefault(mark, []).append(k)
        if claim.name:
            shared.setdefault(("start", claim.name[:6]), []).append(k)
            shared.setdefault(("end", claim.name[-6:]), []).append(k)
    return sorted({pair for group in shared.values() for pair in combinations(group, 2)})


def _find_place(groups: list[_Group], rows: Sequence[Row]) -> list[_Group]:
    """A group whose place is not said joins the one group of a place open to its documents that it is enough like."""
    placed = [g for g in groups if not g.cores[0].place.startswith("?") and g.cores[0].place]
    kept: list[_Group] = list(placed)
    for group in groups:
        if any(group is p for p in placed):
            continue
        open_to = {root for r in group.rows() if (context := rows[r].context) for root in context.roots} | {CENTRAL}
        days = {c.claim.date for c in group.cores if c.claim.date}
        scored = []
        for other in placed:
            near = other.cores[0].place in open_to
            if not near and not any(c.claim.date in days for c in other.cores):
                continue
            parts = _best(group, other)
            sure = parts.get("date", 0) >= 4 and parts.get("title", 0) >= 3
            if near or sure:
                scored.append((total(parts) + (0.5 if near else 0.0), other))
        scored.sort(key=lambda item: -item[0])
        if scored and scored[0][0] >= MERGE and (len(scored) < 2 or scored[0][0] - scored[1][0] >= MARGIN):
            scored[0][1].cores.extend(group.cores)
        else:
            kept.append(group)
    return kept


def _best(a: _Group, b: _Group) -> Parts:
    """The evidence between the two cores of two groups that are most alike."""
    return max((points_between(x, y) for x in a.cores for y in b.cores), key=total)


def _attach(
    undated: list[Core],
    groups: list[_Group],
    rows: Sequence[Row],
    unresolved: dict[int, tuple[Reason, list[tuple[_Group, float]]]],
) -> list[Core]:
    """Gives citations without a date to the group that they must be of; returns those that no group is like."""
    cited = [frozenset().union(*(c.documents for c in g.cores)) for g in groups]
    when = [_when(g, rows) for g in groups]
    near = _Near(groups)
    left: list[Core] = []
    additions: list[tuple[_Group, Core]] = []
    for core in undated:
        context = rows[core.rows[0]].context
        document = rows[core.rows[0]].document
        root = core.claim.root
        scored: list[tuple[float, int]] = []
        for i, points, other_title, place in near.of(core):
            here = document in cited[i]
            if here:
                scored.append((points + SAME_DOCUMENT, i))
                continue
            if root and place not in (root, "") and place[0] != "?":
                continue
            against = 5.0 if other_title else 0.0
            if context is not None:
                if when[i] > context.until:
                    against += 5.0
                if not root and place and place.lstrip("?") not in (*context.roots, CENTRAL):
                    against += 4.0
            scored.append((points - against, i))
        scored = sorted((s for s in scored if s[0] >= NEAR), key=lambda s: (-s[0], s[1]))
        if not scored:
            left.append(core)
        elif len(scored) == 1 or scored[0][0] - scored[1][0] >= MARGIN:
            additions.append((groups[scored[0][1]], core))
        else:
            found = [(groups[i], s) for s, i in scored[:6] if scored[0][0] - s < MARGIN + 2]
            for r in core.rows:
                if (mention := rows[r].mention) is not None:
                    unresolved[mention] = (because("graph.several-fit", n=len(found)), found)
    for group, core in additions:
        group.cores.append(core)
    kept = []
    for core in left:
        if core.claim.symbol or core.claim.name:
            kept.append(core)
            continue
        for r in core.rows:
            if (mention := rows[r].mention) is not None:
                unresolved[mention] = (because("graph.number-alone"), [])
    return kept


class _Near:
    """The groups that citations without a date may be of, by what these say; most say what others said before."""

    def __init__(self, groups: list[_Group]) -> None:
        self._groups = groups
        self._by_mark: dict[tuple[str, ...], list[int]] = {}
        self._found: dict[tuple[int, tuple[str, ...]], list[tuple[int, float, bool, str]]] = {}
        for i, group in enumerate(groups):
            for mark in {m for c in group.cores for m in _marks(c.claim)}:
                self._by_mark.setdefault(mark, []).append(i)

    def of(self, core: Core) -> list[tuple[int, float, bool, str]]:
        """Index, points, whether the titles differ, place."""
        key = (id(core.claim), core.titles)
        if key not in self._found:
            self._found[key] = list(self._look(core))
        return self._found[key]

    def _look(self, core: Core) -> Iterator[tuple[int, float, bool, str]]:
        marks = _marks(core.claim)
        wanted = [mark for mark in marks if mark[0] != "type" or len(marks) == 1]
        for i in sorted({i for mark in wanted for i in self._by_mark.get(mark, ())}):
            parts = _best(_Group([core]), self._groups[i])
            points = total(parts)
            # Only standing in the same document adds points.
            if points + SAME_DOCUMENT >= NEAR:
                yield i, points, parts.get("title", 0.0) < 0, self._groups[i].cores[0].place


def _marks(claim: Claim) -> list[tuple[str, ...]]:
    """What a citation must share with a group to be compared with it; its type only where it says nothing else."""
    marks: list[tuple[str, ...]] = []
    if claim.name:
        marks += [("name", claim.name[:6]), ("end", claim.name[-6:])]
    if claim.symbol:
        marks.append(("body", claim.symbol.body))
    if claim.type:
        marks.append(("type", claim.type))
    if claim.name and claim.number:
        marks.append(("number", claim.number, claim.year))
    return marks


def _when(group: _Group, rows: Sequence[Row]) -> str:
    """The earliest day that any citation of the group gives: a slip must not make it too late for a document."""
    return min((d for c in group.cores if (d := c.claim.date or c.claim.year)), default="")


def _make(group: _Group, rows: Sequence[Row], links: Links) -> Instrument:
    indices = sorted(group.rows())
    here = frozenset(indices if links.values else ())
    judged = {attribute: value for row, attribute, value in links.values if row in here}
    places = Counter(c.place for c in group.cores for _ in c.rows if c.place and not c.place.startswith("?"))
    guesses = sorted({c.place.partition("|")[0] for c in group.cores if c.place.startswith("?")})
    root = max(sorted(places), key=lambda p: places[p]) if places else guesses[0] if len(guesses) == 1 else ""
    instrument = make_instrument(said_in(rows[i] for i in indices), root, judged)
    instrument.row = next((row for i in indices if (row := rows[i].registry) is not None), None)
    strong = sorted(group.cores, key=lambda c: -c.weight)[:_WITNESSES]
    everybody = frozenset().union(*(c.documents for c in strong))
    memory: dict[tuple[int, tuple[str, ...]], Parts] = {}
    for core in group.cores:
        witness = any(core is c for c in strong)
        rest = [c for c in strong if c is not core] if witness else strong
        key = (id(core.claim), core.titles)
        if witness or key not in memory:
            memory[key] = max((points_between(core, other) for other in rest), key=total) if rest else {}
        parts = memory[key]
        documents = frozenset().union(*(c.documents for c in rest)) if witness else everybody
        made: dict[tuple[int, bool], Placement] = {}
        for i in core.rows:
            said = rows[i]
            if said.mention is not None:
                same = (id(said.voice), said.document in documents)
                if same not in made:
                    made[same] = _placement(core, parts, documents, said)
                instrument.mentions[said.mention] = made[same]
    return instrument


def _placement(core: Core, parts: Parts, others: frozenset[str], row: Row) -> Placement:
    """Confidence grows with what the citation itself says and with its agreement with the others of the group."""
    said: Parts = {"number": 1.0} if row.voice.claim.number or row.voice.claim.name else {}
    claim = row.voice.claim
    said |= {
        f"own {k}": 0.5 for k, v in (("symbol", claim.symbol), ("date", claim.date), ("issuer", claim.issuer)) if v
    }
    if row.document in others:
        said["same document"] = 0.5
    if not parts and len(core.documents) > 1:
        parts = {"other documents": min(2.0, 0.5 * (len(core.documents) - 1))}
    score = {k: round(v, 2) for k, v in (said | parts).items()}
    return Placement(round(min(0.995, 1 / (1 + exp(-(total(score) + 0.5) / 2.2))), 3), score)
