"""Shapes seen in documents of ministries, provinces, departments and Party bodies, on made-up examples."""

import pytest

from ingest.extract import Extraction, extract
from ingest.mention import Form, Mention

HEAD = """ỦY BAN NHÂN DÂN
TỈNH LẠC VIỆT
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 41/KH-UBND
Lạc Việt, ngày 11 tháng 3 năm 2024
KẾ HOẠCH
Phát triển thư viện công cộng năm 2024
"""


def read(body: str) -> Extraction:
    return extract(HEAD + body)


def numbered(body: str) -> list[Mention]:
    return [m for m in read(body).mentions if m.form is Form.NUMBERED]


@pytest.mark.parametrize(
    ("sentence", "issuer", "day", "title"),
    [
        (
            "Theo đề nghị của Sở Văn hóa và Thể thao tại Tờ trình số 31/TTr-SVHTT ngày 04/3/2024;",
            "Sở Văn hóa và Thể thao",
            "2024-03-04",
            None,
        ),
        (
            "Ngày 12/01/2024, Thủ tướng Chính phủ đã ban hành Chỉ thị số 91/CT-TTg về đọc sách và Bộ Tài chính đã ban "
            "hành văn bản hướng dẫn.",
            "Thủ tướng Chính phủ",
            "2024-01-12",
            "về đọc sách",
        ),
        (
            "Thực hiện Kết luận số 91-KL/TW, ngày 12/01/2024 của Bộ Chính trị, Ban Bí thư về thư viện năm 2024, Bộ "
            "Chính trị, Ban Bí thư yêu cầu các cấp ủy tập trung.",
            "Bộ Chính trị, Ban Bí thư",
            "2024-01-12",
            "về thư viện năm 2024",
        ),
        (
            "Căn cứ Công văn số 91/TCTCC ngày 12/01/2024 của Tổ công tác chuyên trách đọc sách của Thủ tướng Chính phủ "
            "về việc mở thư viện;",
            "Tổ công tác chuyên trách đọc sách của Thủ tướng Chính phủ",
            "2024-01-12",
            "về việc mở thư viện",
        ),
        (
            "Thực hiện Chỉ thị số 91/CT-TTg ngày 12/01/2024 của Thủ tướng Chính phủ về đọc sách, các sở, ngành đã làm "
            "nhiều việc.",
            "Thủ tướng Chính phủ",
            "2024-01-12",
            "về đọc sách",
        ),
        (
            "Thực hiện Thông báo số 91/TB-VPQH ngày 12/01/2024 của Văn phòng Quốc hội về đọc sách, Chính phủ bổ sung "
            "báo cáo với những nội dung sau:",
            "Văn phòng Quốc hội",
            "2024-01-12",
            "về đọc sách",
        ),
        (
            "Thực hiện Công văn số 91/BYT-DP ngày 12/01/2024 của Bộ Y tế về việc tiêm chủng và ý kiến chỉ đạo của Chủ "
            "tịch UBND tỉnh;",
            "Bộ Y tế",
            "2024-01-12",
            "về việc tiêm chủng",
        ),
    ],
)
def test_the_stretch_of_a_citation(sentence: str, issuer: str, day: str, title: str | None) -> None:
    [mention] = numbered(sentence)
    assert (mention.issuer, mention.date, mention.title) == (issuer, day, title)


def test_an_issuer_before_a_list_of_numbers_governs_it() -> None:
    both = numbered(
        "Căn cứ các Kế hoạch của Ủy ban nhân dân Tỉnh: số 71/KH-UBND ngày 05/01/2024 về thư viện; số 72/KH-UBND ngày "
        "06/01/2024 về bảo tàng,"
    )
    assert [(m.issuer, m.date) for m in both] == [
        ("Ủy ban nhân dân Tỉnh", "2024-01-05"),
        ("Ủy ban nhân dân Tỉnh", "2024-01-06"),
    ]


@pytest.mark.parametrize(
    ("citation", "symbol"),
    [
        ("Thông tư liên tịch số 26/2011/TTLT-BNNPT- BKHĐT-BTC", "TTLT-BNNPT- BKHĐT-BTC"),
        ("Quyết định số 136/2011/QĐ.TTg", "QĐ.TTg"),
    ],
)
def test_symbols_with_slips_of_spacing(citation: str, symbol: str) -> None:
    [mention] = numbered(f"Căn cứ {citation} ngày 13 tháng 4 năm 2011;")
    assert (mention.text, mention.symbol, mention.date) == (citation, symbol, "2011-04-13")


def test_a_citation_in_a_title_of_several_lines() -> None:
    text = HEAD.replace(
        "Phát triển thư viện công cộng năm 2024",
        "THỰC HIỆN CHỈ THỊ SỐ 91/CT-TTG NGÀY 12/01/2024 CỦA\nTHỦ TƯỚNG CHÍNH PHỦ VỀ ĐỌC SÁCH",
    )
    mention = extract(text + "I. MỤC ĐÍCH\n").mentions[1]
    assert (mention.issuer, mention.date, mention.title) == ("THỦ TƯỚNG CHÍNH PHỦ", "2024-01-12", "VỀ ĐỌC SÁCH")


def test_a_programme_for_ethnic_minorities_keeps_its_whole_name() -> None:
    [named] = [
        m
        for m in read("Lồng ghép Chương trình mục tiêu quốc gia vùng đồng bào dân tộc thiểu số và miền núi.").mentions
        if m.form is Form.NAMED
    ]
    assert named.text == "Chương trình mục tiêu quốc gia vùng đồng bào dân tộc thiểu số và miền núi"


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("ỦY BAN THƯỜNG VỤ\nQUỐC HỘI\n", "ỦY BAN THƯỜNG VỤ QUỐC HỘI"),
        ("UỶ BAN NHÂN\nDÂN\nTỈNH LẠC VIỆT\n", "ỦY BAN NHÂN DÂN TỈNH LẠC VIỆT"),
    ],
)
def test_letterheads_broken_in_the_middle_of_a_body(head: str, issuer: str) -> None:
    document = extract(
        head + "CỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố:\n41/2024/NQ-UBTVQH15\n"
        "Hà Nội, ngày 11 tháng 3 năm 2024\nNGHỊ QUYẾT\nVề thư viện\n"
    ).document
    assert (document.issuer, document.number, document.date) == (issuer, "41", "2024-03-11")
