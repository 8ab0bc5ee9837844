"""A citation's own stretch: the date, issuer and title that follow its core.

    Quyết định số 12/QĐ-UBND , ngày 05/3/2026 , của Ủy ban nhân dân tỉnh , về việc …
    [core]                     [date]             [issuer]                 [title]

Each part may be missing, the date may follow the issuer. Where the title ends, `title.py` says. What belongs to a
neighbour is never taken; `lists.py` gives to the members of a list what the list states once.
"""

import re

from ingest.day import DAY, Day, day_of, read_day
from ingest.draft import Draft
from ingest.mention import Form
from ingest.pattern import any_of
from ingest.table import read_table
from ingest.title import title_end

UPPER = "".join(chr(c) for c in range(0x41, 0x1EFA) if chr(c).isupper() and (c < 0x250 or c >= 0x1E00))


def _cased(words: list[str]) -> list[str]:
    return [form for w in words for form in (w, w[0].upper() + w[1:], w.upper())]


_WORDS = read_table("issuer_words")
_INNER = any_of((r["words"] for r in _WORDS if r["kind"] in ("inner", "place")), any_case=True)
_NAMES = any_of(r["words"] for r in _WORDS if r["kind"] == "name")
_TERMS = any_of(r["words"][0].upper() + r["words"][1:] for r in _WORDS if r["kind"] in ("word", "inner"))
_LEADS = read_table("title_leads")
_STRONG = any_of(_cased([r["words"] for r in _LEADS if r["strength"] == "strong"]))
_ALL_LEADS = any_of(_cased([r["words"] for r in _LEADS]))
_TYPE_WORDS = (
    r"Nghị quyết|Quyết định|Chỉ thị|Kết luận|Kế hoạch(?! và [Đđ]ầu tư)|Chương trình|Đề án|Nghị định|Thông tư"
    r"|Luật |Bộ luật|Thông báo|"
    r"Hướng dẫn|Quy định|Quy chế|Công văn|Công điện|Báo cáo|Tờ trình|Phương án|Pháp lệnh|Văn bản|NGHỊ QUYẾT"
    r"|QUYẾT ĐỊNH|CHỈ THỊ|KẾ HOẠCH"
)
_OPENERS = ["về", "về việc", *(r["words"] for r in _LEADS if r["note"] == "ends an issuer also with a capital")]
_CAPITAL_LEADS = any_of(w for w in _cased(_OPENERS) if w[0].isupper())
_CAPITAL = rf"(?!(?:{_CAPITAL_LEADS}|{_TYPE_WORDS})(?![^\W\d_]))[{UPPER}][^\W\d_]*(?![^\W_]|/)"
_FOLLOW = rf"(?= *(?:[,;.:()“”\"\n\t]|$)| +(?:{_ALL_LEADS}|và|{_INNER})(?![^\W\d_])| +[{UPPER}])"
_NOT_SYLLABLE = r"(?:và|về|của|tại|trên|đã|do|để|có|là|từ|theo|cho|với|năm|ngày|số|này|nêu|được)(?![^\W_])"
_LOWER = "".join(chr(c) for c in range(0x61, 0x1EFA) if chr(c).islower() and (c < 0x250 or c >= 0x1E00))
_NAME = rf"(?:{_TERMS})(?![^\W_])|{_CAPITAL}(?: +(?!{_NOT_SYLLABLE}|(?:{_ALL_LEADS})(?![^\W_]))[{_LOWER}]+{_FOLLOW})?"
# A name's pattern holds hundreds of letters and costs milliseconds to compile, so it stands in one pattern only.
_ISSUER = re.compile(
    rf"(?:(?:{_INNER})(?![^\W_])|Hội nghị(?: +lần thứ +[^\W_]+| +Trung ương +\d+)|{_NAME}"
    r"|(?:ủy ban|hội đồng|ban|bộ|[Ll]iên (?:[Bb]ộ|[Nn]gành|[Ss]ở)|cấp ủy|địa phương|sở)(?![^\W_]))"
    rf"(?: +(?:(?:{_NAMES}|{_INNER})(?![^\W_])|và +{_NAMES}|số +\d+(?![\w/-])|\d{{1,3}}(?![\w/-]|\.\d))"
    rf"|(?: +(?:(?:TP|Tp|TX|Tx|P|Q)\. *|và +)?| *[-&] *)(?:{_NAME}|Kế hoạch và Đầu tư(?![^\W_]))|(?<=Ban) +Tổ chức"
    r"| *\((?:cũ|(?:UBND|HĐND|MTTQ)(?=\) +\w))\)|(?:(?<=hỉ đạo)|(?<=iều hành)) +(?:Đề án|Nghị quyết) +\d{1,3}(?![\w/-])"
    r"|(?<=ộ trưởng), +Chủ nhiệm(?= (?:Ủy ban|Văn phòng))| *,? *\(?(?:khóa|Khóa|KHÓA) +(?:[IVXL]+|\d+)(?![^\W_])\)?)*"
)
_COMMA = re.compile(r", *")
_AND = re.compile(r", *(?:của +)?| +và +(?:của +)?")
_WITH = re.compile(r" +(?:và|với) +|, *")
_BETWEEN = re.compile(r" *+,?+ *+giữa +")
_OF = re.compile(r" *+\)?+[ ,]*+(?:của|CỦA|do|(?:đã +)?được)(?: +(?:của|các|đồng chí))* +")
_SHORT = re.compile(r" \([A-ZĐ&]{2,12}\)(?= )")
"""The issuer's abbreviation, given between it and the title ("của Bộ Giáo dục và Đào tạo (GDĐT) về …")."""
_SESSION = re.compile(
    r",? *(?:tại +)?(?:[Kk]ỳ họp|[Pp]hiên họp) +(?:thứ|lần thứ|thường lệ)"
    r"[^,;.\n()“]{0,24}?(?= +(?:về|ban|quy|,)|,)"
)
"""The session that passed a resolution, between issuer and title."""
_FURTHER = re.compile(r" +(?:về|Về|v/v)[ :]")
"""A second issuer, told from the subject of the citing sentence by the title after it ("của Bộ Chính trị, Ban Bí thư
về …")."""
_GROUP = re.compile(
    r"(?:[Tt]ổ [Cc]ông tác|[Đđ]oàn [Kk]iểm tra|[Hh]ội đồng thẩm định|[Tt]ổ giúp việc|[Tt]iểu ban)"
    r"[^,;.:\n()“”]{0,90}?(?= +(?:về|ban hành|hướng dẫn|quy định|phê duyệt|thông báo)(?![^\W_])|[,;.:()\n“]|$)"
)
"""A group set up for a task, whose name is common nouns."""
_GROUP_FIRST = frozenset("TtĐđHh")
_BEFORE = re.compile(r" +(?:tại|(?:(?:đã|vừa|mới|cũng|tiếp tục) +)*(?:ký +)?(?:ban +hành|ra|có))(?: +các)? +$")
_PROPOSING = frozenset(("Tờ trình", "Công văn", "Văn bản", "Báo cáo", "Báo cáo thẩm định", "Báo cáo thẩm tra"))
_PROPOSED = re.compile(
    r"(?:đề nghị|đề xuất|ý kiến|kiến nghị)(?: +của)++ +((?:(?!đề nghị|đề xuất|ý kiến)[^;.:\n()“]){3,110}?)"
    r",? *\(?(?:tại +)?(?:các +)?$"
)
"""Who proposes, before the letter that does: "Theo đề nghị của Sở Y tế (tại Công văn số …)"."""
_NO_NAME = re.compile(r"[ ,](?:đã|về|căn cứ|sau khi|thống nhất|theo|số +\d+|để|ngày|trình)(?![^\W_])")
_CLAUSE = re.compile(r" (?:và của|của|do|và|vì|theo|tham mưu(?: cho)?) |[,;:.(|] (?:tham mưu (?:cho )?)?|[(\n\t] *")
_DAY_BEFORE = re.compile(rf"[Nn]gày +({DAY}),? +$")
_COUNCIL = re.compile(r" +của +(?=(?:Hội đồng nhân dân|HĐND)(?![^\W_]))")
"""After a committee of a council: "của Ban Pháp chế của Hội đồng nhân dân tỉnh"."""
_NO_SUBJECT = re.compile(
    r"về +(?:việc|hành động|triển khai|thực hiện|ban hành|tổ chức|kế hoạch|tăng cường|tiếp tục|đẩy mạnh|một số"
    r"|kết luận|nâng cao|hướng dẫn)(?![^\W_])"
)
"""What begins a title and no steering body's subject."""
_STEERING = ("Ban Chỉ đạo", "Ban chỉ đạo", "Tổ công tác", "Tổ Công tác")
_PASSED = re.compile(
    r",? *(?:đã )?được +Quốc hội(?: +khóa +[IVXL]+)? *(?:thông qua|ban hành)"
    r"| +của Quốc hội,?| *\([Ss]ửa đổi(?:, bổ sung)?\)(?=,? +ngày )"
)
_DIRECT = re.compile(
    r" +(?=(?:Bộ Chính trị|Ban Bí thư|Chính phủ|Thủ tướng Chính phủ|Ban Chấp hành|Ban Thường vụ|Quốc hội|UBND"
    r"|HĐND|Ủy ban nhân dân"
    r"|Hội đồng nhân dân|Ủy ban Thường vụ Quốc hội|Thành ủy|Tỉnh ủy|Đảng ủy|Bộ trưởng"
    r"|Thường trực (?:Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|HĐND|Hội đồng nhân dân)"
    r"|Hội nghị lần|Hội nghị Trung ương)(?![^\W_]))"
)
_GLUED = r"[Vv]ề(?:việc|phê|ban|triển|tăng|quy|thành|công|một|đẩy|phát|thực|chính|hướng|tiếp|nâng)"
_DATED = re.compile(r",? +ngày +\d| +về +[^\W\d_]")
_AFTER_DIRECT = re.compile(rf" +(?:{_STRONG}|và|kết luận|thông báo)(?![^\W_])| *(?:[“\";,.()\n]|$)")
_LEAD_END = rf"(?![{_LOWER}\d])"  # a capital follows where the space was lost: "phê duyệtChương trình …"
_TITLE = re.compile(rf"( *+\)?+ *+)(,?+ *+)(?:[“\"] *)?({_ALL_LEADS}|{_GLUED}|[“\"](?=[^\W_])){_LEAD_END}")
_TITLE_STRONG = re.compile(rf"( *+\)?+ *+)(,?+ *+)(?:[“\"] *)?({_STRONG}|{_GLUED}|[“\"](?=[^\W_])){_LEAD_END}")
_BRACKETED = re.compile(r" *\((?=(?:[Vv]ề|[Vv]/[Vv])[ :])")
"""The bracket that holds a title: "Công văn số … của Sở Y tế (về việc …)"."""
_REMARK = re.compile(
    r",? *\((?:đã |được |[Ss]ửa đổi|[Bb]ổ sung|[Tt]hay thế|có hiệu lực|hiệu lực|[Ss]au đây"
    r"|gọi tắt|lần |thay )[^()\n]{0,200}\)"
    r"|,? +(?:đã )?(?:được|bị) (?:sửa đổi|bổ sung|thay thế|điều chỉnh|đính chính)[^;:()\n]{0,160}?(?=,? +của )"
    r"|,? +có hiệu lực[^,;:()\n]{0,60}(?=,? của )"
)
"""What may stand between the date and the issuer: "(được sửa đổi, bổ sung tại Quyết định số …)"."""
_ISSUED = re.compile(
    r" +(?:(?:vừa|đã|mới|trực tiếp) +)*(?:ký +)?(?:ban hành|ký)"
    r"(?=,? +(?:về|v/v|V/v|ngày|quy định|phê duyệt|hướng dẫn)(?![^\W_])| *[,;.)])"
)
"""The verb of "do Thủ tướng Chính phủ ban hành về …", "được Bộ trưởng Bộ Y tế ký ban hành ngày …"."""
_SENT = re.compile(
    r" gửi [^;:.\n]{3,160}?(?= (?:về việc|V/v|v/v) )|,? trình [^,;:.\n]{3,80}?(?= về )"
    r"| \((?:[Ss]au đây|gọi tắt|viết tắt)[^()\n]{3,80}\)(?= [^\W\d_])"
)
"""What stands between a letter and its title: to whom it went; or a short name, between an issuer and the title."""
_ON_THE_WAY = (" gửi ", " trình ", ", trình ", " (sau đây ", " (Sau đây ", " (gọi tắt ", " (viết tắt ")
_VERBS = (" ký ", " ban ", " đã ", " vừa ", " mới ", " trực ", "  ")
_ASIDES = (" (", ", ", " đã ", " được ", " bị ", " có ")
_TERM = re.compile(r",? *\(?(?:nhiệm kỳ|khóa) +\d{4} ?- ?\d{4}\)?(?=,? +(?:về|ban hành|quy định|thực hiện)(?![^\W_]))")
"""The term of a committee, between issuer and title."""
_QUOTED_LEAD = re.compile(r" *\)?[ ,]*(?:(?:về(?: việc)?|v/v) *:? *)?[“\"]")
_SPACES = re.compile(r"\s+")


