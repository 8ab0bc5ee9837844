"""The matching view: a text made uniform for matching, with an exact map back to the offsets of the original."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.characters import even
from ingest.lines import join_lines
from ingest.markup import mask_markup


@dataclass(frozen=True, slots=True)
class View:
    """A normalised text and the way back.

    `text` is what every recogniser reads: NFC, one dash, plain spaces, Đ for its look-alikes, new tone placement,
    markup and page furniture masked by spaces, broken lines joined (their line feeds are spaces), so that a line feed
    in it ends a paragraph or a table row and a tab parts two cells. Lines may begin and end with spaces, and words
    may stand several spaces apart. `cuts`, `shifts` and `tails` are the map where the lengths differ: from view
    offset `cuts[k]` on, original = view + `shifts[k]`, and the original character before the cut goes on for
    `tails[k]` more (a letter written with combining marks). All are empty where every character kept its place.
    """

    text: str
    cuts: Sequence[int] = ()
    shifts: Sequence[int] = ()
    tails: Sequence[int] = ()
    original: str = field(default="", compare=False, repr=False)
    """The text that the view was made of."""
    respelt: Sequence[int] = field(default=(), compare=False, repr=False)
    """Where `text` has a tone in its new place for an old one (Uỷ → Ủy), in order."""

    def source(self, offset: int) -> int:
        """The original offset of the view offset (code points)."""
        if not self.cuts:
            return offset
        k = bisect_right(self.cuts, offset) - 1
        return offset + self.shifts[k] if k >= 0 else offset

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a view span; `end` is mapped through the last character inside it, with its marks."""
        if not self.cuts or end <= start:
            return self.source(start), self.source(end)
        k = bisect_right(self.cuts, end) - 1
        tail = self.tails[k] if k >= 0 and self.cuts[k] == end else 0
        return self.source(start), self.source(end - 1) + 1 + tail

    def original_of(self, start: int, end: int) -> str:
        """What the original has at a view span."""
        start, end = self.span(start, end)
        return self.original[start:end]


_PIECE = 32768
"""Characters evened and unmarked at a time: passes over what stays in the processor's cache cost half."""


def matching_view(text: str) -> View:
    """The matching view of a decoded text."""
    if len(text) <= _PIECE or "<tr" in text or "<TR" in text:  # a row of an HTML table may go over many lines
        even_text, cuts, shifts, tails, respelt = even(text)
        return View(join_lines(mask_markup(even_text)), cuts, shifts, tails, text, respelt)
    parts: list[str] = []
    all_cuts: list[int] = []
    all_shifts: list[int] = []
    all_tails: list[int] = []
    all_respelt: list[int] = []
    read = written = 0
    while read < len(text):
        end = text.find("\n", read + _PIECE) + 1 or len(text)
        even_text, cuts, shifts, tails, respelt = even(text[read:end])
        parts.append(mask_markup(even_text))
        all_cuts += (cut + written for cut in cuts)
        all_shifts += (shift + read - written for shift in shifts)
        all_tails += tails
        all_respelt += (at + written for at in respelt)
        read = end
        written += len(even_text)
    joined = join_lines("".join(parts))
    return View(joined, tuple(all_cuts), tuple(all_shifts), tuple(all_tails), text, tuple(all_respelt))
