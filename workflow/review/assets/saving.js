// Decisions on sentences and paragraphs, each of which can be taken back.
import { t } from "./page.js";
import { learn } from "./corrections.js";
import { close, conflict, edit, editing, unfinished } from "./editor.js";
import { draftOf, keepDraft, keepLost, sent, unwait, wait } from "./keeping.js";
import { later, note, operations, postpone, reload, took } from "./queue.js";
import { wasRead } from "./reading.js";
import { activate, nextOpen, rank, show } from "./rows.js";
import { call, reach } from "./server.js";
import { approves, decided, list, name, number, rowOf, rows, state, target } from "./state.js";
import { say } from "./telling.js";

const put = ({ key, text, state: what, etag }) =>
  reach("PUT", "/api/entry", { name, target, key, text, state: what }, { "If-Match": etag });

// ---- One sentence
function told(li, what) {
  const n = number(li);
  if (what !== "approved") return approves ? t("{n} needs work", { n }) : t("{n} is saved, to be approved", { n });
  return "faulty" in li.dataset ? t("{n} approved, with an error", { n }) : t("{n} approved", { n });
}

// A text is saved over what somebody else has written: the reviewer has seen both.
list.addEventListener("overwrite", ({ target: li, detail: text }) =>
  later(() => save(li, text, approves ? "approved" : "needs-work", li.dataset.etag, true)));

async function save(li, text, what, etag, onward) {
  const from = rank(li);
  const key = li.dataset.key, base = editing(li)?.base ?? li.dataset.text;
  const answer = await put({ key, text, state: what, etag });
  if (answer?.ok && text !== base) learn(base, text);
  if (!answer) wait({ key, text, state: what, etag, base });
  if (!answer || took(answer, li)) settled(li, what, from, onward, !answer);
  else if (answer.status === 412) {
    answer.rows.forEach(show);
    if (text === base) say(t("{n} was changed elsewhere: look again.", { n: number(li) }));
    else conflict(li, text, base, () => later(() => save(li, text, what, li.dataset.etag, what === "approved")));
  }
}

/** After a decision, whether saved or kept for later: says so, and goes on. */
function settled(li, what, from, onward, waits) {
  keepDraft(li, null);
  close(li);
  if (what === "approved" || !approves) decided.add(li); else decided.delete(li);
  if (waits) { operations.push({ waits: li.dataset.key, li }); say(t("{n} is kept here until the server answers", { n: number(li) })); }
  else say(told(li, what));
  const next = onward && nextOpen(from);
  if (onward && !next && !state.waiting.length) say(t("Everything is approved."));
  if (state.active === li) activate(next || li);
}

// Whose turn it is, is seen when the calls before are done: keys may be faster than the disk.
const forOthers = () => say(t("You may translate here; somebody else approves."));
export const approve = () => later(() => approves ? decide("approved", t("There is nothing to approve: write a translation.")) : forOthers());
export const hold = () => later(() => decide("needs-work", t("There is no text yet.")));
function decide(what, none) {
  const li = state.active;
  if (state.readOnly) return say(t("The file cannot be written now."));
  if (!li.dataset.text) return say(none);
  if (draftOf(li.dataset.key)) return edit(li);
  return save(li, li.dataset.text, what, li.dataset.etag, what === "approved");
}

/** Saves what is in the editor. */
export function finish(li, what) {
  const mine = editing(li);
  if (unfinished()) { say(t("Finish the word first.")); return; }
  mine.area.blur();  // ends a composition at once, its text in place
  const text = mine.area.value;
  if (!text.trim()) { mine.area.focus(); say(t("There is no text to save.")); return; }
  li.focus({ preventScroll: true });
  if (state.readOnly) { say(t("The file cannot be written now. Your text is kept here.")); return; }
  later(() => save(li, text, approves ? what : "needs-work", mine.etag, what === "approved"));
}

export const undo = () => later(async () => {
  const last = operations.pop() ?? {};  // none: what was decided before the page was loaded
  if (last.waits) unwait(last.waits);
  else {
    const answer = await call("POST", "/api/undo", { operation: last.operation, name, target }).catch((error) => { if (last.operation) operations.push(last); throw error; });
    if (answer.status === 412) {
      answer.rows.forEach(show);
      return say(t("Not undone: somebody has changed it since."));
    }
    if (!took(answer)) return undefined;
    if (answer.moved) return reload(answer.moved);
    last.li ??= rowOf(answer.rows[0]?.key);
    if (!last.li) return say(t("Nothing to undo."));
  }
  decided.delete(last.li);
  activate(last.li);
  return say(t("{n}: undone", { n: number(last.li) }));
});

// ---- A paragraph at once: what has no error and was in view long enough to be read
export const paragraph = () => later(async () => {
  if (!approves) return forOthers();
  const block = rows.filter((li) => li.dataset.block === state.active.dataset.block && "open" in li.dataset);
  const reasons = block.map(against).filter(Boolean), eligible = block.filter((li) => !against(li));
  const done = [t("{number} approved", { number: eligible.length }), ...reasons].join(t("; "));
  if (!eligible.length) return say(done);
  const last = eligible.at(-1), from = rank(last);
  const answer = await reach("POST", "/api/batch", { name, target, rows: Object.fromEntries(eligible.map((li) => [li.dataset.key, li.dataset.etag])) });
  if (answer?.status === 412) {
    answer.rows.forEach(show);
    return say(t("Changed elsewhere: nothing was approved."));
  }
  if (answer && !took(answer, eligible[0])) return undefined;
  if (!answer) eligible.forEach(postpone);
  say(answer ? done : t("{n} waiting for the server", { n: eligible.length }));
  return activate(nextOpen(from) ?? last);
});

/** Why a row is not approved with its paragraph; nothing if it is. */
function against(li) {
  if ("faulty" in li.dataset) return t("{n}: error", { n: number(li) });
  if (!li.dataset.text || draftOf(li.dataset.key)) return t("{n}: no saved text", { n: number(li) });
  return wasRead(li) ? "" : t("{n}: not read yet", { n: number(li) });
}

// ---- What was decided while the server was away, now that it is back
export async function send() {
  while (state.waiting.length) {
    const item = state.waiting[0], li = rowOf(item.key);
    const answer = await (item.state ? put(item) : note(item.key, item.text, li?.dataset.etag ?? ""));
    if (!answer) return;
    sent(item);
    if (took(answer, li)) { say(t("{n}: saved now", { n: number(li) })); continue; }
    if (answer.status === 412) answer.rows.forEach(show);
    refused(item, li);
  }
}

/** What could not be saved after all: a comment is told, a translation becomes a draft. */
function refused({ key, text, state: what, base }, li) {
  if (!what) { say(t("The comment was not saved: {text}", { text })); return; }
  if (!li) { keepLost(key, { text, base, state: "" }); return; }
  decided.delete(li);
  keepDraft(li, { text, base, state: "" });
  say(t("{n} was changed elsewhere: yours is kept as a draft.", { n: number(li) }));
}
