"""Phrases in quotation marks that documents hand on: themes, slogans, movements."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text, select

from ingest.fold import fold
from queries.findings.corpus import Corpus
from queries.findings.finding import Evidence
from queries.findings.read import Read

metadata = MetaData()
phrases = Table(
    "finding_phrases",
    metadata,
    Column("document_id", Text, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("key", Text, nullable=False, index=True),
    Column("written", Text, nullable=False),
    Column("year", Text, nullable=False),
    Index("ix_finding_phrases_document", "document_id", "start"),
)
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{12,300})[”\"]")
_THEME = re.compile(r"chủ đề\b[^“\"\n]{0,120}$", re.IGNORECASE)
_WORDS = 4
_AT_ONCE = 500


class Phrase(NamedTuple):
    start: int
    end: int
    words: str
    key: str
    """Folded."""
    theme: bool


def quoted(read: Read) -> list[Phrase]:
    """All phrases of a few words in quotation marks, markup out. Worked out once for a document."""
    if "quoted" not in read.memory:
        read.memory["quoted"] = phrases_of(read.text)
    found: list[Phrase] = read.memory["quoted"]
    return found


def phrases_of(text: str) -> list[Phrase]:
    found = []
    for m in _QUOTED.finditer(text):
        words = " ".join(m[1].replace("*", " ").split()).strip(" .,;:")
        if len(words.split()) >= _WORDS:
            found.append(
                Phrase(
                    m.start(1),
                    m.end(1),
                    words,
                    _key(words),
                    bool(_THEME.search(text[max(0, m.start() - 160) : m.start()])),
                )
            )
    return found


def _key(words: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(words)))


def themes(read: Read) -> list[Phrase]:
    return [p for p in quoted(read) if p.theme]


def year_of(row: Any) -> str:
    return (row.date or row.date_to or "")[:4]


def uses(corpus: Corpus, keys: Iterable[str]) -> Mapping[str, Sequence[Any]]:
    """The rows of `phrases` of each key, by document and place. Fetched once."""
    missing = sorted(set(keys) - corpus.uses.keys())
    for k in range(0, len(missing), _AT_ONCE):
        some = missing[k : k + _AT_ONCE]
        found: dict[str, list[Any]] = {key: [] for key in some}
        for row in corpus.connection.execute(
            select(phrases).where(phrases.c.key.in_(some)).order_by(phrases.c.document_id, phrases.c.start)
        ):
            found[row.key].append(row)
        corpus.uses |= found
    return corpus.uses


def older_uses(read: Read, corpus: Corpus, start: int, end: int) -> tuple[Evidence, ...]:
    """The same phrase in documents of earlier years."""
    mine = next((p for p in quoted(read) if p.start <= start and end <= p.end), None)
    year = year_of(read.row)
    if mine is None or not year:
        return ()
    corpus.needs_phrase(mine.key)
    rows = islice((r for r in uses(corpus, [mine.key])[mine.key] if r.year and r.year < year), 3)
    return tuple(Evidence(r.document_id, r.start, r.end, r.written, None) for r in rows if r.document_id != read.id)
