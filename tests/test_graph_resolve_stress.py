"""Identity under stress: damaged citations in a corpus of look-alikes and homonyms, all made up, with fixed seeds."""

import random
import re
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import select

from graph import schema
from graph.keep import Reading, keep
from graph.registry import Registry
from graph.resolve import resolve
from graph.store import open_store
from ingest.document import Document, Level
from ingest.extract import Extraction
from ingest.mention import Form, Mention
from ingest.unit import province_of, units_of

PROVINCES = ("31", "01", "38", "48")
WORDS = re.split(
    r"\|",
    "chuyển đổi số|phòng cháy|an toàn thực phẩm|cải cách hành chính|bảo vệ môi trường|giảm nghèo|tiếp công dân|"
    "giáo dục nghề nghiệp|quản lý đất đai|trật tự đô thị|phòng chống tham nhũng|bình đẳng giới|xây dựng nông thôn mới|"
    "dân số và phát triển|an ninh trật tự|thi đua khen thưởng|quản lý tài sản công|phát triển du lịch|y tế cơ sở|"
    "văn hóa đọc|hỗ trợ doanh nghiệp|phòng chống thiên tai|quản lý tàu cá|khuyến học|an toàn giao thông",
)
OPENINGS = (
    "về tăng cường công tác",
    "về nâng cao hiệu quả",
    "về việc triển khai thực hiện",
    "về đẩy mạnh",
    "về chấn chỉnh",
)
ENDINGS = ("trên địa bàn", "giai đoạn 2026 - 2030", "trong tình hình mới", "năm 2026", "và những năm tiếp theo")


class Truth(NamedTuple):
    label: str
    type: str
    number: str
    year: str | None
    symbol: str
    date: str
    issuer: str
    title: str
    home: str
    """Who cites it: all, a province's code, or a commune's."""


def day(rng: random.Random, first: int, last: int) -> str:
    return f"{rng.randint(first, last)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"


def subject(rng: random.Random) -> str:
    return f"{rng.choice(OPENINGS)} {rng.choice(WORDS)} và {rng.choice(WORDS)} {rng.choice(ENDINGS)}"


def world(rng: random.Random) -> list[Truth]:
    """Instruments, on purpose with few numbers: the same number again in other years, types, bodies and places."""
    found: list[Truth] = []

    def add(type: str, number: int, symbol: str, date: str, issuer: str, home: str, year: str | None = None) -> None:
        label = f"{type}|{number}|{symbol}|{date}|{issuer}"
        found.append(Truth(label, type, f"{number:02d}", year, symbol, date, issuer, subject(rng), home))

    for number in range(1, 16):
        for years in ((2012, 2014), (2018, 2019), (2023, 2023), (2026, 2026)):
            if rng.random() < 0.6:
                add("Chỉ thị", number, "CT-TTg", day(rng, *years), "Thủ tướng Chính phủ", "all")
        if rng.random() < 0.7:
            year = rng.randint(2019, 2025)
            add("Nghị định", number, "NĐ-CP", day(rng, year, year), "Chính phủ", "all", str(year))
        for years in ((2017, 2019), (2022, 2024)):
            if rng.random() < 0.6:
                add("Quyết định", number, "QĐ/TW", day(rng, *years), "Bộ Chính trị", "all")
            if rng.random() < 0.4:
                add("Quy định", number, "QĐ/TW", day(rng, *years), "Ban Bí thư", "all")
        for code in PROVINCES:
            province = province_of(code)
            assert province is not None
            place = f"{province.type} {province.name}"
            committee = f"Ban Thường vụ {'Thành ủy' if province.type == 'thành phố' else 'Tỉnh ủy'} {province.name}"
            for type, symbol, issuer, chance in (
                ("Chỉ thị", "CT/TU", committee, 0.5),
                ("Nghị quyết", "NQ/TU", committee, 0.4),
                ("Nghị quyết", "NQ/ĐU", f"Đảng ủy Ủy ban nhân dân {place}", 0.3),
                ("Kế hoạch", "KH-UBND", f"Ủy ban nhân dân {place}", 0.6),
                ("Quyết định", "QĐ-UBND", f"Ủy ban nhân dân {place}", 0.6),
                ("Chỉ thị", "CT-UBND", f"Ủy ban nhân dân {place}", 0.4),
                ("Nghị quyết", "NQ-HĐND", f"Hội đồng nhân dân {place}", 0.4),
            ):
                for years in ((2022, 2022), (2025, 2025)):
                    if rng.random() < chance:
                        add(type, number, symbol, day(rng, *years), issuer, code)
            for unit in units_of(code)[:3]:
                if rng.random() < 0.5:
                    # Wards of one province answer one order on one day, in one wording.
                    add(
                        "Kế hoạch",
                        number,
                        "KH-UBND",
                        f"2026-02-{number:02d}",
                        f"Ủy ban nhân dân {unit.type} {unit.name}",
                        unit.code,
                    )
    return found


def wrong_digit(rng: random.Random, date: str) -> str:
    year, month, dom = date.split("-")
    part = rng.choice("ymd")
    if part == "y":
        return f"{year[:3]}{(int(year[3]) + rng.randint(1, 9)) % 10}-{month}-{dom}"
    if part == "m":
        return f"{year}-{rng.choice([m for m in range(1, 13) if m != int(month)]):02d}-{dom}"
    return f"{year}-{month}-{dom[0]}{rng.choice([d for d in range(1, 9) if str(d) != dom[1]])}"


