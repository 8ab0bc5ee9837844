"""Tasks of a document: its outline and its annex tables read for what is to be done, by whom, with whom, by when.

The finest unit counts: an item whose bullets or paragraphs are work of their own is a heading. Lines of assignment
that stand before the work of an item hold for all of it; lines after bullets or paragraphs hold for all of them since
the last such lines. Bodies come from the lines, else from "giao … chủ trì", else, in a section that assigns, from the
heading or the subject; in other sections the doer that a sentence happens to name is not its lead. Partners come from
the cooperation line, else from "phối hợp … với …" in the text.
"""

import re
from collections.abc import Sequence

from ingest.annex import Row, task_rows
from ingest.body import Span, body_spans, split_bodies, subject
from ingest.charge import partners, partners_after, remarked
from ingest.deadline import read_deadlines
from ingest.document import Document
from ingest.due import stated_deadlines
from ingest.label import LONGEST, Role, line_role
from ingest.mention import Mention
from ingest.section import Section
from ingest.structure import outline
from ingest.task import Deadline, Task, TaskKind
from ingest.view import View
from ingest.work import Collector, Draft, number

_KINDS = {
    Section.TASK: TaskKind.TASK,
    Section.OBJECTIVE: TaskKind.OBJECTIVE,
    Section.ASSIGNMENT: TaskKind.ASSIGNMENT,
    Section.ORDER: TaskKind.ASSIGNMENT,
}
_ORDERING = ("chỉ thị", "công văn", "công điện", "quyết định", "nghị quyết", "thông báo", "kết luận")
_DIRECTIVES = ("chỉ thị", "công văn", "công điện", "thông báo", "kết luận")
_REPORTING = ("báo cáo", "tờ trình", "biên bản", "quy chế", "luật", "nghị định", "thông tư")
_INLINE = (Role.LEAD, Role.DOER, Role.COOP, Role.TIME, Role.PRODUCT)
_STANDING = ("cơ quan thường trực", "cơ quan đầu mối", "cơ quan chủ trì", "đơn vị thường trực", "đơn vị đầu mối")
"""What a body is for the plan, said in place of its name."""
_GENERAL = frozenset(("các", "toàn", "những", "một", "mỗi", "từng", "cả", "cấp", "người", "thủ", "lãnh", "trưởng"))
_GENERAL |= {"cán", "đồng", "địa", "chính", "xã", "phường", "thôn", "đơn", "cơ", "nhà", "doanh"}
"""First words of what is no single body."""
_MARKUP = re.compile(r"\*+|<[^<>]{0,40}>|\s+")


_LEAD, _DOER, _COOP, _TIME, _PRODUCT = Role.LEAD, Role.DOER, Role.COOP, Role.TIME, Role.PRODUCT
_TASK, _OBJECTIVE, _ASSIGNMENT, _NONE = Section.TASK, Section.OBJECTIVE, Section.ASSIGNMENT, Section.NONE
"""Looked up once: an attribute of an enumeration takes ten times as long as a name."""


