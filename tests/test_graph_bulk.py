"""Many rows at once: what is remembered of the statements does not grow with the stores."""

from pathlib import Path

from sqlalchemy import select

from graph import bulk
from graph.bulk import insert_many
from graph.schema import dirty
from graph.store import open_store


def test_stores_opened_one_after_the_other_are_not_all_remembered(tmp_path: Path) -> None:
    room = bulk._prepared.cache_info().maxsize
    assert room is not None
    for k in range(room + 5):
        with open_store(tmp_path / f"{k % 2}.db", create=True) as store, store.write() as connection:
            insert_many(connection, dirty, ("block",), [("n:1",)], known=True)
            assert connection.execute(select(dirty)).all() == [("n:1",)]
    assert bulk._prepared.cache_info().currsize <= room


def test_what_is_there_already_is_passed_over(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db", create=True) as store, store.write() as connection:
        for rows in ([("a",), ("b",)], [("b",), ("c",)], []):
            insert_many(connection, dirty, ("block",), rows, known=True)
        assert sorted(connection.execute(select(dirty)).scalars()) == ["a", "b", "c"]
