"""When a document whose date is incomplete was issued."""

import pytest

from graph.keep import issued_between
from ingest.extract import extract

HEAD = """ỦY BAN NHÂN DÂN
PHƯỜNG HẢI AN

Số:     /KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Hải An, ngày     tháng {month} năm 2026

KẾ HOẠCH
Thực hiện công tác khuyến học

Căn cứ Chỉ thị số 41/CT-TTg ngày 12/3/2026 của Thủ tướng Chính phủ về khuyến học;

PHỤ LỤC
({annex})
"""
ANNEX = "Kèm theo Kế hoạch số     /KH-UBND ngày     {} của Ủy ban nhân dân phường Hải An"


@pytest.mark.parametrize(
    ("month", "annex", "between"),
    [
        ("   ", ANNEX.format("/4/2026"), ("2026-04-01", "2026-04-30")),
        ("   ", ANNEX.format("tháng 4 năm 2026"), ("2026-04-01", "2026-04-30")),
        ("   ", ANNEX.format("/3/2026"), ("2026-03-12", "2026-03-31")),
        ("5", ANNEX.format("/5/2026"), ("2026-05-01", "2026-05-31")),
        # what contradicts the heading, is of another document, or gives no month says nothing
        ("5", ANNEX.format("/4/2026"), ("2026-05-01", "2026-05-31")),
        ("   ", ANNEX.format("/4/2025"), ("2026-03-12", "2026-12-31")),
        ("   ", ANNEX.format("/4/2026").replace("Kế hoạch", "Quyết định"), ("2026-03-12", "2026-12-31")),
        ("   ", ANNEX.format("/    /2026"), ("2026-03-12", "2026-12-31")),
    ],
)
def test_an_annex_tells_the_month_that_the_heading_leaves_blank(
    month: str, annex: str, between: tuple[str, str]
) -> None:
    read = extract(HEAD.format(month=month, annex=annex))
    assert read.document.number is None
    assert issued_between(read.document, read.mentions) == between
