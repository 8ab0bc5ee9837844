"""Headings in the shapes that extractors, recognition, stamps and portals leave, and of issuers that are rarer."""

import pytest

from ingest.document import Document
from ingest.heading import read_heading
from ingest.mentions import find_mentions
from ingest.view import matching_view

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def heading(text: str) -> Document:
    return read_heading(matching_view(text))


def state(letterhead: str, number: str, below: str, place: str = "Hà Nội") -> Document:
    return heading(f"{letterhead}\nSố: {number}\n{MOTTO}{place}, ngày 5 tháng 3 năm 2026\n\n{below}")


def test_a_heading_on_one_line() -> None:
    read = heading(
        "SỞ Y TẾ TRƯỜNG CAO ĐẲNG Y TẾ -------- Số: 31/QĐ-CĐYT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM "
        "Độc lập - Tự do - Hạnh phúc --------- Sơn La, ngày 6 tháng 5 năm 2026\nQUYẾT ĐỊNH Về việc mở lớp\n"
        "HIỆU TRƯỞNG\nCăn cứ Luật Giáo dục;\n"
    )
    assert (read.number, read.symbol, read.issuer) == ("31", "QĐ-CĐYT", "TRƯỜNG CAO ĐẲNG Y TẾ")
    assert (read.place, read.date, read.title) == ("Sơn La", "2026-05-06", "Về việc mở lớp")


def test_specks_of_recognition_are_no_words() -> None:
    read = heading(
        "ỦY BAN NHÂN DÂN ˆ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ MƯỜNG BÚ Độc lập - Tự do - Hạnh phúc\n"
        "“ Số: $7/QĐ-UBND Mường Bú, ngày 3 tháng 2 năm 2026\nQUYÉT ĐỊNH\nVề việc lập Tổ công nghệ số\nCăn cứ Luật;\n"
    )
    assert (read.type, read.symbol, read.date) == ("Quyết định", "QĐ-UBND", "2026-02-03")
    assert (read.issuer, read.title) == ("ỦY BAN NHÂN DÂN XÃ MƯỜNG BÚ", "Về việc lập Tổ công nghệ số")


@pytest.mark.parametrize("written", ["K Ế   H O Ạ C H", "K Ế H O Ạ C H", "KÉ HOẠCH", "K ÉHOẠCH"])
def test_a_type_that_is_letter_spaced_or_badly_recognised(written: str) -> None:
    read = state("SỞ CÔNG THƯƠNG", "4/KH-SCT", f"{written}\nHội chợ hàng Việt\n\nI. MỤC ĐÍCH\n")
    assert (read.type, read.title) == ("Kế hoạch", "Hội chợ hàng Việt")


def test_a_type_that_no_table_has() -> None:
    read = state("VIỆN KIỂM SÁT NHÂN DÂN KHU VỰC 2", "5/KN-VKS", "KIẾN NGHỊ\nKhắc phục vi phạm\nKính gửi: UBND xã\n")
    assert (read.type, read.title) == ("Kiến nghị", "Khắc phục vi phạm")


@pytest.mark.parametrize(
    ("below", "type_", "title"),
    [
        ("CHỈ THỊ\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề bảo vệ rừng\n", "Chỉ thị", "về bảo vệ rừng"),
        ("CHỈ THỊ CỦA BAN BÍ THƯ\nvề bảo vệ rừng\n", "Chỉ thị", "về bảo vệ rừng"),
        (
            "KẾT LUẬN\nHỘI NGHỊ LẦN THỨ NĂM\nBAN CHẤP HÀNH ĐẢNG BỘ TỈNH\nvề bảo vệ rừng\n",
            "Kết luận",
            "HỘI NGHỊ LẦN THỨ NĂM BAN CHẤP HÀNH ĐẢNG BỘ TỈNH về bảo vệ rừng",
        ),
        ("LỆNH\nVề việc công bố Luật\nCHỦ TỊCH\nNƯỚC CỘNG HÒA\nCăn cứ Hiến pháp;\n", "Lệnh", "Về việc công bố Luật"),
        ("KẾ HOẠCH\nTuần lễ Áo dài\nTM. ĐOÀN CHỦ TỊCH\nCHỦ TỊCH\nLê Thị Sen\n", "Kế hoạch", "Tuần lễ Áo dài"),
    ],
)
def test_what_is_title_and_what_is_author(below: str, type_: str, title: str) -> None:
    read = state("TỈNH ỦY YÊN BÁI", "5/KH-X", below)
    assert (read.type, read.title) == (type_, title)


