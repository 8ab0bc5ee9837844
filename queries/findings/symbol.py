"""Number and symbol against the type word, the issuer and the other citations of the instrument."""

import re
from collections.abc import Iterator
from functools import lru_cache

from graph.authority import marked
from graph.issuer import IssuerContext, read_issuer
from graph.kind import Symbol, agrees, codes_of, read_symbol
from graph.resolve_value import regular
from ingest.fold import fold
from queries.cite import cite, code
from queries.findings.conflict import registry_says, weight, who_says
from queries.findings.corpus import Corpus
from queries.findings.finding import Severity, Slip
from queries.findings.read import Read
from queries.findings.rule import once, rule
from queries.findings.speak import alike, both, say

_TOLERATED = {("ket luan", "TB"), ("quy che", "QĐ"), ("quy dinh", "QĐ"), ("chuong trinh", "CTHĐ")}
"""A Kết luận is sent out by a Thông báo, a Quy chế or Quy định promulgated by a Quyết định."""


@lru_cache(maxsize=1024)
def _words(word: str | None) -> list[str]:
    """The types of the table that a type word may be taken for, longest first: a "Báo cáo thẩm tra" is a "Báo cáo"."""
    folded = fold(word or "")
    return sorted((k for k in codes_of() if f"{folded} ".startswith(f"{k} ")), key=len, reverse=True)


