"""Files read one after the other, by this process or, where there are many, by others."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal
from threading import Thread

from graph.keep import Reading, Rows, rows_of
from ingest.extract import extract
from ingest.formats import UnreadableDocument, read_text
from ingest.reason import reason

_POOL_FROM = 300
"""Files from which other processes pay for their start."""
_BATCH = 16


@dataclass(frozen=True, slots=True)
class Todo:
    path: str
    sha256: str
    replaces: str | None
    """Id of the document whose place it takes."""


def readings(todo: Sequence[Todo], workers: int | None) -> Iterator[tuple[Todo, Rows | str]]:
    """Each file read, in the given order; of one that cannot be read, a sentence that says why. `workers` None decides
    by the number of files."""
    count = workers if workers is not None else (min(os.cpu_count() or 1, 8) if len(todo) >= _POOL_FROM else 0)
    if count < 2:
        for item in todo:
            yield item, _read(item)
        return
    waiting = iter(todo)
    while True:
        broken: list[Todo] = []
        yield from _by_others(waiting, count, _BATCH, broken)
        if not broken:
            return
        yield from _carefully(broken, count)


def _carefully(todo: Sequence[Todo], count: int) -> Iterator[tuple[Todo, Rows | str]]:
    """Reads what was being read when a process ended (a fault in a library, no memory left): one file at a time, and
    each of those that are then in hand in a process of its own."""
    waiting = iter(todo)
    while True:
        broken: list[Todo] = []
        yield from _by_others(waiting, count, 1, broken)
        if not broken:
            return
        for item in broken:
            alone: list[Todo] = []
            yield from _by_others(iter([item]), 1, 1, alone)
            if alone:
                yield item, f"{item.path}: Đọc tệp này làm tiến trình đọc dừng đột ngột; hãy xem tệp có bị hỏng không."


def _by_others(waiting: Iterator[Todo], count: int, size: int, broken: list[Todo]) -> Iterator[tuple[Todo, Rows | str]]:
    """Reads by `count` processes, `size` files at a time. Where one of them ends before its time, what was being read
    is `broken`."""
    before = set(active_children())
    # spawn, which is what Windows has: a forked child would share the open database.
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_begin)
    running: list[tuple[list[Todo], Future[list[Rows | str]]]] = []
    try:
        while True:
            while len(running) < 2 * count and (batch := list(islice(waiting, size))):
                running.append((batch, _submitted(pool, batch)))
            if not running:
                return
            batch, future = running[0]
            try:
                results = future.result()
            except BrokenProcessPool:
                broken += [item for batch, _ in running for item in batch]
                return
            del running[0]
            yield from zip(batch, results, strict=True)
    finally:
        # An end in the middle (Ctrl-C) does not wait for what nobody will use.
        if running:
            for child in set(active_children()) - before:
                child.terminate()
        pool.shutdown(cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, batch: list[Todo]) -> "Future[list[Rows | str]]":
    try:
        return pool.submit(_read_batch, batch)
    except BrokenProcessPool as error:
        failed: Future[list[Rows | str]] = Future()
        failed.set_exception(error)
        return failed


def _begin() -> None:
    """Ctrl-C is for the parent to answer: the others would only print their traces. They end when it does."""
    signal(SIGINT, SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_batch(batch: Sequence[Todo]) -> list[Rows | str]:
    return [_read(item) for item in batch]


def _read(item: Todo) -> Rows | str:
    try:
        text = read_text(Path(item.path))
        return rows_of(Reading(item.path, item.sha256, text, extract(text)))
    except UnreadableDocument as error:
        return str(error)
    except OSError as error:
        return f"{item.path}: Không đọc được tệp ({reason(error)})."
