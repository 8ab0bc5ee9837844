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


class _Watch:
    """A connection of its own, over which SQLite tells of every change that any other connection commits."""

    def __init__(self, store: Store) -> None:
        self._lock = threading.Lock()
        self._sqlite = store.engine.dialect.name == "sqlite"
        self._connection: Connection | None = store.engine.connect() if self._sqlite else None
        self._kept: dict[Any, tuple[int, Any]] = {}
        self._making: dict[Any, threading.Lock] = {}

    def version(self) -> int:
        if self._connection is None:
            return int(time.monotonic() / _SECONDS)
        with self._lock:
            return int(self._connection.exec_driver_sql("PRAGMA data_version").scalar_one())

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
            # apart from the request that asks first: its time limit is not that of all who use the result
            made = Context().run(make)
            self._kept[key] = (version, made)
        return made


_watches: WeakKeyDictionary[Store, _Watch] = WeakKeyDictionary()
_watching = threading.Lock()


def _watch(store: Store) -> _Watch:
    with _watching:
        if store not in _watches:
            _watches[store] = _Watch(store)
        return _watches[store]


def version(store: Store) -> int:
    """A number that changes with every change of the store, for as long as this process lives."""
    return _watch(store).version()


def kept(store: Store, key: str, make: Callable[[], T]) -> T:
    """What `make` gives, made once for every version of the store."""
    made: T = _watch(store).keep(key, make)
    return made
