"""Climb the term ladder with a translation service that has glossaries: DeepL, Google.

1. The sentence, with a glossary at the service that is made of ours, so that the rest of the
   sentence agrees with the names; where a rendering is missing then, the sentence again with the
   renderings written into it, in an element that the service leaves as it is.
2. Well-known names as decoys for what is missing still.

A service says the same of the same sentence, so nothing else is asked again. The sentences of a
request climb together: what several of them need next goes into one request.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from threading import Event
from time import sleep
from typing import ClassVar

from workflow import glossary, qa
from workflow.engines import drafting
from workflow.engines.constrained import (
    ABOUT_RENDERINGS,
    Candidate,
    Rung,
    Steps,
    TooLong,
    best,
    climb,
    placeholders,
)
from workflow.engines.constrained.decoys import Disguise, with_well_known
from workflow.engines.constrained.edits import parts
from workflow.engines.llm.questions import HARMLESS, REASONS, Fault
from workflow.engines.llm.reply_talk import is_echo, says_nothing
from workflow.engines.service_streams import Drafting, ServiceStream
from workflow.errors import EngineError
from workflow.markup import Token, tokens
from workflow.model import Draft, Problem, Request
from workflow.protocols import Arrival, Order
from workflow.qa import engine_problems

#: Seconds after which a service that has no time is asked again, besides what its library waits.
_PAUSES = (4.0, 8.0)


class ServiceBusy(EngineError):
    """A service has no time for any request now, or cannot be reached."""


class TextRefused(EngineError):
    """A service refuses a request, perhaps for one of the texts in it."""


class ServiceFailed(TextRefused):
    """A service fails at a request: at one of the texts in it, or at whatever it is asked."""


@dataclass(frozen=True, slots=True)
class ServiceAnswer:
    """What a service said of one sentence.

    Attributes:
        text: the translation, with placeholders.
        problems: what the service told, or left out; asking again would not change it.
    """

    text: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What a service is asked.

    Attributes:
        request: the sentence.
        forced: whether the renderings are written into it, to be kept as they are.
    """

    request: Request
    forced: bool


#: Asks a service for sentences that may go into one request, all forced or none.
Ask = Callable[[Sequence[Question]], Sequence[ServiceAnswer]]


