"""The tables beside the code."""

import csv
from importlib.resources import files


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of `tables/<name>.csv`, each by its column names."""
    text = files("ingest").joinpath("tables", name + ".csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
