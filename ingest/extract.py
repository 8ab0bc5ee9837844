"""One document read whole: heading, mentions, relations, tasks."""

from typing import NamedTuple

from ingest.document import Document
from ingest.mention import Mention, StatedRelation
from ingest.task import Task


class Extraction(NamedTuple):
    """What one document says. All offsets are code points into the text that was read."""

    document: Document
    mentions: tuple[Mention, ...]
    tasks: tuple[Task, ...]
    relations: tuple[StatedRelation, ...]
