"""The instruments and citations round a document, fetched as the rules ask for them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from graph import schema
from graph.judgement import Judgement, contradictions
from queries.findings.facts import KNOWN, MENTION, Citation, Known, Value, Work
from queries.findings.finding import Evidence
from queries.findings.read import Read
from queries.quote import Quote, quotes

_BATCH = 900
_CITED = 6
"""Pieces of evidence shown for one finding."""


class Corpus:
    """The instruments and citations round a document; each is fetched once."""

    def __init__(
        self, connection: Connection, aside: Connection | None = None, own: frozenset[int] = frozenset()
    ) -> None:
        self.connection = connection
        self.aside = aside
        """Where the words of other documents are, when `connection` has but a draft's."""
        self.own = own
        self._known: dict[str, Known] = {}
        self._elsewhere: dict[str, list[Citation]] = {}

    def known(self, keys: Iterable[str]) -> dict[str, Known]:
        wanted = sorted(set(keys))
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
        if instrument not in self._elsewhere:
            m, placed = schema.mentions, schema.instrument_mentions
            rows = self.connection.execute(
                select(*(m.c[n] for n in MENTION))
                .join(placed, placed.c.mention_id == m.c.id)
                .where(placed.c.instrument_id == instrument, m.c.form != "self")
                .order_by(m.c.document_id, m.c.start)
            ).all()
            self._elsewhere[instrument] = [Citation(*row) for row in rows]
        return self._elsewhere[instrument]

    def sisters(self, known: Known) -> list[Known]:
        """Instruments of the same type, symbol and day."""
        ids = self._days.get((known.type, known.symbol, known.date), ())
        return list(self.known(i for i in ids if i != known.id).values()) if len(ids) > 1 else []

    @cached_property
    def _days(self) -> dict[tuple[str | None, str | None, str | None], list[str]]:
        i = schema.instruments.c
        found: dict[tuple[str | None, str | None, str | None], list[str]] = defaultdict(list)
        rows = self.connection.execute(select(i.type, i.symbol, i.date, i.id).where(i.date.is_not(None)).order_by(i.id))
        for kind, symbol, day, key in rows:
            found[kind, symbol, day].append(key)
        return found

    @cached_property
    def contradictions(self) -> list[tuple[Judgement, str, Any]]:
        """Judgements that new evidence speaks against."""
        return list(contradictions(self.connection))

    @cached_property
    def titled(self) -> list[tuple[str, str]]:
        """Every instrument with a subject: its id and the subject."""
        i = schema.instruments
        rows = self.connection.execute(select(i.c.id, i.c.title).where(i.c.title.is_not(None)).order_by(i.c.id))
        return [(row.id, row.title) for row in rows]

    def evidence(self, citations: Iterable[Citation]) -> tuple[Evidence, ...]:
        """The clauses of citations, one of each document before several of one."""
        by_document: dict[str, list[Citation]] = defaultdict(list)
        for c in citations:
            by_document[c.document_id].append(c)
        ranked = sorted((k, c.document_id, c.start, c) for found in by_document.values() for k, c in enumerate(found))
        chosen = [c for *_, c in ranked[:_CITED]]
        found = self._quotes([c.id for c in chosen])
        return tuple(
            Evidence(q.document, q.start, q.end, q.quote, q.line) for c in chosen if (q := found.get(c.id)) is not None
        )

    def _quotes(self, ids: Sequence[int]) -> Mapping[int, Quote]:
        if self.aside is None:
            return quotes(self.connection, ids)
        inside = quotes(self.connection, [i for i in ids if i in self.own])
        return inside | quotes(self.aside, [i for i in ids if i not in self.own])


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
        for row in cited:
            values: dict[str, Any] = dict(zip(MENTION, row, strict=False))
            by_document[row.document_id].append(Citation(**values, known=known.get(row.instrument_id or "")))
        works = _works(connection, batch)
        table = schema.instrument_documents
        own: dict[str, str] = {
            r.document_id: r.instrument_id
            for r in connection.execute(select(table).where(table.c.document_id.in_(batch)))
        }
        for row in rows:
            yield Read(row, by_document[row.id], works[row.id], own.get(row.id))


def _works(connection: Connection, ids: Sequence[str]) -> dict[str, list[Work]]:
    t, b = schema.tasks, schema.task_bodies
    bodies: dict[tuple[int, str], list[str]] = defaultdict(list)
    for row in connection.execute(
        select(b).join(t, t.c.id == b.c.task_id).where(t.c.document_id.in_(ids)).order_by(b.c.task_id, b.c.ordinal)
    ):
        bodies[row.task_id, row.role].append(row.name)
    found: dict[str, list[Work]] = defaultdict(list)
    names = (
        "label",
        "kind",
        "start",
        "end",
        "text",
        "deadline_kind",
        "deadline_start",
        "deadline_end",
        "deadline_text",
    )
    columns = [t.c.document_id, t.c.id, *(t.c[n] for n in names)]
    for document, key, *values in connection.execute(
        select(*columns).where(t.c.document_id.in_(ids)).order_by(t.c.document_id, t.c.ordinal)
    ):
        own: dict[str, Any] = dict(zip(names, values, strict=True))
        found[document].append(Work(**own, lead=tuple(bodies[key, "lead"]), coop=tuple(bodies[key, "coop"])))
    return found
