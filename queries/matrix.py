"""Units by instruments: the status of every pair, what is most open first."""

from dataclasses import dataclass
from datetime import date

from graph.store import Store
from ingest.fold import fold
from queries.scoreboard import counts
from queries.standing import Known, Standing, standing
from queries.status import Status

COLUMNS = 200
"""Instruments shown unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which instruments to show. Empty strings filter nothing. `since` and `until` are ISO days, inclusive."""

    issuer: str = ""
    type: str = ""
    level: str = ""
    since: str = ""
    until: str = ""
    known_only: bool = True
    """Leave out units of which the corpus holds no document (they are counted)."""
    acted_only: bool = True
    """Leave out instruments that no unit has acted on."""


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    label: str
    title: str | None
    date: str | None
    issuer: str | None
    level: str
    open: int
    """Units that have not acted on it (not_implemented or cited)."""
    acted: int


@dataclass(frozen=True, slots=True)
class Row:
    code: str
    name: str
    type: str
    open: int
    statuses: tuple[Status | None, ...]
    """In the order of the columns; None where the instrument does not bind the unit."""


@dataclass(frozen=True, slots=True)
class Matrix:
    as_of: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: int
    """Instruments that pass the filter, shown or not."""
    left_out: int
    """Units without documents that are not shown."""
    issuers: tuple[str, ...]
    types: tuple[str, ...]
    levels: tuple[str, ...]


def matrix(
    store: Store, wanted: Filter | None = None, limit: int = COLUMNS, offset: int = 0, as_of: date | None = None
) -> Matrix:
    """Instruments that pass the filter, those open in most units first; units with most open first."""
    wanted = wanted or Filter()
    now = standing(store, as_of)
    shown = [k for k in now.instruments.values() if _passes(k, wanted)]
    shown.sort(key=lambda k: (-k.open.bit_count(), -k.acted.bit_count(), k.date or "", k.id))
    part = shown[offset : offset + limit]
    rows = _rows(now, part, wanted)
    everything = [k for k in now.instruments.values() if counts(k) or not wanted.acted_only]
    return Matrix(
        as_of=now.as_of,
        columns=tuple(
            Column(k.id, k.label, k.title, k.date, k.issuer, k.level, k.open.bit_count(), k.acted.bit_count())
            for k in part
        ),
        rows=rows,
        total=len(shown),
        left_out=len(now.units) - len(rows) if wanted.known_only else 0,
        issuers=tuple(sorted({k.issuer for k in everything if k.issuer}, key=fold)),
        types=tuple(sorted({k.type for k in everything if k.type}, key=fold)),
        levels=tuple(sorted({k.level for k in everything})),
    )


def _passes(known: Known, wanted: Filter) -> bool:
    if wanted.acted_only and not counts(known):
        return False
    if wanted.issuer and known.issuer != wanted.issuer:
        return False
    if wanted.type and known.type != wanted.type:
        return False
    if wanted.level and known.level != wanted.level:
        return False
    if wanted.since and (known.date or "") < wanted.since:
        return False
    return not wanted.until or (known.date is not None and known.date <= wanted.until)


def _rows(now: Standing, part: list[Known], wanted: Filter) -> tuple[Row, ...]:
    grid: list[list[Status | None]] = [[None] * len(part) for _ in now.units]
    for column, known in enumerate(part):
        for status, units in known.sets.items():
            left = units
            while left:
                grid[(left & -left).bit_length() - 1][column] = status
                left &= left - 1
    open_ = (Status.NOT_IMPLEMENTED, Status.CITED)
    rows = [
        Row(unit.code, unit.name, unit.type, sum(1 for s in line if s in open_), tuple(line))
        for unit, line, held in zip(now.units, grid, now.documents, strict=True)
        if held or not wanted.known_only
    ]
    return tuple(sorted(rows, key=lambda r: (-r.open, r.name, r.code)))
