"use strict";
// The panel: what is known of one card, and where that stands.
(function (graph) {
  const { html } = graph;
  const MOST = 40;
  const FIRST = 12;
  /** Attributes whose values are words of the page. */
  const OURS = new Set(["fact.level", "fact.status", "fact.cited"]);

  /** A heading so many levels under the view's own. */
  const head = (view, under, attributes, ...children) => html(`h${view.heading + under}`, { class: `h-${under}`, ...attributes }, ...children);

  /** Fills the panel for a card; `go(id)` shows another one. */
  graph.panel = (panel, view, id, go) => {
    const words = view.labels;
    const node = view.byId.get(id);
    if (!node) return panel.replaceChildren(...entrance(view, go));
    const parts = [
      html("p", { class: `kind b-${node.group}` }, [...new Set([words[`kind.${node.kind}`], view.bandLabel.get(node.group)])].join(" · ")),
      head(view, 1, { tabindex: "-1", lang: graph.lang(view) }, node.kind === "task" ? node.sub || words["kind.task"] : node.label),
    ];
    if (node.indirect) parts.push(html("p", { class: "mark" }, `⤳ ${words["ui.indirect_mark"]}`));
    if (node.rivals) parts.push(rivals(view, node.rivals));
    if (node.facts) {
      const list = html("dl");
      for (const [name, value] of node.facts) list.append(html("dt", {}, words[name]), html("dd", { lang: OURS.has(name) ? undefined : graph.lang(view) }, factOf(view, node, name, value)));
      parts.push(list);
    }
    const kind = node.id.startsWith("i:") ? "instrument" : node.kind === "group" ? "unit" : node.kind;
    for (const [link, said] of [[kind, "ui.open_page"], [`view_${kind}`, "ui.open_view"]]) {
      const href = addressOf(view, link, kind === "unit" ? node.unit : node.key);
      // the view that one is in has its one centre
      if (!href || (said === "ui.open_view" && node.focus && view.nodes.filter((other) => other.focus).length === 1)) continue;
      parts.push(html("p", {}, html("a", { href, class: "page" }, words[said])));
    }
    parts.push(...members(view, id, go), ...relations(view, id, go), ...passages(view, node));
    panel.replaceChildren(...parts);
    panel.scrollTop = 0;
    return undefined;
  };

  /** The address of a page or view of ours; none where the file stands alone. */
  const addressOf = (view, link, key) => (view.links[link] && key ? view.links[link].replace("{key}", encodeURIComponent(key)) : "");

  /** The bodies of a task, as `view_card.py` joins them. */
  const BODIES = new Set(["fact.lead", "fact.coop"]);

  /** An attribute; the ward leads to its own view, the bodies of a task to their pages. */
  function factOf(view, node, name, value) {
    if (node.kind === "task" && BODIES.has(name) && view.links.body) {
      return html("span", {}, ...value.split("; ").flatMap((body, k) => [k ? "; " : "", html("a", { href: addressOf(view, "body", body) }, body)]));
    }
    const href = name === "fact.unit" ? addressOf(view, "view_unit", node.unit) : "";
    return href ? html("a", { href }, value) : value;
  }

  function rivals(view, found) {
    const words = view.labels;
    const box = html("section", { class: "rivals" }, head(view, 2, {}, words["ui.rivals"]));
    for (const { attribute, values } of found) {
      const list = html("ul");
      for (const [value, mentions, documents, likely, conflicting, reason] of values) {
        const said = words[likely ? "ui.likely" : conflicting ? "ui.conflicting" : "ui.variant"];
        const shown = attribute === "date" ? graph.day(value) : value;
        const item = html("li", {}, html(likely ? "strong" : "span", { lang: attribute === "date" ? undefined : graph.lang(view) }, shown));
        item.append(html("small", {}, `${likely ? "✓" : conflicting ? "✗" : "≈"} ${said} · ${graph.say(words, "count.cited", { mentions, documents })}`));
        if (reason) item.append(html("small", {}, reason));
        list.append(item);
      }
      box.append(head(view, 3, {}, words[`fact.${attribute}`] ?? attribute), list);
    }
    return box;
  }

  /** What a view without a centre says: how to go on, and where sources disagree. */
  function entrance(view, go) {
    const words = view.labels;
    const parts = [html("p", {}, words["ui.help"])];
    if (view.note) parts.unshift(html("p", {}, view.note));
    const disputed = view.nodes.filter((node) => node.rivals);
    if (disputed.length) {
      const list = html("ul");
      for (const node of disputed.slice(0, MOST)) {
        const what = node.rivals.map((r) => words[`attribute.${r.attribute}`] ?? r.attribute).join(", ");
        list.append(html("li", {}, link(view, node, go), html("small", {}, what)));
      }
      parts.push(html("section", { class: "rivals" }, head(view, 2, {}, words["ui.conflict_list"]), list));
    }
    return parts;
  }

  function members(view, id, go) {
    const inside = view.nodes.filter((node) => node.parent === id);
    if (!inside.length) return [];
    const list = html("ul", {}, ...inside.slice(0, MOST).map((node) => html("li", {}, link(view, node, go), html("small", { lang: node.kind === "group" ? undefined : graph.lang(view) }, node.sub ?? ""))));
    if (inside.length > MOST) list.append(html("li", {}, graph.say(view.labels, "ui.more", { n: inside.length - MOST })));
    return [html("section", {}, head(view, 2, {}, view.labels["ui.members"]), list)];
  }

  function link(view, node, go) {
    const button = html("button", { type: "button", class: "go", lang: graph.lang(view) }, graph.cut(node.label, 420, "13px sans-serif"));
    button.addEventListener("click", () => go(node.id));
    return button;
  }

  function relations(view, id, go) {
    const words = view.labels;
    const groups = new Map();
    const add = (key, other, edge) => {
      const slot = `${key} r-${edge.relation}`;
      if (!groups.has(slot)) groups.set(slot, { key, relation: edge.relation, others: [] });
      groups.get(slot).others.push({ other, indirect: edge.dashes });
    };
    for (const edge of view.edges) {
      if (edge.from === id) add(`out.${edge.relation}`, edge.to, edge);
      if (edge.to === id) add(`in.${edge.relation}`, edge.from, edge);
    }
    if (!groups.size) return [];
    const section = html("section", {}, head(view, 2, {}, words["ui.relations_of"]));
    for (const { key, relation, others } of groups.values()) {
      const list = html("ul");
      const add = ({ other, indirect }) => {
        const node = view.byId.get(other);
        const mark = indirect ? html("small", {}, ` (${words["ui.indirect_mark"]})`) : null;
        const detail = node.sub ? html("small", { lang: graph.lang(view) }, ` ${graph.cut(node.sub, 300, "12px sans-serif")}`) : null;
        list.append(html("li", {}, link(view, node, go), detail, mark));
      };
      others.slice(0, FIRST).forEach(add);
      if (others.length > FIRST) {
        const rest = html("button", { type: "button", class: "rest" }, graph.say(words, "ui.more", { n: others.length - FIRST }));
        rest.addEventListener("click", () => {
          rest.parentElement.remove();
          others.slice(FIRST).forEach(add);
          list.children[FIRST].querySelector("button").focus();
        });
        list.append(html("li", {}, rest));
      }
      section.append(html("p", { class: `relation r-${relation}` }, words[key]), list);
    }
    return [section];
  }

  function passages(view, node) {
    if (!node.passages) return [];
    const words = view.labels;
    const section = html("section", {}, head(view, 2, {}, words["ui.quotes"]));
    for (const [name, key, line, text] of node.passages) {
      const place = [html("span", { lang: graph.lang(view) }, name), `, ${graph.say(words, "ui.line", { n: line })}`];
      const address = view.links.passage;
      const href = address?.replace("{key}", encodeURIComponent(key)).replace("{line}", String(line));
      const source = href ? [html("a", { href }, ...place)] : place;
      // no text: it is the card's own
      section.append(html("figure", {}, text ? html("blockquote", { lang: graph.lang(view) }, text) : null, html("figcaption", {}, ...source)));
    }
    return [section];
  }
})(globalThis.viendanGraph);
