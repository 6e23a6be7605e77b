"""The talk with a language model about a few sentences, from the first question to the drafts.

No input or output happens here: :func:`converse` is a generator that yields what to ask and is sent
the replies, so that any engine can drive it, and tests can without one. The ladder: ask (several
sentences at once where the model can), gate the reply, ask again naming exactly what is wrong,
repair what is certain, flag the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from workflow import glossary, qa
from workflow.engines.llm import openings, placement, prompts, standins
from workflow.engines.llm.openings import Step
from workflow.engines.llm.prompts import Manner, Message, Pair
from workflow.languages.scripts import weight
from workflow.markup import plain
from workflow.model import Draft, Problem, Request, TermUse
from workflow.qa import notes


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the model.

    Attributes:
        messages: the conversation so far.
        limit: how many tokens the reply may have.
        alternatives: how many alternatives to tell at each step of the reply.
        opening: how the reply begins; the model goes on from there.
    """

    messages: Sequence[Message]
    limit: int
    alternatives: int = 0
    opening: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model said.

    Attributes:
        text: the reply.
        complete: whether it came to an end by itself.
        steps: how it came about, from the opening on, where that was asked for and is known.
    """

    text: str
    complete: bool = True
    steps: tuple[Step, ...] = ()


#: Problems of a text that cannot be edited, only written anew.
_WRECKED = ("length", "repetition")
_TERMS = ("term-missing", "term-first", "forbidden-form", "source-left")
#: Alternatives to ask for at each step; hosted endpoints tell no more.
_ALTERNATIVES = 20
#: Yields questions, is sent replies, returns drafts in the order of the requests.
Conversation = Generator[Ask, Reply, list[Draft]]
#: Is told the place of a request, a draft for it as soon as there is one, for it was paid for, and
#: whether it is the last: one that is being corrected may be followed by a better one.
Tell = Callable[[int, Draft, bool], None]


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    problems: tuple[Problem, ...]

    @property
    def rank(self) -> tuple[bool, bool, int, int]:
        """The smaller, the better: a translation at all, a sane one, right names, few problems."""
        kinds = [problem.code for problem in self.problems]
        wrecked = any(kind in _WRECKED for kind in kinds)
        return not self.text, wrecked, sum(kind in _TERMS for kind in kinds), len(kinds)

    @property
    def faults(self) -> tuple[Problem, ...]:
        """The problems that another translation may not have."""
        return tuple(
            problem for problem in self.problems if problem.code not in glossary.ABOUT_THE_GLOSSARY
        )


def _untold(place: int, draft: Draft, last: bool) -> None:
    """Nobody needs to know before the conversation has ended."""


def converse(
    requests: Sequence[Request], pair: Pair, manner: Manner, engine: str, tell: Tell = _untold
) -> Conversation:
    """Asks for all requests at once if there are several, for each alone where that fails.

    Args:
        requests: one or more sentences, in the order of their document.
        pair: their language and the one wanted.
        manner: how to ask.
        engine: the signature that goes into the drafts.
        tell: is told every draft that there is.
    """
    texts: list[str] | None = None
    if len(requests) > 1:
        limit = sum(_limit(request) for request in requests)
        reply = yield Ask(prompts.batch(requests, pair, manner), limit)
        texts = prompts.parse_batch(reply.text, len(requests))
        if texts is None:
            middle = len(requests) // 2
            first = yield from converse(requests[:middle], pair, manner, engine, tell)
            second = yield from converse(
                requests[middle:], pair, manner, engine, partial(_tell_later, tell, middle)
            )
            return first + second
    telling = _Telling(requests, pair, engine, tell)
    known = [(reply, _judge(requests[at], reply, pair)) for at, reply in enumerate(_replies(texts))]
    for place, (_, candidate) in enumerate(known):
        telling.put(place, candidate)
    for place, request in enumerate(requests):
        heard = known[place] if known else None
        best = yield from _sentence(request, pair, manner, heard, partial(telling.put, place))
        telling.put(place, best, last=True)
    return [telling.drafts[place] for place in range(len(requests))]


def _tell_later(tell: Tell, offset: int, place: int, draft: Draft, last: bool) -> None:
    tell(offset + place, draft, last)


def _replies(texts: Sequence[str] | None) -> list[Reply]:
    return [Reply(text) for text in texts or ()]


class _Telling:
    """The drafts of a conversation; each is told as soon as it is there."""

    def __init__(self, requests: Sequence[Request], pair: Pair, engine: str, tell: Tell) -> None:
        #: The last draft of each request.
        self.drafts: dict[int, Draft] = {}
        self._requests, self._pair, self._engine, self._tell = requests, pair, engine, tell

    def put(self, place: int, candidate: _Candidate, *, last: bool = False) -> None:
        """Takes a candidate for a request's draft; one without faults is the last."""
        if place in self.drafts:
            return
        draft = _finish(self._requests[place], candidate, self._pair, self._engine)
        if last := last or not candidate.faults:
            self.drafts[place] = draft
        if last or draft.text:
            self._tell(place, draft, last)


