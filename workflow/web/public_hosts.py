"""Connect to public addresses only; private ones are refused, for redirects too.

A name is looked up once, all that it stands for is checked, and the connection goes to what was
checked: a name that means another host a moment later gains nothing (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from workflow.connection_faults import why
from workflow.errors import FetchError
from workflow.model import say

#: Looks a name up: host and port to numeric addresses. Raises OSError.
Resolver = Callable[[str, int], Sequence[str]]
#: Networks whose addresses hold an IPv4 address: translators (RFC 6052, 8215), 6to4 and the
#: compatible form; and where in the 128 bits its last one stands.
_HOLDING = (
    (ipaddress.ip_network("64:ff9b::/96"), 0),
    (ipaddress.ip_network("64:ff9b:1::/48"), 0),
    (ipaddress.ip_network("2002::/16"), 80),
    (ipaddress.ip_network("::/96"), 0),
)
#: Public by number, but answered by the cloud that a machine runs in (Azure's metadata).
_CLOUD = frozenset({ipaddress.ip_address("168.63.129.16")})


def is_public(text: str) -> bool:
    """Tell whether an IP address is public, not private, local or reserved.

    >>> [is_public(each) for each in ("93.184.216.34", "10.0.0.1", "::ffff:127.0.0.1", "fe80::1")]
    [True, False, False, False]
    """
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        held = found.ipv4_mapped or _held(found)
        if found.teredo or found.is_site_local or (held and not is_public(str(held))):
            return False
        if held:
            return True
    return found.is_global and not (found.is_multicast or found.is_reserved or found in _CLOUD)


def _held(found: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    for network, shift in _HOLDING:
        if found in network:
            return ipaddress.IPv4Address(int(found) >> shift & 0xFFFFFFFF)
    return None


def look_up(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


class Deadline:
    """The time limit of the current request."""

    def __init__(self) -> None:
        self._end = 0.0

    def begin(self, seconds: float) -> None:
        """Start the time limit of a request."""
        self._end = time.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """Return the seconds that the next step may take.

        Raises:
            httpcore.ReadTimeout: there are none.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("time is up")
        return left if timeout is None else min(left, timeout)


class _TimedStream(httpcore.NetworkStream):
    """A connection whose reads and writes end at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        return _TimedStream(
            self._stream.start_tls(ssl_context, server_hostname, left), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections only to hosts all of whose addresses are public.

    Args:
        deadline: of the request under way.
        private: whether hosts of this machine and of the local network are allowed, too.
        resolve: looks names up.
    """

    def __init__(
        self, deadline: Deadline, *, private: bool = False, resolve: Resolver = look_up
    ) -> None:
        self._deadline = deadline
        self._private = private
        self._resolve = resolve
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers.

        Raises:
            FetchError: it has no address, or one that is not public.
            httpcore.ConnectError: none answers.
        """
        fault: Exception = httpcore.ConnectError("no address")
        found = self._addresses(host, port)
        for place, address in enumerate(found):
            share = self._deadline.left(timeout) / (len(found) - place)  # one may never answer
            try:
                stream = self._backend.connect_tcp(
                    address, port, share, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
            else:
                return _TimedStream(stream, self._deadline)
        raise fault

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            found = self._resolve(host.strip("[]"), port)
        except (OSError, UnicodeError) as error:
            raise FetchError(
                host,
                say("is no known host ({reason})", reason=why(error)),
                say("Check the address and the connection to the internet."),
            ) from error
        if not self._private and not all(map(is_public, found)):
            raise FetchError(
                host,
                say("is on this machine or in a local network"),
                say("If that is meant, say it with {option}.", option="--allow-private"),
            )
        return found
