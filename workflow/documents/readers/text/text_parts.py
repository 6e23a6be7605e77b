"""Find the lines of a plain text that certainly begin a block, such as the items of lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workflow.documents.readers.block_kinds import begins_item
from workflow.documents.readers.text.text_lines import (
    Case,
    TextLine,
    case,
    columns,
    ends_part,
    ends_sentence,
    entry,
    first_word,
    is_code,
    is_rights,
    is_signature,
    speaker,
    stands_alone,
)

#: A list item whose mark is taken away; Word's are letters of its fonts of signs, where a text was
#: copied out of it or a PDF. A line between two dashes is none, but the deck of a Korean
#: release: ``- 5월부터 11개 -``.
ITEM = re.compile(
    r"(?P<indent>\s*)(?:-(?![^\n]*\s-\s*$)|[*•◦‣▪⁃∙\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc]"
    r"|(?P<number>\d{1,3})[.)]|(?<=\s)o(?=\s{2})|o(?=\t))\s+(?=\S)(?!\d+\.\s?\d)"
)
#: Marks of an item that stay in its text: they say more than a bullet does.
_MARK = re.compile(
    r"\(?(?P<number>\d{1,3})[.)]\)?\s|\(?(?P<letter>[A-Za-z])[.)]\s|\(?(?P<roman>[IVXLivxl]{2,6})[.)]\s"
    r"|[\u2460-\u249b\u24b6-\u24ff\u2776-\u2793]|[○●◯□■◇◆△▲▷▶►▸☞※♦★☆✓✔✗][ \u00a0\u3000\w]"
    r"|(?P<section>\d{1,2}(?:\.\d{1,2}){1,5}\.?\s+\S)|\[\d{1,3}\]\s|[-–—+]\s"
)


def text_column(line: TextLine) -> int:
    """Return the column of an item's text after its mark; 0 without a mark."""
    if found := ITEM.match(line.body):
        return columns(line.body[: found.end()])
    if not (found := _MARK.match(line.text)):
        return line.indent + columns(begun) if (begun := entry(line)) else 0
    if found["section"]:  # the mark with the first letter behind it
        return line.indent + columns(found[0]) - 1
    return line.indent + columns(line.text) - columns(line.text[found.end() :].lstrip())


def marked(line: TextLine) -> bool:
    """Return whether a line begins with the mark of a list item, of any kind."""
    body = line.body
    return bool(ITEM.match(body) or _MARK.match(line.text) or begins_item(line.text))


def ordinal(line: TextLine) -> tuple[str, int] | None:
    """Return the kind and number of an item's mark: ``b)`` is letters, 2."""
    found = _MARK.match(line.text)
    if not found:
        return None
    if found["number"]:
        return "number", int(found["number"])
    if found["letter"]:
        return "letter", ord(found["letter"].lower()) - ord("a") + 1
    if found["section"]:
        return "section", -1
    return ("roman", _roman(found["roman"].lower())) if found["roman"] else None


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


#: Items of a list.
_LIST = 2
#: Entries of a list of words.
_FEWEST_ENTRIES = 3
#: Columns of a line that is likely to go on: a list's own title is shorter.
_WIDE = 50
#: Lines below others that show whether lines are filled, and the share of them with room.
_FEWEST_FILLED, _RAGGED = 3, 0.2


@dataclass(frozen=True, slots=True)
class Part:
    """Lines of which the first begins a block that the others may continue.

    Attributes:
        lines: at least one.
        item: whether the first one has the mark of an item.
        apart: whether no line goes on with another: a signature, a table.
    """

    lines: Sequence[TextLine]
    item: bool = False
    apart: bool = False

    @property
    def hanging(self) -> bool:
        """Whether lines below the mark of an item are indented more than the mark."""
        first = self.lines[0]
        deeper = all(line.indent > first.indent + 1 for line in self.lines[1:])
        return self.item and deeper and not begins_item(first.text)


def parts_of(run: Sequence[TextLine], speakers: Counter[str]) -> Iterator[Part]:
    """Split a run of lines where a block certainly begins.

    Args:
        run: lines that no blank line parts.
        speakers: how often each speaker begins a line of the file.
    """
    ordinals = Counter(filter(None, map(ordinal, run)))
    entries = _are_entries(run)
    marks = sum(begins_item(line.text) or line.text.startswith("- ") for line in run)
    paragraphs = _Indentation.of(run)
    start = 0
    signed = False
    for place, line in enumerate(run):
        if place and (
            signed
            or stands_alone(line)
            or stands_alone(run[place - 1])
            or (entries and entry(line))
            or _is_item(run[place - 1], line, ordinals, marks)
            or _is_rights_line(run[place - 1], line)
            or _is_turn(run[place - 1], line, speakers)
            or (
                paragraphs.begins(run[place - 1], line)
                and not _hangs(run[start], run[place - 1], line)
            )
        ):
            yield _part(run[start:place], entries=entries)
            start = place
        signed = signed or is_signature(line)
    yield _part(run[start:], entries=entries)


