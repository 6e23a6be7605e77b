"""Translate with ``ctranslate2``: folders with a model of CTranslate2.

OPUS-MT, NLLB-200, M2M-100, MADLAD-400, teachers of Firefox Translations and others; how a family
wants its pieces, :mod:`workflow.engines.nmt.model_family` knows. A sentence goes through one model,
or two by way of English.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from workflow.engines.nmt.ctranslate import Tokenizer, TranslationModel
from workflow.engines.nmt.model_drafts import ModelsEngine
from workflow.engines.nmt.model_family import family, family_names
from workflow.engines.setup import model_folders, packages, sha256_of
from workflow.engines.setup.model_folders import ModelFolder
from workflow.errors import ConfigError, EngineError
from workflow.model import Project, say


class FolderTokenizer:
    """Splits text into the pieces that a family of models expects, for one pair of languages.

    The attributes are those of :class:`~workflow.engines.nmt.ctranslate.Tokenizer`.
    """

    aligns = True

    def __init__(self, folder: ModelFolder, source: str, target: str) -> None:
        own = family(folder.family)
        names = own.piece_files([file.name for file in folder.path.iterdir()])
        if names is None:
            raise EngineError(folder.path, say("has no SentencePiece model of a known name"))
        self._reader, self._writer = _pieces(folder.path, names)
        told = {
            "{source}": folder.languages.get(source, ""),
            "{target}": folder.languages.get(target, ""),
        }
        self._before = _filled(own.before, told)
        self._behind = () if _ends_itself(folder.path) else own.behind
        self._prompt = own.prompt.replace("{target}", told["{target}"])
        if self._prompt:
            self._before += tuple(self._reader.encode(self._prompt.rstrip(), out_type=str))
        self.lead = len(self._before)
        self.start = _filled(own.begin, told)

    def framed(self, text: str) -> list[str]:
        """Split a source text into pieces, the special ones that the model wants included."""
        return [*self._before, *self.source(text), *self._behind]

    def source(self, text: str) -> list[str]:
        """Split a source text into pieces, without special ones."""
        return list(self._reader.encode(text, out_type=str))

    def target(self, text: str) -> list[str]:
        """Split a text in the target language into pieces."""
        return list(self._writer.encode(text, out_type=str))

    def text(self, pieces: Sequence[str]) -> str:
        """Join pieces of the target language into a text."""
        return str(self._writer.decode_pieces(list(pieces))).replace("▁", " ")

    def is_piece(self, text: str) -> bool:
        """Tell whether a text is one piece, in source and target."""
        return all(one.piece_to_id(text) != one.unk_id() for one in (self._reader, self._writer))

    def target_pieces(self) -> Iterable[str]:
        """Return all pieces of the target language."""
        return map(self._writer.id_to_piece, range(self._writer.get_piece_size()))


class FolderModel(TranslationModel):
    """The model of a folder for one of its pairs; files are checked before they are loaded.

    Attributes:
        described: the folder.
    """

    engine = "ctranslate2"
    #: Of deep models, the last layer but one aligns best, with all heads averaged (Garg et al.
    #: 2019, "Jointly Learning to Align and Translate", arXiv:1909.02074).
    alignment = -2

    def __init__(
        self,
        described: ModelFolder,
        pair: tuple[str, str],
        device: tuple[str, str],
        twin: FolderModel | None = None,
    ) -> None:
        """Keep the model's description without loading anything.

        Args:
            described: the folder.
            pair: the tags of the languages.
            device: where it runs, and in which type of numbers.
            twin: the same model for another pair, whose weights are used.
        """
        super().__init__(*pair, described.path, described.path)
        self.described = described
        self.longest = family(described.family).longest
        self._device, self._twin = device, twin

    @property
    def name(self) -> str:
        """Its name and the beginning of the hash of its weights: ``opus-mt-en-ko-1a2b3c4d``."""
        return f"{self.described.name}-{self.digest[:8]}"

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the model's weights, under which facts about it are cached."""
        return self.described.digest or sha256_of(self.folder / "model.bin")

    @cached_property
    def tokens(self) -> Tokenizer:
        """The SentencePiece models of the folder, checked first."""
        self.require_intact()
        return FolderTokenizer(self.described, self.source, self.target)

    @cached_property
    def _loaded(self) -> tuple[Any, int]:
        return self._twin._loaded if self._twin else super()._load()

    def require_intact(self) -> None:
        """Compare every file with the hashes recorded when it was installed, once."""
        if self._twin:
            self._twin.require_intact()
        elif not self._intact:
            packages.require_intact(self.described.path)
            self._intact = True

    _intact = False

    def device(self) -> tuple[str, str]:
        """Return the device and the type of numbers that the settings name."""
        return self._device


def _filled(pieces: Sequence[str], told: dict[str, str]) -> tuple[str, ...]:
    """Put the pieces for the languages in their places; leave out those that the model lacks."""
    return tuple(filter(None, (told.get(piece, piece) for piece in pieces)))


def _pieces(folder: Path, names: tuple[str, str]) -> tuple[Any, Any]:
    """Load the SentencePiece models of source and target.

    Raises:
        EngineError: one of them is none.
    """
    import sentencepiece

    loaded: dict[str, Any] = {}
    for name in names:
        try:
            data = (folder / name).read_bytes()
            loaded[name] = sentencepiece.SentencePieceProcessor(model_proto=data)
        except (OSError, RuntimeError) as error:
            what = say("cannot be loaded ({reason})", reason=str(error))
            hint = say("Run: {command}", command="workflow engines doctor")
            raise EngineError(folder / name, what, hint) from error
    return loaded[names[0]], loaded[names[1]]


def _ends_itself(folder: Path) -> bool:
    """Tell whether CTranslate2 itself adds the end-of-sentence piece: models from Marian say so."""
    try:
        return bool(json.loads((folder / "config.json").read_bytes()).get("add_source_eos"))
    except (OSError, ValueError, AttributeError, RecursionError):
        return False


class FolderEngine(ModelsEngine):
    """The engine over the model folders of this machine."""

    name = "ctranslate2"
    models_command = "workflow engines list --catalogue"

    def __init__(self, project: Project) -> None:
        super().__init__(project)
        self._root, self._settings = project.root, project.settings.ctranslate2
        self._models: dict[tuple[Path, str, str], FolderModel] = {}

    def serves(self, source: str, target: str) -> bool:
        """Tell whether there is a model for the pair, or two through English."""
        return bool(model_folders.available() and self.route(source, target))

    @cached_property
    def folders(self) -> tuple[ModelFolder, ...]:
        """The usable models: those of the settings in their order, else all."""
        settings = self._settings
        found = {folder.name: folder for folder in model_folders.installed()}
        if settings.models:
            kept = [found.get(name) or self._kept(name) for name in settings.models]
            found = {folder.name: folder for folder in kept}
        told = ((name, folder) for name, folder in found.items())
        return tuple(self._as_told(name, folder) for name, folder in told)

    def route(self, source: str, target: str) -> tuple[FolderModel, ...]:
        """Return the models to go through, of the folders that the settings prefer."""
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
        """Return a model outside of our folders, by an absolute path or one within the project."""
        return model_folders.described(self._root / name)

    def _as_told(self, name: str, folder: ModelFolder) -> ModelFolder:
        """Return a model with the family and the languages from the settings."""
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
