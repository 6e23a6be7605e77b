// The rows: as the server renders them, which of them is active, which is next.
import { $, render, stamped, t } from "./page.js";
import { decided, list, name, number, rowOf, rows, state, target } from "./state.js";
import { say } from "./telling.js";

const views = new Map();
/** Under which a window keeps where it is in the article. */
const place = `at ${name} ${target}`;
const actions = stamped("actions").firstElementChild;

/** Shows a row as the server tells it. */
export function show(row) {
  const li = rowOf(row.key);
  if (!li || views.get(li) === row.view + row.etag) return;
  views.set(li, row.view + row.etag);
  Object.assign(li.dataset, { etag: row.etag, state: row.state, risk: row.risk, text: row.text, checks: row.checks, by: row.by });
  li.toggleAttribute("data-open", row.open);
  li.toggleAttribute("data-faulty", row.faulty);
  render($(".view", li), row.view);
  list.dispatchEvent(new Event("shown"));
}

export function activate(li, focus = true) {
  if (!li) return;
  const { active } = state;
  if (active && active !== li) { active.removeAttribute("aria-current"); active.tabIndex = -1; }
  state.active = li;
  li.setAttribute("aria-current", "true");
  li.tabIndex = 0;
  if (actions.parentElement !== li) li.append(actions);
  if (focus) li.focus();
  list.dispatchEvent(new Event("row"));
}

/** The row where this window was when it left the page, if it comes back or loads it again. */
export function left() {
  const [navigation] = performance.getEntriesByType("navigation");
  try {
    addEventListener("pagehide", () => { if (state.active) sessionStorage.setItem(place, state.active.dataset.key); });
    const key = sessionStorage.getItem(place);
    sessionStorage.removeItem(place);
    return ["back_forward", "reload"].includes(navigation?.type) && rows.find((li) => !li.hidden && li.dataset.key === key);
  } catch { return null; }  // a window that may keep nothing
}

/** A row's place among those that are open: by risk or in the article's order. */
export const rank = (li) => [state.byRisk ? -Number(li.dataset.risk) : 0, rows.indexOf(li)];
const after = (a, b) => a[0] - b[0] || a[1] - b[1];

/** The open row after a place, or before it; beyond the last one, the first. */
export function nextOpen(from, step = 1) {
  const open = rows.filter((li) => !li.hidden && "open" in li.dataset && !decided.has(li)).sort((a, b) => after(rank(a), rank(b)));
  const beyond = open.filter((li) => step * after(rank(li), from) > 0);
  return (step > 0 ? beyond[0] : beyond.at(-1)) ?? open.at(step > 0 ? 0 : -1);
}

export function move(step) {
  const shown = rows.filter((li) => !li.hidden || li === state.active);
  activate(shown[Math.min(Math.max(shown.indexOf(state.active) + step, 0), shown.length - 1)]);
}

export function goOpen(step) {
  const li = nextOpen(rank(state.active), step);
  if (li) activate(li); else say(t("Nothing is open."));
}
