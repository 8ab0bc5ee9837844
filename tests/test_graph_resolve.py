"""Instruments from handmade citations: what is one, what is two, what stays open. All instruments here are made up."""

from pathlib import Path

import pytest
from sqlalchemy import select

from graph import schema
from ingest.mention import Form, Mention, Relation, StatedRelation
from tests.citing import CITY, COMMITTEE, FLOODS, OTHER_WARD, PM, SCHOOLS, cite, document, fill, law, of, values

ONE = [
    pytest.param(
        cite("41", "CT-TTg", "2023-05-17", PM), cite("41", "CT-TTg", "2023-05-17", PM, FLOODS), id="title left out"
    ),
    pytest.param(cite("41", "CT-TTg", "2023-05-17", PM), cite("41", "TT-TTg", "2023-05-17", PM), id="wrong type code"),
    pytest.param(
        cite("41", "CT-TTg", "2023-05-17", PM), cite("41", "CT-TTg", "2023-05-11", PM), id="one digit of the day"
    ),
    pytest.param(
        cite("41", "CT-TTg", "2023-05-17", PM), cite("41", "CT-TTg", "2024-05-17", PM), id="one digit of the year"
    ),
    pytest.param(cite("41", "CT-TTg", "2023-05-17", PM), cite("41", "CT-TTg", "2023-05-17"), id="issuer left out"),
    pytest.param(
        cite("41", "CT-UBND", "2023-05-17", CITY), cite("41", "CT-UBND", "2023-05-17"), id="local issuer left out"
    ),
    pytest.param(
        cite("41", "CT-UBND", "2023-05-17", CITY), cite("041", "CT-UBND", "2023-05-17", CITY), id="zero padded"
    ),
    pytest.param(
        cite("7", "CT/TU", "2023-05-17", COMMITTEE), cite("07", "CT-TU", "2023-05-17", COMMITTEE), id="separators"
    ),
    pytest.param(
        cite("7", "QĐ/TW", "2023-05-17", "Bộ Chính trị", type="Quy định"),
        cite("7", "QĐi/TW", "2023-05-17", "Bộ Chính trị", type="Quy định"),
        id="QĐ and QĐi",
    ),
    pytest.param(
        cite("7", "CT/TW", "2023-05-17", "Bộ Chính trị"),
        cite("7", "CT/TW", "2023-05-17", "Ban Bí thư"),
        id="organs of one body",
    ),
    pytest.param(
        cite("41", "CT-UBND", "2023-05-17", CITY, FLOODS),
        cite("41", "CT-UBND", "2023-11-02", CITY, FLOODS),
        id="another date, the same subject",
    ),
    pytest.param(
        cite("41", "NQ-HĐND", "2025-12-03", "Hội đồng nhân dân thành phố", FLOODS, "Nghị quyết"),
        cite("41", "NQ-HĐND", "2026-02-11", "HĐND thành phố", FLOODS, "Nghị quyết"),
        id="date of the next year, the same subject",
    ),
    pytest.param(
        cite("5", "NQ/ĐU", "2026-03-24", "Ban Chấp hành Đảng bộ Ủy ban nhân dân thành phố", FLOODS, "Nghị quyết"),
        cite("5", "NQ/TU", "2026-03-24", "Ban Thường vụ Đảng ủy Ủy ban nhân dân thành phố", None, "Nghị quyết"),
        id="symbol of another committee, the same issuer and day",
    ),
    pytest.param(
        law("Luật Phòng thủ biển đảo", "2019-06-14"),
        law("Luật phòng thủ biển đảo"),
        id="law without date, small letters",
    ),
    pytest.param(
        law("Luật Giám sát của HĐND"), law("Luật Giám sát của Hội đồng nhân dân"), id="abbreviation in a law's name"
    ),
]

