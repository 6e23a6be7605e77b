// Replacing in many articles: what is ticked is sent at once, and can be taken back.
import { $, $$, element, t } from "./page.js";
import { call, fault } from "./server.js";

const form = $("#replace"), result = $("#result");

function tell(text, undo) {
  result.hidden = false;
  result.replaceChildren(text);
  if (!undo) return;
  const button = element("button", t("Undo"), { type: "button", onclick: undo });
  result.append(" ", button);
  button.focus();
}

async function replace(event) {
  event.preventDefault();
  const rows = $$("input:checked", form).map(({ dataset }) => [dataset.name, dataset.key, dataset.etag]);
  const { old, new: put, target } = form.dataset;
  const answer = await call("POST", "/api/replace", { old, new: put, target, rows });
  if (!answer.ok) { tell(fault(answer)); return; }
  form.hidden = true;
  tell([t("{n} sentences are changed.", { n: answer.changed }), answer.left && t("{n} were changed elsewhere and left alone.", { n: answer.left })].filter(Boolean).join(" "), () => undo(answer.operation));
}

async function undo(operation) {
  const answer = await call("POST", "/api/undo", { operation });
  tell(answer.ok ? t("All is as it was.") : answer.status === 412 ? t("What somebody has changed since stays; the rest is as it was.") : fault(answer));
}

if (form) {
  form.addEventListener("submit", (event) => replace(event).catch(() => tell(t("The review server does not answer."))));
  // Until here the button is disabled: a key pressed before the script has come would lose the page.
  const button = $("button", form);
  button.disabled = false;
  button.focus();
}
