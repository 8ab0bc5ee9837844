"""Every question to the database stops when its request's time is up, or the application is being stopped."""

import sqlite3
import threading
import time
from contextvars import ContextVar
from typing import Any

from sqlalchemy import event

from graph.store import Store

DEADLINE: ContextVar[float | None] = ContextVar("deadline", default=None)
"""When the request at hand must be done, by time.monotonic(); None: no limit (the command line)."""
STOPPING = threading.Event()
"""Set once a person stops the application: whoever still asks is answered at once that it ends."""
_STEPS = 10_000
"""Of SQLite's machine between two looks at the clock: a fraction of a millisecond."""


_ROOM = "PRAGMA cache_size=-8192"
"""A page cache of 8 MB for each of several connections: the operating system keeps the rest of the file."""


def _late() -> int:
    deadline = DEADLINE.get()
    return int(STOPPING.is_set() or (deadline is not None and time.monotonic() > deadline))


def begin_again(seconds: float) -> None:
    """Of the request at hand: it waited for something that has limits of its own."""
    if DEADLINE.get() is not None:
        DEADLINE.set(time.monotonic() + seconds)


def limit_time(store: Store) -> None:
    """Makes the store's connections give up (sqlite3.OperationalError: interrupted) past the deadline, or when
    the application is being stopped.

    The handler runs in the thread that asks, which carries the context of its request.
    """
    if store.engine.dialect.name != "sqlite":
        return

    @event.listens_for(store.engine, "checkout")
    def watch(connection: sqlite3.Connection, _record: Any, _proxy: Any) -> None:
        connection.set_progress_handler(_late, _STEPS)
        connection.execute(_ROOM)


def is_timeout(error: Exception) -> bool:
    """Whether a database error means that the time was up, or the application is being stopped."""
    return "interrupted" in str(error)
