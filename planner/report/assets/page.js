"use strict";
/* The page works without this file; it adds themes, tips, sorting and filters. */

const said = document.getElementById("said");
const tip = document.getElementById("tip");

for (const controls of document.querySelectorAll(".controls, .filters")) controls.hidden = false;

/* Theme: the reader's choice, else the system's. */
const theme = document.getElementById("theme");
const wantsDark = matchMedia("(prefers-color-scheme: dark)");
function isDark() {
  return (document.documentElement.dataset.theme || (wantsDark.matches ? "dark" : "light")) === "dark";
}
function showTheme() { theme.setAttribute("aria-pressed", String(isDark())); }
theme.addEventListener("click", () => {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  showTheme();
});
wantsDark.addEventListener("change", showTheme);
showTheme();
document.getElementById("print").addEventListener("click", () => window.print());

/* Tips: what `data-tip` of an element says, on hover and on focus. */
function showTip(element, x, y) {
  tip.textContent = element.dataset.tip;
  tip.hidden = false;
  const box = tip.getBoundingClientRect();
  tip.style.left = Math.max(4, Math.min(x + 14, innerWidth - box.width - 8)) + "px";
  tip.style.top = (y + box.height + 20 > innerHeight ? Math.max(4, y - box.height - 10) : y + 16) + "px";
}
function hideTip() { tip.hidden = true; }
document.addEventListener("mousemove", (event) => {
  const element = event.target.closest && event.target.closest("[data-tip]");
  if (element) showTip(element, event.clientX, event.clientY);
  else hideTip();
});
document.addEventListener("scroll", hideTip, true);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideTip(); });

/* Charts: one tab stop each; arrow keys walk over the marks that carry a tip. */
function marksOf(chart) {
  return [...chart.querySelectorAll("[data-tip]")].filter((mark) => mark.getClientRects().length > 0);
}
function walk(chart, step) {
  const marks = marksOf(chart);
  if (!marks.length) return;
  const now = marks.indexOf(chart.current);
  const next = now < 0 ? 0 : Math.max(0, Math.min(marks.length - 1, now + step));
  if (chart.current) chart.current.classList.remove("current");
  chart.current = marks[next];
  chart.current.classList.add("current");
  chart.current.scrollIntoView({ block: "nearest", inline: "nearest" });
  const box = chart.current.getBoundingClientRect();
  showTip(chart.current, box.left, box.bottom - 10);
  said.textContent = chart.current.dataset.tip;
}
const STEPS = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 10, ArrowUp: -10, Home: -1e9, End: 1e9 };
for (const chart of document.querySelectorAll("[data-chart]")) {
  chart.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    walk(chart, STEPS[event.key]);
  });
  chart.addEventListener("blur", () => {
    hideTip();
    if (chart.current) chart.current.classList.remove("current");
  });
}

/* Tables: a click on a header sorts by it; numbers by `data-value`. */
function valueOf(row, column) {
  const cell = row.cells[column];
  return cell.dataset.value !== undefined ? Number(cell.dataset.value) : cell.textContent.trim();
}
function sortBy(table, header) {
  const column = header.cellIndex;
  const up = header.getAttribute("aria-sort") !== "ascending";
  const rows = [...table.tBodies[0].rows];
  rows.sort((one, other) => {
    const a = valueOf(one, column), b = valueOf(other, column);
    const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
    return up ? order : -order;
  });
  table.tBodies[0].append(...rows);
  for (const each of table.tHead.rows[0].cells) each.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", up ? "ascending" : "descending");
}
for (const table of document.querySelectorAll("table.sortable")) {
  for (const header of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => sortBy(table, header));
  }
}

/* Filters: selects of `.filters[data-for]` keep the marks of that element whose `data-<name>`
   holds the value chosen (values are separated by AMONG of tables.py). */
function chosenIn(filters) {
  return [...filters.querySelectorAll("select, input")]
    .filter((control) => control.value)
    .map((control) => [control.name, control.value, control.tagName === "INPUT"]);
}
function fits(mark, chosen) {
  return chosen.every(([name, value, typed]) => {
    const text = mark.dataset[name] || "";
    return typed ? text.toLowerCase().includes(value.toLowerCase()) : text.split("\u241f").includes(value);
  });
}
for (const filters of document.querySelectorAll(".filters[data-for]")) {
  const target = document.getElementById(filters.dataset.for);
  const marks = [...target.querySelectorAll("[data-filtered]")];
  const count = filters.querySelector(".count");
  filters.addEventListener("input", () => {
    const chosen = chosenIn(filters);
    let shown = 0;
    for (const mark of marks) {
      const kept = fits(mark, chosen);
      if (mark.dataset.filtered === "dim") mark.classList.toggle("dim", !kept);
      else mark.toggleAttribute("hidden", !kept);
      shown += kept;
    }
    if (count) count.textContent = count.dataset.words.replace("#", shown);
    hideTip();
  });
  filters.addEventListener("reset", () => setTimeout(() => filters.dispatchEvent(new Event("input"))));
}
