"""What the citing text does with a citation, from the signal words before it (`tables/signals.csv`).

The last signal in the citation's own sentence decides, with these precedences: a paragraph that begins with "Căn
cứ" is the basis for the whole of its list; "sơ kết 5 năm thực hiện" reviews; "gắn với (triển khai) thực hiện"
links; "kèm theo" makes an annex. Members of a list share the relation of its head, lines of a list that of the line
that leads to them.
"""

import re

from ingest.draft import Draft
from ingest.mention import Form, Relation
from ingest.pattern import any_of
from ingest.table import read_table


def _read() -> dict[str, Relation]:
    return {row["phrase"]: Relation(row["relation"]) for row in read_table("signals")}


_SIGNALS = _read()
_FIND = re.compile(r"[ (“\"\n\t*+-]" + any_of(_SIGNALS) + r"(?![^\W_])")
_BASIS = re.compile(r"[\s\-+*•]*(?:Căn cứ|CĂN CỨ|Xét)(?![^\W_])")
_HEADING = re.compile(
    r"(?:[Cc]ăn cứ|CĂN CỨ|[Cc]ơ sở|CƠ SỞ) (?:pháp lý|PHÁP LÝ"
    r"|(?:lập|xây dựng|LẬP|XÂY DỰNG|ban hành|BAN HÀNH)(?: \S+){0,3})[ :.]*$"
)
_REACH = 100
_LEAD = 250
"""The same before a colon."""
_REVIEWED = 60
"""How far before the verb a review may be announced ("sơ kết 5 năm thực hiện")."""
_LINKED = 24


def basis_paragraph(text: str, start: int) -> bool:
    """Whether the paragraph that begins at `start` states legal bases."""
    return _BASIS.match(text, start) is not None


def basis_heading(text: str, start: int) -> bool:
    """Whether the line before `start` is a heading over legal bases ("II. CĂN CỨ PHÁP LÝ")."""
    end = start
    while end and text[end - 1] in " \n\t":
        end -= 1
    begin = text.rfind("\n", max(0, end - 80), end) + 1
    return 0 < end - begin < 80 and _HEADING.search(text, begin, end) is not None


def relation_before(text: str, start: int, at: int, reach: int = _REACH) -> Relation | None:
    """The relation that the words between `start` (of sentence or list) and `at` give; None where they give none. After
    a colon those of the whole sentence before it do."""
    if text.startswith(": ", at - 2) and reach == _REACH:
        return _leading(text, start, at - 2)
    low = max(start, at - reach)
    window = " " + text[low:at].lower()
    if window.endswith(_ISSUES) and _ISSUING.search(window, max(0, len(window) - 24)):
        return Relation.CITES
    places = list(_FIND.finditer(window))
    if places and places[-1][0].endswith("hướng dẫn") and _THING.match(window, places[-1].end()):
        return relation_before(text, start, low + places[-1].start(), reach)
    while places:
        last = places.pop()
        relation = _signal(last)
        if relation in _ACTS and _SUFFERED.search(window, max(0, last.start() - 12), last.start()):
            return None
        before = places[-1] if places else None
        if before is not None:
            if relation is Relation.CITES and last[0][1:] == "tại":
                if _signal(before) in _ACTS and (
                    last.start() - before.end() < 2 or window.startswith(" của ", before.end())
                ):
                    acting = places.pop()
                    if _SUFFERED.search(window, max(0, acting.start() - 12), acting.start()):
                        return None
                if not places:
                    return relation
                continue
            if relation is Relation.CITES and _signal(before) is Relation.BASED_ON:
                continue
            if relation is Relation.ANNEX_OF:
                continue
            gap = last.start() - before.end()
            if relation is Relation.REPEALS and _signal(before) is Relation.AMENDS and gap < 3:
                return Relation.AMENDS
            if gap < _REVIEWED and _signal(before) is Relation.REVIEWS:
                return Relation.REVIEWS
            if gap < _LINKED and relation is Relation.IMPLEMENTS and _signal(before) is Relation.LINKED_WITH:
                return Relation.LINKED_WITH
        return relation
    return None


_THING = re.compile(r" (?:của|sau|có liên quan)\b(?!.* tại $)")
"""After "hướng dẫn": it is what somebody issued, and says nothing of what follows ("thực hiện các quy định, hướng dẫn
của Trung ương về …: Luật …")."""
LASTING = frozenset(
    {Relation.BASED_ON, Relation.IMPLEMENTS, Relation.DISSEMINATES, Relation.REVIEWS, Relation.LINKED_WITH}
)
"""Relations that a list keeps over a semicolon and from line to line; what amends or replaces does so to its own
object."""
_SECTION = re.compile(r"[\s\dIVX.)]*tổ chức(?: triển khai,?)? thực hiện\s*$", re.IGNORECASE)
"""A heading, not an order."""


