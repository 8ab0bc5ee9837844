"""A document's text as lines of markup: citations, tasks and findings at their exact places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from markupsafe import Markup, escape

from queries.reading import Cited, Given, Noted, Reading
from viz.web.render import link, visible

LONGEST = 4_000
"""Characters of a line that one row shows; a longer line goes on in the next row, under the same number."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the page. `number` is None where it goes on with the line before; `at` is its first offset."""

    number: int | None
    at: int
    html: Markup
    notes: tuple[Noted, ...]
    tasks: tuple[Given, ...]
    target: bool


def rows(reading: Reading, relation: dict[str, str], lang: str, at: int | None = None) -> list[Row]:
    """The page's rows. `relation` names the relations in the language; `at` is the offset that a link led to."""
    found: list[Row] = []
    offset, number = reading.start, reading.line
    marks = _Marks(reading, relation, lang)
    for line in reading.text.split("\n"):
        for k in range(0, max(len(line), 1), LONGEST):
            piece = line[k : k + LONGEST]
            begin = offset + k
            target = at is not None and begin <= at <= begin + len(piece)
            found.append(Row(number if k == 0 else None, begin, *marks.line(piece, begin), target))
        offset += len(line) + 1
        number += 1
    return found


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


T = TypeVar("T", bound=_Spanned)


class _Sweep(Generic[T]):
    """Facts in the order of their starts, asked for by stretches in their order: each fact is looked at as it comes."""

    def __init__(self, facts: Sequence[T]) -> None:
        self._facts = facts
        self._next = 0
        self._active: list[T] = []

    def touching(self, begin: int, end: int) -> list[T]:
        while self._next < len(self._facts) and self._facts[self._next].start < end:
            self._active.append(self._facts[self._next])
            self._next += 1
        self._active = [f for f in self._active if f.end > begin]
        return self._active


class _Marks:
    """Finds what touches a line."""

    def __init__(self, reading: Reading, relation: dict[str, str], lang: str) -> None:
        self._cited = _Sweep(reading.cited)
        self._given = _Sweep(reading.given)
        self._noted = _Sweep(reading.noted)
        self.relation = relation
        self.lang = lang

    def line(self, text: str, begin: int) -> tuple[Markup, tuple[Noted, ...], tuple[Given, ...]]:
        """The markup, the findings that begin in the line, the tasks that do."""
        end = begin + len(text)
        cited = self._cited.touching(begin, end)
        given = self._given.touching(begin, end)
        noted = self._noted.touching(begin, end)
        edges = [edge for f in self._all(cited, given, noted) for edge in (f.start, f.end)]
        cuts = {begin, end, *(edge for edge in edges if begin < edge < end)}
        places = sorted(cuts)
        html = Markup("").join(
            self._piece(text[a - begin : b - begin], a=a, b=b, cited=cited, given=given, noted=noted)
            for a, b in pairwise(places)
        )
        return html, tuple(n for n in noted if n.start >= begin), tuple(g for g in given if g.start >= begin)

    @staticmethod
    def _all(*facts: Sequence[_Spanned]) -> Iterator[_Spanned]:
        for part in facts:
            yield from part

    def _piece(
        self, text: str, *, a: int, b: int, cited: Sequence[Cited], given: Sequence[Given], noted: Sequence[Noted]
    ) -> Markup:
        """One stretch in which nothing begins or ends."""
        html = escape(visible(text))
        note = next((n for n in noted if n.start < b and n.end > a), None)
        if note:
            html = Markup('<span class="f v-{}">{}</span>').format(note.severity, html)
        citation = next((c for c in cited if c.start < b and c.end > a), None)
        if citation:
            html = self._citation(citation, html)
        if any(g.start < b and g.end > a for g in given):
            html = Markup('<span class="t">{}</span>').format(html)
        here = [n.start for n in noted if n.start < b and n.end > a]
        if here:
            places = " ".join(map(str, dict.fromkeys(here)))
            name = Markup(' id="f{}"').format(a) if a in here else ""
            html = Markup('<span data-f="{}"{}>{}</span>').format(places, name, html)
        return html

    def _citation(self, citation: Cited, html: Markup) -> Markup:
        if citation.instrument:
            told = f"{self.relation.get(citation.relation, citation.relation)}: {citation.label}"
            return Markup('<a class="c" href="{}" title="{}">{}</a>').format(
                link("i", citation.instrument), visible(told), html
            )
        if citation.unresolved is not None:
            return Markup('<span class="c open" title="{}">{}</span>').format(
                visible(citation.unresolved.of(self.lang)), html
            )
        return Markup('<span class="c plain">{}</span>').format(html)
