"""The connections to an endpoint: as many as there are requests at a time, and used again."""

from __future__ import annotations

import asyncio
import gzip
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tests.support.loopback import Loopback, body_of, reply
from workflow.engines.llm.connections import (
    Connections,
    InvalidAddress,
    NoConnection,
    TooMuch,
    with_key,
)
from workflow.model import LlmSettings


class Ports(Loopback):
    """Answers with the port that a request comes from."""

    methods = ("GET", "POST")

    def respond(self, handler: BaseHTTPRequestHandler) -> None:
        """Reads what was sent, too."""
        body_of(handler)
        reply(handler, 200, {"X-Kind": "port"}, str(handler.client_address[1]).encode())


def ask_all(url: str, times: int, at_once: int) -> list[tuple[int, Any, bytes]]:
    """Asks in rounds of so many questions."""

    async def ask() -> list[tuple[int, Any, bytes]]:
        connections = Connections(LlmSettings(url=url, model="m"), "")
        found: list[tuple[int, Any, bytes]] = []
        try:
            for _ in range(times):
                found += await asyncio.gather(
                    *[connections.ask(url, {"text": "경총"}) for _ in range(at_once)]
                )
        finally:
            await connections.close()
        return found

    return asyncio.run(ask())


class Packed(Loopback):
    """Answers with some bytes, whatever its header says of them."""

    methods = ("POST",)

    def __init__(self, encoding: str, body: bytes) -> None:
        self.encoding, self.body = encoding, body
        self.accepted: list[str] = []

    def respond(self, handler: BaseHTTPRequestHandler) -> None:
        """Notes what it might have sent."""
        body_of(handler)
        self.accepted.append(handler.headers["Accept-Encoding"])
        reply(handler, 200, {"Content-Encoding": self.encoding}, self.body)


_SAID = '{"said": "경총"}'.encode()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(_SAID, mtime=0)),
        ("gzip", b"".join(gzip.compress(each, mtime=0) for each in (_SAID[:5], b"", _SAID[5:]))),
        ("gzip", gzip.compress(_SAID, mtime=0) + b"\0\n"),
        ("deflate", zlib.compress(_SAID)),
        ("gzip", _SAID),
        ("deflate", _SAID),
        ("br", _SAID),
        ("identity", gzip.compress(_SAID, mtime=0)),
        ("identity", b"x509: certificate signed by unknown authority"),
    ],
)
def test_an_answer_is_read_whatever_its_header_says_of_its_compression(
    encoding: str, body: bytes
) -> None:
    """Proxies unpack answers and leave the header, or pack them and forget it."""
    with Packed(encoding, body) as server:
        assert ask_all(server.url, 1, 1)[0][2] == (body if body.startswith(b"x509") else _SAID)
    assert server.accepted == ["gzip"]


@pytest.mark.parametrize("body", [gzip.compress(_SAID, mtime=0)[:-9], b"\x1f\x8b\x08no"])
def test_a_damaged_compressed_answer_is_told_as_one(body: bytes) -> None:
    """It is no matter of the connection."""
    with Packed("gzip", body) as server, pytest.raises(NoConnection) as caught:
        ask_all(server.url, 1, 1)
    assert "damaged" in str(caught.value.reason)


def test_a_compressed_answer_is_not_unpacked_beyond_any_completion() -> None:
    """A few kilobytes may hold a gigabyte."""
    with Packed("gzip", gzip.compress(bytes(10_000_000))) as server, pytest.raises(TooMuch):
        ask_all(server.url, 1, 1)


def test_a_connection_is_used_again() -> None:
    """One after the other goes over one; at once, over as many."""
    with Ports() as server:
        answers = ask_all(server.url, 3, 1)
        assert [status for status, _, _ in answers] == [200] * 3
        assert answers[0][1]["x-kind"] == "port"
        assert len({body for _, _, body in answers}) == 1
        assert len({body for _, _, body in ask_all(server.url, 3, 8)}) == 8


@pytest.mark.parametrize(
    ("url", "fault"),
    [("http://127.0.0.1:9/v1", NoConnection), ("http://xn--zzzzz99999.example/", InvalidAddress)],
)
def test_what_cannot_be_reached_is_told_apart(url: str, fault: type[Exception]) -> None:
    """Nobody there; and a name that no host can have."""
    with pytest.raises(fault):
        ask_all(url, 1, 1)


@pytest.mark.parametrize(
    ("url", "key", "header"),
    [
        ("https://news.openai.azure.com/openai/v1", "84a0", ("api-key", "84a0")),
        ("https://news.openai.azure.com/openai/v1", "e.y.J", ("Authorization", "Bearer e.y.J")),
        ("https://api.example.com/v1", "84a0", ("Authorization", "Bearer 84a0")),
    ],
)
def test_azure_gets_the_key_in_its_own_header(url: str, key: str, header: tuple[str, str]) -> None:
    """Only a token of Entra ID is a bearer's there."""
    assert header in with_key(url, key).items()


class OneByOne(BaseHTTPRequestHandler):
    """Takes its time, and lets the others wait, most of them outside the door."""

    def do_POST(self) -> None:
        """Answer, and close the connection."""
        body_of(self)
        time.sleep(0.4)
        reply(self, 200, {}, b"done")


def test_a_server_that_takes_one_after_the_other_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Longer than for the first connection, for it is there."""
    monkeypatch.setattr("workflow.engines.llm.connections._TO_CONNECT", 0.3)
    monkeypatch.setattr(HTTPServer, "request_queue_size", 1)
    with HTTPServer(("127.0.0.1", 0), OneByOne) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/"

        async def ask() -> list[tuple[int, Any, bytes]]:
            connections = Connections(LlmSettings(url=url, model="m"), "")
            try:
                await connections.ask(url, {})
                return await asyncio.gather(*[connections.ask(url, {}) for _ in range(5)])
            finally:
                await connections.close()

        assert [body for _, _, body in asyncio.run(ask())] == [b"done"] * 5
        server.shutdown()
