"""A store for the moment: a draft, and of the corpus what its citations are resolved with."""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, delete, insert, inspect, select

from graph import schema
from graph.build import resolver_version
from graph.claim import block_of, comparable
from graph.issuer import read_issuer
from graph.judgement import rulings
from graph.keep import Reading, keep
from graph.kind import read_symbol
from graph.registry import Registry, default_registry, read_registry
from graph.resolve import context_of, resolve
from graph.resolve_value import regular
from graph.store import Store, open_store
from queries.findings.keep import phrase_rows, unphrased
from queries.findings.theme import metadata, phrases, phrases_of

POPULAR = 200
"""Citations from which an instrument is resolved with some of them: which value is likely no longer hangs on one."""
_SOME = 500


@dataclass(frozen=True, slots=True)
class Beside:
    store: Store
    key: str
    """The draft."""
    popular: frozenset[str]
    """Instruments of which not all citations are here, but all that is known of them."""
    twin: str | None
    """The document of the corpus with the same bytes: the draft is held against the others."""


@contextmanager
def beside(store: Store, reading: Reading, popular: int = POPULAR) -> Iterator[Beside]:
    """The blocks of the draft's citations, the instruments, the judgements, the phrases that it uses, and the draft
    among them, resolved. Of an instrument with more citations than `popular` only so many are taken."""
    blocks = {
        block_of(m.form, m.text, m.type, m.number, m.year_in_number, m.symbol)
        for m in reading.extraction.mentions
    } - {"blank", "generic"}  # fmt: skip
    used = {p.key for p in phrases_of(reading.text)}
    with store.read() as connection:
        blocks = rulings(connection).closure(blocks)
        found = _phrases(connection, used) if used else []
    with tempfile.TemporaryDirectory(prefix="viendan-") as folder:
        path = Path(folder) / "beside.db"
        open_store(path, create=True).close()
        many = _copy(store.path, path, blocks, popular)
        with open_store(path) as side:
            with side.write() as connection:
                metadata.create_all(connection)
                d = schema.documents
                twin = connection.execute(select(d.c.id).where(d.c.sha256 == reading.sha256)).scalar()
                if twin is not None:
                    connection.execute(delete(schema.mentions).where(schema.mentions.c.document_id == twin))
                    connection.execute(delete(d).where(d.c.id == twin))
                if rows := [r for r in found if r["document_id"] != twin]:
                    connection.execute(insert(phrases), rows)
                key = keep(connection, reading, "draft")
            resolve(side, _registry(side))
            _restore(store.path, path, many, _said(side, key, many) if twin is None else {})
            yield Beside(side, key, frozenset(many), twin)


def _registry(side: Store) -> Registry:
    """The registry that the store was built with, where it is the one that comes with the program."""
    with side.read() as connection:
        state = connection.execute(select(schema.meta.c.value).where(schema.meta.c.name == "resolver")).scalar() or ""
    if state == f"{resolver_version()} ":
        return Registry()
    return read_registry(default_registry())


def _phrases(connection: Connection, used: set[str]) -> list[dict[str, object]]:
    """The rows of phrases that the draft uses too: those that are kept, and of documents that were not looked through
    yet."""
    have = inspect(connection).has_table("finding_phrased")
    d = schema.documents.c
    new = unphrased(connection) if have else list(connection.execute(select(d.id)).scalars())
    late = set(new)
    rows: list[dict[str, object]] = []
    if have:
        kept = connection.execute(select(phrases).where(phrases.c.key.in_(used)))
        rows = [dict(r._mapping) for r in kept if r.document_id not in late]
    for k in range(0, len(new), _SOME):
        rows += [r for r in phrase_rows(connection, new[k : k + _SOME]) if r["key"] in used]
    return rows


