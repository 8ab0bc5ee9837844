"""What the findings of a document were worked out from, so that they are worked out anew where it changed."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    KNOWN = "known"
    """An instrument: its attributes, its likely values, and of those but of subjects all that there are."""
    TITLES = "titles"
    """Every subject given of an instrument."""
    ALL = "all"
    """Everything that is said of an instrument, and who cites it where."""
    SISTERS = "sisters"
    """The instruments of one type, symbol and day, with every subject given of them."""
    PHRASE = "phrase"
    """Every place where a phrase stands."""
    SEARCH = "search"
    """The subjects of all instruments, as far as they are like some words."""


class Need(NamedTuple):
    kind: Kind
    key: str
    """An instrument, the type, symbol and day of several, a phrase, or a search as text."""


def sister_key(kind: str | None, symbol: str | None, day: str | None) -> str:
    """Of the instruments of one type, symbol and day."""
    return f"{kind or ''}|{symbol or ''}|{day or ''}"
