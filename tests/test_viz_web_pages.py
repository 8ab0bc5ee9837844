"""Pages and files: what they hold, what they refuse to compute, what they do with uploads."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from graph.build import build
from graph.cell import safe_cell
from graph.judgement import active
from graph.store import Store, open_store
from queries.cite import cite
from queries.reading import PAGE, NoSuchDocument, place_of_line, read_document
from queries.unit import Due
from tests.web import DOCUMENTS, TOKEN, TestClient, client_of, five_store, form_token, generous, sign_in
from viz.web.assets import assets
from viz.web.ics import calendar
from viz.web.marked import LONGEST, rows
from viz.web.render import link, visible
from viz.web.settings import Limits
from viz.web.sheets import csv_file, xlsx_file
from viz.web.upload import UploadError, check_draft

LONG = (
    "ỦY BAN NHÂN DÂN\nPHƯỜNG PHÙ LIỄN\nSố: 9/KH-UBND\nKẾ HOẠCH\nThử\n\nCăn cứ Nghị định số 12/2025/NĐ-CP;\n"
    + "dài\u202e " * 60_000
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "in").mkdir()
    (folder / "in" / "long.txt").write_text(LONG + "\nhết\n", encoding="utf-8")
    with open_store(folder / "six.db", create=True) as store:
        build(store, [DOCUMENTS, folder / "in"], registry=None)
    return folder / "six.db"


@pytest.fixture(scope="module")
def client(db: Path) -> Iterator[TestClient]:
    with client_of(db, limits=generous()) as made:
        yield made


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", '=HYPERLINK("http://x")', "\r\n=1", "|cmd", "%0A=1"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_nothing_in_a_csv_file_is_a_formula(cell: str) -> None:
    body = csv_file("a", ["=tên"], [[cell, 3, None]]).body.decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(body, newline=""))
    assert head == ["'=tên"]
    assert row[0].startswith("'")
    assert row[1:] == ["3", ""]


@pytest.mark.parametrize("cell", FORMULAS)
def test_nothing_in_an_xlsx_file_is_a_formula(cell: str) -> None:
    body = bytes(xlsx_file("a", ["x", "y"], [[cell, 1.5]]).body)
    found = openpyxl.load_workbook(io.BytesIO(body)).active
    assert found.cell(2, 1).data_type == "s"
    assert found.cell(2, 2).value == 1.5
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(body)).read("xl/worksheets/sheet1.xml")


def test_plain_text_stays_as_it_is() -> None:
    assert [safe_cell(c) for c in ("Phường Phù Liễn", "33/CT-TTg", "", 7)] == ["Phường Phù Liễn", "33/CT-TTg", "", 7]


def test_the_matrix_is_exported_with_its_filters(client: TestClient) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/matrix.xlsx?type=Chỉ thị").content)).active
    heads = [c.value for c in next(sheet.iter_rows(max_row=1))]
    assert heads[:3] == ["Đơn vị", "Loại", "Còn thiếu"]
    assert heads[3:]
    assert all(h.startswith("Chỉ thị") for h in heads[3:])
    everyone = client.get("/matrix.csv?all=true").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(everyone)))) == 115


def test_the_gaps_are_exported(client: TestClient) -> None:
    key = client.get("/api/v1/lookup?q=82/NQ-HĐND").json()["instrument"]["id"]
    lines = list(csv.DictReader(io.StringIO(client.get(f"/i/{key}/gaps.csv").content.decode("utf-8-sig"))))
    assert len(lines) == 114
    assert {line["Trạng thái"] for line in lines if line["Đơn vị"] == "Chu Văn An"} == {"Chưa triển khai"}


def test_a_calendar_has_the_tasks_with_a_day(client: TestClient) -> None:
    text = client.get("/w/11446/tasks.ics").text
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    due = [t for t in client.get("/api/v1/units/11446").json()["tasks"] if t["due"]]
    assert text.count("BEGIN:VEVENT") == len(due)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_calendar_cannot_be_broken_by_a_task() -> None:
    task = Due(
        1, "d", "Kế hoạch", "1", "task", "a;b,c\\d\nEND:VCALENDAR\r\nBEGIN:VEVENT" + "ạ" * 90, 0, 9, "x", "date",
        None, "2026-09-05", False, (), (), None, (),
    )  # fmt: skip
    lines = bytes(calendar("t", "f", [task], "vi").body).decode().split("\r\n")
    assert lines.count("END:VCALENDAR") == 1
    assert lines.count("BEGIN:VEVENT") == 1
    assert any(line.startswith("SUMMARY:a\\;b\\,c\\\\d END:VCALENDAR") for line in lines)


# A document


def test_a_document_is_shown_as_it_is_in_parts(client: TestClient) -> None:
    store = store_of(client)
    long = next(d for d in _ids(client) if read_document(store, d).length > 100_000)
    text, start, pages = "", 0, 0
    while start < (reading := read_document(store, long, start)).length:
        assert reading.start == len(text)
        assert len(reading.text) <= PAGE + 4_000
        shown = rows(reading, {}, "vi")
        assert all(len(re.sub("<[^>]+>", "", r.html)) <= 12 * LONGEST for r in shown)
        text += reading.text
        start = reading.start + len(reading.text)
        pages += 1
        if start >= reading.length:
            break
    assert text == LONG + "\nhết\n"
    assert pages > 3
    assert place_of_line(store, long, 3) == text.index("Số: 9")
    with pytest.raises(NoSuchDocument):
        read_document(store, "khong-co")


def store_of(client: TestClient) -> Store:
    """The application's own: a second one in this process would let go of the locks of the first (POSIX)."""
    store: Store = client.app.state.desk.store  # type: ignore[attr-defined]
    return store


