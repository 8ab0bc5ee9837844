"""The attributes of one instrument: every value seen, which is likely and why, which contradict it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.authority import tokens
from graph.claim import Claim, comparable
from graph.instrument import Value
from graph.issuer import compatible
from graph.kind import Symbol, agrees, impossible, repaired
from graph.reason import Reason, because, joined
from graph.resolve_score import likeness

OWN, REGISTRY = 4.0, 3.0
"""How many citing documents the document itself, and a row of the registry, outweigh."""


_LOCAL = ("UBND", "HĐND", "TU", "ĐU", "ĐUUBND", "ĐUCQĐ")
"""Bodies whose symbols are taken for one another."""


class Voice(NamedTuple):
    """One statement about an instrument: a citation, its own document, or the registry."""

    claim: Claim
    document: str
    """Empty for the registry."""
    own: bool
    echo: bool
    """Its date is also that of another citation earlier in the document."""
    type: str | None
    symbol: str | None
    title: str | None
    """As written."""


@dataclass(slots=True)
class _Tally:
    documents: set[str] = field(default_factory=set)
    mentions: int = 0
    points: float = 0.0
    echoes: int = 0
    """Of a date: how many stand at another citation of the same document too."""
    own: bool = False
    registry: bool = False
    spellings: dict[str, int] = field(default_factory=dict)

    def add(self, voice: Voice, spelling: str) -> None:
        self.spellings[spelling] = self.spellings.get(spelling, 0) + 1
        if voice.own:
            self.own, self.points = True, self.points + OWN
        elif not voice.document:
            self.registry, self.points = True, self.points + REGISTRY
        else:
            if voice.document not in self.documents:
                self.points += 1.0
            self.documents.add(voice.document)
            self.mentions += 1
            self.points += 0.05

    def spelling(self) -> str:
        return min(self.spellings, key=lambda s: (-self.spellings[s], -len(s), s))


def weigh(voices: Iterable[Voice], judged: Mapping[str, str]) -> tuple[Value, ...]:
    """The values of all attributes, likely ones first. `judged` has what a person decided, by attribute."""
    voices = list(voices)
    found: list[Value] = []
    types = _tallies((v.claim.type, v.type, v) for v in voices if v.type)
    found += _settle("type", types, judged, lambda a, b: a != b, lambda key: 0.0)
    kind = next((v.value for v in found if v.attribute == "type" and v.likely), None)
    bodies = Counter(v.claim.issuer.key.partition("@")[0] for v in voices if v.claim.issuer)
    found += _symbols(voices, kind, max(sorted(bodies), key=lambda b: bodies[b], default=None), judged)
    wrong = {v.value for v in found if v.attribute == "symbol" and v.conflicting}
    years = {v.claim.year for v in voices if v.claim.year}
    dates = _tallies((v.claim.date, v.claim.date, v) for v in voices if v.claim.date)
    for voice in voices:
        if voice.echo and voice.claim.date and voice.document and not voice.own:
            # A date that stands at another citation of the same document may have slipped from there.
            dates[voice.claim.date].echoes += 1
            dates[voice.claim.date].points -= 0.6
    found += _settle("date", dates, judged, lambda a, b: a != b, lambda key: 2.0 if key[:4] in years else 0.0)
    issuers = {v.claim.issuer.name: v.claim.issuer for v in voices if v.claim.issuer}
    who = _tallies((v.claim.issuer.name, v.claim.issuer.name, v) for v in voices if v.claim.issuer)
    for voice in voices:
        if voice.claim.issuer and voice.symbol and voice.claim.symbol and not voice.own:
            # Who slipped in the symbol is the weaker witness of the issuer.
            slipped = regular(voice.symbol, voice.claim.symbol) in wrong
            who[voice.claim.issuer.name].points -= 0.3 if slipped else 0.0
    found += _settle("issuer", who, judged, lambda a, b: compatible(issuers[a], issuers[b]) == 0, lambda key: 0.0)
    titles = _tallies((v.claim.title or comparable(v.title), v.title, v) for v in voices if v.title)
    found += _settle("title", titles, judged, lambda a, b: likeness(a, b) < 75, lambda key: _support(key, titles))
    return tuple(found)


def _tallies(seen: Iterable[tuple[str, str | None, Voice]]) -> dict[str, _Tally]:
    tallies: dict[str, _Tally] = {}
    for key, spelling, voice in seen:
        tallies.setdefault(key, _Tally()).add(voice, _unquoted(spelling or key))
    return tallies


def _unquoted(text: str) -> str:
    """Without the quotation marks that stand round the whole."""
    inner = text[1:-1]
    round_ = text[:1] in '“"' and text[-1:] in '”"'
    return inner.strip() if len(text) > 2 and round_ and not set('“”"') & set(inner) else text


def _support(key: str, titles: Mapping[str, _Tally]) -> float:
    """Points of the other titles that say the same in other words, and a little for the fuller one of equals."""
    return sum(0.8 * t.points for other, t in titles.items() if other != key and likeness(key, other) >= 75) + min(
        len(key) / 1000, 0.3
    )


def _symbols(voices: list[Voice], kind: str | None, body: str | None, judged: Mapping[str, str]) -> list[Value]:
    """Symbols are compared by code and body. Where the likely one is impossible for its body, the repaired one is
    likely."""
    parts: dict[str, Symbol] = {}
    tallies: dict[str, _Tally] = {}
    for voice in voices:
        if voice.claim.symbol is None or not voice.symbol:
            continue
        key = f"{voice.claim.symbol.code}|{voice.claim.symbol.body}"
        parts[key] = voice.claim.symbol
        tallies.setdefault(key, _Tally()).add(voice, regular(voice.symbol, voice.claim.symbol))
    values = _settle(
        "symbol",
        tallies,
        judged,
        lambda a, b: a != b,
        lambda key: -3.0 if impossible(parts[key]) else _fits(kind, parts[key]) + _of_body(body, parts[key]),
    )
    likely = next((v for v in values if v.likely), None)
    if likely is None or "symbol" in judged:
        return values
    key = next(k for k, t in tallies.items() if t.spelling() == likely.value)
    mended = repaired(parts[key], kind)
    if mended == parts[key]:
        return values
    right = likely.value.replace(parts[key].code, mended.code, 1)
    why = because("graph.wrong-code", type=kind or "Văn bản", right=right, code=parts[key].code)
    wrong = Value("symbol", likely.value, likely.mentions, likely.documents, False, True, why)
    seen = next((v for v in values if v.value == right), None)
    mentions, documents = (seen.mentions, seen.documents) if seen else (0, 0)
    others = [wrong if v is likely else v for v in values if v is not seen]
    return [Value("symbol", right, mentions, documents, True, False, why), *others]


def _fits(kind: str | None, symbol: Symbol) -> float:
    fits = agrees(kind, symbol.code)
    return 0.0 if fits is None else 0.5 if fits else -1.0


def _of_body(body: str | None, symbol: Symbol) -> float:
    """Whether the symbol is one of the issuing body: a Đảng ủy does not sign as TU, nor a council as UBND."""
    own = tokens().get(symbol.body.rstrip("0123456789"))
    if body is None or own is None or body not in _LOCAL or own not in _LOCAL:
        return 0.0
    return 0.5 if own == body or (own[:2] == body[:2] == "ĐU") else -2.0


def regular(symbol: str, parts: Symbol) -> str:
    """The symbol as written, spaces out, its separators in the order of State or Party, the code spelt as in the
    table."""
    words = [w for w in symbol.replace(" ", "").replace("-", "/").split("/") if w]
    if not parts.code or len(words) < 2:
        return "-".join(words)
    body = "-".join(words[1:])
    body = "TW" if body == "TƯ" else body
    return f"{parts.code}/{body}" if parts.party else f"{parts.code}-{body}"


def _settle(
    attribute: str,
    tallies: Mapping[str, _Tally],
    judged: Mapping[str, str],
    against: Callable[[str, str], bool],
    bonus: Callable[[str], float],
) -> list[Value]:
    """The values of one attribute, the likely one first. `against` says whether a value contradicts the likely one."""
    judgement = judged.get(attribute)
    points = {key: round(tally.points + bonus(key), 6) for key, tally in tallies.items()}
    order = sorted(tallies, key=lambda k: (-points[k], -len(tallies[k].spelling()), k))
    best = order[0] if order else None
    if judgement is not None:
        best = next((k for k in order if judgement in (k, tallies[k].spelling())), None)
    values: list[Value] = []
    if judgement is not None and best is None:
        values.append(Value(attribute, judgement, 0, 0, True, False, because("graph.judged")))
    rivals = {k for k in order if k != best and (best is None or against(k, best))}
    seen: set[str] = set()
    for key in sorted(order, key=lambda k: (k != best, order.index(k))):
        tally, shown = tallies[key], tallies[key].spelling()
        if shown in seen:
            shown = f"{shown} [{key}]"
        seen.add(shown)
        reason = _reason(tally, key == best, key in rivals, bool(rivals), judgement is not None)
        values.append(Value(attribute, shown, tally.mentions, len(tally.documents), key == best, key in rivals, reason))
    return values


def _reason(tally: _Tally, likely: bool, rival: bool, contested: bool, judged: bool) -> Reason | None:
    """What speaks for or against a value; None where nothing is in dispute."""
    if not (rival or (likely and contested)):
        return None
    reasons = []
    if likely and judged:
        reasons.append(because("graph.judged"))
    if tally.own:
        reasons.append(because("graph.own"))
    if tally.registry:
        reasons.append(because("graph.registry"))
    if tally.mentions:
        reasons.append(because("graph.cited", mentions=tally.mentions, documents=len(tally.documents)))
    if tally.echoes:
        reasons.append(because("graph.echo"))
    return joined(reasons) if reasons else None
