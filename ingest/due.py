"""The times that a sentence or a heading states itself, where no line of time belongs to the work."""

import re

from ingest.body import VERB, Span
from ingest.deadline import EVENTS, read_deadline, read_deadlines
from ingest.task import Deadline, DeadlineKind

_CUE = re.compile(
    r"rước |ậm nhất|uộn nhất|oàn thành |xong |ến hết|ong tháng|rong năm |vào (?:tháng|năm|ngày) |kể từ|uý |ịnh kỳ"
    r"|\. H[ằà]ng|h[ằà]ng |mỗi |cuối |hấn đấu |/(?:0?1 )?(?:lần|năm|quý|tháng|tuần|ngày)|háng, |kế tiếp|ến khi "
    r"|uần (?:sau|tới)"
)
"""One of these, or a capital of its own at the beginning, stands in every sentence that states a time."""
_RECURRING = re.compile(r"(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng|tuần)\b")
_PERIODIC = re.compile(r"định\s+kỳ\b")
_PERIODIC_INSIDE = re.compile(
    r"định\s+kỳ\s+(?:(?:hằng|hàng|\d{1,2})\s+)?(?:năm|quý|tháng|tuần|ngày)\b|mỗi\s+(?:năm|quý|tháng|tuần)\s+(?:một|\d|ít\s+nhất)"
)
_IN_PASSING = (", ", "; ", " và ")
"""Before "hằng quý" inside a sentence, where a verb follows: "…, hằng quý báo cáo …"."""
_ON_DAYS = re.compile(
    r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật|ngày\s+\d{1,2}|ngày\s+cuối(?:\s+cùng)?)\s+(?:của\s+)?"
    r"(?:(?:hằng|hàng|mỗi)\s+(?:tuần|tháng|quý|năm)|tháng\s+(?:cuối|đầu)\s+(?:của\s+)?(?:mỗi\s+)?quý)\b"
)
""" "Họp giao ban thứ Sáu hằng tuần"."""
_AT_HOURS = re.compile(
    r"\d{1,2}\s?(?:h|giờ)\s?\d{0,2}(?:\s+phút)?\s+(?:hằng|hàng|mỗi)\s+ngày"
    r"|(?:báo cáo|cập nhật|tổng hợp|thông báo|kiểm tra)[^.;,]{0,40}\s(?:hằng|hàng)\s+ngày(?=[.;,]|$)"
)
""" "Báo cáo trước 16h00 hằng ngày"."""
_TIMES_A = re.compile(
    r"\d{1,2}\s+(?:giờ|ngày|tuần|tháng|quý|năm)\s*/\s*(?:0?1\s+|một\s+)?lần"
    r"|\d{1,2}\s+(?:lần|cuộc|đợt|buổi|kỳ)\s*/\s*(?:ngày|tuần|tháng|quý|năm)"
)
""" "Cập nhật 02 ngày/lần"."""
_SLASHED = re.compile(r"/\s?(?:0?1 |một )?(?:lần|ngày|tuần|tháng|quý|năm)")
_HALF_YEARS = re.compile(
    r"(?:[,;.]\s+|\bvà\s+)\d{1,2}\s+tháng(?:,\s+\d{1,2}\s+tháng)?,?\s+(?:và\s+)?(?:0?1|một)\s+năm"
    r"(?=\s+(?:báo|tổng|sơ|đánh)\b)"
)
""" "…; 6 tháng, 1 năm báo cáo …"."""
_DUE_WORDS = (
    "trước ",
    "chậm nhất",
    "muộn nhất",
    "xong ",
    "hoàn thành ",
    "đến hết ",
    "trong ",
    "vào ",
    "phấn đấu ",
    "đến cuối ",
)
_DUE = re.compile(
    r"(?P<due>(?:trước|(?:chậm|muộn)\s+nhất(?:\s+(?:là|vào|đến|trong))?|xong(?:\s+trước|\s+trong|\s+vào)?"
    r"|hoàn\s+thành\s+(?:trước|trong|vào|xong\s+trước)|đến\s+hết|(?:trong|vào)(?=\s+(?:quý|tháng\s+\d|năm\s+\d))"
    r"|vào(?=\s+ngày\s+\d{1,2}\s+(?:hằng|hàng|mỗi))|(?:vào|đến)\s+cuối(?=\s+(?:năm|tháng|quý)\s)"
    r"|phấn\s+đấu(?:,)?\s+(?:trong|đến(?!\s+hết)(?:\s+cuối)?))"
    r"\s+(?:\d{1,2}\s*(?:giờ|h)(?:\s*\d{2})?(?:\s+phút)?,?\s+)?(?:ngày\s+|hết\s+)?(?:\d{1,2}(?:/\d{1,2}/|-\d{1,2}-|\.\d{1,2}\.)\d{4}|\d{1,2}/\d{1,2}(?![/\d])|\d{1,2}/\d{4}"
    r"|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?(?![\d/])"
    r"|\d{1,2}(?=\s+(?:(?:hằng|hàng|mỗi)\s+(?:tháng|quý)|các\s+tháng|(?:của\s+)?tháng\s+(?:cuối|đầu|thứ|sau|tiếp|liền)))"
    r"|tháng\s+\d{1,2}(?:(?:/|\s+năm\s+)\d{4})?(?:\s*(?:,|và|đến)\s*tháng\s+\d{1,2}(?:(?:/|\s+năm\s+)\d{4})?)?"
    r"|quý\s+(?:iv|i{1,3}|[1-4])\b(?:(?:/|\s+năm\s+)\d{4})?(?:\s*(?:,|và|đến)\s*quý\s+(?:iv|i{1,3}|[1-4])\b(?:(?:/|\s+năm\s+)\d{4})?)?"
    r"|năm\s+\d{4}))"
)
_MONTH = r"tháng\s+\d{1,2}(?:(?:\s*/\s*|\s+năm\s+)\d{4})?"
_QUARTER = r"quý\s+(?:iv|i{1,3}|[1-4])\b(?:(?:\s*/\s*|\s+năm\s+)\d{4})?"
_DAY = r"(?:ngày\s+)?\d{1,2}(?:/\d{1,2}(?:/\d{4})?|\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)"
_HALF = r"\d{1,2}\s+tháng\s+(?:đầu|cuối)(?:\s+năm)?(?:\s+\d{4})?"
_SOME_YEAR = r"năm\s+\d{4}"
_SPAN = r"\d{4}\s*-\s*\d{4}"
_SOME_TIME = f"(?:{_HALF}|{_MONTH}|{_QUARTER}|{_DAY}|{_SOME_YEAR}|{_SPAN})"
_ONLY_TIME = re.compile(
    rf"(?:(?:các |một số )?(?:mục tiêu|chỉ tiêu|tầm nhìn|định hướng)(?: cụ thể| chủ yếu)? (?=đến ))?"
    rf"(?:(?:trong|từ nay|từ|đến|hết|cuối|giai đoạn)\s+)*{_SOME_TIME}"
    rf"(?:\s*(?:,|-|và|đến)\s*(?:đến |hết |cuối )*(?:{_SOME_TIME}|iv\b|i{{1,3}}\b|\d{{1,2}}/\d{{4}}))*\s*[:.]?"
)
"""A heading that says nothing but when: "THÁNG 3", "Quý III và Quý IV", "Mục tiêu đến năm 2030"."""
_TIME_FIRST = frozenset("tqngmcđh0123456789")
_TIME_CAPITALS = frozenset("TQNGĐP0123456789")
LONGEST_TIME = 60
"""No heading that says only when is longer."""
LONGEST_HEADING = 100
"""No heading that says when in brackets is longer."""
_OPENING = re.compile(
    rf"(?:phấn đấu,?\s+)?(?P<due>đến\s+(?:hết\s+|cuối\s+|trước\s+)?{_SOME_TIME}"
    r"(?=\s*[,:]|\s+(?!đã\b|còn\b|và\b|đến\b)[^\W\d_])"
    rf"|(?:trong\s+)?(?:năm\s+\d{{4}}|{_MONTH}|{_QUARTER})(?=,)"
    rf"|(?:trong\s+thời\s+gian\s+)?từ\s+(?:đầu\s+|giữa\s+|cuối\s+)?{_SOME_TIME}\s+(?:đến|tới)\s+(?:hết\s+)?{_SOME_TIME}(?=,))"
)
""" "Đến ngày 30/6/2026, …": the time that opens a sentence."""
_COUNTED = re.compile(
    r"(?:trong(?:\s+thời\s+hạn|\s+vòng)?|chậm\s+nhất(?:\s+là|\s+sau|\s+trong)?|sau)\s+\d{1,3}\s+ngày"
    rf"(?:\s+làm\s+việc)?,?\s+(?:kể\s+từ|từ|sau|trước)\s+(?:khi|ngày|{EVENTS})\b"
    rf"|trước\s+(?:{EVENTS})(?:\s+(?:ít|chậm)\s+nhất)?\s+\d{{1,3}}\s+ngày\b"
)
""" "trong thời hạn 15 ngày kể từ ngày …", "trước ngày khai giảng 07 ngày"."""
_BY_EVENT = re.compile(
    rf"(?:hoàn\s+thành|xong)\s+(?:ngay\s+)?(?:trước|trong|sau|tại)\s+(?:dịp\s+|mỗi\s+)?(?:{EVENTS})\b"
    rf"|trước\s+(?:dịp\s+)?(?:{EVENTS})\b[^.;,]{{0,30}}[.;/]*$"
    r"|(?:vào|trước|trong)\s+[^.;,]{0,20}\b(?:tuần|tháng|quý)\s+(?:kế\s+tiếp|tiếp\s+theo|sau|tới|liền\s+kề)\b"
)
""" "xong trước mùa khô", "vào thứ Hai tuần kế tiếp"."""
_SINCE = re.compile(
    r"\b(?:thực hiện|áp dụng|vận hành|triển khai|hoạt động|bắt đầu)\b[^.;,]{0,60}?"
    r" (?P<due>kể từ (?:ngày|tháng|quý|năm) [\divx/]+(?: năm \d{4})?)[.;/]*$"
)
""" "… thực hiện phân loại rác kể từ ngày 01/8/2026"."""
_UNTIL_SAID = re.compile(
    r"\btừ (?:\d{1,2}\s?(?:giờ|h)\s?\d{0,2} )?(?P<due>ngày \d{1,2}/\d{1,2}(?:/\d{4})?) (?:cho )?đến khi\b"
)
""" "từ 12 giờ ngày 15/9/2026 cho đến khi có thông báo mới"."""
_MONTHS_ONLY = re.compile(rf"(?:{_MONTH}|{_QUARTER})(?:\s*(?:,|-|và|đến)\s*(?:{_MONTH}|{_QUARTER}))*")
_LASTING = re.compile(
    r"(?<!tính )(?<!phát sinh )(?<!số liệu )\btừ\s+(?:ngày|tháng)\s+[\d/]+(?:[^.;()]{0,20}?\s+(?:đến|tới)\s+(?:hết\s+)?"
    r"(?:ngày|tháng)\s+|\s*-\s*(?:ngày\s+)?)\d[^.;(]{0,24}\)?[.;/]*$"
)
"""The days over which work lasts, at its end: "(từ ngày 01/11 đến ngày 18/11/2026)"."""
_EVERY = re.compile(
    r"(?:\s*(?:,|và)\s*(?:trước\s+)?(?:ngày\s+)?\d{1,2}/\d{1,2}(?![/\d]))*\s*,?\s*(?:(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng)|các\s+tháng|(?:của\s+)?tháng\s+(?:cuối|đầu|thứ|sau|tiếp|liền))"
)


