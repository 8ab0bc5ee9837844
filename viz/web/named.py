"""What else than instruments answers to what is typed: wards and communes, bodies that have tasks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from graph.store import Store
from ingest.document import Unit
from ingest.fold import fold
from ingest.unit import units_of
from queries.body import BodyLine, bodies
from queries.scope import provinces_of
from queries.version import kept, made
from viz.web.render import link

_LEAST = 2
"""Letters of the only word that is typed; one letter begins hundreds of names."""


@dataclass(frozen=True, slots=True)
class Place:
    """`unit` is None for a body. `exact` where just its name was typed, with or without "phường" or "xã", or at least
    two words that begin it."""

    address: str
    name: str
    unit: Unit | None
    tasks: int
    exact: bool


def places(store: Store, typed: str, limit: int, *, wait: bool = True) -> tuple[Place, ...]:
    """Up to `limit` units, of the provinces of the corpus, then up to as many bodies, those with most tasks first.

    Every word but the last is a whole word of the name, the last one may be a beginning; accents are optional. Without
    `wait` bodies are left out until somebody counted their tasks, which in a large corpus takes seconds.
    """
    words = _words(typed[:200])
    if not words or (len(words) == 1 and len(words[0]) < _LEAST):
        return ()
    units = sorted(_units(store, words), key=attrgetter("exact"), reverse=True)
    named = body_words(store) if wait else made(store, _BODIES) or []
    found = [
        Place(link("b", name=body.name), body.name, None, body.tasks, exact=name == words)
        for body, name in named
        if _answers(name, words)
    ]
    return (*units[:limit], *found[:limit])


def body_words(store: Store) -> list[tuple[BodyLine, list[str]]]:
    """Every body with the words of its name."""
    return kept(store, _BODIES, lambda: [(b, _words(b.name)) for b in bodies(store)])


_BODIES = "body words"


def _units(store: Store, words: list[str]) -> Iterator[Place]:
    known = kept(store, "unit words", lambda: _unit_words(store))
    if not set(words) - {word for _, kind, _ in known for word in kind}:
        return  # "phường" alone names no unit, though some are called Phượng
    for unit, kind, name in known:
        if _answers([*kind, *name], words):
            exact = any(words == said or _begins(said, words) for said in (name, [*kind, *name]))
            yield Place(link("w", unit.code), unit.name, unit, 0, exact)


def _unit_words(store: Store) -> list[tuple[Unit, list[str], list[str]]]:
    with store.read() as connection:
        provinces = provinces_of(connection)
    units = [unit for province in provinces for unit in units_of(province)]
    return sorted([(u, _words(u.type), _words(u.name)) for u in units], key=lambda it: it[2])


def _begins(name: list[str], words: list[str]) -> bool:
    return len(words) > 1 and " ".join(name).startswith(" ".join(words))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _answers(name: list[str], words: list[str]) -> bool:
    *firsts, last = words
    return set(firsts) <= set(name) and any(part.startswith(last) for part in name)
