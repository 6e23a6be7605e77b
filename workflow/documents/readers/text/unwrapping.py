"""Decide which lines of a plain text continue the paragraph of the line before.

Where evidence sums up to nothing, lines stay apart, as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log

from workflow.documents.readers.text.line_joints import ADDRESS
from workflow.documents.readers.text.line_pairs import (
    EVEN,
    FEWEST,
    NARROWEST,
    Filling,
    LinePair,
    common_width,
    evidence,
    is_no_chance,
    share_of_capitals,
    widest,
)
from workflow.documents.readers.text.text_lines import Case, TextLine

#: Shares of lines that end where the next word had no room: by a program, and by chance or hand.
EXACT, _USUAL = 0.9, 0.7
#: The share of a file's width that verse amid its prose stays within.
_NARROW = 0.75
#: Lines of an item, below its first, that are certain to belong to it where they are indented
#: more; and the weight of that for more of them.
_LONGEST_ITEM, _HANGING = 8, 3
#: The share of lines that end a sentence above which a file has a sentence or paragraph a line.
_MOSTLY = 0.7
#: Lines of a text so short that it says little of how it was wrapped.
_SHORT = 40
#: Lines of a contact, at most, at the end of a release.
_LONGEST_CONTACT = 8
#: How telephone numbers are written that are no dates: +82 …, (02) …, 051 …, 555-123-4567.
TELEPHONE = re.compile(r"(?:\+\d|\(\d{2,4}\)|\b0\d|\b\d{3}[-.]\d{3}[-.]\d)[\d ().-]{4,}\d")
#: A weight that is counted.
_CERTAIN = 2


def filling(parts: Sequence[Sequence[LinePair]], *, hanging: int) -> Filling:
    """Find the width at which a file is wrapped, and how strictly.

    Args:
        parts: of the file, parted where no line can go on.
        hanging: how many lines hang below the text of an item, and go on for certain.
    """
    every = [seam for part in parts for seam in part]
    running = [
        seam
        for seam in every
        if seam.measures and not seam.ended and seam.begins in {Case.LOWER, Case.NONE}
    ]
    capitals = share_of_capitals(every, 0.15)
    found = _filled_at_spaces(every)
    if not found.width and len(every) <= _SHORT:
        prose = [part for part in parts if not _is_contact(part)]
        found = _filled_throughout([seam for part in prose for seam in part])
    if len(running) < FEWEST and not found.width:
        return Filling(capitals=capitals, wrapped=hanging)
    frame, width = (found, found.width) if found.width else _measured(parts, running)
    frame = replace(frame, capitals=capitals, margin=_margin(parts, frame, width))
    stretches = [each for part in parts for each in _stretches(part, frame)]
    weighed = [(evidence(each, frame), len(each)) for each in stretches if not _is_contact(each)]
    wrapped = sum(lines for weight, lines in weighed if weight > _CERTAIN)
    apart = sum(lines for weight, lines in weighed if weight < -_CERTAIN)
    ended = sum(seam.ended for seam in every)
    if ended > _MOSTLY * len(every):
        apart += ended
    return replace(frame, wrapped=wrapped, apart=apart)


def _is_contact(stretch: Sequence[LinePair]) -> bool:
    """Tell whether lines are contact details, which do not show how prose is wrapped.

    Releases end with such lines (name, desk, e-mail, telephone), however their text is wrapped.
    """
    if not 0 < len(stretch) < _LONGEST_CONTACT or widest(stretch) >= NARROWEST:
        return False
    return any(
        ADDRESS.search(seam.after.text) or TELEPHONE.search(seam.after.text) for seam in stretch
    )


def _measured(
    parts: Sequence[Sequence[LinePair]], running: Sequence[LinePair]
) -> tuple[Filling, float]:
    """Measure how lines are filled, by those that end inside a sentence."""
    share, width = _width(running)
    if share < EXACT:
        verse = {id(seam) for part in parts if _is_verse(part, width) for seam in part}
        prose = [seam for seam in running if id(seam) not in verse]
        if len(prose) >= max(2 * FEWEST, len(running) / 2) and _width(prose)[0] >= EXACT:
            running, (share, width) = prose, _width(prose)
    if width < NARROWEST and not (share >= EXACT and is_no_chance(running, width)):
        return Filling(share=share), width
    at_spaces = [seam for seam in running if " " in seam.before.text]
    spaced = False
    if share < _USUAL and len(at_spaces) >= FEWEST and _is_broken_at_spaces(running):
        found = common_width([(seam.before.width, seam.token) for seam in at_spaces])
        if spaced := found[0] >= EXACT:
            share, width = found
    if share >= EXACT:
        return Filling(width, exact=True, slack=0.0, spaced=spaced, share=share), width
    if share >= _USUAL and len(running) > 2 * FEWEST:
        return Filling(width, slack=0.1, share=share), width
    width = int(_quantile([seam.before.width for seam in running], 0.97))
    rooms = [max(0.0, Filling().room(seam, width)) for seam in running]
    widths = [widest(part) / width for part in parts if len(part) > 2]
    uniform = width if _quantile(widths, 0.2) > 0.85 else 0
    return Filling(uniform, slack=_quantile(rooms, 0.95), share=share), width


def _width(lines: Sequence[LinePair]) -> tuple[float, int]:
    return common_width([(seam.before.width, seam.word) for seam in lines])


def _is_verse(part: Sequence[LinePair], width: int) -> bool:
    """Tell whether lines are far narrower than a file is wrapped, and not filled to any width."""
    lines = [seam for seam in part if seam.measures]
    return (
        len(lines) > 1
        and all(seam.before.width + 1 + seam.word < _NARROW * width for seam in lines)
        and _width(lines)[0] < 1
    )


def _filled_at_spaces(every: Sequence[LinePair]) -> Filling:
    """Return how lines are filled if Chinese is broken at its few spaces only, as by pandoc.

    Then nearly every line that another one follows ends amid a sentence, beside a letter of Latin,
    and what follows up to the next space had no room.
    """
    ends = [seam for seam in every if not seam.ended and (seam.before.dense or seam.after.dense)]
    if len(ends) < max(FEWEST, _USUAL * len(every)):
        return Filling()
    share, width = common_width([(seam.before.width, seam.token) for seam in ends])
    if share < EXACT or width < NARROWEST or not _is_broken_at_spaces(ends, EXACT):
        return Filling()
    narrow = common_width([(seam.before.width, seam.word) for seam in ends])[0]
    if narrow >= _USUAL:
        return Filling()
    return Filling(width, exact=True, slack=0.0, spaced=True, share=share)


def _filled_throughout(every: Sequence[LinePair]) -> Filling:
    """Measure how the lines of a short text are filled if all are, whatever they end with.

    Few of them show that a sentence goes on: in German capitals do not, and in Korean a sentence
    may well end where a line does. That the next word never has room is no chance in so many.
    """
    lines = [seam for seam in every if seam.measures]
    if len(lines) < FEWEST or any(seam.code or not _has_letter(seam.after) for seam in every):
        return Filling()
    share, width = common_width([(seam.before.width, seam.word) for seam in lines])
    if share < 1 or not is_no_chance(lines, width):
        return Filling()
    return Filling(width, exact=True, slack=0.0, share=share)


def _has_letter(line: TextLine) -> bool:
    return any(map(str.isalpha, line.text))


def _is_broken_at_spaces(running: Sequence[LinePair], least: float = _USUAL) -> bool:
    """Return whether Chinese lines nearly always break beside words of other scripts."""
    beside = sum(seam.before.text[-1].isascii() or seam.after.text[0].isascii() for seam in running)
    return beside > least * len(running)


def _margin(parts: Sequence[Sequence[LinePair]], frame: Filling, width: float) -> float:
    """Return the room at a line's end that marks the end of a paragraph."""
    ends = sum(
        seam.ended and seam.begins is not Case.LOWER and frame.room(seam, width) > 0.15
        for part in parts
        for seam in part
    )
    separated = ends < 0.2 * sum(bool(part) for part in parts)
    if frame.exact:
        return 0.15 if separated else EVEN
    return min(0.4, frame.slack + (0.2 if separated else 0.08))


