"""Noticing that a store has changed, and keeping what was worked out from it until it does."""

import threading
import time
from collections.abc import Callable
from contextvars import Context
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from graph.store import Store

T = TypeVar("T")
_SECONDS = 5.0
"""For a database that cannot say whether it changed, how long an answer is good."""
_CHEAP = 0.25
_PATIENCE = 10.0
"""While somebody writes without end (a build), what took s seconds to work out is good for so many times s."""
_QUIET = 1.0
"""Seconds without a further change, or as many as it takes to work everything out, after which nobody writes."""


class _Watch:
    """A connection of its own, over which SQLite tells of every change that any other connection commits."""

    def __init__(self, store: Store) -> None:
        self._lock = threading.Lock()
        sqlite = store.engine.dialect.name == "sqlite"
        self._connection: Connection | None = store.engine.connect() if sqlite else None
        # the driver's own: it is asked several times for every page
        self._driver = self._connection.connection.driver_connection if self._connection else None
        self._seen = self._latest = self._changes()
        self._moved = time.monotonic()
        self._version = 0
        self._since = time.monotonic()
        self._cost = 0.0
        self._kept: dict[Any, tuple[int, Any]] = {}
        self._making: dict[Any, threading.Lock] = {}

    def _changes(self) -> int:
        if self._driver is None:
            return int(time.monotonic() / _SECONDS)
        return int(self._driver.execute("PRAGMA data_version").fetchone()[0])

    def version(self, *, at_once: bool = False) -> int:
        with self._lock:
            changes = self._changes()
            if changes != self._seen:
                now = time.monotonic()
                if changes != self._latest:
                    self._latest, self._moved = changes, now
                dear = self._cost > _CHEAP
                quiet = now - self._moved >= max(_QUIET, self._cost)
                if at_once or quiet or not dear or now - self._since >= _PATIENCE * self._cost:
                    self._seen = changes
                    self._version += 1
                    self._since = now
                    self._cost = 0.0
            return self._version

    def keep(self, key: Any, make: Callable[[], Any]) -> Any:
        version = self.version()
        found = self._kept.get(key)
        if found is not None and found[0] == version:
            return found[1]
        with self._lock:
            lock = self._making.setdefault(key, threading.Lock())
        with lock:  # one makes it, the others wait for it
            found = self._kept.get(key)
            if found is not None and found[0] == version:
                return found[1]
            start = time.monotonic()
            # apart from the request that asks first: its time limit is not that of all who use the result
            made = Context().run(make)
            self._kept[key] = (version, made)
            self._cost += time.monotonic() - start
        return made

    def edition(self) -> str:
        version = self.version()
        with self._lock:
            return f"{self._changes()} {version}"

    def made(self, key: Any) -> Any:
        found = self._kept.get(key)
        with self._lock:
            current = self._changes() == self._seen
        return found[1] if current and found is not None and found[0] == self._version else None


_watches: WeakKeyDictionary[Store, _Watch] = WeakKeyDictionary()
_watching = threading.Lock()


def _watch(store: Store) -> _Watch:
    with _watching:
        if store not in _watches:
            _watches[store] = _Watch(store)
        return _watches[store]


def version(store: Store) -> int:
    """A number that grows as the store changes, for as long as this process lives. It may lag behind one who writes
    without end, by a few times what it costs to work everything out again."""
    return _watch(store).version()


def edition(store: Store) -> str:
    """Of the store as it is now and of what is kept of it: what was answered under one mark may be answered again."""
    return _watch(store).edition()


def notice(store: Store) -> None:
    """Takes note of a change at once: of one's own, whose effect a person is about to look at."""
    _watch(store).version(at_once=True)


def kept(store: Store, key: str, make: Callable[[], T]) -> T:
    """What `make` gives, made once for every version of the store."""
    found: T = _watch(store).keep(key, make)
    return found


def made(store: Store, key: str) -> Any:
    """What is kept under the key, if it is there and nothing was written since it was begun; else None. Asked within a
    transaction that has read something, it is of the very state that the transaction sees."""
    return _watch(store).made(key)
