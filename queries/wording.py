"""A question as a person types it, taken apart: words, numbers, a date, what the abbreviations stand for."""

import re
from dataclasses import dataclass
from functools import cache

from ingest.fold import fold
from ingest.table import read_table

LONGEST = 300
"""Characters of a question that are read. The longest titles are shorter; more is a paste by mistake."""

_DATE = re.compile(
    r"(?:ngay\s+)?\b(0?[1-9]|[12]\d|3[01])\s*[/.-]\s*(0?[1-9]|1[0-2])\s*[/.-]\s*((?:19|20)\d\d)\b(?!\s*[/-])"
    r"|\bngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+((?:19|20)\d\d)\b"
)
_TOKEN = re.compile(r"\d+(?:\.\d+)+|\d+[a-z]?(?![a-z0-9])|\d+|[a-z]+\d*(?![a-z0-9])|[a-z]+")
_TERMS = frozenset(("QH", "UBTVQH"))
"""Codes of the types table that name a body and its term, no type."""
_SILENT = frozenset(["so", "ngay", "nam", "cua", "ve", "viec", "va", "cac", "theo", "tai"])
"""Words that a person adds and that tell nothing apart."""


@dataclass(frozen=True, slots=True)
class Word:
    """One part of a question. `long` is what an abbreviation stands for, folded; empty where the word is none."""

    text: str
    long: tuple[str, ...] = ()
    kind: str = "word"
    """number, type, body or word."""
    spelt: bool = False
    """Typed in full: "nghị quyết", not "NQ"; only then may it be a word of a subject."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A question in parts. `words` are folded, in the order typed; `date` is ISO, of a whole date only."""

    words: tuple[Word, ...]
    date: str | None = None
    accented: frozenset[str] = frozenset()
    """The words typed with đ or Đ, in capitals: ĐA is not DA."""

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(w.text for w in self.words if w.kind == "number")


@cache
def _spoken() -> tuple[dict[str, Word], tuple[tuple[str, Word], ...]]:
    """Abbreviations by their letters; and the long forms, longest first, with the word that each becomes."""
    long_types: dict[str, set[str]] = {}
    full: dict[str, Word] = {}
    for row in read_table("types"):
        phrase = fold(row["type"])
        full[phrase] = Word(phrase, (phrase,), "type", spelt=True)
        if len(row["code"]) > 1 and row["code"] not in _TERMS:
            long_types.setdefault(fold(row["code"]), set()).add(phrase)
    long_bodies: dict[str, set[str]] = {}
    for row in read_table("bodies", "queries"):
        long_bodies.setdefault(row["short"], set()).add(fold(row["full"]))
        full[fold(row["full"])] = Word(row["short"], (fold(row["full"]),), "body", spelt=True)
    short = {text: Word(text, tuple(sorted(words)), "type") for text, words in long_types.items()}
    short |= {text: Word(text, tuple(sorted(words)), "body") for text, words in long_bodies.items()}
    return short, tuple(sorted(full.items(), key=lambda pair: -len(pair[0])))


def read_wording(query: str) -> Wording:
    """Takes a question apart. Accents, case, order, dashes and slashes do not matter; "QĐ45" is QĐ and 45; anything is
    accepted."""
    query = query[:LONGEST]
    folded = fold(query.replace("–", "-").replace("_", " "))
    date = None
    if found := _DATE.search(folded):
        day, month, year = (int(g) for g in found.groups() if g)
        date = f"{year:04}-{month:02}-{day:02}"
        folded = f"{folded[: found.start()]} {folded[found.end() :]}"
    short, full = _spoken()
    words: list[Word] = []
    first_type = True
    place = 0
    while place < len(folded):
        before = place == 0 or not folded[place - 1].isalnum()
        phrase = next(
            (p for p in full if before and folded.startswith(p[0], place) and _ends(folded, place + len(p[0]))), None
        )
        if phrase and (phrase[1].kind == "body" or first_type):
            words.append(phrase[1])
            first_type = first_type and phrase[1].kind != "type"
            place += len(phrase[0])
            continue
        found = _TOKEN.match(folded, place)
        if not found:
            place += 1
            continue
        place = found.end()
        text = found.group()
        if text in _SILENT:
            continue
        if text[0].isdigit():
            words.append(Word(text, kind="number"))
        elif text in short:
            words.append(short[text])
            first_type = first_type and short[text].kind != "type"
        elif (glued := text.rstrip("0123456789")) != text and glued in short and short[glued].kind == "type":
            words += [short[glued], Word(text[len(glued) :], kind="number")]
            first_type = False
        else:
            words.append(Word(text))
    accented = frozenset(t.upper() for t in re.findall(r"[^\W\d_]+", query) if "đ" in t.lower())
    return Wording(tuple(dict.fromkeys(words)), date, accented)


def _ends(text: str, place: int) -> bool:
    return place >= len(text) or not text[place].isalpha()


def plain_number(number: str | None) -> str:
    """A number without its leading zeros, folded: "0134" and "134" are one."""
    return fold(number or "").lstrip("0") or "0"