TWO = [
    pytest.param(cite("41", "CT-TTg", "2021-11-26", PM), cite("41", "CT-TTg", "2026-08-14", PM), id="years apart"),
    pytest.param(
        cite("15", "CT/TU", "2022-11-21", COMMITTEE), cite("15", "CT-UBND", "2025-10-02", CITY), id="Party and State"
    ),
    pytest.param(
        cite("15", "CT/TU", "2022-11-21", COMMITTEE), cite("15", "CT-TTg", "2022-11-21", PM), id="same day, other body"
    ),
    pytest.param(
        cite("15", "CT/TU", "2022-05-19", COMMITTEE),
        cite("15", "CT/TU", "2022-05-19", "Tỉnh ủy Hải Dương"),
        id="two provinces",
    ),
    pytest.param(
        cite("5", "NQ/TU", "2026-01-14", "Ban Chấp hành Đảng bộ thành phố", FLOODS, "Nghị quyết"),
        cite("5", "NQ/TU", "2026-03-24", "Ban Thường vụ Đảng ủy Ủy ban nhân dân thành phố", None, "Nghị quyết"),
        id="two committees under one symbol",
    ),
    pytest.param(
        cite("2", "QĐ/ĐU", "2025-07-01", "Đảng ủy phường Phù Liễn", "về thành lập Ban Xây dựng Đảng", "Quyết định"),
        cite(
            "2",
            "QĐ/ĐU",
            "2025-07-01",
            "Đảng ủy phường Phù Liễn",
            "về chức năng, nhiệm vụ của Văn phòng Đảng ủy",
            "Quy định",
        ),
        id="Decision and Regulation of one day",
    ),
    pytest.param(
        cite("25", "KH-UBND", "2025-08-13", "Ủy ban nhân dân phường Phù Liễn", FLOODS, "Kế hoạch"),
        cite("25", "KH-UBND", "2025-08-13", "Ủy ban nhân dân phường Nam Đồ Sơn", FLOODS, "Kế hoạch"),
        id="two wards, one wording",
    ),
    pytest.param(
        cite("25", "QĐ-UBND", "2025-08-13", CITY, FLOODS, "Quyết định"),
        cite("25", "KH-UBND", "2025-08-13", CITY, SCHOOLS, "Kế hoạch"),
        id="two types of one day",
    ),
    pytest.param(
        cite("25", "QĐ-UBND", "2025-08-13", CITY, FLOODS, "Quyết định"),
        cite("25", "QĐ-UBND", "2025-03-02", CITY, SCHOOLS, "Quyết định", year_in_number="2025"),
        id="normative and other series of one year",
    ),
    pytest.param(
        law("Luật Phòng thủ biển đảo", "2009-06-14"),
        law("Luật Phòng thủ biển đảo", "2024-01-18"),
        id="editions of a law",
    ),
    pytest.param(law("Luật Khoáng sản nước"), law("Luật Khoáng sản biển"), id="two laws"),
    pytest.param(cite("41", "CT-TTg"), cite("41", "CT-UBND", None, CITY), id="undated, other body"),
]


@pytest.mark.parametrize(("a", "b"), ONE)
def test_one_instrument_though_written_otherwise(a: Mention, b: Mention, tmp_path: Path) -> None:
    first, second = document(a), document(b, unit=OTHER_WARD)
    with fill(tmp_path, [first, second]) as store:
        found = of(store, first) + of(store, second)
    assert found[0] is not None
    assert found[0] == found[1]


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two_instruments_though_alike(a: Mention, b: Mention, tmp_path: Path) -> None:
    with fill(tmp_path, [reading := document(a, b)]) as store:
        found = of(store, reading)
    assert None not in found
    assert found[0] != found[1]


def test_the_likely_date_has_its_reasons(tmp_path: Path) -> None:
    right = cite("41", "NQ-HĐND", "2025-12-03", "Hội đồng nhân dân thành phố", FLOODS, "Nghị quyết")
    leak = cite("63", "KH-UBND", "2026-02-11", "Ủy ban nhân dân phường Phù Liễn", SCHOOLS, "Kế hoạch")
    wrong = right._replace(date="2026-02-11")
    readings = [document(leak, wrong, right), document(right, unit=OTHER_WARD)]
    with fill(tmp_path, readings) as store:
        dates = values(store, "nq-41-hdnd-hai-phong-2025", "date")
    likely, conflicting, why = dates["2025-12-03"]
    assert likely
    assert not conflicting
    assert why == "2 lần viện dẫn trong 2 văn bản ghi"
    likely, conflicting, why = dates["2026-02-11"]
    assert not likely
    assert conflicting
    assert why is not None
    assert "trùng ngày của một văn bản khác" in why


