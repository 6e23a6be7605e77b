"""Hold conversations about one document, each knowing the ones before it."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby, pairwise

from workflow.engines.llm.chat import Talker, Tell, converse
from workflow.engines.llm.critique import revise
from workflow.engines.llm.endpoint import Endpoint
from workflow.engines.llm.estimates import Estimator, Planned
from workflow.engines.llm.pacing import QuestionTurn, QuestionTurns
from workflow.engines.llm.profiles import ModelProfile
from workflow.engines.llm.questions import Ask, Reply, Talk
from workflow.engines.llm.token_history import Ratio, UseTally
from workflow.engines.llm.token_prices import token_counter
from workflow.engines.usage import Tokens
from workflow.errors import WorkflowError
from workflow.model import Draft, Request


@dataclass(frozen=True, slots=True)
class Session:
    """The model, prompts and critic of all conversations.

    Attributes:
        connect: opens the endpoint; called when the first sentence is due.
        talker: who is talked to, and how.
        critic: the model that criticises the drafts, empty for the same one; None for no revision.
        ratio: how the model's tokens compare with what is estimated.
        model: the name of the model, which tells how it counts tokens.
        tally: compares what is used with what was estimated.
    """

    connect: Callable[[], Endpoint]
    talker: Talker
    critic: str | None = None
    ratio: Ratio = field(default_factory=Ratio)
    model: str = ""
    tally: UseTally = field(default_factory=UseTally)

    def planned(self, requests: Sequence[Request]) -> Planned:
        """Estimate a conversation, including the critic's part."""
        return self.estimator.planned(requests)

    @property
    def estimator(self) -> Estimator:
        """What estimates conversations."""
        criticised = self.critic is not None
        return Estimator(self.talker.prompts, token_counter(self.model), criticised)


def _raise_failure(done: Iterable[asyncio.Task[None]]) -> None:
    """Raise the error of a conversation that has ended with one."""
    for task in done:
        if not task.cancelled():
            task.result()


#: How many conversations about one document follow each other, each knowing the ones before it; a
#: longer document is divided into several rows, which are held at once.
_ROW = 8


