"""The head of a document cell by cell: number line, place and date, issuer lines, type and title, wherever they
stand.

The two columns of a letterhead may come one after the other, side by side (cells parted by tabs or runs of spaces),
or on one line with a single space between.
"""

import re
from itertools import pairwise

from ingest.cells import Cell, read_cells
from ingest.letterhead import issuer_word, split_bodies
from ingest.number_line import BARE, NUMBER, UNFINISHED
from ingest.place_line import is_place
from ingest.table import read_table
from ingest.type_word import is_other_type, respelt, types

_BLANK = r"[\s.…_]*"
_DATE = re.compile(
    rf"ngày{_BLANK}(?P<day>\d{{1,2}})?{_BLANK}(?:tháng{_BLANK}(?P<month>\d{{1,2}})?{_BLANK}năm{_BLANK}(?P<year>\d{{4}})?"
    rf"|[-/.]\s*(?P<m2>\d{{1,2}})?\s*[-/.]\s*(?P<y2>\d{{4}}))"
    rf"|tháng{_BLANK}(?P<m3>\d{{1,2}})?{_BLANK}năm{_BLANK}(?P<y3>\d{{4}})",
    re.IGNORECASE,
)
_MOTTO = re.compile(
    r"C[ỘÔO]NG H\S{1,2} X\S H[ỘÔO]I(?: CH\S NGH\S{1,2}(?: VI\S{1,2} NAM)?)?"
    r"|(?:^|(?<=\s))CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM"
    r"|Độc lập\s*-?\s*Tự do\s*-?\s*Hạnh phúc",
    re.IGNORECASE,
)
_MOTTOES = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ĐỘC LẬP - TỰ DO - HẠNH PHÚC ĐẢNG CỘNG SẢN VIỆT NAM"
_YOUTH = frozenset(("ĐOÀN THANH NIÊN CỘNG SẢN HỒ CHÍ MINH", "ĐOÀN TNCS HỒ CHÍ MINH"))
"""In the right column the Youth Union writes its name where the State writes its motto."""
_DRAFT = re.compile(r"\(?\s*DỰ\s*THẢO\b[^\n]{0,30}$|(?:HỎA TỐC|KHẨN|THƯỢNG KHẨN|MẬT|TỐI MẬT|TUYỆT MẬT)$", re.IGNORECASE)
_BASIS = re.compile(
    r"-?\s*(?:Căn cứ|Xét (?:đề nghị|Tờ trình|báo cáo|thấy)|Kính gửi|Phần thứ|Điều \d|Chương [IVX\d]|[IVX]{1,4}[.)]\s"
    r"|\d{1,2}[.)]\s|[A-E][.)]\s|\(Ban hành|\(?[Kk]èm theo|Khóa [IVX\d]|Kỳ họp|KHÓA [IVX\d]|KỲ HỌP"
    r"|(?:TM|KT|TL|TUQ)\.|(?:T/[ML]|K/T)\s)",
)
"""What never belongs to a title."""
_PARAGRAPH = re.compile(
    rf"{_BASIS.pattern}|-?\s*(?:Theo(?! dõi)|(?:Thực hiện|Triển khai)\b[^.]{{0,80}}\bsố\b|Ngày \d|Trong thời gian)"
)
"""What opens a paragraph under a title; as the first line under the type some of it is the title."""
_OPEN_ENDS = (" CỦA", " VÀ", " VỚI", " GIỮA", " THEO", " TẠI", " CHO", " CÁC", " DO", " HÀNH", " HIỆN", " TRONG", ",")
"""With what a line of a title ends that goes on in the next, though that begin as a body does."""
_SPECKS = " \"'`“”‘’.,;:*|•-"
_COPY = re.compile(r"(?:SY|SL|TrS)-")
_OF_AUTHOR = re.compile(r"CỦA\s")
_NUMBER_INSIDE = re.compile(r"\s(?=S[ốỐ]\s*[:.]?\s*\d*\s*[-/])")
_NOISE = re.compile(r"(?:^|\s)(?:[^\w\s&/,-]|[\u02b0-\u02ff_]|-(?=-)|(?<=-)-)+(?=\s|$)")
"""What recognition makes of specks and rules."""
_CATALOGUE = re.compile(
    r"(?:Thuộc tính văn bản|(?:Số hiệu|Loại văn bản|Nơi ban hành|Cơ quan ban hành|Ngày ban hành|Người ký|Tình trạng)"
    r"(?: *:|$))"
)
"""What a portal lists of a document above the copy of its letterhead."""
_OPENS_TITLE = re.compile(
    rf"(?:{'|'.join(r['words'].upper() for r in read_table('title_leads') if r['strength'] == 'strong')})\s"
)
"""A title in capitals, where the type above it was lost."""
_SUBJECT = re.compile(r"V\s?/\s?v\s*:?\s|Về việc\s", re.IGNORECASE)
_BROKEN_PLACE = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]+(?: [^\W\d_a-z][^\W\d_A-Z]+)?(?: [^\W\d_a-z][^\W\d_A-Z]+)?,?")
_BROKEN_DATE = re.compile(r"(?P<place>[^\W\d][^,\n]{1,40}),\s*ngày\s*(?P<day>\d{1,2})?")
_PLACE_AND_DATE = re.compile(
    rf"\s(?P<place>(?:[^\W\d_a-z][^\W\d_A-Z]+\s){{0,3}}[^\W\d_a-z][^\W\d_A-Z]+),?\s+(?P<date>ngày{_BLANK}\d{{0,2}}{_BLANK}tháng)"
)


