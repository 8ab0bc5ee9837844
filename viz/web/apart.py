"""`viendan` in a process of its own, which can be killed: for what may take all memory or never end."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass

from viz.web.deadline import STOPPING


class Late(Exception):  # noqa: N818 - names what is the case
    """It was stopped because its time was up."""


class Broken(Exception):  # noqa: N818
    """It ended on a signal: too much memory or time, as a rule."""


class Stopped(Exception):  # noqa: N818
    """The application is being stopped: it did not start, or was killed."""


@dataclass(frozen=True, slots=True, eq=False)
class _Running:
    process: subprocess.Popen[bytes]
    alive: int
    """A pipe that is closed when our process ends, however it ends: the other sees that, and ends too."""


_running: set[_Running] = set()
_starting = threading.Lock()


def run_apart(words: list[str], folder: str, seconds: float, memory: int) -> tuple[int, bytes]:
    """Its exit status and what it printed. What it writes besides goes into the folder, also when it is killed. Raises
    Late, Broken or Stopped."""
    running = _start(words, folder, seconds, memory)
    process = running.process
    try:
        printed, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise Late from None
    finally:
        _end(running)
    if process.returncode and STOPPING.is_set():
        raise Stopped
    if process.returncode < 0:
        raise Broken
    return process.returncode, printed


def kill_all() -> None:
    """As the application ends, once STOPPING is set."""
    with _starting:
        for running in _running:
            _kill(running.process)


def _start(words: list[str], folder: str, seconds: float, memory: int) -> _Running:
    command = [sys.executable, "-I", "-m", "viz.web.confined", str(memory), str(int(seconds) + 1)]
    environment = {k: v for k in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL") if (v := os.environ.get(k))}
    environment |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder) | {"PYTHONUTF8": "1"}
    with _starting:
        if STOPPING.is_set():
            raise Stopped
        watched, alive = os.pipe()
        try:
            process = subprocess.Popen(  # noqa: S603 (our own program; the files' names are ours)
                [*command, *words],
                cwd=folder,
                env=environment,
                stdin=watched,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except BaseException:
            os.close(alive)
            raise
        finally:
            os.close(watched)
        running = _Running(process, alive)
        _running.add(running)
    return running


def _end(running: _Running) -> None:
    _kill(running.process)
    running.process.communicate()
    os.close(running.alive)
    with _starting:
        _running.discard(running)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """With all that it started."""
    if process.returncode is not None:
        return
    if hasattr(os, "killpg"):
        # macOS says of a group that has only ended processes that it is not permitted
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
