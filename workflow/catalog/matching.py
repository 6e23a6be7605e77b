"""Finds which old sentences a new sentence was made from: edited, split or joined.

Candidates come from an index of the words two sentences share, rarest first, and from the
neighbourhood in the document, so that the cost grows with the size of the document and not with
its square. Similarity is rapidfuzz's ``ratio`` (normalised indel distance) and ``partial_ratio``
(the best match of the shorter text inside the longer one).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest

#: Least similarity (0–100) for an old sentence to count as the earlier version of a new one. Two
#: unrelated English news sentences of one length reach 45 to 55.
EDITED = 65.0
#: The same for a sentence that is long gone from the document.
REMEMBERED = 78.0
#: Sentences of up to this many characters must be nearly the same: chance makes them alike.
_SHORT, _SHORT_EDITED = 15, 80.0
#: Least similarity for one sentence to count as part of another.
CONTAINED = 88.0
#: A part is at most this share of the whole; otherwise it is the same sentence, edited.
_PART = 0.9
#: How many candidates by shared words, and how many by place, are looked at for one sentence.
_BY_WORDS, _BY_PLACE = 6, 4
#: Words in more old sentences than this say little about which one is meant.
_COMMON = 40
_WORD = re.compile(r"[^\W_]+")
#: Scripts written without spaces between words: Han, kana, Hangul take pairs of characters.
_UNSPACED = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a new sentence was made from.

    Attributes:
        olds: indices of the old sentences; several when they were joined.
        part: for a piece of a split sentence, its 0-based number, if the pieces make up the whole.
        parts: how many pieces there are; 1 when it wasn't split.
    """

    olds: tuple[int, ...]
    part: int | None = None
    parts: int = 1


@dataclass(slots=True)
class _Pairs:
    """Scores of the candidate pairs, by (new, old)."""

    ratio: dict[tuple[int, int], float] = field(default_factory=dict)
    part: dict[tuple[int, int], float] = field(default_factory=dict)


def origins(
    new: Sequence[str],
    old: Sequence[str],
    places: Sequence[int] | None = None,
    *,
    edited: float = EDITED,
) -> dict[int, Origin]:
    """For each new sentence that was made from old ones: from which.

    Args:
        new: sentences that are new to the document, in its order.
        old: sentences that are no longer in it, in its former order.
        places: for each new sentence, the index of the old one that stood near it.
        edited: least similarity for an old sentence to be the earlier version of a new one.
    """
    pairs = _score(new, old, places)
    found: dict[int, Origin] = {}
    used = set(_split(new, old, pairs, found)) | set(_join(new, old, pairs, found))
    _edit(new, old, pairs, found, used, edited)
    return found


def _score(new: Sequence[str], old: Sequence[str], places: Sequence[int] | None) -> _Pairs:
    from rapidfuzz import fuzz

    pairs = _Pairs()
    index = _Index(old)
    for number, text in enumerate(new):
        near = range(places[number], places[number] + _BY_PLACE) if places else range(0)
        candidates = {*index.candidates(text), *(at for at in near if at < len(old))}
        for candidate in candidates:
            other = old[candidate]
            pairs.ratio[number, candidate] = fuzz.ratio(text, other)
            if not _PART < len(text) / len(other) < 1 / _PART:
                score = fuzz.partial_ratio(text, other, score_cutoff=CONTAINED)
                if score and min(len(text), len(other)) >= _least(text):
                    pairs.part[number, candidate] = score
    return pairs


def _least(text: str) -> int:
    """How long a part must be to mean something: characters, fewer in dense scripts."""
    return 6 if _UNSPACED.search(text) else 12


class _Index:
    """The words of old sentences, and where they stand."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            for word in set(words(text)):
                self._places[word].append(number)

    def candidates(self, text: str) -> list[int]:
        """The old sentences that share the most and rarest words with ``text``."""
        weights: dict[int, float] = defaultdict(float)
        for word in set(words(text)):
            places = self._places.get(word, ())
            if len(places) <= _COMMON:
                for place in places:
                    weights[place] += 1 / len(places)
        return nlargest(_BY_WORDS, weights, key=lambda place: (weights[place], -place))


def words(text: str) -> Iterator[str]:
    """What a sentence is compared by: lower-case words, pairs of characters in CJK scripts."""
    for found in _WORD.finditer(text.lower()):
        word = found[0]
        if _UNSPACED.search(word) and len(word) > 2:
            yield from (word[at : at + 2] for at in range(len(word) - 1))
        else:
            yield word


def _split(
    new: Sequence[str], old: Sequence[str], pairs: _Pairs, found: dict[int, Origin]
) -> Iterator[int]:
    """Old sentences of which at least two new ones are parts."""
    from rapidfuzz import fuzz

    pieces: dict[int, list[int]] = defaultdict(list)
    best = _best_wholes(pairs, {key for key in pairs.part if len(new[key[0]]) < len(old[key[1]])})
    for number, whole in best.items():
        pieces[whole].append(number)
    for whole, numbers in pieces.items():
        if len(numbers) < 2:
            continue
        spans = [fuzz.partial_ratio_alignment(new[number], old[whole]) for number in numbers]
        starts = [span.dest_start if span else 0 for span in spans]
        ordered = [number for _, number in sorted(zip(starts, numbers, strict=True))]
        covered = sum(len(new[number]) for number in ordered) >= _PART * len(old[whole])
        for part, number in enumerate(ordered):
            found[number] = Origin((whole,), part if covered else None, len(ordered))
        yield whole


def _best_wholes(pairs: _Pairs, keys: set[tuple[int, int]]) -> dict[int, int]:
    """For each new sentence the old one it is most surely a part of."""
    return dict(sorted(keys, key=lambda key: (pairs.part[key], pairs.ratio[key])))


def _join(
    new: Sequence[str], old: Sequence[str], pairs: _Pairs, found: dict[int, Origin]
) -> Iterator[int]:
    """Old sentences of which at least two became one new one."""
    parts: dict[int, list[int]] = defaultdict(list)
    for number, part in pairs.part:
        if len(old[part]) < len(new[number]) and number not in found:
            parts[number].append(part)
    for number, olds in parts.items():
        if len(olds) > 1:
            found[number] = Origin(tuple(sorted(olds)))
            yield from olds


def _edit(
    new: Sequence[str],
    old: Sequence[str],
    pairs: _Pairs,
    found: dict[int, Origin],
    used: set[int],
    edited: float,
) -> None:
    """Pairs off what is left, the most similar first."""
    scores = sorted(
        ((max(score, pairs.part.get(key, 0.0) * _PART), key) for key, score in pairs.ratio.items()),
        key=lambda pair: (-pair[0], pair[1]),
    )
    for score, (number, candidate) in scores:
        if number in found or candidate in used:
            continue
        short = min(len(new[number]), len(old[candidate])) <= _SHORT
        if score >= (max(_SHORT_EDITED, edited) if short else edited):
            found[number] = Origin((candidate,))
            used.add(candidate)
