"""The file that keeps everything: made, opened, refused with a clear sentence."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import IntegrityError

from graph import schema, store
from graph.store import NewerSchema, NotAStore, StoreError, StoreLocked, StoreMissing, StoreUnusable, open_store
from tests.web import small_store


def test_a_new_store_has_every_table_and_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_store(path, create=True).close()
    with open_store(path) as opened, opened.read() as connection:
        names = {r[0] for r in connection.execute(text("SELECT name FROM sqlite_master"))}
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    assert set(schema.metadata.tables) | {"search"} <= names


def missing(path: Path) -> None:
    path.unlink(missing_ok=True)


def folder(path: Path) -> None:
    path.mkdir()


def words(path: Path) -> None:
    path.write_text("Kế hoạch số 25/KH-UBND", encoding="utf-8")


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (id INTEGER)")
    connection.close()


def newer(path: Path) -> None:
    open_store(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
    connection.close()


def cut(path: Path) -> None:
    open_store(path, create=True).close()
    path.write_bytes(path.read_bytes()[:3000])


REFUSED = [
    (missing, StoreMissing),
    (folder, StoreUnusable),
    (words, NotAStore),
    (foreign, NotAStore),
    (newer, NewerSchema),
    (cut, NotAStore),
]


@pytest.mark.parametrize(("spoil", "error"), REFUSED)
def test_what_is_no_store_is_refused_by_name(spoil: object, error: type[StoreError], tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    spoil(path)  # type: ignore[operator]
    with pytest.raises(error) as caught:
        open_store(path)
    assert str(path) in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_store_is_not_made_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable):
        open_store(tmp_path / "none" / "a.db", create=True)


def test_an_older_schema_is_migrated_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    open_store(path, create=True).close()
    calls: list[int] = []

    def migrate(connection: Connection) -> None:
        calls.append(1)
        connection.execute(text("CREATE TABLE added (id INTEGER)"))

    monkeypatch.setitem(store.MIGRATIONS, schema.VERSION, migrate)
    monkeypatch.setattr(store, "VERSION", schema.VERSION + 1)
    for _ in range(2):
        with open_store(path) as opened, opened.read() as connection:
            assert connection.execute(text("SELECT count(*) FROM added")).scalar() == 0
    assert calls == [1]


def test_a_failed_migration_leaves_the_old_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    open_store(path, create=True).close()

    def migrate(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE added (id INTEGER)"))
        raise RuntimeError

    monkeypatch.setitem(store.MIGRATIONS, schema.VERSION, migrate)
    with monkeypatch.context() as patch:
        patch.setattr(store, "VERSION", schema.VERSION + 1)
        with pytest.raises(RuntimeError):
            open_store(path)
    with open_store(path) as opened, opened.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'added'")).scalar() == 0


def spoilt(opened: store.Store) -> None:
    with opened.write() as connection:
        connection.execute(insert(schema.dirty).values(block="n:1"))
        raise RuntimeError


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db", create=True) as opened:
        with pytest.raises(RuntimeError):
            spoilt(opened)
        with opened.read() as connection:
            assert connection.execute(select(schema.dirty)).all() == []
        with pytest.raises(IntegrityError), opened.write() as connection:
            connection.execute(insert(schema.instrument_documents).values(document_id="none", instrument_id="none"))


def test_a_second_writer_is_told_that_the_store_is_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "WAIT_MS", 10)
    path = tmp_path / "a.db"
    with open_store(path, create=True) as one, open_store(path) as two, one.write():
        with pytest.raises(StoreLocked), two.write():
            pass
        with two.read() as connection:
            assert connection.execute(select(schema.documents)).all() == []


def test_a_store_of_version_3_gets_the_quotes_that_a_new_one_has(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    small_store(path, 4)

    def quotes() -> set[tuple[object, ...]]:
        with sqlite3.connect(path) as connection:
            found = set(connection.execute("SELECT mention_id, start, line, text FROM quotes"))
        connection.close()
        return found

    kept = quotes()
    with sqlite3.connect(path) as connection:
        connection.executescript("DROP TABLE quotes; UPDATE meta SET value = '3' WHERE name = 'schema'")
    connection.close()
    open_store(path).close()
    assert len(kept) > 50
    assert quotes() == kept
