"""Judgements that new evidence speaks against."""

from collections.abc import Iterator

from queries.findings.finding import Slip
from queries.findings.read import Corpus, Read
from queries.findings.rule import rule
from queries.findings.speak import on, say
from queries.show import ATTRIBUTES


@rule("judgement-contradicted")
def judgement_contradicted(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A value that a person decided, where this document says otherwise and more documents do than bear it out."""
    for c in read.numbered:
        if c.known is None:
            continue
        for attribute in ATTRIBUTES:
            right = c.known.likely(attribute)
            if right is None or "quyết định đã ghi" not in (right.reason or ""):
                continue
            rivals = [v for v in c.known.values.get(attribute, ()) if v.conflicting and v.documents > right.documents]
            rival = next((v for v in rivals if v.value == getattr(c, attribute)), None)
            if rival is None:
                continue
            shown = on(right.value) if attribute == "date" else right.value
            other = on(rival.value) if attribute == "date" else rival.value
            yield Slip(
                c.start,
                read.stretch(c),
                say(
                    f"{c.known.label}: người dùng đã quyết định “{shown}”, nhưng {rival.mentions} viện dẫn trong "
                    f"{rival.documents} văn bản ghi “{other}”.",
                    f"{c.known.label}: a person decided “{shown}”, but {rival.mentions} citations in {rival.documents} "
                    f"documents say “{other}”.",
                ),
                None,
                c.known.id,
                corpus.evidence(o for o in corpus.elsewhere(c.known.id) if getattr(o, attribute) == rival.value),
                key=(c.known.id, attribute),
            )
