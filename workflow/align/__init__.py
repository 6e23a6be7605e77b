"""Find which sentences of a text and of its translation belong together.

::

    anchors   what can be recognised in both: numbers, names, marks, terms, common words; and what
              that says for two runs of sentences and against them
    sides     lengths, quotations, paragraphs
    lattice   the cheapest way through both texts, and how sure each of its beads is

How names sound in another script and which common words render each other is true of languages:
see :mod:`workflow.languages.orthography.sounds` and :mod:`workflow.languages.meaning.notions`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil

from workflow.align import anchors
from workflow.align.anchors import Anchor, AnchorKind, places
from workflow.align.lattice import Bead, Lattice
from workflow.align.sides import Side
from workflow.languages.scripts import UNSPACED, is_dense
from workflow.markup import plain, renamed, tags
from workflow.model import Markup, MarkupKind, Segment, TermUse

#: How many sentences of a longer text are aligned at a time. The next window starts at a sure bead
#: in its first part, so that time and memory grow linearly with the texts.
WINDOW = 400
_KEPT, _SLACK, _BORDER = 0.6, 1.25, 0.95

__all__ = ["Bead", "align_segments", "evidence", "fit_markup"]

#: The weight of a learned pair beside the other anchors, and the least coefficient that counts.
_LEARNED, _LEAST = 0.25, 0.4
_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile(f"[{UNSPACED}]")


def align_segments(
    source: Sequence[Segment],
    target: Sequence[Segment],
    uses: Sequence[Sequence[TermUse]] = (),
) -> tuple[Bead, ...]:
    """Align a text with its translation.

    Args:
        source: the sentences of a document, in order.
        target: the sentences of its translation, in order.
        uses: for each source sentence, the glossary terms in it.

    Returns:
        Beads in order; each sentence of both sides is in exactly one.
    """
    done: list[Bead] = []
    while True:
        i, j = (done[-1].source.stop, done[-1].target.stop) if done else (0, 0)
        last = len(source) - i <= WINDOW
        reach = ceil(_SLACK * WINDOW * (len(target) - j) / (len(source) - i)) if not last else None
        here, there = source[i : i + WINDOW], target[j:][:reach]
        beads = _aligned(here, there, uses[i : i + WINDOW])
        done += [bead.moved(i, j) for bead in (beads if last else _reliable(beads))]
        if last:
            return tuple(done)


def _aligned(
    source: Sequence[Segment],
    target: Sequence[Segment],
    uses: Sequence[Sequence[TermUse]],
) -> list[Bead]:
    sides = Side(source), Side(target)
    found = anchors.find(source, target, uses)
    lattice = Lattice(*sides, found)
    more = _learned(source, target, lattice.best())
    beads = Lattice(*sides, [*found, *more]).best()
    return [lattice.supported(bead) for bead in beads]


def _reliable(beads: Sequence[Bead]) -> Sequence[Bead]:
    """Return the beads up to a sure one well before the end of a window that cuts the texts off."""
    limit = _KEPT * WINDOW
    within = [at for at, bead in enumerate(beads, 1) if bead.source.stop <= limit] or [1]
    sure = (
        at
        for at in reversed(within)
        if beads[at - 1].shape == "1-1" and beads[at - 1].confidence >= _BORDER
    )
    return beads[: next(sure, within[-1])]


def evidence(beads: Sequence[Bead]) -> float:
    """Measure the evidence that two texts are translations of each other.

    It is the mean support of the beads that have both sides, in natural logarithms of odds.
    Measured on the benchmark's documents: 2 to 13 for an article and its translation, for two
    different articles less than 0.35.
    """
    support = [bead.support for bead in beads if bead.source and bead.target]
    return sum(support) / len(support) if support else 0.0


def fit_markup(
    source: str, text: str, source_markup: Sequence[Markup], text_markup: Sequence[Markup]
) -> str:
    """Give a translation the placeholders of its source, matched by kind and in order.

    Where the two do not have the same markup, ``text`` comes without any.

    Args:
        source: a sentence with placeholders.
        text: its translation, whose placeholders have names of their own.
        source_markup: what the placeholders of ``source`` stand for.
        text_markup: what those of ``text`` stand for.

    >>> bold, link = MarkupKind.STRONG, MarkupKind.LINK
    >>> own = [Markup("g1", bold), Markup("g2", link)]
    >>> other = [Markup("g7", link), Markup("g8", bold)]
    >>> fit_markup("<g1>a</g1> <g2>b</g2>", "<g7>B</g7> <g8>A</g8>", own, other)
    '<g2>B</g2> <g1>A</g1>'
    """
    wanted, found = _by_kind(source, source_markup), _by_kind(text, text_markup)
    if {kind: len(own) for kind, own in wanted.items()} != {
        kind: len(own) for kind, own in found.items()
    }:
        return plain(text, text_markup)
    pairs = (pair for kind, own in found.items() for pair in zip(own, wanted[kind], strict=True))
    return renamed(text, dict(pairs))


def _by_kind(text: str, markup: Sequence[Markup]) -> dict[MarkupKind | None, list[str]]:
    """Group the tags of a text's placeholders by kind, each tag once, in order."""
    kinds = {item.tag: item.kind for item in markup}
    found: dict[MarkupKind | None, list[str]] = {}
    for tag in tags(text):
        found.setdefault(kinds.get(tag), []).append(tag)
    return found


