"""Tasks: whole documents of several kinds, and the gold."""

import csv
import hashlib
import json
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.mention import Form, Mention
from ingest.tasks import find_tasks
from ingest.view import matching_view

DATA = Path(__file__).parent.parent / "data"


def tasks(text, type_="Kế hoạch", date="2026-02-01", mentions=()):
    return find_tasks(matching_view(text), Document(type=type_, date=date), list(mentions), text)


def brief(found):
    return [(t.label, t.text, t.deadline.kind if t.deadline else None, list(t.lead), list(t.coop)) for t in found]


def test_items_with_their_lines():
    text = (
        "I. MỤC ĐÍCH, YÊU CẦU\n\n1. Mục đích\n\nNâng cao nhận thức của cán bộ.\n\nII. NHIỆM VỤ\n\n"
        "1. Xây dựng kế hoạch tuyên truyền về bầu cử.\n\n- Thời gian thực hiện: trước ngày 15/3/2026\n\n"
        "- Cơ quan chủ trì: Phòng Văn hóa – Xã hội; Công an xã\n\n- Sản phẩm: Kế hoạch\n\n"
        "2. Rà soát danh sách cử tri.\n\n- Đơn vị chủ trì: Công an xã\n- Đơn vị phối hợp: Các thôn.\n"
    )
    found = tasks(text)
    assert brief(found) == [
        ("II.1", "Xây dựng kế hoạch tuyên truyền về bầu cử.", "date", ["Phòng Văn hóa – Xã hội", "Công an xã"], []),
        ("II.2", "Rà soát danh sách cử tri.", None, ["Công an xã"], ["Các thôn"]),
    ]
    assert found[0].deadline is not None
    assert found[0].deadline.end == "2026-03-14"
    assert found[0].product == "Kế hoạch"
    assert all(text[t.start : t.end] == t.text for t in found)


def test_bullets_share_the_lines_after_them():
    text = (
        "II. NỘI DUNG\n1. Công tác tuyên truyền\n- Tuyên truyền trên loa truyền thanh.\n- Treo băng rôn tại các thôn.\n"
        "Cơ quan chủ trì: *Phòng Văn hóa - Xã hội.*\nThời gian: *Thường xuyên.*\n- Tổ chức hội nghị tập huấn.\n"
        "Cơ quan chủ trì: *Công an xã.*\nThời gian: *Quý II/2026.*\n"
    )
    assert brief(tasks(text)) == [
        ("II.1#1", "Tuyên truyền trên loa truyền thanh.", "ongoing", ["Phòng Văn hóa - Xã hội"], []),
        ("II.1#2", "Treo băng rôn tại các thôn.", "ongoing", ["Phòng Văn hóa - Xã hội"], []),
        ("II.1#3", "Tổ chức hội nghị tập huấn.", "quarter", ["Công an xã"], []),
    ]


def test_lines_before_the_work_hold_for_all_of_it():
    text = (
        "II. NỘI DUNG\n1. Công tác phối hợp\na) Cơ quan thực hiện: Các cơ quan, đơn vị thuộc xã\n"
        "b) Nội dung phối hợp:\n"
        "- Tổ chức giám sát việc thực hiện.\n- Tiếp nhận kiến nghị của cử tri.\n"
        "c) Thời gian thực hiện: giai đoạn 2026 - 2030\n"
    )
    assert [(t.label, t.lead, t.deadline and t.deadline.end) for t in tasks(text)] == [
        ("II.1#1", ("Các cơ quan, đơn vị thuộc xã",), "2030-12-31"),
        ("II.1#2", ("Các cơ quan, đơn vị thuộc xã",), "2030-12-31"),
    ]


def test_staged_deadlines_are_a_row_each():
    text = (
        "II. NỘI DUNG\n1. Chấm điểm, xếp loại các thôn.\n- Thời gian thực hiện:\n"
        "+ Xây dựng tiêu chí trước ngày 15/3/2026\n"
        "+ Công bố kết quả vào tháng 9/2026\n- Cơ quan chủ trì: Phòng Kinh tế\n"
    )
    found = tasks(text)
    assert [(t.label, t.deadline and t.deadline.end, t.lead) for t in found] == [
        ("II.1#1", "2026-03-14", ("Phòng Kinh tế",)),
        ("II.1#2", "2026-09-30", ("Phòng Kinh tế",)),
    ]
    assert len({(t.start, t.end) for t in found}) == 1


