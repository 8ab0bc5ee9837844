"""The place in an issuer's name: of which province, commune or (until 30 June 2025) district a body is."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from ingest.document import Level, Unit
from ingest.fold import fold
from ingest.unit import find_province, find_unit, province_of, unit_of, units_named, units_of

_WORD = re.compile(
    r"\b(?P<word>thanh uy|tinh uy|tinh doan|thanh doan|huyen uy|quan uy|thi uy|thanh pho|tp\b\.?|t\.p\.?|tinh"
    r"|phuong|dac khu|thi tran|thi xa|xa|huyen|quan(?! su| ly| doi| chung))(?=[\s,;.()]|$)"
)
_WRITTEN = frozenset(
    (
        "thành ủy",
        "tỉnh ủy",
        "huyện ủy",
        "quận ủy",
        "thị ủy",
        "tỉnh đoàn",
        "thành đoàn",
        "thành phố",
        "tp",
        "t.p",
        "tỉnh",
        "phường",
        "đặc khu",
        "thị trấn",
        "thị xã",
        "xã",
        "huyện",
        "quận",
    )
)
"""The words as written: "Tĩnh" of Hà Tĩnh, "Phượng" of Đan Phượng, "Quan" and "Xá" of names are none of them."""
_PROVINCIAL = {
    **dict.fromkeys(("thanh pho", "thanh uy", "thanh doan"), "thành phố"),
    **dict.fromkeys(("tinh", "tinh uy", "tinh doan"), "tỉnh"),
}
_COMMUNE = {"phuong": "phường", "xa": "xã", "dac khu": "đặc khu", "thi tran": "thị trấn"}
_DISTRICT = {
    "huyen": "huyện",
    "quan": "quận",
    "thi xa": "thị xã",
    "huyen uy": "huyện",
    "quan uy": "quận",
    "thi uy": "thị xã",
}


_SOCIETY = re.compile(r" (?P<name>hoi(?: [^ ,;()]+)?)(?=[ ,;()]|$)")
_SOCIAL = re.compile(r"(?:bao hiem|chinh sach|an sinh|kinh te|van hoa|chinh tri|lao dong|van de|[-,&]|\bva) $")
_MARK = re.compile(r"[,;()]")


class IssuerContext(NamedTuple):
    """What the citing document says of its own place, from which names left out are filled."""

    province_code: str | None = None
    former_provinces: tuple[str, ...] = ()
    """Of the citing unit: before 1 July 2025 "Tỉnh ủy" of a unit made from Hải Dương was that of Hải Dương."""
    unit: Unit | None = None
    issuer: str | None = None
    """The citing document's own issuer, as written."""


class Place(NamedTuple):
    """Where a body is. `key` is comparable: "p31", "p31 hai duong" (a former province), "u00004", a folded name, or
    "".
    """

    key: str
    words: str
    """As a name ends: "thành phố Hải Phòng", "phường Hồng Bàng"."""
    level: Level
    province_code: str | None = None
    former_province: str | None = None
    unit_code: str | None = None
    named: bool = True
    """Whether the text names the place itself; False where the context filled it."""


NOWHERE = Place("", "", Level.UNKNOWN, named=False)


@lru_cache(maxsize=4096)
def unit_at(code: str) -> Unit | None:
    """The unit of that code."""
    return unit_of(code)


def _of_province(code: str, name: str, type_: str, former: bool, named: bool) -> Place:
    key = f"p{code} {fold(name)}" if former else f"p{code}"
    return Place(key, f"{type_} {name}", Level.PROVINCE, code, name if former else None, named=named)


def _of_unit(unit: Unit, named: bool) -> Place:
    return Place(f"u{unit.code}", f"{unit.type} {unit.name}", Level.COMMUNE, unit.province_code, None, unit.code, named)


def context_place(context: IssuerContext, level: Level) -> Place:
    """The place of the citing document at a level."""
    if level == Level.COMMUNE:
        return _of_unit(context.unit, False) if context.unit else NOWHERE
    province = province_of(context.province_code) if context.province_code else None
    return _of_province(province.code, province.name, province.type, False, False) if province else NOWHERE


