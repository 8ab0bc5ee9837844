"""Web pages as text: blocks on their own lines, tables as rows, scripts dropped."""

import re
from html.parser import HTMLParser

from ingest.grid import grid_text

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header"
        " hr html li main nav p pre section",
    )
)
_DROPPED = frozenset(("script", "style", "template", "noscript", "svg", "math", "title", "select", "button"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LINE_SPACE = re.compile(r" *\n *")
_EMPTY_LINES = re.compile(r"\n{3,}")


def read_html(page: str) -> str:
    """The text of an HTML page: a blank line between paragraphs, rows of tables with tabs, list items with "-" or
    their number.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.text()


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.span = 1


class _Reader(HTMLParser):
    """Pieces are collected for the page, or for the cell that is open; a cell's become one string of its row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[list[str]] = [[]]
        self._tables: list[_Table] = []
        self._open_cells: list[int] = []  # depth of tables at which a cell is open
        self._lists: list[int | None] = []
        self._dropped: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._dropped.append(tag)
        elif self._dropped:
            return
        elif tag == "table":
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self._end_cell()
            self._tables[-1].rows.append([])
        elif tag in {"td", "th"} and self._tables:
            self._end_cell()
            width = dict(attrs).get("colspan") or "1"
            self._tables[-1].span = min(int(width), 64) if width.isdigit() else 1
            self._pieces.append([])
            self._open_cells.append(len(self._tables))
        elif tag == "br":
            self._pieces[-1].append("\n")
        elif tag in {"ul", "ol"}:
            self._pieces[-1].append("\n")
            self._lists.append(1 if tag == "ol" else None)
        elif tag == "li":
            number = self._lists[-1] if self._lists else None
            self._pieces[-1].append(f"\n{number}. " if number is not None else "\n- ")
            if number is not None:
                self._lists[-1] = number + 1
        elif tag in _BLOCKS:
            self._pieces[-1].append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if self._dropped:
            if tag in self._dropped or tag == "html":
                while self._dropped and self._dropped.pop() != tag:
                    pass
        elif tag in {"td", "th", "tr"}:
            self._end_cell()
        elif tag == "table" and self._tables:
            self._end_cell()
            rows = [row for row in self._tables.pop().rows if any(row)]
            self._pieces[-1].append("\n" + grid_text(rows) + "\n")
        elif tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
            self._pieces[-1].append("\n")
        elif tag in _BLOCKS and tag != "li":
            self._pieces[-1].append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._dropped and (not self._tables or self._open_cells):
            self._pieces[-1].append(_SPACE.sub(" ", data))

    def _end_cell(self) -> None:
        if self._open_cells and self._open_cells[-1] == len(self._tables):
            self._open_cells.pop()
            table = self._tables[-1]
            if not table.rows:
                table.rows.append([])
            table.rows[-1] += [_tidy("".join(self._pieces.pop())), *[""] * (table.span - 1)]

    def text(self) -> str:
        """What was read, also of a page that was cut off inside a table."""
        while self._tables:
            self.handle_endtag("table")
        return _tidy("".join("".join(pieces) for pieces in self._pieces)) + "\n"


def _tidy(text: str) -> str:
    return _EMPTY_LINES.sub("\n\n", _LINE_SPACE.sub("\n", text)).strip("\n ")
