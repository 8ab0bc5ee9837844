"""Tables as files that a spreadsheet opens, in which nothing can be taken for a formula."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from starlette.responses import Response

from graph.cell import safe_cell
from viz.web.attachment import attached

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_file(name: str, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> Response:
    """With a byte-order mark, without which Excel misreads Vietnamese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe_cell(h) for h in heads])
    writer.writerows([safe_cell(c) for c in row] for row in rows)
    return attached("﻿" + out.getvalue(), f"{name}.csv", "text/csv; charset=utf-8")


def xlsx_file(
    name: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Any]],
    colours: dict[str, str] | None = None,
) -> Response:
    """One sheet with filters, a frozen head and widths. `colours` gives the fill of a cell by its text."""
    import xlsxwriter  # noqa: PLC0415 (heavy, and seldom needed)

    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    ) as book:
        sheet = book.add_worksheet("viendan")
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EDF3", "border": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        fills = {text: book.add_format({"bg_color": fill, "align": "center"}) for text, fill in (colours or {}).items()}
        for column, text in enumerate(heads):
            sheet.write_string(0, column, text, head)
            widest = max((len(str(row[column])) for row in rows[:500] if row[column] is not None), default=0)
            sheet.set_column(column, column, min(60, max(4 if colours and column > 2 else 10, widest + 2)))
        for line, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, (int, float)):
                    sheet.write_number(line, column, cell, plain)
                elif cell not in (None, ""):
                    sheet.write_string(line, column, str(cell)[:32_000], fills.get(str(cell), plain))
        sheet.freeze_panes(1, 2 if colours else 1)
        sheet.autofilter(0, 0, max(len(rows), 1), max(len(heads) - 1, 0))
    return attached(out.getvalue(), f"{name}.xlsx", XLSX)