def test_assignments_under_bodies():
    text = (
        "III. TỔ CHỨC THỰC HIỆN\n1. Thủ trưởng các cơ quan, đơn vị:\n- Xây dựng kế hoạch của đơn vị mình.\n"
        "Báo cáo kết quả trước ngày 20/11/2026.\n2. Công an xã: Bảo đảm an ninh, trật tự trong ngày bầu cử.\n"
        "3. Trung tâm Dịch vụ sự nghiệp công\nChủ động phối hợp với các thôn đăng tin, bài tuyên truyền.\n"
        "4. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã giám sát việc thực hiện Kế hoạch này.\n"
        "Trên đây là Kế hoạch của Ủy ban nhân dân xã, yêu cầu các đơn vị thực hiện./.\n"
    )
    assert brief(tasks(text)) == [
        ("III.1#1", "Xây dựng kế hoạch của đơn vị mình.", None, ["Thủ trưởng các cơ quan, đơn vị"], []),
        ("III.1#2", "Báo cáo kết quả trước ngày 20/11/2026.", "date", ["Thủ trưởng các cơ quan, đơn vị"], []),
        ("III.2", "Bảo đảm an ninh, trật tự trong ngày bầu cử.", None, ["Công an xã"], []),
        (
            "III.3",
            "Chủ động phối hợp với các thôn đăng tin, bài tuyên truyền.",
            None,
            ["Trung tâm Dịch vụ sự nghiệp công"],
            ["các thôn"],
        ),
        (
            "III.4",
            "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã giám sát việc thực hiện Kế hoạch này.",
            None,
            ["Ủy ban Mặt trận Tổ quốc Việt Nam xã"],
            [],
        ),
    ]


def test_a_line_without_a_label_that_only_names_who_does_it():
    text = (
        "II. NHIỆM VỤ\n1. Đánh giá kết quả phong trào\n- Tổ chức họp đánh giá tại các thôn.\n"
        "- Giao Phòng Văn hóa - Xã hội chủ trì, phối hợp với các thôn thực hiện.\n"
        "2. Tổ chức hội thi tuyên truyền.\nPhòng Kinh tế chủ trì, phối hợp với Công an xã tổ chức thực hiện.\n"
        "3. Công khai thủ tục (Chủ trì: Trung tâm Phục vụ hành chính công; thời gian: thường xuyên).\n"
    )
    assert [(t.label, t.lead, t.coop) for t in tasks(text)] == [
        ("II.1#1", ("Phòng Văn hóa - Xã hội",), ("các thôn",)),
        ("II.2", ("Phòng Kinh tế",), ("Công an xã",)),
        ("II.3", ("Trung tâm Phục vụ hành chính công",), ()),
    ]


def test_a_party_resolution():
    text = (
        "I- TÌNH HÌNH\n- Văn hóa được quan tâm.\nII- QUAN ĐIỂM, MỤC TIÊU\n1- Quan điểm\n"
        "- Văn hóa là nền tảng tinh thần.\n"
        "2- Mục tiêu\n- 100% khu dân cư có nhà văn hóa.\nIII- NHIỆM VỤ, GIẢI PHÁP\n"
        "1- Xây dựng con người phát triển toàn diện\n"
        "Các cấp ủy tập trung lãnh đạo giáo dục truyền thống.\nIV- TỔ CHỨC THỰC HIỆN\n"
        "1- Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo xây dựng chương trình; hoàn thành trong quý I/2026.\n"
        "Nghị quyết này phổ biến đến chi bộ.\nT/M TỈNH ỦY\n"
    )
    assert [(t.label, t.kind, t.lead) for t in tasks(text, "Nghị quyết")] == [
        ("II.2#1", "objective", ()),
        ("III.1", "task", ()),
        ("IV.1", "assignment", ("Đảng ủy Ủy ban nhân dân tỉnh",)),
    ]


def test_a_letter():
    text = (
        "Kính gửi:\n- Các sở, ban, ngành;\n- UBND các xã, phường.\n"
        "Thực hiện Công văn của Bộ, UBND tỉnh có ý kiến như sau:\n"
        "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính tham mưu; báo cáo trước ngày 20/4/2026./.\n"
        "Nơi nhận:\n- Như trên.\n"
    )
    (task,) = tasks(text, None)
    assert (task.lead, task.coop) == (("Sở Nội vụ",), ("Sở Tài chính",))
    assert task.deadline is not None
    assert task.deadline.end == "2026-04-19"


