// Keys and buttons. Keys are matched by place (event.code), so that they work whatever script is
// typed, and never while an input method composes.
import { $, $$, settings, t } from "./page.js";
import { choose, comment, propose, resolve } from "./dialogs.js";
import { wouldLose } from "./drafts.js";
import { beside } from "./beside.js";
import { close, composedLately, discard, edit, leave, put } from "./editor.js";
import { names, redraft } from "./asking.js";
import { everywhere, find, unfilter } from "./filter.js";
import { replace } from "./corrections.js";
import { clean } from "./many.js";
import { past, restore } from "./past.js";
import { activate, goOpen, move } from "./rows.js";
import { join, split } from "./seams.js";
import { approve, finish, hold, paragraph, undo } from "./saving.js";
import { approves, list, rows, state } from "./state.js";
import { say } from "./telling.js";

const main = $("#main");

function toggle(button, on) { $(`[data-do=${button}]`).setAttribute("aria-pressed", String(on)); }

/** The translation alone, as running text; or both sides. */
function read(on = !main.classList.contains("read")) {
  main.classList.toggle("read", on);
  toggle("read", on);
  const query = new URLSearchParams(location.search);
  if (on) query.set("view", "read"); else query.delete("view");
  history.replaceState(null, "", location.pathname + (query.size ? `?${query}` : ""));
  state.active?.scrollIntoView({ block: "center" });
}

function order() {
  state.byRisk = !state.byRisk;
  settings.set("order", state.byRisk ? "risk" : "article");
  toggle("order", state.byRisk);
  say(state.byRisk ? t("Riskiest first") : t("In the article’s order"));
}

function letters() {
  state.letters = !state.letters;
  settings.set("letters", state.letters ? "on" : "off");
  toggle("letters", state.letters);
}

function fix() {
  const found = $("[data-fix]", state.active);
  if (found) edit(state.active, found.dataset.fix); else say(t("No certain fix."));
}

const noqa = (li, button) => comment(li, `noqa: ${button.dataset.check} `);
function ignore() {
  const found = $("[data-check]", state.active);
  if (found) noqa(state.active, found); else say(t("No finding."));
}

/** What the memory and the glossary hold for the active row, the nth of it: as the panel counts. */
const hit = (nth) => [...$$("[data-put][data-hit]", state.active), ...$$("[data-insert]", state.active)][nth - 1];
function digit(nth) {
  const found = hit(nth);
  if (state.active.settle) state.active.settle(nth);
  else if (found) take(found.dataset);
}

/** Puts a text of the memory in, or a term where the caret is. */
function take({ put: text, insert }) {
  if (insert) edit(state.active);
  put(insert ?? text);
}

/** Lists the keys, from the first on: the focus is on the button below them. */
function help() {
  const box = $("#help");
  box.showModal();
  box.scrollTop = 0;
}

/** What buttons do, by their data-do. */
const commands = {
  approve, hold, undo, paragraph, order, letters, read: () => read(),
  edit: () => edit(state.active), note: () => comment(state.active), resolve: () => resolve(state.active), term: () => propose(state.active), history: () => past(state.active), shut: () => $("#history").close(),
  help, close: () => $("#help").close(),
  save: () => finish(state.active, "approved"), "save-held": () => finish(state.active, "needs-work"),
  leave: () => leave(state.active), discard: () => discard(state.active),
  redraft: () => redraft(), names: () => names(),
  split, join, beside,
  find: () => find($("#filter").hidden), unfilter, everywhere, clean, replace,
  mine: () => state.active.settle?.(1), theirs: () => state.active.settle?.(2), both: () => state.active.settle?.(3),
};
const LETTERS = {
  KeyW: () => redraft(), KeyG: () => names(),
  KeyJ: () => move(1), KeyK: () => move(-1), KeyN: () => goOpen(1), KeyP: () => goOpen(-1),
  KeyA: approve, KeyE: commands.edit, KeyX: hold, KeyZ: undo,
  KeyV: commands.read, KeyO: order, KeyM: commands.note, KeyH: commands.history, KeyT: commands.term, KeyF: fix, KeyI: ignore,
  KeyB: beside, ...(approves && { KeyC: clean, KeyR: replace, KeyS: split, KeyU: join }),
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [`Digit${n}`, () => digit(n)])),
};
const OTHERS = {
  ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: commands.edit, NumpadEnter: commands.edit,
  Home: () => activate(rows[0]), End: () => activate(rows.at(-1)),
};
/** Keys that do nothing more while they are held down. */
const ONCE = new Set(["KeyA", "KeyX", "KeyZ", "KeyE", "KeyF", "KeyM", "KeyT", "KeyH", "KeyI", "KeyV", "KeyC", "KeyR", "KeyW", "KeyG", "KeyS", "KeyU", "KeyB", "Enter", "NumpadEnter"]);

