"""The ``argos`` engine: Argos Translate packages, driven through CTranslate2 directly.

A sentence goes through one package, or two by way of English. Its names get the renderings the
glossary requires (:mod:`~workflow.engines.argos.ladder`), its placeholders their places
(:mod:`~workflow.engines.constrained.placeholders`); all sentences are decoded together
(:mod:`~workflow.engines.argos.batching`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workflow import qa
from workflow.engines.argos import stable_names
from workflow.engines.argos.batching import Steps, run
from workflow.engines.argos.candidate import Candidate
from workflow.engines.argos.ctranslate import Decode, Model
from workflow.engines.argos.edits import moved, restored
from workflow.engines.argos.ladder import Ladder
from workflow.engines.argos.stable_names import KINDS
from workflow.engines.constrained import placeholders
from workflow.engines.constrained.placeholders import Link, Mark
from workflow.engines.setup import packages
from workflow.errors import PairUnavailable
from workflow.glossary import missing
from workflow.languages import language, normalize, space_between
from workflow.model import Draft, Problem, Project, Request, TermUse
from workflow.qa import notes

#: Sentences longer than this (in characters, by how much one says) are translated in parts:
#: models lose the thread, and the end of the text, well before their technical limit.
_LONGEST = {"zh": 200, "zt": 200, "ja": 200, "ko": 300}
_LONGEST_OTHER = 600
#: Where a long sentence may be cut, best first.
_CUTS = (re.compile(r"[;；。!?！？]\s*"), re.compile(r"[,，、:：]\s*"), re.compile(r"\s+"))


class ArgosEngine:
    """Translates with the Argos packages installed on this machine."""

    name = "argos"

    def __init__(self, project: Project) -> None:
        self._cache = project.cache / "argos"
        self._models: dict[Path, Model] = {}

    def signature(self, source: str, target: str) -> str:
        """``argos/en_ko-1.1``, or both packages of a pivot: ``argos/ko_en-1.1+en_zh-1.9``."""
        names = [model.name for model in self.route(source, target)]
        return "argos/" + "+".join(names or ["none"])

    def serves(self, source: str, target: str) -> bool:
        """Whether there are packages for the pair, directly or through English."""
        return bool(packages.available() and self.route(source, target))

    def translate(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Yields drafts in no particular order; see :class:`workflow.protocols.Engine`.

        Raises:
            PairUnavailable: no package serves the pair.
            EngineError: a package is damaged, or the model fails.
        """
        route = self.route(source, target)
        if not route:
            raise PairUnavailable(
                "argos",
                f"no package translates {source} → {target}",
                "Run: workflow engines install",
            )
        named = any(request.terms for request in requests)
        found = [stable_names.of(model, self._cache) if named else {} for model in route]
        known = _known(route[0], requests, target) if named and len(route) == 1 else frozenset()
        way = _Way(
            tuple(
                Ladder(model, names, known, normalize(model.target))
                for model, names in zip(route, found, strict=True)
            ),
            self.signature(source, target),
            target,
        )
        # Longest first: batches of one length, and nothing long left over at the end.
        order = sorted(range(len(requests)), key=lambda index: -len(requests[index].text))
        yield from run((index, way.draft(requests[index])) for index in order)

    def route(self, source: str, target: str) -> tuple[Model, ...]:
        """The models to go through from one language to another; empty when there is no way."""
        way = packages.route(language(source).argos, language(target).argos)
        return tuple(self._models.setdefault(package.path, Model(package)) for package in way)


def _known(model: Model, requests: Sequence[Request], target: str) -> frozenset[tuple[str, str]]:
    """The mentions that the model, asked for them alone, renders as required."""

    def asked(mention: str) -> Steps[str]:
        answer = yield Decode(model, mention, beam=1)
        return answer[0].text.rstrip(".。")

    pairs = dict.fromkeys((use.source, use.target) for r in requests for use in r.terms)
    mentions = list(dict.fromkeys(mention for mention, _ in pairs))
    answers = dict(run((index, asked(mention)) for index, mention in enumerate(mentions)))
    said = {mention: answers[index] for index, mention in enumerate(mentions)}
    return frozenset(pair for pair in pairs if said[pair[0]] == pair[1])


@dataclass(frozen=True, slots=True)
class _Way:
    """From one language to another: one ladder a package."""

    ladders: tuple[Ladder, ...]
    signature: str
    target: str

    def draft(self, request: Request) -> Steps[Draft]:
        """Translates one request."""
        text, found, place = placeholders.separate(request.text)
        if not any(character.isalpha() for character in text):
            return Draft(request.text, self.signature)
        uses = _constraints(request.terms, place)
        parts = split_long(text, uses, self.ladders[0].model.source)
        done: list[str] = []
        placed: list[Mark] = []
        problems: list[Problem] = []
        for start, end in parts:
            inside = [use for use in uses if start <= use.start < end]
            own = [mark for mark in found if _belongs(mark, start, end, len(text))]
            part = yield from self._part(text[start:end], start, inside, own)
            offset = sum(map(len, done))
            placed += [replace(m, start=m.start + offset, end=m.end + offset) for m in part.marks]
            done.append(part.text + space_between(self.target))
            problems += part.problems
        result = placeholders.render("".join(done).rstrip(), _joined(placed))
        if len(parts) > 1:
            problems.append(notes.IN_PARTS(n=len(parts)))
        problems += qa.gate(request.text, result, self.target, request.terms)
        return Draft(result, self.signature, tuple(dict.fromkeys(problems)))

    def _part(
        self, text: str, offset: int, uses: Sequence[TermUse], found: Sequence[Mark]
    ) -> Steps[_Part]:
        """Translates one part through every package of the way."""
        uses = [replace(use, start=use.start - offset, end=use.end - offset) for use in uses]
        part = _Part(
            text,
            tuple(
                replace(m, start=max(0, m.start - offset), end=min(m.end - offset, len(text)))
                for m in found
            ),
        )
        for number, ladder in enumerate(self.ladders):
            last = number + 1 == len(self.ladders)
            wanted = uses if last else _surrogates(uses, self.ladders[number + 1])
            if found:
                ladder = replace(ladder, attention=ladder.model.aligns)  # noqa: PLW2901
            candidate = yield from ladder.climb(part.text, wanted)
            guessed: tuple[Problem, ...] = ()
            placed: tuple[Mark, ...] = ()
            if found:
                links = _links(ladder.model, candidate, wanted)
                placed, guessed = placeholders.project(part.marks, part.text, candidate.text, links)
            said = list(_said(candidate))
            if not last:
                uses, said = _carried(uses, candidate)
            part = _Part(candidate.text, placed, (*part.problems, *guessed, *said))
        return part


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    marks: tuple[Mark, ...]
    problems: tuple[Problem, ...] = ()


