"""Phrases in quotation marks that documents hand on: themes, slogans, movements."""

import re
from collections import defaultdict
from typing import NamedTuple

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


class Phrase(NamedTuple):
    start: int
    end: int
    words: str
    key: str
    """Folded."""
    theme: bool


def quoted(read: Read) -> list[Phrase]:
    """All phrases of a few words in quotation marks, markup out."""
    found = []
    text = read.text
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


def year_of(read: Read) -> str:
    return (read.row.date or read.row.date_to or "")[:4]


def older_uses(read: Read, corpus: Corpus, start: int, end: int) -> tuple[Evidence, ...]:
    """The same phrase in documents of earlier years."""
    mine = next((p for p in quoted(read) if p.start <= start and end <= p.end), None)
    year = year_of(read)
    if mine is None or not year:
        return ()
    rows = (corpus.aside or corpus.connection).execute(
        select(phrases)
        .where(phrases.c.key == mine.key, phrases.c.year < year, phrases.c.year != "")
        .order_by(phrases.c.document_id, phrases.c.start)
        .limit(3)
    )
    return tuple(Evidence(r.document_id, r.start, r.end, r.written, None) for r in rows if r.document_id != read.id)


def near(corpus: Corpus) -> dict[str, list[str]]:
    """Keys of phrases that are equal but for one word. Kept once for a run."""
    found: dict[str, list[str]] = defaultdict(list)
    for key in (corpus.aside or corpus.connection).execute(select(phrases.c.key).distinct()).scalars():
        words = key.split()
        for k in range(len(words)):
            found[" ".join((*words[:k], "*", *words[k + 1 :]))].append(key)
    return found
