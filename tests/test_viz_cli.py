"""The command line, as a person and as a program use it, on the five documents."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from viz.cli import COMMANDS, SUMMARIES, main

ROOT = Path(__file__).parent.parent
DOCUMENTS = ROOT / "data" / "documents"
ONE = sorted(DOCUMENTS.glob("*.txt"))[0]


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    path = tmp_path_factory.mktemp("cli") / "a.db"
    done = CliRunner().invoke(main, ["build", str(DOCUMENTS), "--db", str(path)])
    assert done.exit_code == 0, done.stderr
    return str(path)


def run(*words: str):
    return CliRunner().invoke(main, list(words))


def answer(*words: str):
    done = run(*words, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_every_command_has_help_and_a_summary():
    assert set(SUMMARIES) == set(COMMANDS)
    whole = run("--help")
    assert whole.exit_code == 0
    for name in COMMANDS:
        assert name in whole.stdout
        own = run(name, "--help")
        assert own.exit_code == 0
        assert "Cách dùng: viendan " + name in own.stdout
        assert "Usage" not in own.stdout


def test_text_is_the_file_itself():
    assert run("text", str(ONE)).stdout == ONE.read_bytes().decode()


def test_extract_prints_the_contract():
    found = answer("extract", str(ONE))
    assert found.keys() >= {"document", "mentions", "tasks"}
    head = {"type", "number", "symbol", "date", "date_precision", "place", "issuer", "title", "signer", "unit", "level"}
    assert found["document"].keys() >= head
    mention = {"start", "end", "text", "form", "type", "number", "year_in_number", "symbol", "date", "issuer", "title"}
    assert found["mentions"][0].keys() >= mention | {"relation", "task"}
    task = {"label", "kind", "start", "end", "text", "deadline", "lead", "coop", "product", "mentions"}
    assert found["tasks"][0].keys() >= task
    text = ONE.read_bytes().decode()
    for mention in found["mentions"]:
        assert " ".join(text[mention["start"] : mention["end"]].split())


def test_extract_as_a_table_names_what_was_read():
    shown = run("extract", str(ONE))
    assert shown.exit_code == 0
    assert "Viện dẫn:" in shown.stdout
    assert "Nhiệm vụ:" in shown.stdout


def test_documents_and_instruments_print_the_contract(db):
    listed = answer("documents", "--db", db)["documents"]
    assert len(listed) == 5
    keys = {"id", "path", "sha256", "title", "number", "symbol", "date", "issuer", "unit", "mentions", "tasks"}
    assert listed[0].keys() >= keys
    found = answer("instruments", "--db", db)
    assert found.keys() >= {"instruments", "unresolved"}
    one = found["instruments"][0]
    facts = {"id", "label", "type", "number", "year_in_number", "symbol", "date", "issuer", "title", "level", "system"}
    assert one.keys() >= facts | {"status", "conflicts", "mentions"}
    assert one["mentions"][0].keys() >= {"document", "start", "end", "confidence"}
    placed = [(m["document"], m["start"]) for i in found["instruments"] for m in i["mentions"]]
    left = [(u["document"], u["start"]) for u in found["unresolved"]]
    assert len(set(placed)) == len(placed)
    assert not set(placed) & set(left)
    assert found["unresolved"][0].keys() >= {"document", "start", "end", "text", "reason", "candidates"}


def test_the_two_questions_on_the_five_documents(db):
    units = lambda found: {i["unit"]["name"] for i in found["implementers"]}  # noqa: E731
    assert units(answer("who", "Chỉ thị 33/CT-TTg", "--db", db)) == {
        "An Phong", "Chu Văn An", "Hà Bắc", "Nam Đồ Sơn", "Phù Liễn",
    }  # fmt: skip
    found = answer("gaps", "82/NQ-HĐND", "--db", db, "--as-of", "20/11/2026")
    by_status = {}
    for unit in found["units"]:
        by_status.setdefault(unit["status"], set()).add(unit["name"])
    assert by_status["implemented"] == {"Phù Liễn", "Hà Bắc"}
    assert by_status["predates"] == {"Nam Đồ Sơn", "An Phong"}
    assert by_status["not_implemented"] == {"Chu Văn An"}
    assert len(by_status["no_documents"]) == 109
    assert found["summary"]["no_documents"] == 109
    assert found["instrument"]["date"] == "2025-12-11"


def test_show_gives_every_value_with_its_place(db):
    found = answer("show", "NQ 82 HDND", "--db", db)
    (dates,) = (a for a in found["attributes"] if a["attribute"] == "date")
    assert dates["likely"] == "2025-12-11"
    assert dates["conflict"] is True
    assert {v["value"]: v["mentions"] for v in dates["values"]} == {"2025-12-11": 2, "2026-02-13": 1}
    for value in dates["values"]:
        assert len(value["evidence"]) == value["mentions"]
        for quote in value["evidence"]:
            path = next(d["path"] for d in answer("documents", "--db", db)["documents"] if d["id"] == quote["document"])
            text = Path(path).read_bytes().decode()
            assert text[quote["start"] : quote["end"]] == quote["quote"]
            assert "82/NQ-HĐND" in text.split("\n")[quote["line"] - 1]
    shown = run("show", "NQ 82 HDND", "--db", db)
    assert "13/02/2026: 1 lần" in shown.stdout


@pytest.mark.parametrize("command", ["who", "gaps"])
def test_csv_has_a_head_and_no_formula(db, command):
    rows = list(csv.reader(io.StringIO(run(command, "33/CT-TTg", "--csv", "--db", db).stdout)))
    assert len(rows) > 5
    assert len({len(row) for row in rows}) == 1
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@pytest.mark.parametrize("command", ["who", "gaps", "show"])
def test_an_unclear_query_ends_with_one_and_its_candidates(db, command):
    done = run(command, "chỉ thị", "--json", "--db", db)
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    assert found["instrument"] is None
    assert len(found["candidates"]) > 1
    assert "chỉ thị" in done.stderr
    table = run(command, "chỉ thị", "--db", db)
    assert table.exit_code == 1
    assert found["candidates"][0]["id"] in table.stdout


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("who",), 2, "thiếu QUERY"),
        (("who", "a", "b"), 2, "thừa tham số b"),
        (("who", "a", "--jsn"), 2, "--json"),
        (("whp",), 2, "who"),
        (("gaps", "a", "--as-of", "hôm qua"), 2, "hôm qua"),
        (("export", "--format", "doc", "-o", "a"), 2, "--format"),
        (("build", "--registry", "a", "--no-registry"), 2, "--no-registry"),
        (("decide",), 2, "decide"),
        (("who", "a", "--db", "none.db"), 1, "none.db"),
        (("text", "none.txt"), 1, "none.txt"),
        (("extract", "."), 1, "."),
        (("build", "none", "--db", "a.db"), 1, "none"),
        (("documents", "--db", "."), 1, "thư mục"),
    ],
)
def test_a_wrong_call_is_one_sentence(words, status, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert done.exit_code == status
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_an_error_is_json_where_json_is_asked_for(tmp_path):
    done = run("who", "a", "--json", "--db", str(tmp_path / "none.db"))
    assert done.exit_code == 1
    assert "none.db" in json.loads(done.stdout)["error"]


def test_what_is_not_a_store_is_named(tmp_path):
    path = tmp_path / "a.db"
    path.write_text("not a database at all, " * 100)
    done = run("documents", "--db", str(path))
    assert done.exit_code == 1
    assert str(path) in done.stderr


def test_a_build_goes_on_past_what_it_cannot_read(tmp_path):
    (tmp_path / "good.txt").write_bytes(ONE.read_bytes())
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.docx").write_bytes(os.urandom(500))
    done = run("build", str(tmp_path), "--db", str(tmp_path / "a.db"))
    assert done.exit_code == 0
    assert "binary.docx" in done.stderr
    assert len(answer("documents", "--db", str(tmp_path / "a.db"))["documents"]) == 1
    again = run("build", str(tmp_path), "--db", str(tmp_path / "a.db"))
    assert "1 không đổi" in again.stdout


def test_a_long_query_is_answered(db):
    done = run("gaps", "luật " * 2000, "--db", db)
    assert done.exit_code == 1
    assert "ký tự" in done.stderr


def test_a_judgement_is_recorded_listed_sent_and_taken_back(db, tmp_path):
    path = tmp_path / "a.db"
    path.write_bytes(Path(db).read_bytes())
    at = ("--db", str(path))
    done = run("decide", "value", "82/NQ-HĐND", "date", "11/12/2025", "--why", "biên bản kỳ họp", "--who", "An", *at)
    assert done.exit_code == 0, done.stderr
    (one,) = answer("decide", "list", *at)["judgements"]
    assert (one["kind"], one["who"], one["why"]) == ("value", "An", "biên bản kỳ họp")
    assert one["subject"]["value"] == "2025-12-11"
    assert run("decide", "export", "-o", str(tmp_path / "j.jsonl"), *at).exit_code == 0
    assert run("decide", "undo", one["id"], "--who", "An", *at).exit_code == 0
    assert answer("decide", "list", *at)["judgements"] == []
    assert answer("decide", "list", "--all", *at)["judgements"][0]["undone_by"] == "An"
    assert run("decide", "import", str(tmp_path / "j.jsonl"), *at).exit_code == 0
    assert run("decide", "undo", "nothing", *at).exit_code == 1
    assert run("decide", "import", str(ONE), *at).exit_code == 1


def test_the_graph_answers_for_a_unit_a_body_and_documents(db, tmp_path):
    ids = [d["id"] for d in answer("documents", "--db", db)["documents"]]
    for words, question in (
        (("--unit", "phu lien"), "Phường Phù Liễn thực hiện những văn bản nào"),
        (("--unit", "11446"), "Phường Phù Liễn thực hiện những văn bản nào"),
        (("--body", "phong van hoa - xa hoi"), "Phòng Văn hóa - Xã hội chủ trì"),
        (("--document", ids[0]), "dựa trên những văn bản nào"),
        (("--document", ids[0], "--document", ids[1]), "2 văn bản này cùng dựa trên"),
        ((), "Kho văn bản có những gì"),
    ):
        done = run("graph", *words, "-o", str(tmp_path / "g.html"), "--db", db)
        assert done.exit_code == 0, done.stderr
        assert question in (tmp_path / "g.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--unit", "Hư Vô"), 1, "không có đơn vị cấp xã nào tên là “Hư Vô”"),
        (("--unit", "Tân An"), 0, ""),
        (("--body", "văn hóa"), 1, "Có phải: Phòng Văn hóa - Xã hội"),
        (("--document", "khong-co"), 1, "kho không có văn bản nào mang mã khong-co"),
        (("82/NQ-HĐND", "--unit", "11446"), 2, "chỉ nêu một trong"),
    ],
)
def test_a_graph_of_what_is_not_there_says_what_is(db, tmp_path, words, status, said):
    done = run("graph", *words, "-o", str(tmp_path / "g.html"), "--db", db)
    assert done.exit_code == status, done.stderr
    assert said in done.stderr
    assert (tmp_path / "g.html").exists() is (status == 0)


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld", "graphml", "csv"])
def test_every_export_is_written(db, form, tmp_path):
    out = tmp_path / f"a.{form}"
    done = run("export", "--format", form, "-o", str(out), "--db", db)
    assert done.exit_code == 0, done.stderr
    assert out.stat().st_size > 1000
    assert done.stdout == ""
    assert run("export", "--format", form, "-o", str(tmp_path / "no" / "a"), "--db", db).exit_code == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_program(shell):
    done = run("completion", shell)
    assert done.exit_code == 0
    assert "_VIENDAN_COMPLETE" in done.stdout


def viendan(*words: str, **environment: str):
    return subprocess.run(
        [sys.executable, "-m", "viz.cli", *words],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        check=False,
    )


def test_output_is_utf8_in_a_c_locale(db):
    done = viendan("who", "33/CT-TTg", "--json", "--db", db, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8"))["instrument"]["label"] == "Chỉ thị 33/CT-TTg"


def test_a_reader_that_stops_early_is_no_error(db):
    done = subprocess.run(
        f"{sys.executable} -m viz.cli instruments --db {db} | head -1",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""


def test_extract_imports_nothing_heavy():
    code = (
        "import sys, viz.cli\n"
        f"try: viz.cli.main(['extract', {str(ONE)!r}, '--json'])\n"
        "except SystemExit: pass\n"
        "print([m for m in ('sqlalchemy','rich','fastapi','networkx','rdflib','pyvis','pydantic') if m in sys.modules],"
        " file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True)
    assert done.stderr.strip() == "[]"
