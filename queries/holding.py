"""The documents that the corpus holds of every unit, with their times: read once for every version of the store."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from sqlalchemy import select

from graph.reason import Reason, joined
from graph.schema import documents
from graph.store import Store
from queries.period import Period, spoken
from queries.scope import provinces_of
from queries.status import Held
from queries.version import kept

_OPEN = "9999"


@dataclass(frozen=True, slots=True)
class UnitHolding:
    """The documents of one unit by the day from which they can have been issued (empty: not known), as lists side by
    side; `latest` is the last day by which all up to there were issued ("9999": not known of one)."""

    starts: list[str]
    ends: list[str]
    ids: list[str]
    latest: list[str]

    def around(self, first: str | None, last: str | None, until: str) -> tuple[list[str], list[str], list[str]]:
        """The documents issued by a day, told apart by an instrument issued from `first` to `last`: of its time or
        later, those older, and those of which the dates do not say."""
        known = bisect_right(self.starts, until)
        k = bisect_left(self.starts, last, 0, known) if last else known
        later, rest = self.ids[k:known], self.ids[:k]
        if first is None or not rest:
            return later, [], rest
        if self.latest[k - 1] < first:
            return later, rest, []
        older = [i for i, end in zip(rest, self.ends, strict=False) if end < first]
        return later, older, [i for i, end in zip(rest, self.ends, strict=False) if end >= first]


@dataclass(frozen=True, slots=True)
class Holding:
    by_unit: dict[str, UnitHolding]
    held: dict[str, Held]
    """By id."""
    provinces: tuple[str, ...]
    """Those that the corpus holds documents of."""
    _dated: dict[str | tuple[str, ...], Reason] = field(default_factory=dict)

    def dated(self, ids: tuple[str, ...]) -> Reason:
        """The names and times of these documents, said again and again on every page of gaps."""
        found = self._dated.get(ids)
        if found is None:
            found = self._dated[ids] = joined(map(self._one_dated, ids))
        return found

    def _one_dated(self, key: str) -> Reason:
        found = self._dated.get(key)
        if found is None:
            held = self.held[key]
            found = Reason("{name}, {issued}", {"name": held.name, "issued": spoken(held.period)})
            self._dated[key] = found
        return found


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
    units: dict[str, list[Any]] = {}
    held: dict[str, Held] = {}
    with store.read() as connection:
        provinces = provinces_of(connection)
        for row in connection.execute(query).all():
            units.setdefault(row.unit_code, []).append(row)
            held[row.id] = Held(row.id, document_in_words(row), Period.of_document(row))
    return Holding({unit: _unit(rows) for unit, rows in units.items()}, held, provinces)


def _unit(rows: list[Any]) -> UnitHolding:
    rows = sorted(rows, key=lambda r: (r.date_from or "", r.date_to or "", r.id))
    ends = [r.date_to or _OPEN for r in rows]
    return UnitHolding([r.date_from or "" for r in rows], ends, [r.id for r in rows], list(accumulate(ends, max)))


def document_in_words(row: Any) -> str:
    """A document as it is called in a sentence: its type with number and symbol, as far as it states them."""
    name = str(row.kind or "văn bản")
    if row.symbol:
        return f"{name} số {row.number or '…'}{'-' if '/' in row.symbol else '/'}{row.symbol}"
    return name
