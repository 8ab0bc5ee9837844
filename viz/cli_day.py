"""A day as a person types it."""

from datetime import date, datetime

import click


def read_day(value: str) -> date:
    """2026-11-20 or 20/11/2026."""
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(value, shape).date()
        except ValueError:
            continue
    raise click.BadParameter(f"“{value}” không phải là ngày; hãy viết 2026-11-20 hoặc 20/11/2026.")
