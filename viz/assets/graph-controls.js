"use strict";
// The controls beside the drawing: search as one types, filters, dragging, the way from card to card.
(function (graph) {
  const SHOWN = 8;

  /** The card next to one in the direction of an arrow key: along the band, or the nearest of the band above or below. */
  graph.neighbour = (arranged, id, key) => {
    const b = arranged.boxes.findIndex((box) => box.ids.includes(id));
    const { ids } = arranged.boxes[b];
    const here = arranged.at.get(id);
    if (key === "Home") return ids[0];
    if (key === "End") return ids.at(-1);
    if (key === "ArrowLeft" || key === "ArrowRight") return ids[ids.indexOf(id) + (key === "ArrowLeft" ? -1 : 1)];
    const way = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (!way) return undefined;
    const all = [...arranged.at].filter(([, p]) => Math.sign(p.y - here.y) === way);
    const far = ([, p]) => Math.abs(p.y - here.y) * 3 + Math.abs(p.x - here.x);
    return all.sort((p, q) => far(p) - far(q))[0]?.[0];
  };

  /** A mouse moves the drawing by dragging its ground; fingers scroll as everywhere. */
  graph.drag = (scroller) => {
    let from;
    scroller.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "mouse" || event.button || event.target.closest("[data-id]")) return;
      from = { x: event.clientX + scroller.scrollLeft, y: event.clientY + scroller.scrollTop };
    });
    window.addEventListener("pointermove", (event) => {
      if (!from) return;
      scroller.scrollTo(from.x - event.clientX, from.y - event.clientY);
    });
    window.addEventListener("pointerup", () => (from = undefined));
  };

  graph.controls = (page) => {
    const { section, find, view, words } = page;
    const input = find("search");
    const list = find("results");
    let results = [];
    let chosen = -1;

    function mark() {
      const hits = new Set(results.map((node) => page.standing(node.id)));
      section.classList.toggle("searching", results.length > 0);
      for (const [id, element] of page.drawn().elements) element.classList.toggle("hit", hits.has(id));
    }

    function search() {
      const typed = input.value;
      page.get().query = typed.trim();
      results = graph.find(view, typed);
      chosen = -1;
      const shown = results.slice(0, SHOWN);
      list.replaceChildren(
        ...shown.map((node, k) => {
          const sub = node.sub ? [" · ", graph.html("span", { lang: node.kind === "group" ? undefined : graph.lang(view) }, node.sub)] : [];
          const said = [view.bandLabel.get(node.group), ...sub];
          const item = graph.html("li", { role: "option", id: `${list.id}-${k}`, "aria-selected": "false" });
          item.append(graph.html("span", { lang: graph.lang(view) }, node.label), graph.html("small", {}, ...said));
          item.addEventListener("pointerdown", (event) => {
            event.preventDefault();
            take(node);
          });
          return item;
        }),
      );
      const open = Boolean(typed.trim()) && document.activeElement === input && shown.length > 0;
      show(open);
      const said = results.length ? graph.say(words, "ui.matches", { n: results.length }) : words["ui.no_match"];
      find("status").textContent = typed.trim() ? said : "";
      mark();
      page.keep();
    }

    function show(open) {
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      if (!open) input.removeAttribute("aria-activedescendant");
    }

    function take(node) {
      show(false);
      page.open(node.id, true);
    }

    function choose(step) {
      const items = [...list.children];
      if (!items.length) return;
      chosen = (chosen + step + items.length) % items.length;
      items.forEach((item, k) => item.setAttribute("aria-selected", String(k === chosen)));
      input.setAttribute("aria-activedescendant", items[chosen].id);
    }

    input.addEventListener("input", search);
    input.addEventListener("blur", () => show(false));
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden && results.length) show(true);
        choose(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter") {
        const node = results[Math.max(chosen, 0)];
        if (node) take(node);
      } else if (event.key === "Escape" && !list.hidden) show(false);
      else return;
      event.preventDefault();
    });

    // ---- filters: what is unticked is left out
    const boxes = [...section.querySelectorAll("[data-relation], [data-type], [data-level]")];
    const setOf = (box) => {
      const state = page.get();
      if (box.dataset.relation) return [state.relations, box.dataset.relation];
      return box.dataset.type ? [state.types, box.dataset.type] : [state.levels, box.dataset.level];
    };
    for (const box of boxes) {
      box.addEventListener("change", () => {
        const [set, value] = setOf(box);
        if (box.checked) set.delete(value);
        else set.add(value);
        page.draw();
        page.keep();
        filters();
      });
    }
    for (const [name, key] of [["year-from", "from"], ["year-to", "to"]]) {
      find(name)?.addEventListener("change", (event) => {
        page.get()[key] = Number(event.target.value);
        page.draw();
        page.keep();
        filters();
      });
    }

    const sheet = section.querySelector("details.filters");
    document.addEventListener("pointerdown", (event) => {
      if (!sheet.contains(event.target)) sheet.open = false;
    });
    sheet.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      sheet.open = false;
      find("filters").focus();
    });

    /** Shows the state in the controls. */
    function filters() {
      const state = page.get();
      for (const box of boxes) {
        const [set, value] = setOf(box);
        box.checked = !set.has(value);
      }
      if (find("year-from")) find("year-from").value = String(state.from || 0);
      if (find("year-to")) find("year-to").value = String(state.to || 0);
      const on = state.types.size + state.levels.size + Number(Boolean(state.from)) + Number(Boolean(state.to));
      find("filters").textContent = on ? graph.say(words, "ui.filters_on", { n: on }) : words["ui.filters"];
      const passes = graph.passing(view, state);
      const rows = section.querySelectorAll("tbody[data-part=rows] > tr");
      view.nodes.forEach((node, k) => rows[k] && (rows[k].hidden = !passes.has(node.id)));
      if (state.query && !input.value) {
        input.value = state.query;
        search();
      }
    }

    return { mark, filters };
  };
})(globalThis.viendanGraph);
