"""Issuers and titles as the document writes them.

The view puts tones in their new place ("Uỷ ban" → "Ủy ban"); the values of a mention keep the place that the text gives
them.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence

from ingest.characters import old_placements
from ingest.draft import Draft
from ingest.view import View

_NEW_PLACE = re.compile(r"(?:[òóỏõọÒÓỎÕỌ][aAeE]|[ùúủũụÙÚỦŨỤ][yY])(?![^\W\d_])")
_BEFORE = 900
_AFTER = 1500
"""How far from its core the value of a citation may stand: a list may state it once, before it or at its end."""


def respelt(view: View) -> Sequence[int] | None:
    """Where the view spells a word otherwise than the text, which has a tone in its old place: offsets in order; None
    where letters are written apart from their tones, so that it may be anywhere."""
    return None if view.cuts else old_placements(view.original)


def as_written(view: View, value: str | None, draft: Draft, places: Sequence[int] | None) -> str | None:
    """A value of the draft with its tones where the original text has them; as it is where it stands nowhere near.
    `places` as `respelt` gives them."""
    high = draft.end + _AFTER
    if value is None or not _any_between(places, draft.start - _BEFORE, high) or _NEW_PLACE.search(value) is None:
        return value
    text = view.text
    at = text.find(value, draft.end, high)
    if at < 0:
        at = text.find(value, max(0, draft.start - _BEFORE), draft.start)
    end = at + len(value)
    if at < 0:
        pattern = re.compile(r"\s+".join(map(re.escape, value.split())))
        found = pattern.search(text, draft.end, high) or pattern.search(
            text, max(0, draft.start - _BEFORE), draft.start
        )
        if found is None:
            return value
        at, end = found.span()
    if not _any_between(places, at, end):
        return value
    written = [view.original_of(m.start(), m.end()) for m in _NEW_PLACE.finditer(text, at, end)]
    places = [m.start() for m in _NEW_PLACE.finditer(value)]
    if len(written) != len(places):
        return value
    for place, letters in zip(places, written, strict=True):
        pair = unicodedata.normalize("NFC", letters)
        if len(pair) == 2:
            value = value[:place] + pair + value[place + 2 :]
    return value


def _any_between(places: Sequence[int] | None, start: int, end: int) -> bool:
    if places is None:
        return True
    k = bisect_left(places, start)
    return k < len(places) and places[k] < end
