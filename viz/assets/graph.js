"use strict";
// One view on the page: draws, and answers to the reader.
(function (graph) {
  // in a frame, the page around it leads everywhere
  document.documentElement.classList.toggle("framed", window.parent !== window);

  graph.start = (section) => {
    const find = (name) => section.querySelector(`[data-part="${name}"]`);
    const view = graph.read(find("data").textContent);
    const words = view.labels;
    view.heading = Number(section.dataset.heading);
    const root = find("drawing");
    const scroller = find("scroller");
    const panel = find("panel");
    const focus = view.nodes.find((node) => node.focus)?.id ?? "";
    let state = graph.readState(location.hash, view);
    let arranged;
    let drawn;
    let zoom = 0;

    const perRow = () => {
      const { geometry: g } = view;
      return section.clientWidth >= 700 ? g.per_row : Math.max(2, Math.floor((scroller.clientWidth - g.gap_x) / (g.card_width + g.gap_x)));
    };

    function draw(keep = "") {
      arranged = graph.arrange(view, state, perRow());
      drawn = graph.draw(root, view, state, arranged);
      find("several").hidden = !drawn.links.some((link) => link.relation === "several");
      find("fewer").hidden = !drawn.left;
      find("fewer").textContent = graph.say(words, "ui.fewer", { n: drawn.links.filter((link) => !link.quiet).length - drawn.left, left: drawn.left });
      find("nothing").hidden = arranged.boxes.length > 0;
      resize();
      rove(drawn.elements.has(keep) ? keep : standing(state.card || focus));
      select();
      mark();
      find("table").open = state.table;
      section.classList.toggle("as-table", state.table);
      for (const button of section.querySelectorAll("[data-show]")) {
        button.setAttribute("aria-pressed", String((button.dataset.show === "table") === state.table));
      }
    }

    /** The card that stands for another on the page: itself, its group or its fold. */
    const standing = (id) => arranged.stands.get(id) ?? (drawn.elements.has(id) ? id : (arranged.boxes[0]?.ids[0] ?? ""));

    function resize() {
      const room = { x: scroller.clientWidth, y: scroller.clientHeight };
      const [across, down] = [room.x / arranged.width, room.y / arranged.height];
      // what cannot fit the height and stay readable is scrolled
      const fits = arranged.narrow || down < 0.94 ? across : Math.min(across, down);
      const scale = zoom || Math.min(1.35, Math.max(arranged.narrow ? 0.8 : 0.5, fits));
      root.setAttribute("width", Math.floor(arranged.width * scale));
      root.setAttribute("height", Math.floor(arranged.height * scale));
      return scale;
    }

    function rove(id) {
      for (const [key, element] of drawn.elements) element.setAttribute("tabindex", key === id ? "0" : "-1");
    }

    function select() {
      const shown = state.card || focus;
      graph.panel(panel, view, shown, (id) => open(id, true));
      for (const [key, element] of drawn.elements) {
        if (state.card && key === standing(state.card)) element.setAttribute("aria-pressed", "true");
        else element.removeAttribute("aria-pressed");
      }
      rest();
    }

    const rest = () => graph.light(drawn, view, root, state.card ? standing(state.card) : "");

    /** Shows a card, whatever hides it, and what is known of it. */
    function open(id, reveal) {
      const node = view.byId.get(id);
      state.card = id;
      if (node.parent) state.open.add(node.parent);
      state.levels.delete(node.group);
      state.types.delete(node.type);
      if (reveal && arranged.stands.get(id) !== id) {
        draw();
        const fold = arranged.folds.get(arranged.stands.get(id));
        if (fold) {
          state.more.set(fold.band, fold.shown + fold.hidden + 1);
          draw();
        }
        filters();
      } else select();
      keep();
      const element = drawn.elements.get(standing(id));
      rove(standing(id));
      if (reveal) element?.scrollIntoView({ block: "nearest", inline: "nearest" });
      if (reveal) element?.focus({ preventScroll: true });
    }

    function act(id) {
      const fold = arranged.folds.get(id);
      const before = new Set(drawn.elements.keys());
      if (fold) {
        if (fold.hidden) state.more.set(fold.band, fold.shown + fold.next + 1);
        else state.more.delete(fold.band);
      } else if (view.hasMembers.has(id)) {
        if (!state.open.delete(id)) state.open.add(id);
        state.card = id;
      } else {
        open(id, false);
        return;
      }
      draw(id);
      // of what a fold has shown the reader goes on with the first
      const fresh = fold?.hidden ? [...drawn.elements.keys()].find((other) => !before.has(other)) : undefined;
      const next = drawn.elements.get(fresh ?? standing(id));
      next?.focus({ preventScroll: !fresh });
      keep();
    }

    function keep() {
      const hash = graph.writeState(state);
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    }

    // ---- the drawing
    const cardAt = (event) => event.target.closest?.("[data-id]");
    root.addEventListener("click", (event) => {
      const card = cardAt(event);
      if (card) act(card.dataset.id);
      else if (state.card) {
        state.card = "";
        select();
        keep();
      }
    });
    root.addEventListener("pointerover", (event) => {
      const card = cardAt(event);
      if (card) graph.light(drawn, view, root, card.dataset.id);
    });
    root.addEventListener("pointerleave", rest);
    root.addEventListener("focusin", (event) => {
      const card = cardAt(event);
      if (!card) return;
      rove(card.dataset.id);
      if (card.matches(":focus-visible")) graph.light(drawn, view, root, card.dataset.id);
    });
    root.addEventListener("focusout", rest);
    root.addEventListener("keydown", (event) => {
      const id = cardAt(event)?.dataset.id;
      if (!id) return;
      if (event.key === "Enter" || event.key === " ") {
        act(id);
        if (view.byId.has(id) && !view.hasMembers.has(id)) panel.querySelector(".h-1")?.focus();
      } else if (event.key === "Escape") find("search").focus();
      else {
        const next = graph.neighbour(arranged, id, event.key);
        if (!next) return;
        rove(next);
        drawn.elements.get(next).focus();
      }
      event.preventDefault();
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") drawn.elements.get(standing(state.card || focus))?.focus();
    });
    graph.drag(scroller);

    // ---- search, filters, buttons
    const { mark, filters } = graph.controls({ section, find, view, words, get: () => state, drawn: () => drawn, standing, open, draw, keep });
    const name = () => `viendan-${graph.fold(view.question).replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/-+$/, "")}`;
    const legend = () =>
      [...section.querySelectorAll("[data-relation]")].map((input) => ({
        name: words[`out.${input.dataset.relation}`],
        stroke: getComputedStyle(input.closest("label").querySelector(".swatch")).backgroundColor,
      }));
    const deeds = {
      in: () => (zoom = Math.min(3, resize() * 1.25)) && resize(),
      out: () => (zoom = Math.max(0.25, resize() / 1.25)) && resize(),
      fit: () => {
        zoom = Math.min(scroller.clientWidth / arranged.width, scroller.clientHeight / arranged.height, 1.35);
        resize();
        zoom = 0;
      },
      png: () => graph.savePng(root, view, legend(), name()),
      svg: () => graph.saveSvg(root, view, legend(), name()),
      print: () => window.print(),
      link: async () => {
        const copied = await Promise.resolve(navigator.clipboard?.writeText(location.href).then(() => true)).catch(() => false);
        find("status").textContent = words[copied ? "ui.copied" : "ui.not_copied"];
      },
      reset: () => {
        state = { ...graph.emptyState(), table: state.table };
        find("search").value = "";
        draw();
        filters();
        keep();
      },
    };
    section.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button?.dataset.deed) deeds[button.dataset.deed]();
      if (button?.dataset.show) {
        state.table = button.dataset.show === "table";
        draw();
        keep();
      }
    });
    window.addEventListener("hashchange", () => {
      state = graph.readState(location.hash, view);
      draw();
      filters();
    });
    let width = 0;
    new ResizeObserver(() => {
      if (scroller.clientWidth === width) return;
      width = scroller.clientWidth;
      draw();
    }).observe(scroller);
    draw();
    filters();
    section.dataset.ready = "yes";
  };

  for (const section of document.querySelectorAll("[data-graph]")) graph.start(section);
})(globalThis.viendanGraph);
