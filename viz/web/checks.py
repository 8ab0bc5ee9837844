"""Checks: a few at a time, and those of kept drafts made once for every version of the store."""

import asyncio
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from contextlib import asynccontextmanager

from viz.web.upload import Checked

ROOM = 16
"""Checks that are remembered, so that a report is what the page just showed."""
AT_ONCE = 3
"""Checks: each may take the memory that a check may take, and holds a thread that pages need, too."""
PATIENCE = 60.0
"""Seconds for which one waits to be checked."""

Key = tuple[str, int, str]


class Busy(Exception):  # noqa: N818 - names what is the case
    """So many are checked that this one did not come to its turn."""


class Checks:
    """By draft, version of the store and language; the least lately asked for forgotten first."""

    def __init__(self, room: int = ROOM, at_once: int = AT_ONCE, patience: float = PATIENCE) -> None:
        self._room = room
        self._lock = threading.Lock()
        self._made: OrderedDict[Key, Checked] = OrderedDict()
        self._making: dict[Key, Future[Checked]] = {}
        self._turns = asyncio.Semaphore(at_once)
        self._patience = patience

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Who waits for it holds no thread. Raises Busy."""
        try:
            async with asyncio.timeout(self._patience):
                await self._turns.acquire()
        except TimeoutError:
            raise Busy from None
        try:
            yield
        finally:
            self._turns.release()

    def find(self, key: Key, allow: Callable[[], None], make: Callable[[], Checked]) -> Checked:
        """Of those who ask for the same, one makes it, if `allow` lets it; the others wait for it."""
        with self._lock:
            found = self._made.get(key)
            if found is not None:
                self._made.move_to_end(key)
                return found
            waiting = self._making.get(key)
            if waiting is None:
                allow()
                mine = self._making[key] = Future()
        if waiting is not None:
            return waiting.result()
        try:
            made = make()
        except BaseException as error:
            self._keep(key, mine, None)
            mine.set_exception(error)
            raise
        self._keep(key, mine, made)
        mine.set_result(made)
        return made

    def forget(self, sha256: str) -> None:
        """A draft that was deleted: what is being made of it is not remembered either."""
        with self._lock:
            for known in (self._made, self._making):
                for key in [k for k in known if k[0] == sha256]:
                    del known[key]

    def _keep(self, key: Key, mine: "Future[Checked]", made: Checked | None) -> None:
        with self._lock:
            if self._making.get(key) is not mine:
                return
            del self._making[key]
            if made is None:
                return
            self._made[key] = made
            while len(self._made) > self._room:
                self._made.popitem(last=False)
