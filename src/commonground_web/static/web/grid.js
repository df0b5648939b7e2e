"use strict";
// The grid is whole without this script. With it a cell is kept when the hand leaves it, arrow keys move between cells, and a block
// is pasted where the hand stands; the server reads it, as it reads the form.
const part = document.querySelector("[data-grid]");
let asked = null;

const field = (name) => part.querySelector(`input[name="${CSS.escape(name)}"]`);
const stands = (box) => box.name.split(".").map(Number);

const show = async (form) => {
  asked?.abort();
  asked = new AbortController();
  const sent = asked;
  try {
    const body = new FormData(form);
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Part": "grid" }, signal: sent.signal });
    const text = await answer.text();
    if (sent !== asked) return;
    if (!answer.ok) throw new Error(`the server said ${answer.status}`);
    const held = document.activeElement;
    const name = held && part.contains(held) ? held.name : "";
    const scrolled = part.querySelector(".cg-table").scrollLeft;
    part.innerHTML = text;
    part.querySelector(".cg-table").scrollLeft = scrolled;
    const again = name && part.querySelector(`[name="${CSS.escape(name)}"]`);
    if (again) { again.focus(); again.select?.(); }
    part.dataset.settled = String(Number(part.dataset.settled || 0) + 1);
  } catch (problem) {
    if (problem.name !== "AbortError") {
      part.querySelector("[role=status]").textContent = `Not kept: ${problem.message}. Is the server still running?`;
    }
  }
};

addEventListener("pagehide", () => asked?.abort()); // whoever leaves is told nothing
part.addEventListener("submit", (event) => { event.preventDefault(); show(event.target); });
part.addEventListener("change", (event) => { if (event.target.matches(".cg-grid input")) show(event.target.form); });

const beside = (box, across, down) => {
  let [column, row] = stands(box);
  for (;;) {
    column += across;
    row += down;
    const next = field(`${column}.${row}`);
    if (next) return next;
    if (column < 1 || row < 1 || column > part.querySelectorAll("thead th").length || row > part.querySelectorAll("tbody tr").length) return null;
  }
};
const at = (box, edge) => box.selectionStart === box.selectionEnd ? box.selectionStart === edge : box.selectionEnd - box.selectionStart === box.value.length;
const WAYS = {
  ArrowUp: () => [0, -1],
  ArrowDown: () => [0, 1],
  Enter: () => [0, 1],
  ArrowLeft: (box) => at(box, 0) && [-1, 0],
  ArrowRight: (box) => at(box, box.value.length) && [1, 0],
};
part.addEventListener("keydown", (event) => {
  const box = event.target;
  if (!box.matches(".cg-grid input") || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (event.key === "Escape") { box.value = box.defaultValue; return; }
  const way = WAYS[event.key]?.(box);
  if (!way) return;
  event.preventDefault();
  const next = beside(box, ...way);
  if (next) { next.focus(); next.select(); } else if (event.key === "Enter") { box.blur(); }
});

part.addEventListener("paste", (event) => {
  const box = event.target, block = event.clipboardData?.getData("text/plain") ?? "";
  if (!box.matches(".cg-grid input") || !/[\t\n]/.test(block.trimEnd())) return;
  event.preventDefault();
  const [column, row] = stands(box), form = box.form;
  form.elements.block.value = block;
  form.elements.lane.selectedIndex = column - 1;
  form.elements.step.selectedIndex = row - 1;
  show(form);
});
