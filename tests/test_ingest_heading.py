"""Headings of documents of all kinds of authorities, in the layouts that text extractions leave."""

import time
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.heading import read_heading
from ingest.view import matching_view

DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"


def heading(text: str) -> Document:
    return read_heading(matching_view(text))


STATE_WARD = """ỦY BAN NHÂN DÂN
PHƯỜNG HỒNG AN

Số: 118/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Hồng An, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Triển khai công tác phòng, chống thiên tai năm 2026
trên địa bàn phường

Căn cứ Luật Phòng, chống thiên tai ngày 19/6/2013;

Nơi nhận:
- UBND thành phố;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Đỗ Văn Ước

PHỤ LỤC
(Kèm theo Kế hoạch số 118/KH-UBND ngày 05/3/2026)
"""

INTERLEAVED = """UBND TỈNH NGHỆ AN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ NỘI VỤ\tĐộc lập - Tự do - Hạnh phúc
-------\t---------------
Số: 1254/SNV-CCVC\tNghệ An, ngày 9 tháng 02 năm 2026
V/v hướng dẫn đánh giá cán bộ
năm 2026

Kính gửi: Ủy ban nhân dân các xã, phường.

Thực hiện Kế hoạch số 11/KH-UBND, Sở Nội vụ hướng dẫn như sau:

Nơi nhận:\tKT. GIÁM ĐỐC
- Như trên;\tPHÓ GIÁM ĐỐC
- Lưu: VT.
\tTrần Thị Hoa Mai
"""

SPACED = """        BỘ NỘI VỤ                        CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
                                            Độc lập - Tự do - Hạnh phúc
     Số: 731/QĐ-BNV                       Hà Nội, ngày 12 tháng 8 năm 2026

                              QUYẾT ĐỊNH
        Ban hành Kế hoạch công tác văn thư năm 2027
                         BỘ TRƯỞNG BỘ NỘI VỤ
Căn cứ Nghị định số 30/2020/NĐ-CP;
                                               KT. BỘ TRƯỞNG
                                               THỨ TRƯỞNG

                                               Vũ Chiến Thắng
"""

PARTY_WARD = """ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG
ĐẢNG ỦY PHƯỜNG AN BIÊN
*
Số 27-CTr/ĐU

ĐẢNG CỘNG SẢN VIỆT NAM

An Biên, ngày 20 tháng 4 năm 2026

CHƯƠNG TRÌNH HÀNH ĐỘNG
thực hiện Nghị quyết Đại hội Đảng bộ thành phố

Thực hiện Nghị quyết số 09-NQ/ĐH, Đảng ủy phường ban hành Chương trình như sau:

Nơi nhận:
- Ban Thường vụ Thành ủy (để b/c),
- Lưu Văn phòng Đảng ủy.

T/M BAN CHẤP HÀNH
BÍ THƯ

Nguyễn Thị Bích Ngọc
"""

CENTRAL_PARTY = """BAN CHẤP HÀNH TRUNG ƯƠNG
*
Số 19-KL/TW
ĐẢNG CỘNG SẢN VIỆT NAM
Hà Nội, ngày 14 tháng 10 năm 2021
KẾT LUẬN CỦA BỘ CHÍNH TRỊ
về Định hướng Chương trình xây dựng pháp luật
Tại phiên họp ngày 01/10/2021, Bộ Chính trị đã nghe báo cáo.
T/M BỘ CHÍNH TRỊ
TỔNG BÍ THƯ
Lê Văn Bình
"""

COUNCIL = """HỘI ĐỒNG NHÂN DÂN
TỈNH LÂM ĐỒNG
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 45/2025/NQ-HĐND
Lâm Đồng, ngày 09 tháng 12 năm 2025

NGHỊ QUYẾT
QUY ĐỊNH MỨC CHI CÔNG TÁC HÒA GIẢI Ở CƠ SỞ
TRÊN ĐỊA BÀN TỈNH LÂM ĐỒNG
HỘI ĐỒNG NHÂN DÂN TỈNH LÂM ĐỒNG
KHÓA X, KỲ HỌP THỨ 6
Căn cứ Luật Tổ chức chính quyền địa phương;
CHỦ TỊCH
(Đã ký)
Phạm Thị Phúc
"""

