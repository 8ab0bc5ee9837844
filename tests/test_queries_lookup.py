"""What people type, and which instrument it means."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queries.lookup import find, suggest
from tests.by_hand import ByHand

INSTRUMENTS = (
    ("ct-33-ttg-2021", "Chỉ thị 33/CT-TTg", "CT-TTg", "2021-11-26", "Thủ tướng Chính phủ", "về công tác dân vận"),
    ("ct-40-ttg-2019", "Chỉ thị 40/CT-TTg", "CT-TTg", "2019-05-02", "Thủ tướng Chính phủ", "về an toàn thực phẩm"),
    ("ct-40-ttg-2026", "Chỉ thị 40/CT-TTg", "CT-TTg", "2026-08-14", "Thủ tướng Chính phủ", "về thi đua"),
    ("ct-3391-bct-2020", "Chỉ thị 3391/CT-BCT", "CT-BCT", "2020-03-01", "Bộ Công Thương", "về thị trường"),
    ("qd-23-tw-2021", "Quyết định 23-QĐ/TW", "QĐ/TW", "2021-07-30", "Bộ Chính trị", "về quy chế công tác dân vận"),
    ("qd-23-ttg-2020", "Quyết định 23/QĐ-TTg", "QĐ-TTg", "2020-01-07", "Thủ tướng Chính phủ", "về đầu tư"),
    ("nq-82-hdnd-hp-2025", "Nghị quyết 82/NQ-HĐND", "NQ-HĐND", "2025-12-11",
     "Hội đồng nhân dân thành phố Hải Phòng",
     "về dân chủ cơ sở"),
    ("qd-9-ubnd-hp-2024", "Quyết định 09/QĐ-UBND", "QĐ-UBND", "2024-02-01", "UBND thành phố Hải Phòng", "a b"),
    ("qd-9-ubnd-na-2024", "Quyết định 09/QĐ-UBND", "QĐ-UBND", "2024-03-01", "Ủy ban nhân dân tỉnh Nghệ An", "c d"),
    ("da-4-tu-2026", "Đề án 04-ĐA/TU", "ĐA/TU", "2026-01-14", "Thành ủy Hải Phòng", "xây dựng mô hình"),
    ("da-4-tu-2025", "Dự án 04-DA/TU", "DA/TU", "2025-01-14", "Thành ủy Hải Phòng", "xây dựng trụ sở"),
    ("nd-30-2020-cp", "Nghị định 30/2020/NĐ-CP", "NĐ-CP", "2020-03-05", "Chính phủ", "về công tác văn thư"),
    ("nq-66.4-2025-cp", "Nghị quyết 66.4/2025/NQ-CP", "NQ-CP", "2025-09-01", "Chính phủ", "xử lý khó khăn"),
    ("luat-72-2025", "Luật 72/2025/QH15", "QH15", "2025-06-16", "Quốc hội", "Luật Tổ chức chính quyền địa phương"),
    ("luat-khieu-nai", "Luật 02/2011/QH13", "QH13", "2011-11-11", "Quốc hội", "Luật Khiếu nại"),
    ("luat-sua-doi", "Luật 136/2025/QH15", "QH15", "2025-12-10", "Quốc hội",
     "Luật sửa đổi, bổ sung một số điều của Luật Tiếp công dân, Luật Khiếu nại, Luật Tố cáo"),
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    hand = ByHand(tmp_path_factory.mktemp("lookup") / "a.db")
    for key, label, symbol, date, issuer, title in INSTRUMENTS:
        year = label.split("/")[1] if label.count("/") == 2 else None
        hand.instrument(key, label, symbol=symbol, date=date, issuer=issuer, title=title, year_in_number=year)
    with hand.store as opened:
        yield opened


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Chỉ thị 33/CT-TTg", "ct-33-ttg-2021"),
        ("chi thi 33", "ct-33-ttg-2021"),
        ("33 chi thi", "ct-33-ttg-2021"),
        ("CT 33", "ct-33-ttg-2021"),
        ("CT33", "ct-33-ttg-2021"),
        ("33/CT-TTg 2021", "ct-33-ttg-2021"),
        ("2021 thủ tướng chỉ thị 33", "ct-33-ttg-2021"),
        ("chỉ thị số 33/ct-ttg ngày 26 tháng 11 năm 2021 của Thủ tướng Chính phủ", "ct-33-ttg-2021"),
        ("40/CT-TTg 2019", "ct-40-ttg-2019"),
        ("40/CT-TTg ngày 14/8/2026", "ct-40-ttg-2026"),
        ("chi thi 40 an toan thuc pham", "ct-40-ttg-2019"),
        ("23-QĐ/TW", "qd-23-tw-2021"),
        ("QD 23 TW", "qd-23-tw-2021"),
        ("qđ 23 tw", "qd-23-tw-2021"),
        ("tw qd 23", "qd-23-tw-2021"),
        ("quyết định 23 bộ chính trị", "qd-23-tw-2021"),
        ("QD 23 TTg", "qd-23-ttg-2020"),
        ("NQ 82 HDND", "nq-82-hdnd-hp-2025"),
        ("82/NQ-HĐND", "nq-82-hdnd-hp-2025"),
        ("nghi quyet 82 hoi dong nhan dan tp hai phong", "nq-82-hdnd-hp-2025"),
        ("QĐ 9 UBND Nghệ An", "qd-9-ubnd-na-2024"),
        ("9/QĐ-UBND hai phong", "qd-9-ubnd-hp-2024"),
        ("04-ĐA/TU", "da-4-tu-2026"),
        ("đề án 04 tu", "da-4-tu-2026"),
        ("nghi dinh 30/2020", "nd-30-2020-cp"),
        ("66.4/2025/NQ-CP", "nq-66.4-2025-cp"),
        ("luật tổ chức chính quyền địa phương", "luat-72-2025"),
        ("luat chinh quyen dia phuong", "luat-72-2025"),
        ("72/2025/QH15", "luat-72-2025"),
        ("luat khieu nai", "luat-khieu-nai"),
        ("QD-23-TW-2021", "qd-23-tw-2021"),
    ],
)
def test_a_clear_query_names_one_instrument(store, query, expected):
    assert find(store, query).instrument_id == expected


@pytest.mark.parametrize(
    ("query", "among"),
    [
        ("40/CT-TTg", {"ct-40-ttg-2019", "ct-40-ttg-2026"}),
        ("QD 23", {"qd-23-tw-2021", "qd-23-ttg-2020"}),
        ("09/QĐ-UBND", {"qd-9-ubnd-hp-2024", "qd-9-ubnd-na-2024"}),
        ("04-DA/TU", {"da-4-tu-2026", "da-4-tu-2025"}),
        ("dan van", {"ct-33-ttg-2021", "qd-23-tw-2021"}),
    ],
)
def test_equals_come_back_as_candidates(store, query, among):
    found = find(store, query)
    assert found.instrument is None
    assert {c.id for c in found.candidates[: len(among)]} == among


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("chi thj 33", "ct-33-ttg-2021"),
        ("nghi quyêt 82 HDDN", "nq-82-hdnd-hp-2025"),
        ("luat to chuc chinh quen dia phuong", "luat-72-2025"),
        ("Quyết định 23-QĐ/TU", "qd-23-tw-2021"),
        ("33/CT-TTg 2022", "ct-33-ttg-2021"),
        ("chỉ thị 3", "ct-33-ttg-2021"),
    ],
)
def test_a_slip_gives_candidates_and_decides_nothing(store, query, first):
    found = find(store, query)
    assert found.instrument is None
    assert first in [c.id for c in found.candidates][:2]


def test_exact_number_goes_before_longer_number(store):
    assert find(store, "chỉ thị 33").instrument_id == "ct-33-ttg-2021"
    assert [c.id for c in suggest(store, "chi thi 33")] == ["ct-33-ttg-2021", "ct-3391-bct-2020"]


def test_what_only_the_registry_knows_gives_way_to_what_is_cited(tmp_path):
    hand = ByHand(tmp_path / "a.db")
    hand.instrument("ct-7-ttg-2020", "Chỉ thị 07/CT-TTg", symbol="CT-TTg", date="2020-02-02")
    hand.instrument(
        "ct-7-ttg-2026",
        "Chỉ thị 07/CT-TTg",
        symbol="CT-TTg",
        date="2026-02-02",
        mention_count=0,
        document_count=0,
        registry=True,
    )
    with hand.store as store:
        found = find(store, "chi thi 7")
        assert found.instrument_id == "ct-7-ttg-2020"
        assert [c.id for c in found.candidates] == ["ct-7-ttg-2026"]
        assert find(store, "chi thi 7 2026").instrument_id == "ct-7-ttg-2026"


@pytest.mark.parametrize(
    "query", ["", "   ", "///", "ngày của", '"', "'); DROP TABLE", "NEAR(", "* AND OR NOT", "\x00", "🙂"]
)
def test_nothing_to_look_for_is_said(store, query):
    found = find(store, query)
    assert found.instrument is None
    assert found.reason


def test_a_long_paste_is_answered_at_once(store):
    for paste in ("x" * 10_000, "chỉ thị " * 1250, "33/" * 3334):
        started = time.process_time()
        found = find(store, paste)
        assert time.process_time() - started < 0.5  # of the processor, which other processes share; measured: 0.01
        assert (found.instrument, found.candidates) == (None, ())
        assert str(len(paste)) in found.reason


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_any_text_is_answered(store, query):
    found = find(store, query)
    assert found.reason
    assert len(suggest(store, query, 5)) <= 5


@pytest.mark.parametrize(
    ("typed", "first"),
    [("c", None), ("chi t", None), ("qd 23", None), ("luat khieu", "luat-khieu-nai"), ("82", "nq-82-hdnd-hp-2025"),
     ("chính quyền địa", "luat-72-2025")],
)  # fmt: skip
def test_suggestions_come_as_one_types(store, typed, first):
    found = suggest(store, typed, 5)
    assert 1 <= len(found) <= 5
    assert first is None or found[0].id == first
