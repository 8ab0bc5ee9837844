"""The instruments and citations round a document, fetched as the rules ask for them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from graph import schema
from graph.judgement import Judgement, contradictions
from queries.findings.alike import Search, Titles
from queries.findings.facts import KNOWN, MENTION, Citation, Known, Unresolved, Value, Work
from queries.findings.finding import Evidence
from queries.findings.need import Kind, Need, sister_key
from queries.findings.read import Read
from queries.quote import Quote, quotes

_BATCH = 900
_CITED = 6
"""Pieces of evidence shown for one finding."""
_UNNUMBERED = ("blank", "generic")
"""Forms of citations that are placed after all others."""
_HELD = 100_000
"""Citations that are held for the next document."""


class Aside(NamedTuple):
    """Where the words of other documents are, when a corpus has but a draft's."""

    connection: Connection
    own: frozenset[int]
    """The draft's citations."""
    popular: frozenset[str]
    """Instruments of which the other citations are there too."""
    twin: str | None
    """A document there that is left out."""


class Corpus:
    """The instruments and citations round a document; each is fetched once."""

    def __init__(self, connection: Connection, aside: Aside | None = None) -> None:
        self.connection = connection
        self.aside = aside
        self.needs: set[Need] = set()
        """What was asked for since it was last emptied."""
        self.belongings: dict[tuple[str, str], tuple[Search | None, str | None]] = {}
        """Kept by queries.findings.title: by instrument and subject as written."""
        self._known: dict[str, Known] = {}
        self._elsewhere: dict[str, list[Citation]] = {}
        self._held = 0
        self._quoted: dict[int, Quote] = {}
        self._issuers: dict[str, dict[tuple[str, str | None], list[Citation]]] = {}
        self.uses: dict[str, Sequence[Any]] = {}
        """Kept by queries.findings.theme: by phrase, where it stands."""
        self._sisters: dict[str, Sequence[Known]] = {}
        self.runs: dict[str, dict[tuple[str, ...], set[int]]] = {}
        """Kept by queries.findings.subject: of sisters, which of them have some words in a row."""

    def needs_titles(self, instrument: str) -> None:
        self.needs.add(Need(Kind.TITLES, instrument))

    def needs_search(self, search: Search) -> None:
        self.needs.add(Need(Kind.SEARCH, search.packed))

    def needs_phrase(self, key: str) -> None:
        self.needs.add(Need(Kind.PHRASE, key))

    def known(self, keys: Iterable[str]) -> dict[str, Known]:
        """Instruments as resolved. Of their values the likely ones, and of those but of subjects all that there are,
        may be looked at; who looks at more says so: `needs_titles`, `elsewhere`."""
        wanted = sorted(set(keys))
        self.needs.update(Need(Kind.KNOWN, k) for k in wanted)
        return self._fetched(wanted)

    def _fetched(self, wanted: Sequence[str]) -> dict[str, Known]:
        missing = [k for k in wanted if k not in self._known]
        i, v = schema.instruments, schema.instrument_values
        for k in range(0, len(missing), _BATCH):
            batch = missing[k : k + _BATCH]
            for row in self.connection.execute(select(*(i.c[n] for n in KNOWN)).where(i.c.id.in_(batch))):
                self._known[row.id] = Known(*row)
            rows = self.connection.execute(
                select(v)
                .where(v.c.instrument_id.in_(batch))
                .order_by(v.c.likely.desc(), v.c.mentions.desc(), v.c.documents.desc(), v.c.value)
            )
            for row in rows:
                value = Value(row.value, row.mentions, row.documents, row.likely, row.conflicting, row.reason)
                self._known[row.instrument_id].values.setdefault(row.attribute, []).append(value)
        return {k: self._known[k] for k in wanted if k in self._known}

    def elsewhere(self, instrument: str) -> list[Citation]:
        """All citations of an instrument, in every document."""
        self.needs.add(Need(Kind.ALL, instrument))
        if instrument not in self._elsewhere:
            if self._held > _HELD:
                self._elsewhere.clear()
                self._issuers.clear()
                self._held = 0
            found = _citing(self.connection, instrument)
            if self.aside is not None:
                found = _with_those_aside(found, instrument, self.aside)
            self._elsewhere[instrument] = found
            self._held += len(found)
        return self._elsewhere[instrument]

    def by_issuer(self, instrument: str) -> dict[tuple[str, str | None], list[Citation]]:
        """Its citations that name an issuer, by issuer and type as written, those with a number first."""
        cited = self.elsewhere(instrument)
        if instrument not in self._issuers:
            found: dict[tuple[str, str | None], list[Citation]] = {}
            for c in sorted(cited, key=_numbered_first):
                if c.issuer:
                    found.setdefault((c.issuer, c.type), []).append(c)
            self._issuers[instrument] = found
        return self._issuers[instrument]

    def has_sisters(self, known: Known) -> bool:
        """Whether there are other instruments of the same type, symbol and day."""
        return len(self._days.get(sister_key(known.type, known.symbol, known.date), ())) > 1

    def sisters(self, known: Known) -> Sequence[Known]:
        """The instruments of its type, symbol and day, itself among them; all their subjects may be looked at."""
        key = sister_key(known.type, known.symbol, known.date)
        self.needs.add(Need(Kind.SISTERS, key))
        if key not in self._sisters:
            self._sisters[key] = tuple(self._fetched(self._days[key]).values())
        return self._sisters[key]

    @cached_property
    def _days(self) -> dict[str, list[str]]:
        i = schema.instruments.c
        found: dict[str, list[str]] = defaultdict(list)
        rows = self.connection.execute(select(i.type, i.symbol, i.date, i.id).where(i.date.is_not(None)).order_by(i.id))
        for kind, symbol, day, key in rows:
            found[sister_key(kind, symbol, day)].append(key)
        return found

    @cached_property
    def contradictions(self) -> list[tuple[Judgement, str, Any]]:
        """Judgements that new evidence speaks against."""
        return list(contradictions(self.connection))

    @cached_property
    def titles(self) -> Titles:
        """Every instrument with a subject."""
        i = schema.instruments
        rows = self.connection.execute(select(i.c.id, i.c.title).where(i.c.title.is_not(None)).order_by(i.c.id))
        return Titles((row.id, row.title) for row in rows)

    def evidence(self, citations: Iterable[Citation], *, ordered: bool = True) -> tuple[Evidence, ...]:
        """The clauses of citations, one of each document before several of one. Citations of many documents come in
        the order of `elsewhere`, or it is said that they do not."""
        by_document: dict[str, list[Citation]] = defaultdict(list)
        for c in citations:
            by_document[c.document_id].append(c)
            if ordered and len(by_document) == _CITED:
                break
        # Where there are documents enough, only the first of each is shown.
        few = [found[:1] for found in by_document.values()] if len(by_document) >= _CITED else by_document.values()
        ranked = nsmallest(_CITED, ((k, c.document_id, c.start, c) for found in few for k, c in enumerate(found)))
        chosen = [c for *_, c in ranked]
        found = self._quotes([c.id for c in chosen])
        return tuple(
            Evidence(q.document, q.start, q.end, q.quote, q.line) for c in chosen if (q := found.get(c.id)) is not None
        )

    def _quotes(self, ids: Sequence[int]) -> Mapping[int, Quote]:
        if self.aside is None:
            missing = [i for i in ids if i not in self._quoted]
            if len(self._quoted) > _HELD:
                self._quoted.clear()
                missing = list(ids)
            if missing:
                self._quoted |= quotes(self.connection, missing)
            return self._quoted
        inside = quotes(self.connection, [i for i in ids if i in self.aside.own])
        return inside | quotes(self.aside.connection, [i for i in ids if i not in self.aside.own])


