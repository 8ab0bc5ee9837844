"""Page furniture: page numbers and running heads, which stand in the middle of sentences and belong to none."""

import re
from bisect import bisect_right
from collections import Counter
from itertools import pairwise

_NUMBER = re.compile(
    r"(?P<mark>-[ ]?|Trang[ ]|Page[ ]|[Tt]r\.[ ]?)?(?P<page>\d{1,3})(?P<of>[ ]?(?:/|of|trên)[ ]?\d{1,3}|[ ]?-)?[ ]*"
)
_DIGITS = re.compile(r"\d+")
_LONGEST = 14
"""Of a line with a page number ("Trang 12/105")."""
_PAGE = 800
"""Fewer characters than a page of text or table holds."""

Spans = list[tuple[int, int]]


def find_furniture(text: str, breaks: Spans, feeds: list[int]) -> tuple[Spans, list[int]]:
    """The spans of page numbers and running heads, and where pages end; `breaks` are the breaks between lines,
    `feeds` where a form feed stood.

    A number alone on a line is a page number where it is decorated ("- 2 -", "Trang 2/5"), or where such numbers
    count on from page to page, at least 800 characters apart; a column of a table that fell apart does neither. A
    running head is a line beside the end of a page that comes back, but for its digits, at most page ends.
    """
    short = [k for k, (a, b) in enumerate(pairwise(breaks), 1) if b[0] - a[1] <= _LONGEST]
    if breaks and breaks[0][0] <= _LONGEST:
        short.insert(0, 0)
    if breaks and len(text) - breaks[-1][1] <= _LONGEST:
        short.append(len(breaks))
    numbered = _page_numbers(text, breaks, short)
    if not numbered and not feeds:
        return [], []
    fed = sorted({bisect_right(breaks, (feed, len(text))) - 1 for feed in feeds})
    beside = {k - 1 for k in numbered} | {k + 1 for k in numbered} | set(fed) | {k + 1 for k in fed}
    found = {k: _line(text, breaks, k) for k in numbered}
    heads: dict[int, str] = {}
    for k in sorted(beside - set(numbered)):
        if 0 <= k <= len(breaks):
            start, end = _line(text, breaks, k)
            line = text[start : min(end, start + 121)].strip()
            if line and len(line) <= 120 and "\t" not in line:
                heads[k] = _DIGITS.sub("0", line)
    counts = Counter(heads.values())
    often = max(2, (max(len(numbered), len(fed)) + 1) // 2)
    found |= {k: _line(text, breaks, k) for k, head in heads.items() if counts[head] >= often}
    pages = {found[k][0] for k in numbered} | {breaks[k][0] for k in fed}
    return sorted(found.values()), sorted(pages)


def _line(text: str, breaks: Spans, k: int) -> tuple[int, int]:
    return breaks[k - 1][1] if k else 0, breaks[k][0] if k < len(breaks) else len(text)


def _page_numbers(text: str, breaks: Spans, lines: list[int]) -> list[int]:
    """Which of the short lines are page numbers."""
    sure: list[int] = []
    chain: list[int] = []
    bare = page = at = 0
    for k in lines:
        start, end = _line(text, breaks, k)
        match = _NUMBER.fullmatch(text, start, end)
        if match is None:
            continue
        if match["mark"] or match["of"]:
            sure.append(k)
            continue
        bare += 1
        number = int(match["page"])
        if number <= 3 if not chain else page < number <= page + 2 and start - at >= _PAGE:
            chain.append(k)
            page, at = number, start
    if chain and len(chain) * 5 >= bare * 3 and (len(chain) > 1 or _line(text, breaks, chain[0])[0] >= _PAGE // 2):
        sure += chain
    return sorted(sure)
