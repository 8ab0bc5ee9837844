"""What the registry notes of an instrument's force and its own sources, in Vietnamese. Who keeps a registry writes
notes in English phrases; `tables/notes.csv` (en,vi) has them, with blanks. What it does not know stays as it is."""

import re
from functools import cache

from ingest.table import read_table
from queries.period import vietnamese_date

_BLANK = re.compile(r"\\\{(\w+)\\\}")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")


def noted(note: str) -> str:
    """Phrases that stand within an address or a symbol are none."""
    parts = []
    end = 0
    for found in _phrases().finditer(note):
        kind = found.lastgroup or ""
        blanks = {name.partition("_")[2]: value for name, value in found.groupdict().items() if _of(name, kind)}
        parts += [note[end : found.start()], _vietnamese()[int(kind[1:])].format_map(blanks)]
        end = found.end()
    return _DAY.sub(lambda day: vietnamese_date(day[0]), "".join([*parts, note[end:]]))


def _of(name: str, kind: str) -> bool:
    return name.startswith(f"{kind}_")


@cache
def _rows() -> list[dict[str, str]]:
    """The longest first, for a short one may stand within it."""
    return sorted(read_table("notes", "queries"), key=lambda row: -len(row["en"]))


@cache
def _vietnamese() -> list[str]:
    return [row["vi"] for row in _rows()]


@cache
def _phrases() -> re.Pattern[str]:
    found = "|".join(f"(?P<p{n}>{_pattern(row['en'], n)})" for n, row in enumerate(_rows()))
    return re.compile(rf"(?<![\w./-])(?:{found})(?![\w/]|[.-]\w)")


def _pattern(phrase: str, number: int) -> str:
    return _BLANK.sub(rf"(?P<p{number}_\1>[^\\s;,()]+)", re.escape(phrase))
