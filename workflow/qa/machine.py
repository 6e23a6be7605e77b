"""What the engine said about its own draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.model import Entry, Finding, State, TermUse
from workflow.qa.finding import warning

#: Problems of a draft that other checks look for themselves, in the text as it is now.
_CHECKED_AGAIN = (
    "markup", "term-", "forbidden-", "source-left", "particle", "surname-", "number", "link",
    "invisible", "untranslated",
)  # fmt: skip


def machine(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Finding]:
    """What the engine itself could not meet, for as long as nobody has looked at the draft.

    Source: the draft's own ``qa:`` comments; what another check sees by itself is left to it.
    """
    if entry.state is State.DRAFT:
        for problem in entry.problems:
            if not problem.startswith(_CHECKED_AGAIN):
                yield warning("machine", entry, problem)
