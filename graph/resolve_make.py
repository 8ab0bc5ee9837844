"""An instrument from everything said of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from graph.claim import CENTRAL, Claim
from graph.instrument import Instrument, base_id, display_code, display_number, label_of
from graph.issuer import Issuer
from graph.kind import read_symbol
from graph.place import unit_at
from graph.resolve_value import Said, Voice, weigh
from ingest.fold import fold

_PARTY = ("dang", "trung uong dang", "thanh uy", "tinh uy", "bo chinh tri", "ban bi thu", "chi bo")


def make_instrument(said: Sequence[Said], root: str, judged: Mapping[str, str], nonce: str = "") -> Instrument:
    """The instrument that the voices speak of. `nonce` stands in the id where the number is blank."""
    values = weigh(said, judged)
    likely = {v.attribute: v.value for v in values if v.likely}
    claims = [s.voice.claim for s in said]
    type_word = likely.get("type")
    symbol = likely.get("symbol")
    number = display_number(_most((s.voice.claim.number, s) for s in said))
    year = _most((s.voice.claim.year, s) for s in said)
    law = _law(claims)
    name = _name(said) if law or not symbol else None
    date = likely.get("date") or _most((s.voice.claim.month, s) for s in said)
    issuer = _issuer(claims, likely.get("issuer"))
    code = display_code(number, year, symbol)
    base = base_id(
        type_word, number, year, symbol, date, likely.get("issuer"), root, _key_name(said) if name else "", nonce
    )
    citing = {d for s in said if s.cited for d in s.documents}
    own = {d for s in said if s.voice.own for d in s.documents}
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
        registry=any(not s.cited and not s.voice.own for s in said),
        base=base,
        tie="\x1f".join(sorted({_content(s.voice) for s in said})),
        values=values,
        documents=tuple(sorted(own)),
        citing=tuple(sorted(citing - own)),
        names=tuple(sorted({c.name for c in claims if c.name})),
    )


def _content(voice: Voice) -> str:
    c = voice.claim
    return "|".join((c.date, c.month, c.year, c.number, c.type, voice.symbol or "", c.root, c.title, c.name))


def _most(values: Iterable[tuple[str, Said]]) -> str | None:
    found: Counter[str] = Counter()
    for value, said in values:
        if value:
            found[value] += len(said.documents)
    return min(found, key=lambda v: (-found[v], v)) if found else None


def _name(said: Sequence[Said]) -> str | None:
    """A law's or programme's name in the spelling most used, with most capitals among equals."""
    names: Counter[str] = Counter()
    for s in said:
        if s.voice.claim.name and s.voice.title:
            names[s.voice.title] += len(s.documents)
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
        unit = unit_at(root[2:])
        return unit.province_code if unit else None
    return None


def _system(symbol: str | None, type_word: str | None, issuer: str | None) -> str:
    parts = read_symbol(symbol, type_word)
    if parts is not None:
        return "party" if parts.party else "state"
    return "party" if any(w in fold(issuer or "") for w in _PARTY) else "state"


def _key_name(said: Sequence[Said]) -> str:
    """The name that makes the id: abbreviations written out, so that one spelling more does not change it."""
    name = _most((s.voice.claim.name, s) for s in said)
    return f"luat {name}" if name and _law([s.voice.claim for s in said]) else name or ""