def _recurring(low: str) -> tuple[int, int] | None:
    """Where the text says that the work recurs: at the beginning of a sentence, or "định kỳ 6 tháng" anywhere."""
    m = _RECURRING.match(low) or _PERIODIC.match(low)
    if m:
        return m.span()
    for sign, shape in ((". h", _RECURRING), ("; h", _RECURRING), (". đ", _PERIODIC)):
        at = low.find(sign)
        while at >= 0:
            m = shape.match(low, at + 2)
            if m:
                return m.span()
            at = low.find(sign, at + 2)
    if "hằng " in low or "hàng " in low or "mỗi " in low or " cuối " in low:
        m = _ON_DAYS.search(low) or (_AT_HOURS.search(low) if "ng ngày" in low or "ỗi ngày" in low else None)
        if m:
            return m.span()
        for m in _RECURRING.finditer(low):
            if low.endswith(_IN_PASSING, 0, m.start()) and VERB.match(
                low, m.end() + (low[m.end() : m.end() + 1] == ",")
            ):
                return m.span()
    for slash in _SLASHED.finditer(low):
        m = _TIMES_A.search(low, max(slash.start() - 16, 0), slash.end())
        if m:
            return m.span()
    if " tháng, " in low or " tháng và " in low:
        m = _HALF_YEARS.search(low)
        if m:
            return m.span()
    for words in ("định kỳ", "mỗi "):
        at = low.find(words)
        while at >= 0:
            m = _PERIODIC_INSIDE.match(low, at)
            if m:
                return m.span()
            at = low.find(words, at + 4)
    return None


