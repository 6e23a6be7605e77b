// Who else is in the article, and at which sentence: asked for while the page is in view.
import { $, $$, element, t } from "./page.js";
import { editing } from "./editor.js";
import { call } from "./server.js";
import { list, name, number, rowOf, state, target } from "./state.js";

async function tell() {
  if (document.hidden || state.offline) return;
  const key = state.active?.dataset.key ?? "";
  const body = { name, target, key, editing: Boolean(state.active && editing(state.active)) };
  const answer = await call("POST", "/api/here", body).catch(() => ({}));
  if (answer.people) show(answer.people);
}

/** Names who is here in the bar, and beside the sentence that each is at. */
function show(people) {
  const said = people.map(({ name: who, key }) => rowOf(key) ? t("{name} at {n}", { name: who, n: number(rowOf(key)) }) : who);
  const text = said.length ? t("Here: {names}", { names: said.join(", ") }) : "";
  if ($("#people").textContent !== text) $("#people").textContent = text;
  for (const mark of $$(":scope > li > .here", list)) mark.remove();
  for (const { name: who, key, editing: writes } of people)
    rowOf(key)?.append(element("p", writes ? t("{name} is writing here", { name: who }) : who, { className: "here ui" }));
}

export function watch() {
  tell();
  setInterval(tell, Number(list.dataset.poll));
}
