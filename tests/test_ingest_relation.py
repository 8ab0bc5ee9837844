"""What a text does with the members of a list, said once before it."""

import pytest

from ingest.document import Document
from ingest.mention import Relation
from ingest.mentions import find_mentions
from ingest.view import matching_view

IMPLEMENTS, CITES, SPREADS = Relation.IMPLEMENTS, Relation.CITES, Relation.DISSEMINATES


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        # lines after a line that ends with a colon
        (
            "1. Thực hiện nghiêm các văn bản sau:\n- Chỉ thị số 3/CT-TTg ngày 6/11/2021;\n- Luật Đất đai;\n"
            "- Nghị định số 5/2024/NĐ-CP.\n2. Rà soát Nghị định số 6/2024/NĐ-CP.",
            [IMPLEMENTS, IMPLEMENTS, IMPLEMENTS, CITES],
        ),
        ("Tuyên truyền, phổ biến:\n+ Luật Đất đai;\n+ Luật Nhà ở.", [SPREADS, SPREADS]),
        ("Căn cứ các văn bản:\n- Chỉ thị số 3/CT-TTg;\n- Luật Nhà ở.", [Relation.BASED_ON] * 2),
        ("Bãi bỏ các văn bản sau:\n1. Quyết định số 3/QĐ-UBND;\n2. Quyết định số 4/QĐ-UBND.", [Relation.REPEALS] * 2),
        ("Thực hiện các văn bản hướng dẫn sau:\n- Công văn số 3/UBND-NV;", [IMPLEMENTS]),
        ("Các văn bản chỉ đạo:\n- Chỉ thị số 3/CT-TTg;\n- Luật Nhà ở.", [CITES, CITES]),
        ("III. TỔ CHỨC THỰC HIỆN:\n- Luật Nhà ở được gửi đến các tổ dân phố.", [CITES]),
        # a line goes on with the list that the one before broke off
        (
            "Triển khai Chỉ thị số 3/CT-TTg về kỷ luật, kỷ cương...\n- Luật Đất đai; Luật Nhà ở.\nLuật Thủ đô.",
            [IMPLEMENTS, IMPLEMENTS, IMPLEMENTS, IMPLEMENTS],
        ),
        ("Năm qua đã có nhiều cố gắng...\n- Luật Đất đai; Luật Nhà ở.", [CITES, CITES]),
        # a colon inside the sentence, far from the verb
        (
            "Tiếp tục thực hiện nghiêm các quy định, hướng dẫn của Trung ương và thành phố về công tác tiếp công dân, "
            "giải quyết khiếu nại trên địa bàn: Luật Khiếu nại, Luật Tố cáo; Chỉ thị số 3-CT/TW.",
            [IMPLEMENTS] * 3,
        ),
        ("Quyết định này có hiệu lực thi hành từ ngày ký và bãi bỏ: Quyết định số 3/QĐ-UBND.", [Relation.REPEALS]),
        # "theo" says something of one member only
        (
            "Thực hiện Đề án số 7/ĐA-UBND theo Nghị quyết số 7/NQ-CP ngày 5/7/2021 của Chính phủ; Luật Nhà ở.",
            [IMPLEMENTS, CITES, IMPLEMENTS],
        ),
        (
            "Thực hiện Đề án số 7/ĐA-UBND theo Nghị quyết số 7/NQ-CP; không áp dụng Luật Nhà ở.",
            [IMPLEMENTS, CITES, CITES],
        ),
        (
            "Thực hiện Đề án số 7/ĐA-UBND theo Nghị quyết số 7/NQ-CP. Khác với trước; Luật Nhà ở.",
            [IMPLEMENTS, CITES, CITES],
        ),
        # what somebody issued says nothing of what follows
        ("Thực hiện theo hướng dẫn của Bộ Nội vụ tại Công văn số 3/BNV-TCCB.", [CITES]),
        ("Hướng dẫn thực hiện Luật Nhà ở.", [Relation.DETAILS]),
    ],
)
def test_members_of_a_list(text: str, relations: list[Relation]) -> None:
    found, _ = find_mentions(matching_view(text), Document())
    assert [m.relation for m in found] == relations