def _quantile(values: Sequence[float], share: float) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))] if ranked else 0


def _prior(weight: float, lines: int, frame: Filling) -> float:
    """Weigh what the rest of the file does; these lines, of this weight, are not counted."""
    wrapped = frame.wrapped - lines * (weight > _CERTAIN)
    apart = frame.apart - lines * (weight < -_CERTAIN)
    return max(-4.0, min(3.5, log((max(0, wrapped) + 1) / (max(0, apart) + 1))))


def continued(
    part: Sequence[LinePair], frame: Filling, *, opening: bool, hanging: bool
) -> list[bool]:
    """Tell for each pair of lines whether the second continues the first."""
    if hanging and len(part) < _LONGEST_ITEM:
        return [True] * len(part)
    goes_on: list[bool] = []
    for stretch in _stretches(part, frame):
        weight = evidence(stretch, frame)
        prior = _prior(weight, len(stretch), frame)
        if opening:
            weight = evidence(stretch, frame, opening=True)
        goes_on += [weight + prior + _HANGING * hanging > 0] * len(stretch)
        if len(goes_on) < len(part):
            goes_on.append(False)
        opening = False
    return goes_on


def _stretches(part: Sequence[LinePair], frame: Filling) -> Iterator[list[LinePair]]:
    """Split lines after one that ends a paragraph or heading, with room to spare."""
    width = frame.width or widest(part)
    stretch: list[LinePair] = []
    for seam in part:
        if _is_end(seam, width, frame):
            yield stretch
            stretch = []
        else:
            stretch.append(seam)
    yield stretch


def _is_end(seam: LinePair, width: int, frame: Filling) -> bool:
    if seam.before.overlong and (seam.ended or not frame.spaced):
        return True
    if not width or seam.before.width > width:
        return False
    room = frame.room(seam, width)
    if seam.begins is Case.LOWER:
        return frame.exact and room > 0.2
    if seam.ended:
        return room > frame.margin
    return room > (0.1 if frame.exact else 0.45)
