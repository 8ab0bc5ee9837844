"""Annex tables: rows of tab-separated or piped cells in the text, read as tasks.

A row broken over a page goes on in a row with an empty number cell whose text begins in lower case (or which has no
text, only the rest of other cells); its cells are joined to the row before. A heading row may be missing or repeated.
A row with a text and nothing else is a group row, no task: the rows after it belong to it. A table without a column of
bodies or of time is no table of tasks.
"""

import re
from dataclasses import dataclass, field

from ingest.body import Span, subject
from ingest.deadline import read_deadlines
from ingest.label import Role, column_role, line_role
from ingest.node import Table
from ingest.section import Section

_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,6}|[A-HĐ]|[a-zđ])[.)]?\)?$")
_GROUP_NUMBER = re.compile(r"(?:[IVX]{1,6}|[A-HĐ])[.)]?$")
_ASSIGNED = (Role.LEAD, Role.DOER, Role.COOP, Role.TIME)
_CLOCK = re.compile(r"(?:[Tt]ừ\s+)?\d{1,2}\s?(?:[hg:]|giờ)\s?\d{0,2}")
_RULE = re.compile(r"[\s|:+-]*$")
_FINER = re.compile(r"cụ thể|hoạt động|công việc|chi tiết")
_SAME = re.compile(r"[\s\"'“”″.-]*(?:nt|n\.t|như trên)?[\s\"'“”″.-]*$", re.I)
"""What stands in a cell for the words of the cell above: "-nt-", "như trên", a ditto mark."""
_LONGEST_SAME = 12
_SUMS = ("tổng cộng", "tổng số", "cộng")
_ENDED = (".", ";", "!", "?", ":", "…")


@dataclass(slots=True)
class Row:
    """One row that is a task: its text, and the spans of the cells by what their columns hold."""

    label: str
    start: int
    end: int
    kind: Section
    cells: dict[Role, list[Span]] = field(default_factory=dict)
    before: "Row | None" = None
    """The row above in its group, whose cells may be merged over this one."""


def _inherit(row: Row) -> None:
    """Takes the cells merged over rows, which a text leaves empty in all but the first: who, and where nothing else
    stands in the row, by when.

    An empty cell beside a lead of the row's own means that there is none.
    """
    cells = row.cells
    if row.before is None or Role.LEAD in cells or Role.DOER in cells:
        return
    for role in _ASSIGNED:
        if role in row.before.cells:
            cells.setdefault(role, row.before.cells[role])


def _relabel(text: str, row: Row) -> None:
    """Parts the bodies of a cell that says itself which they are: "Chủ trì: …; phối hợp: …"."""
    for role in (Role.LEAD, Role.DOER):
        spans = row.cells.get(role, [])
        if len(spans) != 1 or text.find(":", *spans[0]) < 0:
            continue
        start, end = spans[0]
        parted: dict[Role, list[Span]] = {}
        while start < end:
            colon = text.find(":", start, end)
            found = line_role(text[start:colon]) if colon > 0 else None
            if found not in (Role.LEAD, Role.DOER, Role.COOP):
                return
            after = text.find(":", colon + 1, end)
            stop = max(text.rfind(sign, colon, after) for sign in ";.,\n") if after > 0 else end
            if stop < 0:
                return
            parted.setdefault(found, []).append((colon + 1, stop))
            start = stop + 1
        del row.cells[role]
        row.cells |= parted


def _is_agenda(text: str, logical: list[tuple[list[Span], bool]], roles: dict[int, Role]) -> bool:
    """Whether the times of a table are hours: the programme of a meeting, no tasks."""
    k = next((k for k, r in roles.items() if r is Role.TIME), None)
    if k is None:
        return False
    hours = [_CLOCK.match(text, *cells[k]) is not None for cells, _ in logical[:6] if k < len(cells)]
    return sum(hours) * 2 > len(hours) - 1 > 0


