"""Joins the halves of a paragraph of a plain text that runs over the end of a page.

Between them stand blank lines (a form feed is one), and perhaps the number of the page, which then
follows the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from workflow.documents.readers.item_marks import marked
from workflow.documents.readers.line_pairs import Filling, seams
from workflow.documents.readers.text_lines import (
    Case,
    TextLine,
    ends_sentence,
    has_inner_end,
    is_code,
    is_key,
    is_signature,
    stands_alone,
)

#: The number of a page, alone on a line: 12, - 12 -, [Page 12].
_NUMBER = re.compile(r"[-–—\[(]?\s?(?:[^\W\d_]{1,6}\.?\s)?(?P<number>\d{1,4})\s?[-–—\])]?")
#: What leads to a list, a quotation or a table, and is no half of a sentence.
_LEADS = (":", "：")
#: Lines between the last one of a page and the first one of the next.
_FARTHEST = 8


def over_pages(
    units: Sequence[Sequence[TextLine]], fillings: Mapping[int, Filling]
) -> list[Sequence[TextLine]]:
    """Return the lines of each block, those of one that runs over the end of a page together."""
    joined: list[Sequence[TextLine]] = []
    numbers = {_number(unit) for unit in units}
    for unit in units:
        place = len(joined) - 1
        number = _number(joined[place]) if place > 0 else 0
        paged = number > 0 and bool(numbers & {number - 1, number + 1})
        place -= paged
        frame = fillings[unit[0].depth]
        if place >= 0 and _runs_over(joined[place], unit, frame, sure=paged, opening=not place):
            joined[place] = [*joined[place], *unit]
        else:
            joined.append(unit)
    return joined


def _number(unit: Sequence[TextLine]) -> int:
    """Return the number of a page that is all of a block; 0 for any other block."""
    found = _NUMBER.fullmatch(unit[0].text) if len(unit) == 1 else None
    return int(found["number"]) if found else 0


def _runs_over(
    above: Sequence[TextLine],
    below: Sequence[TextLine],
    frame: Filling,
    *,
    sure: bool,
    opening: bool,
) -> bool:
    """Return whether a paragraph goes on: full to its last letter, and amid a sentence.

    Args:
        above: the lines of the first half.
        below: those of the second half.
        frame: how lines of the file are filled.
        sure: the number of a page stands between.
        opening: the first half begins the text, and might be its headline.
    """
    last, first = above[-1], below[0]
    far = first.number - last.end
    if not 1 < far <= _FARTHEST or last.depth != first.depth or not frame.exact:
        return False
    if abs(first.indent - last.indent) > 1 or ends_sentence(last) or last.text.endswith(_LEADS):
        return False
    if _number(above) or _number(below) or not all(map(_is_prose, (last, first))):
        return False
    (seam,) = seams((last, first))
    if last.width > frame.width or frame.room(seam, frame.width) >= 0:
        return False
    if seam.begins is Case.LOWER and (sure or len(above) > 1):
        return True
    begun = sure or _holds_sentence(above)
    return not opening and begun and (len(below) > 1 or ends_sentence(below[-1]))


def _holds_sentence(lines: Sequence[TextLine]) -> bool:
    """Return whether a sentence ends in a paragraph that itself does not, as no heading has it."""
    return any(map(has_inner_end, lines)) or any(map(ends_sentence, lines[:-1]))


def _is_prose(line: TextLine) -> bool:
    alone = stands_alone(line) or is_signature(line) or is_key(line)
    return not (line.opens or alone or marked(line) or is_code(line) or line.single)
