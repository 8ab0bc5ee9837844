"""A document's outline: parts, numbered items at any depth, bullets, paragraphs, assignment lines, tables.

An item stands under the nearest item of a higher mark (`mark.py`); a bullet under another bullet where its sign is
new. A section heading in capitals that `tables/sections.csv` knows needs no mark. A paragraph belongs to the nearest
item, not to the bullet before it. One that begins in lower case goes on with what stands before it.
"""

import re
from dataclasses import dataclass

from ingest.body import subject
from ingest.due import LONGEST_TIME, heading_time
from ingest.label import LONGEST, Role, line_role
from ingest.mark import ANNEX, ARTICLE, BULLET, LABEL, MARK, NUMBER, PARAGRAPH, ROMAN, ROOT, mark_rank
from ingest.node import Node, Table
from ingest.section import BASED, ENDS, OFFICES, Section, closes, listed_section, section_kind


@dataclass(slots=True)
class Outline:
    root: Node
    tables: list[Table]


_TABBED = re.compile(r"[ ]*(?:[-+•●*]|[\d.]{1,8}[.)]|[a-zđ]\)|[IVX]{1,5}\.|[A-H]\.)[ ]*\t[^\t]+$")
"""A mark that a word processor parted from its text by a tab."""
_HANGING = (
    *(",", " và", " của", " số", " ngày", " các", " về", " với", " theo", " tại", " cho", " những", " trong", " hoặc"),
    " là",
)
_ATTACHED = ("ĐỀ CƯƠNG", "MẪU", "Mẫu ", "BIỂU", "Biểu ")
_TIMES = ("Thời gian thực hiện ", "Thời gian hoàn thành ", "Thời hạn hoàn thành ", "Thời hạn thực hiện ")


_TIME, _CONTENT = Role.TIME, Role.CONTENT
_NONE, _TASK, _OBJECTIVE, _ASSIGNMENT, _ORDER = (
    Section.NONE,
    Section.TASK,
    Section.OBJECTIVE,
    Section.ASSIGNMENT,
    Section.ORDER,
)
"""Looked up once: an attribute of an enumeration takes ten times as long as a name."""