_ISSUERS_OF = {
    "TW": ("Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương"),
    "CP": ("Chính phủ",),
    "TTg": ("Thủ tướng",),
    "TU": ("Ban Thường vụ T", "Ban Chấp hành Đảng bộ", "Thành ủy", "Tỉnh ủy"),
    "QH15": ("Quốc hội",),
    "QH16": ("Quốc hội",),
}
"""Bodies that a symbol names by itself, so that they are the issuer also after the title."""
_LOCAL = ("UBND ", "Ủy ban nhân dân ", "HĐND ", "Hội đồng nhân dân ", "Chủ tịch UBND ", "Chủ tịch Ủy ban nhân dân ")
_OWNED = re.compile(
    r"(?:[Qq]uy chế|làm việc|thẩm quyền|nhiệm vụ|quyền hạn|trách nhiệm|[Kk]ế hoạch|[Cc]hương trình|[Nn]ghị quyết"
    r"|[Cc]hỉ thị|hoạt động|chỉ đạo|thành viên|văn bản|[Qq]uyết định|[Đđ]ề án|trụ sở|chức danh|lãnh đạo)[^,;]{0,60}$"
)
"""What is a local body's own, so that its name belongs to the title: "quy chế làm việc của UBND tỉnh"."""


def squeeze(text: str) -> str:
    """White space folded."""
    if "  " in text or "\n" in text or "\t" in text:
        text = _SPACES.sub(" ", text)
    return text.strip()


