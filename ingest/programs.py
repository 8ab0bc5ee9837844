"""Formats that a system program reads: PDF, scans, and the older word-processor formats."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from ingest.decode import UnreadableDocument
from ingest.layout import layout_text

_INSTALL = {
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "tesseract": "tesseract-ocr và tesseract-ocr-vie",
    "soffice": "LibreOffice",
}
_SECONDS = 300
_MOST_PAGES = 300
_MOST_TEXT = 512 * 1024 * 1024
_LEAST_TEXT = 32
"""Letters that a PDF with a text layer has at least; one with fewer is a scan."""


def _find(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise UnreadableDocument(f"Cần chương trình {program} để đọc tệp này; hãy cài {_INSTALL[program]}.")
    return found


def _run(arguments: list[str], folder: Path, seconds: int = _SECONDS) -> None:
    environment = {**os.environ, "HOME": str(folder), "OMP_THREAD_LIMIT": "1"}
    try:
        subprocess.run(  # noqa: S603 - no shell; the program is found on the path, file names follow "--" or are absolute
            arguments,
            cwd=folder,
            env=environment,
            check=True,
            timeout=seconds,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(f"Đọc tệp quá lâu (trên {seconds} giây), đã dừng.") from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise UnreadableDocument(
            f"{Path(arguments[0]).name} không đọc được tệp: tệp bị hỏng hoặc được đặt mật khẩu."
        ) from error


def _output(path: Path) -> str:
    if not path.is_file():
        raise UnreadableDocument("Chương trình chuyển đổi không tạo ra văn bản: tệp bị hỏng hoặc được đặt mật khẩu.")
    if path.stat().st_size > _MOST_TEXT:
        raise UnreadableDocument("Văn bản trong tệp quá lớn (trên 512 MB).")
    return path.read_bytes().decode("utf-8", "replace")


def read_pdf(path: Path) -> str:
    """The text layer of a PDF in reading order, pages parted by form feeds; a PDF without one is read by recognition
    (slow).
    """
    program = _find("pdftotext")
    with tempfile.TemporaryDirectory(prefix="viendan-") as name:
        folder = Path(name)
        target = folder / "boxes.html"
        _run([program, "-enc", "UTF-8", "-bbox-layout", str(path.absolute()), str(target)], folder)
        text = layout_text(_output(target))
        if sum(map(str.isalpha, text[:10000])) >= _LEAST_TEXT:
            return text
        _find("tesseract")
        pages = [_find("pdftoppm"), "-r", "200", "-gray", "-png", "-l", str(_MOST_PAGES), str(path.absolute()), "page"]
        _run(pages, folder)
        return "\f".join(_recognise(image, folder) for image in sorted(folder.glob("page*.png")))


def read_scan(path: Path) -> str:
    """The text of an image, by recognition."""
    _find("tesseract")
    with tempfile.TemporaryDirectory(prefix="viendan-") as name:
        return _recognise(path.absolute(), Path(name))


def _recognise(image: Path, folder: Path) -> str:
    target = folder / "recognised"
    _run([_find("tesseract"), str(image), str(target), "-l", "vie", "--psm", "3"], folder)
    return _output(target.with_suffix(".txt")).rstrip("\f\n ") + "\n"


def convert_to_docx(path: Path, folder: Path, suffix: str) -> Path:
    """A .docx made from another word-processor format, that of the suffix, in a folder of the caller's."""
    program = _find("soffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    copy = folder / f"document{suffix}"  # a plain name: LibreOffice reads some characters of names as its own
    shutil.copyfile(path, copy)
    _run([program, profile, "--headless", "--convert-to", "docx", "--outdir", str(folder), str(copy)], folder)
    made = copy.with_suffix(".docx")
    if not made.is_file():
        raise UnreadableDocument("LibreOffice không chuyển được tệp: tệp bị hỏng hoặc được đặt mật khẩu.")
    return made