class _Writer:
    """Makes tasks of drafts: values as written, original offsets."""

    __slots__ = ("mentions", "plain", "source", "text", "view", "year")

    def __init__(self, view: View, source: str, mentions: Sequence[Mention], year: int | None) -> None:
        self.view = view
        self.text = view.text
        self.source = source
        self.mentions = mentions
        self.year = year
        self.plain = not view.cuts
        """Every character kept its place."""

    def written(self, start: int, end: int) -> str:
        """The original text of a view span, markup and page numbers dropped, white space folded."""
        i, j = self.view.span(start, end)
        shown = self.source[i:j]
        if "\n" in shown and j - i == end - start:
            # What the view masks over a page break is no part of the value.
            read = self.text[start:end]
            shown = "".join(" " if seen == " " else was for was, seen in zip(shown, read, strict=True))
        if "\u00ad" in shown or "\u200b" in shown:
            shown = shown.replace("\u00ad", "").replace("\u200b", "")
        return (
            _MARKUP.sub(" ", shown).strip() if "  " in shown or "*" in shown or "<" in shown or "\n" in shown else shown
        )

    def bodies(self, spans: Sequence[Span]) -> tuple[str, ...]:
        """The bodies of one or more values; several values are one list broken over rows or lines."""
        if len(spans) > 1:
            return split_bodies(" ".join(self.written(a, b) for a, b in spans))
        start, end = spans[0]
        shown = self.text[start:end]
        if self.plain:
            i, j = start, end
        else:
            i, j = self.view.span(start, end)
        if self.source[i:j] == shown:
            return split_bodies(shown)
        return tuple(dict.fromkeys(self.written(start + a, start + b) for a, b in body_spans(shown)))

    def deadlines(self, draft: Draft) -> tuple[Deadline, ...]:
        spans = draft.cells.get(_TIME)
        if not spans:
            stated = stated_deadlines(self.text[draft.start : draft.end], self.year)
            if not stated and draft.due:
                return read_deadlines(self.text[draft.due[0] : draft.due[1]], self.year)
            return stated
        found: list[Deadline] = []
        for a, b in spans:
            found += read_deadlines(self.text[a:b], self.year)
        if len(spans) > 1 and len(found) < len(spans):
            found = list(read_deadlines(" ".join(self.text[a:b] for a, b in spans), self.year)) or found
        return tuple(found)

    def lead(self, draft: Draft) -> tuple[str, ...]:
        cells = draft.cells
        spans = cells.get(_LEAD) or cells.get(_DOER)
        if spans:
            start, end = spans[0]
            if self.text[start] == "(":
                start, end = start + 1, end - (self.text[end - 1] == ")")
                spans = [(start, end), *spans[1:]]
            charge = self._charge(start, end) if len(spans) == 1 else -1
            if charge > 0:
                who = subject(self.text[start : charge + 9])
                return self.bodies([(start + who.start if who else start, charge)])
            return self.bodies(spans)
        named = self._in_charge(draft)
        if named is None and self._bracketed(draft):
            span = remarked(self.text[draft.start : draft.end])
            named = (draft.start + span[0], draft.start + span[1]) if span else None
        if named and not (draft.given and self.text[named[0] : named[1]].lower().startswith(_STANDING)):
            return self.bodies([named])
        if draft.given:
            return self.bodies([draft.given])
        doer = self._doer(draft)
        return self.bodies([doer]) if doer else ()

    def _doer(self, draft: Draft) -> Span | None:
        """The one body by name that a sentence of a task says does it, where no line assigns anything. "Các cơ quan …",
        "Cấp ủy …" tell whom the work concerns, not who answers for it."""
        if draft.kind is not _TASK or draft.cells:
            return None
        start = draft.start
        who = subject(self.text[start : draft.end])
        if who is None or not who.sentence:
            return None
        first = self.text[start + who.start : start + who.end].partition(" ")[0]
        if not first[0].isupper() or first.lower() in _GENERAL or not first.isalpha():
            return None
        return start + who.start, start + who.end

    def _charge(self, start: int, end: int) -> int:
        """Where a value's bodies end: before "chủ trì …", "phối hợp với …"; -1 where it is bodies only."""
        at = self.text.find(" chủ trì", start, end)
        return at if at > 0 else self.text.find(" phối hợp với ", start, end)

    def _in_charge(self, draft: Draft) -> Span | None:
        """ "Giao … chủ trì", "… chủ trì, phối hợp với …": who a sentence of the text itself puts in charge."""
        text, start, end = self.text, draft.start, draft.end
        at = text.find(" chủ trì", start, end)
        if at < 0 or text.endswith((" được giao", " được phân công"), start, at):
            return None
        begin = max(text.rfind(sign, start, at) + len(sign) for sign in (". ", "; ", ": ", "("))
        begin = max(begin, start)
        give = text[begin:at].lower().rfind("giao ")
        if give > 0:
            begin += give
        who = subject(text[begin : at + 9])
        if who is None or begin + who.end != at:
            return None
        return begin + who.start, begin + who.end

    def coop(self, draft: Draft) -> tuple[str, ...]:
        cells = draft.cells
        spans = cells.get(_COOP)
        if spans:
            return self.bodies(spans)
        named = cells.get(_LEAD) or cells.get(_DOER)
        if named and len(named) == 1:
            start, end = named[0]
            at = self._charge(start, end)
            span = (partners_after(self.text[at:end]) or partners(self.text[at:end])) if at > 0 else None
            if span:
                return self.bodies([(at + span[0], at + span[1])])
        if _LEAD in cells:
            doers = cells.get(_DOER)
            if doers:
                return self.bodies(doers)
            if not self.text.startswith("Phối hợp ", draft.start):
                return ()
        if self.text.find("hối hợp", draft.start, draft.end) < 0:
            return ()
        shown = self.text[draft.start : draft.end]
        span = (partners_after(shown) if " chủ trì" in shown else None) or partners(shown)
        return self.bodies([(draft.start + span[0], draft.start + span[1])]) if span else ()

    def _inline(self, draft: Draft) -> None:
        """The labels inside the text of a task itself: "(Chủ trì: …; thời gian: …)", "… Thời gian hoàn thành: …"."""
        text, start, end = self.text, draft.start, draft.end
        colon = text.find(":", start, end)
        role: Role | None = None
        value = 0
        while colon > 0:
            cut = max(text.rfind(sign, max(start, value, colon - LONGEST), colon) for sign in ";.,(")
            found = line_role(text[cut + 1 : colon]) if cut > 0 else None
            if found in _INLINE:
                if role is None and text[cut] == "." and cut > start:
                    # A sentence of its own is no part of the task's words.
                    draft.end = cut + 1
                if role is not None:
                    draft.cells.setdefault(role, [(value, cut)])
                role, value = found, colon + 1
            colon = text.find(":", colon + 1, end)
        if role is not None:
            stop = text.find(")", value, end)
            draft.cells.setdefault(role, [(value, end if stop < 0 else stop)])

    def _bracketed(self, draft: Draft) -> bool:
        return self.text.endswith((")", ").", ");"), draft.start, draft.end)

    def _own_end(self, draft: Draft) -> int:
        """Where a task's own words end: before a remark of who and when in brackets after its full stop."""
        text = self.text
        at = text.rfind(". (", draft.start, draft.end) + 1 if self._bracketed(draft) else 0
        if at == 0:
            return draft.end
        colon = text.find(":", at, draft.end)
        labelled = colon > 0 and line_role(text[at + 2 : colon]) in _INLINE
        return at if labelled or remarked(text[at - 1 : draft.end]) else draft.end

    def tasks(self, drafts: list[Draft]) -> list[Task]:
        """The tasks of the drafts, each with the indices of the mentions inside its span; drafts and mentions both
        stand in the order of the text."""
        out: list[Task] = []
        mentions = self.mentions
        at, last = 0, len(mentions)
        for draft in drafts:
            cells = draft.cells
            if not cells:
                self._inline(draft)
            start, end = (draft.start, draft.end) if self.plain else self.view.span(draft.start, draft.end)
            while at < last and mentions[at].start < start:
                at += 1
            inside: tuple[int, ...] = ()
            k = at
            while k < last and mentions[k].start < end:
                if mentions[k].end <= end:
                    inside += (k,)
                k += 1
            lead, coop = self.lead(draft), self.coop(draft)
            product = " ".join([self.written(a, b) for a, b in cells[_PRODUCT]]) if _PRODUCT in cells else None
            deadlines = self.deadlines(draft)
            if draft.kind is _OBJECTIVE:
                # What is to be reached in stages is reached at the last.
                deadlines = deadlines[-1:]
            cut = self._own_end(draft)
            if cut < draft.end:
                end = cut if self.plain else self.view.span(draft.start, cut)[1]
            label, kind, text = draft.label, _KINDS[draft.kind], self.source[start:end]
            if len(deadlines) < 2:
                due = deadlines[0] if deadlines else None
                out.append(Task(label, kind, start, end, text, due, lead, coop, product, inside))
                continue
            for count, due in enumerate(deadlines, 1):
                out.append(Task(f"{label}#{count}", kind, start, end, text, due, lead, coop, product, inside))
        return out


