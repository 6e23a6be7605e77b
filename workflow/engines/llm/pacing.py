"""Limit requests to what settings and endpoint allow, and pause when it asks for that.

What a service takes is told by its refusals alone: after one, half as many requests are under way
at once, and then one more for each round that is answered (additive increase, multiplicative
decrease: Chiu and Jain, 1989; RFC 5681 for TCP). All conversations wait together, so that those
that were refused do not all come back at the same moment.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections import deque
from collections.abc import AsyncIterator, Callable, Hashable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

_T = TypeVar("_T")

#: The longest pause that a server can impose, in seconds.
_MAX_WAIT = 60.0
#: How many times as many answers it takes to allow one more request, where one was too slow.
_CAUTION = 8.0
#: Seconds at most before the first retry; each further one may wait twice as long.
_FIRST_PAUSE = 1.0
#: How often in a row nothing at all may come in time, before an endpoint is given up: at least, and
#: at most where long questions were left to a server that may still work on them.
_SILENCES, _MOST_SILENCES = 2, 4

#: When to come back, in words.
_AGAIN = re.compile(
    r"(?:try again|retry)\s(?:in|after)\s((?:\d+(?:\.\d+)?\s?(?:ms|[hms])[a-z]*\s?)+)"
)
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|h|m|s)")
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
#: Headers that say when a quota is restored.
_RESET = re.compile(r"(?:x-|anthropic-)?ratelimit-(?:[a-z-]+-)?reset(?:-[a-z-]+)?")
#: Numbers beyond this are moments, in seconds since 1970.
_MOMENT = 1e8
#: And beyond this in milliseconds: OpenRouter.
_MILLISECONDS = 1e11


class QuestionTurns:
    """A limited number of turns to ask; replies are judged one by one.

    A turn goes to who waits with the topic of the last one, while there is any: questions with the
    same beginning follow each other, which a server that remembers its last prompt need not read
    again.

    Args:
        most: how many.
    """

    def __init__(self, most: int) -> None:
        self._free = most
        self._topic: Hashable = None
        self._waiting: dict[Hashable, deque[asyncio.Future[None]]] = {}
        self._judging = asyncio.Lock()

    @asynccontextmanager
    async def one(self, topic: Hashable = None) -> AsyncIterator[QuestionTurn]:
        """Wait for a turn, and hold it while a conversation lasts.

        Args:
            topic: what its questions have in common with those of others.
        """
        turn = QuestionTurn(self, topic, self._judging)
        await turn.regain()
        try:
            yield turn
        finally:  # once the next conversation about the same document may wait for it
            asyncio.get_running_loop().call_soon(turn.give_up)

    async def take(self, topic: Hashable) -> None:
        """Wait for a turn."""
        if self._free:
            self._free -= 1
            self._topic = topic
            return
        mine = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(topic, deque()).append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if not mine.cancelled():
                self.give_back()
            raise

    def give_back(self) -> None:
        """Pass a turn on."""
        while self._waiting:
            topic = self._topic if self._topic in self._waiting else next(iter(self._waiting))
            line = self._waiting[topic]
            called = line.popleft()
            if not line:
                del self._waiting[topic]
            if not called.done():
                self._topic = topic
                called.set_result(None)
                return
        self._free += 1


@dataclass(slots=True)
class QuestionTurn:
    """A turn of one conversation; see :class:`QuestionTurns`."""

    _turns: QuestionTurns
    _topic: Hashable
    _judging: asyncio.Lock
    _held: bool = False

    async def regain(self) -> None:
        """Wait for a turn, unless it is held already."""
        if not self._held:
            await self._turns.take(self._topic)
            self._held = True

    def give_up(self) -> None:
        """Pass the turn to the next conversation, if it is held."""
        if self._held:
            self._held = False
            self._turns.give_back()

    async def judged(self, judge: Callable[[], _T]) -> _T:
        """Judge a reply, which takes longer than sending a question.

        Where another reply is being judged, the turn is given up: when many arrive together, the
        next questions go out before these are judged. A reply is paid for: one that waits when its
        conversation is cancelled is judged at once.
        """
        if self._judging.locked():
            self.give_up()
        try:
            await self._judging.acquire()
        except asyncio.CancelledError:
            judge()
            raise
        try:
            found = judge()
            await asyncio.sleep(0)  # whatever can be sent or read goes first
            return found
        finally:
            self._judging.release()


def pause(tries: int, wished: float) -> float:
    """Return the seconds to wait before a retry: as the server asks, else random, growing.

    Args:
        tries: how often it was tried in vain.
        wished: the seconds that the server asks for; 0 if it does not say.
    """
    if wished:
        return min(_MAX_WAIT, wished)
    return random.uniform(0, min(_MAX_WAIT, _FIRST_PAUSE * 2 ** (tries - 1)))  # noqa: S311


@dataclass(slots=True)
class RequestPace:
    """How fast one endpoint takes requests.

    Attributes:
        answers: how many requests were answered so far.
        silent: how often a request was given up while nothing at all was answered, since the last
            answer; what was under way together counts once.
        left: questions about several sentences that were given up since. Many a server does not
            notice that, and answers nothing else before it has worked on them all.
    """

    answers: int = 0
    silent: int = 0
    left: int = 0
    _caution: float = 1.0
    _limit: float = float("inf")
    _under_way: int = 0
    _not_before: float = 0.0
    _slowed: float = 0.0
    _waiting: deque[asyncio.Future[None]] = field(default_factory=deque)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[float]:
        """Wait until a request may go out; yield the moment at which it does."""
        loop = asyncio.get_running_loop()
        while True:
            if (left := self._not_before - loop.time()) > 0:
                await asyncio.sleep(left * random.uniform(1, 1.1))  # noqa: S311
            elif self._under_way >= self._limit:
                await self._queue(loop)
            else:
                break
        self._under_way += 1
        try:
            yield loop.time()
        finally:
            self._under_way -= 1
            self._call_next()

    async def _queue(self, loop: asyncio.AbstractEventLoop) -> None:
        mine = loop.create_future()
        self._waiting.append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine in self._waiting:
                self._waiting.remove(mine)
            else:  # it was called, and gives its turn to the next
                self._call_next()
            raise

    def _call_next(self) -> None:
        free = self._limit - self._under_way
        while self._waiting and free >= 1:
            mine = self._waiting.popleft()
            if not mine.done():
                mine.set_result(None)
                free -= 1

    def answered(self) -> None:
        """Record an answer; each round of answers allows one more concurrent request."""
        self.answers += 1
        self.silent = self.left = 0
        self._limit += 1 / (self._caution * self._limit)

    @property
    def hangs(self) -> bool:
        """Whether it has been silent for longer than an endpoint that only is slow."""
        return self.silent > max(_SILENCES, min(self.left, _MOST_SILENCES))

    def is_behind(self, answers: int) -> bool:
        """Tell whether fewer requests were answered since so many than are under way."""
        return self.answers - answers < self._under_way

    def refused(self, sent: float, wait: float, *, slow: bool = False, quiet: bool = False) -> None:
        """Record that the endpoint is too busy; requests sent before the last slowdown count once.

        Args:
            sent: when the request went out.
            wait: seconds until the next may.
            slow: whether there was no answer in time: a server that works on one request at a time
                lets the others wait, and what it was doing for them is lost.
            quiet: whether none of them was answered meanwhile.
        """
        now = asyncio.get_running_loop().time()
        self._not_before = max(self._not_before, now + wait)
        if sent >= self._slowed:
            self._slowed = now
            if slow:
                self._caution = _CAUTION
                self.silent += quiet
            self._limit = max(1.0, self._under_way / 2)


def wait_told(headers: Mapping[str, str], body: Any, said: str) -> float:
    """Return the seconds to wait that a server asks for; 0 if it does not.

    ``Retry-After`` is a number or a date (RFC 9110, 10.2.3), which is meant by the server's clock,
    as ``Date`` tells it; others tell milliseconds, or of each limit when it is reset; Google's say
    it in the body (``google.rpc.RetryInfo``), others in words.

    Args:
        headers: by name in lower case.
        body: what was sent, as JSON.
        said: the server's words in lower case.
    """
    now = _moment(headers.get("date", "")) or datetime.now(UTC)
    resets = [
        _seconds(value, now)
        for name, value in headers.items()
        if _RESET.fullmatch(name) and headers.get(name.replace("reset", "remaining"), "0") == "0"
    ]
    told = re.search(r"'retryDelay': '([\d.]+s)'", str(body)[:20_000])
    if value := headers.get("retry-after-ms", ""):
        wait = _seconds(f"{value}ms", now)
    elif value := headers.get("retry-after", ""):
        wait = _seconds(value, now)
    else:
        wait = max([*resets, _seconds(told[1], now) if told else 0.0])
    return wait or _in_words(said)


def _in_words(said: str) -> float:
    """Return the seconds that words ask for; 0 if they do not.

    >>> _in_words("please try again in 1m2.5s."), _in_words("retry after 26 seconds")
    (62.5, 26.0)
    """
    found = _AGAIN.search(said)
    parts = _DURATION.findall(found[1].replace(" ", "")) if found else ()
    return sum(float(number) * _UNITS[unit] for number, unit in parts)


def _seconds(value: str, now: datetime) -> float:
    """Return the seconds until a moment, or those in a number or duration; 0 for anything else."""
    value = value.strip()
    if re.fullmatch(r"\d{1,14}(?:\.\d+)?", value):
        number = float(value)
        number = number / 1000 if number > _MILLISECONDS else number
        return number if number < _MOMENT else max(0.0, number - now.timestamp())
    parts = _DURATION.findall(value)
    if parts and "".join(map("".join, parts)) == value:
        return sum(float(number) * _UNITS[unit] for number, unit in parts)
    moment = _moment(value)
    return max(0.0, (moment - now).total_seconds()) if moment else 0.0


def _moment(value: str) -> datetime | None:
    """Read a moment as mail or ISO 8601 writes it; None if it is none."""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = read(value)
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
