"""The statuses of all units towards all instruments at once are those that `gaps` gives one by one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph.build import build
from graph.store import Store, open_store
from queries.gaps import gaps
from queries.matrix import Filter, matrix
from queries.scoreboard import LATE_AFTER, scoreboard
from queries.standing import standing
from queries.status import Status
from queries.unit import NoSuchUnit, unit_page
from queries.version import kept, version
from tests.corpus import acts, fill, plans

DAY = date(2026, 11, 20)
DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("standing") / "corpus.db", create=True) as store:
        fill(store, 90, instruments=30)
        yield store


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("standing") / "five.db", create=True) as store:
        build(store, [DOCUMENTS], registry=None)
        yield store


@pytest.mark.parametrize("which", ["synthetic", "real"])
def test_it_agrees_with_gaps(which: str, request: pytest.FixtureRequest) -> None:
    store = request.getfixturevalue(which)
    now = standing(store, DAY)
    assert now.instruments
    for known in now.instruments.values():
        one = gaps(store, known.id, DAY)
        assert {u.code: u.status for u in one.units} == {
            unit.code: status for k, unit in enumerate(now.units) if (status := known.status(k)) is not None
        }, known.id
        delays = {u.code: u.delay_days for u in one.units if u.delay_days is not None}
        assert delays == {now.units[k].code: days for k, days in known.delays.items()}, known.id


def test_the_scoreboard_counts_what_gaps_says(synthetic: Store) -> None:
    board = scoreboard(synthetic, DAY)
    asked = [k for k in standing(synthetic, DAY).instruments.values() if k.acted]
    found = {k.id: {u.code: u for u in gaps(synthetic, k.id, DAY).units} for k in asked}
    for score in board.units:
        statuses = [found[k.id][score.code] for k in asked if score.code in found[k.id]]
        assert score.binding == len(statuses)
        assert score.implemented == sum(s.status in (Status.IMPLEMENTED, Status.INDIRECT) for s in statuses)
        still = [s for s in statuses if s.status in (Status.NOT_IMPLEMENTED, Status.CITED)]
        assert score.open == len(still)
        assert score.late == sum(s.since_days is not None and s.since_days > LATE_AFTER for s in still)


def test_units_without_documents_are_never_dropped(synthetic: Store) -> None:
    board = scoreboard(synthetic, DAY)
    assert len(board.units) == 114
    assert any(not u.documents for u in board.units)
    shown = matrix(synthetic, as_of=DAY)
    assert len(shown.rows) + shown.left_out == 114
    assert len(matrix(synthetic, Filter(known_only=False), as_of=DAY).rows) == 114


def test_the_matrix_is_sorted_by_what_is_open_and_filtered(synthetic: Store) -> None:
    found = matrix(synthetic, as_of=DAY)
    assert [c.open for c in found.columns] == sorted((c.open for c in found.columns), reverse=True)
    assert [r.open for r in found.rows] == sorted((r.open for r in found.rows), reverse=True)
    kind = found.types[0]
    part = matrix(synthetic, Filter(type=kind), as_of=DAY)
    assert 0 < part.total < found.total
    assert all(c.label.startswith(kind) for c in part.columns)
    since = matrix(synthetic, Filter(since="2025-01-01", until="2025-12-31"), as_of=DAY)
    assert all(c.date and c.date[:4] == "2025" for c in since.columns)


def test_parts_of_the_matrix_are_the_whole(synthetic: Store) -> None:
    whole = matrix(synthetic, limit=1000, as_of=DAY)
    parts = [matrix(synthetic, limit=7, offset=k, as_of=DAY) for k in range(0, whole.total, 7)]
    assert [c.id for p in parts for c in p.columns] == [c.id for c in whole.columns]


def test_a_unit_shows_what_is_past_due_first(synthetic: Store) -> None:
    known = acts(30)
    plan = next(plans(90, known))
    page = unit_page(synthetic, plan.unit_code, DAY)
    order = [(not t.late, t.due is None, t.due or "") for t in page.tasks]
    assert order == sorted(order)
    assert {t.text for t in page.tasks} >= {plan.text[j.start : j.end] for j in plan.jobs}
    assert all(t.late == (t.due is not None and t.due < DAY.isoformat()) for t in page.tasks)
    with pytest.raises(NoSuchUnit):
        unit_page(synthetic, "99999")


def test_a_change_of_the_store_is_noticed(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db", create=True) as store:
        fill(store, 3, instruments=5)
        made: list[int] = []
        for _ in range(3):
            kept(store, "test", lambda: made.append(version(store)))
        assert len(made) == 1
        with store.write() as connection:
            connection.exec_driver_sql("DELETE FROM documents WHERE rowid = 1")
        kept(store, "test", lambda: made.append(version(store)))
        assert len(made) == 2
