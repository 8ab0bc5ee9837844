"""Where the pages lead: from a status to its reason, from a task to its bodies, from an instrument to its findings."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from graph.build import build
from graph.registry import default_registry
from graph.store import open_store
from tests.browser import LAPTOP, PHONE, pages, served, violations
from tests.chromium import CHROMIUM, FLAGS
from tests.web import DOCUMENTS, TestClient, client_of, generous, small_store

PLAN = """ỦY BAN NHÂN DÂN
PHƯỜNG {unit}

Số: 62/KH-UBND
{unit}, ngày {day} tháng 6 năm 2026

KẾ HOẠCH
Thực hiện công tác khuyến học

Căn cứ Kế hoạch số 149/KH-UBND ngày 09/5/2023 của Ủy ban nhân dân thành phố về thi hành Luật Thực hiện dân chủ;
"""


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("links")
    (folder / "in").mkdir()
    for day, unit in (("05", "HỒNG BÀNG"), ("06", "LÊ CHÂN")):
        (folder / "in" / f"{day}.txt").write_text(PLAN.format(unit=unit, day=day), encoding="utf-8")
    with open_store(folder / "seven.db", create=True) as store:
        build(store, [DOCUMENTS, folder / "in"], registry=default_registry())
    return folder / "seven.db"


@pytest.fixture(scope="module")
def client(db: Path) -> Iterator[TestClient]:
    with client_of(db, limits=generous()) as made:
        yield made


def key_of(client: TestClient, query: str) -> str:
    return str(client.get("/api/v1/lookup", params={"q": query}).json()["instrument"]["id"])


def test_a_relation_to_a_plan_names_the_ward_that_issued_it(client: TestClient) -> None:
    page = client.get(f"/i/{key_of(client, '149/KH-UBND 2023')}").text
    said = re.findall(r'Kế hoạch 62/KH-UBND</a><span lang="vi">, ([^<]+)</span>', page)
    assert {"phường Hồng Bàng", "phường Lê Chân"} <= set(said)


def test_an_instrument_leads_to_its_graph_and_to_as_many_findings_as_it_says(client: TestClient) -> None:
    client.get("/findings")
    key = key_of(client, "Chỉ thị 33/CT-TTg")
    page = client.get(f"/i/{key}").text
    head = page[: page.index('aria-label="Trong trang này"')]
    assert f'href="/graph?i={key}"' in head
    (number,) = re.findall(rf'href="/findings\?instrument={key}">(\d+) chỗ cần xem lại', head)
    assert int(number) == client.get(f"/api/v1/report?instrument={key}").json()["page"]["total"] > 0
    assert client.get(f"/findings?instrument={key}").text.count('<article class="finding"') == min(int(number), 25)


def test_a_status_leads_to_the_line_of_the_unit(client: TestClient) -> None:
    key = key_of(client, "Chỉ thị 33/CT-TTg")
    reasons = client.get(f"/i/{key}/gaps").text
    lines = set(re.findall(r'id="(u-\d+)"', reasons))
    assert lines == {f"u-{u['code']}" for u in client.get(f"/api/v1/gaps?q={key}").json()["units"]}
    for page in (client.get(f"/i/{key}").text, reasons):
        for address in re.findall(rf'href="(?:/i/{key}/gaps)?#(s-\w+)"', page):
            assert f'id="{address}"' in reasons
    for code in ("11446", "00004"):
        ward = client.get(f"/w/{code}").text
        for unit in re.findall(rf'href="/i/{key}/gaps#(u-\d+)"', ward):
            assert unit in lines


def test_an_instruments_page_asks_no_more_the_more_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viz.web.ahead.Ahead._make", lambda *_: None)  # its pages ask, too
    asked: list[str] = []

    def note(*about: Any) -> None:
        if threading.current_thread().name.startswith("lane"):  # what is read ahead is no part of the page
            asked.append(about[2])

    shown: dict[str, tuple[int, int]] = {}
    with client_of(small_store(tmp_path / "many.db", 200), limits=generous()) as client:
        store = client.app.state.desk.store  # type: ignore[attr-defined]
        event.listen(store.engine, "before_cursor_execute", note)
        for it in client.get("/api/v1/instruments?limit=60").json()["instruments"]:
            client.get(f"/i/{it['id']}?as_of=2026-10-01")  # what is kept of the corpus is worked out
            asked.clear()
            page = client.get(f"/i/{it['id']}?as_of=2026-10-02").text
            shown[it["id"]] = (page.count("<li"), len(asked))
    rows, queries = zip(*shown.values(), strict=True)
    assert max(rows) - min(rows) > 40, shown
    assert max(queries) - min(queries) <= 6, shown  # chains, documents of its own, rival values: one for all of each


def test_tasks_lead_to_the_pages_of_their_bodies(client: TestClient) -> None:
    found = 0
    documents = client.get("/api/v1/documents").json()["documents"]
    law = key_of(client, "Luật Thực hiện dân chủ ở cơ sở")
    for path in (*(f"/d/{d['id']}" for d in documents), f"/i/{law}", "/w/11446"):
        for address in set(re.findall(r'href="(/b\?name=[^"]+)"', client.get(path).text)):
            found += 1
            assert client.get(address.replace("&amp;", "&")).status_code == 200, address
    assert found > 20
    margin = client.get(f"/d/{next(d['id'] for d in documents if d['tasks'])}").text
    assert re.search(r'class="of-task"><span class="tag"[^>]*>[^<]*</span> Chủ trì: <a href="/b\?name=', margin)
    assert client.get("/b?name=khong-co").status_code == 404


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
def test_by_hand(db: Path) -> None:
    """Sorting the scores on a telephone; the bodies of a task in the panel of a graph; a cell of the matrix."""
    from playwright.sync_api import sync_playwright

    with served(db) as address, sync_playwright() as play:
        chromium: Any = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for page in pages(chromium, address):
            page.goto("/")
            assert not page.locator("#sort").is_visible()
            page.set_viewport_size(PHONE)
            page.locator("#sort").select_option("name")
            page.wait_for_url("**/?sort=name#board")
            names = page.locator(".board tbody th").all_inner_texts()
            assert names == sorted(names, key=lambda name: name.split(" ", 1)[1])
            assert violations(page) == []

            page.set_viewport_size(LAPTOP)
            page.goto("/graph?b=Phòng Văn hóa - Xã hội")
            page.locator(".card.k-task").first.click(timeout=5_000)
            page.locator("dd a[href^='/b?name=']").first.click()
            page.wait_for_url("**/b?name=*")

            page.goto("/matrix?all=true")
            page.locator("td.s-no_documents").first.click()
            page.wait_for_url(re.compile("/gaps#u-"))
            assert page.locator(":target").count() == 1
        chromium.close()
