"""What pages need of the whole corpus, read before somebody asks: at the start, and after every change."""

from threading import Event, Thread

from sqlalchemy.exc import DBAPIError

from graph.store import Store, StoreError
from queries.bearing import Bearing, bearing
from queries.listing import document_names
from queries.sample import sample
from queries.scoreboard import scoreboard
from queries.state import state
from viz.web.pages_instrument import QUOTED

_PAUSE = 0.5
"""Seconds between two looks at whether the store changed, which cost a few microseconds."""
_MANY = 1000
"""Documents that cite an instrument for which even the first words of it take long to look for."""


class Ahead:
    """A thread that reads on. Whoever asks meanwhile is answered from the store itself."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stop = Event()
        self._thread = Thread(target=self._run, name="ahead", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        done: Bearing | None = None
        while not self._stop.is_set():
            try:
                known = bearing(self._store)
                scoreboard(self._store)
                state(self._store)
                document_names(self._store)
                if known is not done:
                    self._look(known)
                    done = known
            except (DBAPIError, StoreError):
                pass  # somebody writes, or the file is away: who asks will be told
            self._stop.wait(_PAUSE)

    def _look(self, known: Bearing) -> None:
        popular = [key for key, deeds in known.deeds.items() if len(deeds.places) > _MANY]
        for key in sorted(popular, key=lambda k: -len(known.deeds[k].places)):
            if self._stop.is_set():
                return
            with self._store.read() as connection:
                sample(connection, known, key, QUOTED)
