// What is looked for in the article: rows that are something else are hidden. The address says what.
import { $, $$, t } from "./page.js";
import { activate, nextOpen } from "./rows.js";
import { reach } from "./server.js";
import { list, name, rows, state, target } from "./state.js";

const form = $("#filter"), fields = ["q", "state", "finding", "term", "by"];
const folded = (text) => text.normalize("NFC").toLowerCase();
/** Milliseconds without a key after which the server is asked what is written nearly so. */
const PAUSE = 200;
/** What it was asked last, and the keys of the sentences in which that nearly stands. */
const near = { q: null, keys: new Set() };
let timer;
const has = (text, wanted) => !wanted || folded(text).includes(folded(wanted));

/** What is looked for; nothing where all of it is empty. */
function wanted() {
  const values = Object.fromEntries(fields.map((name) => [name, form.elements[name].value.trim()]));
  return Object.values(values).some(Boolean) ? values : null;
}

function meets(li, { q, keys, state: what, finding, term, by }) {
  const { dataset } = li, found = dataset.checks.split(" ").filter(Boolean);
  const comments = $$(".comments", li).map((each) => each.textContent);
  const severity = $(`.view .findings > .${CSS.escape(finding || "_")}`, li);
  return (keys ? keys.has(dataset.key) : [$(".source", li).textContent, dataset.text, ...comments].some((text) => has(text, q)))
    && (!what || dataset.state === what || (what === "open" && "open" in dataset))
    && (!finding || found.includes(finding) || severity || (finding === "none" && !found.length))
    && (!term || $$(".terms > li", li).some((each) => has(each.textContent, term)))
    && [dataset.by, ...comments].some((text) => has(text, by));
}

function address(values) {
  const query = new URLSearchParams(Object.entries(values ?? {}).filter(([, value]) => value));
  return query.size ? `?${query}` : "";
}

/** An English word but for its ending. */
const bare = (word) => new RegExp(form.dataset.ending).exec(folded(word))?.[1] ?? word;

/** Asks for the sentences in which words that are nowhere stand apart, or with slips of the finger. */
function ask(q) {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const answer = await reach("POST", "/api/find", { name, target, words: q });
    if (wanted()?.q !== q) return;
    Object.assign(near, { q, keys: new Set(answer?.ok ? answer.keys : []) });
    filter();
  }, PAUSE);
}

/** Hides what is not looked for; a word that is nowhere is looked for without its ending, then nearly so. */
export function filter() {
  const values = wanted(), shows = (some) => rows.some((li) => meets(li, some));
  const ways = values ? [values, { ...values, q: bare(values.q) }, ...(near.q === values.q ? [{ ...values, keys: near.keys }] : [])] : [];
  const way = ways.find(shows);
  history.replaceState(history.state, "", location.pathname + address(values));
  if (values?.q && !way && near.q !== values.q) { ask(values.q); return; }
  for (const li of rows) li.hidden = Boolean(values) && !(way && meets(li, way));
  const shown = rows.filter((li) => !li.hidden), count = { n: shown.length, total: rows.length };
  $("#shown").textContent = !values ? "" : way?.keys ? t("{n} of {total} sentences, written nearly so", count) : t("{n} of {total} sentences", count);
  if (state.active?.hidden && shown.length) activate(nextOpen([-Infinity, -1]) ?? shown[0], false);
}

export function find(open = true) {
  form.hidden = !open;
  $("[data-do=find]").setAttribute("aria-expanded", String(open));
  if (open) $("#find").select();
}

export function unfilter() {
  for (const name of fields) form.elements[name].value = "";
  filter();
  find(false);
  activate(state.active);
}

/** The same, in all articles. */
export const everywhere = () => { location.href = `/${address({ ...wanted(), to: list.dataset.target })}`; };

function key(event) {
  if (event.isComposing || event.target.closest("button")) return;
  if (event.key === "Escape") unfilter();
  else if (event.key === "Enter") activate(state.active.hidden ? rows.find((li) => !li.hidden) : state.active);
  else return;
  event.preventDefault();
}

export function watch() {
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("keydown", key);
  if (wanted()) { find(); filter(); }
}
