"""Lists of citations: which citation stands in whose title, where titles end, and what a list states once for its
members.

"Quyết định số 12-QĐ/TU và Quyết định số 13-QĐ/TU ngày … của … về …": date, issuer and title govern both. Date and
issuer pass only between members with the same issuing body in their symbols; a title passes backwards over a list
that "và" closes, or over a list that repeats no type word ("Quyết định số 12-QĐ/TU, 13-QĐ/TU …"). A semicolon
shares nothing.
"""

import re

from ingest.draft import Draft
from ingest.mention import Form
from ingest.numbered import OPENING
from ingest.stretch import squeeze
from ingest.title import title_end

_LINK = re.compile(r"[\s,]*(và|hoặc|cùng với|cùng|đến)?[\s,]*(?:các|số|Số|:)?\s*$")
_ENDING = re.compile(
    r"(?:[\s,;]+(?:và|hoặc|cùng với)\s*(?:các |(?:việc )?(?:triển khai |thực hiện |triển khai thực hiện ))?"
    r"|[,;]\s*(?:các )?)$"
)

_NEXT = re.compile(r"; *(?:và +)?(?:[Ss]ố *:? *)?$")
_TOO = re.compile(r"(?:,|,? +và) +(?:các +)?$")
_PART = re.compile(r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Pp]hần|[Cc]hương) +(?:[\dIVX]+|[a-zđ])$")
"""A part before a comma: what follows is the instrument it is a part of ("sửa đổi Khoản 2 Mục III, Thông tư số …")."""


def govern(text: str, drafts: list[Draft]) -> None:
    """Gives the members of a list the issuer of the phrase that opens it ("các Nghị quyết của Bộ Chính trị: Nghị quyết
    số … về …; Nghị quyết số … về …"). `drafts` in order of place."""
    last: Draft | None = None
    before: Draft | None = None
    for draft in drafts:
        if draft.form is not Form.NUMBERED or not draft.headed:
            continue
        if draft.issuer is None and before is not None and _proposed_too(text, before, draft):
            draft.issuer = before.issuer
        before = draft
        if draft.issuer is not None:
            last = None
        elif text.endswith((": ", ":  ", " ("), 0, draft.start):
            opening = OPENING.search(text, max(0, draft.start - 130), draft.start)
            last = draft if opening is not None else None
            if opening is not None:
                draft.issuer = squeeze(opening[1])
        elif last is not None:
            between = text[last.end : draft.start]
            if draft.type == last.type and draft.body == last.body and "\n" not in between and ". " not in between:
                draft.issuer = last.issuer
                last = draft
            else:
                last = None


def _proposed_too(text: str, before: Draft, draft: Draft) -> bool:
    """Whether a letter is of the body that stands before the letter at its side ("đề nghị của Sở Nội vụ tại Tờ trình số
    …, Công văn số …")."""
    return (
        before.issuer is not None
        and draft.start - before.reach < 12
        and _TOO.match(text, before.reach, draft.start) is not None
        and _whose(before) == _whose(draft)
        and before.issuer not in squeeze(text[before.end : before.reach])
    )


def nest(text: str, drafts: list[Draft]) -> None:
    """Ends titles at the next member of their list, and marks the citations that stand inside a title. `drafts` in
    order of place."""
    open_: list[Draft] = []
    last: dict[int, Draft] = {}
    for draft in drafts:
        while open_ and open_[-1].title_end <= draft.start:
            open_.pop()
        while open_:
            outer = open_[-1]
            if draft.start < outer.title_start:
                break
            joiner = _ENDING.search(text, max(outer.title_start, draft.start - 24), draft.start)
            if joiner is not None and joiner[0][0] == "," and _PART.search(text, outer.title_start, joiner.start()):
                break
            if joiner is None or text[outer.title_start : outer.title_start + 1] in '“"':
                break
            if text.rfind("“", outer.title_start, draft.start) > text.rfind("”", outer.title_start, draft.start):
                break
            inner = last.get(id(outer))
            if inner is not None and (
                (inner.type == draft.type and not _sister(outer, inner, draft))
                or (inner.form is draft.form and inner.form in (Form.NAMED, Form.GENERIC))
            ):
                break
            cut = joiner.start()
            for closing in open_:
                if closing.title_end > cut:
                    closing.title_end = closing.reach = cut
                    closing.title = squeeze(text[closing.title_start : cut]).rstrip(" ,:-") or None
            open_.pop()
        if open_ and open_[-1].title_start <= draft.start:
            draft.inside = open_[-1]
            last[id(open_[-1])] = draft
        if draft.title_end > draft.start:
            if open_ and draft.title_end > open_[-1].title_end:
                draft.title_end = draft.reach = open_[-1].title_end
                draft.title = squeeze(text[draft.title_start : draft.title_end]).rstrip(" ,:-") or None
            open_.append(draft)


