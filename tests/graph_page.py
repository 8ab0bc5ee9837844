"""A page on a graph view in Chromium, as the tests of it share it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.chromium import CHROMIUM, FLAGS
from viz.view import GraphView, render


def started() -> Iterator[Any]:
    """Chromium, until the tests of a module are done."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


class Opened:
    """A page on a view, which fails at its end if the console, the network or a script of a document said anything."""

    def __init__(self, browser: Any, folder: Path, **context: Any) -> None:
        self.context = browser.new_context(
            **{"viewport": {"width": 1366, "height": 768}, "accept_downloads": True} | context
        )
        self.page = self.context.new_page()
        self.folder = folder
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(f"dialog: {dialog.message}"))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def show(self, view: GraphView, hash_: str = "", links: dict[str, str] | None = None) -> Any:
        file = self.folder / "view.html"
        file.write_text(render(view, links=links), encoding="utf-8")
        self.page.goto(file.as_uri() + hash_)
        self.page.wait_for_selector("[data-graph][data-ready]")
        return self.page

    def close(self) -> None:
        self.context.close()
        assert self.said == []
        assert [url for url in self.asked if not url.startswith(("file:", "data:", "blob:"))] == []


def cards(page: Any) -> list[str]:
    return list(page.eval_on_selector_all(".card", "all => all.map(card => card.dataset.id)"))


def boxes(page: Any) -> list[dict[str, float]]:
    return list(
        page.eval_on_selector_all(
            ".card .box",
            "all => all.map(box => box.getBoundingClientRect().toJSON())",
        )
    )
