"""What a citation's own stretch says: date, issuer, title; what a list states once; short forms; relations."""

import pytest

from ingest.document import Document
from ingest.mention import Mention, Relation
from ingest.mentions import find_mentions
from ingest.view import matching_view


def mentions(text: str) -> list[Mention]:
    return find_mentions(matching_view(text), Document())[0]


def stated(text: str) -> list[tuple[str, Relation, str]]:
    found, relations = find_mentions(matching_view(text), Document())
    return [(found[r.source].text, r.relation, found[r.target].text) for r in relations]


@pytest.mark.parametrize(
    ("after", "date", "date_text"),
    [
        (" ngày 05/9/2025", "2025-09-05", "05/9/2025"),
        (", ngày 13 tháng 8 năm 2025", "2025-08-13", "13 tháng 8 năm 2025"),
        (" ngày 09.01.2025", "2025-01-09", "09.01.2025"),
        (", ngày 18-2-2019", "2019-02-18", "18-2-2019"),
        (" (ngày 18/2/2019)", "2019-02-18", "18/2/2019"),
        (" tháng 4/2026", None, "tháng 4/2026"),
        (" năm 2025", None, "năm 2025"),
        (" ngày 31/02/2026", None, "31/02/2026"),
        (" ngày /4/2026", None, "/4/2026"),
        (" có hiệu lực từ ngày 01/01/2026", None, None),
    ],
)
def test_date(after: str, date: str | None, date_text: str | None) -> None:
    mention = mentions(f"Quyết định số 12/QĐ-UBND{after} của UBND tỉnh")[0]
    assert (mention.date, mention.date_text) == (date, date_text)


