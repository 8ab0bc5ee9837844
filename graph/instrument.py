"""The instrument: the thing that citations mean, with an id that people can read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from graph.claim import CENTRAL
from graph.kind import read_symbol, slug_of
from graph.place import unit_at
from graph.reason import Reason
from ingest.fold import fold
from ingest.unit import province_of


@dataclass(frozen=True, slots=True)
class Value:
    """One value seen of one attribute. Permitted variants of writing are one value."""

    attribute: str
    value: str
    mentions: int
    documents: int
    likely: bool
    conflicting: bool
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Placement:
    """Why a mention is of an instrument: points by part of the evidence, and the confidence they amount to (never
    1)."""

    confidence: float
    score: dict[str, float]


@dataclass(slots=True)
class Instrument:
    """An instrument as resolved. The attributes are the likely ones; `values` has every one that was seen."""

    label: str
    type: str | None
    number: str | None
    year_in_number: str | None
    symbol: str | None
    date: str | None
    issuer: str | None
    title: str | None
    level: str
    system: str
    status: str
    status_source: str | None
    province_code: str | None
    former_province: str | None
    unit_code: str | None
    registry: bool
    base: str
    """The id, but for what tells it from another of the same base."""
    tie: str
    """What tells it from others of the same base: its content, smallest first."""
    id: str = ""
    values: tuple[Value, ...] = ()
    mentions: dict[int, Placement] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    """Documents of the corpus that are this instrument."""
    citing: tuple[str, ...] = ()
    """Documents of the corpus that cite it."""
    names: tuple[str, ...] = ()
    """Other names that lead to it."""
    row: int | None = None
    """Its row in the registry."""


def display_number(number: str | None) -> str | None:
    """Numbers under ten have a leading zero (Nghị định 30/2020/NĐ-CP, Hướng dẫn 36-HD/VPTW)."""
    if not number:
        return None
    return number.upper().zfill(2) if number.isdigit() else number


def display_code(number: str | None, year: str | None, symbol: str | None) -> str | None:
    """Number and symbol as the State or the Party writes them: 30/2020/NĐ-CP, 99-QĐ/TW."""
    if not symbol:
        return number
    if not number:
        return None
    slash, dash = symbol.find("/"), symbol.find("-")
    if slash >= 0 and (dash < 0 or slash < dash):
        return f"{number}-{symbol}"
    return f"{number}/{year}/{symbol}" if year else f"{number}/{symbol}"


def label_of(type_word: str | None, code: str | None, name: str | None, title: str | None = None) -> str:
    """What a person calls it: "Quyết định 99-QĐ/TW", or a law's name."""
    if name:
        return name
    if code:
        return f"{type_word} {code}" if type_word else code
    words = " ".join((title or "").split()[:14])
    return " ".join(w for w in (type_word, words) if w) or "Văn bản không số"


def base_id(
    type_word: str | None,
    number: str | None,
    year: str | None,
    symbol: str | None,
    date: str | None,
    issuer: str | None,
    root: str,
    name: str,
    nonce: str = "",
) -> str:
    """The id of an identity, e.g. qd-99-tw-2017, nd-30-2020-cp, ct-26-ubnd-hai-phong-2021, luat-dat-dai-2024."""
    parts = read_symbol(symbol, type_word)
    kind = slug_of(type_word, parts.code if parts else None) if type_word or parts else "vb"
    if name:
        words = _slug(name)
        return _join(words[:80].rstrip("-"), (date or "")[:4] or year or "")
    body = parts.body.lower() if parts else _slug(issuer or "")[:40]
    local = place_slug(root)
    shown = _slug(display_number(number) or nonce)
    if year:
        return _join(kind, shown, year, body, local)
    return _join(kind, shown, body, local, (date or "")[:4])


def place_slug(root: str) -> str:
    """The place of a local issuer: hai-phong, hai-duong (former), nam-do-son; empty for a central one."""
    root = root.removeprefix("?")
    if root in ("", CENTRAL):
        return ""
    kind, _, rest = root.partition(":")
    if kind == "u":
        unit = unit_at(rest)
        return _slug(unit.name) if unit else rest
    code, _, former = rest.partition(":")
    if former:
        return _slug(former)
    province = province_of(code)
    return _slug(province.name) if province else code


def settle_ids(instruments: Sequence[Instrument]) -> None:
    """Gives every instrument its id. Of several with one base the first by content keeps it; the others add their date,
    or where that does not tell them apart either, a short digest of their content."""
    by_base: dict[str, list[Instrument]] = {}
    for instrument in instruments:
        by_base.setdefault(instrument.base, []).append(instrument)
    for base in sorted(by_base):
        group = sorted(by_base[base], key=lambda i: (i.date or "9", i.tie))
        group[0].id = base
        taken = {base}
        for other in group[1:]:
            longer = f"{base.removesuffix('-' + (other.date or '')[:4])}-{other.date}" if other.date else base
            if longer in taken or longer in by_base:
                longer = f"{base}-{sha256(other.tie.encode()).hexdigest()[:6]}"
            taken.add(longer)
            other.id = longer


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))


def _join(*words: str) -> str:
    return "-".join(w for w in words if w)
