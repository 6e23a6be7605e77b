// Comments in the PO file, and terms for the glossary.
import { $, settings, t } from "./page.js";
import { wait } from "./keeping.js";
import { later, note, took } from "./queue.js";
import { activate, show } from "./rows.js";
import { fault, reach } from "./server.js";
import { name, project, state, target } from "./state.js";
import { say } from "./telling.js";

/** Opens a dialog of the page; `saved` is called when it is closed with its first button, else `left`. */
export function ask(box, li, focus, saved, left = () => {}) {
  box.returnValue = "";
  box.showModal();
  focus.focus();
  box.onclose = () => {
    activate(li);
    if (box.returnValue === "save") saved(); else left(box.returnValue);
  };
}

// ---- Comments
/** Where the browser keeps what is being said of a row. */
const unsaid = (li) => `comment ${project} ${name} ${target} ${li.dataset.key}`;

export function comment(li, begin = "", kept = settings.get(unsaid(li), "")) {
  const box = $("#note"), area = $("textarea", box), place = unsaid(li);
  area.value = begin || kept;
  area.oninput = () => { if (!begin) settings.set(place, area.value); };
  area.onkeydown = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (!event.isComposing || !/[a-z]$/i.test(area.value)) box.close("save");  // no unfinished pinyin
  };
  const forget = () => { if (!begin) settings.set(place, ""); };
  ask(box, li, area, () => {
    forget();
    if (area.value.trim()) write(li, area.value, t("The comment is saved."));
  }, (how) => {
    if (how === "cancel") forget(); else if (settings.get(place, "")) say(t("The draft is kept."));
  });
}

function write(li, text, done) {
  const { key } = li.dataset;
  later(async () => {
    const answer = await note(key, text, li.dataset.etag);
    if (!answer) { wait({ key, text }); say(t("The comment is kept here until the server answers.")); }
    else if (took(answer, li)) say(done);
    else if (answer.status === 412) { answer.rows.forEach(show); say(t("Changed elsewhere: say it again.")); again(li, text); }
  });
}

/** Opens a comment that came too late, below what was begun of another. */
function again(li, text) {
  const kept = [settings.get(unsaid(li), ""), text].filter(Boolean).join("\n");
  settings.set(unsaid(li), kept);
  comment(li, "", kept);
}

/** Settles what was said about a row: that is a comment, too; see workflow/model/comments.py. */
export const resolve = (li) => write(li, "[resolved]", t("The comments are resolved."));

// ---- Terms: what is selected in the source, and in the translation, is what is proposed
const chosen = { source: "", target: "" };

/** Remembers what was selected in the active row. */
export function choose() {
  const words = String(getSelection()).trim(), node = getSelection().anchorNode;
  if (!words || words.includes("\n") || !state.active) return;
  for (const part of ["source", "target"])
    if ($(`.view .${part}`, state.active)?.contains(node)) chosen[part] = words;
}

export function propose(li, known = {}) {
  choose();  // the event for what has just been selected may be on its way
  const [source, rendering, reason] = ["source", "target", "note"].map((each) => $(`#term-${each}`));
  const has = (part) => $(`.view .${part}`, li).textContent.includes(chosen[part]) ? chosen[part] : "";
  source.value = known.term ?? has("source");
  rendering.value = known.term ? "" : has("target");
  if (known.kind) $("#term-kind").value = known.kind;
  reason.value = "";
  if ($("#term-approved")) $("#term-approved").checked = false;
  offer(li, source, rendering, reason);
}

function offer(li, source, rendering, reason) {
  ask($("#term"), li, source.value ? rendering : source, () => {
    const body = { name, target, term: source.value, rendering: rendering.value, kind: $("#term-kind").value, note: reason.value, approved: Boolean($("#term-approved")?.checked) };
    later(async () => {
      const answer = await reach("POST", "/api/term", body);
      if (answer?.ok) { say(t("Proposed: {term} → {rendering}", body)); chosen.source = chosen.target = ""; return; }
      say(answer ? fault(answer) : t("The review server does not answer: propose it again later."));
      offer(li, source, rendering, reason);
    });
  });
}
