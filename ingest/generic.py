"""Citations without number: a class of instruments, or one cited by type and subject or issuer.

- "các Nghị quyết về phát triển du lịch", "Nghị quyết của Quốc hội về …", "Chỉ thị, Nghị quyết, Kết luận của Trung
  ương … về …": the core is the type words alone, several types in one phrase make one citation;
- "Kế hoạch hành động của …", "Chương trình phối hợp giữa …", "Quy chế phối hợp giữa …";
- "Quy chế văn hóa công sở", "Chương trình chuyển đổi số": the core takes in the subject, up to where the phrase
  ends;
- "Nghị quyết Đại hội …".

Not: an instrument still to be made ("ban hành Nghị quyết về …", "xây dựng Kế hoạch …"), the document's own ("Kế
hoạch này"), type words without issuer and subject, and the name that another instrument's title carries ("Quyết
định … ban hành Quy chế …").
"""

import re

from ingest.draft import Draft
from ingest.mention import Form
from ingest.numbered import TYPES
from ingest.pattern import LOWER, any_of
from ingest.stretch import read_stretch, squeeze

KINDS = (
    *("nghị quyết", "quyết định", "chỉ thị", "kết luận", "kế hoạch hành động", "kế hoạch", "chương trình phối hợp"),
    *("chương trình hành động", "chương trình", "đề án", "quy chế phối hợp", "quy chế", "nghị định", "thông tư"),
    *("quy hoạch", "chiến lược"),
)
_KINDS = any_of(KINDS, any_case=True)
_KIND = re.compile(rf"(?:{_KINDS})(?![^\W_])")
_LIST = re.compile(
    rf"(?:{_KINDS}|[Qq]uy định|[Hh]ướng dẫn|[Tt]hông báo)(?:(?:, *| +và +)(?:{_KINDS}|[Qq]uy định"
    rf"|[Hh]ướng dẫn)(?![^\W_]))+"
)
_LISTED = tuple(word + joint for word in KINDS for joint in (", ", " và "))
"""What stands before a type word that is not the first of its list."""
_QUANTITIES = (" các", " những", " một số", " toàn bộ", " một")
_MANNERS = (
    *(" có", " hiệu quả", " nghiêm túc", " nghiêm", " tốt", " đầy đủ", " đúng", " kịp thời", " đồng bộ"),
    " các nội dung",
)
_MAKING = (
    *("ban hành", "xây dựng", "trình", "tham mưu", "dự thảo", "soạn thảo", "hoàn thiện", " lập", "phê duyệt"),
    *("thông qua", " ra", " có", " bằng", "rà soát"),
)
"""Verbs before a type word after which it is still to be made."""
_DOING = (
    *("thực hiện", "triển khai", "thi hành", " theo", "quán triệt", "căn cứ", "bám sát", "tuyên truyền", "phổ biến"),
    *(
        "điều chỉnh",
        "cụ thể hóa",
        "gắn với",
        " tại",
        " của",
        "chủ trương,",
        "bổ sung",
        "sửa đổi",
        "học tập",
        "vận dụng",
    ),
    *("sơ kết", "tổng kết", "chấp hành", " và", ";", "-", ":", ",", "("),
)
"""Words before a type word after which it is cited."""
_ISSUED = re.compile(r" +của +(?!(?:đơn vị|cơ quan|từng|mỗi|mình|các cơ quan|người|cả)\b)")
_ABOUT = re.compile(r" +(?:về(?: việc)?|quy định(?: chi tiết)?|hướng dẫn) +[^\W\d_]")
_BETWEEN = re.compile(r" +giữa +")
_CONGRESS = re.compile(
    r"[Nn]ghị quyết +Đại hội(?: +(?:[A-ZĐĐ][^\W\d_]*|[IVXL]+|đại biểu|toàn quốc|lần thứ|các cấp|của Đảng"
    r"|thành phố|tỉnh|phường|xã|bộ))*"
)
_PLENUM = re.compile(
    r"Nghị quyết +(?:Hội nghị +)?(?:lần thứ +\S+ +(?:của +)?)?(?:Ban Chấp hành +)?Trung ương(?: +\d+"
    r"| +lần thứ +[^\W\d_]+)?,? *\(?(?:khóa|khoá) +[IVX]+\)?"
)
_FIRST = (
    r"(?!(?:phối hợp|hành động|công tác|tổng thể|mục tiêu|này|nêu|trên|trong|tại|của|về|và|được|đã|có|do|theo|với"
    r"|cho|khi|là|để|giữa|sau|khác|số|quốc gia|đó|phải|bám|kèm)(?![^\W_]))"
)
_FURTHER = (
    r"(?!(?:trong|của|về|và|tại|trên|theo|để|cho|được|đã|với|do|giữa|đến|năm|giai đoạn|gắn|như"
    r"|là|từ|khi|này)(?![^\W_]))"
)
_SUBJECT = (
    rf" +{_FIRST}[{LOWER}]+(?: +{_FURTHER}[{LOWER}]+){{1,6}}"
    r"(?= *(?:[.,;:()\n\t“”]|$)| +(?:trong|của|và|tại|trên|theo|gắn|đến|năm|giai đoạn|để|cho)(?![^\W_]))"
)
"""A subject in small letters, two to seven words up to the end of the phrase."""
_REGULATION = re.compile(rf"Quy chế{_SUBJECT}")
_REFORM = re.compile(rf"Chương trình{_SUBJECT}")
_AUTHORITY = re.compile(
    r"(?:UBND|Ủy ban|HĐND|Hội đồng|Ban Thường vụ|Ban Chấp hành|Ban Bí thư|Bộ|Chính phủ|Thủ tướng"
    r"|Quốc hội"
    r"|Thành ủy|Tỉnh ủy|Huyện ủy|Đảng ủy)(?![^\W_])",
    re.IGNORECASE,
)
_MORE = re.compile(r" ?(?:\.{3,}|…)")
"""A list of types that is left open ("các nghị quyết, chỉ thị... của Đảng về …")."""
_NEXT = re.compile(rf" +và +(?:{_KINDS})(?![^\W_])")
_PLANNING = re.compile(r"Quy hoạch +(?:chung|tổng thể|tỉnh|vùng)(?![^\W_])")
_OPENS = re.compile(r" *(?:gồm|là|như)? *: *(?:[Ss]ố )?\d")
"""Behind a phrase that only opens a list of numbers ("các Quyết định của UBND tỉnh: số …")."""
_NOT_OWN = re.compile(r" +(?:này|nêu trên|trên|khác|sau|đó|của mình)(?![^\W_])")


