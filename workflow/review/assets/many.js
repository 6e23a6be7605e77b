// Many sentences at once: what has no finding is approved after one look.
import { $, $$, element, t } from "./page.js";
import { ask } from "./dialogs.js";
import { draftOf } from "./keeping.js";
import { later, postpone, took } from "./queue.js";
import { activate, nextOpen, show } from "./rows.js";
import { reach } from "./server.js";
import { name, number, rows, state, target } from "./state.js";
import { say } from "./telling.js";

const eligible = (li) => !li.hidden && "open" in li.dataset && ["machine", "edited"].includes(li.dataset.state)
  && !li.dataset.checks && li.dataset.text && !draftOf(li.dataset.key);

/** Shows all that could be approved, and approves what stays ticked. */
export function clean() {
  const found = rows.filter(eligible), box = $("#clean"), list = $("ol", box);
  if (!found.length) { say(t("Nothing without findings is open.")); return; }
  list.replaceChildren(...found.map(looked));
  ask(box, state.active, $("[value=save]", box), () => {
    const chosen = $$("input:checked", list).map((each) => rows[Number(each.value) - 1]);
    if (chosen.length) later(() => approve(chosen));
  });
}

function looked(li) {
  const item = element("li"), label = element("label"), [source, text] = [$(".source", li), $(".target", li)];
  label.append(
    element("input", "", { type: "checkbox", checked: true, value: number(li) }), " ",
    element("span", source.textContent, { lang: source.lang, dir: source.dir }), element("br"),
    element("b", text.textContent, { lang: text.lang, dir: text.dir }),
  );
  item.append(label);
  return item;
}

async function approve(chosen) {
  const tags = Object.fromEntries(chosen.map((li) => [li.dataset.key, li.dataset.etag]));
  const answer = await reach("POST", "/api/batch", { name, target, rows: tags });
  if (answer?.status === 412) { answer.rows.forEach(show); say(t("Changed elsewhere: nothing was approved.")); return; }
  if (answer && !took(answer, chosen[0])) return;
  if (!answer) chosen.forEach(postpone);
  say(t("{number} approved", { number: chosen.length }));
  activate(nextOpen([-Infinity, -1]) ?? chosen.at(-1));
}
