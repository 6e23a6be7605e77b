"""The ``argos`` engine: Argos Translate packages, driven through CTranslate2 directly.

A sentence goes through one package, or two by way of English. On each its names climb the term
ladder (:mod:`workflow.engines.constrained`); its
placeholders are taken out before and put back where attention says they belong. All sentences are
decoded together (:mod:`~workflow.engines.argos.batching`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from workflow.engines.argos import stable_names
from workflow.engines.argos.batching import Decoding, run
from workflow.engines.argos.ctranslate import Decode, PackageModel
from workflow.engines.argos.route import Leg, Route
from workflow.engines.constrained.decoys import with_alike
from workflow.engines.setup import packages
from workflow.errors import PairUnavailable
from workflow.languages import language
from workflow.model import Draft, Project, Request, say


class ArgosEngine:
    """The engine over the Argos packages installed on this machine."""

    name = "argos"

    def __init__(self, project: Project) -> None:
        self._cache = project.cache / "argos"
        self._models: dict[Path, PackageModel] = {}

    def signature(self, source: str, target: str) -> str:
        """Return ``argos/en_ko-1.1``, or both packages of a way: ``argos/ko_en-1.1+en_zh-1.9``."""
        names = [model.name for model in self.route(source, target)]
        return "argos/" + "+".join(names or ["none"])

    def serves(self, source: str, target: str) -> bool:
        """Tell whether there are packages for the pair, directly or through English."""
        return bool(packages.available() and self.route(source, target))

    def translate(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Yield drafts in no particular order; see :class:`workflow.protocols.Engine`.

        Raises:
            PairUnavailable: no package serves the pair.
            EngineError: a package is damaged, or the model fails.
        """
        models = self.route(source, target)
        if not models:
            raise PairUnavailable(
                "argos",
                say("no package translates {source} → {target}", source=source, target=target),
                say("Run: {command}", command="workflow engines install"),
            )
        named = any(request.terms for request in requests)
        legs = [self._leg(model, named=named) for model in models]
        if named and len(legs) == 1:
            legs = [replace(legs[0], known=_known(models[0], requests))]
        route = Route(tuple(legs), self.signature(source, target), target)
        # Longest first: batches of one length, and nothing long left over at the end.
        order = sorted(range(len(requests)), key=lambda index: -len(requests[index].text))
        yield from run((index, route.draft(requests[index])) for index in order)

    def route(self, source: str, target: str) -> tuple[PackageModel, ...]:
        """Return the models to go through from one language to another, none if there is no way."""
        found = packages.route(language(source).argos, language(target).argos)
        return tuple(
            self._models.setdefault(package.path, PackageModel(package)) for package in found
        )

    def _leg(self, model: PackageModel, *, named: bool) -> Leg:
        if not named:
            return Leg(model)
        found = stable_names.reliable_decoys(model, self._cache)
        return Leg(model, with_alike(found), stable_names.familiar(model.source, found))


def _known(model: PackageModel, requests: Sequence[Request]) -> frozenset[tuple[str, str]]:
    """Return the mentions that the model, asked for them alone, renders as required."""

    def asked(mention: str) -> Decoding[str]:
        answer = yield Decode(model, mention, beam=1)
        return answer[0].text.rstrip(".。") if answer else ""

    pairs = dict.fromkeys((use.source, use.rendering) for r in requests for use in r.terms)
    mentions = list(dict.fromkeys(mention for mention, _ in pairs))
    answers = dict(run((index, asked(mention)) for index, mention in enumerate(mentions)))
    said = {mention: answers[index] for index, mention in enumerate(mentions)}
    return frozenset(pair for pair in pairs if said[pair[0]] == pair[1])