def _due_places(low: str) -> list[int]:
    """Where the words stand with which a due time begins."""
    places: set[int] = set()
    for word in _DUE_WORDS:
        at = low.find(word)
        while at >= 0:
            places.add(at)
            at = low.find(word, at + 4)
    return sorted(places)


def _dues(low: str, places: list[int]) -> list[re.Match[str]]:
    """The wordings of a due time in a sentence, in order; of two that overlap the first."""
    out: list[re.Match[str]] = []
    for at in places:
        if out and at < out[-1].end():
            continue
        m = _DUE.match(low, at)
        if m:
            out.append(m)
    return out


def heading_time(text: str) -> Span | None:
    """Where a heading says when the work under it is due: all of a heading that says nothing else, or its brackets
    ("Trước Tết (từ ngày 15/01 đến ngày 15/02/2026)")."""
    if len(text) > LONGEST_HEADING:
        return None
    start, end = 0, len(text)
    if text.endswith((")", "):", ").")):
        start, end = text.rfind("(") + 1, text.rfind(")")
    elif end > LONGEST_TIME or text[:1].lower() not in _TIME_FIRST:
        return None
    return (start, end) if _ONLY_TIME.fullmatch(" ".join(text[start:end].lower().split())) else None


def _opening(text: str, year: int | None) -> tuple[Deadline, ...]:
    """The time with which a task opens: "Tháng 3: …", "Quý I/2026: …", "Đến hết năm 2026, …"."""
    colon = text.find(":", 0, LONGEST_TIME)
    if colon > 0 and heading_time(text[:colon]) == (0, colon):
        return read_deadlines(text[:colon], year)
    if not text.startswith(("Đến ", "Phấn đấu", "Năm ", "Trong ", "Tháng ", "Quý ", "Từ ")):
        return ()
    m = _OPENING.match(text[: LONGEST_TIME + 20].lower())
    return read_deadlines(text[m.start("due") : m.end("due")], year) if m else ()


