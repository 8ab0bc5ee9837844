"""The tables beside the code."""

import csv
from importlib.resources import files


def read_table(name: str, package: str = "ingest", folder: str = "tables") -> list[dict[str, str]]:
    """The rows of `<package>/<folder>/<name>.csv`, each by its column names."""
    text = files(package).joinpath(folder, name + ".csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
