"""Issuers: one key for one authority at one place."""

import pytest

from graph.authority import marked
from graph.issuer import Issuer, IssuerContext, compatible, read_issuer
from ingest.unit import province_of, unit_of, units_of

PHU_LIEN = IssuerContext("31", ("Hải Phòng",), unit_of("11446"), "Ủy ban nhân dân phường Phù Liễn")
HA_BAC = IssuerContext("31", ("Hải Dương",), unit_of("10816"), "Ủy ban nhân dân xã Hà Bắc")
NGHE_AN = IssuerContext("40", ("Nghệ An",), None, "Ủy ban nhân dân tỉnh Nghệ An")
NOWHERE = IssuerContext()


def issuer(text: str | None, context: IssuerContext = PHU_LIEN, symbol: str | None = None) -> Issuer:
    return read_issuer(text, symbol, None, context)


@pytest.mark.parametrize(
    ("writings", "name", "key"),
    [
        (
            [
                "UBND thành phố",
                "Ủy ban nhân dân thành phố Hải Phòng",
                "Ủy ban nhân dân TP HP",
                "UBND TP. Hải Phòng",
                "Uỷ ban nhân dân thành phố",
                "UBND thành phố Hải Phòng (cũ)",
                "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
            ],
            "Ủy ban nhân dân thành phố Hải Phòng",
            "UBND@p31",
        ),
        (
            ["Chủ tịch UBND thành phố", "Chủ tịch Ủy ban nhân dân thành phố Hải Phòng"],
            "Chủ tịch Ủy ban nhân dân thành phố Hải Phòng",
            "UBND@p31",
        ),
        (
            ["Ủy ban nhân dân phường", "UBND phường Phù Liễn", "Ủy ban nhân dân"],
            "Ủy ban nhân dân phường Phù Liễn",
            "UBND@u11446",
        ),
        (
            ["HĐND thành phố", "Hội đồng nhân dân thành phố Hải Phòng (cũ)"],
            "Hội đồng nhân dân thành phố Hải Phòng",
            "HĐND@p31",
        ),
        (["Thành ủy", "Thành ủy Hải Phòng"], "Thành ủy Hải Phòng", "TU@p31"),
        (
            ["Ban Thường vụ Thành ủy", "Ban thường vụ Thành ủy", "BTV Thành ủy"],
            "Ban Thường vụ Thành ủy Hải Phòng",
            "TU@p31",
        ),
        (["Thường trực Thành ủy"], "Thường trực Thành ủy Hải Phòng", "TU@p31"),
        (
            ["Ban Chấp hành Đảng bộ thành phố", "BCH Đảng bộ thành phố Hải Phòng"],
            "Ban Chấp hành Đảng bộ thành phố Hải Phòng",
            "TU@p31",
        ),
        (["Tỉnh ủy Hải Dương"], "Tỉnh ủy Hải Dương", "TU@p31 hai duong"),
        (["Ban Thường vụ Tỉnh ủy Hải Dương"], "Ban Thường vụ Tỉnh ủy Hải Dương", "TU@p31 hai duong"),
        (["UBND tỉnh Hải Dương", "Ủy ban nhân dân tỉnh"], "Ủy ban nhân dân tỉnh Hải Dương", "UBND@p31 hai duong"),
        (["Bộ Chính trị", "Bộ chính trị"], "Bộ Chính trị", "TW@"),
        (["Ban Bí thư", "Ban Bí thư Trung ương Đảng"], "Ban Bí thư", "TW@"),
        (
            ["Ban Chấp hành Trung ương", "Ban Chấp hành Trung ương Đảng", "BCH Trung ương"],
            "Ban Chấp hành Trung ương",
            "TW@",
        ),
        (
            [
                "Đảng ủy UBND thành phố",
                "Đảng ủy Ủy ban nhân dân thành phố",
                "Đảng ủy Ủy ban nhân dân thành phố Hải Phòng",
            ],
            "Đảng ủy Ủy ban nhân dân thành phố Hải Phòng",
            "ĐUUBND@p31",
        ),
        (
            ["Ban Chấp hành Đảng bộ Ủy ban nhân dân thành phố"],
            "Ban Chấp hành Đảng bộ Ủy ban nhân dân thành phố Hải Phòng",
            "ĐUUBND@p31",
        ),
        (
            ["Ban Thường vụ Đảng ủy Ủy ban nhân dân thành phố"],
            "Ban Thường vụ Đảng ủy Ủy ban nhân dân thành phố Hải Phòng",
            "ĐUUBND@p31",
        ),
        (["Đảng ủy phường", "Đảng ủy", "Đảng ủy phường Phù Liễn"], "Đảng ủy phường Phù Liễn", "ĐU@u11446"),
        (["Ban Chấp hành Đảng bộ phường"], "Ban Chấp hành Đảng bộ phường Phù Liễn", "ĐU@u11446"),
        (["Thủ tướng Chính phủ", "Thủ tướng"], "Thủ tướng Chính phủ", "TTg@"),
        (["Chính phủ"], "Chính phủ", "CP@"),
        (["Quốc hội"], "Quốc hội", "QH@"),
        (["Ủy ban Thường vụ Quốc hội", "UBTVQH"], "Ủy ban Thường vụ Quốc hội", "UBTVQH@"),
        (["Bộ Nội vụ", "Bộ trưởng Bộ Nội vụ", "BNV"], "Bộ Nội vụ", "BNV@"),
        (["Bộ Lao động - Thương binh và Xã hội", "Bộ LĐTBXH"], "Bộ Lao động - Thương binh và Xã hội", "BLĐTBXH@"),
        (["Bộ Văn hóa, Thể thao và Du lịch"], "Bộ Văn hóa, Thể thao và Du lịch", "BVHTTDL@"),
        (["Văn phòng Chính phủ"], "Văn phòng Chính phủ", "VPCP@"),
        (["Sở Nội vụ", "Sở Nội vụ thành phố", "Sở Nội vụ TP HP"], "Sở Nội vụ thành phố Hải Phòng", "SNV@p31"),
        (
            ["Ban Xây dựng Đảng Đảng ủy", "Ban Xây dựng Đảng, Đảng ủy phường"],
            "Ban Xây dựng Đảng Đảng ủy phường Phù Liễn",
            "BXDĐ@u11446",
        ),
        (["Ban Tuyên giáo và Dân vận Thành ủy"], "Ban Tuyên giáo và Dân vận Thành ủy Hải Phòng", "BTGDV@p31"),
        (["Ủy ban MTTQ Việt Nam phường"], "Ủy ban Mặt trận Tổ quốc Việt Nam phường Phù Liễn", "MTTQ@u11446"),
        (
            ["Văn phòng HĐND và UBND phường"],
            "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường Phù Liễn",
            "VP@u11446",
        ),
        (["Ủy ban nhân dân xã Hà Bắc"], "Ủy ban nhân dân xã Hà Bắc", "UBND@u10816"),
        (["Huyện ủy Thanh Hà"], "Huyện ủy Thanh Hà", "HU@huyen thanh ha"),
    ],
)
def test_one_authority_has_one_key(writings: list[str], name: str, key: str) -> None:
    for writing in writings:
        assert (issuer(writing).key, issuer(writing).name) == (key, name), writing


