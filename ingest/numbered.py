"""Citations by number: the core span, from the instrument-type word to the end of number and symbol.

Shapes, in any spacing and case:
- "Quyết định số 12/QĐ-UBND", "Nghị quyết số 12-NQ/TU", "Nghị định số 12/2024/NĐ-CP", "Công văn số 12/UBND-VX";
- "số" missing, glued ("số12-QĐ/TU"), or "số hiệu", "số:"; the type abbreviated ("QĐ số 12-QĐ/TU");
- words between type and number: "Kết luận thanh tra số …", "Nghị quyết của Bộ Chính trị số …", "Luật Nhà ở số
  12/2023/QH15";
- later members of a list: "Quyết định số 12-QĐ/TU, 13-QĐ/TU", "các Nghị quyết số 1-NQ/TW, số 2-NQ/TW": the core is
  the number and symbol alone, the type the head's unless the code says otherwise;
- a symbol alone ("theo 12/QĐ-UBND"): the type is read off the code;
- the number blank: "Kế hoạch số …/KH-UBND";
- by number alone where the words make it a citation: "Nghị quyết số 12", "Nghị quyết 12 của Bộ Chính trị", "NQ 12",
  "CT40".

Not: form numbers ("Mẫu số 01/…", "Biểu số …"), standards (TCVN, QCVN), quantities ("Kế hoạch 5 năm").
"""

import re

from ingest.document import Document
from ingest.draft import Draft
from ingest.mention import Form
from ingest.stretch import squeeze
from ingest.symbol import Symbol, find_symbols, types_of
from ingest.table import read_table

_ADJECTIVES = (
    "liên tịch",
    "liên ngành",
    "liên sở",
    "liên bộ",
    "phối hợp",
    "hành động",
    "kết luận",
    "công tác",
    "hợp nhất",
    "tổng thể",
    "chỉ đạo",
    "thẩm định",
)


def _read_types() -> dict[str, str]:
    names = {row["type"] for row in read_table("types")}
    names |= {"Văn bản", "Sắc lệnh", "Quy tắc", "Nội quy", "Giấy phép", "Thông cáo"}
    return {name.lower(): name for name in sorted(names)}


TYPES = _read_types()
"""Type names as written in full, by their lower case."""
_COMPOUND = {
    f"{low} {adjective}": f"{name} {adjective}"
    for low, name in TYPES.items()
    for adjective in _ADJECTIVES
    if " " + adjective not in low
}
_HEADS = TYPES | _COMPOUND
_ENDINGS = frozenset(name for low, name in TYPES.items() if any(other.endswith(" " + low) for other in _HEADS))
"""Types whose name also ends a longer one ("Thông báo kết luận")."""
_LEADING_TYPE = re.compile(
    "|".join(sorted((f"[{name[0]}{name[0].lower()}]{name[1:]}" for name in TYPES.values()), key=len, reverse=True))
)
_NOT_CITED = ("mẫu", "biểu", "biểu mẫu", "mẫu biểu", "tcvn", "qcvn", "iso", "tcxdvn", "phụ lục")
_SPACED = re.compile(r"\s+")
_WINDOW = 64
_CLAUSE = re.compile(r"[;\n\t.:()“”]")
_ABBREVIATED = frozenset(
    {
        "QĐ",
        "NQ",
        "CT",
        "KL",
        "KH",
        "NĐ",
        "TT",
        "TB",
        "HD",
        "CTr",
        "CTR",
        "ĐA",
        "CV",
        "QyĐ",
        "TTLT",
        "PL",
        "TTr",
        "BC",
        "QC",
    }
)


class Head:
    """The type word that governs a number, and where it stands."""

    __slots__ = ("issuer", "said", "start", "type")

    def __init__(self, start: int, type_: str | None, said: bool) -> None:
        self.start = start
        self.type = type_
        self.said = said
        self.issuer: str | None = None
        """Whether "số" stands before the number."""


def _number_word(low: str) -> tuple[str, bool]:
    """The window without the "số" (or "số hiệu", "số:") at its end, and whether there was one."""
    # A page may end after "số": the line feed before the number then stands inside the citation.
    bare = low.rstrip(" :.\n")
    for word in ("số hiệu", "số"):
        if bare.endswith(word):
            rest = bare[: -len(word)]
            if not rest or not rest[-1].isalpha():
                return rest.rstrip(" (,:"), True
    return low.rstrip(), False


