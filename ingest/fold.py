"""Folding for search and comparison: what a person who types without accents means."""

import unicodedata
from functools import lru_cache

_DD = str.maketrans("đĐðÐɖƉ", "dddddd")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case, marks dropped, đ as d, white space folded. For search keys and titles only: symbols need their Đ (ĐA
    is not DA)."""
    decomposed = unicodedata.normalize("NFD", text.translate(_DD))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).lower().split())
