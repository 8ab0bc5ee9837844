"""Planted slips: clean plans that cite made-up instruments, one known slip at a known line; what the rules find.

`python -m tests.planted` prints recall and precision by rule. Every round is a corpus of its own: some plans stay
clean, each of the others gets one slip. A finding is right where its line is the planted one and its rule among those
that may tell of the slip.
"""

import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from graph.keep import Reading, keep
from graph.registry import Registry
from graph.resolve import resolve
from graph.store import open_store
from ingest.extract import extract
from ingest.unit import units_of
from queries.findings import Finding, report
from tests.planted_plans import plan, world
from tests.planted_slips import KINDS, NoPlace

WITNESSES, PLANTED = 10, 26
"""Clean and planted plans of one corpus."""


@dataclass
class Score:
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    misses: list[tuple[str, str]] = field(default_factory=list)
    false: list[tuple[str, str, str]] = field(default_factory=list)
    clean: list[Finding] = field(default_factory=list)

    def recall(self, key: str) -> float:
        return self.found[key] / self.planted[key] if self.planted[key] else 1.0

    def precision(self, key: str) -> float:
        told = self.right[key] + self.wrong[key]
        return self.right[key] / told if told else 1.0


def run(plantings: int, seed: int = 1) -> Score:
    """At least so many plantings, kinds in turn."""
    score, number = Score(), 0
    order = list(KINDS)
    while sum(score.planted.values()) < plantings:
        rng = random.Random(seed * 1000 + number)
        number += 1
        _round(rng, order, score)
        order = order[PLANTED % len(order) :] + order[: PLANTED % len(order)]
    return score


def _round(rng: random.Random, order: list[str], score: Score) -> None:
    acts = world(rng)
    units = [u.name for u in units_of("31") if u.type == "phường"]
    names = rng.sample(units, WITNESSES + PLANTED)
    texts: list[tuple[str, int, str, frozenset[str]]] = []
    for k, unit in enumerate(names):
        # Each instrument stands in several of the clean plans.
        chosen = [acts[(k * 8 + j) % len(acts)] for j in range(8)] if k < WITNESSES else rng.sample(acts, 8)
        p = plan(rng, acts, chosen, unit, k + 1)
        key, line, rules = "", 0, frozenset[str]()
        if k >= WITNESSES:
            key = order[(k - WITNESSES) % len(order)]
            try:
                words, rules = KINDS[key](rng, p, acts)
            except NoPlace:
                key = ""
            else:
                written = "\n".join(p.lines()).split("\n")
                line = next(n for n, one in enumerate(written, 1) if words.split("\n")[0] in one)
        texts.append((key, line, "\n".join(p.lines()), rules))
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "p.db", create=True) as store:
        ids = {}
        with store.write() as connection:
            for k, (_, _, text, _) in enumerate(texts):
                digest = sha256(f"{k}{text}".encode()).hexdigest()
                ids[keep(connection, Reading(f"{k}.txt", digest, text, extract(text)), "test")] = k
        resolve(store, Registry())
        found: dict[int, list[Finding]] = defaultdict(list)
        for f in report(store).findings:
            found[ids[f.document]].append(f)
    for k, (key, line, text, rules) in enumerate(texts):
        if key:
            score.planted[key] += 1
            hit = any(f.rule == key and line in {p.line for p in f.places} for f in found[k])
            score.found[key] += hit
            if not hit:
                score.misses.append((key, text.split("\n")[line - 1]))
        for f in found[k]:
            if key and f.rule in rules and line in {p.line for p in f.places}:
                score.right[f.rule] += 1
            else:
                score.wrong[f.rule] += 1
                score.false.append((f.rule, key, f"{f.line}: {f.message}"))
                if not key:
                    score.clean.append(f)


def table(score: Score) -> str:
    rows = [f"{'rule':24}{'planted':>8}{'recall':>9}{'precision':>11}"]
    rows += [f"{k:24}{score.planted[k]:>8}{score.recall(k):>9.3f}{score.precision(k):>11.3f}" for k in KINDS]
    total = sum(score.planted.values())
    told = sum(score.right.values()) + sum(score.wrong.values())
    rows.append(
        f"{'all':24}{total:>8}{sum(score.found.values()) / total:>9.3f}{sum(score.right.values()) / told:>11.3f}"
    )
    return "\n".join(rows)


if __name__ == "__main__":
    began = time.perf_counter()
    result = run(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    print(table(result))
    print(f"{time.perf_counter() - began:.0f} s; findings in clean plans: {len(result.clean)}")
    if "--misses" in sys.argv:
        seen: Counter[str] = Counter()
        for key, words in result.misses:
            seen[key] += 1
            if seen[key] <= 4:
                print("MISS", key, "|", words)
        seen.clear()
        for rule, key, words in result.false:
            seen[f"{rule}/{key}"] += 1
            if seen[f"{rule}/{key}"] <= 2:
                print("FALSE", rule, "in", key or "clean", "|", words[:300])