ISSUERS = [
    "Bộ Chính trị",
    "Bộ chính trị",
    "Ban Bí thư",
    "Ban Chấp hành Trung ương Đảng khóa XIII",
    "Ban Chấp hành Trung ương Đảng (khóa XII)",
    "Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XII",
    "Chính phủ",
    "Thủ tướng Chính phủ",
    "Quốc hội",
    "Ủy ban Thường vụ Quốc hội",
    "Ban Thường vụ Tỉnh ủy Hà Nam",
    "Ban thường vụ Thành ủy",
    "Thường trực Thành ủy",
    "Ban Chấp hành Đảng bộ tỉnh Quảng Ninh",
    "Ban Chấp hành Đảng bộ Ủy ban nhân dân thành phố",
    "Đảng ủy phường Hòa Khánh",
    "UBND thành phố Hải Phòng (cũ)",
    "UBND TP. Đà Nẵng",
    "Ủy ban nhân dân xã Tân An",
    "Chủ tịch Ủy ban nhân dân tỉnh",
    "HĐND tỉnh",
    "Hội đồng nhân dân thành phố Huế",
    "Bộ Giáo dục và Đào tạo",
    "Bộ trưởng Bộ Nông nghiệp và Môi trường",
    "Bộ Văn hóa, Thể thao và Du lịch",
    "Sở Nội vụ",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Ban Tuyên giáo và Dân vận Thành ủy",
    "Ban Tổ chức Trung ương",
    "Văn phòng Trung ương Đảng",
    "Ban Thường trực Ủy ban Trung ương MTTQ Việt Nam",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    "Ban Bí thư Trung ương Đoàn TNCS Hồ Chí Minh",
    "Tổng Liên đoàn Lao động Việt Nam",
    "Ban Chỉ đạo Trung ương",
    "Ban Quản lý các khu công nghiệp",
    "Thanh tra Chính phủ",
    "Ngân hàng Nhà nước Việt Nam",
    "Hội đồng Bầu cử quốc gia",
    "Công an tỉnh",
    "Bộ Chỉ huy Quân sự tỉnh",
    "Huyện ủy Thanh Hà",
    "Trung tâm Phục vụ hành chính công",
    "Quận ủy",
    "Đảng ủy các cơ quan Đảng",
    "Ban Xây dựng Đảng Đảng ủy",
    "Hội Nông dân tỉnh",
    "Hội Liên hiệp Phụ nữ Việt Nam",
    "Hội Cựu chiến binh thành phố",
    "Bảo hiểm xã hội Việt Nam",
    "Kho bạc Nhà nước",
    "Tòa án nhân dân tối cao",
    "Viện kiểm sát nhân dân tối cao",
    "Cục Thi hành án dân sự",
    "Bộ Tư lệnh Quân khu 3",
    "Học viện Chính trị quốc gia Hồ Chí Minh",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
    "Liên đoàn Lao động tỉnh",
    "Văn phòng HĐND và UBND phường",
    "Phòng Văn hóa - Xã hội",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Sở Kế hoạch và Đầu tư",
    "Bộ Lao động - Thương binh và Xã hội",
    "Đảng ủy Công an Trung ương",
    "Quân ủy Trung ương",
    "Thường trực Hội đồng nhân dân tỉnh",
    "Tổng cục Thống kê",
    "Bộ Khoa học và Công nghệ",
    "Sở Xây dựng",
    "Bộ Nội vụ",
    "Bộ Công Thương",
    "Bộ Y tế",
    "Ban Chỉ đạo 35 Tỉnh ủy",
    "Ủy ban Kiểm tra Trung ương",
    "Thành ủy Thành phố Hồ Chí Minh",
    "UBND xã Đắk Ơ",
    "Ủy ban nhân dân đặc khu Côn Đảo",
]
TITLES = [
    "về phát triển kinh tế tư nhân",
    "về việc ban hành Quy chế làm việc",
    "ban hành Kế hoạch cải cách hành chính năm 2026",
    "quy định chi tiết một số điều của Luật Nhà ở",
    "phê duyệt Đề án phát triển du lịch giai đoạn 2025 - 2030",
    "triển khai công tác phòng cháy, chữa cháy năm 2026",
    "“Về đẩy mạnh chuyển đổi số; bảo đảm an toàn thông tin”",
    "về “Tiếp tục đổi mới; nâng cao chất lượng”",
    None,
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("issuer", ISSUERS)
def test_issuer_and_title(issuer: str, title: str | None) -> None:
    text = f"Quyết định số 12/QĐ-ABC ngày 05/9/2025 của {issuer}{' ' + title if title else ''}; và các văn bản khác"
    mention = mentions(text)[0]
    assert (mention.issuer, mention.title) == (issuer, title)


@pytest.mark.parametrize(
    ("text", "issuer", "title"),
    [
        (
            "Nghị định số 5/2024/NĐ-CP ngày 1/2/2024 của Chính phủ phủ quy định về hòa giải.",
            "Chính phủ",
            "quy định về hòa giải",
        ),
        ("Nghị định số 5/2024/NĐ-CP ngày 1/2/2024 về hòa giải ở cơ sở.", None, "về hòa giải ở cơ sở"),
        ("Nghị quyết số 5-NQ/TW về đất đai của Ban Chấp hành Trung ương.", "Ban Chấp hành Trung ương", "về đất đai"),
        ("Nghị quyết của Bộ Chính trị số 5-NQ/TW ngày 1/2/2024 về đất đai", "Bộ Chính trị", "về đất đai"),
        (
            "Kế hoạch số 5/KH-UBND ngày 1/2/2026 của UBND tỉnh, Ủy ban nhân dân xã xây dựng kế hoạch như sau:",
            "UBND tỉnh",
            None,
        ),
        (
            "Kế hoạch số 5/KH-UBND ngày 1/2/2026 của UBND tỉnh về thi đua năm 2026, Ủy ban nhân dân xã Tân An ban hành",
            "UBND tỉnh",
            "về thi đua năm 2026",
        ),
        (
            "Chỉ thị số 5/CT-TTg ngày 1/2/2026 của Thủ tướng Chính phủ về thi đua, gắn với chuyển đổi số.",
            "Thủ tướng Chính phủ",
            "về thi đua",
        ),
        (
            "Quyết định số 5/QĐ-UBND ngày 1/2/2026 của UBND tỉnh “về việc giao chỉ tiêu” trên địa bàn xã.",
            "UBND tỉnh",
            "“về việc giao chỉ tiêu”",
        ),
        (
            "Chương trình phối hợp số 9-CTr/BDVTU-BCSĐ ngày 1/2/2020 giữa Ban Dân vận Tỉnh ủy và Ban cán sự đảng"
            " Ủy ban nhân dân tỉnh về công tác dân vận;",
            "Ban Dân vận Tỉnh ủy và Ban cán sự đảng Ủy ban nhân dân tỉnh",
            "về công tác dân vận",
        ),
        (
            "NGHỊ QUYẾT SỐ 5-NQ/TW NGÀY 01/2/2024 CỦA BỘ CHÍNH TRỊ VỀ ĐẤT ĐAI",
            "BỘ CHÍNH TRỊ",
            "VỀ ĐẤT ĐAI",
        ),
        (
            "1\tTheo Quyết định số 5/QĐ-UBND ngày 1/2/2026 của UBND xã về thi đua\tPhòng Kinh tế",
            "UBND xã",
            "về thi đua",
        ),
        (
            "Kế hoạch số 41/KH-UBND ngày 04/3/2024 của UBND tỉnh triển khai, thực hiện Chỉ thị số 22-CT/TU ngày"
            " 05/02/2024 của Ban Thường vụ Tỉnh ủy về chuyển đổi số",
            "UBND tỉnh",
            "triển khai, thực hiện Chỉ thị số 22-CT/TU ngày 05/02/2024 của Ban Thường vụ Tỉnh ủy về chuyển đổi số",
        ),
        (
            "Chương trình số 03/CTr-PH giữa Hội Nông dân, Hội Phụ nữ và Đoàn Thanh niên",
            "Hội Nông dân, Hội Phụ nữ và Đoàn Thanh niên",
            None,
        ),
    ],
)
def test_stretch(text: str, issuer: str | None, title: str | None) -> None:
    mention = mentions(text)[0]
    assert (mention.issuer, mention.title) == (issuer, title)


def test_list_by_ellipsis_shares_all() -> None:
    found = mentions("Quyết định số 31-QĐ/TU, 32-QĐ/TU, ngày 12/12/2023, của Ban Thường vụ Tỉnh ủy về công tác cán bộ;")
    assert [m.text for m in found] == ["Quyết định số 31-QĐ/TU", "32-QĐ/TU"]
    for mention in found:
        assert mention.type == "Quyết định"
        assert (mention.date, mention.issuer, mention.title) == (
            "2023-12-12",
            "Ban Thường vụ Tỉnh ủy",
            "về công tác cán bộ",
        )


def test_list_closed_by_and_shares_what_it_states_once() -> None:
    text = (
        "Quyết định số 31-QĐ/TU ngày 1/2/2023, Kế hoạch số 9-KH/TU ngày 3/4/2023 của Tỉnh ủy và Chỉ thị số 7/CT-UBND"
        " ngày 5/6/2023 của UBND tỉnh về chuyển đổi số."
    )
    found = mentions(text)
    assert [m.date for m in found] == ["2023-02-01", "2023-04-03", "2023-06-05"]
    assert [m.issuer for m in found] == ["Tỉnh ủy", "Tỉnh ủy", "UBND tỉnh"]
    assert {m.title for m in found} == {"về chuyển đổi số"}


def test_semicolon_shares_nothing() -> None:
    found = mentions("Quyết định số 31-QĐ/TU; Quyết định số 32-QĐ/TU ngày 1/2/2023 của Tỉnh ủy về cán bộ.")
    assert (found[0].date, found[0].issuer, found[0].title) == (None, None, None)


def test_title_of_the_last_is_not_given_over_plain_commas() -> None:
    found = mentions(
        "Chỉ thị số 5/CT-TTg ngày 1/2/2023 của Thủ tướng Chính phủ, Chỉ thị số 6-CT/TU ngày 2/3/2023 về thi đua."
    )
    assert [m.title for m in found] == [None, "về thi đua"]


def test_issuer_that_opens_a_list() -> None:
    found = mentions("các Nghị quyết của Bộ Chính trị: số 31-NQ/TW, số 32-NQ/TW và số 33-NQ/TW")
    assert [m.text for m in found] == ["31-NQ/TW", "32-NQ/TW", "33-NQ/TW"]
    assert {(m.type, m.issuer) for m in found} == {("Nghị quyết", "Bộ Chính trị")}


def test_nested_titles() -> None:
    text = (
        "Kế hoạch số 9-KH/TU của Tỉnh ủy về thực hiện Kết luận số 8-KL/TW ngày 3/4/2022 của Bộ Chính trị về"
        " tiếp tục thực hiện Chỉ thị số 7-CT/TW ngày 5/6/2021 của Ban Bí thư về học tập; Chỉ thị số 6/CT-TTg về thi đua"
    )
    found = mentions(text)
    assert [m.title and m.title.split(" ")[-1] for m in found] == ["tập", "tập", "tập", "đua"]
    assert stated(text) == [
        ("Kế hoạch số 9-KH/TU", Relation.IMPLEMENTS, "Kết luận số 8-KL/TW"),
        ("Kết luận số 8-KL/TW", Relation.IMPLEMENTS, "Chỉ thị số 7-CT/TW"),
    ]


def test_title_ends_before_the_next_member() -> None:
    found = mentions(
        "Quyết định số 51-QĐ/ĐU ngày 1/7/2024 của Đảng ủy về lập Tổ công tác và Quy định số 7-QĐ/ĐU về tổ chức bộ máy"
    )
    assert [m.title for m in found] == ["về lập Tổ công tác", "về tổ chức bộ máy"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nghị định số 4/2024/NĐ-CP quy định chi tiết Luật Thanh tra",
            [("Nghị định số 4/2024/NĐ-CP", Relation.DETAILS, "Luật Thanh tra")],
        ),
        (
            "Nghị định số 4/2024/NĐ-CP thay thế Nghị định số 3/2014/NĐ-CP.",
            [("Nghị định số 4/2024/NĐ-CP", Relation.REPLACES, "Nghị định số 3/2014/NĐ-CP")],
        ),
        (
            "Nghị định số 3/2014/NĐ-CP ngày 1/2/2014 của Chính phủ (được sửa đổi tại Nghị định số 4/2024/NĐ-CP)",
            [("Nghị định số 4/2024/NĐ-CP", Relation.AMENDS, "Nghị định số 3/2014/NĐ-CP")],
        ),
        (
            "Kế hoạch số 5/KH-UBND ngày 1/2/2026 của UBND tỉnh triển khai, thực hiện Chỉ thị số 7-CT/TU",
            [("Kế hoạch số 5/KH-UBND", Relation.IMPLEMENTS, "Chỉ thị số 7-CT/TU")],
        ),
        ("Kế hoạch số 5/KH-UBND và Chỉ thị số 7-CT/TU", []),
    ],
)
def test_stated_relations(text: str, expected: list[tuple[str, Relation, str]]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("Căn cứ Luật Thanh tra; Nghị định số 4/2024/NĐ-CP;", ["based_on", "based_on"]),
        ("Thực hiện Chỉ thị số 5/CT-TTg; Kế hoạch số 6/KH-UBND", ["implements", "implements"]),
        ("Tổ chức quán triệt, tuyên truyền Quyết định số 3-QĐ/TU", ["disseminates"]),
        ("sơ kết 5 năm thực hiện Chỉ thị số 5/CT-TTg", ["reviews"]),
        ("thi đua gắn với thực hiện Chỉ thị số 5/CT-TTg", ["linked_with"]),
        ("(Kèm theo Kế hoạch số 6/KH-UBND)", ["annex_of"]),
        ("bãi bỏ Quyết định số 3/QĐ-UBND", ["repeals"]),
        ("theo Quyết định số 3-QĐ/TW", ["cites"]),
        ("TRIỂN KHAI THỰC HIỆN CHỈ THỊ SỐ 5/CT-TTg", ["implements"]),
    ],
)
def test_relation(text: str, relations: list[str]) -> None:
    assert [m.relation for m in mentions(text)] == relations


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (
            "Nghị quyết số 5-NQ/ĐU ngày 1/2/2026 về thi đua (sau đây gọi tắt là Nghị quyết số 5-NQ/ĐU); triển khai"
            " Nghị quyết số 5-NQ/ĐU",
            [None, 0, 0],
        ),
        ("Quyết định số 44/QĐ-TTg phê duyệt Đề án A (gọi tắt là Đề án 44); Đề án 44 tại xã", [None, 0, 0]),
        ("Quyết định số 44/QĐ-TTg về thi đua (sau đây gọi là Phong trào 44); Phong trào 44 tại xã", [None, 0, 0]),
        ("Kế hoạch số 5/KH-UBND (sau đây gọi là Kế hoạch). Theo Kế hoạch, Kế hoạch này", [None, 0, 0]),
    ],
)
def test_short_forms(text: str, marked: list[int | None]) -> None:
    assert [m.alias_of for m in mentions(text)] == marked


