"""Work in an outline: the blocks that are work of their own, the lines of assignment that hold for each, its label.

The finest unit counts: an item whose bullets or paragraphs are work is a heading. Lines of assignment that stand
before the work of an item hold for all of it; lines after bullets or paragraphs hold for all of them since the last
such lines.
"""

import re

from ingest.body import Span, Subject, subject
from ingest.charge import is_charge, partners
from ingest.due import LONGEST_HEADING, LONGEST_TIME, heading_time
from ingest.label import Role
from ingest.mark import ARTICLE, BULLET, LETTER, NUMBER, PARAGRAPH
from ingest.node import Node
from ingest.section import CLOSINGS, Section, closes
from ingest.table import read_table

_SHORTEST = 15
_INSTRUMENTS = re.compile(
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Chỉ thị|Thông tư|Kế hoạch|Kết luận|Quy định|Công văn"
    r"|Chương trình|Hướng dẫn|Đề án)\s+(?:số\b|của\b|\d|[A-ZĐÂÁÀẢÊÔƠƯỨỦÝ])"
)
_ENACTING = re.compile(
    r"(?:thi hành|hiệu lực|chịu trách nhiệm thực hiện) (?:quyết định|nghị quyết|thông tư)|có hiệu lực", re.I
)
_GIVEN = re.compile(r"\s*(?:giao|phân công|yêu cầu|đề nghị)\b", re.I)
_DIRECTING = ("Chỉ đạo ", "Phân công ", "Lãnh đạo ")
_ANNEXED = re.compile(r"[Pp]hụ lục.*(?:kèm theo|đính kèm|chi tiết)|(?:kèm theo|đính kèm|chi tiết).*[Pp]hụ lục")
_ATTACHED = re.compile(r"[(*]*(?:[Bb]an hành )?[Kk]èm theo\b|\[\d{1,3}\] ")
"""What an annex belongs to, under its title; a footnote."""
_ASSENTS = "|".join(sorted((r["words"] for r in read_table("assents")), key=len, reverse=True))
_ASSENT = re.compile(rf"(?:(?:Hội nghị|Cuộc họp|Phiên họp|Kỳ họp) )? ?(?:{_ASSENTS})\b", re.I)
_ASSENTED = re.compile(rf"\b(?:{_ASSENTS})\b")
"""What a conclusion says of what was done or proposed: no work."""
_BY_WHEN = re.compile(
    r"[,.;]\s+(?=(?:hoàn thành|xong|thời gian|thời hạn|tiến độ)\b)"
    r"|\s+(?=(?:trong (?:quý|tháng|năm|\d)|trước (?:ngày|tháng|\d)))",
    re.I,
)
_ANNOUNCING = re.compile(r"\b(?:yêu cầu|chỉ đạo|ý kiến|kết luận|chỉ thị|đề nghị)\b")
_DUTY = re.compile(r"có trách nhiệm|chịu trách nhiệm|giám sát|tổ chức thực hiện|tổ chức triển khai|chủ trì|căn cứ")


_LEAD, _DOER, _COOP, _TIME, _PRODUCT = Role.LEAD, Role.DOER, Role.COOP, Role.TIME, Role.PRODUCT
_NONE, _TASK, _ASSIGNMENT, _ORDER = Section.NONE, Section.TASK, Section.ASSIGNMENT, Section.ORDER
"""Looked up once: an attribute of an enumeration takes ten times as long as a name."""


class Draft:
    """A task in the making: its text, its section, and the values of its assignment lines by role."""

    __slots__ = ("cells", "due", "end", "given", "kind", "label", "node", "start")

    def __init__(self, start: int, end: int, kind: Section, label: str, node: Node | None) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.label = label
        self.node = node
        self.cells: dict[Role, list[Span]] = {}
        self.given: Span | None = None
        """The bodies of the heading under which the task stands."""
        self.due: Span | None = None
        """The heading under which the task stands, where it says nothing but when."""


