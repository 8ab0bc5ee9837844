"""Bytes to text: Unicode in its encodings, Windows-1258, and the font encodings of before Unicode."""

import codecs
import re
import unicodedata

from ingest.legacy import Encoding, convert, to_unicode, vietnamese_share


class UnreadableDocument(ValueError):  # noqa: N818 - a document that cannot be read is a result as much as an error
    """A document that cannot be read; its text is one sentence for the person, in Vietnamese."""


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "nén (ZIP, DOCX, ODT …)"),
    (b"\xd0\xcf\x11\xe0", "Word kiểu cũ (.doc)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "ảnh"),
    (b"\xff\xd8\xff", "ảnh"),
    (b"GIF8", "ảnh"),
    (b"II*\x00", "ảnh"),
    (b"MM\x00*", "ảnh"),
    (b"\x7fELF", "chương trình"),
    (b"MZ\x90", "chương trình"),
    (b"\x1f\x8b", "nén"),
    (b"SQLite format 3\x00", "cơ sở dữ liệu"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 65536
_VIETNAMESE_PLANES = frozenset((0x00, 0x01, 0x1E, 0x20))


def decode(data: bytes) -> str:
    """The text of a file's bytes. UTF-8 comes back as it is, line ends and all; a byte-order mark is not part of
    the text.

    Read are UTF-8, UTF-16 and UTF-32 (UTF-16 also without its mark), Windows-1258 (composed: its tones are marks of
    their own), TCVN3 and VNI-Windows. Text of a font encoding that arrives inside UTF-8 is converted too. Binary
    data, and bytes in which no encoding makes sense, raise UnreadableDocument.
    """
    if not data:
        raise UnreadableDocument("Tệp rỗng, không có nội dung để đọc.")
    for kind, name in _KINDS:
        if data.startswith(kind):
            raise UnreadableDocument(f"Đây là tệp {name}, không phải tệp văn bản thuần.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        return _strict(data, _utf16(sample))
    if len(_CONTROL.findall(sample)) * 200 > len(sample):
        raise UnreadableDocument("Tệp nhị phân, không phải văn bản.")
    try:
        return to_unicode(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        text = _damaged(data)
        return text if text is not None else _one_byte(data, error)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return to_unicode(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise UnreadableDocument(f"Không giải mã được tệp theo bảng mã {encoding.upper()}: dữ liệu bị hỏng.") from error


def _utf16(sample: bytes) -> str:
    """Which UTF-16 a text without a mark is in: the one whose high bytes are those of Vietnamese."""
    if len(sample) >= 4:
        for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
            low = sample[0::2] if encoding == "utf-16-le" else sample[1::2]
            likely = sum(byte in _VIETNAMESE_PLANES for byte in high)
            if likely >= 0.97 * len(high) and low.count(0) * 20 <= len(low):
                return encoding
    raise UnreadableDocument("Tệp nhị phân, không phải văn bản.")


def _damaged(data: bytes) -> str | None:
    """UTF-8 with a few bad bytes (a file cut off, a bad copy), each shown as U+FFFD; None if it is not UTF-8 at all."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for c in text[:_SAMPLE] if "\u00bf" < c != "\ufffd")
    cut = bad == 1 and text.endswith("\ufffd") and good > 0
    return to_unicode(text) if cut or bad * 50 <= good else None


def _one_byte(data: bytes, error: UnicodeDecodeError) -> str:
    western = data.decode("cp1252", "replace") if not _undefined(data) else data.decode("latin-1")
    candidates = {Encoding.TCVN3: convert(western, Encoding.TCVN3), Encoding.VNI: convert(western, Encoding.VNI)}
    shares = {text: vietnamese_share(text) for text in candidates.values()}
    try:
        windows = unicodedata.normalize("NFC", data.decode("cp1258"))
        shares[windows] = vietnamese_share(windows)
    except UnicodeDecodeError:
        pass
    best = max(shares, key=lambda text: shares[text])
    if shares[best] >= 0.7:
        return best
    if sum(byte > 0x7F for byte in data[:_SAMPLE]) * 10 <= len(data[:_SAMPLE]) and not _undefined(data):
        return western
    raise UnreadableDocument(
        "Không nhận ra bảng mã của tệp; hãy mở tệp và lưu lại dưới dạng văn bản Unicode (UTF-8)."
    ) from error


def _undefined(data: bytes) -> bool:
    return any(byte in data for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
