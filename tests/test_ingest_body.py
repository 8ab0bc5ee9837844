"""Bodies: lists split into members as written, the subject of an item, partners, canonical names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.body import body_spans, canonical, split_bodies, subject
from ingest.charge import partners

LISTS = [
    (
        "Trung ương Đoàn Thanh niên, Trung ương Hội Liên hiệp Phụ nữ và các tổ chức xã hội",
        ["Trung ương Đoàn Thanh niên", "Trung ương Hội Liên hiệp Phụ nữ", "các tổ chức xã hội"],
    ),
    ("Sở Khoa học và Công nghệ - Sở Nội vụ", ["Sở Khoa học và Công nghệ", "Sở Nội vụ"]),
    ("Phòng Văn hóa - Xã hội", ["Phòng Văn hóa - Xã hội"]),
    (
        "Chủ tịch UBND các xã, phường ven biển, đặc khu Phú Quý",
        ["Chủ tịch UBND các xã, phường ven biển, đặc khu Phú Quý"],
    ),
    ("Các đảng ủy xã, phường, đặc khu Cồn Cỏ", ["Các đảng ủy xã, phường, đặc khu Cồn Cỏ"]),
    ("Phòng Văn hóa - Xã hội", ["Phòng Văn hóa - Xã hội"]),
    ("Phòng Kinh tế, Hạ tầng và Đô thị.", ["Phòng Kinh tế, Hạ tầng và Đô thị"]),
    (
        "Văn phòng HĐND&UBND xã, Phòng Kinh tế, Hạ tầng và Đô thị",
        ["Văn phòng HĐND&UBND xã", "Phòng Kinh tế, Hạ tầng và Đô thị"],
    ),
    ("Văn phòng HĐND và UBND xã, phòng Kinh tế", ["Văn phòng HĐND và UBND xã", "phòng Kinh tế"]),
    (
        "Phòng Kinh tế, Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã",
        ["Phòng Kinh tế", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"],
    ),
    ("Các cơ quan, đơn vị thuộc xã", ["Các cơ quan, đơn vị thuộc xã"]),
    ("Các sở, ban, ngành; UBND các xã, phường", ["Các sở, ban, ngành", "UBND các xã, phường"]),
    ("Tổ dân phố và các cơ quan, đơn vị liên quan.", ["Tổ dân phố", "các cơ quan, đơn vị liên quan"]),
    ("Công an xã, các thôn, cán bộ, công chức xã", ["Công an xã", "các thôn", "cán bộ, công chức xã"]),
    (
        "Các phòng, đơn vị liên quan; đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã phối hợp thực hiện.",
        ["Các phòng, đơn vị liên quan", "Ủy ban Mặt trận Tổ quốc Việt Nam xã"],
    ),
    (
        "Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội",
        ["Mặt trận Tổ quốc Việt Nam", "các tổ chức chính trị - xã hội"],
    ),
    (
        "Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội xã",
        ["Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội xã"],
    ),
    (
        "Sở Văn hóa, Thể thao và Du lịch; Sở Nông nghiệp và Môi trường, Sở Tài chính và Công an tỉnh",
        ["Sở Văn hóa, Thể thao và Du lịch", "Sở Nông nghiệp và Môi trường", "Sở Tài chính", "Công an tỉnh"],
    ),
    ("Ban Tuyên giáo và Dân vận Tỉnh ủy", ["Ban Tuyên giáo và Dân vận Tỉnh ủy"]),
    (
        "Ban Xây dựng Đảng, Đảng ủy xã; Ban Chỉ huy Quân sự xã",
        ["Ban Xây dựng Đảng, Đảng ủy xã", "Ban Chỉ huy Quân sự xã"],
    ),
    (
        "Đồng chí Lý Thị Na - Phó Chủ tịch UBND xã, Tổ trưởng; đồng chí Vi Văn Tư",
        ["Đồng chí Lý Thị Na - Phó Chủ tịch UBND xã, Tổ trưởng", "đồng chí Vi Văn Tư"],
    ),
    ("Công an phường. Báo cáo hằng tháng.", ["Công an phường"]),
    ("Sở Y tế TP. Cần Thơ, Sở Nội vụ", ["Sở Y tế TP. Cần Thơ", "Sở Nội vụ"]),
    ("cảnh sát cơ động, cảnh sát khu vực", ["cảnh sát cơ động", "cảnh sát khu vực"]),
    (
        "Trưởng các khoa, người đứng đầu các đơn vị trực thuộc",
        ["Trưởng các khoa", "người đứng đầu các đơn vị trực thuộc"],
    ),
    ("", []),
]


@pytest.mark.parametrize(("text", "bodies"), LISTS)
def test_a_list_of_bodies(text, bodies):
    assert list(split_bodies(text)) == bodies


SUBJECTS = [
    ("Phòng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hội", False),
    ("Thủ trưởng các cơ quan, đơn vị:", "Thủ trưởng các cơ quan, đơn vị", False),
    ("Văn phòng HĐND và UBND xã: Chủ trì theo dõi", "Văn phòng HĐND và UBND xã", False),
    ("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã", "Ủy ban Mặt trận Tổ quốc Việt Nam xã", False),
    ("Giao Sở Nội vụ chủ trì, phối hợp với các sở", "Sở Nội vụ", True),
    ("Các cơ quan, đơn vị căn cứ Kế hoạch này xây dựng", "Các cơ quan, đơn vị", True),
    ("Sở Giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo", False),
    ("Đảng ủy xã lãnh đạo Ủy ban nhân dân xã xây dựng", "Đảng ủy xã", True),
    ("Ban Quản lý khu kinh tế sẵn sàng phương án", "Ban Quản lý khu kinh tế", True),
    ("Các sở: Tài chính, Y tế, Nội vụ rà soát", "Các sở: Tài chính, Y tế, Nội vụ", True),
    ("Các xã, phường: Rà soát, thống kê", "Các xã, phường", False),
    ("Đối với các đơn vị được giám sát", "các đơn vị được giám sát", False),
    ("Các chủ rừng: Rà soát đường băng cản lửa", "Các chủ rừng", False),
    ("Ủy ban nhân dân các xã, phường có trách nhiệm", "Ủy ban nhân dân các xã, phường", True),
    ("Các cơ quan chịu sự giám sát chuẩn bị báo cáo", "Các cơ quan chịu sự giám sát", True),
    ("Các sở, ban, ngành được giao chỉ tiêu có trách nhiệm", "Các sở, ban, ngành được giao chỉ tiêu", True),
    ("Chủ tịch Ủy ban nhân dân xã trong phạm vi nhiệm vụ chỉ đạo", "Chủ tịch Ủy ban nhân dân xã", True),
    ("Các tỉnh, thành phố chủ động liên kết", "Các tỉnh, thành phố", True),
    ("Các Tổ kiểm tra rừng giáp ranh tự tổ chức", "Các Tổ kiểm tra rừng giáp ranh", True),
    ("Đ/c Phó Bí thư Thường trực chỉ đạo", "Đ/c Phó Bí thư Thường trực", True),
    ("VP HĐND-UBND tổng hợp", "VP HĐND-UBND", True),
    ("BCH Quân sự xã, TYT xã phối hợp", "BCH Quân sự xã, TYT xã", True),
    ("Khu dân cư số 5 tổ chức họp", "Khu dân cư số 5", True),
    ("Ban Hành chính chủ trì rà soát", "Ban Hành chính", True),
    ("Ban Công tác Mặt trận khu dân cư vận động", "Ban Công tác Mặt trận khu dân cư", True),
    ("Tổ triển khai phần mềm họp giao ban", "Tổ triển khai phần mềm", True),
    ("Các đội được phân công chủ trì chịu trách nhiệm trực", "Các đội được phân công chủ trì", True),
    ("UBND tỉnh giao Sở Y tế, Sở Nội vụ hướng dẫn", "Sở Y tế, Sở Nội vụ", True),
    ("Ban Thường vụ Đảng ủy yêu cầu các chi bộ tổ chức học tập", "các chi bộ", True),
    ("Trước ngày 20/5/2026, Phòng Nội vụ hoàn thành đề án", "Phòng Nội vụ", True),
    ("Trong quý III năm 2026, các xã tổ chức diễn tập", "các xã", True),
    ("Định kỳ 6 tháng, 01 năm Ban Tổ chức Tỉnh ủy có trách nhiệm báo cáo", "Ban Tổ chức Tỉnh ủy", True),
]


@pytest.mark.parametrize(("text", "name", "sentence"), SUBJECTS)
def test_the_bodies_with_which_an_item_opens(text, name, sentence):
    found = subject(text)
    assert found is not None
    assert text[found.start : found.end] == name
    assert found.sentence is sentence


@pytest.mark.parametrize(
    "text",
    [
        "Ban hành kế hoạch kiểm tra",
        "Tổ chức quán triệt Nghị quyết",
        "Lãnh đạo, chỉ đạo các cơ quan",
        "Bộ tiêu chí đánh giá",
        "Báo cáo kết quả thực hiện",
        "Công tác tuyên truyền",
        "Các nhiệm vụ trọng tâm",
        "Hội nghị tổng kết",
        "Xã hội hóa các nguồn lực",
        "Phòng, chống tham nhũng",
    ],
)
def test_what_opens_with_work_has_no_subject(text):
    assert subject(text) is None


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Chủ động phối hợp với các cơ quan, đơn vị thuộc xã đăng tin, bài", ["các cơ quan, đơn vị thuộc xã"]),
        (
            "Phối hợp chặt chẽ, tạo điều kiện để Ủy ban Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội tham gia",
            ["Ủy ban Mặt trận Tổ quốc", "các đoàn thể chính trị - xã hội"],
        ),
        ("Sở Nội vụ chủ trì, phối hợp với Sở Tài chính, Công an tỉnh tham mưu", ["Sở Tài chính", "Công an tỉnh"]),
        ("Chủ trì, phối hợp với các chủ đầu tư rà soát", ["các chủ đầu tư"]),
        ("Phối hợp với Sở Y tế, Thông tấn xã Việt Nam đưa tin", ["Sở Y tế", "Thông tấn xã Việt Nam"]),
        ("Phối hợp với các địa phương lắp đặt biển báo", ["các địa phương"]),
        ("Phối hợp với Sở Y tế và các đơn vị liên quan điều tra vụ việc", ["Sở Y tế", "các đơn vị liên quan"]),
        ("Phối hợp với cơ quan điều tra làm rõ vụ việc", ["cơ quan điều tra"]),
        ("Phối hợp với các ban xây dựng Đảng theo dõi, đôn đốc", ["các ban xây dựng Đảng"]),
        ("Phối hợp với Sở Y tế, Báo Lạc Việt tăng thời lượng phát sóng", ["Sở Y tế", "Báo Lạc Việt"]),
        ("Tăng cường phối hợp giữa chính quyền với Mặt trận Tổ quốc", []),
        ("Phối hợp triển khai thực hiện quy hoạch", []),
    ],
)
def test_partners(text, bodies):
    span = partners(text)
    assert (list(split_bodies(text[span[0] : span[1]])) if span else []) == bodies


@pytest.mark.parametrize(
    ("variant", "name"),
    [
        ("Phòng Văn hoá – Xã hội", "Phòng Văn hóa - Xã hội"),
        ("phòng Văn hóa-Xã hội xã", "Phòng Văn hóa - Xã hội"),
        ("Văn phòng HĐND&UBND", "Văn phòng HĐND và UBND"),
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường", "Văn phòng HĐND và UBND"),
        ("Trung tâm Sự nghiệp công phường", "Trung tâm Dịch vụ sự nghiệp công"),
        ("Ban Xây dựng Đảng, Đảng ủy phường", "Ban Xây dựng Đảng Đảng ủy"),
        ("Ủy ban MTTQ Việt Nam phường An Biên", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
        ("Các cơ quan, đơn vị thuộc phường", "Các cơ quan, đơn vị thuộc phường"),
        ("Sở  Nội vụ", "Sở Nội vụ"),
    ],
)
def test_the_canonical_name(variant, name):
    assert canonical(variant) == name


@given(st.text(alphabet="Phòng các Sở Nội vụ,;và \n.-", max_size=60))
def test_spans_lie_in_order_inside_the_text(text):
    at = 0
    for start, end in body_spans(text):
        assert at <= start < end <= len(text)
        at = end
