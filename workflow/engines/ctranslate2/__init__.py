"""The ``ctranslate2`` engine: folders with a model of CTranslate2.

OPUS-MT, NLLB-200, M2M-100, MADLAD-400, teachers of Firefox Translations and others; how a family
wants its pieces, :mod:`workflow.engines.nmt.model_family` knows. A sentence goes through one model,
or two by way of English.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from workflow.engines.ctranslate2.folder_model import FolderModel
from workflow.engines.nmt.model_drafts import drafts
from workflow.engines.nmt.model_family import family_names
from workflow.engines.setup import model_folders, packages
from workflow.engines.setup.model_folders import ModelFolder
from workflow.errors import ConfigError, PairUnavailable
from workflow.model import Draft, Project, Request, say


class FolderEngine:
    """The engine over the model folders of this machine."""

    name = "ctranslate2"

    def __init__(self, project: Project) -> None:
        self._cache = project.cache / "ctranslate2"
        self._root, self._settings = project.root, project.settings.ctranslate2
        self._models: dict[tuple[Path, str, str], FolderModel] = {}

    def signature(self, source: str, target: str) -> str:
        """Return ``ctranslate2/NAME-HASH``, or both models of a way, with a plus between them."""
        names = [model.name for model in self.route(source, target)]
        return "ctranslate2/" + "+".join(names or ["none"])

    def serves(self, source: str, target: str) -> bool:
        """Tell whether there is a model for the pair, or two through English."""
        return bool(model_folders.available() and self.route(source, target))

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
                "ctranslate2",
                say("no model translates {source} → {target}", source=source, target=target),
                say("Run: {command}", command="workflow engines list --catalogue"),
            )
        yield from drafts(requests, models, self.signature(source, target), self._cache)

    @cached_property
    def folders(self) -> tuple[ModelFolder, ...]:
        """The models that may be used: those of the settings in their order, else all."""
        settings = self._settings
        found = {folder.name: folder for folder in model_folders.installed()}
        if settings.models:
            kept = [found.get(name) or self._kept(name) for name in settings.models]
            found = {folder.name: folder for folder in kept}
        told = ((name, folder) for name, folder in found.items())
        return tuple(self._as_told(name, folder) for name, folder in told)

    def route(self, source: str, target: str) -> tuple[FolderModel, ...]:
        """Return the models to go through from one language to another, none if there is no way."""
        return packages.way(self._best, source, target)

    def _best(self, source: str, target: str) -> FolderModel | None:
        """Return the first model for a pair in the settings' order, else one for it alone."""
        fitting = [folder for folder in self.folders if folder.serves(source, target)]
        if not self._settings.models:
            fitting.sort(key=lambda folder: not all(folder.pair))
        return self._model(fitting[0], source, target) if fitting else None

    def _model(self, folder: ModelFolder, source: str, target: str) -> FolderModel:
        key = (folder.path, source, target)
        if key not in self._models:
            same = (model for (path, *_), model in self._models.items() if path == folder.path)
            device = self._settings.device, self._settings.compute
            self._models[key] = FolderModel(folder, (source, target), device, next(same, None))
        return self._models[key]

    def _kept(self, name: str) -> ModelFolder:
        """Return a model that the user keeps elsewhere: a path, absolute or within the project."""
        return model_folders.described(self._root / name)

    def _as_told(self, name: str, folder: ModelFolder) -> ModelFolder:
        """Return a model as the settings say that it is."""
        of, pair = self._settings.families.get(name, ""), self._settings.pairs.get(name, "")
        if not of and not pair:
            return folder
        if of and of not in family_names():
            what = say("{setting} has no {name}", setting="ctranslate2.families", name=of)
            raise ConfigError("settings", what, say("Known: {text}.", text=family_names()))
        told = model_folders.examined(
            folder.path, model_folders.asked_pair(pair) if pair else None, of
        )
        return replace(told, digest=folder.digest, licence=told.licence or folder.licence)
