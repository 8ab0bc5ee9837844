"""Citations by name: laws, codes, ordinances, the Constitution, and programmes or projects with a proper name.

- "Luật Thanh tra", "Luật thanh tra", "Bộ luật Dân sự", "Pháp lệnh Ưu đãi người có công với cách mạng", "Hiến pháp
  năm 2013". The name ends where the table of law names says (`tables/laws.csv`, in any capitals, HĐND for Hội đồng
  nhân dân), else at the end of its phrase: punctuation, "ngày", "năm", "số", a preposition that goes on with the
  citing sentence, or "và" before another law. "Luật sửa đổi, bổ sung một số điều của Luật …" is one name.
- "Chương trình tổng thể …", "Chương trình mục tiêu quốc gia …", "Đề án “…”", with their period ("giai đoạn
  2021-2030").

Not: "pháp luật", "Luật này", "Luật sư", "Luật gia"; a programme that the title of an instrument promulgates ("Quyết
định … phê duyệt Đề án …": carrier and carried are cited as one).
"""

import re

from ingest.draft import Draft
from ingest.mention import Form
from ingest.stretch import UPPER
from ingest.table import read_table


def _read_laws() -> dict[str, list[str]]:
    names = [row["name"].lower() for row in read_table("laws")]
    names += [n.replace("hội đồng nhân dân, ủy", "hội đồng nhân dân và ủy") for n in names if "nhân dân, ủy" in n]
    names += [n.replace("hội đồng nhân dân", "hđnd") for n in names if "hội đồng nhân dân" in n]
    names += [n.replace("ủy ban nhân dân", "ubnd") for n in names if "ủy ban nhân dân" in n]
    names += [n.replace("phòng, chống", "phòng chống") for n in names if n.startswith("phòng, chống")]
    by_first: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        by_first.setdefault(name.split()[0].rstrip(","), []).append(name)
    return by_first


_LAWS = _read_laws()
_LONGEST = max(len(n) for names in _LAWS.values() for n in names)
_LAW_HEAD = re.compile(r"(?:[Bb]ộ +[Ll]uật|[Ll]uật|LUẬT|BỘ LUẬT|Pháp lệnh) +(?=[^\W\d_])")
_AMENDING = re.compile(
    r"(?:[Ss]ửa đổi(?:,? (?:và )?bổ sung)?|[Bb]ổ sung) +(?:một số +[Đđ]iều +(?:của|tại) +)?(?:các +)?", re.UNICODE
)
_RELATED = re.compile(
    r"(?:\d{1,2} +)?[Ll]uật +(?:có +)?liên quan +đến +[^;,.:()\n\d]{5,90}?"
    r"(?= +(?:ngày|năm|số|và|được)(?![^\W_])|[;,.:()\n]|$)"
)
"""What the law names that amends several at once."""
_FIRST = re.compile(r"[^\W\d_]+")
_NOT_NAMES = (
    "này",
    "sư",
    "gia",
    "định",
    "lệ",
    "của",
    "và",
    "số",
    "được",
    "có",
    "trên",
    "trong",
    "quốc tế",
    "tục",
    "pháp",
    "về",
    "mới",
    "trên",
    "nêu",
)
_NOT_ORDINANCES = ("quy", "do", "sửa", "năm", "hướng", "hết", "thì", "chưa", "là", "khác", "không", "theo", "nói", "đã")
_NAME_END = re.compile(
    rf"[.;:()“”\"\n\t\d/]|, (?=[{UPPER}]|các |và )| +(?:ngày|năm|số|của Quốc hội|được|đã|cho|để|trong|theo|tại"
    rf"|đối với|quy định|hướng dẫn|gắn|nhằm|là"
    rf"|trên|và (?=[{UPPER}]|các )|với|này|nêu|có hiệu lực|có liên quan|khi|đến|tới|bằng|vào|như|cùng|hiện hành"
    rf"|sửa đổi|giai đoạn|thì|do|bảo đảm)(?![^\W_])"
)
_CONSTITUTION = re.compile(
    r"Hiến pháp(?: nước (?:Cộng hòa xã hội chủ nghĩa|CHXHCN) Việt Nam)?(?: năm (?:19|20)\d\d| (?:19|20)\d\d)?"
)
_CHARTER = re.compile(r"Điều lệ Đảng(?: +Cộng sản +Việt Nam)?(?![^\W_])")
_PERIOD = r"(?:,? *(?:[Gg]iai đoạn|thời kỳ|đến năm|tầm nhìn(?: đến)?(?: năm)?) +\d{4}(?: ?- ?\d{4})?)"
_PROGRAMME = re.compile(
    r"(Chương trình +(?:tổng thể|mục tiêu +quốc gia|mục tiêu)|Đề án +tổng thể|Chiến lược +(?:quốc gia"
    r"|phát triển)|Chiến lược(?= +[A-ZĐ])|Chương trình +[Cc]huyển đổi số +quốc gia)"
    r"(?![^\W_])"
)
PROGRAMMES = frozenset({"chương trình", "đề án", "dự án", "chiến lược"})
"""Type words of what may bear a proper name."""
_PROGRAMME_END = re.compile(
    r"[.;:()“”\"\n\t]|, (?!tầm nhìn|giai đoạn|chống)| +(?:theo|gắn với|trên địa bàn|tại|của|ngày"
    r"|số(?= *\d)|và (?:công tác"
    r"|các|Nghị|Quyết|Chỉ|Kế|Đề|Chương|Luật|tổ chức|thực hiện)"
    r"|được|đã|cho|để|trong|nhằm|là|với|này|do|theo|năm (?=\d))(?![^\W_])"
)
_PERIOD_END = re.compile(_PERIOD)
_QUOTED = re.compile(r"(Đề án|Chương trình|Dự án|Cuộc vận động) +“[^”\n]{8,300}”")


