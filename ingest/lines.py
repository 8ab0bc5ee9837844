"""Lines: page furniture masked, broken lines and page breaks in mid-sentence joined, so that a line feed ends a
paragraph.

What a text extraction leaves of a page break is a blank line in the middle of a sentence; of a wrapped paragraph, a
line feed at every full line. Neither is marked, so the words decide: see `_joins`.
"""

import re
from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from ingest.furniture import Spans, find_furniture
from ingest.table import read_table

_LOWER = "a-zàảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
_UPPER = _LOWER.upper()
_BREAK = re.compile(r"\n[ \n]*")
_MARKER = re.compile(
    rf"[-+](?:\s|[^\W\d_][{_LOWER}])"
    r"|\(?(?:\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+|[a-zđ][.)]|[IVXLC]{1,5}[.)])(?:\s|[^\W\d])"
    r"|\d{1,2}/\s"
    rf"|(?:\d{{1,2}}(?:\.\d{{1,2}})*|[IVXLC]{{1,5}}|[a-zđ])-\s?[{_UPPER}][{_LOWER}]"
    r"|(?:Điều|ĐIỀU)\s+\d+[a-zđ]?[.:]"
    r"|(?:Chương|Phần|Mục|Phụ lục|Tiểu mục|Biểu|Mẫu số|Bước)\s+[\dIVXLC]+\s*(?:[.:]|\n)"
)
_SYMBOL = re.compile(r"\d{1,5}[a-zđ]?\s?(?:-[A-ZĐ]{2}|/(?:\d{4}/)?(?:[A-ZĐ][A-ZĐTr]|\d))|\d{1,2}[./-]\d{1,2}[./-]\d{4}")
_SYMBOL_END = re.compile(r"/[A-ZĐ]{2}|-[A-ZĐ]{2,}[a-zi]{0,2}(?:/|-[A-ZĐ])")
_INSTRUMENT = re.compile(
    r"(?:các )?(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Quy định|Chỉ thị|Kết luận|Thông tư|Thông tri"
    r"|Kế hoạch|Hướng dẫn|Chương trình|Đề án|Quy chế|Công văn|Công điện|Thông báo|Điều|Khoản|Hiến pháp)\b"
)
_NAME = re.compile(rf"[{_UPPER}][{_LOWER}]+ [{_UPPER}][{_LOWER}]+")
_NOT_NAME = re.compile(r"(?:Ban|Phòng|Sở|Đảng|Công|Mặt|Hội|Ủy|Trung|Văn phòng|Trong|Căn|Các|Thường)\s")
_ABBREVIATED = re.compile(r"(?:\.\.|…|\b(?:TP|Tp|tp|TX|TT|Q|P|H|X))\.$")
_OWN_LINE = re.compile(r"\s*(?:Số\s?:|Nơi nhận)")
_CLOSING = frozenset(".;:!?")
_CITY = frozenset(("TP", "Tp", "tp"))
_SECOND_HALVES = ("- Xã hội", "- xã hội", "- An ninh", "- an ninh", "- Tự do")
_COUNTING = frozenset("0123456789IVX")
_LETTERING = frozenset("abcdđeghikl")
_COUNTED = frozenset((". ", ") "))
_RANGE = re.compile(r"-\s?\d{4}\b(?!\s?%|\.\d|/)")
_ROMAN = re.compile(r"[IVXLC]+\b")


