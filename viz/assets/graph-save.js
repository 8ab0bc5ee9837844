"use strict";
// The drawing as a file: SVG that looks the same in any program, and PNG made from it.
(function (graph) {
  const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-weight", "font-family", "paint-order"];
  const MARGIN = 16;
  const HEAD = 34;
  const FOOT = 26;
  const LARGEST = 12000;

  /** The whole drawing with its question above and its legend below, every look written into the elements themselves. */
  graph.toSvg = (root, view, relations) => {
    const { svg } = graph;
    const [, , width, height] = root.getAttribute("viewBox").split(" ").map(Number);
    const copy = root.cloneNode(true);
    look(root, copy);
    for (const element of copy.querySelectorAll("*")) {
      for (const name of ["class", "id", "role", "tabindex", "aria-label", "aria-hidden", "aria-expanded", "aria-pressed", "data-id"]) {
        element.removeAttribute(name);
      }
    }
    const style = getComputedStyle(root);
    const colour = style.color;
    const rows = legendRows(relations, width);
    const size = { width: width + 2 * MARGIN, height: height + 2 * MARGIN + HEAD + rows.length * FOOT };
    const out = svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${size.width} ${size.height}`, ...size });
    const background = style.getPropertyValue("--ground").trim() || "#ffffff";
    out.append(svg("title", {}, view.question), svg("rect", { ...size, fill: background }));
    const font = { "font-family": graph.family, fill: colour };
    const title = graph.cut(view.question, width, `600 17px ${graph.family}`);
    out.append(svg("text", { x: MARGIN, y: MARGIN + 17, "font-size": 17, "font-weight": 600, ...font }, title));
    out.append(svg("g", { transform: `translate(${MARGIN} ${MARGIN + HEAD})` }, ...copy.childNodes));
    rows.forEach((row, k) => {
      const y = MARGIN + HEAD + height + 20 + k * FOOT;
      for (const { x, name, stroke } of row) {
        out.append(svg("path", { d: `M${MARGIN + x} ${y}h22`, stroke, "stroke-width": 3 }));
        out.append(svg("text", { x: MARGIN + x + 28, y: y + 4, "font-size": 12, ...font }, name));
      }
    });
    return { text: `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(out)}`, ...size };
  };

  function legendRows(relations, width) {
    const rows = [[]];
    let x = 0;
    for (const { name, stroke } of relations) {
      const room = 28 + graph.width(name, `12px ${graph.family}`) + 18;
      if (x + room > width && x) {
        rows.push([]);
        x = 0;
      }
      rows.at(-1).push({ x, name, stroke });
      x += room;
    }
    return relations.length ? rows : [];
  }

  function look(from, to) {
    const style = getComputedStyle(from);
    for (const name of LOOKS) {
      const value = style.getPropertyValue(name);
      if (value && value !== "normal") to.setAttribute(name, value);
    }
    if (style.display === "none" || style.visibility === "hidden") to.setAttribute("display", "none");
    [...from.children].forEach((child, k) => look(child, to.children[k]));
  }

  graph.saveSvg = (root, view, relations, name) =>
    offer(new Blob([graph.toSvg(root, view, relations).text], { type: "image/svg+xml" }), `${name}.svg`);

  /** Twice the size of the screen, for paper; less where the picture would be larger than browsers draw. */
  graph.savePng = async (root, view, relations, name) => {
    const { text, width, height } = graph.toSvg(root, view, relations);
    const scale = Math.min(2, LARGEST / width, LARGEST / height);
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    offer(blob, `${name}.png`);
  };

  function offer(blob, name) {
    const address = URL.createObjectURL(blob);
    const link = graph.html("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }
})(globalThis.viendanGraph);
