"""What a person reads when a command meets a file, a folder or a value that it cannot use."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from viz.cli import main

ROOT = Path(__file__).parent.parent
REAL = (sorted((ROOT / "data" / "documents").glob("*.txt"))[0]).read_bytes()


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words])


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("errors")
    (folder / "a.txt").write_bytes(REAL)
    assert run("build", folder / "a.txt", "--db", folder / "a.db").exit_code == 0
    return folder / "a.db"


def test_a_file_that_cannot_be_read_is_named_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(REAL)
    (tmp_path / "b.txt").write_bytes(b"")
    done = run("build", tmp_path, "--db", tmp_path / "x.db")
    assert done.exit_code == 0
    assert [done.stderr.count(name) for name in ("a.txt", "b.txt")] == [0, 1]


def test_a_folder_without_documents_is_told_what_could_be_read(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "a.xyz").write_text("x")
    done = run("build", tmp_path / "none", "--db", tmp_path / "x.db")
    assert done.exit_code == 1
    assert "Không có văn bản nào trong" in done.stderr
    assert ".docx" in done.stderr
    assert "a.xyz" in done.stderr


def test_a_file_of_another_kind_is_named_with_the_kinds_that_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text("x")
    done = run("build", tmp_path / "a.xyz", "--db", tmp_path / "x.db")
    assert done.exit_code == 1
    assert done.stderr.count("a.xyz") == 1
    assert ".docx" in done.stderr


def test_what_a_folder_holds_besides_documents_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(REAL)
    (tmp_path / "b.xyz").write_text("x")
    done = run("build", tmp_path, "--db", tmp_path / "x.db")
    assert done.exit_code == 0
    assert "b.xyz" in done.stderr


WRITES = [
    ("graph", "-o"),
    ("export", "--format", "ttl", "-o"),
    ("export", "--format", "csv", "-o"),
    ("report", "--html"),
    ("report", "--xlsx"),
    ("report", "--docx"),
]


@pytest.mark.parametrize("command", WRITES, ids=" ".join)
def test_a_missing_folder_is_named_and_nothing_else(db: Path, command: tuple[str, ...]) -> None:
    gone = db.parent / "gone" / "out.bin"
    done = run(*command, gone, "--db", db)
    assert done.exit_code == 1
    assert done.stderr == f"Lỗi: {gone.parent}: không tìm thấy tệp hoặc thư mục.\n"


@pytest.mark.parametrize("command", WRITES, ids=" ".join)
def test_a_folder_is_not_written_over(db: Path, command: tuple[str, ...]) -> None:
    done = run(*command, db.parent, "--db", db)
    assert done.exit_code == 1
    assert done.stderr == f"Lỗi: {db.parent}: là thư mục, cần một tệp.\n"
    assert sorted(p.name for p in db.parent.iterdir() if p.name.startswith(".")) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "--format", "pdf", "-o", "x"), "hãy chọn một trong ttl, nt, jsonld, graphml, csv"),
        (("completion", "cmd"), "hãy chọn một trong bash, zsh, fish"),
        (("gaps", "x", "--as-of", "31/02/2026"), "không phải là ngày"),
        (("serve", "--port", "abc"), "cần một số nguyên"),
    ],
)
def test_wrong_values_are_refused_in_vietnamese(words: tuple[str, ...], said: str) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_registry_that_is_missing_is_named_in_vietnamese(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(REAL)
    done = run("build", tmp_path / "a.txt", "--registry", tmp_path / "no.csv", "--db", tmp_path / "x.db")
    assert done.exit_code == 1
    assert "no.csv: không tìm thấy tệp hoặc thư mục." in done.stderr
