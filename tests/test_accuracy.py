"""The figures on gold never fall below the frozen baseline (`make accuracy` shows the misses)."""

from tests.accuracy import fallen, measure, pairs, same_title


def test_no_figure_is_below_the_baseline():
    assert fallen(measure()) == []


def test_pairing_wants_half_an_overlap_and_uses_each_once():
    gold = [{"start": 0, "end": 10}, {"start": 20, "end": 30}]
    found = [{"start": 0, "end": 9}, {"start": 1, "end": 10}, {"start": 27, "end": 40}]
    assert len(pairs(gold, found)) == 1


def test_titles_may_differ_in_length_but_not_in_subject():
    assert same_title("về công tác văn thư và lưu trữ", "về công tác văn thư")
    assert not same_title("về công tác văn thư", "về công tác cán bộ")
    assert not same_title("về công tác văn thư", None)
