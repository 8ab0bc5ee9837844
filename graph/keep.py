"""Writing one document, as read, into the store; taking one out."""

import calendar
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, func, insert, select

from graph import schema
from graph.claim import block_of, plain_number
from graph.kind import read_symbol, slug_of
from ingest.body import canonical
from ingest.document import Document
from ingest.extract import Extraction
from ingest.fold import fold
from ingest.mention import Form, Mention

_BATCH = 500


class Reading(NamedTuple):
    """One file read: its bytes' hash, its text, what was found in it."""

    path: str
    sha256: str
    text: str
    extraction: Extraction


def keep(connection: Connection, reading: Reading, reader: str) -> str:
    """Writes a document and marks what must be resolved again. Returns its id."""
    document, mentions = reading.extraction.document, reading.extraction.mentions
    key = document_id(document, reading.sha256)
    since, until = issued_between(document, mentions)
    own = _own_block(document)
    connection.execute(
        insert(schema.documents).values(
            id=key,
            path=reading.path,
            sha256=reading.sha256,
            reader=reader,
            text=reading.text,
            date_from=since,
            date_to=until,
            unit_code=document.unit.code if document.unit else None,
            level=document.level,
            block=own,
            **{
                name: getattr(document, name)
                for name in ("type", "number", "symbol", "date", "date_precision", "place", "issuer", "title", "signer")
            },
        )
    )
    rows = list(_mention_rows(key, mentions, document))
    first = _next(connection, schema.mentions)
    for offset, row in enumerate(rows):
        row["id"] = first + offset
    if rows:
        connection.execute(insert(schema.mentions), rows)
    _keep_tasks(connection, key, reading.extraction, first)
    if reading.extraction.relations:
        connection.execute(
            insert(schema.stated_relations),
            [
                {
                    "source_mention_id": first + r.source,
                    "target_mention_id": first + r.target,
                    "relation": r.relation,
                    "start": r.start,
                    "end": r.end,
                }
                for r in reading.extraction.relations
            ],
        )
    mark(connection, {row["block"] for row in rows} - {"blank", "generic"} | {own, f"r:{key}"})
    return key


def take_out(connection: Connection, key: str) -> None:
    """Removes a document and marks what its citations were resolved with."""
    where = schema.mentions.c.document_id == key
    blocks = set(connection.execute(select(schema.mentions.c.block).where(where).distinct()).scalars())
    blocks.add(connection.execute(select(schema.documents.c.block).where(schema.documents.c.id == key)).scalar() or "")
    mark(connection, blocks - {"blank", "generic"})
    connection.execute(delete(schema.documents).where(schema.documents.c.id == key))


def mark(connection: Connection, blocks: Iterable[str]) -> None:
    """Notes that the blocks must be resolved again, in the transaction that changes what they are made of."""
    rows = [{"block": b} for b in sorted(set(blocks)) if b]
    if rows:
        have = set(
            connection.execute(
                select(schema.dirty.c.block).where(schema.dirty.c.block.in_([r["block"] for r in rows][:_BATCH]))
            ).scalars()
        )
        statement = insert(schema.dirty)
        if connection.dialect.name == "sqlite":
            connection.execute(statement.prefix_with("OR IGNORE"), rows)
        else:
            connection.execute(statement, [r for r in rows if r["block"] not in have])


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


def issued_between(document: Document, mentions: Iterable[Mention]) -> tuple[str | None, str | None]:
    """The days between which the document was issued: its date, or, where that is incomplete, from the latest date that
    it cites (a later one than its stated month or year is a slip) to the end of the month or year."""
    stated = document.date or ""
    if len(stated) == 10:
        return stated, stated
    first, last = period(stated)
    cited = [m.date for m in mentions if m.date and m.form is not Form.SELF and (last is None or m.date <= last)]
    latest = max(cited, default=None)
    if first and (latest is None or latest < first):
        latest = first
    return latest, last


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


def _mention_rows(key: str, mentions: tuple[Mention, ...], document: Document) -> Iterable[dict[str, Any]]:
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
        yield {
            **m._asdict(),
            "document_id": key,
            "ordinal": ordinal,
            "date_echo": echo,
            "block": block,
            "date_text": m.date_text or None,
        }


def _keep_tasks(connection: Connection, key: str, extraction: Extraction, first: int) -> None:
    tasks, bodies, cites = [], [], []
    base = _next(connection, schema.tasks)
    for ordinal, task in enumerate(extraction.tasks):
        number = base + ordinal
        due = task.deadline
        tasks.append(
            {
                "id": number,
                "document_id": key,
                "ordinal": ordinal,
                "label": task.label,
                "kind": task.kind,
                "start": task.start,
                "end": task.end,
                "text": task.text,
                "deadline_kind": due.kind if due else None,
                "deadline_start": due.start if due else None,
                "deadline_end": due.end if due else None,
                "deadline_text": due.text if due else None,
                "product": task.product,
            }
        )
        for role, names in (("lead", task.lead), ("coop", task.coop)):
            for place, name in enumerate(names):
                bodies.append(
                    {"task_id": number, "role": role, "ordinal": place, "name": name, "canonical": canonical(name)}
                )
        cites += [{"task_id": number, "mention_id": first + i} for i in sorted(set(task.mentions))]
    for table, rows in ((schema.tasks, tasks), (schema.task_bodies, bodies), (schema.task_mentions, cites)):
        if rows:
            connection.execute(insert(table), rows)


def _next(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()) + 1
