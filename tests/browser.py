"""What the tests in Chromium share: a page that is watched, signing in, what axe says."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.web import TOKEN, generous

LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


@contextmanager
def served(db: Path) -> Iterator[str]:
    """The application on a free port of this machine; gives its address."""
    import uvicorn

    from viz.web.app import create_app
    from viz.web.settings import Settings

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(Settings(db=db, port=port, token=TOKEN, limits=generous()))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


def pages(chromium: Any, address: str, **context: Any) -> Iterator[Any]:
    """One page, on a laptop. At its end, nothing was said on the console and nobody else was asked."""
    opened = chromium.new_context(**{"viewport": LAPTOP, "base_url": address, "accept_downloads": True} | context)
    made = opened.new_page()
    said: list[str] = []
    asked: list[str] = []
    made.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    made.on("pageerror", lambda error: said.append(str(error)))
    made.on("dialog", lambda dialog: said.append(f"dialog: {dialog.message}"))
    made.on("request", lambda request: asked.append(request.url))
    yield made
    opened.close()
    assert [line for line in said if "status of 422" not in line] == []
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def sign_in(page: Any, name: str = "Trần Thị Bình") -> None:
    page.goto("/login?next=/queue")
    page.get_by_label("Họ tên").fill(name)
    page.get_by_label("Mã truy cập").fill(TOKEN)
    page.locator("main").get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/queue")


def violations(page: Any) -> list[Any]:
    """What axe says of the page, and by how much it is wider than the screen."""
    from axe_playwright_python.sync_playwright import Axe

    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
    found = Axe().run(page, options=rules).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [(v["id"], [n["target"] for n in v["nodes"][:3]]) for v in found] + ([("wide", wide)] if wide > 0 else [])


def violations_both(page: Any) -> list[Any]:
    """On a telephone in the dark, and on a laptop by day."""
    found = []
    for size, scheme in ((PHONE, "dark"), (LAPTOP, "light")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        found += violations(page)
    return found
