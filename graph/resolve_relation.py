"""Relations between instruments: stated by a text, from a document to what it cites, or known to the registry; and
status."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select

from graph import schema
from graph.own_relation import own_relation
from graph.registry import Entry, Registry
from graph.resolve_write import batches
from ingest.mention import Form, Relation

_STRENGTH = {"repealed": 3, "replaced": 2, "amended": 1}
_STATUS = {Relation.AMENDS: "amended", Relation.REPLACES: "replaced", Relation.REPEALS: "repealed"}


_COLUMNS = ("source_id", "target_id", "relation", "document_id", "start", "end", "mention_id")


def relate(connection: Connection, documents: Iterable[str]) -> None:
    """Makes the relations of the documents anew."""
    table = schema.instrument_relations
    for chunk in batches(documents):
        connection.execute(delete(table).where(table.c.document_id.in_(chunk)))
        connection.execute(insert(table).from_select(_COLUMNS, _cited(chunk)))
        connection.execute(insert(table).from_select(_COLUMNS, _stated(chunk)))


def settle(connection: Connection, registry: Registry) -> None:
    """Makes the relations of the registry, then the status of all that any relation touches."""
    _known(connection, registry)
    _status(connection, registry)


def _cited(documents: list[str]) -> Select[Any]:
    m, placed, own = schema.mentions, schema.instrument_mentions, schema.instrument_documents
    return (
        select(own.c.instrument_id, placed.c.instrument_id, own_relation(), m.c.document_id, m.c.start, m.c.end, m.c.id)
        .select_from(m)
        .join(placed, placed.c.mention_id == m.c.id)
        .join(own, own.c.document_id == m.c.document_id)
        .where(m.c.document_id.in_(documents), m.c.form != Form.SELF, own.c.instrument_id != placed.c.instrument_id)
        .order_by(m.c.document_id, m.c.ordinal)
    )


def _stated(documents: list[str]) -> Select[Any]:
    s, m = schema.stated_relations, schema.mentions
    one, two = schema.instrument_mentions.alias("one"), schema.instrument_mentions.alias("two")
    return (
        select(
            one.c.instrument_id,
            two.c.instrument_id,
            s.c.relation,
            m.c.document_id,
            s.c.start,
            s.c.end,
            s.c.source_mention_id,
        )
        .select_from(s)
        .join(m, m.c.id == s.c.source_mention_id)
        .join(one, one.c.mention_id == s.c.source_mention_id)
        .join(two, two.c.mention_id == s.c.target_mention_id)
        .where(m.c.document_id.in_(documents), one.c.instrument_id != two.c.instrument_id)
        .order_by(m.c.document_id, s.c.id)
    )


def _known(connection: Connection, registry: Registry) -> None:
    table = schema.instrument_relations
    connection.execute(delete(table).where(table.c.document_id.is_(None)))
    homes = _homes(connection, registry)
    by_code: dict[str, list[Entry]] = {}
    for entry in registry.entries:
        by_code.setdefault(entry.code, []).append(entry)
    rows = []
    for entry in registry.entries:
        for verb, code in entry.relations:
            targets = by_code.get(code, ())
            if len(targets) == 1 and entry.place in homes and targets[0].place in homes:
                rows.append({"source_id": homes[entry.place], "target_id": homes[targets[0].place], "relation": verb})
    if rows:
        connection.execute(insert(table), rows)


def _homes(connection: Connection, registry: Registry) -> dict[int, str]:
    """Row of the registry to the instrument that it is, where there is one."""
    i = schema.instruments
    found: dict[tuple[str, str, str, str], str] = {}
    for row in connection.execute(select(i).where(i.c.registry)):
        found[row.type or "", (row.number or "").lstrip("0"), row.year_in_number or "", row.date or ""] = row.id
    homes = {}
    for entry in registry.entries:
        key = found.get((entry.type, entry.number.lstrip("0"), entry.year, entry.date))
        if key is not None:
            homes[entry.place] = key
    return homes


def _status(connection: Connection, registry: Registry) -> None:
    """What the relations and the registry say of each instrument's force; the gravest that is stated counts."""
    i, r = schema.instruments, schema.instrument_relations
    wanted: dict[str, tuple[str, str]] = {}
    homes = _homes(connection, registry)
    for entry in registry.entries:
        if entry.place in homes and entry.status != "unknown":
            wanted[homes[entry.place]] = (entry.status, "; ".join(w for w in (entry.status_note, entry.source) if w))
    query = (
        select(r.c.target_id, r.c.relation, i.c.label)
        .join(i, i.c.id == r.c.source_id)
        .where(r.c.relation.in_([str(verb) for verb in _STATUS]))
        .order_by(r.c.target_id, r.c.source_id)
    )
    for target, verb, label in connection.execute(query):
        status = _STATUS[Relation(verb)]
        if _STRENGTH[status] > _STRENGTH.get(wanted.get(target, ("", ""))[0], 0):
            wanted[target] = (status, label)
    for row in connection.execute(
        select(i.c.id, i.c.status, i.c.status_source).where((i.c.status != "unknown") | i.c.registry)
    ).all():
        status, source = wanted.pop(row.id, ("unknown", None))
        if (status, source) != (row.status, row.status_source):
            connection.execute(i.update().where(i.c.id == row.id).values(status=status, status_source=source))
    for key, (status, source) in sorted(wanted.items()):
        connection.execute(i.update().where(i.c.id == key).values(status=status, status_source=source))
