"""Issuers and titles in the lists and preambles of other authorities."""

import pytest

from ingest.document import Document
from ingest.mention import Mention
from ingest.mentions import find_mentions
from ingest.view import matching_view


def _read(text: str) -> list[Mention]:
    return [m for m in find_mentions(matching_view(text), Document())[0] if m.form != "generic"]


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        (
            "Căn cứ các Nghị quyết của Hội đồng nhân dân tỉnh khóa X, kỳ họp thứ 3: Nghị quyết số 71/2011/NQ-HĐND ngày "
            "04/7/2011 về nhiệm vụ thu; Nghị quyết số 72/2011/NQ-HĐND ngày 04/7/2011 về dự toán chi;",
            ["Hội đồng nhân dân tỉnh khóa X"] * 2,
        ),
        (
            "Theo đề nghị của Trưởng Ban Dân tộc tại Tờ trình số 71/TTr-BDT ngày 04/7/2011 và của Giám đốc Sở Nội "
            "vụ tại Tờ trình số 72/TTr-SNV ngày 05/7/2011,",
            ["Trưởng Ban Dân tộc", "Giám đốc Sở Nội vụ"],
        ),
        (
            "Xét Tờ trình số 71/TTr-HĐND ngày 04/7/2024 của Ban Pháp chế của Hội đồng nhân dân tỉnh về dự thảo;",
            ["Ban Pháp chế của Hội đồng nhân dân tỉnh"],
        ),
        (
            "theo Chỉ thị số 71/CT-UBND ngày 04/7/2017 của Ủy ban nhân dân (UBND) tỉnh, đạt kết quả.",
            ["Ủy ban nhân dân (UBND) tỉnh"],
        ),
        (
            "Chỉ thị số 7171/CT-BNN ngày 04/7/2019 của Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn về chống hạn;",
            ["Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn"],
        ),
        (
            "Nghị quyết liên tịch số 71/2018/NQLT-UBTVQH14-CP ngày 04/7/2018 của Ủy ban Thường vụ Quốc hội, Chính phủ "
            "quy định chi tiết việc giám sát;",
            ["Ủy ban Thường vụ Quốc hội, Chính phủ"],
        ),
        (
            "Hướng dẫn liên ngành số 71/HDLN-STC-SNV ngày 04/7/2014 của liên ngành Sở Tài chính - Sở Nội vụ;",
            ["liên ngành Sở Tài chính - Sở Nội vụ"],
        ),
        (
            "Kế hoạch số 71-KH/BCĐTW ngày 04/7/2026 của Ban Chỉ đạo Trung ương về hành động về dữ liệu số;",
            ["Ban Chỉ đạo Trung ương"],
        ),
        (
            "Kế hoạch số 71-KH/BCĐ ngày 04/7/2023 của Ban Chỉ đạo Đề án 06 tỉnh về dữ liệu;",
            ["Ban Chỉ đạo Đề án 06 tỉnh"],
        ),
        ("Bãi bỏ Nghị quyết số 71/NQ-HĐND ngày 04/7/2019 của HĐND Quận 7.", ["HĐND Quận 7"]),
        (
            "Kết luận số 71-KL/TW ngày 04/7/2021 Hội nghị Trung ương 4 khóa XIII về xây dựng Đảng;",
            ["Hội nghị Trung ương 4 khóa XIII"],
        ),
    ],
)
def test_issuers(text: str, issuers: list[str]) -> None:
    assert [m.issuer for m in _read(text)] == issuers


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "Thông tư số 71/2008/TT-BNV ngày 04/7/2008 của Bộ Nội vụ sửa đổi Khoản 2 Mục III, Thông tư số 72/2008/"
            "TT-BNV ngày 05/7/2008 của Bộ Nội vụ về biên chế;",
            [
                "sửa đổi Khoản 2 Mục III, Thông tư số 72/2008/TT-BNV ngày 05/7/2008 của Bộ Nội vụ về biên chế",
                "về biên chế",
            ],
        ),
        (
            "Thực hiện Nghị quyết số 71/NQ-CP ngày 04/7/2022 của Chính phủ về phục hồi kinh tế và triển khai Nghị "
            "quyết số 72/2022/QH15 của Quốc hội về chính sách tài khóa;",
            ["về phục hồi kinh tế", "về chính sách tài khóa"],
        ),
        (
            "Văn bản hợp nhất số 71/VBHN-BNV ngày 04/7/2023 của Bộ Nội vụ hợp nhất quy định về văn thư;",
            ["hợp nhất quy định về văn thư"],
        ),
        (
            "Công văn số 71/BGDĐT-VP ngày 04/7/2022 của Bộ Giáo dục và Đào tạo (GDĐT) về việc tuyển sinh;",
            ["về việc tuyển sinh"],
        ),
        (
            "triển khai Nghị quyết 71 và Kế hoạch số 72-KH/TU ngày 04/7/2025 của Tỉnh ủy về chuyển đổi số;",
            [None, "về chuyển đổi số"],
        ),
    ],
)
def test_titles(text: str, titles: list[str | None]) -> None:
    assert [m.title for m in _read(text)] == titles


