"""A file from outside: named by us, looked at before it is read, read by a process that can be killed."""

import io
import json
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from viz.web.apart import Broken, Late, run_apart
from viz.web.attachment import base_name
from viz.web.deadline import begin_again
from viz.web.settings import Limits

SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".html", ".odt", ".rtf")
"""What a draft may be; the rest of its name is never used."""
_ZIPS = {".docx": "word/", ".odt": "content.xml"}
"""With what the name of a part begins that each has."""
_OLD = b"\xd0\xcf\x11\xe0"
"""Begins what Word of before 2007 writes, and what it writes with a password."""
_EXPANDED = 200_000_000
_ENTRIES = 5_000
_RATIO = 200


class UploadError(Exception):
    """`kind` is one of the problems; the message says what to do about the file."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


FORMS = ("html", "docx", "xlsx")
"""Of the report of a check."""


@dataclass(frozen=True, slots=True)
class Checked:
    """`report` is what `viendan check --json` prints; `files` the report as a file, by form, where one was made."""

    report: dict[str, Any]
    files: dict[str, bytes]


def check_draft(db: Path, name: str, body: bytes, lang: str, limits: Limits, forms: Sequence[str] = FORMS) -> Checked:
    """Holds a draft against the database; `forms` are those of the report that are wanted as files. Nothing of it stays
    on disk. Raises UploadError."""
    suffix = suffix_of(name)
    _look_at(suffix, body, limits)
    with tempfile.TemporaryDirectory(prefix="viendan-") as folder:
        draft = Path(folder) / f"draft{suffix}"
        made = {form: Path(folder) / f"report.{form}" for form in forms}
        draft.write_bytes(body)
        wanted = [word for form, path in made.items() for word in (f"--{form}", str(path))]
        printed = _run(
            ["check", str(draft), "--json", *wanted, "--db", str(db.resolve()), "--lang", lang], folder, limits
        )
        begin_again(limits.seconds)
        shown = base_name(name, suffix)
        report = _read(printed, str(draft), shown) | {"path": shown}
        return Checked(report, {form: path.read_bytes() for form, path in made.items() if path.exists()})


def suffix_of(name: str) -> str:
    """Raises UploadError for a kind of file that is not read."""
    found = next((s for s in SUFFIXES if name.lower().endswith(s)), None)
    if found is None:
        raise UploadError("unreadable", f"Chỉ nhận tệp {', '.join(SUFFIXES)}.")
    return found


def _look_at(suffix: str, body: bytes, limits: Limits) -> None:
    """Refuses what is empty, too large, or a zip that swells when it is opened."""
    if not body:
        raise UploadError("unreadable", "Tệp rỗng.")
    if len(body) > limits.upload_bytes:
        raise UploadError("size", f"Tệp lớn hơn {limits.upload_bytes // 1_000_000} MB.")
    if suffix in _ZIPS:
        if body.startswith(_OLD):
            raise UploadError(
                "unreadable",
                f"Tệp có mật khẩu, hoặc là tệp Word đời cũ (.doc): hãy bỏ mật khẩu và lưu lại dạng {suffix}.",
            )
        try:
            with zipfile.ZipFile(io.BytesIO(body)) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError):
            raise UploadError("unreadable", f"Tệp {suffix} bị hỏng hoặc không đúng định dạng.") from None
        whole = sum(e.file_size for e in entries)
        if len(entries) > _ENTRIES or whole > _EXPANDED or whole > _RATIO * max(len(body), 50_000):
            raise UploadError("size", "Tệp nén phình ra quá lớn khi mở.")
        if not any(e.filename.startswith(_ZIPS[suffix]) for e in entries):
            raise UploadError(
                "unreadable",
                f"Tệp có đuôi {suffix} nhưng bên trong là định dạng khác: hãy mở tệp rồi lưu lại đúng định dạng.",
            )


def _run(words: list[str], folder: str, limits: Limits) -> bytes:
    try:
        return run_apart(words, folder, limits.check_seconds, limits.check_memory)[1]
    except Late:
        raise UploadError("too-long", "Đọc tệp mất quá nhiều thời gian nên đã dừng lại.") from None
    except Broken:
        raise UploadError("unreadable", "Không đọc được tệp trong giới hạn bộ nhớ và thời gian.") from None


def _read(printed: bytes, here: str, shown: str) -> dict[str, Any]:
    """The report; a reason why there is none names the file as its sender does, not where it lay here."""
    try:
        report = json.loads(printed)
    except ValueError:
        raise UploadError("unreadable", "Không đọc được tệp này.") from None
    if not isinstance(report, dict) or "findings" not in report:
        reason = report.get("error") or report.get("reason") if isinstance(report, dict) else None
        told = str(reason or "Không đọc được tệp này.").replace(here, shown)
        raise UploadError("unreadable", told if told.startswith(shown) else told[:1].upper() + told[1:])
    return report
