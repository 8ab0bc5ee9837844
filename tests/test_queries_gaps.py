"""The status of every unit, from stores filled by hand."""

from dataclasses import asdict, fields
from datetime import date

import pytest

from ingest.unit import units_of
from queries.gaps import Gaps, gaps
from queries.period import Period, day
from queries.status import UnitStatus
from tests.by_hand import ByHand

# Ten communes of one province; those of Hải Dương and of Hải Phòng before July 2025 are both among Hải Phòng's.
HP = [u for u in units_of("31") if u.former_provinces == ("Hải Phòng",)][:8]
HD = [u for u in units_of("31") if u.former_provinces == ("Hải Dương",)][:2]
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    hand = ByHand(tmp_path_factory.mktemp("gaps") / "a.db")
    hand.instrument(
        "nq-45", "Nghị quyết 45/NQ-HĐND", symbol="NQ-HĐND", date="2026-03-10", level="province", province_code="31"
    )
    hand.instrument(
        "kh-60", "Kế hoạch 60/KH-UBND", symbol="KH-UBND", date="2026-04-01", level="province", province_code="31"
    )
    hand.instrument(
        "ct-5",
        "Chỉ thị 05-CT/TU",
        symbol="CT/TU",
        date="2024-01-10",
        level="province",
        province_code="31",
        former_province="Hải Dương",
    )
    hand.instrument(
        "kh-9",
        "Kế hoạch 09/KH-UBND",
        symbol="KH-UBND",
        date="2026-01-05",
        level="commune",
        province_code="31",
        unit_code=HP[0].code,
    )
    hand.instrument("qd-1", "Quyết định 01/QĐ-TTg", symbol="QĐ-TTg", date=None, level="central")
    hand.relate("kh-60", "implements", "nq-45")
    hand.relate("nq-45", "implements", "kh-60")  # a circle must not hang anything

    def document(unit, text, **known):
        key = f"kh-{unit.code}-{len(hand.texts)}"
        hand.document(key, text, unit_code=unit.code, number="1", symbol="KH-UBND", **known)
        return key

    basis = document(HP[0], "Căn cứ Nghị quyết 45/NQ-HĐND; ban hành kế hoạch.", date="2026-04-09")
    hand.cite(basis, "Nghị quyết 45/NQ-HĐND", "nq-45", "based_on")
    work = document(HP[1], "1. Rà soát hương ước theo Nghị quyết 45/NQ-HĐND.", date="2026-05-01")
    task = hand.task(work, "Rà soát hương ước theo Nghị quyết 45/NQ-HĐND.")
    hand.cite(work, "Nghị quyết 45/NQ-HĐND", "nq-45", "cites", task)
    through = document(HP[2], "Thực hiện Kế hoạch 60/KH-UBND.", date="2026-05-01")
    hand.cite(through, "Kế hoạch 60/KH-UBND", "kh-60", "implements")
    known = document(HP[3], "1. Tuyên truyền Nghị quyết 45/NQ-HĐND.", date="2026-05-01")
    task = hand.task(known, "Tuyên truyền Nghị quyết 45/NQ-HĐND.")
    hand.cite(known, "Nghị quyết 45/NQ-HĐND", "nq-45", "disseminates", task)
    document(HP[4], "Không viện dẫn gì.", date="2026-03-10")
    document(HP[5], "Không viện dẫn gì, trước.", date="2026-03-09")
    document(HP[6], "Chỉ ghi năm.", date="2026", date_from="2026-01-01", date_to="2026-12-31")
    changed = document(HD[0], "1. Bãi bỏ Nghị quyết 45/NQ-HĐND.", date="2026-06-01")
    task = hand.task(changed, "Bãi bỏ Nghị quyết 45/NQ-HĐND.")
    hand.cite(changed, "Nghị quyết 45/NQ-HĐND", "nq-45", "repeals", task)
    with hand.store as opened:
        yield opened


def by_unit(answer):
    return {u.code: u for u in answer.units}


