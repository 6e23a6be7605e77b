// What is typed and not saved. The browser keeps it at once, in its lasting storage; but that reaches
// the disk only some seconds later, so that the server keeps it, too, as soon as the typing pauses,
// and at least once a second. Whichever has the newer text when the page is opened has it.
import { call } from "./server.js";
import { list, name, project, target } from "./state.js";

/** Milliseconds after which the server is told: of a pause, and at most. */
const PAUSE = 200, LONGEST = 800;
const place = (key) => `draft ${project} ${name} ${target} ${key}`;

/** The drafts by the keys of their sentences: text, base, state, and when they were typed. */
export const drafts = new Map(Object.entries(JSON.parse(list.dataset.typed)));
/** Drafts that had to give way to newer ones typed in another browser. */
export const older = new Map();

const unsent = new Set();
/** Whether the browser refuses to keep anything, as some private windows do. */
let refused = false;
let timer, since = 0, sending = Promise.resolve();

/** Whether something would be lost with the page. */
export const wouldLose = () => refused && unsent.size > 0;

function store(key, draft) {
  try {
    if (draft) localStorage.setItem(place(key), JSON.stringify(draft));
    else localStorage.removeItem(place(key));
    refused = false;
  } catch { refused = true; }
}

/** Keeps a draft, or nothing any more. */
export function keep(key, draft) {
  if (!draft && !drafts.has(key)) return;
  const at = Math.max(Date.now(), (drafts.get(key)?.at ?? 0) + 1);
  if (draft) drafts.set(key, { text: draft.text, base: draft.base, state: draft.state, at });
  else drafts.delete(key);
  store(key, drafts.get(key) ?? { text: null, at });  // so that the server's copy does not come back
  unsent.add(key);
  plan();
}

function plan() {
  const now = performance.now();
  if (!timer) since = now;
  clearTimeout(timer);
  timer = setTimeout(send, Math.max(0, Math.min(PAUSE, since + LONGEST - now)));
}

async function tell(key, options) {
  const told = drafts.get(key);
  const answer = await call("POST", "/api/draft", { name, target, key, text: null, ...told }, {}, options);
  if (!answer.ok && answer.status !== 410) throw new TypeError(answer.error);
  // Only once the server knows that nothing is typed: an answer to the text before says nothing of it.
  if (!told && !drafts.has(key)) store(key, null);
}

/** Tells the server what it does not know yet; what it cannot take now is told when it is back. */
export function send() {
  clearTimeout(timer);
  timer = undefined;
  const keys = [...unsent];
  unsent.clear();
  for (const key of keys)
    sending = sending.then(() => tell(key)).catch(() => { unsent.add(key); });
}

/** Tells the server again, now that it answers. */
export function retry() { if (unsent.size && !timer) send(); }

/** The page may be gone in a moment: the browser itself sees to it that the rest arrives. */
function leave() {
  clearTimeout(timer);
  timer = undefined;
  for (const key of unsent) tell(key, { keepalive: true }).then(() => unsent.delete(key), () => {});
}

/** What the browser itself has kept, where that is newer than what the server has. */
function recall() {
  let kept = [];
  try { kept = Object.keys(localStorage).filter((each) => each.startsWith(place(""))); } catch { refused = true; }
  for (const each of kept) {
    const key = each.slice(place("").length), mine = read(each), known = drafts.get(key);
    if (!mine) continue;
    const newer = !known || mine.at > known.at;
    if (newer) unsent.add(key);
    if (known && mine.text !== null && known.text !== mine.text) older.set(key, newer ? known : mine);
    if (!newer) store(key, known);
    else if (mine.text !== null) drafts.set(key, mine);
    else drafts.delete(key);
  }
  if (unsent.size) plan();
}

function read(item) {
  try { return JSON.parse(localStorage.getItem(item)); } catch { return null; }
}

recall();
addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); });