class Collector:
    """Walks the outline and makes drafts of its leaves."""

    __slots__ = ("announced", "orders", "text")

    def __init__(self, text: str, orders: bool) -> None:
        self.text = text
        self.orders = orders
        self.announced = False
        """A paragraph of a letter has announced that orders follow: "… có ý kiến như sau:"."""

    def walk(self, node: Node) -> list[Draft]:
        """The drafts under a node, its own where it has none under it."""
        if not node.children:
            own = self._leaf(node) if node.parent is not None else None
            return [] if own is None else [own]
        drafts: list[Draft] = []
        pending: list[Draft] = []
        before: dict[Role, list[Span]] = {}
        after: dict[Role, list[Span]] = {}
        if node.kind is _NONE and not any(c.children for c in node.children):
            return drafts
        for child in node.children:
            if child.role is not None:
                values = child.lines or [(child.start, child.end)]
                (after if drafts else before).setdefault(child.role, []).extend(values)
                continue
            charge = self._charge_end(child, bool(drafts) or node.rank >= NUMBER) if child.rank >= BULLET else 0
            if charge:
                lines = after if drafts else before
                lines.setdefault(_LEAD, []).append((child.start, charge))
                if child.end - charge > _SHORTEST:
                    lines.setdefault(_TIME, []).append((charge, child.end))
                continue
            if after:
                _give(pending, after)
                pending, after = [], {}
            found = self.walk(child)
            drafts += found
            pending += found
        if after:
            _give(pending, after)
        if node.parent is None:
            return drafts
        when = heading_time(self.text[node.start : node.end]) if drafts and self._may_say_when(node) else None
        if when:
            for draft in drafts:
                draft.due = draft.due or (node.start + when[0], node.start + when[1])
        if len(drafts) > 1 and node.rank >= NUMBER:
            self._share(node, drafts)
        cells: dict[Role, list[Span]] = {}
        if drafts and self._only_lists(node):
            cells = drafts[-1].cells
            node.end = max(d.end for d in drafts)
            node.children = [c for c in node.children if c.role is not None]
            drafts = []
        if not drafts:
            if any(c.role is None and (c.rank < BULLET or self._annexed(c)) for c in node.children):
                return drafts
            own = self._leaf(node)
            if own is None:
                return drafts
            own.cells.update(cells)
            drafts = [own]
        elif NUMBER <= node.rank < PARAGRAPH:
            if self._says_work(node):
                own = self._leaf(node)
                if own is not None:
                    drafts.insert(0, own)
            self._head(node, drafts)
        if before:
            _give(drafts, before)
        return drafts

    def _may_say_when(self, node: Node) -> bool:
        size = node.end - node.start
        return size <= LONGEST_TIME or (size <= LONGEST_HEADING and self.text.find(")", node.end - 2, node.end) > 0)

    def _charge_end(self, node: Node, work_before: bool) -> int:
        """A line that only names who does the work before it, and perhaps by when, is a line of assignment without a
        label: where the bodies end, else 0."""
        if not work_before or node.kind is not _TASK or node.children or node.end - node.start > 300:
            return 0
        shown = self.text[node.start : node.end]
        if shown[0] != "(" and " chủ trì" not in shown:
            return 0
        time = _BY_WHEN.search(shown)
        stop = time.start() if time else len(shown)
        return node.start + stop if is_charge(shown[:stop]) else 0

    def _says_work(self, node: Node) -> bool:
        """An item that is no heading: a long sentence, or several, ended by a full stop."""
        text, start, end = self.text, node.start, node.end
        if text[end - 1] not in ".;":
            return False
        if end - start > 220 or text.find(". ", start, end - 1) > 0:
            return True
        who = subject(text[start:end])
        return who is not None and (end - start > 60 if who.sentence else end - start - who.end > 40)

    def _share(self, node: Node, drafts: list[Draft]) -> None:
        """Lettered items, or bullets, of which only the last has lines of assignment share them."""
        if drafts[0].cells or not drafts[-1].cells:
            return
        items = [c for c in node.children if c.role is None and c.rank in (LETTER, BULLET)]
        if len(items) < 2 or any(c.rank != items[0].rank for c in items):
            return
        last = [d for d in drafts if d.start >= items[-1].start]
        earlier = [d for d in drafts if d.start < items[-1].start]
        if last and earlier and last[-1].cells and not any(d.cells for d in earlier):
            cells = last[-1].cells
            if _TIME in cells and (_LEAD in cells or _DOER in cells):
                _give(earlier, cells)

    def _annexed(self, node: Node) -> bool:
        """A line in brackets that sends to an annex for the work."""
        return self.text[node.start] == "(" and _ANNEXED.search(self.text, node.start, node.end) is not None

    def _only_lists(self, node: Node) -> bool:
        """Bullets that only go on with the item's list of instruments are no work of their own."""
        if not NUMBER <= node.rank < PARAGRAPH or node.end - node.start < 40:
            return False
        bullets = [c for c in node.children if c.role is None]
        return all(
            c.rank >= BULLET and not c.children and _INSTRUMENTS.match(self.text, c.start, c.end) for c in bullets
        )

    def _head(self, node: Node, drafts: list[Draft]) -> None:
        """The bodies of a heading go to the work under it."""
        who = subject(self.text[node.start : node.end]) or self._addressed(node)
        if who is None:
            return
        if node.kind is _TASK and self.text.startswith("Cấp ", node.start) and not who.sentence:
            # "1. Cấp tỉnh": where the work is done, not who does it.
            return
        if who.sentence and not self._assigns(node) and "trách nhiệm" not in self.text[node.start : node.end]:
            return
        if self.text[node.end - 1] == ":" and who.sentence:
            self._with_head(node, drafts)
        span = (node.start + who.start, self._unbracketed(node.start + who.start, node.start + who.end))
        for draft in drafts:
            # Whom the head directs ("Chỉ đạo các đơn vị …") is not who answers for it.
            directed = draft.given is not None and (
                draft.given[0] > draft.start or self.text.startswith("Lãnh đạo ", draft.start)
            )
            if draft.given is None or (directed and self.text.startswith(_DIRECTING, draft.start)):
                draft.given = span

    def _with_head(self, node: Node, drafts: list[Draft]) -> None:
        """With whom the head of a list says that its work is done: "… chủ trì, phối hợp với các cơ quan:"."""
        found = partners(self.text[node.start : node.end])
        if found is None:
            return
        span = (node.start + found[0], node.start + found[1])
        for draft in drafts:
            if partners(self.text[draft.start : draft.end]) is None:
                draft.cells.setdefault(_COOP, [span])

    def _addressed(self, node: Node) -> Subject | None:
        """ "Đối với Thủ đô Hà Nội": who a heading of assignments names, whatever begins the name."""
        shown = self.text[node.start : node.end].rstrip(" .:")
        if node.kind is not _ASSIGNMENT or not shown.startswith("Đối với ") or len(shown) > 80:
            return None
        return Subject(8, len(shown), False) if shown[8].isupper() else None

    def _unbracketed(self, start: int, end: int) -> int:
        """Where the bodies end: before a remark in brackets ("(cơ quan thường trực)")."""
        bracket = self.text.find("(", start, end)
        return bracket if bracket > 0 and self.text.find(")", bracket, end) in (-1, end - 1) else end

    def _assigns(self, node: Node) -> bool:
        """Whether the subject of a sentence is who must act: in sections that assign, and in orders outside any
        section."""
        if node.kind in (_ASSIGNMENT, _ORDER):
            return True
        if not self.orders:
            return False
        at = node
        while at.parent is not None and at.parent.parent is not None:
            at = at.parent
        return at.rank >= NUMBER

    def _leaf(self, node: Node) -> Draft | None:
        """The draft of a block without work under it, None where the block is no work."""
        text, start, end, kind = self.text, node.start, node.end, node.kind
        if kind is _NONE or (node.rank <= ARTICLE and kind is not _ORDER):
            return None
        parent = node.parent
        shown = text[start:end]
        if node.rank == PARAGRAPH and parent is not None and parent.parent is None and not self._root_order(shown):
            return None
        if kind is _ORDER and _ENACTING.search(shown):
            return None
        who = subject(shown)
        if who is not None and not who.sentence:
            at = start + who.end
            if at >= end - 1 or text[at] != ":":
                labelled = any(c.role in (_TIME, _PRODUCT) for c in node.children)
                named = node.rank < BULLET or kind is _ASSIGNMENT or parent is None or parent.parent is None
                if named and not labelled and len(shown) < 250:
                    return None
            else:
                at += 1
                while at < end and text[at] == " ":
                    at += 1
                if end - at < _SHORTEST:
                    return None
                draft = Draft(at, end, kind, "", node)
                if kind is _TASK and shown.startswith("Cấp "):
                    return draft
                draft.given = (start + who.start, self._unbracketed(start + who.start, start + who.end))
                return draft
        if node.tabled and node.rank < BULLET and shown[-1] not in ".;" and end - start < 160:
            return None
        short = end - start < _SHORTEST and (end - start < 6 or all(c.role is None for c in node.children))
        if short or (shown[-1] == ":" and not node.children) or shown.isupper():
            return None
        if (end - start < 160 and "hụ lục" in shown and _ANNEXED.search(shown)) or _ATTACHED.match(shown):
            return None
        if shown.startswith("Căn cứ") and (parent is None or parent.parent is None):
            return None
        if kind is _ORDER and not self._is_order(shown):
            return None
        if self.orders and self._assents(shown, who):
            return None
        if node.rank < BULLET and shown[:40].lower().startswith(CLOSINGS) and not _GIVEN.match(shown):
            return None
        draft = Draft(start, end, kind, "", node)
        if who is None:
            self._order_after_heading(draft)
        elif shown.startswith(" đề nghị ", who.end) and self._order_asked(draft, who.end + 1):
            pass
        elif who.sentence and (self._assigns(node) or _GIVEN.match(shown)):
            draft.given = (start + who.start, self._unbracketed(start + who.start, start + who.end))
        return draft

    def _assents(self, shown: str, who: Subject | None) -> bool:
        """A sentence of what was done or is agreed to: no work."""
        if who is None:
            return _ASSENT.match(shown) is not None
        return _ASSENT.match(shown, who.end) is not None or _ASSENTED.search(shown, who.start, who.end) is not None

    def _order_after_heading(self, draft: Draft) -> None:
        """ "Về giải phóng mặt bằng: Giao … thực hiện": whom the sentence after the item's heading gives the work."""
        at = self.text.find(": ", draft.start, min(draft.end, draft.start + 120)) + 2
        if at > 1 and _GIVEN.match(self.text, at):
            who = subject(self.text[at : draft.end])
            if who is not None and who.sentence:
                draft.given = (at + who.start, at + who.end)

    def _order_asked(self, draft: Draft, at: int) -> bool:
        """The body that a letter asks, whose work it is: "Sở Y tế đề nghị các bệnh viện báo cáo …"."""
        node = draft.node
        if not self.orders or node is None or node.parent is None or node.parent.parent is not None:
            return False
        start = draft.start + at
        who = subject(self.text[start : draft.end])
        if who is None or not who.sentence or self.text.startswith("cấp ", start + who.start):
            return False
        draft.given = (start + who.start, start + who.end)
        return True

    def _root_order(self, shown: str) -> bool:
        """A paragraph of a letter or directive, outside any item, that itself gives work to a body."""
        if not self.orders or closes(shown):
            return False
        if shown[-1] == ":":
            self.announced = self.announced or _ANNOUNCING.search(shown) is not None
            return False
        who = subject(shown)
        if who is not None and who.sentence and (self.announced or who.start > 12):
            # Who has done something is told of, not given work.
            self.announced = True
            return not shown.startswith((" đã ", " vừa "), who.end)
        if who is not None and who.sentence and shown.startswith(" có trách nhiệm", who.end):
            return True
        if not shown.startswith(("Giao ", "Đề nghị ", "Yêu cầu ", "Các ")):
            return False
        if who is None or not who.sentence or (shown[0] == "C" and _DUTY.search(shown) is None):
            return False
        self.announced = True
        return True

    def _is_order(self, shown: str) -> bool:
        if _GIVEN.match(shown):
            return True
        who = subject(shown)
        return who is not None and who.sentence and bool(_DUTY.search(shown))