def _cells(text: str, start: int, stop: int) -> list[Span]:
    """The cells of a row, white space at their edges excluded; an empty cell is an empty span."""
    sign = "\t" if text.find("\t", start, stop) >= 0 else "|"
    if sign == "|":
        while start < stop and text[start] in "| ":
            start += 1
            if text[start - 1] == "|":
                break
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        if stop > start and text[stop - 1] == "|":
            stop -= 1
    out: list[Span] = []
    at = start
    for cell in text[start:stop].split(sign):
        stop = at + len(cell)
        if cell and (cell[0].isspace() or cell[-1].isspace()):
            bare = cell.lstrip()
            out.append((stop - len(bare), stop - len(bare) + len(bare.rstrip())))
        else:
            out.append((at, stop))
        at = stop + 1
    return out


def _header(text: str, cells: list[Span]) -> dict[int, Role] | None:
    """The columns that a heading row names, or None where the row is no heading."""
    roles: dict[int, Role] = {}
    for k, (i, j) in enumerate(cells):
        if j - i > 72:
            return None
        role = column_role(text[i:j])
        if role is Role.TASK and role in roles.values() and _FINER.search(text[i:j].lower()):
            # "Nhiệm vụ chung", "Nhiệm vụ cụ thể": the finer column is the work.
            roles = {n: r for n, r in roles.items() if r is not Role.TASK}
        if role and role not in roles.values():
            roles[k] = role
    if len(roles) < 2 or not any(
        r in _ASSIGNED or r in (Role.TASK, Role.OBJECTIVE, Role.NUMBER) for r in roles.values()
    ):
        return None
    return roles


def _worked(roles: dict[int, Role], width: int) -> dict[int, Role] | None:
    """The heading's columns with the text column made sure of; None where the table gives no bodies and no times."""
    values = set(roles.values())
    if not values.intersection(_ASSIGNED):
        return None
    if Role.TASK not in values and Role.OBJECTIVE not in values:
        free = next((k for k in range(width) if k not in roles), None)
        if free is None:
            return None
        roles[free] = Role.TASK
    return roles


def _guessed(text: str, rows: list[list[Span]]) -> dict[int, Role] | None:
    """The columns of a table without a heading: numbers, the longest text, times, then bodies (lead before
    cooperating)."""
    width = max(len(r) for r in rows)
    full = [r for r in rows if len(r) == width and sum(j > i for i, j in r) > 2][:8]
    if not full or width < 3:
        return None
    roles: dict[int, Role] = {}
    columns = [[text[i:j] for i, j in (r[k] for r in full) if j > i] for k in range(width)]
    lengths = [sum(map(len, c)) for c in columns]
    main = lengths.index(max(lengths))
    roles[main] = Role.TASK
    for k, column in enumerate(columns):
        if k == main or not column:
            continue
        if all(_NUMBER.match(c) for c in column):
            roles.setdefault(k, Role.NUMBER)
        elif sum(bool(read_deadlines(c)) for c in column) * 2 > len(column):
            roles[k] = Role.TIME
        elif sum(subject(c) is not None for c in column) * 2 > len(column):
            roles[k] = Role.COOP if Role.LEAD in roles.values() else Role.LEAD
    return roles if set(roles.values()).intersection(_ASSIGNED) else None


def _logical(text: str, table: Table) -> list[tuple[list[Span], bool]]:
    """The rows with their cells, a cell broken over lines without tabs having been joined already by the outline."""
    out: list[tuple[list[Span], bool]] = []
    width = 0
    for start, stop, blank in table.rows:
        if text.find("\t", start, stop) < 0 and _RULE.match(text, start, stop):
            continue
        cells = _cells(text, start, stop)
        before = out[-1][0] if out else []
        fits = len(before) + len(cells) == width + 1 and len(before) > 1
        if fits and (text[start].islower() or (not blank and not _NUMBER.match(text, *cells[0]))):
            # A line or page break inside a cell: the row goes on where that cell broke off.
            before[-1] = (before[-1][0], cells[0][1])
            before += cells[1:]
            continue
        width = max(width, len(cells))
        out.append((cells, blank))
    return out


