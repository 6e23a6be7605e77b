"""Find the old sentences that a changed one was made from, and propose their translations.

A sentence may have been edited, split or joined.

Candidates come from an index of the words two sentences share, rarest first, and from the
neighbourhood in the document, so that the cost grows with the size of the document and not with
its square. Similarity is rapidfuzz's ``ratio`` (normalised indel distance) and ``partial_ratio``
(the best match of the shorter text inside the longer one).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest

from msgspec.structs import replace

from workflow.catalog.message import PoMessage
from workflow.catalog.stamp import Stamp, digest
from workflow.languages import space_between
from workflow.languages.scripts import is_dense, words

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
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|(?<=[。！？])[”’」』）]*\s*")


@dataclass(frozen=True, slots=True)
class Ancestry:
    """The old sentences that a new one was made from.

    Attributes:
        olds: indices of the old sentences; several when they were joined.
        part: for a piece of a split sentence, its 0-based number, if the pieces make up the whole.
        parts: how many pieces there are; 1 when it wasn't split.
    """

    olds: tuple[int, ...]
    part: int | None = None
    parts: int = 1


def ancestry(
    new: Sequence[str],
    old: Sequence[str],
    places: Sequence[int] = (),
    *,
    edited: float = EDITED,
) -> dict[int, Ancestry]:
    """Find, for each new sentence, the old ones that it was made from.

    Args:
        new: sentences that are new to the document, in its order.
        old: sentences that are no longer in it, in its former order.
        places: for each new sentence, the index of the old one that stood near it.
        edited: least similarity for an old sentence to be the earlier version of a new one.
    """
    search = _Search(new, old)
    search.score(places)
    search.split()
    search.join()
    search.edit(edited)
    return search.found


class _Search:
    """A search in progress.

    Attributes:
        found: what new sentences were made from, by their index.
        used: old sentences that have been split or joined, or are the earlier version of one.
    """

    def __init__(self, new: Sequence[str], old: Sequence[str]) -> None:
        self.new = new
        self.old = old
        self.found: dict[int, Ancestry] = {}
        self.used: set[int] = set()
        self._ratio: dict[tuple[int, int], float] = {}
        self._part: dict[tuple[int, int], float] = {}

    def score(self, places: Sequence[int]) -> None:
        """Compare each new sentence with the old ones that come into question."""
        from rapidfuzz import fuzz

        index = _Index(self.old)
        for number, text in enumerate(self.new):
            near = range(places[number], places[number] + _BY_PLACE) if places else range(0)
            for candidate in {*index.candidates(text), *near}:
                if candidate >= len(self.old):
                    continue
                other = self.old[candidate]
                self._ratio[number, candidate] = fuzz.ratio(text, other)
                shorter, longer = sorted((len(text), len(other)))
                if _least(text) <= shorter < _PART * longer:
                    part = fuzz.partial_ratio(text, other, score_cutoff=CONTAINED)
                    if part:
                        self._part[number, candidate] = part

    def split(self) -> None:
        """Give the parts of split sentences their shares.

        A sentence was split where at least two new sentences are parts of the old one.
        """
        # The old sentence that a new one is most surely a part of comes last and stays.
        wholes = dict(
            sorted(
                (key for key in self._part if len(self.new[key[0]]) < len(self.old[key[1]])),
                key=lambda key: (self._part[key], self._ratio[key]),
            )
        )
        pieces: dict[int, list[int]] = defaultdict(list)
        for number, whole in wholes.items():
            pieces[whole].append(number)
        for whole, numbers in pieces.items():
            if len(numbers) > 1:
                self._split(whole, numbers)

    def _split(self, whole: int, numbers: Sequence[int]) -> None:
        ordered = sorted(numbers, key=lambda number: self._start(number, whole))
        length = sum(len(self.new[number]) for number in ordered)
        complete = length >= _PART * len(self.old[whole])
        for part, number in enumerate(ordered):
            self.found[number] = Ancestry((whole,), part if complete else None, len(ordered))
        self.used.add(whole)

    def _start(self, number: int, whole: int) -> int:
        """Return where in an old sentence a new one begins."""
        from rapidfuzz import fuzz

        place = fuzz.partial_ratio_alignment(self.new[number], self.old[whole])
        return place.dest_start if place else 0

    def join(self) -> None:
        """Find new sentences that contain parts of at least two old ones."""
        parts: dict[int, list[int]] = defaultdict(list)
        for number, part in self._part:
            if len(self.old[part]) < len(self.new[number]) and number not in self.found:
                parts[number].append(part)
        for number, olds in parts.items():
            if len(olds) > 1:
                self.found[number] = Ancestry(tuple(sorted(olds)))
                self.used.update(olds)

    def edit(self, least: float) -> None:
        """Pair off the remaining sentences, the most similar first."""
        scores = (
            (max(ratio, self._part.get(key, 0.0) * _PART), key)
            for key, ratio in self._ratio.items()
        )
        for score, (number, candidate) in sorted(scores, key=lambda pair: (-pair[0], pair[1])):
            if number in self.found or candidate in self.used:
                continue
            short = min(len(self.new[number]), len(self.old[candidate])) <= _SHORT
            if score >= (max(_SHORT_EDITED, least) if short else least):
                self.found[number] = Ancestry((candidate,))
                self.used.add(candidate)


class _Index:
    """The words of old sentences, and where they stand."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            for word in set(words(text)):
                self._places[word].append(number)

    def candidates(self, text: str) -> list[int]:
        """List the old sentences that share the most and rarest words with ``text``."""
        weights: dict[int, float] = defaultdict(float)
        for word in set(words(text)):
            places = self._places.get(word, ())
            if len(places) <= _COMMON:
                for place in places:
                    weights[place] += 1 / len(places)
        # A long sentence may be made of many short ones.
        count = max(_BY_WORDS, len(text) // 20)
        return nlargest(count, weights, key=lambda place: (weights[place], -place))


def _least(text: str) -> int:
    """Return how long a part must be to mean something: characters, fewer in dense scripts."""
    return 6 if is_dense(text) else 12


def propose(source: str, ancestry: Ancestry, olds: Sequence[PoMessage], target: str) -> PoMessage:
    """Make a fuzzy message for a changed sentence, with the text of those it was made from.

    Args:
        source: the sentence as it is now.
        ancestry: which sentences it was made from, and which part of them it is.
        olds: the messages of these with a person's text, or else with a draft; at least one.
        target: BCP 47 tag of the translation.
    """
    first, told = olds[0], _told_once(olds)
    if len(told) > 1:
        text = space_between(target).join(old.msgstr for old in told)
        previous = "\n".join(old.made_for for old in told)
    else:
        text, previous = _piece(first.msgstr, ancestry), first.made_for
    if first.machine:
        stamp = replace(first.stamp, outdated=digest(text))
        said = first.extracted if text == first.msgstr else ()
        return PoMessage(source, text, fuzzy=True, previous=previous, stamp=stamp, extracted=said)
    copied = ancestry.parts > 1 or len(olds) > 1 or first.obsolete
    approved = not copied and (first.reviewed or (first.untouched and first.stamp.approved))
    repeated = copied or (first.untouched and first.stamp.offered)
    stamp = replace(
        first.stamp,
        approved=digest(text) if approved else "",
        offered=digest(text) if repeated else "",
        questioned="",
    )
    return PoMessage(source, text, fuzzy=True, previous=previous, stamp=stamp)


def _told_once(olds: Sequence[PoMessage]) -> list[PoMessage]:
    """Drop untouched proposals that repeat the text and the source of another one.

    The parts of a split sentence may all be offered its whole translation; joined again, they would
    offer it once a part, and many times more after each further split.
    """
    told: list[PoMessage] = []
    seen: set[tuple[str, str]] = set()
    for old in olds:
        content = (old.made_for, old.msgstr)
        if content not in seen or not (old.untouched and (old.stamp.offered or old.outdated)):
            told.append(old)
        seen.add(content)
    return told


def _piece(text: str, ancestry: Ancestry) -> str:
    """Return the sentence of ``text`` for a piece of a split source; all of it if in doubt."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    spans = zip([0, *ends], [*ends, len(text)], strict=True)
    pieces = [piece for start, end in spans if (piece := text[start:end].strip())]
    if ancestry.part is None or len(pieces) != ancestry.parts:
        return text
    return pieces[ancestry.part]


def retire(message: PoMessage) -> PoMessage | None:
    """Return what remains of a message whose sentence is gone, or ``None``.

    A proposal that nobody has touched becomes again what it was for the earlier sentence.
    """
    if message.carried or not (message.msgstr or message.comments):
        return None
    if is_whole(message):
        return obsolete(taken_back(message))
    if message.outdated:
        left = message.changed(msgstr="", fuzzy=False, stamp=Stamp())
        return obsolete(left) if left.comments else None
    return obsolete(message)


def is_whole(message: PoMessage) -> bool:
    """Tell whether a message is, untouched, all that was approved or drafted for another source."""
    stamp = message.stamp
    drafted = message.outdated and stamp.outdated == stamp.draft
    return message.untouched and bool(stamp.approved or drafted)


def taken_back(message: PoMessage) -> PoMessage:
    """Return a proposal as what it was, approved or a draft, for the source it was made for."""
    stamp = replace(message.stamp, approved="", outdated="")
    fuzzy = not message.stamp.approved
    return message.changed(msgid=message.previous, fuzzy=fuzzy, previous="", stamp=stamp)


def obsolete(message: PoMessage) -> PoMessage:
    """Mark a message as obsolete (``#~``)."""
    return message.changed(obsolete=True, previous="", references=(), extracted=())


def fold(main: PoMessage, other: PoMessage) -> PoMessage:
    """Merge two messages with the same source into one, with the comments of both.

    A person's text comes first; the other person's is kept in a comment.
    """
    if (other.human, other.reviewed) > (main.human, main.reviewed):
        main, other = other.changed(obsolete=main.obsolete), main
    known = {"", *main.comments}
    more = (comment for comment in other.comments if comment not in known)
    main = main.changed(comments=(*main.comments, *more))
    return main.with_alternative(other.msgstr) if other.human else main
