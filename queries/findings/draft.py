"""One draft held against the corpus, without keeping it."""

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlalchemy import delete, select

from graph import schema
from graph.build import resolver_version
from graph.keep import Reading, keep
from graph.registry import Registry, default_registry, read_registry
from graph.resolve import resolve
from graph.store import Store, open_store
from ingest.extract import extract
from ingest.formats import read_text
from queries.cite import cite
from queries.findings.corpus import Corpus, read_documents
from queries.findings.finding import Finding, RuleShown
from queries.findings.keep import keep_fresh
from queries.findings.look import look
from queries.findings.report import finding, judgements, shown_rules, sort
from queries.findings.rule import rules
from queries.findings.theme import metadata
from queries.who import who

_IMPLEMENTERS = 12


@dataclass(frozen=True, slots=True)
class Cited:
    """What the corpus knows of an instrument that the draft cites."""

    id: str
    label: str
    citation: str
    """In full and correct, to be pasted."""
    status: str
    status_source: str | None
    documents: int
    """Of the corpus that cite it."""
    implementers: tuple[str, ...]
    """Units or issuers of documents that implement it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft's own findings, then what it cites."""

    path: str
    findings: tuple[Finding, ...]
    rules: tuple[RuleShown, ...]
    instruments: tuple[Cited, ...]


def check(store: Store, source: Path | str, *, lang: str = "vi", include_off: bool = False) -> Draft:
    """Findings of a file (a Path) or of a text, held against the store, which stays as it is."""
    path = str(source) if isinstance(source, Path) else ""
    text = read_text(source) if isinstance(source, Path) else source
    keep_fresh(store)
    extraction = extract(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    reading = Reading(path, digest, text, extraction)
    with _beside(store, reading) as (side, key), side.read() as connection, store.read() as main:
        m = schema.mentions
        own = frozenset(connection.execute(select(m.c.id).where(m.c.document_id == key)).scalars())
        corpus = Corpus(connection, main, own)
        (read,) = read_documents(corpus, [key])
        rows = look(read, corpus)
        known = corpus.known({c.known.id for c in read.citations if c.known and c.known.id != read.own})
        order = {c.known.id: k for k, c in reversed(list(enumerate(read.citations))) if c.known}
    judged = judgements(store)
    found = [finding(SimpleNamespace(**row), lang, judged.get(row["id"])) for row in rows]
    cited = tuple(_cited(store, k) for k in sorted(known.values(), key=lambda k: order.get(k.id, 0)))
    return Draft(
        path,
        tuple(sort(f for f in found if include_off or rules()[f.rule].shown)),
        shown_rules(lang),
        cited,
    )


def _cited(store: Store, known: Any) -> Cited:
    answer = who(store, known.id)
    names: list[str] = []
    for i in answer.implementers if answer.instrument is not None and answer.instrument.id == known.id else ():
        name = f"{i.unit.type} {i.unit.name}" if i.unit else i.document.issuer or i.document.id
        if name not in names:
            names.append(name)
    return Cited(
        known.id,
        known.label,
        cite(known),
        known.status,
        known.status_source,
        known.document_count,
        tuple(names[:_IMPLEMENTERS]),
    )


@contextmanager
def _beside(store: Store, reading: Reading) -> Iterator[tuple[Store, str]]:
    """A store for the moment: what the draft's citations are resolved with (their blocks, the instruments, the
    judgements), and the draft in it, resolved."""
    from graph.claim import block_of  # noqa: PLC0415

    blocks = {
        block_of(m.form, m.text, m.type, m.number, m.year_in_number, m.symbol)
        for m in reading.extraction.mentions
    } - {"blank", "generic"}  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="viendan-") as folder:
        path = Path(folder) / "beside.db"
        open_store(path, create=True).close()
        _copy(store.path, path, blocks)
        with open_store(path) as side:
            with side.write() as connection:
                metadata.create_all(connection)
                d = schema.documents
                twin = connection.execute(select(d.c.id).where(d.c.sha256 == reading.sha256)).scalar()
                if twin is not None:  # the draft is in the corpus already: it is held against the others
                    connection.execute(delete(schema.mentions).where(schema.mentions.c.document_id == twin))
                    connection.execute(delete(d).where(d.c.id == twin))
                key = keep(connection, reading, "draft")
            resolve(side, _registry(side))
            yield side, key


def _registry(side: Store) -> Registry:
    """The registry that the store was built with, where it is the one that comes with the program."""
    with side.read() as connection:
        state = connection.execute(select(schema.meta.c.value).where(schema.meta.c.name == "resolver")).scalar() or ""
    if state == f"{resolver_version()} ":
        return Registry()
    return read_registry(default_registry())


def _copy(main: Path, path: Path, blocks: set[str]) -> None:
    """Rows of the blocks from one file to the other. The texts of other documents stay where they are."""
    with sqlite3.connect(path) as connection:
        connection.execute("ATTACH DATABASE ? AS main_store", (str(main),))
        connection.execute("CREATE TEMP TABLE wanted (block TEXT PRIMARY KEY)")
        connection.executemany("INSERT INTO wanted VALUES (?)", [(b,) for b in sorted(blocks)])
        names = [c.name for c in schema.documents.c]
        shown = ", ".join("'' AS text" if n == "text" else f"d.{n}" for n in names)
        connection.execute(
            f"INSERT INTO documents ({', '.join(names)}) SELECT {shown} FROM main_store.documents d "  # noqa: S608
            "WHERE d.block IN wanted OR d.id IN "
            "(SELECT document_id FROM main_store.mentions WHERE block IN wanted)"
        )
        connection.execute("INSERT INTO mentions SELECT * FROM main_store.mentions WHERE block IN wanted")
        for name in ("instruments", "instrument_values", "judgements", "meta"):
            connection.execute(f"INSERT OR IGNORE INTO {name} SELECT * FROM main_store.{name}")  # noqa: S608
        connection.execute(
            "INSERT INTO instrument_mentions SELECT * FROM main_store.instrument_mentions WHERE mention_id IN "
            "(SELECT id FROM mentions)"
        )
        connection.execute(
            "INSERT INTO instrument_documents SELECT * FROM main_store.instrument_documents WHERE document_id IN "
            "(SELECT id FROM documents)"
        )
        connection.execute(
            "INSERT INTO instrument_relations SELECT * FROM main_store.instrument_relations "
            "WHERE relation IN ('amends', 'replaces', 'repeals')"
        )
        connection.execute(
            "UPDATE meta SET value = (SELECT value FROM main_store.meta WHERE name = 'resolver') "
            "WHERE name = 'resolver'"
        )
    connection.close()
