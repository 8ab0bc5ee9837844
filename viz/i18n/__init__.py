"""The words of the application in Vietnamese and English.

Vietnamese is what the code and the templates say; `en.csv` (vi,en) gives the English of each sentence, and
`labels.csv` (kind,key,symbol,vi,en) both names of every closed set. A sentence that is missing is shown in Vietnamese.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.table import read_table
from queries.period import vietnamese_date

LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Label:
    """A member of a closed set, as people read it. `symbol` stands where colour alone would not do."""

    symbol: str
    text: str


@cache
def _rows(name: str) -> tuple[dict[str, str], ...]:
    return tuple(read_table(name, "viz", "i18n"))


@cache
def _english() -> dict[str, str]:
    return {row["vi"]: row["en"] for row in _rows("en")}


@cache
def labels(kind: str, lang: str) -> dict[str, Label]:
    """The members of a closed set, in their order."""
    return {row["key"]: Label(row["symbol"], row[lang]) for row in _rows("labels") if row["kind"] == kind}


def label(kind: str, key: str | None, lang: str) -> str:
    """The name of one member; a key that the table does not know is shown as it is."""
    found = labels(kind, lang).get(key or "")
    return found.text if found else key or ""


def say(text: str, lang: str, **values: Any) -> str:
    """A sentence in that language, with its `%(name)s` filled in."""
    spoken = _english().get(text, text) if lang == "en" else text
    return spoken % values if values else spoken


def day(value: str | None, lang: str) -> str:
    """An ISO day, month or year as officers write it; in English as it is."""
    return value or "" if lang == "en" else vietnamese_date(value)
