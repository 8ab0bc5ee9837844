"""What is deleted is in no file of the store: at once, or as soon as nobody reads what was before."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from graph.kept_draft import Room, delete_draft, keep_draft
from graph.store import Store, open_store
from tests.web import TOKEN, TestClient, client_of, generous, small_store
from viz.web.erasing import erase, erase_last

SECRET = "Câu này không có ở đâu khác. " * 300
BEARER = {"authorization": f"Bearer {TOKEN}", "x-viendan-name": "Program"}


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return small_store(tmp_path / "a.db", 3)


def holding(db: Path) -> list[str]:
    """The files in which it stands."""
    return [path.name for path in db.parent.iterdir() if SECRET[:29].encode() in path.read_bytes()]


def soon(true: Callable[[], bool]) -> bool:
    for _ in range(200):
        if true():
            return True
        time.sleep(0.1)
    return False


def keep(client: TestClient) -> str:
    address = client.post("/api/v1/drafts", headers=BEARER, files={"draft": ("a.txt", SECRET)}).headers["location"]
    return str(address)


def kept(store: Store) -> str:
    report = {"findings": []}
    room = Room(10, 1_000_000)
    draft, _ = keep_draft(store, SECRET.encode(), report, name="a.txt", who="A", lang="vi", rules="r", room=room)
    return draft.sha256


def test_what_is_deleted_is_gone_at_once(db: Path) -> None:
    with client_of(db, limits=generous()) as client:
        address = keep(client)
        assert holding(db)
        assert client.delete(address, headers=BEARER).status_code == 204
        assert not holding(db)


def test_what_is_deleted_while_somebody_reads_is_gone_soon_after(db: Path) -> None:
    with client_of(db, limits=generous()) as client:
        address = keep(client)
        with open_store(db) as other, other.read() as reading:
            reading.execute(text("SELECT count(*) FROM documents"))
            assert client.delete(address, headers=BEARER).status_code == 204
            assert holding(db)
        assert soon(lambda: not holding(db))


def test_who_deletes_again_meanwhile_is_not_forgotten(db: Path) -> None:
    with open_store(db) as store, open_store(db) as other:
        for _ in range(3):
            key = kept(store)
            with other.read() as reading:
                reading.execute(text("SELECT count(*) FROM documents"))
                delete_draft(store, key, "A")
                erase(store)
                assert holding(db)
        assert soon(lambda: not holding(db))


def test_what_could_not_be_overwritten_is_at_the_end_or_the_next_time(db: Path) -> None:
    with open_store(db) as store, open_store(db) as other:
        key = kept(store)
        with other.read() as reading:
            reading.execute(text("SELECT count(*) FROM documents"))
            delete_draft(store, key, "A")
            erase_last(db)
            assert holding(db)
        erase_last(db)
        assert not holding(db)


def test_no_store_is_made_where_none_is(tmp_path: Path) -> None:
    erase_last(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []
