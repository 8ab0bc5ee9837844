"""Short forms that a document defines: "(sau đây gọi tắt là …)", "(gọi tắt là …)", "(sau đây gọi là …)", "(viết tắt
là …)".

The short form is a mention where it is defined and wherever it comes again, with `alias_of`. A short form that is
only a type word
("sau đây gọi tắt là Đề án") is one where it stands with its capital and neither "này" nor a number follows.
"""

import re

from ingest.draft import Draft
from ingest.mention import Form
from ingest.numbered import TYPES

_DEFINED = re.compile(
    r"\((?:[Ss]au đây |dưới đây )?(?:được )?(?:gọi|viết) (?:tắt |chung )?là:? *[“\"]?([^()“”\"\n]{2,120}?)[”\"]? *\)"
)
_NOT_AGAIN = re.compile(r" *(?:này|số |\d)")


def read_aliases(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts with short forms added and marked, in order of place."""
    at = text.find("tắt là")
    if at < 0 and "gọi là" not in text:
        return drafts
    added: list[Draft] = []
    for match in _DEFINED.finditer(text):
        owner = _owner(drafts, match.start())
        if owner is None:
            continue
        phrase = match[1].strip()
        same = [d for d in drafts if d.start > owner.start and text[d.start : d.end] == phrase]
        for draft in same:
            draft.alias_of = owner
            draft.type, draft.symbol = draft.type or owner.type, draft.symbol
        if same or not phrase[0].isupper():
            continue
        form = Form.GENERIC if phrase.lower() in TYPES else Form.NAMED
        added += _occurrences(text, phrase, match.start(1), owner, form)
    if not added:
        return drafts
    spans = [(d.start, d.end) for d in drafts]
    taken = {s for s, _ in spans}
    keep = []
    everything = sorted([*drafts, *added], key=lambda d: (d.start, d.alias_of is not None))
    reach = -1
    for draft in everything:
        if draft.alias_of is not None and draft.start not in taken and draft.start < reach:
            continue
        keep.append(draft)
        reach = max(reach, draft.end)
    return keep


def _owner(drafts: list[Draft], at: int) -> Draft | None:
    owner = None
    for draft in drafts:
        if draft.start >= at:
            break
        if at - draft.reach < 80 and (draft.inside is None or draft.inside.reach < at - 4):
            owner = draft
    return owner


def _occurrences(text: str, phrase: str, start: int, owner: Draft, form: Form) -> list[Draft]:
    found = []
    at = text.find(phrase, start)
    while at >= 0:
        end = at + len(phrase)
        whole = not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum()
        if whole and (form is Form.NAMED or not _NOT_AGAIN.match(text, end)):
            draft = Draft(at, end, form, owner.type)
            draft.alias_of = owner
            found.append(draft)
        at = text.find(phrase, end)
    return found
