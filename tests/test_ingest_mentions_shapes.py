"""Citations of every written shape: the core span and its parts."""

import pytest

from ingest.document import Document
from ingest.mention import Form, Mention
from ingest.mentions import find_mentions
from ingest.view import matching_view


def mentions(text: str) -> list[Mention]:
    found, _ = find_mentions(matching_view(text), Document())
    return found


def only(text: str) -> Mention:
    found = mentions(text)
    assert len(found) == 1, found
    return found[0]


NUMBERED = [
    # State
    ("theo Quyết định số 812/QĐ-UBND", "Quyết định số 812/QĐ-UBND", "Quyết định", "812", None, "QĐ-UBND"),
    ("Nghị định số 14/2024/NĐ-CP.", "Nghị định số 14/2024/NĐ-CP", "Nghị định", "14", "2024", "NĐ-CP"),
    ("Nghị quyết số 303/2025/QH15", "Nghị quyết số 303/2025/QH15", "Nghị quyết", "303", "2025", "QH15"),
    ("Nghị quyết số 1501/NQ-UBTVQH15", "Nghị quyết số 1501/NQ-UBTVQH15", "Nghị quyết", "1501", None, "NQ-UBTVQH15"),
    ("Pháp lệnh số 34/2007/PL-UBTVQH11", "Pháp lệnh số 34/2007/PL-UBTVQH11", "Pháp lệnh", "34", "2007", "PL-UBTVQH11"),
    ("Nghị quyết 66.7/2025/NQ-CP", "Nghị quyết 66.7/2025/NQ-CP", "Nghị quyết", "66.7", "2025", "NQ-CP"),
    ("Nghị quyết số 40a/NQ-CP", "Nghị quyết số 40a/NQ-CP", "Nghị quyết", "40a", None, "NQ-CP"),
    ("Kế hoạch 0127/KH-UBND", "Kế hoạch 0127/KH-UBND", "Kế hoạch", "0127", None, "KH-UBND"),
    ("Quyết định 02/2026/QĐ-CTUBND", "Quyết định 02/2026/QĐ-CTUBND", "Quyết định", "02", "2026", "QĐ-CTUBND"),
    ("Quyết định số 72/2003/QĐ-UB", "Quyết định số 72/2003/QĐ-UB", "Quyết định", "72", "2003", "QĐ-UB"),
    ("Nghị quyết số 10/2012/NQ-HĐND8", "Nghị quyết số 10/2012/NQ-HĐND8", "Nghị quyết", "10", "2012", "NQ-HĐND8"),
    (
        "Thông tư liên tịch số 9/2013/TTLT-BTP-BNV",
        "Thông tư liên tịch số 9/2013/TTLT-BTP-BNV",
        "Thông tư liên tịch",
        "9",
        "2013",
        "TTLT-BTP-BNV",
    ),
    (
        "Văn bản hợp nhất số 15/VBHN-VPQH",
        "Văn bản hợp nhất số 15/VBHN-VPQH",
        "Văn bản hợp nhất",
        "15",
        None,
        "VBHN-VPQH",
    ),
    ("Công văn số 631/UBND-NC", "Công văn số 631/UBND-NC", "Công văn", "631", None, "UBND-NC"),
    ("Công văn số 197/SXD ngày 2/3/2025", "Công văn số 197/SXD", "Công văn", "197", None, "SXD"),
    ("Thông báo số 41/TB-VPCP", "Thông báo số 41/TB-VPCP", "Thông báo", "41", None, "TB-VPCP"),
    ("tại Tờ trình số 64/TTr-SNV", "Tờ trình số 64/TTr-SNV", "Tờ trình", "64", None, "TTr-SNV"),
    ("Công điện số 71/CĐ-TTg", "Công điện số 71/CĐ-TTg", "Công điện", "71", None, "CĐ-TTg"),
    ("Hướng dẫn số 96/HD-MTTW-BTT", "Hướng dẫn số 96/HD-MTTW-BTT", "Hướng dẫn", "96", None, "HD-MTTW-BTT"),
    # Party
    ("Nghị quyết số 44-NQ/TU", "Nghị quyết số 44-NQ/TU", "Nghị quyết", "44", None, "NQ/TU"),
    ("Quy định số 08-QĐi/TW", "Quy định số 08-QĐi/TW", "Quy định", "08", None, "QĐi/TW"),
    ("Kết luận số 97- KL/TW", "Kết luận số 97- KL/TW", "Kết luận", "97", None, "KL/TW"),
    ("Kế hoạch số 11-KH/TWĐTN-CTTN", "Kế hoạch số 11-KH/TWĐTN-CTTN", "Kế hoạch", "11", None, "KH/TWĐTN-CTTN"),
    (
        "Chương trình phối hợp số 03-CTr/BTGDVTU-ĐUUBND",
        "Chương trình phối hợp số 03-CTr/BTGDVTU-ĐUUBND",
        "Chương trình phối hợp",
        "03",
        None,
        "CTr/BTGDVTU-ĐUUBND",
    ),
    (
        "Chương trình hành động số 45-Ctr/TU",
        "Chương trình hành động số 45-Ctr/TU",
        "Chương trình hành động",
        "45",
        None,
        "Ctr/TU",
    ),
    ("Thông báo kết luận số 8-TB/TU", "Thông báo kết luận số 8-TB/TU", "Thông báo kết luận", "8", None, "TB/TU"),
    ("công văn số 812-CV/ĐU", "công văn số 812-CV/ĐU", "Công văn", "812", None, "CV/ĐU"),
    # spacing, missing words, slips of separator, case and diacritics
    ("Quyết định số31-QĐ/TU", "Quyết định số31-QĐ/TU", "Quyết định", "31", None, "QĐ/TU"),
    ("Quyết định số 12 / QĐ - UBND ngày", "Quyết định số 12 / QĐ - UBND", "Quyết định", "12", None, "QĐ - UBND"),
    ("Quyết định 1204-QĐ/TU", "Quyết định 1204-QĐ/TU", "Quyết định", "1204", None, "QĐ/TU"),
    ("Quyết định số: 12/QĐ-UBND", "Quyết định số: 12/QĐ-UBND", "Quyết định", "12", None, "QĐ-UBND"),
    ("Quyết định số hiệu 12/QĐ-UBND", "Quyết định số hiệu 12/QĐ-UBND", "Quyết định", "12", None, "QĐ-UBND"),
    ("Quyết định số 99/QĐ-TW", "Quyết định số 99/QĐ-TW", "Quyết định", "99", None, "QĐ-TW"),
    ("Nghị quyết 03-NQ/CP", "Nghị quyết 03-NQ/CP", "Nghị quyết", "03", None, "NQ/CP"),
    ("Chỉ thị số 19/-CT-TW", "Chỉ thị số 19/-CT-TW", "Chỉ thị", "19", None, "CT-TW"),
    ("Chỉ thị 03-CT/TƯ", "Chỉ thị 03-CT/TƯ", "Chỉ thị", "03", None, "CT/TƯ"),
    ("Chỉ thị 10/CT-TTG", "Chỉ thị 10/CT-TTG", "Chỉ thị", "10", None, "CT-TTG"),
    ("Quyết định số 12/QD-UBND", "Quyết định số 12/QD-UBND", "Quyết định", "12", None, "QD-UBND"),
    ("Chỉ thị số l5-CT/TU", "Chỉ thị số l5-CT/TU", "Chỉ thị", "l5", None, "CT/TU"),
    ("QĐ số 31-QĐ/TW", "QĐ số 31-QĐ/TW", "Quyết định", "31", None, "QĐ/TW"),
    ("1\tThi đua\tQĐ 45/QĐ-UBND\tVăn phòng", "QĐ 45/QĐ-UBND", "Quyết định", "45", None, "QĐ-UBND"),
    ("NGHỊ QUYẾT SỐ 26-NQ/TW", "NGHỊ QUYẾT SỐ 26-NQ/TW", "Nghị quyết", "26", None, "NQ/TW"),
    # words between type and number
    ("Kết luận thanh tra số 12/KL-TTr", "Kết luận thanh tra số 12/KL-TTr", "Kết luận", "12", None, "KL-TTr"),
    (
        "Luật Phòng, chống ma túy số 73/2021/QH14",
        "Luật Phòng, chống ma túy số 73/2021/QH14",
        "Luật",
        "73",
        "2021",
        "QH14",
    ),
    # a symbol alone
    ("theo 12/KH-UBND", "12/KH-UBND", "Kế hoạch", "12", None, "KH-UBND"),
    # by number alone
    ("Thực hiện Nghị quyết 41 của Bộ Chính trị", "Nghị quyết 41", "Nghị quyết", "41", None, None),
    ("thực hiện NQ 82, trong đó", "NQ 82", "Nghị quyết", "82", None, None),
    ("triển khai CT40 tại xã", "CT40", "Chỉ thị", "40", None, None),
    ("theo QĐ 90;", "QĐ 90", "Quyết định", "90", None, None),
    ("Chỉ thị số 40 về tín dụng", "Chỉ thị số 40", "Chỉ thị", "40", None, None),
    ("nhiệm vụ của Đề án 09", "Đề án 09", "Đề án", "09", None, None),
]


