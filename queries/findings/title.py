"""The subject that a citation gives against the subject of the instrument."""

from collections.abc import Iterator

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from queries.cite import cite
from queries.findings.alike import NAMED, Search, without_years, years_of
from queries.findings.compare import Difference, Kind, compare, joined, plain, same, written_words
from queries.findings.conflict import registry_says, who_says
from queries.findings.corpus import Corpus
from queries.findings.facts import Citation, Known, Value
from queries.findings.finding import Said, Severity, Slip
from queries.findings.read import Read
from queries.findings.rule import rule
from queries.findings.speak import alike, both, say

_SHORT = 4
"""Words below which a subject says too little to compare."""
_LIKE, _UNLIKE = 88.0, 62.0
_EQUAL, _APART = 96.0, 10.0
"""A subject that is all but equal to another instrument's is its, though the frames of both be alike."""


def shared(read: Read) -> dict[int, list[Citation]]:
    """Citations that share one subject, written once after a list of them: by ordinal, the whole list. Worked out once
    for a document."""
    if "shared" not in read.memory:
        read.memory["shared"] = _shared(read)
    found: dict[int, list[Citation]] = read.memory["shared"]
    return found


def _shared(read: Read) -> dict[int, list[Citation]]:
    spoken: dict[tuple[str, int], list[Citation]] = {}
    for c in read.numbered:
        if c.title:
            at = read.text.find(c.title[:40].split("\n")[0], c.end)
            spoken.setdefault((c.title, at), []).append(c)
    found: dict[int, list[Citation]] = {}
    for group in spoken.values():
        if len({c.known.id if c.known else c.code for c in group}) > 1:
            for c in group:
                found[c.ordinal] = group
    return found


def _loose(read: Read, c: Citation, lists: dict[int, list[Citation]]) -> bool:
    return c.ordinal in lists or c.known is None or not c.title or c.known.id == read.own


