"""Requests from the browser: who may send them, what they carry, and the answers to them.

A page of another site can make a browser send requests here (CSRF), and can even get a name of its
own to point here. So every request must name this host and port
(:mod:`workflow.local_server`); the pages need a cookie that only the printed address, once, turns
into; and what changes something must come from a page of this very origin (Fetch Metadata, W3C;
Origin, RFC 6454).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from typing import Any

from workflow.errors import ConfigError
from workflow.languages import normalize
from workflow.local_server import AllowedHosts
from workflow.model import TermType, say
from workflow.review.article_view import TermProposal, Typed

HTML, JSON = "text/html; charset=utf-8", "application/json"
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


@dataclass(frozen=True, slots=True)
class Response:
    """An answer to the browser."""

    body: bytes = b""
    kind: str = JSON
    status: HTTPStatus = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):
    """A request that is not answered, and why."""

    def __init__(self, status: HTTPStatus, what: str) -> None:
        super().__init__(what)
        self.status, self.what = status, what


def json_response(
    data: object, status: HTTPStatus = HTTPStatus.OK, headers: Mapping[str, str] | None = None
) -> Response:
    """Make an answer in JSON."""
    return Response(json.dumps(data).encode(), JSON, status, headers or {})


def tag_of(code: str) -> str:
    """Read a target language from any spelling of its code."""
    try:
        return normalize(code)
    except ConfigError:
        raise Refused(HTTPStatus.NOT_FOUND, say("There is no such language.")) from None


def text_of(data: Mapping[str, Any], name: str) -> str:
    """Read a text that a call carries.

    Raises:
        KeyError: it does not.
        TypeError: it is something else.
    """
    value = data[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} must be text")
    return value


def lines_of(data: Mapping[str, Any], name: str) -> str:
    """Read a text that a call carries, with line feeds alone at the ends of its lines."""
    return text_of(data, name).replace("\r\n", "\n").replace("\r", "\n")


def typed_of(data: Mapping[str, Any]) -> Typed | None:
    """Read what is typed, as a call tells it; None where it is nothing any more."""
    if data["text"] is None:
        return None
    text, base, state = (text_of(data, name) for name in ("text", "base", "state"))
    return Typed(text, base, state, float(data["at"]))


def proposal_of(data: Mapping[str, Any]) -> TermProposal:
    """Read the term that a call proposes.

    Raises:
        KeyError, TypeError: something of it is missing, or is no text.
        ValueError: it is of no known kind.
    """
    term, rendering, note = (text_of(data, name) for name in ("term", "rendering", "note"))
    if not term.strip() or not rendering.strip():
        raise Refused(HTTPStatus.BAD_REQUEST, "no term, or no rendering")
    return TermProposal(term, rendering, TermType(text_of(data, "kind")), note)


@contextmanager
def wanted() -> Iterator[None]:
    """Turn what is missing from a call, or is of another type, into a refusal."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(HTTPStatus.BAD_REQUEST, f"the call lacks something: {error}") from error


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
        """Return a session's cookie for the token; None for a wrong or a used token."""
        if not secrets.compare_digest(token.encode("utf-8", "replace"), self.token.encode()):
            return None
        self.token = secrets.token_urlsafe(32)
        cookie = secrets.token_urlsafe(32)
        self._sessions[cookie] = secrets.token_urlsafe(32)
        return f"{self.cookie}={cookie}; HttpOnly; SameSite=Strict; Path=/"

    def secret_of(self, headers: Mapping[str, str]) -> str | None:
        """Return the secret that requests with this cookie must repeat; None without a session."""
        try:
            cookie = SimpleCookie(headers.get("Cookie", "")).get(self.cookie)
        except CookieError:
            return None
        return self._sessions.get(cookie.value) if cookie else None

    def may_call(self, headers: Mapping[str, str]) -> bool:
        """Tell whether a request for data has both the cookie and the session's header."""
        expected = self.secret_of(headers)
        said = headers.get(HEADER, "")
        return expected is not None and secrets.compare_digest(said.encode(), expected.encode())
