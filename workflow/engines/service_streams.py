"""Translate several pairs of languages with a service at the same time.

The sentences at hand are handed over together, so that one glossary at the service serves them. The
next ones are taken while the last of these are under way; of no pair are more than two lots open,
so that a service keeps two glossaries at most, and none is replaced while it is in use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from typing import Any

from workflow.engines.constrained.edits import inline, settled
from workflow.errors import WorkflowError
from workflow.model import Draft, Request
from workflow.protocols import Arrival, Order

#: Sentences handed over together, and how many lots of them may be open.
_WINDOW, _LOTS = 2_000, 2

_Pair = tuple[str, str]
#: Translates sentences that go into one request.
Drafting = Callable[[Sequence[Request]], Sequence[Draft]]
#: Prepares the translation of one pair's sentences, and divides them into requests, by index.
_Opened = tuple[Drafting, Sequence[Sequence[int]]]
Opening = Callable[[Mapping[int, Request], str, str], _Opened]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request under way, or the preparation of a pair.

    Attributes:
        pair: of languages.
        requests: those that the pair is prepared for.
        group: those of them that are asked for; none while it is being prepared.
        lot: which sentences were handed over together.
    """

    pair: _Pair
    requests: Mapping[int, Request]
    group: Sequence[int]
    lot: int


@dataclass(slots=True)
class ServiceStream:
    """The translation of the sentences of one call, of any pairs.

    Attributes:
        opening: prepares a pair.
        signature: what drafts of a pair say that they are from.
        concurrency: requests at a time, of all pairs together.
    """

    opening: Opening
    signature: Callable[[str, str], str]
    concurrency: int
    _failed: set[_Pair] = field(default_factory=set)
    #: What is under way: a pair that is being prepared, or a request for it.
    _waiting: dict[Future[Any], _Asked] = field(default_factory=dict)
    _next: int = 0

    def arrivals(self, orders: Iterator[Sequence[Order]]) -> Iterator[Arrival]:
        """Yield drafts and errors as they arrive; see :class:`workflow.protocols.Streaming`."""
        more, lot = True, 0
        with ThreadPoolExecutor(self.concurrency) as pool:
            try:
                while more or self._waiting:
                    if more and self._has_room:
                        window = _window(orders)
                        more, lot = bool(window), lot + 1
                        yield from self._hand_over(pool, window, lot)
                    else:
                        yield from self._next_done(pool)
            except KeyboardInterrupt:
                for each in self._waiting:
                    each.cancel()
                yield from self._completed()  # which was paid for
                raise
            finally:
                for each in self._waiting:
                    each.cancel()

    @property
    def _has_room(self) -> bool:
        """Whether further sentences may be handed over: what is left will soon be under way."""
        open_lots = {asked.lot for asked in self._waiting.values()}
        prepared = all(asked.group for asked in self._waiting.values())
        return len(open_lots) < _LOTS and prepared and len(self._waiting) <= 2 * self.concurrency

    def _hand_over(
        self, pool: ThreadPoolExecutor, window: Sequence[Order], lot: int
    ) -> Iterator[Arrival]:
        """Start preparing the pairs of some sentences; yield drafts of what needs no service."""
        pairs: dict[_Pair, dict[int, Request]] = {}
        for index, (request, source, target) in enumerate(window, self._next):
            if settled(request):
                yield index, Draft(inline(request), self.signature(source, target)), True
            else:
                pairs.setdefault((source, target), {})[index] = request
        self._next += len(window)
        for pair, requests in pairs.items():
            if pair not in self._failed:
                opened = pool.submit(self.opening, requests, *pair)
                self._waiting[opened] = _Asked(pair, requests, (), lot)

    def _next_done(self, pool: ThreadPoolExecutor) -> Iterator[Arrival]:
        """Wait until something is done; yield its drafts, or send the requests it has prepared."""
        done, _ = wait(self._waiting, return_when=FIRST_COMPLETED)
        for each in done:
            asked = self._waiting[each]
            pair = asked.pair
            try:
                if not asked.group and pair not in self._failed:
                    self._ask(pool, asked, each.result())
                elif not each.cancelled():
                    yield from self._drafts(each)
            except WorkflowError as error:
                if pair not in self._failed:
                    yield next(iter(asked.group or asked.requests)), error, True
                self._give_up(pair)
            self._waiting.pop(each, None)

    def _ask(self, pool: ThreadPoolExecutor, asked: _Asked, opened: _Opened) -> None:
        """Send the requests of a pair that is prepared."""
        drafting, groups = opened
        for group in groups:
            future = pool.submit(drafting, [asked.requests[index] for index in group])
            self._waiting[future] = replace(asked, group=group)

    def _drafts(self, done: Future[Any]) -> Iterator[Arrival]:
        group = self._waiting[done].group
        drafts: Sequence[Draft] = done.result()
        for index, draft in zip(group, drafts, strict=True):
            yield index, draft, True

    def _give_up(self, pair: _Pair) -> None:
        """Send no more requests for a pair; those under way are waited for."""
        self._failed.add(pair)
        for each, asked in self._waiting.items():
            if asked.pair == pair:
                each.cancel()

    def _completed(self) -> Iterator[Arrival]:
        """Yield what was answered before an interruption, requests under way included."""
        for each, asked in self._waiting.items():
            if asked.group and not each.cancelled() and not each.exception():
                yield from self._drafts(each)


def _window(orders: Iterator[Sequence[Order]]) -> list[Order]:
    """Take as many orders as are handed over together."""
    window: list[Order] = []
    for order in orders:
        window += order
        if len(window) >= _WINDOW:
            break
    return window
