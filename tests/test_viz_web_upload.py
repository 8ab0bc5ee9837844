"""Drafts that are no drafts: too large, swelling, damaged, of another kind, hostile. Each is told in one sentence."""

import io
import struct
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from tests.web import TOKEN, TestClient, client_of, generous, small_store
from viz.web.settings import Limits

BEARER = {"authorization": f"Bearer {TOKEN}", "x-viendan-name": "Program"}
MULTIPART = "multipart/form-data; boundary=x"


def word() -> bytes:
    made, document = io.BytesIO(), docx.Document()
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Căn cứ Nghị định số 30/2020/NĐ-CP;")
    document.save(made)
    return made.getvalue()


WORD = word()


def with_part(name: str, data: bytes) -> bytes:
    """The Word file with other bytes in one part."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORD)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, data if entry.filename == name else old.read(entry))
    return made.getvalue()


def body_of(entities: str, text: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return with_part(
        "word/document.xml",
        f'<?xml version="1.0"?><!DOCTYPE d [{entities}]><w:document xmlns:w="{space}"><w:body>'
        f"<w:p><w:r><w:t>KẾ HOẠCH {text}</w:t></w:r></w:p></w:body></w:document>".encode(),
    )


def zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def sheet() -> bytes:
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    return made.getvalue()


BOMB = with_part("word/document.xml", b" " * 250_000_000)


def lying() -> bytes:
    """The bomb, whose list of parts says that the large one is small."""
    told = bytearray(BOMB)
    at = -1
    while (at := told.find(b"PK\x01\x02", at + 1)) >= 0:
        if struct.unpack("<I", told[at + 24 : at + 28])[0] > 1_000_000:
            told[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(told)


LAUGHS = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_store(tmp_path_factory.mktemp("upload") / "kho.db", 3)


@pytest.fixture(scope="module")
def client(db: Path) -> Iterator[TestClient]:
    with client_of(db, limits=generous(upload_bytes=1_000_000)) as made:
        yield made


def problem(client: TestClient, name: str, body: bytes) -> tuple[int, str, str]:
    """Status and sentence, in Vietnamese and English."""
    told = []
    for lang in ("vi", "en"):
        client.cookies.set("lang", lang)
        answer = client.post("/api/v1/check", headers=BEARER, files={"draft": (name, body)})
        told.append(answer.json().get("detail", answer.json()))
    client.cookies.clear()
    return answer.status_code, *told


@pytest.mark.parametrize(
    ("name", "body", "status", "vi", "en"),
    [
        ("a.txt", b"a" * 1_000_001, 413, "Tệp lớn hơn 1 MB.", "The file is larger than 1 MB."),
        ("a.txt", b"a" * 1_100_000, 413, "Tệp lớn hơn 1 MB.", "The file is larger than 1 MB."),
        ("a.txt", b"", 422, "Tệp rỗng.", "The file is empty."),
        ("a.exe", b"MZ", 422, "Chỉ nhận tệp", "Only files of these kinds"),
        ("a.docx", BOMB, 413, "Tệp nén phình ra quá lớn khi mở.", "The file swells too much"),
        ("a.docx", lying(), 422, "a.docx: Tệp Word bị hỏng", "a.docx: The Word file is damaged"),
        ("a.docx", zipped(**{f"word/{n}": b"" for n in range(6000)}), 413, "Tệp nén phình ra", "The file swells"),
        ("a.docx", WORD[: len(WORD) // 2], 422, "Tệp .docx bị hỏng", "The file is damaged"),
        ("a.docx", b"%PDF-1.4", 422, "Tệp .docx bị hỏng", "The file is damaged"),
        ("a.docx", sheet(), 422, "Tệp có đuôi .docx nhưng bên trong là định dạng khác", "The file is named .docx"),
        ("a.odt", WORD, 422, "Tệp có đuôi .odt nhưng bên trong là định dạng khác", "The file is named .odt"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, 422, "Tệp có mật khẩu, hoặc", "The file has a password"),
        ("a.docx", with_part("word/document.xml", b"<w:p" * 9), 422, "a.docx: Tệp Word bị hỏng", "a.docx: The Word"),
        ("a.docx", body_of(f'<!ENTITY a "aaaaaaaaaa">{LAUGHS}', "&i;"), 422, "a.docx: Tệp Word", "a.docx: The Word"),
        ("a.txt", bytes(range(256)) * 99, 422, "a.txt: Tệp nhị phân", "a.txt: A binary file"),
        ("a.txt", WORD, 422, "a.txt: Đây là tệp nén", "a.txt: This is a file of another kind"),
    ],
    ids=["over", "far over", "empty", "kind", "bomb", "lying bomb", "parts", "cut", "pdf", "sheet", "word as odt",
         "password", "no xml", "laughs", "binary", "word as text"],
)  # fmt: skip
def test_each_is_told_in_one_sentence(
    client: TestClient, name: str, body: bytes, status: int, vi: str, en: str
) -> None:
    code, said, english = problem(client, name, body)
    assert code == status
    for told, sentence in ((said, vi), (english, en)):
        assert told.startswith(sentence)
        assert told.endswith(".")
        assert "\n" not in told
        assert "/tmp" not in told


@pytest.mark.parametrize("entity", ['<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY x SYSTEM "secret.txt">'])
def test_no_file_of_the_machine_gets_into_a_report(client: TestClient, entity: str) -> None:
    answer = client.post("/api/v1/check", headers=BEARER, files={"draft": ("a.docx", body_of(entity, "&x;"))})
    assert "root:" not in answer.text


def test_nothing_that_a_draft_names_is_fetched(client: TestClient) -> None:
    fetched: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            fetched.append(self.path)
            self.send_error(404)

        def log_message(self, *_about: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        there = f"http://127.0.0.1:{server.server_address[1]}"
        kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        with zipfile.ZipFile(io.BytesIO(WORD)) as archive:
            known = archive.read("word/_rels/document.xml.rels")
        outside = "".join(
            f'<Relationship Id="x{n}" Type="{kinds}/{kind}" Target="{there}/{n}" TargetMode="External"/>'
            for n, kind in enumerate(("image", "attachedTemplate", "subDocument", "oleObject"))
        )
        linked = known.replace(b"</Relationships>", outside.encode() + b"</Relationships>")
        page = f'<link rel="stylesheet" href="{there}/a.css"><img src="{there}/a.png"><p>KẾ HOẠCH</p>'
        for name, body in (
            ("a.docx", with_part("word/_rels/document.xml.rels", linked)),
            ("a.docx", body_of(f'<!ENTITY x SYSTEM "{there}/x">', "&x;")),
            ("a.html", page.encode()),
        ):
            answer = client.post("/api/v1/check", headers=BEARER, files={"draft": (name, body)})
            assert answer.status_code == 200, (name, answer.text)
        server.shutdown()
    assert fetched == []


@pytest.mark.parametrize(
    ("limits", "status", "said"),
    [
        (Limits(check_seconds=0.05), 503, ("Đọc tệp mất quá nhiều thời gian nên đã dừng lại.",)),
        (Limits(check_memory=150_000_000), 422, ("Hết bộ nhớ: ", "Không đọc được tệp")),  # wherever it ran out
    ],
    ids=["time", "memory"],
)
def test_what_costs_too_much_is_stopped(db: Path, limits: Limits, status: int, said: tuple[str, ...]) -> None:
    draft = ("KẾ HOẠCH\n" + "Căn cứ Nghị định số 30/2020/NĐ-CP; " * 9 + "\n") * 20_000
    with client_of(db, limits=limits) as client:
        answer = client.post("/api/v1/check", headers=BEARER, files={"draft": ("a.txt", draft)})
    assert answer.status_code == status, answer.text
    assert answer.json()["detail"].startswith(said)


def part(about: str, body: str = "abc") -> bytes:
    return f"--x\r\nContent-Disposition: form-data; {about}\r\n\r\n{body}\r\n".encode()


NO_FILE = "Chưa có tệp nào được gửi lên"
NO_FORM = "Biểu mẫu gửi lên bị hỏng"


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        (MULTIPART, b"", NO_FILE),
        (MULTIPART, b"garbage", NO_FORM),
        ("multipart/form-data", b"no boundary", NO_FORM),
        pytest.param(
            MULTIPART, part('name="draft"; filename="a.txt"'), NO_FILE,  # without its end
            marks=pytest.mark.filterwarnings("ignore:Exception ignored in"),  # starlette leaves what it began
        ),
        (MULTIPART, part('name="draft"; filename=""', "") + b"--x--\r\n", NO_FILE),
        (MULTIPART, part('name="draft"') + b"--x--\r\n", NO_FILE),
        (MULTIPART, part('name="other"; filename="a.txt"') + b"--x--\r\n", NO_FILE),
        (MULTIPART, part('filename="a.txt"') + b"--x--\r\n", NO_FORM),
        (MULTIPART, b"".join(part(f'name="f{n}"; filename="a"') for n in range(2000)) + b"--x--\r\n", NO_FORM),
        (MULTIPART, b"".join(part(f'name="f{n}"') for n in range(2000)) + b"--x--\r\n", NO_FORM),
        ("application/json", b'{"draft": 1}', NO_FILE),
    ],
)  # fmt: skip
def test_a_form_that_holds_no_draft_is_told(client: TestClient, kind: str, body: bytes, said: str) -> None:
    for path in ("/api/v1/check", "/check", "/api/v1/drafts"):
        answer = client.post(path, headers=BEARER | {"content-type": kind}, content=body)
        assert answer.status_code == 422, (path, answer.text)
        assert said in answer.text
