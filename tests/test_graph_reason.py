"""Reasons: one key with its values, said in both languages, stored without words."""

import ast
import pickle
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from string import Formatter

import pytest
from sqlalchemy import select

from graph.build import build
from graph.reason import Reason, because, joined, listed, spoken, unpacked
from graph.schema import instrument_values, unresolved
from graph.store import open_store
from ingest.table import read_table

ROOT = Path(__file__).parent.parent
FOLDERS = ("graph", "queries")
TONED = re.compile("[ăâđêôơưàáảãạấầẩẫậắằẳẵặèéẻẽẹếềểễệìíỉĩịòóỏõọốồổỗộớờởỡợùúủũụứừửữựỳýỷỹỵ]", re.IGNORECASE)


def rows(folder: str) -> list[dict[str, str]]:
    return read_table("reasons", folder)


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def keys_in_code(folder: str) -> Iterator[str]:
    """Every text of the code that begins as a key does."""
    for file in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                name = node.value.removeprefix(f"{folder}.")
                if name != node.value and re.fullmatch(r"[a-z-]+", name):
                    yield name


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_sentence_is_said_in_both_languages(folder: str) -> None:
    for row in rows(folder):
        assert all(row.values()), row
        assert blanks(row["en"]) <= blanks(row["vi"]), row
        assert not TONED.search(re.sub(r"\{[^}]*\}", "", row["en"])), row
        assert row["vi"].endswith(".") == row["en"].endswith("."), row


@pytest.mark.parametrize("folder", FOLDERS)
def test_sentences_and_keys_go_together(folder: str) -> None:
    known = {row["key"] for row in rows(folder)}
    used = set(keys_in_code(folder))
    made = {f"{key}-and-task" for key in used}
    assert used <= known
    assert known - used <= made


def without_names(reason: Reason) -> str:
    """Its English without the names in it."""
    said = reason.of("en")
    for value in reason.values.values():
        said = said.replace(value, "") if isinstance(value, str) else said
    return said


def test_a_reason_is_its_vietnamese_and_can_be_said_in_english() -> None:
    one = because("graph.cited", mentions=1, documents=1)
    many = because("graph.cited", mentions=3, documents=2)
    assert one == "1 lần viện dẫn trong 1 văn bản ghi"
    assert one.of("en") == "said by 1 citation in 1 document"
    assert many.of("en") == "said by 3 citations in 2 documents"
    assert joined([because("graph.own"), many]).of("en") == (
        "the instrument says so itself; said by 3 citations in 2 documents"
    )
    assert spoken(many, "en") == many.of("en")
    assert spoken("chỉ có một lời", "en") == "chỉ có một lời"
    assert spoken(None, "en") == ""


def test_names_stay_as_they_are_and_a_sentence_begins_with_a_capital() -> None:
    made = because("queries.only-cited", documents=listed(["kế hoạch số 7/KH-UBND", "kế hoạch {x}"]))
    assert made.startswith("Kế hoạch số 7/KH-UBND, kế hoạch {x} chỉ")
    assert made.of("en").startswith("Kế hoạch số 7/KH-UBND, kế hoạch {x}: only")


def test_a_reason_survives_copying_and_storing() -> None:
    made = joined([because("graph.own"), because("graph.cited", mentions=2, documents=1)])
    for again in (deepcopy(made), pickle.loads(pickle.dumps(made)), unpacked(made.packed)):
        assert isinstance(again, Reason)
        assert (again, again.of("en"), again.keys) == (made, made.of("en"), {"graph.own", "graph.cited"})


@pytest.mark.parametrize(
    "text",
    [
        "một câu cũ",
        "[]",
        "{}",
        '["a"]',
        "[[1, 2]]",
        '[["graph.không có", {}]]',
        '[["<b>{x}", {}]]',
        "null",
        "3",
        '[["graph.cited", {"voices": 3}]]',
    ],
)
def test_what_is_no_stored_reason_stands_as_it_is(text: str) -> None:
    assert unpacked(text) == text
    assert unpacked(text).of("en") == text


def test_the_store_keeps_keys_and_gives_reasons(tmp_path: Path) -> None:
    with open_store(tmp_path / "v.db", create=True) as store:
        build(store, [ROOT / "data" / "documents"], registry=None)
        with store.read() as connection:
            values = select(instrument_values.c.reason).where(instrument_values.c.reason.is_not(None))
            reasons = connection.execute(values.union_all(select(unresolved.c.reason))).scalars().all()
            stored = connection.exec_driver_sql("SELECT reason FROM unresolved").scalars().all()
    assert {key for reason in reasons for key in reason.keys} >= {"graph.cited", "graph.words-alone"}
    assert not [r for r in reasons if TONED.search(without_names(r))]
    assert all(text.startswith('[["graph.') for text in stored)
