"""Dates that cannot be."""

import re
from collections.abc import Iterator
from datetime import date

from queries.cite import cite
from queries.findings.corpus import Corpus
from queries.findings.finding import Severity, Slip
from queries.findings.read import Read
from queries.findings.rule import rule
from queries.findings.speak import both, on, say

_FULL = re.compile(r"(\d{1,2})\s*(?:/|-|\.|tháng)\s*(\d{1,2})\s*(?:/|-|\.|năm)\s*(\d{4})")


@rule("date-impossible")
def date_impossible(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A day that no calendar has."""
    for c in read.citations:
        found = _FULL.search(c.date_text or "")
        if found is None or c.form == "self":
            continue
        day, month, year = map(int, found.groups())
        try:
            date(year, month, day)
        except ValueError:
            pass
        else:
            continue
        yield Slip(
            c.start,
            read.stretch(c),
            say(f"{c.code}: không có ngày {found[0]}.", f"{c.code}: there is no day {found[0]}."),
            both(cite(c.known)) if c.known and c.known.date else None,
            c.known.id if c.known else None,
            corpus.evidence(o for o in corpus.elsewhere(c.known.id) if o.date) if c.known else (),
            key=(c.code, found[0]),
        )


@rule("year-mismatch")
def year_mismatch(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """The year in the number is not that of the date. Laws and resolutions of the Assembly take the year in which they
    were passed, decrees and local acts that of their date: the same."""
    for c in read.citations:
        if c.form not in ("numbered", "named") or not c.year_in_number or not c.date or c.date[:4] == c.year_in_number:
            continue
        known = c.known
        right = cite(known) if known and known.date and known.year_in_number == known.date[:4] else None
        yield Slip(
            c.start,
            read.stretch(c),
            say(
                f"{c.code} mang năm {c.year_in_number} trong số nhưng ghi ngày {on(c.date)}.",
                f"{c.code} has the year {c.year_in_number} in its number but the date {c.date}.",
            ),
            both(right),
            known.id if known else None,
            corpus.evidence(o for o in corpus.elsewhere(known.id) if o.date and o.date != c.date) if known else (),
            key=(c.code, c.date),
        )


@rule("cites-future")
def cites_future(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """An instrument of a later day than the document can have. Where most date it earlier, the date here is the slip,
    which is another finding."""
    last = read.issued.end
    if last is None:
        return
    limit = last.isoformat()
    for c in read.citations:
        if c.form not in ("numbered", "named") or not c.date or c.date <= limit:
            continue
        if c.known and (c.known.id == read.own or (c.known.date or c.date) <= limit):
            continue
        yield Slip(
            c.start,
            read.stretch(c),
            say(
                f"{c.code} ngày {on(c.date)} được viện dẫn trong văn bản ban hành không muộn hơn {on(limit)}.",
                f"{c.code} of {c.date} is cited by a document issued no later than {limit}.",
            ),
            None,
            c.known.id if c.known else None,
            corpus.evidence(o for o in corpus.elsewhere(c.known.id) if o.id != c.id) if c.known else (),
            key=(c.code, c.date),
            severity=Severity.ERROR,
        )
