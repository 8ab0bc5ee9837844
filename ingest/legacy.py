"""Text in the font encodings of before Unicode, TCVN3 (.VnTime, .VnArial …) and VNI-Windows, recognised and
converted.

Such text has one byte or two for a letter, and a font that draws them as Vietnamese. It comes as a file of bytes,
or as Unicode in which each byte became the Western letter of its number: "ñy ban nh©n d©n" (TCVN3), "UÛY BAN NHAÂN
DAÂN" (VNI). Limit: the capital fonts of TCVN3 (.VnTimeH) draw the small letters as capitals, and only the font's
name tells; such text comes out in small letters.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cache, lru_cache

from ingest.table import read_table


class Encoding(StrEnum):
    """A font encoding."""

    TCVN3 = "tcvn3"
    VNI = "vni"


_ENOUGH = 3
"""Distinct words with marks that a text or line must have to be judged."""
_SAMPLE = 4000
_WORDS = re.compile(r"[\s!-/:-@\[-`{-~“”‘’…–—]+")
_ONSET = re.compile(r"(?:ngh?|nh|n|gh|gi|g|kh?|ch?|th|tr|t|ph?|qu|b|d|đ|h|l|m|r|s|v|x)?")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SUSPECT = re.compile("[\u00a1-\u00bfØÛÏøûïñÑöÖåÅäÄëËüÜæÆîÎ]")
_VIETNAMESE = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")


@cache
def _tcvn3() -> dict[int, str]:
    return {int(row["byte"], 16): row["letter"] for row in read_table("tcvn3")}


@cache
def _vni() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {row["written"]: row["letter"] for row in read_table("vni")}
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), table


@cache
def _rhymes() -> frozenset[str]:
    return frozenset(rhyme for row in read_table("rhymes") for rhyme in row["rhymes"].split())


@lru_cache(maxsize=16384)
def _is_syllable(word: str) -> bool:
    """Whether a word is a possible Vietnamese syllable: an onset, a rhyme, at most one tone."""
    plain, tones = _TONES.subn("", unicodedata.normalize("NFD", word.lower()))
    plain = unicodedata.normalize("NFC", plain)
    if tones > 1 or len(plain) > 7:
        return False
    onset = _ONSET.match(plain)
    end = onset.end() if onset else 0
    # "gì" is g + i, "quốc" qu + ôc, "quy" q + uy: where the longest onset leaves no rhyme, one letter less may.
    return plain[end:] in _rhymes() or (end > 1 and plain[end - 1 :] in _rhymes())


def _share(words: Iterable[str]) -> float:
    judged = [_is_syllable(word) for word in words]
    return sum(judged) / len(judged) if judged else 0.0


def _marked_words(text: str) -> list[str]:
    words = {word for word in _WORDS.split(text, maxsplit=_SAMPLE)[:_SAMPLE] if not word.isascii()}
    return sorted(words)


def vietnamese_share(text: str) -> float:
    """The share of the text's words with other than English letters that are possible Vietnamese syllables; 0 without
    any.
    """
    return _share(_marked_words(text))


def convert(text: str, encoding: Encoding) -> str:
    """The text, whose characters stand for the bytes of a font encoding (Latin-1 or Windows-1252), in Unicode."""
    if encoding is Encoding.TCVN3:
        return text.translate(_tcvn3())
    pattern, table = _vni()
    return pattern.sub(lambda match: table[match.group()], text)


def recognise(text: str, enough: int = _ENOUGH) -> Encoding | None:
    """The font encoding that a text is written in, or None: good Unicode, another language, or too few words to tell.

    It is one where few of the words with marks are Vietnamese as they stand and nearly all are once converted.
    """
    if not _SUSPECT.search(text):
        return None
    words = _marked_words(text)
    if len(words) < enough or _share(words) > 0.4:
        return None
    shares = {encoding: _share(convert(word, encoding) for word in words) for encoding in Encoding}
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] >= 0.85 else None


def to_unicode(text: str) -> str:
    """The text with what is in a font encoding converted: all of it, or single lines of a text that is otherwise
    good.

    Text without such lines is returned as it is, the same object. TCVN3 keeps every character's place, VNI does not.
    """
    if not _SUSPECT.search(text):
        return text
    if not _VIETNAMESE.search(text):
        encoding = recognise(text)
        return convert(text, encoding) if encoding else text
    lines = text.split("\n")
    changed = False
    for k, line in enumerate(lines):
        if _SUSPECT.search(line) and not _VIETNAMESE.search(line):
            encoding = recognise(line)
            if encoding:
                lines[k] = convert(line, encoding)
                changed = True
    return "\n".join(lines) if changed else text