def test_a_consolidated_text_is_not_the_decree_it_consolidates() -> None:
    read = state("BỘ Y TẾ", "7/VBHN-BYT", "NGHỊ ĐỊNH\nVỀ TRẠM Y TẾ XÃ\n\nNghị định số 117/2014/NĐ-CP;\n")
    assert (read.type, read.title) == ("Văn bản hợp nhất", "Nghị định VỀ TRẠM Y TẾ XÃ")


@pytest.mark.parametrize(
    ("letterhead", "number", "issuer"),
    [
        ("TÒA ÁN NHÂN DÂN TỐI CAO\nBỘ CÔNG AN", "3-TANDTC-BCA/TTLT", "TÒA ÁN NHÂN DÂN TỐI CAO; BỘ CÔNG AN"),
        ("UBND XÃ NÀ HỲ\nCÔNG AN XÃ\nHỘI NÔNG DÂN XÃ", "2/KHLT-CA-HND", "CÔNG AN XÃ; HỘI NÔNG DÂN XÃ"),
        ("CÔNG AN XÃ\nHỘI NÔNG DÂN XÃ", "2/KHLT-CA-HND", "CÔNG AN XÃ; HỘI NÔNG DÂN XÃ"),
        ("TỈNH ỦY LAI CHÂU\nBAN TỔ CHỨC", "2-KHPH/BTCTU", "BAN TỔ CHỨC"),
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nLIÊN ĐOÀN LAO ĐỘNG TỈNH", "2/KH-LĐLĐ", "LIÊN ĐOÀN LAO ĐỘNG TỈNH"),
        (
            "ỦY BAN\nMẶT TRẬN TỔ QUỐC VIỆT NAM\nTỈNH LAI CHÂU",
            "2/KH-MT",
            "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH LAI CHÂU",
        ),
        ("HỘI ĐỒNG THẨM PHÁN\nTÒA ÁN NHÂN DÂN TỐI CAO", "2/NQ-HĐTP", "HỘI ĐỒNG THẨM PHÁN TÒA ÁN NHÂN DÂN TỐI CAO"),
        (
            "BAN CHẤP HÀNH TRUNG ƯƠNG\nĐOÀN TNCS HỒ CHÍ MINH",
            "2-KH/TWĐTN",
            "BAN CHẤP HÀNH TRUNG ƯƠNG ĐOÀN TNCS HỒ CHÍ MINH",
        ),
        ("TRUNG ƯƠNG HỘI NÔNG DÂN\nĐOÀN CHỦ TỊCH", "2/KH-ĐCT", "TRUNG ƯƠNG HỘI NÔNG DÂN"),
    ],
)
def test_issuers_one_under_the_other(letterhead: str, number: str, issuer: str) -> None:
    assert state(letterhead, number, "KẾ HOẠCH\nTuần lễ Áo dài\n").issuer == issuer


@pytest.mark.parametrize(
    ("letterhead", "level"),
    [
        ("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nLIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ HUẾ", "province"),
        ("UBND THÀNH PHỐ HẠ LONG", "district"),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nVĂN PHÒNG", "central"),
        ("BỘ NỘI VỤ\nVĂN PHÒNG", "ministry"),
        ("TỈNH ĐOÀN LAI CHÂU", "province"),
        ("ỦY BAN TRUNG ƯƠNG\nMẶT TRẬN TỔ QUỐC VIỆT NAM", "central"),
        ("ĐẢNG BỘ TỈNH LAI CHÂU\nĐẠI HỘI ĐẠI BIỂU ĐẢNG BỘ XÃ TỦA SÍN CHẢI\nLẦN THỨ I", "commune"),
    ],
)
def test_levels_of_rarer_issuers(letterhead: str, level: str) -> None:
    assert state(letterhead, "2/KH-X", "KẾ HOẠCH\nTuần lễ Áo dài\n").level.value == level


