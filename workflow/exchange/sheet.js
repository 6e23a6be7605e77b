"use strict";
// The page as it came, before anything (an extension, say) has changed it: what is saved is this,
// with the sentences of the day in it.
const pristine = "<!doctype html>\n" + document.documentElement.outerHTML;
const holder = document.getElementById("sheet");
const sheet = JSON.parse(holder.textContent);
const items = [...document.querySelectorAll("main > ol > li")];
// What is typed is kept for this sheet alone: a newer one of the same article is another text.
const draftKey = `review ${sheet.name} ${digest(holder.textContent)}`;
const placeholders = /<\/?g[1-9][0-9]*>|<x[1-9][0-9]*\/>/g;
let unsaved = false;
let changes = 0;

function digest(text) {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return `${text.length}-${hash >>> 0}`;
}

function field(item, name) {
  return item.querySelector(`[name=${name}]`);
}

function show(item) {
  const row = sheet.rows[item.dataset.at];
  for (const name of ["translation", "status", "comment"]) field(item, name).value = row[name];
  refresh(item);
}

function refresh(item) {
  const row = sheet.rows[item.dataset.at];
  item.dataset.status = row.status;
  const wanted = [...row.source.matchAll(placeholders)].map(String).sort().join(" ");
  const found = [...row.translation.matchAll(placeholders)].map(String).sort().join(" ");
  const broken = row.translation && wanted !== found;
  item.querySelector(".warning").textContent = broken ? `Keep these marks: ${wanted || "none"}` : "";
}

function count() {
  const done = sheet.rows.filter((row) => row.status === "reviewed").length;
  const state = unsaved ? " · not saved" : "";
  document.getElementById("count").textContent = `${done} of ${sheet.rows.length} reviewed${state}`;
}

function change(item, name, value) {
  const row = sheet.rows[item.dataset.at];
  row[name] = value;
  if (name === "status" && value !== "reviewed") row.reviewer = "";
  unsaved = true;
  changes += 1;
  refresh(item);
  count();
  keep();
}

function draft() {
  return { key: draftKey, rows: sheet.rows, unsaved, changes };
}

function keep() {
  try {
    localStorage.setItem(draftKey, JSON.stringify(draft()));
  } catch {
    // No storage for files in this browser: the warning on leaving has to do.
  }
}

// Chromium may show a page from the disk that is loaded again an empty storage; the tab's own
// history is there in any case.
function keepInHistory() {
  try {
    history.replaceState(draft(), "");
  } catch {
    // Too much for this browser.
  }
}

function stored() {
  try {
    return JSON.parse(localStorage.getItem(draftKey));
  } catch {
    return null;
  }
}

function restore() {
  const drafts = [stored(), history.state].filter((one) => one?.key === draftKey);
  if (!drafts.length) return;
  const newest = drafts.reduce((one, other) => (other.changes > one.changes ? other : one));
  ({ rows: sheet.rows, unsaved, changes } = newest);
}

function save() {
  const data = JSON.stringify(sheet).replace(/[<>&\u2028\u2029]/g, (char) =>
    "\\u" + char.charCodeAt(0).toString(16).padStart(4, "0"));
  const start = pristine.indexOf('id="sheet">') + 'id="sheet">'.length;
  const page = pristine.slice(0, start) + data + pristine.slice(pristine.indexOf("<\/script>", start));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([page], { type: "text/html" }));
  link.download = decodeURIComponent(location.pathname.split("/").pop()) || "review.html";
  link.click();
  URL.revokeObjectURL(link.href);
  unsaved = false;
  changes += 1;
  keep(); // still: nothing tells whether the browser asked for a place, and was told to cancel
  count();
}

function approve(item) {
  change(item, "status", "reviewed");
  field(item, "status").value = "reviewed";
  const next = items.slice(items.indexOf(item) + 1).find((one) => one.dataset.status !== "reviewed");
  if (next) field(next, "translation").focus();
}

document.addEventListener("input", (event) => {
  const item = event.target.closest("main > ol > li");
  if (item && event.target.name) change(item, event.target.name, event.target.value);
});
document.addEventListener("keydown", (event) => {
  // Enter that ends a syllable or a choice of characters belongs to the input method.
  if (event.isComposing || event.keyCode === 229 || !(event.ctrlKey || event.metaKey)) return;
  const item = event.target.closest("main > ol > li");
  if (event.key === "Enter" && item) {
    event.preventDefault();
    approve(item);
  } else if (event.code === "KeyS" && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    save();
  }
});
document.getElementById("save").addEventListener("click", save);
document.getElementById("open-only").addEventListener("change", (event) =>
  document.body.classList.toggle("open-only", event.target.checked));
window.addEventListener("beforeunload", (event) => {
  keepInHistory();
  if (unsaved) event.preventDefault();
});
restore();
items.forEach(show);
count();
