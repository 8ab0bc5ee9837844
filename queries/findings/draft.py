"""One draft held against the corpus, without keeping it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlalchemy import and_, func, select

from graph import schema
from graph.keep import Reading
from graph.store import Store
from ingest.extract import extract
from ingest.formats import read_text
from queries.chain import implements
from queries.cite import cite
from queries.findings.beside import POPULAR, beside
from queries.findings.corpus import Aside, Corpus, read_documents
from queries.findings.finding import Finding, RuleShown
from queries.findings.look import look
from queries.findings.report import finding, judgements, shown_rules, sort
from queries.findings.rule import rules
from queries.scope import unit_name
from queries.who import who

_IMPLEMENTERS = 12


@dataclass(frozen=True, slots=True)
class Cited:
    """What the corpus knows of an instrument that the draft cites."""

    id: str
    label: str
    citation: str
    """In full and correct, to be pasted."""
    status: str
    status_source: str | None
    documents: int
    """Of the corpus that cite it."""
    implementers: tuple[str, ...]
    """Units or issuers of documents that implement it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft's own findings, then what it cites."""

    path: str
    findings: tuple[Finding, ...]
    rules: tuple[RuleShown, ...]
    instruments: tuple[Cited, ...]


def check(
    store: Store, source: Path | str, *, lang: str = "vi", include_off: bool = False, popular: int = POPULAR
) -> Draft:
    """Findings of a file (a Path) or of a text, held against the store, which stays as it is. Instruments with more
    citations than `popular` are resolved with some of them."""
    path = str(source) if isinstance(source, Path) else ""
    text = read_text(source) if isinstance(source, Path) else source
    extraction = extract(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    reading = Reading(path, digest, text, extraction)
    with beside(store, reading, popular) as side, side.store.read() as connection, store.read() as main:
        m = schema.mentions
        own = frozenset(connection.execute(select(m.c.id).where(m.c.document_id == side.key)).scalars())
        corpus = Corpus(connection, Aside(main, own, side.popular, side.twin))
        (read,) = read_documents(corpus, [side.key])
        rows = look(read, corpus)
        known = corpus.known({c.known.id for c in read.citations if c.known and c.known.id != read.own})
        order = {c.known.id: k for k, c in reversed(list(enumerate(read.citations))) if c.known}
    judged = judgements(store)
    found = [finding(SimpleNamespace(**row), lang, judged.get(row["id"])) for row in rows]
    cited = tuple(_cited(store, k) for k in sorted(known.values(), key=lambda k: order.get(k.id, 0)))
    return Draft(
        path,
        tuple(sort(f for f in found if include_off or rules()[f.rule].shown)),
        shown_rules(lang),
        cited,
    )


def _cited(store: Store, known: Any) -> Cited:
    names = _implementing(store, known.id)
    if len(names) < _IMPLEMENTERS:
        names = []
        answer = who(store, known.id, mentioned=False)
        for i in answer.implementers if answer.instrument is not None and answer.instrument.id == known.id else ():
            name = f"{i.unit.type} {i.unit.name}" if i.unit else i.document.issuer or i.document.id
            if name not in names:
                names.append(name)
    return Cited(
        known.id,
        known.label,
        cite(known),
        known.status,
        known.status_source,
        known.document_count,
        tuple(names[:_IMPLEMENTERS]),
    )


def _implementing(store: Store, instrument: str) -> list[str]:
    """The first units, by name, that implement an instrument which they cite themselves: of one that many cite there
    are more than are told, and nobody else need be looked for."""
    m, d, placed, own = schema.mentions, schema.documents, schema.instrument_mentions, schema.instrument_documents
    itself = and_(own.c.document_id == m.c.document_id, own.c.instrument_id == placed.c.instrument_id)
    with store.read() as connection:
        codes = connection.execute(
            select(d.c.unit_code)
            .select_from(placed)
            .join(m, m.c.id == placed.c.mention_id)
            .join(d, d.c.id == m.c.document_id)
            .outerjoin(own, itself)
            .where(placed.c.instrument_id == instrument, own.c.document_id.is_(None), m.c.form != "self")
            .where(implements(), d.c.unit_code.is_not(None))
            .group_by(d.c.unit_code)
            .order_by(func.min(d.c.date), func.min(d.c.id))
        ).scalars()
        units = sorted((u for code in codes if (u := unit_name(code)) is not None), key=lambda u: u.name)
    return list(dict.fromkeys(f"{u.type} {u.name}" for u in units))[:_IMPLEMENTERS]
