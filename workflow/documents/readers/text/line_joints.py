"""Join wrapped lines of a text: with a space, without one, or without the hyphen between.

A file shows how it writes what its lines hide: whether a word has a hyphen, whether dashes have
spaces beside them, and Latin letters among Chinese ones. For the last, writers differ, and one
may part words but not figures: *Samsung 的*, *2021年*. So the rest of the text decides: first by
the same word beside the same side, then by the kind of letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workflow.documents.readers.block_text import HIDDEN_BREAK
from workflow.documents.readers.text.syllable_breaks import SyllableBreaks
from workflow.documents.readers.text.text_lines import TextLine
from workflow.languages.detection.function_words import links_words
from workflow.languages.scripts import BREAKABLE

_LONGEST = 40
_BEFORE = re.compile(
    rf"(?P<letter>{BREAKABLE.pattern})(?P<gap> ?)(?=(?P<word>[!-~]{{1,{_LONGEST}}}))"
)
_AFTER = re.compile(rf"(?P<word>[!-~]{{1,{_LONGEST}}})(?P<gap> ?)(?={BREAKABLE.pattern})")
_FIRST, _LAST = re.compile(r"[!-~]+"), re.compile(r"[!-~]+$")
#: How often a kind of meeting must be seen to count for itself.
_FEWEST = 3

#: On which side of the dense letter the word stands, and the word or the kind of its letter.
Meeting = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ScriptMeetings:
    """How often a text has, and lacks, a space where two scripts meet.

    Attributes:
        apart: how often there is a space, by side and word, and by side and kind.
        joined: how often there is none.
    """

    apart: Counter[Meeting]
    joined: Counter[Meeting]

    @classmethod
    def of(cls, texts: Iterable[str]) -> ScriptMeetings:
        """Count the meetings in the lines of a text."""
        apart, joined = Counter[Meeting](), Counter[Meeting]()
        for text in texts:
            if text.isascii():
                continue
            for found in _BEFORE.finditer(text):
                if found["letter"].isalpha():
                    (apart if found["gap"] else joined).update(_keys("<", found["word"]))
            for found in _AFTER.finditer(text):
                if text[found.end()].isalpha():
                    (apart if found["gap"] else joined).update(_keys(">", found["word"]))
        return cls(apart, joined)

    def hide_space(self, before: str, after: str) -> bool | None:
        """Tell whether a break between two texts hides a space; None if they do not meet so.

        >>> text = ["港口有Samsung的3艘船", "在2021年", "有 LG 的船"]
        >>> [ScriptMeetings.of(text).hide_space(*pair) for pair in (("有", "LG的"), ("年", "有"))]
        [True, None]
        """
        dense = [bool(BREAKABLE.match(char)) and char.isalpha() for char in (before[-1], after[0])]
        if dense == [True, False] and (word := _FIRST.match(after)):
            keys = _keys("<", word[0][:_LONGEST])
        elif dense == [False, True] and (word := _LAST.search(before[-_LONGEST:])):
            keys = _keys(">", word[0])
        else:
            return None
        for key, least in zip(keys, (1, _FEWEST, 1), strict=True):
            if self.apart[key] + self.joined[key] >= least:
                return self.apart[key] >= self.joined[key]
        return True


def is_wide_sign(char: str) -> bool:
    """Return whether a sign holds the space beside it itself: ， （ ％."""
    return bool(BREAKABLE.match(char)) and not char.isalnum()


def _keys(side: str, word: str) -> tuple[Meeting, Meeting, Meeting]:
    """Return what a meeting is counted as, the most certain first."""
    letter = word[0] if side == "<" else word[-1]
    kind = "0" if letter.isdigit() else "a" if letter.isalpha() else letter
    exact = f"={word}" if any(map(str.isalpha, word)) else kind  # a figure says little of itself
    return (side, exact), (side, kind), ("", "")


_WORD = re.compile(r"[^\W\d_]+(?:[-‐'’][^\W\d_]+)*")
_CUT = re.compile(r"(?P<word>[^\W\d_]+(?:[-‐'’][^\W\d_]+)*)[-‐]$")
#: The sign that programs for scanned pages write for a hyphen that only parts a word.
_PARTED = re.compile(r"[^\W\d_]¬$")
_HYPHENATED = re.compile(r"\w[-‐]$")
_DASH = re.compile(r"(?:--|—|–)$")
_BESIDE_DASHES = re.compile(r"(?<=\S)(?P<before>\s?)(?:--+|—+)(?P<after>\s?)(?=\S)")
#: An option of a command, which only looks like a dash.
_OPTION = re.compile(r"--\w")
ADDRESS = re.compile(r"://|^www\.|\w@\w[\w-]*\.\w")
#: Letters of an address that are looked at.
_LONGEST_LINK = 2_000
#: How many times more often a habit must be seen than its contrary.
_HABIT = 3


@dataclass(frozen=True, slots=True)
class LineJoints:
    """How a file writes words with hyphens, dashes, and Latin letters among Chinese ones.

    Attributes:
        words: that stand in it, in small letters; those with hyphens are one.
        dashes: have no space beside them.
        meetings: whether there are spaces where Latin letters and Chinese ones meet.
        syllables: whether lines of Hangul are broken amid words.
    """

    words: frozenset[str]
    dashes: bool
    meetings: ScriptMeetings
    syllables: SyllableBreaks

    @classmethod
    def of(cls, lines: Sequence[TextLine]) -> LineJoints:
        """Learn the habits of a file from its lines."""
        words: Counter[str] = Counter()
        dashes = Counter[bool]()
        hyphens = any(_HYPHENATED.search(line.text) for line in lines)
        for line in lines:
            if hyphens:
                words.update(found[0].lower() for found in _WORD.finditer(line.text))
            if "--" in line.text or "—" in line.text:
                dashes.update(
                    bool(found["after"] or found["before"])
                    for found in _BESIDE_DASHES.finditer(line.text)
                )
        return cls(
            frozenset(words),
            dashes[False] > _HABIT * dashes[True],
            ScriptMeetings.of(line.text for line in lines),
            SyllableBreaks.of(lines),
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
            space = self.syllables.has_space(line, following)
            if spaced or space:
                yield from (line.text, HIDDEN_BREAK, " ")
            elif space is False and not _is_link(line.text, following.text):
                yield from (line.text, HIDDEN_BREAK)
            else:
                yield from self._piece(line.text, following.text)
        yield lines[-1].text

    def _piece(self, text: str, following: str) -> tuple[str, str]:
        """Return a line, with or without the hyphen at its end, and the break to write after it."""
        if _PARTED.search(text) and following[0].islower():
            return text[:-1], HIDDEN_BREAK
        if _HYPHENATED.search(text):
            return self._hyphenated(text, following)
        if _DASH.search(text) or following.startswith(("—", "–", "--")):
            option = _OPTION.match(following)
            return text, HIDDEN_BREAK if self.dashes and not option else "\n"
        if is_wide_sign(text[-1]) or is_wide_sign(following[0]):
            return text, HIDDEN_BREAK
        hidden = self.meetings.hide_space(text, following)
        if hidden is False and not _is_link(text, following):
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
    """Tell whether an address ends the line or begins the next, so that they are not joined."""
    words = (text[-_LONGEST_LINK:].rsplit(maxsplit=1)[-1], following.split(maxsplit=1)[0])
    return any(ADDRESS.search(word) for word in words)