def _are_entries(run: Sequence[TextLine]) -> bool:
    """Tell whether lines are a list of words with definitions after a dash."""
    entries = [line for line in run if entry(line)]
    return bool(entry(run[0])) and len(entries) >= max(_FEWEST_ENTRIES, len(run) / 2)


def _part(lines: Sequence[TextLine], *, entries: bool) -> Part:
    return Part(lines, marked(lines[0]) or (entries and bool(entry(lines[0]))))


def _is_item(
    before: TextLine, line: TextLine, ordinals: Counter[tuple[str, int]], marks: int
) -> bool:
    """Return whether a line begins a list item; its mark might also be a number in a sentence."""
    if not marked(line):
        return False
    if (bullet := ITEM.match(line.body)) and not bullet["number"]:
        amid = marks < _LIST and before.width > _WIDE and _is_open(before)
        alike = before.indent == line.indent and before.text[:2] == line.text[:2]
        return alike or not (amid and case(line) is Case.LOWER)
    kind, number = ordinal(line) or ("", 0)
    if number > 0 and (ordinals[kind, number + 1] or ordinals[kind, number - 1]):
        return True
    versions = kind == "section" and before.text.endswith((",", "，", "、"))  # 2.6.9, 2.7.5
    if kind not in {"letter", "roman"} and not versions and _may_precede(before):
        return True
    if begins_item(line.text):
        return marks >= _LIST
    return not (number or versions) and case(line) is not Case.LOWER


def _may_precede(line: TextLine) -> bool:
    """Return whether a list item may follow a line: an item, or the end of a clause."""
    enumerated = line.text.endswith("、")  # 30、31 are no items
    return marked(line) or ends_sentence(line) or (ends_part(line) and not enumerated)


def _is_rights_line(before: TextLine, line: TextLine) -> bool:
    return (is_rights(line) and (ends_sentence(before) or is_rights(before))) or (
        is_rights(before) and case(line) is not Case.LOWER
    )


def _is_turn(before: TextLine, line: TextLine, speakers: Counter[str]) -> bool:
    """Return whether a line names a speaker, who speaks several times or is in capitals."""
    name = speaker(line.text)
    return bool(name) and (speakers[name] > 1 or name.isupper()) and not _is_open(before)


def _is_open(line: TextLine) -> bool:
    return line.text[-1].isalnum() and not ends_sentence(line) and not speaker(line.text)


def _hangs(item: TextLine, before: TextLine, line: TextLine) -> bool:
    """Tell whether a line is indented like the text of an item, and continues it."""
    if line.indent != text_column(item) or marked(line) or is_code(line):
        return False
    if before.text.endswith((":", "：")):
        return False
    if before.width > _WIDE or case(line) is Case.LOWER:
        return True
    return case(line) is Case.NONE and not ends_sentence(before)


def _has_room(before: TextLine, line: TextLine, width: int) -> bool:
    """Return whether the first word of a line might have stood at the end of the line before."""
    return before.width + 1 + first_word(line)[0] <= width


def _width_of_filled(run: Sequence[TextLine], low: int) -> int:
    """Return the width of lines if those indented least follow one without room, as in prose.

    Where lines of verse are indented in turn, the others have room; 0 for them.
    """
    width = max((a.width for a, b in pairwise(run) if not a.single), default=0)
    room = [_has_room(a, b, width) for a, b in pairwise(run) if b.indent == low]
    filled = len(room) >= _FEWEST_FILLED and sum(room) < _RAGGED * len(room)
    return width if filled else 0


@dataclass(frozen=True, slots=True)
class _Indentation:
    """How the lines of a run are indented.

    Attributes:
        low: the least indentation.
        first: first lines of paragraphs are indented more than the others.
        steady: all lines are indented alike, but for the first.
    """

    low: int
    first: bool
    steady: bool

    @classmethod
    def of(cls, run: Sequence[TextLine]) -> _Indentation:
        low = min(line.indent for line in run)
        shown = _width_of_filled(run, low)
        deep = [
            (ends_sentence(a) or (shown and _has_room(a, b, shown)), b.indent > low)
            for a, b in pairwise(run)
        ]
        after_end = sum(ended and more for ended, more in deep)
        amid = sum(more and not ended for ended, more in deep)
        first = after_end > 2 * amid and (run[0].indent > low or after_end > 1)
        return cls(low, first, len({line.indent for line in run[1:]}) <= 1)

    def begins(self, before: TextLine, line: TextLine) -> bool:
        """Return whether the indentation of a line shows that it begins a paragraph."""
        if line.opens and line.indent >= before.indent:
            return True
        if self.first:
            return line.indent > self.low
        if self.steady:
            return False
        return abs(line.indent - before.indent) > 1
