"""The tasks under an instrument: those in whose text it is cited."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select

from graph.schema import task_bodies, task_mentions, tasks

_BATCH = 5000
_HOLDING = (
    select(task_mentions.c.mention_id, tasks)
    .join(tasks, tasks.c.id == task_mentions.c.task_id)
    .where(task_mentions.c.mention_id.in_(bindparam("ids", expanding=True)))
    .order_by(tasks.c.document_id, tasks.c.ordinal)
)
_BODIES = (
    select(task_bodies.c.task_id, task_bodies.c.role, task_bodies.c.name)
    .where(task_bodies.c.task_id.in_(bindparam("ids", expanding=True)))
    .order_by(task_bodies.c.task_id, task_bodies.c.role, task_bodies.c.ordinal)
)


@dataclass(frozen=True, slots=True)
class TaskUnder:
    """A task in whose text the instrument (or one of the chain) is cited."""

    label: str
    text: str
    lead: tuple[str, ...]
    coop: tuple[str, ...]
    deadline: str | None
    """As written."""
    deadline_start: str | None
    deadline_end: str | None
    start: int
    end: int


def tasks_under(connection: Connection, mention_ids: Iterable[int]) -> dict[int, list[TaskUnder]]:
    """The tasks that hold each mention, with their bodies as written."""
    wanted = list(mention_ids)
    holding: list[Any] = []
    bodies: dict[tuple[int, str], list[str]] = {}
    for k in range(0, len(wanted), _BATCH):
        rows = connection.execute(_HOLDING, {"ids": wanted[k : k + _BATCH]}).all()
        holding += rows
        for body in connection.execute(_BODIES, {"ids": sorted({row.id for row in rows})}):
            names = bodies.setdefault((body.task_id, body.role), [])
            if body.name not in names:
                names.append(body.name)
    under: dict[int, list[TaskUnder]] = {}
    for row in holding:
        task = TaskUnder(
            label=row.label,
            text=row.text,
            lead=tuple(bodies.get((row.id, "lead"), ())),
            coop=tuple(bodies.get((row.id, "coop"), ())),
            deadline=row.deadline_text,
            deadline_start=row.deadline_start,
            deadline_end=row.deadline_end,
            start=row.start,
            end=row.end,
        )
        under.setdefault(row.mention_id, []).append(task)
    return under
