"""Which Host values a server of ours answers to, and what it tells the person who runs it."""

from __future__ import annotations

import socket
from http.server import BaseHTTPRequestHandler

import pytest

from workflow.local_server import AllowedHosts, LocalServer


@pytest.mark.parametrize(
    ("host", "port", "value", "ours"),
    [
        ("127.0.0.1", 8000, "127.0.0.1:8000", True),
        ("127.0.0.1", 8000, "LOCALHOST:8000", True),
        ("::1", 8000, "[::1]:8000", True),
        ("localhost", 80, "localhost", True),
        ("127.0.0.1", 8000, "localhost", False),
        ("127.0.0.1", 8000, "localhost:8001", False),
        ("127.0.0.1", 8000, "192.0.2.1:8000", False),
        ("127.0.0.1", 8000, "evil.example:8000", False),
        ("127.0.0.1", 8000, "", False),
        ("127.0.0.1", 8000, "[::1", False),
        ("192.0.2.1", 8000, "192.0.2.1:8000", True),
        ("192.0.2.1", 8000, "localhost:8000", False),
        ("desk.example", 8000, "desk.example:8000", True),
        ("0.0.0.0", 8000, "192.0.2.7:8000", True),  # noqa: S104
        ("::", 8000, "[2001:db8::7]:8000", True),
        ("0.0.0.0", 8000, "desk.example:8000", False),  # noqa: S104
    ],
)
def test_hosts(host: str, port: int, value: str, ours: bool) -> None:
    """Its own address with its port; any address, but no name, where it listens on all of them."""
    assert (value in AllowedHosts(host, port)) is ours


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
@pytest.mark.parametrize("host", ["::", "[::1]"])
def test_addresses_of_ipv6_are_listened_on(host: str) -> None:
    """With or without brackets; ``::`` means every address, those of IPv4 too."""
    with LocalServer((host, 0), BaseHTTPRequestHandler) as server:
        port = server.server_address[1]
        for other in ("::1", "127.0.0.1") if host == "::" else ("::1",):
            socket.create_connection((other, port), timeout=5).close()


@pytest.mark.parametrize(
    ("error", "told"),
    [(ConnectionResetError(), False), (TimeoutError(), False), (ValueError("ours"), True)],
)
def test_a_browser_that_goes_away_is_no_news(
    capsys: pytest.CaptureFixture[str], error: Exception, told: bool
) -> None:
    """Pages are left while they load all the time; only a fault of ours prints a traceback."""
    with LocalServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        try:
            raise error
        except Exception:
            server.handle_error(None, ("127.0.0.1", 1))
    assert ("Traceback" in capsys.readouterr().err) is told
