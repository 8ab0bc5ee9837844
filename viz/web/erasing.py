"""What was deleted is gone from the files of the store: at once, or as soon as nobody reads what was before."""

import threading
from contextlib import suppress
from pathlib import Path
from weakref import WeakKeyDictionary

from sqlalchemy.exc import DBAPIError

from graph.kept_draft import overwrite_deleted
from graph.store import Store, StoreError, open_store
from viz.web.deadline import STOPPING

_FIRST, _LAST = 0.2, 30.0
"""Seconds between two attempts, each time twice as many."""

_asked: WeakKeyDictionary[Store, int] = WeakKeyDictionary()
"""How often, of the stores that a thread tries."""
_lock = threading.Lock()


def erase(store: Store) -> None:
    """Where that cannot be done at once, a thread goes on trying until it is done or the application is stopped."""
    if overwrite_deleted(store):
        return
    with _lock:
        _asked[store] = _asked.get(store, 0) + 1
        if _asked[store] > 1:
            return
    threading.Thread(target=_try, args=(store,), name="erasing", daemon=True).start()


def erase_last(path: Path) -> None:
    """As the application ends, or leaves it to its next start."""
    with suppress(DBAPIError, StoreError), open_store(path) as store:
        overwrite_deleted(store)


def _try(store: Store) -> None:
    wait = _FIRST
    while not STOPPING.wait(wait) and store.path.exists():
        with _lock:
            asked = _asked[store]
        try:
            done = overwrite_deleted(store)
        except DBAPIError:  # the file cannot be written: then nothing can be deleted in it either
            done = True
        with _lock:
            if done and _asked[store] == asked:
                del _asked[store]
                return
        wait = min(2 * wait, _LAST)
    with _lock:
        del _asked[store]
