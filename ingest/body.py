"""Bodies: a list of them split into its members as written, the bodies that open a sentence, the canonical name of a
variant.

Tables: `heads.csv` (words that begin a body's name, with the words after them that make something else of them),
`verbs.csv` (words that begin what a body is told to do, and so end its name), `bodies.csv` (names at commune level
with their variants).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from ingest.fold import fold
from ingest.table import read_table

Span = tuple[int, int]


def _alternatives(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _head(row: dict[str, str]) -> str:
    return row["word"] + (f"(?!\\s*(?:{row['unless']})\\b)" if row["unless"] else "")


def _verb(row: dict[str, str]) -> str:
    # Also where the word before begins a name: "Sở Giáo dục và Đào tạo".
    words = {form for w in row["not_after"].split("|") if w for form in (w, w[0].upper() + w[1:])}
    after = "".join(f"(?<!{w} {row['words']})" for w in sorted(words))
    return row["words"] + after + (f"(?! (?:{row['not_before']})\\b)" if row["not_before"] else "")


def _by_letter(patterns: list[str]) -> str:
    """An alternation of patterns that begin with a plain letter: one look at that letter passes over most of them."""
    patterns = sorted(patterns)
    return "|".join(f"{a}(?:{'|'.join(p[1:] for p in same)})" for a, same in groupby(patterns, key=lambda p: p[0]))


_BODIES = read_table("bodies")
_HEAD_ROWS = sorted(read_table("heads"), key=lambda r: -len(r["word"]))
_HEADS = "|".join(_head(r) for r in _HEAD_ROWS)
_VERBS = _by_letter([_verb(r) for r in read_table("verbs")])
_MANY = r"(?:các|toàn thể|những|một số|mỗi|từng|cả)\s+"
_PERSONS = r"(?:thủ trưởng|lãnh đạo|người đứng đầu|đại diện|giám đốc|trưởng|đồng chí)\s+"
_PLURAL_ONLY = r"tỉnh|thành phố|huyện|quận|thị xã|"
_PLURAL_ONLY += r"tổ chức|thành viên|bên|ban|cơ sở|khu dân cư|hộ|buôn|làng|khóm|bản(?!\s+(?:sao|vẽ|tin|cam))"

HEAD = re.compile(
    rf"(?:{_PERSONS})?(?:(?:{_MANY})+(?:{_PERSONS})?(?:{_MANY})?(?:{_HEADS}|{_PLURAL_ONLY})|(?:{_HEADS}))\b", re.I
)
_FIRST_WORDS = frozenset(r["word"].partition(" ")[0] for r in _HEAD_ROWS) | frozenset(
    ["các", "toàn", "những", "một", "mỗi", "từng", "cả", "thủ", "lãnh", "người", "đại", "giám", "trưởng", "đồng"]
)
_GIVING = frozenset(r["word"] for r in _HEAD_ROWS if r["gives"])
_OPENING_WORDS = frozenset(
    ["kính", "đề", "giao", "yêu", "đối", "trách", "phân", "nhiệm", "về", "chỉ", "định", "hằng", "hàng", "mỗi", "căn"]
) | {"trên", "trong", "từ", "trước", "đến", "chậm", "tháng", "quý", "năm"}
"""First words, so that most texts need no look at the long patterns."""
_NAMED = re.compile(rf"(?i:{_HEADS})\s+(?=[A-ZÀÁẢÃẠĂÂĐÈÉÊÌÍÒÓÔƠÙÚƯÝẤẦẢẨẬẮẰỂỄỆỐỒỔỘỚỜỨỪỦỦÝỲ])")
_OPENING = re.compile(
    r"\s*(?:(?:kính )?đề nghị|giao(?: cho)?|yêu cầu|đối với|trách nhiệm của|phân công(?: cho)?|nhiệm vụ của"
    r"|về phía|chỉ đạo)\s+",
    re.I,
)
_TIME = re.compile(
    r"(?:định kỳ|hằng|hàng|mỗi|trước)\s+(?:ngày\s+\d{1,2}\s+)?(?:(?:hằng|hàng|mỗi)\s+)?(?:\d+\s+)?\w+"
    r"(?:,?\s+(?:và\s+)?(?:\d+|một)\s+năm)?,?\s+(?=[A-ZĐ]|các\s)",
    re.I,
)
"""A time before the subject: "Định kỳ 6 tháng, 01 năm Ban …"."""
_DATED = re.compile(
    r"(?:Trong|Từ|Trước|Đến|Chậm nhất|Tháng|Quý|Năm)\s(?=[^.;:]{0,50}(?:\d|quý I|uý I))"
    r"[^.;:]{1,80}?,\s+(?=[A-ZĐ]|các\s)"
)
"""A date before it: "Trước ngày 15/3/2026, Phòng …", "Tháng 5/2026, các phòng …"."""
_GIVES = re.compile(r" (?:giao|yêu cầu|phân công)(?: cho)? (?:các đồng chí )?")
"""What an authority does to the body named after it, whose work it is: "Ủy ban nhân dân tỉnh giao Sở Y tế …"."""
_DUTY = re.compile(r" (?:có|chịu) trách nhiệm\b")
_BARE = ("Tổ", "Ban", "Đoàn", "Đội", "Nhóm")
"""Words that no body is called by alone: the verb after one is part of its name ("Tổ triển khai Đề án họp …")."""
_BASIS = re.compile(r"(?:Căn cứ|Trên cơ sở)\s[^.;:\n]{5,240}")
"""What the work is based on, before the subject: "Căn cứ chức năng, nhiệm vụ được giao, các sở …"."""
VERB = re.compile(rf"[ ,:;(](?<! sự[ ,:;(])(?:{_VERBS})\b")
STOP = re.compile(
    rf"[ ,](?:{_VERBS}|trong|để|về|khi|nhằm|theo|tại|do|được|bằng|(?<!đi )qua|thông qua|như|mà|từ)\b|[.;:()\n]"
)
_DELIMITER = re.compile(
    r"[;\n,]|\s(?:(?:và|cùng)(?=\s)"
    r"|[-–](?=\s(?:Sở|Bộ|Công an|UBND|Ủy ban|Đảng ủy|Hội|Đoàn|Trung tâm|Văn phòng|Chi cục|Cục)\s[^\W\d_a-z]))"
)
_PROTECTED = re.compile(
    _alternatives([re.escape(r["variant"]) for r in _BODIES if re.search(r",| và ", r["variant"])]), re.I
)
_SECOND = re.compile(rf"(?<=[^\W\d_]{{3}})\.\s+(?=(?:{_VERBS})\b)", re.I)
"""Where a list of bodies ends and what they do in a sentence of its own begins: "Công an xã. Báo cáo hằng quý."."""
_LEADING_WORDS = re.compile(r"(?:(?:và|cùng|với|kính|đề nghị|giao|mời|yêu cầu)\s+)+", re.I)
_TRAILING_WORDS = re.compile(r"[\s,]+(?:(?:chủ trì|phối hợp|thực hiện|và|cùng|tham mưu)[\s,]*)+$", re.I)
_TRAILING = ("chủ trì", "phối hợp", "thực hiện", "và", "cùng", "tham mưu")
_FRONT = ("ủy ban mặt trận", "uỷ ban mặt trận", "mặt trận", "ủy ban mttq", "uỷ ban mttq", "mttq", "ubmttq")
_PLACES = ("phường", "xã", "đặc khu", "tỉnh", "thành phố", "huyện", "quận", "thị trấn")


def _first_word(text: str, at: int) -> str:
    """The word at an offset, in lower case."""
    stop = text.find(" ", at)
    return (text[at:stop] if stop > 0 else text[at:]).lower().rstrip(",.:;")


_BEGINNING = ("các ", "toàn thể ", "những ", "một số ", "cán bộ", "người đứng đầu ", "thủ trưởng ")
"""How the name of a body begins though it has no capital."""


def _begins_body(text: str, at: int) -> bool:
    """Whether a new body begins at an offset: a capital, a plural, or a common noun before a proper name."""
    while at < len(text) and text[at] == " ":
        at += 1
    opening = _LEADING_WORDS.match(text, at)
    if opening:
        at = opening.end()
    m = HEAD.match(text, at) if _first_word(text, at) in _FIRST_WORDS else None
    if not m:
        return False
    first = text[at]
    return first.isupper() or (m.group().lower() + " ").startswith(_BEGINNING) or bool(_NAMED.match(text, at))


def _same_head(text: str, before: int, after: int) -> bool:
    """Whether a name begins with the word of the name before it: "công an phường, công an xã"."""
    before += text[before : before + 1] == " "
    after += text[after : after + 1] == " "
    word = _first_word(text, after)
    if word not in _FIRST_WORDS or _first_word(text, before) != word:
        return False
    first, second = HEAD.match(text, before), HEAD.match(text, after)
    return first is not None and second is not None and first.group().lower() == second.group().lower()


_PERSON = re.compile(r"\s*(?:Đồng chí|Đ/c|Ông|Bà)\s", re.I)
_ROLE = re.compile(r"\s*(?:(?:Tổ|Trưởng|Phó|Ủy viên|Uỷ viên|Thành viên|Chủ tịch|Bí thư|Chánh|Giám đốc|Thư ký)\b)")
"""What else a person is: "Đồng chí … - Chủ tịch UBND xã, Tổ trưởng"."""
_LEVELS = re.compile(r"\b(?:xã|phường)(?: [^\W\d_]{2,7}){0,2}$")
_SPECIAL = re.compile(r" đặc khu\b")
"""The third level after the two: "Ủy ban nhân dân các xã, phường, đặc khu Cồn Cỏ"."""


def _shares_place(before: str, after: str) -> bool:
    """ "Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội phường": one place qualifies both, the name
    is one."""
    low = before.lower()
    if not low.lstrip().startswith(_FRONT) or low.rstrip().endswith(_PLACES):
        return False
    return after.rstrip(" .,;:").lower().endswith(_PLACES)


def _clean(text: str, start: int, end: int) -> Span:
    while True:
        while start < end and text[start] in " .,;:+-•*\n\t":
            start += 1
        while start < end and text[end - 1] in " .,;:+-•*\n\t/":
            end -= 1
        m = _LEADING_WORDS.match(text, start, end)
        if m and m.end() < end:
            start = m.end()
            continue
        m = _TRAILING_WORDS.search(text, max(end - 40, start), end) if text.endswith(_TRAILING, start, end) else None
        if m and m.start() > start:
            end = m.start()
            continue
        return start, end


def _parts(text: str) -> Iterator[Span]:
    protected: list[Span] | None = None
    start = 0
    second = _SECOND.search(text) if ". " in text else None
    if second:
        text = text[: second.start()]
    for m in _DELIMITER.finditer(text):
        i, mark = m.start(), m.group()
        if mark not in ";\n":
            if not _begins_body(text, m.end()) and not _same_head(text, start, m.end()):
                continue
            if protected is None:
                protected = [m.span() for m in _PROTECTED.finditer(text)]
            if any(a <= i < b for a, b in protected):
                continue
            if mark[-1] != "," and _shares_place(text[start:i], text[m.end() :]):
                continue
            if mark == "," and _ROLE.match(text, m.end()) and _PERSON.match(text, start):
                continue
            if mark == "," and _LEVELS.search(text, start, i) and _SPECIAL.match(text, m.end()):
                continue
        yield start, i
        start = m.end()
    yield start, len(text)


@lru_cache(maxsize=4096)
def body_spans(text: str) -> tuple[Span, ...]:
    """The bodies of a list, as spans into it.

    A semicolon always separates; a comma or "và" only where a new body begins after it, so that "Phòng Kinh tế, Hạ
    tầng và Đô thị", "Các cơ quan, đơn vị thuộc phường" and "Văn phòng HĐND và UBND" stay one.
    """
    spans = (_clean(text, a, b) for a, b in _parts(text))
    return tuple((a, b) for a, b in spans if b - a > 1)


@lru_cache(maxsize=4096)
def split_bodies(text: str) -> tuple[str, ...]:
    """The bodies of a list as written, each once, white space folded."""
    return tuple(dict.fromkeys(" ".join(text[a:b].split()) for a, b in body_spans(text)))


class Subject(NamedTuple):
    """The bodies with which a line opens. `end` is where what they are told to do begins (the line's end where nothing
    is)."""

    start: int
    end: int
    sentence: bool
    """A verb follows the name; else the line is the name, or the name and a colon."""


def subject(text: str) -> Subject | None:
    """The bodies with which an item opens, or None where it opens with something else.

    "Đề nghị", "Giao", "Đối với" before them are passed over.
    """
    word = _first_word(text, 0)
    return _subject(text) if word in _FIRST_WORDS or word in _OPENING_WORDS else None


@lru_cache(maxsize=4096)
def _subject(text: str) -> Subject | None:
    m = _OPENING.match(text)
    at = m.end() if m else 0
    if not m and text[:1] in "ĐHMđhmTQNC":
        time = _TIME.match(text) if text[0] in "ĐHMđhm" else None
        time = time or _DATED.match(text)
        at = time.end() if time else 0
    basis = _BASIS.match(text)
    if basis:
        return _after_basis(text, basis.end())
    head = HEAD.match(text, at)
    if not head or not (at or text[at].isupper()):
        return None
    colon = text.find(":", head.end())
    if colon > 0 and _LISTED.search(text, at, colon) and _NAMES.match(text, colon) and not _begins_work(text, colon):
        colon = -1
    verb = VERB.search(text, max(head.end() - 1, 0))
    if verb and verb.start() == head.end() and head.group().rpartition(" ")[2] in _BARE:
        verb = VERB.search(text, verb.end()) or verb
    stop = verb.start() if verb else len(text)
    given = _GIVES.match(text, stop) if verb and head.group().lower() in _GIVING else None
    if given:
        inner = HEAD.match(text, given.end())
        after = VERB.search(text, inner.end() - 1) if inner else None
        if after:
            at, verb, stop = given.end(), after, after.start()
    if verb and text.find(" được ", at, stop + 1) > 0:
        # Whom a clause describes: "Các đơn vị được giao chủ trì chịu trách nhiệm …".
        duty = _DUTY.search(text, at)
        if duty and duty.start() > stop and not re.search(r"[.;:]", text[stop : duty.start()]):
            verb, stop = duty, duty.start()
    named = verb is not None and stop < colon < 120 and not text.startswith(_DOING, stop + 1)
    if named and _NAMED_VERB.search(text, at, stop) and _begins_work(text, colon):
        # The work of a unit is part of its name: "Trung tâm Kiểm soát thanh toán: Chủ trì …".
        verb, stop = None, colon
    if 0 <= colon <= stop:
        return Subject(at, colon, False)
    return Subject(at, stop, verb is not None)


_DOING = (
    "chủ",
    "có",
    "chịu",
    "phối hợp",
    "tổ chức",
    "thực hiện",
    "triển khai",
    "xây dựng",
    "tham mưu",
    "căn cứ",
    "báo",
)
"""Verbs that are no part of a name."""
_NAMED_VERB = re.compile(r"(?:Trung tâm|Ban|Phòng|Cục|Vụ|Chi cục|Đội|Tổ|Viện) [^\W\d_a-z]\w* \w+$|Lực lượng$")
""" "Trung tâm Kiểm soát", before a verb."""
_LISTED = re.compile(
    r"\b[Cc]ác\s+(?:[Ss]ở|[Bb]ộ|[Pp]hòng|[Vv]ụ|[Cc]ục|[Bb]an|xã|phường|tỉnh|tỉnh, thành phố|xã, phường)\s*$"
)
_NAMES = re.compile(r":\s+[^\W\d_a-z][^,;.:]{1,40}[,;]\s+[^\W\d_a-z]")
"""Names of which only the plural before the colon says what they are: "Các sở: Tài chính, Y tế và Nội vụ rà soát"."""


def _begins_work(text: str, colon: int) -> bool:
    """Whether a verb stands after a colon."""
    return VERB.match(" " + text[colon + 1 : colon + 40].strip().lower()) is not None


def _after_basis(text: str, limit: int) -> Subject | None:
    """The bodies after the basis: the first comma after which a body begins that a verb follows."""
    at = text.find(", ", 0, limit)
    while at > 0:
        head = HEAD.match(text, at + 2) if _begins_body(text, at + 2) else None
        if head:
            verb = VERB.search(text, head.end() - 1)
            # A comma before the verb ends the basis: "Căn cứ … của các phòng, đơn vị và Kế hoạch này, xây dựng …".
            return Subject(at + 2, verb.start(), True) if verb and text[verb.start() - 1] != "," else None
        at = text.find(", ", at + 2, limit)
    return None


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", fold(name))


_CANONICAL = {_key(r["variant"]): r["name"] for r in _BODIES}
_PLACE = re.compile(r"\s+(?:(?:của|thuộc)\s+)?(?:phường|xã|đặc khu)((?:\s+\w+){0,4})$")


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """The name under which the variants of one body meet; a name that the table does not know is its own.

    A trailing "phường", "xã" (with or without its name) is dropped: which unit's body it is, the document says.
    """
    folded = " ".join(name.split())
    place = _PLACE.search(folded)
    named = place is not None and all(word[0].isupper() for word in place[1].split())
    bare = folded[: place.start()] if place and named else folded
    return _CANONICAL.get(_key(folded)) or _CANONICAL.get(_key(bare)) or folded
