"""Load the weights of a translation model into CTranslate2, on all cores.

CTranslate2 is driven directly. Files are compared with their recorded hashes before any native code
parses them; those of usual size are loaded from memory, so that they cannot change in between. Two
settings of the file ``model.bin`` are changed on the way, byte by byte.
"""

from __future__ import annotations

import struct
import sys
from abc import ABC, abstractmethod
from functools import cache, cached_property
from itertools import count
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, ClassVar

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
            positions = positions_in(data)
            if len(data) > _IN_MEMORY:
                return None, positions
            parts = filter(_is_part, self.folder.iterdir())
            files = {part.name: part.read_bytes() for part in parts if part != weights}
            return files | {weights.name: with_alignment(data[:], self.alignment)}, positions


def _is_part(file: Path) -> bool:
    """Tell whether CTranslate2 reads a file of a model's folder."""
    return file.is_file() and (
        file.name in {"model.bin", "config.json"} or "vocabulary" in file.name
    )


@cache
def cores() -> int:
    """Return how many cores this process may use."""
    return usable()


def positions_in(data: bytes | mmap) -> int:
    """Return how many pieces a ``model.bin`` has room for; one that computes them has no end.

    The variable is a matrix: after its name come the rank and the dimensions, the first of them
    the number of positions.
    """
    name = b"decoder/position_encodings/encodings\0"
    at = data.find(name) + len(name)
    return sys.maxsize if at < len(name) else int(struct.unpack_from("<I", data, at + 1)[0])


def with_alignment(data: bytes, layer: int) -> bytes:
    """Change a CTranslate2 ``model.bin`` to report attention of a decoder layer, averaged.

    Most converters leave the last layer's first head, which aligns badly. The two settings are
    16-bit integers: name, rank, dimensions, type, number of bytes, value. Nothing else is touched.

    Args:
        data: the file.
        layer: its index, or how many from the end, then never the first; a model that has no such
            layer is left as it is.
    """
    if layer < 0:
        layer = max(1, _decoder_layers(data) + layer)
    if b"decoder/layer_%d/" % layer not in data:
        return data
    changed = bytearray(data)
    for name, value in ((b"decoder/alignment_layer\0", layer), (b"decoder/alignment_heads\0", 0)):
        at = data.find(name)
        if at < 0:
            return data
        at += len(name)
        at += 1 + 4 * data[at] + 1 + 4
        struct.pack_into("<h", changed, at, value)
    return bytes(changed)


def _decoder_layers(data: bytes) -> int:
    return next(number for number in count() if b"decoder/layer_%d/" % number not in data)
