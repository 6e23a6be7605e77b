"""Tell how two versions of a sentence differ, word by word.

In plain text a difference is marked as GNU wdiff does (its manual, "wdiff"): ``[-gone-]{+new+}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle
from typing import Literal

from workflow.languages.scripts import UNSPACED

Kind = Literal["same", "gone", "new"]
#: The unit of comparison: one CJK character, one word, or what stands between.
_PIECE = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+|\s+|.")
#: The marks around a piece.
_MARKS: Mapping[Kind, tuple[str, str]] = {
    "same": ("", ""),
    "gone": ("[-", "-]"),
    "new": ("{+", "+}"),
}
#: A marked piece, without further opening marks in it, so that each is looked at only once;
#: splitting a text at it gives unchanged, removed, added, unchanged … parts.
_MARKED = re.compile(r"\[-((?:(?!\[-).)+?)-\]|\{\+((?:(?!\{\+).)+?)\+\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of a difference: ``same``, ``gone`` from the old text or ``new`` in the other."""

    kind: Kind
    text: str


def difference(old: str, new: str) -> tuple[Change, ...]:
    """Find what becomes of ``old`` on its way to ``new``, in the order of reading.

    >>> marked(difference("30 years", "31 years"))
    '[-30-]{+31+} years'
    """
    from rapidfuzz.distance import Indel

    before, after = _PIECE.findall(old), _PIECE.findall(new)
    steps: list[Change] = []
    gone = added = ""
    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            steps += _replaced(gone, added)
            steps.append(Change("same", "".join(before[step.src_start : step.src_end])))
            gone = added = ""
        else:
            gone += "".join(before[step.src_start : step.src_end])
            added += "".join(after[step.dest_start : step.dest_end])
    return (*steps, *_replaced(gone, added))


def _replaced(gone: str, added: str) -> Iterator[Change]:
    if gone:
        yield Change("gone", gone)
    if added:
        yield Change("new", added)


def marked(changes: Iterable[Change]) -> str:
    """Write a difference as text: ``He [-met-]{+saw+} them.``"""
    return "".join(change.text.join(_MARKS[change.kind]) for change in changes)


def parsed(text: str) -> tuple[Change, ...]:
    """Read a text with marks as a difference.

    >>> parsed("He [-met-]{+saw+} them.")[1:3]
    (Change(kind='gone', text='met'), Change(kind='new', text='saw'))
    """
    pieces = zip(cycle(_MARKS), _MARKED.split(text), strict=False)
    return tuple(Change(kind, piece) for kind, piece in pieces if piece)
