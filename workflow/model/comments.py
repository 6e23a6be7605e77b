"""Read what people say about a translation, in the translator comments of its PO entry.

A comment is one line, ``Name <address>, 2026-11-27T03:50:12Z: text``. One whose text begins with
``[resolved]`` settles what was said before it. A line of another form is a comment without a name,
as earlier versions and other tools write it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

#: The beginning of a comment that settles the earlier ones.
RESOLVED = "[resolved]"
_SIGNED = re.compile(
    r"(\S(?:.*?\S)?), (\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?Z):(?: (.*))?", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Comment:
    """Something that somebody says about a translation.

    Attributes:
        text: what is said.
        by: who says it, ``Name <address>``; empty where nobody knows.
        at: when, ISO 8601 in UTC; empty where nobody knows.
        resolved: it has been settled since.

    >>> Comment.read("Kim <kim@example.org>, 2026-11-27T03:50:12Z: Which Sohn?").by
    'Kim <kim@example.org>'
    """

    text: str
    by: str = ""
    at: str = ""
    resolved: bool = False

    @classmethod
    def read(cls, line: str) -> Comment:
        """Read a translator comment."""
        if found := _SIGNED.fullmatch(line):
            return cls((found[3] or "").strip(), found[1], found[2])
        return cls(line)

    def __str__(self) -> str:
        """Write it as a translator comment."""
        text = " ".join(self.text.split())
        return f"{' '.join(self.by.split())}, {self.at}: {text}" if self.by and self.at else text

    @property
    def settles(self) -> bool:
        """Whether it settles the comments before it."""
        return bool(self.by) and self.text.startswith(RESOLVED)

    @property
    def said(self) -> str:
        """Return the text without the mark that settles a conversation."""
        return self.text.removeprefix(RESOLVED).strip() if self.settles else self.text

    @property
    def open(self) -> bool:
        """Whether it waits for an answer; a comment that silences a check does not."""
        return bool(self.by) and not (self.resolved or self.settles or "noqa:" in self.text.lower())


def conversation(lines: Sequence[str]) -> tuple[Comment, ...]:
    """Read the comments about a translation in the order of time, which merged files may lack.

    A line without a time stays behind the one before it, which a tool may have wrapped.

    Args:
        lines: its translator comments, without those of the workflow's own.
    """
    timed: list[tuple[str, int, Comment]] = []
    time = ""
    for place, each in enumerate(map(Comment.read, lines)):
        time = each.at or time
        timed.append((time, place, each))
    said = [each for _, _, each in sorted(timed, key=itemgetter(0, 1))]
    last = max((at for at, each in enumerate(said) if each.settles), default=-1)
    return tuple(replace(each, resolved=at < last) for at, each in enumerate(said))
