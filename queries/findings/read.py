"""One document with its citations and tasks, ready to be checked."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

from graph.claim import Context
from graph.resolve import context_of
from ingest.heading import body_start
from ingest.view import View, matching_view
from queries.findings.facts import Citation, Unresolved, Work
from queries.period import Period

_GAP = re.compile(r"[\s*]+")


@lru_cache(maxsize=1024)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"[\s*]+".join(map(re.escape, words)))


def find_words(words: str, text: str, begin: int, end: int) -> tuple[int, int] | None:
    """The first place between two offsets where the words stand one after another, whatever white space and asterisks
    stand between them."""
    wanted = words.split()
    if "*" in words:
        found = _pattern(tuple(wanted)).search(text, begin, end)
        return found.span() if found else None
    first, whole, at = wanted[0], " ".join(wanted), begin
    while (at := text.find(first, at, end)) >= 0:
        if text.startswith(whole, at, end):
            return at, at + len(whole)
        place = at + len(first)
        for word in wanted[1:]:
            gap = _GAP.match(text, place, end)
            if gap is None or not text.startswith(word, gap.end(), end):
                break
            place = gap.end() + len(word)
        else:
            return at, place
        at += 1
    return None


@lru_cache(maxsize=65536)
def _beginning(words: str) -> str:
    return " ".join(words.split()[:60])


class Read:
    """One document, read for checking. Offsets are those of its text."""

    def __init__(
        self,
        row: Any,
        citations: Sequence[Citation],
        works: Sequence[Work],
        own: str | None,
        unresolved: Sequence[Unresolved] = (),
    ) -> None:
        self.id: str = row.id
        self.row = row
        self.text: str = row.text
        self.citations = citations
        self.works = works
        self.own = own
        """The instrument that the document itself is."""
        self.unresolved = unresolved
        self.issued = Period.of_document(row)
        self._stretches: dict[int, int] = {}
        self.firsts: list[Citation] | None = None
        """Kept by queries.findings.first."""
        self.memory: dict[str, Any] = {}
        """What several rules work out alike, by name."""

    @cached_property
    def view(self) -> View:
        return matching_view(self.text)

    @cached_property
    def body_start(self) -> int:
        """Where the heading ends."""
        return self.view.source(body_start(self.view))

    @cached_property
    def context(self) -> Context:
        row = self.row
        return context_of(row.id, row.unit_code, row.issuer, row.province_code, row.date_to)

    @cached_property
    def _breaks(self) -> list[int]:
        return [m.start() for m in re.finditer("\n", self.text)]

    def line(self, offset: int) -> int:
        return bisect_right(self._breaks, offset - 1) + 1

    def stretch(self, citation: Citation) -> int:
        """Where the date, issuer and title of a citation end."""
        if citation.ordinal not in self._stretches:
            self._stretches[citation.ordinal] = self._stretch(citation)
        return self._stretches[citation.ordinal]

    @cached_property
    def _starts(self) -> list[int]:
        return sorted(c.start for c in self.citations)

    def following(self, end: int) -> int:
        """Where the first citation from an offset on begins, or the text ends."""
        at = bisect_left(self._starts, end)
        return self._starts[at] if at < len(self._starts) else len(self.text)

    def _stretch(self, citation: Citation) -> int:
        end = citation.end
        limit = max(self.following(citation.end), citation.end)
        for words in (citation.date_text, citation.issuer, citation.title):
            if words:
                found = find_words(_beginning(words), self.text, citation.end, min(len(self.text), citation.end + 900))
                if found and (found[0] <= limit or words == citation.title):
                    end = max(end, found[1])
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