def _open_words() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """By the last word of the opening: its words, and what has to follow."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in read_table("open_words"):
        words = tuple(row["word"].split())
        found.setdefault(words[-1], []).append((words, row["next"]))
    return found


def _line_start() -> re.Pattern[str]:
    labels = [re.escape(r["start"]) for r in read_table("line_starts") if r["colon"] == "yes"]
    words = [re.escape(r["start"]) for r in read_table("line_starts") if r["colon"] == "no"]
    return re.compile(rf"(?i:{'|'.join(labels)})\b[^\n:.;]{{0,50}}:|(?:{'|'.join(words)})")


_OPEN = _open_words()
_LINE_START = _line_start()
_SHORT = 40
"""A line before a page break is a full line of the page; a shorter one was ended by its writer."""


def _follows(text: str, after: int, wanted: str) -> bool:
    """Whether what begins at `after` is of the kind that an open word wants ("số" a digit), or one of the words it
    wants."""
    if wanted == "any":
        return True
    if wanted == "digit":
        return text[after].isdigit()
    if wanted == "roman":
        return text[after].isdigit() or _ROMAN.match(text, after) is not None
    if wanted == "instrument":
        return _INSTRUMENT.match(text, after) is not None
    if wanted == "symbol":
        return _SYMBOL.match(text, after) is not None
    if wanted == "name":
        return _NAME.match(text, after) is not None and _NOT_NAME.match(text, after) is None
    return text.startswith(tuple(wanted.split("|")), after)


class _Break(NamedTuple):
    """A break between two lines: one begins at `line`, its words end at `stop`, the next begins at `after`."""

    line: int
    stop: int
    after: int
    single: bool
    """One line feed, no empty line between."""


def _opens(text: str, at: _Break, last_word: str) -> bool:
    """Whether the line before ends with words that cannot end a paragraph, given what follows."""
    words = text[max(at.line, at.stop - 32) : at.stop].lower().split()
    for opening, wanted in _OPEN[last_word]:
        if (len(opening) == 1 or tuple(words[-len(opening) :]) == opening) and _follows(text, at.after, wanted):
            return True
    return False


def _ends_itself(text: str, at: _Break) -> bool:
    """Whether the break stands whatever the words: at a table row, a list marker, a label, a title in capitals."""
    line, stop, after, _ = at
    tail = text.find("\n", after)
    tail = len(text) if tail < 0 else tail
    return (
        text.find("\t", line, stop) >= 0
        or text.find("\t", after, tail) >= 0
        or text[line : min(stop, line + 200)].isupper()
        or (
            text[after].isupper() and text[after : min(tail, after + 200)].isupper() and text.find(" ", after, tail) > 0
        )
        or _MARKER.match(text, after) is not None
        or _LINE_START.match(text, after) is not None
        or _OWN_LINE.match(text, line) is not None
    )


def _goes_on(text: str, at: _Break) -> bool | None:
    """Whether the sentence goes on over the break; None where only the shape of the whole text can tell.

    It goes on where the line before is open (an open word, a comma, a hyphen, a bracket or quotation mark not closed)
    or the next line begins in lower case or with a number and symbol, and nothing ends it: a full stop, a list
    marker, a label, capitals.
    """
    line, stop, after, single = at
    last, first = text[stop - 1], text[after]
    lower = first.islower()
    if last in _CLOSING or (last == "/" and text[stop - 2] in _CLOSING):
        return (
            last == "."
            and (lower or (first.isupper() and text[stop - 3 : stop - 1] in _CITY))
            and _ABBREVIATED.search(text, max(line, stop - 6), stop) is not None
            and not _ends_itself(text, at)
        )
    if first in "-/" and last.isalnum() and _SYMBOL_END.match(text, after):
        return text.find("\t", line, stop) < 0
    if first == "-" and last.isdigit() and _RANGE.match(text, after):
        return text.find("\t", line, stop) < 0
    word = text[max(text.rfind(" ", line, stop) + 1, line) : stop].lower().lstrip("(“\"'")
    if last in "-/" or (word in _OPEN and _opens(text, at, word)):
        return text.find("\t", line, stop) < 0 if first == "-" else not _ends_itself(text, at)
    if lower:
        return (single or stop - line >= _SHORT) and not _ends_itself(text, at)
    if first.isdigit():
        if (single or stop - line >= _SHORT) and _SYMBOL.match(text, after):
            return not _ends_itself(text, at)
        return None if single else False
    if stop - line < _SHORT:
        return None if single and first.isupper() else False
    if (
        last == ","
        or text.rfind("(", line, stop) > text.rfind(")", line, stop)
        or text.rfind("“", line, stop) > text.rfind("”", line, stop)
    ):
        return not _ends_itself(text, at)
    return None


def _masked(text: str, spans: Spans) -> str:
    parts: list[str] = []
    read = 0
    for start, end in spans:
        parts += (text[read:start], " " * (end - start))
        read = end
    parts.append(text[read:])
    return "".join(parts)


def join_lines(text: str) -> str:
    """The text with page furniture masked and broken lines joined; every character keeps its place.

    Rows of a table (lines with tabs) are left as they are, also where a page break parts them.
    """
    fed = [match.start() for match in re.finditer("\f", text)] if "\f" in text else []
    text = text.replace("\f", "\n")
    breaks = [match.span() for match in _BREAK.finditer(text)]
    furniture, pages = find_furniture(text, breaks, fed)
    if furniture:
        text = _masked(text, furniture)
        breaks = [match.span() for match in _BREAK.finditer(text)]
    joined: Spans = []
    unsure: list[tuple[int, _Break]] = []
    widths: list[int] = []
    line = 0
    if breaks and breaks[-1][1] == len(text):
        breaks.pop()
    for start, end in breaks:
        if start == line:
            line = end
            continue
        stop = start
        while text[stop - 1] == " " and stop > line:
            stop -= 1
        last, first = text[stop - 1], text[end]
        # What is common and plain is decided here, at a glance: nothing below is as fast.
        if stop > line and not (
            last in ";:!?"
            or (last == "." and not first.islower() and text[stop - 3 : stop - 1] not in _CITY)
            or first == "\t"
            or (first in _COUNTING and (text[end + 1 : end + 3] in _COUNTED or text[end + 2 : end + 4] in _COUNTED))
            or (first in _LETTERING and text[end + 1 : end + 3] in _COUNTED)
            or (
                first in "-+"
                and text[end + 1 : end + 2] == " "
                and not text.startswith(_SECOND_HALVES, end)
                and not text[end + 2 : end + 3].isdigit()
            )
        ):
            at = _Break(line, stop, end, end - start == 1 or text.find("\n", start + 1, end) < 0)
            goes_on = _goes_on(text, at)
            if goes_on:
                joined.append((start, end))
                if at.single:
                    widths.append(stop - line)
            elif goes_on is None:
                unsure.append((start, at))
        line = end
    width = _wrap_width(widths, len(breaks))
    if width:
        apart = sum("\n" in text[start + 1 : end] for start, end in breaks) * 5 >= len(breaks)
        unsure += _full_ends(text, breaks, apart)
    if unsure and (width or pages):
        joined += ((start, at.after) for start, at in unsure if _full(text, start, at, width, pages))
        joined.sort()
    return _masked(text, joined)


def _full_ends(text: str, breaks: Spans, apart: bool) -> list[tuple[int, _Break]]:
    """The lines of a wrapped text that end with a stop; one that is full goes on, because its stop came there by
    chance.

    After a colon or semicolon only what begins in lower case goes on, if paragraphs do not stand `apart` by empty
    lines.
    """
    return [
        (end, _Break(line, end, after, True))
        for (_, line), (end, after) in pairwise([(0, 0), *breaks])
        if after - end == 1 and (text[end - 1] == "." or (text[end - 1] in ";:" and (apart or text[after].islower())))
    ]


def _full(text: str, start: int, at: _Break, width: int, pages: list[int]) -> bool:
    """Whether a line that ends without a full stop is broken because the next word had no room, or because its page
    ended."""
    size = at.stop - at.line
    word = text[at.after : at.after + 24].split(None, 1)[0]
    page = bisect_left(pages, start)
    wrapped = width > 0 and width - len(word) <= size <= 1.6 * width
    paged = size >= _SHORT and page < len(pages) and pages[page] < at.after
    return (wrapped or paged) and not _ends_itself(text, at)


def _wrap_width(widths: list[int], breaks: int) -> int:
    """The least length of a full line in a text wrapped at a constant width, 0 in a text of whole paragraphs."""
    if len(widths) < 4 or len(widths) * 5 < breaks:
        return 0
    widths.sort()
    return int(widths[len(widths) * 3 // 4] * 0.85)
