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


TASKS = HEAD.replace("41/KH-UBND", "41/CT-UBND").replace("KẾ HOẠCH", "CHỈ THỊ")


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Công an tỉnh đẩy nhanh tiến độ cấp thẻ thư viện.", "Công an tỉnh"),
        ("Sở Xây dựng hoàn thiện hồ sơ thư viện mới.", "Sở Xây dựng"),
        ("Các chi, đảng bộ cơ sở xây dựng kế hoạch đọc sách.", "Các chi, đảng bộ cơ sở"),
        ("Tỉnh đoàn phát động phong trào đọc sách.", "Tỉnh đoàn"),
        ("Các bệnh viện công bố giờ mở cửa thư viện.", "Các bệnh viện"),
        ("Ban Quản lý dự án đầu tư xây dựng tỉnh lập hồ sơ thư viện mới.", "Ban Quản lý dự án đầu tư xây dựng tỉnh"),
    ],
)
def test_who_acts_before_any_verb(sentence: str, lead: str) -> None:
    [task] = extract(TASKS + f"Ủy ban nhân dân tỉnh yêu cầu:\n1. {sentence}\n").tasks
    assert task.lead == (lead,)


def test_whom_a_body_directs_is_not_who_answers() -> None:
    [first, _] = extract(TASKS + "1. Sở Nội vụ\na) Chỉ đạo Trung tâm Lưu trữ mở cửa.\nb) Báo cáo kết quả.\n").tasks
    assert first.lead == ("Sở Nội vụ",)


@pytest.mark.parametrize(
    ("sentence", "kind", "end"),
    [
        ("Sở Nội vụ báo cáo kết quả trước ngày 15 tháng 12 hằng năm.", "yearly", None),
        ("Sở Nội vụ báo cáo kết quả trước ngày 25 hàng tháng.", "yearly", None),
        ("Sở Nội vụ báo cáo kết quả trước ngày 10 của tháng cuối quý.", "yearly", None),
        ("Sở Nội vụ báo cáo kết quả trước 16 giờ ngày 10/7/2024.", "date", "2024-07-10"),
        ("Sở Nội vụ báo cáo kết quả trước ngày 15 tháng 12.", "date", "2024-12-14"),
    ],
)
def test_times_of_reports(sentence: str, kind: str, end: str | None) -> None:
    [task] = extract(TASKS + f"1. {sentence}\n").tasks
    assert task.deadline is not None
    assert (task.deadline.kind, task.deadline.end) == (kind, end)


def test_a_letter_gives_no_work_to_its_addressees_and_none_in_its_closing() -> None:
    text = (
        "SỞ Y TẾ\nSố: 91/SYT-NV\nV/v tiêm chủng\nLạc Việt, ngày 02 tháng 7 năm 2024\nKính gửi:\n- Các trường học;\n"
        "- Các bệnh viện tuyến tỉnh;\n- Trung tâm Y tế.\nSở Y tế yêu cầu:\n1. Trung tâm Y tế: tổ chức tiêm chủng.\n"
        "2. Thời gian gửi báo cáo: trước ngày 25 hàng tháng.\nSở Y tế yêu cầu các đơn vị triển khai thực hiện./.\n"
    )
    tasks = extract(text).tasks
    assert [(t.label, t.lead) for t in tasks] == [("1", ("Trung tâm Y tế",)), ("2", ())]
    assert tasks[0].deadline is None


def test_lines_of_assignment_after_a_list_of_instruments_hold_for_the_item() -> None:
    [task] = read(
        "II- NHIỆM VỤ\n1- Tổ chức quán triệt, tuyên truyền các văn bản của Đảng\n- Nội dung: Nghị quyết số 91-NQ/TU và "
        "Kế hoạch này.\n- Thời gian: quý III/2024.\n- Phân công thực hiện: Ban Tuyên giáo Huyện ủy chủ trì, phối hợp "
        "Ban Dân vận Huyện ủy.\n"
    ).tasks
    assert task.deadline is not None
    assert (task.deadline.end, task.lead, task.coop) == (
        "2024-09-30",
        ("Ban Tuyên giáo Huyện ủy",),
        ("Ban Dân vận Huyện ủy",),
    )


def test_the_line_under_the_title_of_an_annex_is_no_work() -> None:
    tasks = read(
        "I. NHIỆM VỤ\n1. Mở cửa thư viện vào ngày nghỉ.\nPHỤ LỤC\nNHIỆM VỤ NĂM 2024\n(Ban hành kèm theo Kế hoạch số "
        "41/KH-UBND ngày 11 tháng 3 năm 2024 của Ủy ban nhân dân tỉnh Lạc Việt)\n"
    ).tasks
    assert [t.label for t in tasks] == ["I.1"]


