"""How far two claims are of one instrument: evidence by parts, in points that add up."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache

from rapidfuzz.fuzz import partial_ratio, ratio

from graph.claim import CENTRAL, Claim
from graph.issuer import Issuer, compatible
from graph.kind import Symbol
from ingest.table import read_table

Parts = dict[str, float]
MERGE = 3.5
"""Points from which two groups of citations are one instrument. A code and its issuer alone (6) do not outweigh two
dates years apart (-8); one attribute astray (-1 to -3.5) does not outweigh the others."""
ALIKE = 75.0
"""Per cent of likeness from which two titles say the same in other words."""
_PART = 85.0
_TITLE_MIN = 12
"""Letters below which a title says too little to compare."""


def evidence(a: Claim, b: Claim, title: float | None) -> Parts:
    """The parts for and against: symbol, type, year, date, issuer, name, and `title` as given. Silence on a side
    gives no part."""
    parts: Parts = {}
    named = a.name or b.name
    if named:
        _put(parts, "name", _name(a, b))
        if a.number and b.number:
            parts["number"] = 4.0 if (a.number, a.year) == (b.number, b.year) else -5.0
    else:
        _put(parts, "symbol", _symbol(a, b))
        if a.type and b.type:
            parts["type"] = 1.0 if a.type == b.type else -3.0
        _put(parts, "year", _year(a, b))
    _put(parts, "date", _date(a, b))
    _put(parts, "issuer", _issuer(a.issuer, b.issuer))
    _put(parts, "place", _place(a.root, b.root))
    if not named:
        _put(parts, "title", title)
    if parts.get("date", 0) < 0 and parts.get("title", 0) < 0:
        parts["date and title"] = -2.0
    if {a.type, b.type} == {"qd", "qdi"} and parts.get("title", 0) < 0:
        # Quyết định and Quy định of a Party body have a number series each, under one code.
        parts["series"] = -3.0
    return parts


def total(parts: Parts) -> float:
    return sum(parts.values())


def _put(parts: Parts, name: str, points: float | None) -> None:
    if points is not None:
        parts[name] = points


@lru_cache(maxsize=65536)
def symbol_points(a: Symbol, b: Symbol) -> float:
    """Same code and body 3; the codes of Regulations among each other 2; one of the two astray less the more it
    means."""
    if a.body == b.body:
        if a.code == b.code:
            return 3.0
        if {a.code, b.code} <= {"QĐ", "QĐi", "QyĐ"}:
            return 2.0
        return -1.5
    if a.code != b.code:
        return -8.0
    return -2.5 if a.party == b.party else -5.0


def _symbol(a: Claim, b: Claim) -> float | None:
    if a.symbol is None or b.symbol is None:
        return None
    points = symbol_points(a.symbol, b.symbol)
    # A code that goes against its type word on one side only, where the words agree, is a slip of the pen.
    if points == -1.5 and a.type_word != b.type_word:
        return -4.0
    return points


def _year(a: Claim, b: Claim) -> float | None:
    if a.year and b.year:
        return 2.0 if a.year == b.year else -6.0
    if not a.year and not b.year:
        return None
    # Acts with the year in the number have a series of their own; a later mention may leave the year out.
    year, other = a.year or b.year, a.date or b.date
    if a.date and a.date == b.date:
        return -0.5
    return -2.5 if other and (a.date and b.date) else (-1.0 if not other or other[:4] == year else -4.0)


def _date(a: Claim, b: Claim) -> float | None:
    if a.date and b.date:
        central = CENTRAL in (a.root, b.root)
        party = bool((a.symbol and a.symbol.party) or (b.symbol and b.symbol.party))
        level = "central" if central else "commune" if a.root.startswith("u:") else "province"
        return date_points(a.date, b.date, party, level)
    day, month = (a.date, b.month) if a.date else (b.date, a.month)
    if day and month:
        return 1.5 if day.startswith(month) else -4.0
    if a.month and b.month:
        return 1.0 if a.month.startswith(b.month) or b.month.startswith(a.month) else -4.0
    return None


@lru_cache(maxsize=65536)
def date_points(a: str, b: str, party: bool, level: str) -> float:
    """Same day 4. Otherwise against, the less so the more it looks like a slip or cannot be another instrument: one
    digit astray, same day and month, or the same series, in which a number is used once (a calendar year; of the Party,
    a congress term)."""
    if a == b:
        return 4.0
    if sum(x != y for x, y in zip(a, b, strict=False)) == 1:
        return -0.5 if a[:4] == b[:4] else -1.0
    if a[5:] == b[5:] or (a[:4] == b[:4] and a[5:7] == b[8:] and a[8:] == b[5:7]):
        return -1.0
    if a[:4] == b[:4] and (a[5:7] == b[5:7] or a[8:] == b[8:]):
        # Day or month astray; inside one series it counts against no more than any other day of it.
        return -1.5 if not party or _same_term(a, b, level) else -2.6
    try:
        apart = abs((date.fromisoformat(a) - date.fromisoformat(b)).days)
    except ValueError:
        return -1.5
    if party and apart > 366:
        return -5.0 if _same_term(a, b, level) else -8.0
    if _same_term(a, b, level) if party else a[:4] == b[:4]:
        return -1.5
    return -3.0 if apart <= 120 else -8.0


@cache
def _terms() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in read_table("terms", "graph"):
        found.setdefault(row["level"], []).append((row["from"], row["to"]))
    return {level: tuple(rows) for level, rows in found.items()}


def _same_term(a: str, b: str, level: str) -> bool:
    """No congress can have begun a new series between the two days."""
    first, last = sorted((a, b))
    return not any(first <= to and last >= start for start, to in _terms()[level])


@lru_cache(maxsize=65536)
def _issuer(a: Issuer | None, b: Issuer | None) -> float | None:
    if a is None or b is None:
        return None
    near = compatible(a, b)
    return 2.0 if near == 1 else 0.5 if near >= 0.7 else 0.0 if near > 0 else -7.0


def _place(a: str, b: str) -> float | None:
    if not a or not b or a == b:
        return None
    return -6.0


def title_points(a: Sequence[str], b: Sequence[str]) -> float | None:
    """Of two groups of titles, the two most alike; None where a side has none that says enough."""
    return max((p for x in a for y in b if (p := _title(x, y)) is not None), default=None)


@lru_cache(maxsize=262144)
def _title(a: str, b: str) -> float | None:
    if len(a) < _TITLE_MIN or len(b) < _TITLE_MIN:
        return None
    like = likeness(a, b)
    return 3.0 if like >= 90 else 2.0 if like >= ALIKE else 1.0 if like >= 62 else -0.5 if like >= 48 else -1.5


@lru_cache(maxsize=262144)
def likeness(a: str, b: str) -> float:
    """Per cent: of the whole, or of the shorter within the longer where a title was cut short (at most 95)."""
    whole = ratio(a, b)
    if whole >= 90 or not _cut(a, b):
        return whole
    part = partial_ratio(a, b, score_cutoff=_PART)
    return max(whole, min(95.0, part)) if part else whole


def alike(a: str, b: str) -> bool:
    """Whether the likeness reaches ALIKE, at a fraction of its price."""
    if ratio(a, b, score_cutoff=ALIKE):
        return True
    return _cut(a, b) and (a in b or b in a or partial_ratio(a, b, score_cutoff=_PART) > 0)


def _cut(a: str, b: str) -> bool:
    """Whether the shorter is long enough to be the longer one cut short."""
    short, long = sorted((len(a), len(b)))
    return short >= 20 and short >= 0.3 * long


@lru_cache(maxsize=65536)
def _period(name: str) -> tuple[str, tuple[str, ...]]:
    """A name without the years that it is for, and those years: a short form leaves them out."""
    found = re.search(r"\s*(?:giai doan|den nam|nam|tu nam)?\s*\b(?:19|20)\d\d\b.*$", name)
    if found is None or found.start() < 12:
        return name, ()
    return name[: found.start()], tuple(re.findall(r"\d+", found[0]))


@lru_cache(maxsize=65536)
def _name_points(a: str, b: str) -> float:
    if a == b:
        return 4.0
    (a, years), (b, others) = _period(a), _period(b)
    if years and others and years != others:
        return -8.0
    digits = [c for c in a if c.isdigit()] == [c for c in b if c.isdigit()]
    like = ratio(a, b)
    if like >= 94 and digits:
        return 3.5
    short, long = sorted((a, b), key=len)
    if digits and len(short) >= 30 and len(short) >= 0.75 * len(long) and f"{long} ".startswith(f"{short} "):
        return 3.5
    if like >= 88 and digits:
        return 1.0
    return -8.0


def _name(a: Claim, b: Claim) -> float | None:
    return _name_points(a.name, b.name) if a.name and b.name else None
