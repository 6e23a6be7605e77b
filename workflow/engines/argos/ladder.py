"""Names as the glossary writes them, from models that have never heard of them.

A ladder of attempts, each only for the sentences the one before could not settle:

1. the symbols ``⟦0⟧`` … a package was trained with, where it has them, kept from being taken for
   numbers; then the missing one forced where attention says it belongs (a target prefix); in short
   Chinese sentences these come second;
2. carriers (see :mod:`~workflow.engines.argos.stable_names`): known names in place of the terms,
   swapped back in the output, up to three choices of carriers; then the missing one forced;
3. the term itself, with its particle, forced into the translation of the original sentence,
   unless a candidate has all of them: what else is wrong with it, forcing would not mend;
4. the translation as it is, and a note for the reviewer.

Every candidate passes the checks of :mod:`~workflow.engines.argos.structure` or goes on. Replacing
words in a finished translation is never done: it leaves the wreck that an unknown name makes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from workflow.engines.argos import stable_names, structure
from workflow.engines.argos.batching import Steps
from workflow.engines.argos.candidate import Candidate, Trial, judged, times
from workflow.engines.argos.ctranslate import BEAM, Decode, Hypothesis, Model, enough
from workflow.engines.argos.edits import Edit, places
from workflow.engines.argos.stable_names import KINDS, Carrier
from workflow.languages import pack
from workflow.model import TermUse

#: How many choices of carriers are tried (after symbols only one, since more gained nothing), and
#: how many times something is forced into one sentence.
_TRIES, _ROUNDS = 3, 2
#: One step of the ladder: looks for candidates for a sentence and its uses, adds them to the pool.
_Rung = Callable[[str, Sequence[TermUse], list[Candidate]], Steps[None]]


@dataclass(frozen=True, slots=True)
class Ladder:
    """The attempts for one model.

    Attributes:
        model: translates.
        carriers: by kind of name, best first.
        known: mentions the model renders as required by itself; they are left alone at first.
        target: BCP 47 tag of the model's target language.
        attention: whether the candidate must be able to say what came from where.
    """

    model: Model
    carriers: Mapping[str, Sequence[Carrier]]
    known: Collection[tuple[str, str]] = frozenset()
    target: str = "und"
    attention: bool = False

    def climb(self, source: str, uses: Sequence[TermUse]) -> Steps[Candidate]:
        """Translates one sentence; its uses do not overlap and all have a rendering."""
        if not uses:
            answer = yield Decode(self.model, source, attention=self.attention)
            return judged(Trial(source), answer[0], uses, self.target)
        pool: list[Candidate] = []
        long = enough(source) < BEAM
        first, second = self._stand_ins(long)
        for rung in (first, second, self._force_terms):
            yield from rung(source, uses, pool)
            for candidate in pool:
                if candidate.clean:
                    return candidate
            # All its names are there: only a short sentence still tries the other stand-ins.
            if (long or rung != first) and any(one.settled for one in pool):
                break
        return min(filter(Candidate.usable, pool), key=Candidate.rank)

    def _stand_ins(self, long: bool) -> tuple[_Rung, _Rung]:
        """What to put in place of the names first, and what if that fails.

        Symbols take half the time of carriers. In short Chinese sentences carriers come out better
        (chrF 30.7 against 27.9 in tests/bench/bench_ladder.py), in Korean ones symbols do.
        """
        if self.target.startswith("zh") and not long:
            return self._try_carriers, self._try_symbols
        return self._try_symbols, self._try_carriers

    def _try_symbols(
        self, source: str, uses: Sequence[TermUse], pool: list[Candidate]
    ) -> Steps[None]:
        groups = self._groups(uses)
        trials = [self._with_symbols(source, uses, which) for which in groups]
        yield from self._stand_in(filter(None, trials), uses, pool)

    def _try_carriers(
        self, source: str, uses: Sequence[TermUse], pool: list[Candidate]
    ) -> Steps[None]:
        groups = self._groups(uses)
        choices = [(groups[-1], number) for number in range(1 if pool else _TRIES)]
        if not pool:
            choices.insert(0, (groups[0], 0))
        trials = (self._with_carriers(source, uses, which, number) for which, number in choices)
        distinct = {trial.text: trial for trial in trials}
        yield from self._stand_in(islice(distinct.values(), _TRIES), uses, pool)

    def _stand_in(
        self, trials: Iterable[Trial], uses: Sequence[TermUse], pool: list[Candidate]
    ) -> Steps[None]:
        """Trials until one comes out clean, then what is missing in the best of them forced."""
        found: list[Candidate] = []
        for trial in trials:
            answer = yield self._retry(trial.text) if found or pool else self._first(trial.text)
            best = self._first_clean(trial, answer, uses, found)
            if best.clean:
                break
        else:
            if found and self.model.aligns:
                yield from self._force_stand_ins(min(found, key=Candidate.rank), uses, found)
        pool += found

    def _first(self, text: str) -> Decode:
        return Decode(self.model, text, (), enough(text), self.model.aligns)

    def _retry(self, text: str, prefix: tuple[str, ...] = ()) -> Decode:
        """Another attempt: no wider a beam than hypotheses are looked at."""
        number = enough(text)
        return Decode(self.model, text, prefix, number, self.model.aligns, number)

    def _groups(self, uses: Sequence[TermUse]) -> list[Sequence[int]]:
        """The uses that get stand-ins: those the model does not know, if it knows some; all."""
        foreign = [i for i, use in enumerate(uses) if (use.source, use.target) not in self.known]
        return [foreign, range(len(uses))] if len(foreign) < len(uses) else [range(len(uses))]

    def _first_clean(
        self,
        trial: Trial,
        answer: Sequence[Hypothesis],
        uses: Sequence[TermUse],
        pool: list[Candidate],
        *,
        forced: bool = False,
    ) -> Candidate:
        """The first clean candidate among hypotheses, else the best; all seen go to ``pool``."""
        found = []
        for hypothesis in answer:
            found.append(judged(trial, hypothesis, uses, self.target, forced=forced))
            if found[-1].clean:
                break
        pool += found
        return min(found, key=Candidate.rank)

    def _with_symbols(
        self, source: str, uses: Sequence[TermUse], which: Sequence[int]
    ) -> Trial | None:
        symbols = self.model.symbols
        if len(symbols) < len(which):
            return None
        edits = tuple(
            Edit(uses[i].start, uses[i].end, symbol)
            for i, symbol in zip(which, symbols, strict=False)
        )
        return Trial(source, edits, tuple(zip(which, symbols, strict=False)))

    def _with_carriers(
        self, source: str, uses: Sequence[TermUse], which: Sequence[int], attempt: int
    ) -> Trial:
        """Every term gets a carrier of its kind that no other term of the sentence has."""
        wanted: dict[str, int] = {}
        for i in which:
            wanted[KINDS[uses[i].type]] = wanted.get(KINDS[uses[i].type], 0) + 1
        taken: set[Carrier] = set()
        edits, stands = [], []
        for i in which:
            kind = KINDS[uses[i].type]
            choices = stable_names.choices(kind, self.carriers)
            first = attempt * wanted[kind] % max(1, len(choices))
            free = (one for one in (*choices[first:], *choices[:first]) if one not in taken)
            carrier = next(free, None)
            if carrier is None:
                continue
            taken.add(carrier)
            name = carrier.source
            if source[: uses[i].start].lower().endswith("the ") and name.startswith("the "):
                name = name[4:]
            edits.append(Edit(uses[i].start, uses[i].end, name))
            stands.append((i, carrier.target))
        return Trial(source, tuple(edits), tuple(stands))

    def _force_stand_ins(
        self, best: Candidate, uses: Sequence[TermUse], pool: list[Candidate]
    ) -> Steps[None]:
        """Forces what did not come out once, from left to right, where attention puts it.

        A symbol that was forced, or stands before one, cannot come a second time.
        """
        trial = best.trial
        placed = dict(zip((i for i, _ in trial.stands), places(trial.edits), strict=True))
        for _ in range(_ROUNDS):
            absent = [
                (self._aligned(trial.text, best.hypothesis, placed[i]), rendering)
                for i, rendering in trial.stands
                if times(best.hypothesis.text, rendering) != 1
            ]
            if not absent:
                break
            at, rendering = min(absent)
            prefix = self._prefix(best.hypothesis, at, rendering)
            again = tuple(name for name in self.model.symbols if name in prefix)
            answer = yield replace(self._retry(trial.text, prefix), without=again)
            best = self._first_clean(trial, answer, uses, pool, forced=True)
            if best.clean:
                break

    def _force_terms(
        self, source: str, uses: Sequence[TermUse], pool: list[Candidate]
    ) -> Steps[None]:
        """Forces the renderings themselves into the translation of the sentence as it is."""
        trial = Trial(source)
        answer = yield self._retry(source)
        best = self._first_clean(trial, answer, uses, pool)
        for _ in range(min(len(uses), _ROUNDS) if self.model.aligns else 0):
            absent = [
                (self._aligned(source, best.hypothesis, (use.start, use.end)), index)
                for index, use in enumerate(uses)
                if best.spans[index] is None
            ]
            if best.clean or not absent:
                break
            at, index = min(absent)
            term = self._with_particle(best.hypothesis, at, uses[index])
            prefix = self._prefix(best.hypothesis, at, term)
            answer = yield self._retry(source, prefix)
            best = self._first_clean(trial, answer, uses, pool, forced=True)

    def _aligned(self, text: str, hypothesis: Hypothesis, span: structure.Span) -> int:
        """The first piece of a hypothesis that comes from ``span`` of its source."""
        columns = {
            number
            for number, (start, end) in enumerate(self.model.spans(text))
            if start < span[1] and end > span[0]
        }
        for number, row in enumerate(hypothesis.attention()):
            if len(row) and max(range(len(row)), key=row.__getitem__) in columns:
                return number
        share = span[0] / max(1, len(text))
        return round(share * len(hypothesis.pieces))

    def _prefix(self, hypothesis: Hypothesis, at: int, name: str) -> tuple[str, ...]:
        """The pieces of a hypothesis up to ``at`` and then ``name``, encoded as one text.

        Cut at the beginning of a word, and never inside the bytes of one character.
        """
        pieces = hypothesis.pieces
        spaced = any(piece.startswith("▁") for piece in pieces[1:])
        while 0 < at < len(pieces) and (
            (spaced and not pieces[at].startswith("▁")) or pieces[at].startswith("<0x")
        ):
            at -= 1
        before = self.model.decode(pieces[:at])
        gap = " " if before and spaced else ""
        return tuple(self.model.encode(before + gap + name))

    def _with_particle(self, hypothesis: Hypothesis, at: int, use: TermUse) -> str:
        """Return a term with the particle of the word it replaces, where the language has some."""
        particles = pack(self.target).particles
        if particles.trailing is None:
            return use.target
        before = self.model.decode(hypothesis.pieces[:at])
        rest = hypothesis.text[len(before) :].split()
        ending = particles.trailing.search(rest[0]) if rest else None
        if ending is None:
            return use.target
        return particles.attach(use.target, ending[0], use.reading)