def head_before(text: str, at: int) -> Head | None:
    """The type word before the number that begins at `at`; None where what stands there makes it no citation."""
    if text.startswith(" số ", at - 4):
        cut = text.rfind(" ", 0, text.rfind(" ", max(0, at - 32), at - 4)) + 1
        name = TYPES.get(text[cut : at - 4].lower())
        if name is not None and name not in _ENDINGS:
            return Head(cut, name, True)
    base = max(0, at - _WINDOW)
    window = text[base:at]
    low = window.lower()
    rest, said = _number_word(low)
    cut = len(rest)
    for _ in range(4):
        cut = rest.rfind(" ", 0, cut) if cut > 0 else -1
        cut_ = cut + 1
        name = _HEADS.get(rest[cut_:])
        if name is None and "  " in rest[cut_:]:
            name = _HEADS.get(_SPACED.sub(" ", rest[cut_:]))
        newline = max(rest.rfind("\n", cut_), rest.rfind("\t", cut_))
        if newline >= 0:
            name = _HEADS.get(rest[newline + 1 :])
            cut_, cut = newline + 1, -1
        if name is not None:
            return _longer(rest, base, cut_, name, said)
        if cut < 0:
            break
        while cut > 0 and rest[cut - 1] == " ":
            cut -= 1
    last = window[max(map(rest.rfind, " \t\n")) + 1 : len(rest)].lstrip('(“"')
    if last in _ABBREVIATED:
        return Head(base + len(rest) - len(last), types_of(last)[0], said)
    if rest.endswith(_NOT_CITED):
        return None
    return _distant(text, at, said) if said else Head(at, None, said)


def _longer(rest: str, base: int, cut: int, name: str, said: bool) -> Head:
    """The head with the words of a longer type name before it ("Quyết định" alone, but "Thông báo" before "kết
    luận")."""
    before = rest[:cut].rstrip()
    for words in (1, 2):
        parts = before.rsplit(" ", words)[-words:]
        if len(parts) == words:
            longer = " ".join(parts) + " " + rest[cut:]
            if longer in _HEADS:
                return Head(base + len(before) - len(" ".join(parts)), _HEADS[longer], said)
    return Head(base + cut, name, said)


def _distant(text: str, at: int, said: bool) -> Head:
    """The type word further back in the clause, where only its name or issuer stands between ("Luật … số", "Chỉ thị
    của … số")."""
    low = max(0, at - 160)
    start = low
    for stop in _CLAUSE.finditer(text, low, at):
        start = stop.end()
    law = text.rfind("Luật ", start, at)
    if law >= 0 and "số " not in text[law + 5 : max(law + 5, at - 5)]:
        code = law - 3 if text.startswith("Bộ l", law - 3) else law
        return Head(code, "Luật", said)
    for word, name in (("Bộ luật ", "Bộ luật"), ("Pháp lệnh ", "Pháp lệnh")):
        found = text.rfind(word, start, at)
        if found >= 0:
            return Head(found, name, said)
    found_type = None
    for match in _LEADING_TYPE.finditer(text, max(start, at - 70), at):
        if match[0][0].isupper():
            found_type = match
    if found_type is not None and "," not in text[found_type.end() : at] and " và " not in text[found_type.end() : at]:
        head = Head(found_type.start(), TYPES[found_type[0].lower()], said)
        of = _OF_ISSUER.match(text, found_type.end(), at)
        if of is not None:
            head.issuer = squeeze(of[1])
        return head
    return Head(at, None, said)


_OF_ISSUER = re.compile(r" +của +([^,;.]+?) +số[ :]*$")


def read_numbered(text: str, document: Document) -> list[Draft]:
    """The citations with a symbol, blanks and the document's own number line among them."""
    drafts: list[Draft] = []
    previous: Draft | None = None
    for symbol in find_symbols(text):
        if symbol.start < document.body_start and _names_itself(symbol, document):
            continue
        draft = _draft(text, symbol, previous, document)
        if draft is not None:
            drafts.append(draft)
            if draft.form is not Form.SELF:
                previous = draft
    start, end = document.self_start, document.self_end
    if start is not None and end is not None and not any(d.form is Form.SELF for d in drafts):
        # A number line that is broken before its symbol.
        own = Draft(start, end, Form.SELF, None)
        own.number, own.year, own.symbol = document.number, document.year_in_number, document.symbol
        drafts = [d for d in drafts if d.start < start] + [own] + [d for d in drafts if d.start >= end]
    return drafts


