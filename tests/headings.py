"""The text of documents of all kinds of authorities, as far as their headings go, in the layouts that text extractions
leave."""

from ingest.document import Document
from ingest.heading import read_heading
from ingest.view import matching_view


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
