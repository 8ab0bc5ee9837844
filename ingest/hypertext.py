"""Web pages as text: blocks on their own lines, tables as rows, scripts dropped."""

import re
from html.parser import HTMLParser

from ingest.grid import grid_text
from ingest.numeral import written

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header"
        " hr html li main nav p pre section",
    )
)
_DROPPED = frozenset(("script", "style", "template", "noscript", "svg", "math", "title", "select", "button", "del"))
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CAPITALS = re.compile(r"text-transform\s*:\s*uppercase", re.IGNORECASE)
_STYLED = frozenset(("span", "div", "section", "font", "b", "i", "a", "strong", "em", "u"))
"""Elements whose end is always written, so that a style ends where it should."""
_NOTE_MARK = re.compile(r"\s*[\[(]?\d{1,3}[\])]?\s*")
_KINDS = {"I": "upperRoman", "i": "lowerRoman", "A": "upperLetter", "a": "lowerLetter"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LINE_SPACE = re.compile(r" *\n *")
_EMPTY_LINES = re.compile(r"\n{3,}")


def read_html(page: str) -> str:
    """The text of an HTML page: a blank line between paragraphs, rows of tables with tabs, list items with "-" or
    their number. What is hidden or deleted is left out, and so are the numbers that link to a note and back.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.text()


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.span = self.down = 1
        """Columns and rows of the cell that is open."""
        self._covered: list[int] = []
        """Of each column the rows that a cell above still covers."""

    def begin_row(self) -> None:
        if self.rows:
            self._pass_covered(len(self._covered))
        self.rows.append([])

    def add(self, text: str) -> None:
        row = self.rows[-1]
        self._pass_covered(0)
        self._covered += [0] * (len(row) + self.span - len(self._covered))
        for column in range(len(row), len(row) + self.span):
            self._covered[column] = self.down - 1
        row += [text, *[""] * (self.span - 1)]

    def _pass_covered(self, least: int) -> None:
        """Leaves the cells empty that a cell above covers; to the end of the row where `least` is its width."""
        row = self.rows[-1]
        while len(row) < len(self._covered) and (self._covered[len(row)] or len(row) < least):
            self._covered[len(row)] = max(0, self._covered[len(row)] - 1)
            row.append("")


class _Reader(HTMLParser):
    """Pieces are collected for the page, or for the cell that is open; a cell's become one string of its row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[list[str]] = [[]]
        self._tables: list[_Table] = []
        self._open_cells: list[int] = []  # depth of tables at which a cell is open
        self._lists: list[tuple[int | None, str]] = []
        self._marked = False
        """Whether a list item has just begun: its first paragraph goes on behind the number."""
        self._dropped: list[str] = []
        self._capitals: list[str] = []
        self._link = -1
        """Where in the pieces a link within the page began."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        style = given.get("style") or ""
        hidden = tag in _STYLED and ("hidden" in given or (style and _HIDDEN.search(style)))
        if tag in _DROPPED or hidden or (self._dropped and tag == self._dropped[-1]):
            self._dropped.append(tag)
        elif self._dropped:
            return
        elif tag in _STYLED:
            if (style and _CAPITALS.search(style)) or (self._capitals and tag == self._capitals[-1]):
                self._capitals.append(tag)
            if tag == "a" and (given.get("href") or "").startswith("#"):
                self._link = len(self._pieces[-1])
            if tag in _BLOCKS and not self._marked:
                self._pieces[-1].append("\n\n")
        elif tag == "table":
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self._end_cell()
            self._tables[-1].begin_row()
        elif tag in {"td", "th"} and self._tables:
            self._end_cell()
            self._tables[-1].span = _count(given.get("colspan"), 64)
            self._tables[-1].down = _count(given.get("rowspan"), 1000)
            self._pieces.append([])
            self._open_cells.append(len(self._tables))
        elif tag == "br":
            self._pieces[-1].append("\n")
        elif tag in {"ul", "ol"}:
            self._pieces[-1].append("\n")
            kind = _KINDS.get(given.get("type") or "", "decimal")
            self._lists.append((_count(given.get("start"), 9999) if tag == "ol" else None, kind))
        elif tag == "li":
            number, kind = self._lists[-1] if self._lists else (None, "")
            if number is not None:
                number = _count(given.get("value") or str(number), 9999)
                self._lists[-1] = (number + 1, kind)
            self._pieces[-1].append(f"\n{written(number, kind)}. " if number is not None else "\n- ")
            self._marked = True
        elif tag in _BLOCKS and not self._marked:
            self._pieces[-1].append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if self._dropped:
            if tag in self._dropped or tag == "html":
                while self._dropped and self._dropped.pop() != tag:
                    pass
        elif tag == "a" and self._link >= 0:
            if _NOTE_MARK.fullmatch("".join(self._pieces[-1][self._link :])):
                del self._pieces[-1][self._link :]
            self._link = -1
        elif self._capitals and tag == self._capitals[-1]:
            self._capitals.pop()
            if tag in _BLOCKS:
                self._pieces[-1].append("\n\n")
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
            if self._marked:
                data = data.lstrip()
                self._marked = not data
            text = _SPACE.sub(" ", data)
            self._pieces[-1].append(text.upper() if self._capitals else text)

    def _end_cell(self) -> None:
        if self._open_cells and self._open_cells[-1] == len(self._tables):
            self._open_cells.pop()
            table = self._tables[-1]
            self._marked = False
            self._link = -1
            if not table.rows:
                table.begin_row()
            table.add(_tidy("".join(self._pieces.pop())))

    def text(self) -> str:
        """What was read, also of a page that was cut off inside a table."""
        self._dropped.clear()  # of a page that was cut off inside what is not shown
        while self._tables:
            self.handle_endtag("table")
        return _tidy("".join("".join(pieces) for pieces in self._pieces)) + "\n"


def _count(value: str | None, most: int) -> int:
    return min(int(value[:6]), most) or 1 if value and value.isascii() and value.isdigit() else 1


def _tidy(text: str) -> str:
    return _EMPTY_LINES.sub("\n\n", _LINE_SPACE.sub("\n", text)).strip("\n ")
