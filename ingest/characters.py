"""Characters made uniform: what looks the same to a reader becomes the same to a pattern."""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

# One look, one character; each keeps its place. Dashes; spaces; Đ look-alikes (they have no decomposition, so no
# normal form repairs them); bullets; line ends of other systems (a form feed stays: it is a page break, which
# lines.py reads).
_UNIFORM: tuple[tuple[str, str], ...] = (
    *((c, "-") for c in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"),
    *((c, "-") for c in "\u2022\u25cf\u25aa\u25a0\u25e6\u2023\u2043\uf0b7\uf02d\uf0a7"),
    *((c, " ") for c in "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"),
    *((c, " ") for c in "\u202f\u205f\u3000\x00\x1c\x1d\x1e\x1f"),
    *((c, "\n") for c in "\x0b\x85\u2028\u2029"),
    ("\u00d0", "Đ"), ("\u0189", "Đ"), ("\u00f0", "đ"), ("\u0256", "đ"),
    ("\u2044", "/"), ("\u2215", "/"), ("\uff0f", "/"),
)  # fmt: skip

_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_MARKS = (
    "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u031b"
    "\u0323\u0326\u0327\u0328\u0331\u0340\u0341"
)
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " ", "ndash": "-", "mdash": "-"}

_UNEVEN = re.compile(
    rf"(?P<letter>[^\W\d_][\u0300-\u036f]+)|(?P<drop>[{_INVISIBLE}]+|\\(?=[-.)(*_#+!\[\]<>|&]))"
    rf"|(?P<entity>&(?:{'|'.join(_ENTITIES)});)"
)
_ESCAPES = ("\\", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&nbsp;", "&ndash;", "&mdash;")

_OLD: tuple[re.Pattern[str], ...] = (
    # Old placement puts the tone on the last vowel of an open syllable in oa, oe, uy. A literal first letter keeps
    # the scan fast.
    re.compile(f"o[àáảãạèéẻẽẹ{'àáảãạèéẻẽẹ'.upper()}](?!\\w)"),
    re.compile(f"O[àáảãạèéẻẽẹ{'àáảãạèéẻẽẹ'.upper()}](?!\\w)"),
    re.compile("u[ýỳỷỹỵÝỲỶỸỴ](?!\\w)"),
    re.compile("U[ýỳỷỹỵÝỲỶỸỴ](?!\\w)"),
)


def _new_placements() -> dict[str, str]:
    table = {}
    for first, toned in (("o", "àáảãạèéẻẽẹ"), ("u", "ỳýỷỹỵ")):
        for second in toned:
            decomposed = unicodedata.normalize("NFD", second)
            base, tone = decomposed[0], decomposed[1]
            for a in (first, first.upper()):
                for b, plain in ((second, base), (second.upper(), base.upper())):
                    table[a + b] = unicodedata.normalize("NFC", a + tone) + plain
    return table


_NEW = _new_placements()


class Evened(NamedTuple):
    """A text whose characters are uniform, with the map of `ingest.view.View` where its length changed."""

    text: str
    cuts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    tails: tuple[int, ...] = ()


def even_lengths(text: str) -> Evened:
    """Composes letters and marks (NFC, for Latin letters), drops invisible characters, resolves entities and
    backslash escapes.

    Only what changes the length is done here. A text without any of it, the usual case, costs a few searches for
    single characters.
    """
    if not (any(c in text for c in _MARKS) or any(c in text for c in _INVISIBLE) or any(e in text for e in _ESCAPES)):
        return Evened(text)
    parts: list[str] = []
    cuts: list[int] = []
    shifts: list[int] = []
    tails: list[int] = []
    read = written = 0
    for match in _UNEVEN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "letter":
            new = unicodedata.normalize("NFC", match.group())
        elif kind == "entity":
            new = _ENTITIES[match.group()[1:-1]]
        else:
            new = ""
        parts += (text[read:start], new)
        written += start - read + len(new)
        read = end
        if cuts and cuts[-1] == written:  # dropped right after a composed letter: one place, both lengths
            shifts[-1] = read - written
        elif end - start != len(new):
            cuts.append(written)
            shifts.append(read - written)
            tails.append(end - start - len(new) if new else 0)
    parts.append(text[read:])
    return Evened("".join(parts), tuple(cuts), tuple(shifts), tuple(tails))


def _placed(text: str) -> Callable[[re.Match[str]], str]:
    def place(match: re.Match[str]) -> str:
        pair, at = match.group(), match.start()
        if pair[0] in "uU" and at and text[at - 1] in "qQ":  # quý: the u belongs to the consonant
            return pair
        return _NEW[pair]

    return place


def even_characters(text: str) -> str:
    """One dash, one space, one Đ, one line end, new tone placement (hoà → hòa, Uỷ → Ủy; not quý, hoàn).

    Every character keeps its place.
    """
    if not text.isascii():
        for old, new in _UNIFORM:
            if old in text:
                text = text.replace(old, new)
        for pattern in _OLD:
            if pattern.search(text):
                text = pattern.sub(_placed(text), text)
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return text