def test_a_report_only_looks_ahead_in_its_plans():
    text = "I. KẾT QUẢ\n1. Đã tổ chức tuyên truyền.\nII. NHIỆM VỤ QUÝ TỚI\n1. Tiếp tục tuyên truyền sâu rộng.\n"
    assert [t.label for t in tasks(text, "Báo cáo")] == ["II.1"]


def test_a_paragraph_that_only_seems_to_close():
    text = (
        "III. TỔ CHỨC THỰC HIỆN\n\nCăn cứ Kế hoạch này, các đơn vị triển khai.\n\n1. Công an xã\n\n"
        "- Bảo đảm an ninh, trật tự.\n"
    )
    assert [(t.label, t.lead) for t in tasks(text)] == [("III", ("các đơn vị",)), ("III.1#1", ("Công an xã",))]


def test_a_directive():
    text = (
        "CHỈ THỊ\nVề tăng cường phòng cháy\nThời gian qua, tình hình cháy nổ diễn biến phức tạp.\n"
        "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:\n1. Các sở, ban, ngành:\na) Tuyên truyền về phòng cháy.\n"
        "b) Kiểm tra các cơ sở trực thuộc.\n"
        "2. Công an tỉnh chủ trì, phối hợp với Sở Xây dựng, Sở Y tế kiểm tra chung cư.\n"
        "3. Giao Sở Nội vụ theo dõi, báo cáo trước ngày 15/12/2026./.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    )
    assert brief(tasks(text, "Chỉ thị")) == [
        ("1.a", "Tuyên truyền về phòng cháy.", None, ["Các sở, ban, ngành"], []),
        ("1.b", "Kiểm tra các cơ sở trực thuộc.", None, ["Các sở, ban, ngành"], []),
        (
            "2",
            "Công an tỉnh chủ trì, phối hợp với Sở Xây dựng, Sở Y tế kiểm tra chung cư.",
            None,
            ["Công an tỉnh"],
            ["Sở Xây dựng", "Sở Y tế"],
        ),
        ("3", "Giao Sở Nội vụ theo dõi, báo cáo trước ngày 15/12/2026./.", "date", ["Sở Nội vụ"], []),
    ]


def test_a_resolution_gives_work_in_its_articles():
    text = (
        "NGHỊ QUYẾT\nVề nhiệm vụ năm 2026\nQUYẾT NGHỊ:\n"
        "Điều 1. Thông qua kế hoạch phát triển kinh tế - xã hội năm 2026.\n"
        "Điều 2. Giao Ủy ban nhân dân tỉnh tổ chức triển khai thực hiện Nghị quyết.\n"
        "Điều 3. Thường trực Hội đồng nhân dân tỉnh giám sát việc thực hiện.\n"
        "Nghị quyết này đã được Hội đồng nhân dân tỉnh thông qua ngày 10/12/2025./.\n"
    )
    assert [(t.label, t.lead) for t in tasks(text, "Nghị quyết")] == [
        ("Điều 2", ("Ủy ban nhân dân tỉnh",)),
        ("Điều 3", ("Thường trực Hội đồng nhân dân tỉnh",)),
    ]


def test_a_decision_with_its_plan():
    text = (
        "QUYẾT ĐỊNH:\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch kiểm tra năm 2026.\n"
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"
        "Điều 3. Chánh Văn phòng, Giám đốc các sở chịu trách nhiệm thi hành Quyết định này./.\nNơi nhận:\n"
        "- Như Điều 3;\n"
        "KẾ HOẠCH\n(Kèm theo Quyết định của Ủy ban nhân dân tỉnh)\nI. MỤC ĐÍCH\n"
        "1. Nâng cao trách nhiệm của người đứng đầu.\n"
        "II. NỘI DUNG\n1. Kiểm tra công tác tiếp công dân.\nThời gian: Quý III/2026\n"
    )
    assert [(t.label, t.text) for t in tasks(text, "Quyết định")] == [("II.1", "Kiểm tra công tác tiếp công dân.")]


def test_a_line_of_assignment_in_brackets():
    text = (
        "II. NHIỆM VỤ\n\n1. Số hóa hồ sơ\n\n- Số hóa hồ sơ hộ tịch.\n\n- Cập nhật dữ liệu dân cư.\n\n"
        "(Đơn vị chủ trì: Công an xã; đơn vị phối hợp: Các thôn; thời gian: thường xuyên)\n"
    )
    assert brief(tasks(text)) == [
        ("II.1#1", "Số hóa hồ sơ hộ tịch.", "ongoing", ["Công an xã"], ["Các thôn"]),
        ("II.1#2", "Cập nhật dữ liệu dân cư.", "ongoing", ["Công an xã"], ["Các thôn"]),
    ]


def test_a_telegram_names_its_addressees_first():
    text = (
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:\n\n- Giám đốc các sở: Y tế, Xây dựng;\n- Chủ tịch UBND các xã.\n\n"
        "Để ứng phó với bão, yêu cầu:\n\n1. Sở Y tế bố trí lực lượng cấp cứu.\n"
    )
    assert [(t.label, t.lead) for t in tasks(text, "Công điện")] == [("1", ("Sở Y tế",))]


def test_a_conclusion_gives_work_after_a_heading_and_is_told_at_the_end():
    text = (
        "Chủ tịch kết luận như sau:\n\n1. Về giải phóng mặt bằng: Giao UBND các xã tập trung vận động người dân.\n\n"
        "2. Giao Thanh tra tỉnh kiểm tra công vụ.\n\nVăn phòng tỉnh thông báo để các đơn vị biết, thực hiện./.\n"
    )
    assert [t.lead for t in tasks(text, "Thông báo")] == [("UBND các xã",), ("Thanh tra tỉnh",)]


def test_an_article_that_approves_a_scheme_with_its_work():
    text = (
        "Điều 1. Phê duyệt Đề án với nội dung sau:\n\n1. Nhiệm vụ và giải pháp\n\na) Rà soát quỹ đất của các xã.\n\n"
        "b) Hỗ trợ xây dựng nhãn hiệu.\n\nĐiều 2. Giám đốc các sở: Tài chính, Y tế chịu trách nhiệm thi hành Quyết "
        "định này./.\n"
    )
    assert [t.text for t in tasks(text, "Quyết định")] == ["Rà soát quỹ đất của các xã.", "Hỗ trợ xây dựng nhãn hiệu."]


def test_the_subject_after_what_the_work_is_based_on():
    text = (
        "III. TỔ CHỨC THỰC HIỆN\n\n1. Căn cứ chức năng, nhiệm vụ được giao, các sở, ngành và Công an tỉnh xây dựng kế "
        "hoạch thực hiện.\n"
    )
    assert [t.lead for t in tasks(text)] == [("các sở, ngành", "Công an tỉnh")]


def test_an_order_before_a_last_paragraph():
    text = (
        "Có ý kiến như sau:\n\n1. Sở Tài chính tham mưu bố trí kinh phí, hướng dẫn thanh quyết toán theo quy định.\n\n"
        "Giao Văn phòng tỉnh theo dõi việc thực hiện./.\n"
    )
    assert [t.lead for t in tasks(text, "Công văn")] == [("Sở Tài chính",), ("Văn phòng tỉnh",)]


def test_labels_of_few_words():
    text = (
        "II. NỘI DUNG\n\n1. Niêm yết thủ tục hành chính.\n\n- Thực hiện: Công an xã phối hợp với các bản.\n\n"
        "2. Lễ phát động\n\n- Thời gian: 06 giờ 00 ngày 02/9/2026.\n- Địa điểm: Trụ sở.\n"
    )
    assert brief(tasks(text)) == [
        ("II.1", "Niêm yết thủ tục hành chính.", None, ["Công an xã"], ["các bản"]),
        ("II.2", "Lễ phát động", "date", [], []),
    ]


def test_levels_are_no_bodies_where_the_work_is_listed():
    text = "II. NỘI DUNG\n\n1. Cấp tỉnh\n\n- Tổ chức lễ phát động phong trào.\n"
    assert [t.lead for t in tasks(text)] == [()]


def test_whom_a_body_sets_to_work_does_not_answer_for_it():
    text = "III. TỔ CHỨC THỰC HIỆN\n\n1. Công an xã\n\n- Phân công cán bộ theo dõi các hoạt động.\n"
    assert [t.lead for t in tasks(text)] == [("Công an xã",)]


def test_an_item_with_its_body_before_the_thanks():
    text = "Yêu cầu:\n\n1. Giao Công an xã: Theo dõi sát tình hình, hỗ trợ các thôn.\n\nTrân trọng cảm ơn./.\n"
    assert [(t.text, t.lead) for t in tasks(text, "Công văn")] == [
        ("Theo dõi sát tình hình, hỗ trợ các thôn.", ("Công an xã",))
    ]


@pytest.mark.parametrize(
    "part",
    [
        "II. NỘI DUNG, ĐỐI TƯỢNG GIÁM SÁT\n1. Nội dung giám sát\n- Việc quản lý, sử dụng quỹ thư viện xã.\n",
        "II. NHIỆM VỤ\nNội dung nhiệm vụ cụ thể theo Phụ lục đính kèm.\n",
        "IV. DỰ KIẾN LỊCH LÀM VIỆC\nNgày 12/5/2024: Làm việc với thư viện xã Hòa Lạc.\n",
    ],
)
def test_what_is_looked_at_or_shown_elsewhere_is_no_work(part):
    assert tasks(part + "V. TỔ CHỨC THỰC HIỆN\n1. Văn phòng: Bố trí phương tiện cho đoàn.\n")[0].lead == ("Văn phòng",)


def test_mentions_inside():
    text = "II. NỘI DUNG\n1. Triển khai Chỉ thị số 12-CT/TU của Tỉnh ủy.\n2. Thực hiện Luật Thanh tra và Luật Tố cáo.\n"
    names = ["Chỉ thị số 12-CT/TU", "Luật Thanh tra", "Luật Tố cáo"]
    mentions = [Mention(text.index(n), text.index(n) + len(n), n, Form.NAMED) for n in names]
    assert [t.mentions for t in tasks(text, mentions=mentions)] == [(0,), (1, 2)]


def test_offsets_and_values_are_those_of_the_original():
    text = "\ufeffII. NỘI DUNG\r\n1. **Rà soát** quy chế dân chủ.\r\n- Cơ quan chủ trì: Phòng Văn hoá – Xã hội\r\n"
    (task,) = tasks(text)
    assert text[task.start : task.end] == task.text
    assert task.text.endswith("quy chế dân chủ.")
    assert task.lead == ("Phòng Văn hoá – Xã hội",)


@pytest.mark.parametrize("text", ["", "\n\n", "Không có gì ở đây.", "1.\n2.\n", "\t\t\t\n\t\n", "|||\n|-|\n"])
def test_a_text_without_tasks(text):
    assert tasks(text) == []


def overlap(a, b):
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def gold():
    with (DATA / "gold" / "documents.csv").open(encoding="utf-8", newline="") as f:
        names = {row["sha256"]: row["doc"] for row in csv.DictReader(f)}
    rows = [json.loads(line) for line in (DATA / "gold" / "tasks.jsonl").read_text(encoding="utf-8").splitlines()]
    for path in sorted((DATA / "documents").glob("*.txt")):
        raw = path.read_bytes()
        expected = [r for r in rows if r["doc"] == names[hashlib.sha256(raw).hexdigest()]]
        if expected:
            yield expected, tasks(raw.decode(), None, None)


def fold(bodies):
    return {" ".join(b.casefold().replace("–", "-").split()).strip(" .,;") for b in bodies}


def test_gold():
    hits = deadline = lead = coop = wanted = given = 0
    for expected, found in gold():
        wanted += len(expected)
        given += len(found)
        free = list(found)
        for g in expected:
            best = max(free, key=lambda t: overlap((t.start, t.end), (g["start"], g["end"])), default=None)
            if best is None or overlap((best.start, best.end), (g["start"], g["end"])) < 0.5:
                continue
            free.remove(best)
            hits += 1
            due = g["deadline"] or {"kind": None, "end": None}
            deadline += (due["kind"], due["end"]) == (
                (best.deadline.kind, best.deadline.end) if best.deadline else (None, None)
            )
            lead += fold(g["lead"]) == fold(best.lead)
            coop += fold(g["coop"]) == fold(best.coop)
    assert wanted > 100
    assert 2 * hits / (wanted + given) >= 0.99
    assert min(deadline, lead, coop) / hits >= 0.99