@pytest.mark.parametrize("spread", ["  ", " \n", " \r\n"])
def test_a_text_spread_to_both_margins_reads_as_one_that_is_not(spread: str) -> None:
    body = (
        "Thực hiện Quyết định số 91/QĐ-TTg ngày 12 tháng 01 năm 2024 của Thủ tướng Chính phủ về đọc sách;\n"
        "II. NHIỆM VỤ\n1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính và Sở Y tế mở cửa thư viện trong quý III năm "
        "2024.\nIII. TỔ CHỨC THỰC HIỆN\n1. Các sở, ban, ngành báo cáo kết quả trước ngày 15/12/2024.\n"
    )
    plain = read(body)
    if "\n" in spread:
        read_spread = extract((HEAD + body).replace("\n", spread))
    else:
        read_spread = extract((HEAD + body).replace(" ", spread))
    assert [(m.number, m.symbol, m.date, m.issuer, m.title) for m in read_spread.mentions] == [
        (m.number, m.symbol, m.date, m.issuer, m.title) for m in plain.mentions
    ]
    assert [(t.label, t.lead, t.coop, t.deadline and t.deadline.end) for t in read_spread.tasks] == [
        (t.label, t.lead, t.coop, t.deadline and t.deadline.end) for t in plain.tasks
    ]


def test_what_stands_over_a_page_break_or_soft_hyphen_is_no_part_of_a_body() -> None:
    first = "Thư viện tỉnh mở cửa vào ngày nghỉ và đón bạn đọc từ mọi nơi trong tỉnh, mỗi năm nhiều hơn năm trước. " * 9
    pages = f"{first}\n\n2\n\n{first}"
    body = (
        f"II. NHIỆM VỤ\n1. {pages}\n2. Mở rộng thư viện\n- Chủ trì: Sở Văn hóa, Thể thao và\n\n3\n\nDu lịch; Đài Phát "
        "thanh và Tru\u00adyền hình.\n"
    )
    tasks = read(body).tasks
    assert tasks[-1].lead == ("Sở Văn hóa, Thể thao và Du lịch", "Đài Phát thanh và Truyền hình")


def test_a_star_under_a_party_body_is_no_bullet() -> None:
    text = "ĐẢNG BỘ TỈNH LẠC VIỆT\r\nHUYỆN ỦY NAM SƠN\r\n*\r\nSố 91-KH/HU\r\nKẾ HOẠCH\r\nđọc sách\r\n"
    document = extract(text).document
    assert (document.number, document.issuer) == ("91", "HUYỆN ỦY NAM SƠN")


def test_a_short_form_of_something_else_is_no_citation() -> None:
    mentions = read(
        "Thực hiện Quyết định số 91/QĐ-TTg ngày 12/01/2024 của Thủ tướng Chính phủ về Phong trào thi đua đọc sách (sau "
        "đây gọi tắt là Phong trào); Kế hoạch số 92/KH-UBND ngày 15/01/2024 (sau đây gọi tắt là Kế hoạch 92).\n"
        "Mở rộng Phong trào theo Kế hoạch 92.\n"
    ).mentions
    assert [m.text for m in mentions if m.form in (Form.NAMED, Form.NUMBERED)] == [
        "Quyết định số 91/QĐ-TTg",
        "Kế hoạch số 92/KH-UBND",
        "Kế hoạch 92",
        "Kế hoạch 92",
    ]


def test_a_date_in_capitals() -> None:
    text = HEAD.replace(
        "Phát triển thư viện công cộng năm 2024",
        "THỰC HIỆN CHỈ THỊ SỐ 91/CT-TTG NGÀY 12 THÁNG 01 NĂM 2024 CỦA THỦ TƯỚNG CHÍNH PHỦ VỀ ĐỌC SÁCH",
    )
    mention = extract(text + "I. MỤC ĐÍCH\n").mentions[1]
    assert (mention.issuer, mention.date, mention.title) == ("THỦ TƯỚNG CHÍNH PHỦ", "2024-01-12", "VỀ ĐỌC SÁCH")


def test_a_law_that_a_title_names_is_made_known_with_it_not_detailed_by_the_document():
    text = (
        "II. NỘI DUNG\n\n1. Tuyên truyền, phổ biến Nghị định số 31/2024/NĐ-CP ngày 15/3/2024 của Chính phủ quy định chi"
        " tiết một số điều của Luật Đê điều.\n"
    )
    found = extract(text)
    assert [m.relation for m in found.mentions] == ["disseminates", "disseminates"]
    assert [(r.source, r.target, r.relation) for r in found.relations] == [(0, 1, "details")]
