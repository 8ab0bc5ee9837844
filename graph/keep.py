"""Writing one document, as read, into the store; taking one out."""

import calendar
import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, select

from graph import schema
from graph.bulk import insert_many
from graph.claim import block_of, plain_number
from graph.kind import is_law, read_symbol, slug_of
from ingest.body import canonical
from ingest.document import Document
from ingest.extract import Extraction
from ingest.fold import fold
from ingest.mention import Form, Mention, Relation
from ingest.quote import clauses
from ingest.task import Task

Values = tuple[Any, ...]
_DOCUMENT = tuple(c.name for c in schema.documents.c)
_MENTION = tuple(c.name for c in schema.mentions.c)
_QUOTE = tuple(c.name for c in schema.quotes.c)
_TASK = tuple(c.name for c in schema.tasks.c)
_BODY = tuple(c.name for c in schema.task_bodies.c)
_CITE = tuple(c.name for c in schema.task_mentions.c)
_RELATION = tuple(c.name for c in schema.stated_relations.c if c.name != "id")


class Reading(NamedTuple):
    """One file read: its bytes' hash, its text, what was found in it."""

    path: str
    sha256: str
    text: str
    extraction: Extraction


class Rows(NamedTuple):
    """A reading as the rows of the tables, made where it was read. Mentions and tasks have no numbers in the store yet:
    they are named by their place in the document."""

    document: dict[str, Any]
    mentions: list[Values]
    quotes: list[Values]
    """Of the mention of that place."""
    tasks: list[Values]
    bodies: list[Values]
    """Of the task of that place."""
    cites: list[tuple[int, int]]
    """Task and mention."""
    relations: list[Values]
    blocks: tuple[str, ...]
    """What must be resolved again."""


def keep(connection: Connection, reading: Reading | Rows, reader: str) -> str:
    """Writes a document and marks what must be resolved again. Returns its id."""
    rows = reading if isinstance(reading, Rows) else rows_of(reading)
    put = partial(insert_many, connection)
    put(schema.documents, _DOCUMENT, [tuple((rows.document | {"reader": reader})[name] for name in _DOCUMENT)])
    mention, task = (connection.execute(last).scalar_one() + 1 for last in _LAST)
    put(schema.mentions, _MENTION, ((mention + k, *row) for k, row in enumerate(rows.mentions)))
    put(schema.quotes, _QUOTE, ((mention + k, *row) for k, row in enumerate(rows.quotes)))
    put(schema.tasks, _TASK, ((task + k, *row) for k, row in enumerate(rows.tasks)))
    put(schema.task_bodies, _BODY, ((task + k, *row) for k, *row in rows.bodies))
    put(schema.task_mentions, _CITE, ((task + k, mention + m) for k, m in rows.cites))
    put(schema.stated_relations, _RELATION, ((mention + a, mention + b, *row) for a, b, *row in rows.relations))
    mark(connection, rows.blocks)
    return str(rows.document["id"])


_LAST = [select(func.coalesce(func.max(table.c.id), 0)) for table in (schema.mentions, schema.tasks)]


def rows_of(reading: Reading) -> Rows:
    document, mentions = reading.extraction.document, reading.extraction.mentions
    key = document_id(document, reading.sha256)
    since, until = issued_between(document, mentions)
    own = _own_block(document)
    names = (
        "type", "number", "symbol", "date", "date_precision", "place", "issuer", "title", "signer", "province_code",
        "year_in_number",
    )  # fmt: skip
    cited = list(_mention_rows(key, mentions, document))
    tasks = reading.extraction.tasks
    return Rows(
        {
            "id": key,
            "path": reading.path,
            "sha256": reading.sha256,
            "text": reading.text,
            "date_from": since,
            "date_to": until,
            "unit_code": document.unit.code if document.unit else None,
            "level": str(document.level),
            "block": own,
            **{name: getattr(document, name) for name in names},
        },
        cited,
        [(c.start, c.line, c.text) for c in clauses(reading.text, ((m.start, m.end) for m in mentions))],
        [_task_row(key, place, task) for place, task in enumerate(tasks)],
        [
            (place, role, order, name, canonical(name))
            for place, task in enumerate(tasks)
            for role, bodies in (("lead", task.lead), ("coop", task.coop))
            for order, name in enumerate(bodies)
        ],
        [(place, m) for place, task in enumerate(tasks) for m in sorted(set(task.mentions))],
        [(r.source, r.target, str(r.relation), r.start, r.end) for r in reading.extraction.relations],
        tuple(sorted({row[-1] for row in cited} - {"blank", "generic", ""} | {own, f"r:{key}"})),
    )


def take_out(connection: Connection, key: str) -> None:
    """Removes a document and marks what its citations were resolved with."""
    where = schema.mentions.c.document_id == key
    blocks = set(connection.execute(select(schema.mentions.c.block).where(where).distinct()).scalars())
    blocks.add(connection.execute(select(schema.documents.c.block).where(schema.documents.c.id == key)).scalar() or "")
    mark(connection, blocks - {"blank", "generic"})
    connection.execute(delete(schema.documents).where(schema.documents.c.id == key))


