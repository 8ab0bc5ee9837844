"""Text of font encodings is recognised and converted; good Unicode is never touched."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.legacy import Encoding, convert, recognise, to_unicode

DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"
LETTERS = [
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
] + ["đ", "Đ"]
SENTENCES = [
    "Căn cứ Nghị định của Chính phủ quy định chi tiết thi hành một số điều của Luật",
    "Ủy ban nhân dân thành phố yêu cầu các sở, ngành triển khai thực hiện nghiêm túc Chỉ thị này",
    "Chủ tịch Hội đồng nhân dân phường chịu trách nhiệm kiểm tra, đôn đốc và báo cáo kết quả trước ngày 15 tháng 6",
    "Giám đốc Sở Tài nguyên và Môi trường phối hợp với Ủy ban Mặt trận Tổ quốc huyện",
]


def inverse(encoding: Encoding) -> dict[str, str]:
    """How each Vietnamese letter is written, from the conversion itself: only what comes back unchanged is used."""
    codes = [chr(c) for c in range(0xA1, 0x100)]
    written = codes if encoding is Encoding.TCVN3 else [*codes, *(a + b for a in "aeouyôöAEOUYÔÖ" for b in codes)]
    table: dict[str, str] = {}
    for text in written:
        letter = convert(text, encoding)
        if letter in LETTERS and letter != text and letter not in table:
            table[letter] = text
    return table


def written_in(text: str, encoding: Encoding) -> str:
    table = inverse(encoding)
    return "".join(table.get(c, c) for c in text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ñy ban nh©n d©n thµnh phè", "ủy ban nhân dân thành phố"),
        ("Uû ban nh©n d©n", "Uỷ ban nhân dân"),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        (
            "QuyÕt ®Þnh sè 15/2004/Q§-UB ngµy 03 th¸ng 4 n¨m 2004",
            "Quyết định số 15/2004/QĐ-UB ngày 03 tháng 4 năm 2004",
        ),
        ("C¨n cø LuËt Tæ chøc H§ND vµ UBND", "Căn cứ Luật Tổ chức HĐND và UBND"),
        ("UÛY BAN NHAÂN DAÂN THAØNH PHOÁ", "ỦY BAN NHÂN DÂN THÀNH PHỐ"),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        (
            "Quyeát ñònh soá 15/2004/QÑ-UB ngaøy 03 thaùng 4 naêm 2004",
            "Quyết định số 15/2004/QĐ-UB ngày 03 tháng 4 năm 2004",
        ),
        ("Caên cöù Luaät Toå chöùc Hoäi ñoàng nhaân daân", "Căn cứ Luật Tổ chức Hội đồng nhân dân"),
        ("Theo ñeà nghò cuûa Chaùnh Vaên phoøng", "Theo đề nghị của Chánh Văn phòng"),
    ],
)
def test_real_strings(written: str, read: str) -> None:
    assert to_unicode(written) == read


def test_vni_table_is_complete() -> None:
    assert set(inverse(Encoding.VNI)) == set(LETTERS) - set("aeiouyAEIOUY") - set("íìÍÌ")  # these four are themselves


def test_tcvn3_table_has_all_small_letters_and_the_plain_capitals() -> None:
    small = {letter for letter in LETTERS if letter == letter.lower()} - set("aeiouy")
    assert set(inverse(Encoding.TCVN3)) | {"ý"} == small | set("ĂÂÊÔƠƯĐ")  # ý is itself


@pytest.mark.parametrize("encoding", list(Encoding))
@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_come_back(sentence: str, encoding: Encoding) -> None:
    text = sentence[0] + sentence[1:] if encoding is Encoding.VNI else sentence.lower()
    assert recognise(written_in(text, encoding)) is encoding
    assert to_unicode(written_in(text, encoding)) == text


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.stem[:12])
@pytest.mark.parametrize("encoding", list(Encoding))
def test_whole_documents_come_back(path: Path, encoding: Encoding) -> None:
    text = path.read_text(encoding="utf-8").lower()
    assert to_unicode(written_in(text, encoding)) == text


def test_legacy_lines_in_good_text_are_converted_and_the_rest_is_not() -> None:
    good = "Ủy ban nhân dân phường đã nhận được văn bản © 2026 của Sở"
    old = "Căn cứ quyết định của ủy ban nhân dân"
    for encoding in Encoding:
        text = f"{good}\n{written_in(old.lower(), encoding)}\n{good}"
        assert to_unicode(text) == f"{good}\n{old.lower()}\n{good}"


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.stem[:12])
def test_good_documents_are_the_same_object(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert to_unicode(text) is text
    decomposed = unicodedata.normalize("NFD", text)
    assert to_unicode(decomposed) is decomposed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The decision was published on 3 April 2004; see § 5 and © 2026 ± 2° µm.",
        "Les députés ont adopté à l’unanimité la résolution sur l’élection présidentielle où près d’un élève",
        "Señor Ibáñez y la niña bebían café con piñón en la ciudad de Córdoba, España",
        "Die Bürger müssen für die Größe der Straße höhere Gebühren zahlen, säumige schließlich auch",
        "O município de São João não terá eleições até à próxima sessão da câmara",
        "Nhà máy có hoá đơn và giá cả, xã ta có hội trường to",
        "Nhà có cá, già là bà tôi; hòa và hóa là hai chữ, ô và ê là hai âm",
        "Giá: 5.000 ¥, 3 £, 20 ¢ – «trích dẫn» ½ ¾ ¼",
        "ĐỘC LẬP - TỰ DO - HẠNH PHÚC © ® «»",
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert to_unicode(text) == text


@given(
    st.lists(st.sampled_from([word for s in SENTENCES for word in s.split()]), min_size=1, max_size=30),
    st.sampled_from("©®«»°± "),
)
def test_vietnamese_is_never_converted(words: list[str], mark: str) -> None:
    text = f" {mark} ".join(words)
    assert to_unicode(text) == text


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_ascii_is_never_converted(text: str) -> None:
    assert to_unicode(text) is text


@given(st.text())
def test_any_text_is_survived_and_tcvn3_keeps_places(text: str) -> None:
    assert isinstance(to_unicode(text), str)
    assert len(convert(text, Encoding.TCVN3)) == len(text)
