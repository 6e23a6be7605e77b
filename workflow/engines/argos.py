"""Translate with ``argos``: Argos Translate packages, driven through CTranslate2 directly.

A sentence goes through one package, or two by way of English; how, :mod:`workflow.engines.nmt`
knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from workflow.engines.nmt.ctranslate import Tokenizer, TranslationModel
from workflow.engines.nmt.model_drafts import ModelsEngine
from workflow.engines.setup import packages, sha256_of
from workflow.languages import language, normalize
from workflow.model import Project


class PackageTokenizer:
    """The tokenizer of a package: SentencePiece for both languages, or Moses with byte pairs.

    The attributes are those of :class:`~workflow.engines.nmt.ctranslate.Tokenizer`.
    """

    lead = 0

    def __init__(self, folder: Path) -> None:
        from argostranslate.package import Package

        self._tokenizer = packages.load_tokenizer(folder)
        lazy = getattr(self._tokenizer, "lazy_processor", None)
        self._pieces: Any = lazy() if lazy else None
        prefix = Package(folder).target_prefix
        self.start: tuple[str, ...] = (prefix,) if prefix else ()
        self.aligns = self._pieces is not None

    def framed(self, text: str) -> list[str]:
        """Split a source text into pieces; a package needs no special pieces around them."""
        return list(self._tokenizer.encode(text))

    source = target = framed

    def text(self, pieces: Sequence[str]) -> str:
        """Join pieces into a text."""
        if self._pieces is None:
            return str(self._tokenizer.decode(list(pieces)))
        return str(self._pieces.decode_pieces(list(pieces))).replace("▁", " ")

    def is_piece(self, text: str) -> bool:
        """Tell whether a text is one piece."""
        known = self._pieces is not None
        return known and self._pieces.piece_to_id(text) != self._pieces.unk_id()

    def target_pieces(self) -> Iterable[str]:
        """Return all pieces."""
        if self._pieces is None:
            return ()
        return map(self._pieces.id_to_piece, range(self._pieces.get_piece_size()))


class PackageModel(TranslationModel):
    """The model of a package; its files are checked before they are loaded.

    Attributes:
        package: which one.
    """

    engine = "argos"
    #: The second layer, with all heads averaged, aligned best of those measured.
    alignment = 1

    def __init__(self, package: packages.ArgosPackage) -> None:
        source, target = normalize(package.source), normalize(package.target)
        super().__init__(source, target, package.path / "model", package.path)
        self.package = package

    @property
    def name(self) -> str:
        """The name in drafts, ``en_ko-1.1``."""
        return f"{self.pair}-{self.package.version}"

    @property
    def pair(self) -> str:
        """Its languages as Argos writes them."""
        return f"{self.package.source}_{self.package.target}"

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the model's weights, under which facts about it are cached."""
        return sha256_of(self.folder / "model.bin")

    @cached_property
    def tokens(self) -> Tokenizer:
        """The package's tokenizer."""
        return PackageTokenizer(self.place)

    def require_intact(self) -> None:
        """Compare every file of the package with the hashes recorded when it was installed."""
        packages.require_intact(self.place)

    def device(self) -> tuple[str, str]:
        """Return the device and the type of numbers that argostranslate's own settings name."""
        from argostranslate import settings

        return settings.device, settings.compute_type


class ArgosEngine(ModelsEngine):
    """The engine over the Argos packages installed on this machine."""

    name = "argos"
    models_command = "workflow engines install"

    def __init__(self, project: Project) -> None:
        super().__init__(project)
        self._models: dict[Path, PackageModel] = {}

    def serves(self, source: str, target: str) -> bool:
        """Tell whether there are packages for the pair, directly or through English."""
        return bool(packages.available() and self.route(source, target))

    def route(self, source: str, target: str) -> tuple[PackageModel, ...]:
        """Return the models of the packages to go through."""
        found = packages.route(language(source).argos, language(target).argos)
        return tuple(
            self._models.setdefault(package.path, PackageModel(package)) for package in found
        )