def read_stretch(text: str, draft: Draft, limit: int, several: bool = False) -> None:
    """Reads what follows the core. `limit` is where the stretch must end at the latest (the next paragraph).

    `several` where a comma may go on with a further issuer ("của Thành ủy, Tỉnh ủy"): classes of instruments and
    joint ones only,
    since after a single instrument a comma and a body usually begin the citing sentence.
    """
    if draft.form is Form.NAMED and draft.number is None:
        passed = _PASSED.match(text, draft.end)
        draft.reach = _date(text, draft, passed.end() if passed else draft.end)
        if draft.date_text is None:
            draft.reach = draft.end
        return
    at = _date(text, draft, draft.end)
    at = _issuer(text, draft, at, several)
    if draft.date_text is None and draft.issuer is not None:
        at = _date(text, draft, at)
    draft.reach = at
    if draft.issuer is None and draft.headed:
        _before(text, draft)
    if text.startswith(_ON_THE_WAY, at) and (sent := _SENT.match(text, at)):
        at = sent.end()
    _title(text, draft, at, limit)


def _before(text: str, draft: Draft) -> None:
    """The issuer that stands before the citation: "Sở Tài chính tại Tờ trình số …", "Ngày …, Bộ Y tế đã ban hành Công
    văn số …"."""
    start = draft.start
    if draft.type in _PROPOSING:
        low = max(0, start - 160, text.rfind("\n", max(0, start - 160), start))
        proposed = _PROPOSED.search(text, low, start) if text.find(" của ", low, start) >= 0 else None
        first = _ISSUER.match(text, proposed.start(1), proposed.end(1)) if proposed else None
        if proposed and first and _NO_NAME.search(text, first.end(), proposed.end(1)) is None:
            draft.issuer = squeeze(proposed[1])
            return
    if not text.endswith(
        (" tại ", " tại  ", "hành ", "hành  ", " có ", " ra ", "tại các ", "hành các "), start - 9, start
    ):
        return
    low = max(text.rfind("\n", max(0, start - 140), start) + 1, start - 140, 0)
    places = [low] if low == 0 or text[low - 1] == "\n" else []
    places += [m.end() for m in _CLAUSE.finditer(text, low, start)]
    for place in places:
        found = _ISSUER.match(text, place, start)
        if found is not None and _BEFORE.match(text, found.end(), start):
            draft.issuer = squeeze(found[0])
            day = _DAY_BEFORE.search(text, max(0, place - 32), place) if draft.date_text is None else None
            if day is not None:
                _dated(draft, day_of(day))
            return


