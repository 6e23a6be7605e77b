"""Tell what a break hides where a program broke Korean between any two letters, words or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from workflow.documents.readers.text.line_pairs import common_width
from workflow.documents.readers.text.text_lines import TextLine
from workflow.languages.ko.spacing import is_spaced
from workflow.languages.scripts import LETTERS

_HANGUL = LETTERS["Hangul"]
#: What stays with the first letter of a line.
_MARKED = re.compile(r"\w[^\w\s]")
#: Pairs of lines that must be seen, the share of them with no room for another letter, and its
#: columns.
_FEWEST, _EXACT, _SYLLABLE = 6, 0.9, 2
#: The share of breaks at which a space is left if all that there were are.
_RARE = 0.08


@dataclass(frozen=True, slots=True)
class SyllableBreaks:
    """Whether the lines of a file are broken amid words of Hangul.

    Attributes:
        width: of the lines, in columns; 0 if they are not.
        kept: the spaces beside their breaks stand at the ends of lines.
    """

    width: int = 0
    kept: bool = False

    @classmethod
    def of(cls, lines: Sequence[TextLine]) -> SyllableBreaks:
        """Learn it from the lines that have no room for one letter more.

        Lines that are broken between words leave room for the longer ones.
        """
        known = [
            a
            for a, b in pairwise(lines)
            if a.depth == b.depth and _HANGUL.match(a.text[-1:]) and _HANGUL.match(b.text)
        ]
        if len(known) < _FEWEST:
            return cls()
        share, width = common_width([(line.width, _SYLLABLE) for line in known])
        spaces = sum(bool(line.spaces) for line in known)
        kept = _RARE * len(known) < spaces < (1 - _RARE) * len(known)
        return cls(width, kept) if share >= _EXACT else cls()

    def has_space(self, line: TextLine, following: TextLine) -> bool | None:
        """Tell whether the break between two lines hides a space; None where it is no such break.

        Figures have none before what they count. Where a letter had room, a space took it, unless a
        mark went with the letter.
        """
        hangul = [bool(_HANGUL.match(char)) for char in (line.text[-1], following.text[0])]
        if not (self.width and any(hangul)):
            return None
        if self.kept:
            return bool(line.spaces)
        if all(hangul):
            room = self.width - line.width >= _SYLLABLE and not _MARKED.match(following.text)
            return room or is_spaced(line.text, following.text)
        return False if line.text[-1].isdecimal() else None