def relation_led_to(text: str, begin: int, last: Draft | None) -> Relation | None:
    """The relation that the line before `begin` gives to the lines after it: it ends with a colon, or breaks off its
    own list ("triển khai Chỉ thị …, Nghị quyết …..."), of which `last` is the last citation."""
    end = begin
    while end and text[end - 1] in " \n\t":
        end -= 1
    if text.endswith(("...", "…"), 0, end):
        near = last is not None and text.count("\n", last.end, begin) < 4
        return last.relation if last is not None and near and last.relation in LASTING else None
    if not text.endswith(":", 0, end):
        return None
    start = max(text.rfind("\n", 0, end), text.rfind(". ", max(0, end - _LEAD), end)) + 1
    return None if _SECTION.match(text, start, end - 1) else _leading(text, start, end - 1)


def _leading(text: str, start: int, at: int) -> Relation | None:
    """Of words that lead to a list; what guides is then rather among the things listed ("thực hiện các văn bản hướng
    dẫn sau")."""
    found = relation_before(text, start, at, _LEAD)
    if found is not Relation.DETAILS:
        return found
    window = " " + text[max(start, at - _LEAD) : at].lower()
    lasting = [signal for signal in map(_signal, _FIND.finditer(window)) if signal in LASTING]
    return lasting[-1] if lasting else found


_ACTS = frozenset({Relation.AMENDS, Relation.REPLACES, Relation.REPEALS, Relation.CORRECTS, Relation.DETAILS})
_ISSUING = re.compile(r"(?<!được) (?:ban hành|đã ra|vừa ra|có|trình) (?:các )?$")
"""Whoever issues what follows, the citing document only reports it
("Ủy ban nhân dân tỉnh đã ban hành Kế hoạch số …")."""
_ISSUES = ("hành ", " ra ", " có ", " các ", " trình ")
_SUFFERED = re.compile(r" (?:được|bị)$")
"""What makes the citation that follows the one that acts: "được sửa đổi, bổ sung tại Nghị định số …"."""


def _signal(match: re.Match[str]) -> Relation:
    phrase = match[0][1:]
    return _SIGNALS[" ".join(phrase.split()) if "  " in phrase else phrase]


_ACTIVE = re.compile(
    r" *,? *(?:đã +|để +)?(thay thế|bãi bỏ|hủy bỏ|sửa đổi|quy định chi tiết|hướng dẫn|triển khai|thực hiện"
    r"|cụ thể hóa|thi hành|đính chính|sơ kết|tổng kết)"
    r"(?![^\W_])"
)
_PASSIVE = re.compile(
    r" *[,(]? *(?:đã +)?(?:được|bị) +(sửa đổi|bổ sung|thay thế|bãi bỏ|hủy bỏ|hướng dẫn|quy định chi tiết"
    r"|đính chính)(?![^\W_]).*"
    r"(?:tại|bởi|theo|bằng|của) +$"
)
_CARRIED = re.compile(r",? *(?:\()?(?:được +)?(?:ban hành +)?(?:kèm +)?theo +$")


def stated_between(text: str, first: Draft, second: Draft) -> tuple[Draft, Draft, Relation] | None:
    """The relation that the words between two citations of a sentence state: source, target and what source does to
    target."""
    between = text[first.reach : second.start]
    if len(between) > 120 or ";" in between or "\n" in between or ". " in between:
        return None
    passive = _PASSIVE.match(between)
    if passive is not None:
        verb = "sửa đổi" if passive[1] == "bổ sung" else passive[1]
        return second, first, _SIGNALS[verb]
    active = _ACTIVE.match(between)
    if active is not None:
        return first, second, _SIGNALS[active[1]]
    if first.number is None and first.form is not Form.SELF and first.type not in _LAWS and _CARRIED.match(between):
        return second, first, Relation.PROMULGATES
    return None


_LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")


def inner_relation(text: str, outer: Draft, inner: Draft) -> Relation | None:
    """What an instrument does with the one that its title names: "triển khai, thực hiện Chỉ thị …", "quy định chi
    tiết … của Luật …"."""
    found = relation_before(text, outer.title_start, inner.start)
    return found if found not in (None, Relation.CITES, Relation.LINKED_WITH, Relation.BASED_ON) else None
