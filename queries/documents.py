"""The documents of the corpus."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from graph.schema import documents as table
from graph.schema import mentions, tasks
from graph.store import Store
from queries.scope import UnitName, unit_name


@dataclass(frozen=True, slots=True)
class DocumentLine:
    id: str
    path: str
    sha256: str
    type: str | None
    title: str | None
    number: str | None
    symbol: str | None
    date: str | None
    date_precision: str | None
    issuer: str | None
    unit: UnitName | None
    level: str
    mentions: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Documents:
    documents: tuple[DocumentLine, ...]


def documents(store: Store) -> Documents:
    """Every document, by path."""
    cited = select(mentions.c.document_id, func.count().label("n")).group_by(mentions.c.document_id).subquery()
    given = select(tasks.c.document_id, func.count().label("n")).group_by(tasks.c.document_id).subquery()
    query = (
        select(
            *(c for c in table.c if c.name != "text"),
            func.coalesce(cited.c.n, 0).label("mentions"),
            func.coalesce(given.c.n, 0).label("tasks"),
        )
        .outerjoin(cited, cited.c.document_id == table.c.id)
        .outerjoin(given, given.c.document_id == table.c.id)
        .order_by(table.c.path, table.c.id)
    )
    with store.read() as connection:
        return Documents(tuple(_line(row) for row in connection.execute(query)))


def _line(row: Any) -> DocumentLine:
    return DocumentLine(
        id=row.id,
        path=row.path,
        sha256=row.sha256,
        type=row.type,
        title=row.title,
        number=row.number,
        symbol=row.symbol,
        date=row.date,
        date_precision=row.date_precision,
        issuer=row.issuer,
        unit=unit_name(row.unit_code),
        level=row.level,
        mentions=row.mentions,
        tasks=row.tasks,
    )
