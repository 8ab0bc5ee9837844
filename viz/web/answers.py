"""Answers that are the same for everybody who only reads, kept until the store changes; and conditional requests."""

import asyncio
import threading
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import partial, wraps
from hashlib import blake2b
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from queries.version import edition
from viz.web.lane import Lane
from viz.web.packing import pack, unpack
from viz.web.page import AHEAD, Page, reading

ROOM = 80_000_000
"""Bytes of packed answers that are kept: half of what was made ahead, half of what was made for others."""
_AT_ONCE = "/suggest"
"""The path's end of what waits for nobody: it takes a millisecond, and somebody is typing."""
_HEADERS = ("content-type", "content-disposition", "content-security-policy", "x-frame-options", "location")


@dataclass(frozen=True, slots=True)
class _Kept:
    status: int
    headers: dict[str, str]
    packed: bytes


class _Shelf:
    """Answers by mark, the least lately asked for forgotten first."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._used = 0
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    @property
    def used(self) -> int:
        """Bytes."""
        return self._used

    @property
    def full(self) -> bool:
        """Whether what comes next may sweep others away."""
        return self._used > self._room * 7 // 8

    def find(self, mark: str) -> _Kept | None:
        with self._lock:
            found = self._kept.get(mark)
            if found is not None:
                self._kept.move_to_end(mark)
            return found

    def keep(self, mark: str, made: _Kept) -> None:
        if len(made.packed) > self._room // 4:
            return
        with self._lock:
            if mark in self._kept:
                return
            self._kept[mark] = made
            self._used += len(made.packed)
            while self._used > self._room:
                _, old = self._kept.popitem(last=False)
                self._used -= len(old.packed)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()
            self._used = 0


class Answers:
    """What was made ahead has a shelf of its own: no row of large answers to somebody else sweeps it away."""

    def __init__(self, room: int = ROOM, threads: int = 8) -> None:
        self.ahead = _Shelf(room // 2)
        self.others = _Shelf(room // 2)
        self._turns: dict[str, tuple[asyncio.Lock, int]] = {}
        self._asked = 0.0
        self.lane = Lane(threads)

    @property
    def quiet(self) -> float:
        """Seconds since somebody asked for anything."""
        return time.monotonic() - self._asked

    def asked(self) -> None:
        self._asked = time.monotonic()

    @asynccontextmanager
    async def turn(self, mark: str) -> AsyncIterator[None]:
        """Lets those through who ask for one mark, one after the other."""
        lock, waiting = self._turns.get(mark, (asyncio.Lock(), 0))
        self._turns[mark] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._turns.pop(mark)
            if waiting > 1:
                self._turns[mark] = (lock, waiting - 1)

    def find(self, mark: str) -> _Kept | None:
        return self.ahead.find(mark) or self.others.find(mark)

    def keep(self, mark: str, made: _Kept, *, ahead: bool) -> None:
        (self.ahead if ahead else self.others).keep(mark, made)


class KeptRoute(APIRoute):
    """A question whose answer depends only on the store, the address, the language and the day.

    Marks it with an ETag, answers 304 where the caller has it, and gives what was made for somebody else before.
    Nothing is kept for, or given to, a person who may write: their pages hold their own forms.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        passing = path.endswith(_AT_ONCE) or hasattr(endpoint, _LANED)
        super().__init__(path, endpoint if passing else _in_lane(endpoint), **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            page = reading(request)
            mark = etag(page)
            if request.method == "GET" and mark in request.headers.get("if-none-match", ""):
                return Response(status_code=304, headers={"etag": mark})
            answers: Answers = page.desk.answers
            _LANE.set(answers.lane)
            common = page.visitor.name is None and request.method == "GET"
            if common and (found := answers.find(mark)) is not None:
                return _again(found, mark, request)
            if common:
                async with answers.turn(mark):  # of those who ask for the same, one makes it
                    if (found := answers.find(mark)) is not None:
                        return _again(found, mark, request)
                    return await make(request, mark, answers)
            return await make(request, mark, None)

        async def make(request: Request, mark: str, answers: Answers | None) -> Response:
            response = await handle(request)
            passing = "set-cookie" in response.headers or response.headers.get("cache-control") == "no-store"
            if response.status_code != 200 or passing:
                return response
            response.headers["etag"] = mark
            if answers is not None:
                made = _pack(response)
                answers.keep(mark, made, ahead=AHEAD in request.scope)
                return _again(made, mark, request)
            return response

        return answer


_LANE: ContextVar[Lane] = ContextVar("lane")
_LANED = "laned"


def _in_lane(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """The endpoint, run in the lane of the application that answers."""

    @wraps(endpoint)
    async def answer(**given: Any) -> Any:
        return await _LANE.get().run(partial(endpoint, **given))

    setattr(answer, _LANED, True)  # a router that is included in another one passes it on
    return answer


def etag(page: Page) -> str:
    """Changes with the store, the day, the address, the language, who asks and the run of the application."""
    who = (page.visitor.name, page.visitor.visit) if page.visitor.name else ("", "")
    asked = (page.request.url.path, page.request.url.query, page.lang, str(page.visitor.may_read), *map(str, who))
    parts = (page.desk.nonce, edition(page.store), date.today().isoformat(), *asked)
    return f'W/"{blake2b(chr(0).join(parts).encode(), digest_size=12).hexdigest()}"'


def _pack(response: Response) -> _Kept:
    headers = {name: response.headers[name] for name in _HEADERS if name in response.headers}
    return _Kept(response.status_code, headers, pack(bytes(response.body)))


def _again(kept: _Kept, mark: str, request: Request) -> Response:
    headers = kept.headers | {"etag": mark, "vary": "accept-encoding, cookie"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(kept.packed, kept.status, headers | {"content-encoding": "gzip"})
    return Response(unpack(kept.packed), kept.status, headers)
