"""A web server on loopback whose every page is made by the test, with what real ones do wrong."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from tests.support.loopback import Loopback, reply

#: Writes an answer: the handler has ``send_response``, ``send_header``, ``wfile`` …
Route = Callable[[BaseHTTPRequestHandler], None]


def page(
    body: str | bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str
) -> Route:
    """An answer; names of headers are written with underscores."""
    data = body.encode() if isinstance(body, str) else body

    told = {name.replace("_", "-"): value for name, value in headers.items()}
    if kind:
        told["Content-Type"] = kind

    def write(handler: BaseHTTPRequestHandler) -> None:
        reply(handler, status, told, data)

    return write


def moved(to: str, status: int = 302) -> Route:
    """A redirect."""
    return page("", status=status, Location=to)


def conditional(route: Route, tag: str) -> Route:
    """An answer for whoever has not got it yet."""

    def write(handler: BaseHTTPRequestHandler) -> None:
        (page("", status=304) if handler.headers.get("If-None-Match") == tag else route)(handler)

    return write


def in_turn(*routes: Route) -> Route:
    """One answer after the other, the last one for good."""
    left = list(routes)

    def write(handler: BaseHTTPRequestHandler) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(handler)

    return write


@dataclass
class WebServer(Loopback):
    """Gives the pages that a test has made.

    Attributes:
        routes: by path; what is not there is 404.
        asked: the paths asked for, in order, but for robots.txt.
        headers: of the last request.
    """

    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: Mapping[str, str] = field(default_factory=dict)
    host: str = "127.0.0.1"

    def wrap(self, context: ssl.SSLContext) -> None:
        """Speak TLS from now on."""
        self._http.socket = context.wrap_socket(self._http.socket, server_side=True)

    def respond(self, handler: BaseHTTPRequestHandler) -> None:
        """Give a page."""
        if handler.path != "/robots.txt":
            self.asked.append(handler.path)
            self.headers = dict(handler.headers)
        (self.routes.get(handler.path) or page("no such page", status=404))(handler)
