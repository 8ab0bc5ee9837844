"""Judgements that new evidence speaks against."""

from collections.abc import Iterator

from ingest.fold import fold
from queries.findings.corpus import Corpus
from queries.findings.facts import Citation
from queries.findings.finding import Said, Slip
from queries.findings.read import Read
from queries.findings.rule import rule
from queries.findings.speak import on, say
from queries.instant import day_of


@rule("judgement-contradicted")
def judgement_contradicted(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A value that a person decided, in a document that says otherwise, where more documents do than when it was
    decided and than bear it out. The judgement holds; the person is told."""
    for judgement, instrument, rival in corpus.contradictions:
        attribute, value = judgement.subject["attribute"], judgement.subject["value"]
        for c in read.numbered:
            if c.known is None or c.known.id != instrument:
                continue
            if not _says(c, attribute, rival.value):
                continue
            shown, other = (Said(on(v) if attribute == "date" else v, v) for v in (value, rival.value))
            decided = day_of(judgement.at)
            made = Said(f"({on(decided)}: {judgement.why})", f"({decided}: {judgement.why})")
            others = [o for o in corpus.elsewhere(instrument) if _says(o, attribute, rival.value)]
            yield Slip(
                c.start,
                read.stretch(c),
                say(
                    f"{c.known.label}: {judgement.who} đã quyết định “{shown.vi}” {made.vi}, nay {rival.mentions} viện "
                    f"dẫn trong {rival.documents} văn bản ghi “{other.vi}”.",
                    f"{c.known.label}: {judgement.who} decided “{shown.en}” {made.en}, but now {rival.mentions} "
                    f"citations in {rival.documents} documents say “{other.en}”.",
                ),
                None,
                instrument,
                corpus.evidence(others),
                key=(instrument, attribute),
            )


def _says(c: Citation, attribute: str, value: str) -> bool:
    return fold(str(getattr(c, attribute) or "")) == fold(value)
