// Comfort only: pages are whole without it. / leads to the search; on a phone, the version that is
// read is in view.
// What is copied has no signs that only typography needs (workflow.site.typesetting.without_typography).
const bare = (text) => text.replace(/[\u2060\u2066\u2067\u2069]/g, "");
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
