"""While replies wait to be judged, the next questions go out."""

from __future__ import annotations

import asyncio

import pytest

from workflow.engines.llm.pacing import QuestionTurns, RequestPace


class Conversations:
    """Conversations of one question each, and what happens in them, in order."""

    def __init__(self, at_once: int) -> None:
        self.events: list[str] = []
        self.answered = asyncio.Event()
        self._turns = QuestionTurns(at_once)

    async def hold(self, name: str) -> None:
        """Ask, wait for the reply, and judge it."""
        async with self._turns.one() as turn:
            self.events.append(f"ask {name}")
            await self.answered.wait()
            await turn.judged(lambda: self.events.append(f"judge {name}"))


def test_questions_that_wait_go_out_before_replies_are_judged_that_came_together():
    async def hold() -> list[str]:
        them = Conversations(2)
        tasks = [asyncio.create_task(them.hold(name)) for name in "abcd"]
        await asyncio.sleep(0)
        assert them.events == ["ask a", "ask b"]
        them.answered.set()
        await asyncio.gather(*tasks)
        return them.events

    events = asyncio.run(hold())
    assert events.index("ask c") < events.index("judge b")
    assert len(events) == 8


def test_a_conversation_alone_keeps_its_turn_until_it_ends():
    async def hold() -> list[str]:
        them = Conversations(1)
        them.answered.set()
        await asyncio.gather(*(them.hold(name) for name in "ab"))
        return them.events

    assert asyncio.run(hold()) == ["ask a", "judge a", "ask b", "judge b"]


def test_a_reply_that_waits_when_its_conversation_is_cancelled_is_judged():
    async def hold() -> list[str]:
        them = Conversations(2)
        tasks = [asyncio.create_task(them.hold(name)) for name in "ab"]
        await asyncio.sleep(0)
        them.answered.set()
        await asyncio.sleep(0)
        tasks[1].cancel()
        with pytest.raises(asyncio.CancelledError):
            await tasks[1]
        await tasks[0]
        return them.events

    assert "judge b" in asyncio.run(hold())


def test_an_endpoint_is_behind_that_answers_fewer_than_are_under_way():
    """One slow answer among many is no reason to ask for less."""

    async def ask() -> None:
        pace = RequestPace()
        async with pace.turn(), pace.turn():
            before = pace.answers
            pace.answered()
            assert pace.is_behind(before)
            pace.answered()
            assert not pace.is_behind(before)

    asyncio.run(ask())


def test_a_turn_goes_to_who_asks_of_the_same_pair_while_there_is_any():
    """Also to the next conversation about a document, which waits only when one has ended."""
    events: list[str] = []

    async def row(turns: QuestionTurns, pair: str, count: int) -> None:
        for number in range(count):
            ended = asyncio.Event()

            async def one(name: str, ended: asyncio.Event = ended) -> None:
                async with turns.one(pair) as turn:
                    events.append(name)
                    await turn.judged(ended.set)

            task = asyncio.create_task(one(f"{pair}{number}"))
            await ended.wait()
        await task

    async def hold() -> None:
        turns = QuestionTurns(1)
        await asyncio.gather(row(turns, "ko", 3), row(turns, "zh", 2), row(turns, "ko", 1))

    asyncio.run(hold())
    pairs = [name[:2] for name in events]
    assert pairs == ["ko"] * 4 + ["zh"] * 2


def test_a_turn_is_not_lost_with_one_who_is_cancelled_when_it_is_given():
    async def hold() -> list[str]:
        turns, events = QuestionTurns(1), list[str]()

        async def ask(name: str) -> None:
            async with turns.one():
                events.append(name)

        async with turns.one():
            first, second = (asyncio.create_task(ask(name)) for name in "ab")
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.gather(first, second, return_exceptions=True)
        return events

    assert asyncio.run(hold())[-1] == "b"
