"""How well an instrument answers to a wording: which words it has, where, and whether it has them all."""

import re
from dataclasses import dataclass
from typing import Any

from rapidfuzz.fuzz import ratio

from ingest.fold import fold
from queries.wording import Word, Wording, plain_number

_PARTS = re.compile(r"[a-z]+\d*|\d+[a-z]?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WEIGHTS = {
    "number": 10.0,
    "type": 5.0,
    "code": 5.0,
    "date": 6.0,
    "year": 4.0,
    "issuer": 3.0,
    "title": 2.0,
    "prefix": 1.0,
}
_NEAR = 78
"""Per cent of letters that a mistyped word shares with the right one."""


@dataclass(frozen=True, slots=True)
class Match:
    """`whole`: every word of the question was found exactly. `rank` orders whole matches: more in its parts is a better
    match, and two of equal rank are equals. `score` is from 0 to 1 and orders all others."""

    whole: bool
    rank: tuple[int, ...]
    score: float


class Target:
    """An instrument's words, folded once for a comparison."""

    __slots__ = ("code", "date", "issuer", "letters", "number", "number_parts", "title", "title_words", "type", "year")

    def __init__(self, row: Any) -> None:
        symbol = row.symbol or ""
        self.number = plain_number(row.number) if row.number else None
        self.number_parts = frozenset((self.number or "").split("."))
        self.code = frozenset(_PARTS.findall(fold(symbol)))
        self.letters = frozenset(re.findall(r"\w+", symbol.upper()))
        self.type = fold(row.type or "")
        self.year = row.year_in_number or (row.date or "")[:4]
        self.date = row.date
        self.issuer = f" {fold(row.issuer or '')} "
        self.title = f" {' '.join(re.findall(r'[a-z0-9]+', fold(row.title or '')))} "
        self.title_words = frozenset(self.title.split())

    def role(self, word: Word) -> str | None:
        """What the word is in this instrument, the strongest role first; None where it is nowhere."""
        text = word.text
        if word.kind == "number":
            return self._number_role(text)
        if word.kind == "type" and (
            any(self.type == long or self.type.startswith(long + " ") for long in word.long) or text in self.code
        ):
            return "type"
        if text in self.code or any(c.rstrip("0123456789") == text for c in self.code):
            return "code"
        plain = word.kind == "word"
        for phrase in (text, *word.long) if plain else word.long:
            if f" {phrase} " in self.issuer and word.kind != "type":
                return "issuer"
            if f" {phrase} " in self.title and (plain or word.spelt):
                return "title"
        return "type" if plain and text in self.type.split() else None

    def _number_role(self, text: str) -> str | None:
        if self.number is not None and (plain_number(text) == self.number):
            return "number"
        if text == self.year:
            return "year"
        if text in self.number_parts or any(c.lstrip("abcdefghijklmnopqrstuvwxyz") == text for c in self.code):
            return "code"
        # a year may be a word of a subject ("giai đoạn 2026 - 2030"); another number there is not the number asked for
        return "title" if _YEAR.fullmatch(text) and f" {text} " in self.title else None

    def begins(self, word: Word) -> bool:
        """Whether some word here begins with this one."""
        text = word.text
        if word.kind == "number":
            return bool(self.number and self.number.startswith(plain_number(text)))
        places = (*self.code, *self.type.split(), *self.issuer.split(), *self.title_words)
        return any(p.startswith(text) for p in places)

    def resembles(self, word: Word) -> bool:
        """Whether some word here is a slip of the finger away. Never for numbers: another number is another
        instrument."""
        if word.kind == "number" or len(word.text) < 3:
            return False
        places = (*self.code, *self.type.split(), *self.issuer.split(), *self.title_words)
        return any(abs(len(p) - len(word.text)) <= 2 and ratio(p, word.text) >= _NEAR for p in places)


def compare(wording: Wording, row: Any) -> Match:
    """Compares one row of instruments (or of the search) with a wording."""
    target = Target(row)
    found, possible, whole = 0.0, 0.0, True
    roles: list[str] = []
    for word in wording.words:
        role = target.role(word)
        weight = _WEIGHTS["number" if word.kind == "number" else "type" if word.kind == "type" else "title"]
        possible += weight
        if role:
            roles.append(role)
            found += min(weight, _WEIGHTS[role])
            # a word of the question that is only a word of the subject, where it could have been number or type, tells
            # little
            continue
        whole = False
        if target.begins(word) or target.resembles(word):
            found += weight / 2
    if wording.date:
        possible += _WEIGHTS["date"]
        if target.date and wording.date == target.date:
            roles.append("date")
            found += _WEIGHTS["date"]
        else:
            whole = False
    asked = sum(1 for w in wording.words if w.kind == "word")
    coverage = min(asked, len(target.title_words)) * 4 // max(len(target.title_words), 1) if asked else 0
    exact = (
        {w.text for w in wording.words if w.kind == "word"} >= target.title_words - {target.type} if asked else False
    )
    rank = (
        int("number" in roles),
        int("type" in roles or "code" in roles),
        sum(1 for a in wording.accented if a in target.letters),
        int(exact),
        coverage,
    )
    return Match(whole and bool(roles), rank, round(found / possible, 3) if possible else 0.0)
