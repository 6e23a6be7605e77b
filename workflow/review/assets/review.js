// The review page: moving, approving, editing, and texts that are never lost. The server renders
// every row; here is only what keys and clicks do. Keys are matched by place (event.code), so that
// they work whatever script is typed, and never while an input method composes.
const policy = window.trustedTypes?.createPolicy("review", { createHTML: (html) => html })
  ?? { createHTML: (html) => html };
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
const session = $("meta[name=session]").content;
const list = $("#rows");
const table = JSON.parse($("meta[name=words]").content);
/** A label in the page's language, its values filled in; see workflow/vocabulary.py. */
const t = (label, values = {}) =>
  (table[label] ?? label).replace(/\{(\w+)\}/g, (_, each) => values[each]);

async function call(method, path, body, headers = {}) {
  const answer = await fetch(path, {
    method,
    headers: { "X-Review-Session": session, ...(body && { "Content-Type": "application/json" }), ...headers },
    body: body && JSON.stringify(body),
  });
  const data = answer.status === 304 ? {} : await answer.json();
  return { status: answer.status, ok: answer.ok, rev: answer.headers.get("ETag"), ...data };
}

/** Shows the address's token once, for a cookie; or uses the cookie of an earlier visit. */
async function enter() {
  const token = location.hash.slice(1);
  const { open } = token ? await call("POST", "/api/session", { token }) : await call("GET", "/api/session");
  if (open) location.replace(location.pathname + location.search);
}

