"""Citations by type and number without symbol: "Nghị quyết số 12", "Nghị quyết 12 của …", "NQ 12", "CT40", "QĐ số 5".

With "số" any type word counts; without it only a capital type word before a number that ends its phrase or is
followed by an issuer, date, subject or list. Abbreviations count before a number in the same places. The further
numbers of a list ("Nghị quyết số 12, 13 và 14 của …") are members of their own. Not: quantities ("Kế hoạch 5 năm",
"Chương trình 135 xã"), numbers that go on into a date, a symbol or a decimal.
"""

import re
from collections.abc import Iterable

from ingest.draft import Draft
from ingest.mention import Form
from ingest.numbered import TYPES, head_before
from ingest.symbol import types_of

_END = r"(?![\w%]|[./:-] ?\d| ?[-/] ?[A-ZĐ])"
_NUMBER = re.compile(rf"(\d{{1,4}}[a-z]?){_END}")
_SHORT_SCANS = tuple(
    re.compile(rf"{begins} ?(?:số ?)?\d") for begins in ("QĐ", "N[QĐ]", "C(?:Tr?|V)", "K[LH]", "T[TB]", "HD", "ĐA")
)
"""Where `_SHORT` may match: a pattern a first letter, because one that begins with a class takes longer than all."""
_SHORT = re.compile(rf"(QĐ|NQ|CTr|CT|KL|NĐ|KH|TT|TB|HD|ĐA|CV) ?(số)? ?(\d{{1,4}}[a-z]?){_END}")
_UNCERTAIN = frozenset({"CT", "TT", "HD", "KH", "TB", "CV", "ĐA"})
"""Abbreviations that also mean something else (Chủ tịch, Trung tâm, hợp đồng …): they need a word before them that
cites."""
_FOLLOWS = re.compile(
    r" *(?:[.,;:)”\"\n\t]|$| +(?:của|về|ngày|và|do|trên|trong|tại|đã|được|để|cho|theo|cũng|với|đến|khóa|nhằm|ban hành"
    r"|quy định|là|có|vào|gắn|\(|ở|như|năm \d{4}))(?![^\W\d_]|\d)"
)
_CONTEXT = re.compile(
    r"(?:thực hiện|triển khai|theo|căn cứ|quán triệt|tại|của|các|và|,|\(|;|tinh thần|nội dung|với|trong) *$",
    re.IGNORECASE,
)
_OLD = re.compile(r"(\d{1,4})-((?:NĐ|CP|TTg|CT|QĐ|NQ|TT|SL|HĐBT|HĐCP|TW)(?:-[A-ZĐ]{2,8})?)(?![\w/-])")
"""Numbers of before the slash: "Nghị định số 37-NĐ", "Quyết định số 150-CP"."""
_YEARED = re.compile(r"(\d{1,4})/((?:19|20)\d\d)(?![\w/-])")
_SHORT_YEARED = re.compile(r"(QĐ|NQ|NĐ|TT) (?:số )?(\d{2,4})/((?:19|20)\d\d)(?![\w/-])")
_YEARLY = frozenset({"nghị định", "thông tư", "quyết định", "nghị quyết"})
"""Types whose number holds a year, so that it may be cited without its symbol ("Nghị định 12/2024")."""
_FURTHER = re.compile(rf"(?:, +|,? +và +)(?:số +)?(\d{{1,4}}[a-z]?){_END}")
_CITED = frozenset(
    {
        "Nghị quyết",
        "Quyết định",
        "Chỉ thị",
        "Kết luận",
        "Quy định",
        "Quy chế",
        "Nghị định",
        "Thông tư",
        "Thông tri",
        "Pháp lệnh",
        "Đề án",
        "Kế hoạch",
        "Kế hoạch hành động",
        "Chương trình",
        "Chương trình hành động",
        "Hướng dẫn",
        "Thông báo",
        "Thông báo kết luận",
        "Công văn",
        "Công điện",
        "Tờ trình",
        "Báo cáo",
    }
)
"""Types that "số" and a bare number cite; a Hợp đồng or Biên bản needs its symbol."""


