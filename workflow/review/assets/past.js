// The history of a sentence: who wrote and approved what, and when; an earlier text is put in again.
import { $, $$, render } from "./page.js";
import { edit } from "./editor.js";
import { activate } from "./rows.js";
import { later } from "./queue.js";
import { call, fault } from "./server.js";
import { name, target } from "./state.js";
import { say } from "./telling.js";

const box = $("#history");
let shown;

/** Shows the history, once all that was decided before is in it. */
export const past = (li) => later(async () => {
  const answer = await call("POST", "/api/history", { name, target, key: li.dataset.key });
  if (!answer.ok) return say(fault(answer));
  shown = li;
  render($("div", box), answer.view);
  const { lang, dir } = $(".source", li);
  for (const each of $$(".of", box)) Object.assign(each, { lang, dir });
  box.onclose = () => activate(li);
  return box.showModal();
});

/** Puts an earlier text into the editor: whoever saves it answers for it. */
export function restore(text) {
  box.onclose = null;
  box.close();
  edit(shown, text);
}