@pytest.mark.parametrize(
    ("unit", "status", "says"),
    [
        (HP[0], "implemented", "lấy văn bản này làm căn cứ"),
        (HP[1], "implemented", "giao nhiệm vụ"),
        (HP[2], "indirect", "thông qua Kế hoạch 60/KH-UBND"),
        (HP[3], "cited", "tuyên truyền"),
        (HP[4], "not_implemented", "không văn bản nào viện dẫn"),
        (HP[5], "predates", "09/3/2026"),
        (HP[6], "not_implemented", "chưa đủ để kết luận"),
        (HP[7], "no_documents", "không có nghĩa là chưa làm"),
        (HD[0], "cited", "chỉ nhắc đến"),
    ],
)
def test_each_status_with_its_reason(store, unit, status, says):
    found = by_unit(gaps(store, "NQ 45 HĐND", TODAY))[unit.code]
    assert found.status == status
    assert says in found.reason


def test_days_quotes_and_chains_stand_beside_the_status(store):
    found = by_unit(gaps(store, "NQ 45 HĐND", TODAY))
    assert [found[u.code].since_days for u in HP] == [None, None, None, 255, 255, None, 255, None]
    assert [found[u.code].delay_days for u in HP[:3]] == [30, 52, 52]
    assert [found[u.code].certain for u in HP] == [True] * 6 + [False, True]
    assert found[HP[2].code].via == ("kh-60",)
    assert found[HP[0].code].evidence[0].quote == "Căn cứ Nghị quyết 45/NQ-HĐND"
    assert found[HP[2].code].evidence[0].quote == "Thực hiện Kế hoạch 60/KH-UBND."
    assert found[HP[4].code].evidence == ()


@pytest.mark.parametrize(
    ("query", "units", "says"),
    [
        ("NQ 45 HĐND", 114, "cả 114 đơn vị"),
        ("chỉ thị 5 TU", 64, "Hải Dương cũ"),
        ("kế hoạch 9", 1, HP[0].name),
        ("quyết định 1 thủ tướng", 114, "cả nước"),
    ],
)
def test_scope_follows_the_issuer(store, query, units, says):
    answer = gaps(store, query, TODAY)
    assert answer.scope is not None
    assert (answer.scope.units, len(answer.units)) == (units, units)
    assert says in answer.scope.reason
    assert sum(asdict(answer.summary).values()) == units


def test_an_earlier_day_leaves_out_later_documents(store):
    found = by_unit(gaps(store, "NQ 45 HĐND", date(2026, 4, 20)))
    assert [found[u.code].status for u in HP[:4]] == ["implemented", "no_documents", "no_documents", "no_documents"]
    assert found[HP[4].code].since_days == 41


def test_an_instrument_without_date_is_never_taken_for_older(store):
    found = by_unit(gaps(store, "quyết định 1 thủ tướng", TODAY))[HP[5].code]
    assert (found.status, found.certain, found.since_days) == ("not_implemented", False, None)
    assert "ngày của văn bản này không rõ" in found.reason


def test_the_keys_of_the_contract(store):
    assert {f.name for f in fields(Gaps)} >= {"instrument", "as_of", "scope", "units", "summary"}
    answer = asdict(gaps(store, "NQ 45 HĐND", TODAY))
    assert answer["instrument"].keys() >= {"id", "label", "date"}
    assert answer["scope"].keys() == {"units", "reason"}
    assert answer["as_of"] == "2026-11-20"
    wanted = {"code", "name", "type", "status", "documents", "reason", "since_days"}
    assert {f.name for f in fields(UnitStatus)} >= wanted
    assert list(answer["summary"]) == [
        "implemented",
        "indirect",
        "cited",
        "not_implemented",
        "predates",
        "no_documents",
    ]


def test_an_unclear_query_gives_candidates_and_no_units(store):
    answer = gaps(store, "kế hoạch", TODAY)
    assert answer.instrument is None
    assert {c.id for c in answer.candidates} == {"kh-60", "kh-9"}
    assert answer.units == ()


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2026-02-13", date(2026, 2, 13), date(2026, 2, 13)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        (None, None, None),
        ("2026-13", None, None),
        ("tháng 4", None, None),
    ],
)
def test_a_period_is_what_is_known(value, start, end):
    assert Period.of(value) == Period(start, end)


def test_periods_decide_or_do_not():
    a, b, year = Period.of("2026-03-01"), Period.of("2026-03-02"), Period.of("2026")
    assert (a.before(b), b.before(a), a.before(a)) == (True, False, False)
    assert (year.before(b), b.before(year), Period(None, None).before(a)) == (None, None, None)
    assert Period.of("2025").before(a) is True


def test_days_are_written_as_the_decree_has_it():
    assert [day(date(2026, 9, 5)), day(date(2026, 2, 15))] == ["05/9/2026", "15/02/2026"]
