"""What a citation has in common with an instrument that it may mean, where they differ, and what it leaves unsaid: a
person who has to decide wants to know that, and no number says it."""

from dataclasses import dataclass
from typing import Any

from graph.claim import comparable, plain_number
from graph.issuer import IssuerContext, compatible, read_issuer
from graph.kind import read_symbol, slug_of
from graph.resolve_rest import SHOWN
from graph.resolve_score import likeness

ATTRIBUTES = ("type", "number", "symbol", "date", "issuer", "title")
_ONE_BODY = 0.7
"""From which two issuers can be one: the place of one is not said."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """By attribute; what the instrument itself is not known to have is in none of them."""

    agrees: tuple[str, ...]
    differs: tuple[str, ...]
    unsaid: tuple[str, ...]
    likeness: int | None
    """Per cent that the titles have in common, where they agree and are not the same."""


def agreement(said: Any, known: Any, issuing: IssuerContext, seen: float = 0.0) -> Agreement:
    """`said` and `known` are rows with the attributes; `issuing` fills in what the citation leaves out of its issuer's
    name. `seen` is the likeness to any title that the instrument was given, where it was worked out before."""
    verdicts: dict[str, bool] = {}
    likeness_of_titles = None
    for name in ATTRIBUTES:
        mine, its = getattr(said, name), getattr(known, name)
        if not mine or not its:
            continue
        if name == "title":
            like = max(likeness(comparable(mine), comparable(its)), seen)
            verdicts[name] = like >= SHOWN
            likeness_of_titles = round(like) if SHOWN <= like < 99.5 else None
        else:
            verdicts[name] = _same(name, said, known, issuing)
    return Agreement(
        agrees=tuple(n for n in ATTRIBUTES if verdicts.get(n)),
        differs=tuple(n for n in ATTRIBUTES if verdicts.get(n) is False),
        unsaid=tuple(n for n in ATTRIBUTES if getattr(known, n) and not getattr(said, n) and not _named(known, n)),
        likeness=likeness_of_titles,
    )


def _named(known: Any, name: str) -> bool:
    """Whether it is the title of an instrument that is called by it: to cite that is to say it."""
    return name == "title" and not known.number


def _same(name: str, said: Any, known: Any, issuing: IssuerContext) -> bool:
    match name:
        case "type":
            return slug_of(said.type) == slug_of(known.type)
        case "number":
            return plain_number(said.number) == plain_number(known.number)
        case "symbol":
            return read_symbol(said.symbol, said.type) == read_symbol(known.symbol, known.type)
        case "date":
            return str(known.date).startswith(said.date) or str(said.date).startswith(known.date)
    one = read_issuer(said.issuer, said.symbol, said.type, issuing)
    other = read_issuer(known.issuer, known.symbol, known.type, IssuerContext())
    # of several issuers a citation may leave some out, but it names none that the instrument has not
    return all(compatible(one._replace(key=key), other) >= _ONE_BODY for key in one.key.split("+"))
