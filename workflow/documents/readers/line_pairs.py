"""Pairs of neighbouring lines in a plain text, and the width at which a file is wrapped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from workflow.documents.readers.text_lines import (
    Case,
    TextLine,
    case,
    ends_part,
    ends_sentence,
    first_word,
    has_inner_end,
    is_code,
    is_even_verse,
    is_key,
)

#: Lines that must end amid a sentence for a file to tell how it is wrapped.
FEWEST = 3
#: Columns of wrapped text that the file tells of, and of narrower text that it tells of if chance
#: does not fill its lines.
NARROWEST, _LEAST = 45, 20
#: The share of lines of such text that are neither code nor a key with its value; and logarithms
#: of how unlikely it must be that chance fills them, with other signs and without.
_PROSE, _LIKELY, _SURE = 0.7, 4, 9


@dataclass(frozen=True, slots=True)
class Filling:
    """How wide the lines of a file are, and how they were wrapped.

    Attributes:
        width: the column at which they are wrapped; 0 if they are not at any one.
        exact: nearly every line ends where the next word had no room.
        slack: room that lines leave though a sentence goes on, as a share of the width.
        wrapped: how many lines certainly go on with the line before.
        apart: how many certainly do not.
        spaced: lines are broken at spaces only, though the script has few.
        margin: room that a line must leave for a paragraph to end with it.
        capitals: how likely a word within a sentence has a capital.
        share: of the lines at whose end the next word had no room at one width.
    """

    width: int = 0
    exact: bool = False
    slack: float = 0.25
    wrapped: int = 0
    apart: int = 0
    spaced: bool = False
    margin: float = 0.35
    capitals: float = 0.15
    share: float = 0.0

    def room(self, seam: LinePair, width: float) -> float:
        """Return the share of the width left if the next line's first word had been added."""
        word = seam.token if self.spaced else seam.word
        return (width - seam.before.width - 1 - word) / width


@dataclass(frozen=True, slots=True)
class LinePair:
    """A pair of neighbouring lines.

    Attributes:
        before: the first line.
        after: the one below it.
        ended: a sentence may end between them.
        paused: a part of a sentence does.
        begins: how the second line begins.
        word: the width of its first word, or letter where words have no space between them.
        token: the width of what it has before its first space.
        code: the first line looks like a program's.
        key: the first line begins with a word and a colon.
    """

    before: TextLine
    after: TextLine
    ended: bool
    paused: bool
    begins: Case
    word: int
    token: int
    code: bool
    key: bool

    @property
    def measures(self) -> bool:
        """Whether the first line of the pair shows at which width lines are wrapped."""
        return not (self.before.single or self.before.overlong)


def seams(lines: Sequence[TextLine]) -> list[LinePair]:
    """Return all pairs of neighbouring lines."""
    return [
        LinePair(
            a, b, ends_sentence(a), ends_part(a), case(b), *first_word(b), is_code(a), is_key(a)
        )
        for a, b in pairwise(lines)
    ]


def widest(part: Sequence[LinePair]) -> int:
    """Return the width of the widest line that is followed by another."""
    return max((seam.before.width for seam in part if seam.measures), default=0)


def share_of_capitals(part: Sequence[LinePair], usual: float) -> float:
    """Return the share of capitalised words within sentences; ``usual`` if there are few."""
    upper = lower = 0
    for seam in part:
        for before, word in pairwise(seam.before.text.split()):
            if before[-1].isalnum() or before[-1] == ",":
                upper += word[0].isupper()
                lower += word[0].islower()
    return (upper + 6 * usual) / (upper + lower + 6)


def common_width(lines: Sequence[tuple[int, int]]) -> tuple[float, int]:
    """Return the share of lines that are filled to one width, and that width."""
    change: Counter[int] = Counter()
    for width, word in lines:
        change[width] += 1
        change[width + 1 + word] -= 1
    best = (0, 0)
    count = 0
    for width in sorted(change):
        count += change[width]
        best = max(best, (count, width))
    return best[0] / len(lines), best[1]


def is_no_chance(running: Sequence[LinePair], width: int) -> bool:
    """Return whether narrow lines fill one width too well for verse, lists or names.

    A line of these fills it by chance if its length is within one word of it; a sentence that ends
    amid a line, where another one begins, is a sign of prose besides.
    """
    lines = [seam for seam in running if not (seam.code or seam.key)]
    if width < _LEAST or len(lines) < max(FEWEST, _PROSE * len(running)):
        return False
    if is_even_verse([seam.before for seam in lines]):
        return False
    surprise = sum(log(width / 2 / min(width / 2, seam.word + 1)) for seam in lines)
    prose = any(has_inner_end(seam.before) for seam in lines)
    return surprise > (_LIKELY if prose else _SURE)
