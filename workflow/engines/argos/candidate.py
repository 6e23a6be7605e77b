"""One way a sentence came out: with stand-ins swapped back, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from workflow.engines.argos import structure
from workflow.engines.argos.ctranslate import Hypothesis
from workflow.engines.argos.edits import Edit, apply, moved, places
from workflow.engines.argos.stable_names import count
from workflow.glossary import missing
from workflow.languages import pack
from workflow.languages.particles import Agreement, Particles
from workflow.model import Problem, TermUse
from workflow.qa import notes


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
    faults: tuple[Problem, ...]
    trial: Trial
    hypothesis: Hypothesis
    steps: tuple[tuple[Edit, ...], ...] = ()
    forced: bool = False

    @property
    def clean(self) -> bool:
        """Whether every rendering is there and nothing is visibly wrong."""
        return not self.faults

    @property
    def complete(self) -> bool:
        """Whether every rendering is there."""
        return None not in self.spans

    @property
    def settled(self) -> bool:
        """Whether what is wrong with it is nothing that forcing a rendering would mend."""
        return self.complete and self.usable()

    def usable(self) -> bool:
        """Whether no carrier is left in it: another person's name must never be published."""
        return not any(fault.code == notes.DECOY.code for fault in self.faults)

    def rank(self) -> tuple[int, int]:
        """Sorts better candidates first."""
        return sum(span is None for span in self.spans), len(self.faults)


def judged(
    trial: Trial,
    hypothesis: Hypothesis,
    uses: Sequence[TermUse],
    target: str,
    *,
    forced: bool = False,
) -> Candidate:
    """Swaps the stand-ins of a hypothesis back and looks at the result.

    ``target`` is the BCP 47 tag of the language translated into.
    """
    swaps, spans = _swaps(trial, hypothesis.text, uses, target)
    swapped = apply(hypothesis.text, swaps)
    agreed = _agreement(swapped, spans, uses, pack(target).particles)
    text = apply(swapped, agreed)
    spans = {i: (moved(a, agreed), moved(b, agreed)) for i, (a, b) in spans.items()}
    for index, use in enumerate(uses):
        if index not in spans and (span := _found(text, use, spans.values())):
            spans[index] = span
    return Candidate(
        text,
        tuple(spans.get(index) for index in range(len(uses))),
        tuple(_faults(trial, text, spans, uses, target)),
        trial,
        hypothesis,
        (swaps, agreed),
        forced,
    )


def _swaps(
    trial: Trial, text: str, uses: Sequence[TermUse], target: str
) -> tuple[tuple[Edit, ...], dict[int, structure.Span]]:
    """The edits that put renderings in place of stand-ins, and where each rendering is then."""
    edits, owners = [], []
    for index, rendering in trial.stands:
        if times(text, rendering) == 1:
            start, end = _room(text, rendering, target)
            edits.append(Edit(start, end, uses[index].target))
            owners.append(index)
    edits = _apart(edits)
    return tuple(edits), dict(zip(owners, places(edits), strict=True))


def _faults(
    trial: Trial,
    text: str,
    spans: Mapping[int, structure.Span],
    uses: Sequence[TermUse],
    target: str,
) -> list[Problem]:
    faults = [missing(use) for index, use in enumerate(uses) if index not in spans]
    if uses:
        stood = [rendering for _, rendering in trial.stands]
        faults += structure.faults(trial.source, text, list(spans.values()), uses, stood, target)
    return faults


def times(text: str, rendering: str) -> int:
    """How often a stand-in came out in a text."""
    return text.count(rendering) if rendering.startswith("⟦") else count(text, rendering)


def _room(text: str, rendering: str, target: str) -> structure.Span:
    """Find where a stand-in came out, with the spaces around it that its language does not have."""
    known = pack(target)
    detached = known.particles.detached
    start = text.index(rendering)
    end = start + len(rendering)
    if not known.writing.spaced:
        start = len(text[:start].rstrip())
        end = len(text) - len(text[end:].lstrip())
    elif detached is not None and detached.match(text, end):
        end += 1
    return start, end


def _apart(edits: Sequence[Edit]) -> list[Edit]:
    """The edits in their order, none beginning before the one to its left ends."""
    ends = {edit: max((e.end for e in edits if e.start < edit.start), default=0) for edit in edits}
    return [edit._replace(start=max(edit.start, ends[edit])) for edit in edits]


def _found(text: str, use: TermUse, taken: Collection[structure.Span]) -> structure.Span | None:
    """Where a rendering stands that the model wrote by itself, outside places already taken."""
    for form in (use.target, *use.accepted):
        for match in re.finditer(re.escape(form), text) if form else ():
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                return match.span()
    return None


def _agreement(
    text: str,
    spans: Mapping[int, structure.Span],
    uses: Sequence[TermUse],
    particles: Particles,
) -> tuple[Edit, ...]:
    """Return the edits that make particles agree with the renderings before them."""
    edits = []
    for index, (start, end) in spans.items():
        after = particles.following(text, start, end, uses[index].reading)
        if after.agreement is Agreement.WRONG:
            edits.append(Edit(after.start, after.end, after.right))
    return tuple(edits)