@pytest.mark.parametrize(
    "text",
    ["địa phương", "Trung ương", "cấp trên", "các cơ quan", "thành phố", "Đảng", "Đại hội Đảng các cấp", "các cấp ủy"],
)
def test_nobody_in_particular_is_no_issuer(text: str) -> None:
    assert issuer(text).key == ""


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Quốc hội, Ủy ban Thường vụ Quốc hội", {"QH@", "UBTVQH@"}),
        ("Ban Thường vụ Thành ủy, Tỉnh ủy", {"TU@p31", "TU@p31 hai duong"}),
        ("UBND thành phố Hải Phòng (cũ), UBND tỉnh Hải Dương", {"UBND@p31", "UBND@p31 hai duong"}),
        ("Ban Tuyên giáo và Dân vận Thành ủy và Đảng ủy Ủy ban nhân dân thành phố", {"BTGDV@p31", "ĐUUBND@p31"}),
        ("Ban Xây dựng Đảng, Đảng ủy phường và Ủy ban nhân dân phường", {"BXDĐ@u11446", "UBND@u11446"}),
        (
            "Ban Xây dựng Đảng Đảng ủy phường Phù Liễn; Đảng ủy Ủy ban nhân dân phường Phù Liễn",
            {"BXDĐ@u11446", "ĐUUBND@u11446"},
        ),
        ("Bộ Nội vụ và Bộ Tài chính", {"BNV@", "BTC@"}),
        ("Trung ương, của Thành ủy, UBND thành phố", {"TU@p31", "UBND@p31"}),
        ("Ban Thường vụ Đảng ủy, Hội đồng nhân dân phường", {"ĐU@u11446", "HĐND@u11446"}),
    ],
)
def test_several_issuers(text: str, keys: set[str]) -> None:
    assert set(issuer(text).key.split("+")) == keys


