"""Where a title ends in the sentence that cites it."""

import re

from ingest.pattern import any_of
from ingest.table import read_table

_STOP = re.compile(r'[;\n\t“”"()…:.,]')
_ASIDE = re.compile(
    r"(?:[Ss]au đây|gọi tắt|viết tắt|gọi là|[Kk]èm|ban hành|có |do |đã |được |theo |hiệu lực"
    r"|thay thế|sửa đổi(?:, bổ sung)? (?:tại|bởi|theo|năm)"
    r"|(?:Nghị quyết|Quyết định|Chỉ thị|Kết luận|Kế hoạch|Đề án|Chương trình|Nghị định|Thông tư)(?: +số)? +\d)"
)
"""What a bracket holds that is no part of the title before it."""
_APART = ("trên địa bàn", "nhằm ", "để ", "theo ", "gắn với")
"""What after a quotation belongs to the citing sentence."""
_ENDS = read_table("title_ends")
_GOES_ON = any_of(r["words"] for r in _ENDS if r["after"] == "comma")
"""Words after a comma with which the citing sentence goes on."""
_SENTENCE = re.compile(
    r"(?:(?:Ủy ban|UBND|Đảng ủy|Ban|Hội đồng|HĐND|Thường trực|Sở|Phòng|Bộ|Chủ tịch|Thành ủy|Tỉnh ủy|Huyện ủy"
    r"|Đảng bộ|Công an|Chính phủ|Thủ tướng|Quốc hội|Liên đoàn|Viện|Ngân hàng|Quận ủy|Thị ủy|Tỉnh đoàn"
    r"|Trung tâm|Văn phòng|Chi bộ|Đoàn|Hội|Mặt trận|MTTQ|Trường|Thanh tra|Cục|Tổng|Tòa án"
    r"|Kho bạc|Bảo hiểm|Thuế|Chi cục|Liên minh|Giám đốc|Trưởng|Hiệu trưởng|Học viện"
    r"|Bệnh viện|Nhà trường|Tỉnh|Thành phố|Huyện|Phường|Xã)\b(?: Chính trị, Ban Bí thư)?"
    r"[^,;.\n]{0,90}? "
    r"(?:ban hành|xây dựng|tổ chức|triển khai|đề nghị|yêu cầu|báo cáo|thông báo|quyết định|đã|giao|thực hiện"
    r"|chỉ đạo|phối hợp|kính|bổ sung|trình|quy định|thông qua|tiến hành|kiến nghị|cụ thể hóa|quán triệt|rà soát"
    r"|phân công|điều chỉnh|công bố|tham mưu|tập trung"
    r"|hướng dẫn|có|đề ra|thống nhất)"
    r"|(?:các (?:cơ quan|cấp|bộ|sở|ban|ngành|đơn vị|địa phương|phòng|tổ chức)|cấp ủy|công tác|nhiều|ngành"
    r"|toàn|địa phương|hệ thống|tình hình|chất lượng|đội ngũ|hoạt động|phong trào|nhận thức|việc)"
    r"[ ,][^;.\n]{0,120}? đã)\b"
)
"""A body and its verb: the main clause of the citing sentence."""
_NEW = "căn cứ|theo|thực hiện|trên cơ sở|xét|và|các|những|cùng|triển khai|đồng thời|tiếp tục|sau đó|được|số"
"""What after a semicolon begins the next member of a list or sentence."""
_STILL = re.compile(
    rf" (?!(?:{_NEW})(?![^\W_]))"
    r"(?=[^\W\d_])(?=[^A-ZĐ\n]|Quy định |Quy chế )[^;\n]{3,400}(?:[;,.]? *(?:\n|$)|;)"
)
"""What a title goes on with after a semicolon in a legal basis: "về quản lý giá; trích lập quỹ;"."""
_PREDICATE = re.compile(
    r" (?:là (?:khung|căn cứ|cơ sở|văn bản|một|nhiệm vụ|bước|dấu mốc|chủ trương|chính sách|kim|định hướng|tiền đề"
    r"|động lực|đòn bẩy|sự|những)|đã (?:tạo|góp phần|đi vào|đạt|mang lại|khẳng định|xác định|đề ra|chỉ rõ|nêu|quy định"
    r"|được (?:triển khai|ban hành|thực hiện|quán triệt))|nêu rõ|chỉ rõ|xác định rõ)(?![^\W_])"
)
"""The predicate of a sentence whose subject is the instrument
("Nghị định … về công tác dân tộc là khung pháp lý …")."""
_ONWARD = re.compile(
    rf"{_GOES_ON}(?![^\W_])"
    r"|(?:bảo đảm|đảm bảo)(?! (?:an toàn|an ninh|trật tự|quốc phòng|vệ sinh|an sinh|nguồn|quyền)(?![^\W_]))"
    r"|(?<!triển khai, )(?<!tổ chức, )(?<!quán triệt, )(?<!tuyên truyền, )(?<!chỉ đạo, )"
    r"(?:thực hiện|triển khai|theo|tiếp theo|trên cơ sở|căn cứ)(?: nội dung| tinh thần| các)* "
    r"(?:Nghị quyết|Quyết định|Chỉ thị|Kết luận|Kế hoạch|Chương trình|Nghị định|Thông tư|Quy định|Hướng dẫn|Công văn"
    r"|Công điện|Thông báo)(?: số)? \d"
    r"|(?:Chiến lược|Chương trình|Đề án) (?:[A-ZĐ“]|mục tiêu|tổng thể|quốc gia)"
)
"""What else begins something new after a comma: how the citing sentence wants a thing done (not what the instrument is
to secure), its next instrument, a programme of its list."""
_BETWEEN = re.compile(
    rf" (?!(?:{_NEW})(?![^\W_]))"
    r"(?=[^\W\d_])[^A-ZĐ;\n](?:(?! số \d)[^;\n]){8,300}; (?:và )?(?:các )?"
    r"(?:Nghị quyết|Quyết định|Chỉ thị|Kết luận|Kế hoạch|Chương trình|Nghị định|Thông tư"
    r"|Quy định|Hướng dẫn|số \d)(?= số | \d|\d|[-/])"
)
"""The same in a list of instruments: what stands there between two of them is still the title of the first."""
_BASIS = re.compile(r"[ \-+*•]*Căn cứ ")
_ABBREVIATIONS = ("TP.", "Tp.", "TX.", " P.", " Q.", "Tx.")
_APPOSED = re.compile(r"(?:dự án|công trình|gói thầu|đề án|đề tài|hạng mục|chuyên đề|chủ đề)$", re.IGNORECASE)
"""What a colon before its name follows: "phê duyệt dự án: Đường liên xã …"."""
_LONGEST = 1200
"""No title is longer: what runs on has no end that can be read, and looking for one must not cost the whole text."""


