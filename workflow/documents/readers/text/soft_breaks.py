"""Join lines of a plain text whose break is certainly not the writer's, also over pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workflow.documents.readers.block_text import HIDDEN_BREAK
from workflow.documents.readers.text.line_joints import ADDRESS, LineJoints
from workflow.documents.readers.text.line_pairs import (
    NARROWEST,
    Filling,
    common_width,
    is_no_chance,
    seams,
)
from workflow.documents.readers.text.text_lines import (
    Case,
    TextLine,
    are_of_one_form,
    case,
    columns,
    ends_sentence,
    first_word,
    has_inner_end,
    is_code,
    is_even_verse,
    is_key,
    is_signature,
    stands_alone,
)
from workflow.documents.readers.text.text_parts import marked
from workflow.languages.scripts import BREAKABLE, TWO_COLUMNS

#: Pairs of lines that must be seen for it to be sure that lines were cut off, and shares of them:
#: of one size, and with a space at their edge.
_FEWEST, _CERTAIN, _RARE = 6, 0.8, 0.08
#: Lines of one size in a text of few, and the shortest that are cut off, in columns.
_FEWEST_ALIKE, _SHORTEST = 3, 24
#: The share of lines without the marks of code and tables, and of lines that end no sentence.
_PROSE, _OPEN = 0.7, 0.6
#: The share of soft lines at whose end the next word had no room.
_EXACT = 0.9
#: An address in angle brackets, as RFC 3986 has it in its appendix C, that a line parts.
_ADDRESS_BEGUN = re.compile(r"<(?:URL:)?[A-Za-z][A-Za-z0-9+.-]{0,20}://[^\s<>]*$")
_ADDRESS_END = re.compile(r"[^\s<>]{1,2000}>")
_LONGEST_ADDRESS = 2_000
_GAP = re.compile(r"\S {2,}\S")
#: What programs leave whole where they break amid words: a wide letter, a word of narrow ones, each
#: with the brackets and marks that stay with it.
_PIECE = re.compile(
    rf"[“‘「『《〈【（(]*(?:{TWO_COLUMNS.pattern}|[!-~]{{1,30}})[.,!?…%)）」』》〉】”’。，、；：？！]*"
)


def without_soft_breaks(lines: Sequence[TextLine], joints: LineJoints) -> list[TextLine]:
    """Return the lines of a text, joining those that certainly continue.

    Args:
        lines: of the text.
        joints: how it writes what its lines hide.
    """
    cut = CutOff.of(lines)
    soft = not (cut.size or joints.syllables.width) and _are_soft(lines)
    return list(_put_together(lines, cut, joints if soft else None))


def flowed(lines: Sequence[TextLine], joints: LineJoints, *, delsp: bool) -> list[TextLine]:
    """Return the lines of a mail in which soft breaks are marked.

    Args:
        lines: of its text.
        joints: how it writes what they hide.
        delsp: the space at their end is none of the text's, as in mail in Chinese (RFC 3676, 4.1).
    """
    return list(_put_together(lines, CutOff(), joints, delsp=delsp))


def _put_together(
    lines: Sequence[TextLine], cut: CutOff, soft: LineJoints | None, *, delsp: bool = False
) -> Iterator[TextLine]:
    pieces: list[str] = [lines[0].text]
    first = before = lines[0]
    widest = max(line.size for line in lines) if soft and not delsp else 0
    for line in lines[1:]:
        alike = bool(before.text and line.text) and before.depth == line.depth
        if alike and (_parts_address(before.text, line.text) or _cuts_address(before, widest)):
            pieces += (HIDDEN_BREAK, line.text)
        elif alike and (_is_soft(before) if soft else cut.goes_on(before, line)):
            if soft and not delsp and _is_beside_dense(before, line):
                pieces.append(soft.joined((before, line))[len(before.text) :])
            else:
                space = " " if before.spaces > delsp or line.indent else ""
                pieces += (space, HIDDEN_BREAK, line.text)
        else:
            yield _line(first, pieces, before)
            first, pieces = line, [line.text]
        before = line
    yield _line(first, pieces, before)


def _parts_address(text: str, following: str) -> bool:
    """Return whether an address in angle brackets begins in a line and ends in the next one."""
    if "<" not in text[-_LONGEST_ADDRESS:] or not _ADDRESS_END.match(following):
        return False
    return bool(_ADDRESS_BEGUN.match(text[text.rindex("<") :]))


def _cuts_address(line: TextLine, size: int) -> bool:
    """Return whether a line is an address as long as a line may be, where programs cut it."""
    return line.size == size and not line.spaces and line.single and bool(ADDRESS.search(line.text))


def _is_beside_dense(before: TextLine, line: TextLine) -> bool:
    """Return whether a break stands beside a letter that needs no space."""
    return bool(BREAKABLE.match(before.text[-1]) or BREAKABLE.match(line.text[0]))


def _line(first: TextLine, pieces: Sequence[str], last: TextLine) -> TextLine:
    if first is last:
        return first
    text = "".join(pieces)
    width = first.indent + columns(text)
    return replace(first, text=text, width=width, spaces=last.spaces, last=last.number)


def _pairs(lines: Sequence[TextLine]) -> list[tuple[TextLine, TextLine]]:
    return [(a, b) for a, b in pairwise(lines) if a.text and b.text and a.depth == b.depth]


def _is_soft(line: TextLine) -> bool:
    return bool(line.spaces) and not is_signature(line)


def _are_soft(lines: Sequence[TextLine]) -> bool:
    """Return whether lines that go on have a space at their end, as programs leave it."""
    known = _pairs(lines)
    ends = [(a, b) for a, b in known if _is_soft(a)]
    last = sum(bool(a.text and a.spaces and not b.text) for a, b in pairwise(lines))
    double = sum(a.spaces > 1 for a, _ in ends)  # the hard breaks of Markdown
    if len(ends) < _FEWEST or last > (1 - _EXACT) * len(ends) or double > len(ends) / 2:
        return False
    size = max(line.size for line in lines)
    hard = sum(
        not (a.spaces or ends_sentence(a) or _cuts_address(a, size)) and case(b) is Case.LOWER
        for a, b in known
    )
    share, width = common_width([(a.width, first_word(b)[0]) for a, b in ends])
    prose = sum(not (is_code(a) or stands_alone(a) or a.single) for a, _ in ends)
    opened = sum(not ends_sentence(a) for a, _ in ends)
    return (
        hard <= (1 - _EXACT) * len(ends)
        and share >= _EXACT
        and width >= _SHORTEST
        and (width >= NARROWEST or is_no_chance([seams(each)[0] for each in ends], width))
        and prose >= _PROSE * len(ends)
        and opened >= _OPEN * len(ends)
    )


@dataclass(frozen=True, slots=True)
class CutOff:
    """The size at which lines were cut off, even within words.

    Attributes:
        size: of each line, in letters or columns; 0 if lines are not cut off.
        in_columns: the size is one of columns, of which some letters take two.
    """

    size: int = 0
    in_columns: bool = False

    @classmethod
    def of(cls, lines: Sequence[TextLine]) -> CutOff:
        """Find the size if all lines have the same, or nearly all and some a space at an end.

        Lines whose words were spread to one size have gaps of two spaces.
        """
        known = _pairs(lines)
        if len(known) < _FEWEST_ALIKE:
            return cls()
        edges = sum(bool(a.spaces or b.indent) for a, b in known) / len(known)
        widest = max(a.width for a, _ in known)
        for in_columns in (False, True):
            sizes = Counter(min(_size(a), widest) if in_columns else a.size for a, _ in known)
            size = max(sizes, key=lambda each: sizes[each] + sizes[each - 1])
            share = (sizes[size] + in_columns * sizes[size - 1]) / len(known)
            alike = sizes[size] == len(known) and not any(_GAP.search(a.text) for a, _ in known)
            if len(known) < _FEWEST and not (alike and 0 < edges < 1):
                continue
            certain = share >= _CERTAIN and _RARE <= edges <= 1 - _RARE
            if (certain or (alike and edges < 1)) and _is_prose(known):
                return cls(size, in_columns=in_columns)
        return cls()

    def goes_on(self, line: TextLine, following: TextLine) -> bool:
        """Tell whether a line was cut off, so that the next one continues it."""
        if stands_alone(line) or stands_alone(following):
            return False
        if not self.in_columns:
            return line.size == self.size
        room = self.size - _size(line)
        found = _PIECE.match(following.text)
        if room >= columns(found[0] if found else following.text[0]):
            return False
        return room <= 0 or bool(line.spaces) or _is_broken(line, following, room)


def _is_broken(line: TextLine, following: TextLine, room: int) -> bool:
    """Return whether a line that leaves room was broken amid a sentence, where no space stood."""
    before, after = line.text[-1], following.text[0]
    wide = columns(after) > 1
    if ends_sentence(line):
        return (wide and room == 1) or after in ".!?…"
    return wide or columns(before) > 1 or not (before.isalnum() and after.isalnum())


def _size(line: TextLine) -> int:
    return line.width + line.spaces


def _is_prose(known: Sequence[tuple[TextLine, TextLine]]) -> bool:
    """Return whether lines of one size are text, not verse, lists, code, tables or figures."""
    lines = [a for a, _ in known]
    fit = sum(
        (" " in line.text or line.dense) and not is_code(line) and not stands_alone(line)
        for line in lines
    )
    opened = sum(not ends_sentence(line) for line in lines)
    letters = sum(char.isalpha() for line in lines for char in line.text)
    return (
        min(map(_columns, lines)) >= _SHORTEST / 2
        and max(map(_columns, lines)) >= _SHORTEST
        and fit >= _PROSE * len(lines)
        and opened >= _OPEN * len(lines)
        and not (is_even_verse(lines) or are_of_one_form(known))
        and letters >= _OPEN * sum(len(line.text) for line in lines)
    )


def _columns(line: TextLine) -> int:
    return columns(line.text)


#: The number of a page, alone on a line: 12, - 12 -, [Page 12].
_NUMBER = re.compile(r"[-–—\[(]?\s?(?:[^\W\d_]{1,6}\.?\s)?(?P<number>\d{1,4})\s?[-–—\])]?")
#: What leads to a list, a quotation or a table, and is no half of a sentence.
_LEADS = (":", "：")
#: Lines between the last one of a page and the first one of the next.
_FARTHEST = 8


def over_pages(
    units: Sequence[Sequence[TextLine]], fillings: Mapping[int, Filling]
) -> list[Sequence[TextLine]]:
    """Return the lines of each block, joining blocks that continue on the next page."""
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
    if _number(above) or _number(below) or not all(map(_may_run_over, (last, first))):
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


def _may_run_over(line: TextLine) -> bool:
    alone = stands_alone(line) or is_signature(line) or is_key(line)
    return not (line.opens or alone or marked(line) or is_code(line) or line.single)
