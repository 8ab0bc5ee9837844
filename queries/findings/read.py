"""What the rules look at: one document with its citations and tasks, and the corpus that it stands in."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from graph import schema
from graph.claim import Context
from graph.judgement import Judgement, contradictions
from graph.resolve import context_of
from ingest.document import Document
from ingest.heading import read_heading
from ingest.view import View, matching_view
from queries.findings.finding import Evidence
from queries.period import Period
from queries.quote import Quote, quotes

_BATCH = 900
_CITED = 6
"""Pieces of evidence shown for one finding."""


class Value(NamedTuple):
    """A value seen of an attribute of an instrument."""

    value: str
    mentions: int
    documents: int
    likely: bool
    conflicting: bool
    reason: str | None

    @property
    def firm(self) -> bool:
        """Whether the instrument itself, the registry or a person says so, and not only those who cite it."""
        return self.documents == 0 or self.by_registry or self.by_itself or self.by_person

    @property
    def by_registry(self) -> bool:
        return "danh mục" in (self.reason or "") or (self.documents == 0 and not self.reason)

    @property
    def by_itself(self) -> bool:
        return "chính văn bản đó" in (self.reason or "")

    @property
    def by_person(self) -> bool:
        return "quyết định đã ghi" in (self.reason or "")


@dataclass(frozen=True, slots=True)
class Known:
    """An instrument as resolved, with every value seen."""

    id: str
    label: str
    type: str | None
    number: str | None
    year_in_number: str | None
    symbol: str | None
    date: str | None
    issuer: str | None
    title: str | None
    level: str
    system: str
    status: str
    status_source: str | None
    registry: bool
    mention_count: int
    document_count: int
    values: dict[str, list[Value]] = field(default_factory=dict)

    def likely(self, attribute: str) -> Value | None:
        return next((v for v in self.values.get(attribute, ()) if v.likely), None)


_KNOWN = tuple(name for name in Known.__slots__ if name != "values")


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of the document with the instrument that it was resolved to."""

    id: int
    ordinal: int
    start: int
    end: int
    text: str
    form: str
    type: str | None
    number: str | None
    year_in_number: str | None
    symbol: str | None
    date: str | None
    date_text: str | None
    issuer: str | None
    title: str | None
    relation: str
    task: str | None
    alias_of: int | None
    date_echo: int | None
    document_id: str
    known: Known | None = None

    @property
    def code(self) -> str:
        """What tells it apart as written: its words."""
        return " ".join(self.text.split())


_MENTION = tuple(name for name in Citation.__slots__ if name != "known")


@dataclass(frozen=True, slots=True)
class Work:
    """One task of the document."""

    label: str
    kind: str
    start: int
    end: int
    text: str
    deadline_kind: str | None
    deadline_start: str | None
    deadline_end: str | None
    deadline_text: str | None
    lead: tuple[str, ...]
    coop: tuple[str, ...]


class Read:
    """One document, read for checking. Offsets are those of its text."""

    def __init__(self, row: Any, citations: Sequence[Citation], works: Sequence[Work], own: str | None) -> None:
        self.id: str = row.id
        self.row = row
        self.text: str = row.text
        self.citations = citations
        self.works = works
        self.own = own
        """The instrument that the document itself is."""
        self.issued = Period.of_document(row)

    @cached_property
    def view(self) -> View:
        return matching_view(self.text)

    @cached_property
    def heading(self) -> Document:
        return read_heading(self.view)

    @cached_property
    def body_start(self) -> int:
        """Where the heading ends."""
        return self.view.source(self.heading.body_start)

    @cached_property
    def context(self) -> Context:
        row = self.row
        return context_of(row.id, row.unit_code, row.issuer, row.place, row.date_to)

    @cached_property
    def _breaks(self) -> list[int]:
        return [i for i, c in enumerate(self.text) if c == "\n"]

    def line(self, offset: int) -> int:
        return bisect_right(self._breaks, offset - 1) + 1

    def stretch(self, citation: Citation) -> int:
        """Where the date, issuer and title of a citation end."""
        import re  # noqa: PLC0415

        end = citation.end
        following = next((c.start for c in self.citations if c.start >= citation.end), len(self.text))
        limit = max(following, citation.end)
        for words in (citation.date_text, citation.issuer, citation.title):
            if words:
                pattern = r"[\s*]+".join(map(re.escape, words.split()[:60]))
                found = re.compile(pattern).search(self.text, citation.end, min(len(self.text), citation.end + 900))
                if found and (found.start() <= limit or words == citation.title):
                    end = max(end, found.end())
        return end

    @cached_property
    def numbered(self) -> list[Citation]:
        return [c for c in self.citations if c.form == "numbered" and c.alias_of is None]

    @cached_property
    def earliest(self) -> tuple[str | None, Citation | None]:
        """The first day on which the document can have been issued, and the citation that says so where its own date
        does not: of each cited instrument its likely date, so that a slip in one citation moves nothing."""
        stated = Period.of(self.row.date)
        if stated.whole and stated.start:
            return stated.start.isoformat(), None
        start = stated.start.isoformat() if stated.start else None
        end = stated.end.isoformat() if stated.end else "9999"
        dated = [
            (day, c) for c in self.citations
            if c.known and c.known.id != self.own and len(day := c.known.date or "") == 10 and day <= end
        ]  # fmt: skip
        best = max(dated, key=lambda d: (d[0], -d[1].start), default=None)
        if best and (start is None or best[0] > start):
            return best
        return start, None


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
            for row in self.connection.execute(select(*(i.c[n] for n in _KNOWN)).where(i.c.id.in_(batch))):
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
                select(*(m.c[n] for n in _MENTION))
                .join(placed, placed.c.mention_id == m.c.id)
                .where(placed.c.instrument_id == instrument, m.c.form != "self")
                .order_by(m.c.document_id, m.c.start)
            ).all()
            self._elsewhere[instrument] = [Citation(*row) for row in rows]
        return self._elsewhere[instrument]

    def sisters(self, known: Known) -> list[Known]:
        """Instruments of the same type, symbol and day."""
        i = schema.instruments
        rows = self.connection.execute(
            select(i.c.id)
            .where(i.c.type == known.type, i.c.symbol == known.symbol, i.c.date == known.date, i.c.id != known.id)
            .order_by(i.c.id)
        ).scalars()
        return list(self.known(rows).values())

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
            select(*(m.c[n] for n in _MENTION), placed.c.instrument_id)
            .outerjoin(placed, placed.c.mention_id == m.c.id)
            .where(m.c.document_id.in_(batch))
            .order_by(m.c.document_id, m.c.ordinal)
        ).all()
        known = corpus.known(r.instrument_id for r in cited if r.instrument_id)
        by_document: dict[str, list[Citation]] = defaultdict(list)
        for row in cited:
            values: dict[str, Any] = dict(zip(_MENTION, row, strict=False))
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
