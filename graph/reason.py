"""Why something is as it is: the key of a sentence with its values, said in the reader's language.

The sentences stand in `tables/reasons.csv` (key,vi,en) of the folder that gives the reason: "graph.own" is in that of
`graph`. `{n:document}` in an English one is "1 document" or "2 documents".
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from ingest.table import read_table


class Reason(str):
    """The sentence in Vietnamese, which programs are given, with what it was made of, to say it in another language."""

    __slots__ = ("key", "parts", "values")
    key: str
    values: Mapping[str, Any]
    """Text and numbers, names as they are called; or reasons."""
    parts: tuple["Reason", ...]
    """What it was joined from, if it was."""

    def __new__(cls, key: str, values: Mapping[str, Any] | None = None, parts: tuple["Reason", ...] = ()) -> "Reason":
        made = super().__new__(cls, _said(key, values or {}, "vi"))
        made.key, made.values, made.parts = key, values or {}, parts
        return made

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        return handler(str)

    def __reduce__(self) -> tuple[Any, ...]:
        return Reason, (self.key, self.values, self.parts)

    def of(self, lang: str) -> str:
        return str(self) if lang == "vi" else _said(self.key, self.values, lang)

    @property
    def keys(self) -> frozenset[str]:
        """Its own key, or those of what it was joined from."""
        return frozenset(p.key for p in self.parts) or frozenset((self.key,))

    @property
    def packed(self) -> str:
        """Nothing but keys and values."""
        return json.dumps([[p.key, dict(p.values)] for p in self.parts or (self,)], ensure_ascii=False)


class Packed(TypeDecorator[Reason]):
    """A column of reasons."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Reason | str | None, dialect: Dialect) -> str | None:
        return value.packed if isinstance(value, Reason) else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> Reason | None:
        return unpacked(value) if value else None


def because(key: str, **values: Any) -> Reason:
    return Reason(key, values) if values else _bare(key)


@lru_cache(maxsize=1000)
def _bare(key: str) -> Reason:
    return Reason(key)


def listed(names: Iterable[Any], by: str = ", ") -> "Listed":
    return Listed(tuple(names), by)


def joined(reasons: Iterable[Reason], by: str = "; ") -> Reason:
    """Several, one after the other."""
    parts = tuple(reasons)
    values = {f"p{k}": p for k, p in enumerate(parts)}
    return parts[0] if len(parts) == 1 else Reason(by.join(f"{{{name}}}" for name in values), values, parts)


@lru_cache(maxsize=10_000)
def unpacked(stored: str) -> Reason:
    """A stored reason; text that is none, as an older store has it, stands as it is."""
    try:
        parts = [because(key, **values) for key, values in json.loads(stored) if _is_key(key)]
    except (ValueError, TypeError, KeyError):
        parts = []
    return joined(parts) if parts else Reason("{text}", {"text": stored})


def spoken(reason: str | None, lang: str) -> str:
    """A reason, or text that has but one form, in a language."""
    return reason.of(lang) if isinstance(reason, Reason) else reason or ""


class _Number(int):
    def __format__(self, noun: str) -> str:
        return f"{int(self)} {noun}{'' if self == 1 else 's'}" if noun else str(int(self))


@cache
def _sentences(folder: str) -> dict[str, dict[str, str]]:
    return {row["key"]: row for row in read_table("reasons", folder)}


class Listed(NamedTuple):
    """Names or reasons in one blank."""

    items: tuple[Any, ...]
    by: str

    def of(self, lang: str) -> str:
        return self.by.join(str(in_words(item, lang)) for item in self.items)


def _is_key(key: Any) -> bool:
    folder, _, name = str(key).partition(".")
    return folder == "graph" and name in _sentences(folder)


@lru_cache(maxsize=5_000)
def template(key: str, lang: str) -> str:
    """The sentence with its blanks; a key that is no name is a sentence itself."""
    folder, _, name = key.partition(".")
    return key if "{" in key else _sentences(folder)[name][lang]


_PLAIN = frozenset((str, int, Reason))
"""What a Vietnamese sentence takes as it is."""


def _said(key: str, values: Mapping[str, Any], lang: str) -> str:
    for value in values.values():
        if type(value) not in _PLAIN or lang != "vi":
            values = {name: in_words(value, lang) for name, value in values.items()}
            break
    said = template(key, lang).format_map(values)
    return said[:1].upper() + said[1:] if said.endswith(".") else said


def in_words(value: Any, lang: str) -> Any:
    """A value as it is put into the blank of a sentence; what is said differently in each language has `of`."""
    if type(value) is str:
        return value
    if isinstance(value, int):
        return _Number(value)
    speak = getattr(value, "of", None)
    return speak(lang) if speak is not None else value
