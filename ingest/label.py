"""Assignment labels: what the words before a colon, or over a column, announce (`tables/labels.csv`)."""

from enum import StrEnum
from functools import lru_cache

from ingest.table import read_table


class Role(StrEnum):
    """What a labelled line or a table column holds."""

    LEAD = "lead"
    DOER = "doer"
    """"Cơ quan thực hiện": the lead where nobody else is named as lead, and one who takes part beside a lead."""
    COOP = "coop"
    TIME = "time"
    PRODUCT = "product"
    CONTENT = "content"
    """Announces the work itself ("Nội dung phối hợp:")."""
    OTHER = "other"
    """Manner, place, money: no work, no body, no time."""
    NUMBER = "number"
    TASK = "task"
    OBJECTIVE = "objective"


LONGEST = 72
"""No label is longer, so that a colon farther on is not looked for."""


_ROWS = read_table("labels")
_LINE = {r["label"]: Role(r["role"]) for r in _ROWS if r["place"] != "column"}
_COLUMN = {r["label"]: Role(r["role"]) for r in _ROWS if r["place"] != "line"}
_DOERS = ("cơ quan", "đơn vị", "bộ phận", "các cơ quan", "các đơn vị", "tổ chức, cá nhân", "phòng, ban", "sở, ngành")
_PERSONS = ("người", "cá nhân", "tập thể", "đơn vị", "cơ quan", "bộ phận", "phòng", "lãnh đạo")
_TIMES = ("thời gian", "thời hạn", "tiến độ", "lộ trình", "hạn ")


def _fold(text: str) -> str:
    """Lower case, white space folded, a remark in brackets and the marks round the label dropped."""
    low = " ".join(text.lower().split())
    if "(" in low:
        low = low.partition("(")[0]
    return low.strip(" -+*•.:;,'\"“”")


def _worded(low: str) -> Role | None:
    """The role of a wording that the table does not list: a body word with what it does, or a word of time."""
    if low.startswith(_DOERS):
        if "chủ trì" in low:
            return Role.LEAD
        if "phối hợp" in low:
            return Role.COOP
        if low.endswith(("thực hiện", "phụ trách", "đầu mối")):
            return Role.DOER
    elif low.startswith(_TIMES) and len(low) < 40:
        return Role.TIME
    return None


@lru_cache(maxsize=4096)
def line_role(text: str) -> Role | None:
    """The role of the words before a colon, or None where they are no label."""
    low = _fold(text)
    return _LINE.get(low) or _worded(low)


@lru_cache(maxsize=1024)
def column_role(text: str) -> Role | None:
    """The role of a column by its heading cell, or None where the heading says nothing of tasks."""
    low = _fold(text)
    if not low or len(low) > LONGEST:
        return None
    found = _COLUMN.get(low) or _worded(low)
    if found:
        return found
    if low.startswith(_PERSONS) and low.endswith(("trách nhiệm", "thực hiện", "phụ trách")):
        return Role.DOER
    if low.startswith(("nhiệm vụ", "nội dung", "công việc", "tên nhiệm vụ", "tên đề án", "danh mục")):
        return Role.TASK
    if low.startswith(("mục tiêu", "chỉ tiêu")):
        return Role.OBJECTIVE
    if low.startswith(("sản phẩm", "kết quả")):
        return Role.PRODUCT
    return None
