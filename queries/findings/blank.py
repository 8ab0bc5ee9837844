"""Numbers and dates left blank, the document's own and those of what it cites."""

import re
from collections.abc import Iterator

from queries.findings.corpus import Corpus
from queries.findings.finding import Said, Severity, Slip
from queries.findings.read import Read
from queries.findings.rule import rule
from queries.findings.speak import both, say

_OWN_DATE = re.compile(
    r"\bngày[ .…_]*(?P<day>\d{0,2})[ .…_]*tháng[ .…_]*(?P<month>\d{0,2})[ .…_]*năm[ .…_]*(?:(?:19|20)\d\d|20[.…_]*)?"
)


@rule("number-blank")
def number_blank(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """A number line or a citation whose number is blank. The document's own is filled in when it is issued."""
    for c in read.citations:
        if c.form == "self" and not c.number:
            yield Slip(
                c.start,
                c.end,
                say("Số của chính văn bản để trống.", "The document's own number is blank."),
                Said("Ghi số khi ban hành.", "Give the number when it is issued."),
                read.own,
                key="own",
                severity=Severity.INFO,
            )
        elif c.form == "blank":
            own = bool(c.known and c.known.id == read.own)
            yield Slip(
                c.start,
                read.stretch(c),
                say(
                    f"“{c.code}” để trống số"
                    + (" (là chính văn bản này: ghi cùng với số của văn bản)." if own else "."),
                    f"The number in “{c.code}” is blank" + (" (this document itself)." if own else "."),
                ),
                both(_filled(c.code)),
                c.known.id if c.known else None,
                key=c.code,
                severity=Severity.INFO if own else None,
            )


def _filled(code: str) -> str:
    return re.sub(r"số\s*[.…_]*\s*/", "số …/", code)


@rule("date-blank")
def date_blank(read: Read, corpus: Corpus) -> Iterator[Slip]:
    """The day or month of the document, or of a citation, left blank."""
    if read.row.date is None or len(read.row.date) < 10:
        head = read.text[: max(read.body_start, 600)]
        found = _OWN_DATE.search(head)
        if found and not (found["day"] and found["month"]):
            yield Slip(
                found.start(),
                found.end(),
                say(
                    f"Ngày ban hành để trống: “{' '.join(found[0].split())}”.",
                    f"The date of issue is blank: “{' '.join(found[0].split())}”.",
                ),
                Said("Ghi ngày, tháng khi ban hành.", "Give day and month when it is issued."),
                read.own,
                key="own",
                severity=Severity.INFO,
            )
    for c in read.citations:
        if c.form in ("numbered", "blank") and not c.date and c.date_text and _open(c.date_text):
            yield Slip(
                c.start,
                read.stretch(c),
                say(
                    f"“{c.code}” ghi ngày chưa đủ: “{c.date_text}”.",
                    f"The date of “{c.code}” is incomplete: “{c.date_text}”.",
                ),
                None,
                c.known.id if c.known else None,
                key=(c.code, c.date_text),
                severity=Severity.INFO if c.known and c.known.id == read.own else None,
            )


def _open(text: str) -> bool:
    """Whether the day is left out: "/4/2026", "ngày tháng 4 năm 2026"; a month alone ("tháng 4/2026") is whole."""
    return bool(re.match(r"^\s*(?:ngày)?[\s.…_]*(?:/|tháng)", text)) and not re.match(r"^\s*tháng", text)
