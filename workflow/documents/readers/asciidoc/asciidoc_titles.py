"""Write titles of AsciiDoc that are underlined on one line, as pandoc reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

#: The signs of the levels, from the document's title on, and a line of them.
_SIGNS = "=-~^+"
_UNDERLINE = re.compile(r"=+|-+|~+|\^+|\++")
#: A title has a word, and is no setting; how much longer or shorter than its line it may be.
_TITLE, _DIFFERENCE = re.compile(r"(?![.:\[|*]|//).*\w.*"), 1
#: What stands right above a title: nothing, its attributes or name, a comment.
_ABOVE = re.compile(r"|\[.*\]|//(?!/).*|:!?\w[\w-]*!?:.*")
#: A line around a block.
_FRAME = re.compile(r"(?P<frame>([-.+/=*_])\2{3,}|`{3,}|--|\|={3,})\w*")


def with_titles_on_one_line(lines: Sequence[str]) -> list[str]:
    """Return the lines, as many, with ``= Title`` for a title above a row of ``=``.

    That is how titles stand in older texts; a line around a block may look like such a row.

    >>> with_titles_on_one_line(["Port", "====", "", "Ships", "-----", "Wait."])
    ['', '= Port', '', '== Ships', '', 'Wait.']
    >>> with_titles_on_one_line(["----", "Ships", "----"])
    ['----', 'Ships', '----']
    """
    return list(_written([line.rstrip() for line in lines], lines))


def _written(said: Sequence[str], lines: Sequence[str]) -> Iterator[str]:
    frame = ""
    number = 0
    while number < len(said):
        line = said[number]
        above, below = said[number - 1] if number else "", said[number + 1 : number + 2]
        titled = below and not frame and _ABOVE.fullmatch(above) and _is_title(line, below[0])
        if titled and not _is_closed(said, number + 1):
            title = f"{'=' * (_SIGNS.index(below[0][0]) + 1)} {line}"
            # authors stand right below the document's title, a name right above others
            yield from ("", title) if below[0][0] == "=" else (title, "")
            number += 2
            continue
        if frame:
            frame = "" if line == frame else frame
        elif found := _FRAME.fullmatch(line):
            frame = found["frame"]
        yield lines[number]
        number += 1


def _is_closed(said: Sequence[str], number: int) -> bool:
    """Tell whether the same row stands below, before a blank line: they are around a block."""
    below = takewhile(bool, islice(said, number + 1, None))
    return said[number] in below


def _is_title(line: str, below: str) -> bool:
    return (
        len(below) > 1
        and bool(_UNDERLINE.fullmatch(below))
        and bool(_TITLE.fullmatch(line))
        and abs(len(line) - len(below)) <= _DIFFERENCE
    )
