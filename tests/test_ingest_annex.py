"""Annex tables in the text."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.annex import task_rows
from ingest.label import Role
from ingest.section import Section
from ingest.structure import outline


def rows(text):
    """(label, kind, task, cells by role) of every row of every table."""
    return [
        (
            row.label,
            row.kind,
            text[row.start : row.end],
            {r: " ".join(text[a:b] for a, b in c) for r, c in row.cells.items()},
        )
        for table in outline(text).tables
        for row in task_rows(text, table)
    ]


HEADING = "STT\tNhiệm vụ\tThời gian\tCơ quan chủ trì\tCơ quan phối hợp\tSản phẩm\n"


def test_rows_with_all_cells():
    text = (
        HEADING
        + "1\tXây dựng kế hoạch\tQuý I/2026\tPhòng Kinh tế\tCông an xã\tKế hoạch\n2\tRà soát\tNăm 2026\t"
        + "Công an xã\t\t\n"
    )
    assert rows(text) == [
        (
            "1",
            Section.TASK,
            "Xây dựng kế hoạch",
            {Role.TIME: "Quý I/2026", Role.LEAD: "Phòng Kinh tế", Role.COOP: "Công an xã", Role.PRODUCT: "Kế hoạch"},
        ),
        ("2", Section.TASK, "Rà soát", {Role.TIME: "Năm 2026", Role.LEAD: "Công an xã"}),
    ]


def test_a_row_broken_over_a_page():
    text = (
        HEADING
        + "1\tTổ chức tuyên truyền sâu rộng trong\tThường xuyên\tPhòng Văn hóa - Xã hội, Văn phòng HĐND và\t"
        + "Các cơ quan\tBáo cáo\n"
        + "\n\tcán bộ và nhân dân.\t\tUBND xã\t\t\n2\tRà soát quy chế\tNăm 2026\tCông an xã\t\t\n"
    )
    first, second = rows(text)
    assert first[2] == text[text.index("Tổ chức") : text.index("nhân dân.") + len("nhân dân.")]
    assert first[3][Role.LEAD] == "Phòng Văn hóa - Xã hội, Văn phòng HĐND và UBND xã"
    assert second[0] == "2"


def test_a_heading_repeated_on_the_next_page_and_a_row_of_column_numbers():
    text = HEADING + "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\n1\tViệc một\tNăm 2026\tCông an xã\t\t\n\n" + HEADING
    text += "2\tViệc hai\tNăm 2026\tCông an xã\t\t\n"
    assert [r[2] for r in rows(text)] == ["Việc một", "Việc hai"]


def test_group_rows_are_no_tasks():
    text = HEADING + (
        "I\tMỤC TIÊU CHUNG\t\t\t\t\n1\tĐạt chuẩn\tNăm 2026\tCông an xã\t\t\nII\tNHIỆM VỤ\t\t\t\t\n"
        "1\tCải cách hành chính\t\t\t\t\n\tCông khai thủ tục\tNăm 2026\tCông an xã\t\t\n\tSố hóa hồ sơ\t"
        "Năm 2026\tCông an xã\t\t\n"
    )
    assert [(r[0], r[1], r[2]) for r in rows(text)] == [
        ("I.1", Section.OBJECTIVE, "Đạt chuẩn"),
        ("II.1#1", Section.TASK, "Công khai thủ tục"),
        ("II.1#2", Section.TASK, "Số hóa hồ sơ"),
    ]


def test_no_number_column():
    text = "Nội dung công việc\tĐơn vị chủ trì\tThời hạn\nLập danh sách cử tri\tCông an xã\t15/3/2026\n"
    assert [(r[2], r[3][Role.TIME]) for r in rows(text)] == [("Lập danh sách cử tri", "15/3/2026")]


def test_no_heading():
    text = (
        "1\tXây dựng kế hoạch tuyên truyền về bầu cử\tQuý I/2026\tPhòng Văn hóa - Xã hội\tCông an xã\n"
        "2\tTổ chức hội nghị quán triệt đến các thôn\tTháng 4/2026\tVăn phòng HĐND và UBND\tCác thôn\n"
    )
    found = rows(text)
    assert [r[2] for r in found] == [
        "Xây dựng kế hoạch tuyên truyền về bầu cử",
        "Tổ chức hội nghị quán triệt đến các thôn",
    ]
    assert found[0][3] == {Role.TIME: "Quý I/2026", Role.LEAD: "Phòng Văn hóa - Xã hội", Role.COOP: "Công an xã"}


def test_a_heading_of_two_rows():
    text = (
        "STT\tNội dung\tĐơn vị thực hiện\t\tThời gian\n\t\tChủ trì\tPhối hợp\t\n"
        "1\tIn tờ rơi\tPhòng Kinh tế\tCác thôn\tQuý I/2026\n"
    )
    assert [(r[2], r[3][Role.LEAD], r[3][Role.COOP]) for r in rows(text)] == [
        ("In tờ rơi", "Phòng Kinh tế", "Các thôn")
    ]


def test_a_piped_table():
    text = (
        "| TT | Nhiệm vụ | Chủ trì | Hoàn thành |\n| --- | --- | --- | --- |\n"
        "| 1 | Xây dựng kế hoạch | Phòng Kinh tế | Quý I/2026 |\n| 2 | Báo cáo | Công an xã |  |\n"
    )
    assert [(r[0], r[2], r[3]) for r in rows(text)] == [
        ("1", "Xây dựng kế hoạch", {Role.LEAD: "Phòng Kinh tế", Role.TIME: "Quý I/2026"}),
        ("2", "Báo cáo", {Role.LEAD: "Công an xã"}),
    ]


def test_a_table_without_bodies_or_times_is_no_table_of_tasks():
    assert rows("STT\tTên thôn\tSố hộ\n1\tThôn Đông\t120\n2\tThôn Đoài\t98\n") == []
    assert rows("STT\tNội dung\tKinh phí\n1\tIn tài liệu\t2.000.000\n") == []


@given(st.text(alphabet="1\t\n|SốTT Nhiệm vụ Thời gian-", max_size=160))
def test_any_table_is_read(text):
    for table in outline(text).tables:
        for row in task_rows(text, table):
            assert 0 <= row.start < row.end <= len(text)


def test_a_page_break_inside_a_cell_of_a_row():
    text = HEADING + "1\tRà soát danh sách, xây dựng kế\n\nhoạch di dời\tNăm 2026\tCông an xã\tCác thôn\tDanh sách\n"
    ((label, _, task, cells),) = rows(text)
    assert (label, " ".join(task.split())) == ("1", "Rà soát danh sách, xây dựng kế hoạch di dời")
    assert (cells[Role.LEAD], cells[Role.COOP]) == ("Công an xã", "Các thôn")


def test_the_finer_of_two_columns_of_work():
    text = (
        "STT\tNhiệm vụ chung\tNhiệm vụ cụ thể/Hoạt động\tĐơn vị chủ trì\tThời gian\n"
        "1\tCải cách thể chế\tRà soát văn bản\tCông an xã\tQuý I/2026\n\t\tTự kiểm tra văn bản\tCông an xã\tNăm 2026\n"
    )
    assert [(r[0], r[2]) for r in rows(text)] == [("1", "Rà soát văn bản"), ("1#1", "Tự kiểm tra văn bản")]


def test_a_group_whose_words_stand_in_every_column():
    text = (
        "| TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian\n\n| I | Thể chế | Thể chế | Thể chế | Thể chế\n\n"
        "| 1 | Sửa đổi quy chế | Bộ Tư pháp | Bộ Nội vụ | 2026\n"
    )
    assert [(r[0], r[2]) for r in rows(text)] == [("I.1", "Sửa đổi quy chế")]


def test_a_row_whose_text_breaks_off_before_its_other_cells():
    text = HEADING + "1\tRà soát quy chuẩn về lò đốt\n\tchất thải rắn\tNăm 2026\tViện Môi trường\t\t\n"
    ((label, _, _, cells),) = rows(text)
    assert (label, cells[Role.LEAD], cells[Role.TIME]) == ("1", "Viện Môi trường", "Năm 2026")


def test_cells_merged_over_rows():
    text = HEADING.replace("Sản phẩm", "Đơn vị tính") + (
        "A\tHạ tầng\t\t\t\t\n1\tPhủ sóng các thôn\tQuý I/2026\tSở Xây dựng\tCông an xã\t%\n"
        "2\tPhủ cáp quang các hộ\t\t\t\t%\nB\tDữ liệu\t\t\t\t\n3\tSố hóa hồ sơ\tNăm 2026\tSở Nội vụ\t\t%\n"
        "4\tChia sẻ dữ liệu\t\tVăn phòng\t\t%\n"
    )
    found = {r[2]: r[3] for r in rows(text)}
    assert found["Phủ cáp quang các hộ"] == found["Phủ sóng các thôn"]
    assert Role.TIME not in found["Chia sẻ dữ liệu"]
    assert found["Chia sẻ dữ liệu"][Role.LEAD] == "Văn phòng"


def test_a_group_broken_over_a_page_is_no_task():
    text = HEADING + "1\tCông tác phối hợp với các tổ chức chính trị - xã\t\t\t\t\n\n\thội\t\t\t\t\n"
    text += "\tTriển khai Chương trình phối hợp\tNăm 2026\tVăn phòng\t\t\n"
    assert [r[2] for r in rows(text)] == ["Triển khai Chương trình phối hợp"]


def test_the_programme_of_a_meeting_is_no_table_of_tasks():
    text = "Thời gian\tNội dung\tThực hiện\n8h00 - 8h10\tĐón tiếp đại biểu\tVăn phòng\n"
    text += "8h10 - 8h20\tKhai mạc\tLãnh đạo Sở\n"
    assert rows(text) == []


def test_a_cell_that_says_itself_who_leads():
    text = (
        "STT\tNhiệm vụ\tPhân công\tHoàn thành\n1\tBan hành danh mục\tChủ trì: Sở Tài chính; phối hợp: Sở Y tế\t30/6\n"
    )
    text += "2\tHỗ trợ lãi suất\tNgân hàng Nhà nước\t30/6\n"
    first, second = (row[3] for row in rows(text))
    assert (first[Role.LEAD].strip(), first[Role.COOP].strip()) == ("Sở Tài chính", "Sở Y tế")
    assert (second[Role.LEAD], Role.COOP in second) == ("Ngân hàng Nhà nước", False)


def test_a_line_break_inside_a_cell_of_bodies():
    text = HEADING + "1\tBan hành nghị quyết\tNăm 2026\tSở Tài chính\nSở Tư pháp\tCông an xã\tNghị quyết\n"
    ((_, _, _, cells),) = rows(text)
    assert (cells[Role.LEAD], cells[Role.COOP]) == ("Sở Tài chính\nSở Tư pháp", "Công an xã")


def test_a_cell_that_repeats_the_cell_above():
    text = (
        HEADING + "1\tPhát thanh tin bài\tTháng 3/2026\tTrạm Truyền thanh\tCác thôn\tTin\n"
        "2\tTreo băng rôn\t-nt-\tnt\tCông an xã\t\n3\tHọp thôn\tTháng 4/2026\tnhư trên\t\t\n"
    )
    assert [(c.get(Role.LEAD), c.get(Role.TIME)) for _, _, _, c in rows(text)] == [
        ("Trạm Truyền thanh", "Tháng 3/2026"),
        ("Trạm Truyền thanh", "Tháng 3/2026"),
        ("Trạm Truyền thanh", "Tháng 4/2026"),
    ]


def test_a_column_of_persons_or_bodies():
    text = "TT\tHoạt động\tThời gian\tNgười/đơn vị chịu trách nhiệm\n1\tHội thi\t20/10/2026\tBan Gia đình\n"
    assert [c for _, _, _, c in rows(text)] == [{Role.TIME: "20/10/2026", Role.DOER: "Ban Gia đình"}]
