"""The status of one unit towards one instrument, and the reason for it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple

from graph.reason import Reason, because, joined
from ingest.mention import Relation
from queries.period import Period, spoken
from queries.quote import Quote
from queries.scope import UnitName

QUOTED = 3
"""Documents of a unit that are named and quoted."""
UNSAID = Reason("{text}", {"text": ""})
"""Where nobody asked for the reason."""
_BASIS = {
    Relation.BASED_ON: "queries.rests-on",
    Relation.IMPLEMENTS: "queries.states",
    Relation.DETAILS: "queries.details",
}


class Status(StrEnum):
    IMPLEMENTED = "implemented"
    """A document of the unit has a legal basis in it or a task under it."""
    INDIRECT = "indirect"
    """A document of the unit implements an instrument that implements this one."""
    CITED = "cited"
    """A document of the unit mentions it or makes it known; no basis, no task."""
    NOT_IMPLEMENTED = "not_implemented"
    """The unit has documents of the instrument's time or later; none cites it."""
    PREDATES = "predates"
    """All documents of the unit are older than the instrument."""
    NO_DOCUMENTS = "no_documents"
    """Nothing is known of the unit, which is not the same as not done."""


@dataclass(frozen=True, slots=True)
class Held:
    """A document of a unit: what it is called, and when it was issued."""

    id: str
    name: str
    period: Period


@dataclass(frozen=True, slots=True)
class Act:
    """What a document does with the instrument. `mention` is the id of the citation that says so best."""

    acts: bool
    """By a legal basis or a task; False: it only mentions it or makes it known."""
    basis: Relation | None
    """What it says of the instrument outside its tasks, the strongest first."""
    task: str | None
    """The label of the first task under it."""
    mention: int


@dataclass(frozen=True, slots=True)
class Through:
    """A document that acts on the instrument through others: the chain, and the citation that begins it."""

    held: Held
    via: tuple[str, ...]
    mention: int


class Cited(NamedTuple):
    """The documents of a unit that cite the instrument, oldest first: those that act on it where any does, else all."""

    acts: bool
    ids: tuple[str, ...]
    shown: list[tuple[Held, Act]]
    """The first of them, which are named and quoted."""
    names: list[str]
    """What they are called, each name once; where they act, nobody asks."""
    since: date | None
    """Of the first whose day is known."""

    @property
    def proofs(self) -> list[int]:
        """The ids of the citations that are quoted."""
        return [act.mention for _, act in self.shown]

    @classmethod
    def of(cls, found: Sequence[tuple[Held, Act]]) -> "Cited":
        acting = [pair for pair in found if pair[1].acts]
        taken = acting or found
        names = [] if acting else list(dict.fromkeys(held.name for held, _ in found))
        since = min((h.period.start for h, _ in taken if h.period.whole and h.period.start), default=None)
        return cls(bool(acting), tuple(held.id for held, _ in taken), list(taken[:QUOTED]), names, since)


class Silent(NamedTuple):
    """The ids of a unit's documents, none of which cites the instrument, by their time against its own."""

    later: list[str]
    """Of its time or later."""
    older: list[str]
    undecided: list[str]
    """A date that is not known in full leaves it open."""

    @property
    def shown(self) -> list[str]:
        """Those that a sentence may name."""
        return [document for some in self for document in some[:QUOTED]]


@dataclass(frozen=True, slots=True)
class UnitStatus:
    code: str
    name: str
    type: str
    status: Status
    documents: tuple[str, ...]
    """Those that the status rests on."""
    reason: Reason
    since_days: int | None
    """Days from the date of the instrument to the day asked about, for a unit that has documents and does not implement
    it."""
    delay_days: int | None = None
    """Days from the instrument to the first document that implements it, where both days are known."""
    via: tuple[str, ...] = ()
    certain: bool = True
    """False where dates that are not known in full leave the status open; the reason says so."""
    evidence: tuple[Quote, ...] = ()
    """The words of the documents, where they cite."""


