"""The graph as CSV files in one zip, for a spreadsheet or a database."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, select

from graph.atomic import replacing
from graph.cell import safe_cell
from graph.schema import (
    documents,
    instrument_mentions,
    instrument_relations,
    instrument_values,
    instruments,
    mentions,
    task_bodies,
    task_mentions,
    tasks,
    unresolved,
)
from graph.store import Store

_SAME_TIME = (1980, 1, 1, 0, 0, 0)
"""In the zip, so that the same store gives the same bytes."""


def write_csv(store: Store, path: Path) -> str:
    """Writes one zip with a CSV file (UTF-8 with byte-order mark, so that spreadsheets show the accents) for each kind
    of thing; says what it holds."""
    counts: list[str] = []
    with (
        store.read() as connection,
        replacing(path) as target,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name, query in _sheets().items():
            entry = zipfile.ZipInfo(f"{name}.csv", _SAME_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with (
                archive.open(entry, "w", force_zip64=True) as raw,
                io.TextIOWrapper(raw, "utf-8-sig", newline="") as out,
            ):
                counts.append(f"{name} {_write(connection, query, out)}")
    return ", ".join(counts)


def _write(connection: Connection, query: Select[Any], out: io.TextIOWrapper) -> int:
    writer = csv.writer(out)
    result = connection.execution_options(yield_per=5000).execute(query)
    writer.writerow(result.keys())
    rows: Iterator[Any] = iter(result)
    n = 0
    for row in rows:
        writer.writerow([safe_cell(value) for value in row])
        n += 1
    return n


def _sheets() -> dict[str, Select[Any]]:
    d, i, m, im, t = documents.c, instruments.c, mentions.c, instrument_mentions.c, tasks.c
    v, r = instrument_values.c, instrument_relations.c
    return {
        "documents": select(*(c for c in d if c.name not in ("text", "reader", "block"))).order_by(d.id),
        "instruments": select(*(c for c in i if c.name not in ("folded", "block"))).order_by(i.id),
        "mentions": select(
            m.id,
            m.document_id,
            m.start,
            m.end,
            m.text,
            m.form,
            m.type,
            m.number,
            m.year_in_number,
            m.symbol,
            m.date,
            m.issuer,
            m.title,
            m.relation,
            m.task,
            im.instrument_id,
            im.confidence,
            unresolved.c.reason,
        )
        .outerjoin(instrument_mentions, im.mention_id == m.id)
        .outerjoin(unresolved, unresolved.c.mention_id == m.id)
        .order_by(m.document_id, m.start),
        "values": select(instrument_values).order_by(v.instrument_id, v.attribute, v.value),
        "relations": select(r.source_id, r.relation, r.target_id, r.document_id, r.start, r.end).order_by(
            r.source_id, r.target_id, r.relation, r.document_id, r.start
        ),
        "tasks": select(tasks).order_by(t.document_id, t.ordinal),
        "task_bodies": select(task_bodies).order_by(task_bodies.c.task_id, task_bodies.c.role, task_bodies.c.ordinal),
        "task_mentions": select(task_mentions).order_by(task_mentions.c.task_id, task_mentions.c.mention_id),
    }
