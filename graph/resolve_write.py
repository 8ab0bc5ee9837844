"""What a block resolves to, written as the difference from what the store already has."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from graph import schema
from graph.bulk import insert_many
from graph.instrument import Instrument
from graph.reason import Reason
from ingest.fold import fold

_BATCH = 500
_FIELDS = (
    "id",
    "label",
    "type",
    "number",
    "year_in_number",
    "symbol",
    "date",
    "issuer",
    "title",
    "level",
    "system",
    "province_code",
    "former_province",
    "unit_code",
    "registry",
)

_SOUGHT = ("type", "symbol", "date", "issuer", "province_code", "former_province", "unit_code")
"""What, with the titles, decides whether a reference by words means an instrument."""


def batches(keys: Iterable[Any]) -> Iterator[list[Any]]:
    """Lists short enough for one statement's parameters."""
    keys = sorted(keys)
    for start in range(0, len(keys), _BATCH):
        yield keys[start : start + _BATCH]


def write_instruments(
    connection: Connection,
    blocks: Mapping[str, Sequence[Instrument]],
    documents: Mapping[int, str],
) -> tuple[set[str], set[tuple[Any, ...]]]:
    """Makes the instruments of the blocks and the placements of their mentions those given. What stays equal is not
    touched. `documents` has the document of every mention of the blocks.

    Returns the documents of which something changed, and type and place of the instruments that a reference by words
    may now find otherwise."""
    table = schema.instruments
    old = {
        row.id: row
        for chunk in batches(blocks)
        for row in connection.execute(select(table).where(table.c.block.in_(chunk)))
    }
    new = {i.id: (block, i) for block, found in blocks.items() for i in found}
    changed: set[str] = set()
    gone = old.keys() - new.keys()
    changed |= _documents_of(connection, gone)
    fresh, altered = [], []
    for key in sorted(new):
        block, instrument = new[key]
        row = _row(
            instrument,
            block,
            old[key].status if key in old else "unknown",
            old[key].status_source if key in old else None,
        )
        if key not in old:
            fresh.append(row)
        elif any(row[name] != getattr(old[key], name) for name in row):
            altered.append(row)
    again = {row["id"] for row in altered}
    moved = {row["id"] for row in altered if any(row[name] != getattr(old[row["id"]], name) for name in _SOUGHT)}
    _forget(connection, gone | again)
    for chunk in batches(gone):
        connection.execute(delete(table).where(table.c.id.in_(chunk)))
    if fresh:
        connection.execute(insert(table), fresh)
    if altered:
        names = [c.name for c in table.c if c.name != "id"]
        statement = update(table).where(table.c.id == bindparam("key")).values({n: bindparam(n) for n in names})
        connection.execute(statement, [{"key": row.pop("id"), **row} for row in altered])
    titled = _write_values(connection, {key: new[key][1] for key in new})
    changed |= _write_own(connection, new, blocks)
    changed |= _write_placements(connection, new, blocks, documents)
    _index(connection, [i for i in new if i not in old or i in again])
    touched = {k for k in new if k not in old} | moved | titled
    rows = [
        (r.type, r.province_code, r.former_province, r.unit_code) for k, r in old.items() if k in gone or k in moved
    ]
    rows += [(i.type, i.province_code, i.former_province, i.unit_code) for k, (_, i) in new.items() if k in touched]
    return changed, set(rows)


def _row(instrument: Instrument, block: str, status: str, source: str | None) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(instrument, name) for name in _FIELDS}
    words = (
        instrument.label,
        instrument.number,
        instrument.symbol,
        instrument.type,
        instrument.title,
        instrument.issuer,
        instrument.date,
        *instrument.names,
    )
    return row | {
        "status": instrument.status if instrument.status != "unknown" else status,
        "status_source": instrument.status_source or source,
        "folded": fold(" ".join(w for w in words if w)),
        "mention_count": len(instrument.mentions),
        "document_count": len(instrument.citing),
        "block": block,
    }


def _documents_of(connection: Connection, instruments: Iterable[str]) -> set[str]:
    """Documents that cite the instruments, or are one of them."""
    found: set[str] = set()
    placed, mentions, own = schema.instrument_mentions, schema.mentions, schema.instrument_documents
    for chunk in batches(instruments):
        found |= set(
            connection.execute(
                select(mentions.c.document_id)
                .join(placed, placed.c.mention_id == mentions.c.id)
                .where(placed.c.instrument_id.in_(chunk))
            ).scalars()
        )
        found |= set(connection.execute(select(own.c.document_id).where(own.c.instrument_id.in_(chunk))).scalars())
    return found


