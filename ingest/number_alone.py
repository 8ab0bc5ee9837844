"""Citations by type and number without symbol: "Nghị quyết số 12", "Nghị quyết 12 của …", "NQ 12", "CT33", "QĐ số 5".

With "số" any type word counts; without it only a capital type word before a number that ends its phrase or is
followed by an issuer,
date, subject or list. Abbreviations count before a number in the same places. Not: quantities ("Kế hoạch 5 năm",
"Chương trình 135
xã"), numbers that go on into a date, a symbol or a decimal.
"""

import re

from ingest.draft import Draft
from ingest.mention import Form
from ingest.numbered import TYPES
from ingest.symbol import types_of

_FULL = (
    r"[Nn]ghị quyết|[Qq]uyết định|[Cc]hỉ thị|[Kk]ết luận|[Qq]uy định|[Nn]ghị định|[Tt]hông tư|Đề án"
    r"|Kế hoạch|Chương trình|Hướng dẫn|Thông báo|Công văn|Công điện|Thông tri"
)
_SHAPE = re.compile(
    rf"(?<![^\W_])(?:({_FULL})(?: +[Ss]ố:? *| +(?=\d))|(QĐ|NQ|CT|KL|NĐ|KH|TT|TB|HD|CTr|ĐA|CV)(?: *số *"
    rf"| *))(\d{{1,4}}[a-z]?)(?![\w%]|[./:-] ?\d| ?[-/] ?[A-ZĐ])"
)
_FOLLOWS = re.compile(
    r" *(?:[.,;:)”\"\n\t]|$| +(?:của|về|ngày|và|do|trên|trong|tại|đã|được|để|cho|theo|cũng|với|đến|khóa|nhằm"
    r"|ban hành|quy định|là|có|vào|gắn|\(|ở|như|năm \d{4}))(?![^\W\d_]|\d)"
)
_CONTEXT = re.compile(
    r"(?:thực hiện|triển khai|theo|căn cứ|quán triệt|tại|của|các|và|,|\(|;|tinh thần|nội dung|với|trong)[ ]*$",
    re.IGNORECASE,
)
_NEVER = frozenset({"mẫu", "biểu"})


_FURTHER = re.compile(r"(?:, +|,? +và +)(?:số +)?(\d{1,4}[a-z]?)(?![\w%]|[./:-] ?\d| ?[-/] ?[A-ZĐ])")


def _further(text: str, at: int, type_: str) -> list[Draft]:
    """The further numbers of "Nghị quyết số 57, 59 và 68 của …"; none where the last is followed by what makes it a
    quantity."""
    found = []
    while True:
        match = _FURTHER.match(text, at)
        if match is None:
            break
        draft = Draft(match.start(1), match.end(1), Form.NUMBERED, type_, headed=False)
        draft.number = match[1]
        found.append(draft)
        at = match.end()
    return found if found and _FOLLOWS.match(text, at) else []


def read_numbers_alone(text: str) -> list[Draft]:
    """The citations by type and number alone."""
    drafts = []
    for match in _SHAPE.finditer(text):
        full, short, number = match.groups()
        said = "ố" in text[match.start() + len(full or short) : match.start(3)]
        if full is not None:
            if not said and (full[0].islower() or not _FOLLOWS.match(text, match.end())):
                continue
            if said and not _FOLLOWS.match(text, match.end()) and full[0].islower():
                continue
            type_ = TYPES[full.lower()]
        else:
            if not _FOLLOWS.match(text, match.end()):
                continue
            if short in ("CT", "TT", "HD", "KH", "TB", "CV", "ĐA") and not (
                said or _CONTEXT.search(text, max(0, match.start() - 16), match.start())
            ):
                continue
            type_ = types_of(short)[0]
        draft = Draft(match.start(), match.end(), Form.NUMBERED, type_)
        draft.number = number
        drafts.append(draft)
        drafts += _further(text, match.end(), type_)
    return drafts
