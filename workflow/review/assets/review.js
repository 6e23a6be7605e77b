// The script of every page of the review: the door asks to be let in, the others hide its key.
import { $ } from "./page.js";
import { call } from "./server.js";

/** Shows the address's token once, for a cookie; or uses the cookie of an earlier visit. */
async function enter() {
  const token = location.hash.slice(1);
  const { open } = token ? await call("POST", "/api/session", { token }) : await call("GET", "/api/session");
  if (open) location.replace(location.pathname + location.search);
}

if ($("#door")) {
  const knock = () => enter().catch(() => {});
  addEventListener("hashchange", knock);  // the address, put into the window that shows the door
  knock();
} else if (location.hash.length > 20) history.replaceState(null, "", location.pathname + location.search);

addEventListener("keydown", (event) => {
  const search = $("#find");
  if (!search || event.key !== "/" || event.isComposing || event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  search.select();
});

// Articles are still being counted: each look at the queue counts some more.
if ($("#uncounted")) setInterval(() => { if (!document.hidden && document.activeElement === document.body) location.reload(); }, 1500);