def _write_values(connection: Connection, instruments: Mapping[str, Instrument]) -> set[str]:
    """Returns the instruments that gained or lost a title."""
    table = schema.instrument_values
    old: dict[str, set[tuple[Any, ...]]] = {}
    for chunk in batches(instruments):
        for row in connection.execute(select(table).where(table.c.instrument_id.in_(chunk))):
            old.setdefault(row.instrument_id, set()).add(tuple(row)[1:])
    stale, rows = [], []
    titled: set[str] = set()
    for key, instrument in instruments.items():
        values = {
            (v.attribute, v.value, v.mentions, v.documents, v.likely, v.conflicting, v.reason)
            for v in instrument.values
        }
        if values == old.get(key, set()):
            continue
        if key in old:
            stale.append(key)
        if {v[1] for v in values if v[0] == "title"} != {v[1] for v in old.get(key, ()) if v[0] == "title"}:
            titled.add(key)
        rows += [(key, *v) for v in sorted(values, key=str)]
    for chunk in batches(stale):
        connection.execute(delete(table).where(table.c.instrument_id.in_(chunk)))
    insert_many(connection, table, tuple(c.name for c in table.c), rows)
    return titled


def _write_own(
    connection: Connection, new: Mapping[str, tuple[str, Instrument]], blocks: Mapping[str, Sequence[Instrument]]
) -> set[str]:
    """Which document is which instrument."""
    table, documents = schema.instrument_documents, schema.documents
    wanted = {d: key for key, (_, i) in new.items() for d in i.documents}
    here = {
        d
        for chunk in batches(blocks)
        for d in connection.execute(select(documents.c.id).where(documents.c.block.in_(chunk))).scalars()
    } | wanted.keys()
    had = {
        row.document_id: row.instrument_id
        for chunk in batches(here)
        for row in connection.execute(select(table).where(table.c.document_id.in_(chunk)))
    }
    moved = {d for d in here if wanted.get(d) != had.get(d)}
    for chunk in batches(moved & had.keys()):
        connection.execute(delete(table).where(table.c.document_id.in_(chunk)))
    rows = [{"document_id": d, "instrument_id": wanted[d]} for d in sorted(moved & wanted.keys())]
    if rows:
        connection.execute(insert(table), rows)
    return moved


def _write_placements(
    connection: Connection,
    new: Mapping[str, tuple[str, Instrument]],
    blocks: Iterable[str],
    documents: Mapping[int, str],
) -> set[str]:
    table, m = schema.instrument_mentions, schema.mentions
    wanted = {m: (key, p.confidence, p.score) for key, (_, i) in new.items() for m, p in i.mentions.items()}
    had = {
        row[0]: tuple(row[1:])
        for chunk in batches(blocks)
        for row in connection.execute(select(table).join(m, m.c.id == table.c.mention_id).where(m.c.block.in_(chunk)))
    }
    stale = [m for m, value in had.items() if wanted.get(m) != value]
    fresh = sorted(m for m, value in wanted.items() if had.get(m) != value)
    for chunk in batches(stale):
        connection.execute(delete(table).where(table.c.mention_id.in_(chunk)))
    insert_many(
        connection, table, ("mention_id", "instrument_id", "confidence", "score"), ((m, *wanted[m]) for m in fresh)
    )
    return {documents[m] for m in {*stale, *fresh} if (wanted.get(m) or ("",))[0] != (had.get(m) or ("",))[0]}


def write_unresolved(
    connection: Connection, mentions: Iterable[int], found: Mapping[int, tuple[Reason, Sequence[tuple[str, float]]]]
) -> None:
    """Makes the unresolved among `mentions` those given, each with its candidates."""
    for table in (schema.unresolved_candidates, schema.unresolved):
        for chunk in batches(mentions):
            connection.execute(delete(table).where(table.c.mention_id.in_(chunk)))
    insert_many(
        connection,
        schema.unresolved,
        ("mention_id", "reason"),
        ((m, reason) for m, (reason, _) in sorted(found.items())),
    )
    insert_many(
        connection,
        schema.unresolved_candidates,
        ("mention_id", "instrument_id", "score"),
        ((m, key, score) for m, (_, found_) in sorted(found.items()) for key, score in dict(found_).items()),
    )


# The rows of `search` are numbered so that what more documents cite comes first: ORDER BY rowid is then an order by
# popularity that costs nothing.
_PLACE = "(1000000 - min(document_count, 1000000)) * 4294967296 + rowid"


def searchable(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _forget(connection: Connection, instruments: Iterable[str]) -> None:
    if searchable(connection):
        for chunk in batches(instruments):
            marks = ",".join("?" * len(chunk))
            connection.exec_driver_sql(
                f"DELETE FROM search WHERE rowid IN (SELECT {_PLACE} FROM instruments WHERE id IN ({marks}))",  # noqa: S608 - only question marks; values are bound
                tuple(chunk),
            )


def _index(connection: Connection, instruments: Iterable[str]) -> None:
    if searchable(connection):
        for chunk in batches(instruments):
            marks = ",".join("?" * len(chunk))
            found = connection.exec_driver_sql(
                f"SELECT {_PLACE}, id, label, folded FROM instruments WHERE id IN ({marks})",  # noqa: S608 - as above
                tuple(chunk),
            ).all()
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO search (rowid, label, rest, id) VALUES (?, ?, ?, ?)",
                [(row[0], fold(row[2]), row[3], row[1]) for row in found],
            )
