"""The system of record: one SQLite file through SQLAlchemy Core, with its version and its migrations."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, text
from sqlalchemy.exc import DatabaseError, OperationalError

from graph.migrations import add_drafts, add_provinces, add_quotes
from graph.schema import VERSION, meta, metadata

Migration = Callable[[Connection], None]
MIGRATIONS: dict[int, Migration] = {1: add_drafts, 2: add_provinces, 3: add_quotes}
"""From the version that is the key to the next one. Each runs in one transaction with the change of version."""

# The tokenizer's own folding misses letters of Vietnamese: text goes in folded by ingest.fold, so that it has
# nothing to fold. Beginnings of words are indexed, so that suggestions come as one types.
SEARCH = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search "
    "USING fts5(label, rest, id UNINDEXED, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')"
)
WAIT_MS = 5000


class StoreError(Exception):
    """The file cannot serve as a store; the message is one sentence for the person who named it."""


class StoreMissing(StoreError):  # noqa: N818 - names what is the case
    def __init__(self, path: Path) -> None:
        super().__init__(f"Không có cơ sở dữ liệu {path}: hãy chạy `viendan build` để tạo.")


class NotAStore(StoreError):  # noqa: N818
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} không phải là cơ sở dữ liệu của viendan: hãy chỉ tên tệp khác bằng --db.")


class NewerSchema(StoreError):  # noqa: N818
    def __init__(self, path: Path, version: int) -> None:
        super().__init__(
            f"{path} do một phiên bản viendan mới hơn tạo ra (lược đồ {version}, bản này đọc được đến {VERSION}): "
            "hãy cập nhật viendan, hoặc dựng cơ sở dữ liệu khác bằng --db."
        )


class StoreLocked(StoreError):  # noqa: N818
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} đang được một tiến trình khác ghi: hãy đợi nó xong rồi chạy lại.")


class StoreUnusable(StoreError):  # noqa: N818
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Không dùng được cơ sở dữ liệu {path} ({reason}): hãy kiểm tra thư mục và quyền ghi.")


class Store:
    """An open store. `read()` and `write()` give connections; a write is one transaction, kept whole or not at all."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.engine = engine

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the store throughout."""
        with self._named_errors(), self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection
            connection.rollback()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection whose changes are committed where the block ends, and dropped where it raises."""
        with self._named_errors(), self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as error:
            if "locked" in str(error.orig):
                raise StoreLocked(self.path) from error
            raise

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(path: Path | str, *, create: bool = False) -> Store:
    """Opens the store at `path`, migrating an older one; makes it where it is missing and `create` is set.

    Raises a StoreError: missing, another kind of file, of a newer schema, locked, or in a place that cannot be used.
    """
    path = Path(path)
    if path.is_dir():
        raise StoreUnusable(path, "là một thư mục")
    if not path.exists():
        if not create:
            raise StoreMissing(path)
        if not path.parent.is_dir():
            raise StoreUnusable(path, f"không có thư mục {path.parent}")
    # SQLite itself says what is no database: to open and close the file here would drop the locks that another
    # connection of this process holds on it (POSIX).
    store = Store(path, _engine(path))
    try:
        _prepare(store, create)
    except DatabaseError as error:
        store.close()
        said = str(error.orig)
        if "locked" in said:
            raise StoreLocked(path) from error
        if "not a database" in said or "malformed" in said:
            raise NotAStore(path) from error
        if "unable to open" in said:
            said = "không mở được tệp"
        raise StoreUnusable(path, said) from error
    except StoreError:
        store.close()
        raise
    return store


def _engine(path: Path) -> Engine:
    # isolation_level=None: transactions are begun by read() and write() themselves, so that a reader never takes a
    # write lock.
    engine = create_engine(f"sqlite:///{path}", connect_args={"isolation_level": None, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: Any) -> None:
        connection.execute(f"PRAGMA busy_timeout={WAIT_MS}")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA cache_size=-65536")

    return engine


def _prepare(store: Store, create: bool) -> None:
    with store.engine.connect() as connection:
        tables = {row[0] for row in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))}
        if "meta" in tables and "documents" in tables:
            version = connection.execute(select(meta.c.value).where(meta.c.name == "schema")).scalar()
        elif tables or not create:
            raise NotAStore(store.path)
        else:
            version = None
    if version is None:
        _create(store)
        return
    if int(version) > VERSION:
        raise NewerSchema(store.path, int(version))
    for old in range(int(version), VERSION):
        with store.write() as connection:
            # another process may have opened it at the same time
            if connection.execute(select(meta.c.value).where(meta.c.name == "schema")).scalar() != str(old):
                continue
            MIGRATIONS[old](connection)
            connection.execute(meta.update().where(meta.c.name == "schema").values(value=str(old + 1)))


def _create(store: Store) -> None:
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    # All tables or none: a build killed here leaves an empty file, which the next build takes as new.
    with store.write() as connection:
        metadata.create_all(connection)
        connection.exec_driver_sql(SEARCH)
        connection.execute(insert(meta).prefix_with("OR IGNORE").values(name="schema", value=str(VERSION)))
