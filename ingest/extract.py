"""One document read whole: heading, mentions, relations, tasks."""

from typing import Any, NamedTuple

from ingest.document import Document
from ingest.heading import read_heading
from ingest.mention import Mention, StatedRelation
from ingest.mentions import find_mentions
from ingest.task import Task
from ingest.tasks import find_tasks
from ingest.view import matching_view

_TASK = Mention._fields.index("task")


class Extraction(NamedTuple):
    """What one document says. Offsets are code points into the text that was read, but for those in `document`."""

    document: Document
    mentions: tuple[Mention, ...]
    tasks: tuple[Task, ...]
    relations: tuple[StatedRelation, ...]


def extract(text: str) -> Extraction:
    """Reads one decoded text. Any text is accepted; one without citations or tasks gives none."""
    view = matching_view(text)
    document = read_heading(view)
    mentions, relations = find_mentions(view, document)
    tasks = find_tasks(view, document, mentions, text)
    for task in tasks:
        for index in task.mentions:
            if mentions[index].task is None:
                mention = mentions[index]
                mentions[index] = Mention._make((*mention[:_TASK], task.label, *mention[_TASK + 1 :]))
    return Extraction(document, tuple(mentions), tuple(tasks), tuple(relations))


def to_json(extraction: Extraction) -> dict[str, Any]:
    """The extraction as the JSON object that `viendan extract --json` prints."""
    document = extraction.document
    head = {
        k: getattr(document, k)
        for k in ("type", "number", "symbol", "date", "date_precision", "place", "issuer", "title", "signer")
    }
    unit = document.unit
    head["unit"] = {"code": unit.code, "name": unit.name, "type": unit.type} if unit else None
    head["level"] = document.level
    return {
        "document": head,
        "mentions": [m._asdict() for m in extraction.mentions],
        "tasks": [t._asdict() | {"deadline": t.deadline._asdict() if t.deadline else None} for t in extraction.tasks],
        "relations": [r._asdict() for r in extraction.relations],
    }
