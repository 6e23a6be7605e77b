"""What stands between two lines of a text that are joined: a space, or nothing.

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
from workflow.documents.readers.text_lines import TextLine
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
#: How many times more often a habit must be seen than its contrary.
_HABIT = 3


@dataclass(frozen=True, slots=True)
class LineJoints:
    """The habits of a file.

    Attributes:
        words: that stand in it, in small letters; those with hyphens are one.
        dashes: have no space beside them.
        scripts: neither have letters of Latin among those that need no spaces.
    """

    words: frozenset[str]
    dashes: bool
    scripts: bool

    @classmethod
    def of(cls, lines: Sequence[TextLine]) -> LineJoints:
        """Look for habits in the lines of a file."""
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
        )

    def joined(self, lines: Sequence[TextLine]) -> str:
        """Return the text of lines that go on; each line break stays, seen or hidden."""
        return "".join(self._pieces(lines))

    def _pieces(self, lines: Sequence[TextLine]) -> Iterator[str]:
        for line, following in pairwise(lines):
            yield from self._piece(line.text, following.text)
        yield lines[-1].text

    def _piece(self, text: str, following: str) -> tuple[str, str]:
        """Return a line, with or without the hyphen at its end, and the break behind it."""
        if _HYPHENATED.search(text):
            return self._hyphenated(text, following)
        if _DASH.search(text) or _DASH.search(following[:2]) or following.startswith(("—", "–")):
            return text, HIDDEN_BREAK if self.dashes else "\n"
        if self.scripts and _meet(text[-1], following[0]):
            return text, HIDDEN_BREAK
        return text, "\n"

    def _hyphenated(self, text: str, following: str) -> tuple[str, str]:
        """Take a hyphen away where the file has the whole word; else keep it as it stands."""
        head, tail = _CUT.search(text), _WORD.match(following)
        if links_words(following.split(maxsplit=1)[0]):
            return text, "\n"
        if head and tail and tail[0][0].islower():
            whole = (head["word"].rpartition("-")[2] + tail[0].partition("-")[0]).lower()
            both = f"{head['word']}-{tail[0]}".lower()
            if whole in self.words and both not in self.words:
                return text[:-1], HIDDEN_BREAK
        return text, HIDDEN_BREAK


def _meet(before: str, after: str) -> bool:
    """Return whether a letter that needs no spaces meets one of a script that does."""
    kinds = (BREAKABLE.match(before), BREAKABLE.match(after))
    letters = (_LETTER.match(before), _LETTER.match(after))
    return bool((kinds[0] and letters[1]) or (letters[0] and kinds[1]))
