"""Folding for search and comparison: what a person who types without accents means."""

import unicodedata
from functools import lru_cache

_DD = str.maketrans("đĐðÐɖƉ", "dddddd")
_MARKS = {c: None for c in range(0x300, 0x370) if unicodedata.combining(chr(c))}
"""The marks that Vietnamese has, and their neighbours: of what is left hardly any text has more."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, marks dropped, đ as d, white space folded. For search keys and titles only: symbols need their Đ (ĐA
    is not DA)."""
    plain = unicodedata.normalize("NFD", text.translate(_DD)).translate(_MARKS)
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(plain.lower().split())
