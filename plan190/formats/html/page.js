"use strict";
// Long tables: sorted by their heads, searched and narrowed by the fields above them. Without this all rows are there.
(() => {
  const LETTERS = new Intl.Collator("vi", { numeric: true });
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[đðɖ]/g, "d").match(/[\p{L}\p{N}]+/gu) || [];
  const said = (cell) => cell.textContent.trim();

  // What a cell is sorted by: numbers and days as machines read them, then words, then nothing at all.
  const keyOf = (cell) => {
    const value = cell.dataset.v ?? said(cell);
    if (value === "" || value === "—") return [2, ""];
    return cell.dataset.v === undefined ? [1, value] : [0, value];
  };
  const compare = ([rank, one], [other, two]) => {
    if (rank !== other) return 0;
    if (rank === 1) return LETTERS.compare(one, two);
    const [left, right] = [Number(one), Number(two)];
    return Number.isNaN(left) || Number.isNaN(right) ? Number(one > two) - Number(one < two) : left - right;
  };

  const sort = (table, head) => {
    // The first click shows the largest numbers of overdue work first, other columns from the smallest on.
    const sorted = head.getAttribute("aria-sort");
    const down = sorted ? sorted === "ascending" : head.matches(".bad, .warn");
    const body = table.tBodies[0];
    const keyed = [...body.rows].map((row) => [keyOf(row.cells[head.dataset.column]), row]);
    keyed.sort(([one], [two]) => one[0] - two[0] || (down ? -1 : 1) * compare(one, two));
    body.append(...keyed.map(([, row]) => row));
    for (const other of table.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  };

  const sortable = (table) => {
    for (const head of table.tHead.querySelectorAll("[data-column]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = head.className;
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, head));
    }
  };

  const searchable = (table, find) => {
    const [field, choice, told] = ["input", "select", "output"].map((name) => find.querySelector(name));
    const rows = [...table.tBodies[0].rows].map((row) => [row, ` ${fold([...row.cells].map(said).join(" ")).join(" ")}`]);
    const column = choice?.dataset.column;
    const states = choice ? [...new Set(rows.map(([row]) => said(row.cells[column])))].sort(LETTERS.compare) : [];
    choice?.append(...states.filter(Boolean).map((state) => new Option(state)));
    const narrow = () => {
      const words = fold(field.value);
      let shown = 0;
      for (const [row, text] of rows) {
        const chosen = !choice?.value || said(row.cells[column]) === choice.value;
        row.hidden = !(chosen && words.every((word) => text.includes(` ${word}`)));
        shown += row.hidden ? 0 : 1;
      }
      find.classList.toggle("narrowed", shown < rows.length);
      const counted = find.dataset.shown.replace("{shown}", shown).replace("{total}", rows.length);
      told.textContent = shown < rows.length && find.dataset.totals ? `${counted}. ${find.dataset.totals}` : counted;
    };
    field.addEventListener("input", narrow);
    choice?.addEventListener("change", narrow);
    find.hidden = false;
    narrow();
  };

  for (const table of document.querySelectorAll("table.long")) {
    sortable(table);
    const find = table.parentElement.previousElementSibling;
    if (find?.classList.contains("find")) searchable(table, find);
  }
})();