@rule("symbol-type-mismatch")
@once
def symbol_type(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A type code that does not go with the type word (Nghị định 30/2020/NĐ-CP, Phụ lục III; of the Party, its guide
    on form)."""
    for c in read.citations:
        if c.form not in ("numbered", "self", "blank") or not c.type or not c.symbol:
            continue
        symbol = read_symbol(c.symbol, c.type)
        words = _words(c.type)
        if symbol is None or not symbol.code or any((w, symbol.code) in _TOLERATED for w in words):
            continue
        if not words or any(agrees(w, symbol.code) is not False for w in words):
            continue
        word, wanted = words[0], codes_of()[words[0]][0]
        if c.form == "self" and not re.search(r"[A-ZĐ]", c.text):
            continue
        right = regular(c.symbol, symbol._replace(code=wanted))
        known = c.known
        fixed = (
            cite(known)
            if known and known.id != read.own and agrees(word, (read_symbol(known.symbol, c.type) or symbol).code)
            else None
        )
        shown = f"{c.number or ''}{'-' if symbol.party else '/'}{right}"
        others = [o for o in corpus.elsewhere(known.id) if o.symbol and o.symbol != c.symbol] if known else []
        yield Slip(
            c.start,
            read.stretch(c),
            say(
                f"“{c.code}”: {c.type} mang mã {wanted}, không phải {symbol.code}" + _kind_of(symbol.code) + ".",
                f"“{c.code}”: the code of {c.type} is {wanted}, not {symbol.code}.",
            ),
            both(fixed or f"{c.type} số {shown}"),
            known.id if known else None,
            corpus.evidence(others),
            key=(known.id if known else c.code, symbol.code),
        )


def _kind_of(code: str) -> str:
    from graph.kind import words_of  # noqa: PLC0415

    words = words_of().get(code, ())
    return f" (mã của {' hoặc '.join(words[:2])})" if words else ""


_STATE_ALIKE = {frozenset(("UBND", "VPUBND")), frozenset(("HĐND", "VPHĐND"))}


@rule("symbol-issuer-mismatch")
@once
def symbol_issuer(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A symbol of one body after which another issuer is named."""
    for c in read.numbered:
        if not c.symbol or not c.issuer or (c.known and c.known.id == read.own):
            continue
        symbol = read_symbol(c.symbol, c.type)
        issuer = read_issuer(c.issuer, None, c.type, read.context.issuing)
        signs = read_issuer(None, c.symbol, c.type, IssuerContext())
        if symbol is None or not issuer.key or not signs.key or not _apart(issuer.key, signs.key, symbol):
            continue
        known = c.known
        right = known.likely("symbol") if known else None
        others = [o for o in corpus.elsewhere(known.id) if o.symbol and o.symbol != c.symbol] if known else []
        mends = right is not None and known is not None and read_symbol(right.value, c.type) != symbol
        told = who_says(read, others, right, alike(code(known)), known) if mends and right and known else None
        yield Slip(
            c.start,
            read.stretch(c),
            say(
                f"Ký hiệu {c.symbol} là của {signs.name}, nhưng cơ quan được ghi là {c.issuer}"
                + (f"; {told.vi}." if told and told.vi else "."),
                f"The symbol {c.symbol} is that of {signs.name}, but the issuer named is {c.issuer}"
                + (f"; {told.en}." if told and told.en else "."),
            ),
            both(cite(known)) if mends and known else None,
            known.id if known else None,
            corpus.evidence(others),
            key=(known.id if known else c.code, c.symbol),
        )


def _apart(issuer: str, signs: str, symbol: Symbol) -> bool:
    """Whether none of the bodies named can be the symbol's."""
    mine = {k.partition("@")[0] for k in issuer.split("+")}
    its = {k.partition("@")[0] for k in signs.split("+")}
    known = {"UBND", "HĐND", "TU", "ĐU", "ĐUUBND", "ĐUCQĐ", "TW", "CP", "TTg", "TTG", "QH", "UBTVQH", "HU"}
    if mine & its or "-" in symbol.body:
        return False
    if any(k.startswith("ĐU") for k in mine) and any(k.startswith("ĐU") for k in its):
        return False
    ministries = {k for k in mine if k.startswith("B")}
    return bool(mine & known) and bool(its & known or its & ministries) and frozenset(mine | its) not in _STATE_ALIKE


@rule("symbol-conflict")
def symbol_conflict(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A symbol that goes with type and issuer, yet differs from that of the other citations."""
    found = {(s.start, s.end) for check in (symbol_type, symbol_issuer) for s in check(read, corpus)}
    for c in read.numbered:
        if c.known is None or not c.symbol or c.known.id == read.own or (c.start, read.stretch(c)) in found:
            continue
        right, mine = c.known.likely("symbol"), read_symbol(c.symbol, c.type)
        its = read_symbol(right.value, c.type) if right else None
        if right is None or mine is None or its is None or (mine.code, mine.body) == (its.code, its.body):
            continue
        wrong = next((v for v in c.known.values.get("symbol", ()) if v.value == regular(c.symbol, mine)), None)
        if wrong is None or not wrong.conflicting:
            continue
        others = [
            o
            for o in corpus.elsewhere(c.known.id)
            if (s := read_symbol(o.symbol, o.type)) and (s.code, s.body) == (its.code, its.body)
        ]
        told = who_says(read, others, right, alike(code(c.known)), c.known)
        soft = {mine.code, its.code} <= {"QĐ", "QĐi", "QyĐ"} and mine.body == its.body
        yield Slip(
            c.start,
            c.end,
            say(f"“{c.code}” ở đây; {told.vi}.", f"“{c.code}” here; {told.en}."),
            both(cite(c.known)),
            c.known.id,
            corpus.evidence(others) + registry_says(c.known, right, code(c.known)),
            key=(c.known.id, c.symbol),
            severity=Severity.WARNING if soft else weight(right, wrong),
        )


@rule("misspelling")
def marks_lost(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """Letters of a symbol without their marks: ND-CP, NQ-HDND, QD/TW (Nghị định 30/2020/NĐ-CP, Phụ lục III)."""
    for c in read.citations:
        symbol = read_symbol(c.symbol, c.type) if c.form in ("numbered", "self", "blank") else None
        if symbol is None or not symbol.code or not c.symbol:
            continue
        code, *bodies = re.split(r"[-/]", "".join(c.symbol.split()))
        bare = code.upper() != symbol.code.upper() and fold(code) == fold(symbol.code)
        if not bare and all(marked(body) == body for body in bodies):
            continue
        right = regular(c.symbol, symbol)
        number = "/".join(p for p in (c.number, c.year_in_number) if p)
        shown = f"{number}{'-' if symbol.party else '/'}{right}" if number else right
        yield Slip(
            c.start,
            c.end,
            say(f"“{c.code}”: ký hiệu thiếu dấu, viết {right}.", f"“{c.code}”: marks are missing, written {right}."),
            both(f"{c.type} số {shown}" if c.type and c.form == "numbered" else shown),
            c.known.id if c.known else None,
            key=c.symbol,
        )