class _TableReader:
    """The state of one pass over a table's rows."""

    __slots__ = ("bullets", "group", "kind", "last", "prefix", "rows", "section", "text")

    def __init__(self, text: str, table: Table, kind: Section) -> None:
        self.text = text
        self.prefix = table.annex
        self.kind = kind
        self.section = ""
        self.group = ""
        self.bullets = 0
        self.rows: list[Row] = []
        self.last: Row | None = None

    def _label(self, *parts: str) -> str:
        return ".".join(p for p in (self.prefix, *parts) if p)

    def group_row(self, number: str, heading: str) -> None:
        number = number.strip(" .()")
        if number and _GROUP_NUMBER.match(number):
            self.section, self.group = number, ""
        else:
            self.group = number
        low = heading.lower()
        if low.startswith(("mục tiêu", "chỉ tiêu")):
            self.kind = Section.OBJECTIVE
        elif low.startswith(("nhiệm vụ", "giải pháp")):
            self.kind = Section.TASK
        self.bullets = 0
        self.last = None

    def task_row(self, number: str, span: Span, cells: dict[Role, Span]) -> None:
        number = number.strip(" .()")
        if number:
            self.bullets = 0
            under = self.group if self.group and number.startswith(self.group + ".") else ""
            label = (
                self._label(self.section, number)
                if under or not number.isalpha()
                else self._label(self.section, self.group, number)
            )
            self.group = number if not self.group or not number[0].isalpha() else self.group
        else:
            self.bullets += 1
            label = self._label(self.section, self.group) + f"#{self.bullets}"
        row = Row(label, *span, self.kind)
        for role, cell in cells.items():
            row.cells[role] = [cell]
        row.before = self.last
        if self.last is not None:
            for role in _ASSIGNED:
                start, end = cells.get(role, (0, _LONGEST_SAME))
                if end - start < _LONGEST_SAME and role in self.last.cells and _SAME.match(self.text, start, end):
                    row.cells[role] = self.last.cells[role]
        self.rows.append(row)
        self.last = row

    def joined(self, span: Span, cells: dict[Role, Span]) -> None:
        row = self.last
        if row is None:
            return
        if span[1] > span[0]:
            row.end = span[1]
        for role, cell in cells.items():
            row.cells.setdefault(role, []).append(cell)

    def take(
        self, number: str, span: Span, rest: dict[Role, Span], *, blank: bool, following: str | None, goes_on: bool
    ) -> None:
        """Decides what a row is: the rest of the one before, a group, or a task.

        `blank` says that a blank line stands before the row, `following` is the number of the next row (None at the
        end), `goes_on` that other cells show it to be work though no body and no time stand in it.
        """
        shown = self.text[span[0] : span[1]]
        if shown.lower().startswith(_SUMS):
            return
        assigned = any(r in rest for r in _ASSIGNED)
        last = self.last
        if not number and last is not None and (Role.TIME not in rest or (shown[:1].islower() and not last.cells)):
            broken = (
                not shown
                or shown[0].islower()
                or (blank and not assigned and not self.text.startswith(_ENDED, last.end - 1))
            )
            if broken and (shown or rest):
                self.joined(span, rest)
                return
        if not shown:
            return
        if not number and not rest and shown[0].islower():
            return
        if not assigned and not rest.get(Role.PRODUCT):
            if number and following is not None and _NUMBER.match(following or "-") and not _GROUP_NUMBER.match(number):
                under = following.strip(" .()")
                if not under.startswith(number.strip(" .()") + ".") and not (
                    under[0].isalpha() and number[0].isdigit()
                ):
                    self.task_row(number, span, rest)
                    return
            if number and goes_on:
                self.task_row(number, span, rest)
                return
            self.group_row(number, shown)
            return
        self.task_row(number, span, rest)


