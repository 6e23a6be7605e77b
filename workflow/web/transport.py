"""Make single HTTP requests, with limits on size and time.

No redirect is followed here, no cookie taken, no name or password sent.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import httpcore

from workflow.connection_faults import why
from workflow.errors import FetchError
from workflow.model import say
from workflow.web import urls
from workflow.web.public_hosts import Deadline, GuardedBackend, Resolver, look_up


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a server: address, status, headers and body.

    Attributes:
        url: of the request.
        status: of HTTP.
        headers: by name, in lower case; of several of one name the first.
        body: decompressed.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""


_COMPRESSED = frozenset({"gzip", "x-gzip", "deflate"})
#: Not compressed, as the standard says it and as servers do by mistake.
_UNCHANGED = frozenset({"", "identity", "none", "utf-8", "utf8", "binary", "8bit"})
_CHUNK = 1 << 16


class Transport:
    """Makes requests, over one connection to each host.

    Args:
        agent: the ``User-Agent``.
        timeout: seconds that a request may take from beginning to end.
        limit: bytes that a body may have, compressed or not.
        private: whether hosts of this machine and of the local network are allowed.
        resolve: looks names up.
    """

    def __init__(
        self,
        agent: str,
        *,
        timeout: float,
        limit: int,
        private: bool = False,
        resolve: Resolver = look_up,
    ) -> None:
        self._agent = agent
        self._timeout = timeout
        self._limit = limit
        self._deadline = Deadline()
        backend = GuardedBackend(self._deadline, private=private, resolve=resolve)
        self._pool = httpcore.ConnectionPool(
            network_backend=backend,
            max_connections=4, keepalive_expiry=30.0,
        )  # fmt: skip

    def __enter__(self) -> Transport:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    def get(self, url: str, headers: Mapping[str, str] | None = None, limit: int = 0) -> Answer:
        """Request an address.

        Args:
            url: in the spelling of :func:`workflow.web.urls.address`.
            headers: further ones.
            limit: bytes that this body may have, if not the usual number.

        Raises:
            FetchError: there is no answer, or it is too large, too slow or damaged.
        """
        sent = {"User-Agent": self._agent, "Accept-Encoding": "gzip, deflate", **(headers or {})}
        self._deadline.begin(self._timeout)
        try:
            with self._pool.stream("GET", url, headers=list(sent.items())) as response:
                got = _headers(response.headers)
                chunks = response.iter_stream()
                if not 200 <= response.status < 300:
                    _pass_over(chunks)
                    return Answer(url, response.status, got)
                body = _body(chunks, got, limit or self._limit, urls.shown(url))
                return Answer(url, response.status, got, body)
        except FetchError as error:
            raise FetchError(urls.shown(url), error.what, error.hint) from error
        except httpcore.TimeoutException as error:
            what = say("takes more than {n} seconds", n=f"{self._timeout:g}")
            raise FetchError(urls.shown(url), what, _AGAIN) from error
        except httpcore.UnsupportedProtocol as error:
            raise FetchError(urls.shown(url), say("is not a web address")) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            what = say("cannot be reached ({reason})", reason=why(error))
            raise FetchError(urls.shown(url), what, _AGAIN) from error


_AGAIN = say("Check the address and the connection, or try again later.")


def _pass_over(chunks: Iterable[bytes]) -> None:
    """Read a short body to its end, so that the connection can be used again."""
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > _CHUNK:
            return


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in raw:
        found.setdefault(name.decode("latin-1").lower(), _header(value).strip())
    return found


def _header(value: bytes) -> str:
    """Decode a header as UTF-8, or else as Latin-1."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _body(chunks: Iterable[bytes], headers: Mapping[str, str], limit: int, where: str) -> bytes:
    """Read and decompress a body; too large a one is refused."""
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding in _COMPRESSED:
        chunks = _inflated(chunks, encoding, limit, where)
    elif encoding not in _UNCHANGED:
        what = say("is compressed in a way that was not asked for ({name})", name=encoding)
        raise FetchError(where, what, say("Save the page from a browser."))
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        if size > limit:
            raise _too_large(where, limit)
    return b"".join(parts)


def _inflated(chunks: Iterable[bytes], encoding: str, limit: int, where: str) -> Iterator[bytes]:
    """Decompress a body piece by piece, so that the limit is noticed in time."""
    unpacker = None
    taken = 0
    try:
        for chunk in chunks:
            taken += len(chunk)
            if taken > limit:
                raise _too_large(where, limit)
            data, full = chunk, False
            while data or full:
                unpacker = unpacker or _unpacker(encoding, data)
                out = unpacker.decompress(data, _CHUNK)
                yield out
                data, full = unpacker.unconsumed_tail, len(out) == _CHUNK
                if unpacker.eof:  # gzip allows several members, one after the other
                    data, full, unpacker = unpacker.unused_data.lstrip(b"\0"), False, None
    except zlib.error:
        unpacker = zlib.decompressobj()
    if unpacker:
        raise FetchError(where, say("came damaged or cut off"), say("Try again later."))


def _unpacker(encoding: str, data: bytes) -> zlib._Decompress:
    """Return a decompressor for data that begins like this; raw "deflate" is accepted."""
    if encoding != "deflate":
        return zlib.decompressobj(31)
    return zlib.decompressobj(15 if data[0] & 0x8F == 8 else -15)


def _too_large(where: str, limit: int) -> FetchError:
    return FetchError(
        where,
        say("is larger than {n} MB", n=f"{limit / 1e6:g}"),
        say("Raise {setting} in the settings, or save the article by hand.", setting="fetch.size"),
    )
