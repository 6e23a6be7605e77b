// Comfort only: pages are whole without it. Remembers how the reader likes to compare, or takes it
// from the address (?show=stack+swap+blur); j and k go from sentence to sentence, c copies one in
// all its languages; one that was clicked stays clear of the blur; / leads to the search; on a
// phone, the version that is read is in view.
// What is copied has no signs that only typography needs (workflow.site.typesetting.without_typography).
const bare = (text) => text.replace(/[\u2060\u2067\u2069]/g, "");
document.addEventListener("copy", (event) => {
  const text = String(getSelection()), plain = bare(text);
  if (plain === text) return;
  event.clipboardData.setData("text/plain", plain);
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]")) return;
  event.preventDefault();
  const box = document.querySelector("input[type=search]");
  if (box) box.focus();
  else document.querySelector('.mast a[href$="search/index.html"]')?.click();
});
for (const link of document.querySelectorAll(".versions [aria-current]")) {
  const list = link.closest("ul"), end = (each) => each.getBoundingClientRect().right;
  list.scrollLeft += end(link) - end(list) + 18;
}
(() => {
  const inputs = [...document.querySelectorAll(".bar input")];
  if (!inputs.length) return;
  const store = {
    get: () => { try { return localStorage.getItem("show"); } catch { return null; } },
    set: (value) => { try { localStorage.setItem("show", value); } catch { /* private */ } },
  };
  const linked = new URLSearchParams(location.search).get("show");
  const wanted = (linked ?? store.get() ?? "").split(/\s+/);
  for (const input of inputs)
    if (wanted.includes(input.id.slice(2)) && (linked || !/\d/.test(input.id))) input.checked = true;
  const keep = () => store.set(
    inputs.filter((input) => input.checked).map((input) => input.id.slice(2)).join(" "));
  for (const input of inputs) input.addEventListener("change", keep);

  const rows = [...document.querySelectorAll(".u[id]")];
  let at = rows.findIndex((row) => "#" + row.id === location.hash);
  const go = (step) => {
    at = Math.min(Math.max(at + step, 0), rows.length - 1);
    location.replace("#" + rows[at].id);
    rows[at].querySelector(".no")?.focus({ preventScroll: true });
  };
  const copy = () => {
    if (at < 0) return;
    const texts = [...rows[at].querySelectorAll(":scope > p")].map((cell) => {
      const words = cell.cloneNode(true);
      words.querySelectorAll(".st").forEach((mark) => mark.remove());
      return words.textContent.trim();
    });
    navigator.clipboard?.writeText(bare(texts.join("\n")));
  };
  const press = (id) => document.getElementById(id)?.click();
  const keys = {
    j: () => go(1), k: () => go(-1), c: copy, s: () => press("m-swap"), b: () => press("m-blur"),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not(.bar input), textarea, select, [contenteditable]")) return;
    keys[event.key]?.();
  });
  document.addEventListener("click", (event) => {
    const row = event.target.closest(".u[id]");
    row?.classList.add("seen");
    if (row) at = rows.indexOf(row);
  });
  document.querySelector(".keys")?.classList.add("on");
})();
