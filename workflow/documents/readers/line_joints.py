"""Joins wrapped lines of a text: with a space, without one, or without the hyphen between.

A file shows how it writes what its lines hide: whether a word has a hyphen, whether dashes have
spaces beside them, and Latin letters among Chinese ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workflow.documents.readers.block_text import HIDDEN_BREAK
from workflow.documents.readers.text_lines import TextLine, columns
from workflow.languages.function_words import links_words
from workflow.languages.scripts import BREAKABLE

_WORD = re.compile(r"[^\W\d_]+(?:[-‐'’][^\W\d_]+)*")
_CUT = re.compile(r"(?P<word>[^\W\d_]+(?:[-‐'’][^\W\d_]+)*)[-‐]$")
_HYPHENATED = re.compile(r"\w[-‐]$")
_DASH = re.compile(r"(?:--|—|–)$")
_BESIDE_DASHES = re.compile(r"(?P<before>\s?)(?:--+|—+)(?P<after>\s?)(?=\S)")
_LETTER = re.compile(r"[A-Za-z0-9]")
#: Where the letters of two scripts meet, with a space or without.
_MEETINGS = re.compile(
    rf"{BREAKABLE.pattern}(?P<space> ?)[A-Za-z0-9]|[A-Za-z0-9](?P<gap> ?){BREAKABLE.pattern}"
)
#: Lines that must be seen for it to be sure that they were cut off, and shares of them.
_FEWEST, _CERTAIN, _RARE = 6, 0.8, 0.08
#: Letters of an address that are looked at.
_LONGEST_LINK = 2_000
#: How many times more often a habit must be seen than its contrary.
_HABIT = 3


@dataclass(frozen=True, slots=True)
class CutOff:
    """The size at which lines were cut off, wherever that was in a word.

    Attributes:
        size: of each line, in letters or columns; 0 if lines are not cut off.
        in_columns: the size is one of columns, of which some letters take two.
    """

    size: int = 0
    in_columns: bool = False

    @classmethod
    def of(cls, lines: Sequence[TextLine]) -> CutOff:
        """Find the size if nearly all lines have the same, and some have a space at an end."""
        known = [(a, b) for a, b in pairwise(lines) if a.text and b.text and a.depth == b.depth]
        if len(known) < _FEWEST:
            return cls()
        edges = sum(bool(a.spaces or b.indent) for a, b in known) / len(known)
        for in_columns in (False, True):
            sizes = Counter(_size(a, in_columns=in_columns) for a, _ in known)
            size = max(sizes, key=lambda each: sizes[each] + sizes[each - 1])
            share = (sizes[size] + in_columns * sizes[size - 1]) / len(known)
            if share >= _CERTAIN and _RARE <= edges <= 1 - _RARE:
                return cls(size, in_columns=in_columns)
        return cls()

    def parts_word(self, line: TextLine, following: TextLine) -> bool:
        """Return whether the line break stands within a word."""
        if not self.size or line.spaces or following.indent:
            return False
        short = self.size - _size(line, in_columns=self.in_columns)
        return short == 0 or (short == 1 and self.in_columns)


def _size(line: TextLine, *, in_columns: bool) -> int:
    return line.indent + columns(line.text) + line.spaces if in_columns else line.size


@dataclass(frozen=True, slots=True)
class LineJoints:
    """How a file writes words with hyphens, dashes, and Latin letters among Chinese ones.

    Attributes:
        words: that stand in it, in small letters; those with hyphens are one.
        dashes: have no space beside them.
        scripts: neither have letters of Latin among those that need no spaces.
        cut: what cut the lines off amid their words.
    """

    words: frozenset[str]
    dashes: bool
    scripts: bool
    cut: CutOff

    @classmethod
    def of(cls, lines: Sequence[TextLine]) -> LineJoints:
        """Learn the habits of a file from its lines."""
        words: Counter[str] = Counter()
        meetings, dashes = Counter[bool](), Counter[bool]()
        hyphens = any(_HYPHENATED.search(line.text) for line in lines)
        for line in lines:
            if hyphens:
                words.update(found[0].lower() for found in _WORD.finditer(line.text))
            if "--" in line.text or "—" in line.text:
                dashes.update(
                    bool(found["after"] or found["before"])
                    for found in _BESIDE_DASHES.finditer(line.text)
                )
            if not line.text.isascii():
                meetings.update(
                    bool(found["space"] or found["gap"]) for found in _MEETINGS.finditer(line.text)
                )
        return cls(
            frozenset(words),
            dashes[False] > _HABIT * dashes[True],
            meetings[False] > _HABIT * meetings[True],
            CutOff.of(lines),
        )

    def joined(self, lines: Sequence[TextLine], *, spaced: bool = False) -> str:
        """Return the text of lines of one paragraph, with the place of each line break in it.

        Args:
            lines: at least one.
            spaced: the file was broken at spaces only, whatever the letters beside them.
        """
        return "".join(self._pieces(lines, spaced=spaced))

    def _pieces(self, lines: Sequence[TextLine], *, spaced: bool) -> Iterator[str]:
        for line, following in pairwise(lines):
            if spaced:
                yield from (line.text, HIDDEN_BREAK, " ")
            elif self.cut.parts_word(line, following):
                yield from (line.text, HIDDEN_BREAK)
            else:
                yield from self._piece(line.text, following.text)
        yield lines[-1].text

    def _piece(self, text: str, following: str) -> tuple[str, str]:
        """Return a line, with or without the hyphen at its end, and the break to write after it."""
        if _HYPHENATED.search(text):
            return self._hyphenated(text, following)
        if _DASH.search(text) or _DASH.search(following[:2]) or following.startswith(("—", "–")):
            return text, HIDDEN_BREAK if self.dashes else "\n"
        if self.scripts and _meet(text[-1], following[0]) and not _is_link(text, following):
            return text, HIDDEN_BREAK
        return text, "\n"

    def _hyphenated(self, text: str, following: str) -> tuple[str, str]:
        """Remove a hyphen at the end of a line if the file has the word without it elsewhere."""
        head, tail = _CUT.search(text), _WORD.match(following)
        if links_words(following.split(maxsplit=1)[0]):
            return text, "\n"
        if head and tail and tail[0][0].islower():
            whole = (head["word"].rpartition("-")[2] + tail[0].partition("-")[0]).lower()
            both = f"{head['word']}-{tail[0]}".lower()
            if whole in self.words and both not in self.words:
                return text[:-1], HIDDEN_BREAK
        return text, HIDDEN_BREAK


def _is_link(text: str, following: str) -> bool:
    """Return whether an address ends the line or begins the next; nothing is joined to it."""
    words = (text[-_LONGEST_LINK:].rsplit(maxsplit=1)[-1], following.split(maxsplit=1)[0])
    return any("://" in word or "@" in word or word.startswith("www.") for word in words)


def _meet(before: str, after: str) -> bool:
    """Return whether one letter is of a script with spaces, and the other of one without."""
    kinds = (BREAKABLE.match(before), BREAKABLE.match(after))
    letters = (_LETTER.match(before), _LETTER.match(after))
    return bool((kinds[0] and letters[1]) or (letters[0] and kinds[1]))
