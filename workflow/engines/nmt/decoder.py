"""Climb the term ladder with a translation model.

The rungs, best first:

1. the symbols ``⟦0⟧`` … that a model was trained with, where it has them, as decoys kept from
   being taken for numbers; in short Chinese sentences these come second;
2. names that the model renders stably (:mod:`~workflow.engines.nmt.stable_names`) as decoys, up
   to three choices of them;
3. the sentence as it is, with the terms themselves forced, each with its particle; unless a
   candidate has all of them: what else is wrong with it, forcing would not mend.

On each rung, what did not come out is forced where attention says it belongs (a target prefix).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workflow import glossary, qa
from workflow.engines.constrained import Candidate, Rung
from workflow.engines.constrained.decoys import Decoy, Disguise, disguise, occurrences
from workflow.engines.constrained.edits import Edit, Span, places
from workflow.engines.nmt.batching import Decoding
from workflow.engines.nmt.ctranslate import BEAM, Decode, Decoded, TranslationModel, enough
from workflow.languages import pack
from workflow.languages.scripts import LETTERS, SCRIPTS
from workflow.model import Problem, Request, TermUse
from workflow.qa import engine_problems

#: How many choices of stable names are tried (after symbols only one, since more gained nothing),
#: and how many times something is forced into one candidate.
_TRIES, _ROUNDS = 3, 2
#: What a model writes for what it does not know, and symbols that did not go.
_RESIDUE = re.compile("[\ufffd⟦⟧⁇▁]|<unk>")
#: A word twice in a row, or two or more Han characters twice in a row.
_DOUBLED = re.compile(rf"(?<!\S)(\S{{2,}}) \1(?!\w)|([{SCRIPTS['Han'][0]}]{{2,}})\2")

_Candidate = Candidate[Decoded]


@dataclass(frozen=True, slots=True)
class TermDecoder:
    """A model at work on one sentence; see :mod:`workflow.engines.constrained`.

    Attributes:
        request: the sentence, without placeholders; its terms do not overlap and have renderings.
        model: translates.
        decoys: names that the model renders stably, by kind, best first.
        known: mentions that the model renders as required by itself; they are left alone at first.
        attention: whether candidates must be able to say what came from where.
    """

    request: Request
    model: TranslationModel
    decoys: Mapping[str, Sequence[Decoy]]
    known: Collection[tuple[str, str]] = frozenset()
    attention: bool = False

    @property
    def target(self) -> str:
        """BCP 47 tag of the translation."""
        return self.model.target

    def rungs(self, pool: Sequence[_Candidate]) -> Iterator[Rung[Decoded]]:
        """Yield the steps to try, until a candidate has all names."""
        uses = self.request.terms
        force = ((self.force, _ROUNDS),) if self.model.aligns else ()
        if uses:
            long = enough(self.request.text) < BEAM
            stable = Rung(self._with_stable_names(pool), force)
            symbols = Rung(self._with_symbols(), force)
            # Symbols take half the time of names. In short Chinese sentences names come out better
            # (chrF 30.7 against 27.9 in tests/bench/bench_ladder.py), in Korean ones symbols do.
            names_first = pack(self.target).generation.dense and not long
            first, second = (stable, symbols) if names_first else (symbols, stable)
            yield first
            # A short sentence still tries the other decoys, whatever else is wrong with the first.
            if long and any(map(_is_settled, pool)):
                return
            yield second
            if any(map(_is_settled, pool)):
                return
        mends = ((self.force, min(len(uses), _ROUNDS)),) if self.model.aligns else ()
        yield Rung([Disguise(self.request)], mends)

    def _groups(self) -> list[Sequence[int]]:
        """Return which terms get decoys: those the model does not know, if it knows some; all."""
        uses = self.request.terms
        foreign = [i for i, use in enumerate(uses) if (use.source, use.rendering) not in self.known]
        return [foreign, range(len(uses))] if len(foreign) < len(uses) else [range(len(uses))]

    def _with_symbols(self) -> Iterator[Disguise]:
        uses, symbols = self.request.terms, self.model.symbols
        for which in self._groups():
            if len(which) <= len(symbols):
                given = [(i, Decoy(name, name)) for i, name in zip(which, symbols, strict=False)]
                edits = [Edit(uses[i].start, uses[i].end, decoy.source) for i, decoy in given]
                yield Disguise(self.request, tuple(edits), tuple(given))

    def _with_stable_names(self, pool: Sequence[_Candidate]) -> Iterator[Disguise]:
        groups = self._groups()
        choices = [(groups[-1], number) for number in range(1 if pool else _TRIES)]
        if not pool:
            choices.insert(0, (groups[0], 0))
        tried: set[str] = set()
        for which, number in choices:
            made = disguise(self.request, which, self.decoys, number)
            if made.text not in tried and len(tried) < _TRIES:
                tried.add(made.text)
                yield made

    def translate(self, disguise: Disguise, *, again: bool) -> Decoding[Sequence[Decoded]]:
        """Decode a sentence; one without terms in one hypothesis."""
        if not disguise.request.terms:
            return (yield Decode(self.model, disguise.text, attention=self.attention))
        if again:
            return (yield self._retry(disguise.text))
        number = enough(disguise.text)
        return (yield Decode(self.model, disguise.text, (), number, self.model.aligns))

    def _retry(self, text: str, prefix: tuple[str, ...] = ()) -> Decode:
        """Return what to decode next, its beam no wider than the hypotheses wanted."""
        number = enough(text)
        return Decode(self.model, text, prefix, number, self.model.aligns, number)

    def force(self, candidate: _Candidate) -> Decoding[Sequence[Decoded]]:
        """Decode again, with the first missing name forced to where attention places it."""
        disguise, decoded = candidate.disguise, candidate.hypothesis
        absent = [*(self._absent_decoys if disguise.decoys else self._absent_terms)(candidate)]
        if not absent:
            return ()
        at, name = min(absent)
        prefix = self._prefix(decoded, at, name)
        # A symbol that was forced, or stands before one, cannot come a second time.
        again = tuple(each for each in self.model.symbols if each in prefix)
        found = yield replace(self._retry(disguise.text, prefix), without=again)
        return [replace(each, forced=True) for each in found]

    def _absent_decoys(self, candidate: _Candidate) -> Iterator[tuple[int, str]]:
        """Yield each decoy that is missing or doubled: where its piece belongs, and its name."""
        disguise, decoded = candidate.disguise, candidate.hypothesis
        for (_, decoy), span in zip(disguise.decoys, places(disguise.edits), strict=True):
            if len(occurrences(decoded.text, decoy.target)) != 1:
                yield self._aligned(disguise.text, decoded, span), decoy.target

    def _absent_terms(self, candidate: _Candidate) -> Iterator[tuple[int, str]]:
        """Yield each missing term: where its piece belongs, and its rendering."""
        decoded = candidate.hypothesis
        for use, span in zip(self.request.terms, candidate.spans, strict=True):
            if span is None:
                at = self._aligned(self.request.text, decoded, (use.start, use.end))
                yield at, self._with_particle(decoded, at, use)

    def _aligned(self, text: str, decoded: Decoded, span: Span) -> int:
        """Return the index of the first piece of a translation that comes from part of its source.

        Where attention tells nothing it is estimated from the place in the source.
        """
        lead, spans = self.model.lead, self.model.spans(text)
        columns = {
            number
            for number, (start, end) in enumerate(spans, lead)
            if start < span[1] and end > span[0]
        }
        for number, row in enumerate(decoded.attention()):
            # What stands before and behind the text draws attention that means nothing.
            own = range(lead, min(len(row), lead + len(spans)))
            if own and max(own, key=row.__getitem__) in columns:
                return number
        share = span[0] / max(1, len(text))
        return round(share * len(decoded.pieces))

    def _prefix(self, decoded: Decoded, at: int, name: str) -> tuple[str, ...]:
        """Return the pieces of a translation up to ``at`` and then ``name``, encoded as one text.

        Cut at the beginning of a word, and never inside the bytes of one character.
        """
        pieces = decoded.pieces
        spaced = any(piece.startswith("▁") for piece in pieces[1:])
        while 0 < at < len(pieces) and (
            (spaced and not pieces[at].startswith("▁")) or pieces[at].startswith("<0x")
        ):
            at -= 1
        before = self.model.decode(pieces[:at])
        gap = " " if before and spaced else ""
        return tuple(self.model.encode(before + gap + name))

    def _with_particle(self, decoded: Decoded, at: int, use: TermUse) -> str:
        """Return a term with the particle of the word it replaces, where the language has some."""
        particles = pack(self.target).particles
        if particles.trailing is None:
            return use.rendering
        before = self.model.decode(decoded.pieces[:at])
        rest = decoded.text[len(before) :].split()
        ending = particles.trailing.search(rest[0]) if rest else None
        return particles.attach(use.rendering, ending[0], use.reading) if ending else use.rendering

    def judge(self, disguise: Disguise, hypothesis: Decoded) -> _Candidate:
        """Replace the decoys by the renderings, and list the problems of the translation.

        What a translation says is not looked at: clean is not correct.
        """
        found = disguise.uncover(hypothesis.text, self.target)
        missing = found.spans.count(None)
        problems = [
            glossary.missing(use)
            for use, span in zip(self.request.terms, found.spans, strict=True)
            if span is None
        ]
        if self.request.terms:
            spans = [span for span in found.spans if span]
            problems += damage(self.request.text, found.text, spans, self.target)
            problems += [engine_problems.DECOY(name=name) for name in found.left]
            if not missing:  # else it is not acceptable anyway, and this costs more
                uses = self.request.terms
                problems += qa.wrecked(self.request.text, found.text, self.target, uses)
        return Candidate(
            found.text,
            tuple(problems),
            (missing, len(problems)),
            disguise,
            hypothesis,
            found.spans,
            found.steps,
            not found.left,
        )


def _is_settled(candidate: _Candidate) -> bool:
    """Tell whether a usable candidate has all names, so that forcing could mend nothing."""
    return None not in candidate.spans and candidate.usable


def damage(source: str, text: str, spans: Sequence[Span], target: str) -> list[Problem]:
    """Return what forced names and weak models do to a text: names glued, words doubled, residue.

    Args:
        source: the sentence, without placeholders.
        text: its translation.
        spans: where the required renderings stand in it.
        target: BCP 47 tag of its language.
    """
    found = [*_glued(text, spans, target)]
    if match := _RESIDUE.search(text):
        found.append(engine_problems.LEFT(text=repr(match[0])))
    if (match := _DOUBLED.search(text)) and (match[1] or match[2]) not in source:
        found.append(engine_problems.DOUBLED(text=repr(match[0])))
    return found


def _glued(text: str, spans: Sequence[Span], target: str) -> Iterator[Problem]:
    """Yield the problems right before and right behind the renderings."""
    ordered = sorted(spans)
    for (_, end), (start, last) in pairwise(ordered):
        if start <= end:
            yield engine_problems.ADJOINING(text=text[start:last])
    generation = pack(target).generation
    for start, end in ordered:
        name = text[start:end]
        if generation.bound is not None:
            letter = LETTERS[pack(target).writing.scripts[0]]
            if start and letter.match(text[start - 1]) and letter.match(name):
                yield engine_problems.GLUED_BEFORE(name=name)
            if letter.match(text, end) and not _may_follow(text, end, target):
                yield engine_problems.GLUED_AFTER(name=name)
        before, after = text[start - 1 : start], text[end : end + 1]
        if generation.joiner and generation.joiner in (before, after):
            yield engine_problems.JOINED(name=name)
        elif after in generation.counters:
            yield engine_problems.COUNTED(name=name, text=after)


def _may_follow(text: str, end: int, target: str) -> bool:
    """Tell whether endings follow a name, perhaps after a noun that is written onto it."""
    particles, bound = pack(target).particles, pack(target).generation.bound
    noun = bound.match(text, end) if bound else None
    return particles.end_noun(text, end) or bool(noun and particles.end_noun(text, noun.end()))
