"""What an engine, a reader, a check and an output must be: the seams for extensions.

Each kind has an entry-point group (see :mod:`workflow.plugins`). Another package adds one by
naming it there; nothing here has to change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from workflow.model import (
    Block,
    Document,
    Draft,
    Entry,
    Finding,
    Metadata,
    Project,
    Request,
    TermUse,
)

#: Called as work goes on: (done, total, what is being done).
Progress = Callable[[int, int, str], None]


def silent(done: int, total: int, label: str) -> None:
    """A :data:`Progress` that shows nothing."""


class Engine(Protocol):
    """Translates sentences. Built by ``factory(project)``; must not load anything until used."""

    name: str

    def signature(self, source: str, target: str) -> str:
        """Engine, model and version for one pair, without spaces: ``argos/en_ko-1.1``."""

    def serves(self, source: str, target: str) -> bool:
        """Whether this pair can be translated now, with what is installed. Cheap; never raises."""

    def translate(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Yields ``(index into requests, draft)`` as results arrive, in any order, each index once.

        Placeholders of the request are kept in the draft or the loss is named in ``problems``.

        Raises:
            EngineError: the engine cannot go on; what was yielded before stays valid.
        """


class Reader(Protocol):
    """Turns the decoded text of a seed into blocks."""

    extensions: tuple[str, ...]

    def __call__(self, text: str, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """``text`` is NFC, its lines end in LF; ``path`` is for messages.

        Raises:
            SourceError: the text cannot be a document of this kind.
        """


class Check(Protocol):
    """Looks at one translated sentence.

    A plain function of this signature is a check; its ``__name__`` with hyphens is its name.
    """

    def __call__(self, entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Finding]:
        """``target`` is the BCP 47 tag of the translation."""


class Output(Protocol):
    """Writes one kind of output for one document below the site folder."""

    def __call__(
        self,
        project: Project,
        document: Document,
        entries: Mapping[str, Mapping[str, Entry]],
        folder: Path,
    ) -> None:
        """``entries`` maps a target language to its entries by source text."""
