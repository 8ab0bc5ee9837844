"""Findings worked out once and kept with the corpus, for the documents whose facts changed since."""

import gc
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from sqlalchemy import Column, Connection, Index, Table, Text, delete, func, insert, select

from graph import schema
from graph.build import reader_version, resolver_version
from graph.store import Store, StoreLocked
from queries.findings.alike import Search, without_years
from queries.findings.compare import joined
from queries.findings.corpus import Corpus, read_documents
from queries.findings.look import look
from queries.findings.need import Kind, Need
from queries.findings.stamp import Stamps
from queries.findings.theme import metadata, phrases, phrases_of, year_of

stamps = Table(
    "finding_stamps",
    metadata,
    Column("document_id", Text, primary_key=True),
    Column("stamp", Text, nullable=False),  # of everything that its findings were worked out from
)
needs = Table(
    "finding_needs",
    metadata,  # what was asked for besides what is known of the document and of what it cites
    Column("document_id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Index("ix_finding_needs_key", "kind", "key"),
)
phrased = Table(
    "finding_phrased",
    metadata,  # documents whose phrases are kept
    Column("document_id", Text, primary_key=True),
    Column("state", Text, nullable=False),  # of the text and of the program that looked for them
)
titled = Table(
    "finding_titles",
    metadata,  # the subjects in which was looked for those like others
    Column("instrument_id", Text, primary_key=True),
    Column("words", Text, nullable=False),
)
_BATCH = 200
_AT_ONCE = 500
_PHRASED = 5_000
"""Documents whose phrases are read in one transaction."""
_STATE = "findings"
Progress = Callable[[int, int], None]
"""Told how many documents of how many are done."""


def refresh(store: Store, progress: Progress | None = None) -> int:
    """Works out the findings of all documents whose own words, instruments or phrases changed. Returns how many. What
    is done is kept where it is interrupted, and the next time goes on."""
    with store.write() as connection:
        metadata.create_all(connection)
        _forget_gone(connection)
        _notice_titles(connection)
    while True:
        with store.write() as connection:
            if not _write_phrases(connection):
                break
    with store.read() as connection:
        state = _state(connection)
        now = Stamps(connection, program())
        had = dict(connection.execute(select(stamps.c.document_id, stamps.c.stamp)).all())
        asked: dict[str, list[Need]] = defaultdict(list)
        for document, kind, key in connection.execute(select(needs)):
            asked[document].append(Need(Kind(kind), key))
        touched = sorted(d for d in now.documents if d not in had or had[d] != now.of(d, asked[d]))
        corpus = Corpus(connection)
        for k in range(0, len(touched), _BATCH):
            if progress:
                progress(k, len(touched))
            gc.freeze()  # what is held for the next documents has no cycles: to look through it costs a quarter
            _work_out(store, corpus, now, touched[k : k + _BATCH])
        gc.unfreeze()
    with store.write() as connection:
        connection.execute(delete(schema.meta).where(schema.meta.c.name == _STATE))
        connection.execute(insert(schema.meta).values(name=_STATE, value=state))
    if progress and touched:
        progress(len(touched), len(touched))
    return len(touched)


def _work_out(store: Store, corpus: Corpus, now: Stamps, batch: list[str]) -> None:
    rows, asked, stamped = [], [], []
    for read in read_documents(corpus, batch):
        corpus.needs.clear()
        rows += look(read, corpus)
        wanted = {n for n in corpus.needs if n.kind is not Kind.KNOWN or n.key not in now.cited[read.id]}
        asked += [{"document_id": read.id, "kind": str(n.kind), "key": n.key} for n in sorted(wanted)]
        stamped.append({"document_id": read.id, "stamp": now.of(read.id, wanted)})
    f = schema.findings
    with store.write() as connection:
        for table in (f, needs, stamps):
            connection.execute(delete(table).where(table.c.document_id.in_(batch)))
        here = set(connection.execute(select(schema.documents.c.id).where(schema.documents.c.id.in_(batch))).scalars())
        for table, made in ((f, rows), (needs, asked), (stamps, stamped)):
            if kept := [row for row in made if row["document_id"] in here]:
                connection.execute(insert(table), kept)


def keep_fresh(store: Store, progress: Progress | None = None) -> None:
    """Refreshes where the corpus changed since; another process that writes just now will do it itself."""
    with store.read() as connection:
        have = connection.execute(select(schema.meta.c.value).where(schema.meta.c.name == _STATE)).scalar()
        current = have == _state(connection)
    if not current:
        try:
            refresh(store, progress)
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


@cache
def program() -> str:
    """Of all that findings are worked out with."""
    return "|".join((rules_version(), reader_version(), resolver_version()))


def _forget_gone(connection: Connection) -> None:
    for table in (stamps, needs, phrases, phrased):
        connection.execute(delete(table).where(table.c.document_id.not_in(select(schema.documents.c.id))))


def _notice_titles(connection: Connection) -> None:
    """Takes the stamp of documents that looked for subjects like one which came, went or changed."""
    i = schema.instruments.c
    now = {key: joined(title) for key, title in connection.execute(select(i.id, i.title).where(i.title.is_not(None)))}
    had = {row.instrument_id: row.words for row in connection.execute(select(titled))}
    changed = sorted({key for key, _ in now.items() ^ had.items()})
    if not changed:
        return
    words = {side[key] for side in (now, had) for key in changed if key in side}
    bare = sorted(map(without_years, words))
    asked = connection.execute(select(needs.c.key).where(needs.c.kind == Kind.SEARCH).distinct()).scalars().all()
    searches = {key: Search.unpacked(key) for key in asked}
    found = [key for key, s in searches.items() if s.finds(bare if s.without_years else sorted(words))]
    for some in _some(found):
        looking = select(needs.c.document_id).where(needs.c.kind == Kind.SEARCH, needs.c.key.in_(some))
        connection.execute(delete(stamps).where(stamps.c.document_id.in_(looking)))
    for some in _some(changed):
        connection.execute(delete(titled).where(titled.c.instrument_id.in_(some)))
    fresh = [{"instrument_id": key, "words": now[key]} for key in changed if key in now]
    if fresh:
        connection.execute(insert(titled), fresh)


def _some(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for k in range(0, len(keys), _AT_ONCE):
        yield keys[k : k + _AT_ONCE]


def unphrased(connection: Connection) -> list[str]:
    """Documents whose quoted phrases are not kept yet."""
    d = schema.documents.c
    had = {row.document_id: row.state for row in connection.execute(select(phrased))}
    rows = connection.execute(select(d.id, d.sha256, d.reader).order_by(d.id))
    return [key for key, sha, reader in rows if had.get(key) != _text_state(sha, reader)]


def _text_state(sha: str, reader: str) -> str:
    return f"{sha[:16]}|{reader}|{rules_version()}"


def phrase_rows(connection: Connection, ids: Sequence[str]) -> list[dict[str, object]]:
    """The phrases of documents, as they are kept."""
    d = schema.documents.c
    return [
        {
            "document_id": row.id, "start": p.start, "end": p.end,
            "key": p.key, "written": p.words, "year": year_of(row),
        }
        for row in connection.execute(select(d.id, d.text, d.date, d.date_to).where(d.id.in_(ids)).order_by(d.id))
        for p in phrases_of(row.text)
    ]  # fmt: skip


def _write_phrases(connection: Connection) -> int:
    """Of some documents whose phrases are not kept. Returns of how many."""
    d = schema.documents.c
    ids = unphrased(connection)[:_PHRASED]
    for some in _some(ids):
        for table in (phrases, phrased):
            connection.execute(delete(table).where(table.c.document_id.in_(some)))
        if rows := phrase_rows(connection, some):
            connection.execute(insert(phrases), rows)
        states = connection.execute(select(d.id, d.sha256, d.reader).where(d.id.in_(some)))
        connection.execute(
            insert(phrased), [{"document_id": key, "state": _text_state(sha, reader)} for key, sha, reader in states]
        )
    return len(ids)
