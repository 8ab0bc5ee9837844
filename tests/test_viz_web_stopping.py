"""Stopping the application: at once, with all that it started, and nothing left of what was half done."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
import pytest
from click.testing import CliRunner
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from graph.store import open_store
from tests.web import DOCUMENTS, TOKEN, five_store, small_store
from viz.cli import main
from viz.web.apart import Broken, Stopped, kill_all, run_apart
from viz.web.deadline import STOPPING, limit_time
from viz.web.errors import problem_of

BEARER = {"authorization": f"Bearer {TOKEN}"}
SOON = 8.0
"""Seconds; on a machine at rest it takes half of one. What is stopped would take longer."""
MEMORY = 1_500_000_000


@pytest.fixture(scope="module")
def long() -> bytes:
    """A draft that takes half a minute to read."""
    said = b"\n".join(p.read_bytes() for p in sorted(DOCUMENTS.glob("*.txt")))
    return said * (12_000_000 // len(said))


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return five_store(tmp_path_factory.mktemp("stopping") / "kho.db")


@contextmanager
def served(db: Path, folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "viz.cli", "serve", "--db", str(db), "--port", str(port)]
    environment = os.environ | {"VIENDAN_TOKEN": TOKEN, "TMPDIR": str(folder)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, start_new_session=True) as server:
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                httpx.get(f"{address}/api/v1/state", headers=BEARER)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        try:
            yield server, address
        finally:
            server.kill()


def apart(caller: int | None = None) -> list[psutil.Process]:
    """What reads the draft, once it does."""
    for _ in range(200):
        children = psutil.Process(caller).children(recursive=True)
        if found := [c for c in children if "viz.web.confined" in c.cmdline()]:
            return found
        time.sleep(0.05)
    raise AssertionError("nothing was started")


@contextmanager
def checking(address: str, draft: bytes) -> Iterator[list[httpx.Response]]:
    answers: list[httpx.Response] = []

    def ask() -> None:
        try:
            files = {"draft": ("a.txt", draft)}
            answers.append(httpx.post(f"{address}/api/v1/check", headers=BEARER, files=files, timeout=60))
        except httpx.TransportError:
            pass

    asking = threading.Thread(target=ask)
    asking.start()
    yield answers
    asking.join()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("name", "status"), [("SIGINT", 130), ("SIGTERM", 0), ("SIGHUP", 0)])
def test_a_server_that_is_stopped_ends_at_once(db: Path, long: bytes, tmp_path: Path, name: str, status: int) -> None:
    with served(db, tmp_path) as (server, address), checking(address, long) as answers:
        started = apart(server.pid)
        began = time.monotonic()
        server.send_signal(getattr(signal, name))
        _, said = server.communicate(timeout=60)
        assert time.monotonic() - began < SOON
    assert server.returncode == status
    assert not psutil.wait_procs(started, timeout=SOON)[1]
    assert [a.json()["type"] for a in answers] == ["tag:viendan,2026:problem/stopping"]
    assert b"Traceback" not in said
    assert b"ERROR" not in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_what_a_killed_server_started_ends_too(db: Path, long: bytes, tmp_path: Path) -> None:
    with served(db, tmp_path) as (server, address), checking(address, long):
        started = apart(server.pid)
        server.kill()
        assert not psutil.wait_procs(started, timeout=SOON)[1]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_who_presses_ctrl_c_reads_of_nothing_else(tmp_path: Path) -> None:
    """It goes to all that a terminal runs, also to what looks at the findings of a large corpus beside."""
    (tmp_path / "tmp").mkdir()
    with served(small_store(tmp_path / "a.db", 400), tmp_path / "tmp") as (server, address):
        assert httpx.get(f"{address}/findings", headers=BEARER, timeout=60).status_code == 200
        beside = psutil.Process(server.pid).children(recursive=True)
        assert any("look_again" in word for c in beside for word in c.cmdline())
        os.killpg(server.pid, signal.SIGINT)
        _, said = server.communicate(timeout=60)
    assert not psutil.wait_procs(beside, timeout=SOON)[1]
    assert said.decode().split("\n", 1)[1].split() == ["Đã", "dừng."]


# At the start


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("127.0.0.1", "chương trình khác đang dùng cổng này"),
        ("192.0.2.1", "máy này không có địa chỉ đó"),
        ("khong-co.invalid", "không có máy nào tên như vậy"),
    ],
)
def test_an_address_that_cannot_be_had_is_told_in_one_sentence(
    db: Path, monkeypatch: pytest.MonkeyPatch, host: str, said: str
) -> None:
    monkeypatch.setenv("VIENDAN_TOKEN", TOKEN)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = CliRunner().invoke(main, ["serve", "--db", str(db), "--host", host, "--port", port])
    assert ran.exit_code == 1
    sentence = f"Lỗi: Không mở được cổng {port} ở {host} ({said}): hãy chọn địa chỉ hoặc cổng khác.\n"
    assert ran.output == sentence


# Within one process


@pytest.fixture
def stopping() -> Iterator[None]:
    yield
    STOPPING.clear()


def test_what_runs_apart_is_killed_and_nothing_starts_any_more(long: bytes, tmp_path: Path, stopping: None) -> None:
    (tmp_path / "a.txt").write_bytes(long)
    raised: list[BaseException] = []

    def run() -> None:
        try:
            run_apart(["extract", "a.txt", "--json"], str(tmp_path), 60, MEMORY)
        except (Broken, Stopped) as error:
            raised.append(error)

    running = threading.Thread(target=run)
    running.start()
    started = apart()
    began = time.monotonic()
    STOPPING.set()
    kill_all()
    running.join()
    assert time.monotonic() - began < SOON
    assert not psutil.wait_procs(started, timeout=SOON)[1]
    assert [type(e) for e in raised] == [Stopped]
    with pytest.raises(Stopped):
        run_apart(["extract", "a.txt"], str(tmp_path), 60, MEMORY)
    assert problem_of(raised[0])[0].kind == "stopping"  # type: ignore[arg-type]


def test_a_question_does_not_hold_up_who_stops_the_application(db: Path, stopping: None) -> None:
    endless = text("WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n) SELECT max(k) FROM n LIMIT 1")
    with open_store(db) as store:
        limit_time(store)
        threading.Timer(0.2, STOPPING.set).start()
        with store.read() as connection, pytest.raises(OperationalError) as stopped:
            connection.execute(endless).all()
    assert problem_of(stopped.value)[0].kind == "stopping"
