"""Work in an outline: who and when headings, lines and brackets say."""

from ingest.document import Document
from ingest.tasks import find_tasks
from ingest.view import matching_view


def tasks(text, type_="Kế hoạch", date="2026-02-01"):
    return find_tasks(matching_view(text), Document(type=type_, date=date), [], text)


def test_headings_that_say_when_date_the_work_under_them():
    text = (
        "I. KẾ HOẠCH THEO THỜI GIAN\n\nTHÁNG 3\n- Tổ chức hội nghị cán bộ, công chức.\n"
        "- Kiểm tra các thôn, xong trước ngày 20/3/2026.\n\nQUÝ II\n- Sơ kết phong trào thi đua.\n\n"
        "II. TỔ CHỨC THỰC HIỆN\n1. Văn phòng\n- Theo dõi, đôn đốc việc thực hiện.\n"
    )
    assert [(t.label, t.deadline.end if t.deadline else None) for t in tasks(text)] == [
        ("I.THÁNG 3#1", "2026-03-31"),
        ("I.THÁNG 3#2", "2026-03-19"),
        ("I.QUÝ II#1", "2026-06-30"),
        ("II.1#1", None),
    ]


def test_objectives_of_a_year():
    text = "II. MỤC TIÊU\n1. Đến năm 2030\n- Có 90% hộ dân dùng nước sạch.\n2. Tầm nhìn đến năm 2045\n"
    text += "- Có 100% hộ dân dùng nước sạch.\n"
    assert [(t.kind, t.deadline.end) for t in tasks(text) if t.deadline] == [
        ("objective", "2030-12-31"),
        ("objective", "2045-12-31"),
    ]


def test_who_is_named_in_brackets_after_the_work():
    text = (
        "II. NHIỆM VỤ\n1. Ban hành Quy chế làm việc (Văn phòng HĐND và UBND xã tham mưu).\n"
        "2. Tổ chức giải thể thao (tại nhà văn hóa xã).\n3. Công tác kiểm tra\n- Kiểm tra các trường học.\n"
        "(Phòng Văn hóa - Xã hội tham mưu)\n"
    )
    assert [list(t.lead) for t in tasks(text)] == [["Văn phòng HĐND và UBND xã"], [], ["Phòng Văn hóa - Xã hội"]]


def test_a_line_that_names_who_and_by_when():
    text = (
        "II. NHIỆM VỤ\n1. Nâng cấp hệ thống một cửa của xã.\nPhòng Kinh tế chủ trì, phối hợp với Công an xã thực hiện. "
        "Hoàn thành chậm nhất ngày 30/6/2026.\n"
    )
    (found,) = tasks(text)
    assert found.text == "Nâng cấp hệ thống một cửa của xã."
    assert found.deadline is not None
    assert (found.deadline.end, found.lead, found.coop) == ("2026-06-30", ("Phòng Kinh tế",), ("Công an xã",))


def test_the_basis_may_be_all_that_names_bodies():
    text = (
        "III. TỔ CHỨC THỰC HIỆN\n1. Trưởng các phòng, đơn vị\n"
        "a) Căn cứ điều kiện của các phòng, đơn vị, các thôn và Kế hoạch này, xây dựng kế hoạch thực hiện.\n"
        "2. Đối với Thủ đô Hà Nội\n- Lãnh đạo Ủy ban nhân dân các xã xây dựng kế hoạch.\n"
    )
    assert [list(t.lead) for t in tasks(text)] == [["Trưởng các phòng, đơn vị"], ["Thủ đô Hà Nội"]]


def test_orders_of_a_directive_are_assignments_and_a_footnote_is_no_work():
    text = (
        "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:\n1. Sở Y tế phối hợp chặt chẽ, quyết liệt với các chủ đập kiểm tra.\n"
        "2. Tổ chức trực ban nghiêm túc 24/24 giờ.\n[1] Chỉ thị của Ban Thường vụ về việc này.\n"
    )
    found = tasks(text, "Chỉ thị")
    assert [(t.kind, list(t.coop)) for t in found] == [("assignment", ["các chủ đập"]), ("task", [])]


