"""Pages that are made before somebody asks for them."""

import time
from pathlib import Path
from typing import Any

import pytest

from graph.store import open_store
from queries.bearing import bearing
from tests.web import client_of, generous, small_store
from viz.web import pages_instrument, pages_start
from viz.web.named import places


def most_cited(db: Path) -> str:
    with open_store(db) as store:
        deeds = bearing(store).deeds
        return max(deeds, key=lambda k: len(deeds[k].places))


def settled(answers: Any) -> None:
    """Waits until nothing was made for a second."""
    have, until = -1, time.monotonic() + 60
    while answers.ahead.used != have or not have:
        assert time.monotonic() < until
        have = answers.ahead.used
        time.sleep(1)


def test_the_page_of_an_instrument_is_made_before_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = small_store(tmp_path / "a.db", 30)
    key = most_cited(db)
    with client_of(db, limits=generous()) as client:
        settled(client.app.state.desk.answers)  # type: ignore[attr-defined]

        def asked(*_: Any, **__: Any) -> None:
            raise RuntimeError("made only now")

        monkeypatch.setattr("viz.web.pages_instrument.show", asked)
        assert key in client.get(f"/i/{key}").text
        client.cookies.set("lang", "en")
        with pytest.raises(RuntimeError, match="made only now"):
            client.get(f"/i/{key}")


def test_no_page_is_made_for_people_who_must_give_a_token(tmp_path: Path) -> None:
    db = small_store(tmp_path / "a.db", 30)
    with client_of(db, host="192.0.2.1", token_given=True, limits=generous()) as client:
        time.sleep(2)
        assert client.app.state.desk.answers.ahead.used == 0  # type: ignore[attr-defined]


def test_a_page_that_fails_keeps_no_other_from_being_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = small_store(tmp_path / "a.db", 30)
    first = most_cited(db)
    plain = pages_instrument.show

    def failing(store: Any, key: str, **options: Any) -> Any:
        if key == first:
            raise RuntimeError("a fault in one page")
        return plain(store, key, **options)

    monkeypatch.setattr("viz.web.pages_instrument.show", failing)
    with client_of(db, limits=generous()) as client:
        settled(client.app.state.desk.answers)  # type: ignore[attr-defined]
        assert client.app.state.desk.answers.ahead.used > 0  # type: ignore[attr-defined]


def test_the_start_page_of_a_large_corpus_comes_before_the_scores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = small_store(tmp_path / "a.db", 30)
    monkeypatch.setattr("viz.web.pages_start._LARGE", 0)
    made = pages_start.scoreboard_made
    monkeypatch.setattr("viz.web.pages_start.scoreboard_made", lambda _: None)
    with client_of(db, limits=generous()) as client:
        early = client.get("/")
        assert early.status_code == 200
        assert early.headers["cache-control"] == "no-store"
        assert "etag" not in early.headers
        assert 'hx-get="/board?sort=late"' in early.text
        assert "<tbody>" not in early.text
        scores = client.get("/board?sort=late").text
        assert "<tbody>" in scores
        assert "<html" not in scores
        monkeypatch.setattr("viz.web.pages_start.scoreboard_made", made)
        whole = client.get("/").text
        assert scores.strip() in whole
        assert "/board" not in whole


def test_who_types_in_a_large_corpus_waits_for_no_count_of_tasks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = small_store(tmp_path / "a.db", 30)
    with open_store(db) as store:
        assert places(store, "phong kinh", 2, wait=False) == ()
        counted = places(store, "phong kinh", 2)
        assert [place.name for place in counted] == ["Phòng Kinh tế"]
        assert places(store, "phong kinh", 2, wait=False) == counted
    monkeypatch.setattr("viz.web.pages_start._LARGE", 0)
    monkeypatch.setattr("viz.web.named.bodies", lambda _: pytest.fail("counted while somebody types"))
    monkeypatch.setattr("viz.web.ahead.body_words", lambda _: None)
    with client_of(db, limits=generous()) as client:
        assert client.get("/suggest?q=phong kinh").status_code == 200
