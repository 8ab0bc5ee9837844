"""All rules over one document, and what they see made into findings."""

import hashlib
from collections.abc import Iterable
from typing import Any

from queries.findings import (  # noqa: F401 - each registers its rules
    annex,
    blank,
    body,
    conflict,
    date,
    deadline,
    first,
    force,
    judged,
    layout,
    period,
    reference,
    separator,
    subject,
    symbol,
    title,
    variant,
    word,
)
from queries.findings.corpus import Corpus
from queries.findings.finding import Place, Said, Slip, body_of
from queries.findings.read import Read
from queries.findings.rule import CHECKS, rules

_LONGEST = 600
"""Characters of a quote that are kept."""


def look(read: Read, corpus: Corpus) -> list[dict[str, Any]]:
    """Rows of the table `findings` for one document. Slips of one rule and key are one finding with its places."""
    merged: dict[tuple[str, object], list[Slip]] = {}
    for key, check in CHECKS:
        for k, slip in enumerate(check(read, corpus)):
            merged.setdefault((key, slip.key if slip.key is not None else (check.__name__, k)), []).append(slip)
    rows: dict[str, dict[str, Any]] = {}
    for (key, _), slips in merged.items():
        row = _row(read, key, slips)
        rows.setdefault(row["id"], row)
    return sorted(rows.values(), key=lambda r: (r["start"], r["rule"], r["id"]))


def _row(read: Read, key: str, slips: list[Slip]) -> dict[str, Any]:
    slips.sort(key=lambda s: (s.start, s.end))
    slip = slips[0]
    places = tuple(_places(read, slips))
    return {
        "id": identity(key, read.row.sha256, slip.start, slip.end),
        "rule": key,
        "severity": str(slip.severity or rules()[key].severity),
        "document_id": read.id,
        "start": slip.start,
        "end": slip.end,
        "instrument_id": slip.instrument,
        "body": body_of(slip, places),
    }


def _places(read: Read, slips: Iterable[Slip]) -> Iterable[tuple[Place, Said]]:
    seen: set[tuple[int, int]] = set()
    for s in slips:
        if (s.start, s.end) not in seen:
            seen.add((s.start, s.end))
            quote = read.text[s.start : min(s.end, s.start + _LONGEST)]
            yield Place(s.start, s.end, read.line(s.start), quote), s.said


def identity(key: str, digest: str, start: int, end: int) -> str:
    """Of a finding: the same at every build from nothing, for a document is known by its bytes."""
    return f"{key}-{hashlib.sha256(f'{key}|{digest}|{start}|{end}'.encode()).hexdigest()[:8]}"