_SPECIAL: dict[str, tuple[re.Pattern[str], ...]] = {
    "nghị quyết": (_CONGRESS, _PLENUM),
    "quy chế": (_REGULATION,),
    "chương trình": (_REFORM,),
    "quy hoạch": (_PLANNING,),
}
"""Names that a citation without number bears, by type word; their span is the whole name."""
_AHEAD = (" của", " về", " giữ", " quy", " hướ", ", ", " và", "  ", "...", "…", " ...", " …")
_ADJECTIVES = (" phối hợp", " hành động", " phối  hợp", " hành  động")
"""What a type name may go on with before the words that tell a citation ("Kế hoạch hành động của …")."""


def read_generic(text: str, start: int, end: int, word: str, limit: int) -> Draft | None:
    """The generic citation whose type word is `word` at `start`, if it is one."""
    for shape in _SPECIAL.get(word, ()):
        whole = shape.match(text, start)
        if whole is not None:
            return _special(text, whole, word)
    if not text.startswith(_AHEAD, end):
        if not text.startswith(_ADJECTIVES, end):
            return None
        match = _KIND.match(text, start)
        if match is None or match.end() == end:
            return None
        end = match.end()
    if _NOT_OWN.match(text, end):
        return None
    low = text[start:end].lower()
    before = " " + text[max(0, start - 48) : start].lower()
    if before.endswith(_LISTED):
        return None
    listed = _LIST.match(text, start) if text.startswith((",", " và", "  "), end) else None
    if listed is not None:
        end = listed.end()
    more = _MORE.match(text, end)
    core, end = end, more.end() if more is not None else end
    if text[end : end + 1] != " ":
        return None
    before = _stripped(before, _QUANTITIES)
    if before.endswith(_MAKING):
        return None
    about = _ABOUT.match(text, end)
    between = _BETWEEN.match(text, end)
    issued = _ISSUED.match(text, end)
    if between is not None:
        if "phối hợp" not in low or text[start].islower():
            return None
    elif (about is None and issued is None) or not _stripped(before, _MANNERS).endswith(_DOING):
        return None
    types = ", ".join(part.strip()[:1].upper() + part.strip()[1:] for part in re.split(r",| và ", text[start:core]))
    draft = Draft(start, end, Form.GENERIC, TYPES.get(low, types) if listed is None else types)
    read_stretch(text, draft, limit, several=True)
    draft.end = core
    if (
        draft.title is None
        and between is None
        and (draft.issuer is None or listed is not None or low in ("chương trình", "đề án", "dự án"))
    ):
        return None
    if draft.title is None and between is None and not _AUTHORITY.match(draft.issuer or ""):
        return None
    if listed is None and draft.title is None and _OPENS.match(text, draft.reach):
        return None
    own = draft.issuer is not None and draft.issuer.endswith((" phường", " xã")) and draft.title is None
    if own and between is None and not _NEXT.match(text, draft.reach):
        return None
    return draft


def _stripped(before: str, endings: tuple[str, ...]) -> str:
    """The words before without those at their end."""
    before = before.rstrip()
    while before.endswith(endings):
        before = before[: -len(next(e for e in endings if before.endswith(e)))].rstrip()
    return before


def _special(text: str, whole: re.Match[str], word: str) -> Draft | None:
    start = whole.start()
    if word == "nghị quyết":
        return Draft(start, whole.end(), Form.GENERIC, "Nghị quyết")
    before = _stripped(" " + text[max(0, start - 48) : start].lower(), _QUANTITIES)
    if word == "quy hoạch":
        made = before.endswith(("sở", "luật"))
        return None if made else Draft(start, whole.end(), Form.GENERIC, squeeze(whole[0]))
    if before.endswith(_MAKING) or not _stripped(before, _MANNERS).endswith(_DOING):
        return None
    draft = Draft(start, whole.end(), Form.GENERIC, TYPES[word])
    draft.title = squeeze(whole[0]).split(" ", 2)[2]
    return draft
