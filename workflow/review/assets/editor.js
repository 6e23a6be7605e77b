// Editing: a plain textarea, never touched by script while it has the focus, so that input methods
// and undo work as everywhere. And what is shown where somebody else was faster.
import { $, element, stamped, t } from "./page.js";
import { draftOf, isOutdated, keepDraft, waitingFor } from "./keeping.js";
import { activate } from "./rows.js";
import { call } from "./server.js";
import { direction, name, number, state, target } from "./state.js";
import { say } from "./telling.js";

/** Milliseconds without a key after which a text is checked. */
const PAUSE = 600;
const edits = new Map();
const composition = { text: null, ended: -1000 };

/** What is being edited in a row: the textarea, and the text and etag it was made from. */
export const editing = (li) => edits.get(li);

/** Whether an input method has just ended: the key that ended it belongs to it. */
export const composedLately = () => performance.now() - composition.ended <= 100;

/** Whether an input method holds letters that are no text yet, such as unfinished pinyin. */
export const unfinished = () => composition.text !== null && /[a-z]/i.test(composition.text);

/** Opens the editor of a row. */
export function edit(li, text, base) {
  if (!li) return;
  const open = edits.get(li);
  if (open) { open.area.focus(); return; }
  activate(li, false);
  const draft = draftOf(li.dataset.key), waits = draft ? null : waitingFor(li.dataset.key), kept = draft ?? waits;
  if (draft && isOutdated(li, draft)) { conflict(li, draft.text, draft.base, () => overwrite(li, draft.text)); return; }
  const mine = { etag: li.dataset.etag, base: li.dataset.text, state: li.dataset.state, ...(waits && { etag: waits.etag, base: waits.base }), ...base };
  const box = opened(li, "editor");
  li.classList.add("editing-now");
  const area = $("textarea", box), found = $(".findings", box);
  Object.assign(area, { id: `t-${li.dataset.key}`, lang: target, dir: direction, value: text ?? kept?.text ?? li.dataset.text });
  $("label", box).htmlFor = area.id;
  found.id = `f-${li.dataset.key}`;
  area.setAttribute("aria-describedby", found.id);
  mine.area = area;
  edits.set(li, mine);
  follow(li, mine, found);
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
  if (text !== undefined) area.dispatchEvent(new Event("input"));
}

/** Asks for a text to be saved over what somebody else has written. */
const overwrite = (li, text) => li.dispatchEvent(new CustomEvent("overwrite", { bubbles: true, detail: text }));

function opened(li, template) {
  const box = $(".edit", li);
  box.replaceChildren(stamped(template));
  box.hidden = false;
  return box;
}

/** Keeps what is typed, and has it checked when the typing pauses. */
function follow(li, mine, found) {
  const { area } = mine;
  let timer;
  area.addEventListener("input", () => {
    keepDraft(li, area.value === mine.base ? null : { text: area.value, base: mine.base, state: mine.state });
    clearTimeout(timer);
    timer = setTimeout(() => check(li, area, found), PAUSE);
  });
  area.addEventListener("compositionstart", () => { composition.text = ""; });
  area.addEventListener("compositionupdate", (event) => { composition.text = event.data; });
  area.addEventListener("compositionend", () => { Object.assign(composition, { text: null, ended: performance.now() }); });
  area.addEventListener("blur", () => { composition.text = null; });
}

async function check(li, area, found) {
  const text = area.value;
  const answer = await call("POST", "/api/check", { name, target, key: li.dataset.key, text }).catch(() => ({}));
  if (!answer.findings || area.value !== text) return;
  found.replaceChildren(...answer.findings.map(({ severity, message, language }) => {
    const item = element("li", "", { className: severity });
    item.append(
      element("strong", severity === "error" ? t("Error") : t("Warning")), " ",
      element("span", message, { lang: language }),
    );
    return item;
  }));
}

export function close(li) {
  edits.delete(li);
  li.classList.remove("editing-now");
  const box = $(".edit", li);
  box.hidden = true;
  box.replaceChildren();
}

export function leave(li) {
  close(li);
  activate(li);
  if (draftOf(li.dataset.key)) say(t("The draft is kept."));
}

export function discard(li) {
  keepDraft(li, null);
  close(li);
  activate(li);
  say(t("The draft is discarded."));
}

/** Puts a text into the translation: into an open editor where the caret is. */
export function put(text) {
  const open = edits.get(state.active);
  if (!open) { edit(state.active, text); return; }
  open.area.focus();
  document.execCommand("insertText", false, text);  // can be undone, which a new value cannot
}

/** Shows mine, theirs and what both were made from; `again` saves mine over theirs. */
export function conflict(li, text, base, again) {
  close(li);
  const box = opened(li, "conflict");
  for (const [part, words] of [["mine", text], ["theirs", li.dataset.text], ["base", base]])
    Object.assign($(`.${part}`, box), { lang: target, textContent: words });
  keepDraft(li, { text, base, state: "" });  // until somebody chooses: typed over another text
  activate(li);
  say(t("{n} was changed elsewhere. 1 mine, 2 theirs, 3 edit.", { n: number(li) }));
  li.settle = (choice) => {
    delete li.settle;
    close(li);
    if (choice === 2) { keepDraft(li, null); activate(li); say(t("Theirs is kept.")); }
    else if (choice === 3) { keepDraft(li, { text, base: li.dataset.text, state: li.dataset.state }); edit(li); }
    else again();
  };
}
