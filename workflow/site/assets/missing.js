// The links of the page for what is not there, put right where the site is not at the root the page
// was written for: opened from the disk, or in a folder of a server that was not known.
const { root = "", folders, sure } = document.querySelector("[data-root]")?.dataset ?? {};
// Two slashes at the beginning would name another host.
const path = location.pathname.replace(/^\/+/, "/");
const above = (found) => path.slice(0, found + 1);
let here = root;
if (path.endsWith("/404.html")) here = above(path.lastIndexOf("/"));
else if (!sure || !path.startsWith(root)) here = above(path.search(`/(?:${folders})/`)) || root;
if (root && here !== root)
  for (const name of ["href", "src"])
    for (const each of document.querySelectorAll(`[${name}^="${root}"]`))
      each.setAttribute(name, here + each.getAttribute(name).slice(root.length));
