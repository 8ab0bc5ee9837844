"""What every form of the report shows: findings with the names of their documents, rival values, tasks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select

from graph import schema
from graph.store import Store
from queries.findings import Draft, Evidence, Finding, Report
from queries.findings.rule import rules
from queries.findings.wanted import Wanted
from queries.scope import unit_name
from queries.show import Attribute, show
from queries.unit import document_label
from viz.i18n import label, words

SEVERITIES = ("error", "warning", "info")
_BATCH = 500


word = partial(words.word, "report")
"""A word of the report, by language and key."""


def rule_title(lang: str, key: str) -> str:
    found = rules().get(key)
    return found.title.of(lang) if found else key


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the corpus, as the report names it."""

    id: str
    name: str
    """"Kế hoạch 25/KH-UBND, phường …"."""
    path: str
    unit: str
    title: str


@dataclass(frozen=True, slots=True)
class Contested:
    """An instrument with attributes that citations give differently."""

    id: str
    label: str
    attributes: tuple[Attribute, ...]


@dataclass(frozen=True, slots=True)
class Assigned:
    """One task of one document."""

    document: str
    label: str
    text: str
    lead: tuple[str, ...]
    coop: tuple[str, ...]
    deadline: str
    due: str
    instruments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Of a report that holds only some findings: which these are, in words, and what else of the corpus goes with
    them."""

    told: str
    documents: frozenset[str]
    instruments: frozenset[str]


def part_of(store: Store, report: Report, wanted: Wanted, lang: str) -> Part | None:
    """None where nothing is left out. `report` has been cut down to what is wanted."""
    if wanted.all:
        return None
    found = report.findings
    names = papers(store, [wanted.document]) if wanted.document else {}
    unit = unit_name(wanted.unit) if wanted.unit else None
    told = (
        label("severity", wanted.severity, lang),
        rule_title(lang, wanted.rule),
        f"{unit.type} {unit.name}" if unit else wanted.unit,
        names[wanted.document].name if wanted.document in names else wanted.document,
        _called(store, wanted.instrument),
        label("verdict", wanted.judged, lang),
    )
    return Part(
        "; ".join(t for t in told if t),
        frozenset(f.document for f in found),
        frozenset(f.instrument for f in found if f.instrument),
    )


def _called(store: Store, instrument: str) -> str:
    i = schema.instruments.c
    with store.read() as connection:
        return connection.execute(select(i.label).where(i.id == instrument)).scalar() or instrument


def papers_of(store: Store, draft: Draft) -> dict[str, Paper]:
    """The documents that the findings of a draft give as evidence."""
    ids = sorted({e.document for f in draft.findings for e in f.evidence if e.document})
    return {key: paper for k in range(0, len(ids), _BATCH) for key, paper in papers(store, ids[k : k + _BATCH]).items()}


def papers(store: Store, only: Sequence[str] | None = None) -> dict[str, Paper]:
    """Every document by its id, or only those."""
    d = schema.documents.c
    query = select(d.id, d.type, d.number, d.symbol, d.path, d.unit_code, d.title, d.issuer).order_by(d.id)
    with store.read() as connection:
        rows = connection.execute(query if only is None else query.where(d.id.in_(only))).all()
    found = {}
    for r in rows:
        unit = unit_name(r.unit_code) if r.unit_code else None
        where = f"{unit.type} {unit.name}" if unit else ""
        name = ", ".join(w for w in (document_label(r.type, r.number, r.symbol), where or (r.issuer or "")) if w)
        found[r.id] = Paper(r.id, name, r.path, where, r.title or "")
    return found


def contested(store: Store, part: Part | None = None) -> list[Contested]:
    """The instruments with rival values, by label; all, or those of a part."""
    i, v = schema.instruments.c, schema.instrument_values.c
    with store.read() as connection:
        ids = connection.execute(
            select(i.id, i.label).where(i.id.in_(select(v.instrument_id).where(v.conflicting))).order_by(i.label, i.id)
        ).all()
    found = []
    for key, called in ids:
        if part and key not in part.instruments:
            continue
        answer = show(store, key)
        rivals = tuple(a for a in answer.attributes if a.conflict)
        if rivals and answer.instrument is not None and answer.instrument.id == key:
            found.append(Contested(key, called, rivals))
    return found


def assigned(store: Store, part: Part | None = None) -> list[Assigned]:
    """All tasks, or those of the documents of a part, document by document."""
    t, b, m = schema.tasks, schema.task_bodies, schema.task_mentions
    placed, i = schema.instrument_mentions, schema.instruments
    with store.read() as connection:
        bodies: dict[tuple[int, str], list[str]] = {}
        for row in connection.execute(select(b).order_by(b.c.task_id, b.c.ordinal)):
            bodies.setdefault((row.task_id, row.role), []).append(row.name)
        cited: dict[int, list[str]] = {}
        for key, called in connection.execute(
            select(m.c.task_id, i.c.label)
            .join(placed, placed.c.mention_id == m.c.mention_id)
            .join(i, i.c.id == placed.c.instrument_id)
            .order_by(m.c.task_id, m.c.mention_id)
        ):
            if called not in cited.setdefault(key, []):
                cited[key].append(called)
        rows = connection.execute(select(t).order_by(t.c.document_id, t.c.ordinal)).all()
    return [
        Assigned(
            r.document_id,
            r.label,
            " ".join(r.text.split()),
            tuple(bodies.get((r.id, "lead"), ())),
            tuple(bodies.get((r.id, "coop"), ())),
            " ".join((r.deadline_text or "").split()),
            r.deadline_end or "",
            tuple(cited.get(r.id, ())),
        )
        for r in rows
        if part is None or r.document_id in part.documents
    ]


def by_document(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Findings of each document in the order of its lines; the document with most errors and warnings first."""
    found: dict[str, list[Finding]] = {}
    for f in sorted(findings, key=lambda f: (f.document, f.line, f.start, f.id)):
        found.setdefault(f.document, []).append(f)
    grave = {k: tuple(-sum(f.severity == s for f in fs) for s in SEVERITIES) for k, fs in found.items()}
    return {k: found[k] for k in sorted(found, key=lambda k: (grave[k], k))}


def place_of(names: Mapping[str, Paper], e: Evidence, lang: str) -> str:
    """Where a piece of evidence stands: "Kế hoạch 25/KH-UBND, phường …, dòng 37"."""
    if e.document is None:
        return word(lang, "registry")
    paper = names.get(e.document)
    name = paper.name if paper else e.document
    return f"{name}, {word(lang, 'line')} {e.line}" if e.line else name


def lines(f: Finding) -> str:
    """ "37" or "9, 11, 51"."""
    return ", ".join(dict.fromkeys(str(p.line) for p in f.places))


def plain(text: str | None) -> str:
    """White space folded and markup out, for a table."""
    return " ".join((text or "").replace("**", "").replace("*", "").split())


def shown(report: Report | Draft, severity: str) -> int:
    return sum(f.severity == severity for f in report.findings)
