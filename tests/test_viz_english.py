"""English pages speak English: what is Vietnamese on them are names, titles and quotes, and is marked as such."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from graph.build import build
from graph.registry import default_registry
from graph.store import open_store
from queries.findings import report
from queries.findings.draft import check
from queries.findings.keep import refresh
from tests.chromium import CHROMIUM, FLAGS
from tests.web import TestClient, client_of, five_store, form_token, generous, sign_in
from viz.report_html import html, write_checked

ROOT = Path(__file__).parent.parent
DOCUMENTS = ROOT / "data" / "documents"
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


def graphs(ids: dict[str, list[str]]) -> list[dict[str, str]]:
    of_instruments = [{"i": key} for key in ids["i"][:15]]
    return [{}, *of_instruments, *({"d": k} for k in ids["d"]), {"w": ids["w"][0]}, *({"b": b} for b in ids["b"])]


def test_graphs_speak_english(client: TestClient, ids: dict[str, list[str]]) -> None:
    for asked in graphs(ids):
        page = client.get("/graph", params=asked).text
        assert vietnamese(page.replace(re.search("<title>.*</title>", page)[0], "")) == [], asked  # type: ignore[index]


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
def test_what_a_graph_draws_speaks_english(client: TestClient, ids: dict[str, list[str]], tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        for k, asked in enumerate(graphs(ids)[::4]):
            file = tmp_path / f"{k}.html"
            file.write_text(client.get("/graph", params=asked).text, encoding="utf-8")
            page.goto(file.as_uri())
            page.wait_for_selector("[data-graph][data-ready]")
            for card in page.query_selector_all("svg .card")[:12]:
                card.dispatch_event("click")
                assert vietnamese(f'<p lang="en">{page.inner_html("body")}</p>') == [], asked
            page.fill("[data-part=search]", "quyet dinh")
            assert vietnamese(f'<p lang="en">{page.inner_html("body")}</p>') == [], asked
        browser.close()


def test_reports_speak_english(tmp_path: Path) -> None:
    with open_store(tmp_path / "v.db", create=True) as store:
        build(store, [DOCUMENTS], registry=default_registry())
        page = html(store, report(store, lang="en", include_off=True), "en")
        assert vietnamese(page) == []
        draft = tmp_path / "d.txt"
        draft.write_text("KẾ HOẠCH\nCăn cứ Chỉ thị số 33/CT-TTg ngày 31/02/2021.\n", encoding="utf-8")
        write_checked(store, check(store, draft, lang="en"), tmp_path / "d.html", "en")
    assert vietnamese((tmp_path / "d.html").read_text(encoding="utf-8")) == []


def test_findings_write_days_as_other_english_pages_do(tmp_path: Path) -> None:
    """But in quotes, which stay as the document has them, and in what is pasted into one."""
    with open_store(five_store(tmp_path / "a.db")) as store:
        vi, en = (report(store, lang=lang, include_off=True).findings for lang in ("vi", "en"))
    said = [re.sub("“[^”]*”", "", f.message) for f in en]
    assert [m for m in said if re.search(r"\b\d{1,2}/\d{1,2}/\d{4}\b", m)] == []
    assert sum(bool(re.search(r"\b\d{4}-\d\d-\d\d\b", m)) for m in said) > 5
    assert [f.message for f in vi if re.search(r"\b\d{4}-\d\d-\d\d\b", f.message)] == []


def test_no_rule_writes_a_vietnamese_day_in_english() -> None:
    parts = [part for _, said in english_arguments() for part in ast.walk(said)]
    calls = [ast.unparse(part) for part in parts if isinstance(part, ast.Call)]
    assert len(calls) > 20
    assert [c for c in calls if c.startswith("on(") or ".vi" in c] == []


def english_arguments() -> Iterator[tuple[str, ast.expr]]:
    """What rules say in English."""
    for file in sorted((ROOT / "queries" / "findings").glob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in ("say", "Said") and len(call.args) == 2:
                yield file.name, call.args[1]


def english_of_rules() -> Iterator[tuple[str, str]]:
    """What rules say in English, without what they put into their sentences."""
    for file, said in english_arguments():
        for part in ast.walk(said):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield file, part.value


def test_findings_speak_english() -> None:
    said = list(english_of_rules())
    assert len(said) > 100
    assert not [(file, part) for file, part in said if TONED.search(SYMBOL.sub("", part))]


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