def damaged(rng: random.Random, mention: Mention) -> Mention:
    """One damage of the kinds that real texts have."""
    kind = rng.randrange(6)
    symbol, title = mention.symbol or "", mention.title or ""
    if kind == 0 and mention.date:
        return mention._replace(date=wrong_digit(rng, mention.date))
    if kind == 1:
        return mention._replace(symbol=symbol.replace("Đ", "D"))
    if kind == 2:
        return mention._replace(symbol=symbol.replace("/", "|").replace("-", "/").replace("|", "-"))
    if kind == 3:
        words = title.split()
        return mention._replace(title=" ".join(words[: max(6, len(words) - rng.randint(2, 6))]))
    if kind == 4:
        words = title.split()
        words[rng.randrange(3, len(words))] = rng.choice(("các", "nhằm", "tốt"))
        return mention._replace(title=" ".join(words))
    return mention._replace(issuer=None)


def corpus(seed: int, documents: int, share: float) -> tuple[list[Reading], dict[tuple[str, int], str]]:
    rng = random.Random(seed)
    instruments = world(rng)
    by_home: dict[str, list[Truth]] = defaultdict(list)
    for truth in instruments:
        by_home[truth.home].append(truth)
    readings: list[Reading] = []
    labels: dict[tuple[str, int], str] = {}
    for n in range(documents):
        code = rng.choice(PROVINCES)
        unit = rng.choice(units_of(code)[:3])
        near = by_home["all"] + by_home[code] * 2 + by_home[unit.code] * 2
        cited = rng.sample(sorted(set(near)), 12)
        mentions = []
        digest = sha256(f"{seed}/{n}".encode()).hexdigest()
        for truth in cited:
            mention = Mention(
                0, 0, truth.type, Form.NUMBERED, truth.type, truth.number, truth.year, truth.symbol, truth.date,
                None, truth.issuer, truth.title if rng.random() < 0.8 else None,
            )  # fmt: skip
            local = f" {province_of(code).name}"  # type: ignore[union-attr]
            if truth.home == code and rng.random() < 0.4:
                mention = mention._replace(issuer=truth.issuer.removesuffix(local))
            if mention.title and rng.random() < share:
                mention = damaged(rng, mention)
            start = 100 * len(mentions)
            labels[digest, start] = truth.label
            mentions.append(mention._replace(start=start, end=start + 20, text=f"{truth.type} số {truth.number}"))
            alike = [t for t in cited if (t.number, t.symbol) == (truth.number, truth.symbol)]
            if rng.random() < 0.25 and len(alike) == 1:
                start = 100 * len(mentions)
                labels[digest, start] = truth.label
                short = mentions[-1]._replace(start=start, end=start + 20, date=None, issuer=None, title=None)
                mentions.append(short)
        about = Document(date="2026-12-01", date_precision="day", unit=unit, level=Level.COMMUNE)
        readings.append(Reading(f"/{n}", digest, " " * 100 * len(mentions), Extraction(about, tuple(mentions), (), ())))
    return readings, labels


def found_in(path: Path, readings: list[Reading]) -> dict[tuple[str, int], str]:
    """The instrument of each mention; an unresolved one is alone."""
    m, placed, d = schema.mentions, schema.instrument_mentions, schema.documents
    with open_store(path / "stress.db", create=True) as store:
        with store.write() as connection:
            for reading in readings:
                keep(connection, reading, "test")
        resolve(store, Registry())
        query = (
            select(d.c.sha256, m.c.start, placed.c.instrument_id)
            .select_from(m)
            .join(d, d.c.id == m.c.document_id)
            .outerjoin(placed, placed.c.mention_id == m.c.id)
        )
        with store.read() as connection:
            return {(s, at): key or f"open {s} {at}" for s, at, key in connection.execute(query)}


class Figures(NamedTuple):
    f1: float
    wrong_pairs: float
    unresolved: int


def figures(truth: dict[tuple[str, int], str], mine: dict[tuple[str, int], str]) -> Figures:
    """B-cubed, and the share of the joined pairs that are joined wrongly."""
    both, here, there = Counter((truth[k], mine[k]) for k in truth), Counter(mine.values()), Counter(truth.values())
    precision = sum(n * n / here[c] for (_, c), n in both.items()) / len(truth)
    recall = sum(n * n / there[t] for (t, _), n in both.items()) / len(truth)
    joined = sum(n * (n - 1) / 2 for n in here.values())
    right = sum(n * (n - 1) / 2 for n in both.values())
    unresolved = sum(c.startswith("open") for c in mine.values())
    return Figures(2 * precision * recall / (precision + recall), (joined - right) / max(joined, 1), unresolved)


@pytest.mark.parametrize(("seed", "share"), [(1, 0.0), (2, 0.25), (3, 0.5)])
def test_damaged_citations_find_their_instruments(seed: int, share: float, tmp_path: Path) -> None:
    readings, truth = corpus(seed, 120, share)
    got = figures(truth, found_in(tmp_path, readings))
    assert got.f1 >= 0.98, got
    assert got.wrong_pairs <= 0.005, got
    assert got.unresolved <= 0.02 * len(truth), got