function review() {
  const { name, target } = list.dataset;
  const rows = [...list.children];
  const main = $("#main");
  const views = new Map();
  const edits = new Map();
  const seen = new Map();
  const operations = [];
  const decided = new Set();  // approved here, whatever a check says: not offered again
  const actions = $("#actions").content.firstElementChild.cloneNode(true);
  let active = null, rev = list.dataset.rev, queue = Promise.resolve(), pending = 0;
  let composed = null, ended = -1000, readOnly = false, offline = false;

  const setting = (key, standard) => { try { return localStorage.getItem(key) ?? standard; } catch { return standard; } };
  const keepSetting = (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window */ } };
  let byRisk = setting("order", "risk") === "risk";
  let letters = setting("letters", "on") === "on";

  // ---- Drafts: what is typed is kept by the browser at once, with the text it was made from.
  const place = (key) => `draft ${name} ${target} ${key}`;
  const draftOf = (key) => JSON.parse(sessionStorage.getItem(place(key)) ?? "null");
  function keepDraft(li, draft) {
    if (draft) sessionStorage.setItem(place(li.dataset.key), JSON.stringify(draft));
    else sessionStorage.removeItem(place(li.dataset.key));
    showOwn(li);
  }
  /** What is not saved yet stands under the translation while the editor is closed. */
  function showOwn(li) {
    const draft = draftOf(li.dataset.key);
    const mine = draft ?? waiting.find((each) => each.key === li.dataset.key && each.state);
    li.classList.toggle("drafted", Boolean(draft));
    $(":scope > .own", li)?.remove();
    if (!mine) return;
    const box = $(draft ? "#own" : "#waits").content.firstElementChild.cloneNode(true);
    box.lang = target;
    box.dir = list.dataset.direction;
    box.append(mine.text);
    $(".edit", li).before(box);
  }

  // ---- Decisions made while the server does not answer: kept by the browser, sent when it does
  const shelf = `waiting ${name} ${target}`;
  let waiting = [];
  function shelved() {
    try { return JSON.parse(localStorage.getItem(shelf) ?? "[]"); } catch { return waiting; }
  }
  /** Changes what waits; other windows of the article have a hand in it, too. */
  function reshelve(change) {
    waiting = change(shelved());
    try {
      if (waiting.length) localStorage.setItem(shelf, JSON.stringify(waiting));
      else localStorage.removeItem(shelf);
    } catch { /* kept in this window alone */ }
    for (const li of rows) showOwn(li);
    count();
  }
  addEventListener("storage", (event) => { if (event.key === shelf) reshelve((items) => items); });
  /** A later decision about a sentence takes the place of an earlier one, made from the same text. */
  function wait(item) {
    reshelve((items) => {
      const known = item.state && items.find((each) => each.key === item.key && each.state);
      const { etag, base } = known || item;
      return [...items.filter((each) => each !== known), { ...item, etag, base }];
    });
    offline = true;
  }
  /** Calls the server; nothing where it is away, or is another one that does not know us yet. */
  async function reach(...request) {
    try {
      const answer = await call(...request);
      return answer.status === 401 ? null : answer;
    } catch (error) {
      if (error instanceof TypeError) return null;
      throw error;
    }
  }
  async function send() {
    while (waiting.length) {
      const { key, text, state, etag, base } = waiting[0];
      const li = document.getElementById(`s-${key}`);
      const tag = state ? etag : li?.dataset.etag ?? "";
      const answer = state
        ? await reach("PUT", "/api/entry", { name, target, key, text, state }, { "If-Match": tag })
        : await reach("POST", "/api/note", { name, target, key, text }, { "If-Match": tag });
      if (!answer) return;
      reshelve((items) => items.filter((each) => each.key !== key || each.text !== text || each.state !== state));
      if (took(answer, li)) {
        say(t("{n}: saved now", { n: number(li) }));
        continue;
      }
      if (answer.status === 412) answer.rows.forEach(show);
      if (!state) say(t("The comment was not saved: {text}", { text }));
      else if (li) { decided.delete(li); keepDraft(li, { text, etag, base }); say(t("{n} was changed elsewhere: yours is kept as a draft.", { n: number(li) })); }
      else { sessionStorage.setItem(place(key), JSON.stringify({ text, etag, base })); showLost(key); }
    }
  }

  // ---- What is said and shown
  let hush;
  function say(text) {
    const box = $("#said");
    box.textContent = "";
    requestAnimationFrame(() => { box.textContent = text; });
    clearTimeout(hush);
    hush = setTimeout(() => { box.textContent = ""; }, 8000);
  }
  const number = (li) => rows.indexOf(li) + 1;
  function notice(text, again) {
    const box = $("#notice");
    box.hidden = !text;
    box.replaceChildren(text ?? "");
    if (!again) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = t("Load it");
    button.onclick = () => location.reload();
    box.append(button);
  }
  function count() {
    const done = rows.filter((li) => li.dataset.state === "approved").length;
    const faulty = rows.filter((li) => "faulty" in li.dataset).length;
    $("#progress").textContent = [
      t("{n} of {total} approved", { n: done, total: rows.length }),
      faulty && t("{n} with errors", { n: faulty }),
      pending && t("saving {n}", { n: pending }),
      waiting.length && t("{n} waiting for the server", { n: waiting.length }),
    ].filter(Boolean).join(", ");
  }
  function show(row) {
    const li = document.getElementById(`s-${row.key}`);
    if (!li || views.get(li) === row.view + row.etag) return;
    views.set(li, row.view + row.etag);
    Object.assign(li.dataset, { etag: row.etag, state: row.state, risk: row.risk, text: row.text });
    li.toggleAttribute("data-open", row.open);
    li.toggleAttribute("data-faulty", row.faulty);
    $(".view", li).innerHTML = policy.createHTML(row.view);
  }

  // ---- Moving
  function activate(li, focus = true) {
    if (!li) return;
    if (active && active !== li) { active.removeAttribute("aria-current"); active.tabIndex = -1; }
    active = li;
    li.setAttribute("aria-current", "true");
    li.tabIndex = 0;
    if (actions.parentElement !== li) li.append(actions);
    if (focus) li.focus();
  }
  const rank = (li) => [byRisk ? -Number(li.dataset.risk) : 0, rows.indexOf(li)];
  const after = (a, b) => a[0] - b[0] || a[1] - b[1];
  function nextOpen(from, step = 1) {
    const open = rows.filter((li) => "open" in li.dataset && !decided.has(li)).sort((a, b) => after(rank(a), rank(b)));
    const beyond = open.filter((li) => step * after(rank(li), from) > 0);
    return (step > 0 ? beyond[0] : beyond.at(-1)) ?? open.at(step > 0 ? 0 : -1);
  }
  const move = (step) => activate(rows[Math.min(Math.max(number(active) - 1 + step, 0), rows.length - 1)]);
  function goOpen(step) {
    const li = nextOpen(rank(active), step);
    if (li) activate(li); else say(t("Nothing is open."));
  }

  // ---- Saving: one call after the other, in the order of the keys
  function later(work) {
    pending += 1;
    count();
    queue = queue.then(work).catch((error) => {
      say(error instanceof TypeError ? t("The review server does not answer. Your text is kept here.") : t("Not saved.") + ` ${error.message}`);
    }).finally(() => { pending -= 1; count(); });
    return queue;
  }
  /** What every call has in common; whether it was done. */
  function took(answer, li) {
    if (answer.ok) {
      answer.rows.forEach(show);
      if (answer.operation) operations.push({ operation: answer.operation, li });
      return true;
    }
    if (answer.status === 410) notice(t("The source has changed: this sentence is no longer in it. Your text is kept here until you discard it."), true);
    else if (answer.status !== 412) { notice([answer.error, answer.hint].filter(Boolean).join(" – ")); say(t("Not saved.")); }
    return false;
  }
  function decision(li, state) {
    const n = number(li);
    if (state !== "approved") return t("{n} needs work", { n });
    return "faulty" in li.dataset ? t("{n} approved, with an error", { n }) : t("{n} approved", { n });
  }
  async function save(li, text, state, tag, onward) {
    const from = rank(li);
    const mine = edits.get(li);
    const key = li.dataset.key, base = mine?.base ?? li.dataset.text;
    const answer = await reach("PUT", "/api/entry", { name, target, key, text, state }, { "If-Match": tag });
    if (!answer) wait({ key, text, state, etag: tag, base });
    if (!answer || took(answer, li)) {
      keepDraft(li, null);
      close(li);
      if (state === "approved") decided.add(li); else decided.delete(li);
      if (!answer) { operations.push({ waits: key, li }); say(t("{n} is kept here until the server answers", { n: number(li) })); }
      else say(decision(li, state));
      const next = onward && nextOpen(from);
      if (onward && !next && !waiting.length) say(t("Everything is approved."));
      if (active === li) activate(next || li);
    } else if (answer.status === 412) {
      answer.rows.forEach(show);
      if (text === base) say(t("{n} was changed elsewhere: look again.", { n: number(li) }));
      else conflict(li, text, base, state);
    }
  }
  // Whose turn it is, is seen when the calls before are done: keys may be faster than the disk.
  const approve = () => later(() => {
    const li = active;
    if (readOnly) return say(t("The file cannot be written now."));
    if (!li.dataset.text) return say(t("There is nothing to approve: write a translation."));
    if (draftOf(li.dataset.key)) return edit(li);
    return save(li, li.dataset.text, "approved", li.dataset.etag, true);
  });
  const hold = () => later(() => {
    const li = active;
    if (readOnly) return say(t("The file cannot be written now."));
    if (!li.dataset.text) return say(t("There is no text yet."));
    if (draftOf(li.dataset.key)) return edit(li);
    return save(li, li.dataset.text, "needs-work", li.dataset.etag, false);
  });
  const undo = () => later(async () => {
    const last = operations.pop();
    if (!last) return say(t("Nothing to undo."));
    if (last.waits) {
      reshelve((items) => items.filter((each) => each.key !== last.waits || !each.state));
      decided.delete(last.li);
      activate(last.li);
      return say(t("{n}: undone", { n: number(last.li) }));
    }
    const answer = await call("POST", "/api/undo", { operation: last.operation }).catch((error) => { operations.push(last); throw error; });
    if (took(answer)) { decided.delete(last.li); activate(last.li); say(t("{n}: undone", { n: number(last.li) })); } else if (answer.status === 412) {
      answer.rows.forEach(show);
      say(t("Not undone: somebody has changed it since."));
    }
  });
  /** Approves what the reader has had time to read: about 240 words a minute (Brysbaert 2019). */
  const paragraph = () => later(async () => {
    const block = rows.filter((li) => li.dataset.block === active.dataset.block && "open" in li.dataset);
    const words = (li) => $(".source", li).textContent.split(/\s+/).length;
    const reasons = [], eligible = [];
    for (const li of block) {
      if ("faulty" in li.dataset) reasons.push(t("{n}: error", { n: number(li) }));
      else if (!li.dataset.text || draftOf(li.dataset.key)) reasons.push(t("{n}: no saved text", { n: number(li) }));
      else if ((seen.get(li)?.total ?? 0) + (seen.get(li)?.since ? performance.now() - seen.get(li).since : 0) < words(li) * 250) reasons.push(t("{n}: not read yet", { n: number(li) }));
      else eligible.push(li);
    }
    const told = () => [t("{number} approved", { number: eligible.length }), ...reasons].join("; ");
    if (!eligible.length) return say(told());
    const last = eligible.at(-1), from = rank(last);
    const answer = await reach("POST", "/api/batch", { name, target, rows: Object.fromEntries(eligible.map((li) => [li.dataset.key, li.dataset.etag])) });
    if (!answer) {
      for (const li of eligible) {
        const { key, text, etag } = li.dataset;
        wait({ key, text, state: "approved", etag, base: text });
        decided.add(li);
        operations.push({ waits: key, li });
      }
      say(t("{n} waiting for the server", { n: eligible.length }));
      activate(nextOpen(from) ?? last);
    } else if (took(answer, eligible[0])) { say(told()); activate(nextOpen(from) ?? last); } else if (answer.status === 412) {
      answer.rows.forEach(show);
      say(t("Changed elsewhere: nothing was approved."));
    }
  });

  // ---- Editing: a plain textarea, never touched by script while it has the focus
  function edit(li, text, base) {
    if (!li) return;
    const open = edits.get(li);
    if (open) { open.area.focus(); return; }
    activate(li, false);
    const kept = draftOf(li.dataset.key) ?? waiting.find((each) => each.key === li.dataset.key && each.state);
    const mine = { etag: li.dataset.etag, base: li.dataset.text, ...(kept && { etag: kept.etag, base: kept.base }), ...base };
    const box = $(".edit", li);
    box.replaceChildren($("#editor").content.cloneNode(true));
    box.hidden = false;
    li.classList.add("editing-now");
    const area = $("textarea", box), found = $(".findings", box);
    Object.assign(area, { id: `t-${li.dataset.key}`, lang: target, dir: list.dataset.direction, value: text ?? kept?.text ?? li.dataset.text });
    $("label", box).htmlFor = area.id;
    found.id = `f-${li.dataset.key}`;
    area.setAttribute("aria-describedby", found.id);
    mine.area = area;
    edits.set(li, mine);
    let timer;
    area.addEventListener("input", () => {
      keepDraft(li, area.value === mine.base ? null : { text: area.value, etag: mine.etag, base: mine.base });
      clearTimeout(timer);
      timer = setTimeout(() => look(li, area, found), 600);
    });
    area.addEventListener("compositionstart", () => { composed = ""; });
    area.addEventListener("compositionupdate", (event) => { composed = event.data; });
    area.addEventListener("compositionend", () => { composed = null; ended = performance.now(); });
    area.addEventListener("blur", () => { composed = null; });
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
    if (text !== undefined) area.dispatchEvent(new Event("input"));
  }
  async function look(li, area, found) {
    const text = area.value;
    const answer = await call("POST", "/api/check", { name, target, key: li.dataset.key, text }).catch(() => ({}));
    if (!answer.findings || area.value !== text) return;
    found.replaceChildren(...answer.findings.map((each) => {
      const item = document.createElement("li"), word = document.createElement("strong");
      item.className = each.severity;
      word.textContent = each.severity === "error" ? t("Error") : t("Warning");
      item.append(word, ` ${each.message}`);
      return item;
    }));
  }
  function close(li) {
    edits.delete(li);
    li.classList.remove("editing-now");
    const box = $(".edit", li);
    box.hidden = true;
    box.replaceChildren();
  }
  function leave(li) { close(li); activate(li); if (draftOf(li.dataset.key)) say(t("The draft is kept.")); }
  function discard(li) { keepDraft(li, null); close(li); activate(li); say(t("The draft is discarded.")); }
  function finish(li, state) {
    const mine = edits.get(li);
    if (composed !== null && /[a-z]/i.test(composed)) { say(t("Finish the word first.")); return; }
    mine.area.blur();  // ends a composition at once, its text in place
    const text = mine.area.value;
    if (!text.trim()) { mine.area.focus(); say(t("There is no text to save.")); return; }
    li.focus({ preventScroll: true });
    if (readOnly) { say(t("The file cannot be written now. Your text is kept here.")); return; }
    later(() => save(li, text, state, mine.etag, state === "approved"));
  }
  function conflict(li, text, base, state) {
    close(li);
    const box = $(".edit", li);
    box.replaceChildren($("#conflict").content.cloneNode(true));
    box.hidden = false;
    for (const [part, words] of [["mine", text], ["theirs", li.dataset.text], ["base", base]]) {
      const cell = $(`.${part}`, box);
      cell.lang = target;
      cell.textContent = words;
    }
    keepDraft(li, { text, etag: li.dataset.etag, base: li.dataset.text });
    activate(li);
    say(t("{n} was changed elsewhere. 1 mine, 2 theirs, 3 edit.", { n: number(li) }));
    li.settle = (choice) => {
      delete li.settle;
      close(li);
      if (choice === 2) { keepDraft(li, null); activate(li); say(t("Theirs is kept.")); }
      else if (choice === 3) edit(li);
      else later(() => save(li, text, state, li.dataset.etag, state === "approved"));
    };
  }

  /** Puts what the memory holds into the translation: into an open editor where the caret is. */
  function put(text) {
    const open = edits.get(active);
    if (!open) { edit(active, text); return; }
    open.area.focus();
    document.execCommand("insertText", false, text);  // can be undone, which a new value cannot
  }
  const remembered = (nth) => $$("[data-put]", active)[nth - 1]?.dataset.put;
  function digit(nth) {
    if (active.settle) active.settle(nth);
    else if (remembered(nth)) put(remembered(nth));
  }

  // ---- Comments
  function comment(li, begin = "") {
    const box = $("#note"), area = $("textarea", box);
    area.value = begin;
    box.returnValue = "";
    box.showModal();
    area.focus();
    box.onclose = () => {
      activate(li);
      if (box.returnValue !== "save" || !area.value.trim()) return;
      const text = area.value;
      later(async () => {
        const answer = await reach("POST", "/api/note", { name, target, key: li.dataset.key, text }, { "If-Match": li.dataset.etag });
        if (!answer) { wait({ key: li.dataset.key, text }); say(t("The comment is kept here until the server answers.")); }
        else if (took(answer, li)) say(t("The comment is saved."));
        else if (answer.status === 412) { answer.rows.forEach(show); say(t("Changed elsewhere: say it again.")); comment(li, text); }
      });
    };
  }

  // ---- Terms: what is selected in the source, and in the translation, is what is proposed
  const within = (node, part) => active && $(`.view ${part}`, active)?.contains(node);
  const chosen = { source: "", target: "" };
  document.addEventListener("selectionchange", () => {
    const words = String(getSelection()).trim(), node = getSelection().anchorNode;
    if (!words || words.includes("\n")) return;
    for (const part of ["source", "target"]) if (within(node, `.${part}`)) chosen[part] = words;
  });
  function propose(li) {
    const box = $("#term"), [source, rendering, note] = ["source", "target", "note"].map((each) => $(`#term-${each}`));
    const has = (part, words) => $(`.view .${part}`, li).textContent.includes(words) ? words : "";
    source.value = has("source", chosen.source);
    rendering.value = has("target", chosen.target);
    note.value = "";
    offer(li, box, source, rendering, note);
  }
  function offer(li, box, source, rendering, note) {
    box.returnValue = "";
    box.showModal();
    (source.value ? rendering : source).focus();
    box.onclose = () => {
      activate(li);
      if (box.returnValue !== "save") return;
      const body = { name, target, term: source.value, rendering: rendering.value, kind: $("#term-kind").value, note: note.value };
      later(async () => {
        const answer = await reach("POST", "/api/term", body);
        if (answer?.ok) { say(t("Proposed: {term} → {rendering}", body)); chosen.source = chosen.target = ""; }
        else { say(answer ? [answer.error, answer.hint].filter(Boolean).join(" – ") : t("The review server does not answer: propose it again later.")); offer(li, box, source, rendering, note); }
      });
    };
  }

  // ---- Keys and buttons
  function toggle(button, on) { $(`[data-do=${button}]`).setAttribute("aria-pressed", String(on)); }
  const read = (on = !main.classList.contains("read")) => {
    main.classList.toggle("read", on);
    toggle("read", on);
    history.replaceState(null, "", on ? "?view=read" : location.pathname);
    active?.scrollIntoView({ block: "center" });
  };
  const commands = {
    approve, edit: () => edit(active), hold, undo,
    paragraph, read: () => read(), note: () => comment(active), term: () => propose(active),
    order: () => { byRisk = !byRisk; keepSetting("order", byRisk ? "risk" : "article"); toggle("order", byRisk); say(byRisk ? t("Riskiest first") : t("In the article’s order")); },
    letters: () => { letters = !letters; keepSetting("letters", letters ? "on" : "off"); toggle("letters", letters); },
    help: () => $("#help").showModal(), close: () => $("#help").close(),
    save: () => finish(active, "approved"), "save-held": () => finish(active, "needs-work"),
    leave: () => leave(active), discard: () => discard(active),
    mine: () => active.settle?.(1), theirs: () => active.settle?.(2), both: () => active.settle?.(3),
    fix: () => { const fix = $("[data-fix]", active); if (fix) edit(active, fix.dataset.fix); else say(t("No certain fix.")); },
    ignore: () => { const finding = $("[data-check]", active); if (finding) comment(active, `noqa: ${finding.dataset.check} `); else say(t("No finding.")); },
  };
  const LETTERS = {
    KeyJ: () => move(1), KeyK: () => move(-1), KeyN: () => goOpen(1), KeyP: () => goOpen(-1),
    KeyA: commands.approve, KeyE: commands.edit, KeyX: commands.hold, KeyZ: commands.undo,
    KeyV: commands.read, KeyO: commands.order, KeyM: commands.note, KeyT: commands.term, KeyF: commands.fix, KeyI: commands.ignore,
    Digit1: () => digit(1), Digit2: () => digit(2), Digit3: () => digit(3),
  };
  const OTHERS = {
    ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: commands.edit, NumpadEnter: commands.edit,
    Home: () => activate(rows[0]), End: () => activate(rows.at(-1)),
  };
  const ONCE = new Set(["KeyA", "KeyX", "KeyZ", "KeyE", "KeyF", "KeyM", "KeyT", "KeyI", "KeyV", "Enter"]);

  function reading(event) {
    const chord = event.ctrlKey || event.metaKey || event.altKey;
    const enter = event.code === "Enter" || event.code === "NumpadEnter";
    let act;
    if ((event.ctrlKey || event.metaKey) && enter) act = commands.approve;
    else if (chord) return;
    else if (event.key === "?") act = letters && commands.help;
    else if (event.shiftKey) act = letters && event.code === "KeyA" && commands.paragraph;
    else act = (letters && LETTERS[event.code]) || OTHERS[event.code];
    if (!act) return;
    event.preventDefault();
    if (!(event.repeat && (enter || ONCE.has(event.code)))) act();
  }
  function writing(event, composing) {
    const li = active;
    if ((event.ctrlKey || event.metaKey) && (event.code === "Enter" || event.code === "NumpadEnter")) {
      event.preventDefault();
      finish(li, event.shiftKey ? "needs-work" : "approved");
    } else if (composing) return;
    else if (event.altKey && (event.code === "ArrowDown" || event.code === "ArrowUp")) {
      event.preventDefault();
      close(li);
      move(event.code === "ArrowDown" ? 1 : -1);
    } else if (event.ctrlKey && !event.altKey && /^Digit[123]$/.test(event.code)) {
      const text = remembered(Number(event.code.at(-1)));
      if (!text) return;
      event.preventDefault();
      put(text);
    } else if (event.key === "Escape") leave(li);
  }
  document.addEventListener("keydown", (event) => {
    const composing = event.isComposing || event.keyCode === 229;
    if (event.target.closest(".edit textarea")) writing(event, composing);
    else if (event.target.parentElement === list && !composing && performance.now() - ended > 100) reading(event);
  });
  document.addEventListener("click", (event) => {
    const li = event.target.closest("#rows > li");
    const button = event.target.closest("button");
    if (li && li !== active) activate(li, !button);
    if (button?.dataset.fix) edit(li, button.dataset.fix);
    else if (button?.dataset.put) put(button.dataset.put);
    else if (button?.dataset.check) comment(li, `noqa: ${button.dataset.check} `);
    else if (button?.dataset.do) commands[button.dataset.do]();
    else if (li && !event.target.closest(".edit") && !String(getSelection())) li.focus({ preventScroll: true });
  });
  list.addEventListener("focusin", (event) => {
    const li = event.target.closest("#rows > li");
    if (li && li !== active) activate(li, false);
  });
  addEventListener("beforeunload", (event) => { if (pending) event.preventDefault(); });

  // ---- What others change: looked for while the page is in view
  async function look_again() {
    if (document.hidden || pending) return;
    const answer = await call("GET", `/api/a/${encodeURIComponent(name)}/${target}`, null, { "If-None-Match": rev }).catch(() => null);
    if (!answer) { offline = true; notice(t("The review server does not answer: start `workflow review` again. What you decide and type meanwhile is kept here, and saved then.")); return; }
    if (offline && answer.status !== 401) { offline = false; notice(); }
    if (waiting.length && answer.status !== 401) later(send);
    if (answer.status === 304) return;
    if (!answer.ok) {
      readOnly = true;
      rev = "";
      notice([answer.error, answer.hint].filter(Boolean).join(" – "), answer.status === 410 || answer.status === 401);
      return;
    }
    if (readOnly) { readOnly = false; notice(); }
    rev = answer.rev;
    if (answer.rows.length !== rows.length || answer.rows.some((row, at) => row.key !== rows[at].dataset.key)) {
      notice(t("The article has changed. Unsaved drafts are kept."), true);
      return;
    }
    for (const row of answer.rows) {
      const li = document.getElementById(`s-${row.key}`);
      if (row.etag !== li.dataset.etag && edits.has(li)) say(t("{n} was changed elsewhere.", { n: number(li) }));
      show(row);
    }
    count();
  }
  setInterval(look_again, Number(list.dataset.poll));

  // ---- The start
  const watch = new IntersectionObserver((changes) => {
    for (const { target: li, isIntersecting, time } of changes) {
      const known = seen.get(li) ?? { total: 0, since: 0 };
      if (known.since && !isIntersecting) known.total += time - known.since;
      known.since = isIntersecting ? time : 0;
      seen.set(li, known);
    }
  });
  const keys = new Set();
  for (const li of rows) {
    watch.observe(li);
    keys.add(place(li.dataset.key));
    showOwn(li);
  }
  /** Drafts of sentences that are gone: shown, to be copied, until they are discarded. */
  function showLost(gone) {
    const key = place(gone);
    const box = document.createElement("p"), button = document.createElement("button"), text = document.createElement("span");
    box.className = "banner";
    text.lang = target;
    text.textContent = JSON.parse(sessionStorage.getItem(key)).text;
    button.type = "button";
    button.textContent = t("Discard");
    button.onclick = () => { sessionStorage.removeItem(key); box.remove(); };
    box.append(t("A draft for a sentence that is no longer in the article:"), " ", text, button);
    $("#lost").hidden = false;
    $("#lost").append(box);
  }
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith(place("")) && !keys.has(key)) showLost(key.slice(place("").length));
  reshelve((items) => items);
  for (const each of waiting) if (each.state === "approved") {
    const li = document.getElementById(`s-${each.key}`);
    if (li) decided.add(li);
  }
  if (waiting.length) later(send);
  toggle("order", byRisk);
  toggle("letters", letters);
  count();
  if (new URLSearchParams(location.search).get("view") === "read") read(true);
  const start = list.dataset.start && document.getElementById(`s-${list.dataset.start}`);
  if (rows.length) activate(start || nextOpen([-Infinity, -1]) || rows[0]);
}

if ($("#door")) {
  const knock = () => enter().catch(() => {});
  addEventListener("hashchange", knock);  // the address, put into the window that shows the door
  knock();
}
else if (location.hash.length > 20) history.replaceState(null, "", location.pathname + location.search);
if (list) review();
