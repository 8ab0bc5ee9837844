"""Mentions that name no number: blanks, which mostly mean the document's own plan, and generic ones, by their words."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from graph import schema
from graph.claim import Context, comparable, make_claim
from graph.issuer import Issuer, IssuerContext, compatible, read_issuer
from graph.kind import read_symbol, slug_of
from graph.resolve_score import likeness
from graph.resolve_write import batches, write_unresolved
from ingest.mention import Form, Relation

ENOUGH = 86.0
"""Per cent of likeness from which the words of a reference identify an instrument."""
CLEAR = 8.0
"""Per cent by which the best must exceed the second."""
SHOWN = 55.0
_LETTERS = 25
"""Letters of a subject below which words identify nothing."""


class _Target(NamedTuple):
    id: str
    type: str
    date: str
    issuer: str | None
    symbol: str | None
    place: tuple[str | None, str | None, str | None]
    titles: tuple[str, ...]


def place_rest(connection: Connection, contexts: Mapping[str, Context]) -> set[str]:
    """Places all blanks and generic references anew. Returns the documents of which something changed."""
    m, placed = schema.mentions, schema.instrument_mentions
    columns = [
        m.c[n]
        for n in (
            "id",
            "document_id",
            "form",
            "text",
            "type",
            "symbol",
            "date",
            "date_text",
            "issuer",
            "title",
            "relation",
        )
    ]
    rows = connection.execute(select(*columns).where(m.c.block.in_(("blank", "generic")))).all()
    wanted: dict[int, tuple[str, float, dict[str, float]]] = {}
    open_: dict[int, tuple[str, list[tuple[str, float]]]] = {}
    own = {r.document_id: r.instrument_id for r in connection.execute(select(schema.instrument_documents))}
    heads = {
        r.id: r
        for r in connection.execute(
            select(schema.documents.c.id, schema.documents.c.type, schema.documents.c.symbol, schema.documents.c.date)
        )
    }
    targets = _targets(connection)
    memory: dict[tuple[object, ...], list[tuple[str, float]]] = {}
    for row in rows:
        if row.form in (Form.BLANK, Form.SELF):
            score = _own_score(row, heads[row.document_id])
            if row.document_id in own and score is not None:
                wanted[row.id] = (own[row.document_id], 0.9 if score["symbol"] else 0.8, score)
            else:
                open_[row.id] = ("số để trống, và không phải chính văn bản này", [])
            continue
        context = contexts[row.document_id]
        key = (row.type, row.issuer, row.title, row.text, context.issuing, context.until)
        if key not in memory:
            memory[key] = _alike(row, context, targets)
        found = memory[key]
        joint = row.issuer and len(_pieces(row, context)) > 1
        clear = found and not joint and found[0][1] >= ENOUGH and (len(found) < 2 or found[0][1] - found[1][1] >= CLEAR)
        if clear and row.issuer:
            wanted[row.id] = (
                found[0][0],
                round(0.5 + (found[0][1] - ENOUGH) / 50, 3),
                {"title": round(found[0][1] / 100, 2), "issuer": 2.0},
            )
        else:
            reason = "không ghi số và ký hiệu; lời văn không đủ xác định một văn bản"
            open_[row.id] = (reason, [(i, round(s / 100, 3)) for i, s in found[:5]])
    ids = {row.id: row.document_id for row in rows}
    had = {
        r.mention_id: (r.instrument_id, r.confidence, r.score)
        for chunk in batches(ids)
        for r in connection.execute(select(placed).where(placed.c.mention_id.in_(chunk)))
    }
    stale = [k for k, v in had.items() if wanted.get(k) != v]
    for chunk in batches(stale):
        connection.execute(delete(placed).where(placed.c.mention_id.in_(chunk)))
    fresh = [
        {"mention_id": k, "instrument_id": v[0], "confidence": v[1], "score": v[2]}
        for k, v in sorted(wanted.items())
        if had.get(k) != v
    ]
    if fresh:
        connection.execute(insert(placed), fresh)
    write_unresolved(connection, ids, open_)
    return {ids[k] for k in (*stale, *(f["mention_id"] for f in fresh))}


def _own_score(row: Any, head: Any) -> dict[str, float] | None:
    """Points for a blank being the document that it stands in; None where type, symbol or month speak against it."""
    mine, its = read_symbol(row.symbol, row.type), read_symbol(head.symbol, head.type)
    if mine and its and mine != its:
        return None
    if row.type and head.type and slug_of(row.type) != slug_of(head.type):
        return None
    if not (mine and its) and row.relation != Relation.ANNEX_OF:
        return None
    date = row.date or ""
    if len(head.date or "") == 10 and date and date != head.date:
        return None
    return {"symbol": 3.0 if mine and its else 0.0, "annex": 2.0 if row.relation == Relation.ANNEX_OF else 0.0}


def _targets(connection: Connection) -> dict[str, list[_Target]]:
    """Instruments by type, each with every title seen of it."""
    i, v = schema.instruments, schema.instrument_values
    titles: dict[str, list[str]] = {}
    for key, value in connection.execute(select(v.c.instrument_id, v.c.value).where(v.c.attribute == "title")):
        titles.setdefault(key, []).append(comparable(value))
    found: dict[str, list[_Target]] = {}
    columns = (
        i.c.id,
        i.c.type,
        i.c.date,
        i.c.issuer,
        i.c.symbol,
        i.c.province_code,
        i.c.former_province,
        i.c.unit_code,
    )
    for row in connection.execute(select(*columns).order_by(i.c.id)):
        seen = tuple(t for t in titles.get(row.id, ()) if len(t) >= _LETTERS)
        if seen:
            place = (row.province_code, row.former_province, row.unit_code)
            found.setdefault(slug_of(row.type), []).append(
                _Target(row.id, row.type, row.date or "", row.issuer, row.symbol, place, seen)
            )
    return found


def _alike(row: Any, context: Context, targets: Mapping[str, list[_Target]]) -> list[tuple[str, float]]:
    """Instruments of the type and issuer that the words may mean, best first."""
    subject = comparable(row.title)
    if len(subject) < _LETTERS:
        return []
    claim = make_claim(
        "generic", row.text, row.type, None, None, None, None, None, row.issuer, row.title, context.issuing
    )
    found = []
    for target in targets.get(claim.type, ()):
        if claim.issuer is not None and not _same_issuer(claim.issuer, target):
            continue
        if target.date > context.until:
            continue
        score = max(likeness(subject, t) for t in target.titles)
        if score >= SHOWN:
            found.append((target.id, score))
    return sorted(found, key=lambda f: (-f[1], f[0]))[:6]


def _pieces(row: Any, context: Context) -> list[str]:
    """The bodies that the reference names: of several, each has its own instrument."""
    issuer = read_issuer(row.issuer, row.symbol, row.type, context.issuing)
    return issuer.key.split("+")


def _same_issuer(issuer: Issuer, target: _Target) -> bool:
    if target.issuer is None:
        return True
    place = (issuer.province_code, issuer.former_province, issuer.unit_code)
    if place != target.place:
        return False
    other = read_issuer(target.issuer, target.symbol, target.type, IssuerContext())
    return other is None or not other.key or compatible(issuer, other) >= 0.7
