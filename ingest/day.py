"""The day that a citation gives, as it is written after "ngày".

Numbers with any separator ("05/3/2026", "5.3.2026", "5-3-26"), "05 tháng 3 năm 2026", words ("mười lăm tháng ba năm
hai nghìn không trăm hai mươi sáu"), parts left blank ("/3/2026", "… tháng 3 năm 2026"), two days for one ("16,
17/5/2025"), and what a slip of the hand made of one ("15//3/2026", "15 tháng 3/2026", "22/9"): the text is the date
then too, so that issuer and title are found behind it, and there is an ISO day where the numbers name one.
"""

import re
from datetime import date
from typing import NamedTuple

_DIGITS = {
    **{
        word: value
        for value, word in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"])
    },
    **{"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5, "bẩy": 7},
}
_WORD = rf"(?:{'|'.join(_DIGITS)}|mười|mươi|trăm|nghìn|ngàn|linh|lẻ)"
_MONTHS = {"giêng": 1, "chạp": 12}
_BLANK = r"[./…_ ]*(?:tháng[ ./…_]*)?(?:(?:\d{1,2}) ?[/.-] ?)?(?:năm +)?\d{4}(?!\d)"
DAY = (
    r"(?:(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4})(?!\d)"
    r"|(\d{1,2}) +(?:tháng|THÁNG) +(\d{1,2})[ ,]+(?:năm|NĂM) +(\d{4})(?!\d)"
    rf"|{_BLANK}"
    r"|[./…_ ]*tháng[ ./…_\d]*năm[ .…_]*(?:\d{4})?"
    r"|(?:\d{1,2}(?: ?[,/.-] ?| ++|(?:tháng|năm|và)(?= |\d|/)){1,5}){1,4}(?:19|20)\d\d(?![\d/])"
    r"|\d{1,2}[/.-]\d{1,2}[/.-](?:\d\d|\d{5,6})(?![\d/])"
    r"|\d{1,2} ?/ ?\d{1,2}(?![\d/])"
    rf"|(?:\d{{1,2}}|(?:mồng |mùng )?{_WORD}(?: {_WORD}){{0,2}}),? tháng"
    rf" (?:{_WORD}(?: {_WORD})?|[Gg]iêng|[Cc]hạp|\d{{1,2}}),? năm (?:\d{{4}}|{_WORD}(?: {_WORD}){{2,7}}))"
)
"""A pattern with no group to name: groups 1 to 6 are the numbers of the two regular ways."""
_NUMBERS = re.compile(r"\d+")
_IN_WORDS = re.compile(r"(?:mồng |mùng )?(\d+|[^\W\d]+(?: [^\W\d]+)*),? tháng ([^,]+?),? năm (.+)$")
_LEAD = re.compile(rf" *+[,(]? *+(?:(?:(?:đã |được )*(?:ký|ban hành|đề) |cùng )?[Nn]gày|NGÀY)[ :]*+({DAY})")
_MONTH = re.compile(r" *[,(]? *(tháng +\d{1,2}(?:/| +năm +)\d{4}|năm +\d{4})(?!\d)")
_BARE = re.compile(r" *[,(] *((\d{1,2})[/.-](\d{1,2})[/.-](\d{4}))(?!\d)")
"""A date without "ngày", after a comma or a bracket."""


_FIRST = frozenset("nNkđbt0123456789")
"""What the words begin with that a date may begin with."""


class Day(NamedTuple):
    """A date and where it ends; `iso` is None where it names no day."""

    end: int
    text: str
    iso: str | None


def read_day(text: str, at: int) -> Day | None:
    """The date of a citation whose core or issuer ends at `at`: a day, or a month or year alone."""
    if text[at : at + 1] not in " ,(":
        return None
    words = text[at : at + 10].lstrip(" ,(")
    if words[:1] not in _FIRST and not words.startswith("cùng ng"):
        return None
    found = _LEAD.match(text, at)
    if found is not None:
        return day_of(found)
    found = _BARE.match(text, at)
    if found is not None:
        return Day(found.end(), found[1], _iso(found[4], found[3], found[2]))
    found = _MONTH.match(text, at)
    return Day(found.end(), " ".join(found[1].split()), None) if found else None


def day_of(found: re.Match[str]) -> Day:
    """The date of a match whose first group is `DAY`, with no other group before its own."""
    written = " ".join(found[1].split()).strip(" ,")
    if found[2] or found[5]:
        day, month, year = (found[2], found[3], found[4]) if found[2] else (found[5], found[6], found[7])
        return Day(found.end(), written, _iso(year, month, day))
    numbers = _NUMBERS.findall(written)
    if len(numbers) == 3 and len(numbers[0]) < 3 and len(numbers[1]) < 3 and len(numbers[2]) in (2, 4):
        year = numbers[2] if len(numbers[2]) == 4 else "20" + numbers[2]
        return Day(found.end(), written, _iso(year, numbers[1], numbers[0]))
    words = _IN_WORDS.match(written)
    if words is not None:
        return Day(found.end(), written, _iso(_value(words[3]), _value(words[2]), _value(words[1])))
    return Day(found.end(), written, None)


def _value(words: str) -> str:
    """The number that digits, number words ("hai nghìn không trăm hai mươi sáu", "hai không hai sáu") or a month's name
    say."""
    if words.isdigit():
        return words
    total = current = _MONTHS.get(words.lower(), 0)
    if total:
        return str(total)
    tens = False
    for word in words.lower().split():
        digit = _DIGITS.get(word)
        if digit is not None:
            current = current + digit if tens else current * 10 + digit
        elif word in ("mười", "mươi"):
            current = (current or 1) * 10
            tens = True
        elif word in ("trăm", "nghìn", "ngàn"):
            total += current * (100 if word == "trăm" else 1000)
            current = 0
            tens = False
    return str(total + current)


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
