"""Keeping a draft that was checked: by whom, where it is seen, what comes out again, and what hostile names do."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest

from graph.build import build
from graph.store import Store, open_store
from queries.kept_drafts import list_kept
from tests.web import DOCUMENTS, TOKEN, Clock, TestClient, client_of, five_store, form_token, generous, sign_in
from viz.web.attachment import base_name, disposition
from viz.web.settings import Limits

DRAFT = (
    "ỦY BAN NHÂN DÂN\nPHƯỜNG PHÙ LIỄN\nSố: /KH-UBND\nPhù Liễn, ngày   tháng 11 năm 2026\n"
    "KẾ HOẠCH\nThực hiện dân chủ năm 2026\n\n"
    "Căn cứ Nghị quyết số 82/NQ-HĐND ngày 13/02/2026 của Hội đồng nhân dân thành phố;\n"
)
BEARER = {"authorization": f"Bearer {TOKEN}", "x-viendan-name": "Program"}
NOBODY = "0" * 64


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return five_store(tmp_path_factory.mktemp("kept") / "kho.db")


@pytest.fixture
def client(db: Path) -> Iterator[TestClient]:
    with client_of(db, limits=generous()) as made:
        yield made
        for draft in list_kept(store_of(made)).drafts:
            assert made.delete(f"/api/v1/drafts/{draft.sha256}", headers=BEARER).status_code == 204


def store_of(client: TestClient) -> Store:
    store: Store = client.app.state.desk.store  # type: ignore[attr-defined]
    return store


def check(client: TestClient, name: str = "du-thao.txt", text: str = DRAFT, **form: str) -> Any:
    data = {"form": form_token(client, "/check")} | form
    return client.post("/check", data=data, files={"draft": (name, text.encode())})


def kept_address(page: str) -> str:
    found = re.search(r'href="(/check/kept/[0-9a-f]{64})"', page)
    assert found
    return found[1]


def test_nothing_is_kept_unless_it_is_asked_for(client: TestClient) -> None:
    sign_in(client)
    asked = client.get("/check").text
    assert re.search(r'<input type="checkbox" name="keep" value="1" aria-describedby="keep-told">', asked)
    assert "kho.db" in asked
    answer = check(client)
    assert "Văn bản này không được lưu." in answer.text
    assert list_kept(store_of(client)).total == 0


def test_a_draft_is_kept_opened_fetched_and_deleted(client: TestClient) -> None:
    sign_in(client)
    answer = check(client, keep="1")
    assert answer.status_code == 200
    assert "Đã lưu." in answer.text
    address = kept_address(answer.text)
    (draft,) = list_kept(store_of(client)).drafts
    assert (draft.name, draft.who, draft.size) == ("du-thao.txt", "Trần Thị Bình", len(DRAFT.encode()))
    listed = client.get("/check/kept").text
    assert "du-thao.txt" in listed
    assert "Trần Thị Bình" in listed
    page = client.get(address).text
    assert "Không có gì khác." in page
    assert "11/12/2025" in page
    file = client.get(f"{address}/file")
    assert file.content == DRAFT.encode()
    assert file.headers["content-disposition"].startswith("attachment;")
    assert file.headers["content-type"] == "application/octet-stream"
    assert file.headers["x-content-type-options"] == "nosniff"
    assert file.headers["cache-control"] == "no-store"
    assert "sandbox" in file.headers["content-security-policy"]
    again = check(client, keep="1")
    assert "được lưu từ trước: Trần Thị Bình" in again.text
    gone = client.post(f"{address}/delete", data={"form": form_token(client, "/check")})
    assert (gone.status_code, gone.headers["location"]) == (303, "/check/kept")
    for path in ("", "/file", "/report.docx"):
        assert client.get(address + path).status_code == 404
    assert "Xóa: <span" in client.get("/check/kept").text


def test_its_report_comes_in_three_forms(client: TestClient) -> None:
    sign_in(client)
    address = kept_address(check(client, keep="1").text)
    files = {form: client.get(f"{address}/report.{form}") for form in ("html", "docx", "xlsx")}
    assert all(f.status_code == 200 for f in files.values())
    assert all(f.headers["content-disposition"].startswith("attachment;") for f in files.values())
    assert "11/12/2025" in files["html"].text
    assert "11/12/2025" in zipfile.ZipFile(io.BytesIO(files["docx"].content)).read("word/document.xml").decode()
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"].content))
    cells = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    assert any("11/12/2025" in cell for cell in cells)
    assert client.get(f"{address}/report.exe").status_code == 422


def test_a_fresh_check_offers_the_same_three(client: TestClient) -> None:
    page = check(client).text
    assert {*re.findall(r'download="bao-cao-soat-du-thao\.(\w+)"', page)} == {"docx", "xlsx", "html"}


def test_what_changed_since_is_said(tmp_path: Path) -> None:
    documents = sorted(DOCUMENTS.glob("*.txt"))
    with open_store(tmp_path / "a.db", create=True) as store:
        build(store, documents[:1], registry=None)
        with client_of(tmp_path / "a.db", limits=generous()) as client:
            sign_in(client)
            address = kept_address(check(client, keep="1").text)
            before = client.get(address).text
            build(store, documents, registry=None)
            after = client.get(address).text
    assert "Không có gì khác." in before
    assert "Không có gì khác." not in after
    changed = re.search(r'aria-labelledby="changed">(.*?)</section>', after, re.DOTALL)
    assert changed
    assert "Mới thấy (" in changed[1]
    assert "11/12/2025" in changed[1]


# Who


def test_only_a_person_who_gave_a_name_keeps_and_sees(client: TestClient) -> None:
    sign_in(client)
    address = kept_address(check(client, keep="1").text)
    client.cookies.clear()
    assert 'name="keep"' not in client.get("/check").text
    for path in ("/check/kept", address, f"{address}/file", f"{address}/report.html"):
        answer = client.get(path)
        assert answer.status_code == 303, path
        assert answer.headers["location"].startswith("/login")
        assert "du-thao" not in answer.text
    refused = check(client, text=DRAFT + "khác", keep="1")
    assert refused.status_code == 200
    assert "Chưa lưu: cần đăng nhập" in refused.text
    assert client.post(f"{address}/delete", data={"form": form_token(client)}).status_code == 401
    assert list_kept(store_of(client)).total == 1


@pytest.mark.parametrize("form", [{}, {"form": ""}, {"form": "A" * 43}])
def test_keeping_and_deleting_need_our_own_form(client: TestClient, form: dict[str, str]) -> None:
    sign_in(client)
    address = kept_address(check(client, keep="1").text)
    assert client.post(f"{address}/delete", data=form).status_code == 403
    files = {"draft": ("b.txt", b"khac")}
    assert client.post("/check", data={**form, "keep": "1"}, files=files).status_code == 403
    assert client.post("/api/v1/drafts", data=form, files=files).status_code == 403
    assert client.request("DELETE", address.replace("/check/kept", "/api/v1/drafts"), data=form).status_code == 403
    answer = client.post(f"{address}/delete", data={"form": form_token(client, "/check")},
                         headers={"sec-fetch-site": "cross-site"})  # fmt: skip
    assert answer.status_code == 403
    assert list_kept(store_of(client)).total == 1


def test_whom_the_proxy_names_keeps(db: Path) -> None:
    settings = {"identity_header": "x-user", "trusted_proxies": ("127.0.0.1/32",), "limits": generous()}
    with client_of(db, **settings) as client:
        client.headers.update({b"x-user": "Lê Văn Cường".encode()})
        address = kept_address(check(client, keep="1").text)
        (draft,) = list_kept(store_of(client)).drafts
        assert draft.who == "Lê Văn Cường"
        del client.headers["x-user"]
        assert client.get(address).status_code == 303
        client.headers.update({b"x-user": "Phạm Thị Dung".encode()})
        assert client.post(f"{address}/delete", data={"form": form_token(client, "/check")}).status_code == 303
        assert list_kept(store_of(client)).log[0].who == "Phạm Thị Dung"


# How much


def test_room_that_is_used_up_is_said_and_the_check_still_shown(db: Path) -> None:
    limits = generous(kept_drafts=1)
    with client_of(db, limits=limits) as client:
        sign_in(client)
        address = kept_address(check(client, keep="1").text)
        answer = check(client, text=DRAFT + "khác", keep="1")
        assert answer.status_code == 200
        assert "Chưa lưu: chỉ lưu được 1 văn bản" in answer.text
        assert 'id="found"' in answer.text
        problem = client.post("/api/v1/drafts", headers=BEARER, files={"draft": ("c.txt", b"khac nua")})
        assert (problem.status_code, problem.json()["type"]) == (409, "tag:viendan,2026:problem/full")
        assert client.delete(address.replace("/check/kept", "/api/v1/drafts"), headers=BEARER).status_code == 204


def test_a_store_that_is_being_written_is_said_and_the_check_still_shown(
    db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.WAIT_MS", 10)
    with client_of(db, limits=generous()) as client, open_store(db) as other:
        sign_in(client)
        with other.write():
            answer = check(client, keep="1")
        assert answer.status_code == 200
        assert "Chưa lưu: kho đang được ghi." in answer.text
        assert 'id="found"' in answer.text
        assert list_kept(store_of(client)).total == 0


def test_a_file_that_is_too_large_is_not_kept(db: Path) -> None:
    with client_of(db, limits=generous(upload_bytes=1_000)) as client:
        sign_in(client)
        assert check(client, text="x" * 2_000, keep="1").status_code == 422
        assert list_kept(store_of(client)).total == 0


def test_opening_often_must_wait_and_a_check_is_made_once(db: Path) -> None:
    kinds = dict(Limits().per_minute) | {"check": 2}
    with client_of(db, clock=Clock(), limits=Limits(per_minute=tuple(kinds.items()))) as client:
        sign_in(client)
        address = kept_address(check(client, keep="1").text)  # the first
        assert "Không có gì khác." in client.get(address).text  # the second: it was made and is remembered
        for path in ("", "/report.html", "/report.docx", "/report.xlsx"):
            assert client.get(address + path).status_code == 200
        client.cookies.set("lang", "en")
        waiting = client.get(address)
        assert waiting.status_code == 429
        assert int(waiting.headers["retry-after"]) >= 1
        assert client.delete(address.replace("/check/kept", "/api/v1/drafts"), headers=BEARER).status_code == 204


# Names


NAMES = [
    ('"><img src=x onerror=alert(1)>.txt', '"><img src=x onerror=alert(1)>.txt'),
    ("../../../etc/passwd.txt", "passwd.txt"),
    ("C:\\Windows\\win.txt", "win.txt"),
    ("\u202egnp.exe\u202c.txt", "gnp.exe.txt"),
    ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie: x=1.txt"),
    ("a\x00b\u200b.txt", "ab.txt"),
    (".txt", "du-thao.txt"),
    ("..txt", "du-thao.txt"),
    ("{{7*7}}.TXT", "{{7*7}}.txt"),
    ("Kế hoạch" * 60 + ".txt", ("Kế hoạch" * 60)[:120] + ".txt"),
    ("a\ud800.txt", "a.txt"),
]


@pytest.mark.parametrize(("given", "kept"), NAMES)
def test_a_name_is_kept_without_folders_and_controls(given: str, kept: str) -> None:
    assert base_name(given, ".txt") == kept


@pytest.mark.parametrize("name", [*(kept for _, kept in NAMES), "con.txt", 'a";x="b.txt', "a\r\nb.txt", "..", ""])
def test_a_file_is_saved_under_a_name_that_no_system_misreads(name: str) -> None:
    header = disposition(name)
    found = re.fullmatch(r"attachment; filename=\"([A-Za-z0-9._-]+)\"; filename\*=UTF-8''([A-Za-z0-9._~%-]+)", header)
    assert found
    full = unquote(found[2])
    assert not re.search(r'[\\/:*?"<>|]', full)
    assert not full.startswith(".")
    assert full.partition(".")[0].lower() not in {"con", "nul", "aux", "prn"}


@pytest.mark.parametrize(
    "name",
    ['"><img src=x onerror=alert(1)>.txt', "../../x.txt", "\u202etxt.exe.txt", "<script>alert(1)</script>.txt",
     "{{7*7}}.txt", "javascript:alert(1).txt"],
)  # fmt: skip
def test_hostile_names_and_people_change_nothing_but_the_text_shown(client: TestClient, name: str) -> None:
    hostile = '"><img src=x onerror=alert(2)> <script>alert(3)</script>'
    client.get("/login")
    client.post("/login", data={"form": form_token(client), "name": hostile, "token": TOKEN, "next": "/"})
    kept = client.post("/api/v1/drafts", headers=BEARER | {"x-viendan-name": hostile},
                       files={"draft": (name, (DRAFT + name).encode())})  # fmt: skip
    assert kept.status_code == 201
    key = kept.json()["draft"]["sha256"]
    for path in ("/check/kept", f"/check/kept/{key}", "/check"):
        page = client.get(path).text
        assert not re.search(r"<img|<script(?![^>]*\ssrc=\"/assets/)|\son\w+=(?!.*&gt;)|href=\"javascript", page), path
        assert "\u202e" not in page
        assert "49.txt" not in page
    assert "alert(2)" in client.get("/check/kept").text
    for path in ("file", "report.html"):
        answer = client.get(f"/check/kept/{key}/{path}")
        assert answer.status_code == 200
        assert re.fullmatch(r"attachment; filename=\"[A-Za-z0-9._-]+\"; filename\*=UTF-8''[A-Za-z0-9._~%-]+",
                            answer.headers["content-disposition"])  # fmt: skip


@pytest.mark.parametrize("key", ["../../etc/passwd", "..%2f..%2fetc", "x", "A" * 64, NOBODY[:-1], NOBODY + "0"])
def test_no_address_reaches_the_file_system(client: TestClient, key: str) -> None:
    sign_in(client)
    for path in ("", "/file", "/report.html"):
        assert client.get(f"/check/kept/{key}{path}").status_code in {404, 422}
    assert client.get(f"/check/kept/{NOBODY}").status_code == 404


# Programs


def test_programs_do_the_same(client: TestClient) -> None:
    files = {"draft": ("du-thao.txt", DRAFT.encode())}
    made = client.post("/api/v1/drafts", headers=BEARER, files=files)
    assert made.status_code == 201
    draft = made.json()["draft"]
    assert draft["who"] == "Program"
    assert made.json()["report"]["findings"]
    address = made.headers["location"]
    assert address == f"/api/v1/drafts/{draft['sha256']}"
    again = client.post("/api/v1/drafts", headers=BEARER | {"x-viendan-name": "Other"}, files=files)
    assert (again.status_code, again.json()["new"], again.json()["draft"]) == (200, False, draft)
    assert client.get("/api/v1/drafts", headers=BEARER).json()["drafts"] == [draft]
    one = client.get(address, headers=BEARER).json()
    assert one["draft"] == draft
    assert [f["id"] for f in one["now"]["findings"]] == [f["id"] for f in one["then"]["findings"]]
    assert one["changes"] == {"new": [], "gone": [], "altered": [], "instruments": [], "rules": False}
    assert client.get(f"{address}/file", headers=BEARER).content == DRAFT.encode()
    assert client.get(f"{address}/report?form=xlsx", headers=BEARER).content[:2] == b"PK"
    unnamed = {"authorization": BEARER["authorization"]}
    for path in ("/api/v1/drafts", address, f"{address}/file"):
        for headers in ({}, unnamed):
            answer = client.get(path, headers=headers)
            assert (answer.status_code, answer.json()["type"]) == (401, "tag:viendan,2026:problem/login")
    assert client.delete(address, headers=unnamed).status_code == 401
    assert client.delete(address, headers=BEARER).status_code == 204
    assert client.delete(address, headers=BEARER).status_code == 404
    assert client.get(address, headers=BEARER).status_code == 404


def test_the_description_has_the_drafts_with_examples(client: TestClient) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    told = {(path, method): o for path, found in paths.items() if "/drafts" in path for method, o in found.items()}
    assert {(p.removeprefix("/api/v1/drafts"), m) for p, m in told} == {
        ("", "get"), ("", "post"), ("/{sha256}", "get"), ("/{sha256}", "delete"), ("/{sha256}/report", "get"),
        ("/{sha256}/file", "get"),
    }  # fmt: skip
    for (path, method), o in told.items():
        assert o["summary"]
        if method != "delete" and not path.endswith(("/report", "/file")):
            content = next(r["content"] for status, r in o["responses"].items() if status in {"200", "201"})
            assert content["application/json"]["example"]
        assert all(p.get("examples") or p["schema"].get("examples") for p in o.get("parameters", ())
                   if p["name"] in {"sha256", "form"})  # fmt: skip
