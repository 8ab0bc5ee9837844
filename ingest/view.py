"""The matching view: a text made uniform for matching, with an exact map back to the offsets of the original."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A normalised text and the way back.

    `text` is what every recogniser reads: NFC, one dash, plain spaces, Đ for its look-alikes, new tone placement, markup masked
    by spaces, broken lines joined (their line feeds are spaces), so that a line feed in it ends a paragraph or a table row.
    `cuts` and `shifts` are the map where the lengths differ: from view offset `cuts[k]` on, original = view + `shifts[k]`;
    both are empty where every character kept its place.
    """

    text: str
    cuts: Sequence[int] = ()
    shifts: Sequence[int] = ()

    def source(self, offset: int) -> int:
        """The original offset of the view offset (code points)."""
        if not self.cuts:
            return offset
        k = bisect_right(self.cuts, offset) - 1
        return offset + self.shifts[k] if k >= 0 else offset

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a view span; `end` is mapped through the last character inside it."""
        if not self.cuts or end <= start:
            return self.source(start), self.source(end)
        return self.source(start), self.source(end - 1) + 1


_DASHES = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212), "-")
_SPACES = dict.fromkeys((0x00A0, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F, 0x3000), " ")
_TABLE = str.maketrans(_DASHES | _SPACES | {0x00D0: "Đ", 0x0189: "Đ", 0x0256: "đ", 0x00F0: "đ"})
_MARKUP = re.compile(r"\*+|</?p>")


def matching_view(text: str) -> View:
    """The matching view of a decoded text."""
    out = unicodedata.normalize("NFC", text).translate(_TABLE)
    return View(_MARKUP.sub(lambda m: " " * len(m.group()), out))
