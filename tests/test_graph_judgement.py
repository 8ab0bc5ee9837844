"""What people decide: applied above the machine, kept through rebuilds, taken back, sent to others."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from graph import schema
from graph.judgement import Kind, UnknownReference, active, contradicted, export, load, record, reference, undo
from graph.keep import Reading, keep
from graph.registry import Registry
from graph.resolve import resolve
from graph.store import Store, open_store
from ingest.document import Document, Level
from ingest.extract import Extraction
from ingest.mention import Form, Mention
from ingest.unit import unit_of

PM = "Thủ tướng Chính phủ"


def reading(name: str, *cited: tuple[str, str, str]) -> Reading:
    """A document that cites Chỉ thị by number, symbol and date."""
    mentions = tuple(
        Mention(50 * i, 50 * i + 20, f"Chỉ thị số {n}/{s}", Form.NUMBERED, "Chỉ thị", n, None, s, d, None, PM)
        for i, (n, s, d) in enumerate(cited)
    )
    about = Document(date="2026-09-01", date_precision="day", unit=unit_of("11446"), level=Level.COMMUNE)
    return Reading(f"/{name}", sha256(name.encode()).hexdigest(), name, Extraction(about, mentions, (), ()))


A = reading("a", ("41", "CT-TTg", "2021-11-26"))
B = reading("b", ("41", "CT-TTg", "2026-08-14"))
C = reading("c", ("41", "CT-TTg", "2021-11-28"))
D = reading("d", ("47", "CT-TTg", "2021-11-26"))


def fill(path: Path, *readings: Reading) -> Store:
    store = open_store(path, create=True)
    add(store, *readings)
    return store


def add(store: Store, *readings: Reading) -> None:
    for item in readings:
        with store.write() as connection:
            keep(connection, item, "test")
    resolve(store, Registry())


def placed(store: Store) -> dict[str, str]:
    """Name of a document to the instrument of its only mention."""
    m, p, d = schema.mentions, schema.instrument_mentions, schema.documents
    query = select(d.c.text, p.c.instrument_id).join(m, m.c.document_id == d.c.id)
    with store.read() as connection:
        return dict(connection.execute(query.join(p, p.c.mention_id == m.c.id)).all())


def meant(store: Store, key: str) -> dict[str, Any]:
    with store.read() as connection:
        return reference(connection, key)


def decide(store: Store, kind: Kind, one: str, other: str) -> str:
    subject = {"a": meant(store, one), "b": meant(store, other)}
    key = record(store, kind, subject, "Lê Thị Minh", "đã xem bản gốc").id
    resolve(store, Registry())
    return key


def likely(store: Store, key: str) -> str | None:
    with store.read() as connection:
        return connection.execute(select(schema.instruments.c.date).where(schema.instruments.c.id == key)).scalar()


def test_same_joins_and_its_undoing_parts_again(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db", A, B) as store:
        before = placed(store)
        assert len(set(before.values())) == 2
        key = decide(store, Kind.SAME, "ct-41-ttg-2021", "ct-41-ttg-2026")
        assert len(set(placed(store).values())) == 1
        undo(store, key, "Lê Thị Minh")
        resolve(store, Registry())
        assert placed(store) == before
        assert active(store) == []
        assert [j.undone_by for j in active(store, undone=True)] == ["Lê Thị Minh"]


def test_same_joins_even_other_numbers(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db", A, D) as store:
        decide(store, Kind.SAME, "ct-41-ttg-2021", "ct-47-ttg-2021")
        assert len(set(placed(store).values())) == 1


def test_different_parts_what_the_machine_joins(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db", A, C) as store:
        assert len(set(placed(store).values())) == 1
        with store.read() as connection:
            one, two = (
                reference(connection, key) for key in connection.execute(select(schema.mentions.c.id)).scalars()
            )
        record(store, "different", {"a": one, "b": two}, "Lê Thị Minh", "hai văn bản")
        resolve(store, Registry())
        assert len(set(placed(store).values())) == 2


def test_a_judged_value_outranks_the_majority(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db", A, C, reading("e", ("41", "CT-TTg", "2021-11-28"))) as store:
        assert likely(store, "ct-41-ttg-2021") == "2021-11-28"
        subject = {"of": meant(store, "ct-41-ttg-2021"), "attribute": "date", "value": "2021-11-26"}
        record(store, Kind.VALUE, subject, "Lê Thị Minh", "bản gốc")
        resolve(store, Registry())
        assert likely(store, "ct-41-ttg-2021") == "2021-11-26"
        assert contradicted(store) == []
        add(store, reading("f", ("41", "CT-TTg", "2021-11-28")), reading("g", ("41", "CT-TTg", "2021-11-28")))
        assert likely(store, "ct-41-ttg-2021") == "2021-11-26"
        assert [why for _, why in contradicted(store)] == ["2021-11-28: 4 lần viện dẫn trong 4 văn bản"]


def test_judgements_survive_a_rebuild_and_a_journey(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db", A, B) as store:
        decide(store, Kind.SAME, "ct-41-ttg-2021", "ct-41-ttg-2026")
        assert export(store, tmp_path / "j.jsonl") == 1
        expected = placed(store)
    with open_store(tmp_path / "b.db", create=True) as fresh:
        assert load(fresh, tmp_path / "j.jsonl") == 1
        assert load(fresh, tmp_path / "j.jsonl") == 0
        add(fresh, B, A)
        assert placed(fresh) == expected


def test_a_judgement_on_an_instrument_outlives_the_documents_it_was_made_on(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db", A, B) as store:
        decide(store, Kind.SAME, "ct-41-ttg-2021", "ct-41-ttg-2026")
        export(store, tmp_path / "j.jsonl")
    others = [
        reading(f"{r.text}2", *[(m.number or "", m.symbol or "", m.date or "") for m in r.extraction.mentions])
        for r in (A, B)
    ]
    with open_store(tmp_path / "b.db", create=True) as fresh:
        load(fresh, tmp_path / "j.jsonl")
        add(fresh, *others)
        assert len(set(placed(fresh).values())) == 1


def test_an_alias_leads_a_name_to_its_instrument(tmp_path: Path) -> None:
    name = "Chương trình tổng thể phòng, chống thiên tai"
    mention = Mention(0, len(name), name, Form.NAMED, "Chương trình tổng thể")
    named = reading("n")._replace(extraction=Extraction(Document(level=Level.COMMUNE), (mention,), (), ()))
    with fill(tmp_path / "a.db", A, named) as store:
        assert len(set(placed(store).values())) == 2
        record(store, Kind.ALIAS, {"name": name, "of": meant(store, "ct-41-ttg-2021")}, "Lê Thị Minh", "")
        resolve(store, Registry())
        assert placed(store) == {"a": "ct-41-ttg-2021", "n": "ct-41-ttg-2021"}


def test_an_undoing_travels_too(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db", A, B) as store, open_store(tmp_path / "b.db", create=True) as other:
        key = decide(store, Kind.SAME, "ct-41-ttg-2021", "ct-41-ttg-2026")
        export(store, tmp_path / "j.jsonl")
        load(other, tmp_path / "j.jsonl")
        undo(store, key, "Trần Văn An")
        export(store, tmp_path / "j.jsonl")
        assert load(other, tmp_path / "j.jsonl") == 1
        assert active(other) == []


def test_what_is_not_there_cannot_be_judged(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db", A) as store:
        with pytest.raises(UnknownReference):
            meant(store, "ct-99-ttg-2021")
        with pytest.raises(UnknownReference):
            undo(store, "none", "x")