FRONT = """ỦY BAN MTTQ VIỆT NAM
XÃ QUỲNH LƯU
BAN THƯỜNG TRỰC
Số: 08/KH-MTTQ-BTT

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Quỳnh Lưu, ngày 03 tháng 01 năm 2026
KẾ HOẠCH
Giám sát việc thực hiện dân chủ ở cơ sở năm 2026

Căn cứ Luật Mặt trận Tổ quốc Việt Nam;
Thực hiện Kế hoạch số 31/KH-MTTQ-BTT của Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Nghệ An;

TM. BAN THƯỜNG TRỰC
CHỦ TỊCH

Hồ Sỹ Hùng
"""

GOVERNMENT = """CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 78/2025/NĐ-CP Hà Nội, ngày 01 tháng 4 năm 2025
NGHỊ ĐỊNH
Quy định chi tiết một số điều của Luật Ban hành văn bản
Căn cứ Luật Tổ chức Chính phủ;
TM. CHÍNH PHỦ
KT. THỦ TƯỚNG
PHÓ THỦ TƯỚNG
Lê Thành Long
"""

PRIME_MINISTER = """THỦ TƯỚNG CHÍNH PHỦ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
\tĐộc lập - Tự do - Hạnh phúc
Số: 19/CT-TTg\tHà Nội, ngày 07 tháng 7 năm 2024

CHỈ THỊ
Về việc tăng cường công tác phòng cháy

Trong thời gian qua, công tác phòng cháy đã đạt kết quả.

THỦ TƯỚNG

Phạm Văn Minh
"""

ASSEMBLY = """QUỐC HỘI
Luật số: 55/2024/QH15
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

LUẬT
PHÒNG CHÁY, CHỮA CHÁY VÀ CỨU NẠN

Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;
"""

DRAFT = """DỰ THẢO

Số:       /BC-UBND

Tân Minh, ngày      tháng      năm 2026

BÁO CÁO

Kết quả thực hiện công tác cải cách hành chính quý I năm 2026

Thực hiện Công văn số 15/SNV-CCHC, Ủy ban nhân dân xã Tân Minh, thành phố Hải Phòng báo cáo như sau:

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""

PROVINCE_PARTY = """**TỈNH ỦY ĐỒNG THÁP**
*
**Số 102-KH/TU**

**ĐẢNG CỘNG SẢN VIỆT NAM**
*Đồng Tháp, ngày 06 tháng 5 năm 2026*

**KẾ HOẠCH**
**thực hiện Kết luận của Bộ Chính trị về công tác kiểm tra**
-----
Thực hiện Kết luận số 20-KL/TW, Ban Thường vụ Tỉnh ủy ban hành Kế hoạch như sau:

**T/M BAN THƯỜNG VỤ**
**PHÓ BÍ THƯ**

**Trần Trí Quang**
"""

OFFICE = """ĐẢNG ỦY XÃ KIM LIÊN
BAN XÂY DỰNG ĐẢNG
*
Số 14-HD/BXDĐ
ĐẢNG CỘNG SẢN VIỆT NAM
Kim Liên, ngày 11 tháng 3 năm 2026
HƯỚNG DẪN
tổ chức sinh hoạt chi bộ quý II năm 2026

K/T TRƯỞNG BAN
PHÓ TRƯỞNG BAN
Nguyễn Cảnh Toàn
"""

SIGNED_BY_TWO = """Số 03 -CTr/UBMTTQ-CAP

Hòa Cường, ngày 02 tháng 02 năm 2026

CHƯƠNG TRÌNH PHỐI HỢP
về phong trào toàn dân bảo vệ an ninh Tổ quốc

