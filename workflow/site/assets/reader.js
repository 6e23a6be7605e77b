// Help for readers of an article: it remembers how they like to compare, or takes it from the address
// (?show=stack+swap+blur); where they are stays where it is when layout or version change; j and k go
// from sentence to sentence, c copies one; one that was clicked stays clear of the blur, and can be
// heard, copied and shared; a term opens a card; text size, readings, saved words. Pages are whole
// without it; their words are in the template of #aids.
(() => {
  const aids = document.getElementById("aids");
  if (!aids) return;
  const one = (query, from = document) => from.querySelector(query);
  const all = (query, from = document) => [...from.querySelectorAll(query)];
  const store = {
    get: (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } },
    set: (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* private */ } },
  };
  const rows = all("main [id^='s-']"), inputs = all(".bar input");
  const text = rows.filter((row) => row.closest(".body"));
  const [tools, card] = one("template", aids).content.cloneNode(true).children;
  one("main").append(tools, card);
  tools.hidden = true;
  aids.hidden = false;

  // The sentence at the top of the window, of two that share a line the one that was put there; none
  // above the text.
  const bar = one(".bar");
  const below = () => (bar && getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0) + 4;
  const here = () => {
    if (!text.length || text[0].getBoundingClientRect().top > innerHeight / 2) return null;
    if (rested && Math.abs(rested.getBoundingClientRect().top - below()) < 20) return rested;
    return text.find((row) => row.getBoundingClientRect().bottom > below() + 12);
  };
  const answers = one(".answer", tools);

  // Layouts and versions keep the sentence; the address says which they are.
  let kept = null;
  const keep = () => { kept = here(); };
  bar?.addEventListener("pointerdown", keep);
  bar?.addEventListener("keydown", keep);
  const linked = new URLSearchParams(location.search).get("show");
  const wanted = (linked ?? store.get("show") ?? "").split(/\s+/);
  for (const input of inputs)
    if (wanted.includes(input.id.slice(2)) && (linked || !/\d/.test(input.id))) input.checked = true;
  bar?.addEventListener("change", () => {
    const chosen = inputs.filter((input) => input.checked).map((input) => input.id.slice(2));
    const shown = chosen.join("+");
    store.set("show", chosen.join(" "));
    const query = shown === "side" ? "" : `?show=${shown}`;
    const hash = kept ? `#${kept.id}` : location.hash;
    try { history.replaceState(null, "", location.pathname + query + hash); } catch { /* as it was */ }
    if (kept) { rested = kept; kept.scrollIntoView({ block: "start", behavior: "instant" }); }
  });
  // Versions are chosen at the top of the page: where one has rested last is where one reads.
  let rested = text.find((each) => `#${each.id}` === location.hash), timer;
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { rested = here() ?? rested; }, 900);
  }, { passive: true });
  for (const link of all(".versions a"))
    link.addEventListener("click", () => { link.hash = (here() ?? rested)?.id ?? ""; });

  // Text size.
  const SIZES = [87.5, 100, 112.5, 125, 150, 175];
  const size = (step) => {
    const at = Math.max(0, SIZES.indexOf(store.get("size") ?? 100));
    const next = SIZES[Math.min(Math.max(at + step, 0), SIZES.length - 1)];
    const row = step ? here() : null;
    document.documentElement.style.fontSize = next === 100 ? "" : `${next}%`;
    if (step) store.set("size", next);
    row?.scrollIntoView({ block: "start", behavior: "instant" });
  };
  size(0);

  // Readings above the characters; data that does not fit a sentence leaves it as it is.
  const annotate = (cell, letters, said) => {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(".st, .ui, rt, math") ? 2 : 1);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const one = new RegExp(`[${letters}]`, "gu");
    if (nodes.reduce((sum, node) => sum + (node.data.match(one) ?? []).length, 0) !== said.length) return;
    let at = 0;
    for (const node of nodes) {
      if (!node.data.match(one)) continue;
      const pieces = [];
      let end = 0;
      for (const found of node.data.matchAll(one)) {
        pieces.push(node.data.slice(end, found.index));
        const ruby = document.createElement("ruby"), above = document.createElement("rt");
        above.textContent = said[at++];
        ruby.append(found[0], above);
        pieces.push(ruby);
        end = found.index + found[0].length;
      }
      node.replaceWith(...pieces, node.data.slice(end));
    }
  };
  window.readings = (data) => {
    for (const [tag, [letters, texts]] of Object.entries(data))
      for (const [key, said] of Object.entries(texts)) {
        const row = document.getElementById(`s-${key}`);
        if (!row) continue;
        const cells = row.matches(".u") ? all(":scope > p", row) : [row];
        for (const cell of cells)
          if (cell.closest("[lang]").lang === tag) annotate(cell, letters, said.split(" "));
      }
  };
  const read = (button) => {
    const on = document.documentElement.classList.toggle("read");
    button.setAttribute("aria-pressed", on);
    if (!on || one("script[data-read]")) return;
    const script = document.createElement("script");
    script.src = aids.dataset.readings;
    script.dataset.read = "";
    document.head.append(script);
  };

  // One sentence: heard, copied, shared.
  let row = rows.find((each) => `#${each.id}` === location.hash);
  const plain = (cell) => {
    const words = cell.cloneNode(true);
    all(".st, rt, .no, .fn-back", words).forEach((each) => each.remove());
    return words.textContent.replace(/[\u2060\u2066\u2067\u2069]/g, "").trim();
  };
  const cells = () => (row.matches(".u") ? all(":scope > p", row).filter((p) => p.offsetParent) : [row]);
  const link = () => `${location.href.split("#")[0]}#${row.id}`;
  const put = async (text, answer) => {
    let done = true;
    try { await navigator.clipboard.writeText(text); } catch {
      const area = document.createElement("textarea");
      area.value = text;
      tools.append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
    }
    choose(row);
    answers.textContent = done ? answer : answers.dataset.failed;
  };
  const hear = () => {
    speechSynthesis.cancel();
    for (const cell of cells()) {
      const speech = new SpeechSynthesisUtterance(plain(cell));
      speech.lang = cell.closest("[lang]").lang;
      speechSynthesis.speak(speech);
    }
  };
  const share = async () => {
    if (!navigator.share) return put(link(), answers.dataset.linked);
    try { await navigator.share({ text: cells().map(plain).join("\n"), url: link() }); } catch { /* given up */ }
  };
  const close = () => {
    tools.hidden = true;
    row?.classList.remove("chosen");
    window.speechSynthesis?.cancel();
  };
  const choose = (chosen) => {
    row?.classList.remove("chosen");
    row = chosen;
    row.classList.add("chosen", "seen");
    answers.textContent = "";
    tools.hidden = false;
  };
  if (!window.speechSynthesis) one("[data-do=hear]", tools).remove();
  const copy = () => row && put(cells().map(plain).join("\n"), answers.dataset.copied);

  // A term's card, made of its line in the list of terms.
  let word = null;
  const open = (term) => {
    const line = one(`.terms [data-term="${term.dataset.t}"]`);
    if (!line || !card.showPopover) return false;
    const box = card.firstElementChild, forms = all("a.term", line);
    const paragraphs = forms.map((form) => {
      const made = document.createElement("p"), name = document.createElement("b");
      const { lang, dir } = form.closest("[lang]");
      Object.assign(made, { lang, dir });
      name.textContent = form.textContent;
      made.append(name);
      if (form.dataset.said) {
        const said = document.createElement("span");
        said.textContent = form.dataset.said;
        made.append(" ", said);
      }
      return made;
    });
    const kind = one(".kind", line)?.cloneNode(true);
    const note = one("template", line)?.content.cloneNode(true);
    box.replaceChildren(...[kind, ...paragraphs, note].filter(Boolean));
    const { lang } = term.closest("[lang]");
    const own = forms.find((form) => form.closest("[lang]").lang === lang) ?? forms[0];
    const place = term.closest("[id^='s-']");
    word = [own.textContent, own.dataset.said ?? "",
      forms.filter((form) => form !== own).map((form) => form.textContent).join(" · "),
      plain(term.closest("p, .s, li, h1, h2, h3")), place ? `${location.href.split("#")[0]}#${place.id}` : own.href];
    one("a", card.lastElementChild).href = own.href;
    one("[data-do=save]", card).disabled = false;
    one(".answer", card).textContent = "";
    card.showPopover();
    const at = term.getBoundingClientRect();
    card.style.insetBlockStart = `${Math.max(8, Math.min(at.bottom + 8, innerHeight - card.offsetHeight - 8))}px`;
    const from = getComputedStyle(card).direction === "rtl" ? at.right - card.offsetWidth : at.left;
    card.style.left = `${Math.max(8, Math.min(from, document.documentElement.clientWidth - card.offsetWidth - 8))}px`;
    card.focus({ preventScroll: true });
    return true;
  };

  // Saved words, and the file that Anki imports (its manual, "Text Files": file headers).
  const words = () => store.get("words") ?? [];
  const count = () => {
    const button = one("[data-do=words]", aids), number = words().length;
    button.hidden = !number;
    one("span", button).textContent = number;
  };
  const save = (button) => {
    store.set("words", [...words().filter((each) => each[0] !== word[0]), word]);
    button.disabled = true;
    count();
    const answer = one(".answer", card);
    answer.textContent = answer.dataset.saved;
  };
  const download = () => {
    const flat = (text) => text.replace(/\s+/g, " ").trim();
    const head = "#separator:tab\n#html:false\n#columns:Word\tReading\tTranslation\tSentence\tSource\n";
    const lines = words().map((each) => each.map(flat).join("\t")).join("\n");
    const made = document.createElement("a");
    made.href = URL.createObjectURL(new Blob([head, lines, "\n"], { type: "text/plain" }));
    made.download = "words.txt";
    made.click();
    setTimeout(() => URL.revokeObjectURL(made.href), 1e4);
  };
  count();

  const acts = {
    smaller: () => size(-1), larger: () => size(1), read, words: download,
    hear, copy, share, close, save, shut: () => card.hidePopover(),
  };
  document.addEventListener("click", (event) => {
    const { target } = event;
    const button = target.closest("[data-do]");
    if (button) return acts[button.dataset.do](button);
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const term = target.closest("main [data-t]");
    if (term && !term.closest(".card") && open(term)) return event.preventDefault();
    const chosen = target.closest(".body [id^='s-'], .head [id^='s-']");
    if (chosen && !target.closest("a:not(.no), summary") && getSelection().isCollapsed) choose(chosen);
  });
  const go = (step) => {
    const at = row ? rows.indexOf(row) : rows.findIndex((each) => `#${each.id}` === location.hash);
    const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    location.replace(`#${next.id}`);
    one(".no", next)?.focus({ preventScroll: true });
    row?.classList.remove("chosen");
    row = next;
  };
  const press = (id) => { keep(); document.getElementById(id)?.click(); };
  const keys = inputs.length ? {
    j: () => go(1), k: () => go(-1), c: copy, s: () => press("m-swap"), b: () => press("m-blur"),
  } : {};
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !tools.hidden) return close();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not(.bar input), textarea, select, [contenteditable]")) return;
    keys[event.key]?.();
  });
  one(".keys")?.classList.add("on");
})();
