// The article on the page, and what the parts of the script know of it together.
import { $, settings } from "./page.js";

export const list = $("#rows");
export const { name, target, direction, project } = list.dataset;
/** Whether who reviews may approve; else what they save waits for somebody who may. */
export const approves = "approves" in list.dataset;
export const rows = [...list.children];

export const state = {
  active: null,  // the row that keys act on
  pending: 0,  // calls that have not been answered
  waiting: [],  // decisions that the browser keeps until the server answers
  readOnly: false,  // the file cannot be written now
  offline: false,  // the server does not answer
  byRisk: settings.get("order", "risk") === "risk",
  letters: settings.get("letters", "on") === "on",
};

/** Rows approved here, whatever a check says: not offered again. */
export const decided = new Set();

/** A sentence's row; nothing if it is no longer in the article. */
export const rowOf = (key) => document.getElementById(`s-${key}`);
export const number = (li) => rows.indexOf(li) + 1;
