"""Judgements and findings: verdicts are shown, survive a rebuild from nothing, and new evidence against one is told."""

from hashlib import sha256

from graph.judgement import export, load, record, reference, undo
from graph.keep import Reading, keep
from graph.registry import Registry
from graph.resolve import resolve
from graph.store import open_store
from ingest.extract import extract
from queries.findings import report
from queries.lookup import find

PLAN = """ỦY BAN NHÂN DÂN
PHƯỜNG {unit}

Số: {n}/KH-UBND

{unit}, ngày 05 tháng 6 năm 2026

KẾ HOẠCH
Thực hiện công tác khuyến học

Căn cứ Chỉ thị số 41/CT-TTg ngày {date} của Thủ tướng Chính phủ về tăng cường công tác khuyến học trong tình hình mới;
"""
GOOD, BAD = "12/5/2024", "13/5/2024"


def fill(store, *dates):
    for n, date in enumerate(dates, 1):
        text = PLAN.format(unit="Hồng Bàng", n=n, date=date)
        with store.write() as connection:
            keep(connection, Reading(f"{n}.txt", sha256(text.encode()).hexdigest(), text, extract(text)), "test")
    resolve(store, Registry())


def conflicts(store):
    return [f for f in report(store).findings if f.rule == "date-conflict"]


def test_a_verdict_is_shown_and_survives_a_rebuild_from_nothing(tmp_path):
    with open_store(tmp_path / "a.db", create=True) as store:
        fill(store, GOOD, GOOD, GOOD, BAD)
        (one,) = conflicts(store)
        judgement = record(store, "finding", {"finding": one.id, "verdict": "rejected"}, "Lan", "hai văn bản khác nhau")
        (again,) = conflicts(store)
        assert again.judgement is not None
        assert (again.judgement.verdict, again.judgement.who) == ("rejected", "Lan")
        assert report(store).findings[-1].id == one.id  # what was rejected stands last
        export(store, tmp_path / "j.jsonl")
    with open_store(tmp_path / "b.db", create=True) as store:
        load(store, tmp_path / "j.jsonl")
        fill(store, GOOD, GOOD, GOOD, BAD)
        (later,) = conflicts(store)
        assert later.id == one.id
        assert later.judgement is not None
        undo(store, judgement.id, "Lan")
        assert conflicts(store)[0].judgement is None


def test_a_judged_value_turns_the_finding_round(tmp_path):
    with open_store(tmp_path / "a.db", create=True) as store:
        fill(store, GOOD, GOOD, GOOD, BAD)
        key = find(store, "41/CT-TTg").instrument.id
        with store.read() as connection:
            about = reference(connection, key)
        record(store, "value", {"of": about, "attribute": "date", "value": "2024-05-13"}, "Lan", "đã xem bản gốc")
        resolve(store, Registry())
        found = conflicts(store)
        assert {f.document for f in found} != set()
        assert all("12/5/2024" in f.message and "13/5/2024" in f.message for f in found)
        assert len(found) == 3


def test_new_evidence_against_a_judgement_is_a_finding(tmp_path):
    with open_store(tmp_path / "a.db", create=True) as store:
        fill(store, GOOD, BAD)
        with store.read() as connection:
            about = reference(connection, find(store, "41/CT-TTg").instrument.id)
        record(store, "value", {"of": about, "attribute": "date", "value": "2024-05-12"}, "Lan", "bản gốc")
        resolve(store, Registry())
        assert [f for f in report(store).findings if f.rule == "judgement-contradicted"] == []
        for n, date in ((7, BAD), (8, BAD)):
            text = PLAN.format(unit="Hải An", n=n, date=date)
            with store.write() as connection:
                keep(connection, Reading(f"{n}.txt", sha256(text.encode()).hexdigest(), text, extract(text)), "test")
        resolve(store, Registry())
        found = [f for f in report(store).findings if f.rule == "judgement-contradicted"]
        assert len(found) == 3
        assert all("Lan" in f.message for f in found)
