"""What was done to a catalog in memory, so that it can be done again on a newer file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workflow.catalog.lost import BroughtBack
from workflow.catalog.returned import TakenBack
from workflow.catalog.steps import (
    Approved,
    Corrected,
    Filled,
    Held,
    Likened,
    Noted,
    Recalled,
    Reconsidered,
    Restored,
    Witnessed,
)
from workflow.model import Document


@dataclass(frozen=True, slots=True)
class Merged:
    """The document was merged in; see :meth:`Catalog.merge`."""

    document: Document
    notes: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Named:
    """A person said in which language the document is; see :meth:`Catalog.name_source`."""

    source: str


#: What is done to one sentence.
OnSentence = (
    Approved
    | Corrected
    | Filled
    | Held
    | Likened
    | Noted
    | Recalled
    | Reconsidered
    | Restored
    | Witnessed
)
Step = Merged | Named | OnSentence | TakenBack | BroughtBack


@dataclass(slots=True)
class Done:
    """The steps since the file was read or written, the oldest first."""

    steps: list[Step] = field(default_factory=list)

    @property
    def reviewer(self) -> str:
        """Who approved last, empty where nobody did."""
        people = (each for each in reversed(self.steps) if isinstance(each, Approved | TakenBack))
        return next((step.reviewer for step in people if step.reviewer), "")

    def forget(self) -> None:
        """Keeps what has to be done again if the file changes after it has been written.

        What people decided is in the file then, and whoever changes it there has seen it.
        """
        merged = [step for step in self.steps if isinstance(step, Merged)]
        filled = [step for step in self.steps if isinstance(step, Filled | Likened | Recalled)]
        self.steps = [*merged[-1:], *filled]
