"""The pictures of the documentation, made anew from the five documents: `python -m tests.pictures`."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from graph.build import build
from graph.registry import default_registry
from graph.store import open_store
from tests.accuracy import DOCUMENTS
from tests.browser import LAPTOP, PHONE, served, sign_in
from tests.chromium import CHROMIUM, FLAGS

FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
_WARD, _CENTRAL, _CITY = "/w/11446", "/i/ct-33-ttg-2021", "/i/nq-82-hdnd-hai-phong-2025"
_READ = "/documents?q=chuong trinh phu lien"
PLAIN = {
    "start": "/",
    "search": "/search?q=ke hoach",
    "instrument": _CENTRAL,
    "instruments": "/instruments",
    "documents": "/documents",
    "ward": _WARD,
    "bodies": "/bodies",
    "body": "/b?name=Phòng Văn hóa - Xã hội",
    "matrix": "/matrix",
    "findings": "/findings",
    "data": "/data",
    "login": "/login",
    "graph": "/graph?i=luat-thuc-hien-dan-chu-o-co-so-2022",
}
PHONES = ("start", "instrument", "findings")
DARK = ("instrument", "matrix")


def document(page: Any) -> None:
    page.goto(_READ)
    page.goto(f"{page.locator('tbody th a').first.get_attribute('href')}?line=134")


def gaps(page: Any) -> None:
    page.goto(f"{_CITY}#gaps")


def check(page: Any) -> None:
    page.goto("/check")
    page.locator("#draft").set_input_files(next(DOCUMENTS.glob("phu-lien*")))
    page.locator("main").get_by_role("button", name="Soát", exact=True).click()
    page.locator("#found").wait_for(timeout=60_000)


def typeahead(page: Any) -> None:
    page.goto("/")
    page.locator("#q").press_sequentially("phu li", delay=20)
    page.get_by_role("option").first.wait_for()


def queue(page: Any) -> None:
    sign_in(page)


def judgements(page: Any) -> None:
    """After one was recorded: the last of the pictures, as the store is another then."""
    sign_in(page)
    page.get_by_role("button", name="Đúng là văn bản này").first.click()
    page.goto("/judgements")


ACTED: tuple[Callable[[Any], None], ...] = (document, gaps, check, typeahead, queue, judgements)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        db = Path(folder) / "five.db"
        with open_store(db, create=True) as store:
            build(store, [DOCUMENTS], registry=default_registry())
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with served(db) as address:

            def shoot(name: str, act: Callable[[Any], None], **look: Any) -> None:
                context = browser.new_context(**{"viewport": LAPTOP, "base_url": address} | look)
                page = context.new_page()
                act(page)
                page.wait_for_timeout(400)
                page.screenshot(path=FOLDER / f"{name}.png")
                context.close()

            for name, path in PLAIN.items():
                shoot(name, lambda page, path=path: page.goto(path))  # type: ignore[misc]
            for name in PHONES:
                shoot(f"{name}-phone", lambda page, path=PLAIN[name]: page.goto(path), viewport=PHONE)  # type: ignore[misc]
            shoot("document-phone", document, viewport=PHONE)
            for name in DARK:
                shoot(f"{name}-dark", lambda page, path=PLAIN[name]: page.goto(path), color_scheme="dark")  # type: ignore[misc]
            for act in ACTED:
                shoot(act.__name__, act)
        browser.close()


if __name__ == "__main__":
    main()
