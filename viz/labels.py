"""The words of the graph view, in Vietnamese and English (`tables/graph_labels.csv`; relations as on every page)."""

from functools import cache

from ingest.table import read_table
from viz.i18n import LANGUAGES
from viz.i18n import labels as members


@cache
def labels(lang: str) -> dict[str, str]:
    """Every label by its key; Vietnamese for a language that the table has not."""
    column = lang if lang in LANGUAGES else "vi"
    ways = (("out", "relation"), ("in", "back"))
    relations = {f"{way}.{key}": it.text for way, kind in ways for key, it in members(kind, column).items()}
    return relations | {row["key"]: row[column] for row in read_table("graph_labels", "viz")}


def say(lang: str, key: str, **values: object) -> str:
    """One label with its blanks filled in. Values are text and never read as a format."""
    return labels(lang)[key].format(**values)
