// Texts that are never lost. What is typed is a draft, kept with the text and the state it was typed
// over: by the browser at once, and soon by the server (drafts.js). What is decided while the server
// is away waits in all windows.
import { $, element, stamped, t } from "./page.js";
import { drafts, keep, older } from "./drafts.js";
import { direction, name, number, project, rowOf, rows, state, target } from "./state.js";
import { count } from "./telling.js";

const shelf = `waiting ${project} ${name} ${target}`;

// ---- Drafts
export const draftOf = (key) => drafts.get(key) ?? null;

/** Whether a sentence has changed since a draft was typed over it: it is offered, not put in. */
export const isOutdated = (li, draft) => draft.base !== li.dataset.text || draft.state !== li.dataset.state;

/** Keeps a row's draft, or nothing any more. */
export function keepDraft(li, draft) {
  keep(li.dataset.key, draft);
  showOwn(li);
}

/** A decision about a row that waits for the server. */
export const waitingFor = (key) => state.waiting.find((each) => each.key === key && each.state);

/** What is not saved yet stands under the translation while the editor is closed. */
function showOwn(li) {
  const draft = draftOf(li.dataset.key);
  const mine = draft ?? waitingFor(li.dataset.key);
  li.classList.toggle("drafted", Boolean(draft));
  $(":scope > .own", li)?.remove();
  if (!mine) return;
  const box = stamped(draft ? "own" : "waits").firstElementChild;
  Object.assign(box, { lang: target, dir: direction });
  box.append(mine.text);
  $(".edit", li).before(box);
}

/** Drafts of sentences that are gone: shown, to be copied, until they are discarded. */
export function keepLost(key, draft) {
  keep(key, draft);
  offer(t("A draft for a sentence that is no longer in the article:"), draft, () => keep(key, null));
}

function offer(what, draft, forget) {
  const box = element("p", "", { className: "banner" });
  const discard = () => { forget(); box.remove(); };
  box.append(
    what, " ",
    element("span", draft.text, { lang: target }),
    element("button", t("Discard"), { type: "button", onclick: discard }),
  );
  $("#lost").hidden = false;
  $("#lost").append(box);
}

// ---- Decisions made while the server does not answer
function shelved() {
  try { return JSON.parse(localStorage.getItem(shelf) ?? "[]"); } catch { return state.waiting; }
}

/** Changes what waits; other windows of the article have a hand in it, too. */
function reshelve(change) {
  state.waiting = change(shelved());
  try {
    if (state.waiting.length) localStorage.setItem(shelf, JSON.stringify(state.waiting));
    else localStorage.removeItem(shelf);
  } catch { /* kept in this window alone */ }
  for (const li of rows) showOwn(li);
  count();
}

/** A later decision about a sentence takes the place of an earlier one, made from the same text. */
export function wait(item) {
  reshelve((items) => {
    const known = item.state && items.find((each) => each.key === item.key && each.state);
    const { etag, base } = known || item;
    return [...items.filter((each) => each !== known), { ...item, etag, base }];
  });
  state.offline = true;
}

/** Takes from what waits the decision about a sentence. */
export function unwait(key) { reshelve((items) => items.filter((each) => each.key !== key || !each.state)); }

/** Takes from what waits something that has been sent. */
export function sent({ key, text, state: what }) {
  reshelve((items) => items.filter((each) => each.key !== key || each.text !== text || each.state !== what));
}

/** Shows what was kept when the page was left, and what other windows keep from now on. */
export function remember() {
  for (const [key, draft] of drafts) if (!rowOf(key)) keepLost(key, draft);
  for (const [key, draft] of older)
    offer(t("An older draft for sentence {n}:", { n: rowOf(key) ? number(rowOf(key)) : "?" }), draft, () => older.delete(key));
  reshelve((items) => items);
  addEventListener("storage", (event) => { if (event.key === shelf) reshelve((items) => items); });
}

/** The rows that wait to be approved. */
export const soonApproved = () =>
  state.waiting.filter((each) => each.state === "approved").map((each) => rowOf(each.key)).filter(Boolean);
