"""Facts in words, in Vietnamese and English: dates, counts, who says what. A day is written as officers write it in
Vietnamese (`on`), and in English as it is kept."""

from collections.abc import Iterable

from queries.findings.finding import Said
from queries.period import vietnamese_date as on

__all__ = ["alike", "both", "citations", "count", "join", "lines", "on", "say"]

_NUMBERS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


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


def alike(text: str) -> Said:
    """What is written alike in both: a code, a name, a subject."""
    return Said(text, text)


def both(text: str | None) -> Said | None:
    """A suggestion: Vietnamese in either language, for it is pasted into the document."""
    return alike(text) if text else None


def join(parts: Iterable[Said | None], by: str = " ") -> Said:
    found = [p for p in parts if p is not None]
    return Said(by.join(p.vi for p in found), by.join(p.en for p in found))
