"""Send sentences of one pair of languages to a translation service, with a glossary made there.

The name of such a glossary says what it holds, and nothing of whose it is: projects of one name, or
of none, and clones of one project, share one that is alike, and never replace one another's.
Only what this folder has made is deleted: a file in its cache lists it; where that is lost, the
glossaries stay at the service. Whoever still uses a deleted one does without, and makes it again
with the next run.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workflow.engines.services import Question, ServiceAnswer, ServiceFailed, TextRefused
from workflow.errors import EngineError
from workflow.model import Project, say
from workflow.store.files import write_atomic
from workflow.store.json_records import encoded, read_record

#: What the names of our glossaries begin with.
_PREFIX = "translation-workflow"


def name_of(terms: Mapping[str, str], source: str, target: str, between: str) -> str:
    """Return the name of the glossary that has these terms.

    Args:
        terms: renderings by name.
        source: BCP 47 tag.
        target: BCP 47 tag.
        between: what parts the words of the name.

    >>> name_of({"KEF": "경총"}, "en", "ko", " ")
    'translation-workflow en-ko 88a0e11909ed'
    """
    digest = hashlib.sha256(repr(sorted(terms.items())).encode()).hexdigest()[:12]
    return between.join((_PREFIX, f"{source}-{target}", digest))


@dataclass(frozen=True, slots=True)
class MadeGlossaries:
    """The glossaries that a project has made at a service for a pair of languages.

    Attributes:
        path: the file that lists how the service calls them; need not exist.
    """

    path: Path

    @classmethod
    def of(cls, project: Project, service: str, source: str, target: str) -> MadeGlossaries:
        """Return those of a project."""
        return cls(project.cache / "glossaries" / f"{service}-{source}-{target}.json")

    def ids(self) -> list[str]:
        """Read how the service calls them; none where the file is missing or damaged."""
        return read_record(self.path, list[str]) or []

    def keep(self, ids: Collection[str]) -> None:
        """Write the list; where that cannot be done, they stay at the service."""
        if [*ids] != self.ids():
            with suppress(OSError):
                write_atomic(self.path, encoded([*ids]))


@dataclass(slots=True)
class ServicePair(ABC):
    """The translation of one pair of languages by a service.

    Attributes:
        source, target: BCP 47 tags.
        glossary: the service's name of the glossary for the sentences; empty without one, and from
            then on when only requests with it are refused: somebody may have deleted it.
    """

    source: str
    target: str
    glossary: str

    def ask(self, questions: Sequence[Question]) -> list[ServiceAnswer]:
        """Send sentences of one document to the service."""
        glossary = "" if questions[0].forced else self.glossary
        try:
            return self.send(questions, glossary)
        except TextRefused as error:
            if not glossary or isinstance(error, ServiceFailed):
                raise
            answers = self.send(questions, "")
            self.glossary = ""
            return answers

    @abstractmethod
    def send(self, questions: Sequence[Question], glossary: str) -> list[ServiceAnswer]:
        """Send one request, with a glossary unless its name is empty."""


def unknown_pair(service: str, source: str, target: str) -> EngineError:
    """Return the error for a pair of languages that a service does not translate."""
    what = say("does not translate from {source} into {target}", source=source, target=target)
    hint = say("Use another engine for it: {command}", command="--engine NAME")
    return EngineError(service, what, hint)
