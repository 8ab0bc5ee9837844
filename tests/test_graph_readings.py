"""Files read by other processes: the same in the same order, also where such a process or the build itself dies."""

import os
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import psutil
import pytest

from graph.keep import Rows
from graph.readings import Todo, readings
from tests.corpus_files import files

ROOT = Path(__file__).parent.parent
BUILD = """
import sys
from pathlib import Path
from graph.build import build
from graph.store import open_store
if __name__ == "__main__":
    with open_store(Path(sys.argv[1]), create=True) as store:
        build(store, [Path(sys.argv[2])], registry=None, workers=2, progress=lambda p: print(p.stage, flush=True))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many")
    files(path, 60)
    return path


def todo(folder: Path) -> list[Todo]:
    return [Todo(str(p), p.name, None) for p in sorted(folder.rglob("*.*"))]


def test_other_processes_read_the_same_in_the_same_order(folder: Path) -> None:
    assert list(readings(todo(folder), 2)) == list(readings(todo(folder), 0))


def test_a_reading_process_that_is_killed_takes_nothing_with_it(folder: Path) -> None:
    items = todo(folder)
    found = readings(items, 2)
    first = next(found)
    for child in active_children():
        os.kill(child.pid or 0, signal.SIGKILL)
    rest = [first, *found]
    assert [item for item, _ in rest] == items
    assert all(isinstance(result, Rows) for _, result in rest)


def test_what_nobody_waits_for_is_not_read_to_the_end(folder: Path) -> None:
    before = set(active_children())
    found = readings(todo(folder), 2)
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert set(active_children()) <= before


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_the_reading_processes_end_with_the_build(how: signal.Signals, folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "build.py"
    script.write_text(f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{BUILD}", encoding="utf-8")
    command = [sys.executable, str(script), str(tmp_path / "a.db"), str(folder)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert running.stdout is not None
    while running.stdout.readline() != b"read\n":
        pass
    children = psutil.Process(running.pid).children(recursive=True)
    assert len(children) >= 2
    running.send_signal(how)
    running.stdout.close()
    assert running.wait(30) != 0
    until = time.monotonic() + 20
    while any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in children):
        assert time.monotonic() < until
        time.sleep(0.05)
