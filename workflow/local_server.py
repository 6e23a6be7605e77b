"""Run web servers for the people at this machine, and say which requests they answer.

A page of another site can get a name of its own to point at this machine and then read what a
server here answers (DNS rebinding; CVE-2018-14732 and its like). So a server answers only to
requests whose Host (RFC 9110, 7.2) is an address of it, the port included.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from ipaddress import ip_address
from socketserver import BaseRequestHandler

LOCAL = ("127.0.0.1", "localhost", "[::1]")
_ANYWHERE = ("", "0.0.0.0", "::")  # noqa: S104 - to be told apart


class LocalServer(ThreadingHTTPServer):
    """Answers each request in a thread of its own; browsers that go away meanwhile are no news."""

    daemon_threads = True

    def __init__(
        self, address: tuple[str, int], handler: Callable[..., BaseRequestHandler]
    ) -> None:
        host = address[0].removeprefix("[").removesuffix("]")
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, address[1]), handler)

    def server_bind(self) -> None:
        """Listen on IPv4 as well where every address is meant (RFC 3493, 5.3)."""
        if self.server_address[0] == "::":
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        super().server_bind()

    def handle_error(self, request: object, client_address: object) -> None:
        """Print what went wrong in a thread, unless the browser has gone away."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class AllowedHosts:
    """The Host headers that a server accepts.

    Args:
        host: the address or name it listens on. With a loopback address or name all of them are
            answered to; with a wildcard address (``0.0.0.0``, ``::``) also every IP address, but
            no further name, because rebinding needs one.
        port: the port it listens on.

    >>> "localhost:8000" in AllowedHosts("127.0.0.1", 8000)
    True
    >>> "evil.example:8000" in AllowedHosts("0.0.0.0", 8000)
    False
    """

    def __init__(self, host: str, port: int) -> None:
        bare = host.lower()
        name = f"[{bare}]" if ":" in bare and not bare.startswith("[") else bare
        local = name in LOCAL or bare in _ANYWHERE
        self._anywhere = bare in _ANYWHERE
        self._names = {name, *(LOCAL if local else ())}
        self._port = str(port)

    def __contains__(self, value: str) -> bool:
        name, _, port = value.lower().rpartition(":")
        if not name or name.endswith(":") or (name.startswith("[") and not name.endswith("]")):
            name, port = value.lower(), "80"  # no port is the scheme's own
        if port != self._port:
            return False
        return name in self._names or (self._anywhere and _is_address(name))


def is_anywhere(host: str) -> bool:
    """Tell whether a host to listen on means every address of the machine."""
    return host in _ANYWHERE


def _is_address(name: str) -> bool:
    try:
        ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
