// How long each row has been in view: whoever approves a paragraph at once has had time to read it.
import { $ } from "./page.js";
import { rows } from "./state.js";

/** Milliseconds a word: about 240 words a minute (Brysbaert 2019). */
const WORD = 250;
const seen = new Map();

/** Whether a row was in view long enough to be read. */
export function wasRead(li) {
  const words = $(".source", li).textContent.split(/\s+/).length;
  const { total, since } = seen.get(li) ?? { total: 0, since: 0 };
  return total + (since ? performance.now() - since : 0) >= words * WORD;
}

export function watch() {
  const observer = new IntersectionObserver((changes) => {
    for (const { target: li, isIntersecting, time } of changes) {
      const known = seen.get(li) ?? { total: 0, since: 0 };
      if (known.since && !isIntersecting) known.total += time - known.since;
      known.since = isIntersecting ? time : 0;
      seen.set(li, known);
    }
  });
  for (const li of rows) observer.observe(li);
}
