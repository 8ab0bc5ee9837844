"""Views of a small store: what stands in them, and that the text of a document stays text."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sqlalchemy import select

from graph.schema import instruments
from graph.store import Store, open_store
from tests.corpus import fill
from tests.graph_views import HOSTILE, filled_store, view_of
from viz.i18n.words import word, words
from viz.view import (
    GraphView,
    overview,
    render,
    to_json,
    view_for_body,
    view_for_document,
    view_for_group,
    view_for_instrument,
    view_for_unit,
)
from viz.view_model import network
from viz.view_node import BANDS, Band, Edge, Fact, Kind, Node, Passage
from viz.view_page import SCRIPTS, STYLES, data


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with filled_store(tmp_path / "a.db") as opened:
        yield opened


def relations(view: GraphView) -> set[tuple[str, str, str, bool]]:
    return {(e.source, e.relation, e.target, e.indirect) for e in view.edges if not e.quiet}


def test_instrument_stands_between_what_it_rests_on_and_what_implements_it(store: Store) -> None:
    view = view_for_instrument(store, "nd-12")
    assert view.question == "Ai thực hiện Nghị định 12/2024/NĐ-CP, và văn bản này dựa trên gì?"
    assert relations(view) == {
        ("i:nd-12", "details", "i:luat-1", False),
        ("i:kh-70", "implements", "i:nd-12", False),
        ("i:kh-9-ward", "cites", "i:nd-12", False),
        ("i:kh-9-ward", "implements", "i:kh-70", True),
        ("d:kh-10", "based_on", "i:kh-70", True),
        ("t:1", "task", "i:kh-9-ward", False),
    }
    assert [b.id for b in view.bands] == ["central", "province", "commune", "task"]
    assert {n.id for n in view.nodes if n.indirect} == {"d:kh-10"}
    assert [n.id for n in view.nodes if n.focus] == ["i:nd-12"]


def test_rival_values_and_quotes_come_with_the_card(store: Store) -> None:
    focus = next(n for n in view_for_instrument(store, "nd-12").nodes if n.focus)
    assert [(v.value, v.conflicting) for v in focus.rivals[0].values] == [("2024-02-01", False), ("2024-12-01", True)]
    assert [(p.document, p.line) for p in focus.passages] == [("Kế hoạch 9/KH-UBND", 2)]
    assert focus.passages[0].text.startswith("Triển khai Nghị định số 12/2024/NĐ-CP")


def test_document_shows_what_it_cites_and_its_tasks(store: Store) -> None:
    view = view_for_document(store, "kh-9")
    assert relations(view) == {
        ("i:kh-9-ward", "implements", "i:kh-70", False),
        ("i:kh-9-ward", "cites", "i:nd-12", False),
        ("t:1", "task", "i:kh-9-ward", False),
        ("t:2", "task", "i:kh-9-ward", False),
    }
    assert [(e.source, e.target) for e in view.edges if e.quiet] == [("t:1", "i:nd-12")]


def test_unit_and_group_start_from_their_documents(store: Store) -> None:
    unit = view_for_unit(store, "11446")
    assert unit.question.startswith("Phường Phù Liễn thực hiện")
    assert {n.id for n in unit.nodes if n.focus} == {"i:kh-9-ward"}
    group = view_for_group(store, ["kh-10", "kh-9"])
    assert {n.id for n in group.nodes if n.focus} == {"i:kh-9-ward", "d:kh-10"}
    assert ("d:kh-10", "based_on", "i:kh-70", False) in relations(group)
    with pytest.raises(KeyError, match="kh-0"):
        view_for_group(store, ["kh-10", "kh-0"])


def test_unit_without_documents_says_so(store: Store) -> None:
    view = view_for_unit(store, "10549")
    assert view.nodes == ()
    assert view.note == words("graph", "vi")["note.empty"]
    assert view.note in render(view)


def test_body_leads_and_shares_tasks_under_instruments(store: Store) -> None:
    view = view_for_body(store, "Phòng Kinh tế")
    assert {("b:Phòng Kinh tế", "lead", "t:1", False), ("b:Phòng Kinh tế", "coop", "t:2", False)} <= relations(view)
    assert ("i:kh-9-ward", "cites", "i:nd-12", False) in relations(view)


def test_overview_folds_by_type_and_ward(store: Store) -> None:
    view = overview(store)
    groups = {n.id: n.members for n in view.nodes if n.kind is Kind.GROUP}
    assert groups == {"g:tasks:11446": 2}  # no other group has two
    assert {n.group for n in view.nodes if n.kind is Kind.TASK} == {"g:tasks:11446"}


@pytest.mark.parametrize("read", [view_for_instrument, view_for_document])
def test_unknown_keys_raise(store: Store, read: object) -> None:
    with pytest.raises(KeyError):
        read(store, "không-có")  # type: ignore[operator]


def test_views_are_the_same_every_time(store: Store) -> None:
    assert render(view_for_instrument(store, "nd-12")) == render(view_for_instrument(store, "nd-12"))


def test_pyvis_network_is_the_model() -> None:
    view = view_of(60)
    net = network(view)
    assert [n["id"] for n in net.nodes] == [n.id for n in view.nodes]
    assert len(net.edges) == len(view.edges)
    assert net.options["physics"]["enabled"] is False
    assert all("x" in n and "y" in n for n in net.nodes if not n.get("hidden"))
    assert to_json(view)["nodes"] == net.nodes


def test_a_full_band_folds_the_rest() -> None:
    data = to_json(view_of(120))
    shown = [n for n in data["nodes"] if not n.get("hidden")]
    assert len(shown) == 6 * 11
    assert len(data["folds"]) == 6


def test_english_has_every_word() -> None:
    assert words("graph", "en").keys() == words("graph", "vi").keys()
    assert all(words("graph", "en").values())
    assert {f"band.{b}" for b in BANDS} <= words("graph", "vi").keys()
    assert 'lang="en"' in render(view_for_lang("en"))


def view_for_lang(lang: str) -> GraphView:
    view = view_of(6)
    return GraphView(view.question, lang, view.nodes, view.edges, view.bands)


class Elements(HTMLParser):
    """Collects what a browser would make of the page: elements, attributes, and the text of its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: dict[str, int] = {}
        self.attributes: list[tuple[str, str, str | None]] = []
        self.scripts: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.attributes += [(tag, name, value) for name, value in attrs]
        self._script = tag == "script"
        if self._script:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._script = False

    def handle_data(self, data: str) -> None:
        if self._script:
            self.scripts[-1] += data


