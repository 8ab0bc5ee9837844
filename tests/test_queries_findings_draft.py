"""A draft held against some citations of what many cite gives the findings that it gives against all of them."""

import hashlib
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.build import build
from graph.keep import Reading
from graph.store import Store, open_store
from ingest.extract import extract
from ingest.unit import units_of
from queries.findings import check
from queries.findings.beside import beside
from tests import corpus_files, planted_plans
from tests.corpus import acts, fill, plans
from tests.planted_slips import KINDS, NoPlace

FEW = 8
"""Citations above which an instrument is taken for one that many cite."""


@dataclass(frozen=True)
class Made:
    """Texts of a corpus, and drafts with slips that cite the same instruments."""

    corpus: list[str]
    drafts: list[str]


def wards() -> Made:
    """Plans of wards of several provinces, of the last some with slips at each line that cites."""
    *corpus, a, b, c = (plan.text for plan in corpus_files.texts(153))
    return Made(corpus, [_slips(text, random.Random(k)) for k, text in enumerate((a, b, c))])


SLIPS = (
    ("ngày 1", "ngày 2"),
    ("Chỉ thị số", "Quyết định số"),
    (" về ", " về thí điểm "),
    ("của Thủ tướng Chính phủ", "của Chính phủ"),
    ("Ban Chấp hành", "Ban Thường vụ"),
    ("giai đoạn 2026 - 2030", "năm 2021"),
)


def _slips(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    for k, line in enumerate(lines):
        fits = [slip for slip in SLIPS if " số " in line and slip[0] in line]
        if fits:
            lines[k] = line.replace(*chance.choice(fits), 1)
    return "\n".join(lines)


def planted() -> Made:
    """Plans of one city, each draft with a slip of a known kind."""
    rng = random.Random(4)
    acts = planted_plans.world(rng)
    names = [u.name for u in units_of("31") if u.type == "phường"]
    corpus = [_plan(rng, acts, [acts[(k * 3 + j) % 12] for j in range(8)], names[k], k) for k in range(24)]
    return Made(corpus, list(_drafts(rng, acts, names)))


def _plan(rng: random.Random, acts: list[planted_plans.Act], cited: list[planted_plans.Act], name: str, k: int) -> str:
    return "\n".join(planted_plans.plan(rng, acts, cited, name, k + 1).lines())


def _drafts(rng: random.Random, acts: list[planted_plans.Act], names: list[str]) -> Iterator[str]:
    for k, plant in enumerate(KINDS.values()):
        p = planted_plans.plan(rng, acts, rng.sample(acts[:12], 8), names[30 + k % 12], 30 + k)
        try:
            plant(rng, p, acts)
        except NoPlace:
            continue
        yield "\n".join(p.lines())


def _build(store: Store, folder: Path, texts: Iterable[str]) -> None:
    for k, text in enumerate(texts):
        (folder / f"{k}.txt").write_text(text, encoding="utf-8")
    build(store, [folder], registry=None)


@pytest.mark.parametrize("made", [wards, planted])
def test_some_citations_tell_what_all_tell(tmp_path: Path, made: Callable[[], Made]) -> None:
    it = made()
    rules: set[str] = set()
    with open_store(tmp_path / "v.db", create=True) as store:
        _build(store, tmp_path, it.corpus)
        for text in it.drafts:
            digest = hashlib.sha256(text.encode()).hexdigest()
            with beside(store, Reading("", digest, text, extract(text)), FEW) as side:
                assert len(side.popular) > 3
            some, every = (check(store, text, include_off=True, popular=n) for n in (FEW, 10_000))
            assert some.findings == every.findings
            assert some.instruments == every.instruments
            rules |= {f.rule for f in every.findings}
    assert rules >= {"date-conflict", "type-conflict", "title-conflict", "symbol-issuer-mismatch"}
    assert len(rules) > 8


def test_a_store_filled_without_a_build_is_answered(tmp_path: Path) -> None:
    """What large tests are made on has the blocks and ids of a build: a draft is resolved beside it."""
    with open_store(tmp_path / "v.db", create=True) as store:
        fill(store, 60, 30)
        (draft,) = plans(1, acts(30), 9)
        place = draft.places[0]
        right = draft.text[place.end :].split("ngày ", 1)[1][:10].split(" ")[0]
        day, rest = right.split("/", 1)
        slip = f"ngày {int(day) % 28 + 1:02}/{rest}"
        text = draft.text[: place.end] + draft.text[place.end :].replace(f"ngày {right}", slip, 1)
        told = check(store, text)
    assert {(f.rule, f.line) for f in told.findings} >= {("date-conflict", text[: place.end].count("\n") + 1)}
    assert {acts(30)[p.act].key for p in draft.places} <= {c.id for c in told.instruments}
