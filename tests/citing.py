"""Handmade citations, documents of them, a store of those, what it makes of them. All instruments are made up."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from graph import schema
from graph.keep import Reading, keep
from graph.registry import Registry
from graph.resolve import resolve
from graph.store import Store, open_store
from ingest.document import Document, Level
from ingest.extract import Extraction
from ingest.mention import Form, Mention
from ingest.unit import unit_of

WARD, OTHER_WARD = "11446", "11737"


def cite(
    number: str | None,
    symbol: str | None,
    date: str | None = None,
    issuer: str | None = None,
    title: str | None = None,
    type: str = "Chỉ thị",
    form: Form = Form.NUMBERED,
    **more: object,
) -> Mention:
    joint = "-" if symbol and "/" in symbol else "/"
    text = f"{type} số {number or ''}{joint}{symbol}"
    return Mention(0, len(text), text, form, type, number, None, symbol, date, None, issuer, title)._replace(**more)


def law(name: str, date: str | None = None) -> Mention:
    return Mention(0, len(name), name, Form.NAMED, "Luật", date=date)


def document(
    *mentions: Mention, unit: str | None = WARD, date: str = "2026-09-01", seed: str = "", **head: object
) -> Reading:
    """A document of a ward of Hải Phòng that cites these, in this order."""
    placed = [m._replace(start=100 * i, end=100 * i + m.end - m.start) for i, m in enumerate(mentions)]
    about = Document(date=date, date_precision="day", unit=unit_of(unit) if unit else None, level=Level.COMMUNE)
    text = f"{seed}{unit}{mentions}{head}"
    digest = sha256(text.encode()).hexdigest()
    return Reading(f"/{digest}.txt", digest, text, Extraction(about._replace(**head), tuple(placed), (), ()))


def fill(path: Path, documents: Iterable[Reading], registry: Registry | None = None) -> Store:
    store = open_store(path / "t.db", create=True)
    for reading in documents:
        with store.write() as connection:
            keep(connection, reading, "test")
    resolve(store, registry or Registry())
    return store


def ids(store: Store) -> list[list[str | None]]:
    """Per document, by the order of its file name, the instrument of each mention."""
    m, placed, d = schema.mentions, schema.instrument_mentions, schema.documents
    query = (
        select(d.c.sha256, placed.c.instrument_id)
        .join(m, m.c.document_id == d.c.id)
        .outerjoin(placed, placed.c.mention_id == m.c.id)
        .order_by(d.c.sha256, m.c.ordinal)
    )
    found: dict[str, list[str | None]] = {}
    with store.read() as connection:
        for digest, instrument in connection.execute(query):
            found.setdefault(digest, []).append(instrument)
    return list(found.values())


def of(store: Store, reading: Reading) -> list[str | None]:
    m, placed, d = schema.mentions, schema.instrument_mentions, schema.documents
    query = (
        select(placed.c.instrument_id)
        .select_from(m)
        .join(d, d.c.id == m.c.document_id)
        .outerjoin(placed, placed.c.mention_id == m.c.id)
        .where(d.c.sha256 == reading.sha256)
        .order_by(m.c.ordinal)
    )
    with store.read() as connection:
        return list(connection.execute(query).scalars())


def values(store: Store, instrument: str, attribute: str) -> dict[str, tuple[bool, bool, str | None]]:
    v = schema.instrument_values
    with store.read() as connection:
        return {
            r.value: (r.likely, r.conflicting, r.reason)
            for r in connection.execute(select(v).where(v.c.instrument_id == instrument, v.c.attribute == attribute))
        }


FLOODS = "về tăng cường công tác phòng, chống thiên tai và tìm kiếm cứu nạn trong mùa mưa bão"
SCHOOLS = "về chấn chỉnh công tác thu, chi trong các cơ sở giáo dục đầu năm học mới"
PM = "Thủ tướng Chính phủ"
CITY = "Ủy ban nhân dân thành phố"
COMMITTEE = "Ban Thường vụ Thành ủy"
