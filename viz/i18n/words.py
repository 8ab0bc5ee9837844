"""The words of a drawing or a report by their keys (`graph.csv`, `report.csv`: key,vi,en), and with them the closed
sets that they share with the pages (`labels.csv`)."""

from functools import cache

from ingest.table import read_table
from viz.i18n import LANGUAGES, labels

_SETS = {
    "graph": {"out": "relation", "in": "back", "status": "force", "fact": "attribute"},
    "report": {"severity": "severity", "status": "force", "attribute": "attribute"},
}


@cache
def words(of: str, lang: str) -> dict[str, str]:
    """Every word by its key; Vietnamese for a language that the tables have not."""
    column = lang if lang in LANGUAGES else LANGUAGES[0]
    sets = {f"{name}.{key}": it.text for name, kind in _SETS[of].items() for key, it in labels(kind, column).items()}
    return sets | {row["key"]: row[column] for row in read_table(of, "viz", "i18n")}


def word(of: str, lang: str, key: str, **values: object) -> str:
    """One of them with its blanks filled in. Values are text and never read as a format. A key that the tables do not
    know is shown as it is."""
    text = words(of, lang).get(key, key.rpartition(".")[2])
    return text.format(**values) if values else text