@pytest.mark.parametrize("filling", [" ", ", ", ") ", " ,", "( ", "“ "])
def test_what_fills_a_gap_costs_no_more_than_its_length(filling: str) -> None:
    """Where it cost its square or cube, this would take hours."""
    (found,) = mentions(f"Quyết định số 12/QĐ-UBND{filling * 20_000}x")
    assert found.title is None


@pytest.mark.parametrize(
    ("after", "title"),
    [
        ("về chợ và các văn bản sửa đổi, bổ sung", "về chợ"),
        ("về chợ (sửa đổi, bổ sung theo Nghị định số 9/2027/NĐ-CP)", "về chợ"),
        ("về chợ nông thôn, được sửa đổi bởi Nghị định số 9/2027/NĐ-CP", "về chợ nông thôn"),
        ("về chợ nông thôn, đã được sửa đổi, bổ sung một số điều", "về chợ nông thôn"),
        ("về chợ nông thôn có hiệu lực từ 15/8/2026, bãi bỏ Nghị định số 7/2009/NĐ-CP", "về chợ nông thôn"),
        ("quy địnhMức phí chợ", "quy địnhMức phí chợ"),
        (
            "về “Thực hiện Kết luận số 4-KL/TW và Kế hoạch số 5-KH/TW” về chợ",
            "về “Thực hiện Kết luận số 4-KL/TW và Kế hoạch số 5-KH/TW” về chợ",
        ),
    ],
)
def test_where_a_title_ends_that_the_sentence_says_more_of(after: str, title: str) -> None:
    assert mentions(f"Nghị định số 8/2026/NĐ-CP ngày 05/3/2026 của Chính phủ {after}.")[0].title == title


