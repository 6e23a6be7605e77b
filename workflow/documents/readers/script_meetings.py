"""Learns from a text whether it writes spaces where Latin letters or figures meet Chinese ones.

Writers differ, and one writer may part words but not figures: *Samsung 的*, *2021年*. A line break
that stands at such a place hides what is written there, so that the rest of the text decides: first
by the same word beside the same side, then by the kind of letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

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
    """How often a text has a space, and how often none, where two scripts meet.

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
