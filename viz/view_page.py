"""A graph view as a page, a fragment of a page, or JSON.

The model is a pyvis network: its nodes, edges and options are what the page reads, with physics off and every
position computed before (`viz.layout`). The page is not pyvis's own: its template loads from a CDN, writes in the
locale's encoding and runs script from titles. Nor is vis-network's canvas used to draw: measured here, cards drawn
as SVG elements paint sooner, and only they can be reached by keyboard, read aloud, printed sharply, coloured by the
reader's theme and saved as SVG. Text of documents reaches the page as JSON data and as autoescaped table cells,
never as markup or script.
"""

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ingest.mention import Relation
from viz.i18n.foreign import message
from viz.i18n.words import word, words
from viz.view_model import lean, to_json
from viz.view_node import GraphView, Kind, Node

SCRIPTS = tuple(
    f"graph{part}.js"
    for part in ("-text", "-read", "-place", "-route", "-draw", "-panel", "-state", "-save", "-controls", "")
)
"""Scripts of the view in the order in which a page loads them, under viz/assets."""
STYLES = ("graph.css",)
RELATIONS = (*(r.value for r in Relation), "task", "lead", "coop")
"""In the order of the legend."""
WAYS = ("home", "overview")
"""Of the addresses that a page of an application gives, those that lead out of the view."""
_ESCAPES = {char: f"\\u{ord(char):04x}" for char in "<>&'\u2028\u2029"}
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
"""Controls that reorder the text around them; they mean nothing in Vietnamese and could make a card read as another."""
_PLAIN = str.maketrans("", "", _BIDI)
_NAMED = 8
"""Others named in one cell of the table; the panel has them all."""
_CUT, _LONG = 60, 240
"""Characters of a name in the table: among others, and in its own row."""


def data(view: GraphView, *, links: Mapping[str, str] | None = None) -> Markup:
    """The JSON as it may stand in a script element: nothing in it can end the element or begin a comment."""
    text = json.dumps(lean(to_json(view, links=links)), ensure_ascii=False, separators=(",", ":"))
    # replace() one by one: translate() takes seconds on a large view
    for control in _BIDI:
        text = text.replace(control, "")
    for char, escape in _ESCAPES.items():
        text = text.replace(char, escape)
    return Markup(text)  # noqa: S704 - escaped above


def render(
    view: GraphView, *, nonce: str | None = None, embedded: bool = False, links: Mapping[str, str] | None = None
) -> str:
    """A whole page that needs nothing else, or (embedded) a section for a page that loads SCRIPTS and STYLES itself.

    A whole page carries its own policy: only its own script and style run, by their hashes, or by `nonce` where one
    is given.
    """
    said = words("graph", view.lang)
    style, script = _bundle(STYLES), _bundle(SCRIPTS)
    by_id = {node.id: node for node in view.nodes}
    relations = Counter(edge.relation for edge in view.edges)
    return (
        _environment()
        .get_template("graph_section.html" if embedded else "graph.html")
        .render(
            view=view,
            words=said,
            named=lambda text: message(str(text).translate(_PLAIN), view.lang),
            say=lambda key, **values: word("graph", view.lang, key, **values),
            data=data(view, links=links),
            rows=_rows(view, by_id),
            summary=_summary(view),
            conflicts=sum(bool(node.rivals) for node in view.nodes),
            heading="h2" if embedded else "h1",
            types=sorted(Counter(n.type for n in view.nodes if n.type and n.kind is not Kind.GROUP).items()),
            years=sorted({n.date[:4] for n in view.nodes if n.date and n.kind is not Kind.TASK}),
            relations=[(r, n) for r in RELATIONS if (n := relations[r])],
            indirect=any(e.indirect for e in view.edges),
            style=style,
            script=script,
            ways=[(href, said[f"ui.{key}"]) for key in WAYS if (href := (links or {}).get(key))],
            nonce=nonce,
            allow_script=f"'nonce-{nonce}'" if nonce else _allow(script),
            allow_style=f"'nonce-{nonce}'" if nonce else _allow(style),
        )
    )


def _summary(view: GraphView) -> str:
    """How much of what the view holds; what it holds none of is not named."""
    kinds = [node.kind for node in view.nodes]
    counts = {
        "instruments": sum(kind in (Kind.INSTRUMENT, Kind.DOCUMENT) for kind in kinds),
        "tasks": kinds.count(Kind.TASK),
        "edges": sum(not e.quiet for e in view.edges),
    }
    return ", ".join(word("graph", view.lang, f"count.{name}", n=n) for name, n in counts.items() if n)


def _rows(view: GraphView, by_id: Mapping[str, Node]) -> list[tuple[str, Node, list[str]]]:
    """The table: band, card, and what it does to others and others to it, as sentences."""
    bands = {band.id: band.label for band in view.bands}
    said = words("graph", view.lang)
    ends: dict[str, dict[str, list[str]]] = {node.id: {} for node in view.nodes}
    for edge in view.edges:
        ends[edge.source].setdefault(f"out.{edge.relation}", []).append(by_id[edge.target].label)
        if not edge.quiet:
            ends[edge.target].setdefault(f"in.{edge.relation}", []).append(by_id[edge.source].label)
    return [
        (bands[node.band], node, [f"{said[key]}: {_listed(names, view.lang)}" for key, names in ends[node.id].items()])
        for node in view.nodes
    ]


def _listed(names: list[str], lang: str) -> str:
    more = [word("graph", lang, "ui.more", n=len(names) - _NAMED)] if len(names) > _NAMED else []
    return ", ".join([_short(name, _CUT) for name in names[:_NAMED]] + more)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def _allow(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


@cache
def _bundle(names: tuple[str, ...]) -> Markup:
    """Our own files, one after another, as the content of one script or style element."""
    folder = resources.files("viz").joinpath("assets")
    return Markup("\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names))  # noqa: S704 - our own files


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("viz", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["cut"] = lambda text: _short(text, _LONG)
    made.filters["plain"] = lambda text: str(text).translate(_PLAIN)
    return made
