"""Deadlines: every wording of time that an assignment uses, as a kind with its first and last day.

The days are inclusive: "trước ngày 15/6/2026" ends on 14 June; "chậm nhất", "xong", "đến hết", "đến" end on the day,
month or year that they name. A day, month or quarter without a year takes the year named after it in the same wording,
else the document's; one that recurs ("trước ngày 15/12 hằng năm") has none. A wording that gives no time at all is
None.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from ingest.table import read_table
from ingest.task import Deadline, DeadlineKind

_YEAR = r"(?:19|20)\d\d"
_OF_YEAR = rf"(?:\s*(?:[/.-]|,?\s*năm)\s*(?P<{{}}>{_YEAR}))?"
"""The year after a day, month or quarter: "/2026", "-2026", " năm 2026", ", năm 2026"."""
_SHAPES = (
    rf"(?P<period>(?:năm\s*)?(?P<from>{_YEAR})\s*(?:-|đến(?:\s+hết)?(?:\s+năm)?)\s*(?:năm\s*)?(?P<to>{_YEAR})(?!\d))",
    r"(?P<day>(?:ngày\s*)?(?<![\d/])(?P<d>\d{1,2})\s*(?:[/.]\s*|-|\s+tháng\s+)(?P<m>\d{1,2})"
    + _OF_YEAR.format("y")
    + r"(?![\d/]))",
    r"(?P<half>(?P<n>\d{1,2}|sáu|ba|chín)\s+tháng\s+(?P<which>đầu|cuối)(?:\s+của)?(?:\s+năm)?"
    + rf"(?:\s+(?P<hy>{_YEAR}))?)",
    r"(?P<month>(?:(?:tháng\s*|(?<!\w)t\.?(?=\d))(?P<mm>\d{1,2})"
    + _OF_YEAR.format("my")
    + rf"|(?<![\d/])(?P<bm>\d{{1,2}})/(?P<by>{_YEAR}))(?!\d))",
    r"(?P<quarter>(?:quý\s*|(?<!\w)q\.?\s?)(?P<q>iv|i{1,3}|[1-4])\b" + _OF_YEAR.format("qy") + ")",
    r"(?P<ongoing>thường\s+xuyên|liên\s+tục|(?:trong\s+)?suốt\s+(?:năm|quá\s+trình))",
    r"(?P<yearly>(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng|tuần|ngày)|định\s+kỳ"
    r"|\d{1,2}\s+(?:lần|cuộc|đợt|buổi|kỳ)\s*/\s*(?:năm|quý|tháng|tuần|ngày)|(?:\d{1,2}|mỗi|một|nửa)\s+(?:quý|tuần|năm)\s*/\s*(?:0?1\s+|một\s+)?lần"
    r"|\d{1,2}\s+tháng(?:\s*/\s*(?:0?1\s+|một\s+)?lần|,?\s+(?:và\s+)?(?:một|01|1)\s+năm))",
    rf"(?P<year>(?:năm\s*)?(?<![\d/.,])(?P<yy>{_YEAR})(?![/.]?\d))",
    r"(?P<directed>(?:theo|sau\s+khi|ngay\s+sau|khi)\s+(?=\w)|đột\s+xuất"
    r"|(?:trước|sau)\s+(?:khi|mỗi|kỳ\s+họp|hội\s+nghị|đại\s+hội|tết)\b|nhiệm\s+kỳ\b"
    r"|\d{1,3}\s+ngày\s+(?:làm\s+việc,?\s+)?(?:kể\s+từ|từ|sau)\s+(?=\w))",
)
_TOKEN = re.compile("|".join(_SHAPES))
EVENTS = "|".join(re.escape(r["words"]) for r in sorted(read_table("events"), key=lambda r: -len(r["words"])))
"""Events that a time may be counted from (`tables/events.csv`)."""
_EVENT = re.compile(rf"(?:^|\b(?:trước|sau|trong|tại|vào|đến)\s+)(?:dịp\s+|mỗi\s+)?(?:{EVENTS})\b")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_COUNTS = {"sáu": 6, "ba": 3, "chín": 9}
_QUARTER_LIST = re.compile(r"(?<=quý i)(?:i{0,2}|v)\s*(?:,|-|và|&)\s*(?=(?:iv|i{1,3})\b)")
"""The place in "Quý I, II" where "quý" is left out."""
_OPEN = re.compile(r"(?:các|những)\s+năm\s+(?:tiếp\s+theo|sau|tới)|năm\s+tiếp\s+theo|trở\s+đi")
_RECURS = re.compile(r"(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng)")
_BEFORE = re.compile(r"trước\s*(?:ngày\s*)?$")
_ALWAYS = ("tx", "t.xuyên", "t/xuyên")
_THIS_YEAR = ("trong năm", "cả năm", "trong cả năm", "cuối năm", "đến cuối năm", "đến hết năm", "hết năm")
_STAGED = re.compile(r"trước\s*(?:ngày\s*)?$|(?:đợt|lần)\s*\d+\s*[:(]?\s*(?:vào|trong)?$")
_UNTIL = re.compile(r"(?:chậm\s+nhất|muộn\s+nhất|hết|đến|tới|xong|hạn)\s*(?:là\s*|vào\s*|trong\s*|ngày\s*|hết\s*)*$")
_FROM = re.compile(r"(?:từ|kể\s+từ|bắt\s+đầu)\s*(?:ngày\s*)?$")
_FROM_DAY = re.compile(r"(?:^|\s)(?P<d>\d{1,2})\s*(?:-|đến)\s*(?:hết\s*)?(?:ngày\s*)?$")
"""The first day of "từ ngày 01 đến 10/5/2026", "27-28/7", whose month is named with the last."""
_JOINS = re.compile(r"^\s*(?:[,;&-]|và|đến(?:\s+hết)?|tới)\s*(?:ngày\s*)?(?:hết\s*)?$")


class _Time(NamedTuple):
    """A dated token: its kind, its first and last day, and where it stands in the wording."""

    kind: DeadlineKind
    first: date
    last: date
    start: int
    end: int


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _dated(m: re.Match[str], year: int | None) -> _Time | None:
    """The first and last day of a dated token; None where a year is wanting or the calendar has no such day."""
    kind, at = m.lastgroup, (m.start(), m.end())
    try:
        if kind == "period":
            return _Time(DeadlineKind.RANGE, date(int(m["from"]), 1, 1), date(int(m["to"]), 12, 31), *at)
        if kind == "year":
            y = int(m["yy"])
            return _Time(DeadlineKind.YEAR, date(y, 1, 1), date(y, 12, 31), *at)
        own = m["y"] or m["hy"] or m["my"] or m["by"] or m["qy"]
        y = int(own) if own else (year or 0)
        if kind == "day":
            day = date(y, int(m["m"]), int(m["d"]))
            return _Time(DeadlineKind.DATE, day, day, *at)
        if kind == "month":
            month = int(m["mm"] or m["bm"])
            return _Time(DeadlineKind.MONTH, date(y, month, 1), _last_day(y, month), *at)
        if kind == "quarter":
            q = _QUARTERS[m["q"]]
            return _Time(DeadlineKind.QUARTER, date(y, 3 * q - 2, 1), _last_day(y, 3 * q), *at)
        if kind == "half":
            n = _COUNTS.get(m["n"]) or int(m["n"])
            if m["which"] == "đầu":
                return _Time(DeadlineKind.RANGE, date(y, 1, 1), _last_day(y, n), *at)
            return _Time(DeadlineKind.RANGE, date(y, 13 - n, 1), date(y, 12, 31), *at)
    except ValueError:
        return None
    return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _made(kind: DeadlineKind, first: date | None, last: date | None, text: str) -> Deadline:
    return Deadline(kind, _iso(first), _iso(last), text)


def _bounded(low: str, time: _Time, text: str) -> Deadline:
    """One dated token with the words before it: strict, inclusive, open to the future, or the time itself."""
    before = low[: time.start]
    if low.startswith("ngày", time.start):
        before = before.rstrip()
    if _BEFORE.search(before):
        return _made(time.kind, None, time.first - timedelta(days=1), text)
    if _FROM.search(before) and time.kind is not DeadlineKind.RANGE:
        return _made(DeadlineKind.RANGE, time.first, None, text)
    day = _FROM_DAY.search(before) if time.kind is DeadlineKind.DATE else None
    if day and 0 < int(day["d"]) < time.last.day:
        return _made(DeadlineKind.RANGE, time.last.replace(day=int(day["d"])), time.last, text)
    if _UNTIL.search(before):
        return _made(time.kind, None, time.last, text)
    if time.kind is DeadlineKind.DATE:
        return _made(time.kind, None, time.last, text)
    return _made(time.kind, time.first, time.last, text)


def _times(tokens: list[re.Match[str]], year: int | None) -> list[_Time]:
    """The dated tokens, a missing year taken from the next token that has one, else from the document."""
    out: list[_Time] = []
    for m in reversed(tokens):
        time = _dated(m, out[-1].last.year if out else year)
        if time:
            out.append(time)
    out.reverse()
    return out


@lru_cache(maxsize=4096)
def read_deadlines(text: str, year: int | None = None) -> tuple[Deadline, ...]:
    """The deadlines of an assignment's time ("Thời gian: …"): none, one, or the stages of a staged one.

    Stages are several days, months or quarters each with "trước", "chậm nhất" or words of its own before it; times
    joined by a comma, "và" or "đến" are one range.
    """
    shown = " ".join(text.split()).strip(" .;,")
    low = shown.lower()
    if low.startswith("thường xuyên"):
        return (_made(DeadlineKind.ONGOING, None, None, shown),)
    if "quý" in low:
        low = _QUARTER_LIST.sub(r"\g<0>quý ", low)
    tokens = list(_TOKEN.finditer(low))
    if not tokens:
        if low in _ALWAYS:
            return (_made(DeadlineKind.ONGOING, None, None, shown),)
        if year and low in _THIS_YEAR:
            return (_made(DeadlineKind.YEAR, date(year, 1, 1), date(year, 12, 31), shown),)
        return (_made(DeadlineKind.AS_DIRECTED, None, None, shown),) if _EVENT.search(low) else ()
    first = tokens[0].lastgroup
    if first == "ongoing":
        return (_made(DeadlineKind.ONGOING, None, None, shown),)
    if first == "directed" and low.startswith("theo "):
        return (_made(DeadlineKind.AS_DIRECTED, None, None, shown),)
    if first == "yearly" or (_RECURS.search(low, tokens[0].end(), tokens[0].end() + 40) and not tokens[0]["y"]):
        return (_made(DeadlineKind.YEARLY, None, None, shown),)
    if first == "directed":
        return (_made(DeadlineKind.AS_DIRECTED, None, None, shown),)
    times = _times(tokens, year)
    if not times:
        return ()
    head = times[0]
    if _OPEN.search(low, head.end) and head.kind in (DeadlineKind.YEAR, DeadlineKind.RANGE):
        return (_made(DeadlineKind.RANGE, head.first, None, shown),)
    last = head
    for time in times[1:]:
        if not _JOINS.match(low[last.end : time.start]) or _BEFORE.search(low[: last.start]):
            break
        last = time
    if last is not head:
        return (_made(DeadlineKind.RANGE, head.first, last.last, shown),)
    stages = [t for t in times if t.kind is not DeadlineKind.YEAR and t.kind is not DeadlineKind.RANGE]
    if (
        len(stages) > 1
        and sum(1 for t in stages if _STAGED.search(low[: t.start].rstrip()) or _UNTIL.search(low[: t.start].rstrip()))
        > 1
    ):
        return tuple(_bounded(low, t, shown) for t in stages)
    return (_bounded(low, head, shown),)


def read_deadline(text: str, year: int | None = None) -> Deadline | None:
    """The one deadline of a wording; the first stage of a staged one."""
    found = read_deadlines(text, year)
    return found[0] if found else None
