"""What waits for a person: what agrees and what is missing of every choice, and looking for another instrument."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from graph.issuer import IssuerContext
from queries.agreement import Agreement, agreement
from queries.queue import queue
from tests.browser import PHONE, pages, served, violations
from tests.browser import sign_in as sign_in_by_hand
from tests.chromium import CHROMIUM, FLAGS
from tests.web import TestClient, client_of, five_store, form_token, generous, sign_in

KNOWN = {
    "type": "Quyết định", "number": "1155", "symbol": "QĐ/TU", "date": "2023-10-20",
    "issuer": "Ban Thường vụ Thành ủy Hải Phòng", "title": "về Quy chế đối thoại giữa người đứng đầu với Nhân dân",
}  # fmt: skip
NOTHING = dict.fromkeys(KNOWN)
HERE = IssuerContext(province_code="31")


@pytest.mark.parametrize(
    ("said", "agrees", "differs", "unsaid"),
    [
        ({}, "", "", "type number symbol date issuer title"),
        (KNOWN, "type number symbol date issuer title", "", ""),
        ({"type": "quyết định", "issuer": "Ban Thường vụ Thành ủy"}, "type issuer", "", "number symbol date title"),
        ({"number": "01155", "date": "2023-10"}, "number date", "", "type symbol issuer title"),
        ({"number": "1156", "date": "2023-10-21", "symbol": "QĐ-TTg"}, "", "number symbol date", "type issuer title"),
        ({"type": "Kế hoạch", "issuer": "Chính phủ"}, "", "type issuer", "number symbol date title"),
        ({"issuer": "Thành ủy Hải Phòng, Tỉnh ủy Hải Dương"}, "", "issuer", "type number symbol date title"),
        ({"title": "về phòng cháy, chữa cháy rừng"}, "", "title", "type number symbol date issuer"),
    ],
)
def test_what_agrees_differs_and_is_not_said(said: dict[str, str], agrees: str, differs: str, unsaid: str) -> None:
    found = agreement(SimpleNamespace(**NOTHING | said), SimpleNamespace(**KNOWN), HERE)
    assert found == Agreement(*(tuple(names.split()) for names in (agrees, differs, unsaid)), likeness=None)


def test_titles_that_are_alike_say_how_far() -> None:
    said = SimpleNamespace(**NOTHING | {"title": "Quy chế đối thoại giữa người đứng đầu và nhân dân xã"})
    found = agreement(said, SimpleNamespace(**KNOWN), HERE)
    assert found.agrees == ("title",)
    assert found.likeness is not None
    assert 80 < found.likeness < 99
    unknown = SimpleNamespace(**KNOWN | {"date": None})
    assert "date" not in agreement(SimpleNamespace(**NOTHING), unknown, HERE).unsaid


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with client_of(five_store(tmp_path / "five.db"), limits=generous()) as made:
        sign_in(made)
        yield made


def test_no_choice_is_said_to_match_entirely(client: TestClient) -> None:
    found = client.get("/api/v1/queue").json()
    choices = [c for item in found["items"] for c in item["candidates"]]
    assert any(c["score"] == 1 for c in choices)
    assert all(c["agreement"]["unsaid"] for c in choices)
    page = client.get("/queue").text
    assert "100 %" not in page
    assert "máy đã chọn" not in page
    assert "máy đã chọn, còn ngờ" in client.get("/queue?kind=doubtful").text
    assert "Khớp: loại văn bản, trích yếu. <strong>Khác: cơ quan ban hành.</strong>" in page  # it names two bodies
    assert "số, ký hiệu, ngày ban hành." in page


def without_candidates(client: TestClient) -> tuple[int, int]:
    """The first citation that is like no instrument, and the page of the queue that it is on."""
    store = client.app.state.desk.store  # type: ignore[attr-defined]
    items = queue(store, limit=100).items
    place = next(k for k, item in enumerate(items) if not item.candidates)
    return items[place].mention, place // 10 * 10


def test_an_instrument_that_was_not_offered_is_looked_for_and_decided_on(client: TestClient) -> None:
    mention, offset = without_candidates(client)
    page = client.get(f"/queue?offset={offset}").text
    assert f'<form method="get" action="/queue#m{mention}"' in page
    (hinted,) = re.findall(rf'hx-get="(/suggest\?mention={mention}[^"]*)"', page)
    told = client.get(f"{unescape(hinted)}&q=chi+thi+33").text
    (address,) = re.findall('data-href="(/queue[^"]*ct-33-ttg-2021[^"]*)"', told)
    assert address.endswith(f"#m{mention}")
    assert 'data-href="/w/' not in client.get(f"{unescape(hinted)}&q=phu+lien").text

    shown = client.get(unescape(address)).text
    form = shown[shown.index(f'action="/queue#m{mention}"') :]
    assert '<a href="/i/ct-33-ttg-2021">' in form[: form.index("</details>")]
    assert "Không có văn bản nào" in client.get(f"/queue?mention={mention}&offset={offset}&q=zzzz").text
    assert client.get("/queue?mention=999999999&q=chi+thi+33").status_code == 200

    said = {"form": form_token(client, "/queue"), "mention": str(mention), "instrument": "ct-33-ttg-2021"}
    assert client.post("/decide/choose", data=said).status_code == 303
    assert client.post("/decide/apply", data={"form": said["form"]}).status_code == 303
    assert mention not in {item.mention for item in queue(client.app.state.desk.store, limit=100).items}  # type: ignore[attr-defined]


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
def test_the_field_suggests_and_leads_back_to_the_citation(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    db = five_store(tmp_path / "five.db")
    with client_of(db) as client:
        mention, offset = without_candidates(client)
    with served(db) as address, sync_playwright() as play:
        chromium: Any = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for page in pages(chromium, address):
            sign_in_by_hand(page)
            page.goto(f"/queue?offset={offset}")
            page.locator(f"#find{mention}").press_sequentially("luat dan chu", delay=20)
            page.locator(f"#find{mention}-list").get_by_role("option").first.wait_for()
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
            page.wait_for_url(f"**/queue?**mention={mention}**")
            found = page.locator("section", has=page.locator(f"#m{mention}"))
            found.get_by_role("button", name="Đúng là văn bản này").first.wait_for(timeout=5_000)
            assert found.bounding_box()["y"] < 768
            assert violations(page) == []
            page.set_viewport_size(PHONE)
            assert violations(page) == []
        chromium.close()
