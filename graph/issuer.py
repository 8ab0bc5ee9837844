"""The issuer of an instrument as identity needs it: one key for one authority at one place, however it is written.

"UBND thành phố", "Ủy ban nhân dân TP HP" and "Ủy ban nhân dân thành phố Hải Phòng" in a document of Hải Phòng are
one issuer. A committee, its standing committee and its standing body share one number series (Quy định 399-QĐ/TW)
and so one key, as do Ban Chấp hành Trung ương, Bộ Chính trị and Ban Bí thư; which of them spoke is kept in `organ`.
Tables: `bodies.csv`, `organs.csv`, `ministries.csv`, `symbol_bodies.csv`.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from graph.authority import Body, bodies, body_of, ministries, ministry_names, organs, plain, tokens
from graph.place import NOWHERE, IssuerContext, Place, context_place, read_place
from ingest.document import Level
from ingest.fold import fold

__all__ = ["Issuer", "IssuerContext", "compatible", "read_issuer"]


class Issuer(NamedTuple):
    """An authority with its place. Of several ("A và B"), names are joined by "; ", keys by "+", the rest is the
    first's.
    """

    name: str
    """Canonical, with its place: "Ban Thường vụ Thành ủy Hải Phòng"."""
    key: str
    """Comparable: "UBND@p31", "TU@p31 hai duong", "TW@"; "" where nobody in particular is named; "UBND@?" without a
    place.
    """
    organ: str | None
    """Which organ of the body spoke: "Ban Thường vụ", "Chủ tịch", "Bộ Chính trị"."""
    level: Level
    system: str
    """state, party or mass."""
    province_code: str | None = None
    former_province: str | None = None
    unit_code: str | None = None
    certain: bool = True
    """False where the symbol alone names it, or where its place is not known."""
    place_from_context: bool = False
    """The place is the citing document's, not said by the text or filled from an unnamed "thành phố", "phường"."""


