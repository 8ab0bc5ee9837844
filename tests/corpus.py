"""Synthetic corpora in the range of real plans: made-up instruments, wards' plans that cite them, the truth of both.

`plans` gives the texts with their truth, for tests that build; `fill` writes the same into a store, for load tests. The
same numbers and seed give the same corpus.
"""

import hashlib
import json
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from graph.claim import CENTRAL, block_of
from graph.instrument import base_id
from graph.store import Store
from ingest.fold import fold
from ingest.quote import clauses
from ingest.unit import units_of

PROVINCE = "31"
_SUBJECTS = (
    "công tác dân vận", "chuyển đổi số", "cải cách hành chính", "an toàn thực phẩm", "phòng cháy, chữa cháy",
    "bảo vệ môi trường", "phát triển nhà ở xã hội", "giảm nghèo bền vững", "xây dựng nông thôn mới nâng cao",
    "thực hiện dân chủ ở cơ sở", "phòng, chống tội phạm", "bảo đảm trật tự an toàn giao thông", "quản lý đất đai",
    "giải phóng mặt bằng", "chăm sóc người có công", "bình đẳng giới", "phòng, chống bạo lực gia đình",
    "phổ biến, giáo dục pháp luật", "tiếp công dân và giải quyết khiếu nại, tố cáo", "phòng, chống lụt bão",
    "y tế cơ sở", "giáo dục mầm non", "du lịch cộng đồng", "kinh tế biển", "cấp nước sạch",
)  # fmt: skip
_SCOPES = ("giai đoạn 2026 - 2030", "năm 2026", "trong tình hình mới", "trên địa bàn thành phố", "đến năm 2030")
_MAKERS = (
    ("Chỉ thị", "CT-TTg", "Thủ tướng Chính phủ", "central", "state", 10),
    ("Quyết định", "QĐ-TTg", "Thủ tướng Chính phủ", "central", "state", 8),
    ("Nghị định", "NĐ-CP", "Chính phủ", "central", "state", 10),
    ("Nghị quyết", "NQ-CP", "Chính phủ", "central", "state", 6),
    ("Quyết định", "QĐ/TW", "Bộ Chính trị", "central", "party", 6),
    ("Chỉ thị", "CT/TW", "Ban Bí thư Trung ương Đảng", "central", "party", 5),
    ("Thông tư", "TT-BNV", "Bộ Nội vụ", "ministry", "state", 6),
    ("Kế hoạch", "KH-UBND", "Ủy ban nhân dân thành phố Hải Phòng", "province", "state", 20),
    ("Chỉ thị", "CT-UBND", "Ủy ban nhân dân thành phố Hải Phòng", "province", "state", 8),
    ("Nghị quyết", "NQ-HĐND", "Hội đồng nhân dân thành phố Hải Phòng", "province", "state", 10),
    ("Nghị quyết", "NQ/TU", "Ban Chấp hành Đảng bộ thành phố Hải Phòng", "province", "party", 6),
    ("Chương trình", "CTr/TU", "Ban Thường vụ Thành ủy Hải Phòng", "province", "party", 5),
)
_BODIES = (
    "Phòng Văn hóa - Xã hội", "Phòng Kinh tế", "Văn phòng HĐND và UBND", "Trung tâm Phục vụ hành chính công", "Công an",
    "Ban Chỉ huy Quân sự", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Trạm Y tế", "Ban Xây dựng Đảng", "Đoàn Thanh niên",
)  # fmt: skip
_DOINGS = (
    "Tổ chức tuyên truyền, phổ biến",
    "Rà soát, thống kê",
    "Xây dựng kế hoạch",
    "Kiểm tra, giám sát",
    "Tập huấn cho cán bộ",
)


@dataclass(frozen=True, slots=True)
class Act:
    """A made-up instrument. `implements` is the index of the one above that it carries out."""

    key: str
    type: str
    number: str
    year: str | None
    symbol: str
    day: str
    issuer: str
    title: str
    level: str
    system: str
    implements: int | None

    @property
    def code(self) -> str:
        year = f"/{self.year}" if self.year else ""
        return f"{self.number}-{self.symbol}" if self.system == "party" else f"{self.number}{year}/{self.symbol}"

    @property
    def cited(self) -> str:
        comma = "," if self.system == "party" else ""
        return f"{comma} ngày {_written(self.day)} của {self.issuer} về {self.title}"


@dataclass(frozen=True, slots=True)
class Place:
    """A citation in a plan: where, of which act, as what, in which task (its index)."""

    start: int
    end: int
    act: int
    relation: str
    task: int | None


