"""Both languages are complete: every sentence of the templates and pages has its English, every label both names."""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from viz.i18n import day, label, labels, say
from viz.i18n.error import error_in

VIETNAMESE = re.compile("[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)
ROOT = Path(__file__).parent.parent
TEMPLATES = [
    p for p in sorted((ROOT / "viz" / "templates").glob("*.html")) if not p.name.startswith(("graph", "report"))
]
KINDS = (
    "status",
    "relation",
    "back",
    "level",
    "system",
    "force",
    "attribute",
    "severity",
    "kind",
    "unit_type",
    "judgement",
)


def english() -> dict[str, str]:
    with (ROOT / "viz" / "i18n" / "en.csv").open(encoding="utf-8", newline="") as lines:
        return {row["vi"]: row["en"] for row in csv.DictReader(lines)}


def sentences_of_template(path: Path) -> Iterator[str]:
    for call in Environment(autoescape=True).parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "_":
            for said in (
                call.args[0].find_all(nodes.Const) if not isinstance(call.args[0], nodes.Const) else [call.args[0]]
            ):
                yield str(said.value)


def sentences_of_code() -> Iterator[str]:
    """Titles of problems, and what the pages say without a template."""
    for file in sorted((ROOT / "viz" / "web").glob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                if call.func.id == "Problem":
                    yield ast.literal_eval(call.args[2])
                elif call.func.id == "say" and isinstance(call.args[0], ast.Constant):
                    yield ast.literal_eval(call.args[0])


def sentences_of_errors() -> Iterator[str]:
    """What errors say that reach a page, with something put into their blanks."""
    files = [*(f"ingest/{name}.py" for name in ("decode", "formats", "programs", "word")), "graph/store.py"]
    for file in (*files, "viz/web/upload.py"):
        for call in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
            named = isinstance(call, ast.Call) and ast.unparse(call.func)
            if named in ("UnreadableDocument", "UploadError", "super().__init__") and call.args:  # type: ignore[union-attr]
                said = filled(call.args[-1])  # type: ignore[union-attr]
                if VIETNAMESE.search(said):
                    yield said


def filled(sentence: ast.expr) -> str:
    if isinstance(sentence, ast.JoinedStr):
        return "".join(str(p.value) if isinstance(p, ast.Constant) else "7x" for p in sentence.values)
    return str(sentence.value) if isinstance(sentence, ast.Constant) else ""


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda p: p.name)
def test_every_sentence_of_a_template_has_its_english(template: Path) -> None:
    missing = {s for s in sentences_of_template(template) if not english().get(s)}
    assert not missing


def test_every_error_has_its_english() -> None:
    said = set(sentences_of_errors())
    assert len(said) > 25
    assert not [s for s in said if VIETNAMESE.search(error_in(s, "en") or s)]
    assert error_in("thư mục/dự thảo.docx: Tệp rỗng, không có nội dung để đọc.", "en") == (
        "thư mục/dự thảo.docx: The file is empty: there is nothing to read."
    )
    assert error_in("Tệp rỗng.", "vi") == "Tệp rỗng."
    assert error_in("một câu lạ", "en") is None


def test_every_problem_has_its_english() -> None:
    assert not {s for s in sentences_of_code() if not english().get(s)}


def test_no_english_sentence_is_left_over() -> None:
    used = {s for t in TEMPLATES for s in sentences_of_template(t)} | set(sentences_of_code())
    assert not english().keys() - used


def test_blanks_are_the_same_in_both_languages() -> None:
    blanks = re.compile(r"%\(\w+\)s")
    assert {vi: en for vi, en in english().items() if sorted(blanks.findall(vi)) != sorted(blanks.findall(en))} == {}


def test_labels_have_both_names() -> None:
    for kind in KINDS:
        for lang in ("vi", "en"):
            found = labels(kind, lang)
            assert found
            assert all(one.text for one in found.values())


def test_labels_cover_their_closed_sets() -> None:
    from ingest.document import Level
    from ingest.mention import Relation
    from queries.status import Status

    assert labels("relation", "vi").keys() == {r.value for r in Relation} == labels("back", "vi").keys()
    assert labels("status", "vi").keys() == {s.value for s in Status}
    assert labels("level", "vi").keys() == {one.value for one in Level}


@pytest.mark.parametrize(
    ("iso", "vi"),
    [
        ("2026-09-05", "05/9/2026"),
        ("2026-02-15", "15/02/2026"),
        ("2026-11-03", "03/11/2026"),
        ("2026-02", "02/2026"),
        ("2026", "2026"),
        (None, ""),
        ("Quý I", "Quý I"),
    ],
)
def test_days_are_written_as_officers_write_them(iso: str | None, vi: str) -> None:
    assert day(iso, "vi") == vi


def test_what_is_not_translated_is_shown_as_it_is() -> None:
    assert say("chưa dịch", "en") == "chưa dịch"
    assert label("status", "khác", "en") == "khác"