@pytest.mark.parametrize("row", NUMBERED, ids=lambda row: row[0])
def test_numbered(row: tuple[str, str, str, str, str | None, str | None]) -> None:
    text, core, *parts = row
    mention = only(text)
    assert text[mention.start : mention.end] == core
    assert mention.form is Form.NUMBERED
    assert [mention.type, mention.number, mention.year_in_number, mention.symbol] == parts


NAMED = [
    ("theo Luật Tiếp công dân;", ["Luật Tiếp công dân"]),
    ("Luật tiếp công dân, Luật tố cáo", ["Luật tiếp công dân", "Luật tố cáo"]),
    ("Bộ luật Lao động năm 2019", ["Bộ luật Lao động"]),
    ("Pháp lệnh Ưu đãi người có công với cách mạng;", ["Pháp lệnh Ưu đãi người có công với cách mạng"]),
    ("Luật Đất đai 2024 và Luật Nhà ở", ["Luật Đất đai", "Luật Nhà ở"]),
    ("Luật Bầu cử đại biểu Quốc hội và đại biểu HĐND;", ["Luật Bầu cử đại biểu Quốc hội và đại biểu HĐND"]),
    ("Luật Phòng chống tham nhũng và các văn bản", ["Luật Phòng chống tham nhũng"]),
    ("Luật Thủy nông nội đồng quy định chi tiết", ["Luật Thủy nông nội đồng"]),
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu và Luật Đầu tư công ngày 01/7/2025",
        ["Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu và Luật Đầu tư công"],
    ),
    ("Hiến pháp năm 2013", ["Hiến pháp năm 2013"]),
    ("Căn cứ Điều lệ Đảng Cộng sản Việt Nam;", ["Điều lệ Đảng Cộng sản Việt Nam"]),
    ("Chương trình mục tiêu quốc gia phòng, chống ma túy;", ["Chương trình mục tiêu quốc gia phòng, chống ma túy"]),
    (
        "triển khai Chương trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn 2021 - 2025 tại xã",
        ["Chương trình mục tiêu quốc gia giảm nghèo bền vững giai đoạn 2021 - 2025"],
    ),
    ("thực hiện Đề án “Mỗi xã một sản phẩm”;", ["Đề án “Mỗi xã một sản phẩm”"]),
]


