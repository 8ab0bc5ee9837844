"""Runs `viendan` within limits of memory and time: `python -I -m viz.web.confined BYTES SECONDS ARGUMENT …`."""

import os
import signal
import sys
import threading

_INPUT = 0


def main() -> None:
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    sys.argv = ["viendan", *sys.argv[3:]]
    _limit(memory, seconds)
    threading.Thread(target=_end_with_the_caller, daemon=True).start()
    from viz.cli import main as viendan  # noqa: PLC0415 (under the limits)

    viendan()


def _limit(memory: int, seconds: int) -> None:
    """As far as the system knows of limits: Windows has none of these, macOS keeps no limit of memory. The clock of the
    caller guards what is left."""
    try:
        import resource  # noqa: PLC0415 (not everywhere)
    except ImportError:
        return
    for name, most in (("RLIMIT_AS", memory), ("RLIMIT_CPU", seconds), ("RLIMIT_CORE", 0)):
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        try:
            _, hard = resource.getrlimit(kind)
            allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (allowed, allowed))
        except (OSError, ValueError):
            continue


def _end_with_the_caller() -> None:
    """The caller holds the other end of our input, writes nothing, and lets go of it only when it ends: then nobody
    waits for what is made here. Read without a buffer, which could not be closed while it is waited for."""
    while os.read(_INPUT, 1):
        pass
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    main()
