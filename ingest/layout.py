"""Pages of a PDF as text: words and lines with their places become paragraphs.

The places come from `pdftotext -bbox-layout`, in reading order. Its plain text would not do: it drops a hyphen at
the end of a line ("15/CT-" "UBND" becomes 15/CTUBND), tells no paragraph from a line, and parts a word where the
font changes inside it.
"""

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

_PLACE = r'xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)"'
_PART = re.compile(rf"<(page|block|line|word)\b[^>]*?(?: {_PLACE})?>(?:([^<]*)</word>)?")
_MARKER = re.compile(r"[-+•]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ]\)\s|[IVX]+\.\s")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_SAME_WORD = 0.08
"""Of the height of a letter: two pieces nearer than this are one word."""
_INDENT = 0.5
_GAP = 0.75
"""Of the height of a line: the white above a line that begins a paragraph."""


class _Line(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    text: str
    first: float
    """Width of the first word."""
    block: int

    @property
    def height(self) -> float:
        return self.bottom - self.top


def layout_text(boxes: str) -> str:
    """The text of the output of `pdftotext -bbox-layout`: a line a paragraph, a form feed a page."""
    return "\f".join("".join(_paragraphs(lines)) for lines in _pages(boxes))


def _pages(boxes: str) -> Iterator[list[_Line]]:
    lines: list[_Line] = []
    place = (0.0, 0.0, 0.0, 0.0)
    words: list[tuple[float, float, str]] = []
    block = page = 0

    def end_line() -> None:
        if words:
            left, top, right, bottom = place
            lines.append(_Line(left, top, right, bottom, _join(words, bottom - top), words[0][1] - words[0][0], block))
            words.clear()

    for match in _PART.finditer(boxes):
        kind, left, top, right, bottom, text = match.groups()
        if kind == "word":
            if left is not None and text:
                words.append((float(left), float(right), _CONTROL.sub("", html.unescape(text))))
            continue
        end_line()
        if kind == "page":
            if page:
                yield lines
                lines = []
            page += 1
        elif kind == "block":
            block += 1
        elif left is not None:
            place = (float(left), float(top), float(right), float(bottom))
    end_line()
    if page:
        yield lines


def _join(words: list[tuple[float, float, str]], height: float) -> str:
    out = words[0][2]
    for (_, end, _), (start, _, text) in pairwise(words):
        out += text if start - end < _SAME_WORD * height else f" {text}"
    return out


def _paragraphs(lines: list[_Line]) -> Iterator[str]:
    """The lines of a page; those of one paragraph parted by a space, paragraphs by a line feed, or two over white."""
    for k, line in enumerate(lines):
        yield line.text
        if k + 1 == len(lines):
            yield "\n"
            return
        after = lines[k + 1]
        near = [
            other for other in lines[max(0, k - 12) : k + 14] if other.left < line.right and other.right > line.left
        ]
        left, right = min(other.left for other in near), max(other.right for other in near)
        gap = after.top - line.bottom
        if after.left > line.right or after.right < line.left or after.top < line.top or gap > 2 * line.height:
            yield "\n\n"
        elif (
            line.right + after.first + 0.3 * line.height < right  # the next word had room: the writer ended the line
            or after.left > left + _INDENT * line.height  # an indented line begins a paragraph
            or gap > _GAP * line.height
            or _MARKER.match(after.text)
        ):
            yield "\n"
        else:
            yield " "
