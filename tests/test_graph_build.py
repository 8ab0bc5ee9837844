"""Building from files: what is new, changed, gone, unreadable; builds that are killed."""

import random
import shutil
import signal
import time
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import func, select

from graph import build as module
from graph import schema
from graph.build import BuildReport, Progress, build
from graph.store import Store, open_store

ROOT = Path(__file__).parent.parent
PLAN = """ỦY BAN NHÂN DÂN
PHƯỜNG PHÙ LIỄN
Số: {number}/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Phù Liễn, ngày 10 tháng 6 năm 2026

KẾ HOẠCH
Tăng cường công tác phòng, chống thiên tai năm 2026

Thực hiện Chỉ thị số 41/CT-TTg ngày 17/5/2023 của Thủ tướng Chính phủ về phòng, chống thiên tai;
Căn cứ Quyết định số {decision}/QĐ-UBND ngày 12/01/2026 của Ủy ban nhân dân thành phố Hải Phòng.
"""


def plan(folder: Path, number: int, decision: int = 77) -> Path:
    path = folder / f"{number}.txt"
    path.write_text(PLAN.format(number=number, decision=decision), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in (11, 12, 13):
        plan(tmp_path / "in", number)
    return tmp_path / "in"


@pytest.fixture
def db(tmp_path: Path) -> Store:
    return open_store(tmp_path / "a.db", create=True)


def made(store: Store, folder: Path) -> BuildReport:
    return build(store, [folder], registry=None)


def instruments(store: Store) -> dict[str, int]:
    i = schema.instruments
    with store.read() as connection:
        return dict(connection.execute(select(i.c.id, i.c.mention_count)).all())


def test_a_build_reads_all_and_a_second_one_nothing(folder: Path, db: Store) -> None:
    first, again = made(db, folder), made(db, folder)
    assert len(first.added) == first.documents == 3
    assert (again.unchanged, again.changed, again.documents) == (3, False, 3)
    found = instruments(db)
    assert found["ct-41-ttg-2023"] == found["qd-77-ubnd-hai-phong-2026"] == 3
    assert {f"kh-{n}-ubnd-phu-lien-2026" for n in (11, 12, 13)} <= found.keys()


def test_other_bytes_at_a_path_replace_the_document(folder: Path, db: Store) -> None:
    made(db, folder)
    plan(folder, 12, decision=78)
    report = made(db, folder)
    assert [Path(p).name for p in report.updated] == ["12.txt"]
    assert report.documents == 3
    found = instruments(db)
    assert (found["qd-77-ubnd-hai-phong-2026"], found["qd-78-ubnd-hai-phong-2026"]) == (2, 1)


def test_a_replaced_store_equals_one_built_from_nothing(folder: Path, db: Store, tmp_path: Path) -> None:
    made(db, folder)
    plan(folder, 12, decision=78)
    made(db, folder)
    with open_store(tmp_path / "b.db", create=True) as fresh:
        made(fresh, folder)
        assert instruments(fresh) == instruments(db)


def test_vanished_files_are_kept_and_named(folder: Path, db: Store) -> None:
    made(db, folder)
    (folder / "13.txt").unlink()
    report = made(db, folder)
    assert report.documents == 3
    assert [Path(p).name for p in report.vanished] == ["13.txt"]


def test_a_moved_file_is_the_same_document(folder: Path, db: Store) -> None:
    made(db, folder)
    (folder / "13.txt").rename(folder / "old.txt")
    report = made(db, folder)
    assert [Path(p).name for pair in report.moved for p in pair] == ["13.txt", "old.txt"]
    assert (report.documents, report.added, report.vanished) == (3, [], [])


def test_equal_files_are_one_document(folder: Path, db: Store) -> None:
    shutil.copy(folder / "11.txt", folder / "copy.txt")
    report = made(db, folder)
    assert report.documents == 3
    assert len(report.duplicates) == 1


def test_what_cannot_be_read_is_named_and_the_rest_is_read(folder: Path, db: Store) -> None:
    (folder / "0.txt").write_bytes(bytes(range(256)) * 8)
    report = made(db, folder)
    assert report.documents == 3
    assert [Path(path).name for path, _ in report.failed] == ["0.txt"]
    assert all(why.endswith(".") for _, why in report.failed)


def test_new_rules_read_everything_again(folder: Path, db: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made(db, folder)
    before = instruments(db)
    monkeypatch.setattr(module, "reader_version", lambda: "other")
    report = made(db, folder)
    assert len(report.updated) == report.documents == 3
    assert instruments(db) == before
    assert made(db, folder).unchanged == 3


def test_new_rules_of_resolving_resolve_again(folder: Path, db: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made(db, folder)
    monkeypatch.setattr(module, "resolver_version", lambda: "other")
    assert made(db, folder).resolved > 0
    assert made(db, folder).resolved == 0


def test_other_processes_read_the_same(folder: Path, db: Store, tmp_path: Path) -> None:
    made(db, folder)
    with open_store(tmp_path / "b.db", create=True) as other:
        build(other, [folder], registry=None, workers=2)
        assert instruments(other) == instruments(db)


def test_progress_is_told(folder: Path, db: Store) -> None:
    told: list[Progress] = []
    build(db, [folder], registry=None, progress=told.append)
    assert [p.done for p in told if p.stage == "read"] == [1, 2, 3]
    assert {p.stage for p in told} == {"read", "resolve", "relate"}
    for stage in ("read", "resolve", "relate"):
        last = [p for p in told if p.stage == stage][-1]
        assert last.done == last.total > 0


def child(path: Path, folder: Path) -> None:
    with open_store(path, create=True) as store:
        build(store, [folder], registry=None)


def test_a_killed_build_loses_nothing_that_was_finished(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(1, 41):
        plan(folder, number, decision=number % 7 + 1)
    with open_store(tmp_path / "whole.db", create=True) as whole:
        made(whole, folder)
        expected = instruments(whole)
    path = tmp_path / "killed.db"
    rng = random.Random(4)
    documents = 0
    for _ in range(20):
        # A fork starts at once, so that the kill falls into the build and not into its imports.
        running = get_context("fork").Process(target=child, args=(path, folder))
        running.start()
        time.sleep(rng.uniform(0, 0.12))
        running.kill()
        running.join()
        assert running.exitcode in (0, -signal.SIGKILL)
        with open_store(path, create=True) as store, store.read() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            now = connection.execute(select(func.count()).select_from(schema.documents)).scalar_one()
        assert now >= documents
        documents = now
    with open_store(path, create=True) as store:
        report = made(store, folder)
        assert report.documents == 40
        assert instruments(store) == expected
        with store.read() as connection:
            assert connection.execute(select(schema.dirty)).all() == []


def test_the_five_documents_build_fast(db: Store) -> None:
    began = time.process_time()  # of the processor, which other processes share
    report = build(db, [ROOT / "data" / "documents"], registry=None)
    assert report.documents == 5
    assert time.process_time() - began < 2