@pytest.mark.parametrize(
    ("symbol", "type_", "key", "certain"),
    [
        ("QH15", "Luật", "QH@", True),
        ("UBTVQH15", "Nghị quyết", "UBTVQH@", True),
        ("NQ-UBTVQH15", "Nghị quyết", "UBTVQH@", True),
        ("NĐ-CP", "Nghị định", "CP@", True),
        ("CT-TTg", "Chỉ thị", "TTg@", True),
        ("TT-BNV", "Thông tư", "BNV@", True),
        ("VBHN-VPQH", None, "VPQH@", True),
        ("QĐ/TW", "Quyết định", "TW@", True),
        ("HD/BTCTW", "Hướng dẫn", "BTCTW@", True),
        ("QĐ-UBND", "Quyết định", "UBND@?", False),
        ("NQ/TU", "Nghị quyết", "TU@p31", False),
        ("QĐ-CTUBND", "Quyết định", "UBND@p31", False),
        ("TTr-SNV", "Tờ trình", "SNV@p31", False),
        ("QĐ/ĐU", "Quyết định", "ĐU@?", False),
        ("CTr/BTGDVTU-ĐUUBNDTP", None, "BTGDV@p31", False),
        ("KH-XYZ", "Kế hoạch", "", False),
        (None, "Luật", "QH@", True),
        (None, "Kế hoạch", "", False),
    ],
)
def test_the_symbol_alone(symbol: str | None, type_: str | None, key: str, certain: bool) -> None:
    read = read_issuer(None, symbol, type_, PHU_LIEN)
    assert (read.key, read.certain) == (key, certain)


def test_a_place_from_the_context_is_said_to_be_so() -> None:
    assert read_issuer(None, "NQ/TU", None, PHU_LIEN).place_from_context
    assert issuer("UBND thành phố").place_from_context
    assert not issuer("UBND thành phố Hải Phòng").place_from_context
    assert read_issuer(None, "NQ/TU", None, NOWHERE).key == "TU@?"


def test_places_of_other_provinces() -> None:
    assert issuer("UBND tỉnh", NGHE_AN).key == "UBND@p40"
    assert issuer("Tỉnh ủy", NGHE_AN).name == "Tỉnh ủy Nghệ An"
    assert issuer("Tỉnh ủy", HA_BAC).key == "TU@p31 hai duong"
    assert issuer("Tỉnh ủy Bắc Giang").former_province == "Bắc Giang"
    assert issuer("Tỉnh ủy Bắc Giang").province_code == "24"
    assert issuer("UBND thành phố Vinh", NGHE_AN).level == "district"
    assert issuer("UBND thành phố", NOWHERE).key == "UBND@?"


@pytest.mark.parametrize(
    ("text", "level", "system"),
    [
        ("Bộ Chính trị", "central", "party"),
        ("Chính phủ", "central", "state"),
        ("Bộ Y tế", "ministry", "state"),
        ("Thành ủy", "province", "party"),
        ("Hội đồng nhân dân thành phố", "province", "state"),
        ("Sở Y tế", "department", "state"),
        ("Đảng ủy Ủy ban nhân dân thành phố", "department", "party"),
        ("Ủy ban MTTQ Việt Nam thành phố", "province", "mass"),
        ("Hội Nông dân tỉnh", "province", "mass"),
        ("Liên đoàn Lao động thành phố", "province", "mass"),
        ("Ban Bí thư Trung ương Đoàn", "central", "mass"),
        ("Ban Chấp hành Trung ương Hội Nông dân Việt Nam", "central", "mass"),
        ("Ban Chấp hành Trung ương Đảng", "central", "party"),
        ("Tòa án nhân dân thành phố", "department", "state"),
        ("Bảo hiểm xã hội thành phố", "department", "state"),
        ("Bảo hiểm xã hội Việt Nam", "ministry", "state"),
        ("Phòng Văn hóa - Xã hội phường", "commune", "state"),
        ("Đảng ủy phường", "commune", "party"),
        ("Công an phường", "commune", "state"),
    ],
)
def test_levels_and_systems(text: str, level: str, system: str) -> None:
    read = issuer(text)
    assert (read.level, read.system) == (level, system)


