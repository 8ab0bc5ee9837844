"""Issuers and titles as the document writes them.

The view puts tones in their new place ("Uỷ ban" → "Ủy ban"); the values of a mention keep the place that the text gives
them.
"""

import re
import unicodedata
from bisect import bisect_left

from ingest.draft import Draft
from ingest.view import View

_NEW_PLACE = re.compile(r"(?:[òóỏõọÒÓỎÕỌ][aAeE]|[ùúủũụÙÚỦŨỤ][yY])(?![^\W\d_])")
_BEFORE = 900
_AFTER = 1500
"""How far from its core the value of a citation may stand: a list may state it once, before it or at its end."""


def as_written(view: View, value: str | None, draft: Draft) -> str | None:
    """A value of the draft with its tones where the original text has them; as it is where it stands nowhere near."""
    high = draft.end + _AFTER
    if value is None or not _differs(view, draft.start - _BEFORE, high) or _NEW_PLACE.search(value) is None:
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
    if not _differs(view, at, end):
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


def _differs(view: View, start: int, end: int) -> bool:
    """Whether the view may spell a word there otherwise than the text: a tone in its old place, or, where lengths
    changed, apart from its letter."""
    if view.cuts:
        return True
    k = bisect_left(view.respelt, start)
    return k < len(view.respelt) and view.respelt[k] < end
