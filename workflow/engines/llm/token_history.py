"""Learn from what models have used how much the next conversations will use, and how surely.

A single run tells little: one needs more corrections than the next, and thoughts are of any length.
So the tokens of all runs are summed, and older ones count for less.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path

from workflow.engines.usage import Doubt, Tokens
from workflow.store.files import write_atomic
from workflow.store.json_records import encoded, read_record

#: How far from its first estimate the use of a model may be, besides chance: known by its family,
#: by nothing; of one that was used in other projects; and of one that was used here.
_CLOSE = Doubt((0.9, 1.2), (0.9, 1.2))
_ROUGH = Doubt((0.85, 1.25), (0.75, 1.4))
_ELSEWHERE = Doubt((0.9, 1.2), (0.8, 1.25))
_USED = Doubt()
#: And by chance, divided by the root of the number of sentences: which of them are asked for again,
#: and how long answers are. 24 runs of about 70 sentences after the first one differed by up to
#: 13 % (``tests/bench/bench_estimates.py``).
_CHANCE = 1.0
#: How thoughts vary between the answers of a model, as the relative variance, before it is known;
#: as many answers tell that, and as many how much a model thinks, as those that were seen. With 1
#: to 27 answers seen and 1 to 54 to come, of models that differ in their thoughts by a standard
#: deviation of 40 to 70 %, the range then holds 94 to 98 % (simulated).
_SPREAD, _TELL_SPREAD, _TELL_THOUGHTS = 0.96, 8.0, 3.0
#: Standard deviations to either side that a range has.
_WIDE = 2.0
#: Reckoned tokens below which nothing is learned, and how many of earlier runs count.
_LEAST, _REMEMBERED = 200, 100_000.0
#: As many questions count as usual, besides those seen: in one run there are few of them.
_USUAL = 4.0
#: Conversations of a run that are all compared, and of those after them, one in so many.
_COMPARED, _ONE_IN = 64, 16


@dataclass(frozen=True, slots=True)
class Ratio:
    """How the use of a model compares with an estimate.

    Attributes:
        prompt, completion: tokens used for each estimated one, of questions and of answers.
        again: questions about single sentences for each estimated one.
        aside: tokens of each answer besides.
        answers: how many this is known from, older ones counting for less.
        spread: how much one answer takes more or less than others, as the relative variance.
    """

    prompt: float = 1.0
    completion: float = 1.0
    again: float = 1.0
    aside: float = 0.0
    answers: float = field(default=0.0, compare=False)
    spread: float = field(default=0.0, compare=False)

    def of(self, reckoned: Tokens) -> Tokens:
        """Return an estimate of a question, corrected by this ratio."""
        return Tokens(
            round(self.prompt * reckoned.prompt),
            round(self.completion * reckoned.completion + self.aside),
        )


#: The use of a thinking model of which nothing is known. Of some 500 calls to translate, Gemini 3
#: thought 1,250 to 1,560 tokens in half of them, and 3,580 to 3,940 or more in one of ten, on
#: average 1,700 to 2,000 (transept.ai/journal/gemini-3-translation-thinking-tokens-measured); that
#: is split here so that a short question takes less than eight sentences, which have about 300.
THINKING = Ratio(completion=5.0, aside=600.0)


class UseTally:
    """Compares the conversations of a run, or some of them, with what was estimated.

    Attributes:
        reckoned, used: the sums of both.
        expected, seen: questions about single sentences.
        answers, squares: how many answers were compared, and the squares of what each has used for
            an estimated token.
    """

    def __init__(self) -> None:
        self._held = 0
        self.reckoned, self.used = Tokens(), Tokens()
        self.expected = self.seen = self.answers = self.squares = 0.0

    def wants(self) -> bool:
        """Tell whether to compare the next conversation, since estimating takes time."""
        self._held += 1
        return self._held <= _COMPARED or self._held % _ONE_IN == 0

    def add(self, reckoned: Tokens, used: Tokens, expected: float, seen: int) -> None:
        """Add a conversation.

        Args:
            reckoned: tokens of the questions that every conversation has, and of their answers.
            used: the same as the endpoint counts them.
            expected: the other questions that were to be expected.
            seen: those that there were.
        """
        self.expected += expected
        self.seen += seen
        if min(used.prompt, used.completion) > 0:
            for sums, each in ((self.reckoned, reckoned), (self.used, used)):
                sums.prompt += each.prompt
                sums.completion += each.completion
            self.answers += 1
            self.squares += (used.completion / max(1, reckoned.completion)) ** 2


#: Of each model: what was estimated and used, of questions, of answers, of further questions; and
#: how many answers that were, with their squares.
_Pair = tuple[float, float]
_Sums = tuple[_Pair, _Pair, _Pair, _Pair]


@dataclass(frozen=True, slots=True)
class TokenHistory:
    """The use of one model, stored in files that may be deleted.

    Attributes:
        model: its name, and what else its use depends on.
        path: the project's file.
        shared: that of all projects of the user, for models that this one has not used yet.
        thinks: whether the model thinks before it answers.
        is_family_known: whether its tokens are counted as its family does.
    """

    model: str
    path: Path
    shared: Path | None = None
    thinks: bool = False
    is_family_known: bool = False

    @property
    def has_any(self) -> bool:
        """Whether the user has ever used the model."""
        return self._sums() is not None

    @property
    def ratio(self) -> Ratio:
        """How the model's use compares with an estimate: as usual before it is known."""
        usual = THINKING if self.thinks else Ratio()
        if (sums := self._sums()) is None:
            return usual
        prompt, completion = (used / max(1.0, ours) for ours, used in sums[:2])
        (expected, seen), (answers, squares) = sums[2:]
        again = (seen + _USUAL) / (expected + _USUAL)
        share = answers / (answers + _TELL_THOUGHTS) if self.thinks else 1.0
        variance = squares / max(1.0, answers) / max(0.01, completion) ** 2 - 1
        return Ratio(
            prompt,
            share * completion + (1 - share) * usual.completion,
            again,
            (1 - share) * usual.aside,
            answers,
            max(0.0, variance),
        )

    def doubt(self, sentences: int, questions: float) -> Doubt:
        """Return how far the use may be from an estimate.

        Args:
            sentences: to be translated.
            questions: in how many they are asked for.
        """
        chance = _CHANCE / max(1, sentences) ** 0.5
        known = _CLOSE if self.is_family_known else _ROUGH
        if self.has_any:
            known = _USED if self.model in _read(self.path) else _ELSEWHERE
        if not self.thinks:
            return known.wider(chance)
        if not self.has_any:  # what is not known of thoughts is in their spread
            known = Doubt(known.prompt)
        ratio = self.ratio
        told = ratio.answers + _TELL_SPREAD
        spread = (ratio.answers * ratio.spread + _TELL_SPREAD * _SPREAD) / told
        both = 1 / max(1.0, questions) + 1 / (ratio.answers + _TELL_THOUGHTS)
        return known.wider(chance, _WIDE * sqrt(spread * both))

    def learn(self, tally: UseTally) -> None:
        """Record what was used for an estimate; too little is ignored."""
        reckoned, used = tally.reckoned, tally.used
        if min(reckoned.prompt, used.prompt) < _LEAST or not used.completion:
            return
        new = (
            (reckoned.prompt, used.prompt),
            (reckoned.completion, used.completion),
            (tally.expected, tally.seen),
            (tally.answers, tally.squares),
        )
        for path in filter(None, (self.path, self.shared)):
            _add(path, self.model, new)

    def _sums(self) -> _Sums | None:
        shared = self.shared
        return _read(self.path).get(self.model) or (
            _read(shared).get(self.model) if shared else None
        )


def _add(path: Path, model: str, new: _Sums) -> None:
    """Add what a run has used to the sums in a file; older runs count for less."""
    known = _read(path)
    sums = known.get(model, ((0.0, 0.0),) * len(new))
    share = min(1.0, _REMEMBERED / max(1.0, sums[0][0]))
    prompt, completion, again, answers = (
        (share * ours + reckoned, share * theirs + used)
        for (ours, theirs), (reckoned, used) in zip(sums, new, strict=True)
    )
    known[model] = prompt, completion, again, answers
    with suppress(OSError):  # then the next estimate is a rougher one
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, encoded(known))


def _read(path: Path) -> dict[str, _Sums]:
    """Read the sums of each model; nothing of a file in another form."""
    return read_record(path, dict[str, _Sums]) or {}
