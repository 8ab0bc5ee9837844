"""The matching view: uniform, joined, and mapped back exactly."""

import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.view import View, matching_view

DOCUMENTS = sorted((Path(__file__).parent.parent / "data" / "documents").glob("*.txt"))
LONG = "Các cơ quan, đơn vị thuộc Ủy ban nhân dân thành phố tổ chức thực hiện nghiêm túc"
"""As long as a full line of a page."""
VIETNAMESE = st.text(
    alphabet="aàảãáạăâbcdđeêghiklmnoòóôơpqrstuúưvxyýỷỹ AÀĂÂĐEÊHOÔƠQTUƯY 0123456789 /-–.,;:()“”"
    "\n\t*_|#<>p\u00ad\u200b\u00a0\u0110\u00d0&\\\r\f"
)


def paragraphs(text: str) -> list[str]:
    return [" ".join(line.split()) for line in matching_view(text).text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("1/QĐ\u2010UBND 2/QĐ\u2011UBND 3/QĐ–UBND 4/QĐ—UBND 5/QĐ\u2212UBND",
         "1/QĐ-UBND 2/QĐ-UBND 3/QĐ-UBND 4/QĐ-UBND 5/QĐ-UBND"),
        ("số\u00a015 ngày\u20023 tháng\u20094 năm\u202f2026", "số 15 ngày 3 tháng 4 năm 2026"),
        ("Q\u00d0 Q\u0189 \u00f0", "QĐ QĐ đ"),
        ("Quyết\u00ad định\u200b số\ufeff 15\u200e/QĐ", "Quyết định số 15/QĐ"),
        (unicodedata.normalize("NFD", "Ủy ban nhân dân quận Đống Đa"), "Ủy ban nhân dân quận Đống Đa"),
        ("HĐND&amp;UBND &lt;15&gt;&nbsp;a", "HĐND&UBND <15> a"),
        ("1\\. Một \\- hai \\* ba \\d", "1. Một - hai   ba \\d"),
        ("hoà Hoà HOÀ hoá khoẻ loè thuý Uỷ UỶ tuỳ luỹ tuỵ", "hòa Hòa HÒA hóa khỏe lòe thúy Ủy ỦY tùy lũy tụy"),
        ("quý Quỳ quỷ QUỸ hoàn ngoài huỳnh khuỷu quà", "quý Quỳ quỷ QUỸ hoàn ngoài huỳnh khuỷu quà"),
        ("**KẾ HOẠCH** và *nghiêng* và __đậm__ và _nhẹ_ a_b", "  KẾ HOẠCH   và  nghiêng  và   đậm   và  nhẹ  a_b"),
        ("<p>Một</p><br/><B class='x'>hai</B> 3 < 4 > 2", "   Một              " + " " * 5 + "hai     3 < 4 > 2"),
        ("Số: ____/KH-UBND", "Số:     /KH-UBND"),
        ("• Một", "- Một"),
        ("a\r\nB", "a \nB"),
    ],
)  # fmt: skip
def test_characters_and_markup(written: str, seen: str) -> None:
    assert " ".join(matching_view(written).text.split()) == " ".join(seen.split())


def test_markup_at_the_start_of_lines() -> None:
    text = "# KẾ HOẠCH\n\n* Một\n* Hai\n> Trích\n-----\n***\n| STT | Việc |\n|:---|---:|\n| 1 | Rà soát |\nA | B"
    view = matching_view(text)
    assert len(view.text) == len(text)
    assert [line.strip(" ") for line in view.text.split("\n")] == [
        *("KẾ HOẠCH", "", "- Một", "- Hai", "Trích", "", "", "STT \t Việc", "", "1 \t Rà soát", "A | B")
    ]