def _copy(main: Path, path: Path, blocks: set[str], most: int) -> list[str]:
    """Rows of the blocks from one file to the other; of an instrument that many cite some citations. The texts of
    other documents stay where they are. Returns the instruments that many cite."""
    connection = _attached(main, path)
    with connection:
        execute = connection.execute
        execute("CREATE TEMP TABLE wanted (block TEXT PRIMARY KEY)")
        connection.executemany("INSERT INTO wanted VALUES (?)", [(b,) for b in sorted(blocks)])
        popular = execute(
            "SELECT id, block FROM main_store.instruments WHERE block IN wanted AND mention_count > ? "
            "AND block NOT IN (SELECT block FROM main_store.dirty) ORDER BY id",
            (most,),
        ).fetchall()
        execute("CREATE TEMP TABLE thinned (block TEXT PRIMARY KEY)")
        connection.executemany("INSERT OR IGNORE INTO thinned VALUES (?)", [(block,) for _, block in popular])
        execute("CREATE TEMP TABLE chosen (id INTEGER PRIMARY KEY)")
        execute("INSERT INTO chosen SELECT id FROM main_store.mentions WHERE block IN wanted AND block NOT IN thinned")
        execute(
            "INSERT OR IGNORE INTO chosen SELECT p.mention_id FROM main_store.instruments i "
            "JOIN main_store.instrument_mentions p ON p.instrument_id = i.id "
            "WHERE i.block IN thinned AND i.mention_count <= ?",
            (most,),
        )
        for key, _ in popular:
            execute(
                "INSERT OR IGNORE INTO chosen SELECT mention_id FROM main_store.instrument_mentions "
                "WHERE instrument_id = ? ORDER BY mention_id LIMIT ?",
                (key, most),
            )
        execute(
            "INSERT OR IGNORE INTO chosen SELECT u.mention_id FROM main_store.unresolved u "
            "JOIN main_store.mentions m ON m.id = u.mention_id WHERE m.block IN thinned"
        )
        # The draft's citations are numbered after all others, so that none has the number of one that stays behind.
        execute("INSERT OR IGNORE INTO chosen SELECT max(id) FROM main_store.mentions HAVING max(id) IS NOT NULL")
        names = [c.name for c in schema.documents.c]
        shown = ", ".join("'' AS text" if n == "text" else f"d.{n}" for n in names)
        execute(
            f"INSERT INTO documents ({', '.join(names)}) SELECT {shown} FROM main_store.documents d "  # noqa: S608
            "WHERE d.block IN wanted OR d.id IN "
            "(SELECT document_id FROM main_store.mentions WHERE id IN chosen)"
        )
        execute("INSERT INTO mentions SELECT * FROM main_store.mentions WHERE id IN chosen")
        for name in ("instruments", "instrument_values", "judgements", "meta"):
            execute(f"INSERT OR IGNORE INTO {name} SELECT * FROM main_store.{name}")  # noqa: S608
        execute(
            "INSERT INTO instrument_mentions SELECT * FROM main_store.instrument_mentions WHERE mention_id IN chosen"
        )
        execute(
            "INSERT INTO instrument_documents SELECT * FROM main_store.instrument_documents WHERE document_id IN "
            "(SELECT id FROM documents)"
        )
        execute(
            "INSERT INTO instrument_relations SELECT * FROM main_store.instrument_relations "
            "WHERE relation IN ('amends', 'replaces', 'repeals')"
        )
        execute(
            "UPDATE meta SET value = (SELECT value FROM main_store.meta WHERE name = 'resolver') "
            "WHERE name = 'resolver'"
        )
    connection.close()
    return [key for key, _ in popular]


def _attached(main: Path, path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("ATTACH DATABASE ? AS main_store", (str(main),))
    return connection


def _said(side: Store, key: str, popular: Iterable[str]) -> dict[str, dict[str, dict[str, int]]]:
    """What the draft itself says of the instruments that many cite: by instrument and attribute, how often which
    value."""
    m, placed = schema.mentions, schema.instrument_mentions
    found: dict[str, dict[str, dict[str, int]]] = {}
    with side.read() as connection:
        row = connection.execute(select(schema.documents).where(schema.documents.c.id == key)).one()
        issuing = context_of(row.id, row.unit_code, row.issuer, row.province_code, row.date_to).issuing
        rows = connection.execute(
            select(m, placed.c.instrument_id)
            .join(placed, placed.c.mention_id == m.c.id)
            .where(m.c.document_id == key, placed.c.instrument_id.in_(list(popular)))
        ).all()
    for c in rows:
        symbol = read_symbol(c.symbol, c.type)
        values = {
            "": "cited",
            "type": c.type,
            "symbol": regular(c.symbol, symbol) if c.symbol and symbol else c.symbol,
            "date": c.date,
            "issuer": read_issuer(c.issuer, c.symbol, c.type, issuing).name if c.issuer else None,
            "title": comparable(c.title) if c.title else None,
        }
        for attribute, value in values.items():
            if value:
                counts = found.setdefault(c.instrument_id, {}).setdefault(attribute, {})
                counts[value] = counts.get(value, 0) + 1
    return found


def _restore(main: Path, path: Path, popular: Iterable[str], said: dict[str, dict[str, dict[str, int]]]) -> None:
    """Gives the instruments that many cite all that the corpus knows of them, and what the draft adds."""
    connection = _attached(main, path)
    skipped = ("id", "status", "status_source", "mention_count", "document_count")
    columns = [c.name for c in schema.instruments.c if c.name not in skipped]
    with connection:
        for key in popular:
            if not connection.execute("SELECT 1 FROM instruments WHERE id = ?", (key,)).fetchone():
                continue
            connection.execute(
                f"UPDATE instruments SET ({', '.join(columns)}, mention_count, document_count) = "  # noqa: S608
                f"(SELECT {', '.join(columns)}, mention_count, document_count FROM main_store.instruments o "
                "WHERE o.id = instruments.id) WHERE id = ?",
                (key,),
            )
            # What only the draft says stays as it was judged beside some of the others.
            connection.execute("UPDATE instrument_values SET likely = 0 WHERE instrument_id = ? AND likely", (key,))
            connection.execute(
                "INSERT OR REPLACE INTO instrument_values SELECT * FROM main_store.instrument_values "
                "WHERE instrument_id = ?",
                (key,),
            )
            told = said.get(key, {})
            if times := told.pop("", {}).get("cited"):
                connection.execute(
                    "UPDATE instruments SET mention_count = mention_count + ?, document_count = document_count + 1 "
                    "WHERE id = ?",
                    (times, key),
                )
            for attribute, counts in told.items():
                for (value,) in connection.execute(
                    "SELECT value FROM main_store.instrument_values WHERE instrument_id = ? AND attribute = ?",
                    (key, attribute),
                ).fetchall():
                    times = counts.get(comparable(value) if attribute == "title" else value, 0)
                    if times:
                        connection.execute(
                            "UPDATE instrument_values SET mentions = mentions + ?, documents = documents + 1 "
                            "WHERE instrument_id = ? AND attribute = ? AND value = ?",
                            (times, key, attribute, value),
                        )
    connection.close()
