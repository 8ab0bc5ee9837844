"use strict";
// Text and elements. Whatever comes from a document becomes a text node or an attribute value, never markup.
globalThis.viendanGraph = {};
(function (graph) {
  const SVG = "http://www.w3.org/2000/svg";
  const canvas = document.createElement("canvas").getContext("2d");

  /** What a person who types without accents means: marks dropped, đ as d. The same as ingest/fold.py. */
  graph.fold = (text) =>
    text.replace(/[đĐðÐɖƉ]/g, "d").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/\s+/).join(" ").trim();

  graph.html = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
  graph.svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  /** The language of names and quotes on a page in another one. */
  graph.lang = (view) => (view.lang === "vi" ? undefined : "vi");

  /** A label with its blanks filled in. */
  graph.say = (labels, key, values = {}) => labels[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

  /** A date as officials write it: see day() in viz/view_card.py. */
  graph.day = (iso) => {
    const [year, month, ...rest] = iso.split("-");
    const said = month && Number(month) > 2 ? String(Number(month)) : month;
    return [...rest, said, year].filter(Boolean).join("/");
  };

  graph.width = (text, font) => {
    canvas.font = font;
    return canvas.measureText(text).width;
  };

  /** The longest beginning that fits, with an ellipsis where something is cut. */
  graph.cut = (text, room, font) => {
    if (graph.width(text, font) <= room) return text;
    let low = 0;
    let high = text.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (graph.width(text.slice(0, middle).trimEnd() + "…", font) <= room) low = middle;
      else high = middle - 1;
    }
    return text.slice(0, low).trimEnd() + "…";
  };

  /** Up to so many lines; breaks at spaces, and after the separators of a symbol where a word alone is too long. */
  graph.lines = (text, room, font, most = 2) => {
    if (most <= 1 || graph.width(text, font) <= room) return [graph.cut(text, room, font)];
    const parts = text.match(/\S+?[/-](?=\S)|\S+\s*/g) ?? [text];
    let first = "";
    let whole = "";
    for (const part of parts) {
      if (graph.width((first + part).trimEnd(), font) > room) break;
      first += part;
      if (/\s$/.test(first)) whole = first;
    }
    // a symbol is kept whole where it fits a line of its own
    if (whole && !/\s$/.test(first) && graph.width(text.slice(whole.length).match(/^\S+/)[0], font) <= room) first = whole;
    if (!first) return [graph.cut(text, room, font)];
    return [first.trimEnd(), ...graph.lines(text.slice(first.length), room, font, most - 1)];
  };
})(globalThis.viendanGraph);
