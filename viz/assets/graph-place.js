"use strict";
// What of the view stands on the page, in which order and where. `place` is the rule of viz/layout.py.
(function (graph) {
  const STEP = 96;

  /** Cards that pass the filters. The focus always does; with a relation left out, only what still hangs together with it. */
  graph.passing = (view, state) => {
    const passes = new Set();
    for (const node of view.nodes) {
      const shut =
        state.levels.has(node.group) ||
        (node.type && state.types.has(node.type)) ||
        (node.year && ((state.from && node.year < state.from) || (state.to && node.year > state.to)));
      if (node.focus || !shut) passes.add(node.id);
    }
    if (!state.relations.size) return passes;
    const near = new Map();
    for (const edge of view.edges) {
      if (state.relations.has(edge.relation) || !passes.has(edge.from) || !passes.has(edge.to)) continue;
      for (const [one, other] of [[edge.from, edge.to], [edge.to, edge.from]]) {
        if (!near.has(one)) near.set(one, []);
        near.get(one).push(other);
      }
    }
    const reached = new Set(view.nodes.filter((n) => n.focus).map((n) => n.id));
    if (!reached.size) return new Set([...passes].filter((id) => near.has(id) || view.byId.get(id).kind === "group"));
    for (const id of reached) for (const other of near.get(id) ?? []) reached.add(other);
    return reached;
  };

  /** The bands with their cards, the fold of each, and for every card that passes the card that stands for it. */
  graph.arrange = (view, state, perRow) => {
    const passes = graph.passing(view, state);
    const stands = new Map();
    const members = new Map();
    for (const node of view.nodes) {
      if (!passes.has(node.id) || !node.parent) continue;
      members.set(node.parent, (members.get(node.parent) ?? 0) + 1);
      stands.set(node.id, state.open.has(node.parent) ? node.id : node.parent);
    }
    const bands = [];
    const folds = new Map();
    const seen = new Set();
    for (const band of view.bands) {
      const ids = [];
      for (const node of view.inBand.get(band.id) ?? []) {
        if (!passes.has(node.id)) continue;
        if (node.kind === "group" && view.hasMembers.has(node.id) && !members.get(node.id)) continue;
        if (!node.parent) stands.set(node.id, node.id);
        if (stands.get(node.id) === node.id) ids.push(node.id);
      }
      if (!ids.length) continue;
      const opened = ids.filter((id) => state.open.has(view.byId.get(id).parent)).length;
      const limit = view.geometry.fold + Math.min(opened, STEP);
      const { kept, folded } = choose(view, seen, ids, state.more.get(band.id) ?? limit);
      const wide = kept.length > view.geometry.fold || kept.some((id) => state.open.has(id));
      const fold = `f:${band.id}`;
      for (const id of folded) stands.set(id, fold);
      for (const id of kept) seen.add(id);
      if (folded.length || state.more.has(band.id)) {
        kept.push(fold);
        folds.set(fold, { band: band.id, hidden: folded.length, next: Math.min(folded.length, STEP), shown: kept.length - 1 });
      }
      bands.push({ id: band.id, label: band.label, ids: kept, wide });
    }
    const first = !state.open.size && !state.more.size && passes.size === view.nodes.length;
    sort(view, bands, stands, state, first);
    return { bands, folds, stands, members, ...graph.place(bands, view.geometry, perRow) };
  };

  /** What a band shows: see arrange() in viz/view_model.py. */
  function choose(view, seen, ids, limit) {
    if (ids.length <= limit) return { kept: [...ids], folded: [] };
    const place = new Map(ids.map((id, k) => [id, k]));
    const rank = new Map(
      ids.map((id) => {
        const node = view.byId.get(id);
        const hangs = [...(view.near.get(id) ?? [])].some((other) => seen.has(other));
        return [id, [Number(Boolean(node.focus)), Number(hangs), node.weight ?? 0]];
      }),
    );
    const heavy = (a, b) => {
      const [x, y] = [rank.get(a), rank.get(b)];
      return y[0] - x[0] || y[1] - x[1] || y[2] - x[2] || place.get(a) - place.get(b);
    };
    const chosen = new Set([...ids].sort(heavy).slice(0, limit - 1));
    return { kept: ids.filter((id) => chosen.has(id)), folded: ids.filter((id) => !chosen.has(id)) };
  }

  /** The order computed before where nothing was opened or filtered; else sweeps by the mean place of the neighbours. Bands that
   *  were opened keep their reading order: they are lists by then. */
  function sort(view, bands, stands, state, first) {
    const isFold = (id) => id.startsWith("f:");
    const rank = (id) => view.byId.get(id)?.rank ?? 1e6 + (view.byId.get(id)?.order ?? 1e9);
    for (const band of bands) if (!band.wide) band.ids.sort((a, b) => rank(a) - rank(b));
    if (first) return;
    const at = new Map();
    const number = (band) => band.ids.forEach((id, k) => at.set(id, (k + 0.5) / band.ids.length));
    bands.forEach(number);
    const near = new Map();
    for (const edge of view.edges) {
      const [a, b] = [stands.get(edge.from), stands.get(edge.to)];
      if (edge.quiet || !at.has(a) || !at.has(b) || state.relations.has(edge.relation)) continue;
      for (const [one, other] of [[a, b], [b, a]]) {
        if (!near.has(one)) near.set(one, []);
        near.get(one).push(other);
      }
    }
    for (let turn = 0; turn < 4; turn += 1) {
      for (const band of turn % 2 ? [...bands].reverse() : bands) {
        if (band.wide) continue;
        const mean = new Map(
          band.ids.map((id) => {
            const others = near.get(id) ?? [id];
            return [id, others.reduce((sum, other) => sum + at.get(other), 0) / others.length];
          }),
        );
        band.ids.sort((a, b) => isFold(a) - isFold(b) || mean.get(a) - mean.get(b) || at.get(a) - at.get(b));
        number(band);
      }
    }
  }

  /** Positions of ordered cards: see place() in viz/layout.py. Bands that were opened run in plain rows; on a narrow page (labels on
   *  top) there is no column of labels. */
  graph.place = (bands, geometry, perRow = geometry.per_row) => {
    const g = geometry;
    const narrow = perRow < g.per_row;
    const pitchX = g.card_width + g.gap_x;
    const pitchY = g.card_height + g.gap_y;
    const left = narrow ? 0 : g.label_width;
    const width = narrow ? perRow * pitchX + g.gap_x : g.width;
    const top = narrow ? 18 : 0;
    const centre = left + (width - left) / 2;
    const at = new Map();
    const boxes = [];
    let y = 0;
    for (const band of bands) {
      const plain = narrow || band.wide;
      const rows = Math.max(1, Math.ceil(band.ids.length / perRow));
      const columns = plain ? Math.min(perRow, band.ids.length) : Math.ceil(band.ids.length / rows);
      band.ids.forEach((id, k) => {
        const [column, row] = plain ? [k % perRow, Math.floor(k / perRow)] : [Math.floor(k / rows), k % rows];
        const shift = rows === 1 || plain ? 0 : (pitchX / 2) * (row / (rows - 1) - 0.5);
        at.set(id, {
          x: centre + (column - (columns - 1) / 2) * pitchX + shift,
          y: y + top + g.band_pad + g.card_height / 2 + row * pitchY,
        });
      });
      const height = top + 2 * g.band_pad + rows * pitchY - g.gap_y;
      boxes.push({ ...band, y, height });
      y += height + g.band_gap;
    }
    return { at, boxes, width, height: Math.max(0, y - g.band_gap), narrow };
  };
})(globalThis.viendanGraph);
