"""A person says which instrument a mention without number means: it holds at the next build, until it is taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from graph import schema
from graph.build import build
from graph.judgement import Kind, record, reference, undo
from graph.store import Store, open_store

TEXT = """ỦY BAN NHÂN DÂN
PHƯỜNG PHÙ LIỄN
Số: 66/KH-UBND
Phù Liễn, ngày 05 tháng 9 năm 2026
KẾ HOẠCH
Thực hiện cải cách hành chính năm 2026

Căn cứ Quyết định số 7/QĐ-UBND ngày 05/01/2026 của Ủy ban nhân dân thành phố Hải Phòng về cải cách hành chính năm 2026;
Căn cứ Kế hoạch của Ủy ban nhân dân thành phố về giao chỉ tiêu;
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ke-hoach.txt").write_text(TEXT, encoding="utf-8")
    with open_store(tmp_path / "a.db", create=True) as made:
        build(made, [tmp_path / "in"], registry=None)
        yield made


def means(store: Store, mention: int) -> str | None:
    placed = schema.instrument_mentions.c
    with store.read() as connection:
        return connection.execute(select(placed.instrument_id).where(placed.mention_id == mention)).scalar()


def judge(store: Store, kind: Kind, mention: int, instrument: str) -> str:
    with store.read() as connection:
        subject = {"a": reference(connection, mention), "b": reference(connection, instrument)}
    return record(store, kind, subject, "Bình", "đã hỏi").id


def test_a_choice_holds_until_it_is_taken_back(store: Store, tmp_path: Path) -> None:
    with store.read() as connection:
        generic = connection.execute(
            select(schema.mentions.c.id).where(
                schema.mentions.c.form == "generic", schema.mentions.c.type == "Kế hoạch"
            )
        ).scalar_one()
        order = connection.execute(
            select(schema.instruments.c.id).where(schema.instruments.c.type == "Quyết định")
        ).scalar_one()
    assert means(store, generic) is None
    same = judge(store, Kind.SAME, generic, order)
    build(store, [tmp_path / "in"], registry=None)
    assert means(store, generic) == order
    with store.read() as connection:
        assert generic not in connection.execute(select(schema.unresolved.c.mention_id)).scalars().all()
    different = judge(store, Kind.DIFFERENT, generic, order)
    build(store, [tmp_path / "in"], registry=None)
    assert means(store, generic) is None
    undo(store, different, "Bình")
    build(store, [tmp_path / "in"], registry=None)
    assert means(store, generic) == order
    undo(store, same, "Bình")
    build(store, [tmp_path / "in"], registry=None)
    assert means(store, generic) is None
