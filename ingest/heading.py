"""The heading of a document: number, symbol, date, place, type, title, issuer, signer, unit and level.

Layouts follow Nghị định 30/2020/NĐ-CP (State) and Quy định 399-QĐ/TW (Party). Where the letterhead is missing, what
it would say comes from the signature and the place line.
"""

import re

from ingest.document import Document, Level, Unit
from ingest.head import Head
from ingest.letterhead import group_bodies, issuer_word, level_of
from ingest.place_line import PLACE
from ingest.signature import read_signatures
from ingest.type_word import type_of_code
from ingest.unit import find_province, find_unit, units_named
from ingest.view import View

_HEAD = 6000
_JOINT = re.compile(r" - ")
_TOGETHER = re.compile(r"(?:LT|LN|LB|PH)\b|TTLT")
"""In the symbol of what several bodies issue: KHLT, HDLN, CTrPH."""
_GOVERNS = re.compile(r"(?:ỦY BAN NHÂN DÂN|UBND|ĐẢNG BỘ|TỈNH ỦY|THÀNH ỦY)\b", re.IGNORECASE)
_ISSUES = re.compile(
    r"(?:^|[;,.]\s|\n\s*)"
    r"(?P<body>(?:Bộ|Sở|Ban|Ủy ban|Hội đồng|Cục|Chi cục|Văn phòng|Thanh tra|Công an|Trung tâm|Hội|Liên đoàn)"
    r" [^.;:,\n]{2,70}?) (?:ban hành|xây dựng|hướng dẫn|báo cáo|thông báo|triển khai|đề nghị|yêu cầu) "
)
"""Where the text itself says who issues it: "Sở Nội vụ ban hành Kế hoạch …"."""


_REPEATED = re.compile(r"(?:CỦA [^\d]{3,120} )?SỐ:? +\d[\w/.-]+ +NGÀY .{3,28}?\d{4} +(?=[^\W\d])", re.IGNORECASE)
"""Author, number and date that a title repeats before its subject."""
_AUTHORITY = re.compile(
    r"^[ \t]*(?:CHỦ TỊCH +)?((?:ỦY BAN|HỘI ĐỒNG) NHÂN DÂN [^\n|,;:.]{4,60}?)[ \t|,]*$", re.MULTILINE
)
"""The line above the legal bases that says who decides, with its place."""


def _iso(date: re.Match[str] | None) -> tuple[str | None, str | None]:
    """The date and its precision; a blank day or month leaves what is known."""
    if date is None:
        return None, None
    year = date["year"] or date["y2"] or date["y3"]
    month = date["month"] or date["m2"] or date["m3"]
    if not year or len(year) != 4:
        return None, None
    if not month or not 1 <= int(month) <= 12:
        return year, "year"
    if not date["day"] or not 1 <= int(date["day"]) <= 31:
        return f"{year}-{int(month):02d}", "month"
    return f"{year}-{int(month):02d}-{int(date['day']):02d}", "day"


def _symbol(number: re.Match[str]) -> str:
    groups = number.groupdict()
    symbol = groups.get("normative") or groups["state"] or groups.get("old") or f"{groups['type']}/{groups['party']}"
    return re.sub(r"\s*([-./&])\s*", r"\1", symbol)


