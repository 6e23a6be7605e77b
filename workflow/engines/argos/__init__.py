"""The ``argos`` engine: Argos Translate packages, driven through CTranslate2 directly.

A sentence goes through one package, or two by way of English; how, :mod:`workflow.engines.nmt`
knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from workflow.engines.argos.package_model import PackageModel
from workflow.engines.nmt.model_drafts import drafts
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
        yield from drafts(requests, models, self.signature(source, target), self._cache)

    def route(self, source: str, target: str) -> tuple[PackageModel, ...]:
        """Return the models to go through from one language to another, none if there is no way."""
        found = packages.route(language(source).argos, language(target).argos)
        return tuple(
            self._models.setdefault(package.path, PackageModel(package)) for package in found
        )