@pytest.mark.parametrize("kind", ["instrument", "document", "unit", "body", "group", "overview"])
@pytest.mark.parametrize("embedded", [False, True])
def test_hostile_text_adds_no_element_and_no_attribute(tmp_path: Path, kind: str, embedded: bool) -> None:
    read = {
        "instrument": lambda s: view_for_instrument(s, "nd-12"),
        "document": lambda s: view_for_document(s, "kh-9"),
        "unit": lambda s: view_for_unit(s, "11446"),
        "body": lambda s: view_for_body(s, "Phòng Kinh tế"),
        "group": lambda s: view_for_group(s, ["kh-9", "kh-10"]),
        "overview": overview,
    }[kind]
    pages = []
    for name, said in (("plain", "bình thường"), ("hostile", HOSTILE)):
        with filled_store(tmp_path / f"{name}.db", words=said) as store:
            page = Elements()
            text = render(read(store), embedded=embedded)
            page.feed(text)
            pages.append(page)
    plain, hostile = pages
    assert hostile.tags == plain.tags
    assert [a[:2] for a in hostile.attributes] == [a[:2] for a in plain.attributes]
    assert not [a for a in hostile.attributes if a[1].startswith("on") or a[1] in ("style", "srcdoc")]
    assert [s for s in hostile.scripts if s not in plain.scripts] == [hostile.scripts[0]]  # the data
    data = json.loads(hostile.scripts[0])
    assert "window.hacked=1" in json.dumps(data)
    assert "<" not in hostile.scripts[0]
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u2028]", hostile.scripts[0])
    assert "{{ 7*7 }}" in json.dumps(data)  # not read as a template


