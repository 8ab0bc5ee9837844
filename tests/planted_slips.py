"""The kinds of slips: each changes a plan at one place; it gives the words of the line and the rules that may tell."""

import random
from collections.abc import Callable
from dataclasses import replace

from tests.planted_plans import BODIES, MAKERS, SUBJECTS, Act, Plan, full, written

Planting = tuple[str, frozenset[str]]
"""Words of the planted line, and the rules that may tell of it: the first that is sought is the kind itself."""
Plant = Callable[[random.Random, Plan, list[Act]], Planting]
KINDS: dict[str, Plant] = {}


def kind(key: str) -> Callable[[Plant], Plant]:
    def register(plant: Plant) -> Plant:
        KINDS[key] = plant
        return plant

    return register


def swap(p: Plan, k: int, **parts: str) -> str:
    p.grounds[k] = replace(p.grounds[k], **parts)
    return f"Căn cứ {p.grounds[k].text()};"


class NoPlace(Exception):  # noqa: N818 - names what is the case
    """The plan has nothing that a slip of the kind could be planted in."""


def pick(rng: random.Random, p: Plan, want: Callable[[Act], bool]) -> int:
    fits = [k for k, c in enumerate(p.grounds) if want(c.act)]
    if not fits:
        raise NoPlace
    return rng.choice(fits)


@kind("date-conflict")
def _date(rng, p, acts):
    k = pick(rng, p, lambda a: not a.year)
    year, month, day = p.grounds[k].act.day.split("-")
    day = f"{(int(day) + rng.choice((1, 2, 10))) % 28 + 1:02d}"
    return swap(p, k, date=written(f"{year}-{month}-{day}")), frozenset(("date-conflict",))


@kind("type-conflict")
def _type(rng, p, acts):
    k = pick(rng, p, lambda a: a.symbol == "QĐ/TW")
    other = "Quy định" if p.grounds[k].type == "Quyết định" else "Quyết định"
    return swap(p, k, type=other), frozenset(("type-conflict",))


@kind("issuer-conflict")
def _issuer(rng, p, acts):
    k = pick(rng, p, lambda a: a.symbol.endswith("/TU"))
    return swap(p, k, issuer="Ban Chấp hành Đảng bộ thành phố Hải Phòng"), frozenset(("issuer-conflict",))


@kind("title-conflict")
def _title(rng, p, acts):
    k = rng.randrange(len(p.grounds))
    title = p.grounds[k].title
    words = title.split()
    at = rng.randrange(4, len(words) - 3)
    words[at : at + 2] = [rng.choice(("phong trào", "thí điểm", "tài chính"))]
    return swap(p, k, title=" ".join(words)), frozenset(("title-conflict",))


@kind("symbol-type-mismatch")
def _code(rng, p, acts):
    k = pick(rng, p, lambda a: a.type in ("Chỉ thị", "Kế hoạch", "Nghị quyết"))
    c = p.grounds[k]
    old = c.act.symbol.replace("/", "-").split("-")[0]
    new = {"CT": "TT", "KH": "QĐ", "NQ": "QĐ"}[old]
    return swap(p, k, code=c.code.replace(old, new, 1)), frozenset(("symbol-type-mismatch",))


@kind("symbol-issuer-mismatch")
def _body(rng, p, acts):
    k = pick(rng, p, lambda a: a.symbol in ("CT-TTg", "QĐ-TTg", "KH-UBND", "CT-UBND", "NQ-HĐND"))
    c = p.grounds[k]
    old, new = ("TTg", "UBND") if "TTg" in c.code else ("UBND", "TTg") if "UBND" in c.code else ("HĐND", "UBND")
    return swap(p, k, code=c.code.replace(old, new)), frozenset(("symbol-issuer-mismatch", "symbol-conflict"))


@kind("symbol-conflict")
def _symbol(rng, p, acts):
    k = pick(rng, p, lambda a: a.type == "Quy định")
    return swap(p, k, code=p.grounds[k].code.replace("QĐ", "QĐi")), frozenset(("symbol-conflict",))


@kind("wrong-instrument")
def _subject(rng, p, acts):
    k = rng.randrange(len(p.grounds))
    other = rng.choice([a for a in acts if a not in [c.act for c in p.grounds]])
    return swap(p, k, title=other.title), frozenset(("wrong-instrument",))


