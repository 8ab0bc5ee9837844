"""One body: its tasks across the documents."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, distinct, func, select

from graph.schema import documents, task_bodies, tasks
from graph.store import Store
from ingest.fold import fold
from queries.unit import TASKS, Due, read_tasks
from queries.version import kept


@dataclass(frozen=True, slots=True)
class BodyLine:
    name: str
    tasks: int
    leads: int
    documents: int


@dataclass(frozen=True, slots=True)
class BodyPage:
    name: str
    variants: tuple[str, ...]
    """As the documents write it."""
    as_of: str
    tasks: tuple[Due, ...]
    tasks_total: int
    units: tuple[str, ...]
    """Codes of the units whose documents name it: every commune has a body of this name."""


class NoSuchBody(LookupError):  # noqa: N818 - names what is the case
    """No task names that body."""


def bodies(store: Store) -> tuple[BodyLine, ...]:
    """Every body that a task names, those with most tasks first."""
    return kept(store, "bodies", lambda: _bodies(store))


def _bodies(store: Store) -> tuple[BodyLine, ...]:
    b = task_bodies.c
    with store.read() as connection:
        rows = connection.execute(
            select(
                b.canonical,
                func.count(distinct(b.task_id)),
                func.count(distinct(b.task_id)).filter(b.role == "lead"),
                func.count(distinct(tasks.c.document_id)),
            )
            .join(tasks, tasks.c.id == b.task_id)
            .group_by(b.canonical)
        )
        lines = [BodyLine(*row) for row in rows]
    return tuple(sorted(lines, key=lambda line: (-line.tasks, fold(line.name))))


def body_page(
    store: Store, name: str, unit: str | None = None, as_of: date | None = None, *, limit: int = TASKS
) -> BodyPage:
    """The tasks of the body of that name, canonical or as some document writes it; with `unit`, of that unit's
    documents. Raises NoSuchBody."""
    day = as_of or date.today()
    b = task_bodies.c
    name = _canonical(store, name)
    named = select(b.task_id).where(b.canonical == name)
    which: ColumnElement[bool] = tasks.c.id.in_(named)
    if unit:
        which = which & (documents.c.unit_code == unit)
    with store.read() as connection:
        variants = connection.execute(
            select(b.name, func.count())
            .where(b.canonical == name)
            .group_by(b.name)
            .order_by(func.count().desc(), b.name)
        ).all()
        if not variants:
            raise NoSuchBody(name)
        units = connection.execute(
            select(documents.c.unit_code)
            .join(tasks, tasks.c.document_id == documents.c.id)
            .where(tasks.c.id.in_(named), documents.c.unit_code.is_not(None))
            .distinct()
            .order_by(documents.c.unit_code)
        ).scalars()
        found = tuple(units)
        due = read_tasks(connection, which, day, limit)
        total = connection.execute(
            select(func.count()).select_from(tasks).join(documents, documents.c.id == tasks.c.document_id).where(which)
        ).scalar_one()
    return BodyPage(name, tuple(v[0] for v in variants), day.isoformat(), due, total, found)


def _canonical(store: Store, name: str) -> str:
    """A name as written may be short for several: the one that it stands for most often."""
    b = task_bodies.c
    with store.read() as connection:
        if connection.execute(select(b.task_id).where(b.canonical == name).limit(1)).first():
            return name
        named = select(b.canonical).where(b.name == name).group_by(b.canonical)
        return connection.execute(named.order_by(func.count().desc(), b.canonical).limit(1)).scalar() or name
