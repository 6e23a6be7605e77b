"""What servers on this machine share that stand in for those of the world."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Self


class _ManyAtOnce(ThreadingHTTPServer):
    """Refuses no connection because many come in at the same moment."""

    request_queue_size = 512


class Loopback:
    """Listens on a free loopback port while its ``with`` block runs.

    Attributes:
        methods: of HTTP, that it knows.
        host: the address that it listens at.
    """

    methods: ClassVar[tuple[str, ...]] = ("GET",)
    host = "127.0.0.1"
    _http: ThreadingHTTPServer

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._http.server_port

    @property
    def url(self) -> str:
        """Its root, without the slash."""
        return f"http://{self.host}:{self.port}"

    def __enter__(self) -> Self:
        def respond(handler: BaseHTTPRequestHandler) -> None:
            try:
                self.respond(handler)
            except ConnectionError:  # the client went away, as a cancelled one does
                handler.close_connection = True

        known: dict[str, Any] = {f"do_{method}": respond for method in self.methods}
        self._http = _ManyAtOnce((self.host, 0), type("Handler", (_Handler,), known))
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def respond(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        raise NotImplementedError


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def body_of(handler: BaseHTTPRequestHandler) -> bytes:
    """What came with a request."""
    return handler.rfile.read(int(handler.headers.get("Content-Length", 0)))


def reply(
    handler: BaseHTTPRequestHandler,
    status: int,
    headers: Mapping[str, str],
    data: bytes = b"",
    cut: int | None = None,
) -> None:
    """Send an answer; ``cut`` breaks the connection after so many bytes of the data."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(data[:cut])
        handler.close_connection |= cut is not None