@pytest.mark.parametrize(
    ("a", "b", "score"),
    [
        ("UBND thành phố", "Chủ tịch Ủy ban nhân dân thành phố Hải Phòng", 1.0),
        ("Bộ Chính trị", "Ban Chấp hành Trung ương", 1.0),
        ("Tỉnh ủy Hải Dương", "Thành ủy Hải Phòng", 0.0),
        ("UBND phường", "UBND thành phố", 0.0),
        ("Thành ủy", "Đảng ủy Ủy ban nhân dân thành phố", 0.0),
        ("địa phương", "UBND thành phố", 0.5),
        ("Quốc hội, Ủy ban Thường vụ Quốc hội", "Quốc hội", 1.0),
    ],
)
def test_compatible(a: str, b: str, score: float) -> None:
    assert compatible(issuer(a), issuer(b)) == score
    assert compatible(issuer(b), issuer(a)) == score


def test_a_body_without_place_may_be_any_of_its_kind() -> None:
    somewhere = read_issuer(None, "QĐ-UBND", None, PHU_LIEN)
    assert compatible(somewhere, issuer("UBND thành phố")) == 0.7
    assert compatible(somewhere, somewhere) == 0.7
    assert compatible(somewhere, issuer("HĐND thành phố")) == 0.0


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Ủy ban nhân dân tỉnh Hà Tĩnh", "Ủy ban nhân dân tỉnh Hà Tĩnh", "42"),
        ("TỈNH ỦY HÀ TĨNH", "Tỉnh ủy Hà Tĩnh", "42"),
        ("TỈNH ĐOÀN SƠN LA", "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh Sơn La", "14"),
        ("ỦY BAN NHÂN DÂN XÃ ĐAN PHƯỢNG", "Ủy ban nhân dân xã Đan Phượng", "01"),
        ("Đảng ủy phường Phương Liệt", "Đảng ủy phường Phương Liệt", "01"),
        ("UBND xã Thượng Quan", "Ủy ban nhân dân xã Thượng Quan", "19"),
        ("UBND xã Hồi Xuân", "Ủy ban nhân dân xã Hồi Xuân", "38"),
        ("ubnd xa muong bu", "Ủy ban nhân dân xã Mường Bú", "14"),
        ("ỦY BAN NHÂN DÂN HUYỆN DIỄN CHÂU", "Ủy ban nhân dân huyện Diễn Châu", None),
        ("Phòng Văn hóa - Xã hội xã Mường Bú", "Phòng Văn hóa - Xã hội xã Mường Bú", "14"),
    ],
)
def test_places_whose_names_look_like_words_for_places(text: str, name: str, code: str | None) -> None:
    read = read_issuer(text, None, None, IssuerContext())
    assert (read.name, read.province_code) == (name, code)


def test_every_unit_is_found_by_its_name() -> None:
    lost = []
    for province in (f"{n:02d}" for n in range(1, 97) if province_of(f"{n:02d}")):
        for unit in units_of(province):
            read = read_issuer(f"Ủy ban nhân dân {unit.type} {unit.name}", None, None, IssuerContext(province))
            if read.unit_code != unit.code:
                lost.append((unit, read.name))
    # Ho Chi Minh City has a Thanh An and a Thạnh An; without marks the first is both.
    assert [unit.code for unit, _ in lost] == ["25807"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("HDND", "HĐND"),
        ("DU", "ĐU"),
        ("BXDD", "BXDĐ"),
        ("DUUBND", "ĐUUBND"),
        ("BGDDT", "BGDĐT"),
        ("HĐND", "HĐND"),
        ("TTG", "TTG"),  # only the case is another
        ("TU", "TU"),  # and TƯ is one, too
        ("ABC", "ABC"),
    ],
)
def test_marks_that_typing_lost_are_put_back_where_it_is_known_which(typed: str, written: str) -> None:
    assert marked(typed) == written
