"""The first citation of an instrument in a document, which must be full: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I,
Mục II, khoản 6 (type, number and symbol, date, issuer, subject; of a law its name). The Party's guide asks the same."""

import re
from collections.abc import Iterator, Sequence

from ingest.fold import fold
from queries.cite import LAWS, cite
from queries.findings.corpus import Corpus
from queries.findings.facts import Citation
from queries.findings.finding import Severity, Slip
from queries.findings.read import Read
from queries.findings.rule import rule
from queries.findings.speak import both, say
from queries.findings.title import shared

_LETTERS = ("Công văn", "Tờ trình", "Thông báo", "Báo cáo", "Công điện", "Văn bản", "Thông báo kết luận")
"""Of these a subject is often left out."""
_POINTING = re.compile(
    r"\b(?:theo|tại|kèm theo|trong|bởi|của|bằng)\s+(?:đúng\s+)?(?:các\s+)?(?:quy định\s+)?(?:tại\s+|của\s+|về\s+)?$",
    re.I,
)
_ISSUED_AT = re.compile(r"\b(?:tại|kèm theo|theo)\s+$", re.I)


def firsts(read: Read) -> list[Citation]:
    """Worked out once for a document."""
    if read.firsts is None:
        read.firsts = list(_firsts(read))
    return read.firsts


def _firsts(read: Read) -> Iterator[Citation]:
    """The first citation of each numbered instrument in the text proper, without those inside another's subject."""
    seen: set[str] = set()
    named = [o for o in read.citations if o.form in ("generic", "named") and o.title]
    for k, c in enumerate(read.numbered):
        # Of a reference that points to nothing certain that is said, and no more.
        if c.known is None or c.known.id in seen or c.known.id == read.own or c.type in LAWS:
            continue
        if c.start < read.body_start or _nested(c, read.numbered[max(0, k - 6) : k]) or _in_name(c, named):
            continue
        seen.add(c.known.id)
        yield c


def _nested(c: Citation, before: Sequence[Citation]) -> bool:
    """Whether it stands in the subject of one before it."""
    near = [o.title for o in before if o.title and c.start - o.end < 900]
    return any(fold(c.text) in fold(title) for title in near)


def _in_name(c: Citation, named: Sequence[Citation]) -> bool:
    """Whether it stands in the subject of an unnumbered plan or programme ("Kế hoạch … thực hiện Nghị quyết số …")."""
    return any(o.end <= c.start < o.end + 300 and fold(c.text) in fold(o.title or "") for o in named)


def _rest(read: Read, c: Citation) -> str:
    """What follows up to the next citation or the end of the clause, without date and issuer."""
    words = " ".join(read.text[c.end : min(read.following(c.end), c.end + 400)].split())
    for known in (c.date_text, c.issuer):
        if known:
            words = words.replace(known, " ")
    return re.split(r"[;.]\s|\n", words + " ")[0]


def _numbered_part(c: Citation) -> str:
    return c.known.label if c.known else c.code


def _without(attribute: str, name: str, c: Citation, read: Read, corpus: Corpus) -> Slip:
    """A first citation that lacks an attribute (`name` in Vietnamese), with those elsewhere that have it."""
    known, part = c.known, _numbered_part(c)
    others = corpus.elsewhere(known.id) if known else ()
    return Slip(
        c.start,
        read.stretch(c),
        say(
            f"{part} được viện dẫn lần đầu mà không ghi {name}.",
            f"{part} is cited for the first time without its {attribute}.",
        ),
        both(cite(known)) if known and getattr(known, attribute) else None,
        known.id if known else None,
        corpus.evidence(o for o in others if getattr(o, attribute)),
        key=part,
    )


@rule("date-missing")
def date_missing(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """No date at the first citation. A law is named without one."""
    for c in firsts(read):
        if c.date or c.date_text or re.search(r"\bngày\b", _rest(read, c)):
            continue
        yield _without("date", "ngày", c, read, corpus)


@rule("issuer-missing")
def issuer_missing(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """No issuer at the first citation, where none stands before it either ("Ủy ban nhân dân … tại Công văn số …")."""
    for c in firsts(read):
        before = " ".join(read.text[max(0, c.start - 60) : c.start].split())
        if (
            c.issuer
            or re.match(r"[\s,]*(?:của|giữa)\s", _rest(read, c))
            or (_ISSUED_AT.search(before + " ") and c.type in _LETTERS)
        ):
            continue
        yield _without("issuer", "cơ quan ban hành", c, read, corpus)


@rule("title-missing")
def title_missing(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """No subject at the first citation, nor in the sentence before it ("… theo Nghị quyết số …")."""
    for c in firsts(read):
        if c.title or c.type in _LETTERS:
            continue
        before = " ".join(read.text[max(0, c.start - 80) : c.start].split()) + " "
        rest = re.sub(r"^[\s,]*(?:ngày|của|và|,)*", "", _rest(read, c)).strip(" ,.;")
        if _POINTING.search(before) or len(rest.split()) >= 5:
            continue
        known = c.known
        basis = c.relation == "based_on"
        yield Slip(
            c.start,
            read.stretch(c),
            say(
                f"{_numbered_part(c)} được viện dẫn lần đầu mà không ghi trích yếu.",
                f"{_numbered_part(c)} is cited for the first time without its subject.",
            ),
            both(cite(known)) if known and known.title else None,
            known.id if known else None,
            corpus.evidence(o for o in corpus.elsewhere(known.id) if o.title) if known else (),
            key=_numbered_part(c),
            severity=Severity.WARNING if basis else Severity.INFO,
        )


@rule("title-missing")
def title_shared(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """One subject for a list of instruments that the document cites for the first time."""
    new = {c.ordinal for c in firsts(read)}
    done: set[int] = set()
    for group in shared(read).values():
        if group[0].ordinal in done or not any(c.ordinal in new for c in group):
            continue
        done.add(group[0].ordinal)
        names = ", ".join(_numbered_part(c) for c in group)
        first = [c.known for c in group if c.ordinal in new and c.known]
        yield Slip(
            group[0].start,
            read.stretch(group[-1]),
            say(
                f"{names} dùng chung một trích yếu; văn bản viện dẫn lần đầu cần ghi trích yếu riêng.",
                f"{names} share one subject; an instrument cited for the first time needs its own.",
            ),
            both("; ".join(cite(k) for k in first)) if first else None,
            first[0].id if first else None,
            corpus.evidence(
                (o for k in first for o in corpus.elsewhere(k.id) if o.title and o.document_id != read.id),
                ordered=False,
            ),
            key=group[0].ordinal,
            severity=Severity.INFO,
        )
