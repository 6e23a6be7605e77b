"""Keep an endpoint busy with the sentences of any number of documents and pairs.

The main thread takes what arrives and, while that is awaited, hands in more sentences: so many that
no conversation has to wait for another document's, and no more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack

from workflow.engines.constrained.edits import inline, settled
from workflow.engines.llm.endpoint import Endpoint
from workflow.engines.llm.mailbox import Mailbox, beside
from workflow.engines.llm.pacing import QuestionTurns
from workflow.engines.llm.sessions import Row, Session, rows
from workflow.errors import WorkflowError
from workflow.model import Draft, Request
from workflow.protocols import Arrival, Order

_Pair = tuple[str, str]
#: Rows of conversations to have at hand for each that may go on at once: one waits while the next
#: document is being read.
_AT_HAND = 2


def stream(
    session: Callable[[str, str], Session],
    orders: Iterator[Sequence[Order]],
    concurrency: int,
) -> Iterator[Arrival]:
    """Yield what arrives for all sentences; see :class:`workflow.protocols.Streaming`.

    Ctrl-C, an error, or dropping the iterator cancels every request under way and closes the
    connections; at Ctrl-C what has come in is handed over first.

    Args:
        session: opens a pair's, the first time that it has a sentence.
        orders: the sentences; each document's are in one order.
        concurrency: how many conversations to have at once, of all pairs together.
    """
    board = _Switchboard(session, concurrency)
    found = board.found
    try:
        with beside(board.hold(), found) as later:
            while True:
                if board.is_open and board.at_hand < _AT_HAND * board.concurrency:
                    board.hand_in(next(orders, None), later)
                    if found.is_empty:
                        continue
                item = found.first()
                if item is None:
                    break
                if isinstance(item, _RowEnded):
                    board.at_hand -= 1
                else:
                    yield item
                found.drop()
    except KeyboardInterrupt:
        for item in found.rest():
            if not isinstance(item, _RowEnded):
                yield item
        raise


class _RowEnded:
    """Says that a row of conversations has ended."""


class _Switchboard:
    """Collects rows of conversations.

    Its coroutines run in one thread; :meth:`hand_in` is called in another.

    Attributes:
        found: what arrives.
        concurrency: how many conversations to have at once.
        is_open: whether more orders may come.
        at_hand: how many rows were handed in and are not known to have ended.
        failed: the pairs that cannot go on.
    """

    def __init__(self, session: Callable[[str, str], Session], concurrency: int) -> None:
        self.found: Mailbox[Arrival | _RowEnded] = Mailbox()
        self.concurrency = concurrency
        self.is_open = True
        self.at_hand = 0
        self.failed: set[_Pair] = set()
        self._session = session
        self._sessions: dict[_Pair, Session] = {}
        self._endpoints: dict[_Pair, Endpoint] = {}
        self._next = 0
        #: Sentences without a final draft.
        self._left: set[int] = set()
        self._turns = QuestionTurns(concurrency)
        self._coming: asyncio.Queue[tuple[_Pair, Row] | None] = asyncio.Queue()
        self._tasks: dict[asyncio.Task[None], tuple[_Pair, Row]] = {}

    def hand_in(self, order: Sequence[Order] | None, later: Callable[..., object]) -> None:
        """Queue conversations for the sentences of an order; None says that it was the last.

        Args:
            order: sentences, with their pairs.
            later: has a function called in the other thread.
        """
        if order is None:
            self.is_open = False
            later(self._coming.put_nowait, None)
            return
        pairs: dict[_Pair, dict[int, Request]] = {}
        for index, (request, source, target) in enumerate(order, self._next):
            pairs.setdefault((source, target), {})[index] = request
        self._next += len(order)
        for pair, requests in pairs.items():
            try:
                for row in self._rows(pair, requests) if pair not in self.failed else ():
                    self.at_hand += 1
                    later(self._coming.put_nowait, (pair, row))
            except WorkflowError as error:
                self.failed.add(pair)
                self.found.put((next(iter(requests)), error, True))

    def _rows(self, pair: _Pair, requests: Mapping[int, Request]) -> Iterator[Row]:
        """Divide sentences of one pair into rows; deliver at once what needs no model."""
        if pair not in self._sessions:
            self._sessions[pair] = self._session(*pair)
        session, asked = self._sessions[pair], []
        for index, request in requests.items():
            if settled(request):
                self.found.put((index, Draft(inline(request), session.talker.engine), True))
            else:
                asked.append(index)
        if asked and pair not in self._endpoints:
            self._endpoints[pair] = session.connect()
        for groups in rows(requests, asked, session.talker.prompts.profile):
            own = {index: requests[index] for group in groups for index in group}
            self._left.update(own)
            yield Row(session, self._endpoints[pair], own, groups, self._turns, self._tell)

    def _tell(self, place: int, draft: Draft, *, last: bool) -> None:
        if last:
            self._left.discard(place)
        self.found.put((place, draft, last))

    async def hold(self) -> None:
        """Hold the conversations of all rows, some at once, and close the connections."""
        async with AsyncExitStack() as connections:
            known = set[_Pair]()
            try:
                while coming := await self._coming.get():
                    pair, row = coming
                    if pair not in known:
                        known.add(pair)
                        await connections.enter_async_context(row.endpoint)
                    task = asyncio.create_task(self._hold(pair, row))
                    self._tasks[task] = pair, row
                    task.add_done_callback(self._ended)
                while self._tasks:
                    await asyncio.wait(self._tasks)
            finally:
                left = list(self._tasks)
                for task in left:
                    task.cancel()
                await asyncio.gather(*left, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        del self._tasks[task]
        self.found.put(_RowEnded())

    async def _hold(self, pair: _Pair, row: Row) -> None:
        """Hold the conversations of one row; an error ends those of its pair alone.

        It is told when what was under way for the pair is answered: that is paid for.
        """
        if pair in self.failed:
            return
        try:
            await row.hold()
        except WorkflowError as error:
            if pair not in self.failed:
                self.failed.add(pair)
                await self._stop(pair)
                for index in self._left.intersection(row.requests):
                    self.found.put((index, error, True))
        except Exception as error:  # nobody has foreseen it: it ends everything
            self.found.put(error)

    async def _stop(self, pair: _Pair) -> None:
        """Stop asking for a pair, and wait for pending requests."""
        me = asyncio.current_task()
        others = {each: row for each, (its, row) in self._tasks.items() if its == pair}
        others.pop(me, None)  # type: ignore[arg-type]
        for row in others.values():
            row.stop()
        if others:
            await asyncio.wait(others)