@pytest.mark.parametrize(
    "name",
    [
        "Hiến pháp nước CHXHCN Việt Nam năm 2013",
        "Luật tổ chức Hội đồng nhân dân và Ủy ban nhân dân",
        "Luật tổ chức HĐND và UBND",
        "Luật ban hành văn bản quy phạm pháp luật của Hội đồng nhân dân, Ủy ban nhân dân",
    ],
)
def test_names(name: str) -> None:
    assert [m.text for m in _read(f"Căn cứ {name};")] == [name]


def test_what_the_proposer_stands_before_is_all_its_own() -> None:
    found = _read(
        "Theo đề nghị của Sở Nội vụ tại Tờ trình số 14/TTr-SNV ngày 05/3/2026, Công văn số 22/SNV-CC ngày 06/3/2026 "
        "và Báo cáo số 8/BC-STP ngày 07/3/2026 của Sở Tư pháp"
    )
    assert [m.issuer for m in found] == ["Sở Nội vụ", "Sở Nội vụ", "Sở Tư pháp"]


def test_a_plan_and_a_letter_of_one_body() -> None:
    found = _read("Kế hoạch số 29/KH-UBND ngày 05/3/2026 và Công văn số 9/UBND-VX ngày 06/3/2026 của UBND tỉnh")
    assert [m.issuer for m in found] == ["UBND tỉnh", "UBND tỉnh"]


def test_numbers_of_a_list_with_semicolons_have_the_issuer_of_the_last() -> None:
    found = _read(
        "Thực hiện các Nghị quyết số 7-NQ/TW, ngày 05/3/2026; số 9-NQ/TW, ngày 06/3/2026 và số 8-NQ/TW, ngày 07/3/2026 "
        "của Bộ Chính trị"
    )
    assert [m.issuer for m in found] == ["Bộ Chính trị"] * 3
    assert [m.date for m in found] == ["2026-03-05", "2026-03-06", "2026-03-07"]


def test_letters_of_a_list_are_called_as_its_head_calls_them() -> None:
    found = _read("các văn bản: số 40/UBND-VX ngày 05/3/2026, số 10/UBND-VX ngày 06/3/2026")
    assert [m.type for m in found] == ["Văn bản", "Văn bản"]


def test_two_of_the_same_day() -> None:
    found = _read("Tờ trình số 14/TTr-UBND và Báo cáo số 15/BC-UBND cùng ngày 05/3/2026 của UBND xã")
    assert [(m.date, m.issuer) for m in found] == [("2026-03-05", "UBND xã")] * 2


def test_the_subject_of_a_letter_is_not_that_of_the_instrument_before_it() -> None:
    found = _read(
        "Hướng dẫn số 2-HD/TW ngày 05/3/2026 của Ban Bí thư và Công văn số 4-CV/BTCTU ngày 06/3/2026 "
        "của Ban Tổ chức Tỉnh ủy về việc kết nạp đảng viên"
    )
    assert [m.title for m in found] == [None, "về việc kết nạp đảng viên"]


def test_an_old_number_without_its_word() -> None:
    found = _read("nói tại Điều 8, Nghị định 16-CP, khi bán nhà")
    assert [(m.text, m.number, m.symbol) for m in found] == [("Nghị định 16-CP", "16", "CP")]


def test_the_ends_of_a_range() -> None:
    found = _read("Bãi bỏ các Quyết định từ số 12/QĐ-UBND đến số 15/QĐ-UBND ngày 05/3/2026 của UBND tỉnh về giao rừng;")
    assert [(m.text, m.issuer, m.title) for m in found] == [
        ("Quyết định từ số 12/QĐ-UBND", "UBND tỉnh", "về giao rừng"),
        ("15/QĐ-UBND", "UBND tỉnh", "về giao rừng"),
    ]


BOTH = "Thực hiện Quyết định số 7-QĐ/TW và Quyết định số 8-QĐ/TW ngày 12/12/2013 của Bộ Chính trị về {}."


@pytest.mark.parametrize(
    ("about", "titles"),
    [
        (
            "Quy chế giám sát chợ; quy định về việc góp ý xây dựng chợ",
            ["về Quy chế giám sát chợ", "quy định về việc góp ý xây dựng chợ"],
        ),
        ("giám sát chợ; quy định về việc góp ý", ["về giám sát chợ"] * 2),
        ("Quy chế giám sát chợ; Quy định số 9-QĐ/TW", ["về Quy chế giám sát chợ"] * 2),
        ("Quy chế giám sát chợ; các đơn vị báo cáo", ["về Quy chế giám sát chợ"] * 2),
    ],
)
def test_two_decisions_have_each_their_half_of_a_title(about: str, titles: list[str]) -> None:
    found = _read(BOTH.format(about))[:2]
    assert [m.title for m in found] == titles
    assert {(m.date, m.issuer) for m in found} == {("2013-12-12", "Bộ Chính trị")}


def test_three_decisions_share_the_first_half() -> None:
    text = BOTH.format("Quy chế giám sát chợ; quy định về việc góp ý").replace(
        "định số 7", "định số 6-QĐ/TW, Quyết định số 7"
    )
    assert [m.title for m in _read(text)] == ["về Quy chế giám sát chợ"] * 3
