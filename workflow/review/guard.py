"""Who may talk to the review server: the browser that was given its address, and no other page.

A page of another site can make a browser send requests here (CSRF), and can even get a name of its
own to point here. So every request must name this host and port
(:mod:`workflow.local_server`); the pages need a cookie that only the printed address, once, turns
into; and what changes something must come from a page of this very origin (Fetch
Metadata, W3C; Origin, RFC 6454).
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie

from workflow.local_server import AllowedHosts

#: What a session must say with each call, so that no other page can make one.
HEADER = "X-Review-Session"
#: Sent with every answer. Scripts, styles, pictures and connections are our own or none.
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types review"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class Guard:
    """Checks requests to one host and port.

    Attributes:
        token: opens one session; then there is a new one.
        cookie: the name of the cookie, one for each port, as cookies are shared between ports.
    """

    def __init__(self, host: str, port: int) -> None:
        self._hosts = AllowedHosts(host, port)
        self._sessions: dict[str, str] = {}
        self.cookie = f"review-{port}"
        self.token = secrets.token_urlsafe(32)

    def is_ours(self, headers: Mapping[str, str]) -> bool:
        """Tell whether a request names this server, port included."""
        return headers.get("Host", "") in self._hosts

    def is_from_here(self, headers: Mapping[str, str]) -> bool:
        """Tell whether a page of ours sent a request, as the browser says."""
        site = headers.get("Sec-Fetch-Site")
        if site is not None:
            return site == "same-origin"
        return headers.get("Origin") == f"http://{headers.get('Host', '').lower()}"

    def admit(self, token: str) -> str | None:
        """Return a session's cookie for the token; None if it is another one or was used before."""
        if not secrets.compare_digest(token.encode("utf-8", "replace"), self.token.encode()):
            return None
        self.token = secrets.token_urlsafe(32)
        cookie = secrets.token_urlsafe(32)
        self._sessions[cookie] = secrets.token_urlsafe(32)
        return f"{self.cookie}={cookie}; HttpOnly; SameSite=Strict; Path=/"

    def session(self, headers: Mapping[str, str]) -> str | None:
        """Return what the session that a request's cookie names must say; None if there is none."""
        try:
            cookie = SimpleCookie(headers.get("Cookie", "")).get(self.cookie)
        except CookieError:
            return None
        return self._sessions.get(cookie.value) if cookie else None

    def may_call(self, headers: Mapping[str, str]) -> bool:
        """Tell whether a request for data has both the cookie and the session's header."""
        expected = self.session(headers)
        said = headers.get(HEADER, "")
        return expected is not None and secrets.compare_digest(said.encode(), expected.encode())
