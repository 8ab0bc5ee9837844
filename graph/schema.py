"""The tables of the system of record, the same on SQLite and PostgreSQL.

Read (kept): documents, mentions, quotes, tasks, stated_relations, judgements. Derived (rebuilt from what was read, the
registry and the judgements): instruments and everything after them; `dirty` lists what waits to be derived again. Apart
from the corpus: kept_drafts, draft_log. Offsets are code points into `documents.text`; dates are ISO text.
"""

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

from graph.reason import Packed

VERSION = 4
"""Of the schema; a store of a newer version is refused, one of an older version is migrated."""

metadata = MetaData()


def _cascade(target: str) -> ForeignKey:
    return ForeignKey(target, ondelete="CASCADE")


documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),  # readable: symbol and place and the first digits of the hash
    Column("path", Text, nullable=False),
    Column("sha256", Text, nullable=False, unique=True),
    Column(
        "reader", Text, nullable=False
    ),  # version of the rules and tables that read it; another one means: read again
    Column("type", Text),
    Column("number", Text),
    Column("symbol", Text),
    Column("date", Text),
    Column("date_precision", Text),
    Column("date_from", Text),  # the interval in which the document was issued, from its date or from what it cites
    Column("date_to", Text),
    Column("place", Text),
    Column("issuer", Text),
    Column("title", Text),
    Column("signer", Text),
    Column("unit_code", Text),
    Column("province_code", Text),
    Column("year_in_number", Text),
    Column("level", Text, nullable=False),
    Column("block", Text, nullable=False, server_default="", index=True),  # of its own number; empty: it has none
    Column("text", Text, nullable=False),  # last: what comes after a long text is read through it
    Index("ix_documents_unit", "unit_code", "date_from", "date_to", "id"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", _cascade("documents.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),  # index in the document's mentions
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("type", Text),
    Column("number", Text),
    Column("year_in_number", Text),
    Column("symbol", Text),
    Column("date", Text),
    Column("date_text", Text),
    Column("issuer", Text),
    Column("title", Text),
    Column("relation", Text, nullable=False),
    Column("task", Text),
    Column("pinpoint", Text),
    Column("alias_of", Integer),
    Column("date_echo", Integer),  # ordinal of an earlier citation, of another number, that bears the same date
    Column("block", Text, nullable=False, index=True),  # what is resolved together: see graph/resolve_block.py
    Index("ix_mentions_document", "document_id", "ordinal", unique=True),
)

quotes = Table(
    "quotes",
    metadata,  # the clause of every mention, beside it: to look for it in the text means to read that up to there
    Column("mention_id", _cascade("mentions.id"), primary_key=True),
    Column("start", Integer, nullable=False),
    Column("line", Integer, nullable=False),  # of the mention, from 1
    Column("text", Text, nullable=False),
)

tasks = Table(
    "tasks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", _cascade("documents.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("deadline_kind", Text),
    Column("deadline_start", Text),
    Column("deadline_end", Text),
    Column("deadline_text", Text),
    Column("product", Text),
    Index("ix_tasks_document", "document_id", "ordinal", unique=True),
)

task_bodies = Table(
    "task_bodies",
    metadata,
    Column("task_id", _cascade("tasks.id"), primary_key=True),
    Column("role", Text, primary_key=True),  # lead or coop
    Column("ordinal", Integer, primary_key=True),
    Column("name", Text, nullable=False),  # as written
    Column("canonical", Text, nullable=False, index=True),
)

task_mentions = Table(
    "task_mentions",
    metadata,
    Column("task_id", _cascade("tasks.id"), primary_key=True),
    Column("mention_id", _cascade("mentions.id"), primary_key=True, index=True),
)

stated_relations = Table(
    "stated_relations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_mention_id", _cascade("mentions.id"), nullable=False, index=True),
    Column("target_mention_id", _cascade("mentions.id"), nullable=False, index=True),
    Column("relation", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # same, different, value, finding, alias
    Column(
        "subject", JSON, nullable=False
    ),  # what it is about, in terms that survive a rebuild (see graph/judgement.py)
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),  # ISO instant, UTC
    Column("why", Text, nullable=False),
    Column("undone_at", Text),
    Column("undone_by", Text),
)

