"""A web server on loopback whose every page is made by the test, with what real ones do wrong."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: Writes an answer: the handler has ``send_response``, ``send_header``, ``wfile`` …
Route = Callable[[BaseHTTPRequestHandler], None]


def page(
    body: str | bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str
) -> Route:
    """An answer; names of headers are written with underscores."""
    data = body.encode() if isinstance(body, str) else body

    def write(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if kind:
            handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

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
class WebServer:
    """Listens on a free loopback port while its ``with`` block runs.

    Attributes:
        routes: by path; what is not there is 404.
        asked: the paths asked for, in order, but for robots.txt.
        headers: of the last request.
    """

    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: Mapping[str, str] = field(default_factory=dict)
    host: str = "127.0.0.1"

    @property
    def url(self) -> str:
        """Its root, without the slash."""
        return f"http://{self.host}:{self.port}"

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._http.server_port

    def wrap(self, context: ssl.SSLContext) -> None:
        """Speak TLS from now on."""
        self._http.socket = context.wrap_socket(self._http.socket, server_side=True)

    def __enter__(self) -> WebServer:
        self._http = ThreadingHTTPServer((self.host, 0), _handler(self))
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


def _handler(server: WebServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if self.path != "/robots.txt":
                server.asked.append(self.path)
                server.headers = dict(self.headers)
            route = server.routes.get(self.path) or page("no such page", status=404)
            try:
                route(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler
