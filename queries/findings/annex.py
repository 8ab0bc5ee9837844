"""Headings of annexes."""

import re
from collections.abc import Iterator

from ingest.fold import fold
from queries.findings.corpus import Corpus
from queries.findings.finding import Evidence, Severity, Slip
from queries.findings.read import Read
from queries.findings.rule import rule
from queries.findings.speak import say

_HEAD = re.compile(r"^[ \t*]*PHỤ LỤC[ \t]+(?P<number>[IVX]+|\d+)\b[^\w\n]*(?P<rest>[^\n]*)$", re.MULTILINE)
_NAME = 220
"""Characters of a heading that are compared."""


@rule("stale-period")
def same_annex(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """Two annexes of different numbers with one name: one was copied from the other."""
    seen: dict[str, tuple[str, re.Match[str]]] = {}
    for found in _HEAD.finditer(read.text):
        name = " ".join(re.findall(r"[a-z0-9]+", fold(read.text[found.start("rest") : found.start("rest") + _NAME])))
        name = name.split(" kem theo ")[0].split(" stt ")[0]
        if len(name.split()) < 6:
            continue
        other = seen.setdefault(name, (found["number"], found))
        if other[0] == found["number"]:
            continue
        first = other[1]
        yield Slip(
            found.start(),
            found.end(),
            say(
                f"Phụ lục {found['number']} có cùng tên với Phụ lục {other[0]} (dòng {read.line(first.start())}).",
                f"Annex {found['number']} has the name of annex {other[0]} (line {read.line(first.start())}).",
            ),
            None,
            None,
            (Evidence(read.id, first.start(), first.end(), first[0], read.line(first.start())),),
            key=name,
            severity=Severity.INFO,
        )