def _date(text: str, draft: Draft, at: int) -> int:
    day = read_day(text, at)
    if day is None:
        return at
    _dated(draft, day)
    return day.end


def _dated(draft: Draft, day: Day) -> None:
    draft.date_text = day.text
    if day.iso is not None:
        draft.date = day.iso


def _issuer(text: str, draft: Draft, at: int, several: bool) -> int:
    of = _OF.match(text, at)
    if of is not None and ")" in of[0] and "(" not in text[draft.start : at]:
        return at
    if of is None:
        if text[at : at + 1] not in " ,(":
            return at
        remark = _REMARK.match(text, at) if text.startswith(_ASIDES, at) else None
        of = _OF.match(text, remark.end()) if remark else None
    if of is None:
        between = _BETWEEN.match(text, at)
        if between is not None:
            first = _ISSUER.match(text, between.end())
            end = _issuers_end(text, first.end(), _WITH, " và " in first[0]) if first else 0
            if first and (end > first.end() or " và " in first[0]):
                draft.issuer = squeeze(text[first.start() : end])
                return end
        of = _DIRECT.match(text, at)
        if of is None:
            return at
        found = _ISSUER.match(text, of.end())
        if found is None or not (_AFTER_DIRECT if draft.date_text else _DATED).match(text, found.end()):
            return at
        start, end = found.span()
    else:
        start = of.end()
        group = _GROUP.match(text, start) if text[start : start + 1] in _GROUP_FIRST else None
        found = group or _ISSUER.match(text, start)
        if found is None or ("được" in of[0] and not _ISSUED.match(text, found.end())):
            return at
        end = found.end() if group or not several else _issuers_end(text, found.end(), _AND)
        if found[0].startswith("Ban ") and (council := _COUNCIL.match(text, end)):
            whose = _ISSUER.match(text, council.end())
            end = whose.end() if whose else end
        comma = _COMMA.match(text, end)
        further = _ISSUER.match(text, comma.end()) if comma else None
        if further is not None and _FURTHER.match(text, further.end()):
            draft.issuer = squeeze(f"{text[start:end]}, {further[0]}")
            return further.end()
    draft.issuer = squeeze(text[start:end])
    short = _SHORT.match(text, end) if text.startswith(" (", end) else None
    if short is not None:
        return short.end()
    session = _SESSION.match(text, end) if text.find("họp", end, end + 40) > 0 else None
    if session is not None:
        return session.end()
    after = _ISSUED.match(text, end) if text.startswith(_VERBS, end) else None
    if after is None and text.find("nhiệm kỳ", end, end + 12) > 0:
        after = _TERM.match(text, end)
    return after.end() if after else end


