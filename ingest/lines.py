"""Lines: page furniture masked, broken lines and page breaks in mid-sentence joined, so that a line feed ends a
paragraph.

What a text extraction leaves of a page break is a blank line in the middle of a sentence; of a wrapped paragraph, a
line feed at every full line. Neither is marked, so the words decide: see `_joins`.
"""

import csv
import re
from collections import Counter
from importlib.resources import files
from typing import NamedTuple

_BREAK = re.compile(r"\n[ \n\f]*")
_PAGE_NUMBER = re.compile(
    r"\n[ \f]*(?P<mark>-[ ]?|Trang |Page |tr\. ?)?(?P<page>\d{1,3})(?P<end>[ ]?(?:/|of|trên)[ ]?\d{1,3}|[ ]?-)?"
    r"(?=[ ]*(?:[\n\f]|\Z))"
)
_MARKER = re.compile(
    r"[-+](?:\s|[^\W\d_][a-zà-ỹđ])"
    r"|\(?(?:\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+|[a-zđ][.)]|[IVXLC]{1,5}[.)])(?:\s|[^\W\d])"
    r"|\d{1,2}/\s"
    r"|(?:Điều|ĐIỀU)\s+\d+[a-zđ]?[.:]"
    r"|(?:Chương|Phần|Mục|Phụ lục|Tiểu mục|Biểu|Mẫu số|Bước)\s+[\dIVXLC]+\s*(?:[.:]|\n)"
)
_SYMBOL = re.compile(r"\d{1,5}[a-zđ]?\s?(?:-[A-ZĐ]{2}|/(?:\d{4}/)?(?:[A-ZĐ][A-ZĐTr]|\d))|\d{1,2}[./-]\d{1,2}[./-]\d{4}")
_SYMBOL_END = re.compile(r"/[A-ZĐ]{2}|-[A-ZĐ]{2,}[a-zi]{0,2}(?:/|-[A-ZĐ])")
_INSTRUMENT = re.compile(
    r"(?:các )?(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Quy định|Chỉ thị|Kết luận|Thông tư|Thông tri"
    r"|Kế hoạch|Hướng dẫn|Chương trình|Đề án|Quy chế|Công văn|Công điện|Thông báo|Điều|Khoản|Hiến pháp)\b"
)
_NAME = re.compile(r"[A-ZÀ-ỸĐ][a-zà-ỹđ]+ [A-ZÀ-ỸĐ][a-zà-ỹđ]+")
_NOT_NAME = re.compile(r"(?:Ban|Phòng|Sở|Đảng|Công|Mặt|Hội|Ủy|Trung|Văn phòng|Trong|Căn|Các|Thường)\s")
_ABBREVIATED = re.compile(r"(?:\.\.|…|\b(?:TP|Tp|tp|TX|TT|Q|P|H|X))\.$")
_ROMAN = re.compile(r"[IVXLC]+\b")


class _Openers(NamedTuple):
    words: dict[str, str]
    longest: int


def _read(table: str) -> list[dict[str, str]]:
    text = files("ingest").joinpath("tables", table).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _openers() -> _Openers:
    words: dict[str, str] = {}
    for row in _read("open_words.csv"):
        words[row["word"]] = "|".join(filter(None, (words.get(row["word"]), row["next"])))
    return _Openers(words, max(len(w.split()) for w in words))


def _line_start() -> re.Pattern[str]:
    labels = [re.escape(r["start"]) for r in _read("line_starts.csv") if r["colon"] == "yes"]
    words = [re.escape(r["start"]) for r in _read("line_starts.csv") if r["colon"] == "no"]
    return re.compile(rf"(?i:{'|'.join(labels)})\b[^\n:.;]{{0,50}}:|(?:{'|'.join(words)})")


_OPEN = _openers()
_LINE_START = _line_start()
_SHORT = 40
"""A line before a page break is a full line of the page; a shorter one was ended by its writer."""


