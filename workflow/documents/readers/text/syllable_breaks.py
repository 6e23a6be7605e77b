"""Tell what a break hides where a program broke Korean between any two letters, words or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from workflow.documents.readers.text.line_pairs import common_width
from workflow.documents.readers.text.text_lines import TextLine, columns
from workflow.languages import pack
from workflow.languages.scripts import LETTERS

_HANGUL = LETTERS["Hangul"]
#: What is not broken: a word of narrow letters, another letter with the marks that stay with it.
_PIECE = re.compile(r"[!-~]+|.[^\w\s]*")
#: Pairs of lines that must be seen, the share of them with no room for another letter, and its
#: columns.
_FEWEST, _EXACT, _SYLLABLE = 6, 0.9, 2
#: The share of breaks at which a space is left if all that there were are.
_RARE = 0.08
#: The share of breaks that look like those between words above which lines are broken there alone.
_APART = 0.65
#: What prose has amid its lines, and verse of even lines seldom.
_INNER_MARK = re.compile(r"\w[,.!?][\"'”’)]* \S")


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
            (a, b)
            for a, b in pairwise(lines)
            if a.depth == b.depth and _HANGUL.match(a.text[-1:]) and _HANGUL.match(b.text)
        ]
        if len(known) < _FEWEST or not any(_INNER_MARK.search(a.text) for a, _ in known):
            return cls()
        share, width = common_width([(a.width, _SYLLABLE) for a, _ in known])
        if share < _EXACT:
            return cls()
        spaces = sum(bool(a.spaces) for a, _ in known)
        if _RARE * len(known) < spaces < (1 - _RARE) * len(known):
            return cls(width, kept=True)
        hides_space = pack("ko").hides_space
        apart = sum(bool(hides_space(a.text, b.text)) for a, b in known)
        return cls(width) if apart <= _APART * len(known) else cls()

    def has_space(self, line: TextLine, following: TextLine) -> bool | None:
        """Tell whether the break between two lines hides a space; None where it is no such break.

        Where what follows had room, nothing was broken.
        """
        hangul = [bool(_HANGUL.match(char)) for char in (line.text[-1], following.text[0])]
        if not (self.width and any(hangul)) or self._has_room(line, following):
            return None
        if self.kept:
            return bool(line.spaces or following.indent)
        return pack("ko").hides_space(line.text, following.text)

    def _has_room(self, line: TextLine, following: TextLine) -> bool:
        piece = _PIECE.match(following.text)
        return piece is not None and self.width - line.width >= columns(piece[0])