@pytest.mark.parametrize(
    ("words", "issuer"),
    [
        ("Theo đề nghị của Sở Công Thương (tại Công văn số 12/SCT-TM ngày 05/3/2026)", "Sở Công Thương"),
        ("theo đề xuất của Giám đốc Sở Y tế Tờ trình số 12/TTr-SYT ngày 05/3/2026", "Giám đốc Sở Y tế"),
        ("ý kiến của của Thanh tra tỉnh tại Văn bản số 12/TTT-NV ngày 05/3/2026", "Thanh tra tỉnh"),
        (
            "Xét đề nghị của Chủ nhiệm ủy ban Thể thao, Văn nghệ và Du lịch tại Tờ trình số 12/TTr-UB ngày 05/3/2026",
            "Chủ nhiệm ủy ban Thể thao, Văn nghệ và Du lịch",
        ),
        ("Theo đề nghị của Sở Y tế, sau khi xem xét Tờ trình số 12/TTr-SNV ngày 05/3/2026", None),
        ("Thông tư liên tịch số 12/2021/TTLT-BYT-BTC của liên Bộ Y tế - Tài chính về chợ", "liên Bộ Y tế - Tài chính"),
        ("Kết luận số 12-KL/TW Hội nghị Trung ương 9 khóa XI về chợ", "Hội nghị Trung ương 9 khóa XI"),
        ("Thông tư số 12/2026/TT-BGTVT của Bộ trưởng Bộ Giao thông vận tải", "Bộ trưởng Bộ Giao thông vận tải"),
    ],
)
def test_issuers_in_other_places(words: str, issuer: str | None) -> None:
    assert mentions(words)[0].issuer == issuer


def test_a_slip_that_leaves_the_issuer_out() -> None:
    mention = mentions("Nghị quyết số 12/NQ-HĐND ngày 05/3/2026 của quy định mức chi cho chợ;")[0]
    assert (mention.issuer, mention.title) == (None, "quy định mức chi cho chợ")


@pytest.mark.parametrize("words", ["Luật Chợ (sửa đổi) ngày 05/3/2026", "Luật Tổ chức\nQuốc hội ngày 05/3/2026"])
def test_the_date_of_a_law_by_name(words: str) -> None:
    assert mentions(f"Căn cứ {words};")[0].date == "2026-03-05"


@pytest.mark.parametrize(
    "between",
    [" (sau đây gọi tắt là Quyết định 12) ", ", trình Hội đồng nhân dân tỉnh ", " trình UBND tỉnh "],
)
def test_what_stands_between_issuer_and_title(between: str) -> None:
    found = mentions(f"Quyết định số 12/QĐ-SYT ngày 05/3/2026 của Sở Y tế{between}về danh mục thuốc.")
    assert (found[0].issuer, found[0].title) == ("Sở Y tế", "về danh mục thuốc")
    assert [m.alias_of for m in found[1:]] == [0] * ("gọi tắt" in between)