@rule("title-conflict")
def title_conflict(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A subject that has drifted from the instrument's. Shorter forms are none, nor what stands for a whole list."""
    lists = shared(read)
    for c in read.numbered:
        if _loose(read, c, lists) or c.known is None or len(plain(c.title or "")) < _SHORT:
            continue
        right = c.known.likely("title")
        if right is None or len(plain(right.value)) < _SHORT:
            continue
        if same(c.title or "", right.value) or belongs(corpus, c) is not None:
            continue
        found = compare(c.title or "", right.value)
        others = [o for o in corpus.elsewhere(c.known.id) if o.title and same(o.title, right.value)]
        told = who_says(read, others, right, alike(f"“{_bare(right.value)}”"), c.known)
        yield Slip(
            c.start,
            read.stretch(c),
            say(
                f"Trích yếu của {c.known.label} ở đây {_how(found, c.title, right.value).vi}; {told.vi}.",
                f"The subject of {c.known.label} {_how(found, c.title, right.value).en} here; {told.en}.",
            ),
            both(cite(c.known)) if right.firm or _outweighs(c, right, others) else None,
            c.known.id,
            corpus.evidence(others) + registry_says(c.known, right, _bare(right.value)),
            key=(c.known.id, plain(c.title or "")),
            severity=_weight(found, right.firm or right.documents > 1),
        )


def _outweighs(c: Citation, right: Value, others: list[Citation]) -> bool:
    """Whether to say what to write where only citations bear it out: for a drift the form that as many documents give.
    Of two quite different subjects the one that most repeat may be the one that was copied: the reader must look."""
    if compare(c.title or "", right.value).kind is Kind.OTHER:
        return False
    values = c.known.values.get("title", ()) if c.known else ()
    mine = sum(v.documents for v in values if same(v.value, c.title or ""))
    return len({o.document_id for o in others}) >= mine


def _weight(found: Difference, sure: bool) -> Severity:
    if found.kind is Kind.OTHER or (
        found.kind is Kind.CHANGED and sure and found.missing and found.extra and _grave(found)
    ):
        return Severity.WARNING
    return Severity.INFO


_SMALL = frozenset(
    ["va", "cua", "cac", "nhung", "cho", "ve", "viec", "trong", "tai", "o", "den", "mot", "so", "cuoc", "voi", "do"]
)


def _grave(found: Difference) -> bool:
    """Whether more than joining words changed."""
    return bool(set(found.missing) - _SMALL and set(found.extra) - _SMALL)


def _bare(title: str) -> str:
    return title.strip('“”" ')


def _how(found: Difference, written: str | None, right: str) -> Said:
    missing, extra = written_words(found.missing, right), written_words(found.extra, written)
    if found.kind is Kind.DROPPED:
        return Said(f"thiếu “{missing}”", f"lacks “{missing}”")
    if found.kind is Kind.ADDED:
        return Said(f"thêm “{extra}”", f"adds “{extra}”")
    if found.kind is Kind.SCOPE:
        return Said(f"có phạm vi “{extra}” thay cho “{missing}”", f"has the scope “{extra}” instead of “{missing}”")
    if found.kind is Kind.CHANGED and len(missing) < 80:
        if not missing or not extra:
            return Said(f"ghi “{_bare(written or '')}”", f"is “{_bare(written or '')}”")
        return Said(f"thiếu “{missing}”, thêm “{extra}”", f"lacks “{missing}” and adds “{extra}”")
    return Said(f"ghi “{_bare(written or '')}”", f"is “{_bare(written or '')}”")


def belongs(corpus: Corpus, c: Citation) -> str | None:
    """Another instrument whose subject is the one given here, where the cited one's own subjects are all unlike it."""
    if c.known is None or not c.title:
        return None
    right = c.known.likely("title")
    if len(joined(c.title)) < 25 or (right is not None and same(c.title, right.value)):
        return None
    corpus.needs_titles(c.known.id)
    key = (c.known.id, c.title)
    if key not in corpus.belongings:
        corpus.belongings[key] = _belongs(corpus, c.known, c.title)
    search, found = corpus.belongings[key]
    if search is not None:
        corpus.needs_search(search)
    return found


def _belongs(corpus: Corpus, known: Known, title: str) -> tuple[Search | None, str | None]:
    """What was looked for among the subjects of all instruments, and the instrument found."""
    seen = known.values.get("title", ())
    # The written subject itself is one of its values: that it is written alone by this document proves nothing.
    if any((v.documents > 1 or v.likely) and same(title, v.value) for v in seen):
        return None, None
    own = [joined(v.value) for v in seen if not same(title, v.value)]
    if not own:
        return None, None
    alike = extractOne(joined(title), own, scorer=ratio)[1]
    if alike >= 100 - _APART:
        return None, None
    search = Search(joined(title), _LIKE if alike < _UNLIKE else _EQUAL)
    score, found = corpus.titles.best(search, known.id)
    clear = alike < _UNLIKE if score < _EQUAL else alike < score - _APART
    return search, found if found and clear else None


@rule("wrong-instrument")
def wrong_instrument(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A subject that is another instrument's: either the number or the subject is wrong."""
    lists = shared(read)
    for c in read.numbered:
        if _loose(read, c, lists) or c.known is None:
            continue
        other_id = belongs(corpus, c)
        if other_id is None:
            continue
        other = corpus.known([other_id])[other_id]
        right = c.known.likely("title")
        shown = _bare(right.value) if right else ""
        yield Slip(
            c.start,
            read.stretch(c),
            say(
                f"Trích yếu “{_bare(c.title or '')}” là của {other.label}; {c.known.label} là “{shown}”.",
                f"The subject “{_bare(c.title or '')}” is that of {other.label}; {c.known.label} is “{shown}”.",
            ),
            Said(f"{cite(other)} (hoặc {cite(c.known)})", f"{cite(other)} (or {cite(c.known)})"),
            c.known.id,
            corpus.evidence(
                [*corpus.elsewhere(other_id)[:3], *(o for o in corpus.elsewhere(c.known.id) if o.id != c.id)][:5]
            ),
            key=(c.known.id, other_id),
        )


@rule("title-conflict")
def named_period(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A programme cited by name whose period is not that of the numbered instrument with the same name."""
    for c in read.citations:
        if c.form != "named" or c.known is None or c.known.registry or c.type in ("Luật", "Bộ luật", "Pháp lệnh"):
            continue
        mine = joined(c.text.replace(c.type or "", "", 1))
        years = years_of(mine)
        bare = without_years(mine)
        if len(bare) < 40 or not years:
            continue
        corpus.needs_search(Search(bare, NAMED, without_years=True))
        found = corpus.titles.of_other_years(bare, years, c.known.id)
        if found is None:
            continue
        other_id, its = found
        other = corpus.known([other_id])[other_id]
        yield Slip(
            c.start,
            c.end,
            say(
                f"“{c.code}” ghi giai đoạn {' - '.join(years)}; {other.label} cùng tên ghi giai đoạn "
                f"{' - '.join(its)}.",
                f"“{c.code}” has the period {' - '.join(years)}; {other.label} of the same name has {' - '.join(its)}.",
            ),
            None,
            c.known.id,
            corpus.evidence(corpus.elsewhere(other_id)),
            key=other_id,
            severity=Severity.INFO,
        )
