"""One answer after the other, in the order in which they were asked for.

Threads of one interpreter that compute at the same time only keep each other from it, and each then takes half as long
again. So one thread makes the answers, and begins the next without asking anybody. Who takes longer than a moment goes
on beside those that follow, which another thread takes over.
"""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import Context, copy_context
from typing import Any

PATIENCE = 0.1
"""Seconds for which those who come later wait for an answer in the making."""


class _Job:
    def __init__(self, make: Callable[[], Any], loop: asyncio.AbstractEventLoop) -> None:
        self.make = make
        self.context: Context = copy_context()
        self.loop = loop
        self.made: asyncio.Future[Any] = loop.create_future()

    def do(self) -> None:
        try:
            answer = self.context.run(self.make)
        except StopIteration as error:  # a future refuses it, and who asks would wait for ever
            raised = RuntimeError("an answer raised StopIteration")
            raised.__cause__ = error
            self._tell(self.made.set_exception, raised)
        except BaseException as error:
            self._tell(self.made.set_exception, error)
        else:
            self._tell(self.made.set_result, answer)

    def _tell(self, tell: Callable[[Any], None], what: Any) -> None:
        def say() -> None:
            if not self.made.done():  # nobody waits for it any more
                tell(what)

        with suppress(RuntimeError):  # the loop is closed
            self.loop.call_soon_threadsafe(say)


class Lane:
    """`most` threads at the same time, all but one of them with what takes long."""

    def __init__(self, most: int, patience: float = PATIENCE) -> None:
        self._pool = ThreadPoolExecutor(most, thread_name_prefix="lane")
        self._patience = patience
        self._lock = threading.Lock()
        self._waiting: deque[_Job] = deque()
        self._turn = 0
        """Counts those who made answers, each from where the one before took too long."""
        self._since: float | None = None
        """When the answer in the making was begun; None: there is none."""

    async def run(self, make: Callable[[], Any]) -> Any:
        """What `make` gives or raises. It runs in a thread of the lane, in the context of who asks."""
        loop = asyncio.get_running_loop()
        job = _Job(make, loop)
        with self._lock:
            self._waiting.append(job)
            if self._since is None:
                self._begin()
        timer = loop.call_later(self._patience, self._look, job)
        try:
            return await job.made
        finally:
            timer.cancel()

    def close(self) -> None:
        """Waits for nobody."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _begin(self) -> None:
        self._turn += 1
        self._since = time.monotonic()
        self._pool.submit(self._work, self._turn)

    def _work(self, turn: int) -> None:
        while True:
            with self._lock:
                if turn != self._turn:
                    return
                if not self._waiting:
                    self._since = None
                    return
                job = self._waiting.popleft()
                self._since = time.monotonic()
            job.do()

    def _look(self, job: _Job) -> None:
        """Lets another thread take over where one that waits has waited for too long an answer."""
        with self._lock:
            if job not in self._waiting:
                return
            if self._since is None or time.monotonic() - self._since >= self._patience:
                self._begin()
        job.loop.call_later(self._patience, self._look, job)
