"""Sections of a document: what a heading says its section holds (`tables/sections.csv`), and what closes the text."""

import re
from enum import StrEnum
from functools import lru_cache

from ingest.table import read_table


class Section(StrEnum):
    """What a section holds."""

    NONE = "none"
    """Purposes, grounds, situation, money: no work."""
    TASK = "task"
    OBJECTIVE = "objective"
    ASSIGNMENT = "assignment"
    ORDER = "order"
    """An article: only what it gives to a body is work."""


_ROWS = read_table("sections")
_EXACT = {r["words"]: Section(r["kind"]) for r in _ROWS if r["match"] == "exact"}
_STARTS = [(r["words"], Section(r["kind"])) for r in _ROWS if r["match"] == "start"]
_STARTS.sort(key=lambda row: len(row[0]), reverse=True)
_ANY = tuple(words for words, _ in _STARTS)
_PARTS_ONLY = frozenset(r["words"] for r in _ROWS if r["level"] == "part")

CLOSINGS = tuple(r["words"] for r in read_table("closings"))
"""How the paragraph begins that closes the text ("Trên đây là …"), in lower case."""


ENDS = ("Nơi nhận", "TM.", "T/M", "KT.", "K/T", "TL.", "T/L", "TUQ.", "Nơi gửi", "NƠI NHẬN")
"""How the distribution and the signature begin."""
OFFICES = frozenset(r["words"].upper() for r in read_table("offices"))
"""What stands over the name of one who signs."""
BASED = ("căn cứ", "yêu cầu", "đề nghị")
"""A closing paragraph so begun is work where it turns out to close nothing."""
_DEMAND = re.compile(
    r"(?:[^\W\d_a-z][^.;:\n]{2,60}? )?(?:yêu cầu|đề nghị|Yêu cầu|Đề nghị|thông báo(?= .{0,60}\bbiết\b))\b"
)
"""How the last paragraph begins that bids all to carry the document out, or tells them of it."""


def closes(shown: str) -> bool:
    """Whether a paragraph outside the items closes the text."""
    if shown[-1] == ":":
        return False
    if shown[:40].lower().startswith(CLOSINGS):
        return True
    return len(shown) < 300 and shown.endswith(("./.", "./")) and _DEMAND.match(shown) is not None


@lru_cache(maxsize=4096)
def section_kind(heading: str, *, part: bool = True) -> Section | None:
    """The kind of a section by its heading (the longest words of the table win), None where the table has none.

    `part` says that the heading is a part's (I., A., capitals): an item's heading "1. Đánh giá kết quả" is work.
    """
    low = heading.lower().strip(" .:;")
    if low in _EXACT:
        return _EXACT[low]
    if not low.startswith(_ANY):
        return None
    words, kind = next(row for row in _STARTS if low.startswith(row[0]))
    return None if words in _PARTS_ONLY and not part else kind


def listed_section(article: str) -> Section | None:
    """What the items of an article are that gives out a list of them: "Giao các chỉ tiêu năm 2026 như sau:"."""
    if article[-1:] != ":" or not article.startswith(("giao ", "phân công ")):
        return None
    if "chỉ tiêu" in article:
        return Section.OBJECTIVE
    return Section.TASK if "nhiệm vụ" in article or "công việc" in article else None
