"use strict";
// The drawing: bands, relations, cards, as SVG elements.
(function (graph) {
  const { svg } = graph;
  const FAMILY = '"Segoe UI", Roboto, "Noto Sans", Arial, "Liberation Sans", system-ui, sans-serif';
  const BOLD = `600 12px ${FAMILY}`;
  const PLAIN = `11px ${FAMILY}`;
  const MANY = 160;
  const DENSE = 90;
  const DRAWN = 50;
  const OWN = new Set(["task", "lead", "coop"]);
  graph.family = FAMILY;

  /** Fills `root` with the arranged view; returns the elements of cards and relations by id. */
  graph.draw = (root, view, state, arranged) => {
    const words = view.labels;
    const { width, height, boxes } = arranged;
    root.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const bands = svg("g", { class: "bands" });
    const levels = svg("g", { class: "levels" });
    boxes.forEach((box, k) => {
      bands.append(svg("g", { class: k % 2 ? "band odd" : "band" }, svg("rect", { x: 0, y: box.y, width, height: box.height })));
      levels.append(levelOf(box, arranged, view));
    });
    const links = collect(view, state, arranged);
    const left = thin(links);
    graph.route(links, arranged, view.geometry);
    const lines = svg("g", { class: "edges", "aria-hidden": "true" });
    for (const link of links) lines.append((link.element = lineOf(link)));
    const names = svg("g", { class: "names", "aria-hidden": "true" });
    const cards = svg("g", { class: "cards" });
    const elements = new Map();
    for (const box of boxes) {
      for (const id of box.ids) {
        const element = cardOf(id, view, state, arranged, words, links);
        elements.set(id, element);
        cards.append(element);
      }
    }
    root.replaceChildren(bands, lines, levels, cards, names);
    return { elements, links, names, left };
  };

  /** The name of a band: above its cards where the page is narrow, and then over the lines that pass there. */
  function levelOf(box, arranged, view) {
    if (arranged.narrow) return svg("text", { x: 8, y: box.y + 16, class: "level", "paint-order": "stroke", "stroke-width": 4 }, box.label);
    const lines = graph.lines(box.label, view.geometry.label_width - 11, BOLD, 3);
    const text = svg("text", { x: 10, class: "level" });
    lines.forEach((line, n) => {
      text.append(svg("tspan", { x: 10, y: box.y + box.height / 2 + 4 + (n - (lines.length - 1) / 2) * 15 }, line));
    });
    return text;
  }

  /** Relations between the cards on the page: those of folded cards are counted together on the card that stands for them. */
  function collect(view, state, arranged) {
    const found = new Map();
    for (const edge of view.edges) {
      const [from, to] = [arranged.stands.get(edge.from), arranged.stands.get(edge.to)];
      if (from === to || !arranged.at.has(from) || !arranged.at.has(to) || state.relations.has(edge.relation)) continue;
      const key = `${from}\n${to}\n${edge.relation}`;
      const known = found.get(key);
      const quiet = Boolean(edge.quiet) || from.startsWith("f:") || to.startsWith("f:");
      if (known) {
        known.count += 1;
        known.dashes &&= edge.dashes;
        known.quiet &&= quiet;
      } else {
        const merged = from !== edge.from || to !== edge.to;
        found.set(key, { from, to, relation: edge.relation, dashes: edge.dashes, quiet, merged, count: 1 });
      }
    }
    return found.size <= MANY ? [...found.values()] : pairs(found.values());
  }

  /** Too many to tell apart: one line between two cards, whatever the relations. */
  function pairs(links) {
    const found = new Map();
    for (const link of links) {
      const key = `${link.from}\n${link.to}`;
      const known = found.get(key);
      if (!known) found.set(key, { ...link });
      else {
        if (known.relation !== link.relation) known.relation = "several";
        known.count += link.count;
        known.dashes &&= link.dashes;
        known.quiet &&= link.quiet;
        known.merged = true;
      }
    }
    return [...found.values()];
  }

  /** Of more lines than an eye can follow those that stand for most relations are drawn, and what says whose a task is; the others show
   *  on the card that is chosen. Gives how many are left. */
  function thin(links) {
    const open = links.filter((link) => !link.quiet && !OWN.has(link.relation));
    if (open.length <= DENSE) return 0;
    const ranked = open.map((link, k) => [link, k]).sort(([a, j], [b, k]) => b.count - a.count || j - k);
    for (const [link] of ranked.slice(DRAWN)) link.fewer = true;
    return open.length - DRAWN;
  }

  function lineOf(link) {
    const { end } = link;
    const group = svg("g", {
      class: `edge r-${link.relation}${link.dashes ? " indirect" : ""}${link.quiet ? " quiet" : ""}${link.merged ? " merged" : ""}${link.fewer ? " fewer" : ""}`,
    });
    const [first] = link.segments;
    const curves = link.segments.map((s) => `C${s.slice(1).map((p) => `${r(p.x)} ${r(p.y)}`).join(" ")}`);
    const d = `M${r(first[0].x)} ${r(first[0].y)}${curves.join("")}`;
    group.append(svg("path", { class: "line", d, "stroke-width": r(Math.min(4, 1.2 + 0.5 * Math.log2(link.count))) }));
    const y = end.y + end.down * 8;
    group.append(svg("path", { class: "head", d: `M${r(end.x)} ${r(end.y)}L${r(end.x - 4)} ${r(y)}L${r(end.x + 4)} ${r(y)}Z` }));
    return group;
  }

  const r = (number) => Math.round(number * 10) / 10;

  function cardOf(id, view, state, arranged, words, links) {
    const { x, y } = arranged.at.get(id);
    const { card_width: w, card_height: h } = view.geometry;
    const fold = arranged.folds.get(id);
    const node = fold ? foldNode(fold, words) : view.byId.get(id);
    const classes = ["card", `k-${node.kind}`, `b-${fold ? "fold" : node.group}`];
    for (const flag of ["focus", "indirect"]) if (node[flag]) classes.push(flag);
    if (node.rivals) classes.push("conflict");
    const opens = fold || (node.kind === "group" && view.hasMembers.has(id));
    const element = svg("g", {
      class: classes.join(" "),
      id: `card-${view.nodeNumber.get(id) ?? id.slice(2)}`,
      role: "button",
      lang: fold ? undefined : graph.lang(view),
      tabindex: "-1",
      "aria-label": spoken(node, id, view, words, links),
      "aria-expanded": opens ? String(state.open.has(id) || Boolean(fold && !fold.hidden)) : undefined,
      transform: `translate(${r(x - w / 2)} ${r(y - h / 2)})`,
    });
    element.dataset.id = id;
    element.append(svg("rect", { class: "box", width: w, height: h, rx: 6 }));
    if (!fold) element.append(svg("path", { class: "stripe", d: `M6 0H4Q0 0 0 6V${h - 6}Q0 ${h} 4 ${h}H6Z` }));
    written(node, id, view, state, words).forEach(({ text, look }, k, all) => {
      const y = h / 2 + 4 + (k - (all.length - 1) / 2) * 15;
      element.append(svg("text", { class: `text ${look}`, x: 11, y }, text));
    });
    if (node.rivals && view.geometry.lines < 3 && !element.querySelector(".warn")) {
      element.append(svg("text", { class: "text sub warn sign", x: w - 5, y: 14, "text-anchor": "end" }, "⚠"));
    }
    element.append(svg("title", {}, [node.name || node.label, node.sub].filter(Boolean).join("\n")));
    return element;
  }

  /** The lines of a card. Of a document its unit is never left out, nor the day and issuer of one of several that are called alike; of
   *  another instrument with rival values the warning where it fits. */
  function written(node, id, view, state, words) {
    const most = view.geometry.lines;
    const twin = view.twins.has(node.label) && Boolean(node.sub);
    const room = view.geometry.card_width - 15 - (twin && node.rivals && most < 3 ? 14 : 0);
    const opens = node.kind === "group" && view.hasMembers.has(id);
    const label = opens ? `${state.open.has(id) ? "▾" : "▸"} ${node.label}` : node.label;
    if (node.kind === "task") {
      const lines = graph.lines(label, room, PLAIN, most === 2 ? 2 : node.sub ? most - 1 : most).map((text) => ({ text, look: "" }));
      if (most > 2 && node.sub) lines.push({ text: graph.cut(node.sub, room, PLAIN), look: "sub" });
      return lines;
    }
    const what = node.rivals?.map((r) => words[`attribute.${r.attribute}`] ?? r.attribute).join(", ");
    const warning = what && !(twin && most < 3) ? graph.say(words, "ui.conflict_short", { what }) : "";
    const short = node.kind === "document" || twin || warning ? most - 1 : most;
    let lines = graph.lines(label, room, BOLD, short);
    // what is cut of a title does no harm; a number that is cut does
    if (warning && lines.at(-1).endsWith("…") && node.kind !== "document") lines = graph.lines(label, room, BOLD, most);
    const said = lines.map((text) => ({ text, look: "strong" }));
    if (said.length < most && warning) said.push({ text: graph.cut(warning, room, PLAIN), look: "sub warn" });
    if (said.length < most && node.sub) said.push({ text: twin && node.kind === "instrument" ? apart(node.sub, room) : graph.cut(node.sub, room, PLAIN), look: "sub" });
    return said;
  }

  /** "10/02/2021 · Ủy ban nhân dân tỉnh Quảng Ninh" where it tells one from another of its name: the year, and the end of the issuer. */
  function apart(sub, room) {
    const [day, ...who] = sub.split(" · ");
    if (!who.length || graph.width(sub, PLAIN) <= room) return graph.cut(sub, room, PLAIN);
    const year = `${day.slice(-4)} · `;
    const words = who.join(" · ").split(" ");
    while (words.length > 1 && graph.width(`${year}…${words.join(" ")}`, PLAIN) > room) words.shift();
    return graph.cut(`${year}…${words.join(" ")}`, room, PLAIN);
  }

  function foldNode(fold, words) {
    const label = fold.hidden ? graph.say(words, "ui.more", { n: fold.hidden }) : words["ui.less"];
    return { kind: "fold", label, sub: fold.hidden ? words["ui.more_hint"] : "", name: "" };
  }

  function spoken(node, id, view, words, links) {
    const count = links.filter((link) => !link.quiet && (link.from === id || link.to === id)).length;
    const band = view.bands.find((b) => b.id === node.group);
    const parts = [node.label, node.sub, band?.label];
    if (node.focus) parts.push(words["ui.focus_mark"]);
    if (node.indirect) parts.push(words["ui.indirect_mark"]);
    if (node.rivals) parts.push(words["ui.conflict_mark"]);
    if (count) parts.push(`${words["ui.relations"]}: ${count}`);
    return parts.filter(Boolean).join(", ");
  }

  /** Shows what one card is related to: the rest is dimmed, its relations are named. No id: everything as it was. */
  graph.light = (drawn, view, root, id) => {
    drawn.names.replaceChildren();
    const near = new Set([id]);
    const on = drawn.links.filter((link) => link.from === id || link.to === id);
    root.classList.toggle("lit", on.length > 0);
    for (const link of drawn.links) link.element.classList.toggle("on", on.includes(link));
    for (const link of on) near.add(link.from).add(link.to);
    for (const [key, element] of drawn.elements) element.classList.toggle("on", near.has(key));
    if (on.length > 24) return;
    const taken = [];
    for (const link of on) {
      const said = view.labels[`out.${link.relation}`] + (link.count > 1 ? ` × ${link.count}` : "");
      const half = graph.width(said, PLAIN) / 2 + 4;
      const spot = [0.3, 0.5, 0.4, 0.6, 0.2, 0.7]
        .map((t) => link.point(link.to === id ? t : 1 - t))
        .find((p) => !taken.some((o) => Math.abs(o.y - p.y) < 15 && Math.abs(o.x - p.x) < half + o.half));
      if (!spot) continue;
      taken.push({ ...spot, half });
      drawn.names.append(
        svg("g", { class: `name r-${link.relation}` },
          svg("rect", { x: r(spot.x - half), y: r(spot.y - 8), width: r(2 * half), height: 16, rx: 8 }),
          svg("text", { x: r(spot.x), y: r(spot.y + 4), "text-anchor": "middle" }, said)),
      );
    }
  };
})(globalThis.viendanGraph);
