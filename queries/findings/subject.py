"""A citation in a clause that speaks of what a sister instrument is about."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.claim import comparable
from queries.cite import cite
from queries.findings.compare import plain
from queries.findings.corpus import Corpus
from queries.findings.facts import Citation, Known
from queries.findings.finding import Severity, Slip
from queries.findings.need import sister_key
from queries.findings.read import Read
from queries.findings.rule import rule
from queries.findings.speak import both, say

_RUN = 4
"""Words in a row, of the sister's subject and not of the cited instrument's, that tell."""
_EMPTY = frozenset(
    "cong tac thuc hien trien khai to chuc cua cac va ve viec theo tren dia ban giai doan nam trong tai den".split()  # noqa: SIM905
)


@rule("wrong-instrument")
def sister_subject(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """Of two instruments of one type, symbol and day, the clause before the citation ("… theo Quyết định số …") has
    words that are of the other's subject alone, and the other is not cited beside it."""
    for c in read.numbered:
        if c.known is None or not c.known.date or not c.known.symbol or c.known.id == read.own:
            continue
        if not corpus.has_sisters(c.known):
            continue
        clause, at = _before(read, c)
        words = comparable(clause).split()
        if len(words) < _RUN:
            continue
        for sister in _speaking(corpus, c.known, words):
            if _beside(read, c, sister):
                continue
            mine, theirs = _subjects(c.known, sister)
            run = _shared_run(words, theirs, mine) if mine else None
            if run is None:
                continue
            shown = _as_written(clause, run)
            yield _slip(read, corpus, c, sister, shown, at)


def _speaking(corpus: Corpus, known: Known, words: list[str]) -> list[Known]:
    """The sisters of which a subject has some words of the clause in a row: of the hundreds of plans of one day few."""
    group = corpus.sisters(known)
    key = sister_key(known.type, known.symbol, known.date)
    if key not in corpus.runs:
        corpus.runs[key] = defaultdict(set)
        for k, member in enumerate(group):
            for value in member.values.get("title", ()):
                for run in _runs(plain(value.value)):
                    corpus.runs[key][run].add(k)
    places = {k for run in _runs(words) for k in corpus.runs[key].get(run, ())}
    return [group[k] for k in sorted(places) if group[k].id != known.id]


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[k:] for k in range(_RUN)), strict=False)


def _beside(read: Read, c: Citation, sister: Known) -> bool:
    """Whether the sister is cited in the same paragraph, near by."""
    line = read.line(c.start)
    near = [o for o in read.citations if o.known and o.known.id == sister.id and abs(o.start - c.start) < 600]
    return any(read.line(o.start) == line for o in near)


def _subjects(known: Known, sister: Known) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Of each the subjects that are its alone: one written for both after a list says nothing of either."""
    mine, theirs = ({plain(v.value) for v in k.values.get("title", ())} for k in (known, sister))
    return sorted(mine - theirs), sorted(theirs - mine)


def _slip(read: Read, corpus: Corpus, c: Citation, sister: Known, shown: str, at: int) -> Slip:
    title = (sister.title or "").strip('“”" ')
    label = c.known.label if c.known else c.code
    start = read.text.find(shown, at, c.start)
    return Slip(
        start if start >= 0 else c.start,
        read.stretch(c),
        say(
            f"“{shown}” là nội dung của {sister.label} (“{title}”), không phải của {label}; "
            f"{sister.label} không được viện dẫn ở đây.",
            f"“{shown}” is the subject of {sister.label} (“{title}”), not of {label}; "
            f"{sister.label} is not cited here.",
        ),
        both(cite(sister)),
        c.known.id if c.known else None,
        corpus.evidence(o for o in corpus.elsewhere(sister.id) if o.title or o.document_id != read.id),
        key=(label, sister.id),
        severity=Severity.ERROR,
    )


def _before(read: Read, c: Citation) -> tuple[str, int]:
    """The clause up to the citation, and where it begins: after a stop, a semicolon or the citation before."""
    begin = max(0, c.start - 320)
    at = max((begin + m.end() for m in re.finditer(r"[;\n]|[.:](?=\s)", read.text[begin : c.start])), default=begin)
    for other in read.citations:
        if at < other.end <= c.start:
            at = max(at, min(read.stretch(other), c.start))
    return read.text[at : c.start], at


def _shared_run(words: list[str], theirs: list[tuple[str, ...]], mine: list[tuple[str, ...]]) -> list[str] | None:
    """The longest run of words of the clause in the sister's subject and in none of the instrument's own."""
    best: list[str] | None = None
    own = [f" {' '.join(t)} " for t in mine]
    for title in theirs:
        text = f" {' '.join(title)} "
        for i in range(len(words) - _RUN + 1):
            length = _RUN
            while i + length <= len(words) and f" {' '.join(words[i : i + length])} " in text:
                length += 1
            run = words[i : i + length - 1]
            telling = [w for w in run if w not in _EMPTY]
            if len(run) < _RUN or len(telling) < 3 or any(f" {' '.join(run)} " in o for o in own):
                continue
            if best is None or len(run) > len(best):
                best = run
    return best


def _as_written(clause: str, run: list[str]) -> str:
    from ingest.fold import fold  # noqa: PLC0415

    spans = [(m.start(), m.end(), fold(m[0])) for m in re.finditer(r"\w+", clause)]
    for k in range(len(spans) - len(run) + 1):
        if [w for *_, w in spans[k : k + len(run)]] == run:
            return clause[spans[k][0] : spans[k + len(run) - 1][1]]
    return " ".join(run)
