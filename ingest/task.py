"""A task: a piece of work that a document gives to bodies, with its deadline and product."""

from enum import StrEnum
from typing import NamedTuple


class TaskKind(StrEnum):
    TASK = "task"
    OBJECTIVE = "objective"
    ASSIGNMENT = "assignment"


class DeadlineKind(StrEnum):
    DATE = "date"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"
    ONGOING = "ongoing"
    YEARLY = "yearly"
    """Recurring: yearly, half-yearly, quarterly, monthly."""
    AS_DIRECTED = "as-directed"


class Deadline(NamedTuple):
    """When a task is due. `start` and `end` are ISO days, both inclusive ("trước ngày 15/02/2026" ends 2026-02-14)."""

    kind: DeadlineKind
    start: str | None
    end: str | None
    text: str


class Task(NamedTuple):
    """One task, the finest unit the document numbers or bullets. `start` to `end` spans the task's own text."""

    label: str
    """The document's own numbering: "II.5.1#2" is the second bullet under II.5.1."""
    kind: TaskKind
    start: int
    end: int
    text: str
    deadline: Deadline | None = None
    lead: tuple[str, ...] = ()
    coop: tuple[str, ...] = ()
    product: str | None = None
    mentions: tuple[int, ...] = ()
    """Indices of the document's mentions inside the span."""