def _opens(text: str, end: int, after: int) -> bool:
    """Whether the words before `end` cannot end a paragraph, given what begins at `after` ("số" before a digit)."""
    words = text[max(0, end - 32) : end].lower().split()
    for count in range(min(_OPEN.longest, len(words)), 0, -1):
        wanted = _OPEN.words.get(" ".join(words[-count:]).lstrip("(“\"'"))
        if wanted is None:
            continue
        for kind in wanted.split("|"):
            if (
                kind == "any"
                or (kind == "digit" and text[after].isdigit())
                or (kind == "roman" and (text[after].isdigit() or _ROMAN.match(text, after)))
                or (kind == "instrument" and _INSTRUMENT.match(text, after))
                or (kind == "symbol" and _SYMBOL.match(text, after))
                or (kind == "name" and _NAME.match(text, after) and not _NOT_NAME.match(text, after))
                or text.startswith(kind, after)
            ):
                return True
    return False


class _Broken(NamedTuple):
    """A break between two lines: `start` to `end` is the white space; the line before begins at `line`."""

    line: int
    start: int
    end: int
    page: bool


def _capitals(text: str, start: int, end: int) -> bool:
    return text[start : min(end, start + 200)].isupper()


def _line_at(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]


def _ends_itself(text: str, broken: _Broken, stop: int) -> bool:
    """Whether the break stands whatever the words: at a table row, a list marker, a label, a title in capitals."""
    line, _, after, _ = broken
    return (
        text.find("\t", line, stop) >= 0
        or _MARKER.match(text, after) is not None
        or _LINE_START.match(text, after) is not None
        or _capitals(text, line, stop)
        or text[line:stop].lstrip().startswith(("Số:", "Số :", "Nơi nhận"))
    )


def _joins(text: str, broken: _Broken) -> bool | None:
    """Whether the sentence goes on over the break; None where only the shape of the whole text can tell.

    It goes on where the line before is open (an open word, a comma, a hyphen, a bracket or quotation mark not closed)
    or the next line begins in lower case or with a number and symbol, and nothing ends it: a full stop, a list
    marker, a label, capitals.
    """
    line, stop, after, _ = broken
    while stop > line and text[stop - 1] == " ":
        stop -= 1
    if stop == line:
        return False
    last, first = text[stop - 1], text[after]
    lower = first.islower()
    if (last in ".;:!?" or (last == "/" and text[stop - 2] in ".;")) and not (
        last == "."
        and (lower or text[stop - 3 : stop] in {"TP.", "Tp.", "tp."})
        and _ABBREVIATED.search(text[stop - 6 : stop])
    ):
        return False
    glued = last in "-/" or (first in "-/" and last.isalnum() and _SYMBOL_END.match(text, after) is not None)
    if glued and text.find("\t", line, stop) < 0:
        return _MARKER.match(text, after) is None or first in "-/"
    tail = text.find("\n", after)
    if text.find("\t", after, tail if tail >= 0 else len(text)) >= 0:
        return False
    if _opens(text, stop, after):
        return not _ends_itself(text, broken, stop) and not _capitals(text, after, tail if tail >= 0 else len(text))
    single = text.find("\n", broken.start + 1, after) < 0
    long = single or stop - line >= _SHORT
    if lower:
        return long and not _ends_itself(text, broken, stop)
    if _ends_itself(text, broken, stop):
        return False
    if first.isdigit() and _SYMBOL.match(text, after):
        return long
    if first.isupper() and _capitals(text, after, tail if tail >= 0 else len(text)):
        return False
    if last == ",":
        return stop - line >= _SHORT
    if text.rfind("(", line, stop) > text.rfind(")", line, stop) or text.rfind("“", line, stop) > text.rfind(
        "”", line, stop
    ):
        return stop - line >= _SHORT
    return None if long else False


