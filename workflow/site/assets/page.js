// Comfort only: the pages are whole without it. Remembers the layout; j and k go from sentence to
// sentence, c copies the one in view in all its languages.
(() => {
  const radios = [...document.querySelectorAll('.bar input[name="m"]')];
  if (!radios.length) return;
  const store = {
    get: () => { try { return localStorage.getItem("layout"); } catch { return null; } },
    set: (id) => { try { localStorage.setItem("layout", id); } catch { /* private window */ } },
  };
  const wanted = radios.find((radio) => radio.id === store.get());
  if (wanted && ["m-side", "m-stack"].includes(wanted.id)) wanted.checked = true;
  for (const radio of radios) radio.addEventListener("change", () => store.set(radio.id));

  const rows = [...document.querySelectorAll(".u[id]")];
  let at = rows.findIndex((row) => "#" + row.id === location.hash);
  const go = (step) => {
    at = Math.min(Math.max(at + step, 0), rows.length - 1);
    location.replace("#" + rows[at].id);
    rows[at].querySelector(".no")?.focus({ preventScroll: true });
  };
  const copy = () => {
    const texts = [...rows[at].querySelectorAll(":scope > p")].map((cell) => {
      const words = cell.cloneNode(true);
      words.querySelectorAll(".st").forEach((mark) => mark.remove());
      return words.textContent.trim();
    });
    navigator.clipboard?.writeText(texts.join("\n"));
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "c" && at >= 0) copy();
  });
})();
