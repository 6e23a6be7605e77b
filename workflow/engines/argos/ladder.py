"""Names as the glossary writes them, from models that have never heard of them.

A ladder of attempts, each only for the sentences the one before could not settle:

1. the symbols ``⟦0⟧`` … a package was trained with, where it has them;
2. carriers (see :mod:`~workflow.engines.argos.carriers`): known names in place of the terms,
   swapped back in the output, up to three choices of carriers;
3. the missing carrier forced where attention says it belongs (a target prefix), then swapped back;
4. the term itself, with its particle, forced into the translation of the original sentence;
5. the translation as it is, and a note for the reviewer.

Every candidate passes the checks of :mod:`~workflow.engines.argos.structure` or goes on. Replacing
words in a finished translation is never done: it leaves the wreck that an unknown name makes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workflow.engines.argos import carriers, structure
from workflow.engines.argos.carriers import KINDS, Carrier, count
from workflow.engines.argos.edits import Edit, apply, moved, places
from workflow.engines.argos.schedule import Steps
from workflow.engines.argos.translation import Decode, Hypothesis, Model
from workflow.glossary import particles
from workflow.model import TermUse

#: Choices of carriers, hypotheses looked at after the first attempt, prefixes forced in a row.
_TRIES, _WIDE, _ROUNDS = 3, 4, 3
_WORD_END = re.compile(r"(?:은|는|이|가|을|를|과|와|의|에|에서|에게|도|만|으로|로)$")


@dataclass(frozen=True, slots=True)
class Trial:
    """A sentence with stand-ins.

    Attributes:
        source: the sentence itself.
        edits: what was put where, one edit a stand-in.
        stands: the use each stand-in is for (an index), and its rendering.
    """

    source: str
    edits: tuple[Edit, ...] = ()
    stands: tuple[tuple[int, str], ...] = ()

    @property
    def text(self) -> str:
        """What the model sees."""
        return apply(self.source, self.edits)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A translation with the required renderings in it, as far as that went.

    Attributes:
        text: the translation.
        spans: for each use, where its rendering stands; ``None`` if it does not.
        faults: what is wrong, empty when clean.
        trial: what was translated.
        hypothesis: what came out.
        steps: the edits that made ``text`` of the hypothesis, one list after the other.
        forced: whether a rendering had to be forced.
    """

    text: str
    spans: tuple[structure.Span | None, ...]
    faults: tuple[str, ...]
    trial: Trial
    hypothesis: Hypothesis
    steps: tuple[tuple[Edit, ...], ...] = ()
    forced: bool = False

    @property
    def usable(self) -> bool:
        """Whether no carrier is left in it: another person's name must never be published."""
        return not any(fault.startswith("carrier") for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The attempts for one model.

    Attributes:
        model: translates.
        carriers: by kind of name, best first.
        known: mentions the model renders as required by itself; they are left alone at first.
        target: BCP 47 tag of the model's target language.
    """

    model: Model
    carriers: Mapping[str, Sequence[Carrier]]
    known: Collection[tuple[str, str]] = frozenset()
    target: str = "und"
    attention: bool = field(default=False)

    def climb(self, source: str, uses: Sequence[TermUse]) -> Steps[Candidate]:
        """Translates one sentence; its uses do not overlap and all have a rendering."""
        pool: list[Candidate] = []
        if not uses:
            answer = yield Decode(self.model, source, attention=self.attention)
            return self._candidate(Trial(source), answer[0], uses)
        for number, trial in enumerate(self._trials(source, uses)):
            wide = 1 if number == 0 else _WIDE
            answer = yield Decode(self.model, trial.text, count=wide, attention=self.attention)
            found = [self._candidate(trial, hypothesis, uses) for hypothesis in answer]
            pool += found
            if clean := next((one for one in found if not one.faults), None):
                return clean
        if self.model.aligns:
            pool += yield from self._force_carriers(pool[0].trial, uses)
            if not pool[-1].faults:
                return pool[-1]
        pool += yield from self._force_terms(source, uses)
        return min(
            (one for one in pool if one.usable),
            key=lambda one: (sum(span is None for span in one.spans), len(one.faults)),
        )

    def _trials(self, source: str, uses: Sequence[TermUse]) -> Iterator[Trial]:
        """The sentence with stand-ins, in the order to be tried; no choice twice."""
        seen: set[str] = set()
        for trial in self._choices(source, uses):
            if trial.text not in seen:
                seen.add(trial.text)
                yield trial

    def _choices(self, source: str, uses: Sequence[TermUse]) -> Iterator[Trial]:
        foreign = [i for i, use in enumerate(uses) if (use.source, use.target) not in self.known]
        if len(foreign) < len(uses):
            yield self._with_symbols(source, uses, foreign) or self._with_carriers(
                source, uses, foreign, 0
            )
        everything = range(len(uses))
        if trial := self._with_symbols(source, uses, everything):
            yield trial
        for attempt in range(_TRIES):
            yield self._with_carriers(source, uses, everything, attempt)

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
            choices = carriers.choices(kind, self.carriers)
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

    def _candidate(
        self, trial: Trial, hypothesis: Hypothesis, uses: Sequence[TermUse], *, forced: bool = False
    ) -> Candidate:
        """Swaps the stand-ins of a hypothesis back and looks at the result."""
        text = hypothesis.text
        edits, owners, faults = [], [], []
        for index, rendering in trial.stands:
            if _times(text, rendering) == 1:
                at = text.index(rendering)
                edits.append(Edit(at, at + len(rendering), uses[index].target))
                owners.append(index)
        swapped = apply(text, edits)
        spans = dict(zip(owners, places(edits), strict=True))
        agreed = _agreement(swapped, spans, uses) if self.target == "ko" else ()
        result = apply(swapped, agreed)
        spans = {i: (moved(a, agreed), moved(b, agreed)) for i, (a, b) in spans.items()}
        for index, use in enumerate(uses):
            if index not in spans and (span := _found(result, use, spans.values())):
                spans[index] = span
        faults += [missing(use) for index, use in enumerate(uses) if index not in spans]
        faults += structure.faults(
            trial.source, result, list(spans.values()), uses,
            [rendering for _, rendering in trial.stands], self.target,
        )  # fmt: skip
        return Candidate(
            result,
            tuple(spans.get(index) for index in range(len(uses))),
            tuple(faults) if uses else (),
            trial,
            hypothesis,
            (tuple(edits), tuple(agreed)),
            forced,
        )

    def _force_carriers(self, trial: Trial, uses: Sequence[TermUse]) -> Steps[list[Candidate]]:
        """Forces carriers that did not come out, from left to right, where attention puts them."""
        answer = yield Decode(self.model, trial.text, attention=True)
        found = [self._candidate(trial, answer[0], uses)]
        placed = dict(zip((i for i, _ in trial.stands), places(trial.edits), strict=True))
        for _ in range(_ROUNDS):
            hypothesis = found[-1].hypothesis
            missing = [
                (self._aligned(trial.text, hypothesis, placed[i]), rendering)
                for i, rendering in trial.stands
                if _times(hypothesis.text, rendering) != 1
            ]
            if not missing:
                break
            at, rendering = min(missing)
            prefix = self._prefix(hypothesis, at, rendering)
            answer = yield Decode(self.model, trial.text, prefix, attention=True)
            found.append(self._candidate(trial, answer[0], uses, forced=True))
            if not found[-1].faults:
                break
        return found

    def _force_terms(self, source: str, uses: Sequence[TermUse]) -> Steps[list[Candidate]]:
        """Forces the renderings themselves into the translation of the sentence as it is."""
        trial = Trial(source)
        answer = yield Decode(self.model, source, attention=self.model.aligns)
        found = [self._candidate(trial, answer[0], uses)]
        best = found[0]
        for _ in uses if self.model.aligns else ():
            hypothesis = best.hypothesis
            missing = [
                (self._aligned(source, hypothesis, (use.start, use.end)), index)
                for index, use in enumerate(uses)
                if best.spans[index] is None
            ]
            if not missing:
                break
            at, index = min(missing)
            term = self._with_particle(hypothesis, at, uses[index])
            prefix = self._prefix(hypothesis, at, term)
            answer = yield Decode(self.model, source, prefix, _WIDE, attention=True)
            tried = [self._candidate(trial, one, uses, forced=True) for one in answer]
            best = min(tried, key=lambda one: len(one.faults))
            found.append(best)
        return found

    def _aligned(self, text: str, hypothesis: Hypothesis, span: structure.Span) -> int:
        """The first piece of a hypothesis that comes from ``span`` of its source."""
        columns = {
            number
            for number, (start, end) in enumerate(self.model.spans(text))
            if start < span[1] and end > span[0]
        }
        for number, row in enumerate(hypothesis.attention):
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
        """A Korean term with the particle of the word it replaces; others as they are."""
        if self.target != "ko":
            return use.target
        before = self.model.decode(hypothesis.pieces[:at])
        rest = hypothesis.text[len(before) :].split()
        ending = _WORD_END.search(rest[0]) if rest else None
        if ending is None:
            return use.target
        return use.target + particles.choose(use.target, ending[0], use.reading)


def missing(use: TermUse) -> str:
    """The phrase for a rendering that is not there."""
    return f"term-missing: {use.source} → {use.target}"


def _times(text: str, rendering: str) -> int:
    return text.count(rendering) if rendering.startswith("⟦") else count(text, rendering)


def _found(text: str, use: TermUse, taken: Collection[structure.Span]) -> structure.Span | None:
    """Where a rendering stands that the model wrote by itself, outside places already taken."""
    for form in (use.target, *use.accepted):
        for match in re.finditer(re.escape(form), text) if form else ():
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                return match.span()
    return None


def _agreement(
    text: str, spans: Mapping[int, structure.Span], uses: Sequence[TermUse]
) -> tuple[Edit, ...]:
    """The edits that make Korean particles agree with the renderings before them."""
    edits = []
    for index, (start, end) in spans.items():
        after = particles.following(text, start, end, uses[index].reading)
        if after.agreement is particles.Agreement.WRONG:
            edits.append(Edit(after.start, after.end, after.right))
    return tuple(edits)
