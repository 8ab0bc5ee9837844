"""Cells that a spreadsheet must not compute."""

import pytest

from graph.cell import safe_cell


@pytest.mark.parametrize("text", ["=1+1", "+84", "-2", "@SUM(A1)", "|cmd", "%0A=1", "\t=1", "\r\n=1", "  =1", "\x00=1"])
def test_what_could_be_computed_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "cell"), [("Kế hoạch 7/KH-UBND", "Kế hoạch 7/KH-UBND"), ("", ""), (None, ""), (7, 7)]
)
def test_all_else_stays(value: object, cell: object) -> None:
    assert safe_cell(value) == cell
