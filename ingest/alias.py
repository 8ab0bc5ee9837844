"""Short forms that a document defines: "(sau đây gọi tắt là …)", "(gọi tắt là …)", "(sau đây gọi là …)", "(viết tắt là
…)".

The short form is a mention where it is defined and wherever it comes again, with `alias_of`. A short form that is
only a type word ("sau đây gọi tắt là Đề án") is one where it stands with its capital and neither "này" nor a number
follows.
"""

import re
from bisect import bisect_left

from ingest.draft import Draft
from ingest.mention import Form
from ingest.numbered import TYPES
from ingest.pattern import any_of
from ingest.stretch import squeeze

_DEFINED = re.compile(
    r"\((?:[Ss]au đây |dưới đây )?(?:được )?(?:gọi|viết) (?:tắt |chung )?là:? *[“\"]?([^()“”\"\n]{2,120}?)[”\"]? *\)"
)
_OF_INSTRUMENT = re.compile(
    rf" *(?:(?:{any_of({*TYPES, 'chiến lược', 'luật', 'bộ luật', 'dự án', 'quy hoạch', 'hiến pháp'}, any_case=True)})"
    r"(?![^\W\d_])|(?!Ban |Tổ |Hội |Đoàn |Tiểu |Phòng |Bộ )[^\n]*\d[.]?$)"
)
"""What else a text shortens (a body, a movement, a term) is no citation."""
_BY_NUMBER = re.compile(
    r"(?:Nghị quyết|Quyết định|Quy định|Chỉ thị|Kết luận|Nghị định|Thông tư|Hướng dẫn|Đề án) (\d+)$"
)
"""A short form that is a type and a number ("Quy định 31")."""
_NOT_AGAIN = re.compile(r" *(?:này|số |\d)")
_NEAR = 80
"""How far behind a citation's stretch its short form may be defined."""


def read_aliases(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts, in order of place, with short forms added and marked."""
    defined = list(_DEFINED.finditer(text))
    if not defined:
        return drafts
    starts = [d.start for d in drafts]
    owners: dict[str, tuple[int, Draft]] = {}
    for match in defined:
        owner = _owner(drafts, bisect_left(starts, match.start()), match.start())
        if owner is not None and _OF_INSTRUMENT.match(match[1]):
            owners.setdefault(match[1].strip(), (match.start(), owner))
    if not owners:
        return drafts
    numbered = set()
    for draft in drafts:
        phrase = squeeze(text[draft.start : draft.end])
        owned = owners.get(phrase)
        if owned is not None and draft.start > owned[0]:
            draft.alias_of = owned[1]
            if draft.number is not None:
                numbered.add(phrase)
    return _with(drafts, _occurrences(text, {p: owner for p, owner in owners.items() if p not in numbered}))


def _owner(drafts: list[Draft], place: int, at: int) -> Draft | None:
    """The citation that a definition at `at` is about: the last before it that does not stand in another's title."""
    for draft in reversed(drafts[max(0, place - 8) : place]):
        if at - draft.reach < _NEAR and (draft.inside is None or at - draft.inside.reach > 4):
            return draft
    return None


def _occurrences(text: str, owners: dict[str, tuple[int, Draft]]) -> list[Draft]:
    """Every short form as a draft, where it is first defined and after: one pass for all of them."""
    found = []
    capital = [phrase for phrase in owners if phrase[0].isupper()]
    if not capital:
        return []
    for match in re.finditer(rf"{any_of(capital)}(?![^\W_])", text):
        phrase = " ".join(match[0].split())
        if phrase not in owners or text[match.start() - 1 : match.start()].isalnum():
            continue
        defined, owner = owners[phrase]
        plain = phrase.lower() in TYPES
        if match.start() < defined or (plain and _NOT_AGAIN.match(text, match.end())):
            continue
        number = _BY_NUMBER.match(phrase)
        form = Form.GENERIC if plain else Form.NUMBERED if number else Form.NAMED
        draft = Draft(match.start(), match.end(), form, owner.type)
        draft.number = number[1] if number else None
        draft.alias_of = owner
        found.append(draft)
    return found


def _with(drafts: list[Draft], found: list[Draft]) -> list[Draft]:
    """Both in order of place; a citation by number stands before a short form that overlaps it, a short form
    before others.
    """
    everything = sorted([*drafts, *found], key=lambda d: (d.start, d.number is None, d.alias_of is None, -d.end))
    kept: list[Draft] = []
    for draft in everything:
        if kept and draft.start < kept[-1].end:
            if draft.number is None or kept[-1].number is not None:
                continue
            kept.pop()
        kept.append(draft)
    return kept
