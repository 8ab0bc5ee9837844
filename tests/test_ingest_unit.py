"""Units and provinces by the names that people write."""

import unicodedata

import pytest

from ingest.unit import find_province, find_unit, province_of, unit_of, units_named, units_of


@pytest.mark.parametrize(
    ("name", "province", "near", "code"),
    [
        ("phường Phù Liễn", None, "", "11446"),
        ("PHƯỜNG NAM ĐỒ SƠN", None, "", "11737"),
        ("Phường Chu Văn An", "31", "", "10549"),
        ("P. Nam Do Son", None, "", "11737"),
        ("xã Hà Bắc", None, "", "10816"),
        ("Hà Bắc", None, "", "10816"),
        ("phường Hà Bắc", None, "", None),
        ("đặc khu Cát Hải", None, "", "11914"),
        ("Xã  Không Có Thật", None, "", None),
        ("xã Tân Hòa", None, "", None),
        ("xã Tân Tiến", None, "Ủy ban nhân dân tỉnh Không Có", None),
        ("", None, "", None),
    ],
)
def test_a_unit_is_found_by_its_name_or_not_at_all(
    name: str, province: str | None, near: str, code: str | None
) -> None:
    unit = find_unit(name, province, near)
    assert (unit.code if unit else None) == code


def test_a_shared_name_is_decided_by_the_province_named_near_it() -> None:
    shared = units_named("xã Tân Hòa")
    assert len(shared) > 1
    for unit in shared:
        assert find_unit("xã Tân Hòa", unit.province_code) in {unit, None}
    named = find_unit("Xã Bình Minh", near="Căn cứ Kế hoạch của Ủy ban nhân dân thành phố Hà Nội; Sở Nội vụ thành phố")
    assert named is not None
    assert named.province == "Hà Nội"
    former = find_unit("phường Tân An", near="thực hiện Kế hoạch của Ủy ban nhân dân tỉnh Bắc Giang")
    assert former is not None
    assert (former.province, former.former_provinces) == ("Bắc Ninh", ("Bắc Giang",))


def test_tone_placement_and_decomposed_letters_change_nothing() -> None:
    plain = units_named("phường Hòa Bình")
    assert plain
    assert units_named("phường Hoà Bình") == plain
    assert units_named(unicodedata.normalize("NFD", "PHƯỜNG HÒA BÌNH")) == plain
    assert set(plain) <= set(units_named("phuong hoa binh"))


def test_accents_that_were_written_count() -> None:
    assert {u.name for u in units_named("xã Tân Thanh")} == {"Tân Thanh"}
    assert {u.name for u in units_named("xa tan thanh")} >= {"Tân Thanh", "Tân Thành"}


def test_hai_phong_has_114_units_of_two_former_provinces() -> None:
    assert len(units_of("31")) == 114
    assert len(units_of("31", "Hải Phòng")) == 50
    assert len(units_of("31", "Hải Dương")) == 64


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("thành phố Hải Phòng", ("31", "Hải Phòng", "thành phố", False)),
        ("TP HP", ("31", "Hải Phòng", "thành phố", False)),
        ("TP. Hồ Chí Minh", ("79", "Hồ Chí Minh", "thành phố", False)),
        ("TP.HCM", ("79", "Hồ Chí Minh", "thành phố", False)),
        ("tỉnh Hải Dương", ("31", "Hải Dương", "tỉnh", True)),
        ("TỈNH NGHỆ AN", ("40", "Nghệ An", "tỉnh", False)),
        ("Thừa Thiên Huế", ("46", "Huế", "thành phố", False)),
        ("Thanh Hoá", ("38", "Thanh Hóa", "tỉnh", False)),
        ("tinh dak lak", ("66", "Đắk Lắk", "tỉnh", False)),
        ("Atlantis", None),
    ],
)
def test_provinces_by_name(name: str, expected: tuple[str, str, str, bool] | None) -> None:
    found = find_province(name)
    assert (tuple(found) if found else None) == expected


def test_units_and_provinces_by_code() -> None:
    unit = unit_of("10816")
    assert unit is not None
    assert (unit.name, unit.type) == ("Hà Bắc", "xã")
    assert unit_of("99999") is None
    province = province_of("31")
    assert province is not None
    assert province.name == "Hải Phòng"
    assert province_of("00") is None


def test_every_former_province_of_a_unit_leads_to_the_province_of_most_of_its_units() -> None:
    for code in ("31", "79", "24"):
        names = {p for u in units_of(code) for p in u.former_provinces}
        assert {find_province(n).code for n in names if find_province(n)} == {code}  # type: ignore[union-attr]
