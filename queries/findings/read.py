"""One document with its citations and tasks, ready to be checked."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from graph.claim import Context
from graph.resolve import context_of
from ingest.document import Document
from ingest.heading import read_heading
from ingest.view import View, matching_view
from queries.findings.facts import Citation, Work
from queries.period import Period


class Read:
    """One document, read for checking. Offsets are those of its text."""

    def __init__(self, row: Any, citations: Sequence[Citation], works: Sequence[Work], own: str | None) -> None:
        self.id: str = row.id
        self.row = row
        self.text: str = row.text
        self.citations = citations
        self.works = works
        self.own = own
        """The instrument that the document itself is."""
        self.issued = Period.of_document(row)
        self._stretches: dict[int, int] = {}
        self.firsts: list[Citation] | None = None
        """Kept by queries.findings.first."""

    @cached_property
    def view(self) -> View:
        return matching_view(self.text)

    @cached_property
    def heading(self) -> Document:
        return read_heading(self.view)

    @cached_property
    def body_start(self) -> int:
        """Where the heading ends."""
        return self.view.source(self.heading.body_start)

    @cached_property
    def context(self) -> Context:
        row = self.row
        return context_of(row.id, row.unit_code, row.issuer, row.place, row.date_to)

    @cached_property
    def _breaks(self) -> list[int]:
        return [i for i, c in enumerate(self.text) if c == "\n"]

    def line(self, offset: int) -> int:
        return bisect_right(self._breaks, offset - 1) + 1

    def stretch(self, citation: Citation) -> int:
        """Where the date, issuer and title of a citation end."""
        if citation.ordinal not in self._stretches:
            self._stretches[citation.ordinal] = self._stretch(citation)
        return self._stretches[citation.ordinal]

    def _stretch(self, citation: Citation) -> int:
        end = citation.end
        following = next((c.start for c in self.citations if c.start >= citation.end), len(self.text))
        limit = max(following, citation.end)
        for words in (citation.date_text, citation.issuer, citation.title):
            if words:
                pattern = r"[\s*]+".join(map(re.escape, words.split()[:60]))
                found = re.compile(pattern).search(self.text, citation.end, min(len(self.text), citation.end + 900))
                if found and (found.start() <= limit or words == citation.title):
                    end = max(end, found.end())
        return end

    @cached_property
    def numbered(self) -> list[Citation]:
        return [c for c in self.citations if c.form == "numbered" and c.alias_of is None]

    @cached_property
    def earliest(self) -> tuple[str | None, Citation | None]:
        """The first day on which the document can have been issued, and the citation that says so where its own date
        does not: of each cited instrument its likely date, so that a slip in one citation moves nothing."""
        stated = Period.of(self.row.date)
        if stated.whole and stated.start:
            return stated.start.isoformat(), None
        start = stated.start.isoformat() if stated.start else None
        end = stated.end.isoformat() if stated.end else "9999"
        dated = [
            (day, c) for c in self.citations
            if c.known and c.known.id != self.own and len(day := c.known.date or "") == 10 and day <= end
        ]  # fmt: skip
        best = max(dated, key=lambda d: (d[0], -d[1].start), default=None)
        if best and (start is None or best[0] > start):
            return best
        return start, None
