"""The compiled modules give what the sources give, and only while they are of these sources."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ingest import PACKAGE, fresh
from ingest.extract import extract, to_json
from tests.accuracy import DOCUMENTS

pytestmark = pytest.mark.skipif(
    not fresh(),
    reason="reading is not compiled: install a C compiler and Python's headers, then make setup",
)
WHICH = "import ingest.mentions; print(ingest.mentions.__file__)"


def texts() -> list[str]:
    whole = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.txt"))]
    # Cut, without line feeds, without marks, in capitals: ways through the rules that whole documents do not take.
    odd = [t[k : k + 3000] for t in whole for k in range(0, len(t), 7919)]
    odd += [t[:9000].replace("\n", " ") for t in whole] + [t[:9000].upper() for t in whole]
    return [*whole, *odd, "", "\n\n", "Số: /KH-UBND", "(" * 2000]


def sources_only(program: str, text: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=text,
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "VIENDAN_COMPILED": "0", "PYTHONUTF8": "1"},
        cwd=PACKAGE.parent,
    )
    return done.stdout


def test_compiled_and_sources_read_alike() -> None:
    program = (
        "import json, sys; from ingest.extract import extract, to_json; import ingest.mentions as used\n"
        "assert used.__file__.endswith('.py')\n"
        "print(json.dumps([to_json(extract(t)) for t in json.load(sys.stdin)]))"
    )
    given = texts()
    assert json.loads(sources_only(program, json.dumps(given))) == json.loads(
        json.dumps([to_json(extract(t)) for t in given])
    )


def test_an_edited_source_is_used_at_once(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "ingest", ignore=shutil.ignore_patterns("__pycache__"))

    def used() -> str:
        run = [sys.executable, "-c", WHICH]
        return subprocess.run(run, capture_output=True, check=True, text=True, cwd=tmp_path).stdout.strip()

    assert not used().endswith(".py")
    source = tmp_path / "ingest" / "title.py"
    source.write_text(source.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert used().endswith("mentions.py")
