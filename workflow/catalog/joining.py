"""Many lines of one comment or text as one line, for a parser that puts them together slowly.

polib's time grows with the square of the lines that one message has of a kind. Lines keep their
numbers: what is joined leaves empty ones behind, which polib passes over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from workflow.errors import CatalogError

#: Between joined comments: no file that is read has one.
JOINT = "\0"
#: Lines of one kind in a row that are joined; the most that cannot be joined and are read.
_MANY, _MOST = 500, 5_000
#: Comments that go on, each with its mark; a piece of a text, which may be obsolete or previous.
_COMMENT = re.compile(r"(# |#\. |#: )[ \t]*\S.*|#")
_PIECE = re.compile(r"((?:#[~|][ \t]+)?)\"((?:[^\"\\]|\\.)*)\"[ \t]*")


def joined(text: str, where: str) -> str:
    """A file's text with its many lines joined; the very same one if there are not many.

    Raises:
        CatalogError: there are more lines at one message than anybody writes.
    """
    if text.count("\n#") + text.count('"\n') <= _MANY:
        return text
    lines = text.split("\n")
    if not any(length > _MANY for _, _, length in _runs(lines)):
        return text
    lines = [line for mark, group in groupby(lines, _mark) for line in _join(mark, list(group))]
    for at, kind, length in _runs(lines):
        if length > _MOST:
            what = f"holds more than {_MOST} lines of {kind} at one message"
            raise CatalogError(f"{where}:{at}", what, "Delete what nobody needs.")
    return "\n".join(lines)


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    """Where lines of one kind in a row begin, the kind, and how many there are."""
    filled = ((_kind(line), at) for at, line in enumerate(lines, 1) if line)
    for kind, run in groupby(filled, lambda each: each[0]):
        if kind:
            places = [at for _, at in run]
            yield places[0], kind, len(places)


def _kind(line: str) -> str:
    """What a line goes on with: comments or text; obsolete messages are text too."""
    if line.startswith("#") and not line.startswith("#~"):
        return "comments"
    return "text" if line.removeprefix("#~").lstrip().startswith('"') else ""


def _mark(line: str) -> str:
    """What lines that can be joined begin with; empty for all others."""
    if comment := _COMMENT.fullmatch(line):
        return comment[1] or "# "
    piece = _PIECE.fullmatch(line)
    return f'{piece[1]}"' if piece else ""


def _join(mark: str, lines: Sequence[str]) -> Iterable[str]:
    """The lines as one of them and empty ones."""
    if not mark or len(lines) == 1:
        return lines
    if mark.endswith('"'):
        pieces = filter(None, map(_PIECE.fullmatch, lines))
        whole = mark + "".join(piece[2] for piece in pieces) + '"'
    else:
        between = " " if mark == "#: " else JOINT
        whole = mark + between.join(line[len(mark) :].rstrip() for line in lines)
    return [whole, *[""] * (len(lines) - 1)]
