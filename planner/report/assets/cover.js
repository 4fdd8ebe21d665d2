/* Cover: the worst pictures first, and what the curve says under the pointer. */
{
  const curves = document.getElementById("cover-curves");
  if (curves) {
    const pictures = [...curves.querySelectorAll("figure")];
    const series = JSON.parse(document.getElementById("cover-series").textContent);
    const ends = series.lengths.map(((total) => (length) => (total += length))(0));
    const filters = document.querySelector(".filters[data-for='cover-all']");
    const more = document.getElementById("cover-more");
    const count = document.getElementById("cover-count");
    const number = new Intl.NumberFormat(document.documentElement.lang);
    const walker = document.createElementNS("http://www.w3.org/2000/svg", "line");
    const rows = [...document.getElementById("cover-table").tBodies[0].rows];
    const numbers = (name, at) => series[name][at].split(" ").flatMap((word) => {
      const [value, times] = word.split("x");
      return Array(Number(times || 1)).fill(Number(value));
    });
    let all = false, at = -1, bucket = 0;
    walker.setAttribute("class", "walker");

    /* Without a choice the first pictures are enough to begin with. */
    const limit = () => {
      const chosen = chosenIn(filters), few = !all && !chosen.length;
      const kept = pictures.filter((picture) => fits(picture, chosen));
      const shown = few ? kept.slice(0, Number(curves.dataset.first)) : kept;
      pictures.forEach((picture, index) => {
        rows[index].hidden = !kept.includes(picture);
        picture.hidden = !shown.includes(picture);
      });
      more.hidden = !all && kept.length === shown.length;
      count.textContent = count.dataset.words
        .replace("#1", number.format(shown.length)).replace("#2", number.format(kept.length));
    };
    filters.addEventListener("input", limit);
    more.addEventListener("click", () => {
      all = !all;
      more.setAttribute("aria-pressed", String(all));
      limit();
    });
    limit();

    /* Says a bucket of a picture, and marks it. */
    const told = (picture, index) => {
      const box = picture.querySelector("g").getBoundingClientRect();
      at = pictures.indexOf(picture);
      bucket = Math.max(0, Math.min(ends.length - 1, index));
      const net = numbers("net", at)[bucket];
      const said = {
        name: picture.querySelector("b").textContent,
        bucket: series.buckets[bucket],
        cover: number.format(numbers("cover", at)[bucket]),
        floor: number.format(series.floor[at]),
        stock: number.format(Math.max(0, net)),
        owed: number.format(Math.max(0, -net)),
      };
      picture.dataset.tip = curves.dataset.tipWords.replace(/#([a-z]+)/g, (_, name) => said[name]);
      const svg = picture.querySelector("svg"), whole = svg.getBoundingClientRect();
      const middle = ends[bucket] - series.lengths[bucket] / 2;
      const x = box.left + (box.width * middle) / ends[ends.length - 1];
      const scale = svg.viewBox.baseVal.width / whole.width;
      for (const end of ["x1", "x2"]) walker.setAttribute(end, (x - whole.left) * scale);
      walker.setAttribute("y1", 0);
      walker.setAttribute("y2", svg.viewBox.baseVal.height);
      svg.append(walker);
      return x;
    };
    const forgotten = () => { walker.remove(); hideTip(); at = -1; };

    /* Before the page shows the tip of what is under the pointer. */
    curves.addEventListener("mousemove", (event) => {
      const picture = event.target.closest("figure");
      if (!picture) return;
      const box = picture.querySelector("g").getBoundingClientRect();
      const day = ((event.clientX - box.left) / box.width) * ends[ends.length - 1];
      const found = ends.findIndex((end) => day < end);
      told(picture, found < 0 ? ends.length - 1 : found);
    });
    curves.addEventListener("mouseleave", forgotten);

    const keys = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0], Home: [0, -1e9], End: [0, 1e9] };
    curves.addEventListener("keydown", (event) => {
      const shown = pictures.filter((picture) => !picture.hidden);
      if (!(event.key in keys) || !shown.length) return;
      event.preventDefault();
      const [down, right] = keys[event.key], now = shown.indexOf(pictures[at]);
      const next = shown[now < 0 ? 0 : Math.max(0, Math.min(shown.length - 1, now + down))];
      const x = told(next, now < 0 ? 0 : bucket + right);
      next.scrollIntoView({ block: "nearest" });
      showTip(next, x, next.getBoundingClientRect().bottom - 10);
      document.getElementById("said").textContent = next.dataset.tip;
    });
    curves.addEventListener("blur", forgotten);
  }
}
