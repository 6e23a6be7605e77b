"""Make translation models use the glossary's renderings of names that they do not know.

One ladder of attempts serves every kind of model. Each attempt is made only for sentences that the
previous ones could not settle:

- the sentence with **decoys** in place of its names (:mod:`~workflow.engines.constrained.decoys`),
  or, for a model that takes instructions, with the renderings written into it;
- the translation, **mended**: a model that takes instructions gets a list of the faults; a missing
  rendering is **forced**: the translation is cut where the rendering belongs, the rendering is
  inserted, and the model continues from there;
- other decoys, then the model's next rung;
- the best of all candidates, with its faults **flagged** for a person.

Placeholders of inline markup are put back where they belong, or probably belong
(:mod:`~workflow.engines.constrained.placeholders`). Words in a finished translation are never
replaced, since an unknown name also damages the rest of the sentence.

The differences between models are in their :class:`Decoder`: its rungs, their order, and how it
judges candidates. :mod:`workflow.engines.nmt.decoder` is one over a translation model,
:mod:`workflow.engines.llm.chat` one over a language model.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from workflow import glossary
from workflow.engines.constrained.decoys import Disguise
from workflow.engines.constrained.edits import Edit, Span
from workflow.model import Problem, TermUse

_T = TypeVar("_T")
#: Problems of missing, misplaced or wrongly inflected renderings.
ABOUT_RENDERINGS = frozenset({"term-missing", "term-first", "forbidden-form", "source-left"})


class Hypothesis(Protocol):
    """A translation that a model wrote; a decoder's own type may carry more than the text."""

    @property
    def text(self) -> str:
        """What was written."""


#: A model's own kind of hypothesis.
H = TypeVar("H", bound=Hypothesis)
#: A generator that yields questions to a model, receives the answers, and returns a result. Their
#: types are up to the model's decoder. Many sentences can be in progress at once, and tests need no
#: model.
Steps = Generator[Any, Any, _T]


@dataclass(frozen=True, slots=True)
class Candidate(Generic[H]):
    """A translation of one sentence that may become its draft.

    Attributes:
        text: the translation, the required renderings in it as far as that went.
        problems: what is wrong with it.
        rank: sorts better candidates first.
        disguise: the sentence as the model got it.
        hypothesis: what the model wrote.
        spans: where the rendering of each term stands; None where it does not.
        steps: the edits that made ``text`` of the hypothesis, one list after the other.
        usable: whether no decoy is left in it; one that is not is worse than any other, for
            another's name must never be published.
    """

    text: str
    problems: tuple[Problem, ...]
    rank: tuple[int, ...]
    disguise: Disguise
    hypothesis: H
    spans: tuple[Span | None, ...] = ()
    steps: tuple[tuple[Edit, ...], ...] = ()
    usable: bool = True

    @property
    def faults(self) -> tuple[Problem, ...]:
        """The problems that count against this translation when candidates are compared."""
        return tuple(each for each in self.problems if each.code not in glossary.ABOUT_THE_GLOSSARY)

    @property
    def clean(self) -> bool:
        """Whether no other translation could be better."""
        return not self.faults

    @property
    def missing(self) -> tuple[TermUse, ...]:
        """The terms of the sentence whose renderings are reported as missing."""
        uses = self.disguise.request.terms
        return tuple(use for use in uses if glossary.missing(use) in self.problems)


#: A way to mend a candidate: what the model writes instead, or nothing if it has no idea.
Mend = Callable[[Candidate[H]], Steps[Sequence[H]]]


@dataclass(frozen=True, slots=True)
class Rung(Generic[H]):
    """One step of the ladder.

    Attributes:
        disguises: the sentence in ways to be tried, until one comes out clean.
        mends: what to try then on the best of them, each as often as it says.
    """

    disguises: Iterable[Disguise]
    mends: Sequence[tuple[Mend[H], int]] = ()


class TooLong(Exception):
    """A sentence is too long for the model, with or without decoys."""


class Decoder(Protocol[H]):
    """A model at work on one sentence."""

    def rungs(self, pool: Sequence[Candidate[H]]) -> Iterator[Rung[H]]:
        """Yield the steps to try, one after the other, while another one may help.

        Args:
            pool: the candidates so far; it grows between one rung and the next.
        """

    def translate(self, disguise: Disguise, *, again: bool) -> Steps[Sequence[H]]:
        """Translate the sentence in one disguise.

        Args:
            disguise: the sentence as the model gets it.
            again: whether there was an attempt before.

        Returns:
            One hypothesis or several, the model's favourite first; none if the sentence is too long
            for the model in this disguise.
        """

    def judge(self, disguise: Disguise, hypothesis: H) -> Candidate[H]:
        """Replace decoys by the renderings, repair what is certain, and list the problems left."""


def _keep_silent(candidate: Candidate[H]) -> None:
    """Ignore a candidate, for callers that want only the result."""


def climb(
    decoder: Decoder[H], tell: Callable[[Candidate[H]], None] = _keep_silent
) -> Steps[Candidate[H]]:
    """Translate one sentence, trying step after step until a candidate has no problems.

    Args:
        decoder: of a model, for this sentence.
        tell: is told each candidate that is better than all before it, as soon as it is there.

    Returns:
        The first clean candidate, else the best that may be used.

    Raises:
        TooLong: there is no candidate.
    """
    pool = _Pool(decoder, tell)
    for rung in decoder.rungs(pool.candidates):
        yield from _try(rung, pool)
        if any(candidate.clean for candidate in pool.candidates):
            break
    if not pool.candidates:
        raise TooLong
    return best(pool.candidates)


def _try(rung: Rung[H], pool: _Pool[H]) -> Steps[None]:
    """Add the candidates of one step to the pool; stop at one without problems."""
    found: list[Candidate[H]] = []
    for disguise in rung.disguises:
        hypotheses = yield from pool.decoder.translate(disguise, again=bool(pool.candidates))
        if not hypotheses:
            continue
        found.append(pool.add(disguise, hypotheses))
        if found[-1].clean:
            return
    if not found:
        return
    last = min(found, key=_rank)
    for mend, times in rung.mends:
        for _ in range(times):
            hypotheses = yield from mend(last)
            if not hypotheses:
                break
            previous, last = last, pool.add(last.disguise, hypotheses)
            if last.clean:
                return
            if last.text == previous.text:
                break


class _Pool(Generic[H]):
    """All candidates for a sentence."""

    def __init__(self, decoder: Decoder[H], tell: Callable[[Candidate[H]], None]) -> None:
        self.decoder = decoder
        self.candidates: list[Candidate[H]] = []
        self._tell = tell

    def add(self, disguise: Disguise, hypotheses: Sequence[H]) -> Candidate[H]:
        """Judge and add hypotheses up to the first without problems; return the best of them."""
        found: list[Candidate[H]] = []
        for hypothesis in hypotheses:
            candidate = self.decoder.judge(disguise, hypothesis)
            found.append(candidate)
            self.candidates.append(candidate)
            if candidate.usable and best(self.candidates) is candidate:
                self._tell(candidate)
            if candidate.clean:
                break
        return min(found, key=_rank)


def _rank(candidate: Candidate[Any]) -> tuple[int, ...]:
    return candidate.rank


def best(pool: Sequence[Candidate[H]]) -> Candidate[H]:
    """Return the best of candidates, of equally good ones the first."""
    return min(pool, key=lambda candidate: (not candidate.usable, candidate.rank))
