"""What people decided, kept apart from what the machine found, in terms that survive a rebuild from nothing."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from graph import schema
from graph.claim import block_of, comparable, plain_number
from graph.keep import mark
from graph.resolve_block import Links
from graph.resolve_core import Row
from graph.store import Store

_ANCHORS = 3


class Kind(StrEnum):
    SAME = "same"
    """Two mentions or instruments are one. Subject: {"a": reference, "b": reference}."""
    DIFFERENT = "different"
    VALUE = "value"
    """The right value of an attribute. Subject: {"of": reference, "attribute": …, "value": …}."""
    FINDING = "finding"
    """A finding is accepted or rejected. Subject: {"finding": id, "verdict": "accepted" | "rejected", …}."""
    ALIAS = "alias"
    """A name leads to an instrument. Subject: {"name": …, "of": reference}."""


class UnknownReference(Exception):  # noqa: N818 - names what is the case
    """What a judgement is to be about is not in the store."""


@dataclass(frozen=True, slots=True)
class Judgement:
    id: str
    kind: Kind
    subject: dict[str, Any]
    who: str
    at: str
    """ISO instant, UTC."""
    why: str
    undone_at: str | None = None
    undone_by: str | None = None


def reference(connection: Connection, key: str | int) -> dict[str, Any]:
    """A mention (by its number in the store) or an instrument (by its id) in terms of documents: the hash of their
    bytes, the offsets and the words of citations, and what identifies it where those documents are not there."""
    m, placed, d = schema.mentions, schema.instrument_mentions, schema.documents
    query = select(m, d.c.sha256).join(d, d.c.id == m.c.document_id)
    if isinstance(key, int):
        rows = connection.execute(query.where(m.c.id == key)).all()
    else:
        query = query.join(placed, placed.c.mention_id == m.c.id).where(placed.c.instrument_id == key)
        rows = connection.execute(
            query.where(m.c.alias_of.is_(None), m.c.form.in_(("numbered", "named"))).order_by(d.c.sha256, m.c.start)
        ).all()
    instrument = connection.execute(select(schema.instruments).where(schema.instruments.c.id == key)).one_or_none()
    if not rows and instrument is None:
        raise UnknownReference(f"Không có trích dẫn hay văn bản {key} trong cơ sở dữ liệu.")
    about = instrument or rows[0]
    names = ("type", "number", "year_in_number", "symbol", "date", "issuer", "title")
    return {
        "instrument": key if isinstance(key, str) else None,
        "evidence": {name: getattr(about, name) for name in names},
        "mentions": [
            {"sha256": r.sha256, "start": r.start, "end": r.end, "text": r.text, "block": r.block}
            for r in _spread(rows)
        ],
    }


def _spread(rows: Sequence[Any]) -> list[Any]:
    """Citations of several documents before several of one; those with most said first."""
    best = sorted(rows, key=lambda r: (r.date is None, r.sha256, r.start))
    first: dict[str, Any] = {}
    for row in best:
        first.setdefault(row.sha256, row)
    return (list(first.values()) + [r for r in best if r not in first.values()])[:_ANCHORS]


def record(store: Store, kind: Kind | str, subject: dict[str, Any], who: str, why: str) -> Judgement:
    """Records a judgement and marks what it touches, to be resolved again by the next build."""
    with store.write() as connection:
        if Kind(kind) is Kind.VALUE:
            # What spoke against it then was known; more than that is new evidence.
            _, rival = _heard(connection, subject)
            subject = {**subject, "against": rival.documents if rival is not None else 0}
        judgement = Judgement(uuid4().hex[:8], Kind(kind), subject, who, _now(), why)
        _insert(connection, judgement)
    return judgement


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _insert(connection: Connection, judgement: Judgement) -> None:
    values = {name: getattr(judgement, name) for name in Judgement.__slots__}
    connection.execute(insert(schema.judgements).values(**values | {"kind": str(judgement.kind)}))
    mark(connection, _touched(judgement))


def active(store: Store, *, undone: bool = False) -> list[Judgement]:
    """The judgements in force, oldest first; with `undone` those taken back as well."""
    with store.read() as connection:
        return list(_read(connection, undone))


def _read(connection: Connection, undone: bool = False) -> Iterator[Judgement]:
    j = schema.judgements
    query = select(j).order_by(j.c.at, j.c.id)
    for row in connection.execute(query if undone else query.where(j.c.undone_at.is_(None))):
        yield Judgement(row.id, Kind(row.kind), row.subject, row.who, row.at, row.why, row.undone_at, row.undone_by)


def undo(store: Store, key: str, who: str) -> Judgement:
    """Takes a judgement back; it stays on record with who took it back and when."""
    with store.write() as connection:
        found = [j for j in _read(connection) if j.id == key]
        if not found:
            raise UnknownReference(f"Không có quyết định {key} đang có hiệu lực.")
        j = schema.judgements
        connection.execute(update(j).where(j.c.id == key).values(undone_at=_now(), undone_by=who))
        mark(connection, _touched(found[0]))
    return found[0]


def export(store: Store, path: Path) -> int:
    """Writes all judgements, also those taken back, one JSON object a line in an order that version control likes."""
    rows = active(store, undone=True)
    lines = [
        json.dumps({n: getattr(j, n) for n in Judgement.__slots__}, ensure_ascii=False, sort_keys=True) for j in rows
    ]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return len(rows)


def load(store: Store, path: Path) -> int:
    """Reads a file of `export`; what is known already is left, but for a taking back that is new. Returns how many
    changed."""
    changed = 0
    with store.write() as connection:
        known = {j.id: j for j in _read(connection, undone=True)}
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            values = json.loads(line)
            judgement = Judgement(**values | {"kind": Kind(values["kind"])})
            have = known.get(judgement.id)
            if have is None:
                _insert(connection, judgement)
                changed += 1
            elif judgement.undone_at and not have.undone_at:
                j = schema.judgements
                connection.execute(
                    update(j)
                    .where(j.c.id == judgement.id)
                    .values(undone_at=judgement.undone_at, undone_by=judgement.undone_by)
                )
                mark(connection, _touched(judgement))
                changed += 1
    return changed


def _references(judgement: Judgement) -> list[dict[str, Any]]:
    return [judgement.subject[k] for k in ("a", "b", "of") if k in judgement.subject]


def _touched(judgement: Judgement) -> set[str]:
    """What must be resolved again: the blocks, and the mentions without number where one of them is meant."""
    said = {m.get("block") for ref in _references(judgement) for m in ref.get("mentions", ())}
    return _blocks(judgement) | ({"generic", "blank"} & said)


def _blocks(judgement: Judgement) -> set[str]:
    found = {b for r in _references(judgement) for b in _blocks_of(r)}
    return found | {"name"} if judgement.kind is Kind.ALIAS else found


def _blocks_of(ref: dict[str, Any]) -> set[str]:
    found = {m["block"] for m in ref.get("mentions", ()) if m.get("block")}
    if not found:
        e = ref.get("evidence", {})
        found = {
            block_of(
                "numbered",
                e.get("title") or "",
                e.get("type"),
                e.get("number"),
                e.get("year_in_number"),
                e.get("symbol"),
            )
        }
    return found - {"blank", "generic"}


class Rulings:
    """The judgements in force that bear on identity, ready to be applied to blocks."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self.judgements = [j for j in judgements if j.kind is not Kind.FINDING]
        self._bridges = [sorted(_blocks(j)) for j in self.judgements if j.kind in (Kind.SAME, Kind.ALIAS)]

    def closure(self, blocks: set[str]) -> set[str]:
        """The blocks and those that a "same" ties to them."""
        grown = set(blocks)
        while True:
            more = {b for bridge in self._bridges if grown & set(bridge) for b in bridge} - grown
            if not more:
                return grown
            grown |= more

    def joined(self, blocks: set[str]) -> Iterator[tuple[str, ...]]:
        """The blocks in an order, those that are tied together as one."""
        seen: set[str] = set()
        for block in sorted(blocks):
            if block not in seen:
                some = tuple(sorted(self.closure({block}))) if self._bridges else (block,)
                seen |= set(some)
                yield some

    def links(self, rows: Sequence[Row]) -> Links:
        """The judgements in terms of these rows."""
        if not self.judgements:
            return Links()
        same: list[tuple[int, int]] = []
        different: list[tuple[int, int]] = []
        values: list[tuple[int, str, str]] = []
        for j in self.judgements:
            if j.kind is Kind.VALUE:
                found = self._find(j.subject["of"], rows)
                values += [(found[0], j.subject["attribute"], j.subject["value"])] if found else []
                continue
            if j.kind is Kind.ALIAS:
                name = comparable(j.subject["name"])
                found = self._find(j.subject["of"], rows)
                same += [(found[0], i) for i, r in enumerate(rows) if found and r.voice.claim.name == name]
                continue
            a, b = self._find(j.subject["a"], rows), self._find(j.subject["b"], rows)
            if a and b:
                if j.kind is Kind.SAME:
                    same.append((a[0], b[0]))
                else:
                    different += [(x, y) for x in a for y in b]
        return Links(tuple(same), tuple(different), tuple(values))

    def _find(self, ref: dict[str, Any], rows: Sequence[Row]) -> list[int]:
        """The rows that a reference means: its citations where their documents are here, else those that say the
        same."""
        anchors = {(m["sha256"], m["start"]) for m in ref.get("mentions", ())}
        found = [i for i, r in enumerate(rows) if r.anchor in anchors]
        if found:
            return found
        e = ref.get("evidence", {})
        number, date, title = plain_number(e.get("number")), e.get("date") or "", comparable(e.get("title"))
        return [
            i
            for i, r in enumerate(rows)
            if r.voice.claim.number == number
            and r.voice.claim.date == date
            and (r.voice.symbol or "") == (e.get("symbol") or "")
            and (bool(date) or r.voice.claim.title == title)
        ]


