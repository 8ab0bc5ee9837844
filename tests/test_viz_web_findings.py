"""The page of findings: what it is filtered by, what of it goes into a file; and when people said what."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from docx import Document
from sqlalchemy import update

from graph import schema
from graph.build import build
from graph.store import open_store
from queries.findings import report
from queries.reading import read_document
from tests.web import DOCUMENTS, TestClient, client_of, form_token, generous, sign_in
from viz.cli import main

LATE = "2026-11-20T17:30:00.000+00:00"
"""Half past midnight of the next day, in Vietnam."""
PLAN = """ỦY BAN NHÂN DÂN
PHƯỜNG HỒNG BÀNG

Số: 9/KH-UBND
Hồng Bàng, ngày 05 tháng 6 năm 2026

KẾ HOẠCH
Thực hiện một số nhiệm vụ

Căn cứ Chỉ thị số 41/CT-TTg ngày 12/5/2024 của Thủ tướng Chính phủ về tăng cường công tác khuyến học thời kỳ mới;

II. NHIỆM VỤ

1. Tuyên truyền về khuyến học trong nhân dân trên địa bàn phường
- Thời gian thực hiện: trước ngày 31/12/2025

2. Rà soát các chợ dân sinh trên địa bàn phường
- Thời gian thực hiện: trước ngày 31/12/2025
"""


@pytest.fixture
def db(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ke-hoach.txt").write_text(PLAN, encoding="utf-8")
    with open_store(tmp_path / "six.db", create=True) as store:
        build(store, [DOCUMENTS, tmp_path / "in"], registry=None)
    return tmp_path / "six.db"


@pytest.fixture
def client(db: Path) -> Iterator[TestClient]:
    with client_of(db, limits=generous()) as made:
        yield made


def shown(client: TestClient, path: str) -> list[str]:
    return re.findall('<div class="judged" id="f-([^"]+)"', client.get(path).text)


def judge(client: TestClient, key: str, verdict: str) -> None:
    form = {"form": form_token(client, "/findings"), "finding": key, "verdict": verdict, "why": "Đã hỏi."}
    assert client.post("/decide/finding", data=form).status_code == 303


def test_findings_are_filtered_by_unit_and_by_what_people_said(client: TestClient) -> None:
    every = client.get("/api/v1/report?limit=1000").json()["findings"]
    theirs = {d["id"]: d["unit"]["code"] for d in client.get("/api/v1/documents").json()["documents"] if d["unit"]}
    mine = {f["id"] for f in every if theirs.get(f["document"]) == "11446"}
    assert 0 < len(mine) < len(every)
    pages = (shown(client, f"/findings?unit=11446&offset={k}") for k in (0, 25))
    assert {key for page in pages for key in page} == mine
    page = client.get("/findings?unit=11446").text
    assert f'<option lang="vi" value="11446" selected>phường Phù Liễn ({len(mine)})</option>' in page

    sign_in(client)
    good, bad = sorted(mine)[:2]
    judge(client, good, "accepted")
    judge(client, bad, "rejected")
    assert shown(client, "/findings?judged=accepted") == [good]
    assert shown(client, "/findings?judged=rejected&unit=11446") == [bad]
    left = client.get("/api/v1/report?judged=open&unit=11446").json()["findings"]
    assert {f["id"] for f in left} == mine - {good, bad}
    for wrong in ("judged=khac", "unit=x", "severity=nang", "rule=%00"):
        assert client.get(f"/findings?{wrong}").status_code == 422


def test_what_is_filtered_goes_into_a_file(client: TestClient) -> None:
    page = client.get("/findings?unit=11446&severity=warning").text
    (address,) = re.findall(r'href="(/findings\.xlsx[^"]*)"', page)
    assert address == "/findings.xlsx?severity=warning&amp;unit=11446"
    wanted = client.get("/api/v1/report?unit=11446&severity=warning&limit=1000").json()["findings"]
    answer = client.get(address.replace("&amp;", "&"))
    assert 'filename="bao-cao-soat-vien-dan.xlsx"' in answer.headers["content-disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert {row[10] for row in book["Phát hiện"].iter_rows(min_row=2, values_only=True)} == {f["id"] for f in wanted}
    assert book.properties.description == "Chỉ gồm: Cảnh báo; phường Phù Liễn"
    tasks = {row[0] for row in book["Nhiệm vụ"].iter_rows(min_row=2, values_only=True)}
    assert tasks == {"Chương trình hành động …/CTr-UBND, phường Phù Liễn"}
    word = Document(io.BytesIO(client.get("/findings.docx?unit=11446").content))
    assert "Chỉ gồm: phường Phù Liễn." in [p.text for p in word.paragraphs]
    html = client.get("/findings.html?rule=khong-co").text
    assert "Chỉ gồm: khong-co" in html
    assert "Không thấy chỗ nào cần sửa." in html
    whole = client.get("/findings.html").text
    assert whole.count("<article") == len(client.get("/api/v1/report?limit=1000").json()["findings"])
    assert "Chỉ gồm" not in whole
    assert str(DOCUMENTS) not in whole
    client.cookies.set("lang", "en")
    assert "Only: " in client.get("/findings.html?unit=11446").text
    assert client.get("/findings.pdf").status_code == 422


def test_a_filter_is_no_option_of_the_command_line(client: TestClient, tmp_path: Path) -> None:
    asked = {"document": f"x --html={tmp_path / 'other'}", "instrument": "--db"}
    assert "Chỉ gồm" in client.get("/findings.html", params=asked).text
    assert not (tmp_path / "other").exists()


def test_a_slip_in_several_places_says_of_each_where_it_is(db: Path) -> None:
    with open_store(db) as store:
        past = (f for f in report(store).findings if f.rule == "deadline-past")
        (found,) = (f for f in past if "31/12/2025" in f.quote and len(f.places) == 2)
        assert [p.message for p in found.places] == [None, found.message.replace("(mục II.1)", "(mục II.2)")]
        notes = [n for n in read_document(store, found.document).noted if n.id == found.id]
        assert [re.findall(r"mục (\S+)\)", n.message) for n in notes] == [["II.1"], ["II.2"]]
        english = [n for n in read_document(store, found.document, lang="en").noted if n.id == found.id]
        assert [re.findall(r"item (\S+)\)", n.message) for n in english] == [["II.1"], ["II.2"]]
    with client_of(db) as client:
        page = client.get(f"/findings?rule=deadline-past&document={found.document}").text
        line = found.places[1].line
        assert f'<a href="/d/{found.document}?at={found.places[1].start}">dòng {line}</a>' in page


def test_what_people_said_is_dated_in_vietnams_time(client: TestClient, db: Path, tmp_path: Path) -> None:
    sign_in(client)
    key = shown(client, "/findings")[0]
    judge(client, key, "accepted")
    with client.app.state.desk.store.write() as connection:  # type: ignore[attr-defined]
        connection.execute(update(schema.judgements).values(at=LATE))
    page = client.get("/judgements").text
    assert "Khi nào (giờ Việt Nam)" in page
    assert "00:30, 21/11/2026" in page
    assert "UTC" not in page
    for command in (["decide", "list"], ["report", "--html", str(tmp_path / "r.html")], ["report"]):
        printed = CliRunner().invoke(main, [*command, "--db", str(db)]).stdout
        told = (tmp_path / "r.html").read_text(encoding="utf-8") if "--html" in command else printed
        assert "21/11/2026" in told, command
        assert "20/11/2026" not in told, command
    assert LATE in CliRunner().invoke(main, ["decide", "list", "--json", "--db", str(db)]).stdout


def test_a_finding_in_thousands_of_places_names_the_first(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ke-hoach.txt").write_text(PLAN + "dài " * 4000, encoding="utf-8")
    with open_store(tmp_path / "a.db", create=True) as store:
        build(store, [tmp_path / "in"], registry=None)
    with client_of(tmp_path / "a.db", limits=generous()) as client:
        page = client.get("/findings?rule=duplicated-word").text
    assert "chỗ khác" in page
    assert page.count(">dòng ") < 20