def test_html_table_becomes_rows() -> None:
    text = "<table><tr>\n<td>1</td>\n<td>Rà soát</td>\n</tr>\n<tr><td>2</td><td>Báo cáo</td></tr></table>"
    rows = [[cell.strip() for cell in line.split("\t")] for line in matching_view(text).text.split("\n")]
    assert rows == [["1", "Rà soát", ""], ["2", "Báo cáo", ""]]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{LONG} Quyết định số", "12-QĐ/TW ngày 03/4/2026"),
        (f"{LONG} Chỉ thị số 12/CT-TTg ngày", "03/4/2026 của Thủ tướng Chính phủ"),
        (f"{LONG} của Ủy ban nhân", "dân thành phố"),
        (f"{LONG} theo Luật", "Khiếu nại"),
        (f"{LONG} và", "Nghị quyết số 12-NQ/TW"),
        (f"{LONG} Quyết định", "12-QĐ/TU ngày 03/4/2026"),
        (f"{LONG} Chỉ thị số 15/CT-", "UBND ngày 03/4/2026"),
        (f"{LONG} Nghị quyết số 15", "-NQ/TU ngày 03/4/2026"),
        (f"{LONG} Nghị quyết số 15-NQ/", "TW ngày 03/4/2026"),
        (f"{LONG} của Bộ", "Chính trị khóa XIII"),
        (f"{LONG} của Thủ tướng", "Chính phủ về việc"),
        (f"{LONG} của Ban Thường vụ", "Thành ủy về việc"),
        (f"{LONG} của thành phố", "Hải Phòng về việc"),
        (f"{LONG} trên địa bàn TP.", "Hải Phòng và các xã"),
        (f"{LONG} giai đoạn 2026", "- 2030 và những năm sau"),
        (f"{LONG} giai đoạn 2026 -", "2030 và những năm sau"),
        (f"{LONG} do Phòng Văn hóa", "- Xã hội chủ trì"),
        (f"{LONG}, Sở Nội vụ,", "Sở Tài chính"),
        (f"{LONG} (sau đây gọi tắt là Kế hoạch", "Ủy ban) và những việc khác"),
        (f"{LONG} và các hình thức ...", "hoặc bằng văn bản"),
        (f"{LONG} nhiệm kỳ", "2026 - 2031"),
        (f"{LONG} khóa", "XIV của Đảng"),
        (f"**{LONG}**", "**tại các phường, xã**"),
    ],
)
@pytest.mark.parametrize("between", ["\n\n", "\n", "\r\n\r\n", "\n \n\n", "\f", "\n\n- 2 -\n\n", "\n\nTrang 2/5\n\n"])
def test_broken_sentences_are_joined(before: str, after: str, between: str) -> None:
    whole = matching_view(f"{before} {after}").text
    assert paragraphs(before + between + after) == [" ".join(whole.split())]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG, "- Một việc khác"),
        (f"{LONG} và", "- Một việc khác"),
        (LONG, "+ một việc khác"),
        (LONG, "a) một việc khác"),
        (LONG, "đ) một việc khác"),
        (LONG, "2. Một việc khác"),
        (LONG, "2.1. Một việc khác"),
        (f"{LONG} theo", "II. NHIỆM VỤ CỤ THỂ"),
        (LONG, "III. Tổ chức thực hiện"),
        (LONG, "III- Tổ chức thực hiện"),
        (LONG, "2- Một việc khác"),
        (LONG, "b- Một việc khác"),
        (LONG, "Điều 5. Hiệu lực thi hành"),
        (LONG, "Chương II. Quy định cụ thể"),
        (f"{LONG}.", "các việc khác"),
        (f"{LONG};", "các việc khác"),
        (f"{LONG}:", "các việc khác"),
        (f"{LONG}./.", "Nơi nhận:"),
        (LONG, "Cơ quan chủ trì: Sở Nội vụ"),
        (f"{LONG},", "Thời gian thực hiện: Quý I"),
        (f"{LONG},", "Căn cứ Luật Khiếu nại"),
        (LONG, "Nơi nhận:"),
        (LONG, "KẾ HOẠCH HÀNH ĐỘNG"),
        ("KẾ HOẠCH PHỐI HỢP NĂM 2026 GIỮA CÁC CƠ QUAN", "giữa Sở Nội vụ và Sở Tài chính"),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ("CHỦ TỊCH", "Nguyễn Văn An"),
        ("Số: 15/KH-UBND", "Hòa Bình, ngày 03 tháng 4 năm 2026"),
        ("Hòa Bình, ngày tháng năm", "KẾ HOẠCH NĂM NAY"),
        (f"1\t{LONG}\tSở Nội vụ", "các việc khác"),
        (LONG, "\tcác việc khác\tSở Nội vụ"),
        (f"5.1. {LONG}", "Tiếp tục tổ chức thực hiện"),
    ],
)
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_whole_paragraphs_are_not_joined(before: str, after: str, between: str) -> None:
    assert len(paragraphs(before + between + after)) == 2