def _citing(connection: Connection, instrument: str) -> list[Citation]:
    m, placed = schema.mentions, schema.instrument_mentions
    rows = connection.execute(
        select(*(m.c[n] for n in MENTION))
        .join(placed, placed.c.mention_id == m.c.id)
        .where(placed.c.instrument_id == instrument, m.c.form != "self")
        .order_by(m.c.document_id, m.c.start)
    )
    return [Citation(*row) for row in rows]


def _with_those_aside(found: list[Citation], instrument: str, aside: Aside) -> list[Citation]:
    """Of an instrument that many cite all that are there; of others those without number, which stay there."""
    everything = instrument in aside.popular
    there = [
        c for c in _citing(aside.connection, instrument)
        if c.document_id != aside.twin and (everything or c.form in _UNNUMBERED)
    ]  # fmt: skip
    here = [c for c in found if c.id in aside.own or not (everything or c.form in _UNNUMBERED)]
    return sorted(here + there, key=lambda c: (c.document_id, c.start))


def _numbered_first(c: Citation) -> tuple[bool, str, int]:
    return c.form != "numbered", c.document_id, c.start


def read_documents(corpus: Corpus, ids: Sequence[str]) -> Iterator[Read]:
    """The documents of these ids, ready to be checked."""
    d, m, placed = schema.documents, schema.mentions, schema.instrument_mentions
    connection = corpus.connection
    for k in range(0, len(ids), 200):
        batch = list(ids[k : k + 200])
        rows = connection.execute(select(d).where(d.c.id.in_(batch)).order_by(d.c.id)).all()
        cited = connection.execute(
            select(*(m.c[n] for n in MENTION), placed.c.instrument_id)
            .outerjoin(placed, placed.c.mention_id == m.c.id)
            .where(m.c.document_id.in_(batch))
            .order_by(m.c.document_id, m.c.ordinal)
        ).all()
        known = corpus.known(r.instrument_id for r in cited if r.instrument_id)
        by_document: dict[str, list[Citation]] = defaultdict(list)
        for *values, instrument in cited:
            c = Citation._make((*values, known.get(instrument or "")))
            by_document[c.document_id].append(c)
        works = _works(connection, batch)
        unresolved = _unresolved(connection, batch)
        table = schema.instrument_documents
        own: dict[str, str] = {
            r.document_id: r.instrument_id
            for r in connection.execute(select(table).where(table.c.document_id.in_(batch)))
        }
        for row in rows:
            yield Read(row, by_document[row.id], works[row.id], own.get(row.id), unresolved[row.id])