_VERBS = ("Quy định", "Hướng dẫn")
"""Types that are also the verbs with which titles begin: "Số: 4/2026/NQ-HĐND", and below "QUY ĐỊNH MỨC THU …"."""
_PLACELESS = ("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "UBND", "HĐND")


def _with_place(body: str, below: str) -> str:
    """A body whose place the letterhead has lost, as the line under the title names it."""
    said = _AUTHORITY.search(below)
    return said[1] if said and said[1].startswith(body.replace("UBND", "ỦY").replace("HĐND", "HỘI")) else body


def _fold(words: str) -> str:
    return " ".join(words.split())


def body_start(view: View) -> int:
    """Where the heading ends, without reading all that it says."""
    head = Head()
    head.read(view.text[:_HEAD])
    return head.end


def read_heading(view: View) -> Document:
    """What the document says of itself; offsets are the view's. A text without any heading gives an empty document."""
    text = view.text
    head = Head()
    head.read(text[:_HEAD])
    symbol = _symbol(head.number) if head.number else None
    date, precision = _iso(head.date)
    bodies = group_bodies([_fold(line) for line in head.issuer])
    if head.youth and bodies and "ĐOÀN" not in bodies[-1].upper():
        bodies[-1] = f"{bodies[-1]} {head.youth}"
    signatures = read_signatures(text, head.end)
    near = text[: _HEAD // 2]
    type_, title = _type_and_title(head, symbol)
    if len(bodies) == 1 and bodies[0].upper() in _PLACELESS:
        bodies = [_with_place(bodies[0], text[head.end : head.end + 700])]
    if (symbol and _TOGETHER.search(symbol)) or (type_ and type_.endswith("liên tịch")):
        bodies = _joined(bodies)
    issuer, governing, unit = _issuer(bodies, [s.body for s in signatures if s.body], head.place, symbol, near)
    signers = "; ".join(s.signer for s in signatures if s.signer)
    level = level_of(issuer, governing, unit)
    return Document(
        type=type_,
        number=head.number["number"] if head.number else None,
        symbol=symbol,
        date=date,
        date_precision=precision,
        place=head.place,
        issuer=issuer,
        title=title,
        signer=signers or None,
        unit=unit if level in {Level.COMMUNE, Level.UNKNOWN} else None,
        level=level,
        year_in_number=head.number.groupdict().get("year") if head.number else None,
        province_code=_province(unit, level, issuer, governing, head.place),
        self_start=head.number.start() if head.number else None,
        self_end=head.number.end() if head.number else None,
        body_start=head.end,
    )


_NAMED_PROVINCE = re.compile(
    r"\b(?:tỉnh ủy|tỉnh đoàn|thành ủy|thành đoàn|tỉnh|thành phố|tp\.?)\s+([^\s,;]+(?:\s+[^\s,;]+){0,2})", re.IGNORECASE
)


def _province(
    unit: Unit | None, level: Level, issuer: str | None, governing: str | None, place: str | None
) -> str | None:
    """The province of a document: its unit's, one that its letterhead names, or, of a province's body, its place."""
    if unit:
        return unit.province_code
    if level in {Level.CENTRAL, Level.MINISTRY}:
        return None
    for found in _NAMED_PROVINCE.findall(f"{issuer or ''}; {governing or ''}"):
        words = found.split()
        for count in range(len(words), 0, -1):
            if province := find_province(" ".join(words[:count])):
                return province.code
    named = find_province(place) if place and (level is not Level.COMMUNE or place.lower().startswith("tỉnh")) else None
    return named.code if named else None


def _joined(bodies: list[str]) -> list[str]:
    """The bodies of a letterhead of several issuers, one under the other; the first may govern all of them ("UBND XÃ
    …").
    """
    if len(bodies) < 2:
        return bodies
    second = issuer_word(bodies[1])
    if _GOVERNS.match(bodies[0]) and second and second.level in {"under", "department", "unknown"}:
        return [bodies[0], "; ".join(bodies[1:])]
    return ["; ".join(bodies)]


def _type_and_title(head: Head, symbol: str | None) -> tuple[str | None, str | None]:
    title = _fold(" ".join(head.title)) or None
    if title and title[0] in "CScs" and (repeated := _REPEATED.match(title)):
        title = title[repeated.end() :]
    if symbol is None or head.number is None:
        return head.type, title or _fold(" ".join(head.subject)) or None
    slash = "/" in symbol
    state = not slash or bool(head.number.groupdict().get("year"))
    if head.type:
        if symbol.startswith("VBHN") and head.type != (joined := type_of_code("VBHN", "state")):
            # The head of a consolidated text shows the type of what it consolidates.
            return joined, f"{head.type} {title or ''}".strip()
        if not (state and head.type_goes_on and head.type in _VERBS):
            return head.type, title
    code, _, rest = symbol.partition("/" if slash else "-")
    coded = type_of_code(code, "state" if state else "party")
    if head.type:
        same = coded is None or coded == head.type
        return (head.type, title) if same else (coded, f"{head.type.upper()} {title or ''}".strip())
    if title:
        return coded or "Công văn", title
    if subject := _fold(" ".join(head.subject)):
        return "Công văn", subject  # "1776/CT-CS" is of a Cục Thuế, no Chỉ thị
    return (coded or ("Công văn" if rest else None)), None


def _issuer(
    bodies: list[str], signing: list[str], place: str | None, symbol: str | None, near: str
) -> tuple[str | None, str | None, Unit | None]:
    """Issuer, the body that governs it, and the unit: from the letterhead; where it is missing, from signature and
    place line.
    """
    if bodies:
        issuer, governing = bodies[-1], " ".join(bodies[:-1]) or None
        issuer = _JOINT.sub(lambda m: "; " if issuer_word(bodies[-1][m.end() :]) else m.group(), issuer)
        return issuer, governing, _unit_in(f"{governing or ''} {issuer}", near) or _unit_of_place(place, bodies, near)
    if not signing and (said := _ISSUES.search(near)):
        signing = [_fold(said["body"])]
    unit = _unit_of_place(place, signing, near)
    where = f"{unit.type} {unit.name}" if unit else place if place and PLACE.fullmatch(place) else None
    names = []
    for body in signing:
        word = issuer_word(body)
        name = body
        if word and word.kind == "organ" and symbol and symbol.endswith("/ĐU"):
            name = f"{body} Đảng ủy"
        names.append(_placed(name, unit, where))
    return "; ".join(dict.fromkeys(names)) or None, None, unit


def _placed(name: str, unit: Unit | None, where: str | None) -> str:
    """A body with its place: "Ủy ban nhân dân" and "Ủy ban nhân dân phường" of Hồng Bàng both "Ủy ban nhân dân phường
    Hồng Bàng".
    """
    if unit:
        if unit.name.lower() in name.lower():
            return name
        return f"{name.removesuffix(' ' + unit.type)} {unit.type} {unit.name}"
    province = find_province(where) if where else None
    word = issuer_word(name)
    if province and word and word.level == "place" and province.name.lower() not in name.lower():
        return f"{name.removesuffix(' ' + province.type)} {province.type} {province.name}"
    return name


_AFTER_NAME = re.compile(r" - | LẦN THỨ | KHÓA | NHIỆM KỲ ", re.IGNORECASE)
_UNIT = re.compile(r"\b(?i:phường|xã|đặc khu)\s+(?:\d{1,2}\s+)?[^\W\d_a-z][^,;()\n]*")


def _unit_in(words: str, near: str) -> Unit | None:
    found = _UNIT.search(words)
    if not found:
        return None
    name = found[0] if units_named(found[0]) else _AFTER_NAME.split(found[0])[0]
    return find_unit(name, near=near)


def _unit_of_place(place: str | None, bodies: list[str], near: str) -> Unit | None:
    """The unit that a place line names, where a commune-level body issues: the place of a city's committee is its
    province.
    """
    if not place:
        return None
    said = " ".join(bodies).upper()
    if bodies and not any(
        w in said
        for w in ("ỦY BAN NHÂN DÂN", "UBND", "HỘI ĐỒNG NHÂN DÂN", "HĐND", "ĐẢNG", "PHƯỜNG", "XÃ", "BAN THƯỜNG")
    ):
        return None
    if any(w in said for w in ("TỈNH", "THÀNH PHỐ", "THÀNH ỦY", "HUYỆN", "QUẬN", "TRUNG ƯƠNG")):
        return None
    typed = PLACE.fullmatch(place)
    named = place if typed and typed[1] != place and not place.lower().startswith(("thành", "tp", "tỉnh")) else None
    if named is None:
        low = near.lower()
        name = place.lower()
        named = next((f"{kind} {place}" for kind in ("phường", "xã", "đặc khu") if f"{kind} {name}" in low), None)
        if named is None and find_province(place):
            return None
    return find_unit(named or place, near=near)
