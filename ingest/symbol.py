"""Numbers and symbols: where one stands in a text, and its parts.

State `N/[YYYY/]TYPE-BODY`, Party `N-TYPE/BODY`, acts of the National Assembly `N/YYYY/QHkk`, công văn
`N/BODY-UNIT`, with the separators swapped (`12/QĐ-TW`, `12-NQ/CP`, `12/-CT-TW`), spaces round them, joint bodies
(`12-CTr/BXDĐ-ĐUUBND`), dotted, zero-padded and lettered numbers, letters of any case, lost diacritics (`QD-UBND`),
and blank numbers (`số …/KH-UBND`). Sources: Nghị định 30/2020/NĐ-CP Phụ lục III (State), Hướng dẫn 36-HD/VPTW and
05-HD/VPTW (Party).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.table import read_table

_UPPER = "A-ZĐƯƠÔÂĂÊ"
_WORD = rf"[{_UPPER}][A-Za-zĐđ{_UPPER}]*\d{{0,2}}(?:[.&][{_UPPER}]{{2,}}[a-z]?\d{{0,2}})*(?![^\W_])"
_SHOUT = rf"(?:[{_UPPER}]{{2,}}[A-Za-zĐđ]*\d{{0,2}}(?:[.&][{_UPPER}]{{2,}})*)(?![^\W_])"
_TAIL = re.compile(
    rf"/ ?(?:((?:19|20)\d\d) ?/ ?)?-? ?(({_WORD})(?:[-/]{_WORD}| ?[-/] ?{_SHOUT})?(?:-{_WORD}| ?- ?{_SHOUT})*)"
)
"""From a slash to the end of the symbol: the year in the number; symbol; its first word."""
_DIGITS = frozenset("0123456789")
_NUMBER = frozenset("0123456789.lIO")
_BLANKS = frozenset(" .…_[]")
_NO_TAIL = frozenset("03456789\n")
"""What follows the slash of most dates and of no symbol."""


class Symbol(NamedTuple):
    """One number and symbol. `start` is where the number begins (or the blank in its place), `end` where the symbol
    ends."""

    start: int
    end: int
    number: str | None
    year: str | None
    symbol: str
    code: str
    """The type's code, or of a công văn its first body."""
    body: str
    """What follows the code: the issuing body or bodies."""
    party: bool
    """Whether it has the Party's order: number, dash, type, slash, body."""


def _read_codes() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    exact: dict[str, list[str]] = {}
    for row in read_table("types"):
        if row["code"] and row["type"] not in exact.setdefault(row["code"].upper(), []):
            exact[row["code"].upper()].append(row["type"])
    bare: dict[str, tuple[str, ...]] = {}
    for code, types in exact.items():
        bare.setdefault(code.replace("Đ", "D"), tuple(types))
    return {code: tuple(types) for code, types in exact.items()}, bare


_CODES, _BARE_CODES = _read_codes()
_TERM = re.compile(r"(QH|UBTVQH)\d+$", re.IGNORECASE)


def types_of(code: str) -> tuple[str, ...]:
    """The types that a code may stand for, most usual first; none for what is no type code. `QD` is read as `QĐ`,
    `DA` stays Dự án."""
    key = code.upper()
    found = _CODES.get(key) or _BARE_CODES.get(key)
    if found:
        return found
    term = _TERM.match(key)
    if term:
        return ("Luật", "Bộ luật", "Nghị quyết") if term[1] == "QH" else ("Pháp lệnh", "Nghị quyết")
    return ()


def find_symbols(text: str) -> Iterator[Symbol]:
    """Every place that has the shape of a number and symbol, or of a symbol whose number is blank. Linear: one visit
    a slash."""
    done = 0
    match = _TAIL.match
    slash = text.find("/")
    while slash >= 0:
        here, slash = slash, text.find("/", slash + 1)
        if here < done or text[here + 1 : here + 2] in _NO_TAIL:
            continue
        tail = match(text, here)
        if tail is None:
            continue
        found = _before(text, here, tail)
        if found is not None:
            done = found.end
            yield found


def _before(text: str, slash: int, tail: re.Match[str]) -> Symbol | None:
    """What stands before the slash decides: a number (State), a type code after a dash (Party), or a blank."""
    year, symbol, first = tail[1], tail[2], tail[3]
    end = tail.end()
    at = slash
    while at and text[at - 1] == " " and slash - at < 3:
        at -= 1
    last = text[at - 1] if at else " "
    if last in _DIGITS or last in "lIO" or (last.isalpha() and at > 1 and text[at - 2] in _DIGITS):
        start = _number_start(text, at)
        if start < at and (not start or _free(text, start)):
            return Symbol(
                start, end, text[start:at], year, symbol, first, symbol[len(first) + 1 :].lstrip(" -/"), False
            )
    if last.isalpha() and year is None:
        start = at
        while start and text[start - 1].isalpha() and at - start < 12:
            start -= 1
        code = text[start:at]
        dash = start
        while dash and text[dash - 1] == " " and start - dash < 3:
            dash -= 1
        if dash and text[dash - 1] == "-" and code[0].isupper():
            stop = dash - 1
            while stop and text[stop - 1] == " " and dash - stop < 4:
                stop -= 1
            begin = _number_start(text, stop)
            if begin < stop:
                if begin and not _free(text, begin):
                    return None
                return Symbol(begin, end, text[begin:stop], None, code + "/" + symbol, code, symbol, True)
            if types_of(code):
                return Symbol(_blank_start(text, stop), end, None, None, code + "/" + symbol, code, symbol, True)
        if dash < start and types_of(code):
            begin = _number_start(text, dash)
            if text[begin:dash].isdigit() and text.startswith("số ", begin - 3):
                return Symbol(begin, end, text[begin:dash], None, code + "/" + symbol, code, symbol, True)
        if code[0].isupper() and code not in ("Số", "SỐ"):
            return None
    if not last.isdigit() and types_of(first) and len(symbol) > len(first):
        return Symbol(
            _blank_start(text, at), end, None, year, symbol, first, symbol[len(first) + 1 :].lstrip(" -/"), False
        )
    return None


def _free(text: str, start: int) -> bool:
    """Whether a number may begin here: not inside another number, date or word, unless glued to its "số"."""
    before = text[start - 1]
    return before not in "/-" and (not before.isalnum() or text[max(0, start - 2) : start] in ("số", "Số", "SỐ"))


def _number_start(text: str, end: int) -> int:
    """Where the number that ends at `end` begins; `end` where there is none. One letter may close it (`30c`), `l`,
    `I`, `O` be read for 1, 0."""
    start = end
    if start and text[start - 1].isalpha() and text[start - 1] not in "lIO":
        start -= 1
    digits = 0
    while start and text[start - 1] in _NUMBER and end - start < 9:
        start -= 1
        digits += text[start] in _DIGITS
    while start < end and text[start] == ".":
        start += 1
    return start if digits else end


def _blank_start(text: str, end: int) -> int:
    start = end
    while start and text[start - 1] in _BLANKS and end - start < 60:
        start -= 1
    return start