class Head:
    """What the cells of a heading have said so far; filled by `read` from top to bottom."""

    __slots__ = (
        *("_catalogue", "_day", "_listed", "_motto_open", "date", "end", "issuer", "motto", "number", "place"),
        *("subject", "title", "type", "type_goes_on", "youth"),
    )

    def __init__(self) -> None:
        self.number: re.Match[str] | None = None
        self.date: re.Match[str] | None = None
        self.place: str | None = None
        self.type: str | None = None
        self.type_goes_on = False
        """Whether the title begins on the line of the type."""
        self.title: list[str] = []
        self.subject: list[str] = []
        self.issuer: list[str] = []
        self.motto = False
        self._catalogue = False
        """Whether the letterhead is still to come, under what a portal lists of the document."""
        self._listed = False
        """Whether the number is of that list."""
        self._motto_open = False
        """Whether the motto broke off before "VIỆT NAM"."""
        self._day: re.Match[str] | None = None
        """Place and day of a date that broke off before its month."""
        self.youth: str | None = None
        """What the Youth Union has in the place of the motto; it belongs to the name of who issues."""
        self.end = 0

    def read(self, text: str) -> None:
        cells = list(read_cells(text))
        for i, cell in enumerate(cells):
            if self.motto:
                self._catalogue = False
            elif self.date is None and not self._catalogue and self._is_listing(cell.text):
                self._catalogue = any(_MOTTO.search(c.text) for c in cells[i + 1 :])
            if self._without_type(cell.text):
                self._read_title(cells, i, 0)
                return
            if self._letterhead(text, cell, cells[i - 1] if i else None):
                continue
            type_ = None if self.type else self._type_in(cell.text) or self._type_broken(cells, i)
            if (
                type_
                and not (self.number or self.date)
                and any(
                    NUMBER.match(c.text) and not (c.text.startswith("SỐ ") and len(c.text) > 40) for c in cells[i + 1 :]
                )
            ):
                # The name of a web page, or a cover, above the letterhead.
                continue
            if type_:
                self.type, length = type_
                self._read_title(cells, i + (length > len(cell.text)), length)
                return
            if _PARAGRAPH.match(cell.text) or len(cell.text) > 160:
                if self._catalogue:
                    continue
                if not self.date and cell.text.startswith("Kính gửi"):
                    self._read_right_column(text, cells[i : i + 7])
                return
            longest = 120 if cell.text.isupper() and issuer_word(cell.text.lstrip(_SPECKS)) else 60
            early = (cell.line < 12 or self._catalogue) and len(cell.text) < longest
            whole = self.issuer and self.number and self.date and not self._is_copy()
            if (cell.text.isupper() and not whole and (self.issuer or early)) or (
                not self.issuer and early and issuer_word(cell.text)
            ):
                self.issuer.append(_NOISE.sub("", cell.text).lstrip(" -"))

    def _read_right_column(self, text: str, cells: list[Cell]) -> None:
        """Motto and date where the whole right column comes after the salutation, with which the text begins."""
        end = self.end
        for before, cell in pairwise(cells):
            if _MOTTO.search(cell.text) or (self.motto and _DATE.search(cell.text) and len(cell.text) < 60):
                self._letterhead(text, cell, before)
        self.end = end

    def _letterhead(self, text: str, cell: Cell, before: Cell | None) -> bool:
        """Takes a cell of the letterhead; False for any other."""
        words, start = cell.text.lstrip(_SPECKS), cell.start
        start += len(cell.text) - len(words)
        if not any(c.isalpha() for c in words):
            return True
        motto = _MOTTO.search(words)
        if motto:
            self.motto = True
            self._motto_open = motto[0].upper().endswith(("NGHĨA", "HỘI"))
            # The columns of a letterhead that were joined by one space.
            if motto.start() and words[: motto.end()].upper() not in _MOTTOES:
                left = cell._replace(text=words[: motto.start()].rstrip())
                if numbered := _NUMBER_INSIDE.search(left.text):
                    # A heading that stands on one line.
                    line = left.text[numbered.end() :]
                    self._letterhead(text, left._replace(text=line, start=start + numbered.end()), before)
                    self.issuer += split_bodies(_NOISE.sub("", left.text[: numbered.start()]))
                elif not self._letterhead(text, left, before) and left.text.isupper():
                    self.issuer.append(_NOISE.sub("", left.text))
            rest = words[motto.end() :].lstrip(" -")
            if rest:
                self._letterhead(text, Cell(rest, start + words.rindex(rest), cell.line, False), before)
            self.end = max(self.end, start + len(words))
            return True
        if len(words) < 60 and words.upper() in _MOTTOES and (" " in words or words == "CỘNG"):
            return True
        if self._motto_open and self.issuer and words.isupper() and words.endswith(" VIỆT NAM"):
            self._motto_open = False
            self.issuer.append(_NOISE.sub("", words.removesuffix(" VIỆT NAM")))
            return True
        if self.issuer and words in _YOUTH:
            self.youth = words
            return True
        taken = False
        if self.number is None and before is not None and UNFINISHED.match(before.text):
            self.number = NUMBER.match(text, before.start, start + len(words))
            taken = self.number is not None
        if (self._listed or self._is_copy()) and (later := NUMBER.match(text, start, start + len(words))):
            # A copy carries the heading of who made it above its own, a portal what it lists of the document.
            self.number, self.date, self.place, self._listed, taken = later, None, None, False, True
        if (self.number is None and (found := NUMBER.match(text, start, start + len(words)))) or (
            self.number is None and self.date is None and (found := BARE.match(text, start, start + len(words)))
        ):
            self.number, taken = found, True
            self._listed = "hiệu" in found[0]
        if self.number is not None and taken:
            self.end = max(self.end, self.number.end())
            rest = text[self.number.end() : start + len(words)]
            words, start = rest.strip(), self.number.end() + len(rest) - len(rest.lstrip())
        if self.date is None and self._read_broken_date(words):
            self.end = max(self.end, start + len(words))
            return True
        if (
            words
            and self.place is None
            and len(words) < 120
            and (date := _DATE.search(text, start, start + len(words)))
        ):
            place = self._without_body(text[start : date.start()].strip(" ,.;*-"))
            if before is not None and _BROKEN_PLACE.fullmatch(before.text) and (not place or " " not in place):
                # "Hà" and "Nội, ngày" on two lines, or "Hà Nội," and "ngày".
                place = f"{before.text} {place}".strip(" ,")
                self.issuer = [line for line in self.issuer if line != before.text]
            # A date with its place outranks one without (when a web page was put up).
            if is_place(place) and (place or self.date is None):
                self.date, taken = date, True
                self.place = place or None
                self.end = max(self.end, start + len(words))
                return True
        if words and _SUBJECT.match(words) and self.type is None and (taken or self.number is not None):
            if self.date is None and (dated := _PLACE_AND_DATE.search(words)) and dated.start():
                # The right column, joined to the subject under the number line.
                self.date = _DATE.search(words, dated.start("date"))
                self.place = dated["place"]
                words = words[: dated.start()].rstrip()
            self.subject.append(words)
            self.end = max(self.end, start + len(words))
            return True
        # A subject goes on under it, or under the date where that stands beside it and each line has a gap above.
        beside = before is not None and len(words) < 60 and bool(self.subject and _DATE.search(before.text))
        if (
            self.subject
            and (not cell.after_gap or beside)
            and not words.isupper()
            and not _PARAGRAPH.match(words)
            and before is not None
        ):
            joined = beside or before.text in self.subject[-1] or before.line == cell.line
            if joined and len(words) < 120:
                self.subject.append(words)
                self.end = max(self.end, start + len(words))
                return True
        return taken or bool(_DRAFT.match(words))

    def _read_broken_date(self, words: str) -> bool:
        """Takes "Hà Nội, ngày 15" and, anywhere under it, "tháng 4 năm 2026"."""
        if self._day is None:
            found = _BROKEN_DATE.fullmatch(words)
            if found and is_place(found["place"]):
                self._day = found
            return self._day is not None
        if not words.lower().startswith("tháng"):
            return False
        self.date = _DATE.search(f"ngày {self._day['day'] or ''} {words}")
        self.place = self._day["place"]
        return self.date is not None

    def _without_body(self, place: str) -> str:
        """A place before a date without the line of the left column that was run together with it."""
        words = place.split()
        count = next((k for k, word in enumerate(words) if not (word.isupper() and len(word) > 1)), 0)
        if count < 2 or not (self.issuer or issuer_word(place)):
            return place
        self.issuer.append(" ".join(words[:count]))
        return " ".join(words[count:])

    def _is_copy(self) -> bool:
        return self.number is not None and bool(_COPY.match(self.number["state"] or ""))

    def _is_listing(self, words: str) -> bool:
        """Whether words above the letterhead are of the page that shows it: a list of facts, or a summary."""
        summary = len(words) > 160 and not (self.issuer or self.number or self.date) and not _BASIS.match(words)
        return summary or (words[0] in "CLNST" and _CATALOGUE.match(words) is not None)

    def _without_type(self, words: str) -> bool:
        """Whether words are a title that follows number and date without its type, which the symbol then tells."""
        return (
            self.type is None
            and self.number is not None
            and self.date is not None
            and words.isupper()
            and _OPENS_TITLE.match(words) is not None
            and not any(words.startswith(name) for name, _ in types())
        )

    def _type_in(self, words: str) -> tuple[str, int] | None:
        """The type with which the cell begins, and its length: in capitals, or alone in the cell."""
        upper = words.upper()
        for name, usual in types():
            if upper.startswith(name) and not upper[len(name) : len(name) + 1].isalnum():
                alone = len(words.rstrip(" :.")) == len(name)
                if not alone and not words[: len(name)].isupper():
                    continue
                if self.number or self.date or self.motto or alone or not self.issuer:
                    return usual, len(name)
        if not (self.number or self.date) or not words.isupper() or len(words) >= 60:
            return None
        spelt = respelt(words)
        if not spelt and self.number and self.date and not self.subject and is_other_type(words):
            spelt = words.capitalize() if issuer_word(words) is None else None
        return (spelt, len(words)) if spelt else None

    def _type_broken(self, cells: list[Cell], index: int) -> tuple[str, int] | None:
        """A type broken over two lines: "THÔNG" and "TƯ". Its length is that of both, past the end of the first."""
        if index + 1 == len(cells) or not cells[index].text.isupper() or len(cells[index].text) > 12:
            return None
        first, second = cells[index].text, cells[index + 1].text
        if cells[index].line == cells[index + 1].line and (self.number or self.date):
            spelt = respelt(first + second)
            return (spelt, len(first) + 1 + len(second)) if spelt else None
        found = self._type_in(f"{first} {second}")
        return found if found and len(first) < found[1] and found[1] == len(first) + 1 + len(second) else None

    def _read_title(self, cells: list[Cell], index: int, length: int) -> None:
        """The lines after the type: up to a rule, a legal basis, a salutation, an authority, or a paragraph."""
        first = cells[index]
        lines = [first.text[length:].strip(" :")]  # of a type broken over two lines nothing is left
        self.type_goes_on = bool(lines[0])
        self.end = first.start + len(first.text)
        for at, cell in enumerate(cells[index + 1 :], index + 2):
            after = cells[at] if at < len(cells) else None
            words = cell.text
            bare = not any(lines)
            if bare and self.type and (longer := self._type_in_two(words)):
                self.type = longer
                self.end = cell.start + len(words)
                continue
            if not any(c.isalpha() for c in words):
                if bare:
                    continue
                break
            if (
                (_BASIS if bare else _PARAGRAPH).match(words)
                or _DRAFT.match(words)
                or (_MOTTO.match(words) and not bare)
            ):
                break
            if self.date is None and (date := _DATE.search(words)) and is_place(words[: date.start()].strip(" ,")):
                break
            if not bare:
                last = next(line for line in reversed(lines) if line)
                if (
                    words.isupper()
                    and _is_authority(words, after)
                    and not last.upper().endswith(_OPEN_ENDS)
                    and not last.startswith("HỘI NGHỊ")
                ):
                    break
                both_upper = last.isupper() and words.isupper()
                if (
                    (cell.after_gap and not both_upper)
                    or len(words) > 250
                    or words.endswith((":", ";", "."))
                    or last.endswith(".")
                ):
                    break
                if last.isupper() and not words.isupper() and not words[0].islower() and not _is_rest(lines):
                    break
            elif (words.isupper() and _is_authority(words, after)) or len(words) > 700 or words.endswith((":", ";")):
                break
            lines.append(words)
            self.end = cell.start + len(words)
        lines = [line for line in lines if line]
        if len(lines) > 1 and lines[0].isupper() and _OF_AUTHOR.match(lines[0]) and issuer_word(lines[0][4:]):
            # "CHỈ THỊ / CỦA BAN BÍ THƯ / về …"
            del lines[0]
        self.title = lines

    def _type_in_two(self, words: str) -> str | None:
        whole = f"{self.type} {words}".upper()
        return next((usual for name, usual in types() if name == whole), None)


def _is_rest(lines: list[str]) -> bool:
    """Whether all that was read is a word or two beside the type: "KẾT LUẬN" "THANH TRA"."""
    return len(lines) == 1 and len(lines[0].split()) <= 2


def _is_authority(words: str, after: Cell | None) -> bool:
    """Whether a line of capitals is the office that decides ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …"), not a part of the
    title.
    """
    word = issuer_word(words)
    if word is None or word.level == "under" or word.name.startswith("Đại hội"):
        return False
    if word.kind == "role" and (len(words) == len(word.name) or issuer_word(words[len(word.name) :].strip())):
        return True
    return (
        after is None
        or not after.text.isupper()
        or after.text.rstrip(" :") in ("QUYẾT ĐỊNH", "QUYẾT NGHỊ")
        or bool(_PARAGRAPH.match(after.text))
        or _is_authority(after.text, None)
    )
