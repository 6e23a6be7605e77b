"""The connections to an endpoint: as many as there are requests at a time, and used again."""

from __future__ import annotations

import asyncio

from workflow.engines.llm.connections import Clients
from workflow.model import LlmSettings


def test_a_connection_is_lent_to_one_request_at_a_time_and_then_again() -> None:
    """The one that was used last comes first: it is likeliest to be open still."""

    async def lend() -> None:
        clients = Clients(LlmSettings(url="http://127.0.0.1:1/v1", model="m"), "")
        async with clients.one() as first:
            async with clients.one() as second:
                assert first is not second
            async with clients.one() as third:
                assert third is second
        async with clients.one() as fourth:
            assert fourth is first
        await clients.close()
        assert first.is_closed
        assert second.is_closed

    asyncio.run(lend())
