"""A citation's date in every way of writing it."""

import time

import pytest

from ingest.day import read_day


@pytest.mark.parametrize(
    ("after", "text", "iso"),
    [
        (" ngày mười sáu tháng năm năm hai nghìn không trăm hai mươi lăm của", None, "2025-05-16"),
        (", ngày mồng ba tháng hai năm hai nghìn linh chín", None, "2009-02-03"),
        (" ngày hai mươi mốt tháng chạp năm hai không hai tư", None, "2024-12-21"),
        (" ngày 16 tháng Giêng năm 2025", "16 tháng Giêng năm 2025", "2025-01-16"),
        (" ký ngày 5 tháng 4 năm 2024", "5 tháng 4 năm 2024", "2024-04-05"),
        (" ngày 16 tháng 5/2025", "16 tháng 5/2025", "2025-05-16"),
        (" ngày 16//5/2025", "16//5/2025", "2025-05-16"),
        (" ngày 16/5/25 của", "16/5/25", "2025-05-16"),
        (" (16/5/2025)", "16/5/2025", "2025-05-16"),
        (", 16/5/2025 của", "16/5/2025", "2025-05-16"),
        (" ngày 16, 17/5/2025", "16, 17/5/2025", None),
        (" ngày 16 và 17 tháng 5 năm 2025", "16 và 17 tháng 5 năm 2025", None),
        (" ngày 18/8/20222 của", "18/8/20222", None),
        (" ngày 22/9 của", "22/9", None),
        (" ngày 30/02/2025", "30/02/2025", None),
    ],
)
def test_day(after: str, text: str | None, iso: str | None) -> None:
    day = read_day("Quyết định số 5/QĐ-UBND" + after, 23)
    assert day is not None
    assert day.iso == iso
    assert text is None or day.text == text


@pytest.mark.parametrize("after", [" của Bộ Y tế", ", UBND xã", " (khóa XII)", " ngày càng tốt", " năm nay", ""])
def test_no_day(after: str) -> None:
    assert read_day("Quyết định số 5/QĐ-UBND" + after, 23) is None


@pytest.mark.parametrize("filler", [" ", "\u00a0", ".", "…", "_", " .", "1 ", "1 , ", ", ", "tháng "])
@pytest.mark.parametrize("lead", [" ngày ", " ngày 1", " ngày 1 tháng", " ", ", "])
def test_a_long_gap_in_a_date_takes_no_time(lead: str, filler: str) -> None:
    for length in (60, 1_000):  # the short one tells of what would not end with the long one
        began = time.perf_counter()
        read_day(lead + filler * length + "x", 0)
        assert time.perf_counter() - began < 0.2