def _ids(client: TestClient) -> list[str]:
    return [d["id"] for d in client.get("/api/v1/documents").json()["documents"]]


def test_marks_stand_at_the_places_of_the_citations(client: TestClient) -> None:
    store = store_of(client)
    for key in _ids(client):
        reading = read_document(store, key)
        html = "\n".join(str(r.html) for r in rows(reading, {}, "vi") if r.number)
        shown = re.sub("<[^>]+>", "", html)
        if reading.length < 20_000:
            from html import unescape

            assert unescape(shown) == visible(reading.text)
        for cited in reading.cited[:20]:
            if cited.instrument and "\n" not in reading.text[cited.start : cited.end]:
                assert f'href="{link("i", cited.instrument)}"' in html


def test_controls_are_named_and_never_obeyed() -> None:
    assert visible("a\u202eb\u2066c\x00\x1b\ufeff") == "a⟨U+202E⟩b⟨U+2066⟩c⟨U+0000⟩⟨U+001B⟩⟨U+FEFF⟩"
    assert visible("dòng\n\tcột ạ đ") == "dòng\n\tcột ạ đ"


def test_the_path_on_the_server_is_not_shown(client: TestClient) -> None:
    for key in _ids(client):
        assert str(DOCUMENTS) not in client.get(f"/d/{key}").text


# Uploads


def test_a_draft_is_checked_and_not_kept(client: TestClient) -> None:
    before = client.get("/api/v1/documents").json(), client.get("/api/v1/state").json()
    draft = (DOCUMENTS / "chu-van-an-ke-hoach-dan-van-2026-2030.txt").read_bytes()
    bearer = {"authorization": f"Bearer {TOKEN}"}
    answer = client.post("/api/v1/check", files={"draft": ("../../etc/x.txt", draft)}, headers=bearer)
    assert answer.status_code == 200
    assert answer.json()["findings"]
    assert answer.json()["path"] == "x.txt"
    assert (client.get("/api/v1/documents").json(), client.get("/api/v1/state").json()) == before


def test_a_check_needs_our_own_form_or_a_token(client: TestClient) -> None:
    assert client.post("/check", files={"draft": ("a.txt", b"x")}).status_code == 403
    data = {"form": form_token(client, "/check")}
    assert client.post("/check", files={"draft": ("a.exe", b"x")}, data=data).status_code == 422


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 300_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [
        ("a.txt", b"", "unreadable"),
        ("a.exe", b"MZ", "unreadable"),
        ("a", b"x", "unreadable"),
        ("a.docx", b"not a zip", "unreadable"),
        ("a.docx", None, "size"),
        ("a.txt", b"x" * 2_000, "size"),
    ],
)
def test_files_that_may_not_be_read_are_refused(db: Path, name: str, body: bytes | None, kind: str) -> None:
    with pytest.raises(UploadError) as refused:
        check_draft(
            db,
            name,
            bomb() if body is None else body,
            "vi",
            Limits(upload_bytes=1_000 if body and len(body) > 1_000 else 10**9),
        )
    assert refused.value.kind == kind


def test_what_cannot_be_read_is_named_as_its_sender_does(db: Path) -> None:
    with pytest.raises(UploadError) as refused:
        check_draft(db, "Kế hoạch 2026.txt", bytes(range(256)) * 20, "vi", Limits())
    assert str(refused.value).startswith("Kế hoạch 2026.txt: ")


def test_a_check_that_takes_too_long_is_killed(db: Path) -> None:
    with pytest.raises(UploadError) as stopped:
        check_draft(db, "a.txt", "Căn cứ Nghị định số 12/2025/NĐ-CP;\n".encode() * 10, "vi", Limits(check_seconds=0.01))
    assert stopped.value.kind == "too-long"


# Who


