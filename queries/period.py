"""When a document or an instrument was issued: a day, or the interval that is known."""

import calendar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from graph.reason import Reason, because


@dataclass(frozen=True, slots=True)
class Period:
    """Both ends inclusive; None where nothing bounds it on that side."""

    start: date | None
    end: date | None

    @property
    def whole(self) -> bool:
        """Whether the day is known."""
        return self.start is not None and self.start == self.end

    @classmethod
    @lru_cache(maxsize=50_000)
    def of(cls, value: str | None) -> "Period":
        """Of an ISO day, month or year; open on both sides for anything else."""
        try:
            parts = [int(p) for p in (value or "").split("-")]
            if len(parts) == 3:
                return cls(date(*parts), date(*parts))
            if len(parts) == 2:
                year, month = parts
                return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
            return cls(date(parts[0], 1, 1), date(parts[0], 12, 31))
        except ValueError:
            return cls(None, None)

    @classmethod
    def of_document(cls, row: Any) -> "Period":
        """Of a row of documents: the interval kept with it (an incomplete date runs from the latest date that it cites
        to the end of the stated month or year), else its date as stated."""
        stated = cls.of(row.date)
        if stated.whole:
            return stated
        return cls(cls.of(row.date_from).start or stated.start, cls.of(row.date_to).end or stated.end)

    @classmethod
    def of_instrument(cls, row: Any) -> "Period":
        """Of a row of instruments: its date, else the year in its number."""
        return cls.of(row.date or row.year_in_number)

    def before(self, other: "Period") -> bool | None:
        """True where it lies before the other for certain, False where not, None where the intervals do not decide."""
        if self.end and other.start and self.end < other.start:
            return True
        if self.start and other.end and self.start >= other.end:
            return False
        return None


def day(value: date) -> str:
    """A date as an officer writes it: 05/9/2026, 15/02/2026 (Nghị định 30/2020/NĐ-CP: a zero before days to 9 and
    months 1 and 2)."""
    return vietnamese_date(value.isoformat())


@lru_cache(maxsize=20_000)
def vietnamese_date(value: str | None) -> str:
    """An ISO day, month or year as an officer writes it; what is none of these stays as it is."""
    parts = (value or "").split("-")
    if len(parts) > 3 or not all(p.isdigit() for p in parts):
        return value or ""
    month = [f"{int(p):02}" if int(p) < 3 else str(int(p)) for p in parts[1:2]]
    return "/".join([*(p.zfill(2) for p in parts[2:]), *month, parts[0]])


class Day(NamedTuple):
    """A day in a sentence."""

    day: date

    def of(self, lang: str) -> str:
        return self.day.isoformat() if lang == "en" else day(self.day)


@lru_cache(maxsize=50_000)
def spoken(period: Period) -> Reason:
    """The period in words, for a sentence: "ngày 05/9/2026", "trong khoảng 13/02/2026 - 31/12/2026"."""
    start, end = (Day(d) if d else None for d in (period.start, period.end))
    if start and end:
        return because("queries.on", day=start) if period.whole else because("queries.between", start=start, end=end)
    if start:
        return because("queries.from", day=start)
    return because("queries.until", day=end) if end else because("queries.undated")
