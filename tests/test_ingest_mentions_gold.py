"""Citations against the gold annotation of real documents: the bars that reading must hold."""

import csv
import hashlib
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from ingest.extract import extract
from ingest.mention import Mention

DATA = Path(__file__).parent.parent / "data"
FORMS = {"numbered": "numbered", "blank": "numbered", "self": "numbered", "named": "named", "generic": "generic"}
Pairs = list[tuple[dict[str, Any], Mention]]


def _same(value: object) -> str:
    text = unicodedata.normalize("NFC", str(value or "")).casefold()
    text = text.replace("–", "-").replace("ủy ban nhân dân", "ubnd").replace("hội đồng nhân dân", "hđnd")
    text = text.replace("thành phố hải phòng", "thành phố")
    return re.sub(r"\s*([/-])\s*", r"\1", " ".join(text.split()).strip(" .,;:\"“”'"))


@pytest.fixture(scope="module")
def read() -> tuple[Pairs, list[dict[str, Any]], list[Mention]]:
    """Gold rows with the mentions that overlap them by half; the rows and the mentions without one."""
    with (DATA / "gold" / "documents.csv").open(encoding="utf-8", newline="") as file:
        names = {row["sha256"]: row["doc"] for row in csv.DictReader(file)}
    rows = [json.loads(line) for line in (DATA / "gold" / "citations.jsonl").read_text(encoding="utf-8").splitlines()]
    annotated = {row["doc"] for row in rows}
    pairs: Pairs = []
    missed: list[dict[str, Any]] = []
    spurious: list[Mention] = []
    for path in sorted((DATA / "documents").glob("*.txt")):
        raw = path.read_bytes()
        name = names.get(hashlib.sha256(raw).hexdigest())
        if name not in annotated:
            continue
        left = list(extract(raw.decode()).mentions)
        for row in (r for r in rows if r["doc"] == name):
            match = next((m for m in left if _overlap(row, m) >= 0.5), None)
            if match is None:
                missed.append(row)
            else:
                left.remove(match)
                pairs.append((row, match))
        spurious += left
    return pairs, missed, spurious


def _overlap(row: dict[str, Any], mention: Mention) -> float:
    inner = min(row["end"], mention.end) - max(row["start"], mention.start)
    return inner / (max(row["end"], mention.end) - min(row["start"], mention.start))


@pytest.mark.parametrize(("form", "least"), [("numbered", 0.99), ("named", 0.95), ("generic", 0.75)])
def test_found(read: tuple[Pairs, list[dict[str, Any]], list[Mention]], form: str, least: float) -> None:
    pairs, missed, spurious = read
    right = sum(FORMS[row["form"]] == form for row, _ in pairs)
    gold = right + sum(FORMS[row["form"]] == form for row in missed)
    found = right + sum(FORMS[m.form] == form for m in spurious)
    assert 2 * right / (gold + found) >= least, (missed, spurious)


@pytest.mark.parametrize(
    ("attribute", "least"),
    [
        ("type", 0.98),
        ("number", 0.98),
        ("year_in_number", 0.98),
        ("symbol", 0.98),
        ("date", 0.98),
        ("issuer", 0.98),
        ("title", 0.93),
    ],
)
def test_attribute(read: tuple[Pairs, list[dict[str, Any]], list[Mention]], attribute: str, least: float) -> None:
    numbered = [(row, m) for row, m in read[0] if row["form"] in ("numbered", "blank")]
    wrong = [(row[attribute], getattr(m, attribute)) for row, m in numbered if not _right(row, m, attribute)]
    assert 1 - len(wrong) / len(numbered) >= least, wrong


def _right(row: dict[str, Any], mention: Mention, attribute: str) -> bool:
    found = _same(getattr(mention, attribute))
    if attribute != "title":
        return _same(row[attribute]) == found
    for title in (row["title"], *row.get("title_alt", [])):
        gold = _same(title)
        if gold == found or (gold and found and (gold in found or found in gold) and _share(gold, found) >= 0.6):
            return True
    return False


def _share(a: str, b: str) -> float:
    return min(len(a), len(b)) / max(len(a), len(b))
