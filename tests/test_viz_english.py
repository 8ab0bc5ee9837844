"""English pages speak English: what is Vietnamese on them are names, titles and quotes, and is marked as such."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from graph.build import build
from graph.registry import default_registry
from graph.store import open_store
from queries.findings.keep import refresh
from tests.web import TestClient, client_of, form_token, generous, sign_in

DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"
TONED = re.compile("[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)
SYMBOL = re.compile(r"\S*[/-][A-ZĐ]\S*|\b[A-ZĐ]{2,}\b")
SAID = ("title", "aria-label", "placeholder", "alt", "data-done", "label")
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"])
PAGES = (
    "/", "/instruments", "/instruments?conflict=true", "/documents", "/bodies", "/matrix", "/matrix?all=true", "/queue",
    "/queue?kind=doubtful", "/judgements", "/findings", "/check", "/data", "/login", "/search?q=chi+thi+33",
    "/search?q=33", "/search?q=khong+co+gi+ca+zzz", "/suggest?q=chi+thi", "/i/khong-co", "/matrix?since=x",
)  # fmt: skip


class Spoken(HTMLParser):
    """The texts of a page with the language that each is in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        lang = given.get("lang") or (self.open[-1][1] if self.open else "")
        self.texts += [(lang, given[name] or "") for name in SAID if name in given]
        if tag not in VOID:
            self.open.append((tag, lang))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] not in ("script", "style", "code"):
            self.texts.append((self.open[-1][1], data))


def vietnamese(html: str) -> list[str]:
    """Texts that are Vietnamese and not said to be."""
    page = Spoken()
    page.feed(html)
    return [t.strip() for lang, t in page.texts if lang != "vi" and TONED.search(SYMBOL.sub("", t))]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    db = tmp_path_factory.mktemp("english") / "v.db"
    with open_store(db, create=True) as store:
        build(store, [DOCUMENTS], registry=default_registry())
        refresh(store)
    with client_of(db, limits=generous()) as client:
        client.cookies.set("lang", "en")
        yield client


@pytest.fixture(scope="module")
def ids(client: TestClient) -> dict[str, list[str]]:
    documents = client.get("/api/v1/documents").json()["documents"]
    bodies = client.get("/api/v1/bodies?limit=3").json()["bodies"]
    return {
        "i": [i["id"] for i in client.get("/api/v1/instruments?limit=200").json()["instruments"]],
        "d": [d["id"] for d in documents],
        "w": [*sorted({d["unit"]["code"] for d in documents if d["unit"]}), "00004"],
        "b": [b["name"] for b in bodies],
    }


@pytest.mark.parametrize("path", PAGES)
def test_a_page_speaks_english(client: TestClient, path: str) -> None:
    assert vietnamese(client.get(path).text) == []


@pytest.mark.parametrize("kind", ["i", "d", "w"])
def test_pages_of_things_speak_english(client: TestClient, ids: dict[str, list[str]], kind: str) -> None:
    for key in ids[kind]:
        answer = client.get(f"/{kind}/{key}")
        assert answer.status_code == 200
        assert vietnamese(answer.text) == [], key


def test_a_body_speaks_english(client: TestClient, ids: dict[str, list[str]]) -> None:
    for name in ids["b"]:
        assert vietnamese(client.get("/b", params={"name": name}).text) == []


def test_every_page_of_findings_speaks_english(client: TestClient) -> None:
    for offset in range(0, 200, 25):
        assert vietnamese(client.get("/findings", params={"offset": offset}).text) == []


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("rong.txt", b""),
        ("hong.docx", b"PK\x03\x04 hong"),
        ("anh.txt", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("nhac.mp3", b"x"),
        ("du-thao.txt", "KẾ HOẠCH\nCăn cứ Chỉ thị số 33/CT-TTg ngày 31/02/2021.\nThực hiện các các việc.".encode()),
    ],
)
def test_a_check_speaks_english(client: TestClient, name: str, body: bytes) -> None:
    form = {"form": form_token(client, "/check")}
    answer = client.post("/check", data=form, files={"draft": (name, body)}, follow_redirects=True)
    assert vietnamese(answer.text) == []


def test_pages_of_who_writes_speak_english(client: TestClient, ids: dict[str, list[str]]) -> None:
    sign_in(client)
    try:
        for path in ("/queue", "/findings", "/judgements", f"/i/{ids['i'][0]}"):
            assert vietnamese(client.get(path).text) == []
    finally:
        client.post("/logout", data={"form": form_token(client, "/queue")})
        client.cookies.set("lang", "en")


def test_a_sheet_speaks_english(client: TestClient, ids: dict[str, list[str]]) -> None:
    heads, *rows = client.get(f"/i/{ids['i'][0]}/gaps.csv").text.lstrip("\ufeff").splitlines()
    assert not TONED.search(heads)
    assert any("document" in row for row in rows)


def test_the_api_keeps_its_vietnamese(client: TestClient, ids: dict[str, list[str]]) -> None:
    assert "áp dụng" in client.get("/api/v1/gaps", params={"q": ids["i"][0]}).json()["scope"]["reason"]


def test_interface_text_in_vietnamese_is_found() -> None:
    page = '<html lang="en"><p title="Đóng">Close</p><p lang="vi">Đóng</p><p>Kế <b lang="vi">Kế</b> hoạch</p></html>'
    assert vietnamese(page) == ["Đóng", "Kế", "hoạch"]
    assert vietnamese('<html lang="en"><p>Decree 30/2020/NĐ-CP</p></html>') == []
