"""One instrument cited with attributes that contradict each other: date, type, issuer."""

import re
from collections.abc import Iterator

from graph.issuer import read_issuer
from queries.cite import cite
from queries.findings.corpus import Corpus
from queries.findings.facts import Citation, Known, Value
from queries.findings.finding import Evidence, Said, Severity, Slip
from queries.findings.read import Read
from queries.findings.rule import rule
from queries.findings.speak import alike, both, citations, lines, on, say


def who_says(read: Read, others: list[Citation], right: Value, shown: Said, known: Known) -> Said:
    """Who gives the other value: this document itself, other documents, the registry."""
    here = [c for c in others if c.document_id == read.id]
    there = [c for c in others if c.document_id != read.id]
    vi: list[str] = []
    en: list[str] = []
    known_own = not known.registry
    if here:
        where = lines(read.line(c.start) for c in here)
        vi.append(f"chính văn bản này, {where.vi}, ghi {shown.vi}")
        en.append(f"this document itself, {where.en}, says {shown.en}")
    if there:
        n = citations(len(there), len({c.document_id for c in there}))
        vi.append(f"{n.vi} ghi {shown.vi}")
        en.append(f"{n.en} {'says' if len(there) == 1 else 'say'} {shown.en}")
    if right.by_registry and not (known_own or right.by_itself):
        vi.append(f"danh mục văn bản đã biết ghi {shown.vi}")
        en.append(f"the registry of known instruments says {shown.en}")
    if right.by_itself or (known_own and right.documents == 0):
        vi.append(f"chính văn bản được viện dẫn ghi {shown.vi}")
        en.append(f"the cited document itself says {shown.en}")
    if right.by_person:
        vi.append(f"người dùng đã quyết định là {shown.vi}")
        en.append(f"a person decided that it is {shown.en}")
    return Said("; ".join(vi), "; ".join(en))


def registry_says(known: Known, right: Value, shown: str) -> tuple[Evidence, ...]:
    if right.by_registry and known.registry:
        return (Evidence(None, None, None, f"{known.label}: {shown}"),)
    return ()


def weight(right: Value, wrong: Value | None) -> Severity:
    """An error where something firm or clearly more documents stand against it, else a contradiction."""
    if right.firm or (wrong is not None and right.documents >= wrong.documents + 2):
        return Severity.ERROR
    return Severity.WARNING