const isEnter = (event) => event.code === "Enter" || event.code === "NumpadEnter";
const command = (event) => event.ctrlKey || event.metaKey;

/** What a key does while a row has the focus. */
function meant(event) {
  if (command(event) && isEnter(event)) return approve;
  if (command(event) || event.altKey) return undefined;
  if (event.key === "/") return state.letters && find;
  if (event.key === "?") return state.letters && commands.help;
  if (event.shiftKey) return state.letters && event.code === "KeyA" && paragraph;
  return (state.letters && LETTERS[event.code]) || OTHERS[event.code];
}
function reading(event) {
  const act = meant(event);
  if (!act) return;
  event.preventDefault();
  if (!(event.repeat && ONCE.has(event.code))) act();
}

/** What a key does in the editor. */
function writing(event, composing) {
  const li = state.active;
  if (command(event) && isEnter(event)) {
    event.preventDefault();
    finish(li, event.shiftKey ? "needs-work" : "approved");
  } else if (composing) return;
  else if (event.altKey && (event.code === "ArrowDown" || event.code === "ArrowUp")) {
    event.preventDefault();
    close(li);
    move(event.code === "ArrowDown" ? 1 : -1);
  } else if (event.ctrlKey && !event.altKey && /^Digit[1-9]$/.test(event.code)) {
    const found = hit(Number(event.code.at(-1)));
    if (!found) return;
    event.preventDefault();
    take(found.dataset);
  } else if (event.key === "Escape") leave(li);
}

function keydown(event) {
  const composing = event.isComposing || event.keyCode === 229;
  if (event.target.closest(".edit textarea")) writing(event, composing);
  else if (event.target.parentElement === list && !composing && !composedLately()) reading(event);
}

function click(event) {
  const li = event.target.closest("#rows > li");
  const button = event.target.closest("button");
  if (li && li !== state.active) activate(li, !button);
  if (button?.dataset.restore) restore(button.dataset.restore);
  else if (button?.dataset.fix) edit(li, button.dataset.fix);
  else if (button?.dataset.put || button?.dataset.insert) take(button.dataset);
  else if (button?.dataset.check) noqa(li, button);
  else if (button?.dataset.do) commands[button.dataset.do]();
  else if (li && !event.target.closest(".edit") && !String(getSelection())) li.focus({ preventScroll: true });
}

function focusin(event) {
  const li = event.target.closest("#rows > li");
  if (li && li !== state.active) activate(li, false);
}

export function listen() {
  document.addEventListener("keydown", keydown);
  document.addEventListener("click", click);
  document.addEventListener("selectionchange", choose);
  list.addEventListener("focusin", focusin);
  addEventListener("beforeunload", (event) => { if (state.pending || wouldLose()) event.preventDefault(); });
  toggle("order", state.byRisk);
  toggle("letters", state.letters);
  if (new URLSearchParams(location.search).get("view") === "read") read(true);
}
