"""Answers: one after the other, nobody held up by a long one, and what is kept of them."""

import asyncio
import gzip
import threading
import time
from contextvars import ContextVar
from functools import partial

import pytest

from viz.web.answers import Answers, _Kept
from viz.web.lane import Lane
from viz.web.packing import pack, unpack


def test_answers_are_made_one_after_the_other_in_the_order_in_which_they_were_asked_for() -> None:
    said: list[str] = []

    def make(name: str) -> str:
        said.append(f"{name} begins")
        time.sleep(0.01)
        said.append(f"{name} ends")
        return name

    async def run() -> list[str]:
        lane = Lane(8, patience=60)
        found = await asyncio.gather(*(lane.run(partial(make, name)) for name in "abc"))
        again = await lane.run(partial(make, "d"))  # after it had nothing to do
        lane.close()
        return [*found, again]

    assert asyncio.run(run()) == ["a", "b", "c", "d"]
    assert said == [f"{name} {what}" for name in "abcd" for what in ("begins", "ends")]


def test_a_long_answer_lets_the_next_begin() -> None:
    later = threading.Event()

    def long() -> str:
        assert later.wait(20)
        return "long"

    async def run() -> list[str]:
        lane = Lane(8, patience=0.01)
        found = await asyncio.gather(lane.run(long), lane.run(later.set), lane.run(lambda: "third"))
        lane.close()
        return [str(it) for it in found]

    assert asyncio.run(run()) == ["long", "None", "third"]


def test_an_answer_that_fails_or_is_given_up_keeps_nobody_waiting() -> None:
    let = threading.Event()

    def fail() -> None:
        raise ValueError("no")

    async def run() -> str:
        lane = Lane(8, patience=60)
        with pytest.raises(ValueError, match="no"):
            await lane.run(fail)
        with pytest.raises(RuntimeError, match="StopIteration"):
            await asyncio.wait_for(lane.run(partial(next, iter(()))), 20)
        begun = asyncio.create_task(lane.run(lambda: let.wait(20)))
        waiting = asyncio.create_task(lane.run(lambda: "never asked for again"))
        await asyncio.sleep(0.01)
        for task in (waiting, begun):
            task.cancel()
        let.set()
        found = await asyncio.wait_for(lane.run(lambda: "short"), 20)
        lane.close()
        return found

    assert asyncio.run(run()) == "short"


def test_an_answer_is_made_in_the_context_of_who_asks() -> None:
    asked: ContextVar[str] = ContextVar("asked")

    async def ask(lane: Lane, name: str) -> str:
        asked.set(name)
        return await lane.run(asked.get)

    async def run() -> list[str]:
        lane = Lane(8)
        found = await asyncio.gather(*(ask(lane, name) for name in "abc"))
        lane.close()
        return found

    assert asyncio.run(run()) == ["a", "b", "c"]


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
