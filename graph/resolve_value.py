"""The attributes of one instrument: every value seen, which is likely and why, which contradict it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from graph.authority import marked, tokens
from graph.claim import Claim, comparable
from graph.instrument import Value
from graph.issuer import compatible
from graph.kind import Symbol, agrees, impossible, repaired
from graph.reason import Reason, because, joined
from graph.resolve_score import alike

OWN, REGISTRY = 4.0, 3.0
"""How many citing documents the document itself, and a row of the registry, outweigh."""


_LOCAL = ("UBND", "HĐND", "TU", "ĐU", "ĐUUBND", "ĐUCQĐ")
"""Bodies whose symbols are taken for one another."""
_HEARD = 20
"""How many titles of one instrument are compared with each other."""


class Voice(NamedTuple):
    """One statement about an instrument: a citation, its own document, or the registry. Equal citations are one
    voice."""

    claim: Claim
    own: bool
    echo: bool
    """Its date is also that of another citation earlier in the document."""
    type: str | None
    symbol: str | None
    title: str | None
    """As written."""


class Said(NamedTuple):
    """A voice and the documents in which it is heard, one for every time; "" for the registry."""

    voice: Voice
    documents: list[str]

    @property
    def cited(self) -> bool:
        return bool(self.documents[0]) and not self.voice.own


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

    def add(self, said: Said, spelling: str) -> None:
        times = len(said.documents)
        self.spellings[spelling] = self.spellings.get(spelling, 0) + times
        if said.voice.own:
            self.own, self.points = True, self.points + OWN * times
        elif not said.cited:
            self.registry, self.points = True, self.points + REGISTRY * times
        else:
            before = len(self.documents)
            self.documents.update(said.documents)
            self.mentions += times
            self.points += len(self.documents) - before + 0.05 * times

    def spelling(self) -> str:
        return min(self.spellings, key=lambda s: (-self.spellings[s], -len(s), s))


def weigh(said: Sequence[Said], judged: Mapping[str, str]) -> tuple[Value, ...]:
    """The values of all attributes, likely ones first. `judged` has what a person decided, by attribute."""
    found: list[Value] = []
    types = _tallies((s.voice.claim.type, s.voice.type, s) for s in said if s.voice.type)
    found += _settle("type", types, judged, lambda a, b: a != b, lambda key: 0.0)
    kind = next((v.value for v in found if v.attribute == "type" and v.likely), None)
    named = [(s.voice.claim.issuer, s) for s in said if s.voice.claim.issuer]
    bodies: Counter[str] = Counter()
    for issuer, s in named:
        bodies[issuer.key.partition("@")[0]] += len(s.documents)
    found += _symbols(said, kind, max(sorted(bodies), key=lambda b: bodies[b], default=None), judged)
    wrong = {v.value for v in found if v.attribute == "symbol" and v.conflicting}
    years = {s.voice.claim.year for s in said if s.voice.claim.year}
    dates = _tallies((s.voice.claim.date, s.voice.claim.date, s) for s in said if s.voice.claim.date)
    for s in said:
        if s.voice.echo and s.voice.claim.date and s.cited:
            # A date that stands at another citation of the same document may have slipped from there.
            dates[s.voice.claim.date].echoes += len(s.documents)
            dates[s.voice.claim.date].points -= 0.6 * len(s.documents)
    found += _settle("date", dates, judged, lambda a, b: a != b, lambda key: 2.0 if key[:4] in years else 0.0)
    issuers = {issuer.name: issuer for issuer, _ in named}
    who = _tallies((issuer.name, issuer.name, s) for issuer, s in named)
    for issuer, s in named:
        if s.voice.symbol and s.voice.claim.symbol and not s.voice.own:
            # Who slipped in the symbol is the weaker witness of the issuer.
            slipped = regular(s.voice.symbol, s.voice.claim.symbol) in wrong
            who[issuer.name].points -= 0.3 * len(s.documents) if slipped else 0.0
    found += _settle("issuer", who, judged, lambda a, b: compatible(issuers[a], issuers[b]) == 0, lambda key: 0.0)
    titles = _tallies(
        (s.voice.claim.title or comparable(s.voice.title), s.voice.title, s) for s in said if s.voice.title
    )
    support = _support(titles)
    found += _settle("title", titles, judged, lambda a, b: not alike(a, b), lambda key: support[key])
    return tuple(found)


def _tallies(seen: Iterable[tuple[str, str | None, Said]]) -> dict[str, _Tally]:
    tallies: dict[str, _Tally] = {}
    for key, spelling, said in seen:
        tallies.setdefault(key, _Tally()).add(said, _unquoted(spelling or key))
    return tallies


def _unquoted(text: str) -> str:
    """Without the quotation marks that stand round the whole."""
    inner = text[1:-1]
    round_ = text[:1] in '“"' and text[-1:] in '”"'
    return inner.strip() if len(text) > 2 and round_ and not set('“”"') & set(inner) else text


def _support(titles: Mapping[str, _Tally]) -> dict[str, float]:
    """For every title the points of the others that say the same in other words, and a little for the fuller one of
    equals. Only those most said support each other: to compare all would be a square of their number."""
    found = {key: min(len(key) / 1000, 0.3) for key in titles}
    heard = sorted(titles, key=lambda k: (-round(titles[k].points, 6), -len(k), k))[:_HEARD]
    for one, two in combinations(heard, 2):
        if alike(one, two):
            found[one] += 0.8 * titles[two].points
            found[two] += 0.8 * titles[one].points
    return found


def _symbols(said: Sequence[Said], kind: str | None, body: str | None, judged: Mapping[str, str]) -> list[Value]:
    """Symbols are compared by code and body. Where the likely one is impossible for its body, the repaired one is
    likely."""
    parts: dict[str, Symbol] = {}
    tallies: dict[str, _Tally] = {}
    for s in said:
        symbol = s.voice.claim.symbol
        if symbol is None or not s.voice.symbol:
            continue
        key = f"{symbol.code}|{symbol.body}"
        parts[key] = symbol
        tallies.setdefault(key, _Tally()).add(s, regular(s.voice.symbol, symbol))
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


@lru_cache(maxsize=4096)
def regular(symbol: str, parts: Symbol) -> str:
    """The symbol as written, spaces out, its separators in the order of State or Party, code and bodies spelt as in the
    tables."""
    words = [w for w in symbol.replace(" ", "").replace("-", "/").split("/") if w]
    if not parts.code or len(words) < 2:
        return "-".join(words)
    body = "-".join(map(marked, words[1:]))
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
    for key in sorted(order, key=lambda k: k != best):
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