@pytest.mark.parametrize(("text", "cores"), NAMED)
def test_named(text: str, cores: list[str]) -> None:
    found = mentions(text)
    assert [m.text for m in found] == cores
    assert {m.form for m in found} == {Form.NAMED}


GENERIC = [
    ("triển khai Nghị quyết của Quốc hội về sắp xếp đơn vị hành chính", "Nghị quyết"),
    (
        "thực hiện các Chỉ thị, Nghị quyết, Kết luận của Trung ương về công tác tôn giáo",
        "Chỉ thị, Nghị quyết, Kết luận",
    ),
    ("sơ kết, tổng kết các chỉ thị, kết luận... của Đảng về công tác tôn giáo", "chỉ thị, kết luận"),
    ("tổng kết các nghị quyết… của Tỉnh ủy về công tác tôn giáo", "nghị quyết"),
    ("theo kế hoạch của UBND tỉnh.", "kế hoạch"),
    ("thực hiện Kế hoạch hành động của Ban Thường vụ Tỉnh ủy", "Kế hoạch hành động"),
    ("sửa đổi Quy chế dân chủ ở cơ sở.", "Quy chế dân chủ ở cơ sở"),
    ("mà Nghị quyết Đại hội Đảng các cấp đề ra", "Nghị quyết Đại hội Đảng các cấp"),
    ("các Quy chế phối hợp giữa chính quyền với Mặt trận Tổ quốc", "Quy chế phối hợp"),
]


