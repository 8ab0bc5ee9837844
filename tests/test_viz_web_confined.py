"""Limits of a process apart: as far as the system knows of them, and no more than it allows."""

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from viz.web.confined import _limit

INFINITE = -1


class System:
    """What `resource` is to a system: which limits it has, how far they may go, which it does not let be set."""

    RLIM_INFINITY = INFINITE

    def __init__(self, hard: dict[str, int], refuses: str = "", error: type[Exception] = ValueError) -> None:
        self.hard, self.refuses, self.error = hard, refuses, error
        self.set: dict[str, tuple[int, int]] = {}
        self.__dict__.update({name: name for name in hard})

    def getrlimit(self, kind: str) -> tuple[int, int]:
        return self.hard[kind], self.hard[kind]

    def setrlimit(self, kind: str, limits: tuple[int, int]) -> None:
        if kind == self.refuses or (self.hard[kind] != INFINITE and limits[1] > self.hard[kind]):
            raise self.error("current limit exceeds maximum limit")
        self.set[kind] = limits


LINUX = {"RLIMIT_AS": INFINITE, "RLIMIT_CPU": INFINITE, "RLIMIT_CORE": 0}
CPU_AND_CORE = {"RLIMIT_CPU": (31, 31), "RLIMIT_CORE": (0, 0)}


@pytest.mark.parametrize(
    ("system", "set_"),
    [
        (System(LINUX), {"RLIMIT_AS": (1000, 1000), **CPU_AND_CORE}),
        (System(LINUX, refuses="RLIMIT_AS"), CPU_AND_CORE),
        (System(LINUX, refuses="RLIMIT_AS", error=OSError), CPU_AND_CORE),
        (System({"RLIMIT_CPU": INFINITE, "RLIMIT_CORE": INFINITE}), CPU_AND_CORE),
        (System(LINUX | {"RLIMIT_AS": 500}), {"RLIMIT_AS": (500, 500), **CPU_AND_CORE}),
    ],
    ids=["all", "refused as on macOS", "refused by the system", "none of memory", "less allowed"],
)
def test_limits_that_a_system_lacks_or_refuses_are_left_to_the_clock(
    monkeypatch: pytest.MonkeyPatch, system: System, set_: dict[str, Any]
) -> None:
    monkeypatch.setitem(sys.modules, "resource", system)
    _limit(1000, 31)
    assert system.set == set_


def test_a_system_without_limits_is_left_to_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)  # type: ignore[arg-type]
    _limit(1000, 31)
    monkeypatch.setitem(sys.modules, "resource", SimpleNamespace(RLIM_INFINITY=INFINITE))
    _limit(1000, 31)
