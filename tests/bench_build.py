"""A build of a large folder, measured (`make bench`; `python -m tests.bench_build --documents 20000` for a large one).

Every stage with its time and rate, the highest memory of the build and the processes that read for it, the size of the
database; then builds with nothing changed, one document more, one changed, one gone.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from tests.corpus_files import files, texts

BUILD = """
import sys, time
from pathlib import Path
from graph.build import build
from graph.registry import default_registry
from graph.store import open_store
from queries.findings.keep import keep_fresh, refresh

def main():
    began, stages = time.monotonic(), {}
    def tell(p):
        stages[p.stage] = p
    with open_store(Path(sys.argv[1]), create=True) as store:
        report = build(store, [Path(sys.argv[2])], registry=default_registry(), progress=tell)
        built = time.monotonic()
        found = lambda done, total: stages.__setitem__("find", (done, time.monotonic() - built))
        if sys.argv[3] == "find":
            refresh(store, found) if report.changed else keep_fresh(store, found)
    for name in ("read", "resolve", "relate"):
        if name in stages:
            p = stages[name]
            print(f"  {name}: {p.seconds:.1f} s, {p.done / max(p.seconds, 1e-9):,.0f} a second ({p.done:,})")
    if "find" in stages:
        done, seconds = stages["find"]
        print(f"  find: {seconds:.1f} s, {done / seconds:,.0f} a second ({done:,})")
    print(f"  in all: {time.monotonic() - began:.1f} s; {report.documents:,} documents, {report.mentions:,} citations, "
          f"{report.instruments:,} instruments, {report.unresolved:,} unresolved")

if __name__ == "__main__":
    main()
"""


def memory(process: psutil.Process, most: list[float]) -> None:
    """Megabytes of the process, and of it with those that read for it, while it runs."""
    while process.is_running():
        try:
            own = process.memory_info().rss / 1e6
            others = sum(child.memory_info().rss for child in process.children(recursive=True)) / 1e6
        except psutil.Error:
            return
        most[:] = [max(most[0], own), max(most[1], own + others)]
        time.sleep(0.1)


def run(title: str, script: Path, arguments: Sequence[str]) -> None:
    print(f"{title}:", flush=True)
    started = subprocess.Popen([sys.executable, str(script), *arguments], cwd=Path(__file__).parent.parent)
    most = [0.0, 0.0]
    watcher = threading.Thread(target=memory, args=(psutil.Process(started.pid), most), daemon=True)
    watcher.start()
    if started.wait():
        raise SystemExit(started.returncode)
    print(f"  memory: {most[0]:.0f} MB, with the processes that read {most[1]:.0f} MB", flush=True)


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--documents", type=int, default=500)
    options.add_argument("--no-findings", action="store_true", help="without what follows a build: the findings")
    given = options.parse_args()
    print(f"{os.cpu_count()} cores, {os.getloadavg()[0]:.1f} of them busy with something else")
    with tempfile.TemporaryDirectory() as place:
        folder, db, script = Path(place) / "in", Path(place) / "a.db", Path(place) / "build.py"
        # A file: processes that are spawned read their parent's again.
        script.write_text(f"import sys; sys.path.insert(0, {str(Path.cwd())!r})\n{BUILD}", encoding="utf-8")
        start = time.perf_counter()
        files(folder, given.documents)
        print(f"{given.documents:,} files made in {time.perf_counter() - start:.0f} s")
        arguments = (str(db), str(folder), "" if given.no_findings else "find")
        run("first build", script, arguments)
        print(f"  database: {db.stat().st_size / 1e6:.0f} MB")
        run("nothing changed", script, arguments)
        more = next(iter(texts(1, seed=99)))
        (folder / "more.txt").write_text(more.text, encoding="utf-8")
        run("one document more", script, arguments)
        (folder / "more.txt").write_text(more.text.replace("2026", "2027"), encoding="utf-8")
        run("one changed", script, arguments)
        (folder / "more.txt").unlink()
        run("one gone", script, arguments)


if __name__ == "__main__":
    main()