@dataclass(frozen=True, slots=True)
class Job:
    start: int
    end: int
    label: str
    lead: str
    coop: tuple[str, ...]
    due: str | None
    due_text: str


@dataclass(slots=True)
class Plan:
    """A ward's plan: its text and all that is true of it."""

    name: str
    unit_code: str
    unit: str
    number: str
    day: str
    title: str
    text: str = ""
    places: list[Place] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)


def _written(day: str) -> str:
    year, month, number = day.split("-")
    return f"{number}/{month if int(month) < 3 else int(month)}/{year}"


def acts(count: int, seed: int = 1) -> list[Act]:
    """The first are cited most (a plan chooses by rank)."""
    chance = random.Random(seed)
    weights = [m[5] for m in _MAKERS]
    made: list[Act] = []
    above: list[int] = []
    used: set[tuple[str, str, str]] = set()
    while len(made) < count:
        kind, symbol, issuer, level, system, _ = chance.choices(_MAKERS, weights)[0]
        day = (date(2021, 1, 4) + timedelta(days=chance.randrange(2100))).isoformat()
        number = f"{chance.randrange(1, 400):02}"
        year = day[:4] if symbol == "NĐ-CP" else None
        if (number, symbol, day[:4]) in used:
            continue
        used.add((number, symbol, day[:4]))
        title = f"{chance.choice(_SUBJECTS)} {chance.choice(_SCOPES)}"
        root = f"p:{PROVINCE}" if level == "province" else CENTRAL
        key = base_id(kind, number, year, symbol, day, issuer, root, "")
        implements = chance.choice(above) if level == "province" and above and chance.random() < 0.7 else None
        if level in ("central", "ministry"):
            above.append(len(made))
        made.append(Act(key, kind, number, year, symbol, day, issuer, title, level, system, implements))
    return made


