"""Every citation of a document, with what its own stretch of text says of it."""

import re
from itertools import pairwise

from ingest.alias import read_aliases
from ingest.anchor import find_type_words
from ingest.as_written import as_written
from ingest.document import Document
from ingest.draft import Draft
from ingest.generic import read_generic
from ingest.lists import govern, nest, part, share
from ingest.mention import Form, Mention, Relation, StatedRelation
from ingest.named import PROGRAMMES, read_laws, read_programme
from ingest.number_alone import read_numbers_alone
from ingest.numbered import read_numbered
from ingest.relation import (
    LASTING,
    basis_heading,
    basis_paragraph,
    inner_relation,
    relation_before,
    relation_led_to,
    stated_between,
)
from ingest.stretch import read_stretch, squeeze
from ingest.view import View

_PINPOINT = re.compile(
    r"(?:(?:điểm|khoản|Điểm|Khoản|mục|Mục|tiết|Điều|điều|Chương|Phần"
    r"|Phụ lục)\s+(?:số\s+)?(?:[\dIVX]+(?:\.\d+)*[a-zđ]?|[a-zđ])(?:\s*,\s*|\s+và\s+|\s+))+(?:của\s+|tại\s+)?$"
)


def find_mentions(view: View, document: Document) -> tuple[list[Mention], list[StatedRelation]]:
    """The citations of a document in order of place, and the relations between them that the text states.

    Offsets are original ones (`view.span`). A later short form that "(sau đây gọi tắt là …)" defines is a mention
    with `alias_of`.
    """
    text = _one_title(view.text, document.body_start)
    words = find_type_words(text)
    drafts = read_numbered(text, document)
    drafts = _merge(drafts, read_laws(text))
    drafts = _merge(drafts, read_numbers_alone(text, words))
    limit = -1
    for draft in drafts:
        if draft.form is not Form.SELF:
            if limit < draft.end:
                limit = _paragraph_end(text, draft.end)
            read_stretch(text, draft, limit, several="liên" in (draft.type or ""))
    govern(text, drafts)
    _own(drafts, document)
    drafts = _merge(drafts, _unnumbered(text, drafts, words))
    nest(text, drafts)
    drafts = [d for d in drafts if d.inside is None or not _carried(text, d)]
    share(text, drafts)
    part(text, drafts)
    drafts = read_aliases(text, drafts)
    _relate(text, drafts)
    return _mentions(view, drafts), _stated(view, drafts)


_CITING = (
    "KẾ HOẠCH",
    "CHỈ THỊ",
    "NGHỊ QUYẾT",
    "QUYẾT ĐỊNH",
    "KẾT LUẬN",
    "CHƯƠNG TRÌNH",
    "NGHỊ ĐỊNH",
    "THÔNG TƯ",
    "ĐỀ ÁN",
)


_GOES_ON = re.compile(r"\n(?=(?:[Cc]ủa|[Vv]ề|[Nn]gày) )")
_SYMBOL = re.compile(r"\d[-/ ][\dA-ZĐ]")


def _one_title(text: str, end: int) -> str:
    """The text with the lines of a title joined from where it cites an instrument on, so that date, issuer and title of
    that instrument may stand on the next line: in capitals, or where the line begins with what they begin with."""
    for broken in _GOES_ON.finditer(text, 0, end):
        if _SYMBOL.search(text, text.rfind("\n", 0, broken.start()) + 1, broken.start()):
            text = f"{text[: broken.start()]} {text[broken.end() :]}"
    at = text.find("SỐ ", 0, end)
    if at < 0 or text.find("/", at, end) < 0:
        return text
    stop = text.find("\n", at)
    if text[at - 1] == "\n":
        before = text.rfind("\n", 0, at - 1) + 1
        if _capitals(text[before : at - 1]) and text[before : at - 1].rstrip().endswith(_CITING):
            text = f"{text[: at - 1]} {text[at:]}"
    while 0 <= stop < end:
        following = text.find("\n", stop + 1)
        if following < 0 or not _capitals(text[stop + 1 : following]) or not _capitals(text[at:stop]):
            break
        text = f"{text[:stop]} {text[stop + 1 :]}"
        stop = following
    return text


def _capitals(line: str) -> bool:
    """Whether a line is in capitals, but for the small letters of a symbol (QĐ-TTg)."""
    return line.isupper() or (line != line.lower() and 8 * sum(c.islower() for c in line) < len(line))


def _unnumbered(text: str, drafts: list[Draft], words: list[tuple[int, int, str]]) -> list[Draft]:
    """The programmes and generic citations at the type words that no other citation has taken."""
    found: list[Draft] = []
    limit = reach = -1
    place = 0
    for start, end, word in words:
        while place < len(drafts) and drafts[place].start <= start:
            reach = drafts[place].end
            place += 1
        if start < reach:
            continue
        if limit < end:
            limit = _paragraph_end(text, end)
        draft = read_programme(text, start, limit) if word in PROGRAMMES and text[start].isupper() else None
        draft = draft or read_generic(text, start, end, word, limit)
        if draft is not None:
            found.append(draft)
            reach = draft.end
    return found


def _merge(drafts: list[Draft], found: list[Draft]) -> list[Draft]:
    """Both in order of place, without those of `found` that overlap one of `drafts` or an earlier one of `found`."""
    if not found:
        return drafts
    found.sort(key=_start)
    merged: list[Draft] = []
    reach = place = 0
    for draft in drafts:
        while place < len(found) and found[place].start < draft.start:
            new = found[place]
            place += 1
            if new.start >= reach and new.end <= draft.start:
                merged.append(new)
                reach = new.end
        merged.append(draft)
        reach = max(reach, draft.end)
    for new in found[place:]:
        if new.start >= reach:
            merged.append(new)
            reach = new.end
    return merged


