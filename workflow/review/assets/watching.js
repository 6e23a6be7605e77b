// What others change: looked for while the page is in view.
import { t } from "./page.js";
import * as drafts from "./drafts.js";
import { editing } from "./editor.js";
import { show } from "./rows.js";
import { later } from "./queue.js";
import { send } from "./saving.js";
import { call, fault } from "./server.js";
import { list, name, number, rowOf, rows, state, target } from "./state.js";
import { count, notice, say } from "./telling.js";

let rev = list.dataset.rev;

async function look() {
  if (document.hidden || state.pending) return;
  const answer = await call("GET", `/api/a/${encodeURIComponent(name)}/${target}`, null, { "If-None-Match": rev }).catch(() => null);
  if (!answer) {
    state.offline = true;
    notice(t("The review server does not answer: start `workflow review` again. What you decide and type meanwhile is kept here, and saved then."));
    return;
  }
  if (answer.status !== 401) back();
  if (answer.status === 304) return;
  if (answer.ok) changed(answer); else shut(answer);
}

/** The server answers: what has waited for it is sent. */
function back() {
  if (state.offline) { state.offline = false; notice(); }
  if (state.waiting.length) later(send);
  drafts.retry();
}

/** The article cannot be read now, so nothing can be written. */
function shut(answer) {
  state.readOnly = true;
  rev = "";
  notice(fault(answer), answer.status === 410 || answer.status === 401);
}

function changed(answer) {
  if (state.readOnly) { state.readOnly = false; notice(); }
  rev = answer.rev;
  if (answer.keys.length !== rows.length || answer.keys.some((key, at) => key !== rows[at].dataset.key)) {
    notice(t("The article has changed. Unsaved drafts are kept."), true);
    return;
  }
  for (const row of answer.rows) {
    const li = rowOf(row.key);
    if (row.etag !== li.dataset.etag && editing(li)) say(t("{n} was changed elsewhere.", { n: number(li) }));
    show(row);
  }
  count();
}

export function watch() { setInterval(look, Number(list.dataset.poll)); }
