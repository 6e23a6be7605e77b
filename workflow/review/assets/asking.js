// What the server is asked for: another draft of a sentence, names that the glossary lacks.
import { $, element, t } from "./page.js";
import { propose } from "./dialogs.js";
import { edit, put } from "./editor.js";
import { activate } from "./rows.js";
import { later } from "./queue.js";
import { fault, reach } from "./server.js";
import { name, state, target } from "./state.js";
import { say } from "./telling.js";

const away = () => say(t("The review server does not answer."));

/** Puts another draft into the editor, where it can be taken back and is not saved yet. */
export async function redraft(engine = "") {
  const li = state.active;
  say(t("Translating anew…"));
  const answer = await reach("POST", "/api/redraft", { name, target, key: li.dataset.key, engine });
  if (!answer?.ok) { if (answer) say(fault(answer)); else away(); return; }
  activate(li, false);
  edit(li);
  const area = $("textarea", li);
  if (!area) return;
  area.select();
  put(answer.text);
  say(t("By {engine}; not saved yet.", answer));
  others(li, answer);
}

/** Buttons for the other engines. */
function others(li, { engines, engine }) {
  const box = $(".editing", li);
  for (const each of box.querySelectorAll("[data-engine]")) each.remove();
  for (const each of engines.filter((one) => engine.split("/")[0] !== one))
    box.append(element("button", t("With {engine}", { engine: each }), { type: "button", onclick: () => redraft(each) }));
  for (const each of box.querySelectorAll(":scope > :not([data-do])")) each.dataset.engine = "";
}

/** Lists names that the glossary lacks: a digit proposes one as a row under review. */
export async function names() {
  const answer = await reach("POST", "/api/names", { name, target });
  if (!answer?.ok) { if (answer) say(fault(answer)); else away(); return; }
  const box = $("#names"), list = $("ol", box);
  if (!answer.names.length) { say(t("The glossary has every name of this article.")); return; }
  list.replaceChildren(...answer.names.map((each, at) => listed(each, at, box)));
  box.onkeydown = (event) => {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    if (digit && !event.isComposing) $(`[data-nth="${digit[1]}"]`, list)?.click();
  };
  box.onclose = () => activate(state.active);
  box.showModal();
  $("button", list).focus();
}

function listed(each, at, box) {
  const item = element("li"), button = element("button", "", { type: "button", className: "hit" });
  if (at < 9) { button.dataset.nth = at + 1; button.append(element("span", at + 1, { className: "key", ariaHidden: "true" }), " "); }
  button.append(each.term, " → ", element("b", each.rendering || "…", { lang: target }));
  item.append(button, " ", element("span", [each.word, each.note].filter(Boolean).join("; "), { className: "ui" }));
  button.onclick = () => {
    if (!each.rendering) { box.close(); propose(state.active, each); return; }
    later(async () => {
      const answer = await reach("POST", "/api/term", { name, target, ...each, approved: false });
      if (!answer?.ok) { if (answer) say(fault(answer)); else away(); return; }
      say(t("Proposed: {term} → {rendering}", each));
      item.remove();
      const next = $("button", box);
      if (next) next.focus(); else box.close();
    });
  };
  return item;
}
