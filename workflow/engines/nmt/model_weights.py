"""The weights of a translation model, loaded into CTranslate2 on all cores.

CTranslate2 is driven directly. Files are hashed against their record before any native code parses
them, and those of usual size handed over from memory, so that what was checked is what is loaded.
"""

from __future__ import annotations

import struct
import sys
from abc import ABC, abstractmethod
from functools import cache, cached_property
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, ClassVar

from workflow.engines.nmt import model_bin
from workflow.errors import EngineError
from workflow.model import say
from workflow.store.processors import usable

#: Larger weights, in bytes, are loaded from their folder.
_IN_MEMORY = 1 << 30


class ModelWeights(ABC):
    """The weights of a model for one pair of languages, loaded when first used.

    Attributes:
        engine: the name of the engine whose model it is.
        source: BCP 47 tag of the language it reads.
        target: BCP 47 tag of the language it writes.
        folder: with ``model.bin``, its vocabulary and configuration.
        place: what errors name: the package or folder.
        alignment: the decoder layer whose attention, averaged over its heads, aligns best; a
            negative one counts from the end.
        longest: how many pieces it takes at most, where it has positions for more.
    """

    engine: ClassVar[str]
    alignment: ClassVar[int]
    longest: int = sys.maxsize

    def __init__(self, source: str, target: str, folder: Path, place: Path) -> None:
        self.source, self.target = source, target
        self.folder, self.place = folder, place

    @property
    @abstractmethod
    def name(self) -> str:
        """What drafts call it, without spaces: ``en_ko-1.1``."""

    @property
    def pair(self) -> str:
        """Its languages, for the names of files."""
        return f"{self.source}_{self.target}"

    @property
    @abstractmethod
    def digest(self) -> str:
        """SHA-256 of the model's weights: the key of what is remembered about it."""

    @abstractmethod
    def require_intact(self) -> None:
        """Compare its files with their record.

        Raises:
            EngineError: a file was changed.
        """

    @abstractmethod
    def device(self) -> tuple[str, str]:
        """Return where it runs, and in which type of numbers, as CTranslate2 calls them."""

    @property
    def translator(self) -> Any:
        """The CTranslate2 translator, its files checked; see :attr:`_loaded`."""
        return self._loaded[0]

    @property
    def positions(self) -> int:
        """How many pieces the model takes, or writes."""
        return self._loaded[1]

    @cached_property
    def _loaded(self) -> tuple[Any, int]:
        """The translator, and how many positions its model has; see :meth:`_load`."""
        return self._load()

    def _load(self) -> tuple[Any, int]:
        """Load the translator; return also how many positions its model has.

        Raises:
            EngineError: a file was changed, or is no model.
        """
        import ctranslate2

        self.require_intact()
        device, numbers = self.device()
        try:
            files, positions = self._files()
            translator = ctranslate2.Translator(
                str(self.folder),
                device=device,
                compute_type=numbers,
                inter_threads=cores(),
                intra_threads=1,
                max_queued_batches=-1,
                files=files,
            )
        except (OSError, RuntimeError, ValueError, LookupError, struct.error) as error:
            what = say("cannot be loaded ({reason})", reason=str(error))
            hint = say("Run: {command}", command="workflow engines doctor")
            raise EngineError(self.place, what, hint) from error
        return translator, min(self.longest, positions)

    def _files(self) -> tuple[dict[str, bytes] | None, int]:
        """Read what CTranslate2 is to load, and how many positions the model has.

        None of a large model, which would be in memory several times: it is loaded from its folder,
        with the alignment that its converter left.
        """
        weights = self.folder / "model.bin"
        with weights.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            positions = model_bin.positions(data)
            if len(data) > _IN_MEMORY:
                return None, positions
            parts = filter(_is_part, self.folder.iterdir())
            files = {part.name: part.read_bytes() for part in parts if part != weights}
            return files | {
                weights.name: model_bin.with_alignment(data[:], self.alignment)
            }, positions


def _is_part(file: Path) -> bool:
    """Tell whether CTranslate2 reads a file of a model's folder."""
    return file.is_file() and (
        file.name in {"model.bin", "config.json"} or "vocabulary" in file.name
    )


@cache
def cores() -> int:
    """Return how many cores this process may use."""
    return usable()