class _Reader:
    """The state of one pass over the lines."""

    __slots__ = (
        *("addressed", "annex", "closed", "closing", "last", "may_go_on", "open", "root", "stack", "table", "tables"),
        *("line", "text", "title"),
    )

    def __init__(self, text: str, default: Section) -> None:
        self.text = text
        self.root = Node(ROOT, "", (0, 0), None, default)
        self.stack = [self.root]
        self.last: Node | None = None
        self.line = 0
        """Where the line in hand begins, mark included."""
        self.open: Node | None = None
        self.addressed = False
        """Bullets that follow name those to whom a letter is addressed."""
        self.closed = False
        self.may_go_on = False
        """Only a closing paragraph has been read: a numbered item after it shows that it closed nothing."""
        self.closing: Node | None = None
        self.tables: list[Table] = []
        self.table: Table | None = None
        self.annex = ""
        self.title = ""

    def read(self) -> Outline:
        text, match = self.text, MARK.match
        find, end_of_text = text.find, len(text)
        tabs, pipes = "\t" in text, "|" in text
        at, blank = 0, False
        while at < end_of_text:
            stop = find("\n", at)
            if stop < 0:
                stop = end_of_text
            start, at = at, stop + 1
            if start == stop:
                blank = True
                continue
            if tabs and find("\t", start, stop) >= 0 and not text[start:stop].isspace():
                tabbed = _TABBED.match(text, start, stop) if self.table is None else None
                if tabbed is None:
                    self._row(start, stop, blank)
                    blank = False
                    continue
                marked = match(text[start:stop].replace("\t", " "))
                if marked is not None and marked.lastgroup is not None:
                    self.line = start
                    self._line(marked.lastgroup, marked[marked.lastgroup], start + marked.end(), stop, blank)
                    blank = False
                    continue
            mark: str | None
            # Most lines need no pattern: a plain bullet, or a word that is no "Phần", "Chương", "Mục", "Điều".
            shown = text[start : start + 3]
            if shown[:2] == "- " and shown[2:].isalpha():
                mark, value, begin = "bullet", "-", start + 2
            elif shown[0].isupper() and shown[1:2].islower() and shown[0] not in "PCMĐ":
                mark, value, begin = None, "", start
            else:
                m = match(text, start)
                if m is None:
                    continue
                mark, begin = m.lastgroup, m.end()
                value = m[mark] if mark is not None else ""
            while stop > begin and text[stop - 1] in " \r\t\u200b":
                stop -= 1
            if begin >= stop and mark != "word":
                blank = True
                continue
            begin = min(begin, stop)
            if pipes and text.startswith("|", begin):
                self._row(begin, stop, blank)
            else:
                self.line = start
                self._line(mark, value, begin, stop, blank)
            blank = False
        return Outline(self.root, self.tables)

    def _row(self, start: int, stop: int, blank: bool) -> None:
        if self.table is None:
            self.table = Table(self.annex, self.title)
            self.tables.append(self.table)
            self.stack[-1].tabled = True
        self.table.rows.append((start, stop, blank))
        self.last = self.open = None

    def _line(self, mark: str | None, value: str, start: int, stop: int, blank: bool) -> None:
        text, last = self.text, self.last
        if self.table is not None and mark is None and not blank and text[start].islower():
            row = self.table.rows[-1]
            self.table.rows[-1] = (row[0], stop, row[2])
            return
        if mark is None and last is not None and not self.closed and self._goes_on(last, start):
            if last.lines:
                last.lines[-1] = (last.lines[-1][0], stop)
            else:
                last.end = stop
            self._check_end(stop)
            return
        self.table = None
        if self.closed and not self._reopens(mark, value, start, stop):
            return
        if mark is None and last is not None and last.start == last.end and last.rank == ARTICLE and not blank:
            last.start, last.end = start, stop
            return
        reach = start + LONGEST
        colon = text.find(":", start, stop if stop < reach else reach)
        if self.addressed:
            if mark == "bullet":
                return
            self.addressed = False
        if mark is None and (text.startswith("Kính gửi", start) or text[stop - 5 : stop].lower() == "điện:"):
            self.addressed = True
        if self.open is not None:
            unlabelled = colon < 0 or line_role(text[start:colon]) is None
            if unlabelled and (mark is None or (mark == "bullet" and value != self.open.mark)):
                self.open.lines.append((start, stop))
                self.last = self.open
                return
            self.open = None
        if (colon > 0 or text.startswith("T", start)) and self._label(mark, value, start, stop, colon):
            return
        if mark is None:
            self._paragraph(start, stop)
        else:
            self._item(mark, value, start, stop)
        if "/" in text[stop - 2 : stop]:
            self._check_end(stop)

    def _goes_on(self, last: Node, start: int) -> bool:
        """Whether an unmarked line goes on with the last block: it begins in lower case, or that one breaks off."""
        first = self.text[start]
        if first.islower():
            return True
        return (
            (first.isupper() or first.isdigit())
            and last.rank != LABEL
            and self.text.endswith(_HANGING, last.start, last.end)
        )

    def _check_end(self, stop: int) -> None:
        if self.text.endswith(("./.", "./"), max(stop - 3, 0), stop):
            self.closed, self.may_go_on = True, False

    def _reopens(self, mark: str | None, value: str, start: int, stop: int) -> bool:
        """Whether what follows the end of the text proper (signature, distribution) begins an annex or an attached
        plan."""
        text = self.text
        if self.may_go_on and (mark is None or mark == "bullet"):
            self.may_go_on = not text.startswith(ENDS, start)
        if self.may_go_on and mark not in (None, "bullet"):
            self.closed = self.may_go_on = False
            closing, self.closing = self.closing, None
            if closing is not None and closing.parent is not None:
                closing.parent.children.append(closing)
            return True
        if mark == "word" or (mark == "roman" and value == "I") or (mark == "capital" and value == "A"):
            self.closed = False
            if mark != "word":
                del self.stack[1:]
                if self.annex:
                    self.stack.append(self._annex_node(start))
            return True
        if mark is None:
            if text.startswith(_ATTACHED, start):
                self.annex, self.title = "PL", text[start:stop]
            else:
                self.title = text[start:stop]
        return False

    def _annex_node(self, at: int) -> Node:
        node = Node(ANNEX, self.annex, (at, at), self.root, _NONE)
        self.root.children.append(node)
        return node

    def _parent(self, rank: int) -> Node:
        stack = self.stack
        while stack[-1].rank >= rank:
            stack.pop()
        return stack[-1]

    def _bullet_rank(self, sign: str) -> int:
        stack = self.stack
        if stack[-1].rank < BULLET:
            return BULLET
        for node in stack:
            if node.rank >= BULLET and node.mark == sign:
                return node.rank
        return stack[-1].rank + 1

    def _rank(self, mark: str, value: str) -> tuple[int, str]:
        return (self._bullet_rank(value), value) if mark == "bullet" else mark_rank(mark, value)

    def _item(self, mark: str, written: str, start: int, stop: int) -> None:
        rank, value = self._rank(mark, written)
        if mark == "word" and rank == ANNEX and not self._begins_annex(written, start, stop):
            self._paragraph(self.line, stop)
            return
        parent = self._parent(rank)
        kind = parent.kind if rank >= BULLET else self._kind(rank, parent, start, stop)
        node = Node(rank, value, (start, stop), parent, kind)
        parent.children.append(node)
        self.stack.append(node)
        self.last = node
        if rank == ANNEX:
            self.annex, self.title = value, self.text[start:stop]
            self._titled(node, start, stop)

    def _begins_annex(self, written: str, start: int, stop: int) -> bool:
        """ "PHỤ LỤC II" begins an annex; "Phụ lục kèm theo …" inside a sentence does not."""
        return written.isupper() or stop - start < 3 or self.text[start].isupper()

    def _kind(self, rank: int, parent: Node, start: int, stop: int) -> Section:
        kind = parent.kind
        if rank == ANNEX or (kind is _NONE and parent is not self.root):
            return _NONE
        text = self.text
        if rank <= ARTICLE:
            found = section_kind(text[start : min(stop, start + 120)])
            if found:
                return found
            if rank == ARTICLE and kind is not _NONE:
                return listed_section(text[start:stop].lower()) or _ORDER
            return kind
        if rank < BULLET and stop - start <= 60 and text[stop - 1] not in ".;":
            found = section_kind(text[start:stop], part=False)
            if found and found is not _TASK and subject(text[start:stop]) is None:
                return kind if found is _NONE and kind is _ASSIGNMENT else found
            if found and kind is _ORDER and parent.rank == ARTICLE:
                return found
        return kind

    def _titled(self, node: Node, start: int, stop: int) -> None:
        """An annex whose title speaks of tasks is read for them; another is a form or a list."""
        low = self.text[start:stop].lower()
        if "nhiệm vụ" in low or "phân công" in low:
            node.kind = _TASK
        elif "mục tiêu" in low or "chỉ tiêu" in low:
            node.kind = _OBJECTIVE

    def _paragraph(self, start: int, stop: int) -> None:
        text = self.text
        shown = text[start:stop]
        top = self._parent(BULLET)
        if text.startswith(ENDS, start) or (top is not self.root and shown in OFFICES):
            self.closed, self.may_go_on = True, False
            return
        if stop - start <= LONGEST_TIME and self.root.children and heading_time(shown) == (0, stop - start):
            rank = ARTICLE if top.rank <= ARTICLE else BULLET - 1
            parent = self._parent(rank)
            node = Node(rank, shown.strip(" .:"), (start, stop), parent, parent.kind)
            parent.children.append(node)
            self.stack.append(node)
            self.last = None
            return
        if shown.isupper():
            self.last = None
            kind = section_kind(shown) if stop - start < 120 else None
            if kind and top is not self.root and top.rank < NUMBER and top.rank != ANNEX and not top.children:
                top.kind = kind if top.kind is not _NONE else top.kind
            elif kind and self.root.children:
                parent = self._parent(ROMAN)
                node = Node(ROMAN, "", (start, stop), parent, kind)
                parent.children.append(node)
                self.stack.append(node)
            if top.rank == ANNEX:
                self._titled(top, start, stop)
                self.title += " " + shown
            return
        if top.rank == ANNEX and not top.children:
            self._titled(top, start, stop)
            self.title += " " + shown
            return
        if top is not self.root and closes(shown):
            self.closed = self.may_go_on = True
            based = shown[:10].lower().startswith(BASED) and not shown.endswith(("./.", "./"))
            self.closing = Node(PARAGRAPH, "", (start, stop), top, top.kind) if based else None
            return
        node = Node(PARAGRAPH, "", (start, stop), top, top.kind)
        top.children.append(node)
        self.last = node

    def _label(self, mark: str | None, sign: str, start: int, stop: int, colon: int) -> bool:
        """A labelled line ("Cơ quan chủ trì: …"), with the further labels that stand in it."""
        text = self.text
        if mark is None and text[start] == "(":
            # A whole line in brackets: "(Đơn vị chủ trì: …; thời gian: …)".
            start += 1
            bracket = text.rfind(")", start, stop)
            stop = stop if bracket < 0 else bracket
        if colon < 0:
            if not text.startswith(_TIMES, start) or stop - start > 160:
                return False
            role, value = _TIME, start
        else:
            found = line_role(text[start:colon])
            if found is None or (mark == "number" and found is _TIME and "báo cáo" in text[start:colon]):
                return False
            role, value = found, colon + 1
            while value < stop and text[value] == " ":
                value += 1
        if mark is not None and mark not in ("bullet", "letter", "number", "bracket"):
            return False
        rank = BULLET if mark is None else self._rank(mark, sign)[0]
        parent = self._parent(rank)
        if role is _CONTENT:
            if value < stop:
                node = Node(PARAGRAPH if mark is None else rank, "", (value, stop), parent, parent.kind)
                parent.children.append(node)
                self.last = node
            return True
        while True:
            cut, following = self._next_label(value, stop)
            node = Node(LABEL, sign if mark == "bullet" else "", (value, cut), parent, parent.kind)
            node.role = role
            parent.children.append(node)
            if following is None:
                break
            role, value = following
        self.last = node
        if node.start >= node.end:
            self.open = node
        return True

    def _next_label(self, value: int, stop: int) -> tuple[int, tuple[Role, int] | None]:
        """Where the value ends: at the line's end, or where the next label of the same line begins."""
        text = self.text
        colon = text.find(":", value, stop)
        while colon > 0:
            cut = max(text.rfind(sign, value, colon) for sign in ";.,(")
            role = line_role(text[cut + 1 : colon]) if cut > 0 else None
            if role is not None and role is not _CONTENT:
                after = colon + 1
                while after < stop and text[after] == " ":
                    after += 1
                return cut, (role, after)
            colon = text.find(":", colon + 1, stop)
        return stop, None


def outline(text: str, default: Section = _TASK) -> Outline:
    """The outline of a view's text. Any text has one; one without marks is a root with paragraphs.

    `default` is what a section holds whose heading says nothing.
    """
    return _Reader(text, default).read()
