"""Findings worked out once and kept with the corpus, for the documents whose facts changed since."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from sqlalchemy import Column, Connection, Table, Text, delete, func, insert, select

from graph import schema
from graph.judgement import contradictions
from graph.store import Store, StoreLocked
from queries.findings.corpus import Corpus, read_documents
from queries.findings.look import look
from queries.findings.theme import metadata, phrases, quoted, year_of

stamps = Table(
    "finding_stamps",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("stamp", Text, nullable=False),  # of everything that its findings were worked out from
)
_BATCH = 200
_STATE = "findings"


def refresh(store: Store) -> int:
    """Works out the findings of all documents whose own words, instruments or phrases changed. Returns how many."""
    with store.write() as connection:
        metadata.create_all(connection)
    with store.read() as connection:
        state = _state(connection)
        gone = _gone(connection)
        stale_words = _unread(connection)
    with store.write() as connection:
        for table in (stamps, phrases):
            for key in gone:
                connection.execute(delete(table).where(table.c.document_id == key))
        for k in range(0, len(stale_words), _BATCH):
            _write_phrases(connection, stale_words[k : k + _BATCH])
    with store.read() as connection:
        now = dict(_stamps(connection))
        had = dict(connection.execute(select(stamps.c.document_id, stamps.c.stamp)).all())
        touched = sorted(d for d, stamp in now.items() if had.get(d) != stamp)
    for k in range(0, len(touched), _BATCH):
        batch = touched[k : k + _BATCH]
        with store.read() as connection:
            corpus = Corpus(connection)
            rows = [row for read in read_documents(corpus, batch) for row in look(read, corpus)]
        with store.write() as connection:
            f = schema.findings
            connection.execute(delete(f).where(f.c.document_id.in_(batch)))
            connection.execute(delete(stamps).where(stamps.c.document_id.in_(batch)))
            if rows:
                connection.execute(insert(f), rows)
            connection.execute(insert(stamps), [{"document_id": d, "stamp": now[d]} for d in batch])
    with store.write() as connection:
        connection.execute(delete(schema.meta).where(schema.meta.c.name == _STATE))
        connection.execute(insert(schema.meta).values(name=_STATE, value=state))
    return len(touched)


def keep_fresh(store: Store) -> None:
    """Refreshes where the corpus changed since; another process that writes just now will do it itself."""
    with store.read() as connection:
        have = connection.execute(select(schema.meta.c.value).where(schema.meta.c.name == _STATE)).scalar()
        current = have == _state(connection)
    if not current:
        try:
            refresh(store)
        except StoreLocked:
            if have is None:
                raise


def _state(connection: Connection) -> str:
    """Differs whenever documents, their resolution or the judgements may have changed."""
    digest = hashlib.sha256(rules_version().encode())
    for sha in connection.execute(select(schema.documents.c.sha256).order_by(schema.documents.c.sha256)).scalars():
        digest.update(sha.encode())
    m, j, placed, i = schema.mentions, schema.judgements, schema.instrument_mentions, schema.instruments
    for query in (
        select(func.max(m.c.id), func.count(m.c.id)),
        select(func.count(j.c.id), func.max(j.c.at), func.max(j.c.undone_at)),
        select(func.count(placed.c.mention_id), func.round(func.sum(placed.c.confidence), 3)),
        select(func.count(i.c.id), func.sum(i.c.mention_count)),
        select(func.count(schema.dirty.c.block)),
        select(schema.meta.c.value).where(schema.meta.c.name == "resolver"),
    ):
        digest.update(repr(tuple(connection.execute(query).first() or ())).encode())
    return digest.hexdigest()[:24]


@cache
def rules_version() -> str:
    """Of the rules and their tables."""
    digest = hashlib.sha256()
    for folder in ("findings", "tables"):
        for name, data in sorted(_files(resources.files("queries") / folder)):
            digest.update(name.encode() + b"\0" + data)
    return digest.hexdigest()[:16]


def _files(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.name.endswith((".py", ".csv")):
            yield entry.name, entry.read_bytes()


def _gone(connection: Connection) -> list[str]:
    d = schema.documents
    here = select(d.c.id)
    return list(connection.execute(select(stamps.c.document_id).where(stamps.c.document_id.not_in(here))).scalars())


def _unread(connection: Connection) -> list[str]:
    """Documents whose quoted phrases are not kept yet."""
    d = schema.documents
    return list(
        connection.execute(select(d.c.id).where(d.c.id.not_in(select(stamps.c.document_id))).order_by(d.c.id)).scalars()
    )


def _write_phrases(connection: Connection, ids: list[str]) -> None:
    connection.execute(delete(phrases).where(phrases.c.document_id.in_(ids)))
    rows = [
        {
            "document_id": read.id, "start": p.start, "end": p.end,
            "key": p.key, "written": p.words, "year": year_of(read),
        }
        for read in read_documents(Corpus(connection), ids)
        for p in quoted(read)
    ]  # fmt: skip
    if rows:
        connection.execute(insert(phrases), rows)


def _stamps(connection: Connection) -> Iterator[tuple[str, str]]:
    """For every document a digest of what its findings are worked out from: itself, its instruments with all their
    values and relations, who else uses its phrases."""
    i, v, r = schema.instruments, schema.instrument_values, schema.instrument_relations
    about: dict[str, int] = {}

    def add(key: str, row: object) -> None:
        about[key] = about.get(key, 0) ^ int.from_bytes(
            hashlib.blake2b(repr(row).encode(), digest_size=8).digest(), "big"
        )

    for row in connection.execute(select(*(c for c in i.c if c.name not in ("folded", "block")))):
        add(row.id, tuple(row))
    for row in connection.execute(select(v)):
        add(row.instrument_id, tuple(row))
    for row in connection.execute(
        select(r.c.source_id, r.c.target_id, r.c.relation).where(r.c.relation.in_(("amends", "replaces", "repeals")))
    ):
        add(row.target_id, tuple(row))
    for judgement, instrument, rival in contradictions(connection):
        add(instrument, (judgement.id, tuple(rival)))
    m, placed, d = schema.mentions, schema.instrument_mentions, schema.documents
    cited: dict[str, list[int]] = defaultdict(list)
    for document, instrument in connection.execute(
        select(m.c.document_id, placed.c.instrument_id).join(placed, placed.c.mention_id == m.c.id).distinct()
    ):
        cited[document].append(about.get(instrument, 0))
    u = schema.unresolved
    for document, reason in connection.execute(select(m.c.document_id, u.c.reason).join(u, u.c.mention_id == m.c.id)):
        cited[document].append(int.from_bytes(hashlib.blake2b(reason.encode(), digest_size=8).digest(), "big"))
    shared: dict[str, int] = {}
    uses = connection.execute(
        select(phrases.c.key, phrases.c.written, func.count()).group_by(phrases.c.key, phrases.c.written)
    ).all()
    for key, written, number in uses:
        digest = hashlib.blake2b(f"{written}|{number}".encode(), digest_size=8).digest()
        shared[key] = shared.get(key, 0) ^ int.from_bytes(digest, "big")
    for document, key in connection.execute(select(phrases.c.document_id, phrases.c.key).distinct()):
        cited[document].append(shared.get(key, 0))
    for row in connection.execute(select(d.c.id, d.c.sha256, d.c.reader, d.c.path)):
        parts = json.dumps([row.sha256, row.reader, rules_version(), sorted(cited[row.id])])
        yield row.id, hashlib.sha256(parts.encode()).hexdigest()[:24]
