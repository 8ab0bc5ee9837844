"""Words with places become paragraphs."""

import pytest

from ingest.layout import layout_text

Words = list[tuple[float, float, str]]


def line(top: float, words: Words) -> str:
    left, right = words[0][0], words[-1][1]
    inner = "".join(
        f'<word xMin="{a:.6f}" yMin="{top:.6f}" xMax="{b:.6f}" yMax="{top + 10:.6f}">{text}</word>\n'
        for a, b, text in words
    )
    return f'<line xMin="{left:.6f}" yMin="{top:.6f}" xMax="{right:.6f}" yMax="{top + 10:.6f}">\n{inner}</line>\n'


def page(*lines: str) -> str:
    block = f'<block xMin="0" yMin="0" xMax="9" yMax="9">\n{"".join(lines)}</block>'
    return f'<page width="595.0" height="842.0">\n<flow>\n{block}\n</flow>\n</page>\n'


FULL: Words = [(50, 300, "Ủy ban"), (305, 500, "nhân")]


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        (line(100, FULL), line(112, [(50, 90, "dân"), (95, 130, "xã")]), "Ủy ban nhân dân xã\n"),
        (line(100, FULL), line(112, [(80, 120, "Dân"), (125, 500, "xã")]), "Ủy ban nhân\nDân xã\n"),
        (line(100, FULL), line(112, [(50, 60, "-"), (65, 500, "Một")]), "Ủy ban nhân\n- Một\n"),
        (line(100, [(50, 90, "Ngắn")]) + line(112, FULL), line(124, FULL), "Ngắn\nỦy ban nhân Ủy ban nhân\n"),
        (line(100, FULL), line(120, FULL), "Ủy ban nhân\nỦy ban nhân\n"),
        (line(100, FULL), line(140, FULL), "Ủy ban nhân\n\nỦy ban nhân\n"),
        (line(100, [(50, 200, "TRÁI")]), line(100, [(300, 500, "PHẢI")]), "TRÁI\n\nPHẢI\n"),
        (line(100, [(50, 90, "Quy"), (90.2, 130, "ết"), (135, 500, "định")]), "", "Quyết định\n"),
        (line(100, [(50, 480, "số"), (485, 500, "15/CT-")]), line(112, [(50, 90, "UBND")]), "số 15/CT- UBND\n"),
        (line(100, [(50, 500, "HĐND&amp;UBND")]), "", "HĐND&UBND\n"),
    ],
)
def test_lines_become_paragraphs(first: str, second: str, text: str) -> None:
    assert layout_text(page(first, second)) == text


def test_pages_are_parted_by_form_feeds() -> None:
    assert layout_text(page(line(100, FULL)) + page() + page(line(100, FULL))) == "Ủy ban nhân\n\f\fỦy ban nhân\n"


def test_nothing_and_nonsense_give_no_text() -> None:
    assert layout_text("") == ""
    assert layout_text("<word>a</word><line><page>") == ""