def _sister(outer: Draft, inner: Draft, draft: Draft) -> bool:
    """Whether a citation after one inside a title goes on with the list that the title's own instrument stands in:
    the issuing body of its symbol is that instrument's."""
    return draft.body is not None and draft.body == outer.body and draft.body != inner.body


_PARTY = ("Nghị quyết", "Kết luận", "Chỉ thị", "Quy định")
"""What the Party's bodies issue, so that a list of several may name their issuer once."""


_LETTERS = ("Công văn", "Văn bản")


def _whose(draft: Draft) -> str | None:
    """The body in a symbol; a letter's names it first, then the unit that wrote it."""
    if draft.type in _LETTERS and draft.symbol is not None and "/" not in draft.symbol:
        return draft.symbol.split("-")[0]
    return draft.body


def _same_body(draft: Draft, after: Draft) -> bool:
    if draft.symbol is None and after.symbol is None and after.form is Form.NUMBERED and after.issuer:
        party = draft.type in _PARTY and after.type in _PARTY and after.issuer.startswith(("Bộ", "Ban "))
        return party or draft.type == after.type
    if draft.type in _LETTERS or after.type in _LETTERS:
        return _whose(draft) == _whose(after)
    return draft.body == after.body


def share(text: str, drafts: list[Draft]) -> None:
    """Gives each member of a list the date, issuer and title that the list states once. `drafts` in order of place,
    nested."""
    follower: dict[int, Draft] = {}
    ends_list = False
    for draft in reversed(drafts):
        if draft.form is Form.NAMED and draft.number is None:
            continue
        key = id(draft.inside)
        after = follower.get(key)
        follower[key] = draft
        if after is None or draft.reach > after.start or after.start - draft.reach > 24:
            ends_list = False
            continue
        if not after.headed and text[draft.reach] == ";" and _NEXT.match(text, draft.reach, after.start):
            # Members that the type word before the list governs: what issued the last issued them all.
            if draft.issuer is None and draft.title is None and _same_body(draft, after):
                draft.issuer = after.issuer
            ends_list = False
            continue
        link = _LINK.match(text, draft.reach, after.start)
        if link is None:
            ends_list = False
            continue
        ends_list = ends_list or link[1] is not None
        closed = ends_list or not after.headed
        if draft.title is not None:
            continue
        same_body = _same_body(draft, after) and (
            draft.body is not None or not after.headed or after.number is not None
        )
        if same_body and draft.issuer is None and after.issuer is not None:
            draft.issuer = after.issuer
            if draft.date_text is None and closed:
                draft.date, draft.date_text = after.date, after.date_text
        elif same_body and draft.date_text is None and draft.issuer is None and closed and after.date_text:
            draft.date, draft.date_text = after.date, after.date_text
        if after.form is Form.GENERIC and draft.form is Form.NUMBERED and draft.symbol is None:
            continue
        if after.type == "Công văn" != draft.type:
            continue  # what a letter is about is said of the letter
        if closed and after.title is not None and (draft.symbol is not None or after.symbol is None):
            draft.title = after.title


def part(text: str, drafts: list[Draft]) -> None:
    """Gives two citations that "và" joins each its half of a title that a semicolon parts, where each half names what a
    decision carries ("Quyết định số 7… và Quyết định số 8… về Quy chế …; quy định về …"). `drafts` as `share` leaves
    them."""
    for k in range(1, len(drafts)):
        first, second = drafts[k - 1], drafts[k]
        if first.title is None or first.title != second.title or first.title_end or not second.title_end:
            continue
        if k > 1 and drafts[k - 2].title == first.title:
            continue
        half = _HALF.match(text, second.title_end)
        if half is None or not _CARRIED.match(text, second.title_start) or not _BOTH.match(text, first.reach):
            continue
        end = text.find("\n", half.end())
        end = title_end(text, half.end(), end if end >= 0 else len(text), quoted=False)
        if k + 1 < len(drafts) and drafts[k + 1].start < end:
            continue
        second.title = squeeze(text[half.end() : end]).rstrip(" ,:-") or None
        second.title_start, second.title_end, second.reach = half.end(), end, end


_THING = r"(?:về +(?:việc +)?)?(?:ban hành +)?(?:quy chế|quy định|quy trình|chương trình|kế hoạch|đề án)(?![^\W_])"
_CARRIED = re.compile(_THING, re.IGNORECASE)
_HALF = re.compile(rf"; *(?:và +)?(?={_THING})", re.IGNORECASE)
_BOTH = re.compile(r"[ \n]+và[ \n]")
