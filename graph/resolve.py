"""Makes instruments of the mentions in a store: only what changed since the last time, and the same whatever the
order."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, delete, func, select

from graph import schema
from graph.claim import Claim, Context, comparable, make_claim
from graph.instrument import Instrument, Placement, settle_ids
from graph.issuer import IssuerContext
from graph.judgement import Rulings, rulings
from graph.keep import mark
from graph.reason import Reason, because
from graph.registry import Registry
from graph.resolve_block import resolve_block
from graph.resolve_core import Row
from graph.resolve_own import own_instruments
from graph.resolve_relation import relate
from graph.resolve_rest import POOL, place_rest, pool_of
from graph.resolve_value import Voice
from graph.resolve_write import batches, write_instruments, write_unresolved
from graph.store import Store
from ingest.document import Unit
from ingest.mention import Form
from ingest.unit import find_province, unit_of

_MENTIONS_AT_ONCE = 20000
_REST = ("blank", "generic")
_PROVINCE = re.compile(r"(?:tỉnh|thành phố|tp\.?|thành ủy|tỉnh ủy)\s+([^\s,;]+(?:\s+[^\s,;]+){0,2})", re.IGNORECASE)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What one resolution did."""

    blocks: int
    mentions: int


@dataclass(slots=True)
class _Read:
    """The rows of some blocks and what is needed to place them."""

    rows: list[tuple[Row, str]]
    aliases: dict[int, int]
    """Mention to the mention it is a short form of."""
    mentions: dict[int, str]
    """Every mention of the blocks and its document."""
    selves: dict[str, list[int]]
    """A document and its own number lines."""


def resolve(store: Store, registry: Registry, progress: Progress | None = None) -> Resolved:
    """Resolves what is marked. Each transaction takes some blocks whole, so that a kill leaves the rest marked."""
    with store.read() as connection:
        waiting = set(connection.execute(select(schema.dirty.c.block)).scalars())
        if not waiting:
            return Resolved(0, 0)
        people = rulings(connection)
        contexts = read_contexts(connection)
        blocks = people.closure({b for b in waiting if not b.startswith(("r:", POOL))} - set(_REST))
        sizes = _sizes(connection, blocks)
    known = registry.rows(IssuerContext())
    done = mentions = 0
    for portion in _portions(blocks, sizes, people):
        with store.write() as connection:
            mentions += _resolve_portion(connection, portion, contexts, known, people, registry)
            _unmark(connection, [b for some in portion for b in some])
        done += sum(map(len, portion))
        if progress:
            progress(done, len(blocks))
    with store.write() as connection:
        marked = set(connection.execute(select(schema.dirty.c.block)).scalars())
        documents = {b.removeprefix("r:") for b in marked if b.startswith("r:")}
        pools = {b.removeprefix(POOL) for b in marked if b.startswith(POOL)}
        documents |= place_rest(connection, contexts, documents, pools, everything=bool(marked & set(_REST)))
        relate(connection, sorted(documents), registry)
        _unmark(connection, marked)
    return Resolved(len(blocks), mentions)


def _unmark(connection: Connection, blocks: Iterable[str]) -> None:
    for chunk in batches(blocks):
        connection.execute(delete(schema.dirty).where(schema.dirty.c.block.in_(chunk)))


def read_contexts(connection: Connection) -> dict[str, Context]:
    """What each document adds to its citations."""
    d = schema.documents
    return {
        row.id: context_of(row.id, row.unit_code, row.issuer, row.place, row.date_to)
        for row in connection.execute(select(d.c.id, d.c.unit_code, d.c.issuer, d.c.place, d.c.date_to))
    }


@lru_cache(maxsize=4096)
def _unit(code: str) -> Unit | None:
    return unit_of(code)


def context_of(
    document: str, unit_code: str | None, issuer: str | None, place: str | None, until: str | None
) -> Context:
    unit = _unit(unit_code) if unit_code else None
    former = unit.former_provinces if unit else ()
    issuing = IssuerContext(province_of_document(unit, issuer, place), former, unit, issuer)
    roots: list[str] = []
    if unit is not None:
        roots.append(f"u:{unit.code}")
    if issuing.province_code:
        roots.append(f"p:{issuing.province_code}")
        roots += [f"p:{issuing.province_code}:{name}" for name in issuing.former_provinces]
    return Context(document, issuing, tuple(roots), until or "9999")