def test_of_two_equal_dates_the_echo_is_the_slip(tmp_path: Path) -> None:
    right = cite("41", "NQ-HĐND", "2025-12-03", "HĐND thành phố", FLOODS, "Nghị quyết")
    leak = cite("63", "KH-UBND", "2026-02-11", "UBND phường", SCHOOLS, "Kế hoạch")
    with fill(tmp_path, [document(leak, right._replace(date="2026-02-11")), document(right)]) as store:
        assert values(store, "nq-41-hdnd-hai-phong-2025", "date")["2025-12-03"][0]


def test_an_impossible_symbol_is_repaired_without_another_witness(tmp_path: Path) -> None:
    with fill(tmp_path, [reading := document(cite("41", "TT-TTg", "2023-05-17", PM))]) as store:
        assert of(store, reading) == ["ct-41-ttg-2023"]
        symbols = values(store, "ct-41-ttg-2023", "symbol")
    assert symbols["CT-TTg"][:2] == (True, False)
    assert symbols["TT-TTg"][:2] == (False, True)


def test_a_slip_that_many_share_is_repaired_beside_a_right_witness(tmp_path: Path) -> None:
    slips = [document(cite("41", "TT-TTg", "2023-05-17", PM), seed=str(k)) for k in range(30)]
    right = document(cite("41", "CT-TTg", "2023-05-17", PM))
    with fill(tmp_path, [*slips, right]) as store:
        symbols = values(store, "ct-41-ttg-2023", "symbol")
    assert {value: flags[:2] for value, flags in symbols.items()} == {"CT-TTg": (True, False), "TT-TTg": (False, True)}


def test_only_a_date_is_said_to_be_that_of_another_citation(tmp_path: Path) -> None:
    leak = cite("63", "KH-UBND", "2026-02-11", "UBND phường", SCHOOLS, "Kế hoạch")
    one = cite("41", "NQ-HĐND", "2026-02-11", "HĐND thành phố", FLOODS, "Nghị quyết")
    other = one._replace(title=SCHOOLS)
    with fill(tmp_path, [document(leak, one), document(other)]) as store:
        reasons = [reason for *_, reason in values(store, "nq-41-hdnd-hai-phong-2026", "title").values()]
    assert reasons
    assert all("trùng ngày" not in (reason or "") for reason in reasons)


UNDATED = [
    ([cite("41", "CT-TTg", "2021-11-26", PM)], cite("41", "CT-TTg"), "ct-41-ttg-2021"),
    ([cite("41", "CT-TTg", "2021-11-26", PM)], cite("41", None), "ct-41-ttg-2021"),
    ([cite("41", "CT-TTg", "2021-11-26", PM), cite("41", "CT-TTg", "2026-08-14", PM)], cite("41", "CT-TTg"), None),
    (
        [cite("41", "CT-TTg", "2021-11-26", PM, FLOODS), cite("41", "CT-TTg", "2026-08-14", PM, SCHOOLS)],
        cite("41", "CT-TTg", title=SCHOOLS),
        "ct-41-ttg-2026",
    ),
    (
        [cite("41", "CT-TTg", "2021-11-26", PM), cite("41", "CT-TTg", "2027-08-14", PM)],
        cite("41", "CT-TTg"),
        "ct-41-ttg-2021",
    ),
    ([cite("41", "CT-TTg", "2021-11-26", PM, FLOODS)], cite("41", "CT-TTg", title=SCHOOLS), "ct-41-ttg"),
    ([], cite("41", "CT-TTg"), "ct-41-ttg"),
    ([], cite("41", None), None),
    ([law("Luật Đê điều mới", "2009-06-14"), law("Luật Đê điều mới", "2024-01-18")], law("Luật Đê điều mới"), None),
]


@pytest.mark.parametrize(("known", "asked", "expected"), UNDATED)
def test_a_citation_without_date_takes_the_only_one_it_can_be(
    known: list[Mention], asked: Mention, expected: str | None, tmp_path: Path
) -> None:
    readings = [document(m, unit=OTHER_WARD, seed=str(i), date="2027-12-01") for i, m in enumerate(known)]
    with fill(tmp_path, [*readings, asking := document(asked)]) as store:
        assert of(store, asking) == [expected]
        if expected is None:
            u, c = schema.unresolved, schema.unresolved_candidates
            with store.read() as connection:
                assert connection.execute(select(u.c.reason)).scalar()
                assert len(connection.execute(select(c)).all()) == len(known)


