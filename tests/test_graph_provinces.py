"""Documents of several provinces: bodies below a province's are told apart by the letterhead above them."""

from pathlib import Path

import pytest
from sqlalchemy import select

from graph import schema
from graph.build import build
from graph.store import open_store
from ingest.heading import read_heading
from ingest.view import matching_view

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def letter(province: str, day: int) -> str:
    """Of a department, which says "Ủy ban nhân dân tỉnh" of its own province."""
    return (
        f"UBND TỈNH {province.upper()}\nSỞ NỘI VỤ\nSố: 450/SNV-CCHC\nV/v cải cách hành chính\n{MOTTO}"
        f"{province}, ngày {day} tháng 3 năm 2026\nKính gửi: Các xã\n"
        f"Thực hiện Kế hoạch số 120/KH-UBND ngày {day}/3/2026 của Ủy ban nhân dân tỉnh, Sở Nội vụ đề nghị:\n"
    )


def ids(tmp_path: Path, texts: list[str]) -> set[str]:
    for k, text in enumerate(texts):
        (tmp_path / f"{k}.txt").write_text(text, encoding="utf-8")
    with open_store(tmp_path / "a.db", create=True) as store:
        build(store, [tmp_path], registry=None)
        with store.read() as connection:
            return set(connection.execute(select(schema.instruments.c.id)).scalars())


def test_departments_of_two_provinces_are_two(tmp_path: Path) -> None:
    assert ids(tmp_path, [letter("Nghệ An", 18), letter("Hà Tĩnh", 19)]) == {
        "cv-450-snv-cchc-nghe-an-2026",
        "cv-450-snv-cchc-ha-tinh-2026",
        "kh-120-ubnd-nghe-an-2026",
        "kh-120-ubnd-ha-tinh-2026",
    }


def test_a_law_and_what_cites_it_are_one_and_so_is_the_constitution(tmp_path: Path) -> None:
    law = f"QUỐC HỘI\nLuật số: 93/2025/QH15\n{MOTTO}LUẬT\nKHOA HỌC VÀ CÔNG NGHỆ\nCăn cứ Hiến pháp năm 2013;\n"
    plan = (
        "UBND XÃ SA THẦY\nSố: 12/KH-UBND\nSa Thầy, ngày 3 tháng 5 năm 2026\nKẾ HOẠCH\nThi đua\n"
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\n"
        "Căn cứ Luật Khoa học và công nghệ số 93/2025/QH15;\n"
    )
    assert ids(tmp_path, [law, plan]) == {
        "luat-khoa-hoc-va-cong-nghe-2025",
        "luat-hien-phap",
        "kh-12-ubnd-sa-thay-2026",
    }


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("UBND TỈNH NGHỆ AN\nSỞ NỘI VỤ", "40"),
        ("TỈNH ỦY GIA LAI\nĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH", "52"),
        ("SỞ NỘI VỤ", "14"),
        ("BỘ NỘI VỤ", None),
    ],
)
def test_the_province_of_a_heading(head: str, code: str | None) -> None:
    text = f"{head}\nSố: 5/KH-SNV\n{MOTTO}Sơn La, ngày 3 tháng 5 năm 2026\nKẾ HOẠCH\nThi đua\n"
    assert read_heading(matching_view(text)).province_code == code
