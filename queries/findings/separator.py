"""Symbols written with the separators of the other system, and numbers easily taken for one another."""

import re
from collections.abc import Iterator

from graph.authority import body_of, tokens
from graph.kind import Symbol, read_symbol
from graph.resolve_value import regular
from queries.cite import cite
from queries.findings.corpus import Corpus
from queries.findings.facts import Citation
from queries.findings.finding import Slip
from queries.findings.read import Read
from queries.findings.rule import rule
from queries.findings.speak import both, say

_WRITTEN = re.compile(
    r"(?P<number>\d[\d.]*[a-z]?)\s*(?P<first>[-/])\s*(?:(?P<year>(?:19|20)\d\d)\s*(?P<mid>[-/])\s*)?-?"
    r"(?P<code>[A-Za-zĐđ]{1,5})\s*(?P<second>[-/])\s*-?(?P<body>[A-ZĐƯ][\w-]*)"
)


@rule("separator")
def separator(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """The State writes 12/KH-UBND, the Party 12-KH/TU; the other way round is a slip of form. TƯ is written TW."""
    for c in read.numbered:
        found = _WRITTEN.search(" ".join(read.view.text[c.start : c.end].split()) if not read.view.cuts else c.text)
        symbol = read_symbol(c.symbol, c.type)
        # Joint acts are written with a slash before the bodies as well.
        if found is None or symbol is None or not symbol.code or not c.symbol or symbol.code.endswith("LT"):
            continue
        party = _party(symbol)
        if party is None:
            continue
        written = (found["first"], found["second"])
        wrong = written != (("-", "/") if party else ("/", "-")) and not (found["year"] and party)
        old = "TƯ" in found["body"]
        if not wrong and not old:
            continue
        right = regular(c.symbol, symbol._replace(party=party))
        shown = (
            f"{c.number}-{right}"
            if party
            else f"{c.number}/{c.year_in_number + '/' if c.year_in_number else ''}{right}"
        )
        yield Slip(
            c.start,
            c.end,
            say(
                f"“{c.code}”: văn bản của {'Đảng' if party else 'Nhà nước'} viết {shown}.",
                f"“{c.code}”: {'the Party' if party else 'the State'} writes {shown}.",
            ),
            both(f"{c.type} số {shown}" if c.type else shown),
            c.known.id if c.known else None,
            key=c.code,
        )


def _party(symbol: Symbol) -> bool | None:
    """Whose form the symbol's body demands; None where the body is not known or both use it."""
    first = symbol.body.split("-")[0]
    key = tokens().get(first) or tokens().get(first.rstrip("0123456789"))
    if key is None:
        return None
    system = body_of()[key].system
    return system == "party" if system in ("party", "state") else None


@rule("look-alike")
def look_alike(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """Two instruments of one type and number in one document: easily taken for one another."""
    seen: dict[tuple[str, str], Citation] = {}
    for c in read.numbered:
        if c.known is None or not c.known.number or c.known.id == read.own:
            continue
        key = (c.known.type or "", c.known.number)
        other = seen.setdefault(key, c)
        if other.known is None or other.known.id == c.known.id:
            continue
        a, b = other.known, c.known
        yield Slip(
            c.start,
            c.end,
            say(
                f"{b.label} và {a.label} (dòng {read.line(other.start)}) cùng loại, cùng số: cần ghi đủ ký hiệu, ngày "
                "và cơ quan để không nhầm.",
                f"{b.label} and {a.label} (line {read.line(other.start)}) have one type and number: give symbol, "
                "date and issuer in full.",
            ),
            both(f"{cite(a)}; {cite(b)}"),
            b.id,
            corpus.evidence([other, c]),
            key=(a.id, b.id),
        )
