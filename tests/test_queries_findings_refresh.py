"""Findings renewed after a change are those worked out from nothing, in whatever order the documents came."""

import hashlib
import random
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from graph import schema
from graph.judgement import Kind, record, reference
from graph.keep import Reading, keep, take_out
from graph.registry import Registry
from graph.resolve import resolve
from graph.store import Store, open_store
from ingest.extract import extract
from queries.findings import refresh
from queries.findings.keep import stamps
from tests.corpus import acts, plans

SLIPS = (
    ("/2022", "/2023"),
    (" về ", " về tăng cường "),
    ("của Ban Thường vụ", "của Ban Chấp hành"),
    ("giai đoạn 2026 - 2030", "giai đoạn 2021 - 2025"),
    ("Chỉ thị số", "Quyết định số"),
    ("TM. ỦY BAN", "Chủ đề “kỷ cương, trách nhiệm và phát triển bền vững”.\nTM. ỦY BAN"),
    ("TM. ỦY BAN", "Chủ đề “kỷ cương, trách nhiệm và phát triển bền vửng”.\nTM. ỦY BAN"),
)


def texts(seed: int, number: int) -> list[str]:
    """Plans with slips in most of them, that cite a few instruments so that every document touches others."""
    chance = random.Random(seed)
    made = []
    for plan in plans(number, acts(40, seed), seed):
        lines = plan.text.split("\n")
        for _ in range(chance.randrange(10, 40)):
            at, (right, wrong) = chance.randrange(len(lines)), chance.choice(SLIPS)
            lines[at] = lines[at].replace(right, wrong, 1)
        made.append("\n".join(lines))
    return made


def add(store: Store, text: str) -> None:
    with store.write() as connection:
        reading = Reading("plan.txt", hashlib.sha256(text.encode()).hexdigest(), text, extract(text))
        keep(connection, reading, "test")
    resolve(store, Registry())


def kept(store: Store) -> list[tuple[object, ...]]:
    f = schema.findings
    with store.read() as connection:
        rows = connection.execute(select(f).order_by(f.c.document_id, f.c.id)).all()
    return [(r.id, r.rule, r.severity, r.document_id, r.start, r.end, r.instrument_id, repr(r.body)) for r in rows]


def from_nothing(store: Store) -> list[tuple[object, ...]]:
    with store.write() as connection:
        connection.execute(delete(stamps))
        connection.execute(delete(schema.findings))
    refresh(store)
    return kept(store)


@pytest.mark.parametrize("seed", range(4))
def test_renewed_are_those_from_nothing(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    waiting = texts(seed, 14)
    chance.shuffle(waiting)
    with open_store(tmp_path / "v.db", create=True) as store:
        for text in waiting[:7]:
            add(store, text)
        refresh(store)
        renewed, seen = 0, 0
        for k, text in enumerate(waiting[7:]):
            add(store, text)
            if k % 3 == 1:
                leave(store, chance)
            if k % 3 == 2:
                judge(store, chance)
            renewed += refresh(store)
            found = kept(store)
            assert found == from_nothing(store)
            seen += len(found)
        assert seen > 20
        assert renewed > 7
        assert refresh(store) == 0


def leave(store: Store, chance: random.Random) -> None:
    """A document is taken out."""
    with store.write() as connection:
        take_out(connection, chance.choice(sorted(connection.execute(select(schema.documents.c.id)).scalars())))
    resolve(store, Registry())


def judge(store: Store, chance: random.Random) -> None:
    """A person decides for a value that is not the likely one."""
    v = schema.instrument_values
    with store.read() as connection:
        rivals = connection.execute(
            select(v).where(~v.c.likely, v.c.attribute == "date").order_by(v.c.instrument_id, v.c.value)
        ).all()
        if not rivals:
            return
        rival = chance.choice(rivals)
        subject = {"of": reference(connection, rival.instrument_id), "attribute": "date", "value": rival.value}
    record(store, Kind.VALUE, subject, "Lan", "đã đối chiếu bản gốc")
    resolve(store, Registry())


def test_goes_on_where_it_was_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(tmp_path / "v.db", create=True) as store:
        for text in texts(9, 12):
            add(store, text)
        whole = (refresh(store), kept(store))
        with store.write() as connection:
            connection.execute(delete(stamps))
            connection.execute(delete(schema.findings))

        def stop(done: int, total: int) -> None:
            if done >= 4:
                raise KeyboardInterrupt

        monkeypatch.setattr("queries.findings.keep._BATCH", 4)
        with pytest.raises(KeyboardInterrupt):
            refresh(store, stop)
        assert (refresh(store), kept(store)) == (whole[0] - 4, whole[1])


def test_a_clean_citation_of_a_known_instrument_touches_no_other(tmp_path: Path) -> None:
    """Of a corpus without slips one more document that says what the others say renews few others."""
    with open_store(tmp_path / "v.db", create=True) as store:
        made = [plan.text for plan in plans(24, acts(12, 3), 3)]
        for text in made[:-1]:
            add(store, text)
        refresh(store)
        add(store, made[-1])
        assert refresh(store) < len(made) // 2