instruments = Table(
    "instruments",
    metadata,
    Column("id", Text, primary_key=True),  # readable: qd-99-tw-2017
    Column("label", Text, nullable=False),  # "Quyết định 99-QĐ/TW"
    Column("type", Text),
    Column("number", Text),
    Column("year_in_number", Text),
    Column("symbol", Text),
    Column("date", Text),
    Column("issuer", Text),  # canonical, with its place: "Ủy ban nhân dân thành phố Hải Phòng"
    Column("title", Text),
    Column("level", Text, nullable=False),
    Column("system", Text, nullable=False),  # state or party
    Column("status", Text, nullable=False),  # in_force, amended, replaced, repealed, unknown
    Column("status_source", Text),
    Column("province_code", Text),  # of a local issuer, as it is now
    Column("former_province", Text),  # of a local issuer that ceased on 1 July 2025 (Hải Dương)
    Column("unit_code", Text, index=True),  # of a commune-level issuer
    Column("folded", Text, nullable=False),  # what search looks in: see ingest/fold.py
    Column("registry", Boolean, nullable=False),  # whether the registry of known instruments names it
    Column("mention_count", Integer, nullable=False),
    Column("document_count", Integer, nullable=False),
    Column("block", Text, nullable=False, index=True),  # of the mentions it was made from
)

instrument_mentions = Table(
    "instrument_mentions",
    metadata,
    Column("mention_id", _cascade("mentions.id"), primary_key=True),
    Column("instrument_id", _cascade("instruments.id"), nullable=False, index=True),
    Column("confidence", Float, nullable=False),
    Column("score", JSON, nullable=False),  # the parts of the score, by name
)

instrument_documents = Table(
    "instrument_documents",
    metadata,  # the instrument that a document of the corpus itself is
    Column("document_id", _cascade("documents.id"), primary_key=True),
    Column("instrument_id", _cascade("instruments.id"), nullable=False, index=True),
)

instrument_values = Table(
    "instrument_values",
    metadata,  # every value seen of every attribute, normalised so that permitted variants are one value
    Column("instrument_id", _cascade("instruments.id"), primary_key=True),
    Column("attribute", Text, primary_key=True),  # type, symbol, date, issuer, title
    Column("value", Text, primary_key=True),
    Column("mentions", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("likely", Boolean, nullable=False),
    Column(
        "conflicting", Boolean, nullable=False
    ),  # contradicts the likely value (a variant or a shorter form does not)
    Column("reason", Packed),  # why likely, or why not
)

instrument_relations = Table(
    "instrument_relations",
    metadata,  # between instruments: stated by a text, or from a document that is an instrument to what it cites
    Column("id", Integer, primary_key=True),
    Column("source_id", _cascade("instruments.id"), nullable=False, index=True),
    Column("target_id", _cascade("instruments.id"), nullable=False, index=True),
    Column("relation", Text, nullable=False),
    Column("document_id", _cascade("documents.id"), nullable=True),  # None: from the registry
    Column("start", Integer),
    Column("end", Integer),
    Column("mention_id", _cascade("mentions.id"), index=True),
)

unresolved = Table(
    "unresolved",
    metadata,
    Column("mention_id", _cascade("mentions.id"), primary_key=True),
    Column("reason", Packed, nullable=False),
)

unresolved_candidates = Table(
    "unresolved_candidates",
    metadata,
    Column("mention_id", _cascade("mentions.id"), primary_key=True),
    Column("instrument_id", _cascade("instruments.id"), primary_key=True),
    Column("score", Float, nullable=False),
)

dirty = Table(
    "dirty",
    metadata,  # blocks that changed since they were resolved; empty: what is derived is complete
    Column("block", Text, primary_key=True),
)

meta = Table(
    "meta",
    metadata,  # version of the schema, and of the rules that resolved
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

findings = Table(
    "findings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("rule", Text, nullable=False, index=True),
    Column("severity", Text, nullable=False),
    Column("document_id", _cascade("documents.id"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("instrument_id", Text, index=True),
    Column("body", JSON, nullable=False),  # the rest of the finding: quote, message, suggestion, places, evidence
)

kept_drafts = Table(
    "kept_drafts",
    metadata,  # drafts that a person asked to keep; no documents of the corpus, nothing is resolved from them
    Column("sha256", Text, primary_key=True),  # of the bytes
    Column("name", Text, nullable=False),  # of the file, as it may be shown: no folder, no control character
    Column("size", Integer, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),  # ISO instant, UTC
    Column("lang", Text, nullable=False),  # of the findings' sentences
    Column("rules", Text, nullable=False),  # version of the program's rules and tables
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("notes", Integer, nullable=False),
    Column("report", JSON, nullable=False),  # the findings as of then, and what the corpus knew of the citations
    Column("body", LargeBinary, nullable=False),  # last: what comes after it is read through it
)

draft_log = Table(
    "draft_log",
    metadata,  # who kept and who deleted which draft; stays when the draft is gone
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("action", Text, nullable=False),  # kept, deleted
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
)
