"""Headings of documents of all kinds of authorities, in the layouts that text extractions leave."""

import pytest

from tests.headings import (
    ASSEMBLY,
    BROKEN,
    CENTRAL_PARTY,
    COUNCIL,
    DECISION,
    DRAFT,
    FRONT,
    GOVERNMENT,
    INTERLEAVED,
    JOINT,
    LETTER,
    MINISTRY_WITHOUT_LETTERHEAD,
    OFFICE,
    PARTY_WARD,
    PRIME_MINISTER,
    PROVINCE_PARTY,
    SIGNED_BY_TWO,
    SPACED,
    STATE_WARD,
    WEB_PAGE,
    YOUTH,
    heading,
)

CASES: list[tuple[str, dict[str, object]]] = [
    (
        STATE_WARD,
        {
            "type": "Kế hoạch",
            "number": "118",
            "symbol": "KH-UBND",
            "date": "2026-03-05",
            "place": "Hồng An",
            "issuer": "ỦY BAN NHÂN DÂN PHƯỜNG HỒNG AN",
            "title": "Triển khai công tác phòng, chống thiên tai năm 2026 trên địa bàn phường",
            "signer": "Đỗ Văn Ước",
            "unit": "Hồng An",
            "level": "commune",
        },
    ),
    (
        INTERLEAVED,
        {
            "type": "Công văn",
            "number": "1254",
            "symbol": "SNV-CCVC",
            "date": "2026-02-09",
            "place": "Nghệ An",
            "issuer": "SỞ NỘI VỤ",
            "title": "V/v hướng dẫn đánh giá cán bộ năm 2026",
            "signer": "Trần Thị Hoa Mai",
            "unit": None,
            "level": "department",
        },
    ),
    (
        SPACED,
        {
            "type": "Quyết định",
            "number": "731",
            "symbol": "QĐ-BNV",
            "date": "2026-08-12",
            "place": "Hà Nội",
            "issuer": "BỘ NỘI VỤ",
            "title": "Ban hành Kế hoạch công tác văn thư năm 2027",
            "signer": "Vũ Chiến Thắng",
            "unit": None,
            "level": "ministry",
        },
    ),
    (
        PARTY_WARD,
        {
            "type": "Chương trình hành động",
            "number": "27",
            "symbol": "CTr/ĐU",
            "date": "2026-04-20",
            "issuer": "ĐẢNG ỦY PHƯỜNG AN BIÊN",
            "title": "thực hiện Nghị quyết Đại hội Đảng bộ thành phố",
            "signer": "Nguyễn Thị Bích Ngọc",
            "unit": "An Biên",
            "level": "commune",
        },
    ),
    (
        CENTRAL_PARTY,
        {
            "type": "Kết luận",
            "number": "19",
            "symbol": "KL/TW",
            "date": "2021-10-14",
            "issuer": "BAN CHẤP HÀNH TRUNG ƯƠNG",
            "signer": "Lê Văn Bình",
            "unit": None,
            "level": "central",
        },
    ),
    (
        COUNCIL,
        {
            "type": "Nghị quyết",
            "number": "45",
            "symbol": "NQ-HĐND",
            "date": "2025-12-09",
            "place": "Lâm Đồng",
            "issuer": "HỘI ĐỒNG NHÂN DÂN TỈNH LÂM ĐỒNG",
            "title": "QUY ĐỊNH MỨC CHI CÔNG TÁC HÒA GIẢI Ở CƠ SỞ TRÊN ĐỊA BÀN TỈNH LÂM ĐỒNG",
            "signer": "Phạm Thị Phúc",
            "unit": None,
            "level": "province",
        },
    ),
    (
        FRONT,
        {
            "type": "Kế hoạch",
            "symbol": "KH-MTTQ-BTT",
            "date": "2026-01-03",
            "issuer": "ỦY BAN MTTQ VIỆT NAM XÃ QUỲNH LƯU",
            "title": "Giám sát việc thực hiện dân chủ ở cơ sở năm 2026",
            "signer": "Hồ Sỹ Hùng",
            "unit": "Quỳnh Lưu",
            "level": "commune",
        },
    ),
    (
        GOVERNMENT,
        {
            "type": "Nghị định",
            "number": "78",
            "symbol": "NĐ-CP",
            "date": "2025-04-01",
            "place": "Hà Nội",
            "issuer": "CHÍNH PHỦ",
            "title": "Quy định chi tiết một số điều của Luật Ban hành văn bản",
            "signer": "Lê Thành Long",
            "level": "central",
        },
    ),
    (
        PRIME_MINISTER,
        {
            "type": "Chỉ thị",
            "number": "19",
            "symbol": "CT-TTg",
            "date": "2024-07-07",
            "issuer": "THỦ TƯỚNG CHÍNH PHỦ",
            "title": "Về việc tăng cường công tác phòng cháy",
            "signer": "Phạm Văn Minh",
            "level": "central",
        },
    ),
    (
        ASSEMBLY,
        {
            "type": "Luật",
            "number": "55",
            "symbol": "QH15",
            "date": None,
            "issuer": "QUỐC HỘI",
            "title": "PHÒNG CHÁY, CHỮA CHÁY VÀ CỨU NẠN",
            "signer": None,
            "level": "central",
        },
    ),
    (
        DRAFT,
        {
            "type": "Báo cáo",
            "number": None,
            "symbol": "BC-UBND",
            "date": "2026",
            "date_precision": "year",
            "place": "Tân Minh",
            "issuer": "Ủy ban nhân dân xã Tân Minh",
            "title": "Kết quả thực hiện công tác cải cách hành chính quý I năm 2026",
            "signer": None,
            "unit": "Tân Minh",
            "level": "commune",
        },
    ),
    (
        PROVINCE_PARTY,
        {
            "type": "Kế hoạch",
            "number": "102",
            "symbol": "KH/TU",
            "date": "2026-05-06",
            "place": "Đồng Tháp",
            "issuer": "TỈNH ỦY ĐỒNG THÁP",
            "title": "thực hiện Kết luận của Bộ Chính trị về công tác kiểm tra",
            "signer": "Trần Trí Quang",
            "unit": None,
            "level": "province",
        },
    ),
    (
        OFFICE,
        {
            "type": "Hướng dẫn",
            "number": "14",
            "symbol": "HD/BXDĐ",
            "issuer": "BAN XÂY DỰNG ĐẢNG",
            "title": "tổ chức sinh hoạt chi bộ quý II năm 2026",
            "signer": "Nguyễn Cảnh Toàn",
            "unit": "Kim Liên",
            "level": "commune",
        },
    ),
    (
        SIGNED_BY_TWO,
        {
            "type": "Chương trình phối hợp",
            "number": "03",
            "symbol": "CTr/UBMTTQ-CAP",
            "date": "2026-02-02",
            "title": "về phong trào toàn dân bảo vệ an ninh Tổ quốc",
            "signer": "Lê Văn Tám; Phan Thị Sáu",
            "unit": "Hòa Cường",
            "level": "commune",
        },
    ),
    (
        DECISION,
        {
            "type": "Quyết định",
            "number": "2208",
            "symbol": "QĐ-UBND",
            "date": "2025-10-27",
            "place": "Cần Thơ",
            "issuer": "ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ",
            "title": "Về việc phê duyệt danh mục dịch vụ công",
            "signer": "NGUYỄN THỰC HIỆN",
            "unit": None,
            "level": "province",
        },
    ),
]