_NOBODY = re.compile(
    r"cac cap|cap tren|cap uy|dia phuong|cac co quan|co quan co tham quyen|cap co tham quyen|cac bo\b|cac so\b"
    r"|dai hoi dang"
)
_SPLIT = re.compile(r"\s*;\s*|\s*,\s+(?:cua\s+)?|\s+(?:va|cung|voi|phoi hop voi)\s+(?:cua\s+)?|\s+[-&]\s+")
_COMMITTEES = {
    "tỉnh": "Tỉnh ủy",
    "thành phố": "Thành ủy",
    "huyện": "Huyện ủy",
    "quận": "Quận ủy",
    "thị xã": "Thị ủy",
}
_ADVISORY = frozenset(("BTGDV", "BTG", "BDV", "BTCTU", "BNC", "UBKT", "VPTU"))
"""Bodies that serve a Party committee and are named after it."""
_PROVINCIAL = _ADVISORY - {"UBKT"}
"""Of these, what a commune's committee does not have."""
_OFFICE = re.compile(r"\bvan phong (?:doan (?:dbqh|dai bieu quoc hoi) )?(?:hdnd|hoi dong nhan dan)$")
_ADVICE = re.compile("ban xay dung dang|bxdd|uy ban kiem tra|van phong")
"""Before a comma it goes on: "Ban Xây dựng Đảng, Đảng ủy phường"."""
_MINISTER = re.compile(r"^(?:thu|bo) truong\s+(?=bo\b)")
_SHORT = re.compile(r"(?:[Bb]ộ|BỘ|[Ss]ở|SỞ)\s+([A-ZĐ][A-ZĐ&., -]*[A-ZĐ])(?=\s|$)")
"""A ministry or department in half-short form: "Bộ LĐTBXH", "Sở GD&ĐT"."""
_TYPE_CODES = re.compile(
    r"^(?:NQLT|TTLT|NQ|QĐi?|QyĐ|CT|QC|TB|TC|HD|CTr|KH|PA|ĐA|DA|BCT[ĐT]|BC|BB|TTr|HĐ|CĐ|NĐ|TT|VBHN|PL|L|KL|CV)$",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def read_issuer(text: str | None, symbol: str | None, type: str | None, context: IssuerContext) -> Issuer:
    """The issuer of a citation from its issuer phrase, or without one from its symbol.

    A symbol that names one body (QH15, NĐ-CP, CT-TTg, TT-BNV, VBHN-VPQH, …/TW) decides; a local one (UBND, HĐND,
    TU, ĐU) only proposes the place of the citing document, and the issuer is then not `certain`. "địa phương", "các
    cơ quan", "cấp trên" are nobody in particular: key "". `type` tells a Thông tư of a ministry from a Thông tri of
    the Party.
    """
    if text and text.strip():
        pieces = _pieces(text)
        parts = [p for piece in pieces if (p := _read_one(piece, context)) is not None]
        if parts:
            joined = _joined(parts)
            return joined if len(parts) == len(pieces) else joined._replace(certain=False)
        if not symbol or _NOBODY.search(plain(text)):
            return Issuer(" ".join(text.split()), "", None, Level.UNKNOWN, _system_of(symbol), certain=False)
    return _from_symbol(symbol, type, context)


def _joined(parts: list[Issuer]) -> Issuer:
    distinct = list({p.key: p for p in parts}.values())
    first = distinct[0]
    if len(distinct) == 1:
        return first
    return first._replace(
        name="; ".join(p.name for p in distinct),
        key="+".join(sorted(p.key for p in distinct)),
        certain=all(p.certain for p in distinct),
    )


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=16384)
def _pieces(text: str) -> tuple[str, ...]:
    """The bodies of a phrase that names several. What follows "," or "và" is a body of its own only if it begins
    one and what stands before is whole: "Văn phòng HĐND và UBND", "Ban Xây dựng Đảng, Đảng ủy phường" are one each.
    """
    text = _clean(text)
    folded = fold(text)
    if len(folded) != len(text):
        return (text,)
    pieces = []
    start = 0
    for mark in _SPLIT.finditer(folded):
        left, right = plain(folded[start : mark.start()]), plain(folded[mark.end() :])
        if not _begins(right) or _OFFICE.search(left):
            continue
        if "," in mark.group() and _ADVICE.fullmatch(left):
            continue
        pieces.append(text[start : mark.start()])
        start = mark.end()
    return (*pieces, text[start:])


@lru_cache(maxsize=4096)
def _begins(words: str) -> bool:
    """Whether folded words begin with a body."""
    _, rest = _organ(words)
    if rest != words and (
        not rest or re.match(r"(?:thanh|tinh|huyen|quan|dang|uy ban|ubnd|hdnd|hoi dong|bo|so)\b", rest)
    ):
        return True
    if re.match(r"(?:bo|so) [a-z]", words):
        return True
    return any(words.startswith(b.words) for b in bodies())


@lru_cache(maxsize=16384)
def _organ(words: str) -> tuple[tuple[str, bool] | None, str]:
    for organ, name, congress in organs():
        if words.startswith(organ + " ") or words == organ:
            return (name, congress), words[len(organ) :].strip()
    return None, words


@lru_cache(maxsize=16384)
def _find_body(words: str) -> Body | None:
    """The first row of the table whose words stand in the phrase; within a row the wording that stands first."""
    for body in bodies():
        at = f" {words} ".find(f" {body.words} ")
        # The order of the table puts the longer name first; what stands far on is of another phrase.
        if 0 <= at <= 40:
            return body
    return None


def _read_one(text: str, context: IssuerContext) -> Issuer | None:
    words = plain(text)
    if not words or _NOBODY.search(words):
        return None
    words = _MINISTER.sub("", words)
    ministry = _ministry(words, text, context)
    if ministry:
        return ministry
    body = _find_body(words)
    if body is None:
        return None
    organ, _ = _organ(words)
    return _made(body, organ, text, words, context)


