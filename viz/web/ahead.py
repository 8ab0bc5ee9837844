"""What pages need of the whole corpus, and the pages most likely to be asked for: made before somebody asks, at the
start and after every change."""

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from urllib.parse import unquote

from sqlalchemy.exc import DBAPIError
from starlette.types import ASGIApp, Message, Scope

from graph.store import Store, StoreError
from queries.bearing import Bearing, bearing
from queries.listing import document_names
from queries.sample import sample
from queries.scoreboard import scoreboard
from queries.state import state
from queries.version import edition
from viz.web.answers import Answers
from viz.web.named import body_words
from viz.web.page import AHEAD
from viz.web.pages_instrument import QUOTED
from viz.web.render import link

_PAUSE = 0.5
"""Seconds between two looks at whether the store changed, which cost a few microseconds."""
_MANY = 1000
"""Documents that cite an instrument for which even the first words of it take long to look for."""
_PAGES = 3000
"""Instruments, those that most documents cite, of which the page is made; some 10 kB each are kept."""
_QUIET = 0.3
"""Seconds for which nobody asked for anything, before a page is made that nobody asked for."""

_CLOSED = frozenset((302, 303, 401, 403))
"""Answers where nobody may read without saying who they are."""


class Ahead:
    """A thread that reads on. Whoever asks meanwhile is answered from the store itself.

    `ask` gets an address as anybody may who only reads, waits for the answer and gives its status. `read` is called
    whenever everything was read that stays until the store changes.
    """

    def __init__(self, store: Store, answers: Answers, ask: Callable[[str], int], read: Callable[[], None]) -> None:
        self._store = store
        self._answers = answers
        self._ask = ask
        self._read = read
        self._stop = Event()
        self._thread = Thread(target=self._run, name="ahead", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Waits for the page in hand: not to be called on the loop, which makes it."""
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
                body_words(self._store)
                if known is not done:
                    self._look(known)
                    self._read()
                    done = known
                    self._make(known)
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

    def _make(self, known: Bearing) -> None:
        """The pages, while nobody asks for one and nobody writes."""
        now = edition(self._store)
        self._answers.ahead.clear()
        for key in sorted(known.deeds, key=lambda k: (-len(known.deeds[k].places), k))[:_PAGES]:
            while self._answers.quiet < _QUIET:
                if self._stop.wait(_QUIET):
                    return
            if self._stop.is_set() or edition(self._store) != now or self._answers.ahead.full:
                return
            if self._ask(link("i", key)) in _CLOSED:
                return


async def ask_itself(app: ASGIApp, path: str) -> int:
    """Gets a page of the application within its own process; gives the status."""
    status = 0

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)

    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "root_path": "",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), (b"accept-encoding", b"gzip")],
        "client": ("127.0.0.1", 0),
        "server": ("127.0.0.1", 80),
        AHEAD: True,
    }
    with suppress(Exception):  # whoever asks for that page will be told
        await app(scope, receive, send)
    return status
