"""Instruments that are no longer, or perhaps no longer, in force."""

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain, combinations

from sqlalchemy import select

from graph import schema
from queries.cite import cite
from queries.findings.compare import plain
from queries.findings.corpus import Corpus
from queries.findings.facts import Citation, Known
from queries.findings.finding import Evidence, Severity, Slip
from queries.findings.read import Read
from queries.findings.rule import rule
from queries.findings.speak import both, on, say
from queries.noted import noted

_LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")
_WORDS = {
    "amended": ("đã được sửa đổi, bổ sung", "has been amended"),
    "replaced": ("đã bị thay thế", "has been replaced"),
    "repealed": ("đã bị bãi bỏ", "has been repealed"),
}
_FRAME = frozenset(
    [
        "quy",
        "che",
        "quy",
        "dinh",
        "de",
        "an",
        "chuong",
        "trinh",
        "ke",
        "hoach",
        "ban",
        "hanh",
        "danh",
        "muc",
        "thuc",
        "hien",
        "trien",
        "khai",
        "ve",
        "viec",
        "mot",
        "so",
        "truc",
        "tiep",
        "cac",
        "cap",
    ]
)


@rule("not-in-force")
def not_in_force(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """What a relation in the corpus or the registry says was replaced, repealed or amended before this document.
    A law that was amended is cited by its name all the same, and is none."""
    done: set[str] = set()
    for c in read.citations:
        known = c.known
        if known is None or known.id in done or c.form not in ("numbered", "named") or known.id == read.own:
            continue
        if c.relation in ("replaces", "repeals", "amends", "corrects"):
            continue
        if known.status not in ("amended", "replaced", "repealed") or (
            known.status == "amended" and known.type in _LAWS
        ):
            continue
        if _said_here(read, corpus, c):
            continue
        done.add(known.id)
        by = _by(corpus, known.id)
        if (
            by is not None
            and known.status == "amended"
            and any(o.known and o.known.id == by.id for o in read.citations)
        ):
            continue
        if by is not None and by.date and read.issued.end and by.date > read.issued.end.isoformat():
            continue
        word = _WORDS[known.status]
        source = by.label if by else ""
        told = noted(known.status_source or "")
        yield Slip(
            c.start,
            read.stretch(c),
            say(
                f"{known.label} {word[0]} " + (f"({source})." if source else "theo danh mục văn bản đã biết."),
                f"{known.label} {word[1]} "
                + (f"({source})." if source else "according to the registry of known instruments."),
            ),
            both(
                cite(by)
                if by and known.status != "amended"
                else f"{cite(known)} (được sửa đổi, bổ sung bởi {by.label})"
                if by
                else None
            ),
            known.id,
            corpus.evidence(corpus.elsewhere(by.id)) if by else (Evidence(None, None, None, f"{known.label}: {told}"),),
            key=known.id,
            severity=Severity.INFO if known.status == "amended" else Severity.ERROR if by else Severity.WARNING,
        )


def _said_here(read: Read, corpus: Corpus, c: Citation) -> bool:
    """Whether it is cited as what another act replaces, repeals or amends."""
    r = schema.instrument_relations
    rows = corpus.connection.execute(
        select(r.c.start, r.c.end).where(
            r.c.target_id == (c.known.id if c.known else ""),
            r.c.document_id == read.id,
            r.c.relation.in_(("replaces", "repeals", "amends")),
        )
    )
    return any(row.start is not None and row.start <= c.start <= row.end for row in rows)


def _by(corpus: Corpus, instrument: str) -> Known | None:
    """What replaced, repealed or amended it: the latest."""
    r = schema.instrument_relations
    rows = corpus.connection.execute(
        select(r.c.source_id).where(r.c.target_id == instrument, r.c.relation.in_(("replaces", "repeals", "amends")))
    ).scalars()
    known = corpus.known(set(rows))
    return max(known.values(), key=lambda k: (k.date or "", k.id), default=None)


@rule("superseded")
def superseded(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """Two instruments of one issuer, type and symbol on one subject, years apart, both cited as current: the older one
    was probably replaced. Those for different years, periods or places are not on one subject."""
    cited: dict[str, Citation] = {}
    for c in read.numbered:
        if c.known and c.known.title and c.known.issuer and c.known.date and c.known.id != read.own:
            cited.setdefault(c.known.id, c)
    alike: dict[tuple[str | None, str | None, str | None], list[Citation]] = defaultdict(list)
    for c in cited.values():
        if c.known is not None:
            alike[c.known.issuer, c.known.type, c.known.symbol].append(c)
    for a, b in chain.from_iterable(combinations(some, 2) for some in alike.values()):
        old, new = sorted((a, b), key=lambda c: (c.known.date or "") if c.known else "")
        one, two = old.known, new.known
        if one is None or two is None:
            continue
        if (one.date or "")[:4] == (two.date or "")[:4] or one.status in ("replaced", "repealed"):
            continue
        if not _one_subject(one.title or "", two.title or ""):
            continue
        line = read.line(new.start)
        yield Slip(
            old.start,
            read.stretch(old),
            say(
                f"{one.label} ({on(one.date)}) và {two.label} ({on(two.date)}, dòng {line}) cùng cơ quan, "
                f"cùng nội dung, cùng được viện dẫn: cần kiểm tra {one.label} còn hiệu lực không.",
                f"{one.label} ({one.date}) and {two.label} ({two.date}, line {line}) are of one issuer "
                f"on one subject and both cited: check whether {one.label} is still in force.",
            ),
            both(cite(two)),
            one.id,
            corpus.evidence([old, new]),
            key=(one.id, two.id),
        )


@lru_cache(maxsize=262144)
def _one_subject(a: str, b: str) -> bool:
    digits = [re.findall(r"\d+", " ".join(plain(t))) for t in (a, b)]
    if digits[0] != digits[1]:
        return False
    one, two = ([w for w in plain(t) if w not in _FRAME] for t in (a, b))
    shorter = min(len(one), len(two))
    if shorter < 5:
        return False
    same = sum(block.size for block in SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks())
    return same >= shorter - (1 if shorter > 7 else 0)