def rows(
    requests: Mapping[int, Request] | Sequence[Request], asked: Sequence[int], profile: ModelProfile
) -> Iterator[list[list[int]]]:
    """Divide requests into conversations, grouped into rows that each follow one document.

    Those of a document are about as many sentences each, none more than the profile allows: in a
    reply of two or three, little tells whether each text stands under its own sentence.

    Args:
        requests: the sentences, by index.
        asked: those to talk about, as indices, in the order of their documents.
        profile: how many to ask for at once, and whether one conversation is of use to the next.
    """
    for document, indices in groupby(asked, key=lambda index: requests[index].document):
        own = list(indices)
        count = math.ceil(len(own) / profile.batch)
        ends = [len(own) * number // count for number in range(count + 1)]
        groups = [own[start:end] for start, end in pairwise(ends)]
        length = _ROW if document and profile.context and not profile.turn else 1
        for start in range(0, len(groups), length):
            yield groups[start : start + length]


def in_context(request: Request, said: Sequence[tuple[str, str]]) -> Request:
    """Add to a request the latest translations of the sentences before it.

    What people have approved is shown, too: it is worth more, but may be farther away.
    """
    known = [pair for pair in request.context if pair not in said]
    return replace(request, context=(*known, *said)) if said else request


@dataclass(frozen=True, slots=True)
class Row:
    """Conversations that follow each other.

    Attributes:
        session: with whom, and how.
        endpoint: where.
        requests: what they are about, by index.
        groups: the requests of each conversation, as indices.
        turns: to ask, of all rows.
        tell: is told each index, its draft, and whether that is the last for it.
    """

    session: Session
    endpoint: Endpoint
    requests: Mapping[int, Request]
    groups: Sequence[Sequence[int]]
    turns: QuestionTurns
    tell: Tell
    _going: list[asyncio.Task[None]] = field(default_factory=list)
    _over: asyncio.Event = field(default_factory=asyncio.Event)

    async def hold(self) -> None:
        """Hold conversations in turn; the next may begin before corrections end.

        Raises:
            EngineError: one cannot go on; the others' questions that were under way are answered.
        """
        said: list[tuple[str, str]] = []
        try:
            for group in self.groups:
                if self._over.is_set():
                    break
                first = asyncio.Event()
                talk = self._one(group, said, first)
                self._going.append(asyncio.create_task(talk))
                self._going[-1].add_done_callback(lambda _, first=first: first.set())  # type: ignore[misc]
                await first.wait()
                _raise_failure([each for each in self._going if each.done()])
            done, _ = await asyncio.wait(self._going, return_when=asyncio.FIRST_EXCEPTION)
            _raise_failure(done)
        except WorkflowError:
            self.stop()
            await asyncio.wait(self._going)
            raise
        finally:
            for task in self._going:
                task.cancel()
            await asyncio.gather(*self._going, return_exceptions=True)

    def stop(self) -> None:
        """Stop asking; pending requests go on until they are answered."""
        self._over.set()
        for task in self._going:
            if not self.endpoint.is_asking(task):
                task.cancel()

    async def _one(
        self, group: Sequence[int], said: list[tuple[str, str]], first: asyncio.Event
    ) -> None:
        """Hold one conversation when it is its turn.

        Args:
            group: the requests that it is about, as indices.
            said: the sentences of the document that were translated so far; grows.
            first: set when there is something for each request of the group.
        """
        texts: dict[int, str] = {}

        def tell(place: int, draft: Draft, *, last: bool) -> None:
            texts[place] = draft.text
            if len(texts) == len(group) and not first.is_set():
                self._pass_on(group, texts, said)
                first.set()
            self.tell(group[place], draft, last=last)

        requests = [in_context(self.requests[index], said) for index in group]
        prompts = self.session.talker.prompts
        topic = prompts.source, prompts.target
        async with self.turns.one(topic) as turn:
            try:
                await self._answered(requests, tell, turn)
            except WorkflowError:
                self.endpoint.stop()  # before the next conversation has its turn
                raise

    async def _answered(self, requests: Sequence[Request], tell: Tell, turn: QuestionTurn) -> None:
        """Ask all questions of a conversation."""
        talk, asked = self._talk(requests, tell), list[tuple[Ask, Reply]]()
        try:
            ask = _next(talk)
            while ask:
                await turn.regain()
                reply = await self.endpoint.chat(ask, requests[0].document)
                asked.append((ask, reply))
                ask = await turn.judged(partial(_next, talk, reply))
            self._compare(requests, asked)
        finally:
            talk.close()

    def _compare(self, requests: Sequence[Request], asked: Sequence[tuple[Ask, Reply]]) -> None:
        """Record a conversation's tokens beside the estimate, if still wanted."""
        tally = self.session.tally
        if not asked or not tally.wants():
            return
        planned, used = self.session.planned(requests), Tokens()
        usual = [reply for place, (ask, reply) in enumerate(asked) if not place or ask.is_first]
        for reply in usual:
            used.prompt += reply.asked
            used.completion += reply.answered
        tally.add(planned.first, used, planned.again, len(asked) - len(usual))

    def _talk(self, requests: Sequence[Request], tell: Tell) -> Talk[object]:
        """Hold a conversation about requests; with a critic, have the drafts reviewed."""
        critic, talker = self.session.critic, self.session.talker
        if critic is None:
            return (yield from converse(requests, talker, tell))

        def tell_first(place: int, draft: Draft, *, last: bool) -> None:
            tell(place, draft, last=False)

        drafts = yield from converse(requests, talker, tell_first)
        pairs = [*zip(requests, drafts, strict=True)]
        done = yield from revise(pairs, talker.prompts, critic)
        for place, draft in enumerate(done):
            tell(place, draft, last=True)
        return done

    def _pass_on(
        self, group: Sequence[int], texts: Mapping[int, str], said: list[tuple[str, str]]
    ) -> None:
        """Remember the last translations of a conversation for the document's next one."""
        pairs = [(self.requests[group[place]].text, texts[place]) for place in sorted(texts)]
        said[:] = [pair for pair in (*said, *pairs) if pair[1]][-self._shown :]

    @property
    def _shown(self) -> int:
        return self.session.talker.prompts.profile.context or 1


def _next(talk: Talk[object], reply: Reply | None = None) -> Ask | None:
    """Go on with a conversation; return its next question, None if it has ended."""
    try:
        return next(talk) if reply is None else talk.send(reply)
    except StopIteration:
        return None
