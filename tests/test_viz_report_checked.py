"""The check of one draft as a file: all three forms say the same, and nothing of the draft is markup or a formula."""

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from graph.build import build
from graph.store import open_store
from viz.cli import main

OTHER = """ỦY BAN NHÂN DÂN
PHƯỜNG HẢI AN
Số: 1/KH-UBND
Hải An, ngày 05 tháng 6 năm 2026
KẾ HOẠCH
Khuyến học

Căn cứ Chỉ thị số 41/CT-TTg ngày 12/5/2024 của Thủ tướng Chính phủ về <b>khuyến học</b>;
"""
DRAFT = """ỦY BAN NHÂN DÂN
PHƯỜNG KIẾN AN
Số: 2/KH-UBND
Kiến An, ngày 06 tháng 6 năm 2026
KẾ HOẠCH
=HYPERLINK("http://x.test") <script>alert(1)</script>

Căn cứ Chỉ thị số 41/CT-TTg ngày 21/5/2024 của Thủ tướng Chính phủ về <img src=x onerror=alert(1)> khuyến học các các;
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("checked")
    (folder / "other.txt").write_text(OTHER, encoding="utf-8")
    (folder / "draft.txt").write_text(DRAFT, encoding="utf-8")
    with open_store(folder / "a.db", create=True) as store:
        build(store, [folder / "other.txt"], registry=None)
    files = {form: folder / f"r.{form}" for form in ("html", "xlsx", "docx")}
    words = [word for form, path in files.items() for word in (f"--{form}", str(path))]
    ran = CliRunner().invoke(main, ["check", str(folder / "draft.txt"), *words, "--db", str(folder / "a.db")])
    assert ran.exit_code == 0, ran.output
    return files


def test_every_form_gives_the_finding_and_the_full_citation(made: dict[str, Path]) -> None:
    book = openpyxl.load_workbook(made["xlsx"])
    told = {
        "html": made["html"].read_text(encoding="utf-8"),
        "xlsx": "\n".join(str(c.value) for sheet in book for row in sheet.iter_rows() for c in row),
        "docx": zipfile.ZipFile(made["docx"]).read("word/document.xml").decode(),
    }
    for form, text in told.items():
        assert "12/5/2024" in text, form
        assert "21/5/2024" in text, form
        assert "Hải An" in text, form
    assert [sheet.title for sheet in book] == ["Phát hiện", "Văn bản viện dẫn"]


def test_the_page_runs_and_loads_nothing(made: dict[str, Path]) -> None:
    page = made["html"].read_text(encoding="utf-8")
    assert not re.search(r"<(script|img|link|iframe|b>khuyến)", page)
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "default-src &#39;none&#39;" in page
    assert not re.search(r"(src|href)=\"(https?:)?//", page)


def test_the_workbook_has_no_formula(made: dict[str, Path]) -> None:
    with zipfile.ZipFile(made["xlsx"]) as archive:
        sheets: list[Any] = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
        assert all(b"<f>" not in archive.read(name) for name in sheets)
