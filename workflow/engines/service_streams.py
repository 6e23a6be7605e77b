"""Has a translation service work on several pairs of languages side by side.

All sentences at hand are handed over together, so that one glossary at the service serves them: the
next ones are taken when these are done, for a glossary in use must not be replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any

from workflow.engines.llm.prompts import inline, settled
from workflow.errors import WorkflowError
from workflow.model import Draft, Request
from workflow.protocols import Arrival, Order

#: Sentences at hand at a time.
_WINDOW = 2_000

_Pair = tuple[str, str]
#: Translates sentences that go into one request.
Drafting = Callable[[Sequence[Request]], Sequence[Draft]]
#: Prepares the translation of one pair's sentences, and divides them into requests, by index.
_Opened = tuple[Drafting, Sequence[Sequence[int]]]
Opening = Callable[[Mapping[int, Request], str, str], _Opened]


@dataclass(slots=True)
class ServiceStream:
    """The work of one call.

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
    _waiting: dict[Future[Any], tuple[_Pair, Mapping[int, Request], Sequence[int]]] = field(
        default_factory=dict
    )

    def arrivals(self, orders: Iterator[Sequence[Order]]) -> Iterator[Arrival]:
        """Yield what arrives; see :class:`workflow.protocols.Streaming`."""
        start = 0
        with ThreadPoolExecutor(self.concurrency) as pool:
            try:
                while window := _window(orders):
                    pairs: dict[_Pair, dict[int, Request]] = {}
                    for index, (request, source, target) in enumerate(window, start):
                        if settled(request):
                            draft = Draft(inline(request), self.signature(source, target))
                            yield index, draft, True
                        else:
                            pairs.setdefault((source, target), {})[index] = request
                    start += len(window)
                    yield from self._work(pool, pairs)
            except KeyboardInterrupt:
                for each in self._waiting:
                    each.cancel()
                yield from self._completed()  # which was paid for
                raise
            finally:
                for each in self._waiting:
                    each.cancel()

    def _work(
        self, pool: ThreadPoolExecutor, pairs: Mapping[_Pair, Mapping[int, Request]]
    ) -> Iterator[Arrival]:
        for pair, requests in pairs.items():
            if pair not in self._failed:
                opened = pool.submit(self.opening, requests, *pair)
                self._waiting[opened] = pair, requests, ()
        while self._waiting:
            done, _ = wait(self._waiting, return_when=FIRST_COMPLETED)
            for each in done:
                pair, requests, group = self._waiting[each]
                try:
                    if not group and pair not in self._failed:
                        self._ask(pool, pair, requests, each.result())
                    elif not each.cancelled():
                        yield from self._drafts(each)
                except WorkflowError as error:
                    if pair not in self._failed:
                        yield next(iter(group or requests)), error, True
                    self._give_up(pair)
                self._waiting.pop(each, None)

    def _ask(
        self,
        pool: ThreadPoolExecutor,
        pair: _Pair,
        requests: Mapping[int, Request],
        opened: _Opened,
    ) -> None:
        """Hand over the requests of a pair that is prepared."""
        drafting, groups = opened
        for group in groups:
            asked = pool.submit(drafting, [requests[index] for index in group])
            self._waiting[asked] = pair, requests, group

    def _drafts(self, done: Future[Any]) -> Iterator[Arrival]:
        _, _, group = self._waiting[done]
        drafts: Sequence[Draft] = done.result()
        for index, draft in zip(group, drafts, strict=True):
            yield index, draft, True

    def _give_up(self, pair: _Pair) -> None:
        """Ask nothing more for a pair; what is under way is waited for."""
        self._failed.add(pair)
        for each, (its, _, _) in self._waiting.items():
            if its == pair:
                each.cancel()

    def _completed(self) -> Iterator[Arrival]:
        """Yield what was answered before an interruption, requests under way included."""
        for each, (_, _, group) in self._waiting.items():
            if group and not each.cancelled() and not each.exception():
                yield from self._drafts(each)


def _window(orders: Iterator[Sequence[Order]]) -> list[Order]:
    """Take as many orders as are handed over together."""
    window: list[Order] = []
    for order in orders:
        window += order
        if len(window) >= _WINDOW:
            break
    return window
