"""Runs `viendan` within limits of memory and time: `python -I -m viz.web.confined BYTES SECONDS ARGUMENT …`."""

import sys


def main() -> None:
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    sys.argv = ["viendan", *sys.argv[3:]]
    try:
        import resource  # noqa: PLC0415 (not everywhere)
    except ImportError:  # Windows: the caller's clock alone guards it
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from viz.cli import main as viendan  # noqa: PLC0415 (under the limits)

    viendan()


if __name__ == "__main__":
    main()