def _start(draft: Draft) -> int:
    return draft.start


def _paragraph_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _own(drafts: list[Draft], document: Document) -> None:
    for draft in drafts:
        if draft.form is Form.SELF:
            draft.type, draft.date, draft.issuer, draft.title = (
                document.type,
                document.date,
                document.issuer,
                document.title,
            )
            if document.date_precision != "day":
                draft.date = None


_CARRYING = re.compile(
    r"(?:[Bb]an hành|[Pp]hê duyệt|thông qua|công bố|chủ trương +đầu tư|về việc|về"
    r"|điều chỉnh|bổ sung|quyết định)(?: *:? *[“\"])? *$"
)


def _carried(text: str, draft: Draft) -> bool:
    """Whether an unnumbered name is only what another instrument's title promulgates."""
    outer = draft.inside
    if outer is None or draft.number is not None:
        return False
    if draft.form is Form.NAMED and draft.type in ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"):
        return False
    return _CARRYING.search(text, max(outer.title_start, draft.start - 30), draft.start) is not None


_NEXT = re.compile(r"; *(?:và +)?(?:các +|những +)?$")
_MARKS = " -–+*•0123456789.)"
"""What may stand before the first citation of a line that is an item of a list."""


def _relate(text: str, drafts: list[Draft]) -> None:
    previous: Draft | None = None
    head: Draft | None = None
    last: Draft | None = None
    led: Relation | None = None
    begin = 0
    limit = -1
    basis = False
    for draft in drafts:
        if limit < draft.start:
            above = limit
            begin = (
                text.rfind("\n", max(limit, 0), draft.start) + 1 if limit >= 0 else text.rfind("\n", 0, draft.start) + 1
            )
            limit = _paragraph_end(text, draft.start)
            opens = not text[begin : draft.start].strip(_MARKS)
            basis = basis_paragraph(text, begin) or (
                opens
                and (
                    (basis and previous is not None and text.count("\n", previous.end, begin) < 3)
                    or basis_heading(text, begin)
                )
            )
            if not opens:
                led = None
            elif led is None or text[max(above, 0) : begin].strip():
                led = relation_led_to(text, begin, last)
            previous = head = None
        draft.pinpoint = _pinpoint(text, draft, begin)
        if draft.inside is not None:
            draft.relation = inner_relation(text, draft.inside, draft) or Relation.CITES
            continue
        start = begin
        if previous is not None:
            start = max(begin, previous.reach if previous.reach <= draft.start else previous.end)
        if previous is not None:
            start = max(start, text.rfind(";", start, draft.start))
        found = relation_before(text, start, draft.start)
        if previous is not None and ". " in text[previous.reach : draft.start]:
            head = None
        if basis and (previous is None or found is None or ". " not in text[start : draft.start]):
            draft.relation = Relation.BASED_ON
        elif found is not None:
            draft.relation = found
        elif previous is None:
            draft.relation = led or draft.relation
        elif previous.relation is Relation.CITES and head is not None and _NEXT.search(text, start, draft.start):
            draft.relation = head.relation  # "thực hiện A theo B; C": C is carried out as A is
        else:
            linked = previous.relation in LASTING or draft.start - len(draft.pinpoint or "") - previous.reach < 6
            draft.relation = previous.relation if linked else Relation.CITES
        if draft.relation in LASTING:
            head = draft
        previous = last = draft


def _pinpoint(text: str, draft: Draft, begin: int) -> str | None:
    at = draft.start
    if not (text[at - 2 : at - 1].isdigit() or text[at - 3 : at - 2] == " " or text.startswith(("của", "tại"), at - 4)):
        return None
    low = max(begin, at - 70)
    found = _PINPOINT.search(text, low, draft.start)
    if found is None:
        return None
    words = found[0].split()
    while words and words[-1] in ("của", "tại"):
        words.pop()
    return " ".join(words).rstrip(" ,")


def _mentions(view: View, drafts: list[Draft]) -> list[Mention]:
    index = {id(d): i for i, d in enumerate(drafts)}
    text = view.text
    respelt = bool(view.cuts or view.respelt)
    out = []
    for d in drafts:
        start, end = view.span(d.start, d.end)
        alias = index.get(id(d.alias_of)) if d.alias_of else None
        issuer, title = d.issuer, d.title
        if respelt:
            issuer, title = as_written(view, issuer, d), as_written(view, title, d)
        said = (d.form, d.type, d.number, d.year, d.symbol, d.date, d.date_text, issuer, title, _to_document(d))
        out.append(Mention(start, end, squeeze(text[d.start : d.end]), *said, None, d.pinpoint, alias))
    return out


def _to_document(draft: Draft) -> Relation:
    """What the document does with an instrument: with one that another's title names, what it does with that other
    ("tuyên truyền Nghị định … quy định chi tiết … của Luật …" makes both known; it is the decree that details)."""
    while draft.inside is not None and draft.relation is not Relation.CITES:
        draft = draft.inside
    return draft.relation


def _stated(view: View, drafts: list[Draft]) -> list[StatedRelation]:
    index = {id(d): i for i, d in enumerate(drafts)}
    text = view.text
    out = []
    for d in drafts:
        if d.inside is not None and d.relation is not Relation.CITES:
            start, end = view.span(d.inside.start, d.end)
            out.append(StatedRelation(index[id(d.inside)], index[id(d)], d.relation, start, end))
    for first, second in pairwise(drafts):
        if second.inside is not first and second.start - first.reach < 120:
            found = stated_between(text, first, second)
            if found is not None:
                start, end = view.span(first.start, second.end)
                out.append(StatedRelation(index[id(found[0])], index[id(found[1])], found[2], start, end))
    return out
