"""A stamp for every document: a digest of what its findings are worked out from.

Of the instruments that a document cites it has what every rule looks at, so that one more citation of a known
instrument touches no other document; what else a rule asked for is among the needs of the document.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, Text, func, select, type_coerce

from graph import schema
from graph.judgement import contradictions
from queries.findings.need import Kind, Need, sister_key
from queries.findings.theme import phrases

_WORD = 1 << 64
_KEYS = re.compile(r'\["(graph\.[\w-]+)"')


def digest(*values: object) -> int:
    return int.from_bytes(hashlib.blake2b(repr(values).encode(), digest_size=8).digest(), "big")


class Stamps:
    """What is known of every document, instrument and phrase now. Sums of digests, so that no order counts."""

    def __init__(self, connection: Connection, program: str) -> None:
        self._program = program
        self._about: dict[Kind, dict[str, int]] = {kind: defaultdict(int) for kind in Kind}
        self._documents: dict[str, int] = {}
        self._sisters: dict[str, list[str]] = defaultdict(list)
        self._parts: dict[str, list[tuple[object, ...]]] = defaultdict(list)
        self.cited: dict[str, set[str]] = defaultdict(set)
        self._read_documents(connection)
        self._read_instruments(connection)
        self._read_values(connection)
        self._read_citations(connection)
        self._read_unresolved(connection)
        self._read_phrases(connection)
        self._add_sisters()

    @property
    def documents(self) -> Iterable[str]:
        return self._documents

    def of(self, document: str, needs: Iterable[Need]) -> str:
        """The stamp of a document of which these things were asked."""
        known = self._about[Kind.KNOWN]
        parts = (
            self._program,
            self._documents[document],
            sorted(map(repr, self._parts[document])),
            sorted((i, known[i]) for i in self.cited[document]),
            sorted((kind, key, self._about[kind][key]) for kind, key in needs if kind is not Kind.SEARCH),
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]

    def _add(self, kind: Kind, key: str, *values: object) -> None:
        about = self._about[kind]
        about[key] = (about[key] + digest(*values)) % _WORD

    def _read_documents(self, connection: Connection) -> None:
        d, own = schema.documents.c, schema.instrument_documents.c
        for key, sha, reader, path in connection.execute(select(d.id, d.sha256, d.reader, d.path)):
            self._documents[key] = digest(sha, reader, path)
        for document, instrument in connection.execute(select(own.document_id, own.instrument_id)):
            self._parts[document].append(("own", instrument))

    def _read_instruments(self, connection: Connection) -> None:
        i, r = schema.instruments, schema.instrument_relations
        left = ("folded", "block", "mention_count", "document_count")
        for row in connection.execute(select(*(c for c in i.c if c.name not in left)).order_by(i.c.id)):
            self._add(Kind.KNOWN, row.id, tuple(row))
            if row.date is not None:
                self._sisters[sister_key(row.type, row.symbol, row.date)].append(row.id)
        verbs = ("amends", "replaces", "repeals")
        told = select(r.c.source_id, r.c.target_id, r.c.relation).where(r.c.relation.in_(verbs)).distinct()
        for source, target, verb in connection.execute(told):
            self._add(Kind.KNOWN, target, source, verb)
        for judgement, instrument, rival in contradictions(connection):
            self._add(Kind.KNOWN, instrument, judgement.id, tuple(rival))

    def _read_values(self, connection: Connection) -> None:
        v = schema.instrument_values.c
        for key, attribute, value, mentions, documents, likely, conflicting, reason in connection.execute(
            select(
                v.instrument_id, v.attribute, v.value, v.mentions, v.documents, v.likely, v.conflicting,
                type_coerce(v.reason, Text),
            )
        ):  # fmt: skip
            # Rules ask whether none, one or several say so, and who does; how many where they look at all citations.
            who = tuple(_KEYS.findall(reason or ""))
            said = (attribute, value, min(documents, 2), bool(likely), bool(conflicting), bool(reason), who)
            if likely or attribute != "title":
                self._add(Kind.KNOWN, key, said)
            if attribute == "title":
                self._add(Kind.TITLES, key, said)
            self._add(Kind.ALL, key, said, mentions, documents)

    def _read_citations(self, connection: Connection) -> None:
        m, placed = schema.mentions.c, schema.instrument_mentions.c
        about = self._about[Kind.ALL]
        for document, instrument, *places in connection.execute(
            select(m.document_id, placed.instrument_id, func.count(), func.sum(m.start), func.sum(m.start * m.start))
            .join(schema.instrument_mentions, placed.mention_id == m.id)
            .group_by(m.document_id, placed.instrument_id)
        ):
            self.cited[document].add(instrument)
            self._parts[document].append(("cites", instrument, *places))
            about[instrument] = (about[instrument] + hash((self._documents[document], *places))) % _WORD
        for key, value in self._about[Kind.KNOWN].items():
            about[key] = (about[key] + value) % _WORD

    def _add_sisters(self) -> None:
        """Of an instrument only that it has sisters is known: who asks for more looks at all of them."""
        known, titles, about = (self._about[kind] for kind in (Kind.KNOWN, Kind.TITLES, Kind.SISTERS))
        several = {key: ids for key, ids in self._sisters.items() if len(ids) > 1}
        for key, ids in several.items():
            about[key] = sum(known[i] + titles[i] for i in ids) % _WORD
        for ids in several.values():
            for i in ids:
                known[i] = (known[i] + 1) % _WORD

    def _read_unresolved(self, connection: Connection) -> None:
        m, u, n = schema.mentions.c, schema.unresolved.c, schema.unresolved_candidates.c
        for document, start, reason in connection.execute(
            select(m.document_id, m.start, type_coerce(u.reason, Text)).join(schema.unresolved, u.mention_id == m.id)
        ):
            self._parts[document].append(("unresolved", start, reason))
        for document, start, instrument, score in connection.execute(
            select(m.document_id, m.start, n.instrument_id, n.score).join(
                schema.unresolved_candidates, n.mention_id == m.id
            )
        ):
            self._parts[document].append(("candidate", start, instrument, score))

    def _read_phrases(self, connection: Connection) -> None:
        p = phrases.c
        holders: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in connection.execute(select(p.key, p.written, p.document_id, p.start, p.end, p.year)):
            holders[row.key, row.written].add(row.document_id)
            self._add(Kind.PHRASE, row.key, tuple(row))
        spelt: dict[str, int] = defaultdict(int)
        for (key, written), documents in holders.items():
            spelt[key] = (spelt[key] + digest(written, min(len(documents), 2))) % _WORD
        for (key, _), documents in holders.items():
            for document in documents:
                self._parts[document].append(("phrase", key, spelt[key]))
