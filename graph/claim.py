"""What one citation claims of its instrument, in comparable terms."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from graph.issuer import Issuer, IssuerContext, read_issuer
from graph.kind import Symbol, is_law, read_symbol, slug_of
from ingest.fold import fold
from ingest.table import read_table

_THOUSANDS = re.compile(r"^\d{1,3}(\.\d{3})+$")
_LEAD = re.compile(r"^(?:(?:ve viec|ve|v/v|ban hanh|phe duyet|quy dinh ve)\s+)+")
_LAW_NUMBER = re.compile(r"\s*\(?\b(?:so\s*)?\d+/\d{4}/[a-z]+\d*.*$")
_LAW_YEAR = re.compile(r"\s*\b(?:nam|ngay)\s*\d[\d/]*.*$|\s*\(.*$")
_CONSTITUTION = re.compile(r"^hien phap (?:cua )?nuoc (?:cong hoa xa hoi chu nghia viet nam|chxhcn viet nam)\b")
_LAW_WORD = re.compile(r"^(?:bo luat|luat|phap lenh|hien phap)\s+")
CENTRAL = "central"


class Claim(NamedTuple):
    """One reading of an instrument: equal claims are the same citation written twice. Empty where the text says
    nothing."""

    number: str
    year: str
    """The year inside the number."""
    symbol: Symbol | None
    type: str
    """Slug of the type word."""
    type_word: str
    date: str
    """ISO day."""
    month: str
    """ISO month or year, where the text gives no day."""
    issuer: Issuer | None
    """None where the text names none and the symbol does not either."""
    root: str
    """Whose numbers these are: central, a province (p:31, p:31:Hải Dương for a former one), a commune (u:11446);
    empty: not said."""
    title: str
    """Folded, abbreviations written out."""
    name: str
    """Of a law, or of a programme cited by name."""


class Context(NamedTuple):
    """What the citing document adds: whose place names are left out, and when it was written."""

    document: str
    issuing: IssuerContext
    roots: tuple[str, ...]
    """Where an issuer left unsaid may be: the document's own unit, its province, that province's former ones."""
    until: str
    """The latest day on which the document can have been written."""


@lru_cache(maxsize=65536)
def plain_number(number: str | None) -> str:
    """A number without what writing adds: leading zeros, dots of thousands, letters that scanning made of digits."""
    text = (number or "").strip().strip(".")
    if not text:
        return ""
    if re.search(r"\d", text):
        text = re.sub(r"[lI](?=\d|$)", "1", re.sub(r"(?<=\d)O|O(?=\d)", "0", text))
    if _THOUSANDS.match(text):
        text = text.replace(".", "")
    return text.lower().lstrip("0") or "0"


@cache
def _abbreviations() -> dict[str, str]:
    return {fold(row["short"]): comparable_words(row["full"]) for row in read_table("abbreviations", "graph")}


def comparable_words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))


@lru_cache(maxsize=65536)
def comparable(text: str | None) -> str:
    """A title for comparison: folded, abbreviations written out, marks of punctuation gone, "về việc" at its head
    gone."""
    words = re.findall(r"[a-z0-9]+", fold(text or ""))
    short = _abbreviations()
    return _LEAD.sub("", " ".join(short.get(word, word) for word in words))


@lru_cache(maxsize=65536)
def law_name(text: str | None) -> str:
    """The proper part of a law's name: without "Luật", number, year and what follows them."""
    words = " ".join(re.sub(r"[^\w/() ]+", " ", fold(text or "")).split())
    words = _CONSTITUTION.sub("hien phap", words)
    return comparable(_LAW_WORD.sub("", _LAW_YEAR.sub("", _LAW_NUMBER.sub("", words))))


@lru_cache(maxsize=65536)
def issuer_of(text: str | None, symbol: str | None, type_word: str | None, context: IssuerContext) -> Issuer | None:
    issuer = read_issuer(text, symbol, type_word, context)
    # Without an issuer phrase a local symbol only proposes the place of the citing document: that is no evidence.
    return issuer if issuer.key and (text or issuer.certain) else None


def root_of(issuer: Issuer | None) -> str:
    """Whose number series the issuer uses; empty where its place is not known."""
    if issuer is None:
        return ""
    if issuer.level in ("central", "ministry"):
        return CENTRAL
    if issuer.unit_code:
        return f"u:{issuer.unit_code}"
    if issuer.province_code:
        return f"p:{issuer.province_code}" + (f":{issuer.former_province}" if issuer.former_province else "")
    return ""


def make_claim(
    form: str,
    text: str,
    type_word: str | None,
    number: str | None,
    year: str | None,
    symbol: str | None,
    date: str | None,
    date_text: str | None,
    issuer: str | None,
    title: str | None,
    context: IssuerContext,
) -> Claim:
    """The claim of a mention, from its fields as written and the place of the citing document."""
    claim = claim_anywhere(form, text, type_word, number, year, symbol, date, date_text, title)
    who = issuer_of(issuer, symbol, type_word, context)
    return claim if who is None else claim._replace(issuer=who, root=claim.root or root_of(who))


@lru_cache(maxsize=65536)
def claim_anywhere(
    form: str,
    text: str,
    type_word: str | None,
    number: str | None,
    year: str | None,
    symbol: str | None,
    date: str | None,
    date_text: str | None,
    title: str | None,
) -> Claim:
    """What the fields claim whoever cites: all but the issuer."""
    parts = read_symbol(symbol, type_word)
    law = is_law(type_word, parts)
    named = form == "named"
    name = ""
    if law:
        name = law_name(text) if named or not number else law_name(title) or law_name(text)
    elif named:
        name = comparable(text)
    return Claim(
        plain_number(number),
        year or "",
        parts,
        slug_of(type_word, parts.code if parts else None) if type_word or parts else "",
        fold(type_word or ""),
        date or "",
        "" if date else incomplete(date_text),
        None,
        CENTRAL if law else "",
        "" if name and law else comparable(title),
        name,
    )


@lru_cache(maxsize=4096)
def incomplete(date_text: str | None) -> str:
    """The month or year that an incomplete date leaves: "/4/2026" is 2026-04, "ngày tháng năm 2026" is 2026."""
    if not date_text:
        return ""
    found = re.search(r"(?:tháng\s*|/|-|\.)\s*(\d{1,2})\s*(?:/|-|\.|năm)\s*(\d{4})\s*$", date_text.strip())
    if found and 1 <= int(found[1]) <= 12:
        return f"{found[2]}-{int(found[1]):02d}"
    year = re.search(r"(\d{4})\s*$", date_text.strip())
    return year[1] if year else ""


def block_of(
    form: str, text: str, type_word: str | None, number: str | None, year: str | None, symbol: str | None
) -> str:
    """What a mention is resolved together with: all of one number, all laws, all programmes, or all generic ones of
    a type."""
    parts = read_symbol(symbol, type_word)
    if is_law(type_word, parts):
        return "law"
    if form == "named":
        return "name"
    if form == "generic":
        return "generic"
    plain = plain_number(number)
    return f"n:{plain}" if plain else "blank"
