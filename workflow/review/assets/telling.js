// What is said to the reviewer: a word about each action, lasting notices, how far the article is.
import { $, element, t } from "./page.js";
import { rows, state } from "./state.js";

let hush;

/** Says something once, to be read or heard. */
export function say(text) {
  const box = $("#said");
  box.textContent = "";
  requestAnimationFrame(() => { box.textContent = text; });
  clearTimeout(hush);
  hush = setTimeout(() => { box.textContent = ""; }, 8000);
}

/** Shows something until it is over; nothing to take it away. With a button to load the page? */
export function notice(text, again) {
  const box = $("#notice");
  box.hidden = !text;
  box.replaceChildren(text ?? "");
  if (again) box.append(element("button", t("Load it"), { type: "button", onclick: () => location.reload() }));
}

/** Shows how far the article is. */
export function count() {
  const done = rows.filter((li) => li.dataset.state === "approved").length;
  const faulty = rows.filter((li) => "faulty" in li.dataset).length;
  $("#progress").textContent = [
    t("{n} of {total} approved", { n: done, total: rows.length }),
    faulty && t("{n} with errors", { n: faulty }),
    state.pending && t("saving {n}", { n: state.pending }),
    state.waiting.length && t("{n} waiting for the server", { n: state.waiting.length }),
  ].filter(Boolean).join(", ");
}