def _names_itself(symbol: Symbol, document: Document) -> bool:
    """Whether a number in the heading is the document's own, said once more: by the page that shows it, or its title.

    The number line itself is the document's, and is read as such.
    """
    own = document.self_start
    if own is None or own <= symbol.start <= own + 40:
        return False
    if symbol.number != document.number or symbol.year != document.year_in_number:
        return False
    said, symbol_ = (document.symbol or "").upper(), symbol.symbol.upper()
    return said.startswith(symbol_) if symbol.start < own else symbol_ == said


def _draft(text: str, symbol: Symbol, previous: Draft | None, document: Document) -> Draft | None:
    own = document.self_start
    if (
        own is not None
        and own <= symbol.start <= own + 40
        and (previous is None or (symbol.start < document.body_start and symbol.number == document.number))
    ):
        return _fill(text, Draft(own, symbol.end, Form.SELF, None), symbol)
    head = head_before(text, symbol.start)
    if head is None:
        return None
    types = types_of(symbol.code)
    if symbol.number is None:
        if head.type is None:
            return None
        return _fill(text, Draft(head.start, symbol.end, Form.BLANK, head.type), symbol)
    if head.type is not None:
        # The end of a range: "các Quyết định từ số 12/QĐ-UBND đến số 15/QĐ-UBND".
        apart = previous is None or previous.end <= head.start
        draft = Draft(head.start if apart else symbol.start, symbol.end, Form.NUMBERED, head.type, apart)
        draft.issuer = head.issuer
        return _fill(text, draft, symbol)
    if not symbol.body and not types:
        return None
    draft = Draft(symbol.start, symbol.end, Form.NUMBERED, None, headed=False)
    governed = (
        previous is not None and symbol.start - previous.end < 400 and "\n" not in text[previous.end : symbol.start]
    )
    if types:
        if governed and previous is not None and previous.type and _same_code(previous, symbol, types):
            draft.type = previous.type
        else:
            draft.type = types[0] if not (symbol.party and symbol.code.upper() == "TT") else "Thông tri"
    elif head.said or _DATED.match(text, symbol.end):
        letters = governed and previous is not None and previous.type == "Văn bản"
        draft.type = "Văn bản" if letters else "Công văn"
    else:
        return None
    if draft.issuer is None:
        _governed(text, draft, previous)
    return _fill(text, draft, symbol)


def _governed(text: str, draft: Draft, previous: Draft | None) -> None:
    """Gives a member without type word the issuer of the phrase that opens its list ("các Nghị quyết của Bộ Chính
    trị: số …, số …")."""
    if previous is not None and not previous.headed and previous.issuer:
        between = text[previous.end : draft.start]
        if len(between) < 12 or (len(between) < 400 and between.endswith(("; ", "; số ", ";")) and "\n" not in between):
            draft.issuer = previous.issuer
            return
    opening = OPENING.search(text, max(0, draft.start - 90), draft.start)
    if opening is not None:
        draft.issuer = squeeze(opening[1])


def _same_code(previous: Draft, symbol: Symbol, types: tuple[str, ...]) -> bool:
    code = (previous.symbol or "").replace("/", "-").split("-")[0]
    return code.upper() == symbol.code.upper() or previous.type in types


OPENING = re.compile(
    r"(?:ăn bản|ghị quyết|uyết định|hỉ thị|ết luận|ế hoạch|hông báo|ông văn|hương trình|ướng dẫn|ông điện)"
    r"[^,;.:\n]{0,20}? của ([^,;.:\n()]{4,60}?) *(?:,? *(?:gồm|như"
    r"|là))?(?:,? *(?:tại +)?(?:kỳ họp|phiên họp) [^,;.:\n()]{0,30})?(?: *[:(]) *(?:[Ss]ố +)?$"
)
_DATED = re.compile(r",? +ngày +\d{1,2}/\d{1,2}/\d{4}")
"""What makes a number and a body's symbol without type word a letter ("(123/SYT-NVY, ngày 01/02/2024)")."""
_PLACE = re.compile(r" (?:UBND|HĐND|Đảng ủy)(?: (?:tỉnh|huyện|thành phố|xã|phường))?(?=,? ngày)")
"""A body of the symbol written apart from it ("…/BDVTU-BCSĐ UBND tỉnh ngày …")."""


def _fill(text: str, draft: Draft, symbol: Symbol) -> Draft:
    apart = _PLACE.match(text, draft.end) if text.startswith(" ", draft.end) else None
    if apart is not None:
        draft.end = draft.reach = apart.end()
    draft.number = symbol.number
    draft.year = symbol.year
    draft.symbol = symbol.symbol
    draft.body = symbol.body or symbol.code
    return draft
