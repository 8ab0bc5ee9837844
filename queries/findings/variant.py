"""Quoted phrases that differ in one word from the same phrase elsewhere."""

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from ingest.fold import fold
from queries.findings.corpus import Corpus
from queries.findings.finding import Evidence, Severity, Slip
from queries.findings.read import Read
from queries.findings.rule import rule
from queries.findings.speak import both, citations, say
from queries.findings.theme import quoted, uses
from queries.findings.word import known_slips


@rule("misspelling")
def quoted_variant(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A theme or slogan in quotation marks that differs by one letter or mark from what other documents, or this one,
    have between theirs: one of the two is misspelt. Capitals do not count."""
    mine = quoted(read)
    if not mine:
        return
    elsewhere = uses(corpus, {p.key for p in mine})
    for p in mine:
        looked: set[str] = set()
        for row in elsewhere[p.key]:
            if row.document_id == read.id or row.written in looked:
                continue
            looked.add(row.written)
            pair = _one_letter(p.words, row.written)
            # Which of the two is misspelt the table of known slips says, where it does.
            if pair is None or any(slip.search(p.words) or slip.search(row.written) for slip, _ in known_slips()):
                continue
            corpus.needs_phrase(p.key)
            rows = [
                r
                for r in elsewhere[p.key]
                if r.document_id != read.id
                and fold(r.written) == fold(row.written)
                and _words(r.written) == _words(row.written)
            ]
            told = citations(len(rows), len({r.document_id for r in rows}))
            has = "has" if len(rows) == 1 else "have"
            yield Slip(
                p.start,
                p.end,
                say(
                    f"“{p.words}” ghi “{pair[0]}”; {told.vi.replace('viện dẫn', 'chỗ')} ghi “{pair[1]}”.",
                    f"“{p.words}” has “{pair[0]}”; {told.en.replace('citation', 'place')} {has} “{pair[1]}”.",
                ),
                both(row.written),
                None,
                tuple(Evidence(r.document_id, r.start, r.end, r.written) for r in rows[:4]),
                key=p.key,
                severity=Severity.INFO,
            )
            break


def _words(text: str) -> list[str]:
    return [w.strip("“”\"'.,;:!?()-–").lower() for w in text.split() if w.strip("“”\"'.,;:!?()-–")]


@lru_cache(maxsize=16384)
def _one_letter(a: str, b: str) -> tuple[str, str] | None:
    """The one pair of words that differ, by a letter or a mark."""
    one, two = _words(a), _words(b)
    if len(one) != len(two):
        return None
    apart = [(x, y) for x, y in zip(one, two, strict=True) if x != y]
    if len(apart) != 1 or Levenshtein.distance(*apart[0]) > 1 or _tone_placement(*apart[0]):
        return None
    return apart[0]


def _tone_placement(a: str, b: str) -> bool:
    """Whether the two are one word in the old and the new placing of the tone ("hoá", "hóa")."""
    from ingest.characters import even  # noqa: PLC0415

    return even(a)[0] == even(b)[0]
