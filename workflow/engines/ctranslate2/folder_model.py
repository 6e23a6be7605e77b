"""The model of a folder, with the SentencePiece models beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from workflow.engines.nmt.ctranslate import Tokenizer, TranslationModel
from workflow.engines.nmt.model_family import family
from workflow.engines.setup import packages
from workflow.engines.setup.model_folders import ModelFolder
from workflow.engines.setup.weights import sha256_of
from workflow.errors import EngineError
from workflow.model import say


class FolderTokenizer:
    """Text as the pieces that a family of models wants, for one pair of languages.

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
        """Return the pieces of a source text, with what the model wants before and behind."""
        return [*self._before, *self.source(text), *self._behind]

    def source(self, text: str) -> list[str]:
        """Return the pieces of a source text alone."""
        return list(self._reader.encode(text, out_type=str))

    def target(self, text: str) -> list[str]:
        """Return the pieces of a text in the target language."""
        return list(self._writer.encode(text, out_type=str))

    def text(self, pieces: Sequence[str]) -> str:
        """Return the text of target pieces."""
        return str(self._writer.decode_pieces(list(pieces))).replace("▁", " ")

    def is_piece(self, text: str) -> bool:
        """Tell whether a text is one piece, in source and target."""
        return all(one.piece_to_id(text) != one.unk_id() for one in (self._reader, self._writer))

    def target_pieces(self) -> Iterable[str]:
        """Return all pieces of the target language."""
        return map(self._writer.id_to_piece, range(self._writer.get_piece_size()))


class FolderModel(TranslationModel):
    """The model of a folder for one of its pairs; its files are checked before they are loaded.

    Attributes:
        described: the folder.
    """

    engine = "ctranslate2"
    #: In deep models the last layer but one, with all heads averaged, aligns best (Garg et al.
    #: 2019, "Jointly Learning to Align and Translate", arXiv:1909.02074).
    alignment = -2

    def __init__(
        self,
        described: ModelFolder,
        pair: tuple[str, str],
        device: tuple[str, str],
        twin: FolderModel | None = None,
    ) -> None:
        """Tell which model; nothing is loaded.

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
        """Its name, and the beginning of the hash of its weights: ``opus-mt-en-ko-1a2b3c4d``."""
        return f"{self.described.name}-{self.digest[:8]}"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the model's weights: the key of what is remembered about it."""
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
        """Return what the settings say."""
        return self._device


def _filled(pieces: Sequence[str], told: dict[str, str]) -> tuple[str, ...]:
    """Return pieces with those of the languages in their places; what a model lacks is left out."""
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
    """Tell whether CTranslate2 adds the piece that ends a source: converters from Marian say so."""
    try:
        return bool(json.loads((folder / "config.json").read_bytes()).get("add_source_eos"))
    except (OSError, ValueError, AttributeError, RecursionError):
        return False
