"""The words of a document that prove a fact: a quote with its place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from graph.schema import documents, mentions

_BEFORE, _AFTER = 220, 320
_STOP = re.compile(r"[;\n]|[.:](?=\s)")
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Quote:
    """A citation in its clause. `quote` is the document's text from `start` to `end`, unchanged; the citation itself
    stands from `at` to `to`, on the line `line` (from 1)."""

    start: int
    end: int
    quote: str
    document: str
    line: int
    at: int
    to: int
    relation: str | None = None
    task: str | None = None


def line_of(offset: ColumnElement[int]) -> ColumnElement[int]:
    """The line (from 1) on which an offset of documents.text stands, counted by the database so that no text
    travels."""
    before = func.substr(documents.c.text, 1, offset)
    return (func.length(before) - func.length(func.replace(before, "\n", "")) + 1).label("line")


def quotes(connection: Connection, mention_ids: Iterable[int]) -> dict[int, Quote]:
    """The quote of each mention, by its id."""
    wanted = list(mention_ids)
    found: dict[int, Quote] = {}
    first = (
        func.max(mentions.c.start - _BEFORE, 0)
        if connection.dialect.name == "sqlite"
        else func.greatest(mentions.c.start - _BEFORE, 0)
    )
    for k in range(0, len(wanted), _BATCH):
        rows = connection.execute(
            select(
                mentions.c.id,
                mentions.c.document_id,
                mentions.c.start,
                mentions.c.end,
                mentions.c.relation,
                mentions.c.task,
                first.label("first"),
                func.substr(documents.c.text, first + 1, mentions.c.end - first + _AFTER).label("around"),
                line_of(mentions.c.start),
            )
            .join(documents, documents.c.id == mentions.c.document_id)
            .where(mentions.c.id.in_(wanted[k : k + _BATCH]))
        )
        for row in rows:
            found[row.id] = _clause(row)
    return found


def _clause(row: Any) -> Quote:
    """Cuts the text around a mention at the ends of its clause; a citation broken over lines keeps its lines."""
    at, to = row.start - row.first, row.end - row.first
    before = [m.end() for m in _STOP.finditer(row.around, 0, at)]
    begin = before[-1] if before else (0 if row.first == 0 else row.around.find(" ", 0, at) + 1)
    after = _STOP.search(row.around, to)
    finish = after.start() if after else len(row.around) if len(row.around) - to < _AFTER else row.around.rfind(" ", to)
    finish = max(finish, to)
    while begin < at and row.around[begin] in " \t\n\r-+*“”":
        begin += 1
    while finish > to and row.around[finish - 1].isspace():
        finish -= 1
    return Quote(
        start=row.first + begin,
        end=row.first + finish,
        quote=row.around[begin:finish],
        document=row.document_id,
        line=row.line,
        at=row.start,
        to=row.end,
        relation=row.relation,
        task=row.task,
    )
