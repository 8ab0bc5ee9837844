"""Drafts that are kept: apart from the corpus, within their room, with who and when, and gone when they are deleted."""

import hashlib
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from graph import migrations, schema, store
from graph.build import build
from graph.kept_draft import NoRoom, NoSuchDraft, Room, delete_draft, keep_draft, overwrite_deleted
from graph.rdf import write_rdf
from graph.sheets import write_csv
from graph.store import Store, open_store
from queries.documents import documents
from queries.gaps import gaps
from queries.instruments import instruments
from queries.kept_drafts import bytes_of, changes, count_kept, list_kept, open_kept
from queries.matrix import matrix
from queries.state import state
from queries.who import who
from tests.web import small_store

DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"
ROOM = Room(3, 10_000)
REPORT: dict[str, Any] = {
    "findings": [{"id": "a", "severity": "error"}, {"id": "b", "severity": "info"}, {"id": "c", "severity": "info"}],
    "instruments": [],
}


def keep(opened: Store, body: bytes, room: Room = ROOM, **about: Any) -> tuple[Any, bool]:
    given = {"name": "a.txt", "who": "Trần Thị Bình", "lang": "vi", "rules": "r"} | about
    return keep_draft(opened, body, REPORT, room=room, **given)


def holding(opened: Store, said: bytes) -> list[str]:
    """The files of the store in which it stands."""
    return [path.name for path in opened.path.parent.iterdir() if said in path.read_bytes()]


@pytest.fixture
def opened(tmp_path: Path) -> Any:
    with open_store(tmp_path / "a.db", create=True) as made:
        yield made


def test_a_draft_is_kept_under_its_hash_with_who_and_when(opened: Store) -> None:
    made, new = keep(opened, b"abc")
    assert new
    assert made.sha256 == hashlib.sha256(b"abc").hexdigest()
    assert (made.errors, made.warnings, made.notes) == (1, 0, 2)
    found = list_kept(opened)
    assert found.drafts == (made,)
    assert (found.total, found.bytes) == (1, 3)
    assert [(e.action, e.who, e.at) for e in found.log] == [("kept", "Trần Thị Bình", made.at)]
    assert bytes_of(opened, made.sha256) == b"abc"
    assert open_kept(opened, made.sha256).report == REPORT


def test_the_same_bytes_stay_as_they_were_first_kept(opened: Store) -> None:
    first, _ = keep(opened, b"abc")
    again, new = keep(opened, b"abc", name="b.txt", who="Nguyễn Văn An")
    assert (again, new) == (first, False)
    assert len(list_kept(opened).log) == 1


@pytest.mark.parametrize("room", [Room(1, 10_000), Room(9, 5)])
def test_there_is_room_for_so_many(opened: Store, room: Room) -> None:
    keep(opened, b"abc", room)
    with pytest.raises(NoRoom):
        keep(opened, b"abcd", room)
    assert count_kept(opened) == 1
    assert len(list_kept(opened).log) == 1


def test_what_is_deleted_is_on_record_and_nowhere_else(opened: Store) -> None:
    secret = b"mot cau mat khong o dau khac " * 400
    made, _ = keep(opened, secret, Room(3, 1_000_000))
    assert secret[:29] in opened.path.read_bytes() + Path(f"{opened.path}-wal").read_bytes()
    delete_draft(opened, made.sha256, "Nguyễn Văn An")
    assert overwrite_deleted(opened)
    assert not holding(opened, secret[:29])
    assert [(e.action, e.who) for e in list_kept(opened).log] == [
        ("deleted", "Nguyễn Văn An"), ("kept", "Trần Thị Bình")
    ]  # fmt: skip
    for ask in (open_kept, bytes_of):
        with pytest.raises(NoSuchDraft):
            ask(opened, made.sha256)
    with pytest.raises(NoSuchDraft):
        delete_draft(opened, made.sha256, "Nguyễn Văn An")
    assert keep(opened, secret, Room(3, 1_000_000))[1]


def test_what_is_deleted_while_somebody_reads_is_gone_when_nobody_does(opened: Store) -> None:
    secret = b"mot cau mat khong o dau khac " * 400
    made, _ = keep(opened, secret, Room(3, 1_000_000))
    with open_store(opened.path) as other, other.read() as reading:
        assert reading.execute(select(schema.kept_drafts.c.size)).scalar() == len(secret)
        delete_draft(opened, made.sha256, "Nguyễn Văn An")
        began = time.monotonic()
        assert not overwrite_deleted(opened)
        assert time.monotonic() - began < 4, "who deletes waits as long as who writes"
        assert holding(opened, secret[:29])
    assert overwrite_deleted(opened)
    assert not holding(opened, secret[:29])
    with opened.engine.connect() as connection:
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == store.WAIT_MS


def test_bytes_that_were_tampered_with_are_not_given_out(opened: Store) -> None:
    made, _ = keep(opened, b"abc")
    with opened.write() as connection:
        connection.execute(schema.kept_drafts.update().values(body=b"abd"))
    with pytest.raises(NoSuchDraft):
        bytes_of(opened, made.sha256)


