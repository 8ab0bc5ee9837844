"""Marks that begin a block: "PHỤ LỤC", "Phần", "Chương", "Mục", "Điều" with a number; A., I.; 1., 1.1.; a), a.1); (1),
ii); bullets.

A mark is read only where a text follows that can stand after it, so that "15/3/2026" or "3.500 người" begins no item.
"""

import re
from functools import lru_cache

ROOT, ANNEX, PART, CHAPTER, CAPITAL, ROMAN, HEAD, ARTICLE = range(8)
NUMBER = 8
"""Rank of "1."; of "1.1." it is one more, and so on."""
LETTER, SUBLETTER, BRACKET, BULLET, PARAGRAPH, LABEL = 14, 15, 16, 20, 40, 41

_NUMBER = r"""(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})
    (?:   [ ]?[.)/-][ ]*(?=[^\W\d_]|["“‘(\[])
        | \.[ ]+(?=\d)
        | (?<=\.\d)[ ]+(?=[^\W\d_]) | (?<=\.\d\d)[ ]+(?=[^\W\d_]) )"""
_WORD = r"""(?P<word>
    (?:PHẦN|Phần)[ ]+(?:(?:thứ|THỨ)[ ]+\w+|[IVX]+\b|\d+\b|[A-H]\b)
    | (?:CHƯƠNG|Chương|MỤC|Mục)[ ]+(?:[IVX]+|\d+)\b
    | (?:ĐIỀU|Điều)[ ]+\d+(?=[ ]?[.:])
    | (?:PHỤ[ ]+LỤC|Phụ[ ]+lục)\b(?:[ ]+(?:số[ ]+)?(?:[IVX]+|\d+|[A-H])\b)? )[ ]*[.:\-)]*[ ]*"""

MARK = re.compile(
    rf"""[ \ufeff>\#]*(?:
      (?P<bullet>[-+•●▪■◦·✓➢*])[ ]*(?=[^\s\d.-]|\d+[ %])
    | {_NUMBER}
    | (?P<letter>[a-zđ]\d?(?:\.\d{{1,2}})?)(?:\)|\.(?=[ ]))[ ]*
    | (?P<bracket>\((?:\d{{1,2}}|[a-zđ]|[ivx]{{1,4}})\)|[ivx]{{2,4}}\))[ ]*
    | (?P<roman>[IVX]{{1,6}})[ ]?[.\-:)][ ]*(?=\S)
    | (?P<capital>[A-HĐ])[ ]?[.\-/)][ ]+(?=[^\W\d_a-z])
    | {_WORD}
    )?""",
    re.X,
)
"""Matches at the start of every line; `lastgroup` is the mark's kind, None for a paragraph, and the match ends where
the text begins."""

_WORD_RANKS = {"phần": PART, "chương": CHAPTER, "mục": HEAD, "điều": ARTICLE}


@lru_cache(maxsize=1024)
def mark_rank(kind: str, value: str) -> tuple[int, str]:
    """Rank and label of a mark other than a bullet."""
    if kind == "number":
        return NUMBER + value.count("."), value
    if kind == "letter":
        return (SUBLETTER if len(value) > 1 else LETTER), value
    if kind == "bracket":
        return BRACKET, value.strip("()")
    if kind == "roman":
        return ROMAN, value
    if kind == "capital":
        return CAPITAL, value
    bare = value.strip(" .:-)")
    word, _, count = bare.partition(" ")
    if word.lower() == "phụ":
        return ANNEX, "PL" + bare[7:].replace("số", "").strip()
    return _WORD_RANKS[word.lower()], f"{word.capitalize()} {count}"
