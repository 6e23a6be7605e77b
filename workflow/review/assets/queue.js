// Calls to the server, one after the other in the order of the keys, and what they have in common.
import { t } from "./page.js";
import { wait } from "./keeping.js";
import { show } from "./rows.js";
import { fault, reach } from "./server.js";
import { decided, name, state, target } from "./state.js";
import { count, notice, say } from "./telling.js";

/** Loads the page again, at a sentence: there are others on it now. */
export function reload(key) {
  const query = new URLSearchParams(location.search);
  query.set("at", key);
  location.replace(`${location.pathname}?${query}`);
}

/** What was decided here, last at the end: what undoing takes back. */
export const operations = [];
let queue = Promise.resolve();

/** Does something when all that was asked for before is done. */
export function later(work) {
  state.pending += 1;
  count();
  queue = queue.then(work).catch((error) => {
    say(error instanceof TypeError ? t("The review server does not answer. Your text is kept here.") : t("Not saved.") + ` ${error.message}`);
  }).finally(() => { state.pending -= 1; count(); });
  return queue;
}

/** What every call has in common; whether it was done. */
export function took(answer, li) {
  if (answer.ok) {
    answer.rows.forEach(show);
    if (answer.operation) operations.push({ operation: answer.operation, li });
    return true;
  }
  if (answer.status === 410) notice(t("The source has changed: this sentence is no longer in it. Your text is kept here until you discard it."), true);
  else if (answer.status === 403) say(fault(answer));
  else if (answer.status !== 412) { notice(fault(answer)); say(t("Not saved.")); }
  return false;
}

/** Writes a comment about a sentence. */
export const note = (key, text, etag) =>
  reach("POST", "/api/note", { name, target, key, text }, { "If-Match": etag });

/** Keeps an approval until the server answers. */
export function postpone(li) {
  const { key, text, etag } = li.dataset;
  wait({ key, text, state: "approved", etag, base: text });
  decided.add(li);
  operations.push({ waits: key, li });
}
