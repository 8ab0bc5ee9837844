"""`viendan` in a process of its own, which can be killed: for what may take all memory or never end."""

import contextlib
import os
import signal
import subprocess
import sys


class Late(Exception):  # noqa: N818 - names what is the case
    """It was stopped because its time was up."""


class Broken(Exception):  # noqa: N818
    """It ended on a signal: too much memory or time, as a rule."""


def run_apart(words: list[str], folder: str, seconds: float, memory: int) -> tuple[int, bytes]:
    """Its exit status and what it printed. Raises Late or Broken."""
    command = [sys.executable, "-I", "-m", "viz.web.confined", str(memory), str(int(seconds) + 1)]
    environment = {k: v for k in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP") if (v := os.environ.get(k))}
    with subprocess.Popen(  # noqa: S603 (our own program; the files' names are ours)
        [*command, *words],
        cwd=folder,
        env=environment | {"PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            printed, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            _kill(process)
            raise Late from None
    if process.returncode < 0:
        raise Broken
    return process.returncode, printed


def _kill(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()
