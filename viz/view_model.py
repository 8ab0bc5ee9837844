"""A graph view as a pyvis network, and as the JSON that a page reads."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pyvis.edge import Edge as PyvisEdge
from pyvis.network import Network

from graph.reason import Reason, joined
from viz.i18n.words import words
from viz.layout import COMPACT, Geometry, Layout, fitting, order, place, shown
from viz.view_node import GraphView, Kind, Node


@dataclass(frozen=True, slots=True)
class Arranged:
    """The cards of each band that a reader sees first, in their order and at their places."""

    bands: list[list[str]]
    layout: Layout
    geometry: Geometry


def network(view: GraphView, arranged: Arranged | None = None) -> Network:
    """The view as a pyvis Network. Positions are those of the folded state; what is folded has none and is `hidden`."""
    arranged = arranged or arrange(view)
    net = Network(directed=True, cdn_resources="in_line")
    net.set_options(
        json.dumps({"physics": {"enabled": False}, "interaction": {"keyboard": True}, "layout": {"randomSeed": 1}})
    )
    at = arranged.layout.places
    rank = {node: k for ids in arranged.bands for k, node in enumerate(ids)}
    level = {band.id: k for k, band in enumerate(view.bands)}
    for k, node in enumerate(view.nodes):
        where = {"x": at[node.id].x, "y": at[node.id].y, "rank": rank[node.id]} if node.id in at else {"hidden": True}
        net.add_node(
            node.id,
            label=node.label or "…",
            shape="box",
            group=node.band,
            level=level[node.band],
            order=k,
            **where,
            **_extra(node, view.lang),
        )
    for edge in view.edges:
        # add_edge looks every end up in a list; the view has checked them
        options = {"relation": edge.relation, "dashes": edge.indirect, **({"quiet": True} if edge.quiet else {})}
        net.edges.append(PyvisEdge(edge.source, edge.target, directed=True, **options).options)
    return net


def _extra(node: Node, lang: str) -> dict[str, Any]:
    """What the page shows beside vis-network's own options; what is empty is left out."""
    found = {
        "kind": node.kind.value,
        "key": node.key,
        "sub": node.sub,
        "name": node.name if node.name != node.label else "",
        "type": node.type,
        "year": int(node.date[:4]) if node.date and node.kind is not Kind.TASK else 0,
        "facts": [[f.name, f.value] for f in node.facts],
        "rivals": [
            {
                "attribute": r.attribute,
                "values": [
                    [v.value, v.mentions, v.documents, v.likely, v.conflicting, _why(v.reason, lang)] for v in r.values
                ],
            }
            for r in node.rivals
        ],
        "passages": [[p.document, p.document_key, p.line, p.text, p.start] for p in node.passages],
        "parent": node.group or "",
        "members": node.members,
        "unit": node.unit,
        "focus": node.focus,
        "indirect": node.indirect,
        "weight": node.weight,
    }
    return {name: value for name, value in found.items() if value}


def _why(reason: Reason | None, lang: str) -> str:
    """What speaks for a value besides how often it is cited, which stands beside it."""
    told = [part for part in (reason.parts or (reason,) if reason else ()) if part.key != "graph.cited"]
    return joined(told).of(lang) if told else ""


def arrange(view: GraphView) -> Arranged:
    """Folds, orders and places the cards."""
    top = {n.id: n.group or n.id for n in view.nodes}
    links = [(top[e.source], top[e.target]) for e in view.edges if not e.quiet]
    near: dict[str, set[str]] = defaultdict(set)
    for u, v in links:
        near[u].add(v)
        near[v].add(u)
    by_band: dict[str, list[str]] = {band.id: [] for band in view.bands}
    weight = {n.id: (n.focus, n.weight) for n in view.nodes}
    for node in view.nodes:
        if node.group is None:
            by_band[node.band].append(node.id)
    bands, folds, seen = [], set(), set[str]()
    for band, ids in by_band.items():
        # what hangs on a card that is shown tells more than what hangs on one that is folded
        heavy = {i: (weight[i][0], not seen.isdisjoint(near[i]), weight[i][1]) for i in ids}
        kept, folded = shown(ids, heavy.__getitem__, COMPACT.fold)
        seen.update(kept)
        if folded:
            kept.append(f"f:{band}")
            folds.add(f"f:{band}")
        bands.append(kept)
    ordered = order(bands, links, last=folds)
    geometry = fitting([len(ids) for ids in ordered])
    return Arranged(ordered, place(ordered, geometry), geometry)


def lean(found: dict[str, Any]) -> dict[str, Any]:
    """`to_json` without what the page's script works out itself (assets/graph-read.js)."""
    at = {node["id"]: k for k, node in enumerate(found["nodes"])}
    edges = [
        [at[e["from"]], at[e["to"]], e["relation"], int(e["dashes"]), int(e.get("quiet", False))]
        for e in found["edges"]
    ]
    return found | {"nodes": [_lean(node) for node in found["nodes"]], "edges": edges}


def _lean(node: dict[str, Any]) -> dict[str, Any]:
    """Each text once: of a task it would be label, name, attribute and quote."""
    kept = {k: v for k, v in node.items() if k not in ("shape", "level", "order", "hidden")}
    name = node.get("name", "")
    if node["kind"] == "task" and name.startswith(node["label"]):
        del kept["label"]
    if name and "facts" in node:
        kept["facts"] = [[key] if value == name else [key, value] for key, value in node["facts"]]
    if "passages" in node:
        kept["passages"] = [
            [document, key, line, "" if " ".join(text.split()) in name else text]
            for document, key, line, text, _ in node["passages"]
        ]
    return kept


def to_json(view: GraphView, *, links: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What the page's script reads. `links` gives addresses of pages by kind, with {key} where the key goes
    ({"instrument": "/instruments/{key}"}); a kind without one has no link."""
    arranged = arrange(view)
    net = network(view, arranged)
    layout, geometry = arranged.layout, arranged.geometry
    folds = {node: [at.x, at.y] for node, at in layout.places.items() if node.startswith("f:")}
    return {
        "question": view.question,
        "lang": view.lang,
        "note": view.note,
        "bands": [
            {"id": band.id, "label": band.label, "y": box.y, "height": box.height}
            for band, box in zip(view.bands, layout.bands, strict=True)
        ],
        "nodes": net.nodes,
        "edges": net.edges,
        "folds": folds,
        "options": net.options,
        "geometry": asdict(geometry) | {"width": geometry.width},
        "height": layout.height,
        "labels": words("graph", view.lang),
        "links": dict(links or {}),
    }
