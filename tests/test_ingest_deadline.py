"""Deadlines: every wording of time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.deadline import read_deadline, read_deadlines
from ingest.due import heading_time, stated_deadlines

DUE = [
    ("Từ ngày 01 đến 10/5/2026", "range", "2026-05-01", "2026-05-10"),
    ("Ngày 27-28/7/2026", "range", "2026-07-27", "2026-07-28"),
    ("Chậm nhất 10 ngày kể từ ngày ký", "as-directed", None, None),
    ("trước ngày 15/6/2026", "date", None, "2026-06-14"),
    ("Trước ngày 30 tháng 6 năm 2026", "date", None, "2026-06-29"),
    ("Hoàn thành trước ngày 01/01/2027", "date", None, "2026-12-31"),
    ("xong trước 30/6/2026", "date", None, "2026-06-29"),
    ("trước 10h00 ngày 15/3/2026", "date", None, "2026-03-15"),
    ("chậm nhất ngày 30/6/2026", "date", None, "2026-06-30"),
    ("Chậm nhất là ngày 30.6.2026.", "date", None, "2026-06-30"),
    ("30-6-2026", "date", None, "2026-06-30"),
    ("Ngày 05 tháng 6 năm 2026", "date", None, "2026-06-05"),
    ("Trước 15/3", "date", None, "2026-03-14"),
    ("tháng 8/2026", "month", "2026-08-01", "2026-08-31"),
    ("hoàn thành trong tháng 02/2028", "month", "2028-02-01", "2028-02-29"),
    ("Tháng 9 năm 2026", "month", "2026-09-01", "2026-09-30"),
    ("12/2026", "month", "2026-12-01", "2026-12-31"),
    ("Trong tháng 5", "month", "2026-05-01", "2026-05-31"),
    ("trước tháng 6/2026", "month", None, "2026-05-31"),
    ("Quý I/2026", "quarter", "2026-01-01", "2026-03-31"),
    ("Trong Quý I năm 2026", "quarter", "2026-01-01", "2026-03-31"),
    ("quý IV/2026", "quarter", "2026-10-01", "2026-12-31"),
    ("Quý 3/2026", "quarter", "2026-07-01", "2026-09-30"),
    ("trong quý II", "quarter", "2026-04-01", "2026-06-30"),
    ("Quý I/2026, lồng ghép vào các đoàn kiểm tra năm 2026", "quarter", "2026-01-01", "2026-03-31"),
    ("Quý I, II/2026", "range", "2026-01-01", "2026-06-30"),
    ("Quý II - Quý IV/2026", "range", "2026-04-01", "2026-12-31"),
    ("Năm 2026", "year", "2026-01-01", "2026-12-31"),
    ("Trong năm 2026.", "year", "2026-01-01", "2026-12-31"),
    ("2026", "year", "2026-01-01", "2026-12-31"),
    ("Đến hết năm 2027", "year", None, "2027-12-31"),
    ("Đến năm 2030", "year", None, "2030-12-31"),
    ("Năm 2026 và các năm tiếp theo", "range", "2026-01-01", None),
    ("Trong năm 2026; các năm tiếp theo", "range", "2026-01-01", None),
    ("từ năm 2026 và các năm tiếp theo", "range", "2026-01-01", None),
    ("Từ năm 2026 trở đi", "range", "2026-01-01", None),
    ("Từ tháng 3/2026", "range", "2026-03-01", None),
    ("giai đoạn 2026 - 2030", "range", "2026-01-01", "2030-12-31"),
    ("giai đoạn 2026 -2030", "range", "2026-01-01", "2030-12-31"),
    ("Giai đoạn 2026-2030 và những năm tiếp theo", "range", "2026-01-01", None),
    ("từ năm 2026 đến năm 2028", "range", "2026-01-01", "2028-12-31"),
    ("Năm 2026, năm 2027", "range", "2026-01-01", "2027-12-31"),
    ("Năm 2026-2027", "range", "2026-01-01", "2027-12-31"),
    ("từ tháng 3 đến tháng 6/2026", "range", "2026-03-01", "2026-06-30"),
    ("Từ ngày 01/3/2026 đến ngày 30/4/2026", "range", "2026-03-01", "2026-04-30"),
    ("6 tháng đầu năm 2026", "range", "2026-01-01", "2026-06-30"),
    ("06 tháng cuối năm 2026", "range", "2026-07-01", "2026-12-31"),
    ("Thường xuyên", "ongoing", None, None),
    ("02 lần/tuần", "yearly", None, None),
    ("Q.II/2026", "quarter", "2026-04-01", "2026-06-30"),
    ("T6-T8/2026", "range", "2026-06-01", "2026-08-31"),
    ("Trong suốt quá trình", "ongoing", None, None),
    ("3 tháng/01 lần", "yearly", None, None),
    ("Kỳ họp cuối năm", "as-directed", None, None),
    ("Trước mùa khô", "as-directed", None, None),
    ("Tại kỳ họp tháng 12/2026", "month", "2026-12-01", "2026-12-31"),
    ("thường xuyên, liên tục.", "ongoing", None, None),
    ("Hàng năm", "yearly", None, None),
    ("Hằng năm", "yearly", None, None),
    ("hằng quý", "yearly", None, None),
    ("Định kỳ 6 tháng, 01 năm", "yearly", None, None),
    ("06 tháng và 01 năm", "yearly", None, None),
    ("Trước ngày 15/12 hằng năm", "yearly", None, None),
    ("Quý IV hằng năm", "yearly", None, None),
    ("Theo chỉ đạo, hướng dẫn của Trung ương và tỉnh", "as-directed", None, None),
    ("Sau khi có hướng dẫn của cấp trên", "as-directed", None, None),
    ("Theo kế hoạch công tác hằng năm", "as-directed", None, None),
    ("TX", "ongoing", None, None),
    ("Cả năm", "year", "2026-01-01", "2026-12-31"),
    ("Trước kỳ họp ít nhất 10 ngày", "as-directed", None, None),
]


@pytest.mark.parametrize(("text", "kind", "start", "end"), DUE)
def test_a_wording_of_time(text, kind, start, end):
    deadline = read_deadline(text, 2026)
    assert deadline is not None
    assert (deadline.kind, deadline.start, deadline.end) == (kind, start, end)
    assert deadline.text == text.strip(" .")


@pytest.mark.parametrize("text", ["", "Phòng Kinh tế", "31/02/2026", "12 mô hình", "Kế hoạch số 15/KH-UBND"])
def test_no_time(text):
    assert read_deadlines(text, 2026) == ()


def test_a_yearless_time_needs_a_year():
    assert read_deadline("Quý II") is None
    assert read_deadline("Trong năm") is None
    assert read_deadline("trước 15/3") is None


def test_stages():
    found = read_deadlines("Đợt 1 trước ngày 05/6/2026 và đợt 2 trước ngày 30/11/2026")
    assert [d.end for d in found] == ["2026-06-04", "2026-11-29"]
    found = read_deadlines("02 đợt (đợt 1: tháng 6; đợt 2: tháng 9)", 2026)
    assert [d.end for d in found] == ["2026-06-30", "2026-09-30"]


STATED = [
    ("Báo cáo Ủy ban nhân dân xã trước 15/6 và 15/12 hằng năm.", ["yearly"], [None]),
    ("Hoàn thành chậm nhất vào ngày 30 tháng 6 năm 2026.", ["date"], ["2026-06-30"]),
    ("Hằng năm, xây dựng kế hoạch phối hợp.", ["yearly"], [None]),
    ("Rà soát quy chế. Hàng năm, tổ chức đánh giá.", ["yearly"], [None]),
    ("Định kỳ 6 tháng trước ngày 01/6 và một năm trước ngày 01/12 báo cáo UBND xã", ["yearly"], [None]),
    ("Báo cáo Ủy ban nhân dân xã trước ngày 15/12 hằng năm.", ["yearly"], [None]),
    ("Báo cáo lần 1 trước ngày 05/6/2026 và lần 2 trước ngày 30/11/2026.", ["date"] * 2, ["2026-06-04", "2026-11-29"]),
    ("Xây dựng kế hoạch, hoàn thành trong tháng 3/2026.", ["month"], ["2026-03-31"]),
    ("Gửi về Phòng Kinh tế chậm nhất ngày 20/5/2026 để tổng hợp.", ["date"], ["2026-05-20"]),
    ("Phấn đấu đến hết năm 2027, 100% thôn đạt chuẩn.", ["year"], ["2027-12-31"]),
    ("Tổ chức tổng kết công tác năm 2026, xây dựng phương hướng năm 2027.", [], []),
    ("Thực hiện Chương trình giai đoạn 2021 - 2030 theo Nghị quyết số 12/NQ-CP ngày 03/02/2021.", [], []),
    ("Tổng hợp báo cáo định kỳ hoặc đột xuất.", [], []),
    ("Tháng 3: Họp Ban Chỉ đạo phiên thứ nhất.", ["month"], ["2026-03-31"]),
    ("Quý II/2026: Sơ kết đợt thi đua.", ["quarter"], ["2026-06-30"]),
    ("Tuyên truyền: Treo băng rôn tại các thôn.", [], []),
    ("Đến ngày 31 tháng 12 năm 2026, 100% kết quả có bản điện tử.", ["date"], ["2026-12-31"]),
    ("Đến năm 2030, có trên 90% hộ dân dùng nước sạch.", ["year"], ["2030-12-31"]),
    ("Treo băng rôn từ ngày 20/01/2026 đến hết ngày 24/02/2026.", ["range"], ["2026-02-24"]),
    ("Tổ chức Ngày hội (từ ngày 01/11 đến ngày 18/11/2026).", ["range"], ["2026-11-18"]),
    ("Rà soát các vụ việc phát sinh từ ngày 01/7/2025 đến ngày 30/6/2026.", [], []),
    ("Mỗi năm bố trí 300 triệu đồng cho các mô hình.", ["yearly"], [None]),
    ("Định hướng đến năm 2035: Canh tác tuần hoàn trở thành chủ đạo.", ["year"], ["2035-12-31"]),
    ("Sơ kết vào năm 2028, tổng kết vào năm 2030.", ["year", "year"], ["2028-12-31", "2030-12-31"]),
    ("Năm 2026, thu hút ít nhất 05 dự án.", ["year"], ["2026-12-31"]),
    ("Thường xuyên kiểm tra việc bảo đảm an toàn.", ["ongoing"], [None]),
    ("Báo cáo tiến độ vào ngày 25 hằng tháng.", ["yearly"], [None]),
    ("Rà soát quy hoạch được phê duyệt vào năm 2021.", [], []),
    ("Tổ chức hội nghị trong năm 2026.", ["year"], ["2026-12-31"]),
    ("Đến nhà từng hộ dân để tuyên truyền.", [], []),
    ("Sơ kết việc thực hiện vào quý IV/2028.", ["quarter"], ["2028-12-31"]),
    ("Ban hành kế hoạch trong thời hạn 15 ngày kể từ ngày ban hành Quyết định này.", ["as-directed"], [None]),
    ("Đưa kết quả vào đánh giá hằng năm của cơ quan.", [], []),
    ("Tổng hợp số liệu, hằng quý báo cáo Thường trực Đảng ủy.", ["yearly"], [None]),
    ("Rà soát hộ nghèo và hằng tháng cập nhật danh sách.", ["yearly"], [None]),
    ("Đưa vào chương trình công tác, hằng năm của chi bộ.", [], []),
    ("Ban biên tập họp thứ Sáu hằng tuần.", ["yearly"], [None]),
    ("Gửi số liệu về Phòng Kinh tế vào ngày cuối cùng của mỗi quý.", ["yearly"], [None]),
    ("Nộp báo cáo ngày 18 tháng cuối quý.", ["yearly"], [None]),
    ("Gửi danh sách trước ngày 8-6-2026.", ["date"], ["2026-06-07"]),
    ("Khảo sát các chợ dân sinh trong tháng 4, tháng 5/2026.", ["range"], ["2026-05-31"]),
    ("Mở lớp tập huấn trong quý II và quý III/2026.", ["range"], ["2026-09-30"]),
    ("Treo cờ phướn từ ngày 15/8-05/9/2026.", ["range"], ["2026-09-05"]),
    ("Từ tháng 3 đến tháng 6/2026, mở các lớp xóa mù chữ.", ["range"], ["2026-06-30"]),
    ("Tháng 7/2026, các thôn hoàn thành bầu trưởng thôn.", ["month"], ["2026-07-31"]),
    ("Đến 30/11/2026 hoàn thành số hóa sổ hộ tịch.", ["date"], ["2026-11-30"]),
    ("Đến năm 2025 đã có 9 thôn đạt chuẩn.", [], []),
    ("Giải ngân vốn, phấn đấu đến ngày 31/10/2026 đạt 80%.", ["date"], ["2026-10-31"]),
    ("Giảm tỷ lệ hộ nghèo còn 1% vào cuối năm 2027.", ["year"], ["2027-12-31"]),
    ("Nạo vét mương nội đồng, xong trước mùa mưa.", ["as-directed"], [None]),
    ("Công khai các khoản thu trước ngày khai giảng 10 ngày.", ["as-directed"], [None]),
    ("Niêm yết danh sách chậm nhất 05 ngày trước ngày bầu cử.", ["as-directed"], [None]),
    ("Báo cáo số ca mắc trước 17h00 hằng ngày.", ["yearly"], [None]),
    ("Cập nhật tiến độ lên phần mềm hàng ngày.", ["yearly"], [None]),
    ("Phục vụ nhu cầu đi lại hằng ngày của người dân.", [], []),
    ("Kiểm tra hồ chứa, 03 ngày/lần gửi ảnh về Chi cục.", ["yearly"], [None]),
    ("Giao ban định kỳ 02 tuần/lần với các thôn.", ["yearly"], [None]),
    ("Theo dõi, đôn đốc; 6 tháng, 1 năm báo cáo Thường trực.", ["yearly"], [None]),
    ("Gia cố các điểm sạt lở trước mùa mưa bão.", ["as-directed"], [None]),
    ("Trực cấp cứu trước, trong và sau Tết.", [], []),
    ("Gửi biên bản vào thứ Hai tuần kế tiếp.", ["as-directed"], [None]),
    ("Nộp số liệu trước ngày 05 các tháng 4, 7, 10.", ["yearly"], [None]),
    ("Tổng hợp báo cáo Sở Y tế theo định kỳ quý, 6 tháng, năm.", ["yearly"], [None]),
    ("Kiểm tra bếp ăn tập thể ít nhất 02 đợt/năm.", ["yearly"], [None]),
    ("Đo mực nước hồ 6 giờ/lần.", ["yearly"], [None]),
    ("Hỗ trợ hộ nghèo vay 50 triệu đồng/năm.", [], []),
    ("Dừng đò ngang từ 17 giờ ngày 12/10/2026 cho đến khi nước rút.", ["range"], [None]),
    ("Nói chuyện chuyên đề (Trạm Y tế chủ trì; quý III).", ["quarter"], ["2026-09-30"]),
    ("Tổ chức hội thi (tháng 6/2026).", ["month"], ["2026-06-30"]),
    ("Kỷ niệm Ngày Gia đình Việt Nam (28/6).", [], []),
    ("Thực hiện thu phí không dừng kể từ ngày 01/9/2026.", ["range"], [None]),
    ("Thu hồi văn bằng được cấp kể từ ngày ký.", [], []),
]


@pytest.mark.parametrize(("text", "kinds", "ends"), STATED)
def test_a_time_stated_in_a_sentence(text, kinds, ends):
    found = stated_deadlines(text, 2026)
    assert [d.kind for d in found] == kinds
    assert [d.end for d in found] == ends


@pytest.mark.parametrize(
    ("heading", "only"),
    [
        ("THÁNG 3", True),
        ("Tháng 3/2026:", True),
        ("QUÝ III VÀ QUÝ IV", True),
        ("Quý I, II", True),
        ("Đến năm 2030", True),
        ("Mục tiêu đến năm 2030", True),
        ("Từ ngày 01/3 đến ngày 15/3/2026", True),
        ("6 tháng đầu năm 2026", True),
        ("Nhiệm vụ trọng tâm năm 2026", False),
        ("Tháng hành động vì trẻ em", False),
        ("Mục tiêu năm 2026", False),
        ("", False),
    ],
)
def test_a_heading_that_says_only_when(heading, only):
    assert (heading_time(heading) == (0, len(heading))) is only


def test_a_heading_that_says_when_in_brackets():
    heading = "Trước Tết (từ ngày 15/01 đến ngày 15/02/2026)"
    span = heading_time(heading)
    assert span is not None
    assert heading[slice(*span)] == "từ ngày 15/01 đến ngày 15/02/2026"
    assert heading_time("Kiểm tra các trường học (đợt 1)") is None


@given(st.dates(min_value=date(2001, 1, 2), max_value=date(2098, 12, 31)))
def test_before_a_day_ends_the_day_before(day):
    strict = read_deadline(f"trước ngày {day.day:02}/{day.month:02}/{day.year}")
    latest = read_deadline(f"chậm nhất ngày {day.day}/{day.month}/{day.year}")
    assert strict is not None
    assert latest is not None
    assert strict.end is not None
    assert latest.end is not None
    assert date.fromisoformat(strict.end) == day - timedelta(days=1)
    assert date.fromisoformat(latest.end) == day


@given(st.text(max_size=80))
def test_any_text_is_read(text):
    for deadline in read_deadlines(text, 2026) + stated_deadlines(text, 2026):
        assert deadline.start is None or deadline.end is None or deadline.start <= deadline.end
