"""Make drafts of requests, through one translation model or two: what two engines share."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from workflow.engines.constrained.decoys import with_alike
from workflow.engines.nmt import stable_names
from workflow.engines.nmt.batching import Decoding, run
from workflow.engines.nmt.ctranslate import Decode, TranslationModel
from workflow.engines.nmt.route import Leg, Route
from workflow.errors import PairUnavailable
from workflow.model import Draft, Project, Request, say


class ModelsEngine(ABC):
    """An engine over the translation models of this machine.

    Attributes:
        name: the engine's.
        models_command: what installs its models, or lists those that can be.
    """

    name: ClassVar[str]
    models_command: ClassVar[str]

    def __init__(self, project: Project) -> None:
        self._cache = project.cache / self.name

    @abstractmethod
    def route(self, source: str, target: str) -> Sequence[TranslationModel]:
        """Return the model for a pair of languages, or two by way of English, if there are any."""

    def signature(self, source: str, target: str) -> str:
        """Return ``argos/en_ko-1.1``, or both models of a way: ``argos/ko_en-1.1+en_zh-1.9``."""
        names = [model.name for model in self.route(source, target)]
        return f"{self.name}/" + "+".join(names or ["none"])

    def translate(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Yield drafts in no particular order; see :class:`workflow.protocols.Engine`.

        Raises:
            PairUnavailable: no model serves the pair.
            EngineError: a model is damaged, or fails.
        """
        models = self.route(source, target)
        if not models:
            raise PairUnavailable(
                self.name,
                say("no model translates {source} → {target}", source=source, target=target),
                say("Run: {command}", command=self.models_command),
            )
        yield from drafts(requests, models, self.signature(source, target), self._cache)


def drafts(
    requests: Sequence[Request], models: Sequence[TranslationModel], signature: str, cache: Path
) -> Iterator[tuple[int, Draft]]:
    """Yield ``(index into requests, draft)`` in no particular order.

    Args:
        requests: sentences in the language that the first model reads.
        models: what to go through, one after the other.
        signature: what the drafts say they are from.
        cache: the folder where it is remembered which names a model renders reliably.

    Raises:
        EngineError: a model is damaged, or fails.
    """
    named = any(request.terms for request in requests)
    legs = [_leg(model, cache, named=named) for model in models]
    if named and len(legs) == 1:
        legs = [replace(legs[0], known=_known(models[0], requests))]
    route = Route(tuple(legs), signature, models[-1].target)
    # Longest first: batches of one length, and nothing long left over at the end.
    order = sorted(range(len(requests)), key=lambda index: -len(requests[index].text))
    yield from run((index, route.draft(requests[index])) for index in order)


def _leg(model: TranslationModel, cache: Path, *, named: bool) -> Leg:
    if not named:
        return Leg(model)
    found = stable_names.reliable_decoys(model, cache)
    return Leg(model, with_alike(found), stable_names.familiar(model.source, found))


def _known(model: TranslationModel, requests: Sequence[Request]) -> frozenset[tuple[str, str]]:
    """Return the mentions that the model, asked for them alone, renders as required."""

    def asked(mention: str) -> Decoding[str]:
        answer = yield Decode(model, mention, beam=1)
        return answer[0].text.rstrip(".。") if answer else ""

    pairs = dict.fromkeys((use.source, use.rendering) for r in requests for use in r.terms)
    mentions = list(dict.fromkeys(mention for mention, _ in pairs))
    answers = dict(run((index, asked(mention)) for index, mention in enumerate(mentions)))
    said = {mention: answers[index] for index, mention in enumerate(mentions)}
    return frozenset(pair for pair in pairs if said[pair[0]] == pair[1])
