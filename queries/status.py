"""The status of one unit towards one instrument, and the sentence that gives the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ingest.mention import Relation
from queries.period import Period, spoken
from queries.quote import Quote
from queries.scope import UnitName

_BASIS = {
    Relation.BASED_ON: "lấy văn bản này làm căn cứ",
    Relation.IMPLEMENTS: "nêu việc thực hiện văn bản này",
    Relation.DETAILS: "quy định chi tiết, hướng dẫn văn bản này",
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
class UnitStatus:
    code: str
    name: str
    type: str
    status: Status
    documents: tuple[str, ...]
    """Those that the status rests on."""
    reason: str
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
    """What is known of one instrument: when it was issued, the day asked about, who cites it (True: acts on it), who
    acts on it
    through which chain, and the labels of the instruments in the chains."""

    issued: Period
    today: date
    direct: Mapping[str, Act]
    through: Mapping[str, tuple[tuple[str, ...], int]]
    """By document: the chain, and the id of the citation of its first link."""
    labels: Mapping[str, str]

    def unit(self, unit: UnitName, held: tuple[Held, ...]) -> UnitStatus:
        """The status of a unit that holds these documents, oldest first."""
        if not held:
            return self._answer(
                unit,
                Status.NO_DOCUMENTS,
                (),
                "Kho dữ liệu không có văn bản nào của đơn vị: chưa biết, không có nghĩa là chưa làm.",
            )
        acting = tuple(d for d in held if d.id in self.direct and self.direct[d.id].acts)
        if acting:
            reason = "; ".join(f"{d.name} {_does(self.direct[d.id])}" for d in acting[:3])
            reason += f"; và {len(acting) - 3} văn bản khác." if len(acting) > 3 else "."
            return self._answer(unit, Status.IMPLEMENTED, acting, _sentence(reason), delay=self._delay(acting))
        through = tuple(d for d in held if d.id in self.through)
        if through:
            via = min((self.through[d.id][0] for d in through), key=lambda v: (len(v), v))
            path = ", rồi ".join(self.labels.get(i, i) for i in via)
            reason = f"{_names(through)} thực hiện văn bản này thông qua {path}."
            return self._answer(unit, Status.INDIRECT, through, _sentence(reason), delay=self._delay(through), via=via)
        citing = tuple(d for d in held if d.id in self.direct)
        if citing:
            reason = (
                f"{_names(citing)} chỉ nhắc đến hoặc quán triệt, tuyên truyền; không lấy làm căn cứ, không giao nhiệm vụ thực hiện."
            )
            return self._answer(unit, Status.CITED, citing, _sentence(reason), since=True)
        return self._silent(unit, held)

    def _silent(self, unit: UnitName, held: tuple[Held, ...]) -> UnitStatus:
        """The unit has documents and none cites the instrument: older than it, or not done."""
        older = tuple(d for d in held if d.period.before(self.issued) is True)
        later = tuple(d for d in held if d.period.before(self.issued) is False)
        if later:
            reason = (
                f"Có {len(later)} văn bản ban hành cùng thời gian hoặc sau văn bản này ({_dated(later)}), "
                "không văn bản nào viện dẫn."
            )
            return self._answer(unit, Status.NOT_IMPLEMENTED, later, reason, since=True)
        if len(older) == len(held):
            reason = (
                f"Mọi văn bản của đơn vị trong kho ({_dated(older)}) đều có trước văn bản này ({spoken(self.issued)})."
            )
            return self._answer(unit, Status.PREDATES, older, reason)
        open_ones = tuple(d for d in held if d not in older)
        why = "ngày của văn bản này không rõ" if self.issued == Period(None, None) else "ngày ghi không đầy đủ"
        reason = (
            f"Không văn bản nào của đơn vị viện dẫn, nhưng chưa đủ để kết luận: {why}, nên không xác định được "
            f"{_dated(open_ones)} có trước hay sau văn bản này ({spoken(self.issued)})."
        )
        return self._answer(unit, Status.NOT_IMPLEMENTED, open_ones, reason, since=True, certain=False)

    def _answer(
        self,
        unit: UnitName,
        status: Status,
        held: tuple[Held, ...],
        reason: str,
        *,
        since: bool = False,
        delay: int | None = None,
        via: tuple[str, ...] = (),
        certain: bool = True,
    ) -> UnitStatus:
        days = None
        if since and self.issued.whole and self.issued.start and self.issued.start <= self.today:
            days = (self.today - self.issued.start).days
        ids = tuple(d.id for d in held)
        return UnitStatus(unit.code, unit.name, unit.type, status, ids, reason, days, delay, via, certain)

    def _delay(self, acting: tuple[Held, ...]) -> int | None:
        first = min((d.period.start for d in acting if d.period.whole and d.period.start), default=None)
        if first is None or not self.issued.whole or self.issued.start is None or first < self.issued.start:
            return None
        return (first - self.issued.start).days


def _does(act: Act) -> str:
    """What a document does, as the end of a sentence."""
    task = f"giao nhiệm vụ (mục {act.task})" if act.task else ""
    if act.basis is None:
        return f"{task} thực hiện văn bản này"
    return f"{_BASIS[act.basis]} và {task}" if task else _BASIS[act.basis]


def _names(held: tuple[Held, ...]) -> str:
    names = list(dict.fromkeys(d.name for d in held))
    more = f" và {len(names) - 3} văn bản khác" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def _dated(held: tuple[Held, ...]) -> str:
    names = [f"{d.name}, {spoken(d.period)}" for d in held[:3]]
    more = f" và {len(held) - 3} văn bản khác" if len(held) > 3 else ""
    return "; ".join(names) + more


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
