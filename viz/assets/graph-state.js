"use strict";
// What a reader has chosen, kept in the address so that it can be sent: card, opened groups and bands, filters, table or drawing.
(function (graph) {
  const SETS = { o: "open", r: "relations", t: "types", l: "levels" };

  graph.emptyState = () => ({
    card: "", open: new Set(), more: new Map(), relations: new Set(), types: new Set(), levels: new Set(), from: 0, to: 0, table: false, query: "",
  });

  graph.readState = (hash, view) => {
    const state = graph.emptyState();
    const found = new URLSearchParams(hash.replace(/^#/, ""));
    if (view.byId.has(found.get("n"))) state.card = found.get("n");
    for (const [key, name] of Object.entries(SETS)) for (const value of found.getAll(key)) state[name].add(value);
    for (const value of found.getAll("m")) {
      const [band, shown] = value.split(":");
      if (view.bandLabel.has(band) && Number(shown) > 0) state.more.set(band, Number(shown));
    }
    const [from, to] = (found.get("y") ?? "").split("-").map(Number);
    state.from = from || 0;
    state.to = to || 0;
    state.table = found.get("v") === "table";
    state.query = found.get("q") ?? "";
    return state;
  };

  graph.writeState = (state) => {
    const found = new URLSearchParams();
    if (state.card) found.set("n", state.card);
    for (const [key, name] of Object.entries(SETS)) for (const value of state[name]) found.append(key, value);
    for (const [band, shown] of state.more) found.append("m", `${band}:${shown}`);
    if (state.from || state.to) found.set("y", `${state.from || ""}-${state.to || ""}`);
    if (state.table) found.set("v", "table");
    if (state.query) found.set("q", state.query);
    return found.toString();
  };

  /** The cards that answer to what is typed, best first: every word must begin a word of the card, or stand inside its symbol. A word
   *  found whole counts more than a beginning, so that "33" finds 33 before 3391; the label counts more than the subject. */
  graph.find = (view, typed) => {
    const words = graph.fold(typed).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    if (!words.length) return [];
    const found = [];
    for (const node of view.nodes) {
      const [label, rest] = view.searched.get(node.id);
      let score = 0;
      for (const word of words) {
        const part = rate(label, word) * 3 || rate(rest, word);
        if (!part) {
          score = 0;
          break;
        }
        score += part;
      }
      if (score) found.push({ node, score: score + (node.kind === "task" ? 0 : 0.5) });
    }
    return found.sort((a, b) => b.score - a.score || (b.node.weight ?? 0) - (a.node.weight ?? 0) || a.node.order - b.node.order).map((f) => f.node);
  };

  const rate = (words, word) => (words.includes(word) ? 2 : words.some((w) => w.startsWith(word)) ? 1 : 0);
})(globalThis.viendanGraph);