def _ministry(words: str, text: str, context: IssuerContext) -> Issuer | None:
    """A ministry or department by its name or short form; a department takes its province."""
    known = ministries()
    if words.startswith(("bo chinh tri", "bo chi huy", "bo tu lenh")):
        return None
    if re.match(r"(?:bo|so)\b|ngan hang nha nuoc|uy ban dan toc|bao hiem xa hoi viet nam", words):
        found = next((known[words[:n]] for n in range(len(words), 2, -1) if words[:n] in known), None)
        short = _SHORT.match(text)
        if found is None and short:
            found = known.get(text[0].upper() + re.sub("[^A-ZĐ]", "", short[1]))
    else:
        short = re.match(r"([A-ZĐ][A-ZĐa-z]+)(?=\s|$)", text)
        found = known.get(short[0].upper()) if short else None
        if not found or found[0] in {"TTCP", "VPCP"}:
            return None
    name = ministry_names()[found[0]] if found else None
    kind = found[1] if found else "ministry" if words.startswith("bo ") else "department"
    if kind == "ministry":
        key = found[0] if found else words
        return Issuer(name or _clean(text), f"{key}@", None, Level.MINISTRY, "state", certain=found is not None)
    place = read_place(text, context)
    if place.level != Level.PROVINCE:
        place = context_place(context, Level.PROVINCE)
    full = f"{name} {place.words}".strip() if name else _clean(text)
    return _placed(found[0] if found else words, full, None, place, level=Level.DEPARTMENT, system="state")


def _made(body: Body, organ: tuple[str, bool] | None, text: str, words: str, context: IssuerContext) -> Issuer:
    if body.place == "none":
        name, speaks = body.name, organ[0] if organ else None
        if body.key == "TW":
            speaks = body.name
        return Issuer(name, f"{body.key}@", speaks, Level(body.level), body.system)
    place = read_place(text, context)
    if place is NOWHERE or (body.place == "province" and place.level not in {Level.PROVINCE, Level.DISTRICT}):
        place = context_place(context, Level.COMMUNE if _communal(body, context) else Level.PROVINCE)
    key = body.key
    if key == "ĐU" and place.level == Level.PROVINCE:
        key = "TU"
    level = _level(body, place)
    name = _name(body, organ, place, key)
    return _placed(key, name, organ[0] if organ else None, place, level=level, system=body.system)


def _communal(body: Body, context: IssuerContext) -> bool:
    """Whether a body named without any place word is the citing commune's: its own Đảng ủy, HĐND, UBND."""
    return context.unit is not None and body.key not in {"TU", "HU", "ĐBQH", *_PROVINCIAL}


def _level(body: Body, place: Place) -> Level:
    if body.level == "under":
        return Level.DEPARTMENT if place.level == Level.PROVINCE else place.level
    if body.level in {"place", "province"}:
        return place.level if place.level != Level.UNKNOWN or body.level == "place" else Level.PROVINCE
    return Level(body.level)


def _name(body: Body, organ: tuple[str, bool] | None, place: Place, key: str) -> str:
    """The full name: organ, body and place ("Ban Chấp hành Đảng bộ thành phố Hải Phòng", "Ban Thường vụ Thành ủy Hải
    Phòng").
    """
    congress = bool(organ and organ[1])
    local = place.level in {Level.PROVINCE, Level.DISTRICT}
    if congress and body.organ_name:
        core = f"{body.organ_name} {place.words}"
    elif key in {"TU", "HU"}:
        core = _committee(place)
    elif key in _ADVISORY and local:
        core = f"{body.name} {_committee(place)}"
    else:
        core = f"{body.name} {place.words}"
    return f"{organ[0]} {core}".strip() if organ else core.strip()


def _committee(place: Place) -> str:
    """The Party committee of a province or district: "Thành ủy Hải Phòng", "Huyện ủy Thanh Hà"."""
    for words, committee in _COMMITTEES.items():
        if place.words.startswith(words):
            return f"{committee} {place.words.removeprefix(words).strip()}".strip()
    return f"Thành ủy {place.words}".strip()


