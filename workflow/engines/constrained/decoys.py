"""Replace names that a model has never heard of by decoys that it knows well.

A name that a model does not know comes out garbled, or as another real person's. So the sentence is
translated with a name that it does know, and in the translation that name's rendering gives way to
the one that the glossary requires. Which names a model is sure of is its own matter: a translation
model is asked (:mod:`workflow.engines.nmt.stable_names`) or was trained with symbols for them, a
language model knows what everybody knows (:func:`well_known`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from workflow import markup
from workflow.engines.constrained.edits import Edit, Span, apply, moved_span, places, rendered
from workflow.languages import pack
from workflow.languages.orthography.boundaries import stands_apart
from workflow.languages.orthography.particles import Agreement
from workflow.model import Request, TermType, TermUse

#: Kinds of names that behave alike in a sentence.
KINDS: Mapping[TermType, str] = {
    TermType.PERSON: "person",
    TermType.ORG: "org",
    TermType.ABBR: "org",
    TermType.PRODUCT: "org",
    TermType.PLACE: "place",
    TermType.TITLE: "term",
    TermType.TERM: "term",
}
#: The kinds whose decoys are used when a kind has none left.
_ALIKE = {"place": ("org",), "org": ("place",), "person": ("org",)}


@dataclass(frozen=True, slots=True)
class Decoy:
    """A name that a model translates reliably.

    Attributes:
        source: how it is written in the source language.
        target: how the model renders it.
        stability: the share of sentences in which it does.
    """

    source: str
    target: str
    stability: float = 1.0


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A translation with the required renderings in place of the decoys.

    Attributes:
        text: the translation.
        spans: where the rendering of each term of the sentence stands; None where it does not.
        steps: the edits that made the text of what the model wrote, one list after the other.
        left: decoys of which something is left: such a text must never be published.
    """

    text: str
    spans: tuple[Span | None, ...]
    steps: tuple[tuple[Edit, ...], ...]
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Disguise:
    """A sentence as a model gets it, with decoys in place of all, some or none of its terms.

    Attributes:
        request: the sentence itself.
        edits: what is written where, one edit a decoy.
        decoys: the term that each decoy is for, as an index into the request's.
    """

    request: Request
    edits: tuple[Edit, ...] = ()
    decoys: tuple[tuple[int, Decoy], ...] = ()

    @property
    def text(self) -> str:
        """The sentence with the decoys."""
        return apply(self.request.text, self.edits)

    def disguised(self) -> Request:
        """Return the request with decoys in its text, and the remaining terms without one."""
        hidden = {index for index, _ in self.decoys}
        uses = []
        for index, use in enumerate(self.request.terms):
            if index not in hidden:
                start, end = moved_span((use.start, use.end), self.edits)
                uses.append(replace(use, start=start, end=end))
        return replace(self.request, text=self.text, terms=tuple(uses))

    def uncover(self, text: str, target: str) -> Uncovered:
        """Put the required renderings in place of the decoys in a translation.

        A decoy that did not come out, or oftener than the source has it, stays: it cannot be told
        which one is meant. Particles after a rendering are made to agree with it.

        Args:
            text: a translation of :attr:`text`.
            target: BCP 47 tag of its language.
        """
        uses = self.request.terms
        if not uses:
            return Uncovered(text, (), ((), ()))
        swaps, spans = self._swaps(text, target)
        swapped = apply(text, swaps)
        agreed = _agreement(swapped, spans, uses, target)
        text = apply(swapped, agreed)
        spans = {index: moved_span(span, agreed) for index, span in spans.items()}
        for index, use in enumerate(uses):
            if index not in spans and (span := _written(text, use, spans.values())):
                spans[index] = span
        return Uncovered(
            text,
            tuple(spans.get(index) for index in range(len(uses))),
            (swaps, agreed),
            tuple(_left(text, spans.values(), [decoy.target for _, decoy in self.decoys])),
        )

    def _swaps(self, text: str, target: str) -> tuple[tuple[Edit, ...], dict[int, Span]]:
        """Return the edits that put renderings in place of decoys, and where each is then."""
        owners: dict[Decoy, list[int]] = {}
        for index, decoy in self.decoys:
            owners.setdefault(decoy, []).append(index)
        found: dict[int, Span] = {}
        for decoy, indices in owners.items():
            spans = occurrences(text, decoy.target)
            if 1 <= len(spans) <= len(indices):
                found.update(zip(indices, spans, strict=False))
        edits = _apart(
            [
                Edit(*_with_spaces(text, span, target), self.request.terms[index].rendering)
                for index, span in found.items()
            ]
        )
        return tuple(edits), dict(zip(found, places(edits), strict=True))


