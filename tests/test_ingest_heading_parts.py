"""The parts of a heading: number line, place and date, type and title; and what has none."""

import time
from pathlib import Path

import pytest

from ingest.heading import read_heading
from ingest.view import matching_view
from tests.headings import STATE_WARD, heading

DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"


@pytest.mark.parametrize("windows", [False, True])
def test_the_number_line_has_its_span(windows: bool) -> None:
    text = STATE_WARD.replace("\n", "\r\n") if windows else STATE_WARD
    view = matching_view(text)
    document = read_heading(view)
    assert document.self_start is not None
    assert document.self_end is not None
    start, end = view.span(document.self_start, document.self_end)
    assert text[start:end] == "Số: 118/KH-UBND"
    assert view.text[document.body_start :].lstrip().startswith("Căn cứ Luật Phòng")


@pytest.mark.parametrize(
    ("line", "number", "symbol"),
    [
        ("Số: 25 /KH-UBND", "25", "KH-UBND"),
        ("Số: /KH- UBND", None, "KH-UBND"),
        ("Số 01 -CTr/BXDD-ĐUUBNDP", "01", "CTr/BXDD-ĐUUBNDP"),
        ("Số:……/TTr-UBND", None, "TTr-UBND"),
        ("Số: 66.4/2025/NQ-CP", "66.4", "NQ-CP"),
        ("Số: 30c/NQ-CP", "30c", "NQ-CP"),
        ("Số: 12/2026/QĐ-CTUBND", "12", "QĐ-CTUBND"),
        ("Số: 1747/UBND-KSTTHC", "1747", "UBND-KSTTHC"),
        ("Số 217 - QĐ/TW", "217", "QĐ/TW"),
        ("SỐ: 04/BC-HĐND", "04", "BC-HĐND"),
        ("Số: 9/CTrPH-MTTQ-CAX", "9", "CTrPH-MTTQ-CAX"),
    ],
)
def test_number_lines(line: str, number: str | None, symbol: str) -> None:
    document = heading(f"\n\n{line}\n\nHồng An, ngày 5 tháng 5 năm 2026\n\nKẾ HOẠCH\n\nTuần lễ văn hóa\n")
    assert (document.number, document.symbol, document.date) == (number, symbol, "2026-05-05")


@pytest.mark.parametrize(
    ("line", "date", "precision", "place"),
    [
        ("Hà Bắc, ngày tháng 02 năm 2026", "2026-02", "month", "Hà Bắc"),
        ("Phường Chu Văn An, ngày tháng năm 2026", "2026", "year", "Phường Chu Văn An"),
        ("An Hải, ngày ... tháng ... năm 2026", "2026", "year", "An Hải"),
        ("Hà Nội, ngày 1 tháng 12 năm 2025", "2025-12-01", "day", "Hà Nội"),
        ("Ea H'Leo, ngày 02/01/2026", "2026-01-02", "day", "Ea H'Leo"),
        ("Quảng Ninh, tháng 4 năm 2026", "2026-04", "month", "Quảng Ninh"),
        ("TP. Hồ Chí Minh, ngày 30 tháng 9 năm 2025", "2025-09-30", "day", "TP. Hồ Chí Minh"),
        ("An Hải, ngày tháng năm", None, None, "An Hải"),
    ],
)
def test_place_and_date(line: str, date: str | None, precision: str | None, place: str | None) -> None:
    document = heading(f"Số: 5/KH-UBND\n\n{line}\n\nKẾ HOẠCH\n\nTuần lễ văn hóa\n")
    assert (document.date, document.date_precision, document.place) == (date, precision, place)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Không có gì ở đây cả.", "Số: ", "KẾ HOẠCH", "TM. ", "1. Mục đích\n2. Yêu cầu\n" * 50]
)
def test_texts_without_a_heading_give_what_they_have(text: str) -> None:
    document = heading(text)
    assert document.number is None
    assert document.signer is None
    assert 0 <= document.body_start <= len(text)


