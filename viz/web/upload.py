"""A file from outside: named by us, looked at before it is read, read by a process that can be killed."""

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from viz.web.settings import Limits

SUFFIXES = (".txt", ".md", ".docx", ".pdf", ".html", ".odt", ".rtf")
"""What a draft may be; the rest of its name is never used."""
_ZIPS = (".docx", ".odt")
_EXPANDED = 200_000_000
_ENTRIES = 5_000
_RATIO = 200


class UploadError(Exception):
    """`kind` is one of the problems; the message says what to do about the file."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Checked:
    """`report` is what `viendan check --json` prints; `docx` the report as a file, or None where none was made."""

    report: dict[str, Any]
    docx: bytes | None


def check_draft(db: Path, name: str, body: bytes, lang: str, limits: Limits) -> Checked:
    """Holds a draft against the database. Nothing of it stays on disk. Raises UploadError."""
    suffix = _suffix(name)
    _look_at(suffix, body, limits)
    with tempfile.TemporaryDirectory(prefix="viendan-") as folder:
        draft, docx = Path(folder) / f"draft{suffix}", Path(folder) / "report.docx"
        draft.write_bytes(body)
        words = ["check", str(draft), "--json", "--docx", str(docx), "--db", str(db.resolve()), "--lang", lang]
        printed = _run(words, folder, limits)
        report = _read(printed) | {"path": Path(name.replace("\\", "/")).name}
        return Checked(report, docx.read_bytes() if docx.exists() else None)


def _suffix(name: str) -> str:
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
        try:
            with zipfile.ZipFile(io.BytesIO(body)) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError):
            raise UploadError("unreadable", f"Tệp {suffix} bị hỏng hoặc không đúng định dạng.") from None
        whole = sum(e.file_size for e in entries)
        if len(entries) > _ENTRIES or whole > _EXPANDED or whole > _RATIO * max(len(body), 50_000):
            raise UploadError("size", "Tệp nén phình ra quá lớn khi mở.")


def _run(words: list[str], folder: str, limits: Limits) -> bytes:
    command = [
        sys.executable,
        "-I",
        "-m",
        "viz.web.confined",
        str(limits.check_memory),
        str(int(limits.check_seconds) + 1),
    ]
    environment = {k: v for k in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP") if (v := os.environ.get(k))}
    with subprocess.Popen(  # noqa: S603 (our own program; the file's name is ours)
        [*command, *words],
        cwd=folder,
        env=environment | {"PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            printed, _ = process.communicate(timeout=limits.check_seconds)
        except subprocess.TimeoutExpired:
            _kill(process)
            raise UploadError("too-long", "Đọc tệp mất quá nhiều thời gian nên đã dừng lại.") from None
    if process.returncode < 0:
        raise UploadError("unreadable", "Không đọc được tệp trong giới hạn bộ nhớ và thời gian.")
    return printed


def _kill(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()


def _read(printed: bytes) -> dict[str, Any]:
    try:
        report = json.loads(printed)
    except ValueError:
        raise UploadError("unreadable", "Không đọc được tệp này.") from None
    if not isinstance(report, dict) or "findings" not in report:
        reason = report.get("error") or report.get("reason") if isinstance(report, dict) else None
        raise UploadError("unreadable", str(reason or "Không đọc được tệp này."))
    return report
