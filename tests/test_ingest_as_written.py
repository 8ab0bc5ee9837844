"""Values of a mention keep the tones where the text has them."""

import unicodedata

import pytest

from ingest.document import Document
from ingest.mentions import find_mentions
from ingest.view import matching_view


def _read(text: str) -> tuple[str | None, str | None]:
    mention = find_mentions(matching_view(text), Document())[0][0]
    return mention.issuer, mention.title


@pytest.mark.parametrize(
    ("text", "issuer", "title"),
    [
        (
            "Căn cứ Kế hoạch số 71-KH/TU ngày 04/5/2019 của Ban Thường vụ Tỉnh uỷ về tăng cường trách nhiệm cấp uỷ;",
            "Ban Thường vụ Tỉnh uỷ",
            "về tăng cường trách nhiệm cấp uỷ",
        ),
        (
            "Căn cứ Quyết định số 71/QĐ-UBND ngày 04/5/2019 của Uỷ  ban nhân dân\n\nxã về số hoá, xoá nhà, hòa giải;",
            "Uỷ ban nhân dân xã",
            "về số hoá, xoá nhà, hòa giải",
        ),
        (
            "Căn cứ Quyết định số 71/QĐ-UBND ngày 04/5/2019 của Ủy ban nhân dân xã về hòa giải và thủy lợi;",
            "Ủy ban nhân dân xã",
            "về hòa giải và thủy lợi",
        ),
        (
            "Uỷ ban nhân dân huyện ban hành Kế hoạch số 71/KH-UBND ngày 04/5/2019 về khoá học;",
            "Uỷ ban nhân dân huyện",
            "về khoá học",
        ),
    ],
)
def test_tones_stay_where_they_are_written(text: str, issuer: str, title: str) -> None:
    assert _read(text) == (issuer, title)
    assert _read(unicodedata.normalize("NFD", text)) == (issuer, title)
