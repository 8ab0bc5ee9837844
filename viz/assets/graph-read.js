"use strict";
// The data of the page, and what is worked out of it once.
(function (graph) {
  graph.read = (text) => {
    const view = JSON.parse(text);
    whole(view);
    view.byId = new Map(view.nodes.map((node) => [node.id, node]));
    view.nodeNumber = new Map(view.nodes.map((node, k) => [node.id, `n${k}`]));
    view.bandLabel = new Map(view.bands.map((band) => [band.id, band.label]));
    view.hasMembers = new Set(view.nodes.map((node) => node.parent).filter(Boolean));
    const split = (said) => graph.fold(said).split(/[^\p{L}\p{N}]+/u);
    view.searched = new Map(view.nodes.map((n) => [n.id, [split(n.label), split(`${n.name ?? ""} ${n.sub ?? ""}`)]]));
    const seen = new Set();
    view.twins = new Set();
    for (const node of view.nodes) (seen.has(node.label) ? view.twins : seen).add(node.label);
    view.near = new Map();
    const ends = (id) => [id, view.byId.get(id).parent].filter(Boolean);
    for (const edge of view.edges) {
      if (edge.quiet) continue;
      for (const [one, other] of [[edge.from, edge.to], [edge.to, edge.from]]) {
        for (const id of ends(one)) {
          if (!view.near.has(id)) view.near.set(id, new Set());
          for (const end of ends(other)) view.near.get(id).add(end);
        }
      }
    }
    view.inBand = new Map();
    // an open group is followed by its members
    const place = (node) => [node.parent ? view.byId.get(node.parent).order : node.order, node.parent ? 1 : 0, node.order];
    for (const node of [...view.nodes].sort((a, b) => compare(place(a), place(b)))) {
      if (!view.inBand.has(node.group)) view.inBand.set(node.group, []);
      view.inBand.get(node.group).push(node);
    }
    return view;
  };

  const compare = (a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

  /** Puts back what viz/view_model.py left out: see lean() there. */
  function whole(view) {
    view.nodes.forEach((node, k) => {
      node.order = k;
      node.hidden = node.x === undefined;
      node.label ??= node.name;
      node.facts = node.facts?.map(([name, value]) => [name, value ?? node.name]);
    });
    const ids = view.nodes.map((node) => node.id);
    view.edges = view.edges.map(([from, to, relation, dashes, quiet]) => ({
      from: ids[from],
      to: ids[to],
      relation,
      dashes: Boolean(dashes),
      quiet: Boolean(quiet),
    }));
  }
})(globalThis.viendanGraph);
