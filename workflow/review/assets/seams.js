// Where sentences end: one is split at a place in its source and one in its translation, or united
// with the next one. Other sentences are on the page then, so that it is loaded again.
import { $, t } from "./page.js";
import { ask } from "./dialogs.js";
import { draftOf } from "./keeping.js";
import { later, reload, took } from "./queue.js";
import { fault, reach } from "./server.js";
import { approves, name, number, rows, state, target } from "./state.js";
import { say } from "./telling.js";

const refuse = () => say(t("You may translate here; somebody else approves."));

function send(li, path, body, done) {
  later(async () => {
    const answer = await reach("POST", path, { name, target, key: li.dataset.key, ...body }, { "If-Match": li.dataset.etag });
    if (!answer) say(t("The review server does not answer."));
    else if (answer.status === 409) say(fault(answer));
    else if (answer.status === 412) say(t("{n} was changed elsewhere: look again.", { n: number(li) }));
    else if (took(answer, li)) { say(done); reload(answer.moved); }
  });
}

/** The place nearest to the middle where a sentence may well begin: after a comma, else a space. */
function likely(text) {
  const ends = (pattern) => [...text.matchAll(pattern)].map((found) => found.index + found[0].length).filter((at) => at < text.length);
  const places = [ends(/[,;:،؛]\s+|[，；：、]\s*/gu), ends(/\s+/gu), [Math.floor(text.length / 2)]].find((each) => each.length);
  return places.sort((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))[0];
}

/** Where the caret stands in the source of a row; a likely place where it is elsewhere. */
function caret(li, text) {
  const { anchorNode: node, anchorOffset: at } = getSelection(), source = $(".view > .source", li);
  if (!node || !source.contains(node)) return likely(text);
  const before = document.createRange();
  before.selectNodeContents(source);
  before.setEnd(node, at);
  return String(before).length;
}

/** The place where a translation is most likely to be parted: where a sentence of it ends; else behind all of it. */
function ended(text) {
  const places = [...text.matchAll(/(?:[.!?؟।]["”’»)\]]*\s+|[。！？｡][”’」』）]*\s*)(?=\S)/gu)].map((found) => found.index + found[0].length);
  return places.sort((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))[0] ?? text.length;
}

/** Shows a text in which arrows and a click move the caret, and nothing can be typed; `shown` has its two parts. */
function caretOnly(box, area, shown, text, place) {
  const show = () => { shown.textContent = [text.slice(0, area.selectionStart), text.slice(area.selectionStart)].map((each) => each.trim() || "∅").join(" | "); };
  area.value = text;
  area.onbeforeinput = (event) => event.preventDefault();
  area.onkeydown = (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    box.close("save");
  };
  area.onselect = area.onkeyup = area.onclick = show;
  document.addEventListener("selectionchange", show);
  box.addEventListener("close", () => document.removeEventListener("selectionchange", show), { once: true });
  area.setSelectionRange(place, place);
  show();
  return () => text.slice(0, area.selectionStart);
}

/** Asks where a sentence is to be split, and where its translation. */
export function split() {
  const li = state.active;
  if (!approves) { refuse(); return; }
  if (draftOf(li.dataset.key)) { say(t("Save or discard your draft first.")); return; }
  const box = $("#split"), [area, other] = box.querySelectorAll("textarea"), [shown, below] = box.querySelectorAll(".parts");
  const text = $(".view > .source", li).textContent, translation = li.dataset.text, place = caret(li, text);
  $("#split-other").hidden = !translation;
  let before, first;
  ask(box, li, area, () => send(li, "/api/split", { before: before(), first: translation ? first() : null }, t("Split; Z takes it back.")));
  before = caretOnly(box, area, shown, text, place);
  first = caretOnly(box, other, below, translation, ended(translation));
}

/** Asks whether a sentence and the next one are to be one. */
export function join() {
  const li = state.active, next = rows[rows.indexOf(li) + 1];
  if (!approves) { refuse(); return; }
  if (next?.dataset.block !== li.dataset.block) { say(t("No sentence follows this one in its paragraph.")); return; }
  if (draftOf(li.dataset.key) || draftOf(next.dataset.key)) { say(t("Save or discard your draft first.")); return; }
  const box = $("#join");
  $("#join-text").textContent = [li, next].map((each) => $(".view > .source", each).textContent).join(" + ");
  ask(box, li, $("[value=save]", box), () => send(li, "/api/join", {}, t("United; Z takes it back.")));
}