def test_page_names_no_other_host_and_trusts_only_itself() -> None:
    text = render(view_of(5))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert policy[1].count("sha256-") == 2
    assert "unsafe" not in policy[1]
    assert not [u for u in re.findall(r"https?://[^\"'\s)]+", text) if not u.startswith("http://www.w3.org/")]
    assert "script-src 'nonce-abc'" in render(view_of(5), nonce="abc").replace("&#39;", "'")


def test_links_are_the_pages_that_the_application_names() -> None:
    assert to_json(view_of(5))["links"] == {}
    links = {"instrument": "/instruments/{key}"}
    assert to_json(view_of(5), links=links)["links"] == links


@pytest.mark.parametrize("name", [*SCRIPTS, *STYLES])
def test_assets_never_make_markup_of_text(name: str) -> None:
    text = (Path("viz/assets") / name).read_text(encoding="utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|setTimeout\(['\"]", text
    )
    assert "</script" not in text
    assert "</style" not in text


def test_a_view_holds_so_many_cards_and_counts_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("viz.view_gather.CAPACITY", dict.fromkeys(Kind, 1))
    with filled_store(tmp_path / "a.db") as store:
        view = view_for_document(store, "kh-9")
    assert [n.kind for n in view.nodes] == [Kind.INSTRUMENT, Kind.DOCUMENT, Kind.TASK]
    assert view.note == word("graph", "vi", "note.left_out", shown=3, n=2)


def test_a_band_shows_what_hangs_on_what_is_shown() -> None:
    nodes = [
        Node(id=f"{prefix}:{k}", kind=kind, key="", band=band, label=str(k), weight=weight * k)
        for prefix, kind, band, weight in (("i", Kind.INSTRUMENT, "central", 1), ("t", Kind.TASK, "task", -1))
        for k in range(20)
    ]
    edges = [Edge(f"t:{k}", f"i:{k}", "task") for k in range(20)]
    bands = (Band("central", "Trung ương"), Band("task", "Nhiệm vụ"))
    data = to_json(GraphView("?", "vi", tuple(nodes), tuple(edges), bands))
    shown = {n["id"] for n in data["nodes"] if not n.get("hidden")}
    assert shown == {f"{prefix}:{k}" for prefix in "it" for k in range(9, 20)}


def test_a_page_says_each_text_once() -> None:
    said = ("Xây dựng kế hoạch tuyên truyền, phổ biến pháp luật năm 2026 " * 8).strip()
    task = Node(
        id="t:1",
        kind=Kind.TASK,
        key="",
        band="task",
        label=said[:160],
        name=said,
        facts=(Fact("fact.text", said), Fact("fact.label", "I.1")),
        passages=(Passage("Kế hoạch 1", "kh-1", 3, 0, 9, said[:60]),),
    )
    paper = Node(id="d:1", kind=Kind.DOCUMENT, key="1", band="paper", label="Kế hoạch 1", name="Kế hoạch 1 về dân vận")
    edge = Edge("t:1", "d:1", "task")
    view = GraphView("?", "vi", (paper, task), (edge,), (Band("paper", "Văn bản"), Band("task", "Nhiệm vụ")))
    found = json.loads(str(data(view)))
    assert str(data(view)).count(said[:60]) == said.count(said[:60])
    assert found["nodes"][0]["label"] == "Kế hoạch 1"
    assert found["nodes"][1]["facts"] == [["fact.text"], ["fact.label", "I.1"]]
    assert found["nodes"][1]["passages"] == [["Kế hoạch 1", "kh-1", 3, ""]]
    assert found["edges"] == [[1, 0, "task", 0, 0]]


def test_the_view_of_what_everybody_cites_stays_small(tmp_path: Path) -> None:
    with open_store(tmp_path / "v.db", create=True) as store:
        fill(store, 1500)
        with store.read() as connection:
            most = select(instruments.c.id).order_by(instruments.c.document_count.desc(), instruments.c.id).limit(1)
            key = connection.execute(most).scalar_one()
        for view in (view_for_instrument(store, key), overview(store)):
            assert len(render(view).encode()) < 1_500_000
            assert view.note
