"""Charge: who a sentence, a line or brackets put in charge of the work beside them, and with whom."""

import re

from ingest.body import HEAD, STOP, VERB, Span, subject

_WITH = re.compile(
    r"hối hợp(?:(?:,| và| chặt chẽ| tốt| thường xuyên| hiệu quả| có hiệu quả| đồng bộ| quyết liệt| kịp thời| nhịp nhàng"
    r"| linh hoạt| toàn diện| chủ động| tích cực| nghiêm túc| trực tiếp| tạo điều kiện| cùng| để| với| cho)*)\s+(?=\S)",
    re.I,
)


def partners(text: str) -> Span | None:
    """The stretch that names with whom: after "phối hợp … với", or "phối hợp, tạo điều kiện để" (a body, then what it
    does)."""
    at = 0
    while True:
        at = text.find("hối hợp", at)
        if at < 0:
            return None
        m = _WITH.match(text, at)
        at += 7
        if not m:
            continue
        at = m.end()
        words = m.group().split()
        named = words[-1] in ("với", "cùng", "để", "cho")
        named = named or (len(words) == 2 and not _PARTNERSHIP.search(text, max(at - 40, 0), at))
        if named and HEAD.match(text, at):
            stop = STOP.search(text, at)
            return at, stop.start() if stop else len(text)


_PARTNERSHIP = re.compile(r"\b(?:quy chế|chương trình|kế hoạch|công tác|cơ chế|mối quan hệ|sự|việc) phối hợp\s+$", re.I)
"""The coordination is spoken of, nobody is named with whom: "Quy chế phối hợp công an, dân quân"."""
_CHARGED = re.compile(r" chủ trì[,;] (?=[^.;:()]{2,200}? phối hợp\b)")


def partners_after(text: str) -> Span | None:
    """The stretch that names with whom after who is in charge: "… chủ trì, Công an xã phối hợp …"."""
    m = _CHARGED.search(text)
    if m is None or not HEAD.match(text, m.end()):
        return None
    return m.end(), text.index(" phối hợp", m.end())


_CHARGE = re.compile(r"\s*(?:chủ trì|phụ trách|chịu trách nhiệm chính)(?:,?\s*phối hợp(?:\s+với)?\s+(.+?))?[\s,]*$")
_CARRYING_OUT = re.compile(r"[\s,]+(?:(?:tổ chức|triển khai|tham mưu|thực hiện)[\s,]*)+$")


def is_charge(text: str) -> bool:
    """Whether a sentence only says who does the work before it: "Giao … chủ trì, phối hợp với … thực hiện", or in
    brackets "(… tham mưu)"."""
    bracketed = text[:1] == "(" and text.rstrip(" .;")[-1:] == ")"
    if len(text) >= 300 or not (bracketed or " chủ trì" in text):
        return False
    text = text.strip("(). ;")
    who = subject(text)
    if who is None or not who.sentence:
        return False
    rest = _CARRYING_OUT.sub("", text[who.end :])
    m = _CHARGE.match(rest)
    return (bracketed and not rest.strip()) or (m is not None and (m[1] is None or not VERB.search(" " + m[1])))


_REMARK = re.compile(
    r" (?:chủ trì|tham mưu|thực hiện|phụ trách|chuẩn bị|tổ chức|triển khai|xây dựng|soạn thảo|theo dõi|tổng hợp"
    r"|làm đầu mối|là cơ quan thường trực|chịu trách nhiệm)\b"
)
"""What those in brackets do for the task before them."""


def remarked(text: str) -> Span | None:
    """The bodies of the brackets with which a task ends: "… (Văn phòng chủ trì, phối hợp với …)", or, after its full
    stop, "(Văn phòng)"."""
    shown = text.rstrip(" .;")
    at = shown.rfind("(") + 1
    if at == 0 or shown[-1] != ")":
        return None
    inside = shown[at:-1]
    who = subject(inside)
    if who is None:
        return None
    if who.sentence:
        return (at + who.start, at + who.end) if _REMARK.match(inside, who.end) else None
    alone = who.end == len(inside) and who.start == 0 and text[: at - 1].rstrip()[-1:] in (".", ";")
    return (at, at + who.end) if alone else None
