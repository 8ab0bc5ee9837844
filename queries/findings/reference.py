"""References that point to nothing certain."""

from collections.abc import Iterator

from queries.cite import cite
from queries.findings.corpus import Corpus
from queries.findings.finding import Evidence, Severity, Slip
from queries.findings.read import Read
from queries.findings.rule import rule
from queries.findings.speak import both, say

_LIKELY = 0.85
"""From which likeness on an unnumbered reference is worth being told about."""


@rule("unresolved-reference")
def unresolved_reference(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A numbered reference that several instruments fit or none does; an unnumbered one that an instrument fits well:
    its number is better written out."""
    ids = {c.id: c for c in read.citations} if read.unresolved else {}
    for row in read.unresolved:
        c = ids[row.mention]
        candidates = row.candidates
        known = corpus.known(i for i, _ in candidates)
        if c.form == "numbered" or (c.form == "named" and candidates):
            names = [known[i] for i, _ in candidates if i in known]
            shown = f" ({'; '.join(cite(k) for k in names[:4])})" if names else ""
            yield Slip(
                c.start,
                read.stretch(c),
                say(
                    f"“{c.code}” chưa xác định được là văn bản nào: {row.reason}{shown}.",
                    f"“{c.code}” cannot be told for certain: {row.reason.of('en')}{shown}.",
                ),
                both(cite(names[0])) if names else None,
                None,
                tuple(e for k in names[:3] for e in corpus.evidence(corpus.elsewhere(k.id)[:1])),
                key=c.code,
                # Short names of well-known acts ("Đề án 06") are no contradiction; several that fit are.
                severity=None if names else Severity.INFO,
            )
            continue
        best = [(known[i], s) for i, s in candidates if s >= _LIKELY and i in known and i in known]
        best = [(k, s) for k, s in best if k.number and k.id != read.own]
        if c.form != "generic" or not best:
            continue
        names = [k for k, _ in best]
        said = f"“{c.code}{' của ' + c.issuer if c.issuer else ''}”"
        yield Slip(
            c.start,
            read.stretch(c),
            say(
                f"{said} không ghi số; có thể là {'; hoặc '.join(k.label for k in names[:3])}.",
                f"{said} has no number; it may be {'; or '.join(k.label for k in names[:3])}.",
            ),
            both(cite(names[0])),
            None,
            tuple(e for k in names[:3] for e in corpus.evidence(corpus.elsewhere(k.id)[:1]))
            or tuple(Evidence(None, None, None, cite(k)) for k in names[:2]),
            key=(c.code, c.issuer),
            severity=Severity.INFO,
        )
