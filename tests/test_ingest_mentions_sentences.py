"""Issuer, title and relation in sentences as officers write them."""

import pytest

from ingest.document import Document
from ingest.mention import Mention, Relation
from ingest.mentions import find_mentions
from ingest.view import matching_view


def mentions(text: str) -> list[Mention]:
    return find_mentions(matching_view(text), Document())[0]


@pytest.mark.parametrize(
    ("text", "issuer", "title"),
    [
        ("Chỉ thị số 7/CT-UBND ngày 4, 5/6/2024 của UBND tỉnh về làm đường", "UBND tỉnh", "về làm đường"),
        (
            "Quyết định số 7/QĐ-TTg ngày 4/6/2024 được Thủ tướng Chính phủ ký ban hành về trồng rừng",
            "Thủ tướng Chính phủ",
            "về trồng rừng",
        ),
        (
            "Quyết định số 7/QĐ-TTg ngày 4/6/2024 do Thủ tướng Chính phủ ban hành quy định giá nước",
            "Thủ tướng Chính phủ",
            "quy định giá nước",
        ),
        (
            "Quyết định số 7/QĐ-UBND ngày 4/6/2024 (có hiệu lực từ ngày 20/6/2024) của UBND tỉnh về giá nước",
            "UBND tỉnh",
            "về giá nước",
        ),
        ("Nghị quyết số 7-NQ/TW ngày 4/6/2024 Bộ Chính trị; việc khác", "Bộ Chính trị", None),
        (
            "Công văn số 7/SYT-NV ngày 4/6/2024 của Sở Y tế (V/v phòng dịch mùa hè), Trạm Y tế đã làm",
            "Sở Y tế",
            "V/v phòng dịch mùa hè",
        ),
        (
            "Quyết định số 7/QĐ-HĐT ngày 4/6/2024 của Hội đồng trường ban hành Quy chế đào tạo",
            "Hội đồng trường",
            "ban hành Quy chế đào tạo",
        ),
        (
            "Quyết định số 7/QĐ-CĐKT ngày 4/6/2024 của Hiệu trưởng Trường Cao đẳng Tân Bình ban hành Quy chế đào tạo",
            "Hiệu trưởng Trường Cao đẳng Tân Bình",
            "ban hành Quy chế đào tạo",
        ),
        (
            "Quyết định số 7/QĐ-BGDĐT ngày 4/6/2024 về ban hành khung thời gian năm học của Bộ trưởng Bộ Giáo dục và"
            " Đào tạo",
            "Bộ trưởng Bộ Giáo dục và Đào tạo",
            "về ban hành khung thời gian năm học",
        ),
        (
            "Quyết định số 7/QĐ-UBND ngày 4/6/2024 về giá nước sạch nông thôn của UBND tỉnh Hà Nam",
            "UBND tỉnh Hà Nam",
            "về giá nước sạch nông thôn",
        ),
        (
            "Quyết định số 7/QĐ-UBND ngày 4/6/2024 về ban hành Quy chế làm việc của UBND tỉnh Hà Nam",
            None,
            "về ban hành Quy chế làm việc của UBND tỉnh Hà Nam",
        ),
        (
            "Chương trình số 7-CTr/TU ngày 4/6/2024 của Ban Chấp hành Đảng bộ tỉnh, nhiệm kỳ 2020 - 2025 về trồng rừng",
            "Ban Chấp hành Đảng bộ tỉnh",
            "về trồng rừng",
        ),
        (
            "Kế hoạch số 7/KHPH-MTTQ-UBND giữa Ủy ban MTTQ Việt Nam tỉnh và UBND tỉnh, Sở Y tế hướng dẫn như sau",
            "Ủy ban MTTQ Việt Nam tỉnh và UBND tỉnh",
            None,
        ),
        ("Công văn số 7/SYT-NV ngày 4/6/2024 của Sở Y tế vềviệc phòng dịch", "Sở Y tế", "vềviệc phòng dịch"),
        (
            "Hướng dẫn số 7/HD-TLĐ ngày 4/6/2024 của Tổng Liên đoàn V/v đại hội công đoàn",
            "Tổng Liên đoàn",
            "V/v đại hội công đoàn",
        ),
        (
            "Quyết định số 7/QĐ-SXD ngày 4/6/2024 của Sở Xây dựng ban hành Đơn giá nhà (thay thế bản cũ)",
            "Sở Xây dựng",
            "ban hành Đơn giá nhà",
        ),
        ('"Nghị quyết số 7/NQ-HĐND ngày 4/6/2024 của HĐND tỉnh",\n"khác": "x"', "HĐND tỉnh", None),
        (
            "Ngày 4-6-1998, Bộ Chính trị đã ra Chỉ thị số 7-CT/TW về học tập, xác định đây là việc cần",
            "Bộ Chính trị",
            "về học tập",
        ),
        (
            "Thực hiện các văn bản của Sở Y tế: Công văn số 7/SYT-NV ngày 4/6/2024 về phòng dịch",
            "Sở Y tế",
            "về phòng dịch",
        ),
        (
            "Nghị định số 37-NĐ ngày 01/12/1945 về đăng ký hộ tịch do Bộ trưởng Bộ Tư pháp ký ban hành, nêu rõ",
            "Bộ trưởng Bộ Tư pháp",
            "về đăng ký hộ tịch",
        ),
        (
            'Thực hiện Quy định số 7-QĐ/TW ngày 4/6/2018 của Ban Bí thư “về đánh giá cán bộ"; Hướng dẫn khác',
            "Ban Bí thư",
            '“về đánh giá cán bộ"',
        ),
        (
            "Công văn số 7/BTP-ĐA4 ngày 4/6/2018 của Ban Điều hành Đề án 4 Bộ Tư pháp về việc tuyên truyền",
            "Ban Điều hành Đề án 4 Bộ Tư pháp",
            "về việc tuyên truyền",
        ),
        (
            "Công văn số 7/VPCP-CĐS ngày 4/6/2018 của Văn phòng Chính phủ về số hóa, tiếp theo Công văn số 8/UBND-VX",
            "Văn phòng Chính phủ",
            "về số hóa",
        ),
        (
            "Công văn số 7/ĐCT-GĐXH, số 8/ĐCT-TG của Đoàn Chủ tịch Trung ương Hội",
            "Đoàn Chủ tịch Trung ương Hội",
            None,
        ),
        (
            "Quyết định số 7/QĐ-UBND ngày 4/6/2018 của UBND tỉnh phê duyệt “Đề án trồng rừng” nhằm giữ đất",
            "UBND tỉnh",
            "phê duyệt “Đề án trồng rừng”",
        ),
        (
            "Thực hiện Kế hoạch số 7/KH-UBND ngày 4/6/2018 của UBND tỉnh về chuyển đổi số, bảo đảm an toàn thông tin",
            "UBND tỉnh",
            "về chuyển đổi số, bảo đảm an toàn thông tin",
        ),
        (
            "Thực hiện Kế hoạch số 7/KH-UBND ngày 4/6/2018 của UBND tỉnh về chuyển đổi số, bảo đảm đúng tiến độ",
            "UBND tỉnh",
            "về chuyển đổi số",
        ),
        ("Thực hiện Nghị định 108, Nghị định 113 của Chính phủ", "Chính phủ", None),
        ("Theo tinh thần Nghị quyết số 18, Kết luận 34 của Bộ Chính trị", "Bộ Chính trị", None),
        ("Theo Nghị quyết 18, Nghị định 34 của Chính phủ", None, None),
        (
            "Theo Thông báo số 7-TB/TU ngày 14/8/2024 Thường trực Tỉnh ủy kết luận về việc sắp xếp",
            "Thường trực Tỉnh ủy",
            "kết luận về việc sắp xếp",
        ),
        (
            "Nghị định số 7/2011/NĐ-CP ngày 14/1/2011 của Chính phủ về công tác dân tộc là khung pháp lý quan trọng",
            "Chính phủ",
            "về công tác dân tộc",
        ),
        (
            "Thực hiện Nghị quyết số 7-NQ/TW ngày 4/6/2018 của Bộ Chính trị về dân số, ngành Dân số tỉnh đã chuẩn bị",
            "Bộ Chính trị",
            "về dân số",
        ),
        (
            "Thông tư số 7/2022/TT-UBDT ngày 4/6/2022 của Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc hướng dẫn một số dự án",
            "Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc",
            "hướng dẫn một số dự án",
        ),
        ("Kế hoạch số 7/KH-UBND ngày 4/6/2022 kiểm soát thủ tục hành chính", None, "kiểm soát thủ tục hành chính"),
        ("Đã làm tốt; tham mưu Tỉnh ủy ban hành Chỉ thị số 7-CT/TU về trồng rừng", "Tỉnh ủy", "về trồng rừng"),
        (
            "Thông báo số 7-TB/HU Ban Thường vụ Huyện ủy ngày 10/6/2021 về kết luận giao ban",
            "Ban Thường vụ Huyện ủy",
            "về kết luận giao ban",
        ),
        (
            "Công văn số 7/UBND-TH ngày 10/6/2021 của UBND tỉnh về việc: lập dự toán năm 2022",
            "UBND tỉnh",
            "về việc: lập dự toán năm 2022",
        ),
        (
            "Quyết định số 7/QĐ-UBND ngày 10/6/2021 của UBND tỉnh phê duyệt dự án: Đường liên xã An Bình",
            "UBND tỉnh",
            "phê duyệt dự án: Đường liên xã An Bình",
        ),
        (
            "Bộ Nội vụ vừa ban hành Công văn số 7/CV-BCĐ gửi Tỉnh ủy, UBND tỉnh về việc bố trí cán bộ",
            "Bộ Nội vụ",
            "về việc bố trí cán bộ",
        ),
        (
            "Thực hiện Quyết định số 7/QĐ-TTg ngày 4/6/2012 của Thủ tướng Chính phủ phê duyệt\nĐề án trồng rừng",
            "Thủ tướng Chính phủ",
            "phê duyệt Đề án trồng rừng",
        ),
        ("Sở Y tế tiếp tục ban hành Công văn số 7/SYT-NV về phòng dịch", "Sở Y tế", "về phòng dịch"),
        ("Căn cứ hướng dẫn của Sở Y tế tại các Công văn số 7/SYT-NV, số 8/SYT-NV", "Sở Y tế", None),
    ],
)
def test_issuer_and_title(text: str, issuer: str | None, title: str | None) -> None:
    mention = mentions(text)[0]
    assert (mention.issuer, mention.title) == (issuer, title)


