"""Each rule on lines that it must and must not tell of, in a plan held against a small corpus."""

from hashlib import sha256

import pytest

from graph.keep import Reading, keep
from graph.registry import Registry
from graph.resolve import resolve
from graph.store import open_store
from ingest.extract import extract
from queries.findings import check
from queries.findings.rule import CHECKS, rules

HEAD = """ỦY BAN NHÂN DÂN
PHƯỜNG {unit}

Số: {n}/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

{unit}, ngày 05 tháng 6 năm 2026

KẾ HOẠCH
Thực hiện một số nhiệm vụ

"""
FULL = (
    "Căn cứ Chỉ thị số 41/CT-TTg ngày 12/5/2024 của Thủ tướng Chính phủ về tăng cường công tác khuyến học thời kỳ mới;",
    "Căn cứ Quyết định số 77-QĐ/TW, ngày 03/02/2022 của Bộ Chính trị ban hành Quy chế giám sát chợ dân sinh;",
    "Căn cứ Quyết định số 78-QĐ/TW, ngày 03/02/2022 của Bộ Chính trị ban hành Quy định góp ý dự thảo quy hoạch đô thị;",
    "Căn cứ Nghị định số 19/2024/NĐ-CP ngày 15/3/2024 của Chính phủ quy định về quản lý tàu cá;",
)
TASKS = """
II. NHIỆM VỤ

1. Tuyên truyền về khuyến học trong nhân dân trên địa bàn phường
- Cơ quan chủ trì: Phòng Văn hóa - Xã hội
- Thời gian thực hiện: trước ngày 30/9/2026

2. Rà soát các chợ dân sinh trên địa bàn phường
- Cơ quan chủ trì: Phòng Văn hóa - Xã hội
- Thời gian thực hiện: Thường xuyên
"""


def body(*lines: str, unit: str = "Hồng Bàng", n: int = 9) -> str:
    return HEAD.format(unit=unit, n=n) + "\n".join(lines) + "\n" + TASKS


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("rules") / "a.db", create=True) as opened:
        for n, unit in enumerate(("Hải An", "Kiến An", "Gia Viên"), 1):
            text = body(*FULL, unit=unit, n=n)
            with opened.write() as connection:
                keep(connection, Reading(f"{n}.txt", sha256(text.encode()).hexdigest(), text, extract(text)), "test")
        resolve(opened, Registry())
        yield opened


def told(store, *lines: str) -> list[str]:
    return [f.rule for f in check(store, body(*lines), include_off=True).findings]


