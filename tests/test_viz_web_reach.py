"""The application in headless Chromium without a mouse, on a telephone, on paper."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import PHONE, pages, served
from tests.chromium import CHROMIUM, FLAGS
from tests.web import five_store

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(five_store(tmp_path_factory.mktemp("reach") / "five.db")) as at:
        yield at


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    yield from pages(chromium, address)


def test_a_note_in_the_margin_lights_up_its_place(page: Any) -> None:
    page.goto("/documents?q=chuong trinh phu lien")
    page.locator("tbody th a").first.click()
    note = page.locator(".mg .note").nth(3)
    start = note.get_attribute("data-of")
    place = page.locator(f"[data-f~='{start}']").first
    assert "lit" not in (place.get_attribute("class") or "")
    note.hover()
    assert "lit" in (place.get_attribute("class") or "")
    page.mouse.move(0, 0)
    note.locator("a").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == f"#f{start}"
    place.hover()
    assert "lit" in (note.get_attribute("class") or "")


def test_a_cell_of_the_matrix_leads_to_its_reason_by_keyboard_and_mouse(page: Any) -> None:
    page.goto("/matrix")
    page.locator(".matrix-box").focus()
    first = "document.activeElement.matches('td[tabindex=\"0\"]')"
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(first):
            break
    assert page.evaluate(first)
    assert page.locator(".matrix td[tabindex='0']").count() == 1
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    cell = page.locator(".matrix tbody tr").nth(0).locator("td").nth(2)
    assert cell.evaluate("cell => cell === document.activeElement")
    unit = page.locator(".matrix tbody tr").nth(0).get_attribute("data-unit")
    said = cell.locator(".sr").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/gaps#u-{unit}")
    row = page.locator(f"#u-{unit}")
    assert row.is_visible()
    assert said in page.locator("section", has=row).locator("h2").inner_text()
    page.go_back()
    page.locator(".matrix tbody tr").nth(1).locator("td").nth(3).click()
    page.wait_for_url("**/gaps#u-*")


def test_on_a_telephone_the_open_page_is_named_in_sight(chromium: Any, address: str) -> None:
    for page in pages(chromium, address, viewport=PHONE):
        for path in ("/", "/findings", "/data"):
            page.goto(path)
            box = page.locator(".top nav [aria-current]").bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= PHONE["width"]


def test_documents_chosen_by_keyboard_have_one_graph(page: Any) -> None:
    page.goto("/documents")
    every = page.get_by_label("chọn tất cả")
    every.focus()
    page.keyboard.press("Space")
    assert page.locator("input[name=g]:checked").count() == 5
    for box in page.locator("input[name=g]").all()[2:]:
        box.focus()
        page.keyboard.press("Space")
    assert not every.is_checked()
    page.get_by_role("button", name="Đồ thị của các văn bản đã chọn").focus()
    page.keyboard.press("Enter")
    page.locator("[data-graph][data-ready]").wait_for()
    assert page.locator("h1").inner_text() == "2 văn bản này cùng dựa trên những văn bản nào?"
    assert page.url.count("g=") == 2
    page.get_by_role("link", name="← Trang đầu").click()
    page.get_by_role("heading", name="Văn bản nào, ai triển khai, ai chưa?").wait_for()


def test_pages_print_without_their_controls(page: Any) -> None:
    page.goto("/i/ct-33-ttg-2021")
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible()
    assert page.locator("#who").is_visible()
    folded = page.locator("#facts details:not([open]) blockquote").first
    assert folded.is_visible()
    assert len(page.pdf(format="A4")) > 10_000
    page.emulate_media(media="screen")
    assert not folded.is_visible()