Ủy ban MTTQ Việt Nam phường và Công an phường Hòa Cường thống nhất chương trình như sau:

CÔNG AN PHƯỜNG\tTM. BAN THƯỜNG TRỰC
TRƯỞNG CÔNG AN\tCHỦ TỊCH
Trung tá Lê Văn Tám\tPhan Thị Sáu

Nơi nhận:
- Lưu.
"""

DECISION = """ỦY BAN NHÂN DÂN
THÀNH PHỐ CẦN THƠ
-------
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 2208/QĐ-UBND
Cần Thơ, ngày 27
tháng 10 năm 2025
QUYẾT ĐỊNH
Về việc phê duyệt danh mục dịch vụ công
CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ
Căn cứ Luật Tổ chức chính quyền địa phương;
Nơi nhận:
- Như Điều 3;
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
NGUYỄN THỰC HIỆN
"""

BROKEN = """CHÍNH
PHỦ
-------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
|
Số:
81/NQ-CP
|
Hà
Nội, ngày 19 tháng 05 năm 2012
|
NGHỊ
QUYẾT
VỀ ĐỊNH HƯỚNG PHÁT TRIỂN NGHỀ CÁ ĐẾN
NĂM 2020
Thực hiện mục
tiêu phát triển là một chủ trương lớn của Đảng, Nhà nước ta nhằm cải thiện đời
sống của ngư dân.
"""

MINISTRY_WITHOUT_LETTERHEAD = """Số: 1200/KH-BYT

Hà Nội, ngày 3 tháng 3 năm 2026

KẾ HOẠCH

Công tác phòng, chống dịch năm 2026

Thực hiện Chương trình công tác, Bộ Y tế ban hành Kế hoạch như sau:

Nơi nhận:

- Các Thứ trưởng;

**KT. BỘ TRƯỞNG
THỨ TRƯỞNG**

Nguyễn Thị Hà
"""

LETTER = """SỞ TƯ PHÁP

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 13/STP-PBGD
V/v bổ sung hướng dẫn công tác phổ biến, giáo dục pháp luật tại các xã, phường, đặc khu trên địa bàn thành phố

Đà Nẵng, ngày 08 tháng 09 năm 2025

Kính gửi: Ủy ban nhân dân các xã, phường.
"""

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


JOINT = """BAN DÂN VẬN TỈNH ỦY - ỦY BAN NHÂN DÂN TỈNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 02-CTrPH/BDVTU-UBND

Lai Châu, ngày 15 tháng 3 năm 2024

CHƯƠNG TRÌNH PHỐI HỢP
Công tác dân vận của hệ thống chính quyền giai đoạn 2024 - 2026

TM. ỦY BAN NHÂN DÂN TỈNH
CHỦ TỊCH

Trịnh Văn Hùng

BAN DÂN VẬN TỈNH ỦY
TRƯỞNG BAN

Y Thanh Niê
"""

WEB_PAGE = """KẾ HOẠCH Tuyên truyền cuộc bầu cử đại biểu Hội đồng nhân dân

Ngày 06/04/2021 23:23:18

UỶ BAN NHÂN DÂN

    XÃ PHÙ KHÊ

Số:        /KH-UBND

CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM

Phù Khê, ngày 18 tháng 02 năm 2021

KẾ HOẠCH

Tuyên truyền cuộc bầu cử
"""

YOUTH = """ĐOÀN TNCS HỒ CHÍ MINH
BCH TỈNH SƠN LA
***
Số: 120-KH/TĐTN-BPT
ĐOÀN THANH NIÊN CỘNG SẢN HỒ CHÍ MINH
Sơn La, ngày 10 tháng 3 năm 2026
KẾ HOẠCH
Tổ chức Tháng Thanh niên năm 2026
TM. BAN THƯỜNG VỤ TỈNH ĐOÀN
PHÓ BÍ THƯ
Lò Thị Ánh
"""

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
