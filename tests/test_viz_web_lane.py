"""Answers: one after the other, nobody held up by a long one, and what is kept of them."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable

import pytest
from starlette.responses import Response

from viz.web.answers import Answers, Lane, _Kept
from viz.web.packing import pack, unpack


def test_answers_are_made_one_after_the_other_in_the_order_in_which_they_were_asked_for() -> None:
    said: list[str] = []

    def answer(name: str) -> Callable[[], Awaitable[Response]]:
        async def make() -> Response:
            said.append(f"{name} begins")
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            said.append(f"{name} ends")
            return Response(name)

        return make

    async def run() -> list[Response]:
        lane = Lane(patience=60)
        return await asyncio.gather(*(lane.make(answer(name)) for name in "abc"))

    assert [r.body for r in asyncio.run(run())] == [b"a", b"b", b"c"]
    assert said == [f"{name} {what}" for name in "abc" for what in ("begins", "ends")]


def test_a_long_answer_lets_the_next_begin() -> None:
    async def run() -> bytes:
        lane, later = Lane(patience=0.01), asyncio.Event()

        async def long() -> Response:
            await asyncio.wait_for(later.wait(), 20)
            return Response("long")

        async def short() -> Response:
            later.set()
            return Response("short")

        first, _ = await asyncio.gather(lane.make(long), lane.make(short))
        return bytes(first.body)

    assert asyncio.run(run()) == b"long"


def test_an_answer_that_fails_or_is_given_up_keeps_nobody_waiting() -> None:
    async def run() -> bytes:
        lane = Lane(patience=60)

        async def fail() -> Response:
            raise ValueError

        async def never() -> Response:
            await asyncio.Event().wait()
            raise AssertionError

        async def short() -> Response:
            return Response("short")

        with pytest.raises(ValueError, match=r"^$"):
            await lane.make(fail)
        begun = asyncio.create_task(lane.make(never))
        waiting = asyncio.create_task(lane.make(never))
        await asyncio.sleep(0)
        for task in (waiting, begun):
            task.cancel()
        return bytes((await asyncio.wait_for(lane.make(short), 20)).body)

    assert asyncio.run(run()) == b"short"


@pytest.mark.parametrize("body", [b"", "chỉ thị ".encode() * 5000])
def test_what_is_packed_is_gzip_and_always_the_same(body: bytes) -> None:
    assert gzip.decompress(pack(body)) == unpack(pack(body)) == body
    assert pack(body) == pack(body)


def test_answers_to_others_sweep_away_none_made_ahead() -> None:
    answers = Answers(room=32_000)
    page = _Kept(200, {}, b"page" * 100)
    answers.keep("page", page, ahead=True)
    for n in range(100):
        answers.keep(f"other {n}", _Kept(200, {}, b"data" * 250), ahead=False)
    assert answers.find("page") is page
    assert answers.find("other 0") is None
    assert answers.find("other 99") is not None
    assert answers.others.used <= 16_000
    answers.ahead.clear()
    assert answers.find("page") is None
    assert answers.ahead.used == 0