@pytest.mark.parametrize(("text", "core"), GENERIC)
def test_generic(text: str, core: str) -> None:
    mention = only(text)
    assert (mention.text, mention.form) == (core, Form.GENERIC)


@pytest.mark.parametrize(
    "text",
    [
        "Mẫu số 01/TNCN và Mẫu số 02/KH-UBND, biểu số 03/BC-UBND",
        "TCVN 9001:2015, QCVN 01:2021/BXD, TCVN 5687-2010/BXD",
        "thủ tục 1.004088.000.00.00.H25",
        "giai đoạn 2021-2025, tỷ lệ 3/4, 24/7, ngày 12/3/2026, tháng 8/2026",
        "điện thoại 0225.3747/123, số nhà 12/5 đường Lê Lợi, tài khoản 0123456789",
        "- Lưu: VT, VHXH.",
        "Kế hoạch này; Quyết định này có hiệu lực từ ngày ký",
        "Kế hoạch 5 năm, Chương trình 135 xã, Đề án 30%",
        "xây dựng Kế hoạch thực hiện; ban hành Nghị quyết về phát triển kinh tế",
        "Luật sư, Hội Luật gia, pháp luật về đất đai, theo Luật này, kỷ luật",
        "CT, các PCT UBND xã; TT HĐND xã",
        "email vanthu@xa.gov.vn, https://xa.gov.vn/QD/KH-UBND",
        "",
    ],
)
def test_no_citation(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "core", "date_text"),
    [
        ("(Kèm theo Kế hoạch số /KH-UBND ngày /4/2026 của UBND xã)", "Kế hoạch số /KH-UBND", "/4/2026"),
        ("Quyết định số …/QĐ-UBND ngày …/…/2026 của UBND xã", "Quyết định số …/QĐ-UBND", "…/…/2026"),
        ("Nghị quyết số    -NQ/ĐU ngày   tháng 3 năm 2026", "Nghị quyết số    -NQ/ĐU", "tháng 3 năm 2026"),
    ],
)
def test_blank(text: str, core: str, date_text: str) -> None:
    mention = only(text)
    assert text[mention.start : mention.end] == core
    assert (mention.form, mention.number, mention.date, mention.date_text) == (Form.BLANK, None, None, date_text)


def test_own_number_is_self() -> None:
    text = "Số: 31 /KH-UBND\nTân An, ngày 3 tháng 2 năm 2026\nKẾ HOẠCH\nThực hiện Quyết định số 5/QĐ-UBND"
    found, _ = find_mentions(matching_view(text), Document(type="Kế hoạch", self_start=0, self_end=15))
    assert [(m.form, m.text) for m in found] == [
        (Form.SELF, "Số: 31 /KH-UBND"),
        (Form.NUMBERED, "Quyết định số 5/QĐ-UBND"),
    ]


@pytest.mark.parametrize(
    ("text", "pinpoint"),
    [
        ("theo điểm a khoản 2 Điều 5 Luật Viên chức", "điểm a khoản 2 Điều 5"),
        ("tại Điều 7, Điều 8 của Nghị định số 14/2024/NĐ-CP", "Điều 7, Điều 8"),
        ("theo Nghị định số 14/2024/NĐ-CP", None),
    ],
)
def test_pinpoint(text: str, pinpoint: str | None) -> None:
    assert only(text).pinpoint == pinpoint