def _works(connection: Connection, ids: Sequence[str]) -> dict[str, list[Work]]:
    t, b = schema.tasks, schema.task_bodies
    bodies: dict[tuple[int, str], list[str]] = defaultdict(list)
    for task, role, name in connection.execute(
        select(b.c.task_id, b.c.role, b.c.name)
        .join(t, t.c.id == b.c.task_id)
        .where(t.c.document_id.in_(ids))
        .order_by(b.c.task_id, b.c.ordinal)
    ):
        bodies[task, role].append(name)
    found: dict[str, list[Work]] = defaultdict(list)
    columns = [t.c[n] for n in Work._fields[:-2]]
    for document, key, *values in connection.execute(
        select(t.c.document_id, t.c.id, *columns).where(t.c.document_id.in_(ids)).order_by(t.c.document_id, t.c.ordinal)
    ):
        lead, coop = (tuple(bodies.get((key, role), ())) for role in ("lead", "coop"))
        found[document].append(Work._make((*values, lead, coop)))
    return found


def _unresolved(connection: Connection, ids: list[str]) -> dict[str, list[Unresolved]]:
    u, n, m = schema.unresolved, schema.unresolved_candidates, schema.mentions
    rows = connection.execute(
        select(m.c.document_id, u.c.mention_id, u.c.reason)
        .join(m, m.c.id == u.c.mention_id)
        .where(m.c.document_id.in_(ids))
        .order_by(m.c.document_id, m.c.start)
    ).all()
    candidates: dict[int, list[tuple[str, float]]] = defaultdict(list)
    if rows:
        for mention, instrument, score in connection.execute(
            select(n.c.mention_id, n.c.instrument_id, n.c.score)
            .join(m, m.c.id == n.c.mention_id)
            .where(m.c.document_id.in_(ids))
            .order_by(n.c.score.desc(), n.c.instrument_id)
        ):
            candidates[mention].append((instrument, score))
    found: dict[str, list[Unresolved]] = defaultdict(list)
    for document, mention, reason in rows:
        found[document].append(Unresolved(mention, reason, tuple(candidates[mention])))
    return found
