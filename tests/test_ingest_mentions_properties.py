"""Properties of citation reading: a citation composed from its parts is found with just those parts."""

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document
from ingest.mention import Mention
from ingest.mentions import find_mentions
from ingest.view import matching_view

STATE = [
    ("Quyết định", "QĐ", "UBND"),
    ("Kế hoạch", "KH", "UBND"),
    ("Chỉ thị", "CT", "TTg"),
    ("Nghị định", "NĐ", "CP"),
    ("Nghị quyết", "NQ", "HĐND"),
    ("Thông tư", "TT", "BNV"),
    ("Hướng dẫn", "HD", "MTTQ-BTT"),
    ("Tờ trình", "TTr", "SNV"),
    ("Quyết định", "QĐ", "CTUBND"),
    ("Công điện", "CĐ", "TTg"),
]
PARTY = [
    ("Nghị quyết", "NQ", "TW"),
    ("Quyết định", "QĐ", "TU"),
    ("Quy định", "QĐi", "TW"),
    ("Kết luận", "KL", "TW"),
    ("Chương trình hành động", "CTr", "TU"),
    ("Đề án", "ĐA", "ĐU"),
    ("Hướng dẫn", "HD", "BTGDVTU"),
    ("Chương trình phối hợp", "CTr", "BXDĐ-ĐUUBNDP"),
]
ISSUERS = [
    "UBND tỉnh",
    "Bộ Chính trị",
    "Ban Thường vụ Tỉnh ủy Hà Nam",
    "Chính phủ",
    "Ủy ban nhân dân xã Tân An",
    "Bộ Nội vụ",
]
TITLES = [
    "về thi đua, khen thưởng",
    "ban hành Quy chế làm việc",
    "về việc giao chỉ tiêu năm 2026",
    "phê duyệt Đề án du lịch",
]
DASHES = "-‐‑–—−"
numbers = st.integers(1, 4999).map(lambda n: f"{n:02d}") | st.sampled_from(["66.4", "30c", "0134"])
spaces = st.sampled_from(["", "", " ", "\u00a0"])


def _read(text: str) -> list[Mention]:
    return find_mentions(matching_view(text), Document())[0]


@given(st.data())
def test_composed_citation_is_found_with_its_parts(data: st.DataObject) -> None:
    draw = data.draw
    party = draw(st.booleans())
    type_, code, body = draw(st.sampled_from(PARTY if party else STATE))
    number = draw(numbers)
    year = None if party else draw(st.none() | st.integers(1999, 2027).map(str))
    dash = draw(st.sampled_from(DASHES))
    gap = draw(spaces)
    body = body.replace("-", dash)
    if party:
        symbol = f"{number}{gap}{dash}{gap}{code}/{body}"
    else:
        symbol = f"{number}{gap}/{f'{year}/' if year else ''}{code}{dash}{body}"
    core = f"{type_} số{draw(st.sampled_from([' ', '  ', ': ', ' ' + chr(0xA0)]))}{symbol}"
    day = draw(st.dates(date(1999, 1, 1), date(2027, 12, 31)))
    comma = draw(st.sampled_from(["", ","]))
    written = draw(
        st.sampled_from([f"{day.day:02d}/{day.month}/{day.year}", f"{day.day} tháng {day.month} năm {day.year}"])
    )
    issuer = draw(st.sampled_from(ISSUERS))
    title = draw(st.none() | st.sampled_from(TITLES))
    before = draw(
        st.sampled_from(["Thực hiện ", "- Căn cứ ", "theo đúng ", "1. Tiếp tục triển khai ", "Nội dung\tTheo "])
    )
    after = draw(st.sampled_from([";", ".", "; và các văn bản khác", ".\nĐoạn sau", "\tPhòng Kinh tế"]))
    text = f"{before}{core}{comma} ngày {written} của {issuer}{' ' + title if title else ''}{after}"
    found = _read(text)
    assert len(found) == 1, (text, found)
    mention = found[0]
    assert text[mention.start : mention.end] == core
    assert (mention.type, mention.number, mention.year_in_number) == (type_, number, year)
    even = str.maketrans(dict.fromkeys(DASHES, "-"))
    assert (mention.symbol or "").replace(" ", "") == f"{code}{'/' if party else '-'}{body}".translate(even)
    assert (mention.date, mention.issuer, mention.title) == (day.isoformat(), issuer, title)


SENTENCE = (
    "Các cơ quan, đơn vị, địa phương trên địa bàn tiếp tục phối hợp chặt chẽ, tổ chức thực hiện nghiêm túc, có hiệu quả"
    " Quyết định số 31-QĐ/TU ngày 12/12/2023 của Ban Thường vụ Tỉnh ủy về công tác cán bộ trẻ"
)


@given(st.integers(0, 12), st.sampled_from(["\n\n", "\n", " \n", "\r\n\r\n"]))
def test_break_inside_a_citation(place: int, gap: str) -> None:
    """A page or line break after any word from the type word to the issuer."""
    words = SENTENCE.split(" ")
    place += words.index("Quyết") + 1
    text = " ".join(words[:place]) + gap + " ".join(words[place:]) + "."
    found = _read(text)
    assert len(found) == 1
    assert " ".join(text[found[0].start : found[0].end].split()) == "Quyết định số 31-QĐ/TU"
    assert (found[0].date, found[0].issuer) == ("2023-12-12", "Ban Thường vụ Tỉnh ủy")


PIECES = [
    *["Quyết định số ", "Luật ", "Nghị quyết ", "12", "/", "-", "QĐ", "TW", "UBND", " ngày ", "1/2/2026", " của "],
    *["Bộ Chính trị", " về ", ";", ".", ", ", " và ", "“", "”", "(", ")", "\n", "\t", "…", "số ", "kế hoạch", "giữa "],
    *["(sau đây gọi tắt là ", "QH15", "sửa đổi, bổ sung "],
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=60))
@settings(max_examples=300)
def test_any_text_is_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    found, relations = find_mentions(matching_view(text), Document())
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(r.source < len(found) and r.target < len(found) and r.source != r.target for r in relations)
    assert all(m.alias_of is None or m.alias_of != i for i, m in enumerate(found))


HARD = [
    "Quyết định số 12/QĐ-UBND ngày 1/2/2026 của UBND xã về thi đua; ",
    "Quyết định số 5/QĐ-UBND về “A ",
    "Luật sửa đổi, bổ sung một số điều của Luật ",
    "Nghị quyết số 5-NQ/TU (sau đây gọi tắt là Nghị quyết X), ",
    "“Kế hoạch, ",
    "1/2/3/4-5-QĐ/",
    "của Bộ và Bộ và ",
]


@pytest.mark.parametrize("piece", HARD)
def test_cost_is_linear(piece: str) -> None:
    """Sixteen times the text, in one paragraph, costs at most 32 times as much (half of it for noise)."""
    short, long = piece * (12_000 // len(piece)), piece * (12_000 * 16 // len(piece))
    assert _seconds(long) < 32 * max(_seconds(short), 0.001)


def _seconds(text: str) -> float:
    view = matching_view(text)
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        find_mentions(view, Document())
        best = min(best, time.process_time() - start)
    return best
