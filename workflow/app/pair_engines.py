"""Choose the engine that translates each pair of languages, for the length of one command."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Protocol, runtime_checkable

from workflow import engines
from workflow.app.engine_places import EnginePlaces
from workflow.engines.usage import Usage
from workflow.errors import WorkflowError
from workflow.model import Project
from workflow.protocols import Engine, Streaming


@runtime_checkable
class Metered(Protocol):
    """An engine that counts what it asks of a language model."""

    usage: Usage


class PairEngines:
    """The engines of one command. Pairs of one engine share it: its model loads once.

    Args:
        project: its settings say which engines there are.

    Attributes:
        places: where engines work.
        signatures: for each target, the engines that translated into it, joined with commas.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._engines: dict[str, Engine] = {}
        #: The one that translates everything as one stream, if it does.
        self._only: Engine | None = None
        self.places = EnginePlaces(project)
        self.signatures: dict[str, str] = {}

    @property
    def usage(self) -> dict[str, Usage]:
        """Count what was asked of each engine that speaks to a language model."""
        return {
            name: engine.usage
            for name, engine in self._engines.items()
            if isinstance(engine, Metered)
        }

    def only_stream(self, pairs: Iterable[tuple[str, str]]) -> Streaming | None:
        """Return the engine that translates all these pairs, if it takes all as one stream.

        From then on it is the engine of every pair.
        """
        found: dict[str, Engine] = {}
        for pair in pairs:
            with suppress(WorkflowError):
                engine = engines.choose(self._project, *pair)
                found.setdefault(engine.name, self.places.placed(engine))
                continue
            return None  # which is told when it is this pair's turn
        only: object = next(iter(found.values()), None)
        if len(found) > 1 or not isinstance(only, Streaming):
            return None
        (self._only,) = found.values()
        return only

    def of(self, source: str, target: str) -> Engine:
        """Return the engine for a pair.

        Raises:
            EngineMissing: there is none.
        """
        if self._only:
            return self._engines.setdefault(self._only.name, self._only)
        chosen = engines.choose(self._project, source, target)
        if chosen.name not in self._engines:
            self._engines[chosen.name] = self.places.placed(chosen)
        return self._engines[chosen.name]

    def signing(self, source: str, target: str) -> Engine:
        """Return the engine for a pair, and note that it translates into the target."""
        engine = self.of(source, target)
        names = dict.fromkeys(filter(None, self.signatures.get(target, "").split(", ")))
        self.signatures[target] = ", ".join({**names, engine.signature(source, target): None})
        return engine

    def close(self) -> None:
        """Close the engines and end what was started for them."""
        self.places.close()
