"""Administrative units: the commune-level units since 1 July 2025, the provinces now, and the 63 provinces before.

Tables: `units.csv` (codes of Quyết định 19/2025/QĐ-TTg), `provinces.csv`, `provinces_former.csv`.
Each is read when it is first asked for. Names are compared without accents first and with
accents where the writer used them, whatever the tone placement ("Hoà Bình" is "Hòa Bình", but "Tân Thanh" is not
"Tân Thành").
"""

import csv
import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from ingest import PACKAGE
from ingest.document import Unit
from ingest.fold import fold

_TABLES = PACKAGE / "tables"
_MARKS = dict.fromkeys(range(0x300, 0x370))
_TONES = dict.fromkeys((0x300, 0x301, 0x303, 0x309, 0x323))
_TYPE = re.compile(r"\s*(phường|xã|đặc khu|phuong|xa|dac khu|p\.|x\.)\s*", re.IGNORECASE)
_TYPES = {"phuong": "phường", "p.": "phường", "xa": "xã", "x.": "xã", "dac khu": "đặc khu"}
_PROVINCE_WORD = re.compile(
    r"\s*(thành\s+phố|tỉnh|t\.?\s?phố|t\.p\.?|tp\.?|thanh\s+pho|tinh)(?:\s+|(?<=\.)|(?<=TP))", re.IGNORECASE
)


class Province(NamedTuple):
    """A province by a name as written: where it is now, and whether the name ceased to be one on 1 July 2025."""

    code: str
    """Of the province now."""
    name: str
    type: str
    """thành phố or tỉnh, of the name given ("Hải Dương" is a tỉnh)."""
    former: bool
    """True for a name that is no province any more."""


@cache
def _rows(table: str) -> tuple[tuple[str, ...], ...]:
    with (_TABLES / table).open(encoding="utf-8", newline="") as lines:
        return tuple(map(tuple, csv.reader(lines)))[1:]


def _plain(text: str) -> str:
    """Lower case without marks, at one stroke: for whole tables and texts, where `fold` a name costs ten times as
    much.
    """
    bare = unicodedata.normalize("NFD", text).translate(_MARKS)
    return bare.replace("Đ", "d").replace("đ", "d").lower()


@cache
def _by_name() -> dict[str, list[int]]:
    """Rows of units.csv by folded name."""
    index: dict[str, list[int]] = {}
    for i, name in enumerate(_plain("\n".join(row[1] for row in _rows("units.csv"))).split("\n")):
        index.setdefault(name, []).append(i)
    return index


def _unit(row: int) -> Unit:
    code, name, type_, province_code, province, former = _rows("units.csv")[row]
    return Unit(code, name, type_, province_code, province, tuple(former.split("; ")))


def _spelt(name: str) -> str:
    """The name with its accents, wherever its tones are placed: "hoà" and "hòa" give one key."""
    words = unicodedata.normalize("NFD", name.lower()).split()
    return " ".join(w.translate(_TONES) + "".join(c for c in w if ord(c) in _TONES) for w in words)


@lru_cache(maxsize=4096)
def units_named(name: str) -> tuple[Unit, ...]:
    """Every unit that the words can mean: "phường Hồng Bàng", "XÃ KIẾN THỤY", "Cát Hải", "P. Hong Bang".

    Without a type word any type counts. Words written with accents mean just those accents; words without any mean
    all.
    """
    name = unicodedata.normalize("NFC", name)
    found = _TYPE.match(name)
    bare = name[found.end() :] if found else name
    bare = " ".join(bare.replace("’", "'").split()).strip(" .,;:")
    rows = _by_name().get(fold(bare), ())
    units = [_unit(row) for row in rows]
    if found:
        word = fold(found[1])
        kind = _TYPES.get(word, word)
        units = [u for u in units if u.type == kind]
    if not bare.isascii():
        units = [u for u in units if _spelt(u.name) == _spelt(bare)]
    return tuple(units)


def find_unit(name: str, province_code: str | None = None, near: str = "") -> Unit | None:
    """The unit that the words mean, or None: no guess is made between units of one name.

    `province_code` decides where it is known; otherwise `near`, text of the document that may name the province
    ("của Ủy ban nhân dân thành phố Hải Phòng", "Sở Nội vụ tỉnh Nghệ An", a former province of the unit) or at least
    say whether it is a thành phố or a tỉnh.
    """
    units = units_named(name)
    if province_code is not None:
        units = tuple(u for u in units if u.province_code == province_code)
    if len(units) > 1 and near:
        units = _in_province_named(units, near)
    return units[0] if len(units) == 1 else None


def _in_province_named(units: tuple[Unit, ...], near: str) -> tuple[Unit, ...]:
    folded = " ".join(_plain(near).split())
    scores = {}
    for unit in units:
        names = {unit.province, *unit.former_provinces}
        scores[unit] = sum(
            folded.count(f"{word} {fold(n)}") for n in names for word in ("thanh pho", "tinh", "tp", "uy")
        )
    best = max(scores.values())
    if best:
        return tuple(u for u in units if scores[u] == best)
    if _type_words(folded, "thanh pho", "thanh uy") != _type_words(folded, "tinh", "tinh uy"):
        kind = "thành phố" if _type_words(folded, "thanh pho", "thanh uy") else "tỉnh"
        cities = {row[0] for row in _rows("provinces.csv") if row[2] == kind}
        return tuple(u for u in units if u.province_code in cities)
    return units


def _type_words(folded: str, word: str, committee: str) -> bool:
    return any(w in folded for w in (committee, f"nhan dan {word}", f"ubnd {word}", f"hdnd {word}"))


def unit_of(code: str) -> Unit | None:
    """The unit of that code."""
    return next((_unit(i) for i, row in enumerate(_rows("units.csv")) if row[0] == code), None)


def units_of(province_code: str, former: str | None = None) -> tuple[Unit, ...]:
    """The units of a province; with `former`, only those made, in part at least, from that province of before July
    2025.
    """
    units = (_unit(i) for i, row in enumerate(_rows("units.csv")) if row[3] == province_code)
    return tuple(u for u in units if former is None or former in u.former_provinces)


@cache
def _provinces() -> dict[str, Province]:
    now = {row[1]: row for row in _rows("provinces.csv")}
    index = {}
    for name, type_, code, aliases in _rows("provinces_former.csv"):
        province = Province(code, name, now[name][2] if name in now else type_, name not in now)
        for alias in (name, *filter(None, aliases.split("|"))):
            index[fold(alias)] = province
    return index


def find_province(name: str) -> Province | None:
    """The province of a name as written, with or without type word: "thành phố Hải Phòng", "TP HP", "tỉnh Hải Dương",
    "Huế".
    """
    word = _PROVINCE_WORD.match(name)
    bare = name[word.end() :] if word else name
    return _provinces().get(fold(bare.strip(" .,;:()")))


def province_of(code: str) -> Province | None:
    """The province of that code, as it is now."""
    return next((Province(row[0], row[1], row[2], False) for row in _rows("provinces.csv") if row[0] == code), None)