def _sentence(
    request: Request,
    pair: Pair,
    manner: Manner,
    heard: tuple[Reply, _Candidate] | None,
    put: Callable[[_Candidate], None],
) -> Generator[Ask, Reply, _Candidate]:
    """The best candidate within the corrections allowed.

    Args:
        request: the sentence.
        pair: its language and the one wanted.
        manner: how to ask.
        heard: a reply that is there already, and what it is worth.
        put: takes the best candidate so far.
    """
    messages = prompts.single(request, pair, manner)
    if heard is None:
        told = _ALTERNATIVES if manner.openings else 0
        reply = yield Ask(messages, _limit(request), told)
        heard = reply, _judge(request, reply, pair)
        put(heard[1])
    reply, best = heard
    last = best
    for _ in range(manner.corrections):
        if not last.faults:
            break
        again = prompts.correction(messages, last.text, [str(fault) for fault in last.faults])
        reply = yield Ask(again, _limit(request))
        previous, last = last, _judge(request, reply, pair)
        if (better := min(best, last, key=lambda candidate: candidate.rank)) is not best:
            best = better
            put(best)
        if last.text == previous.text:
            break
    best = yield from _with_openings(request, pair, manner, best, reply)
    return (yield from _with_standins(request, pair, manner, best))


def _with_openings(
    request: Request, pair: Pair, manner: Manner, best: _Candidate, reply: Reply
) -> Generator[Ask, Reply, _Candidate]:
    """Has the reply written anew from where the model might have written a missing rendering."""
    messages, since = prompts.single(request, pair, manner), 0
    last = _judge(request, reply, pair)
    for _ in range(manner.openings):
        missing = _missing(request, last)
        forms = [use.target for use in missing]
        opening = openings.likeliest(reply.steps, forms, pair.target, since)
        if opening is None and reply.steps and not since:
            opening = next((openings.of(use.target) for use in missing if use.start == 0), None)
        if opening is None:
            break
        reply = yield Ask(messages, _limit(request), _ALTERNATIVES, opening.text)
        steps, since = (*opening.steps, *reply.steps), len(opening.steps)
        reply = replace(reply, text=openings.written(steps), steps=steps)
        last = _judge(request, reply, pair)
        best = min(best, last, key=lambda candidate: candidate.rank)
    return best


def _with_standins(
    request: Request, pair: Pair, manner: Manner, best: _Candidate
) -> Generator[Ask, Reply, _Candidate]:
    """Asks with well-known names in place of those still missing; first these, then all."""
    for turn in range(manner.standins):
        missing = _missing(request, best)
        if not missing:
            break
        wanted = [use for use in request.terms if use.target] if turn else missing
        hidden = standins.disguise(request, pair.source, pair.target, wanted, turn)
        if hidden is None:
            continue
        reply = yield Ask(prompts.single(hidden.request, pair, manner), _limit(request))
        text = prompts.clean(reply.text, request.text)
        text = glossary.repair(text, hidden.request.terms, pair.target, hidden.request.text)
        lifted = replace(reply, text=hidden.lift(text, pair.target))
        best = min(best, _judge(request, lifted, pair), key=lambda candidate: candidate.rank)
    return best


def _missing(request: Request, candidate: _Candidate) -> list[TermUse]:
    return [use for use in request.terms if glossary.missing(use) in candidate.problems]


def _limit(request: Request) -> int:
    """Tokens a translation may take: about one a letter of English, twice what is usual."""
    return 48 + round(weight(plain(prompts.inline(request))))


def _judge(request: Request, reply: Reply, pair: Pair) -> _Candidate:
    text = prompts.clean(reply.text, request.text)
    text = glossary.repair(text, request.terms, pair.target, request.text)
    cut = () if reply.complete or not text else (notes.CUT_OFF(),)
    return _Candidate(text, (*cut, *qa.gate(request.text, text, pair.target, request.terms)))


def _finish(request: Request, best: _Candidate, pair: Pair, engine: str) -> Draft:
    """Puts misheard names and lost markup right, and flags both: neither is certain."""
    if not best.text:
        return Draft("", engine, best.problems)
    text, changes = glossary.restore(best.text, request.terms, pair.target, request.text)
    restored = placement.restore(request.text, text)
    if restored != text:
        changes = (*changes, notes.PUT_BACK())
    remaining = _judge(request, Reply(restored), pair).problems if changes else best.problems
    return Draft(restored, engine, tuple(dict.fromkeys((*changes, *remaining))))