def test_lines_under_the_last_bullet_hold_for_all_of_them():
    text = (
        "II. NHIỆM VỤ\n1. Tuyên truyền\n- Tuyên truyền trên báo chí.\n- Tổ chức cuộc thi trực tuyến.\n"
        "+ Cơ quan chủ trì: Ban Tuyên giáo Thành ủy\n+ Thời gian: từ tháng 3 đến tháng 12/2026\n"
    )
    assert [(list(t.lead), t.deadline.end if t.deadline else None) for t in tasks(text)] == [
        (["Ban Tuyên giáo Thành ủy"], "2026-12-31")
    ] * 2


def test_a_remark_after_the_full_stop_is_no_part_of_the_task():
    text = (
        "II. NHIỆM VỤ\n1. Xây dựng Chương trình hành động. (Văn phòng chủ trì, phối hợp với các ban đảng tham mưu, "
        "hoàn thành chậm nhất ngày 31/3/2026).\n"
    )
    (found,) = tasks(text)
    assert found.text == "Xây dựng Chương trình hành động."
    assert found.deadline is not None
    assert (found.deadline.end, found.lead, found.coop) == ("2026-03-31", ("Văn phòng",), ("các ban đảng",))


def test_the_heading_of_a_table_is_no_work():
    text = (
        "II. NỘI DUNG\n1. Dạy bơi cho trẻ em\n| Nội dung | Chủ trì | Thời gian |\n|---|---|---|\n"
        "| Mở lớp dạy bơi | Trạm Y tế | Quý II/2026 |\n2. Kiểm tra các bến đò trên địa bàn.\n"
    )
    assert [t.text for t in tasks(text)] == ["Mở lớp dạy bơi", "Kiểm tra các bến đò trên địa bàn."]


def test_with_whom_the_text_says_beside_a_line_of_lead():
    text = (
        "II. NHIỆM VỤ\n1. Phối hợp với Hội đồng nhân dân xã giám sát công tác tiếp công dân.\n- Chủ trì: Ban Pháp chế\n"
        "2. Rà soát việc phối hợp với Công an xã.\n- Chủ trì: Ban Pháp chế\n"
    )
    assert [list(t.coop) for t in tasks(text)] == [["Hội đồng nhân dân xã"], []]


def test_marks_parted_from_their_text_by_a_tab():
    text = (
        "\tỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nKẾ HOẠCH\n\nI.\tNHIỆM VỤ\n"
        "1.\tRà soát, đánh giá thủ tục hành chính.\n-\tĐơn vị thực hiện: Các phòng chuyên môn.\n"
        "-\tThời gian: Trước ngày 16/8/2026.\n2.\tCông khai thủ tục hành chính.\n"
    )
    assert [(t.label, list(t.lead), t.deadline.end if t.deadline else None) for t in tasks(text)] == [
        ("I.1", ["Các phòng chuyên môn"], "2026-08-15"),
        ("I.2", [], None),
    ]


def test_an_item_that_sends_to_an_annex_is_no_work():
    text = "II. NỘI DUNG\n1. Xây dựng văn bản quy định chi tiết\n(Danh mục văn bản nêu tại Phụ lục kèm theo)\n"
    assert tasks(text) == []


def test_what_a_body_is_for_the_plan_is_not_its_name():
    text = (
        "IV. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ: Cơ quan thường trực, chủ trì, phối hợp với các sở, ngành thực hiện.\n"
        "2. Hai bên thống nhất phân công cán bộ đầu mối, mỗi quý một lần trao đổi thông tin.\n"
    )
    assert [(list(t.lead), t.deadline.kind if t.deadline else None) for t in tasks(text)] == [
        (["Sở Nội vụ"], None),
        (["Hai bên"], "yearly"),
    ]


def test_bodies_alone_in_brackets_after_the_full_stop():
    text = (
        "II. CHƯƠNG TRÌNH CỤ THỂ\n1. Quý I\n- Thăm, chúc Tết các gia đình chính sách. (Phòng Văn hóa - Xã hội)\n"
        "- Gửi báo cáo về Ủy ban nhân dân xã (Phòng Kinh tế)\n"
    )
    assert [(t.text, list(t.lead)) for t in tasks(text)] == [
        ("Thăm, chúc Tết các gia đình chính sách.", ["Phòng Văn hóa - Xã hội"]),
        ("Gửi báo cáo về Ủy ban nhân dân xã (Phòng Kinh tế)", []),
    ]


