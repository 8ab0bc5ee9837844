"""Tasks as a calendar (RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from starlette.responses import Response

from queries.unit import Due
from viz.i18n import say

_WIDTH = 75


def calendar(name: str, file: str, tasks: Iterable[Due], lang: str) -> Response:
    """An all-day entry on the last day of every task that has one."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//viendan//tasks//{lang.upper()}",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for task in tasks:
        if not task.due:
            continue
        day = date.fromisoformat(task.due)
        about = [f"{task.document_label}, {task.label}"]
        about += [f"{say('Chủ trì', lang)}: {', '.join(task.lead)}"] if task.lead else []
        about += [f"{say('Thời hạn', lang)}: {task.deadline}"] if task.deadline else []
        lines += [
            "BEGIN:VEVENT",
            f"UID:{task.document}-{task.start}@viendan",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(' '.join(task.text.split())[:250])}",
            f"DESCRIPTION:{_text(chr(10).join(about))}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    body = "".join(f"{part}\r\n" for line in lines for part in _folded(line))
    headers = {"content-disposition": f'attachment; filename="{file}.ics"'}
    return Response(body, media_type="text/calendar; charset=utf-8", headers=headers)


def _text(value: str) -> str:
    clean = "".join(c for c in value if c.isprintable() or c == "\n")
    return clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in parts of 75 bytes at most, cut between characters; those after the first begin with a space."""
    part = ""
    for c in line:
        if len((part + c).encode()) > _WIDTH:
            yield part
            part = " "
        part += c
    yield part