def test_a_kept_draft_is_no_document_of_the_corpus(tmp_path: Path) -> None:
    """Whatever is asked of the corpus, also after it is built again, is answered as before."""
    with open_store(tmp_path / "a.db", create=True) as opened:
        build(opened, sorted(DOCUMENTS.glob("*.txt"))[:2], registry=None)
        cited = next(i for i in instruments(opened).instruments if i.mentions)
        key = cited.id
        draft = f"ỦY BAN NHÂN DÂN\nPHƯỜNG PHÙ LIỄN\nSố: 1/KH-UBND\nKẾ HOẠCH\n\nCăn cứ {cited.label};\n"

        def answers() -> list[Any]:
            write_rdf(opened, tmp_path / "a.nt", "nt")
            write_csv(opened, tmp_path / "a.zip")
            files = [(tmp_path / name).read_bytes() for name in ("a.nt", "a.zip")]
            return [documents(opened), instruments(opened), who(opened, key), gaps(opened, key), matrix(opened),
                    state(opened), *files]  # fmt: skip

        before = answers()
        keep(opened, draft.encode(), Room(3, 1_000_000), name="du-thao.txt")
        build(opened, [], registry=None)
        assert answers() == before
        assert count_kept(opened) == 1


def finding(key: str, **told: Any) -> dict[str, Any]:
    base = {"id": key, "severity": "error", "message": "m", "suggestion": None, "instrument": "i", "evidence": []}
    return base | told


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_changed_is_told(opened: Store, lang: str) -> None:
    force = {"id": "i", "label": "Nghị định 1", "status": "in_force"}
    then = {
        "findings": [finding("same"), finding("gone"), finding("other")],
        "instruments": [force, force | {"id": "lost"}, force | {"id": "renamed", "status": "unknown"}],
    }
    draft, _ = keep_draft(opened, b"x", then, name="a.txt", who="A", lang="vi", rules="r", room=ROOM)
    kept = open_kept(opened, draft.sha256)
    now = {
        "findings": [
            finding("same"), finding("new"), finding("other", message="khác", evidence=[{"quote": "q"}])
        ],
        "instruments": [force | {"status": "replaced"}, force | {"id": "met"}],
    }  # fmt: skip
    found = changes(kept, now, lang)
    assert [f["id"] for f in found.new] == ["new"]
    assert [f["id"] for f in found.gone] == ["gone"]
    assert [a.now["id"] for a in found.altered] == ["other"]
    assert [(i.id, i.then, i.now) for i in found.instruments] == [
        ("i", "in_force", "replaced"), ("met", "unknown", "in_force"), ("lost", "in_force", "unknown")
    ]  # fmt: skip
    assert found.rules
    assert found.any
    assert not changes(kept, then, lang).any


def test_sentences_in_another_language_are_no_change(opened: Store) -> None:
    then = {"findings": [finding("a", message="ngày khác")], "instruments": []}
    draft, _ = keep_draft(opened, b"x", then, name="a.txt", who="A", lang="vi", rules="r", room=ROOM)
    now = {"findings": [finding("a", message="another date")], "instruments": []}
    assert not changes(open_kept(opened, draft.sha256), now, "en").any


# From version 1

VERSION_1 = """
DROP TABLE kept_drafts; DROP TABLE draft_log; DROP TABLE quotes;
ALTER TABLE documents DROP COLUMN province_code; ALTER TABLE documents DROP COLUMN year_in_number;
UPDATE meta SET value = '1' WHERE name = 'schema';
"""


def columns(path: Path) -> dict[str, list[Any]]:
    with sqlite3.connect(path) as connection:
        found = {
            table: [connection.execute(f"PRAGMA table_info({table})").fetchall(), connection.execute(
                "SELECT name, tbl_name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? ORDER BY name", (table,)
            ).fetchall()]
            for table in ("kept_drafts", "draft_log")
        }  # fmt: skip
    connection.close()
    return found


def test_a_store_of_version_1_is_migrated_to_what_a_new_one_is(tmp_path: Path) -> None:
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    open_store(new, create=True).close()
    small_store(old, 3)
    with sqlite3.connect(old) as connection:
        connection.executescript(VERSION_1)
    connection.close()
    with open_store(old) as opened:
        assert keep(opened, b"abc")[1]
        assert state(opened).documents == 3
        with opened.read() as connection_:
            version = connection_.execute(select(schema.meta.c.value).where(schema.meta.c.name == "schema")).scalar()
    assert version == str(schema.VERSION)
    assert columns(old) == columns(new)


def test_a_store_that_another_process_migrated_meanwhile_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    open_store(path, create=True).close()
    with sqlite3.connect(path) as connection:
        connection.executescript(VERSION_1)
    connection.close()
    write = Store.write

    def late(self: Store) -> Any:
        monkeypatch.setattr(Store, "write", write)
        with open_store(path):  # the other process
            pass
        return write(self)

    monkeypatch.setattr(Store, "write", late)
    with open_store(path) as opened, opened.read() as seen:
        assert seen.execute(text("SELECT count(*) FROM kept_drafts")).scalar() == 0
    assert store.MIGRATIONS[1] is migrations.add_drafts