def join_lines(text: str) -> str:
    """The text with page furniture masked and broken lines joined; every character keeps its place."""
    text, pages = mask_furniture(text)
    joined: list[tuple[int, int]] = []
    unsure: list[_Broken] = []
    widths: list[int] = []
    line = breaks = 0
    at_page = 0
    for match in _BREAK.finditer(text):
        start, end = match.span()
        if start == line or end == len(text):
            line = end
            continue
        breaks += 1
        before, first = text[start - 1], text[end]
        if (before not in ";:!?" and first != "\t") and not (
            before == "." and not first.islower() and text[start - 3] not in "TPtp"
        ):
            page = False
            while at_page < len(pages) and pages[at_page] < end:
                page = page or pages[at_page] >= start
                at_page += 1
            broken = _Broken(line, start, end, page)
            decided = _joins(text, broken)
            if decided:
                joined.append((start, end))
                if end - start == 1:
                    widths.append(start - line)
            elif decided is None:
                unsure.append(broken)
        line = end
    width = _wrap_width(widths, breaks)
    for broken in unsure:
        length = broken.start - broken.line
        word = text[broken.end : broken.end + 30].split(None, 1)[0] if width else ""
        if (width and length + len(word) + 1 >= width) or (broken.page and length >= _SHORT):
            joined.append((broken.start, broken.end))
    if not joined:
        return text.replace("\f", "\n")
    joined.sort()
    parts: list[str] = []
    read = 0
    for start, end in joined:
        parts += (text[read:start], " " * (end - start))
        read = end
    parts.append(text[read:])
    return "".join(parts).replace("\f", "\n")


def _wrap_width(widths: list[int], breaks: int) -> int:
    """The least length of a full line in a text that is wrapped at a constant width, 0 in a text of whole
    paragraphs."""
    if len(widths) < 4 or len(widths) * 5 < breaks:
        return 0
    widths.sort()
    return int(widths[len(widths) * 3 // 4] * 0.85)


def mask_furniture(text: str) -> tuple[str, list[int]]:
    """The text with page numbers and running heads masked, and where its pages end.

    A number alone on a line is a page number where it is decorated ("- 2 -", "Trang 2/5") or counts on from page to
    page, at least 800 characters apart; a column of a table that fell apart does neither. A running head is a line
    beside the page break that comes back, but for its digits, on most pages.
    """
    found = _page_numbers(text)
    if not found and "\f" not in text:
        return text, []
    spans = [(start, end) for start, end in found]
    pages = sorted([start for start, _ in found] + [m.start() for m in re.finditer("\f", text)])
    for start, end in reversed(spans):
        text = text[:start] + " " * (end - start) + text[end:]
    heads = _running_heads(text, pages)
    if heads:
        for start, end in sorted(heads, reverse=True):
            text = text[:start] + " " * (end - start) + text[end:]
    return text, pages


def _page_numbers(text: str) -> list[tuple[int, int]]:
    sure: list[tuple[int, int]] = []
    chain: list[tuple[int, int]] = []
    bare = page = 0
    for match in _PAGE_NUMBER.finditer(text):
        span = (
            match.start("mark") if match["mark"] else match.start("page"),
            match.end("end") if match["end"] else match.end("page"),
        )
        number = int(match["page"])
        if match["mark"] or match["end"]:
            sure.append(span)
            continue
        bare += 1
        follows = (number in {1, 2, 3}) if not chain else page < number <= page + 2 and span[0] - chain[-1][0] >= 800
        if follows:
            chain.append(span)
            page = number
    if len(chain) * 5 >= bare * 3 and chain and chain[0][0] >= 400:
        sure += chain
    return sorted(sure)


def _running_heads(text: str, pages: list[int]) -> list[tuple[int, int]]:
    beside: list[tuple[int, int]] = []
    for page in pages:
        end = len(text[:page].rstrip()) if page < 400 else page - 400 + len(text[page - 400 : page].rstrip())
        start = text.rfind("\n", 0, end) + 1
        beside.append((start, end))
        rest = text[page : page + 400]
        start = page + len(rest) - len(rest.lstrip())
        end = text.find("\n", start)
        beside.append((start, len(text) if end < 0 else end))
    keys = [re.sub(r"\d+", "0", text[s:e].strip()) if e - s <= 120 and "\t" not in text[s:e] else "" for s, e in beside]
    counts = Counter(set_key for set_key in keys if set_key)
    need = max(2, (len(pages) + 1) // 2)
    return sorted({span for span, key in zip(beside, keys, strict=True) if key and counts[key] >= need})