def _issuers_end(text: str, end: int, joiner: re.Pattern[str], last: bool = False) -> int:
    """Where the list of issuers ends whose first ends at `end`; `last` where "và" has closed it already."""
    while (joint := joiner.match(text, end)) and (further := _ISSUER.match(text, joint.end())):
        if joiner is _WITH and joint[0][0] == ",":
            if last:
                break
            last = " và " in text[end : further.end()]
        else:
            last = True
        end = further.end()
    return end


def _title(text: str, draft: Draft, at: int, limit: int) -> None:
    known = draft.date_text is not None or draft.issuer is not None
    start = at
    if draft.issuer is not None:
        # A slip repeats the issuer's last word ("của Quốc hội hội quy định").
        last = draft.issuer.rsplit(" ", 1)[-1]
        if text.startswith(" " + last.lower() + " ", at):
            start = at + len(last) + 1
    bracket = _BRACKETED.match(text, start) if known and text.startswith(" (", start) else None
    if bracket is not None:
        start = bracket.end()
    lead = (_TITLE if known else _TITLE_STRONG).match(text, start)
    if lead is None and known and text.startswith(" của ", start):
        start += 4  # a slip leaves the issuer out: "của quy định …"
        lead = _TITLE_STRONG.match(text, start)
    if lead is None or (lead[2].strip() and not _TITLE_STRONG.match(text, start)):
        return
    if ")" in lead[1] and "(" not in text[draft.start : start]:
        return
    begin = lead.end(2)
    near = text[start : start + 16]
    quoted = ("“" in near or '"' in near) and _QUOTED_LEAD.match(text, start) is not None
    end = title_end(text, begin, limit, quoted)
    if draft.issuer is None and draft.body is not None:
        end = _late_issuer(text, draft, begin, end)
    title = squeeze(text[begin:end]).rstrip(" ,:-")
    second = title.find(" về ", 3)
    if (
        second > 0
        and title.startswith("về ")
        and (draft.issuer or "").startswith(_STEERING)
        and " của " not in (draft.issuer or "")
        and _NO_SUBJECT.match(title) is None
    ):
        # A steering body is named after its subject: "của Ban Chỉ đạo Trung ương về phòng chống thiên tai về …".
        draft.issuer = f"{draft.issuer} {title[:second]}"
        title = title[second + 1 :]
        begin = text.find(" về ", begin + 3, end) + 1
    if len(title) > 4:
        draft.title, draft.title_start, draft.title_end, draft.reach = title, begin, end, end


def _late_issuer(text: str, draft: Draft, begin: int, end: int) -> int:
    """Reads an issuer that stands after the title, where it is one that the symbol names; gives where the title then
    ends."""
    at = text.rfind(" do ", begin, end)
    if at >= 0:
        found = _ISSUER.match(text, at + 4)
        if found is not None and _ISSUED.match(text, found.end()):
            draft.issuer = squeeze(found[0])
            return at
    heads = _ISSUERS_OF.get(draft.body or "")
    local = heads is None and draft.date_text is not None
    at = text.find(" của Bộ trưởng ", begin, end) if (draft.body or "").startswith("B") else -1
    if at < 0:
        at = text.rfind(" của ", begin, end)
        if at < 0 or not text.startswith(_LOCAL if local else heads or (), at + 5):
            return end
        if local and _OWNED.search(text, begin, at) is not None:
            return end
    found = _ISSUER.match(text, at + 5, end)
    if found is None or (text[found.end() : end].strip(" ,") and not text.startswith((" (", ", "), found.end())):
        return end
    draft.issuer = squeeze(found[0])
    draft.reach = end
    return at
