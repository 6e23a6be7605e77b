"""Run the review server: uvicorn speaks HTTP, and :mod:`answering` makes the answers.

Requests are parsed by h11, which refuses what can be read in two ways. A proxy and a server that
read a request differently let one editor speak in the name of another (request smuggling; RFC 9112,
11.2). Of 15 such requests Python's own http.server answers all, among them a body of GET, two
lengths and a lone carriage return, by which a second request or name comes in; h11 refuses 9 and
reads the others as their length says.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from email.message import Message as EmailMessage
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from workflow.errors import ConfigError
from workflow.model import TeamMember, say
from workflow.review.admissions import Sessions
from workflow.review.answering import Answerer
from workflow.review.backend import Backend
from workflow.review.guard import Access, Guard
from workflow.review.presence import Presence
from workflow.review.requests import HEADERS, LONGEST, BrowserRequest, Response
from workflow.review.served import Served, print_error
from workflow.review.views import Views

if TYPE_CHECKING:
    import uvicorn

_Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
_Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
#: How many requests are handled at a time, and how many connections are open.
_THREADS, _CONNECTIONS = 16, 500
#: Seconds that a connection stays open without a request, and that the shutdown waits for answers.
_IDLE, _LAST = 60, 3
#: Seconds to read the rest of an unread request, and between looks at whether the server has
#: started.
_PATIENCE, _MOMENT = 0.5, 0.01


class ReviewServer:
    """Serves the review of one backend to whoever is invited.

    Args:
        backend: whose review.
        colors: name → (light, dark), the project's palette.
        access: where it is served.
        sessions: who may come in; the first of them is who runs the server.

    Raises:
        ConfigError: the address would let others read along, or a file for TLS cannot be used.
        OSError: the address cannot be listened on.
    """

    def __init__(
        self,
        backend: Backend,
        colors: Mapping[str, tuple[str, str]],
        access: Access | None = None,
        sessions: Sessions | None = None,
    ) -> None:
        access = access or Access()
        access.refuse_unsafe()
        self.backend = backend
        family = socket.AF_INET6 if ":" in access.host else socket.AF_INET
        self._socket = socket.create_server((access.host, access.port), family=family)
        self.port: int = self._socket.getsockname()[1]
        self._access = replace(access, port=self.port)
        self.sessions = sessions or Sessions([backend.editor])
        guard = Guard(self._access, self.sessions)
        self.served = Served(
            backend, Views(colors), guard, Presence(), welcomed=lambda _: None, failed=print_error
        )
        self.origin = self._access.origin
        self._threads = ThreadPoolExecutor(_THREADS, "review")
        self._ended = threading.Event()
        try:
            self._server = self._configured()
        except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
            self.server_close()
            raise ConfigError(
                str(access.certificate),
                say("cannot be used with its key: {error}", error=str(error)),
                say("Name files in PEM: the certificate with its chain, and its key."),
            ) from error

    def _configured(self) -> uvicorn.Server:
        import uvicorn

        from workflow.review.refusing import RefusingProtocol

        config = uvicorn.Config(
            self,
            http=RefusingProtocol,
            ws="none",
            loop="asyncio",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_CONNECTIONS,
            timeout_keep_alive=_IDLE,
            timeout_graceful_shutdown=_LAST,
            ssl_certfile=self._access.certificate,
            ssl_keyfile=self._access.key,
        )
        config.load()
        return uvicorn.Server(config)

    @property
    def url(self) -> str:
        """The address that opens a session for whoever runs the server; new after each use."""
        return self.invitation(self.sessions.people[0])

    def invitation(self, editor: TeamMember) -> str:
        """Return the address that opens one session for an editor."""
        if self._access.settings.name_header:  # the proxy says who comes
            return f"{self.origin}/"
        return f"{self.origin}/#{self.sessions.token_of(editor)}"

    def serve_forever(self, opened: Callable[[], object] = lambda: None) -> None:
        """Serve until :meth:`shutdown` or Ctrl-C, which is raised when all is answered.

        Args:
            opened: called once requests are answered, and signals end the server in order.
        """
        try:
            asyncio.run(self._serve(opened))
        finally:
            self._ended.set()

    async def _serve(self, opened: Callable[[], object]) -> None:
        serving = asyncio.ensure_future(self._server.serve(sockets=[self._socket]))
        while not (self._server.started or serving.done()):
            await asyncio.sleep(_MOMENT)
        if not serving.done():
            opened()
        await serving

    def shutdown(self) -> None:
        """Stop serving soon."""
        self._server.should_exit = True

    def server_close(self) -> None:
        """Give the address back."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._socket.close()

    async def __call__(
        self, scope: MutableMapping[str, Any], receive: _Receive, send: _Send
    ) -> None:
        """Answer one request (ASGI 3)."""
        if scope["type"] != "http":
            return
        request = await _received(scope, receive)
        if request is None:  # the browser has gone away
            return
        work = asyncio.get_running_loop().run_in_executor(
            self._threads, Answerer(self.served, request).answer
        )
        with suppress(OSError):
            await _send_answer(await work, send)


async def _received(scope: MutableMapping[str, Any], receive: _Receive) -> BrowserRequest | None:
    """Read a request; return None if the browser goes away before its end."""
    headers = EmailMessage()
    for name, value in scope["headers"]:
        headers[name.decode("latin-1")] = value.decode("latin-1")
    length, body = headers.get("Content-Length", ""), b""
    readable = scope["method"] == "GET" or (length.isdecimal() and int(length) <= LONGEST)
    more = readable
    while more:
        part = await receive()
        if part["type"] != "http.request":
            return None
        body, more = body + part.get("body", b""), part.get("more_body", False)
        if len(body) > LONGEST:
            readable = more = False
    if not readable:
        await _pass_over(receive)
    query = scope["query_string"].decode("latin-1")
    peer = (scope.get("client") or ("",))[0]
    return BrowserRequest(
        scope["method"], scope["path"], query, headers, peer, body if readable else None
    )


async def _pass_over(receive: _Receive) -> None:
    """Read and drop the rest of a request.

    Where bytes are left when a connection is closed, the browser is told of a reset, and the answer
    is lost.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            while (await receive()).get("more_body"):
                pass


async def _send_answer(answer: Response, send: _Send) -> None:
    headers = {**HEADERS, **answer.headers}
    if answer.body:
        headers["Content-Type"] = answer.kind
    if answer.status not in {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}:
        headers["Content-Length"] = str(len(answer.body))  # RFC 9110, 8.6
    lines = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": int(answer.status), "headers": lines})
    await send({"type": "http.response.body", "body": answer.body})


def serve(
    server: ReviewServer, opened: Callable[[ReviewServer], None], report: Callable[[str], None]
) -> None:
    """Serve until interrupted with Ctrl-C, which ends it quietly.

    Args:
        server: what to serve.
        opened: called with it once it listens.
        report: called with one line for what happens.
    """

    def welcome(editor: TeamMember) -> None:
        url = server.invitation(editor)
        report(say("{name} has come in. Another browser: {url}", name=editor.name, url=url))

    server.served.welcomed = welcome
    try:
        server.serve_forever(partial(opened, server))
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