@pytest.mark.parametrize(
    ("letterhead", "unit"),
    [
        ("ỦY BAN NHÂN DÂN\nPHƯỜNG 1 BẢO LỘC", "1 Bảo Lộc"),
        ("ĐẠI HỘI ĐẠI BIỂU ĐẢNG BỘ PHƯỜNG ĐIỆN BÀN LẦN THỨ I", "Điện Bàn"),
    ],
)
def test_units_in_issuers(letterhead: str, unit: str) -> None:
    read = state(letterhead, "2/KH-X", "KẾ HOẠCH\nTuần lễ Áo dài\n")
    assert read.unit is not None
    assert read.unit.name == unit


@pytest.mark.parametrize("above", ["44\tCÔNG BÁO/Số 18/Ngày 05-5-2025", "DỰ THẢO 2\n(Ngày 05/5/2025)"])
def test_a_date_above_the_letterhead_is_of_something_else(above: str) -> None:
    read = heading(f"{above}\n\nBỘ NỘI VỤ\nSố: 5/KH-BNV\n{MOTTO}Hà Nội, ngày    tháng 3 năm 2026\nKẾ HOẠCH\nTuần lễ\n")
    assert (read.date, read.place) == ("2026-03", "Hà Nội")


def test_the_date_beside_the_star_of_a_party_letterhead() -> None:
    read = heading(
        "TỈNH ỦY SƠN LA ĐẢNG CỘNG SẢN VIỆT NAM\n* Sơn La, ngày 2 tháng 3 năm 2026\nSố 3-KH/TU\nKẾ HOẠCH\nvề thi đua\n"
    )
    assert (read.date, read.place, read.issuer) == ("2026-03-02", "Sơn La", "TỈNH ỦY SƠN LA")


@pytest.mark.parametrize(
    ("block", "signer"),
    [
        ("Nơi nhận: KT. GIÁM ĐỐC\n- Như trên; PHÓ GIÁM ĐỐC\n- Lưu: VT, TH. Lò Văn Inh\n", "Lò Văn Inh"),
        ("Nơi nhận: CHỦ TỊCH\n- Như trên;\n- Lưu: VT.\nLò Văn Inh\n", "Lò Văn Inh"),
        ("TRƯỞNG TRẠM\n(Đã ký)\nGIÀNG A CHU\n", "GIÀNG A CHU"),
        ("PHỤ TRÁCH PHÒNG\nLò Văn Inh\n", "Lò Văn Inh"),
        ("CHỦ TỊCH NƯỚC\nLò Văn Inh\n", "Lò Văn Inh"),
        ("Nơi nhận: CHỦ TỊCH\n- Như trên; Đảng ủy xã\n- Lưu: VT.\n", None),
    ],
)
def test_signatures_that_extraction_ran_together(block: str, signer: str | None) -> None:
    assert state("BỘ Y TẾ", "2/KH-BYT", f"KẾ HOẠCH\nTuần lễ Áo dài\n\nCăn cứ Luật;\n\n{block}").signer == signer


def test_the_name_of_a_picture_above_the_letterhead_hides_nothing() -> None:
    read = state("[IMG]\n\nBỘ KHOA HỌC\nVÀ CÔNG NGHỆ", "2/KH-BKHCN", "KẾ HOẠCH\nTuần lễ Áo dài\n")
    assert (read.issuer, read.level.value) == ("BỘ KHOA HỌC VÀ CÔNG NGHỆ", "ministry")


