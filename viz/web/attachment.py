"""Names of files: as they may be kept and shown, and as a browser may save them."""

import re
import unicodedata
from urllib.parse import quote

from starlette.responses import Response

_LONGEST = 120
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def base_name(name: str, suffix: str) -> str:
    """A file's name without its folders, without controls (also those that reorder or hide text), not too long; it
    ends in `suffix`, as the name that was given did."""
    base = name.replace("\\", "/").rpartition("/")[2]
    folded = " ".join("".join(c for c in unicodedata.normalize("NFC", base) if c.isprintable()).split())
    stem = folded[: -len(suffix)] if folded.lower().endswith(suffix) else folded
    return (stem.strip(" .")[:_LONGEST] or "du-thao") + suffix


def attached(body: bytes | str, name: str, kind: str, headers: dict[str, str] | None = None) -> Response:
    """A file to be saved, never shown in place."""
    return Response(body, media_type=kind, headers={"content-disposition": disposition(name), **(headers or {})})


def disposition(name: str) -> str:
    """The name in letters that every browser reads, and in full beside it (RFC 6266)."""
    safe = _FORBIDDEN.sub("-", name).strip(" .") or "tep"
    if _DEVICES.match(safe):
        safe = f"_{safe}"
    plain = re.sub(r"[^A-Za-z0-9._-]", "-", safe)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"