def read_place(text: str, context: IssuerContext) -> Place:
    """The place in an issuer's name: the lowest one named. A place word without a name is filled from the context.

    "thành phố" in a document of Hải Phòng is Hải Phòng, "phường" the citing ward; "tỉnh" there is the former
    province that was a tỉnh. Names of the 63 provinces before 1 July 2025 give the province now and keep the former
    one.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    folded = fold(text)
    if len(folded) != len(text):
        text = folded
    words = [m for m in _WORD.finditer(folded) if _is_word(text, m)]
    ends = [m.start() for m in words[1:]] + [len(text)]
    places = [
        _read_word(m["word"].rstrip(". "), _name_after(text, m.end(), end), context)
        for m, end in zip(words, ends, strict=False)
    ]
    found = [p for p in places if p is not None]
    if not found:
        return NOWHERE
    communes = [p for p in found if p.level == Level.COMMUNE]
    districts = [p for p in found if p.level == Level.DISTRICT]
    provinces = [p for p in found if p.level == Level.PROVINCE]
    lowest = (communes or districts or provinces)[0]
    if provinces and lowest.province_code is None:
        lowest = lowest._replace(province_code=provinces[0].province_code)
    return lowest


def _is_word(text: str, found: re.Match[str]) -> bool:
    """Whether a folded place word is one as written; in a text without any accents it is."""
    if found["word"] == "xa" and (society := _SOCIETY.match(found.string, found.end())):
        # "xã hội", but for a commune that is called so.
        name = text[society.start("name") : society.end("name")]
        return bool(units_named(f"xã {name}")) and not _SOCIAL.search(found.string, 0, found.start())
    if text.isascii():
        return True
    written = text[found.start("word") : found.end("word")].lower().rstrip(".").replace("uỷ", "ủy")
    return written in _WRITTEN


def _name_after(text: str, at: int, end: int) -> str:
    """The words after a place word, up to a mark or the next place word."""
    stop = _MARK.search(text, at, end)
    return text[at : stop.start() if stop else end].strip(" .-")


@lru_cache(maxsize=4096)
def _longest_province(name: str) -> tuple[str, str, str, bool] | None:
    words = name.split()
    for count in range(min(6, len(words)), 0, -1):
        found = find_province(" ".join(words[:count]))
        if found:
            return found
    return None


@lru_cache(maxsize=4096)
def _longest_unit(kind: str, name: str, province_code: str | None) -> Unit | None:
    words = name.split()
    for count in range(min(7, len(words)), 0, -1):
        bare = f"{kind} {' '.join(words[:count])}"
        unit = find_unit(bare, province_code) if province_code else None
        if unit or (unit := find_unit(bare)):
            return unit
    return None


def _capitals(name: str) -> str:
    """The proper name at the head of the words: "Thanh Hà về việc" gives "Thanh Hà"."""
    out = []
    for word in name.split():
        if not (word[0].isupper() or word[0].isdigit() or word == "-"):
            break
        out.append(word)
    proper = " ".join(out).strip(" -")
    return proper.title() if proper.isupper() and len(proper) > 3 else proper


def _read_word(word: str, name: str, context: IssuerContext) -> Place | None:
    word = "thanh pho" if word in {"tp", "t.p"} else word
    if word in _PROVINCIAL:
        found = _longest_province(name) if name else None
        if found:
            code, proper, type_, former = found
            return _of_province(code, proper, type_ if former else _PROVINCIAL[word], former, True)
        proper = _capitals(name)
        if proper:
            return Place(
                fold(f"thanh pho {proper}"), f"{_PROVINCIAL[word]} {proper}", Level.DISTRICT, context.province_code
            )
        return _unnamed_province(_PROVINCIAL[word], context)
    if word in _COMMUNE:
        kind = _COMMUNE[word]
        unit = _longest_unit(kind, name, context.province_code) if name else None
        if unit:
            return _of_unit(unit, True)
        proper = _capitals(name)
        if proper:
            return Place(fold(f"{kind} {proper}"), f"{kind} {proper}", Level.COMMUNE)
        if context.unit and (context.unit.type == kind or kind != "đặc khu"):
            return _of_unit(context.unit, False)
        return Place("", kind, Level.COMMUNE, named=False)
    kind = _DISTRICT[word]
    proper = _capitals(name)
    if proper:
        return Place(fold(f"{kind} {proper}"), f"{kind} {proper}", Level.DISTRICT, context.province_code)
    return Place("", kind, Level.DISTRICT, named=False)


def _unnamed_province(type_: str, context: IssuerContext) -> Place:
    """The province that "thành phố" or "tỉnh" means without a name: the citing one, or the former one of that type."""
    province = province_of(context.province_code) if context.province_code else None
    if province is None:
        return Place("", type_, Level.PROVINCE, named=False)
    if province.type == type_:
        return _of_province(province.code, province.name, type_, False, False)
    former = [f for n in _former(context) if (f := find_province(n)) and f.former and f.type == type_]
    if len(former) == 1:
        return _of_province(former[0].code, former[0].name, type_, True, False)
    if type_ == "tỉnh" and not former:
        return _of_province(province.code, province.name, type_, False, False)
    return Place("", type_, Level.PROVINCE, named=False)


def _former(context: IssuerContext) -> tuple[str, ...]:
    """The former provinces in question: the unit's own, or else all that make the province now."""
    own = tuple(n for n in context.former_provinces if (f := find_province(n)) and f.former)
    return own or _former_of(context.province_code or "")


@lru_cache(maxsize=64)
def _former_of(province_code: str) -> tuple[str, ...]:
    return tuple(sorted({n for u in units_of(province_code) for n in u.former_provinces}))