def test_a_short_form_follows_the_full_citation_of_its_own_document(tmp_path: Path) -> None:
    here = document(cite("41", "CT-TTg", "2021-11-26", PM), cite("41", "CT-TTg"), cite("41", None))
    with fill(tmp_path, [here, document(cite("41", "CT-TTg", "2026-08-14", PM), unit=OTHER_WARD)]) as store:
        assert of(store, here) == ["ct-41-ttg-2021"] * 3


@pytest.mark.parametrize(("number", "type_word"), [(None, "Nghị quyết"), ("5", "Nghị quyết"), ("5", "Kế hoạch")])
def test_an_alias_follows_its_head(number: str | None, type_word: str, tmp_path: Path) -> None:
    head = cite("5", "NQ/ĐU", "2026-03-24", "Đảng ủy Ủy ban nhân dân thành phố", FLOODS, "Nghị quyết")
    short = cite(number, None, type=type_word, alias_of=0)
    with fill(tmp_path, [reading := document(head, short)]) as store:
        assert len(set(of(store, reading))) == 1


def test_a_document_is_what_others_cite(tmp_path: Path) -> None:
    own = document(
        cite("25", "KH-UBND", form=Form.SELF, type="Kế hoạch"),
        cite("41", "CT-TTg", "2021-11-26", PM, relation=Relation.IMPLEMENTS),
        type="Kế hoạch",
        number="25",
        symbol="KH-UBND",
        issuer="ỦY BAN NHÂN DÂN PHƯỜNG PHÙ LIỄN",
        title="Thực hiện Chỉ thị",
    )
    citing = document(
        cite("25", "KH-UBND", "2026-09-01", "Ủy ban nhân dân phường Phù Liễn", type="Kế hoạch"), unit=OTHER_WARD
    )
    with fill(tmp_path, [citing, own]) as store:
        assert of(store, own)[0] == of(store, citing)[0] == "kh-25-ubnd-phu-lien-2026"
        r = schema.instrument_relations
        with store.read() as connection:
            rows = connection.execute(select(r.c.source_id, r.c.target_id, r.c.relation)).all()
    assert [tuple(row) for row in rows] == [("kh-25-ubnd-phu-lien-2026", "ct-41-ttg-2021", "implements")]


def test_a_blank_in_an_annex_is_the_document_itself(tmp_path: Path) -> None:
    reading = document(
        cite(None, "KH-UBND", form=Form.SELF, type="Kế hoạch"),
        cite(None, "KH-UBND", form=Form.BLANK, type="Kế hoạch", relation=Relation.ANNEX_OF, date_text="/4/2026"),
        cite(None, "QĐ-UBND", form=Form.BLANK, type="Quyết định"),
        type="Kế hoạch",
        symbol="KH-UBND",
        date="2026-04",
        title="Thực hiện Chỉ thị về phòng, chống thiên tai",
    )
    with fill(tmp_path, [reading]) as store:
        own, annex, other = of(store, reading)
    assert own is not None
    assert own == annex
    assert other is None


def test_a_stated_relation_gives_a_status(tmp_path: Path) -> None:
    new, old = (cite(n, "QĐ-UBND", d, CITY, type="Quyết định") for n, d in (("9", "2026-01-05"), ("8", "2019-03-01")))
    reading = document(new, old)
    stated = (StatedRelation(0, 1, Relation.REPLACES, 0, 150),)
    reading = reading._replace(extraction=reading.extraction._replace(relations=stated))
    with fill(tmp_path, [reading]) as store, store.read() as connection:
        i = schema.instruments
        found = dict(connection.execute(select(i.c.id, i.c.status)).all())
    assert found == {"qd-09-ubnd-hai-phong-2026": "unknown", "qd-08-ubnd-hai-phong-2019": "replaced"}


def test_generic_words_resolve_where_type_issuer_and_subject_agree(tmp_path: Path) -> None:
    known = document(cite("41", "CT-UBND", "2023-05-17", CITY, FLOODS), unit=OTHER_WARD)
    clear = cite(None, None, None, CITY, FLOODS, form=Form.GENERIC)
    nobody = cite(None, None, None, None, FLOODS, form=Form.GENERIC)
    elsewhere = cite(None, None, None, "Ủy ban nhân dân tỉnh Hải Dương", FLOODS, form=Form.GENERIC)
    with fill(tmp_path, [known, reading := document(clear, nobody, elsewhere)]) as store:
        assert of(store, reading) == ["ct-41-ubnd-hai-phong-2023", None, None]