def test_title_keeps_its_semicolon_in_a_legal_basis() -> None:
    text = "Căn cứ Quyết định số 7/QĐ-UBND ngày 4/6/2024 của UBND tỉnh về quản lý giá; trích lập quỹ bình ổn;\n"
    assert mentions(text)[0].title == "về quản lý giá; trích lập quỹ bình ổn"
    text = "Căn cứ Quyết định số 7/QĐ-UBND ngày 4/6/2024 của UBND tỉnh về quản lý giá; theo đề nghị của Sở Tài chính.\n"
    assert mentions(text)[0].title == "về quản lý giá"


def test_title_keeps_its_semicolon_between_two_instruments() -> None:
    text = (
        "Thực hiện Kết luận số 7-KL/TW ngày 4/6/2024 về xây dựng Đảng; kiên quyết ngăn chặn suy thoái;"
        " Chỉ thị số 8-CT/TW về học tập"
    )
    assert [m.title for m in mentions(text)] == ["về xây dựng Đảng; kiên quyết ngăn chặn suy thoái", "về học tập"]
    text = "Thực hiện Kết luận số 7-KL/TW ngày 4/6/2024 về xây dựng Đảng; tăng cường kiểm tra các chi bộ."
    assert mentions(text)[0].title == "về xây dựng Đảng"


