"""Hold the connections to an endpoint.

They are aiohttp's, measured against the others on 1,500 questions of 3 kB to a server on the same
machine, 64 and 1,024 at a time (processor time a request; what installing it adds; a start's):
aiohttp 0.2 and 0.2 ms, 13 MB, 0.1 s; httpx, a client for each request under way, 0.8 and 0.8 ms,
4 MB, 0.1 s; the official ``openai`` client 2.5 ms, and not done with 1,024 after a minute, 44 MB,
0.5 s; litellm 4.4 and 4.5 ms, 354 MB, 2.7 s, and it asks GitHub for prices when it is imported.
Neither of the last two has what :mod:`workflow.engines.llm.endpoint` is for: what an endpoint
refuses, filters or limits, learned once for all conversations.
"""

from __future__ import annotations

import asyncio
import json
import os
import ssl
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from workflow.connection_faults import kind_or_name
from workflow.engines import address
from workflow.errors import EngineError, EngineMissing, install_hint
from workflow.model import LlmSettings, Message, say

if TYPE_CHECKING:
    import aiohttp

#: The longest accepted answer, in bytes.
_MAX_BYTES = 8_000_000
#: The longest accepted header, in bytes: security policies and cookies of gateways take 8 kB and
#: more.
_MAX_HEADER = 65_536
#: Seconds until the first connection is made: a machine that is off, or a firewall, lets one wait
#: forever. Later a server that takes one after the other lets the rest wait for its turn.
_TO_CONNECT = 20.0
#: Compressions that are asked for; what else is installed here does not change that.
#: Not deflate, which some servers send without the beginning that tells it.
_COMPRESSIONS = "gzip"
#: Between the parts of a JSON Web Token (RFC 7519, 3).
_DOTS_OF_A_TOKEN = 2
#: How gzip and zlib begin (RFC 1952, 2.3.1; RFC 1950, 2.2), which no text does, as *x509: …*.
_PACKED = (b"\x1f\x8b", b"x\x01", b"x^", b"x\x9c", b"x\xda")


class NoConnection(Exception):
    """A connection that cannot be made, or broke.

    Args:
        reason: why, in a few words.
    """

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


class InvalidAddress(Exception):
    """An address that no host can have."""


class TooMuch(Exception):
    """An answer longer than any completion."""


