"""Sends sentences of one pair of languages to a translation service: what all services share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from workflow.engines.services import Question, ServiceAnswer, ServiceFailed, TextRefused
from workflow.errors import EngineError
from workflow.model import say


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
