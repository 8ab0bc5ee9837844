"""Lists to leaf through: instruments and documents, a page at a time."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from graph.schema import documents, instrument_values, instruments, mentions, tasks
from graph.store import Store
from ingest.fold import fold
from queries.scope import unit_name
from queries.unit import document_label
from queries.version import kept


@dataclass(frozen=True, slots=True)
class InstrumentItem:
    id: str
    label: str
    title: str | None
    date: str | None
    issuer: str | None
    level: str
    status: str
    mentions: int
    documents: int
    conflict: bool
    """Whether its sources disagree on something."""


@dataclass(frozen=True, slots=True)
class InstrumentList:
    items: tuple[InstrumentItem, ...]
    total: int
    types: tuple[str, ...]
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentItem:
    id: str
    type: str | None
    number: str | None
    symbol: str | None
    date: str | None
    title: str | None
    issuer: str | None
    unit_code: str | None
    mentions: int
    tasks: int


@dataclass(frozen=True, slots=True)
class DocumentList:
    items: tuple[DocumentItem, ...]
    total: int


def list_instruments(
    store: Store, *, kind: str = "", level: str = "", conflict: bool = False, limit: int = 100, offset: int = 0
) -> InstrumentList:
    """The instruments that the corpus cites, the most cited first."""
    i, v = instruments.c, instrument_values.c
    rival = exists().where(v.instrument_id == i.id, v.conflicting)
    wanted: list[ColumnElement[bool]] = [i.mention_count > 0]
    if kind:
        wanted.append(i.type == kind)
    if level:
        wanted.append(i.level == level)
    if conflict:
        wanted.append(rival)
    columns: tuple[Any, ...] = (
        i.id, i.label, i.title, i.date, i.issuer, i.level, i.status, i.mention_count, i.document_count, rival,
    )  # fmt: skip
    with store.read() as connection:
        total = connection.execute(select(func.count()).select_from(instruments).where(*wanted)).scalar_one()
        rows = connection.execute(
            select(*columns)
            .where(*wanted)
            .order_by(i.document_count.desc(), i.mention_count.desc(), i.id)
            .limit(limit)
            .offset(offset)
        )
        items = tuple(InstrumentItem(*tuple(row)) for row in rows)
    types, levels = kept(store, "instrument types", lambda: _types(store))
    return InstrumentList(items, total, types, levels)


def _types(store: Store) -> tuple[tuple[str, ...], tuple[str, ...]]:
    i = instruments.c
    with store.read() as connection:
        types = connection.execute(select(i.type).where(i.mention_count > 0, i.type.is_not(None)).distinct()).scalars()
        levels = connection.execute(select(i.level).where(i.mention_count > 0).distinct()).scalars()
        return tuple(sorted(types, key=fold)), tuple(sorted(levels))


def list_documents(store: Store, words: str = "", limit: int = 100, offset: int = 0) -> DocumentList:
    """The documents, newest first. `words` (accents optional) stand in the title, the issuer, the number or the
    unit."""
    d = documents.c
    columns: tuple[Any, ...] = (d.id, d.type, d.number, d.symbol, d.date, d.title, d.issuer, d.unit_code)
    asked = fold(words[:200]).split()
    lines = kept(store, "document lines", lambda: _lines(store))
    ids = [key for key, folded in lines if all(w in folded for w in asked)]
    part = ids[offset : offset + limit]
    cited = select(func.count()).where(mentions.c.document_id == d.id).scalar_subquery()
    given = select(func.count()).where(tasks.c.document_id == d.id).scalar_subquery()
    query: Select[Any] = select(*columns, cited, given).where(d.id.in_(part))
    with store.read() as connection:
        found = {row.id: DocumentItem(*tuple(row)) for row in connection.execute(query)}
    return DocumentList(tuple(found[key] for key in part if key in found), len(ids))


def document_names(store: Store) -> dict[str, str]:
    """By id, what a person calls a document: "Kế hoạch 71/KH-UBND, phường Kiến An"."""
    return kept(store, "document names", lambda: _names(store))


def _names(store: Store) -> dict[str, str]:
    d = documents.c
    with store.read() as connection:
        rows = connection.execute(select(d.id, d.type, d.number, d.symbol, d.unit_code, d.issuer))
        return {row.id: _name(row) for row in rows}


def _name(row: Any) -> str:
    unit = unit_name(row.unit_code)
    whose = f"{unit.type} {unit.name}" if unit else row.issuer
    return ", ".join(filter(None, (document_label(row.type, row.number, row.symbol), whose)))


def _lines(store: Store) -> tuple[tuple[str, str], ...]:
    """Every document's id and the words it is found by, newest first."""
    d = documents.c
    with store.read() as connection:
        rows = connection.execute(
            select(d.id, d.type, d.number, d.symbol, d.title, d.issuer, d.unit_code).order_by(d.date.desc(), d.id)
        )
        return tuple(
            (row.id, fold(" ".join(filter(None, (*row[1:6], unit.name if (unit := unit_name(row.unit_code)) else "")))))
            for row in rows
        )
