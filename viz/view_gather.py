"""Gathers the cards and relations of one view from the store, each thing once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from graph.schema import documents, instrument_documents, instrument_values, instruments, task_bodies, tasks
from ingest.mention import Relation
from queries.chain import BASIS
from queries.quote import quotes
from viz.i18n.words import word
from viz.view_card import document_card, instrument_card, task_card
from viz.view_node import BANDS, CAPACITY, Band, Edge, GraphView, Kind, Node, Passage, Rivals, RivalValue

CHANGES = frozenset((Relation.AMENDS, Relation.REPLACES, Relation.REPEALS, Relation.CORRECTS))
_STRENGTH = {
    relation.value: k
    for k, relation in enumerate(
        dict.fromkeys(
            (*BASIS, Relation.LINKED_WITH, Relation.REVIEWS, Relation.CITES, Relation.DISSEMINATES, *Relation)
        )
    )
}
_BATCH = 5000
_QUOTES = 4
"""Passages shown for one card; the pages have them all."""
_MANY = 300
"""Cards with evidence beyond which each shows one passage."""
_LONG = 420


def batches(ids: Iterable[Any]) -> Iterator[list[Any]]:
    wanted = list(dict.fromkeys(ids))
    for k in range(0, len(wanted), _BATCH):
        yield wanted[k : k + _BATCH]


class Gathering:
    """A view in the making. A document of the corpus that is a known instrument is one card, named by it."""

    def __init__(self, connection: Connection, lang: str) -> None:
        self.connection = connection
        self.lang = lang
        self.nodes: dict[str, Node] = {}
        self.pairs: dict[tuple[str, str, str], Edge] = {}
        self.evidence: dict[str, dict[int, None]] = {}
        self.left_out: set[str] = set()
        self.uncounted = 0
        self._held: Counter[Kind] = Counter()
        self._same: dict[str, str] = {}

    def _room(self, kind: Kind, ids: list[Any], prefix: str) -> list[Any]:
        """The first of the ids that the view has room for; the others are counted as left out."""
        room = max(0, CAPACITY[kind] - self._held[kind])
        self.left_out.update(f"{prefix}{i}" for i in ids[room:])
        return ids[:room]

    def instruments(self, ids: Iterable[str], *, focus: bool = False, indirect: bool = False) -> None:
        """Adds the instruments that are not here yet; those that are documents of the corpus as such."""
        new = [i for i in dict.fromkeys(ids) if f"i:{i}" not in self.nodes]
        for some in batches(new):
            itself = self.connection.execute(
                select(instrument_documents).where(instrument_documents.c.instrument_id.in_(some))
            )
            held = {row.instrument_id: row.document_id for row in itself}
            papers = self._papers(held.values())
            rivals = self._rivals(some)
            for row in self.connection.execute(select(instruments).where(instruments.c.id.in_(some))):
                paper = papers.get(held.get(row.id, ""))
                if paper is not None:
                    self._same[paper.id] = f"i:{row.id}"
                self._put(instrument_card(row, paper, rivals.get(row.id, ()), self.lang), focus, indirect)

    def documents(self, ids: Iterable[str], *, focus: bool = False, indirect: bool = False) -> None:
        new = [i for i in dict.fromkeys(ids) if i not in self._same]
        for some in batches(self._room(Kind.DOCUMENT, new, "d:")):
            itself = self.connection.execute(
                select(instrument_documents).where(instrument_documents.c.document_id.in_(some))
            )
            held = {row.document_id: row.instrument_id for row in itself}
            self.instruments([held[d] for d in some if d in held], focus=focus, indirect=indirect)
            for key, row in self._papers(d for d in some if d not in held).items():
                self._same[key] = f"d:{key}"
                self._put(document_card(row), focus, indirect)

    def tasks(self, ids: Iterable[int], *, indirect: bool = False) -> list[Any]:
        """Adds tasks, each with its relation to its document, which must be here; returns the rows."""
        rows: list[Any] = []
        new = [i for i in dict.fromkeys(ids) if f"t:{i}" not in self.nodes]
        for some in batches(self._room(Kind.TASK, new, "t:")):
            b = task_bodies.c
            bodies: dict[tuple[int, str], list[str]] = {}
            for row in self.connection.execute(
                select(b.task_id, b.role, b.name).where(b.task_id.in_(some)).order_by(b.task_id, b.role, b.ordinal)
            ):
                bodies.setdefault((row.task_id, row.role), []).append(row.name)
            order = (tasks.c.document_id, tasks.c.ordinal)
            for row in self.connection.execute(select(tasks).where(tasks.c.id.in_(some)).order_by(*order)):
                holder = self.card_of(row.document_id)
                if holder is None:
                    continue
                rows.append(row)
                name = self.nodes[holder].label
                if self._put(task_card(row, name, bodies), False, indirect):
                    self.edge(f"t:{row.id}", holder, "task", indirect=indirect)
        return rows

    def add(self, node: Node) -> bool:
        return self._put(node, node.focus, node.indirect)

    def _put(self, node: Node, focus: bool, indirect: bool) -> bool:
        if node.id in self.nodes:
            return True
        if self._held[node.kind] >= CAPACITY[node.kind]:
            self.left_out.add(node.id)
            return False
        self._held[node.kind] += 1
        self.nodes[node.id] = replace(node, focus=focus, indirect=indirect)
        return True

    def put_into(self, card: str | None, group: str | None) -> None:
        """Hides a card in a group until the group is opened."""
        if card in self.nodes and group:
            self.nodes[card] = replace(self.nodes[card], group=group)

    def card_of(self, document: str) -> str | None:
        """The id of the card of a document of the corpus."""
        card = self._same.get(document)
        return card if card in self.nodes else None

    def edge(self, source: str, target: str, relation: str, *, indirect: bool = False, quiet: bool = False) -> None:
        """Adds a relation between two cards that are here. Of several between the same two the strongest stands,
        beside any that changes the other; one met directly is not indirect."""
        if source == target or source not in self.nodes or target not in self.nodes:
            return
        slot = relation if relation in CHANGES else ""
        known = self.pairs.get((source, target, slot))
        edge = Edge(source, target, relation, indirect, quiet)
        if known is not None:
            best = min((known, edge), key=lambda e: _STRENGTH.get(e.relation, 99))
            edge = replace(best, indirect=known.indirect and indirect, quiet=known.quiet and quiet)
        self.pairs[source, target, slot] = edge

    def proof(self, card: str, mention: int) -> None:
        """Remembers a citation as evidence to be quoted on a card."""
        self.evidence.setdefault(card, {})[mention] = None

    def finish(self, question: str, *unknown: str) -> GraphView:
        """The view, with the passages read and the cards of each band in reading order; `unknown` says what nothing
        is known of.
        """
        proved = {card: list(found) for card, found in self.evidence.items() if card in self.nodes}
        most = _QUOTES if len(proved) <= _MANY else 1
        kept = {card: found[:most] for card, found in proved.items()}
        passages = self._passages(kept)
        self._split()
        degree = Counter(end for e in self.pairs.values() if not e.quiet for end in (e.source, e.target))
        nodes = tuple(
            replace(n, passages=passages.get(n.id, ()), weight=_weight(n, degree[n.id]))
            for n in sorted(self.nodes.values(), key=_reading)
        )
        used = {n.band for n in nodes}
        bands = tuple(Band(b, word("graph", self.lang, f"band.{b}")) for b in BANDS if b in used)
        edges = tuple(sorted(self.pairs.values(), key=lambda e: (e.source, e.target, e.relation)))
        notes = list(unknown)
        left_out = len(self.left_out) + self.uncounted
        if left_out:
            notes.append(word("graph", self.lang, "note.left_out", shown=len(nodes), n=left_out))
        if not nodes:
            notes = [word("graph", self.lang, "note.empty")]
        return GraphView(question, self.lang, nodes, edges, bands, " ".join(notes))

    def _split(self) -> None:
        """Gives the communes' documents of the corpus a band of their own where they cite instruments of their
        level: no relation then runs inside a band."""
        commune = {n.id: n for n in self.nodes.values() if n.band == "commune"}
        inside = [e for e in self.pairs.values() if e.source in commune and e.target in commune]
        if any(commune[e.target].kind is Kind.INSTRUMENT for e in inside):
            for node in commune.values():
                if node.kind is Kind.DOCUMENT or (node.kind is Kind.GROUP and node.id.startswith("g:unit:")):
                    self.nodes[node.id] = replace(node, band="paper")

    def _passages(self, kept: dict[str, list[int]]) -> dict[str, tuple[Passage, ...]]:
        quoted = quotes(self.connection, (m for found in kept.values() for m in found))
        answer = {}
        for card, found in kept.items():
            seen = []
            for mention in found:
                quote = quoted[mention]
                holder = self.card_of(quote.document)
                name = self.nodes[holder].label if holder else quote.document
                text = quote.quote if len(quote.quote) <= _LONG else quote.quote[:_LONG].rstrip() + " …"
                seen.append(Passage(name, quote.document, quote.line, quote.start, quote.end, text))
            answer[card] = tuple(seen)
        return answer

    def _papers(self, ids: Iterable[str]) -> dict[str, Any]:
        columns = [c for c in documents.c if c.name != "text"]
        found = {}
        for some in batches(ids):
            for row in self.connection.execute(select(*columns).where(documents.c.id.in_(some))):
                found[row.id] = row
        return found

    def _rivals(self, ids: Sequence[str]) -> dict[str, tuple[Rivals, ...]]:
        v = instrument_values.c
        disputed = (
            select(v.instrument_id, v.attribute).where(v.conflicting, v.instrument_id.in_(ids)).distinct().subquery()
        )
        rows = self.connection.execute(
            select(instrument_values)
            .join(disputed, (disputed.c.instrument_id == v.instrument_id) & (disputed.c.attribute == v.attribute))
            .order_by(v.instrument_id, v.attribute, v.likely.desc(), v.mentions.desc(), v.value)
        )
        seen: dict[str, dict[str, list[RivalValue]]] = {}
        for r in rows:
            value = RivalValue(r.value, r.mentions, r.documents, r.likely, r.conflicting, r.reason)
            seen.setdefault(r.instrument_id, {}).setdefault(r.attribute, []).append(value)
        return {i: tuple(Rivals(a, tuple(vs)) for a, vs in by.items()) for i, by in seen.items()}


def _reading(node: Node) -> tuple[Any, ...]:
    """Inside a band: the focus, groups, then instruments and documents by date, tasks as their documents give them."""
    number = int(node.id[2:]) if node.kind is Kind.TASK else 0
    return (
        BANDS.index(node.band),
        not node.focus,
        node.kind is not Kind.GROUP,
        number,
        node.date or "",
        node.label,
        node.id,
    )


def _weight(node: Node, degree: int) -> int:
    """What a full band shows first: what is met directly, what sources disagree on, what has more relations."""
    return 100_000 * (not node.indirect) + 10_000 * bool(node.rivals) + 50 * min(degree, 150) + min(node.weight, 49)
