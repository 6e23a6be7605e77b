"""Climb the term ladder with a language model, in a conversation about several sentences.

No input or output happens here: :func:`converse` is a generator that yields questions and receives
the replies, so that any endpoint, or a test without one, can drive it. Several sentences are asked
for at once if the model is able to; then each climbs the ladder from the reply it has:

1. the sentence with the renderings written into it; asked again with an exact list of the faults;
   then the reply prefilled with a missing rendering at its likeliest place;
2. the sentence with well-known names as decoys: first for missing names, then for all.

The model's profile decides how many of these steps it gets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from workflow import glossary, qa
from workflow.engines.constrained import (
    ABOUT_RENDERINGS,
    Candidate,
    Rung,
    best,
    climb,
    placeholders,
)
from workflow.engines.constrained.decoys import Disguise, with_well_known
from workflow.engines.constrained.edits import inline
from workflow.engines.llm import json_replies, logprobs, replies
from workflow.engines.llm.capabilities import Capabilities
from workflow.engines.llm.logprobs import Prefill
from workflow.engines.llm.prompts import Prompts, Turn, bare
from workflow.engines.llm.questions import REASONS, Ask, Fault, Reply, Talk
from workflow.engines.llm.reply_talk import is_echo, is_refusal
from workflow.engines.llm.shifts import beside_gaps, misplaced
from workflow.languages.scripts import weight
from workflow.markup import plain
from workflow.model import Draft, Request
from workflow.qa import engine_problems

#: Problems that no edit can mend, only a new translation.
_WRECKED = frozenset({"length", "repetition"})
#: Faults of a text itself, or of one that is shown with it.
_ABOUT_THE_TEXT = frozenset({Fault.FILTERED, Fault.TOO_LONG, Fault.REFUSED})
_MAY_PASS = frozenset({Fault.NONE, Fault.EMPTY, Fault.ASIDE})
#: Alternatives to ask for at each token; hosted endpoints tell no more.
_ALTERNATIVES = 20


_Candidate = Candidate[Reply]


class Tell(Protocol):
    """Takes the drafts of a conversation."""

    def __call__(self, place: int, draft: Draft, *, last: bool) -> None:
        """Take a draft for a request as soon as there is one, since it was paid for.

        Args:
            place: of the request.
            draft: for it.
            last: no better one will follow, as may be of one that is being corrected.
        """


def _tell_nobody(place: int, draft: Draft, *, last: bool) -> None:
    """Ignore drafts until the conversation has ended."""


@dataclass(frozen=True, slots=True)
class Talker:
    """The model that a conversation is with, and the prompts for it.

    Attributes:
        prompts: what to ask.
        engine: the signature that goes into the drafts.
        capabilities: what the endpoint has shown that it can do.
    """

    prompts: Prompts
    engine: str
    capabilities: Capabilities = field(default_factory=Capabilities)


def converse(
    requests: Sequence[Request], talker: Talker, tell: Tell = _tell_nobody
) -> Talk[list[Draft]]:
    """Ask for several requests at once, then for each alone if that fails.

    Args:
        requests: one or more sentences, in the order of their document.
        talker: who is talked to.
        tell: is told every draft that there is.

    Returns:
        The drafts in the order of the requests.
    """
    first: Sequence[Reply | None] = [None] * len(requests)
    several = len(requests) > 1 and talker.capabilities.takes_several
    if several and len(requests) > talker.capabilities.at_once:
        return (yield from _in_halves(requests, talker, tell))
    if several:
        reply = yield _several(requests, talker.prompts)
        if reply.fault is Fault.EMPTY:  # as of a model that has just been loaded
            reply = yield _several(requests, talker.prompts)
        texts = json_replies.parse_batch(reply.text, len(requests))
        if texts is None and (reply.fault is Fault.TOO_LONG or not reply.complete):
            talker.capabilities.note_cut(len(requests))
            return (yield from _in_halves(requests, talker, tell))
        if reply.fault in {Fault.NONE, Fault.EMPTY}:
            talker.capabilities.note_json(read=texts is not None)
        if texts is not None:
            talker.capabilities.note_whole(len(requests))
            pair = talker.prompts.source, talker.prompts.target
            doubted = misplaced(requests, texts, *pair) | beside_gaps(requests, texts)
            first = [None if place in doubted else Reply(text) for place, text in enumerate(texts)]
    sentences = [
        _Sentence(ChatDecoder(request, talker.prompts, known), talker.engine, tell, place)
        for place, (request, known) in enumerate(zip(requests, first, strict=True))
    ]
    # What the batch has answered is told before anything more is asked.
    for sentence in sentences:
        sentence.begin()
    for sentence in sentences:
        yield from sentence.finish()
    return [sentence.drafts[-1] for sentence in sentences]


def _several(requests: Sequence[Request], prompts: Prompts) -> Ask:
    """Ask for several sentences at once."""
    ids = tuple(str(number) for number in range(1, len(requests) + 1))
    return Ask(prompts.batch(requests), sum(map(_limit, requests)), ids=ids)


def _in_halves(requests: Sequence[Request], talker: Talker, tell: Tell) -> Talk[list[Draft]]:
    """Hold two conversations, each about half of the requests."""
    middle = len(requests) // 2

    def tell_later(place: int, draft: Draft, *, last: bool) -> None:
        tell(middle + place, draft, last=last)

    first = yield from converse(requests[:middle], talker, tell)
    second = yield from converse(requests[middle:], talker, tell_later)
    return first + second


class _Sentence:
    """The state of one sentence of a conversation until its draft is complete.

    Attributes:
        drafts: each better than the one before, and told as soon as it is there.
    """

    def __init__(self, decoder: ChatDecoder, engine: str, tell: Tell, place: int) -> None:
        self._decoder, self._engine, self._tell, self._place = decoder, engine, tell, place
        self._climb = climb(decoder, self._take)
        self._ask: Ask | None = None
        self.drafts: list[Draft] = []

    def _take(self, candidate: _Candidate, *, last: bool = False) -> None:
        """Make a draft of a candidate and report it; an empty one only if it is the last."""
        draft = self._decoder.draft(candidate, self._engine)
        if draft.text or last:
            self.drafts.append(draft)
            self._tell(self._place, draft, last=last or candidate.clean)

    def begin(self) -> None:
        """Start the translation, and go on until there is something to ask the model."""
        self._go_on(None)

    def _go_on(self, reply: Reply | None) -> None:
        try:
            self._ask = self._climb.send(reply)
        except StopIteration as end:
            self._ask = None
            if not end.value.clean:
                self._take(end.value, last=True)

    def finish(self) -> Talk[None]:
        """Ask the model, and go on with its replies, until the draft is finished."""
        while self._ask is not None:
            reply = yield self._ask
            self._go_on(reply)


@dataclass(slots=True)
class ChatDecoder:
    """Decodes one sentence with a language model; see :mod:`workflow.engines.constrained`.

    Attributes:
        request: the sentence.
        prompts: what to ask.
        known: the reply to the first question, if it was asked with those about other sentences.
    """

    request: Request
    prompts: Prompts
    known: Reply | None = None

    def rungs(self, pool: Sequence[_Candidate]) -> Iterator[Rung[Reply]]:
        """Yield the sentence itself, then versions with decoys while renderings are missing."""
        profile = self.prompts.profile
        mends = ((self.correct, profile.corrections), (self.force, profile.prefills))
        yield Rung([Disguise(self.request)], mends)
        for turn in range(profile.decoys):
            leader = best(pool)
            missing = leader.missing
            if not missing or leader.hypothesis.fault:
                return
            pair = self.prompts.source, self.prompts.target
            wanted = None if turn else missing
            yield Rung([*with_well_known(self.request, pair, wanted, turn)])

    def translate(self, disguise: Disguise, *, again: bool) -> Talk[Sequence[Reply]]:
        """Ask for a translation of one version of the sentence."""
        if self.known is not None:
            known, self.known = self.known, None
            return [known]
        request = disguise.disguised()
        told = _ALTERNATIVES if self.prompts.profile.prefills and not disguise.decoys else 0
        reply = yield self._ask(self.prompts.single(request), request, told)
        alone = bare(request)
        if reply.fault in _ABOUT_THE_TEXT and alone != request:  # it may be what is around it
            reply = yield self._ask(self.prompts.single(alone), alone, told)
        return [reply]

    def _ask(
        self, turns: Sequence[Turn], request: Request, alternatives: int = 0, prefill: str = ""
    ) -> Ask:
        fields = self.prompts.options(request)
        return Ask(turns, _limit(request), alternatives, prefill, fields=fields)

    def correct(self, candidate: _Candidate) -> Talk[Sequence[Reply]]:
        """Ask again, listing what is wrong with the translation; a refusal is final."""
        if candidate.hypothesis.fault not in _MAY_PASS:
            return ()
        turns = self.prompts.single(self.request)
        said = candidate.text or replies.clean(candidate.hypothesis.text, self.request.text)
        if said:  # services refuse a turn without text
            turns = self.prompts.correction(self.request, said, candidate.faults)
        return [(yield self._ask(turns, self.request))]

    def force(self, candidate: _Candidate) -> Talk[Sequence[Reply]]:
        """Ask for the rest of a reply from the place where a missing rendering may belong."""
        prefill = self._prefill(candidate)
        if prefill is None:
            return ()
        turns = self.prompts.single(self.request)
        text = logprobs.joined(prefill)
        reply = yield self._ask(turns, self.request, _ALTERNATIVES, text)
        tokens = (*prefill, *reply.tokens)
        return [Reply(logprobs.joined(tokens), reply.complete, tokens, len(prefill))]

    def _prefill(self, candidate: _Candidate) -> Prefill | None:
        reply, missing = candidate.hypothesis, candidate.missing
        forms = [use.rendering for use in missing]
        found = logprobs.likeliest(reply.tokens, forms, self.prompts.target, reply.prefilled)
        if found is None and reply.tokens and not reply.prefilled:
            first = (use.rendering for use in missing if use.start == 0)
            found = next(map(logprobs.beginning, first), None)
        return found

    def judge(self, disguise: Disguise, hypothesis: Reply) -> _Candidate:
        """Read the translation in a reply, repair what is certain, and list its problems."""
        request, target = self.request, self.prompts.target
        sent = inline(request)
        said = replies.clean(hypothesis.text, request.text, sent)
        parts = replies.is_in_parts(hypothesis.text, request.text, sent)
        fault = hypothesis.fault
        if not fault and is_refusal(said, request.text):
            said, fault = "", Fault.FILTERED
        found = disguise.uncover(said, target)
        text = glossary.repair(found.text, request.terms, target, request.text)
        text = qa.with_quotation(request.text, text, target)
        text = qa.going_on(request.text, text, request.preceding, target)
        gated = () if fault else qa.gate(request.text, text, target, request.terms)
        if is_echo(text, (request.text, sent), gated):
            text = ""
        problems = (
            *(() if hypothesis.complete or not text else (engine_problems.CUT_OFF(),)),
            *((engine_problems.NO_ANSWER(reason=REASONS[fault]),) if fault else ()),
            *((engine_problems.PARAGRAPHS(),) if text and parts else ()),
            *(engine_problems.DECOY(name=name) for name in found.left),
            *gated,
        )
        codes = [problem.code for problem in problems]
        rank = (
            not text,
            not _WRECKED.isdisjoint(codes),
            sum(code in ABOUT_RENDERINGS for code in codes),
            len(codes),
        )
        return Candidate(text, problems, rank, disguise, hypothesis, usable=not found.left)

    def draft(self, candidate: _Candidate, engine: str) -> Draft:
        """Repair misheard names and lost markup, and flag both as uncertain."""
        if not candidate.text:
            return Draft("", engine, candidate.problems)
        request, target = self.request, self.prompts.target
        text, renamed = glossary.restore(candidate.text, request.terms, target, request.text)
        text, moved = placeholders.restore(request.text, text, target, request.terms)
        changes, remaining = (*renamed, *moved), candidate.problems
        if changes:
            remaining = self.judge(Disguise(request), Reply(text)).problems
        return Draft(text, engine, tuple(dict.fromkeys((*changes, *remaining))))


def _limit(request: Request) -> int:
    """Return the most tokens that a translation may have: about twice the usual number."""
    return 48 + round(weight(plain(inline(request))))