def test_short_line_before_an_empty_line_ended_by_its_writer() -> None:
    assert len(paragraphs("Kính thưa các đồng chí\n\nthân mến")) == 2


def wrapped(text: str, width: int) -> str:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_hard_wrapped_text_is_joined(width: int) -> None:
    items = [
        "1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính, Sở Tư pháp và Công an thành phố rà soát các văn bản của Hội"
        " đồng nhân dân thành phố. Kết quả báo cáo Ủy ban nhân dân thành phố trước ngày 15 tháng 6 năm 2026; Văn phòng"
        " theo dõi, đôn đốc.",
        "2. Ủy ban nhân dân các phường, xã, đặc khu thực hiện Nghị quyết số 12/NQ-HĐND ngày 03 tháng 4 năm 2026 của Hội"
        " đồng nhân dân thành phố về phát triển kinh tế - xã hội; Quyết định số 15/QĐ-UBND ngày 06 tháng 5 năm 2026 của"
        " Ủy ban nhân dân thành phố.",
        "Thời gian thực hiện: Quý II năm 2026",
        "Trong quá trình thực hiện nếu có khó khăn, các cơ quan, đơn vị phản ánh về Sở Nội vụ để tổng hợp, báo cáo Chủ"
        " tịch Ủy ban nhân dân thành phố xem xét, quyết định.",
    ]
    text = "\n\n".join(wrapped(item, width) for item in items)
    assert paragraphs(text) == items


def test_page_numbers_and_running_heads_are_masked() -> None:
    body = f"{LONG}. " * 12
    pages = [
        f"{body}\n{LONG} {word} của Ủy ban\n\n{n}\n\nCÔNG BÁO/Số {n + 300}\nnhân dân các cấp.\n\nCâu cuối.\n"
        for n, word in ((2, "hơn"), (3, "nữa"), (4, "và sâu rộng"))
    ]
    text = "".join(pages)
    view = matching_view(text)
    assert len(view.text) == len(text)
    assert "CÔNG BÁO" not in view.text
    assert view.text.count("Ủy ban") == text.count("Ủy ban")
    assert paragraphs(text)[1] == f"{LONG} hơn của Ủy ban nhân dân các cấp."
    assert sum(line.strip().isdigit() for line in view.text.split("\n")) == 0


def test_a_column_of_numbers_is_not_page_numbers() -> None:
    text = "\n".join(f"{n}\n\nViệc thứ {n}\n" for n in range(1, 30))
    assert [line for line in paragraphs(text) if line.isdigit()] == [str(n) for n in range(1, 30)]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem[:12])
def test_documents_keep_every_place(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    view = matching_view(text)
    assert len(view.text) == len(text)
    assert not view.cuts
    assert "*" not in view.text
    assert view.text.count("\t") == text.count("\t")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem[:12])
