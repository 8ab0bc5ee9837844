"""The registry's notes on force and sources, as a Vietnamese page says them."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.build import build
from graph.registry import default_registry, read_registry
from graph.store import open_store
from ingest.table import read_table
from queries.noted import _phrases, noted
from tests.web import DOCUMENTS, client_of, generous
from viz.cli import main


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("in force from 2023-07-01; a.vn (text)", "có hiệu lực từ 01/7/2023; a.vn (toàn văn)"),
        ("replaced by 5-HD/AB on 2026-05-27", "được thay thế bởi 5-HD/AB ngày 27/5/2026"),
        ("amended by 1/2025/QH15 and 2/2025/QH15", "được sửa đổi bởi 1/2025/QH15 và 2/2025/QH15"),
        ("32nd session", "kỳ họp thứ 32"),
        ("prints 35/CT-TW too", "cũng in là 35/CT-TW"),
        # neither within addresses and symbols, nor what is Vietnamese already
        ("text.vn; spent-of.example; a/text", "text.vn; spent-of.example; a/text"),
        ("còn hiệu lực; công báo", "còn hiệu lực; công báo"),
        ("some words that no table has", "some words that no table has"),
        ("{0} {x} %s", "{0} {x} %s"),
        ("", ""),
    ],
)
def test_a_note_is_said_in_vietnamese(note: str, said: str) -> None:
    assert noted(note) == said


def test_no_english_is_left_of_the_registry() -> None:
    """What no phrase covers are addresses, symbols, days and names."""
    left = set()
    for entry in read_registry(default_registry()).entries:
        note = "; ".join((entry.status_note, entry.source))
        left |= set(re.findall(r"(?<![\w./-])[a-z]{2,}(?![\w/]|[.-]\w)", _phrases().sub(" ", note)))
    assert left == set()


def test_every_phrase_is_said_and_names_no_instrument() -> None:
    rows = read_table("notes", "queries")
    assert len({row["en"] for row in rows}) == len(rows) > 50
    for row in rows:
        assert row["vi"]
        assert not re.search(r"\d", row["en"] + row["vi"])
        assert set(re.findall(r"{\w+}", row["vi"])) == set(re.findall(r"{\w+}", row["en"]))


def test_pages_and_the_command_line_say_it(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    with open_store(db, create=True) as store:
        build(store, [DOCUMENTS], registry=default_registry())
    shown = CliRunner().invoke(main, ["show", "luật thực hiện dân chủ ở cơ sở", "--db", str(db)]).output
    assert "có hiệu lực từ 01/7/2023" in shown
    assert "in force" not in shown
    with client_of(db, limits=generous()) as client:
        address = client.get("/api/v1/instruments?q=dan chu o co so").json()["instruments"][0]["id"]
        assert "có hiệu lực từ 01/7/2023" in client.get(f"/i/{address}").text
        assert "in force" not in client.get(f"/i/{address}").text
        client.cookies.set("lang", "en")
        assert "in force from 2023-07-01" in client.get(f"/i/{address}").text