def province_of_document(unit: Unit | None, *texts: str | None) -> str | None:
    """The province of a document: its unit's, or one that its issuer or place names."""
    if unit is not None:
        return unit.province_code
    for text in texts:
        for found in _PROVINCE.findall(text or ""):
            province = find_province(found)
            if province is not None:
                return province.code
    return None


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
    contexts: Mapping[str, Context],
    known: Mapping[str, list[Row]],
    people: Rulings,
    registry: Registry,
) -> int:
    read = _read(connection, [b for some in portion for b in some], contexts)
    instruments: dict[str, list[Instrument]] = {b: [] for some in portion for b in some}
    unresolved: dict[int, tuple[Reason, list[tuple[str, float]]]] = {}
    by_block: dict[str, list[Row]] = {}
    for row, block in read.rows:
        by_block.setdefault(block, []).append(row)
    for some in portion:
        if some[0].startswith("own:"):
            found = own_instruments([r for b in some for r in by_block.get(b, [])])
            settle_ids(found)
            instruments[some[0]] += found
            continue
        rows = [r for b in some for r in (*by_block.get(b, ()), *known.get(b, ()))]
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
    changed, touched = write_instruments(connection, instruments, read.mentions.keys(), read.mentions)
    mark(connection, {POOL + pool_of(*row) for row in touched})
    write_unresolved(connection, read.mentions.keys(), unresolved)
    mark(connection, {f"r:{d}" for d in changed})
    return len(read.mentions)


def _follow(
    read: _Read,
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


def _read(connection: Connection, blocks: Sequence[str], contexts: Mapping[str, Context]) -> _Read:
    m = schema.mentions
    read = _Read([], {}, {}, {})
    digests = dict(connection.execute(select(schema.documents.c.id, schema.documents.c.sha256)).all())
    names = (
        "id", "start", "document_id", "ordinal", "form", "text", "type", "number", "year_in_number", "symbol", "date",
        "date_text", "issuer", "title", "alias_of", "date_echo", "block",
    )  # fmt: skip
    heads: dict[tuple[str, int], int] = {}
    pending: list[tuple[int, str, int]] = []
    for chunk in batches(blocks):
        query = select(*(m.c[n] for n in names)).where(m.c.block.in_(chunk)).order_by(m.c.document_id, m.c.ordinal)
        for (
            key, start, document, ordinal, form, text, type_word, number, year, symbol, date,
            date_text, issuer, title, alias_of, echo, block,
        ) in connection.execute(query):  # fmt: skip
            read.mentions[key] = document
            heads[document, ordinal] = key
            if form == Form.SELF:
                read.selves.setdefault(document, []).append(key)
                continue
            if alias_of is not None and alias_of != ordinal and not (number and symbol):
                pending.append((key, document, alias_of))
                continue
            context = contexts[document]
            claim = make_claim(
                form, text, type_word, number, year, symbol, date, date_text, issuer, title, context.issuing
            )
            shown = text if claim.name else title
            voice = Voice(claim, document, False, echo is not None, type_word, symbol, shown)
            anchor = (digests[document], start)
            read.rows.append((Row(key, document, ordinal, voice, context, None, anchor), block))
    for key, document, head in pending:
        read.aliases[key] = heads.get((document, head), -1)
    read.rows += _own_rows(connection, blocks, contexts)
    return read


def _own_rows(
    connection: Connection, blocks: Sequence[str], contexts: Mapping[str, Context]
) -> Iterator[tuple[Row, str]]:
    """What documents of the corpus say of themselves."""
    d = schema.documents
    for chunk in batches(blocks):
        for row in connection.execute(select(d).where(d.c.block.in_(chunk))):
            context = contexts[row.id]
            day = row.date if row.date and len(row.date) == 10 else None
            part = row.date if row.date and not day else None
            claim = make_claim(
                "self", "", row.type, row.number, None, row.symbol, day, None, row.issuer, row.title, context.issuing
            )
            if part:
                claim = claim._replace(month=part)
            claim = own_place(claim, context, row.unit_code)
            voice = Voice(claim, row.id, True, False, row.type, row.symbol, row.title)
            yield Row(None, row.id, -1, voice, context), row.block


def own_place(claim: Claim, context: Context, unit_code: str | None) -> Claim:
    """A document of a unit is the unit's own where its issuer does not say whose it is."""
    return claim._replace(root=f"u:{unit_code}") if not claim.root and unit_code else claim
