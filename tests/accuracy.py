"""The project's own gold scorer: `make accuracy`.

Reads the gold documents without the registry of known instruments, pairs what was found with what people annotated,
and prints precision, recall and F1 per form, the accuracy of each attribute per shape, resolution (B-cubed) and tasks,
every miss with its place, and what changed against data/gold/baseline.json. Exit status 1 where a figure fell below it.

Pairing is greedy by overlap of spans (at least a half); values compare with white space, case and dashes folded; a
title counts where it equals the gold's or one is at least 60 % of the other (where a subject phrase ends is often a
matter of taste).
"""

import argparse
import csv
import hashlib
import json
import re
import sys
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from graph.build import build
from graph.store import open_store
from ingest.extract import extract, to_json
from ingest.formats import read_text
from queries.documents import documents
from queries.instruments import instruments

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "data" / "gold"
DOCUMENTS = ROOT / "data" / "documents"
BASELINE = GOLD / "baseline.json"
NUMBERED = {"numbered", "blank", "self"}
ATTRIBUTES = ("type", "number", "symbol", "year_in_number", "date", "issuer", "title")
Row = dict[str, Any]


@dataclass
class Score:
    """Figures by name, each between 0 and 1, with the counts behind them, and the misses in words."""

    figures: dict[str, float] = field(default_factory=dict)
    counts: dict[str, str] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def rate(self, name: str, right: int, of: int) -> None:
        if of:
            self.figures[name], self.counts[name] = right / of, f"{right}/{of}"

    def prf(self, name: str, right: int, gold: int, found: int) -> None:
        if not gold:
            return
        precision, recall = (right / found if found else 0.0), right / gold
        self.figures[f"{name} precision"], self.figures[f"{name} recall"] = precision, recall
        self.figures[f"{name} F1"] = 2 * precision * recall / (precision + recall) if right else 0.0
        self.counts[f"{name} F1"] = f"{right} right of {gold} in gold, {found} found"


def folded(value: object) -> str:
    text = unicodedata.normalize("NFC", str(value or "")).casefold()
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    return re.sub(r"\s*([/-])\s*", r"\1", re.sub(r"\s+", " ", text).strip(" .,;:\"“”'"))


def folded_issuer(value: object) -> str:
    text = folded(value)
    for full, short in (("ủy ban nhân dân", "ubnd"), ("uỷ ban nhân dân", "ubnd"), ("hội đồng nhân dân", "hđnd")):
        text = text.replace(full, short)
    return re.sub(r"(thành phố|tp) hải phòng", "thành phố", text)


def same_title(gold: str | None, found: str | None) -> bool:
    a, b = folded(gold), folded(found)
    if not a or not b:
        return a == b
    return (a in b or b in a) and min(len(a), len(b)) >= 0.6 * max(len(a), len(b))


def pairs(gold: list[Row], found: list[Row]) -> list[tuple[int, int]]:
    scored = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            inside = min(g["end"], f["end"]) - max(g["start"], f["start"])
            if inside > 0:
                scored.append((inside / (max(g["end"], f["end"]) - min(g["start"], f["start"])), i, j))
    out: list[tuple[int, int]] = []
    for overlap, i, j in sorted(scored, reverse=True):
        if overlap >= 0.5 and all(i != a and j != b for a, b in out):
            out.append((i, j))
    return out


def shape(mention: Row) -> str:
    symbol = mention.get("symbol") or ""
    if mention["form"] not in NUMBERED:
        return "by name"
    if mention.get("year_in_number"):
        return "normative"
    return "Party" if "/" in symbol else "State"


