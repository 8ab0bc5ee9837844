"""Bytes of every encoding in use become the same text; what is no text is refused."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.decode import UnreadableDocument, decode

DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"
TEXT = (
    "ỦY BAN NHÂN DÂN\nPhường Hòa Bình, ngày 03 tháng 4 năm 2026\n\nCăn cứ Quyết định số 15/QĐ-UBND của Ủy ban nhân dân"
    " tỉnh về việc tổ chức thực hiện Nghị quyết; Ủy ban nhân dân phường ban hành Kế hoạch như sau:\n"
)
ENGLISH = "The Mayor’s café – naïve and plain English text with hardly any accents at all"


def windows_1258(text: str) -> bytes:
    """Windows-1258 as Windows writes it: letters with their shape, tones as marks behind."""
    out = bytearray()
    for c in text:
        try:
            out += c.encode("cp1258")
        except UnicodeEncodeError:
            decomposed = unicodedata.normalize("NFD", c)
            tone = next(m for m in decomposed[1:] if m in "\u0300\u0301\u0303\u0309\u0323")
            shape = unicodedata.normalize("NFC", decomposed.replace(tone, ""))
            out += shape.encode("cp1258") + tone.encode("cp1258")
    return bytes(out)


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.stem[:12])
def test_documents_in_every_encoding(path: Path) -> None:
    data = path.read_bytes()
    text = data.decode("utf-8")
    assert decode(data) == text
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        assert decode(text.encode(encoding)) == text, encoding
    assert decode("\ufeff".encode("utf-16-be") + text.encode("utf-16-be")) == text
    plain = text.translate(str.maketrans({"“": '"', "”": '"', "–": "-"}))
    assert decode(windows_1258(plain)) == plain


def test_utf8_is_returned_unchanged_but_for_the_byte_order_mark() -> None:
    for text in ("a\r\nb\rc\n\n", unicodedata.normalize("NFD", TEXT), "  \ttab\u00a0\u200b", "a\ufeffb"):
        assert decode(text.encode("utf-8")) == text
    assert decode("\ufeff\ufeffa".encode()) == "\ufeffa"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Céng hoµ x· héi chñ nghÜa, Uû ban nh©n d©n".encode("latin-1"), "Cộng hoà xã hội chủ nghĩa, Uỷ ban nhân dân"),
        ("UÛy ban nhaân daân quyeát ñònh ban haønh".encode("latin-1"), "Ủy ban nhân dân quyết định ban hành"),
        (ENGLISH.encode("cp1252"), ENGLISH),
        (windows_1258("Ủy ban nhân dân"), "Ủy ban nhân dân"),
    ],
)
def test_one_byte_encodings(data: bytes, text: str) -> None:
    assert decode(data) == text


def test_text_cut_off_in_a_letter_is_read() -> None:
    data = TEXT.encode("utf-8")
    cut = data[: data.index("ế".encode()) + 2]
    assert decode(cut) == cut[:-2].decode("utf-8") + "\ufffd"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "rỗng"),
        (b"\x00" * 100, "nhị phân"),
        (bytes(range(256)) * 20, "nhị phân"),
        (b"abc\x00def" * 50, "nhị phân"),
        (bytes(range(1, 32)) * 20, "nhị phân"),
        (b"\xff\xfe" + "văn".encode("utf-16-le") + b"\x00\xd8", "UTF-16-LE"),
        (b"\xef\xbb\xbf\xff\xff", "UTF-8"),
        (bytes(range(0x80, 0x100)) * 20, "bảng mã"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"),
        (b"\x89PNG\r\n\x1a\n", "ảnh"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableDocument, match=said):
        decode(data)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff", exclude_categories=["Cc"]), min_size=1))
def test_utf16_with_mark_equals_utf8(text: str) -> None:
    assert decode(text.encode("utf-16")) == decode(b"\xef\xbb\xbf" + text.encode("utf-8"))


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_unreadable(data: bytes) -> None:
    try:
        text = decode(data)
    except UnreadableDocument:
        return
    assert text or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