def _placed(key: str, name: str, organ: str | None, place: Place, *, level: Level, system: str) -> Issuer:
    where = place.key or "?"
    return Issuer(
        name,
        f"{key}@{where}",
        organ,
        level,
        system,
        place.province_code,
        place.former_province,
        place.unit_code,
        certain=bool(place.key),
        place_from_context=bool(place.key) and not place.named,
    )


def _system_of(symbol: str | None) -> str:
    return "party" if symbol and "/" in symbol else "state"


def _token(symbol: str) -> tuple[str, str]:
    """Type code and first body of a symbol: ("QĐ", "TW") of "QĐ/TW", ("TT", "BNV") of "TT-BNV", ("", "SNV") of
    "SNV-CCVC".
    """
    bare = re.sub(r"\s", "", symbol)
    if "/" in bare:
        code, _, rest = bare.partition("/")
        if "-" in code:
            code = code.split("-")[-1]
        return code, rest.split("-")[0]
    parts = bare.split("-")
    if len(parts) > 1 and _TYPE_CODES.match(parts[0]):
        return parts[0], parts[1]
    return "", parts[0]


def _from_symbol(symbol: str | None, type: str | None, context: IssuerContext) -> Issuer:
    nobody = Issuer("", "", None, Level.UNKNOWN, _system_of(symbol), certain=False)
    if not symbol:
        law = fold(type or "") in {"luat", "bo luat", "hien phap"}
        return Issuer("Quốc hội", "QH@", None, Level.CENTRAL, "state") if law else nobody
    _, token = _token(symbol)
    bare = token.rstrip("0123456789").upper()
    ministry = ministries().get(bare)
    key = tokens().get(bare)
    if key is None and ministry is None:
        return nobody
    if ministry and key is None:
        place = NOWHERE if ministry[1] == "ministry" else context_place(context, Level.PROVINCE)
        name = ministry_names()[ministry[0]]
        if ministry[1] == "ministry":
            return Issuer(name, f"{ministry[0]}@", None, Level.MINISTRY, "state")
        full = f"{name} {place.words}".strip()
        return _placed(ministry[0], full, None, place, level=Level.DEPARTMENT, system="state")._replace(certain=False)
    body = body_of()[key or ""]
    if body.place == "none":
        return Issuer(body.name, f"{body.key}@", None, Level(body.level), body.system)
    chair = ("Chủ tịch", False) if bare in {"CTUBND", "CT"} else None
    place = _symbol_place(token, body, bool(chair), context)
    name, speaks = _name(body, chair, place, body.key), chair[0] if chair else None
    made = _placed(body.key, name, speaks, place, level=_level(body, place), system=body.system)
    return made._replace(certain=False)


def _symbol_place(token: str, body: Body, chair: bool, context: IssuerContext) -> Place:
    """Where a local symbol may be from: only a body that one level alone has is given the citing document's place."""
    if body.key in {"TU", *_PROVINCIAL} or token.endswith(("TP", "TU")) or chair:
        return context_place(context, Level.PROVINCE)
    if body.key in {"BXDĐ", "VPĐU", "CB"} or (body.key == "ĐUUBND" and token.endswith(("P", "X"))):
        return context_place(context, Level.COMMUNE)
    return NOWHERE


def compatible(a: Issuer, b: Issuer) -> float:
    """Whether two issuers can be one: 1.0 the same; 0.7 one body, the place of one not known; 0.5 one not known;
    0.0 different.

    Of joint issuers one in common is enough for 1.0: citations name the first of several.
    """
    if not a.key or not b.key:
        return 0.5
    mine, theirs = a.key.split("+"), b.key.split("+")
    best = 0.0
    for x in mine:
        for y in theirs:
            if x == y and not x.endswith("@?"):
                return 1.0
            (kind, _, place), (other, _, there) = x.partition("@"), y.partition("@")
            if kind == other and "?" in {place, there}:
                best = 0.7
    return best
