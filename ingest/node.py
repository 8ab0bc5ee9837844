"""A block of a document's outline, and a table that stands in its text."""

from dataclasses import dataclass, field

from ingest.body import Span
from ingest.label import Role
from ingest.section import Section


class Node:
    """One block of the outline: offsets of its text (mark excluded) in the view."""

    __slots__ = ("children", "end", "kind", "lines", "mark", "parent", "rank", "role", "start", "tabled")

    def __init__(self, rank: int, mark: str, span: Span, parent: "Node | None", kind: Section) -> None:
        self.rank = rank
        self.mark = mark
        self.start, self.end = span
        self.parent = parent
        self.kind = kind
        self.children: list[Node] = []
        self.role: Role | None = None
        """What a labelled line holds; its text is the value."""
        self.lines: list[tuple[int, int]] = []
        """The values of a label whose own line is empty, one a line."""
        self.tabled = False
        """A table stands under it."""


@dataclass(slots=True)
class Table:
    """Rows of a table in the text: start, end, and whether a blank line (a page break) stands before the row."""

    annex: str
    title: str
    rows: list[tuple[int, int, bool]] = field(default_factory=list)
