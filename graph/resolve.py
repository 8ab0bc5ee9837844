"""Makes instruments of the mentions in a store: only what changed since the last time, and the same whatever the
order."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, delete, func, select

from graph import schema
from graph.claim import comparable
from graph.instrument import Instrument, Placement, settle_ids
from graph.issuer import IssuerContext
from graph.judgement import Rulings, rulings
from graph.keep import mark
from graph.reason import Reason, because
from graph.registry import Registry
from graph.resolve_block import resolve_block
from graph.resolve_core import Row
from graph.resolve_own import own_instruments
from graph.resolve_read import Known, Read, context_of, read_known, read_rows
from graph.resolve_relation import relate, settle
from graph.resolve_rest import POOL, place_rest, pool_of
from graph.resolve_write import batches, write_instruments, write_unresolved
from graph.store import Store

__all__ = ["Resolved", "context_of", "resolve"]

_MENTIONS_AT_ONCE = 20000
_DOCUMENTS_AT_ONCE = 1000
_REST = ("blank", "generic")
Progress = Callable[[str, int, int], None]
"""Told the stage, resolve or relate, how many mentions or documents of it are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What one resolution did."""

    blocks: int
    mentions: int


def resolve(store: Store, registry: Registry, progress: Progress | None = None) -> Resolved:
    """Resolves what is marked. Each transaction takes some blocks whole, so that a kill leaves the rest marked."""
    tell = progress or (lambda stage, done, total: None)
    with store.read() as connection:
        waiting = set(connection.execute(select(schema.dirty.c.block)).scalars())
        if not waiting:
            return Resolved(0, 0)
        people = rulings(connection)
        known = read_known(connection)
        blocks = people.closure({b for b in waiting if not b.startswith(("r:", POOL))} - set(_REST))
        sizes = _sizes(connection, blocks)
    listed = registry.rows(IssuerContext())
    mentions, total = 0, sum(sizes.values())
    for portion in _portions(blocks, sizes, people):
        with store.write() as connection, _uncollected():
            mentions += _resolve_portion(connection, portion, known, listed, people, registry)
            _unmark(connection, [b for some in portion for b in some])
        tell("resolve", mentions, total)
    with store.write() as connection:
        marked = set(connection.execute(select(schema.dirty.c.block)).scalars())
        pools = {b.removeprefix(POOL) for b in marked if b.startswith(POOL)}
        documents = {b.removeprefix("r:") for b in marked if b.startswith("r:")}
        everything = bool(marked & set(_REST))
        changed = place_rest(connection, known.contexts, documents, pools, everything=everything)
        documents |= changed
        mark(connection, {f"r:{d}" for d in changed})
        _unmark(connection, {b for b in marked if not b.startswith("r:")})
    _relate(store, sorted(documents), registry, tell)
    return Resolved(len(blocks), mentions)


@contextmanager
def _uncollected() -> Iterator[None]:
    """What a portion makes has no cycles: to look for some among so many objects would take a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _relate(store: Store, documents: list[str], registry: Registry, tell: Progress) -> None:
    """The relations of the documents, some in each transaction. The last one settles what follows from all of them: a
    kill before it leaves a mark, so that the next build comes here again."""
    waiting = iter(documents)
    done = 0
    while True:
        some = list(islice(waiting, _DOCUMENTS_AT_ONCE))
        done += len(some)
        last = done >= len(documents)
        with store.write() as connection:
            relate(connection, some)
            if last:
                settle(connection, registry)
                # What a build that was killed left for documents that are no longer there.
                connection.execute(delete(schema.dirty).where(schema.dirty.c.block.startswith("r:")))
            else:
                _unmark(connection, [f"r:{d}" for d in some])
        tell("relate", done, len(documents))
        if last:
            return


def _unmark(connection: Connection, blocks: Iterable[str]) -> None:
    for chunk in batches(blocks):
        connection.execute(delete(schema.dirty).where(schema.dirty.c.block.in_(chunk)))


def _sizes(connection: Connection, blocks: set[str]) -> dict[str, int]:
    m = schema.mentions
    found = connection.execute(select(m.c.block, func.count()).group_by(m.c.block)).all()
    return {block: count for block, count in found if block in blocks}


def _portions(blocks: set[str], sizes: Mapping[str, int], people: Rulings) -> Iterator[list[tuple[str, ...]]]:
    """Blocks, those that a person's judgement links together, in portions of a size that fits in memory."""
    portion: list[tuple[str, ...]] = []
    size = 0
    for some in people.joined(blocks):
        portion.append(some)
        size += sum(sizes.get(b, 0) for b in some) + 1
        if size >= _MENTIONS_AT_ONCE:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _resolve_portion(
    connection: Connection,
    portion: Sequence[tuple[str, ...]],
    known: Known,
    listed: Mapping[str, list[Row]],
    people: Rulings,
    registry: Registry,
) -> int:
    read = read_rows(connection, [b for some in portion for b in some], known)
    instruments: dict[str, list[Instrument]] = {b: [] for some in portion for b in some}
    unresolved: dict[int, tuple[Reason, list[tuple[str, float]]]] = {}
    for some in portion:
        if some[0].startswith("own:"):
            found = own_instruments([r for b in some for r in read.rows.get(b, ())])
            settle_ids(found)
            instruments[some[0]] += found
            continue
        rows = [r for b in some for r in (*read.rows.get(b, ()), *listed.get(b, ()))]
        rows.sort(key=lambda r: (r.document, r.ordinal))
        outcome = resolve_block(rows, people.links(rows))
        settle_ids(outcome.instruments)
        candidates = {i for u in outcome.unresolved.values() for i, _ in u.candidates}
        for index, instrument in enumerate(outcome.instruments):
            if instrument.row is not None:
                instrument.names += tuple(comparable(a) for a in registry.entries[instrument.row].aliases)
            # What only the registry knows is kept where a citation may mean it.
            if instrument.mentions or instrument.documents or index in candidates:
                instruments[some[0]].append(instrument)
        for mention, unplaced in outcome.unresolved.items():
            unresolved[mention] = (unplaced.reason, [(outcome.instruments[i].id, s) for i, s in unplaced.candidates])
    _follow(read, instruments, unresolved)
    changed, touched = write_instruments(connection, instruments, read.mentions)
    mark(connection, {POOL + pool_of(*row) for row in touched})
    write_unresolved(connection, read.mentions.keys(), unresolved)
    mark(connection, {f"r:{d}" for d in changed})
    return len(read.mentions)


def _follow(
    read: Read,
    instruments: Mapping[str, Sequence[Instrument]],
    unresolved: dict[int, tuple[Reason, list[tuple[str, float]]]],
) -> None:
    """Short forms are of the instrument of their head, number lines of that of their document."""
    home = {m: i for found in instruments.values() for i in found for m in i.mentions}
    own = {d: i for found in instruments.values() for i in found for d in i.documents}
    for document, mentions in read.selves.items():
        for mention in mentions:
            if document in own:
                own[document].mentions[mention] = Placement(0.99, {"own number line": 5.0})
                home[mention] = own[document]
            else:
                unresolved[mention] = (because("graph.no-type"), [])
    for mention in sorted(read.aliases):
        head = read.aliases[mention]
        if head in home:
            instrument = home[head]
            instrument.mentions[mention] = Placement(
                round(instrument.mentions[head].confidence * 0.99, 3), {"short form of an earlier citation": 3.0}
            )
            home[mention] = instrument
        else:
            unresolved[mention] = unresolved.get(head, (because("graph.short-form"), []))
