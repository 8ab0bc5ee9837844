"""The kind of an instrument: type words against type codes, and the parts of a symbol, made comparable."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.fold import fold
from ingest.table import read_table

_LAW_WORDS = ("luat", "bo luat", "hien phap", "phap lenh")
_OWN_SLUG = {"quy dinh": "qdi", "luat": "luat", "bo luat": "luat", "hien phap": "hien-phap", "phap lenh": "phap-lenh"}
# Codes that no body of the key may use, whatever the text says: Nghị định 30/2020/NĐ-CP, Luật 64/2025/QH15 Điều 4.
_SOLE_CODES = {
    "TTG": ("QĐ", "CT", "CĐ", "TB", "TTr"),
    "CP": ("NĐ", "NQ", "BC", "TTr"),
    "HDND": ("NQ", "TB", "KH", "BC", "TTr", "CTr", "KL"),
}


class Symbol(NamedTuple):
    """A symbol in comparable parts: the type code spelt as in the table of types, the body folded (HDND, TU, DU,
    TTG)."""

    code: str
    body: str
    party: bool
    """Written the Party's way, or of a body that only the Party has."""


@cache
def codes_of() -> dict[str, tuple[str, ...]]:
    """Folded type word to the codes that it may carry, most regular first."""
    found: dict[str, list[str]] = {}
    for row in read_table("types"):
        codes = found.setdefault(fold(row["type"]), [])
        if row["code"] and row["code"] not in codes:
            codes.append(row["code"])
    return {word: tuple(codes) for word, codes in found.items()}


@cache
def _spellings() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    exact: dict[str, str] = {}
    bare: dict[str, list[str]] = {}
    for row in read_table("types"):
        if row["code"]:
            exact[row["code"].upper()] = row["code"]
            key = fold(row["code"])
            if row["code"] not in bare.setdefault(key, []):
                bare[key].append(row["code"])
    return exact, {key: tuple(codes) for key, codes in bare.items()}


@cache
def words_of() -> dict[str, tuple[str, ...]]:
    """A code to the type words that it may stand for, most usual first."""
    found: dict[str, list[str]] = {}
    for row in read_table("types"):
        if row["code"] and row["type"] not in found.setdefault(row["code"], []):
            found[row["code"]].append(row["type"])
    return {code: tuple(words) for code, words in found.items()}


@lru_cache(maxsize=65536)
def read_symbol(symbol: str | None, type_word: str | None) -> Symbol | None:
    """The parts of a symbol in any writing: separators swapped or spaced, TƯ for TW, diacritics lost (the type word
    decides DA)."""
    if not symbol:
        return None
    parts = [p for p in re.split(r"[-/]", re.sub(r"\s+", "", symbol)) if p]
    if not parts:
        return None
    code = _code(parts[0], type_word)
    if code and len(parts) > 1:
        parts = parts[1:]
    else:
        code = ""
    body = "-".join(_body(p) for p in parts)
    slash, dash = symbol.find("/"), symbol.find("-")
    party = (bool(code) and slash >= 0 and (dash < 0 or slash < dash)) or body in ("TW", "TU", "DU", "DH")
    return Symbol(code, body, party)


def _code(word: str, type_word: str | None) -> str:
    exact, bare = _spellings()
    found = exact.get(word.upper())
    wanted = codes_of().get(fold(type_word or ""), ())
    if found in wanted:
        return found or ""
    near = bare.get(fold(word), ())
    for code in near:
        if code in wanted:
            return code
    return found or (near[0] if near else "")


def _body(word: str) -> str:
    upper = word.upper().replace("Đ", "D").replace("Ư", "U").replace("Ð", "D")
    if word.upper() in ("TƯ", "TW", "TRUNGUONG"):
        return "TW"
    return {"UBNN": "UBND", "UB": "UBND", "HDNN": "HDND", "MTTW": "MTTW"}.get(upper, upper)


@lru_cache(maxsize=4096)
def slug_of(type_word: str | None, code: str | None = None) -> str:
    """A short name of the type for ids and for comparison: qd, nq, ct, qdi (Quy định), luat; the folded word where
    it has no code."""
    word = fold(type_word or "")
    if word in _OWN_SLUG:
        return _OWN_SLUG[word]
    codes = codes_of().get(word)
    if codes:
        return fold(codes[0])
    if code:
        return "qdi" if code in ("QĐi", "QyĐ") else fold(code)
    # A longer name of a known type ("Chương trình tổng thể", "Quy chế phối hợp") is of that type.
    for known in sorted(codes_of(), key=lambda w: (-len(w), w)):
        if word.startswith(known + " ") and codes_of()[known]:
            return _OWN_SLUG.get(known, fold(codes_of()[known][0]))
    return word.replace(" ", "-")


def is_law(type_word: str | None, symbol: Symbol | None) -> bool:
    """Whether a name and not a number identifies it: laws, codes, the Constitution, ordinances."""
    word = fold(type_word or "")
    return word in _LAW_WORDS or (not word and symbol is not None and bool(re.match(r"^QH\d+$", symbol.body)))


def agrees(type_word: str | None, code: str) -> bool | None:
    """Whether the code may stand after the type word; None where one of them says nothing."""
    if not type_word or not code:
        return None
    codes = codes_of().get(fold(type_word))
    return None if not codes else code in codes


def impossible(symbol: Symbol) -> bool:
    """Whether the body issues nothing under that code (the Prime Minister issues no Thông tư)."""
    allowed = _SOLE_CODES.get(symbol.body)
    return allowed is not None and bool(symbol.code) and symbol.code not in allowed


def repaired(symbol: Symbol, type_word: str | None) -> Symbol:
    """The symbol with the code that the type word demands, where the written code is impossible for the body."""
    codes = codes_of().get(fold(type_word or ""), ())
    if impossible(symbol) and codes and symbol.code not in codes:
        fixed = symbol._replace(code=codes[0])
        return symbol if impossible(fixed) else fixed
    return symbol
