"""The words of a document that prove a fact: a quote with its place."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, bindparam, func, select

from graph import schema
from graph.schema import documents, mentions

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
        rows = connection.execute(_QUERY, {"ids": wanted[k : k + _BATCH]}).all()
        for key, first, text, document, line, start, end, relation, task in rows:
            found[key] = Quote(first, first + len(text), text, document, line, start, end, relation, task)
    return found


_M, _Q = mentions.c, schema.quotes.c
_QUERY = (
    select(_M.id, _Q.start, _Q.text, _M.document_id, _Q.line, _M.start, _M.end, _M.relation, _M.task)
    .join(schema.quotes, _Q.mention_id == _M.id)
    .where(_M.id.in_(bindparam("ids", expanding=True)))
)
