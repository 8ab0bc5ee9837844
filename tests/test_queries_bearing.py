"""What is kept in memory of all documents answers as the store itself does; and it is used of no other state."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from graph.build import build
from graph.schema import documents, instrument_relations, instruments, mentions, stated_relations
from graph.store import Store, open_store
from queries.bearing import bearing, ready
from queries.gaps import gaps
from queries.show import show
from queries.who import who
from tests.corpus import fill
from tests.web import client_of

DAYS = (None, date(2026, 2, 1))
DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"


def disturb(store: Store, seed: int) -> None:
    """What real corpora have and made-up ones lack: documents of no unit, days half known or to come, citations of
    oneself, chains over several links, what a text states of two others."""
    chance = random.Random(seed)
    with store.write() as connection:
        papers = connection.execute(select(documents.c.id).order_by(documents.c.id)).scalars().all()
        for key in chance.sample(list(papers), 20):
            change = chance.choice(
                (
                    {"unit_code": None},
                    {"date": "2026-03", "date_from": "2026-03-02", "date_to": "2026-03-31"},
                    {"date": None, "date_from": None, "date_to": None},
                    {"date": "2031-01-01", "date_from": "2031-01-01", "date_to": "2031-01-01"},
                )
            )
            connection.execute(update(documents).where(documents.c.id == key).values(**change))
        rows = connection.execute(select(mentions.c.id, mentions.c.document_id, mentions.c.relation)).all()
        for row in chance.sample(list(rows), 60):
            connection.execute(update(mentions).where(mentions.c.id == row.id).values(form="self"))
        for one, other in (chance.sample(list(rows), 2) for _ in range(80)):
            stated = {"source_mention_id": one.id, "target_mention_id": other.id, "relation": other.relation}
            connection.execute(stated_relations.insert().values(start=0, end=1, **stated))
        ids = connection.execute(select(instruments.c.id).where(instruments.c.mention_count > 0)).scalars().all()
        for relation in ("implements", "annex_of", "based_on", "cites", "amends"):
            for _ in range(8):
                source, target = chance.sample(list(ids), 2)
                made = {"source_id": source, "target_id": target, "relation": relation}
                connection.execute(instrument_relations.insert().values(**made))


def answers(store: Store) -> dict[tuple[str, str], Any]:
    with store.read() as connection:
        ids = connection.execute(select(instruments.c.id).where(instruments.c.mention_count > 0)).scalars().all()
    found: dict[tuple[str, str], Any] = {}
    for key in ids:
        for day in DAYS:
            found[key, f"gaps {day}"] = gaps(store, key, day)
        found[key, "who"] = who(store, key)
        found[key, "page"] = who(store, key, limit=7, offset=5)
        found[key, "late page"] = who(store, key, limit=7, offset=30)
        found[key, "show"] = show(store, key, most=4)
    return found


@pytest.fixture(params=[1, 2])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "a.db", create=True) as store:
        fill(store, 60, instruments=16, seed=request.param)
        disturb(store, request.param)
        yield store


def test_it_answers_as_the_store_does(made: Store) -> None:
    assert ready(made) is None
    plain = answers(made)
    bearing(made)
    assert ready(made) is not None
    assert any(u.via for key, answer in plain.items() if key[1] == "gaps None" for u in answer.units)
    for key, answer in answers(made).items():
        assert answer == plain[key], key


def test_it_answers_as_the_store_does_on_real_documents(tmp_path: Path) -> None:
    with open_store(tmp_path / "five.db", create=True) as store:
        build(store, [DOCUMENTS], registry=None)
        plain = answers(store)
        bearing(store)
        assert answers(store) == plain


def test_a_change_is_seen_at_once(made: Store) -> None:
    bearing(made)
    before = answers(made)
    with made.write() as connection:
        connection.exec_driver_sql("DELETE FROM mentions WHERE id % 3 = 0")
    assert ready(made) is None
    changed = answers(made)
    assert changed != before
    bearing(made)
    assert answers(made) == changed


def test_a_few_units_have_their_reasons_and_the_rest_the_same_statuses(made: Store) -> None:
    key = next(iter(bearing(made).deeds))
    whole, brief = gaps(made, key), gaps(made, key, quoted=False, explained=2)
    assert brief.summary == whole.summary
    told: dict[str, int] = {}
    for one, same in zip(brief.units, whole.units, strict=True):
        told[one.status] = told.get(one.status, 0) + 1
        assert (one.code, one.status, one.documents, one.via) == (same.code, same.status, same.documents, same.via)
        assert one.reason == (same.reason if told[one.status] <= 2 else "")


def test_pages_show_a_change_at_once(made: Store) -> None:
    key = next(iter(bearing(made).deeds))
    with client_of(made.path) as client:
        addresses = (f"/i/{key}", f"/i/{key}/gaps", f"/api/v1/gaps?q={key}", f"/api/v1/who?q={key}")
        for label in ("Văn bản mới tên", "Văn bản đổi tên lần nữa"):
            with made.write() as connection:
                connection.execute(update(instruments).where(instruments.c.id == key).values(label=label))
            for address in addresses:
                assert label in client.get(address).text