def task_rows(text: str, table: Table) -> list[Row]:
    """The task rows of a table, in order; none where it is no table of tasks."""
    logical = _logical(text, table)
    roles: dict[int, Role] | None = None
    for at, (cells, _) in enumerate(logical[:4]):
        found = _header(text, cells)
        if found:
            under = _header(text, logical[at + 1][0]) if at + 1 < len(logical) else None
            if under:
                found = {k: r for k, r in found.items() if r not in under.values()} | under
            roles = _worked(found, len(cells))
            if roles is None:
                return []
            break
    else:
        roles = _guessed(text, [cells for cells, _ in logical]) if logical else None
    if roles is None:
        return []
    if _is_agenda(text, logical, roles):
        return []
    kind = Section.TASK if Role.TASK in roles.values() else Section.OBJECTIVE
    reader = _TableReader(text, table, kind)
    main = min(
        (k for k, r in roles.items() if r in (Role.TASK, Role.OBJECTIVE)), key=lambda k: roles[k] is not Role.TASK
    )
    number_at = next((k for k, r in roles.items() if r is Role.NUMBER), None)
    for at, (cells, blank) in enumerate(logical):
        if _header(text, cells) or all(i == j for i, j in cells):
            continue
        number = _cell(text, cells, number_at)
        span = cells[main] if main < len(cells) else (cells[-1][1], cells[-1][1])
        rest = {
            r: cells[k]
            for k, r in roles.items()
            if k < len(cells) and k not in (main, number_at) and cells[k][1] > cells[k][0]
        }
        if number and _is_index(text, cells):
            continue
        merged = bool(rest) and _is_merged(text, cells, main, number_at)
        if merged:
            rest = {}
        if span[0] == span[1] and number and not _NUMBER.match(number):
            span, number = cells[number_at or 0], ""
        following = _cell(text, logical[at + 1][0], number_at) if at + 1 < len(logical) else None
        goes_on = not (merged or any(r in rest for r in _ASSIGNED)) and (
            (reader.last is not None and any(j > i for k, (i, j) in enumerate(cells) if k not in (main, number_at)))
            or (following == "" and _goes_on(text, logical[at + 1][0], main, roles))
        )
        reader.take(number, span, rest, blank=blank, following=following, goes_on=goes_on)
    for row in reader.rows:
        _relabel(text, row)
        _inherit(row)
    return reader.rows


def _cell(text: str, cells: list[Span], k: int | None) -> str:
    return text[cells[k][0] : cells[k][1]] if k is not None and k < len(cells) else ""


def _goes_on(text: str, cells: list[Span], main: int, roles: dict[int, Role]) -> bool:
    """Whether a row without a number ends the sentence of the row before and holds its other cells."""
    start = cells[min(main, len(cells) - 1)][0]
    return text[start].islower() and any(j > i and roles.get(k) in _ASSIGNED for k, (i, j) in enumerate(cells))


def _is_index(text: str, cells: list[Span]) -> bool:
    """The row that numbers the columns: (1) (2) (3)."""
    shown = [text[i:j].strip("() ") for i, j in cells]
    return len(shown) > 2 and all(s.isdigit() and len(s) < 3 for s in shown if s) and sum(bool(s) for s in shown) > 2


def _is_merged(text: str, cells: list[Span], main: int, number_at: int | None) -> bool:
    """A cell merged over the row, whose words some extractions repeat in every column."""
    if main >= len(cells) or len(cells) < 4:
        return False
    start, end = cells[main]
    others = 0
    for k, (i, j) in enumerate(cells):
        if i == j or k in (main, number_at):
            continue
        if j - i != end - start or text[i:j] != text[start:end]:
            return False
        others += 1
    return others > 0
