"""The place that stands before the date in a heading: "Hà Nội", "Phường Cửa Nam"."""

import re

PLACE = re.compile(
    r"(?:(?:[Pp]hường|[Xx]ã|[Tt]hành phố|TP\.?|[Tt]ỉnh|[Đđ]ặc khu|[Hh]uyện|[Qq]uận|[Tt]hị (?:xã|trấn))\s+)?(.+)"
)


def is_place(words: str) -> bool:
    """Whether words before a date are the name of a place, or nothing."""
    if not words:
        return True
    if not words[0].isalnum() or "/" in words or ":" in words:
        return False
    named = PLACE.fullmatch(words)
    if not named or len(words) > 45:
        return False
    return all(w[0].isupper() or not w[0].isalpha() for w in named[1].split()) and not words.isdigit()
