"""How fast, measured: `make bench`. Each figure is the median of several runs on the machine that is named."""

import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from graph.build import build
from graph.registry import default_registry
from graph.store import open_store
from ingest import fresh
from ingest.extract import extract
from ingest.heading import read_heading
from ingest.mentions import find_mentions
from ingest.tasks import find_tasks
from ingest.view import matching_view
from tests.accuracy import DOCUMENTS

# The floor under any extractor in pure Python: number-and-symbol shapes, nothing else.
SHAPES = re.compile(r"\d{1,5}(?:/\d{4})?\s?[-/]\s?[A-ZĐ][A-Za-zĐđ]{1,4}[-/][A-ZĐ]\w+")


def median(run: Callable[[], object], times: int) -> float:
    """Median seconds of `times` runs after one that is not counted."""
    run()
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def five() -> list[str]:
    return [p.read_text(encoding="utf-8") for p in sorted(DOCUMENTS.glob("*.txt"))]


def reading() -> None:
    texts = five()
    megabytes = sum(len(t.encode()) for t in texts) / 1e6
    whole = median(lambda: [extract(t) for t in texts], 40)
    bare = median(lambda: [SHAPES.findall(t) for t in texts], 40)
    how = "compiled" if fresh() and os.environ.get("VIENDAN_COMPILED") != "0" else "not compiled"
    print(f"reading: {megabytes / whole:.1f} MB/s ({whole * 1e3:.2f} ms for {megabytes:.3f} MB), {how}")
    if how == "compiled":
        print(f"the same not compiled: {megabytes / _not_compiled():.1f} MB/s")
    print(f"bare pass of re: {megabytes / bare:.1f} MB/s; reading takes {whole / bare:.1f} times as long")
    mentions = sum(len(extract(t).mentions) for t in texts)
    print(f"mentions: {mentions / whole:,.0f} a second")
    views = [matching_view(t) for t in texts]
    heads = [read_heading(v) for v in views]
    found = [find_mentions(v, h)[0] for v, h in zip(views, heads, strict=True)]
    stages: dict[str, Callable[[], object]] = {
        "view": lambda: [matching_view(t) for t in texts],
        "heading": lambda: [read_heading(v) for v in views],
        "mentions": lambda: [find_mentions(v, h) for v, h in zip(views, heads, strict=True)],
        "tasks": lambda: [find_tasks(v, h, m) for v, h, m in zip(views, heads, found, strict=True)],
    }
    for name, run in stages.items():
        print(f"  {name}: {median(run, 40) * 1e3:.2f} ms")
    once = "\n\n".join(texts)
    one, many = median(lambda: extract(once), 10), median(lambda: extract("\n\n".join([once] * 32)), 3)
    print(f"32 times the text as one document: {many / one:.1f} times as long")


def _not_compiled() -> float:
    """Median seconds of reading the five documents with the modules as they stand in the sources."""
    program = "from tests.bench import *; texts = five(); print(median(lambda: [extract(t) for t in texts], 40))"
    env = {**os.environ, "VIENDAN_COMPILED": "0"}
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, env=env)
    return float(done.stdout)


def starting() -> None:
    document = sorted(DOCUMENTS.glob("*.txt"))[0]
    command = [sys.executable, "-m", "viz.cli", "extract", str(document), "--json"]
    cold = median(lambda: subprocess.run(command, check=True, capture_output=True), 7)
    print(f"viendan extract, one document, whole process: {cold:.3f} s")


def building() -> None:
    with tempfile.TemporaryDirectory() as folder:
        runs = []
        for k in range(5):
            with open_store(Path(folder) / f"{k}.db", create=True) as store:
                start = time.perf_counter()
                build(store, [DOCUMENTS], registry=default_registry())
                middle = time.perf_counter()
                build(store, [DOCUMENTS], registry=default_registry())
                runs.append((middle - start, time.perf_counter() - middle))
        first, again = (statistics.median(r) for r in zip(*runs, strict=True))
        print(f"build of the five documents: {first:.2f} s; a second build: {again:.3f} s")


def main() -> None:
    print(f"{platform.platform()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    reading()
    starting()
    building()


if __name__ == "__main__":
    main()
