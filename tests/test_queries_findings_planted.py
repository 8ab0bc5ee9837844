"""Recall and precision of the rules on a thousand planted slips with fixed seeds (tests/planted.py)."""

import pytest

from tests.planted import run
from tests.planted_slips import KINDS


@pytest.fixture(scope="module")
def score():
    return run(1000)


@pytest.mark.parametrize("key", KINDS)
def test_recall_and_precision(score, key):
    assert score.planted[key] >= 10
    assert score.recall(key) >= 0.95, [words for k, words in score.misses if k == key]
    assert score.precision(key) >= 0.95, [words for k, _, words in score.false if k == key]


def test_every_other_rule_is_silent(score):
    assert {k: n for k, n in score.wrong.items() if k not in KINDS} == {}


def test_nothing_is_found_in_clean_plans(score):
    assert [f.message for f in score.clean] == []
