"""Clean plans of made-up wards that cite made-up instruments, line by line, for slips to be planted in."""

import random
from dataclasses import dataclass, field

SUBJECTS = (
    "phòng cháy và chữa cháy",
    "an toàn thực phẩm",
    "bảo vệ môi trường nước",
    "giảm nghèo bền vững",
    "quản lý đất đai",
    "trật tự xây dựng đô thị",
    "bình đẳng giới",
    "giáo dục nghề nghiệp",
    "an toàn giao thông đường bộ",
    "phát triển du lịch",
    "y tế cơ sở",
    "văn hóa đọc",
    "hỗ trợ doanh nghiệp nhỏ",
    "phòng chống thiên tai",
    "quản lý tàu cá",
    "khuyến học",
    "kinh tế tập thể",
    "cấp nước sạch nông thôn",
    "bảo trợ người cao tuổi",
    "phòng chống ma túy",
    "chợ dân sinh",
    "thu gom rác thải",
    "cây xanh công cộng",
    "dân số và phát triển",
    "lưu trữ điện tử",
    "bảo tồn di tích",
)
LEADS = ("về tăng cường công tác", "về nâng cao hiệu quả quản lý", "về đẩy mạnh thực hiện", "về chấn chỉnh hoạt động")
TAILS = ("trong tình hình mới", "tại các khu dân cư", "gắn với chuyển đổi số", "theo hướng bền vững", "ở cơ sở")
CITY = "thành phố Hải Phòng"
MAKERS = (
    ("Chỉ thị", "CT-TTg", "Thủ tướng Chính phủ"),
    ("Quyết định", "QĐ-TTg", "Thủ tướng Chính phủ"),
    ("Nghị định", "NĐ-CP", "Chính phủ"),
    ("Nghị quyết", "NQ-CP", "Chính phủ"),
    ("Thông tư", "TT-BNV", "Bộ Nội vụ"),
    ("Quyết định", "QĐ/TW", "Bộ Chính trị"),
    ("Quy định", "QĐ/TW", "Ban Bí thư"),
    ("Chỉ thị", "CT/TW", "Ban Bí thư"),
    ("Kế hoạch", "KH-UBND", f"Ủy ban nhân dân {CITY}"),
    ("Chỉ thị", "CT-UBND", f"Ủy ban nhân dân {CITY}"),
    ("Nghị quyết", "NQ-HĐND", f"Hội đồng nhân dân {CITY}"),
    ("Nghị quyết", "NQ/TU", "Ban Thường vụ Thành ủy Hải Phòng"),
    ("Chương trình", "CTr/TU", "Ban Thường vụ Thành ủy Hải Phòng"),
)
BODIES = ("Phòng Văn hóa - Xã hội", "Phòng Kinh tế, Hạ tầng và Đô thị", "Văn phòng HĐND và UBND phường")
LAWS = ("Luật Đất đai", "Luật Nhà ở", "Luật Tổ chức chính quyền địa phương")


@dataclass(frozen=True)
class Act:
    type: str
    number: int
    symbol: str
    day: str
    issuer: str
    title: str
    year: str = ""

    @property
    def party(self) -> bool:
        return "/" in self.symbol

    @property
    def code(self) -> str:
        n = f"{self.number:02d}"
        return f"{n}-{self.symbol}" if self.party else f"{n}/{self.year + '/' if self.year else ''}{self.symbol}"


@dataclass(frozen=True)
class Cite:
    """One citation as it will be written; every part may be replaced or left out."""

    act: Act
    type: str
    code: str
    date: str
    issuer: str
    title: str
    so: str = "số "

    def text(self) -> str:
        comma = "," if self.act.party else ""
        parts = [f"{self.type} {self.so}{self.code}"]
        if self.date:
            parts[0] += comma
            parts.append(f"ngày {self.date}")
        if self.issuer:
            parts.append(f"của {self.issuer}")
        return " ".join([*parts, self.title] if self.title else parts)


@dataclass
class Plan:
    unit: str
    number: int
    day: str
    grounds: list[Cite]
    later: list[Cite]
    tasks: list[list[str]]
    extra: list[str] = field(default_factory=list)
    law: str = ""

    def lines(self) -> list[str]:
        year, month, day = self.day.split("-")
        head = [
            "ỦY BAN NHÂN DÂN",
            f"PHƯỜNG {self.unit.upper()}",
            "",
            f"Số: {self.number:02d}/KH-UBND",
            "",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "",
            f"{self.unit}, ngày {day} tháng {month} năm {year}",
            "",
            "KẾ HOẠCH",
            "Triển khai một số nhiệm vụ trọng tâm",
            "",
        ]
        head += [f"Căn cứ {c.text()};" for c in self.grounds]
        head += [
            f"Căn cứ {self.law};",
            "",
            f"Ủy ban nhân dân phường {self.unit} ban hành Kế hoạch như sau:",
            "",
            "I. NỘI DUNG",
            "",
        ]
        head += [f"- Tiếp tục thực hiện {c.type} {c.so}{c.code} trên địa bàn phường." for c in self.later]
        head += [*self.extra, "", "II. NHIỆM VỤ", ""]
        for k, task in enumerate(self.tasks, 1):
            head += [f"{k}. {task[0]}", *task[1:], ""]
        return [*head, "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Nguyễn Văn An", ""]


def written(day: str) -> str:
    year, month, number = day.split("-")
    return f"{number}/{month if int(month) < 3 else int(month)}/{year}"


def full(act: Act) -> Cite:
    return Cite(act, act.type, act.code, written(act.day), act.issuer, act.title)


def world(rng: random.Random) -> list[Act]:
    """Instruments whose numbers and subjects are all their own."""
    numbers = rng.sample(range(3, 400), 40)
    subjects = [f"{lead} {s} {tail}" for s in SUBJECTS for lead, tail in [(rng.choice(LEADS), rng.choice(TAILS))]]
    rng.shuffle(subjects)
    found = []
    for k, number in enumerate(numbers[: len(subjects)]):
        kind, symbol, issuer = MAKERS[k % len(MAKERS)]
        day = f"{rng.randint(2023, 2025)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        if symbol.endswith("UBND") or symbol.endswith("HĐND") or symbol.endswith("/TU"):
            day = f"2025-{rng.randint(8, 12):02d}-{rng.randint(1, 28):02d}"
        found.append(
            Act(kind, number, symbol, day, issuer, subjects[k], day[:4] if symbol in ("NĐ-CP", "TT-BNV") else "")
        )
    return found


def plan(rng: random.Random, acts: list[Act], chosen: list[Act], unit: str, number: int) -> Plan:
    tasks = []
    for subject in rng.sample(SUBJECTS, 5):
        lead, coop = rng.sample(BODIES, 2)
        due = f"{rng.randint(1, 28):02d}/{rng.randint(9, 12)}/2026"
        tasks.append(
            [
                f"Tuyên truyền, vận động nhân dân tham gia {subject}",
                f"- Cơ quan chủ trì: {lead}",
                f"- Cơ quan phối hợp: {coop}",
                f"- Thời gian thực hiện: trước ngày {due}",
            ]
        )
    day = f"2026-{rng.randint(4, 7):02d}-{rng.randint(1, 28):02d}"
    cites = [full(a) for a in chosen]
    return Plan(unit, number, day, cites, cites[:2], tasks, law=rng.choice(LAWS))
