"""Facts in words, in Vietnamese and English: dates, counts, who says what."""

from collections.abc import Iterable

from queries.findings.finding import Said
from queries.period import Period, day
from queries.period import vietnamese_date as on

__all__ = ["both", "citations", "count", "join", "lines", "on", "say", "span"]

_NUMBERS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def span(period: Period) -> str:
    start, end = (day(d) if d else "" for d in (period.start, period.end))
    return start if start == end else f"{start or '…'} - {end or '…'}"


def count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def citations(number: int, documents: int) -> Said:
    """ "hai viện dẫn khác, trong hai văn bản"."""
    plural = "" if number == 1 else "s"
    more = "" if documents == 1 else "s"
    return Said(
        f"{count(number)} viện dẫn khác, trong {count(documents)} văn bản,",
        f"{number} other citation{plural}, in {documents} document{more},",
    )


def lines(numbers: Iterable[int]) -> Said:
    shown = ", ".join(map(str, dict.fromkeys(numbers)))
    return Said(f"dòng {shown}", f"line{'s' if ',' in shown else ''} {shown}")


def say(vi: str, en: str) -> Said:
    return Said(vi[:1].upper() + vi[1:], en[:1].upper() + en[1:])


def both(text: str | None) -> Said | None:
    """A suggestion: Vietnamese in either language, for it is pasted into the document."""
    return Said(text, text) if text else None


def join(parts: Iterable[Said | None], by: str = " ") -> Said:
    found = [p for p in parts if p is not None]
    return Said(by.join(p.vi for p in found), by.join(p.en for p in found))
