// The little that markup cannot do: choosing a suggestion by keyboard, copying a citation, dropping a file, submitting a filter.
"use strict";

function combobox(input) {
  const list = document.getElementById(input.getAttribute("aria-controls"));
  let active = -1;
  let dismissed = false; // an answer that comes after Escape opens nothing
  const options = () => [...list.querySelectorAll('[role="option"]')];
  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) pick(-1);
  };
  const pick = (index) => {
    active = index;
    options().forEach((option, k) => {
      option.setAttribute("aria-selected", String(k === index));
      if (k === index) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    });
    if (index < 0) input.removeAttribute("aria-activedescendant");
  };
  const go = (option) => location.assign(option.dataset.href);

  list.addEventListener("htmx:afterSwap", () => {
    options().forEach((option, k) => (option.id = `${list.id}-${k}`));
    show(!dismissed && options().length > 0 && document.activeElement === input && input.value.trim() !== "");
  });
  input.addEventListener("keydown", (event) => {
    const all = options();
    if (event.key === "Escape") dismissed = true;
    if (event.key === "Escape" && !list.hidden) {
      show(false);
      event.preventDefault();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length) {
      show(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      pick((active + step + all.length + (active < 0 && step < 0 ? 1 : 0)) % all.length);
      event.preventDefault();
    } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
      event.preventDefault();
      go(all[active]);
    }
  });
  input.addEventListener("input", () => (dismissed = false));
  input.addEventListener("blur", () => setTimeout(() => show(false), 150));
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) {
      event.preventDefault();
      go(option);
    }
  });
}

function copier(button) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy).textContent.trim();
    const said = document.getElementById(button.dataset.said);
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    said.textContent = button.dataset.done;
  });
}

function dropper(zone) {
  const input = zone.querySelector('input[type="file"]');
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
}

// A note in the margin and its place in the text light each other up.
function margin(doc) {
  const light = (event) => {
    const note = event.target.closest("[data-of]");
    const place = event.target.closest("[data-f]");
    const starts = note ? [note.dataset.of] : place ? place.dataset.f.split(" ") : [];
    for (const lit of doc.querySelectorAll(".lit")) lit.classList.remove("lit");
    for (const start of starts) for (const one of doc.querySelectorAll(`[data-f~="${start}"], [data-of="${start}"]`)) one.classList.add("lit");
  };
  for (const kind of ["pointerover", "focusin"]) doc.addEventListener(kind, light);
  doc.addEventListener("pointerleave", light);
}

// On a telephone the names of the pages run past the edge: the one that is open is brought into sight.
function current(nav) {
  const link = nav.querySelector("[aria-current]");
  if (link) nav.scrollLeft = link.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2;
}

// Every cell of the matrix leads to the reason of its status; one of them is in the order of the Tab key, arrow keys move between them.
function matrix(table) {
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells].slice(2));
  const heads = [...table.tHead.rows[0].cells].slice(2);
  const placeOf = (cell) => [rows.findIndex((row) => row[0].parentElement === cell.parentElement), cell.cellIndex - 2];
  let current;
  const rove = (cell) => {
    current?.setAttribute("tabindex", "-1");
    current = cell;
    current.setAttribute("tabindex", "0");
  };
  const go = (cell) => {
    if (!cell.className) return;
    const head = heads[cell.cellIndex - 2];
    location.assign(`${head.dataset.to}#u-${cell.parentElement.dataset.unit}`);
  };
  table.setAttribute("role", "grid");
  for (const row of rows) for (const cell of row) cell.setAttribute("tabindex", "-1");
  rove(rows[0][0]);
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td:not(.n)");
    if (cell) go(cell);
  });
  table.addEventListener("focusin", (event) => {
    if (event.target.matches("td")) rove(event.target);
  });
  table.addEventListener("keydown", (event) => {
    if (!event.target.matches("td")) return;
    const [row, column] = placeOf(event.target);
    const last = rows[row].length - 1;
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -column], End: [0, last - column] }[event.key];
    if (event.key === "Enter" || event.key === " ") go(event.target);
    else if (step) rows[row + step[0]]?.[column + step[1]]?.focus();
    else return;
    event.preventDefault();
  });
}

// One box that ticks all of its name in the form.
function all(box) {
  box.hidden = false;
  const boxes = [...box.form.querySelectorAll(`input[name="${box.dataset.all}"]`)];
  box.addEventListener("change", () => boxes.forEach((one) => (one.checked = box.checked)));
  for (const one of boxes) one.addEventListener("change", () => (box.checked = boxes.every((other) => other.checked)));
}

document.querySelectorAll("input[data-all]").forEach(all);
document.querySelectorAll("table.matrix").forEach(matrix);
document.querySelectorAll(".doc").forEach(margin);
document.querySelectorAll(".top nav ul").forEach(current);
document.querySelectorAll('input[role="combobox"]').forEach(combobox);
document.querySelectorAll("button[data-copy]").forEach(copier);
document.querySelectorAll("[data-drop]").forEach(dropper);
document.querySelectorAll("[data-submit]").forEach((field) => field.addEventListener("change", () => field.form.requestSubmit()));
document.querySelector(".doc .target")?.scrollIntoView({ block: "center" });