def test_what_has_a_subject_beside_its_number_is_an_official_letter() -> None:
    read = state("BỘ TÀI CHÍNH\nCỤC THUẾ", "1776/CT-CS\nV/v chính sách thuế", "Kính gửi: Thuế các tỉnh\n")
    assert (read.type, read.symbol, read.title) == ("Công văn", "CT-CS", "V/v chính sách thuế")


def test_a_copy_is_what_it_copies() -> None:
    read = heading(
        f"VĂN PHÒNG UBND TỈNH\tBẢN SAO\nSố: 22/SY-VP\tNghệ An, ngày 9 tháng 4 năm 2026\n\n"
        f"ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN\nSố: 917/QĐ-UBND\n{MOTTO}Nghệ An, ngày 1 tháng 4 năm 2026\n"
        "QUYẾT ĐỊNH\nVề việc lập Hội đồng\nCăn cứ Luật;\n"
    )
    assert (read.number, read.symbol, read.date) == ("917", "QĐ-UBND", "2026-04-01")
    assert read.issuer == "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN"


def test_a_motto_with_a_wrong_tone_is_a_motto() -> None:
    read = heading(
        "ỦY BAN NHÂN DÂN CỘNG HÒA XẴ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ IA GRAI Độc lập - Tự do - Hạnh phúc\n"
        "Số: 5/TB-UBND Ia Grai, ngày 2 tháng 4 năm 2026\nTHÔNG BÁO\nVề hộ nghèo\nCăn cứ Luật;\n"
    )
    assert read.issuer == "ỦY BAN NHÂN DÂN XÃ IA GRAI"


LEFT = ("UBND TỈNH SƠN LA", "SỞ Y TẾ", "Số: 12/KH-SYT")
RIGHT = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Sơn La, ngày 5 tháng 3 năm 2026")


@pytest.mark.parametrize(
    "head",
    [
        "\n".join((*LEFT, *RIGHT)),
        "\n".join((*RIGHT, *LEFT)),
        "\n\n".join((*LEFT[:2], *RIGHT[:2], LEFT[2], RIGHT[2])),
        "\n".join(f"{a}\t{b}" for a, b in zip(LEFT, RIGHT, strict=True)),
        "\n".join(f"{b}\t{a}" for a, b in zip(LEFT, RIGHT, strict=True)),
        "\n".join(f"{a:<40}{b}" for a, b in zip(LEFT, RIGHT, strict=True)),
        "\n".join(f"{a} {b}" for a, b in zip(LEFT, RIGHT, strict=True)),
        "\n|\n".join(("\n".join(LEFT[:2]), "\n".join(RIGHT[:2]), LEFT[2], RIGHT[2])),
        f"| **{LEFT[0]}**<br>**{LEFT[1]}** | **{RIGHT[0]}**<br>{RIGHT[1]} |\n|---|---|\n| {LEFT[2]} | *{RIGHT[2]}* |",
    ],
)
def test_columns_in_every_order(head: str) -> None:
    read = heading(f"{head}\n\nKẾ HOẠCH\nTuần lễ Áo dài\n\nCăn cứ Luật;\n\nGIÁM ĐỐC\nLò Văn Inh\n")
    assert (read.number, read.symbol, read.date, read.place) == ("12", "KH-SYT", "2026-03-05", "Sơn La")
    assert (read.issuer, read.title, read.signer, read.level.value) == (
        "SỞ Y TẾ",
        "Tuần lễ Áo dài",
        "Lò Văn Inh",
        "department",
    )


def test_columns_whose_lines_a_page_broke() -> None:
    read = heading(
        "BỘ NỘI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nSỞ NÔNG NGHIỆP VIỆT NAM\nVÀ MÔI TRƯỜNG Độc lập - Tự do - Hạnh phúc\n"
        "Số: 45/QĐ-SNNMT Lào Cai, ngày 5 tháng 3 năm 2026\nQUYẾT ĐỊNH\nVề việc lập Tổ công tác\nCăn cứ Luật;\n"
    )
    assert (read.issuer, read.place) == ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Lào Cai")


