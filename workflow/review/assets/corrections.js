// What corrections change: the same words are replaced in all articles, on a page of its own.
import { $ } from "./page.js";
import { state, target } from "./state.js";

/** What two texts do not have in common, whole words where spaces part them. */
function difference(before, after) {
  let start = 0, end = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start += 1;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  while (start && /\S/.test(before[start - 1]) && before.includes(" ")) start -= 1;
  while (end && /\S/.test(before.at(-end)) && before.includes(" ")) end -= 1;
  return { old: before.slice(start, before.length - end), new: after.slice(start, after.length - end) };
}

let corrected = null;

/** Remembers what a correction changed: the same may be wrong elsewhere. */
export function learn(before, after) {
  const found = difference(before, after);
  if (before && found.old && found.old.length < 60) corrected = found;
}

/** Goes to where words are replaced: what is selected, or was corrected last, or the first fix. */
export function replace() {
  const selected = String(getSelection()).trim(), li = state.active;
  const fix = $("[data-fix]", li)?.dataset.fix;
  const known = corrected ?? (fix ? difference(li.dataset.text, fix) : null);
  const words = $(".target", li)?.textContent.includes(selected) && selected ? { old: selected, new: "" }
    : known ? { ...known, corrected: 1 } : { old: "", new: "" };
  location.href = `/replace?${new URLSearchParams({ ...words, to: target })}`;
}
