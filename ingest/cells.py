"""The pieces of the first lines of a document: columns parted by tabs, bars or runs of spaces."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LINES = 60
_CELLS = re.compile(r"\t+|(?<! )(?<!Số)(?<!Số:)(?<!ngày)(?<!tháng) {3,}(?![/-])|\|")


class Cell(NamedTuple):
    """A piece of a line of the heading; `line` tells which pieces stood side by side or one under the other."""

    text: str
    start: int
    line: int
    after_gap: bool
    """Whether blank lines stand before its line."""


def read_cells(text: str) -> Iterator[Cell]:
    """The cells of the first lines, up to the paragraphs under the heading."""
    at = 0
    gap = False
    paragraphs = 0
    for number, line in enumerate(text.split("\n", _LINES)[:_LINES]):
        paragraphs += len(line) > 160
        if paragraphs > 2:
            # A long title and the first paragraphs under it: the heading is over.
            return
        if line and not line.isspace():
            pos = 0
            pieces = _CELLS.split(line) if "\t" in line or "   " in line or "|" in line else (line,)
            for piece in pieces:
                bare = piece.strip()
                if bare:
                    pos = line.index(bare, pos)
                    yield Cell(bare, at + pos, number, gap)
                    pos += len(bare)
            gap = False
        else:
            gap = True
        at += len(line) + 1