def mark(connection: Connection, blocks: Iterable[str]) -> None:
    """Notes that the blocks must be resolved again, in the transaction that changes what they are made of."""
    insert_many(connection, schema.dirty, ("block",), [(b,) for b in sorted(set(blocks)) if b], known=True)


def document_id(document: Document, digest: str) -> str:
    """Readable, and of the content alone: kh-25-ubnd-nam-do-son-35c55f62."""
    parts = read_symbol(document.symbol, document.type)
    place = document.unit.name if document.unit else ""
    kind = slug_of(document.type, parts.code if parts else None) if document.type or parts else "vb"
    words = [kind, document.number or "", parts.body if parts else "", place]
    if not parts and not place:
        words.append(" ".join((document.title or "").split()[:6]))
    slug = "-".join(re.findall(r"[a-z0-9]+", fold(" ".join(words))))
    return f"{slug[:60].rstrip('-')}-{digest[:8]}"


def issued_between(document: Document, mentions: Sequence[Mention]) -> tuple[str | None, str | None]:
    """The days between which the document was issued: its date, or, where that is incomplete, from the latest date that
    it cites (a later one than its stated month or year is a slip) to the end of the month or year."""
    stated = _stated(document, mentions)
    if len(stated) == 10:
        return stated, stated
    first, last = period(stated)
    cited = [m.date for m in mentions if m.date and m.form is not Form.SELF and (last is None or m.date <= last)]
    latest = max(cited, default=None)
    if first and (latest is None or latest < first):
        latest = first
    return latest, last


def _stated(document: Document, mentions: Sequence[Mention]) -> str:
    """The date in its heading; where that is incomplete, the month that its annexes give ("Kèm theo Kế hoạch số
    /KH-UBND ngày /4/2026"), unless they contradict it."""
    stated = document.date or ""
    if len(stated) == 10:
        return stated
    own = (document.type, _squeezed(document.symbol))
    for m in mentions:
        if m.relation is Relation.ANNEX_OF and m.form in _UNNUMBERED and (m.type, _squeezed(m.symbol)) == own:
            found = _MONTH.search(m.date_text or "")
            month = f"{found[2]}-{int(found[1]):02}" if found else ""
            if period(month)[0] and month.startswith(stated):
                return month
    return stated


_UNNUMBERED = (Form.BLANK, Form.SELF)
_MONTH = re.compile(r"(?:/|tháng) *(0?[1-9]|1[0-2]) *(?:/|năm) *((?:19|20)\d\d)")


def _squeezed(symbol: str | None) -> str:
    return "".join((symbol or "").split())


def period(stated: str) -> tuple[str | None, str | None]:
    """First and last day of a month (2026-02) or year (2026)."""
    if re.fullmatch(r"\d{4}-\d{2}", stated):
        days = calendar.monthrange(int(stated[:4]), int(stated[5:]))[1]
        return f"{stated}-01", f"{stated}-{days:02d}"
    if re.fullmatch(r"\d{4}", stated):
        return f"{stated}-01-01", f"{stated}-12-31"
    return None, None


def _own_block(document: Document) -> str:
    """What the document's own instrument is resolved with: its number, or, where that is blank, drafts of the same
    name."""
    if not document.type and not document.symbol:
        return ""
    if is_law(document.type, read_symbol(document.symbol, document.type)):
        return "law"
    number = plain_number(document.number)
    if number:
        return f"n:{number}"
    who = document.unit.code if document.unit else fold(document.issuer or "")
    return "own:" + "|".join(
        (
            who,
            slug_of(document.type),
            fold(document.symbol or ""),
            (document.date or "")[:4],
            fold(document.title or ""),
        )
    )


def _mention_rows(key: str, mentions: tuple[Mention, ...], document: Document) -> Iterable[Values]:
    seen: dict[str, tuple[int, str]] = {}
    blocks: list[str] = []
    own = _own_block(document)
    for ordinal, m in enumerate(mentions):
        head = m.alias_of
        if m.form is Form.SELF:
            block = own or "blank"
        elif head is not None and head < ordinal:
            block = blocks[head]
        else:
            block = block_of(m.form, m.text, m.type, m.number, m.year_in_number, m.symbol)
        blocks.append(block)
        echo = None
        if m.date:
            earlier = seen.get(m.date)
            if earlier is not None and earlier[1] != block:
                echo = earlier[0]
            else:
                seen[m.date] = (ordinal, block)
        yield (
            key, ordinal, m.start, m.end, m.text, str(m.form), m.type, m.number, m.year_in_number, m.symbol, m.date,
            m.date_text or None, m.issuer, m.title, str(m.relation), m.task, m.pinpoint, m.alias_of, echo, block,
        )  # fmt: skip


def _task_row(key: str, place: int, task: Task) -> Values:
    due = task.deadline
    return (
        key, place, task.label, str(task.kind), task.start, task.end, task.text,
        str(due.kind) if due else None, due.start if due else None, due.end if due else None, due.text if due else None,
        task.product,
    )  # fmt: skip
