"""What a careful reader found wrong in three of the documents (data/gold/slips.csv) is found, at a right line."""

import csv
import re
from pathlib import Path

import pytest

from graph.build import build
from graph.registry import default_registry
from graph.store import open_store
from queries.findings import report

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "data" / "gold"
# Rules that may tell of a kind of slip, by a word of the kind.
RULES = {
    "type code": {"symbol-type-mismatch"}, "date conflict": {"date-conflict"}, "missing word": {"missing-word"},
    "duplicated": {"duplicated-word"}, "abbreviated name": {"abbreviated-law-name"},
    "misspelling": {"misspelling", "duplicated-word"},
    "stale": {"stale-period"}, "inherited": {"stale-period"}, "title mismatch": {"title-conflict"},
    "wrong instrument": {"wrong-instrument"}, "shared": {"title-missing"}, "blank number": {"number-blank"},
    "blank day": {"date-blank"}, "deadline": {"deadline-past"}, "typo": {"misspelling"},
    "variant": {"body-name-variant", "symbol-conflict"}, "stray space": {"spacing"}, "tone": {"misspelling"},
    "capitalisation": {"capitalisation"}, "split": {"broken-citation"}, "find-and-replace": {"misspelling"},
    "unnumbered": {"unresolved-reference"}, "title drift": {"title-conflict"}, "issuer omitted": {"issuer-missing"},
    "title conflict": {"title-conflict"}, "words dropped": {"title-conflict"}, "amended": {"not-in-force"},
}  # fmt: skip


def rows():
    with (GOLD / "slips.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            # The signer of 000 does stand in its text; whether one does is no matter of citations.
            if row["confidence"] == "high" and "signer" not in row["kind"]:
                yield row


def wanted(kind: str) -> set[str]:
    return set().union(*(found for words, found in RULES.items() if words in kind))


def lines(text: str) -> set[int]:
    found: set[int] = set()
    for part in re.sub(r"\(.*?\)", "", text).split(","):
        first, _, last = part.partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    return found


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    with (GOLD / "documents.csv").open(encoding="utf-8", newline="") as file:
        names = {row["sha256"][:8]: row["doc"] for row in csv.DictReader(file)}
    with open_store(tmp_path_factory.mktemp("gold") / "a.db", create=True) as store:
        build(store, [ROOT / "data" / "documents"], registry=default_registry())
        return [(names.get(f.document[-8:], ""), f) for f in report(store).findings]


@pytest.mark.parametrize("row", list(rows()), ids=lambda r: f"{r['doc']}:{r['line']}:{r['kind']}".replace(" ", "-"))
def test_slip_is_found(found, row):
    places = lines(row["line"])
    rules = wanted(row["kind"])
    assert rules, row["kind"]
    told = [f for doc, f in found if doc == row["doc"] and f.rule in rules and places & {p.line for p in f.places}]
    assert told, f"{row['kind']} at {row['doc']}:{row['line']}"


def test_every_finding_has_what_the_contract_promises(found):
    for _, f in found:
        assert f.id.startswith(f.rule)
        assert f.severity in ("error", "warning", "info")
        assert all((f.message, f.quote, f.places))
        assert 0 <= f.start < f.end
        assert f.places[0].start == f.start
        assert all(e.document is None or e.start < e.end for e in f.evidence)


def test_repeated_slips_are_one_finding_with_places(found):
    past = [f for doc, f in found if doc == "000" and f.rule == "deadline-past"]
    assert [[p.line for p in f.places] for f in past] == [[53, 136, 195]]