def stated_deadlines(text: str, year: int | None = None) -> tuple[Deadline, ...]:
    """The deadlines that the sentence of a task states itself, where no line of time belongs to it.

    Counted: "trước ngày …", "chậm nhất …", "hoàn thành trong …", "xong …", "đến hết …", "trong quý …", a sentence that
    opens with "Hằng năm" or "Định kỳ". Years and periods elsewhere belong to the names of plans, not to the task, and
    what was done "trong năm 2021" is past.
    """
    first = text[:1]
    if first in _TIME_CAPITALS:
        if text.startswith("Thường xuyên "):
            return (Deadline(DeadlineKind.ONGOING, None, None, "Thường xuyên"),)
        opened = _opening(text, year)
        if opened:
            return opened
    if text.endswith((")", ").")):
        cut = max(text.rfind("(", -60), text.rfind(";", -60), text.rfind(",", -60)) + 1
        words = text[cut:].strip(" ).")
        if cut and _MONTHS_ONLY.fullmatch(words.lower()):
            return read_deadlines(words, year)
    if "ừ " in text[-90:-10]:
        tail = text[-70:]
        lasting = _LASTING.search(text[-90:].lower()) if " đến " in tail or " tới " in tail or "-" in tail else None
        if lasting:
            return read_deadlines(lasting[0].rstrip(").;/"), year)
    if first not in "HhM" and _CUE.search(text) is None:
        return ()
    low = text.lower()
    recurring = _recurring(low)
    places = _due_places(low)
    due = _dues(low, places)
    if recurring and (not due or recurring[0] < due[0].start()):
        stop = due[-1].end() if due and not re.search(r"\d{4}", due[-1]["due"]) else recurring[1]
        return (Deadline(DeadlineKind.YEARLY, None, None, " ".join(text[recurring[0] : stop].split())),)
    if not due:
        counted = _COUNTED.search(low) if " ngày" in low else None
        counted = counted or next((m for m in (_BY_EVENT.match(low, at) for at in places) if m), None)
        if counted:
            words = " ".join(text[counted.start() : counted.end()].split())
            return (Deadline(DeadlineKind.AS_DIRECTED, None, None, words),)
        since = _SINCE.search(low) if "kể từ " in low else None
        until = _UNTIL_SAID.search(low) if " đến khi " in low else None
        if until:
            return read_deadlines("từ " + until["due"], year)
        if since:
            return read_deadlines(" ".join(text[since.start("due") : since.end("due")].split()), year)
    out: list[Deadline] = []
    for m in due:
        words = " ".join(text[m.start() : m.end()].split())
        if _EVERY.match(low, m.end()):
            return (Deadline(DeadlineKind.YEARLY, None, None, words),)
        found = read_deadline(words, year)
        if found is None:
            continue
        loose = low.startswith(("vào", "trong"), m.start())
        if not (loose and year and found.end and int(found.end[:4]) < year):
            out.append(found)
    return tuple(dict.fromkeys(out))
