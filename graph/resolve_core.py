"""Citations that agree in all that identifies: what is compared when a block is resolved."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.claim import Claim, Context
from graph.resolve_score import Parts, evidence, title_points
from graph.resolve_value import Said, Voice


class Row(NamedTuple):
    """One statement to be placed: a mention, a document's own number line, a row of the registry."""

    mention: int | None
    document: str
    ordinal: int
    voice: Voice
    context: Context | None
    registry: int | None = None
    anchor: tuple[str, int] | None = None
    """Hash of the document's bytes and offset, by which judgements name it."""


@dataclass(slots=True)
class Core:
    """Rows that agree in code, year, date and issuer: one instrument, whatever their titles say."""

    claim: Claim
    place: str
    """The root; of an unknown one, "?" and the province of the citing documents."""
    rows: list[int]
    titles: tuple[str, ...] = ()
    documents: frozenset[str] = frozenset()
    weight: float = 1.0


def says_when(claim: Claim) -> bool:
    return bool(claim.date or claim.month or claim.year or (claim.name and claim.number))


def firm(row: Row) -> bool:
    return row.registry is not None or row.voice.own


def key_of(core: Core) -> tuple[str, ...]:
    c = core.claim
    symbol = f"{c.symbol.code}/{c.symbol.body}" if c.symbol else ""
    return (c.name, symbol, c.type, c.year, c.date, c.month, core.place, c.issuer.key if c.issuer else "", *core.titles)


def said_in(rows: Iterable[Row]) -> list[Said]:
    """The voices in the order in which they are first heard."""
    found: dict[int, Said] = {}
    for row in rows:
        said = found.get(id(row.voice))
        if said is None:
            said = found[id(row.voice)] = Said(row.voice, [])
        said.documents.append(row.document)
    return list(found.values())


def cores_of(rows: Sequence[Row]) -> list[Core]:
    heard: dict[int, list[int]] = {}
    for i, row in enumerate(rows):
        heard.setdefault(id(row.voice), []).append(i)
    found: dict[tuple[object, ...], list[int]] = {}
    kinds: dict[tuple[object, ...], int] = {}
    for indices in heard.values():
        row = rows[indices[0]]
        c = row.voice.claim
        who = c.issuer.key if c.issuer else ""
        key: tuple[object, ...] = (c.symbol, c.type, c.number, c.year, c.date, c.month, who, _place(row), c.name)
        if says_when(c) or firm(row):
            found.setdefault(key, []).extend(indices)
            continue
        # Without a date the document and the title count: they may be all there is to tell one from another.
        by_document: dict[str, list[int]] = {}
        for i in indices:
            by_document.setdefault(rows[i].document, []).append(i)
        kind = kinds.setdefault(key, len(kinds))
        for document, some in by_document.items():
            found.setdefault((kind, document, c.title), []).extend(some)
    one: dict[Claim, Claim] = {}
    bare: dict[int, Claim] = {}
    cores = []
    for indices in found.values():
        indices.sort()
        claim = rows[indices[0]].voice.claim
        if id(claim) not in bare:
            untitled = claim._replace(title="")
            bare[id(claim)] = one.setdefault(untitled, untitled)
        cores.append(_core(rows, indices, bare[id(claim)]))
    return sorted(cores, key=lambda core: (key_of(core), core.rows))


def _core(rows: Sequence[Row], indices: list[int], claim: Claim) -> Core:
    titles = Counter(t for i in indices if (t := rows[i].voice.claim.title))
    documents = frozenset(rows[i].document for i in indices if rows[i].document)
    weight = len(documents) + sum(2.0 for i in indices if firm(rows[i]))
    top = tuple(t for t, _ in sorted(titles.items(), key=lambda item: (-item[1], item[0]))[:4])
    return Core(claim, _place(rows[indices[0]]), indices, top, documents, max(weight, 1.0))


def _place(row: Row) -> str:
    claim = row.voice.claim
    if claim.root or row.context is None:
        return claim.root
    return "?" + province_in(row.context)


def province_in(context: Context) -> str:
    """The root of the province of a document's place; empty where it has none."""
    return next((r for r in context.roots if r.startswith("p:") and r.count(":") == 1), "")


def points_between(a: Core, b: Core) -> Parts:
    parts = evidence(a.claim, b.claim, title_points(a.titles, b.titles))
    if parts.get("date", 0) > 0 and a.documents & b.documents and min(parts.get("issuer", 1), parts.get("type", 1)) > 0:
        # One text hardly cites two instruments of one number and one day.
        parts["same document"] = 1.0
    return parts


def fused(cores: list[Core]) -> list[Core]:
    """Undated cores of one document and code, whatever their titles, are one citation and its repetitions."""
    found: dict[tuple[object, ...], list[Core]] = {}
    for core in cores:
        c = core.claim
        document = "" if (core.place and not core.place.startswith("?")) or c.name else "|".join(sorted(core.documents))
        same_title = core.titles if not document else ()
        key = (
            c.symbol,
            c.type,
            c.number,
            c.year,
            c.issuer.key if c.issuer else "",
            core.place,
            c.name,
            document,
            same_title,
        )
        found.setdefault(key, []).append(core)
    merged = []
    for group in found.values():
        first = group[0]
        document = min(first.documents, default="")
        place = first.place if not first.place.startswith("?") or first.claim.name else f"{first.place}|{document}"
        merged.append(
            Core(
                first.claim,
                place,
                [r for c in group for r in c.rows],
                tuple(dict.fromkeys(t for c in group for t in c.titles))[:4],
                frozenset().union(*(c.documents for c in group)),
                sum(c.weight for c in group),
            )
        )
    return sorted(merged, key=lambda core: (key_of(core), core.rows))
