"""What is resolved bit by bit equals what is resolved at once, whatever the order in which documents come and go."""

import random
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select

from graph import schema
from graph.keep import Reading, keep, take_out
from graph.registry import Registry, default_registry, read_registry
from graph.resolve import resolve
from graph.store import Store, open_store
from ingest.extract import extract
from tests.corpus_files import texts

DERIVED = (
    schema.instruments,
    schema.instrument_values,
    schema.instrument_documents,
    schema.instrument_mentions,
    schema.instrument_relations,
    schema.unresolved,
    schema.unresolved_candidates,
)


def corpus(count: int, seed: int) -> list[Reading]:
    return [
        Reading(f"/{plan.name}", sha256(plan.text.encode()).hexdigest(), plan.text, extract(plan.text))
        for plan in texts(count, seed)
    ]


def add(store: Store, readings: Iterable[Reading]) -> None:
    for reading in readings:
        with store.write() as connection:
            keep(connection, reading, "test")


def take(store: Store, readings: Iterable[Reading]) -> None:
    d = schema.documents.c
    for reading in readings:
        with store.write() as connection:
            take_out(connection, connection.execute(select(d.id).where(d.sha256 == reading.sha256)).scalar_one())


def derived(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """The derived tables, mentions named by their document and place instead of a number that tells when they came."""
    m, d = schema.mentions.c, schema.documents.c
    with store.read() as connection:
        named = {
            row.id: (row.sha256, row.ordinal)
            for row in connection.execute(
                select(m.id, d.sha256, m.ordinal).join(schema.documents, d.id == m.document_id)
            )
        }

        def rows(table: Table) -> list[tuple[Any, ...]]:
            columns = [c for c in table.c if not (table is schema.instrument_relations and c.name == "id")]
            at = [k for k, c in enumerate(columns) if c.name == "mention_id"]
            found = [
                tuple(named.get(value) if k in at else value for k, value in enumerate(row))
                for row in connection.execute(select(*columns))
            ]
            return sorted(found, key=repr)

        return {table.name: rows(table) for table in DERIVED}


@pytest.fixture(scope="module", params=[False, True], ids=["without registry", "with registry"])
def registry(request: pytest.FixtureRequest) -> Registry:
    return read_registry(default_registry()) if request.param else Registry()


@pytest.fixture(scope="module")
def whole(registry: Registry, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    with open_store(tmp_path_factory.mktemp("whole") / "a.db", create=True) as store:
        add(store, corpus(50, 3))
        resolve(store, registry)
        return derived(store)


def test_the_corpus_has_what_can_go_wrong(whole: dict[str, list[tuple[Any, ...]]]) -> None:
    assert all(whole[table.name] for table in DERIVED)


@pytest.mark.parametrize("seed", range(3))
def test_bit_by_bit_in_any_order_equals_at_once(
    seed: int, registry: Registry, whole: dict[str, list[tuple[Any, ...]]], tmp_path: Path
) -> None:
    chance = random.Random(seed)
    readings, others = corpus(50, 3), corpus(20, 7)
    chance.shuffle(readings)
    with open_store(tmp_path / "b.db", create=True) as store:
        add(store, others)
        while readings:
            some, readings = readings[: (n := chance.randint(1, 40))], readings[n:]
            add(store, some)
            if chance.random() < 0.3:
                again = chance.sample(some, max(1, len(some) // 4))
                take(store, again)
                add(store, again)
            if chance.random() < 0.6:
                gone, others = others[: (n := chance.randint(0, 10))], others[n:]
                take(store, gone)
            if chance.random() < 0.8:
                resolve(store, registry)
        take(store, others)
        resolve(store, registry)
        found = derived(store)
        for name, rows in whole.items():
            assert found[name] == rows, name
        with store.read() as connection:
            assert connection.execute(select(schema.dirty)).all() == []


def test_ids_stay_where_what_is_added_says_nothing_new(registry: Registry, tmp_path: Path) -> None:
    readings = corpus(60, 5)
    with open_store(tmp_path / "c.db", create=True) as store:
        add(store, readings)
        resolve(store, registry)
        before = derived(store)
        # The same words in another document.
        add(store, [r._replace(path=f"{r.path}+", sha256=r.sha256[::-1]) for r in readings[:10]])
        resolve(store, registry)
        after = derived(store)
    ids = {row[0] for row in before["instruments"]}
    assert ids == {row[0] for row in after["instruments"]}
    placed = {row[0]: row[1] for row in after["instrument_mentions"]}
    assert all(placed[mention] == instrument for mention, instrument, *_ in before["instrument_mentions"])
