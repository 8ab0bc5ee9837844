"""Files to text, whatever their format, and the files that a folder holds."""

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ingest.decode import UnreadableDocument, decode
from ingest.hypertext import read_html
from ingest.legacy import to_unicode
from ingest.programs import convert_to_docx, read_pdf, read_scan
from ingest.reason import reason
from ingest.word import read_docx

__all__ = ["SUPPORTED", "UnreadableDocument", "iter_documents", "read_text"]

_MEGABYTE = 1024 * 1024
_MOST_TEXT = 64 * _MEGABYTE
_MOST_OTHER = 256 * _MEGABYTE
_NAMED_SO = frozenset((".doc", ".docx", ".odt", ".rtf", ".pdf"))
_SIGNS = ((b"PK\x03\x04", ".docx"), (b"\xd0\xcf\x11\xe0", ".doc"), (b"{\\rtf", ".rtf"), (b"%PDF-", ".pdf"))
_PAGE = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+)?html\b", re.IGNORECASE)


def _plain(path: Path) -> str:
    return decode(path.read_bytes())


def _html(path: Path) -> str:
    return read_html(_plain(path))


def _office(path: Path) -> str:
    with tempfile.TemporaryDirectory(prefix="viendan-") as folder:
        return read_docx(convert_to_docx(path, Path(folder), _format(path)))


def _format(path: Path) -> str:
    """The suffix of what a file holds, where its name says that it is a word processor's or a PDF: a web page saved
    as .doc, an older document renamed to .docx.
    """
    suffix = path.suffix.lower()
    if suffix not in _NAMED_SO:
        return suffix
    with path.open("rb") as file:
        start = file.read(1024)
    found = next((held for sign, held in _SIGNS if start.startswith(sign)), None)
    if found == ".docx" and b"mimetypeapplication/vnd.oasis" in start:
        return ".odt"
    return found or (".html" if _PAGE.match(start.replace(b"\x00", b"")) else suffix)


_READERS: dict[str, Callable[[Path], str]] = {
    **dict.fromkeys((".txt", ".md"), _plain),
    **dict.fromkeys((".html", ".htm"), _html),
    **dict.fromkeys((".doc", ".odt", ".rtf"), _office),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff"), read_scan),
    ".docx": read_docx,
    ".pdf": read_pdf,
}

SUPPORTED = frozenset(_READERS)
"""The suffixes that can be read, in lower case; some need a system program (see `ingest.programs`)."""


def read_text(path: Path) -> str:
    """The text of a document, to which all offsets refer.

    Of .txt and .md it is the decoded text unchanged (a byte-order mark apart, and text of font encodings
    converted). Whatever is wrong raises UnreadableDocument with a Vietnamese sentence that names the file and says
    what to do.
    """
    try:
        return _read(path)
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{path}: {error}") from error
    except FileNotFoundError as error:
        raise UnreadableDocument(f"{path}: Không tìm thấy tệp; hãy kiểm tra lại đường dẫn.") from error
    except PermissionError as error:
        raise UnreadableDocument(f"{path}: Không có quyền đọc tệp; hãy cấp quyền đọc rồi thử lại.") from error
    except OSError as error:
        raise UnreadableDocument(f"{path}: Không đọc được tệp ({reason(error)}).") from error
    except (ValueError, MemoryError) as error:
        raise UnreadableDocument(f"{path}: Không đọc được tệp ({error}).") from error


def _read(path: Path) -> str:
    if path.is_dir():
        raise UnreadableDocument("Đây là một thư mục, không phải tệp văn bản.")
    size = path.stat().st_size
    if not path.is_file():
        raise UnreadableDocument("Đây không phải là tệp thường (thiết bị hoặc ống dẫn), không đọc được.")
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        known = ", ".join(sorted(SUPPORTED))
        raise UnreadableDocument(f"Định dạng “{suffix or 'không có đuôi'}” chưa được hỗ trợ; đọc được: {known}.")
    if size == 0:
        raise UnreadableDocument("Tệp rỗng, không có nội dung để đọc.")
    reader = _READERS[_format(path)]
    most = _MOST_TEXT if reader in {_plain, _html} else _MOST_OTHER
    if size > most:
        raise UnreadableDocument(
            f"Tệp quá lớn ({size // _MEGABYTE} MB, giới hạn {most // _MEGABYTE} MB); hãy tách thành các tệp nhỏ hơn."
        )
    with path.open("rb"):  # a file that may not be read says so here, not in a program's words
        pass
    text = reader(path)
    if reader not in {_plain, _html}:
        text = to_unicode(text)
    if not text.strip():
        raise UnreadableDocument("Không tìm thấy chữ nào trong tệp.")
    return text


def iter_documents(paths: Iterable[Path], skipped: Callable[[Path, str], None] | None = None) -> Iterator[Path]:
    """The documents that paths stand for: a file is itself, a folder all the supported files below it, in a sorted
    order.

    Hidden files and folders, lock files (~$…) and folders behind symbolic links are passed over in silence; files
    of other formats are told to `skipped` with the reason. A file reached twice comes once. A path that is missing
    or of another format comes as it is when it was named itself, so that `read_text` can say what is wrong with it.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in _below(path, skipped) if path.is_dir() else (path,):
            real = file.resolve()
            if real not in seen:
                seen.add(real)
                yield file


def _below(folder: Path, skipped: Callable[[Path, str], None] | None) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        if skipped:
            skipped(Path(error.filename or folder), "Không có quyền mở thư mục.")

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith((".", "~$")):
                continue
            file = Path(parent, name)
            if file.suffix.lower() in SUPPORTED:
                yield file
            elif skipped:
                skipped(file, f"Định dạng “{file.suffix or 'không có đuôi'}” chưa được hỗ trợ.")
