"""Answers on a terminal: JSON, CSV, tables that fit the width."""

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

import click

from graph.cell import safe_cell

_PIPED_WIDTH = 110


def print_json(answer: Any) -> None:
    """One JSON object on standard output, UTF-8; indented for a person, compact for a program."""
    plain = asdict(answer) if is_dataclass(answer) and not isinstance(answer, type) else answer
    click.echo(json.dumps(plain, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None))


def print_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """CSV on standard output."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    click.echo(out.getvalue(), nl=False)


def print_table(header: Sequence[str], rows: Iterable[Sequence[Any]], *, widths: Sequence[int | None] = ()) -> None:
    """A table as wide as the terminal; without colours where standard output is no terminal. `widths` gives the share
    of a column that may wrap; None or nothing for one that may not."""
    from rich import box  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    shares = [*widths, *[None] * (len(header) - len(widths))]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    for name, share in zip(header, shares, strict=True):
        table.add_column(name, ratio=share, no_wrap=share is None, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else " ".join(str(cell).split())) for cell in row))
    table.expand = any(shares)
    terminal = sys.stdout.isatty()
    console = Console(
        file=sys.stdout,
        width=None if terminal else int(os.environ.get("COLUMNS", _PIPED_WIDTH)),
        highlight=False,
        color_system="auto" if terminal else None,
    )
    with console.capture() as captured:
        console.print(table)
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


def say(message: str) -> None:
    """A message for the person, on standard error."""
    click.echo(message, err=True)


def shorten(text: str | None, length: int) -> str:
    """White space folded, cut at a word."""
    words = " ".join((text or "").split())
    if len(words) <= length:
        return words
    return words[: length - 1].rsplit(" ", 1)[0] + "…"