def score_mentions(gold: dict[str, list[Row]], found: dict[str, list[Row]], score: Score) -> None:
    groups = {"numbered": NUMBERED, "named": {"named"}, "generic": {"generic"}}
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    values: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for doc, rows in gold.items():
        mine = found[doc]
        paired = pairs(rows, mine)
        matched, used = {i for i, _ in paired}, {j for _, j in paired}
        for group, forms in groups.items():
            right = sum(rows[i]["form"] in forms for i, _ in paired)
            extra = sum(m["form"] in forms for j, m in enumerate(mine) if j not in used)
            for k, n in enumerate((right, sum(r["form"] in forms for r in rows), right + extra)):
                totals[group][k] += n
        for i, j in paired:
            g, f = rows[i], mine[j]
            if g["form"] not in ("numbered", "blank"):
                continue
            for name in ATTRIBUTES:
                if name == "title":
                    ok = any(same_title(t, f["title"]) for t in (g["title"], *g.get("title_alt", ())))
                else:
                    fold: Callable[[object], str] = folded_issuer if name == "issuer" else folded
                    ok = fold(g.get(name)) == fold(f.get(name))
                for key in ((name, ""), (name, shape(g))):
                    values[key][0] += ok
                    values[key][1] += 1
                if not ok:
                    score.misses.append(
                        f"{doc}:{g['start']} {g['text']!r} {name}: {g.get(name)!r}, found {f.get(name)!r}"
                    )
        score.misses += [
            f"{doc}:{r['start']} missed {r['form']} {r['text']!r}" for i, r in enumerate(rows) if i not in matched
        ]
        score.misses += [
            f"{doc}:{m['start']} extra {m['form']} {m['text']!r}" for j, m in enumerate(mine) if j not in used
        ]
    for group, (right, n, m) in totals.items():
        score.prf(f"mentions {group}", right, n, m)
    for (name, kind), (right, n) in sorted(values.items(), key=lambda item: (ATTRIBUTES.index(item[0][0]), item[0][1])):
        score.rate(f"{name} {kind}".strip(), right, n)


def score_resolution(gold: dict[str, list[Row]], placed: dict[str, list[Row]], score: Score) -> None:
    """B-cubed over the gold mentions that bear a canonical label; one without instrument is a cluster of its own."""
    truth: dict[tuple[str, int], str] = {}
    mine: dict[tuple[str, int], str] = {}
    for doc, rows in gold.items():
        keyed = [r for r in rows if r.get("canonical") and r["form"] != "generic"]
        truth |= {(doc, r["start"]): r["canonical"] for r in keyed}
        mine |= {(doc, r["start"]): f"unresolved {doc}:{r['start']}" for r in keyed}
        mine |= {(doc, keyed[i]["start"]): placed[doc][j]["id"] for i, j in pairs(keyed, placed[doc])}
    by_truth, by_mine = defaultdict(set), defaultdict(set)
    for key in truth:
        by_truth[truth[key]].add(key)
        by_mine[mine[key]].add(key)
    precision = sum(len(by_truth[truth[k]] & by_mine[mine[k]]) / len(by_mine[mine[k]]) for k in truth) / len(truth)
    recall = sum(len(by_truth[truth[k]] & by_mine[mine[k]]) / len(by_truth[truth[k]]) for k in truth) / len(truth)
    score.figures["resolution precision"], score.figures["resolution recall"] = precision, recall
    score.figures["resolution F1"] = 2 * precision * recall / (precision + recall)
    score.counts["resolution F1"] = f"B-cubed over {len(truth)} mentions"
    for what, here, there in (("merged", by_mine, truth), ("split", by_truth, mine)):
        for name, keys in here.items():
            if len({there[k] for k in keys}) > 1:
                score.misses.append(f"{what} {name}: {sorted({there[k] for k in keys})}")