class Connections:
    """The connections to one origin: one for each concurrent request, kept open.

    Args:
        settings: where to, and what goes with each request.
        key: sent as a bearer token, or as Azure wants it; empty for none.

    Raises:
        EngineError: a header cannot be sent.
        EngineMissing: aiohttp is not installed.
    """

    def __init__(self, settings: LlmSettings, key: str) -> None:
        try:
            import aiohttp  # noqa: F401 (checked here, so that it is not missed midway)
        except ImportError as error:
            raise EngineMissing(
                "engine llm",
                say("needs the library {name}", name=error.name),
                install_hint("llm"),
            ) from None
        usual = {"Content-Type": "application/json", "Accept-Encoding": _COMPRESSIONS}
        self._headers = {**usual, **_headers(settings, key)}
        self._near = address.is_loopback(settings.url)
        self._session: aiohttp.ClientSession | None = None
        self._is_reached = False

    def _open(self) -> aiohttp.ClientSession:
        """Return the session, which belongs to the running event loop."""
        import aiohttp

        if self._session is None:
            trace = aiohttp.TraceConfig()
            trace.on_connection_create_end.append(self._note_reached)
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, ssl=True if self._near else _trusted()),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers=self._headers,
                max_field_size=_MAX_HEADER,
                trace_configs=[trace],
                trust_env=not self._near,
                auto_decompress=False,  # some say that they compress and do not
            )
        return self._session

    async def _note_reached(self, *_: object) -> None:
        self._is_reached = True

    async def ask(
        self, url: str, body: Mapping[str, object] | None = None
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Send a body as JSON, or a GET request; redirects are not followed.

        Returns:
            The status, the headers by lower-case name, and the body of the answer.

        Raises:
            NoConnection: the endpoint cannot be reached.
            InvalidAddress: no host can have this address.
            TooMuch: the answer is too long.
        """
        import aiohttp

        method = "GET" if body is None else "POST"
        content = bytearray()
        connect = aiohttp.ClientTimeout(sock_connect=None if self._is_reached else _TO_CONNECT)
        try:
            data = None if body is None else _written(body)
            async with self._open().request(
                method, url, data=data, allow_redirects=False, timeout=connect
            ) as response:
                async for chunk in response.content.iter_any():
                    content += chunk
                    if len(content) > _MAX_BYTES:
                        raise TooMuch
                headers = {name.lower(): value for name, value in response.headers.items()}
                return response.status, headers, _unpacked(bytes(content))
        except (aiohttp.InvalidURL, UnicodeError):
            raise InvalidAddress from None
        except zlib.error:
            raise NoConnection(say("its answer is compressed, and cut off or damaged")) from None
        except (aiohttp.ClientError, OSError) as error:
            raise NoConnection(kind_or_name(error)) from None

    async def close(self) -> None:
        """Close all connections."""
        if self._session:
            await self._session.close()
            self._session = None


def fetched(settings: LlmSettings, key: str, url: str, timeout: float) -> tuple[int, bytes]:
    """Fetch an address of an endpoint; return the status and the body.

    Raises:
        TimeoutError: there was no answer in time.
        NoConnection, InvalidAddress, TooMuch: see :meth:`Connections.ask`.
    """

    async def fetch() -> tuple[int, bytes]:
        connections = Connections(settings, key)
        try:
            async with asyncio.timeout(timeout):
                status, _, body = await connections.ask(url)
        finally:
            await connections.close()
        return status, body

    with ThreadPoolExecutor(1) as pool:  # the caller's thread may have an event loop running
        return pool.submit(asyncio.run, fetch()).result()


def _unpacked(content: bytes) -> bytes:
    """Decompress an answer, if it is compressed: headers may be wrong about that.

    Raises:
        TooMuch: it is too long.
        zlib.error: it is cut off, or damaged.
    """
    if not content.startswith(_PACKED):
        return content
    found = b""
    while content.startswith(_PACKED):  # gzip may have several members, and anything behind them
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)  # tells both apart
        found += unpacker.decompress(content, _MAX_BYTES + 1 - len(found))
        if len(found) > _MAX_BYTES:
            raise TooMuch
        if not unpacker.eof:
            raise zlib.error
        content = unpacker.unused_data
    return found


def _written(body: Mapping[str, object]) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _trusted() -> ssl.SSLContext:
    """Return the certificates to trust: as ``SSL_CERT_FILE`` and ``SSL_CERT_DIR`` say."""
    import certifi

    file, folder = (os.environ.get(f"SSL_CERT_{name}") for name in ("FILE", "DIR"))
    if not (file or folder):
        file = certifi.where()
    return ssl.create_default_context(cafile=file, capath=folder)


def _headers(settings: LlmSettings, key: str) -> dict[str, str]:
    """Return the headers of every request: the key, and those in the settings.

    Raises:
        EngineError: a header is to come from a variable of the environment that is not set, or
            holds what no header can.
    """
    headers = with_key(settings.url, key) if key else {}
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


def with_key(url: str, key: str) -> dict[str, str]:
    """Return the header that tells the key: for Azure its own, unless the key is a token.

    Azure OpenAI takes the keys of a resource as ``api-key``, and as a bearer only the tokens of
    Entra ID, which are JSON Web Tokens (its REST reference, authentication).
    """
    if address.is_azure(url) and key.count(".") != _DOTS_OF_A_TOKEN:
        return {"api-key": key}
    return {"Authorization": f"Bearer {key}"}
