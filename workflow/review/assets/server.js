// Calls of the review server; see workflow/review/server.py.
import { $ } from "./page.js";

const session = $("meta[name=session]").content;

/** Calls the server; fails with a TypeError where it does not answer. */
export async function call(method, path, body, headers = {}, options = {}) {
  const answer = await fetch(path, {
    ...options,
    method,
    headers: { "X-Review-Session": session, ...(body && { "Content-Type": "application/json" }), ...headers },
    body: body && JSON.stringify(body),
  });
  const data = answer.status === 304 ? {} : await answer.json();
  return { status: answer.status, ok: answer.ok, rev: answer.headers.get("ETag"), ...data };
}

/** Calls the server; nothing where it is away, or is another one that does not know us yet. */
export async function reach(...request) {
  try {
    const answer = await call(...request);
    return answer.status === 401 ? null : answer;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** What is wrong with a call, and how to mend it. */
export const fault = (answer) => [answer.error, answer.hint].filter(Boolean).join(" – ");