@pytest.mark.parametrize(
    ("block", "type_", "title"),
    [
        ("KẾ HOẠCH\nThực hiện Nghị quyết số 57-NQ/TW", "Kế hoạch", "Thực hiện Nghị quyết số 57-NQ/TW"),
        ("KẾ HOẠCH\nTheo dõi thi hành pháp luật năm 2026", "Kế hoạch", "Theo dõi thi hành pháp luật năm 2026"),
        ("CHƯƠNG TRÌNH\nHÀNH ĐỘNG\nvề bảo vệ rừng", "Chương trình hành động", "về bảo vệ rừng"),
        ("CHƯƠNG TRÌNH\nCông tác năm 2026", "Chương trình", "Công tác năm 2026"),
        ("CHƯƠNG TRÌNH CÔNG TÁC\nnăm 2026", "Chương trình công tác", "năm 2026"),
        ("KẾ HOẠCH TRIỂN KHAI ĐỀ ÁN 06", "Kế hoạch", "TRIỂN KHAI ĐỀ ÁN 06"),
        ("QUYẾT ĐỊNH\nVề việc lập Ban Chỉ đạo\nGIÁM ĐỐC SỞ Y TẾ", "Quyết định", "Về việc lập Ban Chỉ đạo"),
        ("THÔNG BÁO\nKết luận của Chủ tịch\ntại cuộc họp", "Thông báo", "Kết luận của Chủ tịch tại cuộc họp"),
        ("KẾ HOẠCH\nThực hiện Quyết định số 5/QĐ-UBND, Ủy ban ban hành như sau:", "Kế hoạch", None),
        ("Kế hoạch\nTuần lễ áo dài", "Kế hoạch", "Tuần lễ áo dài"),
    ],
)
def test_type_and_title(block: str, type_: str, title: str | None) -> None:
    document = heading(f"Số: 5/KH-UBND\n\nAn Hải, ngày 1 tháng 3 năm 2026\n\n{block}\n\nCăn cứ Luật Thanh tra;\n")
    assert (document.type, document.title) == (type_, title)


def test_a_citation_in_the_body_is_not_the_number_line() -> None:
    document = heading("Thực hiện Kế hoạch\n\nsố 12/KH-UBND ngày 01/02/2026 của Ủy ban nhân dân, các đơn vị báo cáo.\n")
    assert document.symbol is None


def test_the_five_documents() -> None:
    read = {}
    for path in DOCUMENTS.iterdir():
        document = heading(path.read_text(encoding="utf-8"))
        assert document.unit is not None
        read[document.unit.name] = document
    assert set(read) == {"Phù Liễn", "Nam Đồ Sơn", "Chu Văn An", "Hà Bắc", "An Phong"}
    assert {n: d.signer for n, d in read.items()} == {
        "Phù Liễn": "Phạm Văn Diện",
        "Nam Đồ Sơn": "Nguyễn Đức Anh",
        "Chu Văn An": "Nguyễn Thị Hòa",
        "Hà Bắc": "Phạm Đức Tiến",
        "An Phong": "Trần Hồng Quyên; Trần Văn Hải",
    }
    assert {n: d.issuer for n, d in read.items()} == {
        "Phù Liễn": "Ủy ban nhân dân phường Phù Liễn",
        "Nam Đồ Sơn": "ỦY BAN NHÂN DÂN PHƯỜNG NAM ĐỒ SƠN",
        "Chu Văn An": "Ủy ban nhân dân phường Chu Văn An",
        "Hà Bắc": "Ủy ban nhân dân xã Hà Bắc",
        "An Phong": "Ban Xây dựng Đảng Đảng ủy phường An Phong; Đảng ủy Ủy ban nhân dân phường An Phong",
    }
    assert {n: (d.date, d.date_precision) for n, d in read.items()} == {
        "Phù Liễn": ("2026", "year"),
        "Nam Đồ Sơn": ("2025-08-13", "day"),
        "Chu Văn An": ("2026", "year"),
        "Hà Bắc": ("2026-02", "month"),
        "An Phong": ("2025-10-16", "day"),
    }


def test_the_length_of_the_text_does_not_matter() -> None:
    short = matching_view(STATE_WARD)
    long = matching_view(STATE_WARD.replace("Nơi nhận", "Một đoạn văn dài về nhiệm vụ.\n" * 20000 + "Nơi nhận"))

    def best(view: object) -> float:
        times = []
        for _ in range(5):
            start = time.process_time()
            read_heading(view)  # type: ignore[arg-type]
            times.append(time.process_time() - start)
        return min(times)

    read_heading(short)
    assert best(long) < best(short) * 4 + 0.002
