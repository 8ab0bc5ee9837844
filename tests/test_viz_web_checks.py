"""Checks of drafts: a few at a time, each made once, in no cache."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.web import TOKEN, Clock, TestClient, client_of, form_token, generous, sign_in, small_store
from viz.web import pages_check
from viz.web.checks import Busy, Checks
from viz.web.rates import TooOften
from viz.web.settings import Limits
from viz.web.upload import Checked, UploadError

BEARER = {"authorization": f"Bearer {TOKEN}", "x-viendan-name": "Program"}
DRAFT = {"draft": ("a.txt", "KẾ HOẠCH\n\nCăn cứ Nghị định số 30/2020/NĐ-CP;\n".encode())}
KEY = ("a" * 64, 1, "vi")
CHECKED = Checked({"findings": []}, {})


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_store(tmp_path_factory.mktemp("checks") / "kho.db", 3)


@pytest.fixture
def client(db: Path) -> Iterator[TestClient]:
    with client_of(db, limits=generous()) as made:
        yield made


def free() -> None:
    """Nobody asked too often."""


class Making:
    """A check that takes until it is let go."""

    def __init__(self, outcome: Checked | Exception = CHECKED) -> None:
        self.outcome = outcome
        self.begun, self.go = threading.Event(), threading.Event()
        self.times = 0

    def __call__(self) -> Checked:
        self.times += 1
        self.begun.set()
        assert self.go.wait(20)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


def asked_by(people: int, checks: Checks, making: Making, allow: Callable[[], None] = free) -> list[Any]:
    """What they are given who ask for the same while it is made."""

    def ask() -> Any:
        try:
            return checks.find(KEY, allow, making)
        except UploadError as error:
            return error

    with ThreadPoolExecutor(people) as pool:
        asked = [pool.submit(ask)]
        assert making.begun.wait(20)
        asked += [pool.submit(ask) for _ in range(people - 1)]
        time.sleep(0.2)  # for who would not wait
        making.go.set()
        return [a.result(20) for a in asked]


def test_of_those_who_ask_for_the_same_one_makes_it() -> None:
    checks, making, paid = Checks(), Making(), []
    assert asked_by(4, checks, making, lambda: paid.append(1)) == [CHECKED] * 4
    assert (making.times, len(paid)) == (1, 1)
    assert checks.find(KEY, free, making) is CHECKED
    assert making.times == 1


def test_what_failed_failed_for_all_who_waited_and_is_tried_anew() -> None:
    checks, failed = Checks(), UploadError("too-long", "x")
    assert asked_by(3, checks, Making(failed)) == [failed] * 3
    assert checks.find(KEY, free, lambda: CHECKED) is CHECKED


def test_who_asked_too_often_keeps_nobody_else_from_it() -> None:
    checks = Checks()

    def refuse() -> None:
        raise TooOften(3)

    with pytest.raises(TooOften):
        checks.find(KEY, refuse, lambda: CHECKED)
    assert checks.find(KEY, free, lambda: CHECKED) is CHECKED
    assert checks.find(KEY, refuse, Making()) is CHECKED


def test_a_draft_that_is_deleted_while_it_is_checked_is_not_remembered() -> None:
    checks, making = Checks(), Making()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(checks.find, KEY, free, making)
        assert making.begun.wait(20)
        checks.forget(KEY[0])
        making.go.set()
        assert asked.result(20) is CHECKED
    again = Making()
    again.go.set()
    assert checks.find(KEY, free, again) is CHECKED
    assert again.times == 1


def test_a_few_are_checked_at_a_time_and_who_waits_too_long_is_told() -> None:
    async def run() -> tuple[int, int]:
        checks, now, most, told = Checks(at_once=2, patience=0.3), 0, 0, 0

        async def one(seconds: float) -> None:
            nonlocal now, most, told
            try:
                async with checks.turn():
                    now += 1
                    most = max(most, now)
                    await asyncio.sleep(seconds)
                    now -= 1
            except Busy:
                told += 1

        await asyncio.gather(*(one(0.05) for _ in range(8)))
        assert told == 0
        await asyncio.gather(*(one(1.0) for _ in range(5)))
        async with checks.turn(), checks.turn():  # all turns were given back
            return most, told

    assert asyncio.run(run()) == (2, 3)


def test_many_who_have_drafts_checked_keep_nobody_from_the_pages(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    making = Making()
    monkeypatch.setattr("viz.web.api.check_draft", lambda *_about: making())
    with ThreadPoolExecutor(20) as pool:
        asked = [pool.submit(client.post, "/api/v1/check", headers=BEARER, files=DRAFT) for _ in range(20)]
        assert making.begun.wait(20)
        assert client.get("/documents").status_code == 200
        making.go.set()
        assert [a.result(20).status_code for a in asked] == [200] * 20


def test_who_waits_too_long_is_told_in_one_sentence(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = client.app.state.desk  # type: ignore[attr-defined]
    monkeypatch.setattr(client.app.state, "desk", replace(desk, checks=Checks(at_once=0, patience=0.01)))  # type: ignore[attr-defined]
    answer = client.post("/api/v1/check", headers=BEARER, files=DRAFT)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert answer.json()["title"] == "Đang có nhiều văn bản được soát. Hãy đợi một phút rồi thử lại."
    page = client.post("/check", data={"form": form_token(client, "/check")}, files=DRAFT)
    assert page.status_code == 503
    assert "Đang có nhiều văn bản được soát." in page.text


def test_a_check_is_counted_before_it_waits(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with client_of(db, clock=Clock(), limits=Limits(per_minute=(("check", 1), ("write", 9)))) as client:
        desk = client.app.state.desk  # type: ignore[attr-defined]
        monkeypatch.setattr(client.app.state, "desk", replace(desk, checks=Checks(at_once=0, patience=0.01)))  # type: ignore[attr-defined]
        for path in ("/api/v1/check", "/api/v1/drafts"):
            desk.rates._buckets.clear()
            codes = [client.post(path, headers=BEARER, files=DRAFT).status_code for _ in range(2)]
            assert codes == [503, 429], path


def test_a_check_does_not_use_up_the_time_of_what_comes_after_it(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viz.web.deadline._STEPS", 1)
    check = pages_check.check_draft

    def slow(*about: Any) -> Checked:
        time.sleep(1.0)
        return check(*about)

    monkeypatch.setattr("viz.web.pages_check.check_draft", slow)
    with client_of(db, limits=generous(seconds=1.0)) as client:
        sign_in(client)
        answer = client.post("/check", data={"form": form_token(client, "/check"), "keep": "1"}, files=DRAFT)
    assert answer.status_code == 200, answer.text
    assert "Đã lưu." in answer.text


# In no cache


def test_nothing_of_a_draft_stays_in_a_cache(client: TestClient) -> None:
    sign_in(client)
    made = client.post("/api/v1/drafts", headers=BEARER, files={"draft": ("b.txt", b"KE HOACH")})
    api = made.headers["location"]
    page = api.replace("/api/v1/drafts", "/check/kept")
    form = {"form": form_token(client, "/check")}
    answers = [
        made,
        *(client.get(path) for path in ("/check", "/check/kept", page, f"{page}/file", f"{page}/report.html")),
        *(client.get(path, headers=BEARER) for path in ("/api/v1/drafts", api, f"{api}/file", f"{api}/report")),
        client.post("/check", data=form, files=DRAFT),
        client.post("/check", data=form, files={"draft": ("a.exe", b"x")}),
        client.post("/api/v1/check", headers=BEARER, files=DRAFT),
        client.post("/api/v1/check", headers=BEARER, files={"draft": ("a.exe", b"x")}),
        client.get("/check/kept/" + "0" * 64),
        client.post(f"{page}/delete", data=form),
        client.delete(api, headers=BEARER),
    ]
    assert {a.status_code for a in answers} == {200, 201, 303, 404, 422}
    assert {a.headers["cache-control"] for a in answers} == {"no-store"}
    client.cookies.clear()
    assert client.get(page).headers["cache-control"] == "no-store"
    assert client.get("/documents").headers["cache-control"] == "no-cache"


def test_every_address_of_drafts_is_one_that_no_cache_keeps(client: TestClient) -> None:
    from viz.web import api_drafts, pages_kept
    from viz.web.guard import UNKEPT

    routes = [*pages_check.router.routes, *pages_kept.router.routes]
    paths = [r.path for r in routes] + [f"/api/v1{r.path}" for r in api_drafts.router.routes if "drafts" in r.path]  # type: ignore[attr-defined]
    assert len(paths) > 10
    assert [p for p in paths if not p.startswith(UNKEPT)] == []
