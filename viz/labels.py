"""The words of the graph view, in Vietnamese and English (`tables/graph_labels.csv`)."""

import csv
from functools import cache
from importlib import resources

LANGUAGES = ("vi", "en")


@cache
def labels(lang: str) -> dict[str, str]:
    """Every label by its key; Vietnamese for a language that the table has not."""
    column = lang if lang in LANGUAGES else "vi"
    with resources.files("viz").joinpath("tables/graph_labels.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row[column] for row in csv.DictReader(file)}


def say(lang: str, key: str, **values: object) -> str:
    """One label with its blanks filled in. Values are text and never read as a format."""
    return labels(lang)[key].format(**values)
