"""Deadlines and leads of tasks."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from rapidfuzz.fuzz import ratio

from ingest.fold import fold
from queries.findings.corpus import Corpus
from queries.findings.facts import Work
from queries.findings.finding import Evidence, Said, Severity, Slip
from queries.findings.read import Read, find_words
from queries.findings.rule import rule
from queries.findings.speak import on, say

_GRACE = timedelta(days=2)
"""A deadline this near the first day on which an undated document can have been issued had all but passed."""
_SUBJECT = re.compile(r"(?:Các|Phòng|Văn phòng|Ủy ban|UBND|Ban|Trung tâm|Công an|Thủ trưởng|Chủ tịch|Đề nghị)\b")
"""A task that begins with who does it needs no line for it."""
_BY = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|xong|hoàn thành)\s+(?:trước\s+)?"
    r"(?:là\s+)?(?:vào\s+)?(?:ngày\s+)?(\d{1,2})/(\d{1,2})/(\d{4})"
)


def _place(read: Read, work: Work) -> tuple[int, int]:
    """Where the deadline is written: in the task or in the lines under it."""
    words = work.deadline_text or ""
    if words.strip():
        found = find_words(words, read.text, work.start, min(len(read.text), work.end + 3000))
        if found:
            return found
    return work.start, work.end


@rule("deadline-past")
def deadline_past(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A deadline that ended before the document, or, where its date is blank, before or on the eve of the first day on
    which it can have been issued. Recurring deadlines and those without year say nothing."""
    first, by = read.earliest
    if first is None:
        return
    stated = read.issued.whole
    day = date.fromisoformat(first)
    for work in read.works:
        if work.deadline_kind not in ("date", "month", "quarter", "year", "range") or not work.deadline_end:
            continue
        try:
            due = date.fromisoformat(work.deadline_end)
        except ValueError:
            continue
        if not re.search(r"(?:19|20)\d\d", work.deadline_text or "") or due >= day + (
            timedelta() if stated else _GRACE
        ):
            continue
        start, end = _place(read, work)
        shown = " ".join((work.deadline_text or "").split())
        left = (due - day).days
        late = (
            Said("", "")
            if left < 0
            else Said(f": hạn đã qua hoặc còn không quá {left} ngày", f": it was over or {left} days off at most")
        )
        if by is None:
            vi = f"văn bản ban hành không sớm hơn {on(first)}"
            en = f"the document was issued no earlier than {first}"
        else:
            label = by.known.label if by.known else by.code
            line = read.line(by.start)
            vi = f"văn bản viện dẫn {label} ngày {on(first)} (dòng {line}) nên không ban hành sớm hơn ngày đó"
            en = f"the document cites {label} of {first} (line {line}) and so is no earlier"
        yield Slip(
            start,
            end,
            say(
                f"Thời hạn “{shown}” (mục {work.label}) hết vào {on(work.deadline_end)}; {vi}{late.vi}.",
                f"The deadline “{shown}” (item {work.label}) ends on {work.deadline_end}; {en}{late.en}.",
            ),
            None,
            None,
            corpus.evidence([by]) if by else (),
            key=(work.deadline_end,),
        )


@rule("deadline-conflict")
def deadline_conflict(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """One task with two deadlines: its text names one day and the line under it another time, or it stands twice."""
    by_end: dict[tuple[int, int], list[Work]] = defaultdict(list)
    for work in read.works:
        by_end[work.start, work.end].append(work)
    for group in by_end.values():
        if len(group) == 1:
            yield from _inside(read, group[0])
    once = [
        w
        for w in read.works
        if w.deadline_end and len(w.text) >= 40 and w.deadline_kind in ("date", "month", "quarter", "year")
    ]
    blocked: dict[str, list[Work]] = defaultdict(list)
    for work in once:
        blocked[fold(" ".join(work.text.split()[:3]))].append(work)
    for works in blocked.values():
        for k, a in enumerate(works):
            for b in works[k + 1 :]:
                if a.start == b.start or a.deadline_end == b.deadline_end:
                    continue
                if ratio(fold(a.text), fold(b.text), score_cutoff=94) < 94:
                    continue
                start, end = _place(read, b)
                yield _slip(
                    read,
                    b,
                    start,
                    end,
                    " ".join((b.deadline_text or "").split()),
                    a,
                    " ".join((a.deadline_text or "").split()),
                )


def _inside(read: Read, work: Work) -> Iterator[Slip]:
    if work.deadline_kind not in ("date", "month", "quarter") or not work.deadline_end:
        return
    days = list(_BY.finditer(work.text))
    if len(days) != 1:
        return
    found = days[0]
    try:
        named = date(int(found[3]), int(found[2]), int(found[1]))
        due = date.fromisoformat(work.deadline_end)
        begins = date.fromisoformat(work.deadline_start) if work.deadline_start else due
    except ValueError:
        return
    if begins - timedelta(days=1) <= named <= due + timedelta(days=1):
        return
    start, end = _place(read, work)
    if work.start <= start < work.end:
        return
    yield _slip(read, work, start, end, " ".join((work.deadline_text or "").split()), work, found[0])


def _slip(read: Read, work: Work, start: int, end: int, here: str, other: Work, there: str) -> Slip:
    line = read.line(other.start)
    at = max(other.start, 0)
    quote = read.text[at : min(other.end, at + 300)]
    return Slip(
        start,
        end,
        say(
            f"Mục {work.label} ghi hạn “{here}”; dòng {line} ghi “{there}” cho cùng việc đó.",
            f"Item {work.label} has the deadline “{here}”; line {line} says “{there}” for the same work.",
        ),
        None,
        None,
        (Evidence(read.id, at, at + len(quote), quote, line),),
        key=(work.label, here, there),
    )


@rule("lead-missing")
def lead_missing(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A task without lead among siblings that nearly all have one and that has a deadline or cooperating bodies of its
    own: the line was forgotten."""
    parts: dict[str, list[Work]] = defaultdict(list)
    for work in read.works:
        if work.kind == "task":
            parts[work.label.split(".")[0]].append(work)
    for works in parts.values():
        with_lead = [w for w in works if w.lead]
        without = [w for w in works if not w.lead]
        if len(with_lead) < 3 or len(with_lead) < 4 * len(without):
            continue
        for work in without:
            if _SUBJECT.match(work.text):
                continue
            yield Slip(
                work.start,
                min(work.end, work.start + 160),
                say(
                    f"Mục {work.label} không ghi cơ quan chủ trì; {len(with_lead)} trong {len(works)} mục có.",
                    f"Item {work.label} names no lead; {len(with_lead)} of the {len(works)} items of this part do.",
                ),
                None,
                None,
                key=work.label,
                severity=Severity.WARNING,
            )
