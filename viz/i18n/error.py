"""Sentences of errors in English. An error carries its sentence in Vietnamese, values and all, through processes and
programs that know no language; `errors.csv` (vi,en) has each with blanks, by which it is known again."""

import re
from functools import cache
from string import Formatter

from ingest.table import read_table

_BLANK = re.compile(r"\\\{(\w+)\\\}")


def error_in(sentence: str, lang: str) -> str | None:
    """The sentence in the language, with or without the name of a file before it; None where it is not known."""
    if lang == "vi" or not sentence:
        return sentence
    for pattern, english in _patterns():
        if found := pattern.fullmatch(sentence):
            blanks = found.groupdict()
            file = blanks.pop("FILE")
            said = Formatter().vformat(english, (), blanks)
            return f"{file}: {said}" if file else said
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Those without blanks first, for one with a blank may fit them, too."""
    rows = sorted(read_table("errors", "viz", "i18n"), key=lambda row: row["vi"].count("{"))
    return tuple((_pattern(row["vi"]), row["en"]) for row in rows)


def _pattern(sentence: str) -> re.Pattern[str]:
    words = _BLANK.sub(r"(?P<\1>.+?)", re.escape(sentence))
    return re.compile(rf"(?:(?P<FILE>\S[^\n]*?): )?{words}", re.DOTALL)
