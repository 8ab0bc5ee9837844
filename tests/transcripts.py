"""Real transcripts: `python -m tests.transcripts --write` runs those in the documentation and writes what they say.

A transcript is a fenced block marked `console` whose lines that begin with "$ viendan" are commands; what follows each
is its output, on standard output and standard error together, 100 columns wide. A line "…" ends what is quoted.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "README.vi.md")
BLOCK = re.compile(r"```console\n(.*?)```", re.S)
TIMING = re.compile(r"\d+(?:[.,]\d+)? ?(?:giây|ms|s)\b")


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a transcript with the output written under each."""
    parts = re.split(r"^\$ (viendan .*)\n", block, flags=re.M)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def words(command: str) -> list[str]:
    return [a or b for a, b in re.findall(r'"([^"]*)"|(\S+)', command)]


def run(command: str, folder: Path) -> str:
    environment = os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "TERM": "dumb"}
    done = subprocess.run(
        [sys.executable, "-m", "viz.cli", *words(command)[1:]],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    lines = [line.rstrip() for line in done.stdout.decode("utf-8").splitlines()]
    return "\n".join(lines).strip("\n") + "\n"


def cut(written: str, output: str) -> str:
    """The output, as long as what is written where that ends in an ellipsis."""
    kept = written.strip("\n").split("\n")
    if kept[-1] == "…":
        return "\n".join(output.split("\n")[: len(kept) - 1]) + "\n…\n"
    return output


def retold(page: str, folder: Path) -> str:
    """The page with every transcript run anew, in order, in one folder."""

    def again(match: re.Match[str]) -> str:
        told = [f"$ {command}\n{cut(written, run(command, folder))}" for command, written in commands(match[1])]
        return "```console\n" + "\n".join(told) + "```"

    return BLOCK.sub(again, page)


def without_timing(text: str) -> str:
    return TIMING.sub("0 s", re.sub(r"\n+", "\n", text))


def fresh_folder(folder: Path) -> Path:
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the commands in the documentation and write their real output.")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    stale = []
    for name in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            page = (ROOT / name).read_text(encoding="utf-8")
            told = retold(page, fresh_folder(Path(folder)))
        if without_timing(told) != without_timing(page):
            stale.append(name)
            if args.write:
                (ROOT / name).write_text(told, encoding="utf-8")
    print(*stale, sep="\n")
    return 1 if stale and not args.write else 0


if __name__ == "__main__":
    sys.exit(main())