@dataclass(frozen=True, slots=True)
class Judge:
    """What is known of one instrument: when it was issued, the day asked about, the labels of the instruments in
    chains, the words of the citations that prove."""

    issued: Period
    today: date
    labels: Mapping[str, str]
    words: Mapping[int, Quote]
    dated: Callable[[tuple[str, ...]], Reason]
    """Says the names and times of documents."""
    explained: int | None = None
    """Of each status, of how many units the reason is said; None: of all."""
    _given: Counter[Status] = field(default_factory=Counter)

    def citing(self, unit: UnitName, found: Cited) -> UnitStatus:
        """Of a unit whose documents cite the instrument."""
        if not found.acts:
            why = partial(_why_cited, found)
            return self._answer(unit, Status.CITED, found.ids, why, since=True, proofs=found.proofs)
        why, delay = partial(_why_acting, found), self._delay(found.since)
        return self._answer(unit, Status.IMPLEMENTED, found.ids, why, delay=delay, proofs=found.proofs)

    def through(self, unit: UnitName, found: Sequence[Through]) -> UnitStatus:
        """Of a unit whose documents act on an instrument that implements this one."""
        via = min((t.via for t in found), key=lambda v: (len(v), v))
        held = tuple(t.held for t in found)
        since = min((d.period.start for d in held if d.period.whole and d.period.start), default=None)
        why, delay = partial(self._why_through, held, via), self._delay(since)
        ids = [d.id for d in held]
        return self._answer(unit, Status.INDIRECT, ids, why, delay=delay, via=via, proofs=proofs(found))

    def silent(self, unit: UnitName, held: Silent | None) -> UnitStatus:
        """Of a unit whose documents do not cite the instrument, or that has none (None)."""
        if held is None:
            return self._answer(unit, Status.NO_DOCUMENTS, (), partial(because, "queries.no-documents"))
        if held.later:
            return self._answer(
                unit, Status.NOT_IMPLEMENTED, held.later, partial(self._why_silent, held.later), since=True
            )
        if not held.undecided:
            return self._answer(unit, Status.PREDATES, held.older, partial(self._why_older, held.older))
        why = partial(self._why_undecided, held.undecided)
        return self._answer(unit, Status.NOT_IMPLEMENTED, held.undecided, why, since=True, certain=False)

    def _why_through(self, held: tuple[Held, ...], via: tuple[str, ...]) -> Reason:
        path: Any = self.labels.get(via[0], via[0])
        for step in via[1:]:
            path = because("queries.then", first=path, next=self.labels.get(step, step))
        return because("queries.through", documents=_listed(list(dict.fromkeys(d.name for d in held))), path=path)

    def _why_silent(self, later: list[str]) -> Reason:
        return because("queries.none-of-later", n=len(later), documents=self._dated(later))

    def _why_older(self, older: list[str]) -> Reason:
        return because("queries.all-older", documents=self._dated(older), issued=spoken(self.issued))

    def _why_undecided(self, undecided: list[str]) -> Reason:
        open_ = "queries.date-unknown" if self.issued == Period(None, None) else "queries.date-incomplete"
        documents = self._dated(undecided)
        return because("queries.undecided", why=because(open_), documents=documents, issued=spoken(self.issued))

    def _dated(self, ids: list[str]) -> str:
        return _with_more(self.dated(tuple(ids[:QUOTED])), len(ids) - QUOTED)

    def _answer(
        self,
        unit: UnitName,
        status: Status,
        ids: Sequence[str],
        why: Callable[[], Reason],
        *,
        since: bool = False,
        delay: int | None = None,
        via: tuple[str, ...] = (),
        certain: bool = True,
        proofs: Sequence[int] = (),
    ) -> UnitStatus:
        days = None
        if since and self.issued.whole and self.issued.start and self.issued.start <= self.today:
            days = (self.today - self.issued.start).days
        self._given[status] += 1
        reason = why() if self.explained is None or self._given[status] <= self.explained else UNSAID
        words = tuple([self.words[mention] for mention in proofs]) if self.words else ()
        return UnitStatus(unit.code, unit.name, unit.type, status, tuple(ids), reason, days, delay, via, certain, words)

    def _delay(self, first: date | None) -> int | None:
        """Of the first document that acts on the instrument."""
        if first is None or not self.issued.whole or self.issued.start is None or first < self.issued.start:
            return None
        return (first - self.issued.start).days


def proofs(found: Sequence[Through]) -> list[int]:
    """The ids of the citations that are quoted."""
    return [t.mention for t in found[:QUOTED]]


def _why_cited(found: Cited) -> Reason:
    return because("queries.only-cited", documents=_listed(found.names))


def _why_acting(found: Cited) -> Reason:
    does = joined(_does(one, act) for one, act in found.shown)
    more = len(found.ids) - QUOTED
    return because("queries.act-and-more", acts=does, n=more) if more > 0 else because("queries.act", acts=does)


def _does(held: Held, act: Act) -> Reason:
    """What a document does."""
    if act.basis is None:
        key = "queries.gives-task"
    elif act.task:
        return because(f"{_BASIS[act.basis]}-and-task", document=held.name, task=act.task)
    else:
        key = _BASIS[act.basis]
    return because(key, document=held.name, task=act.task or "")


def _listed(names: list[str]) -> str:
    return _with_more(", ".join(names[:QUOTED]), len(names) - QUOTED)


def _with_more(names: str, more: int) -> str:
    return because("queries.and-more", names=names, n=more) if more > 0 else names