def score_tasks(gold: dict[str, list[Row]], found: dict[str, list[Row]], score: Score) -> None:
    right = n = m = 0
    values: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for doc, rows in gold.items():
        mine = found[doc]
        paired = pairs(rows, mine)
        right, n, m = right + len(paired), n + len(rows), m + len(mine)
        for i, j in paired:
            g, f = rows[i], mine[j]
            due = [
                ((d.get("kind"), d.get("end")) if d else (None, None)) for d in (g.get("deadline"), f.get("deadline"))
            ]
            checks = {"deadline": due} | {
                role: [sorted({folded(b) for b in row.get(role) or ()}) for row in (g, f)] for role in ("lead", "coop")
            }
            for name, (want, got) in checks.items():
                values[name][0] += want == got
                values[name][1] += 1
                if want != got:
                    score.misses.append(f"{doc} task {g['label']} {name}: {want}, found {got}")
        matched, used = {i for i, _ in paired}, {j for _, j in paired}
        score.misses += [
            f"{doc} missed task {r['label']} {r['text'][:50]!r}" for i, r in enumerate(rows) if i not in matched
        ]
        score.misses += [
            f"{doc} extra task {t['label']} {t['text'][:50]!r}" for j, t in enumerate(mine) if j not in used
        ]
    score.prf("tasks", right, n, m)
    for name, (ok, of) in values.items():
        score.rate(f"task {name}", ok, of)


def by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    out: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        out[row["doc"]].append(row)
    return out


def measure(gold_dir: Path = GOLD, documents_dir: Path = DOCUMENTS) -> Score:
    """The figures on a folder of gold (citations.jsonl, tasks.jsonl, documents.csv) and its documents."""

    def load(name: str) -> dict[str, list[Row]]:
        return by_document(map(json.loads, (gold_dir / name).read_text(encoding="utf-8").splitlines()))

    citations, tasks = load("citations.jsonl"), load("tasks.jsonl")
    with (gold_dir / "documents.csv").open(encoding="utf-8", newline="") as file:
        doc_of = {row["sha256"]: row["doc"] for row in csv.DictReader(file)}
    read: dict[str, Row] = {}
    for path in sorted(documents_dir.iterdir()):
        doc = doc_of.get(hashlib.sha256(path.read_bytes()).hexdigest())
        if doc in citations:
            read[doc] = to_json(extract(read_text(path)))
    score = Score()
    score_mentions(citations, {d: r["mentions"] for d, r in read.items()}, score)
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "gold.db", create=True) as store:
        build(store, [documents_dir], registry=None)
        name_of = {d["id"]: doc_of.get(d["sha256"], d["id"]) for d in asdict(documents(store))["documents"]}
        placed: dict[str, list[Row]] = defaultdict(list)
        for instrument in asdict(instruments(store))["instruments"]:
            for mention in instrument["mentions"]:
                placed[name_of[mention["document"]]].append(mention | {"id": instrument["id"]})
    score_resolution(citations, placed, score)
    score_tasks(tasks, {d: r["tasks"] for d, r in read.items()}, score)
    return score


def fallen(score: Score) -> list[str]:
    """What is below the baseline, in words."""
    frozen = json.loads(BASELINE.read_text(encoding="utf-8"))
    return [
        f"{name}: {score.figures.get(name, 0):.4f}, baseline {value:.4f}"
        for name, value in frozen.items()
        if round(score.figures.get(name, 0), 4) < value
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description="Accuracy on hand-made gold, without the registry.")
    parser.add_argument("--misses", action="store_true", help="list every miss with its place")
    parser.add_argument(
        "--freeze", action="store_true", help="write the figures as the new baseline; refused where one fell"
    )
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--documents", type=Path, default=DOCUMENTS)
    args = parser.parse_args()
    score = measure(args.gold, args.documents)
    frozen = json.loads(BASELINE.read_text(encoding="utf-8")) if BASELINE.exists() else {}
    for name, value in score.figures.items():
        change = round(value, 4) - frozen.get(name, 0)
        mark = f"{change:+.4f}" if name in frozen and change else "" if name in frozen else "new"
        print(f"{name:32} {value:7.4f}  {mark:8} {score.counts.get(name, '')}".rstrip())
    if args.misses:
        print(*score.misses, sep="\n")
    lost = fallen(score) if frozen and args.gold == GOLD else []
    if lost:
        print("below the baseline:", *lost, sep="\n  ", file=sys.stderr)
        return 1
    if args.freeze:
        text = json.dumps({k: round(v, 4) for k, v in score.figures.items()}, ensure_ascii=False, indent=1)
        BASELINE.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
