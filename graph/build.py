"""Building the store from files: reads what is new or changed, one transaction a document, then resolves what that
touches."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from time import monotonic

from sqlalchemy import func, select, update

from graph import schema
from graph.keep import keep, mark, take_out
from graph.readings import Todo, readings
from graph.registry import Registry, read_registry
from graph.resolve import resolve
from graph.store import Store
from ingest.formats import iter_documents
from ingest.reason import reason


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a build is: `stage` is scan, read, resolve (its unit is a citation) or relate."""

    stage: str
    done: int
    total: int
    seconds: float
    """Since the stage began."""


@dataclass(slots=True)
class BuildReport:
    """What a build did. Paths are as the store keeps them."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    """Other bytes than before, or read again because the rules changed."""
    unchanged: int = 0
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    """A path and the path that has the same bytes."""
    moved: list[tuple[str, str]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    """A path, and a sentence that names it and says why it could not be read."""
    skipped: list[tuple[str, str]] = field(default_factory=list)
    """What a folder holds and is no document: a path and why it was passed over."""
    vanished: list[str] = field(default_factory=list)
    """In the store, under a folder that was built, and no longer there: kept."""
    resolved: int = 0
    """Mentions that were resolved anew."""
    documents: int = 0
    mentions: int = 0
    tasks: int = 0
    instruments: int = 0
    unresolved: int = 0
    seconds: float = 0.0

    @property
    def changed(self) -> bool:
        return bool(self.added or self.updated or self.moved or self.resolved)


def build(
    store: Store,
    paths: Iterable[Path],
    *,
    registry: Path | None,
    progress: Callable[[Progress], None] | None = None,
    workers: int | None = None,
) -> BuildReport:
    """Adds and updates documents from files and folders, then resolves. Documents are known by the hash of their bytes.

    Nothing is removed but what another version of the same file replaces. `registry` None resolves without one.
    `workers` other processes read; None decides by the number of files."""
    began = monotonic()
    report = BuildReport()
    known = read_registry(registry)
    roots = [Path(p) for p in paths]
    hashes = _scan(roots, report, progress)
    todo = _compare(store, roots, hashes, report)
    _read_all(store, todo, report, progress, workers)
    _renew(store, known)
    begins = {"resolve": monotonic()}
    latest = begins["resolve"]

    def tell(stage: str, done: int, total: int) -> None:
        nonlocal latest
        start = begins.setdefault(stage, latest)
        latest = monotonic()
        if progress:
            progress(Progress(stage, done, total, latest - start))

    report.resolved = resolve(store, known, tell).mentions
    with store.read() as connection:
        for name in ("documents", "mentions", "tasks", "instruments", "unresolved"):
            setattr(
                report, name, connection.execute(select(func.count()).select_from(getattr(schema, name))).scalar_one()
            )
    report.seconds = monotonic() - began
    return report


def _scan(roots: Sequence[Path], report: BuildReport, progress: Callable[[Progress], None] | None) -> dict[str, str]:
    """Path to hash of every file that can be opened."""
    start = monotonic()
    files = sorted(
        {p.resolve() for p in iter_documents(roots, lambda path, why: report.skipped.append((str(path), why)))}
    )
    hashes: dict[str, str] = {}
    for done, path in enumerate(files, 1):
        try:
            with path.open("rb") as file:
                hashes[str(path)] = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            report.failed.append((str(path), f"{path}: Không mở được tệp ({reason(error)})."))
        if progress and done % 500 == 0:
            progress(Progress("scan", done, len(files), monotonic() - start))
    return hashes


def _compare(store: Store, roots: Sequence[Path], hashes: dict[str, str], report: BuildReport) -> list[Todo]:
    d = schema.documents
    with store.read() as connection:
        rows = connection.execute(select(d.c.id, d.c.path, d.c.sha256, d.c.reader)).all()
    by_hash = {r.sha256: r for r in rows}
    by_path = {r.path: r for r in rows}
    first: dict[str, str] = {}
    for path in sorted(hashes):
        digest = hashes[path]
        # Of several equal files the one that the store has stays the document's path.
        have = by_hash.get(digest)
        if have is not None and hashes.get(have.path) == digest:
            first[digest] = have.path
        first.setdefault(digest, path)
    todo: list[Todo] = []
    moves: list[tuple[str, str, str]] = []
    for path in sorted(hashes):
        digest = hashes[path]
        if first[digest] != path:
            report.duplicates.append((path, first[digest]))
            continue
        have, old = by_hash.get(digest), by_path.get(path)
        # A document that gave its path to other bytes is replaced, unless its own bytes are found elsewhere now.
        replaces = old.id if old is not None and old.sha256 != digest and old.sha256 not in first else None
        if have is None:
            todo.append(Todo(path, digest, replaces))
        else:
            if have.path != path:
                moves.append((have.id, have.path, path))
            if have.reader != reader_version():
                todo.append(Todo(path, digest, have.id))
            elif have.path == path:
                report.unchanged += 1
    if moves:
        with store.write() as connection:
            for key, old_path, path in moves:
                connection.execute(update(d).where(d.c.id == key).values(path=path))
                report.moved.append((old_path, path))
    folders = [str(r.resolve()) + "/" for r in roots if r.is_dir()]
    gone = {r.path for r in rows} - hashes.keys() - {m[1] for m in moves}
    report.vanished = sorted(p for p in gone if any(p.startswith(f) for f in folders) and not Path(p).exists())
    return todo


def _read_all(
    store: Store,
    todo: Sequence[Todo],
    report: BuildReport,
    progress: Callable[[Progress], None] | None,
    workers: int | None,
) -> None:
    start = monotonic()
    with store.read() as connection:
        had = set(connection.execute(select(schema.documents.c.sha256)).scalars())
    for done, (item, result) in enumerate(readings(todo, workers), 1):
        if isinstance(result, str):
            report.failed.append((item.path, result))
        else:
            with store.write() as connection:
                if item.replaces:
                    take_out(connection, item.replaces)
                keep(connection, result, reader_version())
            (report.updated if item.replaces or item.sha256 in had else report.added).append(item.path)
        if progress:
            progress(Progress("read", done, len(todo), monotonic() - start))


def _renew(store: Store, registry: Registry) -> None:
    """Marks everything where the rules of resolving changed or the registry did."""
    state = f"{resolver_version()} {registry.digest}"
    with store.read() as connection:
        have = connection.execute(select(schema.meta.c.value).where(schema.meta.c.name == "resolver")).scalar()
    if have == state:
        return
    with store.write() as connection:
        blocks = set(connection.execute(select(schema.mentions.c.block).distinct()).scalars())
        blocks |= set(connection.execute(select(schema.documents.c.block).distinct()).scalars())
        blocks |= {f"r:{d}" for d in connection.execute(select(schema.documents.c.id)).scalars()}
        mark(connection, blocks)
        connection.execute(schema.meta.delete().where(schema.meta.c.name == "resolver"))
        connection.execute(schema.meta.insert().values(name="resolver", value=state))


@cache
def reader_version() -> str:
    """Of the rules and tables that read a document: another one means that it must be read again."""
    return _version("ingest")


@cache
def resolver_version() -> str:
    return _version("graph")


def _version(package: str) -> str:
    digest = hashlib.sha256()
    for name, data in sorted(_files(resources.files(package), "")):
        digest.update(name.encode() + b"\0" + data)
    return digest.hexdigest()[:16]


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".py", ".csv")):
            yield prefix + entry.name, entry.read_bytes()