def test_a_date_broken_round_the_other_column() -> None:
    read = heading(
        f"BỘ NỘI VỤ\n\n{MOTTO}\nThành phố Hồ Chí Minh, ngày 15\n\nSố: 5/KH-BNV\n\ntháng 4 năm 2026\n\n"
        "KẾ HOẠCH\nTuần lễ Áo dài\nCăn cứ Luật;\n"
    )
    assert (read.date, read.place, read.number) == ("2026-04-15", "Thành phố Hồ Chí Minh", "5")


def test_a_place_run_together_with_the_line_beside_it() -> None:
    read = heading(
        "ĐẢNG BỘ TỈNH VĨNH LONG ĐẢNG CỘNG SẢN VIỆT NAM\nĐẢNG ỦY XÃ CẦU KÈ Cầu Kè, ngày 2 tháng 4 năm 2026\n"
        "Số 18-NQ/ĐU\nNGHỊ QUYẾT\nvề thi đua\nI. TÌNH HÌNH\n"
    )
    assert (read.issuer, read.place, read.level.value) == ("ĐẢNG ỦY XÃ CẦU KÈ", "Cầu Kè", "commune")


def test_a_subject_that_goes_on_under_the_date_beside_it() -> None:
    read = heading(
        f"SỞ CÔNG THƯƠNG\n\nSố: 5/SCT-TM\n\n{MOTTO}\nV/v bình ổn thị trường dịp Tết\n\n"
        "Lạng Sơn, ngày 8 tháng 01 năm 2026\n\nNguyên đán\n\nKính gửi: Các xã\n"
    )
    assert (read.title, read.date) == ("V/v bình ổn thị trường dịp Tết Nguyên đán", "2026-01-08")


def test_a_right_column_that_comes_after_the_salutation() -> None:
    text = (
        f"BỘ TÀI CHÍNH\nCỤC THUẾ\nSố: 5/CT-CS\nV/v thuế\nKính gửi: Thuế tỉnh\n\n{MOTTO}"
        "Hà Nội, ngày 30 tháng 6 năm 2026\nTrả lời công văn số 7/TNI-QL ngày 1/6/2026, Cục Thuế có ý kiến:\n"
    )
    read = heading(text)
    assert (read.date, read.place, read.type) == ("2026-06-30", "Hà Nội", "Công văn")
    assert matching_view(text).text[read.body_start :].lstrip().startswith("Kính gửi")


PORTAL = (
    "Quyết định 44/2026/QĐ-UBND về định mức\n\nSố hiệu: 44/2026/QĐ-UBND Loại văn bản: Quyết định\n"
    "Nơi ban hành: Tỉnh Lào Cai Người ký: Lý Văn Sử\nNgày ban hành: 06/03/2026 Ngày hiệu lực: Đã biết\n"
    + "Tóm tắt. "
    * 20
)


