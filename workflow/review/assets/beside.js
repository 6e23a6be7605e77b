// The published page beside the review: rendered by the server with what is saved, shown in a frame
// in which no script runs, and loaded anew after every change. A click on a sentence goes to it here.
import { $, element, settings, t } from "./page.js";
import { activate } from "./rows.js";
import { list, rowOf, state } from "./state.js";

/** Milliseconds in which several changes become one. */
const PAUSE = 150;
const pane = $("#beside"), choice = $("select", pane), place = $("div", pane), button = $(".bar [data-do=beside]");
const wide = matchMedia("(min-width: 60rem)");
let frame = null, loading = null, again = false, timer;

const mark = (key) => frame?.contentDocument?.getElementById(`s-${key}`);

/** Marks the current sentence in the page, and brings it into view. */
function follow() {
  const key = state.active?.dataset.key, found = key && mark(key), view = frame?.contentWindow;
  for (const each of frame?.marked ?? []) each.style.outline = "";
  if (!found) return;
  frame.marked = [found];
  Object.assign(found.style, { outline: "2px solid var(--accent, Highlight)", outlineOffset: "2px" });
  const { top, bottom } = found.getBoundingClientRect();
  if (top < 40 || bottom > view.innerHeight - 40) view.scrollBy({ top: top - view.innerHeight / 3, behavior: "instant" });
}

/** What a click in the page does: it goes to the sentence, and nowhere else. */
function clicked(event) {
  event.preventDefault();
  const li = rowOf(event.target.closest?.("[id^='s-']")?.id.slice(2) ?? "");
  if (!li) return;
  if (!wide.matches) show(false);
  activate(li);
  li.scrollIntoView({ block: "center", behavior: "instant" });
}

/** Loads the page into a second frame, which takes the place of the first when it is there. */
function load() {
  clearTimeout(timer);
  if (pane.hidden) return;
  if (loading) { again = true; return; }
  loading = element("iframe", "", { title: t("Published page"), className: "coming" });
  loading.addEventListener("load", loaded, { once: true });
  loading.src = choice.value;
  place.append(loading);
}

function loaded() {
  const before = frame, top = before?.contentWindow?.scrollY ?? 0;
  frame = loading;
  loading = null;
  frame.contentDocument?.addEventListener("click", clicked);
  frame.contentDocument?.addEventListener("keydown", (event) => { if (event.key === "Escape") activate(state.active); });
  frame.contentWindow?.scrollTo({ top, behavior: "instant" });
  frame.className = "";
  before?.remove();
  follow();
  if (again) { again = false; load(); }
}

function soon() {
  clearTimeout(timer);
  if (!pane.hidden) timer = setTimeout(load, PAUSE);
}

function show(on) {
  pane.hidden = !on;
  document.body.classList.toggle("paged", on);
  button.setAttribute("aria-expanded", String(on));
  if (on) load();
}

export function beside() {
  const on = pane.hidden;
  settings.set("beside", on ? "on" : "off");
  show(on);
  if (!on) activate(state.active);
  else if (!wide.matches) $("button", pane).focus();
}

export function watch() {
  const kept = settings.get("page", "0");
  if (choice.options[Number(kept)]) choice.selectedIndex = Number(kept);
  choice.addEventListener("change", () => { settings.set("page", String(choice.selectedIndex)); load(); });
  list.addEventListener("row", follow);
  list.addEventListener("shown", soon);
  pane.addEventListener("keydown", (event) => { if (event.key === "Escape") beside(); });
  if (settings.get("beside", "off") === "on" && wide.matches) show(true);
}