def _wherever() -> list[tuple[str, tuple[str, ...]]]:
    """The ends that need no comma, by their first two words: one search for all that begin with the same."""
    found: dict[str, list[str]] = {}
    for row in _ENDS:
        if row["after"] == "any":
            words = row["words"] if row["words"][0] == "," else f" {row['words']}"
            found.setdefault(" ".join(words.split(" ")[:3]), []).append(words)
    return [(begin, tuple(ends)) for begin, ends in found.items()]


_INSIDE = _wherever()
"""Words with which it goes on wherever they stand."""


def title_end(text: str, begin: int, limit: int, quoted: bool) -> int:
    """Where a title that begins at `begin` ends, at `limit` at the latest; `quoted` where it is wholly a quotation.

    It ends at a semicolon, a full stop, the end of its paragraph or cell, its closing quotation mark, a bracket that
    it did not
    open, and where the citing sentence goes on ("…, Ủy ban nhân dân phường ban hành", "…, gắn với").
    """
    end = _mark(text, begin, min(limit, begin + _LONGEST), quoted)
    for first, ends in _INSIDE:
        at = text.find(first, begin, end)
        while at >= 0:
            if text.startswith(ends, at):
                end = at
                break
            at = text.find(first, at + 1, end)
    already = text.find(" đã ", begin, end)
    if not quoted and (already > 0 or text.find(" là ", begin, end) > 0 or text.find(" rõ ", begin, end) > 0):
        predicate = _PREDICATE.search(text, begin + 8, end)
        if predicate is not None:
            end = predicate.start()
    at = text.find(" đã ban ", already, end) if already > 0 else -1
    if at >= 0:
        joint = text.rfind(" và ", begin, at)
        if joint >= 0 and text[joint + 4 : at].lstrip()[:1].isupper():
            end = joint
    return end


def _mark(text: str, begin: int, limit: int, quoted: bool) -> int:
    at = begin
    brackets = 0
    search = _STOP.search
    for _ in range(80):
        stop = search(text, at, limit)
        if stop is None:
            return limit
        here = stop.start()
        at = here + 1
        mark = text[here]
        following = text[at : at + 1]
        if mark == ",":
            if following == " ":
                while text[at + 1 : at + 2] == " ":
                    at += 1
                if _ONWARD.match(text, at + 1):
                    return here
                if _SENTENCE.match(text, at + 1, limit):
                    return here
        elif mark == ".":
            if following in " \n\t./…;)" and not (following == " " and text.startswith(_ABBREVIATIONS, here - 2)):
                return here
        elif mark in '“"':
            close = _closing(text, mark, at, limit)
            if close >= 0:
                at = close + 1
                if (quoted and not _continues(text, at)) or text.startswith((" nhằm ", " để "), at):
                    return at
                quoted = False
        elif mark == "(":
            if _ASIDE.match(text, at):
                return here
            brackets += 1
        elif mark == ")":
            if brackets == 0:
                return here
            brackets -= 1
        elif mark == ":":
            quotes = text[at : at + 2].lstrip().startswith(("“", '"'))
            if not quotes and here - begin > 8 and not _APPOSED.search(text, max(begin, here - 14), here):
                return here
        elif mark == ";" and (_STILL if _basis(text, begin) else _BETWEEN).match(text, at, limit):
            continue
        elif mark != "…" or following in " ;.\n,":
            return here
    return at


def _basis(text: str, at: int) -> bool:
    """Whether the line of a title states legal bases ("Căn cứ Quyết định số …")."""
    low = max(0, at - 400)
    begin = text.rfind("\n", low, at) + 1
    return (begin > 0 or low == 0) and _BASIS.match(text, begin, at) is not None


def _closing(text: str, mark: str, at: int, limit: int) -> int:
    """Where the quotation closes that `mark` has opened; a slip may close “ with a straight mark."""
    if mark == '"':
        return text.find('"', at, limit)
    close = text.find("”", at, limit)
    straight = text.find('"', at, close if close >= 0 else limit)
    if straight > at and text[straight - 1] not in " (" and not text[straight + 1 : straight + 2].isalnum():
        return straight
    return close


def _continues(text: str, at: int) -> bool:
    """Whether a title goes on after its quotation ("“Thôn văn hóa” ở miền núi")."""
    return text[at : at + 1] == " " and text[at + 1 : at + 2].islower() and not text.startswith(_APART, at + 1)
