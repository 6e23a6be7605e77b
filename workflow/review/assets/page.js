// What every part of the script stands on: finding elements, HTML from the server, words.
const policy = window.trustedTypes?.createPolicy("review", { createHTML: (html) => html })
  ?? { createHTML: (html) => html };
const table = JSON.parse(document.querySelector("meta[name=words]").content);

export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/** A label in the page's language, its values filled in; see workflow/interface_words.py. */
export const t = (label, values = {}) =>
  (table[label] ?? label).replace(/\{(\w+)\}/g, (_, each) => values[each]);

/** Puts HTML that the server has rendered into an element. */
export function render(element, html) { element.innerHTML = policy.createHTML(html); }

/** The content of a template of the page. */
export const stamped = (id) => $(`#${id}`).content.cloneNode(true);

/** A new element with a text. */
export function element(name, text = "", properties = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...properties });
}

/** Copies messages without the marks that isolate names in them: no shell takes a command with these. */
document.addEventListener("copy", (event) => {
  const text = String(getSelection());
  if (event.target.closest?.("textarea, input") || !/[\u2068\u2069]/.test(text)) return;
  event.clipboardData.setData("text/plain", text.replace(/[\u2068\u2069]/g, ""));
  event.preventDefault();
});

/** Settings of this browser; a private window may keep none. */
export const settings = {
  get(key, standard) { try { return localStorage.getItem(key) ?? standard; } catch { return standard; } },
  set(key, value) { try { if (value) localStorage.setItem(key, value); else localStorage.removeItem(key); } catch { /* for this window alone */ } },
};
