"""The graph view drawn in headless Chromium: no card over another, no line behind one, letters that can be read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from graph.build import build
from graph.schema import documents, instruments, task_bodies
from graph.store import open_store
from tests.chromium import CHROMIUM
from tests.graph_page import Opened, boxes, cards, started
from tests.graph_views import random_view, view_of
from viz.i18n.words import word
from viz.view import (
    GraphView,
    overview,
    view_for_body,
    view_for_document,
    view_for_instrument,
    view_for_unit,
)
from viz.view_node import BANDS, Band, Edge, Kind, Node

pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from started()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opened]:
    made = Opened(browser, tmp_path)
    yield made
    made.close()


DOCUMENTS = Path(__file__).parent.parent / "data" / "documents"

LETTERS = """() => {
  const svg = document.querySelector('svg[data-part=drawing]');
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const sizes = [...svg.querySelectorAll('text')].map(text => parseFloat(getComputedStyle(text).fontSize));
  return Math.min(...sizes) * scale;
}"""
INSIDE = """() => [...document.querySelectorAll('.card')].every(card => {
  const edge = card.querySelector('.box').getBoundingClientRect().right + 1;
  return [...card.querySelectorAll('text')].every(text => text.getBoundingClientRect().right <= edge);
})"""
LEVELS = """() => {
  const svg = document.querySelector('svg[data-part=drawing]');
  const { left, width } = svg.getBoundingClientRect();
  const { geometry } = viendanGraph.read(document.querySelector('[data-part=data]').textContent);
  const edge = left + geometry.label_width * width / svg.viewBox.baseVal.width;
  return [...svg.querySelectorAll('.level')].every(text => text.getBoundingClientRect().right <= edge);
}"""
FILL = """() => {
  const s = document.querySelector('.scroller');
  return [s.scrollWidth / s.clientWidth, s.scrollHeight / s.clientHeight];
}"""
PLACES = """() => {
  const g = viendanGraph;
  const view = g.read(document.querySelector('[data-part=data]').textContent);
  const made = g.arrange(view, g.emptyState(), view.geometry.per_row);
  window.made = { at: Object.fromEntries(made.at), height: made.height, width: made.width };
  const shown = view.nodes.filter(n => !n.hidden).map(n => [n.id, { x: n.x, y: n.y }]);
  const folds = Object.entries(view.folds).map(([id, [x, y]]) => [id, { x, y }]);
  window.want = { at: Object.fromEntries([...shown, ...folds]), height: view.height, width: view.geometry.width };
}"""
BEHIND = """() => {
  // every line as drawn, point by point, against every card; of its own two it may touch the edge
  const points = d => {
    const [x, y, ...rest] = d.match(/-?[\\d.]+/g).map(Number);
    const found = [{ x, y }];
    for (let k = 0; k + 5 < rest.length; k += 6) {
      const from = found.at(-1);
      const [a, b, c, e, p, q] = rest.slice(k, k + 6);
      for (let n = 1; n <= 40; n += 1) {
        const t = n / 40;
        const [i, j, m, o] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t ** 3];
        found.push({ x: i * from.x + j * a + m * c + o * p, y: i * from.y + j * b + m * e + o * q });
      }
    }
    return found;
  };
  const drawn = document.querySelectorAll('.edge .line');
  const cards = [...document.querySelectorAll('.card')].map(card => {
    const [x, y] = card.getAttribute('transform').match(/[-\\d.]+/g).map(Number);
    const box = card.querySelector('.box');
    const [right, down] = [x + Number(box.getAttribute('width')), y + Number(box.getAttribute('height'))];
    return { id: card.dataset.id, x, y, right, down };
  });
  const inside = (p, card, by) =>
    p.x > card.x + by && p.x < card.right - by && p.y > card.y + by && p.y < card.down - by;
  const found = [];
  for (const line of drawn) {
    const way = points(line.getAttribute('d'));
    const head = line.parentElement.querySelector('.head').getAttribute('d').match(/[-\\d.]+/g).map(Number);
    const ends = [way[0], { x: head[0], y: head[1] }].map(p => cards.find(card =>
      p.x >= card.x - 1 && p.x <= card.right + 1 && (Math.abs(p.y - card.y) < 1 || Math.abs(p.y - card.down) < 1)));
    if (ends.includes(undefined)) found.push('loose');
    for (const p of way) {
      const hit = cards.find(card => inside(p, card, ends.includes(card) ? 2 : 0));
      if (hit) found.push(`${ends.map(e => e?.id)} behind ${hit.id}`);
      if (hit) break;
    }
  }
  return [drawn.length, found];
}"""
LINES = "[...document.querySelectorAll('.edge .line')].map(line => line.getAttribute('d'))"
ASTRAY = """() => {
  const line = document.querySelector('.edge .line');
  const corner = card => card.getAttribute('transform').match(/[-\\d.]+/g).join(' ');
  const cards = [...document.querySelectorAll('.card')].map(corner);
  line.setAttribute('d', `${line.getAttribute('d')}C${cards.slice(0, 3).join(' ')}`);
}"""


@pytest.mark.parametrize("size", [5, 60, 300])
def test_no_card_covers_another_and_letters_can_be_read(opened: Opened, size: int) -> None:
    page = opened.show(view_of(size))
    found = boxes(page)
    assert len(found) == min(size, 6 * 12)
    for k, a in enumerate(found):
        for b in found[k + 1 :]:
            apart = (
                a["right"] <= b["left"] or b["right"] <= a["left"] or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]
            )
            assert apart
    height = page.evaluate(LETTERS)
    assert height >= 10.3
    assert page.evaluate(INSIDE)


def test_sixty_cards_fit_the_screen(opened: Opened) -> None:
    page = opened.show(view_of(60))
    across, down = page.evaluate(FILL)
    assert across <= 1.001
    assert down <= 1.08


@pytest.mark.parametrize("size", [5, 60, 300])
def test_the_page_places_cards_as_the_layout_does(opened: Opened, size: int) -> None:
    page = opened.show(view_of(size))
    page.evaluate(PLACES)
    made, want = page.evaluate("made"), page.evaluate("want")
    assert made["at"].keys() == want["at"].keys()
    for card, at in want["at"].items():
        assert made["at"][card] == pytest.approx(at)
    assert (made["height"], made["width"]) == pytest.approx((want["height"], want["width"]))


def behind(page: Any) -> tuple[int, list[str]]:
    """How many lines are drawn, and those that run behind a card that they have nothing to do with."""
    drawn, found = page.evaluate(BEHIND)
    return drawn, found


def views_of_the_five(folder: Path) -> Iterator[GraphView]:
    with open_store(folder / "five.db", create=True) as store:
        build(store, [DOCUMENTS], registry=None)
        with store.read() as connection:
            keys = connection.execute(select(documents.c.id, documents.c.unit_code)).all()
            cited = connection.execute(
                select(instruments.c.id).order_by(instruments.c.document_count.desc(), instruments.c.id).limit(12)
            ).scalars()
            most = connection.execute(select(task_bodies.c.canonical)).scalars()
            bodies = [name for name, _ in Counter(most).most_common(3)]
            wanted = list(cited)
        yield overview(store)
        for row in keys:
            yield view_for_document(store, row.id)
            yield view_for_unit(store, row.unit_code)
        for key in wanted:
            yield view_for_instrument(store, key)
        for name in bodies:
            yield view_for_body(store, name)


def test_no_line_runs_behind_a_card_in_the_views_of_the_five(opened: Opened, tmp_path: Path) -> None:
    total = 0
    for view in views_of_the_five(tmp_path):
        page = opened.show(view)
        drawn, found = behind(page)
        assert (view.question, found) == (view.question, [])
        total += drawn
        for group in [card for card in cards(page) if card.startswith(("g:", "f:"))][:3]:
            page.locator(f"[data-id='{group}']").click()
            assert behind(page)[1] == []
        page.goto("about:blank")
    assert total > 500


@pytest.mark.parametrize("width", [1366, 600, 390])
def test_no_line_runs_behind_a_card_in_random_views(browser: Any, tmp_path: Path, width: int) -> None:
    made = Opened(browser, tmp_path, viewport={"width": width, "height": 768})
    for seed in range(12):
        page = made.show(random_view(Random(seed)))
        drawn, found = behind(page)
        assert drawn
        assert (seed, found) == (seed, [])
    first = page.evaluate(LINES)
    page.reload()
    page.wait_for_selector("[data-graph][data-ready]")
    assert page.evaluate(LINES) == first  # the same every time
    made.close()


def test_a_line_behind_a_card_would_be_seen(opened: Opened) -> None:
    page = opened.show(view_of(60))
    page.evaluate(ASTRAY)
    assert behind(page)[1]


def test_cards_of_one_name_are_told_apart(opened: Opened) -> None:
    whole = view_of(60)
    places = ("Hà Nội", "Quảng Ninh", "Thanh Hóa")
    twins = [n for n in whole.nodes if n.band == "province"][: len(places)]
    subs = {n.id: f"10/02/2021 · Ủy ban nhân dân {place}" for n, place in zip(twins, places, strict=True)}
    nodes = tuple(replace(n, label="Kế hoạch 196/KH-UBND", sub=subs[n.id]) if n.id in subs else n for n in whole.nodes)
    page = opened.show(replace(whole, nodes=nodes))
    for node, place in zip(twins, places, strict=True):
        texts = page.locator(f"[data-id='{node.id}'] text").all_text_contents()
        assert texts[-1 - ("⚠" in texts)].endswith(place)
        assert texts[0].startswith("Kế hoạch 196/")
        assert ("⚠" in texts) is bool(node.rivals)
    assert any(node.rivals for node in twins)
    assert page.evaluate(INSIDE)


def test_names_of_bands_are_whole_in_both_languages(opened: Opened) -> None:
    for lang in ("vi", "en"):
        nodes = tuple(Node(id=f"i:{b}", kind=Kind.INSTRUMENT, key=b, band=b, label="Văn bản") for b in BANDS)
        bands = tuple(Band(b, word("graph", lang, f"band.{b}")) for b in BANDS)
        page = opened.show(GraphView("?", lang, nodes, (), bands))
        names = page.eval_on_selector_all("svg .level", "all => all.map(text => text.textContent)")
        assert len(names) == len(BANDS)
        assert not [name for name in names if "…" in name]
        assert page.evaluate(LEVELS)


def test_of_too_many_lines_the_strongest_are_drawn_and_the_others_on_demand(opened: Opened) -> None:
    view = view_of(60)
    ids = [n.id for n in view.nodes if n.kind is not Kind.TASK]
    many = {Edge(a, b, "implements") for k, a in enumerate(ids) for b in ids[:k:3]}
    page = opened.show(replace(view, edges=tuple(sorted(many, key=lambda e: (e.source, e.target)))))
    drawn = page.locator(".edge")
    assert drawn.count() > 200
    visible = "[...document.querySelectorAll('.edge')].filter(e => getComputedStyle(e).display !== 'none').length"
    assert page.evaluate(visible) == 50
    note = page.locator("[data-part=fewer]").inner_text()
    assert note.startswith("Chỉ vẽ 50 đường")
    assert f"còn {drawn.count() - 50} đường" in note
    some = min(many, key=lambda e: e.source).source
    page.locator(f"[data-id='{some}']").focus()
    page.keyboard.press("Enter")
    assert page.locator(".edge.on").count() == sum(some in (e.source, e.target) for e in many)
    assert page.evaluate(
        "[...document.querySelectorAll('.edge.on')].every(e => getComputedStyle(e).display !== 'none')"
    )
    page = opened.show(view)
    assert page.locator(".edge.fewer").count() == 0
    assert not page.locator("[data-part=fewer]").is_visible()