CASES += [
    (
        BROKEN,
        {
            "type": "Nghị quyết",
            "number": "81",
            "date": "2012-05-19",
            "place": "Hà Nội",
            "issuer": "CHÍNH PHỦ",
            "title": "VỀ ĐỊNH HƯỚNG PHÁT TRIỂN NGHỀ CÁ ĐẾN NĂM 2020",
            "symbol": "NQ-CP",
            "level": "central",
        },
    ),
    (
        MINISTRY_WITHOUT_LETTERHEAD,
        {"issuer": "Bộ Y tế", "symbol": "KH-BYT", "signer": "Nguyễn Thị Hà", "level": "ministry", "unit": None},
    ),
    (
        LETTER,
        {
            "type": "Công văn",
            "symbol": "STP-PBGD",
            "date": "2025-09-08",
            "place": "Đà Nẵng",
            "issuer": "SỞ TƯ PHÁP",
            "title": "V/v bổ sung hướng dẫn công tác phổ biến, giáo dục pháp luật tại các xã, phường, "
            "đặc khu trên địa bàn thành phố",
            "level": "department",
        },
    ),
]


CASES += [
    (
        JOINT,
        {
            "symbol": "CTrPH/BDVTU-UBND",
            "issuer": "BAN DÂN VẬN TỈNH ỦY; ỦY BAN NHÂN DÂN TỈNH",
            "signer": "Trịnh Văn Hùng; Y Thanh Niê",
        },
    ),
    (
        WEB_PAGE,
        {
            "symbol": "KH-UBND",
            "number": None,
            "date": "2021-02-18",
            "issuer": "ỦY BAN NHÂN DÂN XÃ PHÙ KHÊ",
            "title": "Tuyên truyền cuộc bầu cử",
        },
    ),
    (YOUTH, {"symbol": "KH/TĐTN-BPT", "issuer": "ĐOÀN TNCS HỒ CHÍ MINH BCH TỈNH SƠN LA", "signer": "Lò Thị Ánh"}),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[str(c[1]["symbol"]) for c in CASES])
def test_headings_of_all_kinds_of_authorities(text: str, expected: dict[str, object]) -> None:
    document = heading(text)
    read = document._asdict() | {"unit": document.unit.name if document.unit else None}
    assert {k: read[k] for k in expected} == expected
