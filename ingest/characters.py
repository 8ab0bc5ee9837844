"""Characters made uniform: what looks the same to a reader becomes the same to a pattern."""

import re
import unicodedata
from typing import NamedTuple

# One look, one character, and each keeps its place: dashes; bullets; spaces; line ends of other systems (a form feed
# stays: it is a page break, which lines.py reads); look-alikes of Đ, which no normal form repairs; slashes.
_UNIFORM = (
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
    | dict.fromkeys("\u2022\u25cf\u25aa\u25a0\u25e6\u2023\u2043\uf0b7\uf02d\uf0a7", "-")
    | dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " ")
    | dict.fromkeys("\u202f\u205f\u3000", " ")
    | dict.fromkeys("\x0b\x85\u2028\u2029", "\n")
    | {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ", "\u2044": "/", "\u2215": "/", "\uff0f": "/"}
)
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " ", "ndash": "-", "mdash": "-"}
_ENTITY = re.compile(f"&(?:{'|'.join(_ENTITIES)});")
_UNEVEN = re.compile(
    rf"(?P<letter>[^\W\d_][\u0300-\u036f]+)|(?P<drop>[{_INVISIBLE}]+|\\(?=[-.)(*_#+!\[\]<>|&]))"
    rf"|(?P<entity>&(?:{'|'.join(_ENTITIES)});)"
)
_SPREAD = re.compile(rf"(?<=[^\s|] ) (?=[^\s|])|{_UNEVEN.pattern}")
"""The second of two spaces too: a justified text may have two between all its words."""
_SPREAD_LEAST = 12
"""A text is spread where at least one space of so many is double; columns stand three apart."""
_UNEVEN_CHARACTERS = frozenset(_INVISIBLE).union(map(chr, range(0x300, 0x370)))
_RARE = frozenset(_UNIFORM).union(_UNEVEN_CHARACTERS)
_RARE_PATTERN = re.compile(f"[{''.join(map(re.escape, sorted(_RARE)))}]")
_RARE_LETTERS = tuple(sorted(c for c in _RARE if c < "\u0200"))

_A_E, _Y = "àáảãạèéẻẽẹ", "ỳýỷỹỵ"
_OLD_PLACEMENT = (
    tuple(  # a pattern for each first letter: one that begins with a letter is ten times as fast as with a class
        re.compile(rf"{first}[{second}{second.upper()}](?!\w)")
        for first, second in (("o", _A_E), ("O", _A_E), ("u", _Y), ("U", _Y))
    )
)


class Evened(NamedTuple):
    """A text whose characters are uniform, with the map of `ingest.view.View` where its length changed."""

    text: str
    cuts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    tails: tuple[int, ...] = ()
    respelt: tuple[int, ...] = ()
    """Where a tone was put into its new place."""


def even(text: str) -> Evened:
    """The text with one dash, one space, one Đ, one line end, letters composed (NFC), tones in their new place.

    Composed are letters with the marks U+0300 to U+036F. Invisible characters (soft hyphen, zero width, direction
    marks, byte order mark), backslashes before punctuation (Markdown) and entities go. These change the length; all
    else keeps its place. New placement of tones: hoà → hòa, Uỷ → Ủy, but not in quý (the u belongs to the consonant)
    or hoàn (a consonant follows).
    """
    rare = _rare(text)
    evened = Evened(text)
    enough = text.count("  ") * _SPREAD_LEAST
    # The beginning of the text shows of most that they have too many single spaces.
    spread = enough > 0 and text.count(" ", 0, enough * 8) <= enough and text.count(" ") <= enough
    if spread or "\\" in text or ("&" in text and _ENTITY.search(text)) or not rare.isdisjoint(_UNEVEN_CHARACTERS):
        evened = _even_lengths(text, _SPREAD if spread else _UNEVEN)
        text = evened.text
    for old in rare:
        if old in _UNIFORM:
            text = text.replace(old, _UNIFORM[old])
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    places = old_placements(text)
    if places:
        parts: list[str] = []
        read = 0
        for at in places:
            parts += (text[read:at], _new_placement(text[at], text[at + 1]))
            read = at + 2
        text = "".join(parts) + text[read:]
    return evened._replace(text=text, respelt=tuple(places))


def old_placements(text: str) -> list[int]:
    """Where a tone stands in its old place (hoà, Uỷ), in order; not in quý."""
    found = [m.start() for pattern in _OLD_PLACEMENT for m in pattern.finditer(text)]
    return sorted(at for at in found if text[at] not in "uU" or not at or text[at - 1] not in "qQ")


def _rare(text: str) -> set[str]:
    """The characters of the text that have to be made uniform.

    Vietnamese needs four blocks of 256 characters: Latin, Latin Extended-A/B, Latin Extended Additional and, for
    quotation marks, General Punctuation. The high bytes of UTF-16 tell in a fifth of a pattern's time whether there
    is any other, and where the punctuation stands.
    """
    if text.isascii():
        return {c for c in _RARE_LETTERS if c in text}
    rare = {c for c in _RARE_LETTERS if c in text}
    high = text.encode("utf-16-le", "surrogatepass")[1::2]
    if high.translate(None, b"\x00\x01\x1e\x20"):
        return rare.union(_RARE_PATTERN.findall(text))
    at = high.find(b"\x20")
    while at >= 0:
        if text[at] in _RARE:
            rare.add(text[at])
        at = high.find(b"\x20", at + 1)
    return rare


def _new_placement(first: str, second: str) -> str:
    decomposed = unicodedata.normalize("NFD", second)
    return unicodedata.normalize("NFC", first + decomposed[1]) + decomposed[0]


def _even_lengths(text: str, pattern: re.Pattern[str]) -> Evened:
    parts: list[str] = []
    cuts: list[int] = []
    shifts: list[int] = []
    tails: list[int] = []
    read = written = 0
    for match in pattern.finditer(text):
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
        if not new and cuts and cuts[-1] == written:  # one place: the text begins again after both
            shifts[-1] = read - written
        elif end - start != len(new):
            cuts.append(written)
            shifts.append(read - written)
            tails.append(end - start - len(new) if new else 0)
    parts.append(text[read:])
    return Evened("".join(parts), tuple(cuts), tuple(shifts), tuple(tails))
