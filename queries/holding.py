"""The documents that the corpus holds of every unit, with their times: read once for every version of the store."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from graph.schema import documents
from graph.store import Store
from queries.period import Period
from queries.scope import provinces_of
from queries.status import Held
from queries.version import kept


@dataclass(frozen=True, slots=True)
class Holding:
    """`by_unit`: start and end (ISO days, None where open) and id of each document, in that order; `held`: by id."""

    by_unit: dict[str, tuple[tuple[str | None, str | None, str], ...]]
    held: dict[str, Held]
    provinces: tuple[str, ...]
    """Those that the corpus holds documents of."""


def holding(store: Store) -> Holding:
    return kept(store, "holding", lambda: _holding(store))


def _holding(store: Store) -> Holding:
    d = documents.c
    columns: tuple[Any, ...] = (
        d.id,
        d.unit_code,
        d.type.label("kind"),
        d.number,
        d.symbol,
        d.date,
        d.date_from,
        d.date_to,
    )
    query = select(*columns).where(d.unit_code.is_not(None)).order_by(d.unit_code, d.date_from, d.date_to, d.id)
    units: dict[str, list[tuple[str | None, str | None, str]]] = {}
    held: dict[str, Held] = {}
    with store.read() as connection:
        provinces = provinces_of(connection)
        for row in connection.execute(query).all():
            units.setdefault(row.unit_code, []).append((row.date_from, row.date_to, row.id))
            held[row.id] = Held(row.id, document_in_words(row), Period.of_document(row))
    return Holding({unit: tuple(rows) for unit, rows in units.items()}, held, provinces)


def document_in_words(row: Any) -> str:
    """A document as it is called in a sentence: its type with number and symbol, as far as it states them."""
    name = str(row.kind or "văn bản")
    if row.symbol:
        return f"{name} số {row.number or '…'}{'-' if '/' in row.symbol else '/'}{row.symbol}"
    return name
