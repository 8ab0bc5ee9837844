"""The words of a document that prove a fact: a quote with its place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, select

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
    for k in range(0, len(wanted), _BATCH):
        for row in connection.execute(_QUERY, {"ids": wanted[k : k + _BATCH]}):
            found[row.id] = _clause(row)
    return found


_M = mentions.c
# the text up to there travels, for to count lines in it costs the database as much again
_QUERY = (
    select(
        *(_M.id, _M.document_id, _M.start, _M.end, _M.relation, _M.task),
        func.substr(documents.c.text, 1, _M.end + _AFTER).label("text"),
    )
    .join(documents, documents.c.id == _M.document_id)
    .where(_M.id.in_(bindparam("ids", expanding=True)))
)


def _clause(row: Any) -> Quote:
    """Cuts the text around a mention at the ends of its clause; a citation broken over lines keeps its lines."""
    first = max(row.start - _BEFORE, 0)
    around = row.text[first:]
    at, to = row.start - first, row.end - first
    before = [m.end() for m in _STOP.finditer(around, 0, at)]
    begin = before[-1] if before else (0 if first == 0 else around.find(" ", 0, at) + 1)
    after = _STOP.search(around, to)
    finish = after.start() if after else len(around) if len(around) - to < _AFTER else around.rfind(" ", to)
    finish = max(finish, to)
    while begin < at and around[begin] in " \t\n\r-+*“”":
        begin += 1
    while finish > to and around[finish - 1].isspace():
        finish -= 1
    return Quote(
        start=first + begin,
        end=first + finish,
        quote=around[begin:finish],
        document=row.document_id,
        line=row.text.count("\n", 0, row.start) + 1,
        at=row.start,
        to=row.end,
        relation=row.relation,
        task=row.task,
    )
