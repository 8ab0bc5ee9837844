"""What the tests of the application share: a small store, a client, and the forms that a browser would send."""

import re
import warnings
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from graph.build import build
from graph.store import open_store
from tests.accuracy import DOCUMENTS
from tests.corpus import fill
from viz.web.app import create_app
from viz.web.settings import Limits, Settings

with warnings.catch_warnings():
    # starlette asks for httpx2, which has no stable release; the client does the same with httpx
    warnings.filterwarnings("ignore", message="Using `httpx` with `starlette.testclient`")
    from starlette.testclient import TestClient

__all__ = [
    "DOCUMENTS",
    "TOKEN",
    "TestClient",
    "client_of",
    "five_store",
    "form_token",
    "generous",
    "sign_in",
    "small_store",
    "stop_rates",
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


def client_of(db: Path, **settings: Any) -> TestClient:
    """A client of the application as a browser on this machine sees it."""
    made = Settings(db=db, token=settings.pop("token", TOKEN), **settings)
    return TestClient(create_app(made), base_url=HOST, follow_redirects=False, client=("127.0.0.1", 50000))


def generous(**limits: Any) -> Limits:
    """Limits that a test does not run into by asking often."""
    kinds = ("login", "check", "export", "corpus", "graph", "write", "rebuild")
    return Limits(per_minute=tuple((kind, 1_000_000) for kind in kinds), **limits)


def stop_rates(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time passes for the rates: however slow the machine, nothing is refilled between two requests."""
    monkeypatch.setattr("viz.web.rates.time", SimpleNamespace(monotonic=lambda: 0.0))


def form_token(client: TestClient, path: str = "/login") -> str:
    found = re.search(r'name="form" value="([^"]+)"', client.get(path).text)
    assert found, f"no form in {path}"
    return found[1]


def sign_in(client: TestClient, name: str = "Trần Thị Bình") -> None:
    answer = client.post("/login", data={"form": form_token(client), "name": name, "token": TOKEN, "next": "/queue"})
    assert answer.status_code == 303, answer.text