def test_decomposed_documents_give_the_same_view(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    decomposed = unicodedata.normalize("NFD", text)
    view, other = matching_view(text), matching_view(decomposed)
    assert other.text == view.text
    for start in range(0, len(text), 97):
        a, b = other.span(start, min(start + 11, len(text)))
        assert unicodedata.normalize("NFC", decomposed[a:b]) == text[start : start + 11]


@given(VIETNAMESE)
def test_decomposed_text_gives_the_same_view(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert matching_view(unicodedata.normalize("NFD", text)).text == matching_view(text).text


SAME = {**dict.fromkeys("–\u2010", "-"), "\u00a0": " ", "\u00d0": "Đ", "\r": "\n", "\f": "\n"}


def assert_exact(text: str, view: View) -> None:
    """Every character of the view that is not a space comes from the characters that it is mapped to; nothing is
    mapped twice.
    """
    last = 0
    for at, seen in enumerate(view.text):
        start, end = view.span(at, at + 1)
        assert last <= start < end <= len(text)
        last = end
        source = unicodedata.normalize("NFC", text[start:end]).strip("\u00ad\u200b")
        assert seen in " \n\t-&<>" or toneless(source) == toneless(seen), (text, at, seen, source)
        assert view.source(at) == start


def toneless(text: str) -> str:
    """Without the five tones, which the new placement moves from one vowel to the one before."""
    plain = unicodedata.normalize("NFD", SAME.get(text, text))
    return unicodedata.normalize("NFC", "".join(c for c in plain if c not in "\u0300\u0301\u0303\u0309\u0323"))


@given(VIETNAMESE, st.booleans())
@example("a\u00ad\u0301", False)
@example("\u00ad\u200bà\u00ad", True)
@example("&amp;\u00ad\\*", True)
def test_map_is_exact(text: str, decomposed: bool) -> None:
    if decomposed:
        text = unicodedata.normalize("NFD", text)
    assert_exact(text, matching_view(text))


@given(VIETNAMESE, st.data())
def test_spans_nest(text: str, data: st.DataObject) -> None:
    text = unicodedata.normalize("NFD", text)
    view = matching_view(text)
    a, b, c, d = sorted(data.draw(st.lists(st.integers(0, len(view.text)), min_size=4, max_size=4)))
    if b < c:
        outer, inner = view.span(a, d), view.span(b, c)
        assert outer[0] <= inner[0] <= inner[1] <= outer[1]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_long_text_is_read_in_pieces_as_if_in_one(form: str) -> None:
    text = unicodedata.normalize(form, f"* {LONG} **và**\r\n\u00ad{LONG} &amp; hoà.\n\n> 1\\. {LONG}\n")
    once, often = matching_view(text), matching_view(text * 400)
    assert often.text == once.text * 400
    assert len(text * 400) > 3 * 32768
    for start in range(0, len(often.text), 1009):
        copy, at = divmod(start, len(once.text))
        a, b = once.span(at, at + 1)
        assert often.span(start, start + 1) == (a + copy * len(text), b + copy * len(text))


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    view = matching_view(text)
    assert len(view.text) <= len(text)
    assert view.span(0, len(view.text))[1] <= len(text)


@given(VIETNAMESE.map(lambda text: text.replace("\n", " ").replace("\r", " ").replace("\f", " ")))
def test_view_of_a_line_is_its_own_view(text: str) -> None:
    once = matching_view(text).text
    # What was escaped is a mark the second time, and what stood round a soft hyphen is a double space.
    assert matching_view(once).text == once or set("<&\\|_#>*") & set(once) or "  " in once


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem[:12])
def test_view_of_a_document_is_its_own_view(path: Path) -> None:
    once = matching_view(path.read_text(encoding="utf-8"))
    assert matching_view(once.text) == once


def seconds(text: str) -> float:
    best = 1e9
    for _ in range(3):
        start = time.process_time()
        matching_view(text)
        best = min(best, time.process_time() - start)
    return best


NASTY = {
    "spaces": " ",
    "line feeds": "\n",
    "stars": "*",
    "underscores": "_",
    "pipes": "|",
    "less": "<p ",
    "rows": "<tr",
    "rules": "\n- - ",
    "marks": "a\u0301",
    "soft hyphens": "\u00ad",
    "entities": "&amp",
    "pages": "\n\n2\n\nx",
    "page ends": "\f",
    "open": "và\n",
    "brackets": "(“\n",
    "tabs": "\t\n\t",
    "markers": "\n1.1",
    "quotes": "\n> ",
    "hashes": "\n#",
    "tones": "oà",
}


@pytest.mark.parametrize("name", NASTY)
def test_cost_is_linear_for_nasty_texts(name: str) -> None:
    piece = NASTY[name]
    small = piece * (20_000 // len(piece))
    large = small * 8
    assert seconds(large) <= 28 * seconds(small) + 0.02  # eight times the text; a quadratic cost would be 64 times


def test_cost_of_usual_text_is_small() -> None:
    texts = [path.read_text(encoding="utf-8") for path in DOCUMENTS]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    assert sum(map(seconds, texts)) / megabytes < 0.04  # measured: 0.012; a tenth of what reading may take