def test_a_judgement_has_the_name_of_who_made_it(tmp_path: Path) -> None:
    with client_of(five_store(tmp_path / "five.db"), limits=generous()) as client:
        sign_in(client, "Nguyễn Văn An")
        key = client.get("/api/v1/lookup?q=82/NQ-HĐND").json()["instrument"]["id"]
        form = {
            "form": form_token(client, "/queue"),
            "instrument": key,
            "attribute": "date",
            "value": "2025-12-11",
            "next": f"/i/{key}",
        }
        answer = client.post("/decide/value", data=form)
        assert answer.status_code == 303
        assert re.fullmatch(rf"/i/{key}\?done=[0-9a-f]+", answer.headers["location"])
        page = client.get("/judgements").text
        assert "Nguyễn Văn An" in page
        assert "2025-12-11" in page
        done = answer.headers["location"].rpartition("=")[2]
        assert client.post(f"/decide/undo/{done}", data={"form": form_token(client, "/queue")}).status_code == 303
        assert client.post(f"/decide/undo/{done}", data={"form": form_token(client, "/queue")}).status_code == 404


def test_a_judgement_says_what_was_chosen(tmp_path: Path) -> None:
    """Not what a form would say without a word: another attribute than the date, and that a finding is none."""
    with client_of(five_store(tmp_path / "five.db"), limits=generous()) as client:
        sign_in(client)
        form = {"form": form_token(client, "/findings"), "next": "/findings", "why": ""}
        title = {"instrument": "ct-33-ttg-2021", "attribute": "title", "value": "về công tác dân vận"}
        assert client.post("/decide/value", data=form | title).status_code == 303
        found = re.findall(r'name="finding" value="([^"]+)"', client.get("/findings").text)
        for key, verdict in zip(found, ("rejected", "accepted"), strict=False):
            assert client.post("/decide/finding", data=form | {"finding": key, "verdict": verdict}).status_code == 303
        assert client.post("/decide/finding", data=form | {"finding": found[2]}).status_code == 422
    with open_store(tmp_path / "five.db") as store:
        said = [j.subject for j in active(store)]
    assert [(s["attribute"], s["value"]) for s in said if "value" in s] == [("title", "về công tác dân vận")]
    assert [(s["finding"], s["verdict"]) for s in said if "verdict" in s] == [
        (found[0], "rejected"),
        (found[1], "accepted"),
    ]


def test_none_of_them_is_taken_back_as_one(tmp_path: Path) -> None:
    with client_of(five_store(tmp_path / "five.db"), limits=generous()) as client:
        sign_in(client)
        cards = re.split(r'<section class="card"', client.get("/queue").text)
        card = next(c for c in cards if c.count('name="candidate"') > 1)
        form = {"form": form_token(client, "/queue"), "next": "/queue"}
        form |= {"mention": re.findall(r'name="mention" value="(\d+)"', card)[0]}
        offered = re.findall(r'name="candidate" value="([^"]+)"', card)
        answer = client.post("/decide/none", data=form | {"candidate": offered})
        done = re.findall("done=([0-9a-f]+)", answer.headers["location"])[0]
        with open_store(tmp_path / "five.db") as store:
            assert len(active(store)) == len(offered)
        assert client.post(f"/decide/undo/{done}", data=form | {"whole": "1"}).status_code == 303
        with open_store(tmp_path / "five.db") as store:
            assert active(store) == []


def test_every_asset_is_served_once_and_for_ever(client: TestClient) -> None:
    assert {"app.css", "app.js", "icon.svg", "vendor/htmx/htmx.min.js"} <= assets().keys()
    for address in set(re.findall(r'(?:href|src)="(/assets/[^"]+)"', client.get("/").text)):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


class It:
    """What a citation is made of."""

    def __init__(self, words: str, date: str | None, issuer: str | None, title: str | None, system: str) -> None:
        self.type, self.number, self.year_in_number, self.symbol = (w or None for w in words.split("|"))
        self.date, self.issuer, self.title, self.system = date, issuer, title, system


@pytest.mark.parametrize(
    ("it", "citation"),
    [
        (
            It("Quyết định|07||QĐ-UBND", "2026-01-05", "Ủy ban nhân dân thành phố", "cải cách", "state"),
            "Quyết định số 07/QĐ-UBND ngày 05/01/2026 của Ủy ban nhân dân thành phố về cải cách",
        ),
        (
            It("Nghị quyết|05||NQ/TU", "2026-09-05", "Thành ủy", "về dân vận", "party"),
            "Nghị quyết số 05-NQ/TU, ngày 05/9/2026 của Thành ủy về dân vận",
        ),
        (It("Nghị định|12|2025|NĐ-CP", None, None, None, "state"), "Nghị định số 12/2025/NĐ-CP"),
        (
            It("Luật|1|2020|QH14", "2020-06-17", "Quốc hội", "Luật Thanh niên", "state"),
            "Luật Thanh niên ngày 17/6/2020",
        ),
    ],
)
def test_a_citation_has_its_parts_in_their_order(it: It, citation: str) -> None:
    assert cite(it) == citation