def test_what_stands_in_a_bracket_takes_nothing_from_behind_it() -> None:
    text = (
        "Quyết định số 7/QĐ-UBND ngày 4/6/2024 (được sửa đổi tại Quyết định số 9/QĐ-UBND ngày 5/7/2024) của UBND tỉnh"
        " về giá nước"
    )
    first, second = mentions(text)
    assert (first.issuer, first.title) == ("UBND tỉnh", "về giá nước")
    assert second.title is None


def test_list_goes_on_after_a_title_that_names_another_body() -> None:
    text = (
        "Kế hoạch số 7-KH/TU ngày 4/6/2024 của Ban Thường vụ Tỉnh ủy thực hiện Kết luận số 8-KL/TW của Ban Bí thư và"
        " Kết luận số 9-KL/TU ngày 5/7/2024 của Ban Thường vụ Tỉnh ủy về dư luận xã hội"
    )
    assert [m.title for m in mentions(text)] == [
        "thực hiện Kết luận số 8-KL/TW của Ban Bí thư",
        None,
        "về dư luận xã hội",
    ]


def test_short_form_that_is_a_type_and_a_number_has_the_number() -> None:
    text = "Quy định số 31-QĐ/TU về kiểm điểm (gọi tắt là Quy định 31) gồm 4 chương. Quy định 31 có 20 điều."
    assert [(m.number, m.alias_of) for m in mentions(text)] == [("31", None), ("31", 0), ("31", 0)]


