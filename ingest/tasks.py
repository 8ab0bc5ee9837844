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
from ingest.body import Span, body_spans, partners, subject
from ingest.deadline import read_deadlines, stated_deadlines
from ingest.document import Document
from ingest.label import Role
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
_ORDERING = ("chỉ thị", "công văn", "công điện", "quyết định", "nghị quyết", "thông báo")
_REPORTING = ("báo cáo", "tờ trình", "biên bản", "quy chế", "luật", "nghị định", "thông tư")
_MARKUP = re.compile(r"\*+|<[^<>]{0,40}>|\s+")


class _Writer:
    """Makes tasks of drafts: values as written, original offsets."""

    __slots__ = ("mentions", "source", "text", "view", "year")

    def __init__(self, view: View, source: str, mentions: Sequence[Mention], year: int | None) -> None:
        self.view = view
        self.text = view.text
        self.source = source
        self.mentions = mentions
        self.year = year

    def written(self, start: int, end: int) -> str:
        """The original text of a view span, markup dropped, white space folded."""
        i, j = self.view.span(start, end)
        shown = self.source[i:j]
        return (
            _MARKUP.sub(" ", shown).strip() if "  " in shown or "*" in shown or "<" in shown or "\n" in shown else shown
        )

    def bodies(self, spans: Sequence[Span]) -> tuple[str, ...]:
        """The bodies of one or more values; several values are one list broken over rows or lines."""
        if len(spans) == 1:
            start, end = spans[0]
            found = [self.written(start + a, start + b) for a, b in body_spans(self.text[start:end])]
        else:
            joined = " ".join(self.written(a, b) for a, b in spans)
            found = [joined[a:b] for a, b in body_spans(joined)]
        return tuple(dict.fromkeys(found))

    def deadlines(self, draft: Draft) -> tuple[Deadline, ...]:
        spans = draft.cells.get(Role.TIME)
        if not spans:
            return stated_deadlines(self.text[draft.start : draft.end], self.year)
        found: list[Deadline] = []
        for a, b in spans:
            found += read_deadlines(self.text[a:b], self.year)
        if len(spans) > 1 and len(found) < len(spans):
            found = list(read_deadlines(" ".join(self.text[a:b] for a, b in spans), self.year)) or found
        return tuple(found)

    def lead(self, draft: Draft) -> tuple[str, ...]:
        cells = draft.cells
        spans = cells.get(Role.LEAD) or cells.get(Role.DOER)
        if spans:
            return self.bodies(spans)
        named = self._in_charge(draft)
        if named:
            return self.bodies([named])
        if draft.given:
            return self.bodies([draft.given])
        return ()

    def _in_charge(self, draft: Draft) -> Span | None:
        """ "Giao … chủ trì", "… chủ trì, phối hợp với …": who a sentence of the text itself puts in charge."""
        text, start, end = self.text, draft.start, draft.end
        at = text.find(" chủ trì", start, end)
        if at < 0:
            return None
        begin = max(text.rfind(". ", start, at), text.rfind("; ", start, at), text.rfind(": ", start, at))
        begin = start if begin < 0 else begin + 2
        low = text[begin:at].lower()
        give = low.rfind("giao ")
        if give > 0:
            begin += give
        who = subject(text[begin : at + 9])
        if who is None or begin + who.end != at:
            return None
        return begin + who.start, begin + who.end

    def coop(self, draft: Draft) -> tuple[str, ...]:
        cells = draft.cells
        spans = cells.get(Role.COOP)
        if spans:
            return self.bodies(spans)
        if Role.LEAD in cells:
            doers = cells.get(Role.DOER)
            return self.bodies(doers) if doers else ()
        span = partners(self.text[draft.start : draft.end])
        return self.bodies([(draft.start + span[0], draft.start + span[1])]) if span else ()

    def tasks(self, drafts: list[Draft]) -> list[Task]:
        out: list[Task] = []
        for draft in drafts:
            deadlines = self.deadlines(draft)
            product = draft.cells.get(Role.PRODUCT)
            start, end = self.view.span(draft.start, draft.end)
            task = Task(
                draft.label,
                _KINDS[draft.kind],
                start,
                end,
                self.source[start:end],
                deadlines[0] if deadlines else None,
                self.lead(draft),
                self.coop(draft),
                " ".join(self.written(a, b) for a, b in product) if product else None,
            )
            if len(deadlines) > 1:
                out += [task._replace(label=f"{draft.label}#{k}", deadline=d) for k, d in enumerate(deadlines, 1)]
            else:
                out.append(task)
        return _with_mentions(out, self.mentions)


def _with_mentions(tasks: list[Task], mentions: Sequence[Mention]) -> list[Task]:
    """Each task with the indices of the mentions inside its span; tasks and mentions both stand in the order of the
    text."""
    if not mentions:
        return tasks
    order = sorted(range(len(mentions)), key=lambda k: mentions[k].start)
    out: list[Task] = []
    at = 0
    for task in tasks:
        while at < len(order) and mentions[order[at]].start < task.start:
            at += 1
        inside: list[int] = []
        k = at
        while k < len(order) and mentions[order[k]].start < task.end:
            if mentions[order[k]].end <= task.end:
                inside.append(order[k])
            k += 1
        out.append(task._replace(mentions=tuple(inside)) if inside else task)
    return out


def _row_draft(row: Row) -> Draft:
    draft = Draft(row.start, row.end, row.kind, row.label, None)
    draft.cells = row.cells
    return draft


def find_tasks(view: View, document: Document, mentions: Sequence[Mention], source: str | None = None) -> list[Task]:
    """The tasks of a document, in the order of its text, with original offsets.

    `source` is the text that the view was made of, for values exactly as written; without it they are as in the view.
    """
    text = view.text
    type_ = (document.type or "").lower()
    read = outline(text)
    if type_.startswith(_REPORTING):
        read.root.kind = Section.NONE
    collector = Collector(text, type_.startswith(_ORDERING))
    drafts = collector.walk(read.root)
    number(drafts)
    for table in read.tables:
        drafts += [_row_draft(row) for row in task_rows(text, table)]
    drafts.sort(key=lambda d: d.start)
    year = int(document.date[:4]) if document.date else None
    return _Writer(view, text if source is None else source, mentions, year).tasks(drafts)