def disguise(
    request: Request,
    which: Iterable[int],
    known: Mapping[str, Sequence[Decoy]],
    attempt: int = 0,
    *,
    shared: bool = False,
) -> Disguise:
    """Put decoys in place of some terms of a sentence.

    A decoy is of the term's kind, and no name that stands in what is left of the sentence, or in
    its renderings. A term for which none is left stays as it is.

    Args:
        request: the sentence.
        which: indices of the terms to be replaced; they do not overlap.
        known: decoys by kind, best first.
        attempt: each takes other decoys.
        shared: all mentions of one row of the glossary get the same decoy, instead of one each.
    """
    uses = {index: request.terms[index] for index in which}
    forms = [use.rendering for index, use in enumerate(request.terms) if index not in uses]
    rest = apply(request.text, [Edit(use.start, use.end, "\0") for use in uses.values()])
    owners = {index: use.term if shared else str(index) for index, use in uses.items()}
    chosen: dict[str, Decoy] = {}
    for kind in dict.fromkeys(KINDS[use.type] for use in uses.values()):
        own = dict.fromkeys(owners[index] for index, use in uses.items() if KINDS[use.type] == kind)
        free = [
            decoy
            for decoy in known.get(kind, ())
            if decoy.source.removeprefix("the ") not in rest
            and not any(decoy.target in form for form in forms)
        ]
        first = attempt * len(own) % max(1, len(free))
        left = (one for one in (*free[first:], *free[:first]) if one not in chosen.values())
        chosen.update(list(zip(own, left, strict=False)))
    given = [(index, chosen[owner]) for index, owner in owners.items() if owner in chosen]
    edits = tuple(_edit(request.text, uses[index], decoy) for index, decoy in given)
    return Disguise(request, edits, tuple(given))


def _edit(text: str, use: TermUse, decoy: Decoy) -> Edit:
    """Return the edit that writes a decoy in place of a term, with the term's placeholders."""
    name = decoy.source
    if text[: use.start].lower().endswith("the "):
        name = name.removeprefix("the ")
    return Edit(use.start, use.end, markup.around(text[use.start : use.end], name))


def with_alike(known: Mapping[str, Sequence[Decoy]]) -> dict[str, tuple[Decoy, ...]]:
    """Return decoys by kind, each kind's own followed by those of similar kinds."""
    return {
        kind: tuple(
            decoy for each in (kind, *_ALIKE.get(kind, ())) for decoy in known.get(each, ())
        )
        for kind in dict.fromkeys(KINDS.values())
    }


@cache
def well_known(source: str, target: str) -> Mapping[str, tuple[Decoy, ...]]:
    """Return decoys that any language model knows, by kind; none for most languages.

    Args:
        source: BCP 47 tag of the sentence.
        target: BCP 47 tag of the translation.
    """
    from_, to = (pack(tag).decoy_names.well_known for tag in (source, target))
    known = {kind: tuple(map(Decoy, from_[kind], to[kind])) for kind in from_ if to.get(kind)}
    return known | {"term": known.get("org", ())}


def with_well_known(
    request: Request,
    pair: tuple[str, str],
    wanted: Collection[TermUse] | None,
    attempt: int = 0,
) -> Iterator[Disguise]:
    """Yield a sentence with well-known names in place of its terms, if there are any for them.

    Args:
        request: the sentence.
        pair: BCP 47 tags of its language and of the translation's.
        wanted: the terms to be replaced; None for all that have a rendering.
        attempt: each takes other decoys.
    """
    uses = request.terms
    if wanted is not None:
        uses = tuple(use if use in wanted else replace(use, rendering="") for use in uses)
    which = [number for number, _ in rendered(uses)]
    hidden = disguise(request, which, well_known(*pair), attempt, shared=True)
    if hidden.decoys:
        yield hidden


def occurrences(text: str, name: str) -> list[Span]:
    """Find where a decoy's rendering stands in a text as a name of its own."""
    spans = (found.span() for found in re.finditer(re.escape(name), text))
    return [span for span in spans if stands_apart(text, *span)]


def _with_spaces(text: str, span: Span, target: str) -> Span:
    """Widen a span by the spaces beside it that the target language writes without."""
    start, end = span
    language = pack(target)
    detached = language.particles.detached
    if not language.writing.spaced:
        return len(text[:start].rstrip()), len(text) - len(text[end:].lstrip())
    return start, end + 1 if detached is not None and detached.match(text, end) else end


def _apart(edits: Sequence[Edit]) -> list[Edit]:
    """Move the starts of overlapping edits, so that each begins after the previous one."""
    ends = {edit: max((e.end for e in edits if e.start < edit.start), default=0) for edit in edits}
    return [edit._replace(start=max(edit.start, ends[edit])) for edit in edits]


def _agreement(
    text: str, spans: Mapping[int, Span], uses: Sequence[TermUse], target: str
) -> tuple[Edit, ...]:
    """Return the edits that make particles agree with the renderings before them."""
    particles = pack(target).particles
    edits = []
    for index, (start, end) in spans.items():
        after = particles.following(text, start, end, uses[index].reading)
        if after.agreement is Agreement.WRONG:
            edits.append(Edit(after.start, after.end, after.right))
    return tuple(edits)


def _written(text: str, use: TermUse, taken: Collection[Span]) -> Span | None:
    """Find a rendering that the model wrote by itself, outside the spans already taken."""
    for form in (use.rendering, *use.accepted):
        for match in re.finditer(re.escape(form), text) if form else ():
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                return match.span()
    return None


def _left(text: str, spans: Collection[Span], names: Sequence[str]) -> Iterator[str]:
    """Yield the decoys that the text still holds, or a part of, outside the required renderings."""
    if not names:
        return
    for start, end in spans:
        text = text[:start] + "\0" * (end - start) + text[end:]
    for name in names:
        parts = [part for part in re.split(r"[\s·]+", name) if len(part) > 1]
        if any(part in text for part in parts):
            yield name
