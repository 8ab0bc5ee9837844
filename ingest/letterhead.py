"""The issuing body as a letterhead or a signature block writes it: which words begin a body, where it stands, its
level.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.document import Level, Unit
from ingest.table import read_table
from ingest.unit import find_province

_COMMUNE = re.compile(r"\b(?:PHƯỜNG|ĐẶC KHU|THỊ TRẤN|(?<!THỊ )(?<!TÁC )XÃ(?! HỘI))\b")
_DISTRICT = re.compile(r"\b(?:HUYỆN|QUẬN|THỊ XÃ)\b")
_CITY = re.compile(r"\b(?:THÀNH PHỐ|TP\.?)\s+([^,;()-]+)|\bTHÀNH ỦY\s+([^,;()-]+)")
_PROVINCE = re.compile(r"\b(?:TỈNH|THÀNH PHỐ|TP|THÀNH ỦY)\b")
_OPEN = re.compile(
    r"(?:\s(?:VÀ|CỦA|CÁC|CHO|TRONG)|[-,&])$"
    r"|^(?:THỦ TƯỚNG|ỦY BAN|ỦY BAN TRUNG ƯƠNG|HỘI ĐỒNG THẨM PHÁN|ĐẢNG ỦY|ĐẢNG BỘ|CHI BỘ|CÔNG ĐOÀN"
    r"|BAN CHẤP HÀNH ĐẢNG BỘ|BAN THƯỜNG VỤ ĐẢNG ỦY"
    r"|VĂN PHÒNG|THANH TRA|ỦY BAN THƯỜNG VỤ)$"
)
"""A letterhead line that cannot stand alone: the body goes on in the next line, whatever its words."""
_PLACE_WORDS = frozenset(("phường", "xã", "tỉnh", "huyện", "quận", "thị", "trấn", "thành", "phố", "đặc", "khu", "và"))


class IssuerWord(NamedTuple):
    """A row of `issuers.csv`: words with which a body, an organ of one, or an office begins."""

    name: str
    kind: str
    """body, organ (speaks for the body above it in the letterhead) or role (the office of who signs)."""
    level: str
    """A level; "place": that of the place named; "under": below the body that governs it."""


@cache
def _words() -> dict[str, list[tuple[str, IssuerWord]]]:
    """The rows by their first word in capitals, longest first."""
    index: dict[str, list[tuple[str, IssuerWord]]] = {}
    for row in read_table("issuers"):
        words = row["name"].upper()
        index.setdefault(words.split()[0], []).append((words, IssuerWord(row["name"], row["kind"], row["level"])))
    for rows in index.values():
        rows.sort(key=lambda r: -len(r[0]))
    return index


@lru_cache(maxsize=4096)
def issuer_word(text: str) -> IssuerWord | None:
    """The row whose words begin the text, whatever its case; the longest where several do."""
    upper = text[:60].upper()
    first = upper.split(None, 1)[:1]
    for words, row in _words().get(first[0].rstrip(".,;:"), ()) if first else ():
        if upper.startswith(words) and not upper[len(words) : len(words) + 1].isalpha():
            return row
    return None


def group_bodies(lines: list[str]) -> list[str]:
    """Letterhead lines joined into bodies, the governing one first: a line that begins no body goes on with the one
    above it.

    ["ỦY BAN NHÂN DÂN", "PHƯỜNG AN HẢI"] is one body, ["UBND TỈNH NGHỆ AN", "SỞ NỘI VỤ"] two, ["BỘ THÔNG TIN VÀ",
    "TRUYỀN THÔNG"] one. An organ under its body ("BAN THƯỜNG TRỰC" of a Front committee) speaks for the body and is
    left out.
    """
    bodies: list[str] = []
    begun = ""
    for part in lines:
        line = f"{begun} {part}".strip()
        word = issuer_word(line)
        if begun and word is None:  # what stood above was no part of a body: the name of a picture
            line = part
            word = issuer_word(line)
        if word and word.kind == "organ" and bodies and len(line) <= len(word.name) + 1:
            continue
        if bodies and (word is None or word.kind != "body" or _OPEN.search(bodies[-1])):
            bodies[-1] = f"{bodies[-1]} {line}"
        elif word:
            bodies.append(line)
        else:
            # The first line may hold less than the first word of a body: "CHÍNH" and "PHỦ".
            begun = line if not begun and len(line) < 12 else ""
            continue
        begun = ""
    return bodies


def split_bodies(line: str) -> list[str]:
    """The bodies that a line of capitals runs together: "BỘ Y TẾ TRƯỜNG ĐẠI HỌC NAM ĐỊNH" is two."""
    words = line.split()
    starts = [0]
    for at in range(2, len(words)):
        word = issuer_word(" ".join(words[at : at + 8]))
        if (
            word
            and word.kind == "body"
            and word.level in {"under", "department"}
            and at - starts[-1] > 1
            and not _OPEN.search(" ".join(words[starts[-1] : at]))
        ):
            starts.append(at)
    return [" ".join(words[a:b]) for a, b in zip(starts, [*starts[1:], len(words)], strict=True)]


def in_sentence_case(name: str) -> str:
    """A body written in capitals as it is written in a sentence: "ỦY BAN NHÂN DÂN PHƯỜNG" gives "Ủy ban nhân dân
    phường".
    """
    if not name.isupper():
        return name
    words = name.split()
    out: list[str] = []
    while words:
        known = issuer_word(" ".join(words))
        if known:
            out.append(known.name)
            words = words[len(known.name.split()) :]
        else:
            word = words.pop(0)
            abbreviation = len(word) > 1 and not re.search("[AEIOUYÀ-Ỹ]", word.replace("Đ", "D"))
            low = word.lower()
            out.append(low if low in _PLACE_WORDS else word if abbreviation else low.capitalize())
    return " ".join(out)


def _begins_with_province(words: str) -> bool:
    """Whether the words after "thành phố" begin with the name of a province: "HẢI PHÒNG KHÓA XVI"."""
    names = words.split()[:4]
    return any(find_province(" ".join(names[:n])) for n in range(len(names), 0, -1))


def level_of(issuer: str | None, governing: str | None, unit: Unit | None) -> Level:
    """The level of an issuer as written; of the first where two issue. What no word tells is UNKNOWN."""
    if not issuer:
        return Level.COMMUNE if unit else Level.UNKNOWN
    name = issuer.split(";")[0].upper()
    word = issuer_word(name)
    level = word.level if word and word.kind == "body" else "unknown"
    if level in {"central", "ministry"} and not (
        level == "ministry" and governing and _PROVINCE.search(governing.upper())
    ):
        return Level(level)
    if unit or _COMMUNE.search(name) or (governing and _COMMUNE.search(governing.upper())):
        return Level.COMMUNE
    both = f"{name}; {governing.upper() if governing else ''}"
    if _DISTRICT.search(both) or level == "district":
        return Level.DISTRICT
    for city in _CITY.finditer(both):
        if not _begins_with_province(city[1] or city[2]):
            return Level.DISTRICT
    if level == "place" and _PROVINCE.search(name):
        return Level.PROVINCE
    if level in {"under", "ministry"} and (_PROVINCE.search(both) or "TỈNH ỦY" in both or "SỞ " in both):
        return Level.DEPARTMENT
    if level == "under" and governing and (above := issuer_word(governing)) and above.level in {"ministry", "central"}:
        # The offices of the Central Committee stand beside those who head it.
        return Level.CENTRAL if above.name.startswith("Ban Chấp hành Trung ương") else Level.MINISTRY
    return Level(level) if level in set(Level) else Level.UNKNOWN
