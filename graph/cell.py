"""A cell of a CSV file that a spreadsheet takes for text."""

import re
from typing import Any

_FORMULA = re.compile(r"[\s\x00-\x20]*[=+\-@|%]|[\t\r]")


def safe_cell(value: Any) -> Any:
    """Text that a spreadsheet would compute gets an apostrophe before it (OWASP, CSV injection); None is empty."""
    if not isinstance(value, str):
        return "" if value is None else value
    return f"'{value}" if _FORMULA.match(value) else value