def test_the_letterhead_under_what_a_portal_lists_is_read() -> None:
    text = (
        f"{PORTAL}\n\nLĩnh vực: Thuế\n\nTình trạng: Đã biết\n\nTừ khóa\n\nỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n---\n{MOTTO}"
        "-------\n\nSố: 44/2026/QĐ-UBND\n\nLào Cai, ngày 6 tháng 3 năm 2026\n\nQUYẾT ĐỊNH\n\nBAN HÀNH ĐỊNH MỨC\n\n"
        "ỦY BAN NHÂN DÂN TỈNH LÀO CAI\n\nCăn cứ Luật Giá ngày 19/6/2023;\n"
    )
    read = heading(text)
    assert (read.number, read.issuer, read.date) == ("44", "ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "2026-03-06")
    assert (read.title, read.level.value) == ("BAN HÀNH ĐỊNH MỨC", "province")
    found = find_mentions(matching_view(text), read)[0]
    assert [(m.form.value, m.text) for m in found] == [("self", "Số: 44/2026/QĐ-UBND"), ("named", "Luật Giá")]


LOST = "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: {} | Sơn La, ngày 6 tháng 3 năm 2026 |\n{}\n{}\n{}"
DECIDES = "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN LA"


@pytest.mark.parametrize(
    ("number", "title", "type_"),
    [
        ("7/QĐ-UBND", "VỀ VIỆC GIAO CHỈ TIÊU NĂM 2026", "Quyết định"),
        ("7/QĐ-UB", "V/V GIAO CHỈ TIÊU NĂM 2026", "Quyết định"),
        ("7/2026/CT-UBND", "PHÊ DUYỆT DANH MỤC", "Chỉ thị"),
        ("7/2026/QĐ-UBND", "QUY ĐỊNH MỨC CHI CHO HỘI THI", "Quyết định"),
        ("7/UBND-VX", "V/V TỔ CHỨC HỘI THI", "Công văn"),
    ],
)
def test_a_title_whose_type_was_lost(number: str, title: str, type_: str) -> None:
    """The symbol tells the type, and the line that decides the place that the letterhead has lost."""
    read = heading(LOST.format(number, title, DECIDES, "QUYẾT ĐỊNH:\nĐiều 1. Giao chỉ tiêu.\n"))
    assert (read.type, read.title) == (type_, title)
    assert (read.issuer, read.level.value) == ("ỦY BAN NHÂN DÂN TỈNH SƠN LA", "province")


def test_a_regulation_of_the_party_keeps_its_type() -> None:
    read = heading(
        "TỈNH ỦY SƠN LA\n*\nSố 7-QĐ/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nSơn La, ngày 6 tháng 3 năm 2026\n\n"
        "QUY ĐỊNH về nêu gương\n"
    )
    assert (read.type, read.title) == ("Quy định", "về nêu gương")


def test_a_title_that_repeats_author_number_and_date() -> None:
    below = (
        "THÔNG TƯ\nCỦA BỘ CÔNG THƯƠNG SỐ 5/2003/TT-BCT NGÀY 5 THÁNG 3 NĂM 2003 HƯỚNG DẪN KIỂM TRA CHỢ\nCăn cứ Luật;\n"
    )
    text = f"BỘ CÔNG THƯƠNG\n{MOTTO}Số: 5/2003/TT-BCT\nHà Nội, ngày 5 tháng 3 năm 2003\n\n{below}"
    read = heading(text)
    assert read.title == "HƯỚNG DẪN KIỂM TRA CHỢ"
    assert [m.form.value for m in find_mentions(matching_view(text), read)[0]] == ["self"]


def test_a_title_goes_on_after_an_open_word() -> None:
    read = state("SỞ Y TẾ", "5/HD-SYT", "HƯỚNG DẪN\nCHẤM ĐIỂM TRẠM Y TẾ THEO\nBỘ TIÊU CHÍ MỚI\nCăn cứ Luật Dược;\n")
    assert read.title == "CHẤM ĐIỂM TRẠM Y TẾ THEO BỘ TIÊU CHÍ MỚI"


@pytest.mark.parametrize(("written", "symbol"), [("Số: 91-TTg", "TTg"), ("Số: 91/1999/TTLT/BYT-BNV", "TTLT/BYT-BNV")])
def test_numbers_of_old(written: str, symbol: str) -> None:
    read = heading(
        f"THỦ TƯỚNG\nCHÍNH PHỦ\n{MOTTO}{written}\nHà Nội, ngày 5 tháng 3 năm 1999\n\nQUYẾT ĐỊNH\nVề lúa gạo\n"
    )
    assert (read.number, read.symbol, read.issuer) == ("91", symbol, "THỦ TƯỚNG CHÍNH PHỦ")


def test_a_number_line_that_is_broken_is_the_documents_own() -> None:
    date = "Lai Châu, ngày 5 tháng 3 năm 2026"
    text = f"TỈNH ỦY LAI CHÂU\nĐẢNG CỘNG SẢN VIỆT NAM\nSố: 16 -\nHD/TU\n{date}\n\nHƯỚNG DẪN\nbầu cử\n"
    own = find_mentions(matching_view(text), heading(text))[0][0]
    assert (own.form.value, own.number, own.symbol) == ("self", "16", "HD/TU")
