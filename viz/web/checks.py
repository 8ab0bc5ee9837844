"""Checks of kept drafts, made once for every version of the store."""

import threading
from collections import OrderedDict
from collections.abc import Callable

from viz.web.upload import Checked

ROOM = 16
"""Checks that are remembered, so that a report is what the page just showed."""


class Checks:
    """By draft, version of the store and language; the least lately asked for forgotten first."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._lock = threading.Lock()
        self._made: OrderedDict[tuple[str, int, str], Checked] = OrderedDict()

    def find(self, key: tuple[str, int, str], make: Callable[[], Checked]) -> Checked:
        with self._lock:
            found = self._made.get(key)
            if found is not None:
                self._made.move_to_end(key)
                return found
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > self._room:
                self._made.popitem(last=False)
        return made

    def forget(self, sha256: str) -> None:
        """A draft that was deleted."""
        with self._lock:
            for key in [k for k in self._made if k[0] == sha256]:
                del self._made[key]