def plans(count: int, known: list[Act], seed: int = 1) -> Iterator[Plan]:
    """Plans of the wards of one city, in the manner of real ones: grounds, tasks with citations, bodies and dates."""
    chance = random.Random(seed + 1)
    units = units_of(PROVINCE)
    silent = set(chance.sample(range(len(units)), len(units) // 10))
    speaking = [u for k, u in enumerate(units) if k not in silent]
    ranks = [1 / (k + 3) for k in range(len(known))]
    total, running = 0.0, []
    for rank in ranks:
        total += rank
        running.append(total)
    for number in range(1, count + 1):
        unit = speaking[chance.randrange(len(speaking))]
        day = (date(2025, 7, 7) + timedelta(days=chance.randrange(480))).isoformat()
        older = [a for a in chance.choices(range(len(known)), cum_weights=running, k=35) if known[a].day <= day]
        subject = chance.choice(_SUBJECTS)
        plan = Plan(
            name=f"{number:05}-{fold(unit.name).replace(' ', '-')}.txt",
            unit_code=unit.code,
            unit=f"{unit.type} {unit.name}",
            number=f"{number % 400 + 1:02}",
            day=day,
            title=f"Thực hiện {subject} năm {day[:4]} trên địa bàn {unit.type} {unit.name}",
        )
        write(plan, known, older, chance)
        yield plan


def write(plan: Plan, known: list[Act], chosen: list[int], chance: random.Random) -> None:
    """Gives the plan its text, which cites the chosen ones of `known` in this order, and the truth of it."""
    year, month, number = plan.day.split("-")
    parts = [
        f"ỦY BAN NHÂN DÂN\n{plan.unit.upper()}\n\nSố: {plan.number}/KH-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        f"Độc lập - Tự do - Hạnh phúc\n\n{plan.unit.split(' ', 1)[1]}, ngày {number} tháng {month} năm {year}\n\n"
        f"KẾ HOẠCH\n{plan.title}\n\n"
    ]
    length = len(parts[0])

    def add(text: str) -> None:
        nonlocal length
        parts.append(text)
        length += len(text)

    def cite(act: int, relation: str, task: int | None) -> None:
        it = known[act]
        core = f"{it.type} số {it.code}"
        plan.places.append(Place(length, length + len(core), act, relation, task))
        add(core + it.cited)

    grounds, rest = chosen[:5], chosen[5:]
    for act in grounds:
        add("Căn cứ ")
        cite(act, "based_on", None)
        add(";\n")
    add(f"\nỦy ban nhân dân {plan.unit} ban hành kế hoạch như sau:\n\nII. NHIỆM VỤ\n")
    for k in range(max(len(rest) * 3 // 5, 3)):
        start = length
        label = f"II.{k + 1}"
        add(f"{k + 1}. {chance.choice(_DOINGS)} về {chance.choice(_SUBJECTS)}")
        for act in rest[k::15][:2]:
            kind = chance.random()
            add(" theo " if kind < 0.3 else ", thực hiện " if kind < 0.75 else ", quán triệt ")
            cite(act, "cites" if kind < 0.3 else "implements" if kind < 0.75 else "disseminates", k)
        lead = chance.choice(_BODIES)
        coop = tuple(b for b in chance.sample(_BODIES, 2) if b != lead)
        when = date.fromisoformat(plan.day) + timedelta(days=chance.randrange(30, 400))
        due = when.isoformat() if chance.random() < 0.6 else None
        text = f"Trước ngày {_written((when + timedelta(days=1)).isoformat())}" if due else "Thường xuyên"
        add(f".\n- Cơ quan chủ trì: {lead}.\n- Cơ quan phối hợp: {'; '.join(coop)}.\n- Thời gian: {text}.")
        plan.jobs.append(Job(start, length, label, lead, coop, due, text))
        add("\n")
    add(f"\nTrên đây là Kế hoạch của Ủy ban nhân dân {plan.unit}.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n")
    plan.text = "".join(parts)


def fill(store: Store, documents: int, instruments: int | None = None, seed: int = 1) -> None:
    """Writes the corpus into an empty store, as a build would have left it. Every plan is itself an instrument."""
    known = acts(instruments or max(30, min(2500, documents // 8)), seed)
    raw = store.engine.raw_connection()
    try:
        connection = raw.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        connection.execute("BEGIN")
        _fill(connection, known, documents, seed)
        connection.execute("COMMIT")
    finally:
        raw.close()


_BATCH = 500


def _fill(connection: sqlite3.Connection, known: list[Act], documents: int, seed: int) -> None:
    cited = [0] * len(known)
    holding = [0] * len(known)
    _instruments(connection, [(a, None) for a in known])
    rows: dict[str, list[tuple[object, ...]]] = {}
    ids = {"mention": 0, "task": 0}
    for count, plan in enumerate(plans(documents, known, seed), 1):
        _plan_rows(plan, known, rows, ids)
        for act in {p.act for p in plan.places}:
            holding[act] += 1
        for place in plan.places:
            cited[place.act] += 1
        if count % _BATCH == 0:
            _flush(connection, rows)
    _flush(connection, rows)
    connection.executemany(
        "UPDATE instruments SET mention_count = ?, document_count = ? WHERE id = ?",
        [(cited[k], holding[k], a.key) for k, a in enumerate(known)],
    )
    connection.executemany(
        "INSERT INTO instrument_relations (source_id, target_id, relation) VALUES (?, ?, 'implements')",
        [(a.key, known[a.implements].key) for a in known if a.implements is not None],
    )
    _values(connection, known, cited, holding)
    connection.executemany(
        "INSERT INTO search (rowid, label, rest, id) VALUES (?, ?, ?, ?)",
        [
            (rowid, fold(label), folded, key)
            for rowid, label, folded, key in connection.execute(
                "SELECT rowid, label, folded, id FROM instruments"
            ).fetchall()
        ],
    )


def _instruments(connection: sqlite3.Connection, made: list[tuple[Act, str | None]]) -> None:
    connection.executemany(
        "INSERT INTO instruments (id, label, type, number, year_in_number, symbol, date, issuer, title, level, system,"
        " status, province_code, unit_code, folded, registry, mention_count, document_count, block)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,'in_force',?,?,?,0,0,0,?)",
        [
            (
                a.key, f"{a.type} {a.code}", a.type, a.number, a.year, a.symbol, a.day, a.issuer, a.title,
                a.level, a.system, PROVINCE if a.level in ("province", "commune") else None, unit,
                fold(f"{a.type} {a.code} {a.day} {a.issuer} {a.title}"), _block(a),
            )
            for a, unit in made
        ],
    )  # fmt: skip


def _block(act: Act) -> str:
    return block_of("numbered", "", act.type, act.number, act.year, act.symbol)


def _plan_rows(plan: Plan, known: list[Act], rows: dict[str, list[tuple[object, ...]]], ids: dict[str, int]) -> None:
    mark = hashlib.sha256(plan.text.encode()).hexdigest()
    document = f"kh-ubnd-{plan.name[:5]}-{mark[:6]}"
    issuer = f"Ủy ban nhân dân {plan.unit}"

    def put(table: str, *values: object) -> None:
        rows.setdefault(table, []).append(values)

    put(
        "documents", document, plan.name, mark, "synthetic", plan.text, "Kế hoạch", plan.number, "KH-UBND", plan.day,
        "day", plan.day, plan.day, plan.unit.split(" ", 1)[1], issuer, plan.title, plan.unit_code, PROVINCE, "commune",
        block_of("numbered", "", "Kế hoạch", plan.number, None, "KH-UBND"),
    )  # fmt: skip
    # One unit has several plans of one number in a year: where a build tells them apart by day, this does by text.
    base = base_id("Kế hoạch", plan.number, None, "KH-UBND", plan.day, issuer, f"u:{plan.unit_code}", "")
    own = f"{base}-{mark[:6]}"
    act = Act(own, "Kế hoạch", plan.number, None, "KH-UBND", plan.day, issuer, plan.title, "commune", "state", None)
    rows.setdefault("acts", []).append((act, plan.unit_code))
    put("instrument_documents", document, own)
    first_task = ids["task"] + 1
    for ordinal, job in enumerate(plan.jobs):
        ids["task"] += 1
        kind = "date" if job.due else "ongoing"
        words = plan.text[job.start : job.end]
        put(
            "tasks",
            ids["task"],
            document,
            ordinal,
            job.label,
            "task",
            job.start,
            job.end,
            words,
            kind,
            job.due,
            job.due_text,
        )
        for role, names in (("lead", (job.lead,)), ("coop", job.coop)):
            for k, name in enumerate(names):
                put("task_bodies", ids["task"], role, k, name, name)
    quoted = clauses(plan.text, ((place.start, place.end) for place in plan.places))
    for ordinal, (place, clause) in enumerate(zip(plan.places, quoted, strict=True)):
        ids["mention"] += 1
        it = known[place.act]
        label = plan.jobs[place.task].label if place.task is not None else None
        put(
            "mentions", ids["mention"], document, ordinal, place.start, place.end, plan.text[place.start : place.end],
            "numbered", it.type, it.number, it.year, it.symbol, it.day, it.issuer, it.title, place.relation,
            label, _block(it),
        )  # fmt: skip
        put("quotes", ids["mention"], clause.start, clause.line, clause.text)
        put(
            "instrument_mentions",
            ids["mention"],
            it.key,
            0.97 if ids["mention"] % 40 else 0.6,
            json.dumps({"symbol": 1.0}),
        )
        put("instrument_relations", own, it.key, place.relation, document, place.start, place.end, ids["mention"])
        if place.task is not None:
            put("task_mentions", first_task + place.task, ids["mention"])


_INTO = {
    "documents": "(id, path, sha256, reader, text, type, number, symbol, date, date_precision, date_from, date_to,"
    " place, issuer, title, unit_code, province_code, level, block)",
    "instrument_documents": "(document_id, instrument_id)",
    "tasks": '(id, document_id, ordinal, label, kind, start, "end", text, deadline_kind, deadline_end, deadline_text)',
    "task_bodies": "(task_id, role, ordinal, name, canonical)",
    "mentions": '(id, document_id, ordinal, start, "end", text, form, type, number, year_in_number, symbol, date,'
    " issuer, title, relation, task, block)",
    "quotes": "(mention_id, start, line, text)",
    "instrument_mentions": "(mention_id, instrument_id, confidence, score)",
    "instrument_relations": '(source_id, target_id, relation, document_id, start, "end", mention_id)',
    "task_mentions": "(task_id, mention_id)",
}
"""In the order in which their foreign keys allow."""


def _flush(connection: sqlite3.Connection, rows: dict[str, list[tuple[object, ...]]]) -> None:
    _instruments(connection, [(a, u) for a, u in rows.pop("acts", [])])  # type: ignore[misc]
    for table, columns in _INTO.items():
        made = rows.pop(table, [])
        if made:
            marks = ",".join("?" * len(made[0]))
            connection.executemany(f"INSERT INTO {table} {columns} VALUES ({marks})", made)


def _values(connection: sqlite3.Connection, known: list[Act], cited: list[int], holding: list[int]) -> None:
    """What was seen of every attribute; every seventh act has a rival date."""
    rows = []
    for k, a in enumerate(known):
        for attribute, value in (("type", a.type), ("date", a.day), ("issuer", a.issuer), ("title", a.title)):
            if value and cited[k]:
                rows.append((a.key, attribute, value, cited[k], holding[k], True, False))
        if k % 7 == 0 and cited[k] > 3:
            rows.append((a.key, "date", a.day[:8] + ("28" if a.day[8:] != "28" else "27"), 1, 1, False, True))
    connection.executemany(
        "INSERT INTO instrument_values (instrument_id, attribute, value, mentions, documents, likely, conflicting)"
        " VALUES (?,?,?,?,?,?,?)",
        rows,
    )
