// Looks a query up in the index that workflow/site/lists/search.py writes. Its files are scripts
// that hand their data to searchData, so that this works from file:// too.
(() => {
  const page = document.querySelector("[data-versions]");
  const [input, status, results, more, browse, language, year] =
    ["#q", "#found", "#results", "#more", "#browse", "#language", "#year"]
      .map((id) => document.querySelector(id));
  const { parts, versions, han, ...words } = page.dataset;
  const buckets = versions.split(" ");
  const BATCH = 10, SENTENCES = 3;

  // As in workflow/languages/orthography/folding.py.
  const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1100-\\u11ff\\u1780-\\u17ff\\u3040-\\u30ff"
    + "\\u3400-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const LETTER = `(?![${UNSPACED}])[\\p{L}\\p{N}]`;
  const RUNS = new RegExp(`[${UNSPACED}]+|(?:${LETTER})+`, "gu");
  const spaceless = new RegExp(`^[${UNSPACED}]`, "u");
  const MARKS = new RegExp("[\\u0300-\\u036f\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a"
    + "\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e8\\u06ea-\\u06ed]", "g");
  const ARTICLE = "[وف]?(?:[بك]?ال|لل)";
  const same = new Map([["ٱ", "ا"], ["ى", "ي"], ["ی", "ي"], ["ة", "ه"], ["ک", "ك"]]);
  for (let digit = 0; digit < 10; digit += 1)
    for (const zero of [0x660, 0x6f0]) same.set(String.fromCharCode(zero + digit), `${digit}`);
  const fold = (text) => [...text.normalize("NFKD").replace(MARKS, "").normalize("NFKC")]
    .map((each) => same.get(each) ?? each).join("").toLowerCase();
  const part = (key) => [...key].slice(0, spaceless.test(key) ? 1 : 2)
    .reduce((sum, character) => 31 * sum + character.codePointAt(0), 0) % parts;

  // Runs of unspaced script are covered by bigrams, one after the other; words are keys themselves.
  const stem = (word) => word.replace(new RegExp(`^${ARTICLE}(?=[ء-ي]{3})`), "");
  const keys = (term) => (term.match(RUNS) ?? []).flatMap((run) => {
    const all = [...run];
    if (!spaceless.test(run)) return [stem(run)];
    if (all.length < 3) return [run];
    return all.flatMap((_, at) => at % 2 ? []
      : [all.slice(Math.min(at, all.length - 2), at + 2).join("")]);
  });
  // A word stands for its singular and plural, too, which end there; what is quoted for itself alone.
  const variants = (word) => {
    const other = !/^[a-z]{4,}$/.test(word) ? word
      : word.replace(/y$|ies$|(?<=[sxz]|ch|sh)es$|(?<=[^s])s$/, (end) => ({ y: "ies", ies: "y" })[end] ?? "");
    return other === word ? [word] : [word, `${other} `];
  };
  // What is looked for: its words, of each of which one has to be there, and how it is written.
  const terms = (query) => [...fold(query).matchAll(/["“”]([^"“”]+)["“”]|([^\s"“”]+)/gu)]
    .map((found) => ({
      exact: found[1] !== undefined,
      text: (found[1] ?? found[2]).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu, ""),
    }))
    .filter(({ text }) => keys(text).length)
    .map(({ exact, text }) => ({ text, exact, words: keys(text).map((key) => exact ? [key] : variants(key)) }));
  const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+")
    .replace(/['‘’]/g, "['‘’]");
  // Between characters of unspaced script a text may have a space, and between them and figures; for
  // a hyphen another dash or a space.
  const loose = (text) => [...text].map((character, at, each) =>
    (/\p{Pd}/u.test(character) ? "[\\p{Pd}\\s]" : escaped(character))
    + (at < each.length - 1 && (spaceless.test(character) || spaceless.test(each[at + 1])) ? "\\s?" : ""))
    .join("");
  const pattern = ({ text, exact, words }) => {
    const bare = exact ? text : stem(text);
    const one = !exact && words.length === 1 && words[0].includes(bare) ? words[0] : [bare];
    const written = one.map((each) => each.endsWith(" ") ? `${escaped(each.trim())}(?!${LETTER})`
      : exact ? escaped(each) : loose(each)).join("|");
    const before = !exact && /^[ء-ي]/.test(bare) ? `(?:${ARTICLE})?` : "";
    return new RegExp(`${spaceless.test(text) ? "" : `(?<!${LETTER})${before}`}(?:${written})`, "gu");
  };

  const files = new Map();
  window.searchData = (data) => { document.currentScript.data = data; };
  const load = (bucket, path) => {
    if (!files.has(path)) files.set(path, new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = bucket in buckets ? `${path}?v=${buckets[bucket]}` : path;
      script.onload = () => { script.remove(); done(script.data); };
      script.onerror = () => { script.remove(); files.delete(path); fail(new Error(path)); };
      document.head.append(script);
    }));
    return files.get(path);
  };

  // The Han characters that are taken for one, once they are asked for.
  const learn = async (query) => {
    if (same.has("國") || !/\p{Script=Han}/u.test(query)) return;
    for (const [one, ...others] of (await load("", han)).split("\n").map((line) => [...line]))
      for (const other of others) same.set(other, one);
    folded.clear();
  };

  // The articles of a bucket that have one of some keys, or a word that begins with it, each with the
  // best place where it stands (2 in a title, 1 at the beginning, 0 elsewhere) and in which languages.
  const having = async (bucket, some) => {
    const found = new Map();
    for (const key of some) {
      const lines = await load(bucket, `${bucket}/${part(key)}.js`);
      for (let at = lines.indexOf("\n" + key); at >= 0;) {
        const end = lines.indexOf("\n", at + 1);
        for (let code = lines.indexOf(" ", at) + 1; code < end; code += 3) {
          const number = parseInt(lines.slice(code, code + 2), 36), place = lines.charCodeAt(code + 2) - 48;
          const [weight, tongues] = found.get(number) ?? [0, 0];
          found.set(number, [Math.max(weight, place & 2 || place & 1), tongues | place >> 2]);
        }
        at = lines.indexOf("\n" + key, end);
      }
    }
    return found;
  };
  // Best first, then latest; ``missing`` keys of a long run may be cut by a space of the text.
  const candidates = async (wanted, missing = 0) => {
    const all = wanted.flatMap(({ words: its }) => its);
    const may = wanted.flatMap(({ text, words: its }) => its.map(() => its.length > 2 && spaceless.test(text)));
    const found = await Promise.all(buckets.map(async (_, bucket) => {
      const sets = await Promise.all(all.map((some) => having(bucket, some)));
      const numbers = new Set(sets.flatMap((set) => [...set.keys()]));
      const common = [...numbers].filter((number) =>
        sets.every((set, at) => set.has(number) || (missing && may[at]))
          && sets.filter((set) => !set.has(number)).length <= missing);
      if (!common.length) return [];
      const [tongues, articles] = await load(bucket, `${bucket}/articles.js`);
      return common.map((number) => {
        const places = sets.map((set) => set.get(number)).filter(Boolean);
        const spoken = places.reduce((all, [, each]) => all & each, -1);
        return [bucket, ...articles[number], places.reduce((sum, [weight]) => sum + weight, 0) / sets.length,
          tongues.filter((_, at) => spoken & 1 << Math.min(at, 11))];
      });
    }));
    return found.flat().sort((a, b) => b[3] - a[3] || b[2].localeCompare(a[2]) || b[1].localeCompare(a[1]));
  };

  // One slip: a letter more, less or other, or two that changed places (Damerau, 1964).
  const slipped = (one, other) => {
    if (one === other || Math.abs(one.length - other.length) > 1) return false;
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    const [left, right] = [one.slice(at), other.slice(at)];
    return left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1)
      || (left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2));
  };
  // English words but for their ending, where that is long enough: exporting, exports.
  const ending = new RegExp(words.ending);
  const bare = (word) => ending.exec(word)?.[1] ?? word;
  // The words of the index that a word may be meant for, as its letters say or the first two changed.
  const meant = async (word) => {
    const heads = new Set([word, word[1] + word[0] + word.slice(2), word.slice(1)].map(part));
    const found = new Set();
    await Promise.all(buckets.flatMap((_, bucket) => [...heads].map(async (number) => {
      const lines = await load(bucket, `${bucket}/${number}.js`);
      for (const line of lines.split("\n")) {
        const key = line.slice(0, line.indexOf(" "));
        if (key && (slipped(word, key) || bare(word) === bare(key))) found.add(`${key} `);
      }
    })));
    return [...found];
  };
  const forgiving = async (wanted) => Promise.all(wanted.map(async (term) => {
    const [word] = term.words[0];
    if (term.exact || term.words.length > 1 || !/^\p{L}{4,}$/u.test(word) || spaceless.test(word)) return term;
    const known = await Promise.all(buckets.map((_, bucket) => having(bucket, term.words[0])));
    if (known.some((each) => each.size)) return term;
    const others = await meant(word);
    return others.length ? { ...term, words: [[...others, term.text]] } : term;
  }));

  // Where the patterns are in a text: pairs of places, although folding may change its length.
  const folded = new Map();
  const places = (text, patterns) => {
    let whole = "", at = 0;
    const origin = [];
    for (const character of text) {
      if (!folded.has(character)) folded.set(character, fold(character));
      const plain = folded.get(character);
      for (let unit = 0; unit < plain.length; unit += 1) origin.push(at);
      whole += plain;
      at += character.length;
    }
    origin.push(at);
    return patterns.map((each) => [...whole.matchAll(each)].map((found) =>
      [origin[found.index], origin[found.index + found[0].length]]));
  };

  // The sentences of an article to show; nothing if a term is in none of them.
  const matches = (article, patterns) => {
    const lines = [];
    const missing = new Set(patterns);
    for (const edition of article.editions.filter((each) => [each.language, ""].includes(language.value)))
      for (const [number, text] of [edition.title, ...edition.text].entries()) {
        const found = text ? places(text, patterns) : [];
        const weight = found.filter((each) => each.length).length;
        found.forEach((each, at) => each.length && missing.delete(patterns[at]));
        if (weight) lines.push({ edition, number: number - 1, text, weight, spots: found.flat() });
      }
    if (missing.size) return [];
    const told = lines.filter((line) => line.number >= 0 && line.text !== line.edition.title);
    return (told.length ? told : lines).sort((a, b) => b.weight - a.weight || a.number - b.number);
  };

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const tongue = ({ language, direction }) => ({ lang: language, dir: direction === "rtl" && "rtl" });
  const marked = (text, spots) => {
    const pieces = [];
    let end = 0;
    for (const [from, to] of spots.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
      if (from < end) continue;
      pieces.push(text.slice(end, from), element("mark", {}, text.slice(from, to)));
      end = to;
    }
    return [...pieces, text.slice(end)];
  };
  const address = (article, folder, number) =>
    `../${folder}index.html` + (number < 0 ? "" : `#s-${article.keys[number]}`);
  const sentence = (article, { edition, number, text, spots }) => {
    const mark = document.querySelector(`template[data-mark="${edition.marks[number]}"]`);
    return element("li", {},
      element("p", { class: "kicker ui", ...tongue(edition) }, element("span", {}, edition.name)),
      element("p", tongue(edition),
        element("a", { href: address(article, edition.folder, number) }, ...marked(text, spots)),
        ...mark ? [" ", mark.content.cloneNode(true)] : []));
  };
  const result = (article, lines) => {
    const { edition, number } = lines[0];
    const titled = [edition, ...article.editions].find((each) => each.title) ?? edition;
    const date = article.date && new Date(`${article.date}T00:00:00Z`)
      .toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
    return element("li", {},
      element("h2", tongue(titled),
        element("a", { href: `../${titled.folder}index.html` }, titled.title || "…")),
      element("p", { class: "meta ui" },
        ...date ? [element("time", { datetime: article.date }, date), " "] : [],
        ...edition.aligned
          ? [element("a", { href: address(article, edition.aligned, number) }, words.aligned)] : []),
      element("ul", {}, ...lines.slice(0, SENTENCES).map((line) => sentence(article, line))));
  };

  let latest = 0;
  const say = (text) => { status.textContent = text; };
  const counted = (names) => {
    const counts = new Map();
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    return counts;
  };
  // Those of the year and language that are chosen; each other choice says how many it would leave.
  const narrowed = (queue) => {
    const spoken = queue.filter((each) => !language.value || each[4].includes(language.value));
    const years = counted(spoken.map((each) => each[2].slice(0, 4)).filter(Boolean)), chosen = year.value;
    year.replaceChildren(year.firstElementChild, ...[...years].sort().reverse()
      .map(([name, number]) => element("option", { value: name }, `${name} (${number})`)));
    year.value = years.has(chosen) ? chosen : "";
    const within = (each) => each[2].startsWith(year.value);
    const tongues = counted(queue.filter(within).flatMap((each) => each[4]));
    for (const each of [...language.options].slice(1)) {
      each.dataset.name ??= each.textContent;
      each.textContent = each.dataset.name + (tongues.has(each.value) ? ` (${tongues.get(each.value)})` : "");
    }
    return spoken.filter(within);
  };
  const search = async () => {
    const mine = latest += 1;
    const query = input.value.trim();
    history.replaceState(null, "", query ? `#q=${encodeURIComponent(query)}` : "#");
    more.hidden = true;
    try {
      await learn(query);
      const wanted = terms(query);
      browse.hidden = wanted.length > 0;
      if (!wanted.length) {
        results.replaceChildren();
        narrowed([]);
        return say("");
      }
      let sought = wanted, every = await candidates(wanted);
      if (!every.length) every = await candidates(wanted, 1);
      if (!every.length) {
        sought = await forgiving(wanted);
        every = await candidates(sought);
      }
      if (mine !== latest) return;
      const queue = narrowed(every);
      let patterns = sought.map(pattern), shown = 0, total = queue.length;
      // The words that a long run may be put together from: 한중 and 수교 of 한중수교.
      const apart = wanted.flatMap((term) => term.exact || !term.words[1] || !spaceless.test(term.text)
        ? [term] : term.words.map(([text]) => ({ text, words: [[text]] })));
      const again = apart[wanted.length] ? [...queue] : [];
      const show = async () => {
        const fresh = [];
        while (queue.length && fresh.length < BATCH) {
          const some = queue.splice(0, BATCH);
          const texts = await Promise.all(
            some.map(([bucket, slug]) => load(bucket, `text/${slug}/index.js`)));
          for (const article of texts) {
            const lines = matches(article, patterns);
            if (lines.length) fresh.push(result(article, lines));
            else total -= 1;
          }
        }
        if (mine !== latest) return;
        if (!shown && !fresh[0] && again[0]) {
          total = queue.push(...again.splice(0));
          patterns = apart.map(pattern);
          return show();
        }
        if (shown) results.append(...fresh);
        else results.replaceChildren(...fresh);
        if (shown) fresh[0]?.querySelector("a").focus();
        shown += fresh.length;
        more.hidden = !queue.length;
        say(!shown ? words.none : (queue.length ? words.best : words.some)
          .replace("{n}", shown).replace("{total}", total));
      };
      more.onclick = show;
      await show();
    } catch {
      if (mine === latest) say(words.failed);
    }
  };

  let timer;
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 200); });
  const read = () => {
    const asked = new URLSearchParams(location.hash.slice(1)).get("q") ?? "";
    if (asked === input.value.trim()) return;
    input.value = asked;
    search();
  };
  addEventListener("hashchange", read);
  for (const choice of [language, year]) choice.addEventListener("change", search);
  document.querySelector("[role=search]").hidden = false;
  read();
  if (matchMedia("(pointer: fine)").matches) input.focus();
})();
