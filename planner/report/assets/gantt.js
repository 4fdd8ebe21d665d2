/* Gantt: zooms, the count of the batches kept, and a table that follows the picture. */
function startGantt() {
  const work = document.getElementById("gantt-work");
  if (!work) return;
  const area = work.querySelector(".gantt-window");
  const names = area.querySelector(".gantt-names");
  const filters = document.querySelector('.filters[data-for="gantt-work"]');
  const count = document.getElementById("gantt-count");
  const bars = [...work.querySelectorAll(".batch")];
  const barOf = new Map(bars.map((bar) => [bar.dataset.batch, bar]));
  const rows = [...document.getElementById("gantt-batches").tBodies[0].rows];
  const buttons = [...document.querySelectorAll(".gantt-zooms button")];

  /* The first day in sight, in the corner: close zooms may show no month's name. */
  const corner = names.querySelector(".gantt-corner");
  function showDay() {
    const share = area.scrollLeft / (area.scrollWidth - names.offsetWidth);
    const days = Math.floor(share * getComputedStyle(area).getPropertyValue("--days") + 1e-6);
    const day = new Date(Date.parse(corner.dataset.start) + days * 864e5);
    corner.textContent = day.toISOString().slice(0, 10) + " →";
  }
  area.addEventListener("scroll", showDay);
  showDay();

  /* Names in bars, the most telling that fits, at the closest zoom; measured before written. */
  const LETTER = 6.2, LINE = 11;
  function nameIn(bar, shape) {
    const box = shape.getBBox();
    const names = [bar.dataset.syringe + " " + bar.dataset.batch, bar.dataset.syringe];
    const name = box.height > LINE && names.find((each) => each.length * LETTER < box.width - 4);
    if (!name) return null;
    const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
    text.setAttribute("x", shape.getAttribute("x"));
    text.setAttribute("y", box.y + LINE);
    text.setAttribute("dx", 3);
    text.textContent = name;
    return [bar, text];
  }
  function writeNames() {
    for (const text of area.querySelectorAll(".batch text")) text.remove();
    if (area.dataset.zoom !== "weeks") return;
    const named = bars.flatMap((bar) =>
      [...bar.querySelectorAll("rect")].map((shape) => nameIn(bar, shape)));
    for (const [bar, text] of named.filter(Boolean)) bar.append(text);
  }

  function zoomTo(button) {
    const across = () => area.scrollWidth - names.offsetWidth;
    const left = area.scrollLeft / across();
    area.style.setProperty("--span", button.dataset.span);
    area.dataset.zoom = button.dataset.zoom;
    area.scrollLeft = left * across();
    writeNames();
    for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
  }
  for (const button of buttons) button.addEventListener("click", () => zoomTo(button));

  /* The first bar kept comes into sight if none is. */
  function showFirst(kept) {
    const box = area.getBoundingClientRect();
    const left = box.left + names.offsetWidth;
    const boxes = kept.map((bar) => bar.getBoundingClientRect());
    if (!boxes.length || boxes.some((bar) => bar.right > left && bar.left < box.right)) return;
    area.scrollLeft += Math.min(...boxes.map((bar) => bar.left)) - left - 20;
  }

  function follow() {
    let shown = 0, units = 0;
    for (const row of rows) {
      const bar = barOf.get(row.cells[0].textContent);
      if (bar) row.hidden = bar.classList.contains("dim");
      if (row.hidden) continue;
      shown += 1;
      units += Number(row.cells[Number(count.dataset.column)].dataset.value);
    }
    const language = document.documentElement.lang;
    count.textContent = count.dataset.words
      .replace("#", shown.toLocaleString(language))
      .replace("§", units.toLocaleString(language));
  }
  filters.addEventListener("input", () => {
    follow();
    if (chosenIn(filters).length) showFirst(bars.filter((bar) => !bar.classList.contains("dim")));
  });
  follow();
}
startGantt();

/* Hours: a column says what its cell of the heat map says; both stand in the same order. */
function startHours() {
  const cells = document.querySelectorAll("#hours .hours-heat > [data-tip]");
  document.querySelectorAll("#hours .column").forEach((column, number) => {
    column.dataset.tip = cells[number].dataset.tip;
  });
}
startHours();