def read_numbers_alone(text: str, type_words: Iterable[tuple[int, int, str]]) -> list[Draft]:
    """The citations by type and number alone. `type_words` as `find_type_words` gives them."""
    drafts: list[Draft] = []
    for start, end, word in type_words:
        following = text[end + 1 : end + 2]
        if following == "s":
            if word in _YEARLY and text.startswith(" số ", end):
                _yeared(drafts, text, start, end, TYPES[word])
        elif following.isdigit() and text[end] == " " and text[start].isupper():
            match = _NUMBER.match(text, end + 1)
            if match is not None and _FOLLOWS.match(text, match.end()):
                _add(drafts, text, start, match, TYPES[word])
            elif word in _YEARLY:
                _yeared(drafts, text, start, end, TYPES[word])
            if match is None:
                _old(drafts, text, end + 1)
    at = text.find(" số ")
    while at >= 0:
        if text[at + 4 : at + 5].isdigit():
            match = _NUMBER.match(text, at + 4)
            if match is None:
                _old(drafts, text, at + 4)
            head = head_before(text, at + 4) if match is not None else None
            if match is not None and head is not None and head.type in _CITED:
                capital = text[head.start].isupper()
                if capital or _FOLLOWS.match(text, match.end()):
                    _add(drafts, text, head.start, match, head.type)
        at = text.find(" số ", at + 4)
    for scan in _SHORT_SCANS:
        for place in scan.finditer(text):
            _short(drafts, text, place.start())
    return drafts


def _old(drafts: list[Draft], text: str, at: int) -> None:
    match = _OLD.match(text, at)
    head = head_before(text, at) if match is not None else None
    if match is not None and head is not None and head.type in _CITED:
        draft = Draft(head.start, match.end(), Form.NUMBERED, head.type)
        draft.number, draft.symbol, draft.body = match[1], match[2], match[2]
        drafts.append(draft)


def _yeared(drafts: list[Draft], text: str, start: int, end: int, type_: str) -> None:
    at = end + 4 if text.startswith(" số ", end) else end + 1
    match = _YEARED.match(text, at) if text[start].isupper() else None
    if match is not None and (at > end + 1 or len(match[1]) > 1):
        draft = Draft(start, match.end(), Form.NUMBERED, type_)
        draft.number, draft.year = match[1], match[2]
        drafts.append(draft)


def _short(drafts: list[Draft], text: str, at: int) -> None:
    if at and (text[at - 1].isalnum() or text[at - 1] in "/-.&"):
        return
    yeared = _SHORT_YEARED.match(text, at) if text.find("/", at + 4, at + 12) > 0 else None
    if yeared is not None:
        draft = Draft(at, yeared.end(), Form.NUMBERED, types_of(yeared[1])[0])
        draft.number, draft.year = yeared[2], yeared[3]
        drafts.append(draft)
        return
    match = _SHORT.match(text, at)
    if match is None or not _FOLLOWS.match(text, match.end()):
        return
    if match[1] in _UNCERTAIN and not (match[2] or _CONTEXT.search(text, max(0, at - 16), at)):
        return
    number = _NUMBER.match(text, match.start(3))
    if number is not None:
        _add(drafts, text, at, number, types_of(match[1])[0])


def _add(drafts: list[Draft], text: str, start: int, number: re.Match[str], type_: str) -> None:
    draft = Draft(start, number.end(), Form.NUMBERED, type_)
    draft.number = number[1]
    drafts.append(draft)
    drafts += _further(text, number.end(), type_)


def _further(text: str, at: int, type_: str) -> list[Draft]:
    """The further numbers of a list; none where the last is followed by what makes it a quantity."""
    found = []
    while (match := _FURTHER.match(text, at)) is not None:
        draft = Draft(match.start(1), match.end(1), Form.NUMBERED, type_, headed=False)
        draft.number = match[1]
        found.append(draft)
        at = match.end()
    return found if found and _FOLLOWS.match(text, at) else []
