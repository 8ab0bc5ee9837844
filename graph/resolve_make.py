"""An instrument from everything said of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from graph.claim import CENTRAL, Claim
from graph.instrument import Instrument, base_id, display_code, display_number, label_of
from graph.issuer import Issuer
from graph.kind import read_symbol
from graph.resolve_value import Voice, weigh
from ingest.fold import fold
from ingest.unit import unit_of

_PARTY = ("dang", "trung uong dang", "thanh uy", "tinh uy", "bo chinh tri", "ban bi thu", "chi bo")


def make_instrument(voices: Sequence[Voice], root: str, judged: Mapping[str, str], nonce: str = "") -> Instrument:
    """The instrument that the voices speak of. `nonce` stands in the id where the number is blank."""
    values = weigh(voices, judged)
    likely = {v.attribute: v.value for v in values if v.likely}
    claims = [v.claim for v in voices]
    type_word = likely.get("type")
    symbol = likely.get("symbol")
    number = display_number(_most(c.number for c in claims))
    year = _most(c.year for c in claims)
    law = _law(claims)
    name = _name(voices) if law or not symbol else None
    date = likely.get("date") or _most(c.month for c in claims)
    issuer = _issuer(claims, likely.get("issuer"))
    code = display_code(number, year, symbol)
    base = base_id(
        type_word, number, year, symbol, date, likely.get("issuer"), root, _key_name(voices) if name else "", nonce
    )
    documents = {v.document for v in voices if v.document}
    return Instrument(
        label=label_of(type_word, code, name, likely.get("title")),
        type=type_word,
        number=number,
        year_in_number=year,
        symbol=symbol,
        date=date,
        issuer=likely.get("issuer") or ("Quốc hội" if name and law else None),
        title=likely.get("title") or name,
        level=issuer.level if issuer else _level(root, year, date),
        system=("party" if issuer.system == "party" else "state")
        if issuer
        else _system(symbol, type_word, likely.get("issuer")),
        status="unknown",
        status_source=None,
        province_code=issuer.province_code if issuer else _province(root, year, date),
        former_province=issuer.former_province if issuer else None,
        unit_code=issuer.unit_code if issuer else (root[2:] if root.startswith("u:") else None),
        registry=any(not v.document and not v.own for v in voices),
        base=base,
        tie="\x1f".join(sorted(_content(v) for v in voices)),
        values=values,
        documents=tuple(sorted({v.document for v in voices if v.own})),
        citing=tuple(sorted(documents - {v.document for v in voices if v.own and v.document})),
        names=tuple(sorted({c.name for c in claims if c.name})),
    )


def _content(voice: Voice) -> str:
    c = voice.claim
    return "|".join((c.date, c.month, c.year, c.number, c.type, voice.symbol or "", c.root, c.title, c.name))


def _most(values: Iterable[str]) -> str | None:
    found = Counter(v for v in values if v)
    return min(found, key=lambda v: (-found[v], v)) if found else None


def _name(voices: Sequence[Voice]) -> str | None:
    """A law's or programme's name in the spelling most used, with most capitals among equals."""
    names = Counter(v.title for v in voices if v.claim.name and v.title)
    if not names:
        return None
    # Spellings that fold alike compete together: "Luật thực hiện …" must not lose to a rarer name.
    weight = Counter({fold(n): 0 for n in names})
    for spelling, count in names.items():
        weight[fold(spelling)] += count
    return min(names, key=lambda n: (-weight[fold(n)], -names[n], -sum(map(str.isupper, n)), n))


def _issuer(claims: Sequence[Claim], name: str | None) -> Issuer | None:
    return next((c.issuer for c in claims if c.issuer and c.issuer.name == name), None)


def _law(claims: Sequence[Claim]) -> bool:
    return any(c.type in ("luat", "hien-phap") for c in claims)


def _provincial(root: str, year: str | None, date: str | None) -> bool:
    """Whether a local instrument without issuer is of the citing document's province: communes issued no normative acts
    before March 2025, and the communes of today did not exist before July 2025."""
    return root.startswith("?p:") and (date or year or "9") < "2025-03-01"


def _level(root: str, year: str | None, date: str | None) -> str:
    if _provincial(root, year, date):
        return "province"
    if root == CENTRAL:
        return "central"
    return "commune" if root.startswith("u:") else "province" if root.startswith("p:") else "unknown"


def _province(root: str, year: str | None, date: str | None) -> str | None:
    if root.startswith("p:") or _provincial(root, year, date):
        return root.split(":")[1]
    if root.startswith("u:"):
        unit = unit_of(root[2:])
        return unit.province_code if unit else None
    return None


def _system(symbol: str | None, type_word: str | None, issuer: str | None) -> str:
    parts = read_symbol(symbol, type_word)
    if parts is not None:
        return "party" if parts.party else "state"
    return "party" if any(w in fold(issuer or "") for w in _PARTY) else "state"


def _key_name(voices: Sequence[Voice]) -> str:
    """The name that makes the id: abbreviations written out, so that one spelling more does not change it."""
    name = _most(v.claim.name for v in voices)
    return f"luat {name}" if name and _law([v.claim for v in voices]) else name or ""
