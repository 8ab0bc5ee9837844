"""The words around a citation, as a proof is quoted: its clause."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_BEFORE, _AFTER = 220, 320
_STOP = re.compile(r"[;\n]|[.:](?=\s)")


@dataclass(frozen=True, slots=True)
class Clause:
    """`text` stands in the document from `start`, unchanged; the citation begins on the line `line` (from 1)."""

    start: int
    line: int
    text: str


def clauses(text: str, places: Iterable[tuple[int, int]]) -> Iterator[Clause]:
    """The clause of each citation, of which the places (start, end) stand in the order of their starts."""
    line, counted = 1, 0
    for start, end in places:
        line, counted = line + text.count("\n", counted, start), start
        first, last = _around(text, start, end)
        yield Clause(first, line, text[first:last])


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut at the ends of the clause; a citation broken over lines keeps its lines."""
    left = max(start - _BEFORE, 0)
    around = text[left : end + _AFTER]
    at, to = start - left, end - left
    before = [m.end() for m in _STOP.finditer(around, 0, at)]
    begin = before[-1] if before else (0 if left == 0 else around.find(" ", 0, at) + 1)
    after = _STOP.search(around, to)
    finish = after.start() if after else len(around) if len(around) - to < _AFTER else around.rfind(" ", to)
    finish = max(finish, to)
    while begin < at and around[begin] in " \t\n\r-+*“”":
        begin += 1
    while finish > to and around[finish - 1].isspace():
        finish -= 1
    return left + begin, left + finish
