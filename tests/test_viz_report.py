"""The report in its forms: nothing can be taken for a formula or for markup, files open, the layout is official."""

import json
import re
import zipfile
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from click.testing import CliRunner
from docx import Document
from docx.shared import Pt
from openpyxl import load_workbook

from graph.keep import Reading, keep
from graph.registry import Registry
from graph.resolve import resolve
from graph.store import open_store
from ingest.extract import extract
from queries.findings import check, report
from viz.cli import main
from viz.report import word
from viz.report_docx import write_checked, write_docx
from viz.report_html import html
from viz.report_xlsx import write_xlsx

PLAN = """ỦY BAN NHÂN DÂN
PHƯỜNG {unit}

Số: {n}/KH-UBND

{unit}, ngày 05 tháng 6 năm 2026

KẾ HOẠCH
=HYPERLINK("http://x.test";"{unit}") <script>alert(1)</script>

Căn cứ Chỉ thị số 41/CT-TTg ngày {date} của Thủ tướng Chính phủ về <img src=x onerror=alert(1)> khuyến học các các cấp;

II. NHIỆM VỤ
1. =1+1 Tuyên truyền về khuyến học trong nhân dân trên địa bàn phường
- Cơ quan chủ trì: Phòng Văn hóa - Xã hội
- Thời gian thực hiện: trước ngày 01/02/2026

2. =2+2 Rà soát các chợ dân sinh trên địa bàn phường
- Cơ quan chủ trì: Phòng Văn hóa - Xã hội
- Thời gian thực hiện: Thường xuyên
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("report") / "a.db", create=True) as opened:
        for n, (unit, date) in enumerate(
            (("Hải An", "12/5/2024"), ("Kiến An", "12/5/2024"), ("Gia Viên", "21/5/2024")), 1
        ):
            text = PLAN.format(unit=unit, n=n, date=date)
            with opened.write() as connection:
                keep(
                    connection, Reading(f"=cmd {n}.txt", sha256(text.encode()).hexdigest(), text, extract(text)), "test"
                )
        resolve(opened, Registry())
        yield opened


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_html_runs_nothing_of_a_document_and_loads_nothing(store, lang):
    page = html(store, report(store, lang=lang), lang)
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    script = page.split("<script>")[1].split("</script>")[0]
    assert f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}" in page.split("</head>")[0]
    assert "default-src &#39;none&#39;" in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert word(lang, "by_instrument") in page
    assert "{" not in re.sub(r"<(style|script)>.*?</\1>|data-shown=\"[^\"]*\"", "", page, flags=re.DOTALL)


def test_workbook_has_no_formula(store, tmp_path):
    plain = report(store)
    signs = "=+-@" * len(plain.findings)
    hostile = [replace(f, message=f"{s}1+1", suggestion="{=1}") for f, s in zip(plain.findings, signs, strict=False)]
    write_xlsx(store, replace(plain, findings=tuple(hostile)), tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == ["Phát hiện", "Giá trị khác nhau", "Nhiệm vụ"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert all(cell.data_type in ("s", "n") for row in sheet.iter_rows() for cell in row)
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "=1+1" in texts
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        assert not any(b"<f>" in archive.read(n) for n in archive.namelist() if "worksheets/sheet" in n)
    links = [cell.hyperlink.location for row in book["Phát hiện"].iter_rows() for cell in row if cell.hyperlink]
    assert links
    assert all("Giá trị khác nhau" in at for at in links)


def fonts(paper):
    for table in paper.tables:
        for row in table.rows:
            for cell in row.cells:
                for p in cell.paragraphs:
                    yield from (run.font.name for run in p.runs)
    for p in paper.paragraphs:
        yield from (run.font.name for run in p.runs)


def test_word_document_is_laid_out_as_an_official_one(store, tmp_path):
    write_docx(store, report(store), tmp_path / "r.docx")
    paper = Document(str(tmp_path / "r.docx"))
    assert set(fonts(paper)) == {"Times New Roman"}
    assert paper.styles["Normal"].font.size == Pt(14)
    section = paper.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert round(section.left_margin.cm, 1) == 3.0
    assert "PAGE" in section.header._element.xml
    whole = "\n".join(p.text for p in paper.paragraphs)
    assert "BÁO CÁO" in whole
    assert "21/5/2024" in "\n".join(c.text for t in paper.tables for row in t.rows for c in row.cells)


def test_a_checked_draft_as_a_word_document(store, tmp_path):
    draft = check(store, PLAN.format(unit="Hồng Bàng", n=9, date="21/5/2024"))
    write_checked(store, draft, tmp_path / "c.docx")
    text = "\n".join(c.text for t in Document(str(tmp_path / "c.docx")).tables for row in t.rows for c in row.cells)
    assert "Chỉ thị số 41/CT-TTg ngày 12/5/2024 của Thủ tướng Chính phủ" in text


def run(store, *words):
    return CliRunner().invoke(main, [*words, "--db", str(store.path)])


def test_report_and_check_print_the_contract(store, tmp_path):
    done = run(store, "report", "--json", "--html", str(tmp_path / "r.html"))
    answer = json.loads(done.stdout)
    assert done.exit_code == 0
    keys = {
        "id",
        "rule",
        "severity",
        "document",
        "start",
        "end",
        "quote",
        "instrument",
        "message",
        "suggestion",
        "evidence",
        "judgement",
    }
    assert all(keys <= set(f) for f in answer["findings"])
    assert all({"document", "start", "end", "quote"} <= set(e) for f in answer["findings"] for e in f["evidence"])
    assert {"rule", "title"} <= set(answer["rules"][0])
    assert {f["rule"] for f in answer["findings"]} <= {r["rule"] for r in answer["rules"]}
    assert (tmp_path / "r.html").stat().st_size > 1000
    draft = tmp_path / "d.txt"
    draft.write_text(PLAN.format(unit="Hồng Bàng", n=9, date="21/5/2024"), encoding="utf-8")
    checked = json.loads(
        run(store, "check", str(draft), "--json", "--docx", str(tmp_path / "d.docx"), "--lang", "en").stdout
    )
    assert "date-conflict" in [f["rule"] for f in checked["findings"]]
    assert checked["instruments"][0]["citation"].startswith("Chỉ thị số 41/CT-TTg ngày 12/5/2024")


@pytest.mark.parametrize(("lang", "words"), [("vi", "Ngày không thống nhất"), ("en", "Dates contradict")])
def test_terminal_speaks_both_languages(store, lang, words):
    done = run(store, "report", "--lang", lang)
    assert done.exit_code == 0
    assert words in done.stdout


def test_with_a_file_the_terminal_says_only_how_many(store, tmp_path):
    whole, short = run(store, "report"), run(store, "report", "--html", str(tmp_path / "r.html"))
    assert "→" in whole.stdout
    assert "→" not in short.stdout
    assert whole.stdout.startswith(short.stdout.rstrip("\n").splitlines()[0])
