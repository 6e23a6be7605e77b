"""What a seed says about when it is public, and what nobody reads of what it says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that a seed says and that keeps it from the public: always, until, or from a time.

    Moments are ISO 8601; without a zone they are meant in that of the project. A condition without
    either moment holds always.

    Attributes:
        said: as it stands there: ``draft: true``.
        line: where.
        since: the moment from which it no longer holds.
        until: the moment from which on it holds.
        fault: why the value cannot be understood; then it holds always, to be on the safe side.
    """

    said: str
    line: int
    since: str = ""
    until: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class UnreadKey:
    """A key of a front matter that nothing is made of.

    Attributes:
        key: as it is written there.
        line: where.
        meant: the key that was probably meant; empty if none is like it.
        usual: other publishing programs know it, so it is there for them.
    """

    key: str
    line: int
    meant: str = ""
    usual: bool = False