def _give(drafts: list[Draft], values: dict[Role, list[Span]]) -> None:
    for draft in drafts:
        for role, spans in values.items():
            draft.cells.setdefault(role, spans)


def number(drafts: list[Draft]) -> None:
    """The label of every draft, in the document's own numbering; unnumbered ones are counted under their item."""
    by_item: dict[int, list[Draft]] = {}
    items: dict[int, Node] = {}
    for draft in drafts:
        node = draft.node
        if node is None:
            continue
        while node.rank >= BULLET and node.parent is not None:
            node = node.parent
        by_item.setdefault(id(node), []).append(draft)
        items[id(node)] = node
    for key, group in by_item.items():
        path = _path(items[key])
        alone = len(group) == 1 and group[0].node is not None and group[0].node.rank in (PARAGRAPH, items[key].rank)
        for count, draft in enumerate(group, 1):
            draft.label = path if alone else f"{path}#{count}"


def _path(node: Node) -> str:
    marks: list[str] = []
    at: Node | None = node
    below = ""
    while at is not None and at.parent is not None:
        numbered = NUMBER <= at.rank < LETTER
        if at.mark and not (numbered and below and below.startswith(at.mark + ".")):
            marks.append(at.mark)
            if numbered:
                below = at.mark
        at = at.parent
    return ".".join(reversed(marks))
