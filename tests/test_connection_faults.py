"""Why a connection failed is told in plain words, the same for all libraries that make them."""

from __future__ import annotations

import shutil
import socket
import ssl
import urllib.error

import pytest

from workflow.app.publishing.upload_targets import target_of
from workflow.connection_faults import known_kind, why
from workflow.engines.llm.connections import NoConnection, fetched
from workflow.engines.setup import download
from workflow.errors import FetchError, PublishError
from workflow.model import LlmSettings
from workflow.web.transport import Transport


def chained(outer: Exception, inner: Exception) -> Exception:
    """An error that a library made of another."""
    outer.__cause__ = inner
    return outer


def certificate(code: int) -> ssl.SSLCertVerificationError:
    """A certificate that OpenSSL refuses."""
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = code
    return error


class ClientProxyConnectionError(OSError):
    """As aiohttp's."""


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (urllib.error.URLError(socket.gaierror(socket.EAI_NONAME, "Name or service not known")),
         "no server has this name"),
        (urllib.error.URLError(socket.gaierror(socket.EAI_AGAIN, "Try again")), "looked up now"),
        (chained(RuntimeError("x"), ConnectionRefusedError(111, "no")), "refused: is anything"),
        (ConnectionResetError(104, "reset by peer"), "broken off"),
        (OSError(101, "Network is unreachable"), "no way to it"),
        (TimeoutError(), "in time"),
        (urllib.error.URLError(certificate(10)), "expired"),
        (certificate(62), "another server"),
        (certificate(18), "nobody who is trusted"),
        (OSError("Tunnel connection failed: 407 Proxy Authentication Required"), "a password"),
        (ClientProxyConnectionError(111, ConnectionRefusedError(111, "refused")),
         "by way of the proxy: the connection is refused"),
        (PermissionError(13, "Permission denied", "/models/x.part"), "Permission denied"),
        (OSError("12 of 30 bytes came"), "12 of 30 bytes came"),
        (RuntimeError("Generic S3 error: error sending request\n\nDebug source:\nGeneric { Os"
                      " { kind: ConnectionRefused }"), "refused: is anything"),
        (RuntimeError("Not allowed: a\n\nDebug source:\nGeneric { x }"), "Not allowed: a"),
    ],
)  # fmt: skip
def test_each_kind_has_its_words(error: Exception, told: str) -> None:
    assert told in why(error)
    assert "Errno" not in why(error)


def test_an_error_within_itself_is_looked_at_once() -> None:
    error = OSError("odd")
    error.__context__ = error
    assert known_kind(error) is None
    assert why(error) == "odd"


def test_all_say_the_same_of_a_port_where_nothing_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fetches pages, models and answers, and what brings a site elsewhere."""
    words = "the connection is refused"
    url = "http://127.0.0.1:9/x"
    monkeypatch.setattr(download, "TRIES", 1)
    with pytest.raises(download.Unreachable, match=words):
        download.get(url, 10)
    transport = Transport("t", timeout=5, limit=10, private=True)
    with transport, pytest.raises(FetchError, match=words):
        transport.get(url)
    with pytest.raises(NoConnection, match=words):
        fetched(LlmSettings(url=url), "", url, 5)
    if shutil.which("rsync"):
        with pytest.raises(PublishError, match=words):
            target_of("rsync://127.0.0.1:9/x").read("y")
