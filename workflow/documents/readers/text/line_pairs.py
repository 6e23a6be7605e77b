"""Judge neighbouring lines of a plain text: how wide a file is, whether two are one paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from workflow.documents.readers.text.text_lines import (
    Case,
    TextLine,
    are_of_one_form,
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
        """Whether the first line of the pair shows the width at which lines are wrapped."""
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
    """Return the share of capitalised words inside sentences; ``usual`` if there are few."""
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


#: What ends a paragraph beside a full stop: a quotation, or what leads to one or to a list.
_CLOSED = (":", "：", "--", "—", ")", '"', "”", "»", "」", "』", "]")
#: What a speech begins with, in a line of its own.
_SPEECH = ("「", "『", "“", '"', "—", "－")
#: How many lines count: what a paragraph shows again and again is one habit of its writer.
_MOST = 4
#: A paragraph of fewer lines may lack its end: a heading, a caption.
_FEW = 3
#: Columns of the widest line that is likely to be a heading.
_LONGEST_TITLE = 60
#: The weight of a sentence that begins amid a line and goes on in the next one.
_BROKEN = 2.0
#: The weight of lines of one form, which are as even as wrapped ones: more than all else together.
_LISTED = 20
#: A form of address that a name follows.
_LEADING = re.compile(r"(?:^|\s)(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Messrs|Mme|Mlle|Sra?)\.$")
#: Room that is none: two columns of ninety.
EVEN = 0.02


def evidence(part: Sequence[LinePair], frame: Filling, *, opening: bool = False) -> float:
    """Sum up whether lines are wrapped prose; below 0 they are paragraphs of their own."""
    if not part:
        return 0.0
    capitals = share_of_capitals(part, frame.capitals)
    weight = _mean([_habit(seam, capitals) for seam in part]) + _shape(part, frame)
    if opening:
        return weight - _doubt(part, frame) + 1.2 * _is_closed(part[-1].after)
    if not frame.width and len(part) == 1 and _is_too_long_for_a_title(part[0]):
        weight += 2
    if _is_closed(part[-1].after):
        return weight + 1.2
    if len(part) < _FEW:
        return weight - 1.6
    return weight - (3.5 if any(map(_has_stop, part)) else 6)


def _has_stop(seam: LinePair) -> bool:
    return any(stop in seam.before.text for stop in ".!?。！？")


def _is_too_long_for_a_title(seam: LinePair) -> bool:
    line = seam.before
    amid = not (seam.ended or seam.paused or line.overlong)
    return amid and line.width >= _LONGEST_TITLE


def _doubt(part: Sequence[LinePair], frame: Filling) -> float:
    """Weigh whether lines at the beginning are headline and decks, which have no final mark."""
    if all(seam.begins is Case.LOWER for seam in part):
        return 0.0
    full = frame.width and all(frame.room(seam, frame.width) <= frame.slack + EVEN for seam in part)
    return 0.3 if full else 2.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) * min(len(values), _MOST)


def _is_closed(line: TextLine) -> bool:
    return ends_sentence(line) or line.text.endswith(_CLOSED)


def _habit(seam: LinePair, capitals: float) -> float:
    """Weigh how the first line ends and the second one begins."""
    if _LEADING.search(seam.before.text):
        return _BROKEN
    if seam.ended:
        return 1.0 if seam.begins is Case.LOWER else -1.9
    if seam.begins is Case.LOWER:
        return log((1 - capitals) / 0.15)
    if seam.begins is Case.UPPER:
        return log(capitals / 0.8) - (0.5 if seam.paused else 0)
    if seam.begins is Case.NONE and seam.after.text.startswith(_SPEECH):
        return -1.5
    return -1.0 if seam.paused else 0.6


def _shape(part: Sequence[LinePair], frame: Filling) -> float:
    """Weigh how wide and how even the lines are, and what signs they hold."""
    width = frame.width or widest(part)
    weight = _evenness(part, width, frame)
    if not frame.width and _breaks_sentence(part):
        weight += _BROKEN
    elif not frame.width:
        weight -= _narrowness(width) * min(1.0, len(part) / 2)
    last, lines = part[-1].after, len(part) + 1
    share = (sum(seam.code for seam in part) + is_code(last)) / lines
    if share > 0.25:
        weight -= 8 * share
    if sum(_alike(seam) for seam in part) > 0.5 * len(part):
        weight -= 3
    if are_of_one_form([(seam.before, seam.after) for seam in part]):
        weight -= _LISTED
    if sum(seam.key for seam in part) + is_key(last) > 0.6 * lines:
        weight -= 4
    if sum(seam.before.single for seam in part) + last.single > 0.5 * lines:
        weight -= 4
    return weight


def _evenness(part: Sequence[LinePair], width: int, frame: Filling) -> float:
    """Weigh whether all lines end where the next word had no room."""
    if not frame.width and len(part) == 1:
        return 0.0
    if not width:
        return -2.0
    weight = _mean([_fit(seam, width, frame) for seam in part])
    if frame.exact or len(part) == 1 or not part[0].before.dense:
        return weight
    own = widest(part) or width
    return max(weight, _mean([_fit(seam, own, frame) for seam in part]))


def _breaks_sentence(part: Sequence[LinePair]) -> bool:
    """Return whether a sentence begins amid a line and goes on in the next, as in prose alone."""
    last = part[-1].after
    if any(seam.code or seam.key for seam in part) or is_code(last) or is_key(last):
        return False
    if sum(map(_alike, part)) > 0.5 * len(part):
        return False  # a mark of comments before each
    return _is_closed(last) and any(not seam.ended and has_inner_end(seam.before) for seam in part)


def _narrowness(width: int) -> float:
    """Weigh how narrow the lines are: prose is seldom wrapped at so few columns."""
    return 9 if width < 24 else 5 if width < 30 else 3.5 if width < 45 else 1 if width < 55 else 0


def _alike(seam: LinePair) -> bool:
    """Return whether two lines begin with the same word, as lists and refrains do."""
    return seam.before.text[: seam.token + 1] == seam.after.text[: seam.token + 1]


def _fit(seam: LinePair, width: int, frame: Filling) -> float:
    """Weigh whether a line ends where the next word had no room."""
    if seam.before.overlong:
        return 0.0
    room = frame.room(seam, width)
    steps: tuple[tuple[float, float], ...]
    if frame.exact:
        steps = ((EVEN, 1.5), (0.1, -0.5), (0.3, -2.5), (1, -4))
    elif seam.word < seam.token and not frame.spaced:
        steps = ((0.05, 1.0), (0.3, -0.5), (1, -1.5))
    else:
        full, far = (1.0, -3.0) if frame.width else (0.5, -1.8)
        steps = (
            (0, full),
            (0.05, 0.3),
            (0.15, 0.2),
            (0.3, -0.7),
            (0.45, -1.8),
            (0.6, far),
            (1, 1.5 * far),
        )
    return next(weight for most, weight in steps if room <= most)