def _learned(
    source: Sequence[Segment], target: Sequence[Segment], beads: Sequence[Bead]
) -> list[Anchor]:
    """Anchor words that the beads bring together at least twice: they probably correspond.

    How well they keep company is Dice's coefficient over the beads (Dice 1945).

    Args:
        source: the sentences of a document.
        target: the sentences of its translation.
        beads: a first alignment of the two.
    """
    pairs = list(_pairs(source, target, [bead for bead in beads if bead.source and bead.target]))
    here = places(_words(segment.text) for segment in source)
    there = places(_words(segment.text) for segment in target)
    # Words that always stand together are one piece of evidence, not several.
    crowd_here = Counter(tuple(here[one]) for one, _, _ in pairs)
    crowd_there = Counter(tuple(there[other]) for _, other, _ in pairs)
    return [
        Anchor(
            frozenset(here[one]),
            frozenset(there[other]),
            _kind(dice / max(crowd_here[tuple(here[one])], crowd_there[tuple(there[other])])),
        )
        for one, other, dice in pairs
    ]


def _kind(weight: float) -> AnchorKind:
    return AnchorKind(reliability=1.0, together=_LEARNED * weight, apart=0.0)


def _pairs(
    source: Sequence[Segment], target: Sequence[Segment], beads: Sequence[Bead]
) -> Iterator[tuple[str, str, float]]:
    """Yield word pairs that occur together, with their association coefficient."""
    most = max(2, len(beads) // 2)
    one = _recurring([{w for i in b.source for w in _words(source[i].text)} for b in beads], most)
    other = _recurring([{w for j in b.target for w in _words(target[j].text)} for b in beads], most)
    at: list[list[str]] = [[] for _ in beads]
    for word, numbers in other.items():
        for number in numbers:
            at[number].append(word)
    for word, numbers in one.items():
        for partner, together in Counter(w for number in numbers for w in at[number]).items():
            dice = 2 * together / (len(numbers) + len(other[partner]))
            if together > 1 and dice >= _LEAST:
                yield word, partner, dice


def _recurring(features: Sequence[set[str]], most: int) -> dict[str, list[int]]:
    found = places(sorted(words) for words in features)
    return {word: numbers for word, numbers in found.items() if 2 <= len(numbers) <= most}


def _words(text: str) -> set[str]:
    """Return the words of a sentence without their endings; pairs of characters in Chinese."""
    found: set[str] = set()
    for word in _WORD.findall(text.lower()):
        if _UNSPACED.search(word):
            found |= {word[at : at + 2] for at in range(len(word) - 1)}
        elif is_dense(word):
            found |= {word[:end] for end in range(2, min(len(word), 4) + 1)}
        elif len(word) > 2:
            found.add(word[:6])
    return found
