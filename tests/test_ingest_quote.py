"""The clause around a citation."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.quote import Clause, clauses

TEXT = "KẾ HOẠCH\n\n- Thực hiện Nghị quyết 45/NQ-HĐND; rà soát theo Chỉ thị 7/CT-UBND. Trước ngày 30/6:\nbáo cáo."


def clause(text: str, words: str) -> Clause:
    start = text.index(words)
    (found,) = clauses(text, [(start, start + len(words))])
    return found


def test_a_clause_ends_where_the_next_begins():
    assert clause(TEXT, "Nghị quyết 45/NQ-HĐND") == Clause(12, 3, "Thực hiện Nghị quyết 45/NQ-HĐND")
    assert clause(TEXT, "Chỉ thị 7/CT-UBND").text == "rà soát theo Chỉ thị 7/CT-UBND"


def test_a_point_inside_a_number_ends_nothing():
    assert clause("Theo mục 1.2 của Nghị định 5/NĐ-CP.\n", "Nghị định 5/NĐ-CP").text.startswith("Theo mục 1.2")


def test_a_citation_broken_over_lines_keeps_them():
    text = "Căn cứ Nghị quyết\nsố 45/NQ-HĐND; và"
    assert clause(text, "Nghị quyết\nsố 45/NQ-HĐND") == Clause(0, 1, "Căn cứ Nghị quyết\nsố 45/NQ-HĐND")


def test_a_long_clause_is_cut_between_words():
    found = clause("một " * 200 + "Nghị định 5/NĐ-CP" + " hai" * 200, "Nghị định 5/NĐ-CP")
    assert 500 < len(found.text) < 600
    assert found.text.startswith("một ")
    assert found.text.endswith(" hai")


@given(st.text("a .;:\n“-", max_size=900), st.lists(st.tuples(st.integers(0, 900), st.integers(1, 60)), max_size=5))
def test_every_clause_is_of_the_text_holds_its_citation_and_knows_its_line(text: str, places: list[tuple[int, int]]):
    cited = [(start, start + size) for start, size in sorted(places) if start + size <= len(text)]
    for (start, end), found in zip(cited, clauses(text, cited), strict=True):
        assert text.startswith(found.text, found.start)
        assert found.start <= start
        assert end <= found.start + len(found.text)
        assert found.line == text.count("\n", 0, start) + 1