@pytest.mark.parametrize(
    "line",
    [
        *FULL,
        "Căn cứ Chỉ thị số 41/CT-TTg, ngày 12/5/2024 của Thủ tướng Chính phủ về tăng cường công tác khuyến học;",
        "Căn cứ Chỉ thị số 41/CT-TTg ngày 12/05/2024 của Thủ tướng Chính phủ về việc tăng cường công tác khuyến học;",
        "Căn cứ Chỉ thị số 41/CT-TTg ngày 12 tháng 5 năm 2024 của Thủ tướng Chính phủ "
        "“về tăng cường công tác khuyến học thời kỳ mới”;",
        "Căn cứ Luật Đất đai ngày 18/01/2024;",
        "Căn cứ Luật Đất đai số 31/2024/QH15;",
        "Căn cứ Luật Nhà ở và Luật Đất đai;",
        "Tổ chức sơ kết 6 tháng đầu năm 2025, báo cáo kết quả năm 2025.",
        "Các đơn vị dần dần, từng bước, luôn luôn giữ gìn cảnh quan xanh xanh.",
        "Tiếp tục xây dựng xã hội học tập; củng cố gắng bó với hợp tác xã.",
        "Thực hiện các Nghị quyết, Chỉ thị của Trung ương về công tác khuyến học.",
        "Căn cứ Công văn số 12/UBND-NC ngày 04/3/2026 của Ủy ban nhân dân thành phố Hải Phòng;",
        "Căn cứ Nghị quyết liên tịch số 09/2008/NQLT/CP-UBTWMTTQVN ngày 17/4/2008 của Chính phủ và Ủy ban Trung ương "
        "Mặt trận Tổ quốc Việt Nam hướng dẫn thi hành một số điều;",
    ],
)  # fmt: skip
def test_what_is_permitted_is_no_finding(store, line):
    assert told(store, line) == []


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("date-conflict", FULL[0].replace("12/5", "21/5")),
        ("title-conflict", FULL[0].replace("tăng cường", "tổng kết")),
        ("title-conflict", FULL[0].replace("khuyến học ", "")),
        ("wrong-instrument", FULL[0].split(" về ")[0] + " quy định góp ý dự thảo quy hoạch đô thị;"),
        ("wrong-instrument", "Góp ý dự thảo quy hoạch đô thị theo Quyết định số 77-QĐ/TW ngày 03/02/2022."),
        ("symbol-type-mismatch", FULL[0].replace("CT-TTg", "TT-TTg")),
        ("symbol-type-mismatch", "Căn cứ Kế hoạch số 15/QĐ-UBND ngày 04/3/2026 của UBND thành phố về khuyến học;"),
        ("symbol-issuer-mismatch", FULL[0].replace("CT-TTg", "CT-UBND")),
        ("symbol-issuer-mismatch", FULL[1].replace("Quyết định số 77-QĐ/TW", "Quyết định số 77-QĐ/TU")),
        ("separator", FULL[1].replace("77-QĐ/TW", "77/QĐ-TW")),
        ("separator", FULL[0].replace("41/CT-TTg", "41-CT/TTg")),
        ("spacing", FULL[0].replace("41/CT", "41 /CT")),
        ("spacing", FULL[0].replace("số 41", "số41")),
        ("missing-word", FULL[0].replace("số ", "")),
        ("number-blank", "Căn cứ Kế hoạch số     /KH-UBND ngày 04/3/2026 của UBND thành phố về khuyến học;"),
        ("date-blank", "Căn cứ Kế hoạch số 15/KH-UBND ngày   /3/2026 của UBND thành phố về khuyến học;"),
        ("date-missing", FULL[3].replace(" ngày 15/3/2024", "")),
        ("issuer-missing", FULL[3].replace(" của Chính phủ", "")),
        ("title-missing", FULL[0].split(" về ")[0] + ";"),
        ("date-impossible", FULL[0].replace("12/5", "31/4")),
        ("year-mismatch", FULL[3].replace("15/3/2024", "15/3/2023")),
        ("cites-future", "Căn cứ Kế hoạch số 99/KH-UBND ngày 01/12/2026 của UBND thành phố về khuyến học;"),
        ("stale-period", "Triển khai kế hoạch khuyến học 6 tháng cuối năm 2025."),
        ("stale-period", "Thi đua chào mừng Đại hội XIV của Đảng."),
        ("broken-citation", FULL[0].replace("Thủ tướng ", "Thủ tướng\n\n")),
        ("duplicated-word", "Các các đơn vị phối hợp thực hiện, tuyên truyền đến người dân dân phố."),
        ("misspelling", "Làm tốt chính sách an sinh phường hội."),
        ("misspelling", "Các đơn vị xử dụng kinh phí đúng mục đích."),
        ("misspelling", FULL[3].replace("NĐ-CP", "ND-CP")),
        ("misspelling", FULL[1].replace("QĐ/TW", "QD/TW")),
        ("misspelling", "Thực hiện Nghị quyết số 16/2024/NQ-HDND của Hội đồng nhân dân thành phố Hải Phòng."),
        ("misspelling", "Thực hiện Thông tư số 16/2024/TT-BGDDT của Bộ Giáo dục và Đào tạo."),
        ("capitalisation", FULL[1].replace("Bộ Chính trị", "Bộ chính trị")),
        ("capitalisation", "Thực hiện Luật đất đai trên địa bàn."),
        ("abbreviated-law-name", "Thực hiện Luật Bầu cử đại biểu Quốc hội và đại biểu HĐND."),
        ("body-name-variant", "Giao Phòng Văn hoá - Xã hội theo dõi."),
        ("unresolved-reference", "Thực hiện Nghị quyết số 1711 về khuyến học."),
    ],
)  # fmt: skip
def test_a_slip_is_told(store, rule, line):
    assert rule in told(store, line)


@pytest.mark.parametrize(
    "deadline",
    [
        "Thường xuyên",
        "Năm 2026 và các năm tiếp theo",
        "trước ngày 30/12/2026",
        "Quý IV/2026",
        "hằng năm",
        "trước ngày 01/6",
    ],
)
def test_deadlines_to_come_are_no_finding(store, deadline):
    text = body(FULL[0]).replace("Thường xuyên", deadline)
    assert [f.rule for f in check(store, text).findings] == []


def test_the_suggestion_is_the_whole_citation(store):
    (found,) = check(store, body(FULL[0].replace("12/5", "21/5"))).findings
    assert found.suggestion == FULL[0].removeprefix("Căn cứ ").removesuffix(";")
    assert found.line == 14
    assert {e.document for e in found.evidence} and all("12/5/2024" in e.quote for e in found.evidence)  # noqa: PT018


def test_lost_marks_are_put_back(store):
    line = "Thực hiện Kế hoạch số 16-KH/DU của Đảng ủy phường Hồng Bàng và Chỉ thị số 41/CT-TTG."
    (found,) = (f for f in check(store, body(line)).findings if f.rule == "misspelling")
    assert found.quote == "Kế hoạch số 16-KH/DU"
    assert found.suggestion == "Kế hoạch số 16-KH/ĐU"


def test_english_says_the_same(store):
    text = body(FULL[0].replace("12/5", "21/5"))
    vi, en = check(store, text).findings[0], check(store, text, lang="en").findings[0]
    assert (vi.id, vi.suggestion) == (en.id, en.suggestion)
    assert "ở đây ghi ngày 21/5/2024" in vi.message
    assert "is dated 2024-05-21 here" in en.message
    assert "say 2024-05-12" in en.message


def test_a_draft_leaves_the_store_as_it_was(store):
    before = store.path.read_bytes()
    check(store, body(*FULL))
    assert store.path.read_bytes() == before


def test_every_rule_of_the_table_has_a_check_and_says_everything_twice():
    assert {key for key, _ in CHECKS} == set(rules())
    for one in rules().values():
        assert all((one.title.vi, one.title.en, one.why.vi, one.why.en))
        assert bool(one.source.vi) == bool(one.source.en)