def _name_end(text: str, start: int, limit: int, ordinance: bool = False) -> int:
    """Where the law name that begins at `start` ends; `start` where none does."""
    first = _FIRST.match(text, start)
    if first is None:
        return start
    word = first[0].lower()
    candidates = _LAWS.get(word)
    if candidates:
        here = text[start : start + _LONGEST + 12]
        low = here.lower()
        if "  " not in low[:_LONGEST]:
            for name in candidates:
                if low.startswith(name) and not low[len(name) : len(name) + 1].isalpha():
                    return start + len(name)
        else:
            for name in candidates:
                found = re.match(r"\s+".join(map(re.escape, name.split())) + r"(?![^\W_])", low)
                if found:
                    return start + found.end()
    if word in _NOT_NAMES or not (first[0][0].isupper() or (ordinance and word not in _NOT_ORDINANCES)):
        return start
    stop = _NAME_END.search(text, first.end(), min(limit, start + 160))
    return stop.start() if stop else min(limit, start + 160)


def _law(text: str, match: re.Match[str], limit: int) -> Draft | None:
    start = match.start()
    if start and (
        text[start - 1].isalnum() or text[max(0, start - 5) : start].lower().endswith(("pháp ", "kỷ ", "hội "))
    ):
        return None
    at = match.end()
    amending = _AMENDING.match(text, at)
    head = match[0].strip()
    if amending is not None and head[0] in "LBP":
        at = amending.end()
        related = _RELATED.match(text, at, limit)
        if related is not None:
            return Draft(start, related.end(), Form.NAMED, "Luật")
        end = at
        while True:
            inner = _LAW_HEAD.match(text, at)
            if inner is None:
                break
            stop = _name_end(text, inner.end(), limit)
            if stop == inner.end():
                break
            end = stop
            joiner = re.compile(r" +và +| *, +").match(text, stop)
            if joiner is None:
                break
            at = joiner.end()
        if end == amending.end():
            return None
    else:
        end = _name_end(text, at, limit, head[0] == "P")
        if end == at:
            return None
        if head[0] == "l" and not text[at].isupper():
            return None
    kind = "Bộ luật" if head.lower().startswith("bộ") else ("Pháp lệnh" if head[0] == "P" else "Luật")
    return Draft(start, end, Form.NAMED, kind)


def read_laws(text: str) -> list[Draft]:
    """Laws, codes, ordinances, the Constitution and the Party's charter by name."""
    drafts: list[Draft] = []
    # Without the space behind: a needle of rare letters alone is found in half the time.
    for needle, back in (("uật", 1), ("háp lệnh", 1), ("UẬT", 1)):
        at = text.find(needle) if needle != "UẬT" or "Ậ" in text else -1  # one letter is found in no time
        while at > 0:
            if text[at + len(needle) : at + len(needle) + 1] != " ":
                at = text.find(needle, at + 1)
                continue
            start = at - back
            if text[max(0, start - 3) : start].lower() == "bộ ":
                start -= 3
            match = _LAW_HEAD.match(text, start)
            if match is not None and (not drafts or start >= drafts[-1].end or start < drafts[-1].start):
                limit = text.find("\n", start)
                draft = _law(text, match, limit if limit >= 0 else len(text))
                if draft is not None:
                    drafts.append(draft)
            at = text.find(needle, at + 1)
    at = text.find("Điều lệ Đảng")
    while at >= 0:
        match = _CHARTER.match(text, at)
        if match is not None:
            drafts.append(Draft(at, match.end(), Form.NAMED, "Điều lệ"))
        at = text.find("Điều lệ Đảng", at + 1)
    at = text.find("Hiến pháp")
    while at >= 0:
        match = _CONSTITUTION.match(text, at)
        if match is not None and not text.startswith((" và pháp luật", ", pháp luật"), match.end()):
            drafts.append(Draft(at, match.end(), Form.NAMED, "Hiến pháp"))
        at = text.find("Hiến pháp", at + 1)
    return drafts


def read_programme(text: str, start: int, limit: int) -> Draft | None:
    """The programme or project whose type word begins at `start`, where it bears a proper name."""
    match = _PROGRAMME.match(text, start)
    if match is None:
        quoted = _QUOTED.match(text, start, limit)
        return Draft(start, quoted.end(), Form.NAMED, quoted[1]) if quoted else None
    stop = _PROGRAMME_END.search(text, match.end(), min(limit, start + 220))
    end = stop.start() if stop else min(limit, start + 220)
    period = _PERIOD_END.search(text, match.end(), end + 30)
    if period is not None and period.start() <= end + 1:
        end = max(period.end(), end) if period.end() > end else period.end()
        further = _PERIOD_END.match(text, end)
        end = further.end() if further else end
    while end > match.end() and text[end - 1] in " ,-":
        end -= 1
    if end <= match.end() + 3 and not match[1].endswith("số quốc gia"):
        return None
    return Draft(start, end, Form.NAMED, " ".join(match[1].split()))