class ServiceEngine(ABC):
    """An engine that asks a service.

    Attributes:
        texts, letters: the most that one request may hold.
        concurrency: requests at a time.
    """

    texts: ClassVar[int]
    letters: ClassVar[int]
    concurrency: ClassVar[int]

    def __init__(self) -> None:
        #: The glossary that each pair had last: requests that use it may be under way.
        self._last: dict[tuple[str, str], str] = {}

    @abstractmethod
    def signature(self, source: str, target: str) -> str:
        """Return the name and version of the service, as drafts give their origin."""

    @abstractmethod
    def connect(self, requests: Sequence[Request], source: str, target: str) -> Ask:
        """Prepare a pair of languages; return the function that sends sentences.

        Args:
            requests: all that will be asked for: a glossary at the service has their terms.
            source: BCP 47 tag.
            target: BCP 47 tag.
        """

    def translate(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Yield ``(index, draft)`` as answers arrive.

        Raises:
            EngineError: the service cannot be reached, refuses the credentials or everything, or
                the quota is used up; what has not been asked then is not.
            EngineMissing: a library is not installed.
        """
        return drafting.streamed(self.stream, requests, source, target)

    def stream(self, orders: Iterator[Sequence[Order]]) -> Iterator[Arrival]:
        """Yield what arrives, of all pairs; see :class:`workflow.protocols.Streaming`."""
        self._last.clear()
        return ServiceStream(self._opened, self.signature, self.concurrency).arrivals(orders)

    def _opened(
        self, requests: Mapping[int, Request], source: str, target: str
    ) -> tuple[Drafting, Sequence[Sequence[int]]]:
        """Prepare the translation of a pair's sentences, and divide them into requests."""
        ask = self.connect([*requests.values()], source, target)
        work = _Climbs(ask, source, target, self.signature(source, target))
        return work.drafts, [*self._groups(requests)]

    def _groups(self, requests: Mapping[int, Request]) -> Iterator[list[int]]:
        """Divide requests into groups of one document, each small enough for one call."""
        for _, indices in groupby(requests, key=lambda index: requests[index].document):
            group: list[int] = []
            letters = 0
            for index in indices:
                size = len(requests[index].text)
                if group and (len(group) == self.texts or letters + size > self.letters):
                    yield group
                    group, letters = [], 0
                group.append(index)
                letters += size
            yield group


@dataclass(frozen=True, slots=True)
class _Climbs:
    """The term ladder of one pair.

    Attributes:
        ask: asks the service.
        source, target: BCP 47 tags.
        engine: the signature that goes into the drafts.
    """

    ask: Ask
    source: str
    target: str
    engine: str
    _works: Event = field(default_factory=Event)

    def drafts(self, requests: Sequence[Request]) -> list[Draft]:
        """Translate sentences of one document that follow each other.

        Answers are paid for: where the service fails later on, each sentence keeps the best it has.
        """
        found: dict[int, Draft] = {}
        climbs: dict[int, Steps[Candidate[ServiceAnswer]]] = {
            place: climb(ServiceDecoder(request, self.source, self.target))
            for place, request in enumerate(requests)
        }
        ask = self._round
        answers = ask({place: next(steps) for place, steps in climbs.items()})
        while answers:
            waiting: dict[int, Question] = {}
            for place, answer in answers.items():
                try:
                    waiting[place] = climbs[place].send(answer)
                except StopIteration as end:
                    best_one: Candidate[ServiceAnswer] = end.value
                    problems = (*best_one.problems, *best_one.hypothesis.problems)
                    found[place] = Draft(best_one.text, self.engine, problems)
                except TooLong:  # there is no answer at all
                    problem = engine_problems.NO_ANSWER(reason=REASONS[Fault.REFUSED])
                    found[place] = Draft("", self.engine, (problem,))
            try:
                answers = ask(waiting)
            except EngineError:
                ask = _unanswered
                answers = ask(waiting)
        return [found[place] for place in range(len(requests))]

    def _round(self, waiting: Mapping[int, Question]) -> dict[int, Sequence[ServiceAnswer]]:
        """Send what all sentences ask next; return the answers by place."""
        answers: dict[int, Sequence[ServiceAnswer]] = {}
        for forced in {question.forced for question in waiting.values()}:
            places = [place for place, each in waiting.items() if each.forced is forced]
            said = self._answers([waiting[place] for place in places])
            answers.update(zip(places, said, strict=True))
        return answers

    def _answers(self, questions: Sequence[Question]) -> list[Sequence[ServiceAnswer]]:
        """Send questions; halve a refused batch until the sentence is found that is refused.

        Returns:
            For each question one answer, or none where the sentence is refused.

        Raises:
            TextRefused: the service refuses everything.
        """
        try:
            answers = self._patiently(questions, ServiceBusy)
        except TextRefused as error:
            alone = len(questions) == 1
            if isinstance(error, ServiceFailed) or (alone and not self._works.is_set()):
                harmless = Question(Request(HARMLESS), forced=False)
                self._patiently([harmless], ServiceBusy, ServiceFailed)
                self._works.set()
            if alone:
                return [()]
            middle = len(questions) // 2
            return [*self._answers(questions[:middle]), *self._answers(questions[middle:])]
        self._works.set()
        return [[answer] for answer in answers]

    def _patiently(
        self, questions: Sequence[Question], *passing: type[EngineError]
    ) -> Sequence[ServiceAnswer]:
        """Send questions, and again after a while where the service fails in a way that passes."""
        for seconds in _PAUSES:
            try:
                return self.ask(questions)
            except passing:
                sleep(seconds)
        return self.ask(questions)


def _unanswered(waiting: Mapping[int, Question]) -> dict[int, Sequence[ServiceAnswer]]:
    """Leave questions without an answer."""
    return dict.fromkeys(waiting, ())


@dataclass(frozen=True, slots=True)
class ServiceDecoder:
    """Decodes one sentence with a service; see :mod:`workflow.engines.constrained`."""

    request: Request
    source: str
    target: str

    def rungs(self, pool: Sequence[Candidate[ServiceAnswer]]) -> Iterator[Rung[ServiceAnswer]]:
        """Yield the sentence itself, then with decoys for what is missing."""
        yield Rung([Disguise(self.request)], ((self.force, 1),))
        if not pool:
            return
        pair = self.source, self.target
        yield Rung([*with_well_known(self.request, pair, best(pool).missing)])

    def translate(self, disguise: Disguise, *, again: bool) -> Steps[Sequence[ServiceAnswer]]:
        """Ask for one version of the sentence; one with decoys keeps the other renderings."""
        answers: Sequence[ServiceAnswer] = yield Question(
            disguise.disguised(), bool(disguise.decoys)
        )
        return answers

    def force(self, candidate: Candidate[ServiceAnswer]) -> Steps[Sequence[ServiceAnswer]]:
        """Ask again with the renderings written into the sentence, if that can help."""
        if any(problem.code in ABOUT_RENDERINGS for problem in candidate.problems):
            answers: Sequence[ServiceAnswer] = yield Question(self.request, forced=True)
            return answers
        return ()

    def judge(self, disguise: Disguise, hypothesis: ServiceAnswer) -> Candidate[ServiceAnswer]:
        """Repair a translation where that is certain, and list its other problems."""
        request, target = self.request, self.target
        found = disguise.uncover(hypothesis.text, target)
        text = glossary.repair(found.text, request.terms, target, request.text)
        text, moved = placeholders.restore(request.text, text, target, request.terms)
        if says_nothing(text, request.text):
            text, moved = "", ()
        gated = qa.gate(request.text, text, target, request.terms)
        if is_echo(text, [request.text], gated):
            text = ""
        decoys = (engine_problems.DECOY(name=name) for name in found.left)
        problems = tuple(dict.fromkeys((*moved, *decoys, *gated)))
        missing = sum(problem.code in ABOUT_RENDERINGS for problem in problems)
        rank = (not text.strip(), missing, len(problems))
        return Candidate(text, problems, rank, disguise, hypothesis, usable=not found.left)


def renderings(requests: Sequence[Request]) -> Mapping[str, str]:
    """Return the terms of sentences with their renderings; of several renderings, the commonest."""
    counts: dict[str, Counter[str]] = {}
    for request in requests:
        for use in request.terms:
            if use.rendering and use.source.strip() and "\t" not in use.source + use.rendering:
                counts.setdefault(use.source.strip(), Counter())[use.rendering] += 1
    return {name: each.most_common(1)[0][0] for name, each in counts.items()}


def written(
    request: Request, write: Callable[[Token], str], keep: Callable[[str], str], *, forced: bool
) -> str:
    """Convert a sentence to the markup of a service.

    Args:
        request: the sentence.
        write: converts a run of text, or a placeholder.
        keep: encloses what the service is to leave as it is.
        forced: write the renderings in place of the names, to be kept as they are.
    """
    found = []
    for text, kept in parts(request.text, request.terms if forced else ()):
        part = "".join(map(write, tokens(text)))
        found.append(keep(part) if kept else part)
    return "".join(found)
