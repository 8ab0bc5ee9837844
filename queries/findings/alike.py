"""The subjects of all instruments, looked through for those like the one that a citation gives."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract_iter

from queries.findings.compare import joined

NAMED = 90.0
"""Likeness of names that are one but for their years."""
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")


class Search(NamedTuple):
    """What was looked for: another instrument whose subject is this much like it may change what is found."""

    words: str
    least: float
    without_years: bool = False

    @property
    def packed(self) -> str:
        return f"{self.least:.0f}|{'bare' if self.without_years else ''}|{self.words}"

    @classmethod
    def unpacked(cls, text: str) -> "Search":
        least, bare, words = text.split("|", 2)
        return cls(words, float(least), bool(bare))

    def finds(self, subjects: Sequence[str]) -> bool:
        return any(True for _ in extract_iter(self.words, subjects, scorer=ratio, score_cutoff=self.least))


def years_of(words: str) -> list[str]:
    """The first two years."""
    return _YEARS.findall(words)[:2]


@lru_cache(maxsize=65536)
def without_years(words: str) -> str:
    return " ".join(_YEARS.sub("", words).split())


class Titles:
    """Instruments by the plain words of their subject."""

    def __init__(self, titled: Iterable[tuple[str, str]]) -> None:
        self._ids: dict[str, list[str]] = {}
        for key, title in titled:
            self._ids.setdefault(joined(title), []).append(key)
        self._subjects = list(self._ids)
        self._found: dict[Search, list[tuple[float, list[str]]]] = {}

    def best(self, search: Search, besides: str) -> tuple[float, str]:
        """The instrument whose subject is most like the words, of equals the last, and how like it is. Nothing below
        the least that is asked for."""
        if search not in self._found:
            found = extract_iter(search.words, self._subjects, scorer=ratio, score_cutoff=search.least)
            self._found[search] = [(score, self._ids[subject]) for subject, score, _ in found]
        return max(((s, i) for s, ids in self._found[search] for i in ids if i != besides), default=(0.0, ""))

    def of_other_years(self, bare: str, years: Sequence[str], besides: str) -> tuple[str, list[str]] | None:
        """The first instrument that has the name but other years, and those."""
        found = extract_iter(bare, self._bare[0], scorer=ratio, score_cutoff=NAMED)
        places = (self._bare[1][index] for *_, index in found)
        others = ((i, its) for ids, its in places if its != years for i in ids if i != besides)
        return min(others, key=lambda other: other[0], default=None)

    @cached_property
    def _bare(self) -> tuple[list[str], list[tuple[list[str], list[str]]]]:
        dated = [(subject, ids, its) for subject, ids in self._ids.items() if (its := years_of(subject))]
        return [without_years(subject) for subject, *_ in dated], [(ids, its) for _, ids, its in dated]
