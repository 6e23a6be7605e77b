"use strict";
// The page as it came, before anything (an extension, say) has changed it: what is saved is this,
// with the sentences of the day in it.
const pristine = "<!doctype html>\n" + document.documentElement.outerHTML;
const holder = document.getElementById("sheet");
const sheet = JSON.parse(holder.textContent);
const items = [...document.querySelectorAll("main > ol > li")];
const draftKey = `review ${sheet.name}`;
const placeholders = /<\/?g[1-9][0-9]*>|<x[1-9][0-9]*\/>/g;
let unsaved = false;

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
  refresh(item);
  count();
  try {
    localStorage.setItem(draftKey, JSON.stringify(sheet.rows));
  } catch {
    // No storage for files in this browser: the warning on leaving has to do.
  }
}

function restore() {
  try {
    const rows = JSON.parse(localStorage.getItem(draftKey));
    if (rows?.length !== sheet.rows.length) return;
    sheet.rows = rows;
    unsaved = true;
  } catch {
    // Nothing to restore.
  }
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
  try {
    localStorage.removeItem(draftKey);
  } catch {
    // Nothing was kept.
  }
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
  if (unsaved) event.preventDefault();
});
restore();
items.forEach(show);
count();
