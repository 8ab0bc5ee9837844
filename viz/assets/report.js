"use strict";
(() => {
  const bar = document.querySelector(".filters");
  const articles = [...document.querySelectorAll("article")];
  const output = bar.querySelector("output");
  const fields = [...bar.querySelectorAll("[data-filter]")];
  // Accents do not count in a search.
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  const texts = articles.map((article) => fold(article.textContent));
  const apply = () => {
    const wanted = Object.fromEntries(fields.map((field) => [field.dataset.filter, field.value]));
    const words = fold(wanted.text || "").split(/\s+/).filter(Boolean);
    let count = 0;
    articles.forEach((article, k) => {
      const fits = ["severity", "rule", "document", "unit"].every((key) => !wanted[key] || article.dataset[key] === wanted[key]);
      article.hidden = !(fits && words.every((word) => texts[k].includes(word)));
      count += article.hidden ? 0 : 1;
    });
    document.querySelectorAll("#found > .paper").forEach((paper) => { paper.hidden = !paper.querySelector("article:not([hidden])"); });
    output.textContent = output.dataset.shown.replace("{n}", count);
  };
  fields.forEach((field) => field.addEventListener(field.type === "search" ? "input" : "change", apply));
  bar.hidden = false;
  apply();
  // What is folded away on the screen is printed.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((part) => { part.open = true; });
  });
  window.addEventListener("afterprint", () => { opened.forEach((part) => { part.open = false; }); });
})();
