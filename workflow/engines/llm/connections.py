"""Holds the connections to an endpoint."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from workflow.engines import address
from workflow.errors import EngineError, EngineMissing
from workflow.model import LlmSettings, say

if TYPE_CHECKING:
    import httpx


#: The longest answer that is read.
_MAX_BYTES = 8_000_000


class NoConnection(Exception):
    """A connection that cannot be made, or broke; the text is a short reason."""


class InvalidAddress(Exception):
    """An address that no host can have."""


class TooMuch(Exception):
    """An answer longer than any completion."""


class Clients:
    """Clients with one connection each, as many as there are requests under way.

    The pool of a single client looks at all of its connections for each request: 10 ms of a core a
    request with 64 of them and 18 ms with 1,024, measured, against 1.2 and 1.7 ms here.

    Args:
        settings: how patient to be, and what goes with each request.
        key: sent as a bearer token unless empty.

    Raises:
        EngineError: a header cannot be sent.
        EngineMissing: httpx is not installed.
    """

    def __init__(self, settings: LlmSettings, key: str) -> None:
        try:
            import httpx
        except ImportError as error:
            raise EngineMissing(
                "engine llm",
                say("needs the library {name}", name=error.name),
                say("Run: {command}", command="pip install 'translation-workflow[llm]'"),
            ) from None
        self._new = partial(
            httpx.AsyncClient,
            headers=_headers(settings, key),
            timeout=settings.timeout,
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
            follow_redirects=False,
            trust_env=not address.is_loopback(settings.url),
            verify=httpx.create_ssl_context(),
        )
        self._idle: list[httpx.AsyncClient] = []
        self._all: list[httpx.AsyncClient] = []

    @asynccontextmanager
    async def one(self) -> AsyncIterator[httpx.AsyncClient]:
        """Lend the client that was used last, whose connection is likeliest to be open still."""
        if not self._idle:
            self._all.append(self._new())
            self._idle.append(self._all[-1])
        client = self._idle.pop()
        try:
            yield client
        finally:
            self._idle.append(client)

    async def post(
        self, url: str, body: Mapping[str, object]
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Send a body as JSON; return the status, the headers by lower-case name, and the body.

        Raises:
            TimeoutError: there was no answer in time.
            NoConnection: the endpoint cannot be reached.
            InvalidAddress: no host can have this address.
            TooMuch: the answer is too long.
        """
        import httpx

        content = bytearray()
        try:
            async with self.one() as client, client.stream("POST", url, json=body) as response:
                async for chunk in response.aiter_bytes():
                    content += chunk
                    if len(content) > _MAX_BYTES:
                        raise TooMuch
                headers = {name.lower(): value for name, value in response.headers.items()}
                return response.status_code, headers, bytes(content)
        except httpx.TimeoutException:
            raise TimeoutError from None
        except (httpx.InvalidURL, UnicodeError):
            raise InvalidAddress from None
        except httpx.HTTPError as error:
            raise NoConnection(type(error).__name__) from None

    async def close(self) -> None:
        """Close all connections."""
        for client in self._all:
            await client.aclose()


def _headers(settings: LlmSettings, key: str) -> dict[str, str]:
    """Return the headers of every request: the key, and those in the settings.

    Raises:
        EngineError: a header is to come from a variable of the environment that is not set, or
            holds what no header can.
    """
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    for name, value in settings.headers.items():
        if value.startswith("$"):
            variable = value[1:]
            if variable not in os.environ:
                what = say("is not set, though llm.headers names it")
                raise EngineError(value, what, say("Set it, or take the header out."))
            headers[name] = os.environ[variable].strip()
        else:
            headers[name] = value
    for name, value in headers.items():
        if not (value.isascii() and value.isprintable()):
            what = say("holds a character that no header can have")
            raise EngineError(name, what, say("Copy the value again, without line breaks."))
    return headers