def test_the_work_of_a_unit_is_part_of_its_name():
    text = (
        "V. TỔ CHỨC THỰC HIỆN\n1. Trung tâm Kiểm soát thanh toán, giám định: Chủ trì xây dựng tài liệu hướng dẫn.\n"
        "2. Ban Chỉ đạo chủ trì các phiên họp: Chuẩn bị nội dung, tài liệu.\n"
    )
    assert [list(t.lead) for t in tasks(text)] == [["Trung tâm Kiểm soát thanh toán, giám định"], ["Ban Chỉ đạo"]]


def test_a_paragraph_of_a_notice_that_lays_a_duty_on_a_body():
    text = "Ngày hội tổ chức trong tháng 5.\nỦy ban nhân dân các phường, xã có trách nhiệm nhắc nhở việc treo cờ.\n"
    assert [list(t.lead) for t in tasks(text, "Thông báo")] == [["Ủy ban nhân dân các phường, xã"]]


def test_an_objective_of_two_stages_is_due_at_the_last():
    text = (
        "II. MỤC TIÊU\n- Tỷ lệ xã đạt chuẩn đạt 65% vào năm 2027 và 75% vào năm 2030.\n"
        "III. TỔ CHỨC THỰC HIỆN\n1. Văn phòng\n- Sơ kết vào năm 2027 và tổng kết vào năm 2030.\n"
    )
    assert [t.deadline.end for t in tasks(text) if t.deadline] == ["2030-12-31", "2027-12-31", "2030-12-31"]


def test_a_charge_that_ends_with_the_time():
    text = (
        "II. NHIỆM VỤ\n1. Xây dựng 10 mô hình tưới tiết kiệm.\n- Giao Trung tâm Khuyến nông chủ trì, phối hợp với "
        "Hội Nông dân tỉnh thực hiện trong 6 tháng cuối năm 2026.\n"
    )
    (found,) = tasks(text)
    assert found.deadline is not None
    assert (found.lead, found.coop, found.deadline.end) == (
        ("Trung tâm Khuyến nông",),
        ("Hội Nông dân tỉnh",),
        "2026-12-31",
    )


def test_forms_and_forces():
    text = (
        "II. NỘI DUNG\n1. Hình thức\n- Báo chí, mạng xã hội, cổ động trực quan.\n2. Đợt cao điểm (từ ngày 15/01 đến "
        "ngày 15/02/2026)\n- Vận động Nhân dân giao nộp vũ khí.\n+ Chịu trách nhiệm: Công an xã\n"
        "III. PHÂN CÔNG\n1. Lực lượng tham gia bảo vệ trật tự ở cơ sở (12 người): Tuần tra cùng Công an xã.\n"
    )
    assert [(t.text, list(t.lead), t.deadline.end if t.deadline else None) for t in tasks(text)] == [
        ("Vận động Nhân dân giao nộp vũ khí.", ["Công an xã"], "2026-02-15"),
        ("Tuần tra cùng Công an xã.", ["Lực lượng tham gia bảo vệ trật tự ở cơ sở"], None),
    ]


def test_with_whom_the_head_of_a_list_says():
    text = (
        "IV. TỔ CHỨC THỰC HIỆN\n1. Ban Tuyên giáo Tỉnh ủy chủ trì, phối hợp với các cơ quan liên quan:\n"
        "- Hướng dẫn tuyên truyền Nghị quyết.\n- Phối hợp với Văn phòng Tỉnh ủy kiểm tra, giám sát.\n"
        "2. Định kỳ ngày 20 hằng tháng, các phòng, đơn vị báo cáo tiến độ.\n"
    )
    assert [(list(t.lead), list(t.coop)) for t in tasks(text)] == [
        (["Ban Tuyên giáo Tỉnh ủy"], ["các cơ quan liên quan"]),
        (["Ban Tuyên giáo Tỉnh ủy"], ["Văn phòng Tỉnh ủy"]),
        (["các phòng, đơn vị"], []),
    ]


def test_praise_in_a_conclusion_is_no_work():
    text = (
        "Ban Thường vụ Đảng ủy kết luận:\n1. Ban Thường vụ ghi nhận, đánh giá cao sự nỗ lực của Ủy ban nhân dân xã.\n"
        "2. Giao Văn phòng Đảng ủy theo dõi, đôn đốc việc thực hiện.\n"
    )
    assert [list(t.lead) for t in tasks(text, "Thông báo")] == [["Văn phòng Đảng ủy"]]


