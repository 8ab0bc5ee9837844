"""What the tests of the application share: a small store, a client, and the forms that a browser would send."""

import re
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from graph.build import build
from graph.store import open_store
from tests.accuracy import DOCUMENTS
from tests.corpus import fill
from viz.web.app import create_app
from viz.web.rates import Rates
from viz.web.settings import Limits, Settings

with warnings.catch_warnings():
    # starlette asks for httpx2, which has no stable release; the client does the same with httpx
    warnings.filterwarnings("ignore", message="Using `httpx` with `starlette.testclient`")
    from starlette.testclient import TestClient

__all__ = [
    "DOCUMENTS",
    "TOKEN",
    "Clock",
    "TestClient",
    "client_of",
    "five_store",
    "form_token",
    "generous",
    "sign_in",
    "small_store",
]

TOKEN = "mot-ma-truy-cap-dai"
HOST = "http://127.0.0.1:8000"


def small_store(path: Path, documents: int = 60) -> Path:
    with open_store(path, create=True) as store:
        fill(store, documents)
    return path


def five_store(path: Path) -> Path:
    """Of the five documents, without the registry."""
    with open_store(path, create=True) as store:
        build(store, [DOCUMENTS], registry=None)
    return path


def client_of(db: Path, *, clock: Callable[[], float] = time.monotonic, **settings: Any) -> TestClient:
    """A client of the application as a browser on this machine sees it. `clock` is that of the rates."""
    made = Settings(db=db, token=settings.pop("token", TOKEN), **settings)
    app = create_app(made)
    app.state.desk = replace(app.state.desk, rates=Rates(dict(made.limits.per_minute), clock=clock))
    return TestClient(app, base_url=HOST, follow_redirects=False, client=("127.0.0.1", 50000))


class Clock:
    """Stands still until it is put forward: however slow the machine, nothing is refilled between two requests."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def generous(**limits: Any) -> Limits:
    """Limits that a test does not run into by asking often."""
    kinds = ("login", "check", "export", "corpus", "report", "graph", "write", "rebuild")
    return Limits(per_minute=tuple((kind, 1_000_000) for kind in kinds), **limits)


def form_token(client: TestClient, path: str = "/login") -> str:
    found = re.search(r'name="form" value="([^"]+)"', client.get(path).text)
    assert found, f"no form in {path}"
    return found[1]


def sign_in(client: TestClient, name: str = "Trần Thị Bình") -> None:
    answer = client.post("/login", data={"form": form_token(client), "name": name, "token": TOKEN, "next": "/queue"})
    assert answer.status_code == 303, answer.text