@kind("number-blank")
def _blank(rng, p, acts):
    k = rng.randrange(len(p.grounds))
    c = p.grounds[k]
    p.later = [o for o in p.later if o.act != c.act]
    return swap(p, k, code=f" {'-' if c.act.party else '/'}{c.act.symbol}", so="số"), frozenset(
        ("number-blank", "spacing")
    )


@kind("date-blank")
def _dateless(rng, p, acts):
    k = pick(rng, p, lambda a: not a.year)
    return swap(p, k, date=f"/{p.grounds[k].date.split('/', 1)[1]}"), frozenset(("date-blank",))


@kind("date-missing")
def _no_date(rng, p, acts):
    return swap(p, rng.randrange(len(p.grounds)), date=""), frozenset(("date-missing",))


@kind("issuer-missing")
def _no_issuer(rng, p, acts):
    return swap(p, rng.randrange(len(p.grounds)), issuer=""), frozenset(("issuer-missing",))


@kind("title-missing")
def _no_title(rng, p, acts):
    return swap(p, rng.randrange(len(p.grounds)), title=""), frozenset(("title-missing",))


@kind("date-impossible")
def _impossible(rng, p, acts):
    k = rng.randrange(len(p.grounds))
    return swap(p, k, date=f"31/{rng.choice(('02', '4', '6', '9'))}/{p.grounds[k].act.day[:4]}"), frozenset(
        ("date-impossible",)
    )


@kind("year-mismatch")
def _year(rng, p, acts):
    k = pick(rng, p, lambda a: bool(a.year))
    day = p.grounds[k].date.rsplit("/", 1)[0]
    return swap(p, k, date=f"{day}/{int(p.grounds[k].act.year) - 1}"), frozenset(("year-mismatch", "date-conflict"))


@kind("cites-future")
def _future(rng, p, acts):
    act = Act(
        "Kế hoạch", rng.randrange(500, 900), "KH-UBND", "2026-11-02", MAKERS[8][2], "về một việc rất mới của thành phố"
    )
    p.grounds.append(full(act))
    return f"Căn cứ {full(act).text()};", frozenset(("cites-future",))


@kind("superseded")
def _older(rng, p, acts):
    k = pick(rng, p, lambda a: a.party or a.symbol.endswith("TTg"))
    act = replace(p.grounds[k].act, number=rng.randrange(900, 1500), day=f"2015-03-{rng.randint(1, 28):02d}")
    p.grounds.append(full(act))
    return f"Căn cứ {full(act).text()};", frozenset(("superseded",))


@kind("not-in-force")
def _replaced(rng, p, acts):
    new, old = (
        Act(
            "Quyết định",
            rng.randrange(900, 1500),
            "QĐ-UBND",
            f"{y}-05-0{rng.randint(1, 9)}",
            MAKERS[8][2],
            f"ban hành Quy chế {rng.choice(SUBJECTS)} {t}",
        )
        for y, t in (("2025", "kiểu mới"), ("2019", "cũ"))
    )
    p.grounds.append(full(old))
    p.extra.append(f"- {full(new).text()} thay thế {old.type} số {old.code} ngày {written(old.day)} của {old.issuer}.")
    return f"Căn cứ {full(old).text()};", frozenset(("not-in-force",))


@kind("deadline-past")
def _past(rng, p, acts):
    task = rng.choice(p.tasks)
    task[3] = f"- Thời gian thực hiện: trước ngày {rng.randint(1, 28):02d}/{rng.choice(('01', '02', '3'))}/2026"
    return task[3], frozenset(("deadline-past",))


@kind("deadline-conflict")
def _two(rng, p, acts):
    task = rng.choice(p.tasks)
    task[0] += f", hoàn thành trước ngày {rng.randint(1, 28):02d}/8/2026"
    task[3] = f"- Thời gian thực hiện: trước ngày {rng.randint(1, 28):02d}/{rng.randint(10, 12)}/2026"
    return task[3], frozenset(("deadline-conflict",))


@kind("lead-missing")
def _leaderless(rng, p, acts):
    task = rng.choice(p.tasks)
    del task[1]
    return task[0], frozenset(("lead-missing",))


@kind("stale-period")
def _stale(rng, p, acts):
    words = rng.choice(
        (
            "triển khai kế hoạch chuyển đổi số 6 tháng cuối năm 2025",
            "thực hiện nhiệm vụ quý III năm 2025",
            "phấn đấu góp phần tổ chức thành công Đại hội XIV của Đảng",
        )
    )
    p.extra.append(f"- Các cơ quan {words}.")
    return p.extra[-1], frozenset(("stale-period",))