def rulings(connection: Connection) -> Rulings:
    return Rulings(_read(connection))


def contradicted(store: Store) -> list[tuple[Judgement, str]]:
    """Judgements on values that more documents speak against than did when they were made, and than bear them out;
    with what those say."""
    with store.read() as connection:
        return [
            (judgement, f"{rival.value}: {rival.mentions} lần viện dẫn trong {rival.documents} văn bản")
            for judgement, _, rival in contradictions(connection)
        ]


def contradictions(connection: Connection) -> Iterator[tuple[Judgement, str, Any]]:
    """The same with the instrument that each is about now and the row of the rival value."""
    for judgement in _read(connection):
        if judgement.kind is Kind.VALUE:
            held, rival = _heard(connection, judgement.subject)
            if rival is not None and rival.documents > max(held, judgement.subject.get("against", 0)):
                yield judgement, rival.instrument_id, rival


def _heard(connection: Connection, subject: dict[str, Any]) -> tuple[int, Any]:
    """How many documents bear a judged value out, and the value that most documents say against it, if any."""
    v = schema.instrument_values
    key = _home(connection, subject["of"])
    query = select(v).where(v.c.instrument_id == key, v.c.attribute == subject["attribute"])
    values = connection.execute(query).all() if key else []
    held = max((r.documents for r in values if r.value == subject["value"]), default=0)
    rivals = [r for r in values if r.value != subject["value"] and r.documents]
    return held, max(rivals, key=lambda r: (r.documents, r.value), default=None)


def _home(connection: Connection, ref: dict[str, Any]) -> str | None:
    """The instrument that a reference means now."""
    placed, m, d = schema.instrument_mentions, schema.mentions, schema.documents
    for anchor in ref.get("mentions", ()):
        key = connection.execute(
            select(placed.c.instrument_id)
            .join(m, m.c.id == placed.c.mention_id)
            .join(d, d.c.id == m.c.document_id)
            .where(d.c.sha256 == anchor["sha256"], m.c.start == anchor["start"])
        ).scalar()
        if key is not None:
            return str(key)
    i = schema.instruments
    return connection.execute(select(i.c.id).where(i.c.id == ref.get("instrument"))).scalar()
