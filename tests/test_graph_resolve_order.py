"""What is read in any order, later, or known to the registry: the same instruments, each mention in one or open."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, select

from graph import schema
from graph.keep import Reading, keep
from graph.registry import Registry, read_registry
from graph.resolve import resolve
from graph.store import Store, open_store
from ingest.mention import Form
from tests.citing import (
    CITY,
    COMMITTEE,
    FLOODS,
    OTHER_WARD,
    PM,
    SCHOOLS,
    cite,
    document,
    fill,
    law,
    of,
    values,
)

WORDS = cite(None, None, None, CITY, FLOODS, form=Form.GENERIC)
POOL = [
    document(
        cite("41", "CT-TTg", "2021-11-26", PM, FLOODS),
        cite("41", "CT-TTg"),
        law("Luật Đê điều mới", "2019-06-14"),
        WORDS,
        seed="a",
    ),
    document(
        cite("41", "CT-TTg", "2026-08-14", PM),
        cite("41", "CT-UBND", "2023-05-17", CITY, FLOODS),
        unit=OTHER_WARD,
        seed="b",
    ),
    document(cite("41", "TT-TTg", "2021-11-26", PM), law("luật đê điều mới"), cite("41", None), WORDS, seed="c"),
    document(cite("41", "CT-UBND", "2023-05-11", CITY), cite("41", "CT-UBND", None, None), seed="d"),
    document(
        cite("41", "CT-TTg", "2021-11-25", PM, SCHOOLS),
        cite("7", "QĐ/TU", "2022-01-03", COMMITTEE),
        cite("8", "CT-UBND", "2024-05-17", CITY, SCHOOLS),
        unit=OTHER_WARD,
        seed="e",
    ),
    document(
        cite("7", "QĐ/TU", "2022-01-03", "Tỉnh ủy Hải Dương"), cite("7", "QĐ/TU", "2022-01-03"), unit="10549", seed="f"
    ),
    document(
        cite("25", "KH-UBND", form=Form.SELF, type="Kế hoạch"),
        cite("41", "CT-UBND", "2023-05-17", CITY),
        WORDS._replace(title=SCHOOLS),
        type="Kế hoạch",
        number="25",
        symbol="KH-UBND",
        issuer="Ủy ban nhân dân phường Phù Liễn",
        title="Thực hiện Chỉ thị",
    ),
]


def derived(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Everything derived, in terms that do not depend on the numbers that the store gives."""
    m, d = schema.mentions, schema.documents
    with store.read() as connection:
        names = {
            row.id: (row.sha256, row.ordinal)
            for row in connection.execute(select(m.c.id, d.c.sha256, m.c.ordinal).join(d, d.c.id == m.c.document_id))
        }

        def rows(table: Table, *drop: str) -> list[tuple[object, ...]]:
            columns = [c for c in table.c if c.name not in drop]
            found = [dict(zip(columns, row, strict=True)) for row in connection.execute(select(*columns))]
            return sorted(
                tuple(str(names.get(v, v) if c.name == "mention_id" else v) for c, v in row.items()) for row in found
            )

        return {
            table.name: rows(table, "id" if table is schema.instrument_relations else "")
            for table in (
                schema.instruments,
                schema.instrument_mentions,
                schema.instrument_documents,
                schema.instrument_values,
                schema.instrument_relations,
                schema.unresolved,
                schema.unresolved_candidates,
            )
        }


@given(st.permutations(POOL), st.integers(0, len(POOL)))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_reading_changes_nothing(
    expected: dict[str, list[tuple[object, ...]]],
    tmp_path_factory: pytest.TempPathFactory,
    order: list[Reading],
    cut: int,
) -> None:
    """Nor does it matter whether all are resolved at once or some later."""
    store = open_store(tmp_path_factory.mktemp("o") / "t.db", create=True)
    with store:
        for part in (order[:cut], order[cut:]):
            for reading in part:
                with store.write() as connection:
                    keep(connection, reading, "test")
            resolve(store, Registry())
        assert derived(store) == expected


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    with fill(tmp_path_factory.mktemp("e"), POOL) as store:
        return derived(store)


def test_a_new_document_changes_only_what_it_touches(tmp_path: Path) -> None:
    with fill(tmp_path, POOL) as store:
        before = derived(store)
        with store.write() as connection:
            keep(connection, document(cite("88", "CT-TTg", "2024-02-02", PM), seed="new"), "test")
        resolve(store, Registry())
        after = derived(store)
    for name, rows in before.items():
        assert set(rows) <= set(after[name]), name
    assert {r[0] for r in after["instruments"]} - {r[0] for r in before["instruments"]} == {"ct-88-ttg-2024"}


def test_confidence_is_graded_and_never_certain(tmp_path: Path) -> None:
    bare = document(cite("41", None), seed="bare")
    full = [document(cite("41", "CT-TTg", "2021-11-26", PM, FLOODS), seed=str(i)) for i in range(5)]
    placed, m, d = schema.instrument_mentions, schema.mentions, schema.documents
    with fill(tmp_path, [bare, *full]) as store, store.read() as connection:
        query = select(d.c.sha256, placed.c.confidence).join(m, m.c.document_id == d.c.id)
        found = dict(connection.execute(query.join(placed, placed.c.mention_id == m.c.id)).all())
    assert found[bare.sha256] < 0.8 < found[full[0].sha256] < 1


def test_the_registry_resolves_what_citations_leave_open(tmp_path: Path) -> None:
    table = tmp_path / "instruments.csv"
    table.write_text(
        "type,number,year,symbol,date,issuer,title,alias,status,status_note,relations,source\n"
        f"Chỉ thị,41,,CT-TTg,2021-11-26,{PM},{FLOODS.replace(',', ' -')},,in_force,,,press\n"
        f"Chỉ thị,42,,CT-TTg,2024-11-26,{PM},,,in_force,,replaces 41/CT-TTg,press\n",
        encoding="utf-8",
    )
    readings = [document(cite("41", None), cite("42", "CT-TTg"), cite("41", "CT-TTg", "2021-11-20", PM))]
    with fill(tmp_path, readings, read_registry(table)) as store:
        assert of(store, readings[0]) == ["ct-41-ttg-2021", "ct-42-ttg-2024", "ct-41-ttg-2021"]
        assert values(store, "ct-41-ttg-2021", "date")["2021-11-26"][0]
        i = schema.instruments
        with store.read() as connection:
            found = dict(connection.execute(select(i.c.id, i.c.status)).all())
    assert found == {"ct-41-ttg-2021": "replaced", "ct-42-ttg-2024": "in_force"}


def test_shuffled_mentions_inside_the_pool_still_have_an_instrument_or_a_reason(tmp_path: Path) -> None:
    """Every numbered or named mention is placed exactly once, or is unresolved with a reason."""
    readings = list(POOL)
    random.Random(5).shuffle(readings)
    with fill(tmp_path, readings) as store, store.read() as connection:
        placed = set(connection.execute(select(schema.instrument_mentions.c.mention_id)).scalars())
        open_ = set(connection.execute(select(schema.unresolved.c.mention_id)).scalars())
        everything = set(connection.execute(select(schema.mentions.c.id)).scalars())
    assert placed | open_ == everything
    assert not placed & open_
