"""Which units have not yet implemented an instrument."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from graph.reason import Reason
from graph.store import Store
from queries import acts, recall
from queries.bearing import Bearing, ready
from queries.holding import Holding, holding
from queries.lookup import Candidate, Lookup, find, labels, row_of
from queries.period import Period
from queries.quote import Quote, quotes
from queries.scope import Scope, UnitName, scope_of, unit_name
from queries.status import Judge, Status, UnitStatus, proofs


@dataclass(frozen=True, slots=True)
class DatedInstrument:
    id: str
    label: str
    date: str | None
    issuer: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class ScopeSize:
    units: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Summary:
    implemented: int
    indirect: int
    cited: int
    not_implemented: int
    predates: int
    no_documents: int


@dataclass(frozen=True, slots=True)
class Gaps:
    query: str
    instrument: DatedInstrument | None
    candidates: tuple[Candidate, ...]
    reason: Reason | None
    as_of: str
    scope: ScopeSize | None
    units: tuple[UnitStatus, ...]
    summary: Summary


def gaps(
    store: Store,
    query: str,
    as_of: date | None = None,
    *,
    quoted: bool = True,
    explained: int | None = None,
    found: Lookup | None = None,
) -> Gaps:
    """Answers for every unit in scope; or with candidates where the query is not clear. Documents issued after `as_of`
    (today) are left out; one whose date is not known for certain counts as soon as it can have been issued. Without
    `quoted` the statuses and reasons come without their quotes, with `explained` only so many of each status have their
    reason. `found` is what `find` said of the query, where it was asked before."""
    day = as_of or date.today()
    found = found or find(store, query)
    if found.instrument is None:
        return Gaps(query, None, found.candidates, found.reason, day.isoformat(), None, (), _summary(()))
    held = holding(store)
    with store.read() as connection:
        row = row_of(connection, found.instrument.id)
        scope = scope_of(row, held.provinces)
        # after the first reading, so that it is of the same state
        units = _judge(connection, row, scope, day, held, ready(store), quoted, explained)
    return Gaps(
        query=query,
        instrument=DatedInstrument(row.id, row.label, row.date, row.issuer, row.title),
        candidates=found.candidates,
        reason=found.reason,
        as_of=day.isoformat(),
        scope=ScopeSize(len(scope.units), scope.reason),
        units=units,
        summary=_summary(units),
    )


def _judge(
    connection: Connection,
    row: Any,
    scope: Scope,
    day: date,
    held: Holding,
    borne: Bearing | None,
    quoted: bool,
    explained: int | None,
) -> tuple[UnitStatus, ...]:
    codes = {unit.code for unit in scope.units}
    direct = acts.citing(connection, row.id, codes, day) if borne is None else recall.citing(borne, row.id, codes, day)
    open_units = codes - {code for code, found in direct.items() if found.acts}
    if borne is None:
        through = acts.acting_through(connection, row.id, open_units, day)
    else:
        through = recall.acting_through(borne, row.id, open_units, day)
    issued = Period.of_instrument(row)
    quiet = acts.silent(held, open_units - through.keys() - direct.keys(), issued, day)
    called = labels(connection, {i for found in through.values() for t in found for i in t.via})
    words: Mapping[int, Quote] = {}
    if quoted:
        proving = {m for unit, found in direct.items() if unit not in through for m in found.proofs}
        words = quotes(connection, proving.union(*map(proofs, through.values())))
    judge = Judge(issued, day, called, words, held.dated, explained)
    known = direct.keys() | through.keys() | quiet.keys()
    judged = []
    for unit in sorted(scope.units, key=lambda u: (u.code not in known, u.name, u.code)):
        name = unit_name(unit.code) or UnitName(unit.code, unit.name, unit.type)
        if unit.code in through:
            judged.append(judge.through(name, through[unit.code]))
        elif unit.code in direct:
            judged.append(judge.citing(name, direct[unit.code]))
        else:
            judged.append(judge.silent(name, quiet.get(unit.code)))
    return tuple(judged)


def _summary(units: tuple[UnitStatus, ...]) -> Summary:
    count = Counter(unit.status for unit in units)
    return Summary(**{status.value: count[status] for status in Status})
