"""Compiles the modules that read documents with mypyc (part of `make setup`); where that cannot be done, says so: the
same code then runs as it is, some 1.4 times as long.

The compiled modules stand in `ingest/compiled`. `ingest/__init__.py` uses them only while they are of just the sources
that stand beside them, so an edit brings the sources back into use until the next `make`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ingest import COMPILED, PACKAGE, compiled_from, fresh

# What is full of calls into libraries, or runs once a document, gains nothing.
AS_THEY_ARE = frozenset(
    {
        "__init__",
        "decode",
        "formats",
        "hypertext",
        "legacy",
        "numbering",
        "programs",
        "reason",
        "table",
        "word",
        "word_style",
    }
)


def compile_reading() -> None:
    """Compiles into `ingest/compiled`; SystemExit or the exception of a compiler where that fails."""
    from mypyc.build import mypycify
    from setuptools import setup

    modules = [str(path) for path in sorted(PACKAGE.glob("*.py")) if path.stem not in AS_THEY_ARE]
    made = compiled_from()
    with tempfile.TemporaryDirectory(prefix="viendan-", ignore_cleanup_errors=True) as folder:
        # Away from pyproject.toml, of which setuptools would make its own project.
        os.chdir(folder)
        extensions = mypycify(["--strict", *modules], opt_level="1", group_name="ingest.compiled", target_dir=folder)
        setup(name="viendan", packages=[], ext_modules=extensions, script_args=["build_ext", "--build-lib", "built"])
        shutil.rmtree(COMPILED, ignore_errors=True)
        shutil.copytree(Path("built", "ingest"), COMPILED)
        os.chdir(PACKAGE.parent)
    (COMPILED / "from").write_text(made, encoding="utf-8")


def main() -> None:
    if "--now" in sys.argv:
        compile_reading()
        return
    if fresh():
        return
    print("Compiling the modules that read documents; this takes about a minute.", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.compiled", "--now"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        why = (done.stderr.strip() or done.stdout.strip()).rsplit("\n", 1)[-1]
        print(f"They were not compiled and run as they are, which takes some 1.4 times as long ({why}).")


if __name__ == "__main__":
    main()
