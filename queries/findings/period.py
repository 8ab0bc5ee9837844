"""Periods, themes and aims that were over when the document was written: text taken over from an older one."""

import re
from collections.abc import Iterator
from functools import cache

from ingest.fold import fold
from queries.findings.corpus import Corpus
from queries.findings.finding import Evidence, Slip
from queries.findings.read import Read
from queries.findings.rule import once, rule, table
from queries.findings.speak import on, say
from queries.findings.theme import older_uses, themes

_PART = re.compile(
    r"(?P<words>(?:6|06|sáu|9|09|chín|3|03) tháng (?:đầu|cuối) năm|"
    r"quý (?:I|II|III|IV|[1-4])[/,]?\s*(?:năm)?|chủ đề năm|"
    r"(?:kế hoạch|chương trình|nhiệm vụ|chỉ tiêu)(?: \w+){0,3} năm)\s*(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"\b(?:triển khai|thực hiện|xây dựng|ban hành|phấn đấu|hoàn thành|tiếp tục|tổ chức|đẩy mạnh|thi đua)\b", re.I
)
_BACK = re.compile(
    r"\b(?:sơ kết|tổng kết|kết quả|báo cáo|đánh giá|kể từ|so với|đã|trước đó|quyết toán|kiểm điểm|thành tích|năm trước|"
    r"rút kinh nghiệm|chuyển sang|tồn đọng|còn lại của|từ năm)\b",
    re.I,
)
_END = {"dau": "06-30", "cuoi": "12-31"}
_QUARTER = {
    "i": "03-31",
    "1": "03-31",
    "ii": "06-30",
    "2": "06-30",
    "iii": "09-30",
    "3": "09-30",
    "iv": "12-31",
    "4": "12-31",
}


def _clause(text: str, at: int, to: int) -> tuple[int, int]:
    """The clause round a place: between semicolons, stops and line ends."""
    before = max(text.rfind(mark, 0, at) for mark in (";", "\n", ". ")) + 1
    after = [i for mark in (";", "\n", ". ") if (i := text.find(mark, to)) >= 0]
    return before, min(after, default=len(text))


def _ends(words: str, year: str) -> str:
    folded = fold(words)
    if folded.startswith("quy"):
        return f"{year}-{_QUARTER.get(folded.split()[1].strip('/,'), '12-31')}"
    return f"{year}-{next((d for w, d in _END.items() if w in folded.split()), '12-31')}"


def _cited(read: Read, at: int) -> bool:
    """Whether the place is inside a citation, its subject or the document's heading."""
    return at < read.body_start or any(
        c.start <= at < read.stretch(c) for c in read.citations if c.start <= at < c.start + 1200
    )


@rule("stale-period")
def stale_period(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A half-year, quarter or year that had ended before the document, in a clause that looks ahead."""
    first, _ = read.earliest
    if first is None:
        return
    text = read.view.text
    for found in _parts(text, first[:4]):
        if _ends(found["words"], found["year"]) >= first:
            continue
        start, end = read.view.span(*found.span())
        a, b = _clause(text, *found.span())
        clause = text[a:b]
        if _BACK.search(clause) or not _FORWARD.search(clause) or _cited(read, start):
            continue
        yield Slip(
            start,
            end,
            say(
                f"“{' '.join(found[0].split())}” đã qua khi văn bản được ban hành (không sớm hơn {on(first)}).",
                f"“{' '.join(found[0].split())}” was over when the document was issued (no earlier than {first}).",
            ),
            key=fold(found[0]),
        )


@cache
def _events() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    return tuple((re.compile(row["pattern"]), row) for row in table("events"))


_ENDED = re.compile(r"20\d\d\b")
_BEFORE = re.compile(r"(?:năm|quý\s+\w{1,3}\s*[/,]?)\s*\Z", re.IGNORECASE)
_NAMED = ("tháng", "quý", "chủ đề", "kế hoạch", "chương trình", "nhiệm vụ", "chỉ tiêu")
"""What names a part of a year, within so many words that end with the year."""
_WORDS = 8
_REACH = 240
"""Characters in which a part of a year and its year stand."""


def _parts(text: str, last: str) -> Iterator[re.Match[str]]:
    """Parts of years up to this one, looked for before years alone."""
    years = list(_ENDED.finditer(text))
    k = 0
    while k < len(years):
        first = k
        while k + 1 < len(years) and years[k + 1].start() - years[k].end() < _REACH:
            k += 1
        if any(y[0] <= last and _named(text, y) for y in years[first : k + 1]):
            yield from _PART.finditer(text, max(0, years[first].start() - _REACH), years[k].end())
        k += 1


def _named(text: str, year: re.Match[str]) -> bool:
    """Whether the year can be that of a part, seen without a pattern."""
    start = year.start()
    if not _BEFORE.search(text, max(0, start - 40), start):
        return False
    words = " ".join(text[max(0, start - _REACH) : year.end()].split()[-_WORDS:]).lower()
    return any(name in words for name in _NAMED)


@rule("stale-period")
@once
def stale_event(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """An event of the table of dated events still looked forward to after it was held."""
    first, _ = read.earliest
    if first is None:
        return
    text = read.view.text
    for pattern, row in _events():
        if first <= row["to"] or row["holds"] not in text:
            continue
        for found in pattern.finditer(text):
            start, end = read.view.span(*found.span())
            a, _ = _clause(text, *found.span())
            if _BACK.search(text[a : found.start()]) or _cited(read, start):
                continue
            older = older_uses(read, corpus, start, end)
            yield Slip(
                start,
                end,
                say(
                    f"{row['name_vi']} đã diễn ra ({on(row['from'])} - {on(row['to'])}) khi văn bản được ban hành "
                    f"(không sớm hơn {on(first)}), nhưng ở đây còn viết “{' '.join(found[0].split())}”.",
                    f"{row['name_en']} was over ({row['from']} - {row['to']}) when the document was issued "
                    f"(no earlier than {first}), yet here it says “{' '.join(found[0].split())}”.",
                ),
                None,
                None,
                (
                    *older,
                    Evidence(
                        None, None, None, f"{row['name_vi']}: {on(row['from'])} - {on(row['to'])} ({row['source']})"
                    ),
                ),
                key=fold(found[0]),
            )


@rule("stale-period")
def stale_theme(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A theme in quotes that the document did not announce at its beginning and that an older document of another year
    had as its own."""
    found = themes(read)
    if not found:
        return
    events = {s.start for s in stale_event(read, corpus)}
    announced = {t.key for t in found if t.start < max(read.body_start, 0) + 4000}
    for theme in found:
        if theme.key in announced or any(theme.start <= s < theme.end for s in events):
            continue
        older = older_uses(read, corpus, theme.start, theme.end)
        if not older:
            continue
        yield Slip(
            theme.start,
            theme.end,
            say(
                f"Chủ đề “{theme.words}” không phải chủ đề nêu ở đầu văn bản; văn bản của năm trước dùng chủ đề này.",
                f"The theme “{theme.words}” is not announced at the beginning; a document of an earlier year has it.",
            ),
            None,
            None,
            older,
            key=theme.key,
        )