def test_an_article_that_gives_out_targets():
    text = (
        "Điều 1. Giao các chỉ tiêu bảo hiểm y tế năm 2026 như sau:\n1. Tỷ lệ bao phủ đạt 96%.\n"
        "Đơn vị chủ trì: Phòng Văn hóa - Xã hội. Báo cáo hằng quý.\n2. Cấp mới 200 thẻ cho hộ cận nghèo. "
        "Đơn vị chủ trì: Công an xã.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"
    )
    found = tasks(text, "Quyết định")
    assert [(t.kind, t.text, list(t.lead)) for t in found] == [
        ("objective", "Tỷ lệ bao phủ đạt 96%.", ["Phòng Văn hóa - Xã hội"]),
        ("objective", "Cấp mới 200 thẻ cho hộ cận nghèo.", ["Công an xã"]),
    ]


def test_paragraphs_of_a_letter_that_give_work():
    text = (
        "Kính gửi: Các đơn vị.\n\nVề vụ cháy chợ, Ủy ban nhân dân huyện có ý kiến như sau:\n\n"
        "Công an huyện điều tra, làm rõ nguyên nhân vụ cháy chợ.\n\n"
        "Ủy ban nhân dân huyện yêu cầu các xã rà soát các chợ dân sinh.\n\n"
        "Sở Công Thương đề nghị các hợp tác xã trang bị bình chữa cháy.\n\n"
        "Văn phòng thông báo để các đơn vị biết, thực hiện./.\n"
    )
    assert [(t.kind, list(t.lead)) for t in tasks(text, "Công văn")] == [
        ("assignment", ["Công an huyện"]),
        ("assignment", ["các xã"]),
        ("assignment", ["các hợp tác xã"]),
    ]
    assert tasks("Công an huyện điều tra nguyên nhân vụ cháy chợ.\n", "Công văn") == []


def test_what_a_meeting_heard_and_agreed_to_is_no_work():
    text = (
        "1. Nội dung\nHội nghị đã nghe báo cáo về công tác thu ngân sách quý I.\n2. Kết luận\n"
        "Ban Chấp hành nhất trí với dự thảo báo cáo của Văn phòng.\n3. Nhiệm vụ\n"
        "- Văn phòng hoàn thiện báo cáo, gửi trước ngày 20/3/2026.\n"
    )
    assert [t.text[:9] for t in tasks(text, "Thông báo")] == ["Văn phòng"]


def test_the_office_of_the_signer_ends_the_text():
    text = "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Tài vụ bố trí kinh phí cho kế hoạch.\n\nGIÁM ĐỐC\nLê Thị Hoa Mai Lan\n"
    assert [list(t.lead) for t in tasks(text)] == [["Phòng Tài vụ"]]


def test_a_body_by_name_that_does_the_work_where_nobody_else_is_named():
    text = (
        "II. NHIỆM VỤ\n1. Trước ngày 15/4/2026, Hạt Kiểm lâm hoàn thành bản đồ phân vùng cháy rừng.\n"
        "2. Các chủ rừng chủ động phát dọn đường băng.\n3. Công an xã tuần tra rừng giáp ranh.\n"
        "Cơ quan thực hiện: Dân quân xã.\n"
    )
    assert [list(t.lead) for t in tasks(text)] == [["Hạt Kiểm lâm"], [], ["Dân quân xã"]]


def test_lines_that_say_how_an_event_is_held_are_no_work():
    text = (
        "I. NỘI DUNG\n1. Tọa đàm về nghề truyền thống\n- Thời gian: Ngày 12/5/2026.\n- Thành phần mời: 50 đại biểu.\n"
        "- Nội dung chương trình: Có kịch bản riêng.\n- Thực hiện: Ban Tuyên huấn chủ trì, Nhà Văn hóa phối hợp.\n"
    )
    (found,) = tasks(text)
    assert (found.text, found.lead, found.coop) == (
        "Tọa đàm về nghề truyền thống",
        ("Ban Tuyên huấn",),
        ("Nhà Văn hóa",),
    )