@rule("date-conflict")
def date_conflict(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A citation that dates an instrument otherwise than most or firmer evidence does."""
    for c in read.numbered:
        if c.known is None or not c.date or c.known.id == read.own:
            continue
        values = c.known.values.get("date", [])
        right, wrong = c.known.likely("date"), next((v for v in values if v.value == c.date), None)
        if right is None or c.date == right.value or (wrong is not None and not wrong.conflicting):
            continue
        others = [o for o in corpus.elsewhere(c.known.id) if o.date == right.value]
        told = who_says(read, others, right, Said(on(right.value), right.value), c.known)
        echo = _echo(read, c)
        yield Slip(
            c.start,
            read.stretch(c),
            say(
                f"{c.known.label} ở đây ghi ngày {on(c.date)}; {told.vi}.{echo.vi}",
                f"{c.known.label} is dated {c.date} here; {told.en}.{echo.en}",
            ),
            both(cite(c.known)),
            c.known.id,
            corpus.evidence(others) + registry_says(c.known, right, on(right.value)),
            key=(c.known.id, c.date),
            severity=weight(right, wrong),
        )


def _echo(read: Read, c: Citation) -> Said:
    """Another instrument of the document that bears the same date: it may have slipped from there."""
    for other in read.citations:
        its = other.known
        if its is None or c.known is None or its.id == c.known.id or other.start >= c.start:
            continue
        if other.date == its.date == c.date:
            where = read.line(other.start)
            return Said(
                f" {on(c.date)} cũng là ngày của {its.label} viện dẫn ở dòng {where}.",
                f" {c.date} is also the date of {its.label}, cited at line {where}.",
            )
    return Said("", "")


@rule("type-conflict")
def type_conflict(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A citation that calls an instrument by another type word than the others do."""
    for c in read.numbered:
        if c.known is None or not c.type or c.known.id == read.own:
            continue
        right = c.known.likely("type")
        wrong = next((v for v in c.known.values.get("type", ()) if v.value == c.type and v.conflicting), None)
        if right is None or wrong is None:
            continue
        others = [o for o in corpus.elsewhere(c.known.id) if o.type == right.value]
        told = who_says(read, others, right, alike(f"“{right.value}”"), c.known)
        yield Slip(
            c.start,
            c.end,
            say(
                f"{c.code} ở đây gọi là “{c.type}”; {told.vi}.",
                f"{c.code} is called “{c.type}” here; {told.en}.",
            ),
            both(cite(c.known)),
            c.known.id,
            corpus.evidence(others) + registry_says(c.known, right, right.value),
            key=(c.known.id, c.type),
            severity=weight(right, wrong),
        )


@rule("issuer-conflict")
def issuer_conflict(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A citation that gives another issuer. A committee and its organs are one issuer for identity, yet two names of
    organs for one instrument ("Ban Chấp hành", "Ban Thường vụ") contradict each other; of the central Party bodies,
    which catalogues name alike, they do not."""
    for c in read.numbered:
        if c.known is None or not c.issuer or c.known.id == read.own:
            continue
        mine = read_issuer(c.issuer, None, c.type, read.context.issuing)
        right = c.known.likely("issuer")
        if right is None or not mine.key:
            continue
        wrong = next((v for v in c.known.values.get("issuer", ()) if v.value == mine.name and v.conflicting), None)
        if wrong is not None:
            others = [
                o for o in corpus.elsewhere(c.known.id)
                if o.issuer and read_issuer(o.issuer, None, o.type, read.context.issuing).key != mine.key
            ]  # fmt: skip
            told = who_says(read, others, right, alike(right.value), c.known)
            yield Slip(
                c.start,
                read.stretch(c),
                say(
                    f"{c.known.label} ở đây ghi của {c.issuer}; {told.vi}.",
                    f"{c.known.label} is said to be of {c.issuer} here; {told.en}.",
                ),
                both(cite(c.known)),
                c.known.id,
                corpus.evidence(others) + registry_says(c.known, right, right.value),
                key=(c.known.id, mine.key),
                severity=weight(right, wrong),
            )
            continue
        other = _other_organ(read, corpus, c, mine.organ, mine.key)
        if other is not None:
            place = (
                lines([read.line(other.start)])
                if other.document_id == read.id
                else Said("văn bản khác", "another document")
            )
            yield Slip(
                c.start,
                read.stretch(c),
                say(
                    f"{c.known.label} ở đây ghi của {c.issuer}; {place.vi} ghi của {other.issuer}.",
                    f"{c.known.label} is said to be of {c.issuer} here; {place.en} says {other.issuer}.",
                ),
                both(re.sub(r"\bcủa .*$", f"của {other.issuer}", cite(c.known).split(" về ")[0])),
                c.known.id,
                corpus.evidence([other]),
                key=(c.known.id, mine.organ),
                severity=Severity.WARNING,
            )


_ORGANS = ("Ban Chấp hành", "Ban Thường vụ", "Thường trực", "Ban Thường trực")


def _other_organ(read: Read, corpus: Corpus, c: Citation, organ: str | None, key: str) -> Citation | None:
    """An earlier citation of the document that names another organ of the same committee; or, where the document has
    none, the likely one of other documents."""
    if organ not in _ORGANS or c.known is None or key.startswith("TW@") or len(c.known.values.get("issuer", ())) < 2:
        return None
    others: list[Citation] = []
    alone = True
    for (name, kind), some in corpus.by_issuer(c.known.id).items():
        its = read_issuer(name, None, kind, read.context.issuing).organ
        if its == organ:
            alone = alone and all(o.document_id == read.id for o in some)
        elif its in _ORGANS:
            others += some
    others.sort(key=lambda o: (o.form != "numbered", o.document_id, o.start))
    here = next((o for o in others if o.document_id == read.id and o.start < c.start), None)
    if here is not None or not alone:
        return here
    there = [o for o in others if o.document_id != read.id]
    return there[0] if len({o.document_id for o in there}) > 1 else None