@kind("broken-citation")
def _torn(rng, p, acts):
    k = rng.randrange(len(p.grounds))
    issuer = p.grounds[k].issuer.split(" ")
    at = rng.randrange(1, len(issuer))
    swap(p, k, issuer=" ".join(issuer[:at]) + "\n\n" + " ".join(issuer[at:]))
    return f"Căn cứ {p.grounds[k].text()};".split("\n")[0], frozenset(("broken-citation",))


@kind("duplicated-word")
def _twice(rng, p, acts):
    words = [
        "-",
        "Các",
        "đơn",
        "vị",
        "chủ",
        "động",
        "phối",
        "hợp",
        "tuyên",
        "truyền",
        "đến",
        "từng",
        "hộ",
        "dân",
        "trên",
        "địa",
        "bàn",
    ]
    at = rng.randrange(2, len(words))
    p.extra.append(" ".join([*words[: at + 1], words[at], *words[at + 1 :]]) + ".")
    return p.extra[-1], frozenset(("duplicated-word",))


@kind("spacing")
def _spaced(rng, p, acts):
    k = rng.randrange(len(p.grounds))
    code = p.grounds[k].code
    at = rng.choice([i for i, c in enumerate(code) if c in "-/"])
    return swap(p, k, code=rng.choice((f"{code[:at]} {code[at:]}", f"{code[: at + 1]} {code[at + 1 :]}"))), frozenset(
        ("spacing",)
    )


@kind("separator")
def _turned(rng, p, acts):
    k = pick(rng, p, lambda a: not a.year)
    turned = p.grounds[k].code.translate(str.maketrans("-/", "/-"))
    return swap(p, k, code=turned), frozenset(("separator",))


@kind("abbreviated-law-name")
def _short_law(rng, p, acts):
    p.law = rng.choice(("Luật Bầu cử đại biểu Quốc hội và đại biểu HĐND", "Luật MTTQ Việt Nam"))
    return f"Căn cứ {p.law};", frozenset(("abbreviated-law-name",))


@kind("body-name-variant")
def _variant(rng, p, acts):
    name, other = rng.choice(
        (
            (BODIES[2], "Văn phòng HĐND&UBND phường"),
            (BODIES[0], "Phòng Văn hoá - Xã hội"),
            (BODIES[1], "Phòng Kinh tế - Hạ tầng và Đô thị"),
        )
    )
    for task in p.tasks[1:]:
        task[1] = f"- Cơ quan chủ trì: {name}"
        task[2] = f"- Cơ quan phối hợp: {next(b for b in BODIES if b != name)}"
    p.tasks[0][1] = f"- Cơ quan chủ trì: {other}"
    return p.tasks[0][1], frozenset(("body-name-variant",))


@kind("unresolved-reference")
def _unclear(rng, p, acts):
    p.extra.append(f"- Thực hiện Nghị quyết số {rng.randrange(1600, 1900)} về công tác địa phương.")
    return p.extra[-1], frozenset(("unresolved-reference",))


@kind("misspelling")
def _typo(rng, p, acts):
    p.extra.append(
        f"- Các đơn vị {rng.choice(('xử dụng kinh phí đúng mục đích', 'bổ xung nhân lực', 'lo an sinh phường hội'))}."
    )
    return p.extra[-1], frozenset(("misspelling",))


@kind("capitalisation")
def _small(rng, p, acts):
    k = pick(rng, p, lambda a: a.issuer in ("Bộ Chính trị", "Thủ tướng Chính phủ"))
    return swap(p, k, issuer=p.grounds[k].issuer.capitalize()), frozenset(("capitalisation",))


@kind("missing-word")
def _numberless(rng, p, acts):
    return swap(p, rng.randrange(len(p.grounds)), so=""), frozenset(("missing-word",))


@kind("look-alike")
def _twin(rng, p, acts):
    k = pick(rng, p, lambda a: a.type == "Chỉ thị")
    mine = p.grounds[k].act
    symbol, issuer = ("CT-TTg", MAKERS[0][2]) if mine.symbol != "CT-TTg" else ("CT-UBND", MAKERS[8][2])
    act = Act("Chỉ thị", mine.number, symbol, "2025-09-09", issuer, f"về kiểm tra {rng.choice(SUBJECTS)} đợt hai")
    p.grounds.append(full(act))
    return f"Căn cứ {full(act).text()};", frozenset(("look-alike",))
