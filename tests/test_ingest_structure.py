"""The outline: marks, nesting, labelled lines, joined lines, where the text closes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.label import Role, column_role, line_role
from ingest.mark import MARK
from ingest.section import Section, section_kind
from ingest.structure import Node, outline


def shape(text):
    """The outline as nested lists: [mark, text, children]."""

    def show(node: Node):
        return [
            node.role.value if node.role else node.mark,
            text[node.start : node.end],
            [show(c) for c in node.children],
        ]

    return [show(c) for c in outline(text).root.children]


@pytest.mark.parametrize(
    ("line", "kind", "rest"),
    [
        ("I. MỤC ĐÍCH", "roman", "MỤC ĐÍCH"),
        ("IV- TỔ CHỨC THỰC HIỆN", "roman", "TỔ CHỨC THỰC HIỆN"),
        ("A. PHẦN CHUNG", "capital", "PHẦN CHUNG"),
        ("1. Mục đích", "number", "Mục đích"),
        ("2.100% thôn", None, "2.100% thôn"),
        ("2. 100% thôn", "number", "100% thôn"),
        ("1.2. Tiếp tục", "number", "Tiếp tục"),
        ("1.2 Tiếp tục", "number", "Tiếp tục"),
        ("3.1.2.Rà soát", "number", "Rà soát"),
        ("a) Lãnh đạo", "letter", "Lãnh đạo"),
        ("đ) Lãnh đạo", "letter", "Lãnh đạo"),
        ("a.1) Lãnh đạo", "letter", "Lãnh đạo"),
        ("(1) Lãnh đạo", "bracket", "Lãnh đạo"),
        ("- Tuyên truyền", "bullet", "Tuyên truyền"),
        ("+ Tuyên truyền", "bullet", "Tuyên truyền"),
        ("• Tuyên truyền", "bullet", "Tuyên truyền"),
        ("Điều 2. Giao Sở Nội vụ", "word", "Giao Sở Nội vụ"),
        ("Phần thứ hai", "word", ""),
        ("PHỤ LỤC II", "word", ""),
        ("Mục tiêu chung", None, "Mục tiêu chung"),
        ("15/3/2026 là hạn cuối", None, "15/3/2026 là hạn cuối"),
        ("3.500 người", None, "3.500 người"),
        ("Điều 5 Luật Thanh tra", None, "Điều 5 Luật Thanh tra"),
        ("-----", None, "-----"),
    ],
)
def test_a_mark(line, kind, rest):
    m = MARK.match(line)
    assert m is not None
    assert m.lastgroup == kind
    assert line[m.end() :] == rest


def test_nesting():
    text = (
        "II. NỘI DUNG\n1. Việc thứ nhất\na) Việc con\n- Gạch một\n+ Cộng một\n- Gạch hai\nb) Việc con khác\n"
        "2. Việc thứ hai\n"
    )
    assert shape(text) == [
        [
            "II",
            "NỘI DUNG",
            [
                [
                    "1",
                    "Việc thứ nhất",
                    [
                        ["a", "Việc con", [["-", "Gạch một", [["+", "Cộng một", []]]], ["-", "Gạch hai", []]]],
                        ["b", "Việc con khác", []],
                    ],
                ],
                ["2", "Việc thứ hai", []],
            ],
        ]
    ]


def test_a_paragraph_belongs_to_the_item_and_goes_on_in_lower_case():
    text = "I. NỘI DUNG\n1. Việc\n- Gạch một\n\nĐoạn văn bị ngắt\n\ntrang giữa chừng\n- Gạch hai"
    assert shape(text)[0][2][0][2] == [
        ["-", "Gạch một", []],
        ["", "Đoạn văn bị ngắt\n\ntrang giữa chừng", []],
        ["-", "Gạch hai", []],
    ]


def test_labelled_lines():
    text = (
        "I. NỘI DUNG\n1. Việc cần làm\n- Thời gian thực hiện:\n+ Bước một trước ngày 01/3/2026\n"
        "+ Bước hai tháng 8/2026\n"
        "- Cơ quan chủ trì: Phòng Kinh tế; cơ quan phối hợp: Công an xã"
    )
    item = outline(text).root.children[0].children[0]
    assert [c.role for c in item.children] == [Role.TIME, Role.LEAD, Role.COOP]
    assert [text[a:b] for a, b in item.children[0].lines] == ["Bước một trước ngày 01/3/2026", "Bước hai tháng 8/2026"]
    assert text[item.children[1].start : item.children[1].end] == "Phòng Kinh tế"
    assert text[item.children[2].start : item.children[2].end] == "Công an xã"


def test_the_text_closes_and_an_annex_opens_again():
    text = (
        "I. NỘI DUNG\n1. Việc cần làm ngay\nTrên đây là Kế hoạch của xã./.\nNơi nhận:\n- Sở Nội vụ;\n- Lưu: VT.\n"
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn A\nPHỤ LỤC I\nPhân công nhiệm vụ\n1. Việc trong phụ lục"
    )
    read = outline(text)
    assert [c.mark for c in read.root.children] == ["I", "PLI"]
    assert read.root.children[1].kind is Section.TASK


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", Section.NONE),
        ("Yêu cầu", Section.NONE),
        ("QUAN ĐIỂM, MỤC TIÊU", Section.OBJECTIVE),
        ("MỤC TIÊU ĐẾN NĂM 2030", Section.OBJECTIVE),
        ("MỤC TIÊU, NHIỆM VỤ", Section.TASK),
        ("NHIỆM VỤ TRỌNG TÂM", Section.TASK),
        ("NỘI DUNG, NHIỆM VỤ CHỦ YẾU", Section.TASK),
        ("NHIỆM VỤ, GIẢI PHÁP", Section.TASK),
        ("TỔ CHỨC THỰC HIỆN", Section.ASSIGNMENT),
        ("PHÂN CÔNG TRÁCH NHIỆM", Section.ASSIGNMENT),
        ("KINH PHÍ THỰC HIỆN", Section.NONE),
        ("CẢI CÁCH THỂ CHẾ", None),
        ("LĨNH VỰC TRỌNG TÂM", Section.NONE),
        ("Hình thức tuyên truyền", Section.NONE),
        ("Đánh giá chung", Section.NONE),
    ],
)
def test_a_section(heading, kind):
    assert section_kind(heading) == kind


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Cơ quan chủ trì", Role.LEAD),
        ("Cơ quan chủ trì tham mưu (thực hiện)", Role.LEAD),
        ("Cơ quan, đơn vị được giao chủ trì", Role.LEAD),
        ("Đơn vị phối hợp", Role.COOP),
        ("Phân công thực hiện", Role.DOER),
        ("Thời gian hoàn thành", Role.TIME),
        ("Lộ trình thực hiện", Role.TIME),
        ("Tiến độ", Role.TIME),
        ("Thời hạn gửi báo cáo về Sở", Role.TIME),
        ("Sản phẩm dự kiến", Role.PRODUCT),
        ("Hình thức", Role.OTHER),
        ("Nội dung phối hợp", Role.CONTENT),
        ("Phòng Kinh tế", None),
        ("Trong đó", None),
    ],
)
def test_a_label(label, role):
    assert line_role(label) == role


def test_a_column():
    assert column_role("STT") is Role.NUMBER
    assert column_role("Nhiệm vụ\ncụ thể") is Role.TASK
    assert column_role("Mục tiêu đến năm 2030") is Role.OBJECTIVE
    assert column_role("Số lượng") is None


@given(st.text(alphabet="I.1a)-+ \n\tNội dung:PHỤLỤC|./", max_size=200))
def test_any_text_has_an_outline_inside_it(text):
    stack = list(outline(text).root.children)
    while stack:
        node = stack.pop()
        assert 0 <= node.start <= node.end <= len(text)
        stack += node.children


@pytest.mark.parametrize("text", ["Phụ lục", "Chương I", "1. Mở đầu\nPhần II", "Điều 1."])
def test_a_text_may_end_with_a_bare_heading_word(text: str) -> None:
    assert outline(text).root.children
