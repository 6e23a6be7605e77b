"""Learn which words translate each other, from a first alignment of the texts.

Two words that stand in the same beads again and again probably mean the same, so where they meet
once more is evidence. How well they keep company is Dice's coefficient over the beads (Dice 1945).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from workflow.align.anchors import Anchor, AnchorKind, places
from workflow.align.lattice import Bead
from workflow.languages.scripts import UNSPACED, is_dense
from workflow.model import Segment

#: How much a learned pair says beside the other anchors, and the least coefficient that counts.
LEARNED, _LEAST = 0.25, 0.4
_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile(f"[{UNSPACED}]")


def learned(
    source: Sequence[Segment], target: Sequence[Segment], beads: Sequence[Bead]
) -> list[Anchor]:
    """Anchor words that the beads bring together at least twice.

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
    return AnchorKind(reliability=1.0, together=LEARNED * weight, apart=0.0)


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
