"""Tables of word-processor and web documents as text: a line a row, a tab between cells."""

import re
from collections.abc import Sequence

_LAYOUT = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN|^\s*Số\s*:|^\s*Nơi nhận|^\s*(?:TM|T/M|KT|K/T|TL|TUQ|Q)\s*\.\s|^\s*T/M\s",
    re.MULTILINE,
)
_WIDEST_LAYOUT = 3
_SPACE = re.compile(r"\s+")


def grid_text(rows: Sequence[Sequence[str]]) -> str:
    """The text of a table, each row ended by a line feed; line breaks inside a cell are folded to spaces.

    A table of at most three columns that only places the heading (authority and motto) or the signature block is no
    table to a reader: its cells come one after the other, each with its own lines.
    """
    if any(len(row) <= _WIDEST_LAYOUT and any(_LAYOUT.search(cell) for cell in row) for row in rows[:3]):
        cells = (cell.strip() for row in rows for cell in row)
        return "".join(f"\n{cell}\n" for cell in cells if cell)
    lines = ("\t".join(_SPACE.sub(" ", cell).strip() for cell in row) for row in rows)
    return "".join(f"{line}\n" for line in lines if line.strip())
