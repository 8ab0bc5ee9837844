"""Authorities as the tables name them: bodies, organs, ministries and departments, and whom a symbol stands for."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.fold import fold
from ingest.table import read_table


class Body(NamedTuple):
    key: str
    words: str
    """Folded, as looked for."""
    name: str
    organ_name: str
    """What the name becomes after "Ban Chấp hành": Đảng bộ for Đảng ủy."""
    system: str
    level: str
    """A level; "place": that of the place; "under": under it (department at a province)."""
    place: str
    """none, any or province."""


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Folded to letters, digits and single spaces."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", fold(text)).split())


@cache
def bodies() -> tuple[Body, ...]:
    """The rows, one for each wording, those of one row of the table together, in the order of the table."""
    return tuple(
        Body(
            r["key"],
            plain(w),
            w if r["key"] == "TU" else r["name"],
            r["organ_name"],
            r["system"],
            r["level"],
            r["place"],
        )
        for r in read_table("bodies", "graph")
        for w in r["words"].split("|")
    )


@cache
def body_of() -> dict[str, Body]:
    index: dict[str, Body] = {}
    for body in bodies():
        index.setdefault(body.key, body)
    return index


@cache
def ministries() -> dict[str, tuple[str, str]]:
    """Short form and kind of ministries and departments, by folded name and by short form in capitals."""
    index = {}
    for row in read_table("ministries", "graph"):
        index[plain(row["name"])] = index[row["short"].upper()] = (row["short"], row["kind"])
    return index


@cache
def ministry_names() -> dict[str, str]:
    return {row["short"]: row["name"] for row in read_table("ministries", "graph")}


@cache
def organs() -> tuple[tuple[str, str, bool], ...]:
    return tuple((plain(r["words"]), r["name"], r["congress"] == "yes") for r in read_table("organs", "graph"))


def marked(token: str) -> str:
    """A body in a symbol with the marks that typing lost (HDND: HĐND), where it is known which; else as it stands."""
    right = _marked().get(fold(token), token)
    return right if right.upper() != token.upper() else token


@cache
def _marked() -> dict[str, str]:
    """By letters without marks, the one token that has them; where there are several, any may be meant."""
    written = [row["token"] for row in read_table("symbol_bodies", "graph") if not row["slip"]]
    written += [row["short"] for row in read_table("ministries", "graph")]
    found: dict[str, set[str]] = {}
    for token in written:
        found.setdefault(fold(token), set()).add(token)
    return {bare: tokens.pop() for bare, tokens in found.items() if len(tokens) == 1}


@cache
def tokens() -> dict[str, str]:
    return {row["token"].upper(): row["key"] for row in read_table("symbol_bodies", "graph")}
