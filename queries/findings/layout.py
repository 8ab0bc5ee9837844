"""How a citation is set: broken over pages, spaces, the word "số"."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from queries.findings.corpus import Corpus
from queries.findings.facts import Citation
from queries.findings.finding import Slip
from queries.findings.read import Read
from queries.findings.rule import rule
from queries.findings.speak import both, say

_PAGE = re.compile(r"\n[ \t*]*\n")
_GAP = re.compile(r"\n(?=[ \t*]*\n)")
_OPEN = re.compile(r"(?:\bvà|,|\bcủa)[ \t]*\n[ \t]*\n[ \t]*$")


@rule("broken-citation")
def broken_citation(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A citation, a law's name or a list of citations that an empty line or a page break tears apart. Lines that are
    merely wrapped are none."""
    gaps = [gap.start() for gap in _GAP.finditer(read.text)]
    for c in read.citations:
        if c.form not in ("numbered", "named", "blank"):
            continue
        end = read.stretch(c)
        # Most citations have no empty line in or before them.
        near = bisect_left(gaps, c.start - 40)
        if near == len(gaps) or gaps[near] >= end:
            continue
        torn = _PAGE.search(read.text, c.start, end)
        lead = _OPEN.search(read.text[max(0, c.start - 40) : c.start])
        if torn is None and lead is None:
            continue
        start = c.start if torn else c.start - (len(lead[0]) if lead else 0)
        whole = " ".join(re.sub(r"\*+", "", read.text[c.start : end]).split())
        yield Slip(
            start,
            end if torn else c.end,
            say(
                f"Viện dẫn “{_short(whole)}” bị ngắt giữa chừng (sang trang hoặc dòng trống).",
                f"The citation “{_short(whole)}” is torn apart (page break or empty line).",
            ),
            both(whole),
            c.known.id if c.known else None,
            key=(torn.start() if torn else c.ordinal, bool(torn)),
        )


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:89].rsplit(" ", 1)[0] + "…"


_SPACED = re.compile(r"\d\s+[-/–]|[-/–]\s+[A-Za-zĐ\d]|[A-Za-zĐ]\s+[-/–]\s*[A-ZĐ]|\bsố\d|(?<=[A-Za-zĐ])\s+/")


@rule("spacing")
def spacing(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """Spaces inside number and symbol, or none after "số"."""
    for c in read.citations:
        if c.form not in ("numbered", "self", "blank") or "\n" in c.text:
            continue
        found = _SPACED.search(c.text)
        if found is None or (
            c.form in ("blank", "self") and not c.number and not re.search(r"[-/]\s+[A-ZĐ]|[A-Z]\s+[-/]", c.text)
        ):
            continue
        right = _tight(c)
        if right == c.code:
            continue
        yield Slip(
            c.start,
            c.end,
            say(f"“{c.code}”: số và ký hiệu viết liền.", f"“{c.code}”: number and symbol stand without spaces."),
            both(right),
            c.known.id if c.known else None,
            key=c.code,
        )


def _tight(c: Citation) -> str:
    text = re.sub(r"\s*([-/–])\s*", r"\1", c.code)
    text = re.sub(r"\b([Ss]ố:?)(?=[\d/])", r"\1 ", text)
    return " ".join(text.split())


@rule("missing-word")
def missing_word(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """No "số" between type and number at the first citation: Quyết định số 12/QĐ-UBND. Later ones are shortened."""
    seen: set[str] = set()
    for c in read.numbered:
        key = c.known.id if c.known else c.code
        first = key not in seen
        seen.add(key)
        if not first or not c.type or not c.number or not c.symbol or c.start < read.body_start:
            continue
        head = c.code[: len(c.type) + 8]
        if re.search(r"\bsố\b|\bsố\d", c.code) or not re.match(re.escape(c.type) + r"\s+\d", head, re.I):
            continue
        right = re.sub(rf"^({re.escape(c.type)})\s+", r"\1 số ", c.code, flags=re.I)
        yield Slip(
            c.start,
            c.end,
            say(f"“{c.code}” thiếu chữ “số”.", f"“{c.code}” lacks the word for “number”."),
            both(right),
            c.known.id if c.known else None,
            key=c.code,
        )
