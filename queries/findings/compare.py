"""Two subjects of one instrument held against each other: what is a shorter form, and what has drifted."""

import csv
import re
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from graph.claim import comparable

_LEAD = re.compile(
    r"^(?:(?:ve viec|ve|viec|ban hanh|phe duyet|thong qua|quyet dinh|quy dinh ve|trien khai|thuc hien)\s+)+"
)
# What a title that cites another instrument may add to or leave out of that citation.
_CITED = re.compile(r"\bngay \d{1,2} \d{1,2} \d{4}\b|\bkhoa [ivx]+\b|\bso(?= \d)")
_SCOPE = ("giai", "nam", "tren", "tai", "trong", "den", "nhiem", "cua", "thuoc", "o")


class Kind(StrEnum):
    SAME = "same"
    """Equal, or one is a part of the other from its beginning, end or middle, as shorter citations are."""
    SCOPE = "scope"
    """Equal but for the end: another place or period."""
    DROPPED = "dropped"
    """Words left out in the middle."""
    ADDED = "added"
    CHANGED = "changed"
    OTHER = "other"
    """Another subject."""


class Difference(NamedTuple):
    kind: Kind
    missing: tuple[str, ...] = ()
    """Folded words of the right subject that are not there."""
    extra: tuple[str, ...] = ()


@lru_cache(maxsize=262144)
def plain(title: str) -> tuple[str, ...]:
    """Folded words of a subject, without "về việc", "ban hành" and the like at its head."""
    return tuple(_LEAD.sub("", " ".join(_CITED.sub(" ", comparable(title)).split())).split())


@lru_cache(maxsize=65536)
def compare(written: str, right: str) -> Difference:
    """What the written subject has against the right one."""
    a, b = plain(written), plain(right)
    if not a or not b or _inside(a, b) or _inside(b, a):
        return Difference(Kind.SAME)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    ops = [op for op in matcher.get_opcodes() if op[0] != "equal"]
    # A beginning or end left out is a shorter form.
    if ops and ops[-1][0] == "delete" and ops[-1][2] == len(a):
        ops.pop()
    if ops and ops[-1][0] == "insert" and ops[-1][1] == len(a):
        ops.pop()
    if ops and ops[0][0] == "insert" and ops[0][1] == 0:
        ops.pop(0)
    if not ops:
        return Difference(Kind.SAME)
    extra = tuple(w for op in ops for w in a[op[1] : op[2]])
    missing = tuple(w for op in ops for w in b[op[3] : op[4]])
    same = sum(block.size for block in matcher.get_matching_blocks())
    if same < 0.5 * min(len(a), len(b)) or same < 4:
        return Difference(Kind.OTHER, missing, extra)
    last = ops[-1]
    if len(ops) == 1 and last[1] >= 5 and last[2] == len(a) and a[last[1] : last[1] + 1] and a[last[1]] in _SCOPE:
        return Difference(Kind.SCOPE, missing, extra)
    if len(ops) == 1 and last[1] >= 5 and last[2] == len(a) and _scope_before(a, last[1]):
        return Difference(Kind.SCOPE, missing, extra)
    kind = Kind.DROPPED if not extra else Kind.ADDED if not missing else Kind.CHANGED
    return Difference(kind, missing, extra)


def _scope_before(a: tuple[str, ...], at: int) -> bool:
    """Whether what differs at the end is the place or period of a scope ("trên địa bàn …", "giai đoạn …")."""
    return " ".join(a[max(0, at - 3) : at]).endswith(("dia ban", "tren dia ban", "giai doan", "nam", "nhiem ky"))


def _inside(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the words stand one after another in the other's."""
    return len(a) <= len(b) and f" {' '.join(a)} " in f" {' '.join(b)} "


@lru_cache(maxsize=262144)
def joined(title: str) -> str:
    """The plain words as one text."""
    return " ".join(plain(title))


def same(written: str, right: str) -> bool:
    """Whether the two compare as the same. Most pairs need no alignment: one is a part of the other, or the written
    one does not begin with what the right one ends with."""
    if written == right:
        return True
    a, b = joined(written), joined(right)
    if not a or not b or f" {a} " in f" {b} " or f" {b} " in f" {a} ":
        return True
    one, two = plain(written), plain(right)
    if not any(one[: len(two) - k] == two[k:] for k, word in enumerate(two) if word == one[0]):
        return False
    return compare(written, right).kind is Kind.SAME


def written_words(folded: tuple[str, ...], *titles: str | None) -> str:
    """Folded words in the spelling that a title gives them."""
    from ingest.fold import fold  # noqa: PLC0415

    spelt: dict[str, str] = {}
    titles = (*titles, *_written_out())
    for title in titles:
        for word in re.findall(r"\w+", title or ""):
            spelt.setdefault(fold(word), word)
    return " ".join(spelt.get(w, w) for w in folded)


@cache
def _written_out() -> tuple[str, ...]:
    """What abbreviations stand for, with its accents."""
    text = (files("graph") / "tables" / "abbreviations.csv").read_text(encoding="utf-8")
    return tuple(row["full"] for row in csv.DictReader(text.splitlines()))