def _constraints(uses: Sequence[TermUse], place: placeholders.Place) -> list[TermUse]:
    """The uses that have a rendering, in order, at their places without placeholders."""
    chosen: list[TermUse] = []
    for use in sorted(uses, key=lambda use: (use.start, -use.end)):
        moved_use = replace(use, start=place(use.start), end=place(use.end))
        if use.target and (not chosen or chosen[-1].end <= moved_use.start):
            chosen.append(moved_use)
    return chosen


def split_long(text: str, uses: Sequence[TermUse], source: str) -> list[tuple[int, int]]:
    """The parts a text is translated in: nearly always one. No cut goes through a term."""
    longest = _LONGEST.get(source, _LONGEST_OTHER)
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
        end = next(cuts, _clear_of_terms(window.stop, start, uses))
        parts.append((start, end))
        start = end
    return [*parts, (start, len(text))]


def _clear_of_terms(end: int, start: int, uses: Sequence[TermUse]) -> int:
    """A place to cut where there is no good one: before a term that stands there, or behind it."""
    term = next((use for use in uses if use.start < end < use.end), None)
    if term is None:
        return end
    return term.start if term.start > start else term.end


def _belongs(mark: Mark, start: int, end: int, length: int) -> bool:
    """Whether a placeholder stands in a part; a pair across a cut stands in both."""
    if mark.start == mark.end:
        return start <= mark.start < end or mark.start == end == length
    return mark.start < end and start < mark.end


def _joined(placed: Sequence[Mark]) -> list[Mark]:
    """The marks of all parts, the pieces of one pair made one again."""
    joined: dict[str, Mark] = {}
    for mark in placed:
        first = joined.get(mark.tag, mark)
        joined[mark.tag] = replace(
            mark, start=min(first.start, mark.start), end=max(first.end, mark.end)
        )
    return list(joined.values())


def _surrogates(uses: Sequence[TermUse], ladder: Ladder) -> list[TermUse]:
    """The uses as they travel to English: under names that the next model is at home with."""
    free = {
        kind: stable_names.names(ladder.model.source, kind, ladder.carriers)
        for kind in KINDS.values()
    }
    travelling: list[TermUse] = []
    for use in uses:
        names = [
            name for name in free[KINDS[use.type]] if name not in {t.target for t in travelling}
        ]
        target = names[0] if names else use.source
        travelling.append(replace(use, target=target, accepted=(), reading="", parts=()))
    return travelling


def _carried(uses: Sequence[TermUse], candidate: Candidate) -> tuple[list[TermUse], list[Problem]]:
    """The uses at their places in the text that the next model translates; the lost ones named."""
    pairs = list(zip(uses, candidate.spans, strict=True))
    carried = [
        replace(use, source=candidate.text[slice(*span)], start=span[0], end=span[1])
        for use, span in pairs
        if span
    ]
    return carried, [missing(use) for use, span in pairs if not span]


def _said(candidate: Candidate) -> Iterator[Problem]:
    """What the reviewer has to know about a candidate."""
    yield from candidate.faults
    if candidate.forced:
        yield notes.FORCED()


def _links(model: Model, candidate: Candidate, uses: Sequence[TermUse]) -> list[Link]:
    """What in the candidate's text comes from what in its source, by attention."""
    trial = candidate.trial
    links = [
        Link((use.start, use.end), span, exact=True)
        for use, span in zip(uses, candidate.spans, strict=True)
        if span
    ]
    if not model.aligns:
        return links
    columns = [
        (restored(start, trial.edits), restored(end, trial.edits))
        for start, end in model.spans(trial.text)
    ]
    own = [span for span in candidate.spans if span]
    pieces = candidate.hypothesis.pieces
    end = 0
    for number, row in enumerate(candidate.hypothesis.attention()[: len(pieces)]):
        start, end = end, len(model.decode(pieces[: number + 1]))
        if not len(row) or end <= start:
            continue
        best = max(range(len(columns)), key=row.__getitem__)
        target = _final(candidate, start), _final(candidate, end)
        if target[0] < target[1] and not any(a < target[1] and target[0] < b for a, b in own):
            links.append(Link(columns[best], target))
    return links


def _final(candidate: Candidate, position: int) -> int:
    """Where a place of the hypothesis is in the candidate's text."""
    for edits in candidate.steps:
        position = moved(position, edits)
    return position
