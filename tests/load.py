"""The application under load: sixteen clients at once, over loopback, on a corpus of 20,000 documents (`make bench`).


Each figure is from clients that ask again as soon as they are answered, on instruments, words and wards that differ.
"""

import argparse
import http.client
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil
from sqlalchemy import insert

from graph.schema import meta
from graph.store import Store, open_store
from queries.findings import keep
from tests.corpus import fill
from viz.web.settings import Settings

CLIENTS = 16
READING = 2.0
SERVER = """
import sys
from pathlib import Path
from viz.web.serve import serve
from viz.web.settings import Settings
serve(Settings(db=Path(sys.argv[1]), port=int(sys.argv[2])), quiet=True)
"""


class Browser:
    """A client that keeps its connection, as a browser does."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str) -> bytes:
        self.connection.request("GET", path, headers={"accept-encoding": "gzip", "host": "127.0.0.1"})
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} {path}")
        return body


@contextmanager
def server(db: Path):  # type: ignore[no-untyped-def]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", SERVER, str(db), str(port)], cwd=Path(__file__).parent.parent)
    try:
        for _ in range(200):
            time.sleep(0.1)
            try:
                Browser(port).get("/data")
                break
            except OSError:
                continue
        yield port, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


Asked = dict[str, Callable[[random.Random], str]]
"""By name, an address to ask for."""


def together(
    port: int, address: Callable[[random.Random], str], seconds: float, clients: int, pause: float = 0.0
) -> list[float]:
    """Seconds of every answer that the clients got, each pausing so long on average before it asks again."""
    return mixed(port, {"": address}, seconds, clients, pause)[""]


def mixed(port: int, asked: Asked, seconds: float, clients: int, pause: float = 0.0) -> dict[str, list[float]]:
    """The same where every client asks for one or the other each time."""
    found: dict[str, list[float]] = {name: [] for name in asked}
    failed: list[Exception] = []
    until = time.monotonic() + seconds

    def ask(seed: int) -> None:
        chance, browser = random.Random(f"{seed} {until}"), Browser(port)  # each time others
        try:
            while time.monotonic() < until:
                name = chance.choice(list(asked))
                path = asked[name](chance)
                start = time.perf_counter()
                browser.get(path)
                found[name].append(time.perf_counter() - start)
                time.sleep(chance.uniform(0, 2 * pause))
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=ask, args=(k,)) for k in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return {name: sorted(times) for name, times in found.items()}


def figures(found: list[float]) -> str:
    def at(share: float) -> float:
        return found[min(len(found) - 1, int(len(found) * share))] * 1e3

    return f"{at(0.5):8.1f} {at(0.95):8.1f} {at(0.99):8.1f} ms   {len(found):6} answers"


def run(db: Path, seconds: float, clients: int) -> None:
    with server(db) as (port, process):
        browser = Browser(port)
        start = time.perf_counter()
        browser.get("/")
        print(f"first page of a cold application: {time.perf_counter() - start:.2f} s")
        start = time.perf_counter()
        browser.get("/matrix")
        print(f"first matrix: {time.perf_counter() - start:.2f} s")
        spent = -1.0
        while _cpu(process) - spent > 0.05:  # what it reads on by itself
            spent = _cpu(process)
            time.sleep(1)
        browser = Browser(port)
        columns: list[dict[str, Any]] = json.loads(_plain(browser.get("/api/v1/matrix?limit=1000")))["columns"]
        ids = [c["id"] for c in columns]
        popular = [c["id"] for c in sorted(columns, key=lambda c: -c["acted"])[:5]]
        words = [
            "chi thi",
            "ke hoach 1",
            "nghi quyet",
            "33",
            "ct ttg",
            "chuyen doi",
            "qd 23",
            "an toan",
            "du lich",
            "nq 8",
        ]
        typed = [w[:k] for w in words for k in range(1, len(w) + 1)]
        asked: Asked = {
            "typeahead": lambda c: (
                "/suggest?" + urlencode({"q": f"{c.choice(typed)}{c.choice(['', ' 1', ' 2', ' 3'])}"})
            ),
            "instrument": lambda c: f"/i/{c.choice(ids)}",
            # the first is made ahead; of a day in the past, or for a program, an answer is made when it is asked for
            "its past": lambda c: f"/i/{c.choice(ids)}?as_of={_day(c)}",
            "gaps": lambda c: "/api/v1/gaps?" + urlencode({"q": c.choice(ids), "as_of": _day(c)}),
            "popular": lambda c: f"/i/{c.choice(popular)}?who={c.randrange(0, 1200)}&as_of={_day(c)}",
            "matrix 200": lambda _: "/matrix?all=true",
            "ward": lambda c: f"/w/{c.choice(['11446', '11737', '11593', '10549', '10816'])}",
            "start": lambda _: "/",
        }
        print(f"{'':14} {'p50':>8} {'p95':>8} {'p99':>8}      ({clients} clients)")
        for name, address in asked.items():
            together(port, address, 0.5, 2)
            spent = _cpu(process)
            found = together(port, address, seconds, clients)
            each = (_cpu(process) - spent) / len(found) * 1e3
            print(f"{name:14} {figures(found)}   {each:6.1f} ms of CPU each", flush=True)
        print("each client one of these after the other:")
        four = {name: asked[name] for name in ("typeahead", "instrument", "gaps", "matrix 200")}
        for name, found in mixed(port, four, seconds, clients).items():
            print(f"{name:14} {figures(found)}", flush=True)
        print(f"{clients} people who read {READING:.0f} s before they ask again:")
        for name in ("typeahead", "instrument", "its past", "gaps"):
            print(f"{name:14} {figures(together(port, asked[name], seconds * 2, clients, READING))}", flush=True)
        print("one client:")
        for name in ("typeahead", "instrument", "its past", "gaps"):
            print(f"{name:14} {figures(together(port, asked[name], seconds / 2, 1))}", flush=True)
        memory = process.memory_info().rss / 1e6
        print(f"memory of the application: {memory:.0f} MB")


def _day(chance: random.Random) -> str:
    return f"2026-{chance.randrange(1, 12):02}-{chance.randrange(1, 29):02}"


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def looked_at(store: Store) -> None:
    """As a build leaves it: with its findings worked out (here, none), which for so many documents takes minutes."""
    with store.write() as connection:
        keep.metadata.create_all(connection)
        connection.execute(meta.delete().where(meta.c.name == keep._STATE))
        connection.execute(insert(meta).values(name=keep._STATE, value=keep._state(connection)))


def _plain(body: bytes) -> bytes:
    import gzip

    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--documents", type=int, default=20_000)
    options.add_argument("--seconds", type=float, default=6.0)
    options.add_argument("--clients", type=int, default=CLIENTS)
    options.add_argument("--db", type=Path, help="a database to keep: made where it is missing")
    given = options.parse_args()
    if given.db:
        missing = not given.db.exists()
        with open_store(given.db, create=True) as store:
            if missing:
                fill(store, given.documents)
            looked_at(store)
        run(given.db, given.seconds, given.clients)
        return
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "corpus.db"
        start = time.perf_counter()
        with open_store(db, create=True) as store:
            fill(store, given.documents)
            looked_at(store)
        print(
            f"{given.documents} documents made in {time.perf_counter() - start:.0f} s, {db.stat().st_size / 1e6:.0f} MB"
        )
        run(db, given.seconds, given.clients)


if __name__ == "__main__":
    print(f"{os.cpu_count()} cores")
    Settings(db=Path("x"))
    main()