def _row_draft(row: Row) -> Draft:
    draft = Draft(row.start, row.end, row.kind, row.label, None)
    draft.cells = row.cells
    return draft


def _year(document: Document) -> int | None:
    """The year that yearless times mean: the document's, or the only one that its title names."""
    if document.date:
        return int(document.date[:4])
    named = set(re.findall(r"\b20\d\d\b", document.title or ""))
    return int(named.pop()) if len(named) == 1 else None


def find_tasks(view: View, document: Document, mentions: Sequence[Mention], source: str | None = None) -> list[Task]:
    """The tasks of a document, in the order of its text, with original offsets.

    `source` is the text that the view was made of, for values exactly as written; without it they are as in the view.
    """
    text = view.text
    type_ = (document.type or "").lower()
    read = outline(text, _NONE if type_.startswith(_REPORTING) else _TASK)
    collector = Collector(text, not type_ or type_.startswith(_ORDERING))
    drafts = collector.walk(read.root)
    if type_.startswith(_DIRECTIVES) or not type_:
        for draft in drafts:
            if draft.kind is _TASK and draft.given:
                draft.kind = _ASSIGNMENT
    number(drafts)
    for table in read.tables:
        drafts += [_row_draft(row) for row in task_rows(text, table)]
    drafts.sort(key=lambda d: d.start)
    return _Writer(view, text if source is None else source, mentions, _year(document)).tasks(drafts)
