"""Who is put in charge, and with whom."""

import pytest

from ingest.charge import partners, partners_after

WITH = [
    ("Sở Tư pháp chủ trì, phối hợp cùng Văn phòng UBND tỉnh theo dõi", "Văn phòng UBND tỉnh"),
    ("Bưu điện tỉnh phối hợp cơ quan thuế cung cấp thông tin", "cơ quan thuế"),
    ("Lực lượng thanh tra phối hợp với cảnh sát giao thông xử lý vi phạm", "cảnh sát giao thông"),
    ("Xây dựng quy chế phối hợp công an, quân sự", None),
    ("Phối hợp phòng ngừa bạo lực học đường", None),
]


@pytest.mark.parametrize(("text", "with_whom"), WITH)
def test_with_whom(text, with_whom):
    span = partners(text)
    assert (text[span[0] : span[1]] if span else None) == with_whom


AFTER = [
    ("Trạm Y tế chủ trì, Hội Phụ nữ phối hợp khám sức khỏe", "Hội Phụ nữ"),
    ("(Ban Pháp chế chủ trì; Ban Kinh tế phối hợp)", "Ban Kinh tế"),
    ("Trạm Y tế chủ trì, phối hợp với Hội Phụ nữ", None),
    ("Trạm Y tế chủ trì, xây dựng lịch phối hợp", None),
]


@pytest.mark.parametrize(("text", "with_whom"), AFTER)
def test_with_whom_after_who_is_in_charge(text, with_whom):
    span = partners_after(text)
    assert (text[span[0] : span[1]] if span else None) == with_whom