def test_strategy_by_name_after_a_title() -> None:
    text = "Thực hiện Nghị quyết số 7-NQ/TW về công tác dân số, Chiến lược Dân số Việt Nam đến năm 2030 được ban hành"
    first, second = mentions(text)
    assert (first.title, second.form, second.text) == (
        "về công tác dân số",
        "named",
        "Chiến lược Dân số Việt Nam đến năm 2030",
    )


def test_laws_of_a_list_after_a_law_that_amends_several() -> None:
    text = "phổ biến Luật sửa đổi, bổ sung một số điều của Luật Thanh niên, Luật Công đoàn; Luật Hòa giải ở cơ sở."
    assert [m.text for m in mentions(text)] == [
        "Luật sửa đổi, bổ sung một số điều của Luật Thanh niên, Luật Công đoàn",
        "Luật Hòa giải ở cơ sở",
    ]


def test_phrase_that_only_opens_a_list_is_no_citation() -> None:
    assert [m.number for m in mentions("Căn cứ các Quyết định của UBND tỉnh: Số 15/QĐ-UBND; số 16/QĐ-UBND")] == [
        "15",
        "16",
    ]


def test_title_in_the_heading_over_two_lines() -> None:
    text = "KẾ HOẠCH\nThực hiện Nghị quyết số 7-NQ/TU ngày 4/6/2024\ncủa Ban Thường vụ Tỉnh ủy về trồng rừng\n\n"
    mention = find_mentions(matching_view(text), Document(body_start=len(text)))[0][0]
    assert (mention.issuer, mention.title) == ("Ban Thường vụ Tỉnh ủy", "về trồng rừng")


def test_title_in_capitals_goes_on_behind_a_symbol_with_a_small_letter() -> None:
    text = "THỰC HIỆN QUYẾT ĐỊNH SỐ 7/QĐ-TTg NGÀY 4/6/2019 CỦA THỦ TƯỚNG CHÍNH PHỦ\nPHÊ DUYỆT ĐỀ ÁN TRỒNG RỪNG\n\n"
    mention = find_mentions(matching_view(text), Document(body_start=len(text)))[0][0]
    assert (mention.issuer, mention.title) == ("THỦ TƯỚNG CHÍNH PHỦ", "PHÊ DUYỆT ĐỀ ÁN TRỒNG RỪNG")


@pytest.mark.parametrize(
    ("text", "core", "number", "year", "symbol"),
    [
        ("theo Nghị định 34/2016 của Chính phủ", "Nghị định 34/2016", "34", "2016", None),
        ("theo Thông tư số 8/2021 của Bộ Y tế", "Thông tư số 8/2021", "8", "2021", None),
        ("thay thế QĐ 24/2024 của UBND tỉnh", "QĐ 24/2024", "24", "2024", None),
        ("Quyết định số 84 QĐ/TWĐTN ngày 1/2/2013", "Quyết định số 84 QĐ/TWĐTN", "84", None, "QĐ/TWĐTN"),
        ("Tờ trình số 473/TTr - NN&PTNT", "Tờ trình số 473/TTr - NN&PTNT", "473", None, "TTr - NN&PTNT"),
        ("theo Nghị định số 37-NĐ ngày 01/12/1945", "Nghị định số 37-NĐ", "37", None, "NĐ"),
        ("các Công điện: số 5/CĐ-UBND", "Công điện: số 5/CĐ-UBND", "5", None, "CĐ-UBND"),
        ("chất thải rắn (3585/VP-KTN, ngày 23/10/2017)", "3585/VP-KTN", "3585", None, "VP-KTN"),
    ],
)
def test_core(text: str, core: str, number: str, year: str | None, symbol: str | None) -> None:
    mention = mentions(text)[0]
    assert (mention.text, mention.number, mention.year_in_number, mention.symbol) == (core, number, year, symbol)


