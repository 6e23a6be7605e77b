"""The connections to an endpoint: as many as there are requests at a time, and used again."""

from __future__ import annotations

import asyncio
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from tests.support.loopback import Loopback, body_of, reply
from workflow.engines.llm.connections import Connections, InvalidAddress, NoConnection
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
