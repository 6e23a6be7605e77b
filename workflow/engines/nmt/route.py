"""Take one sentence through the models, its terms and placeholders with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from workflow import qa
from workflow.engines.constrained import Candidate, TooLong, climb
from workflow.engines.constrained.decoys import KINDS, Decoy
from workflow.engines.constrained.edits import moved, restored
from workflow.engines.constrained.placeholders import (
    Link,
    Placeholder,
    Position,
    place,
    render,
    separate,
)
from workflow.engines.nmt.batching import Decoding
from workflow.engines.nmt.ctranslate import Decoded, TranslationModel
from workflow.engines.nmt.decoder import TermDecoder
from workflow.glossary import missing
from workflow.languages import pack, space_between
from workflow.model import Draft, Problem, Request, TermUse
from workflow.qa import engine_problems

#: Where a long sentence may be cut, best first.
_CUTS = (re.compile(r"[;；。!?！？]\s*"), re.compile(r"[,，、:：]\s*"), re.compile(r"\s+"))

_Placed = TypeVar("_Placed", Placeholder, TermUse)


@dataclass(frozen=True, slots=True)
class Leg:
    """One model on the way from one language to another.

    Attributes:
        model: translates.
        decoys: names it renders stably, by kind.
        familiar: names it is likely to know, by kind, in the language that it reads.
        known: mentions, and their renderings, that it knows.
    """

    model: TranslationModel
    decoys: Mapping[str, Sequence[Decoy]] = field(default_factory=dict)
    familiar: Mapping[str, Sequence[str]] = field(default_factory=dict)
    known: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a sentence on its way: nearly always all of it.

    Attributes:
        text: in the language that it has come to.
        placeholders: where they stand in it.
        problems: what is wrong with it.
        judged: the source and text of which the ladder has said whether they are a wreck.
    """

    text: str
    placeholders: tuple[Placeholder, ...]
    problems: tuple[Problem, ...] = ()
    judged: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """The way from one language to another."""

    legs: tuple[Leg, ...]
    signature: str
    target: str

    def draft(self, request: Request) -> Decoding[Draft]:
        """Translate one sentence."""
        text, found, position = separate(request.text)
        if not any(character.isalpha() for character in text):
            return Draft(request.text, self.signature)
        uses = _required(request.terms, position)
        longest = pack(self.legs[0].model.source).generation.longest
        try:
            parts = yield from self._parts(_Part(text, tuple(found)), uses, longest)
        except TooLong:
            return Draft("", self.signature, qa.gate(request.text, "", self.target))
        done = ""
        placed: list[Placeholder] = []
        problems: list[Problem] = []
        for part in parts:
            placed += [_shifted(each, len(done)) for each in part.placeholders]
            done += part.text + space_between(self.target)
            problems += part.problems
        result = render(done.rstrip(), _joined(placed))
        if len(parts) > 1:
            problems.append(engine_problems.IN_PARTS(n=len(parts)))
        # The ladder has named what is missing; the rest drafting asks the glossary, after repair.
        # Nor is a text asked twice whether it is a wreck.
        judged = len(parts) == 1 and parts[0].judged == (request.text, result)
        without = ("terms", *qa.WRECKS) if judged else ("terms",)
        problems += qa.gate(request.text, result, self.target, request.terms, without=without)
        return Draft(result, self.signature, tuple(dict.fromkeys(problems)))

    def _parts(
        self, whole: _Part, uses: Sequence[TermUse], longest: int
    ) -> Decoding[Sequence[_Part]]:
        """Translate a text in parts; one that a model does not take in halves of it.

        Raises:
            TooLong: a part is not taken, and cannot be cut.
        """
        done: list[_Part] = []
        for start, end in split_long(whole.text, uses, longest):
            found = _within(whole.placeholders, start, end, len(whole.text))
            part = _Part(whole.text[start:end], found)
            inside = [_shifted(use, -start) for use in uses if start <= use.start < end]
            try:
                done.append((yield from self._part(part, inside)))
            except TooLong:
                if longest < 2 or end - start > longest:
                    raise
                done += yield from self._parts(part, inside, (end - start + 1) // 2)
        return done

    def _part(self, part: _Part, uses: Sequence[TermUse]) -> Decoding[_Part]:
        """Translate one part through every model."""
        for number, leg in enumerate(self.legs):
            last = number + 1 == len(self.legs)
            wanted = uses if last else _travelling(uses, self.legs[number + 1])
            attention = bool(part.placeholders) and leg.model.aligns
            request = Request(part.text, terms=tuple(wanted))
            decoder = TermDecoder(request, leg.model, leg.decoys, leg.known, attention)
            candidate = yield from climb(decoder)
            guessed: tuple[Problem, ...] = ()
            placed: tuple[Placeholder, ...] = ()
            if part.placeholders:
                placed, guessed = place(
                    part.placeholders,
                    part.text,
                    candidate.text,
                    leg.model.target,
                    _links(leg.model, candidate),
                )
            forced = [engine_problems.FORCED()] if candidate.hypothesis.forced else []
            said = [*candidate.problems, *forced]
            if not last:
                uses, said = _arrived(uses, candidate)
            asked = candidate.spans and None not in candidate.spans
            judged = (part.text, candidate.text) if asked else None
            part = _Part(candidate.text, placed, (*part.problems, *guessed, *said), judged)
        return part


def _required(uses: Sequence[TermUse], position: Position) -> list[TermUse]:
    """Return the uses that have a rendering, in order, where they stand without placeholders."""
    chosen: list[TermUse] = []
    for use in sorted(uses, key=lambda use: (use.start, -use.end)):
        plain = replace(use, start=position(use.start), end=position(use.end))
        if use.rendering and (not chosen or chosen[-1].end <= plain.start):
            chosen.append(plain)
    return chosen


def split_long(text: str, uses: Sequence[TermUse], longest: int) -> list[tuple[int, int]]:
    """Find the parts in which a text is translated: nearly always one. No cut goes through a term.

    Args:
        text: a sentence.
        uses: its terms.
        longest: how many characters a part may have.
    """
    parts = []
    start = 0
    while len(text) - start > longest:
        window = range(start + longest // 3, start + longest)
        cuts = (
            match.end()
            for pattern in _CUTS
            for match in reversed(list(pattern.finditer(text, window.start, window.stop)))
            if not any(use.start < match.end() < use.end for use in uses)
        )
        end = next(cuts, _beside_term(window.stop, start, uses))
        parts.append((start, end))
        start = end
    return [*parts, (start, len(text))]


def _beside_term(end: int, start: int, uses: Sequence[TermUse]) -> int:
    """Find a place to cut where there is no good one: before a term that stands there, or after."""
    term = next((use for use in uses if use.start < end < use.end), None)
    if term is None:
        return end
    return term.start if term.start > start else term.end


def _within(
    found: Sequence[Placeholder], start: int, end: int, length: int
) -> tuple[Placeholder, ...]:
    """Return the placeholders of one part; a pair across a cut stands in both."""
    own = []
    for each in found:
        if each.start == each.end:
            belongs = start <= each.start < end or each.start == end == length
        else:
            belongs = each.start < end and start < each.end
        if belongs:
            begins, ends = max(0, each.start - start), min(each.end - start, end - start)
            own.append(replace(each, start=begins, end=ends))
    return tuple(own)


def _shifted(each: _Placed, by: int) -> _Placed:
    return replace(each, start=each.start + by, end=each.end + by)


def _joined(placed: Sequence[Placeholder]) -> list[Placeholder]:
    """Join the pieces of each pair that was cut between parts into one pair."""
    joined: dict[str, Placeholder] = {}
    for each in placed:
        first = joined.get(each.tag, each)
        start, end = min(first.start, each.start), max(first.end, each.end)
        joined[each.tag] = replace(each, start=start, end=end)
    return list(joined.values())


def _travelling(uses: Sequence[TermUse], leg: Leg) -> list[TermUse]:
    """Return the terms for the way to English, rendered by names that the next model knows."""
    travelling: list[TermUse] = []
    for use in uses:
        taken = {other.rendering for other in travelling}
        names = leg.familiar.get(KINDS[use.type], ())
        name = next((name for name in names if name not in taken), use.source)
        travelling.append(replace(use, rendering=name, accepted=(), reading="", parts=()))
    return travelling


def _arrived(
    uses: Sequence[TermUse], candidate: Candidate[Decoded]
) -> tuple[list[TermUse], list[Problem]]:
    """Return the terms where they are in the next model's text, and problems of lost ones."""
    pairs = list(zip(uses, candidate.spans, strict=True))
    arrived = [
        replace(use, source=candidate.text[slice(*span)], start=span[0], end=span[1])
        for use, span in pairs
        if span
    ]
    return arrived, [missing(use) for use, span in pairs if not span]


def _links(model: TranslationModel, candidate: Candidate[Decoded]) -> list[Link]:
    """Link the parts of a candidate's text to the parts of its source, by attention."""
    disguise, decoded = candidate.disguise, candidate.hypothesis
    links = [
        Link((use.start, use.end), span, exact=True)
        for use, span in zip(disguise.request.terms, candidate.spans, strict=True)
        if span
    ]
    if not model.aligns:
        return links
    columns = [
        (restored(start, disguise.edits), restored(end, disguise.edits))
        for start, end in model.spans(disguise.text)
    ]
    own = [span for span in candidate.spans if span]
    end = 0
    for number, row in enumerate(decoded.attention()[: len(decoded.pieces)]):
        start, end = end, len(model.decode(decoded.pieces[: number + 1]))
        if len(row) < model.lead + len(columns) or end <= start:
            continue
        best = max(range(len(columns)), key=lambda column: row[model.lead + column])
        target = _final(candidate, start), _final(candidate, end)
        if target[0] < target[1] and not any(a < target[1] and target[0] < b for a, b in own):
            links.append(Link(columns[best], target))
    return links


def _final(candidate: Candidate[Decoded], position: int) -> int:
    """Return where a position of what the model wrote is in the candidate's text."""
    for edits in candidate.steps:
        position = moved(position, edits)
    return position
