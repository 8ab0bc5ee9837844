"""What never reaches the application, and what every answer carries."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from graph.store import open_store
from tests.web import TOKEN, Clock, TestClient, client_of, form_token, generous, sign_in, small_store
from viz.web.deadline import DEADLINE, is_timeout, limit_time
from viz.web.errors import problem_of
from viz.web.rates import Rates, TooOften
from viz.web.settings import Access, Limits, Settings, UnsafeSettings, is_loopback


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_store(tmp_path_factory.mktemp("guard") / "corpus.db", 12)


@pytest.fixture
def client(db: Path) -> Iterator[TestClient]:
    with client_of(db, limits=generous()) as made:
        yield made


PAGES = ("/", "/instruments", "/matrix", "/api/v1/state", "/khong-co", "/assets/x/y", "/login")


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/instruments", "/documents", "/matrix", "/queue", "/check", "/login", "/data"])
def test_pages_have_no_script_style_or_handler_of_their_own(client: TestClient, path: str) -> None:
    text = client.get(path).text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r'(src|href|action)="(https?:)?//', text)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", "", "localhost.evil.example"])
def test_an_unknown_host_name_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000"])
def test_the_names_of_this_machine_are_known(client: TestClient, host: str) -> None:
    assert client.get("/data", headers={"host": host}).status_code == 200


def test_a_stated_host_name_is_known(db: Path) -> None:
    with client_of(db, allowed_hosts=("viendan.example",)) as client:
        assert client.get("/data", headers={"host": "viendan.example"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://127.0.0.1:9999"},
    ],
)
def test_a_change_asked_for_by_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    form = {"form": form_token(client), "name": "A", "token": TOKEN}
    assert client.post("/login", data=form, headers=headers).status_code == 403


def test_a_body_that_is_too_long_is_refused(client: TestClient) -> None:
    assert client.post("/login", content=b"x" * 70_000).status_code == 413


def test_a_body_that_lies_about_its_length_is_refused(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(40):
            yield b"a=" + b"x" * 5_000

    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/login", content=pieces(), headers=headers).status_code == 413


def test_an_address_that_is_too_long_is_refused(client: TestClient) -> None:
    assert client.get("/search", params={"q": "x" * 9000}).status_code == 414


@pytest.mark.parametrize(
    "path",
    ["/assets/../web/app.py", "/assets/x/..%2f..%2fweb%2fapp.py", "/assets/x//etc/passwd", "/d/..%2f..%2fetc%2fpasswd"],
)
def test_no_path_reaches_the_file_system(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_form_without_its_token_changes_nothing(client: TestClient) -> None:
    sign_in(client)
    for form in ({}, {"form": ""}, {"form": "abc"}, {"form": "A" * 43}):
        data = {**form, "mention": "1", "instrument": "x"}
        assert client.post("/decide/choose", data=data).status_code == 403


def test_the_token_of_another_visit_does_not_do(db: Path, client: TestClient) -> None:
    with client_of(db) as other:
        stolen = form_token(other)
    assert client.get("/login").status_code == 200
    assert client.post("/login", data={"form": stolen, "name": "A", "token": TOKEN}).status_code == 403


def test_form_tokens_differ_each_time_and_all_hold(client: TestClient) -> None:
    first, second = form_token(client), form_token(client)
    assert first != second
    for token in (first, second):
        assert client.post("/logout", data={"form": token}).status_code in (303, 403)


def test_the_cookie_is_closed_to_scripts_and_other_sites(client: TestClient) -> None:
    cookie = client.get("/login").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_a_cookie_with_another_mark_is_nobody(client: TestClient) -> None:
    sign_in(client)
    value = client.cookies["viendan"]
    body, mark = value.split(".")
    client.cookies.set("viendan", f"{body}.{mark[:-4]}AAAA", domain="127.0.0.1")
    assert "Trần Thị Bình" not in client.get("/").text


def test_a_wrong_token_signs_nobody_in(client: TestClient) -> None:
    answer = client.post("/login", data={"form": form_token(client), "name": "A", "token": "sai"})
    assert answer.status_code == 403
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "\n//x"]
)
def test_signing_in_leads_nowhere_else(client: TestClient, target: str) -> None:
    form = {"form": form_token(client), "name": "A", "token": TOKEN, "next": target}
    assert client.post("/login", data=form).headers["location"] == "/"


def test_writing_needs_a_name(client: TestClient) -> None:
    data = {"form": form_token(client), "mention": "1", "instrument": "x"}
    assert client.post("/decide/choose", data=data).status_code == 401


def test_too_many_attempts_must_wait(db: Path) -> None:
    clock = Clock()
    with client_of(db, clock=clock, limits=Limits(per_minute=(("login", 3),))) as client:

        def attempt() -> Any:
            return client.post("/login", data={"form": form_token(client), "token": "x"})

        assert [attempt().status_code for _ in range(5)] == [403, 403, 403, 429, 429]
        wait = int(attempt().headers["retry-after"])
        assert wait == 21  # a third of a minute, and one that is never too early
        clock.now += wait - 2
        assert attempt().status_code == 429
        clock.now += 2
        assert [attempt().status_code for _ in range(2)] == [403, 429]


def test_a_rate_is_refilled_evenly_and_no_further() -> None:
    clock = Clock()
    rates = Rates({"check": 2}, clock=clock)

    def allowed() -> int:
        for n in range(100):
            try:
                rates.spend("check", "a")
            except TooOften:
                return n
        raise AssertionError("no limit")

    assert allowed() == 2
    clock.now += 30
    assert allowed() == 1
    clock.now += 3600
    assert allowed() == 2


def test_callers_do_not_use_up_each_others_rates() -> None:
    rates = Rates({"check": 2}, clock=Clock())
    for caller in ("a", "a", "b", "b"):
        rates.spend("check", caller)
    with pytest.raises(TooOften):
        rates.spend("check", "a")


def test_a_question_that_takes_too_long_is_stopped(db: Path) -> None:
    endless = text("WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n) SELECT max(k) FROM n LIMIT 1")
    with open_store(db) as store:
        limit_time(store)
        with store.read() as connection:
            token = DEADLINE.set(time.monotonic() + 0.05)
            began = time.monotonic()
            with pytest.raises(OperationalError) as stopped:
                connection.execute(endless).all()
            DEADLINE.reset(token)
        assert time.monotonic() - began < 5
        with store.read() as connection:  # the connection serves the next question
            assert connection.execute(text("SELECT 1")).scalar() == 1
    assert is_timeout(stopped.value)
    problem, _, _ = problem_of(stopped.value)
    assert (problem.status, problem.kind) == (503, "too-long")


# Settings


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "may-chu.example"])
def test_an_open_address_needs_a_token_or_a_proxy(host: str) -> None:
    with pytest.raises(UnsafeSettings):
        Settings(db=Path("x"), host=host)
    assert Settings(db=Path("x"), host=host, token=TOKEN, token_given=True).access is Access.TOKEN
    behind = Settings(db=Path("x"), host=host, identity_header="X-User", trusted_proxies=("10.0.0.1",))
    assert behind.access is Access.PROXY


@pytest.mark.parametrize(
    "settings",
    [
        {"identity_header": "X-User"},
        {"trusted_proxies": ("10.0.0.1",)},
        {"identity_header": "X-User", "trusted_proxies": ("proxy",)},
        {"token": "ngan", "token_given": True},
    ],
)
def test_settings_that_would_not_hold_are_refused(settings: dict[str, object]) -> None:
    with pytest.raises(UnsafeSettings):
        Settings(db=Path("x"), **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("host", "yes"), [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("10.0.0.1", False)]
)
def test_loopback_is_known(host: str, yes: bool) -> None:
    assert is_loopback(host) is yes


def test_reading_needs_the_token_at_an_open_address(db: Path) -> None:
    with client_of(db, host="0.0.0.0", token_given=True) as client:
        page = client.get("/matrix")
        assert (page.status_code, page.headers["location"]) == (303, "/login?next=%2Fmatrix")
        assert client.get("/api/v1/state").status_code == 401
        bearer = {"authorization": f"Bearer {TOKEN}"}
        assert client.get("/api/v1/state", headers=bearer).status_code == 200
        assert client.get("/api/v1/state", headers={"authorization": "Bearer sai"}).status_code == 401
        sign_in(client)
        assert client.get("/matrix").status_code == 200


def test_a_proxy_says_who_asks_and_nobody_else_does(db: Path) -> None:
    behind = {"host": "0.0.0.0", "identity_header": "X-User"}
    with client_of(db, trusted_proxies=("127.0.0.0/8",), **behind) as client:
        assert client.get("/api/v1/state").status_code == 401
        answer = client.get("/", headers={"x-user": "Nguyễn Văn An".encode()})
        assert answer.status_code == 200
        assert "Nguyễn Văn An" in answer.text
    with client_of(db, trusted_proxies=("10.9.9.9",), **behind) as client:
        assert client.get("/api/v1/state", headers={"x-user": "An"}).status_code == 401
        sent = client.get("/")
        assert client.get(sent.headers["location"]).status_code == 401, "sent round in a circle"