@pytest.mark.parametrize("text", ["Kế hoạch 5/2024", "Quyết định 5/2024", "Nghị quyết 12/2024/1"])
def test_no_core(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Căn cứ Luật sửa đổi, bổ sung một số điều của các Luật liên quan đến xây dựng cơ bản ngày 19/6/2009;",
            "Luật sửa đổi, bổ sung một số điều của các Luật liên quan đến xây dựng cơ bản",
        ),
        (
            "Căn cứ Luật sửa đổi, bổ sung một số điều của 11 Luật có liên quan đến quy hoạch;",
            "Luật sửa đổi, bổ sung một số điều của 11 Luật có liên quan đến quy hoạch",
        ),
        (
            "Căn cứ Luật sửa đổi bổ sung một số điều của Luật Xây dựng ngày 17/6/2020;",
            "Luật sửa đổi bổ sung một số điều của Luật Xây dựng",
        ),
        (
            "Căn cứ Luật Ban hành văn bản quy phạm pháp luật của HĐND và UBND ngày 03/12/2004;",
            "Luật Ban hành văn bản quy phạm pháp luật của HĐND và UBND",
        ),
        ("theo Pháp lệnh bảo vệ bí mật tin báo năm 2000", "Pháp lệnh bảo vệ bí mật tin báo"),
    ],
)
def test_law(text: str, name: str) -> None:
    assert [m.text for m in mentions(text)] == [name]


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        (
            "Thực hiện Nghị định số 7/2014/NĐ-CP được sửa đổi, bổ sung tại Nghị định số 8/2020/NĐ-CP",
            [Relation.IMPLEMENTS, Relation.IMPLEMENTS],
        ),
        ("Nội dung đã được thay thế tại Nghị định số 8/2020/NĐ-CP", [Relation.CITES]),
        ("Thực hiện các nội dung hướng dẫn tại Công văn số 7/SYT-NV", [Relation.IMPLEMENTS]),
        ("Như đã quy định chi tiết tại Nghị định số 8/2020/NĐ-CP", [Relation.CITES]),
        ("Xét Tờ trình số 7/TTr-UBND; Báo cáo thẩm tra số 8/BC-HĐND", [Relation.BASED_ON, Relation.BASED_ON]),
        ("Căn cứ hướng dẫn của Bộ Y tế tại Công văn số 7/BYT-DP", [Relation.BASED_ON]),
        (
            "Việc sửa đổi, bổ sung một số nội dung tại Mục III, Điều 1 Nghị quyết số 7/2007/NQ-HĐND",
            [Relation.AMENDS],
        ),
        ("Bãi bỏ Nghị quyết số 7/NQ-HĐND và khoản 2 Điều 1 Nghị quyết số 8/NQ-HĐND", [Relation.REPEALS] * 2),
        (
            "Đã triển khai Hướng dẫn số 7-HD/TW (thay cho Hướng dẫn số 8-HD/TW) của Ban Tổ chức Trung ương về họp",
            [Relation.IMPLEMENTS, Relation.REPLACES],
        ),
        (
            "Thực hiện Chỉ thị số 7/CT-TTg, UBND huyện trình Phương án số 8/PA-UBND",
            [Relation.IMPLEMENTS, Relation.CITES],
        ),
        (
            "II. CĂN CỨ PHÁP LÝ\n- Nghị định số 7/2024/NĐ-CP;\n- Quyết định số 8/QĐ-UBND.\n\nIII. NỘI DUNG\n",
            [Relation.BASED_ON, Relation.BASED_ON],
        ),
        (
            "Thực hiện Công điện số 7/CĐ-TTg, UBND tỉnh vừa có Công văn số 8/UBND-TH",
            [Relation.IMPLEMENTS, Relation.CITES],
        ),
        (
            "Thực hiện Chỉ thị số 7/CT-TTg; đấu tranh với hành vi vi phạm Luật Lâm nghiệp",
            [Relation.IMPLEMENTS, Relation.CITES],
        ),
        ("Sửa đổi, bãi bỏ một số điều của Thông tư số 7/2014/TT-BCT", [Relation.AMENDS]),
        ("Xét đề nghị của Trưởng phòng theo Tờ trình số 7/TTr-ĐT", [Relation.BASED_ON]),
        (
            "Thực hiện Chỉ thị số 7/CT-TTg, UBND huyện đã ban hành Kế hoạch số 8/KH-UBND",
            [Relation.IMPLEMENTS, Relation.CITES],
        ),
        ("Bãi bỏ Phụ lục II ban hành kèm theo Quyết định số 7/QĐ-UBND", [Relation.REPEALS]),
        ("(Ban hành kèm theo Quyết định số 7/QĐ-UBND)", [Relation.ANNEX_OF]),
        (
            "Căn cứ Thông tư số 7/2008/TT-BNV của Bộ Nội vụ;\nThông tư số 8/2008/TT-BNV của Bộ Nội vụ;\n",
            [Relation.BASED_ON, Relation.BASED_ON],
        ),
    ],
)
def test_relation(text: str, relations: list[Relation]) -> None:
    assert [m.relation for m in mentions(text)] == relations
