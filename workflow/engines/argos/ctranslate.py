"""The CTranslate2 model of an Argos package: pieces in, pieces out, on all cores.

CTranslate2 is driven directly. Files are hashed against the package's record before any native
code parses them, and handed over from memory, so that what was checked is what is loaded.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from workflow.engines.argos import model_bin
from workflow.engines.setup import packages
from workflow.engines.setup.weights import sha256_of
from workflow.errors import EngineError
from workflow.languages import normalize, pack
from workflow.languages.scripts import SCRIPTS
from workflow.model import say

#: argostranslate's own settings for decoding.
BEAM = 4
#: Pieces of a translation for four of the source, at most: in dense languages, and in others; what
#: any sentence is granted besides; and the steps in which the limit grows.
_DENSE, _OTHER, _SLACK, _STEP = 6, 7, 12, 16
LENGTH_PENALTY = 0.2
#: The search for a sentence ends when this many of its hypotheses are complete; for sentences of
#: up to so many characters, when all of the beam are. Of encyclopedia sentences (FLORES-200) 98 to
#: 100 % come out the same and an eighth sooner; of short ones up to an eighth would change.
_COMPLETE, _SHORT = 2, 80
#: Pieces in a row that may not come twice in a sentence whose names are stood in for: with weak
#: models this raised the share of clean first candidates from 61 to 67 % (Korean news).
NO_REPEAT = 3
#: How many characters of a text may be missing from its pieces, in a row.
_REACH = 16
#: Punctuation after a Han character, and what it is in languages with full-width punctuation.
_HALF_WIDTH = re.compile(f"(?<=[{SCRIPTS['Han'][0]}”’》）])([,;:?!]) ?")
_FULL_WIDTH = str.maketrans(",;:?!", "，；：？！")


@dataclass(frozen=True, slots=True)
class Decode:
    """One sentence to be decoded.

    Attributes:
        model: the package to decode with.
        text: plain text in the model's source language.
        prefix: target pieces the result must begin with.
        count: how many hypotheses are wanted, best first.
        attention: whether each hypothesis should say what its pieces were aligned to.
        beam: how many hypotheses to follow at once; 1 costs half of what 4 does.
        without: target pieces the result must not have behind its prefix.
    """

    model: PackageModel
    text: str
    prefix: tuple[str, ...] = ()
    count: int = 1
    attention: bool = False
    beam: int = BEAM
    without: tuple[str, ...] = ()

    @property
    def complete(self) -> int:
        """How many complete hypotheses end the search."""
        return max(self.count, min(self.beam, enough(self.text)))

    @property
    def kind(self) -> tuple[Hashable, ...]:
        """What sentences of one batch must have in common."""
        prefixed = bool(self.prefix)
        fixed = self.count, self.attention, prefixed, self.beam, self.without, self.complete
        return id(self.model), *fixed


def enough(text: str) -> int:
    """Return how many complete hypotheses of a sentence are worth waiting for."""
    return BEAM if len(text) <= _SHORT else _COMPLETE


@dataclass(frozen=True, slots=True)
class Decoded:
    """A translation that came out of a model.

    Attributes:
        text: the translation.
        pieces: what it is made of.
        attention: gives a row for each piece with a column for each source piece; no rows if it
            was not asked for. It is copied out of the library only when called: that takes long.
        forced: whether something was forced into it.
    """

    text: str
    pieces: tuple[str, ...] = ()
    attention: Callable[[], Sequence[Sequence[float]]] = field(
        default=tuple, repr=False, compare=False
    )
    forced: bool = False


class PackageModel:
    """The model of a package, loaded when first used.

    Attributes:
        package: which one; its files are checked before they are loaded.
        source: BCP 47 tag of the language it reads.
        target: BCP 47 tag of the language it writes.
    """

    def __init__(self, package: packages.ArgosPackage) -> None:
        self.package = package
        self.source = normalize(package.source)
        self.target = normalize(package.target)

    @property
    def name(self) -> str:
        """``en_ko-1.1``."""
        package = self.package
        return f"{package.source}_{package.target}-{package.version}"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the model's weights: the key of what is remembered about it."""
        return sha256_of(self.package.path / "model" / "model.bin")

    @cached_property
    def _start(self) -> tuple[str, ...]:
        """The piece that names the target language, in packages that need one."""
        from argostranslate.package import Package

        prefix = Package(self.package.path).target_prefix
        return (prefix,) if prefix else ()

    @cached_property
    def _tokenizer(self) -> Any:
        return packages.load_tokenizer(self.package.path)

    @cached_property
    def _pieces(self) -> Any:
        """The SentencePiece processor, or ``None`` for packages with another tokenizer."""
        lazy = getattr(self._tokenizer, "lazy_processor", None)
        return lazy() if lazy else None

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
        """The translator, and how many positions its model has.

        Raises:
            EngineError: a file was changed, or is no model.
        """
        import ctranslate2
        from argostranslate import settings

        packages.require_intact(self.package)
        folder = self.package.path / "model"
        try:
            files = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
            files["model.bin"] = model_bin.with_alignment(files["model.bin"])
            translator = ctranslate2.Translator(
                str(folder),
                device=settings.device,
                compute_type=settings.compute_type,
                inter_threads=cores(),
                intra_threads=1,
                max_queued_batches=-1,
                files=files,
            )
            return translator, model_bin.positions(files["model.bin"])
        except (OSError, RuntimeError, ValueError, LookupError, struct.error) as error:
            what = say("cannot be loaded ({reason})", reason=str(error))
            hint = say("Run: {command}", command="workflow engines doctor")
            raise EngineError(self.package.path, what, hint) from error

    @cached_property
    def symbols(self) -> tuple[str, ...]:
        """The symbols ``⟦0⟧`` … that this model was trained to carry over, if it was."""
        if self._pieces is None:
            return ()
        unknown = self._pieces.unk_id()
        names = (f"⟦{number}⟧" for number in range(10))
        return tuple(name for name in names if self._pieces.piece_to_id(name) != unknown)

    @cached_property
    def _counted(self) -> list[list[str]]:
        """Symbols with what would make numbers of them, as pieces."""
        pattern = pack(self.target).generation.counted
        if not self.symbols or pattern is None:
            return []
        pieces = map(self._pieces.id_to_piece, range(self._pieces.get_piece_size()))
        # Where no spaces part words, one may be a piece; elsewhere counters stand in the same word.
        bodies = [piece for piece in pieces if pattern.fullmatch(piece.removeprefix(self._space))]
        gaps: list[list[str]] = [[], ["▁"]] if self._space else [[]]
        return [[name, *gap, body] for name in self.symbols for gap in gaps for body in bodies]

    @property
    def _space(self) -> str:
        """What may stand between a number and what is counted, as a piece."""
        return "" if pack(self.target).writing.spaced else "▁"

    def _suppressed(self, kind: Decode) -> list[list[str]]:
        """Return the sequences of pieces that must not come out."""
        counted = self._counted if kind.count > 1 else []
        return [*counted, *([piece] for piece in kind.without)]

    @property
    def aligns(self) -> bool:
        """Whether pieces can be traced back to places in the text."""
        return self._pieces is not None

    def encode(self, text: str) -> list[str]:
        """Return the pieces of a text in either language."""
        return list(self._tokenizer.encode(text))

    def decode(self, pieces: Sequence[str]) -> str:
        """Return the text of target pieces, punctuation in full width where the language has it.

        SentencePiece models usually normalise full-width punctuation away (NFKC).
        """
        if self._pieces is None:
            text = str(self._tokenizer.decode(list(pieces)))
        else:
            text = str(self._pieces.decode_pieces(list(pieces))).replace("▁", " ")
        if pack(self.target).writing.full_width:
            text = _HALF_WIDTH.sub(lambda match: match[1].translate(_FULL_WIDTH), text)
        return text.strip()

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Find where each piece of a source text stands in it.

        Pieces are of the normalised text: one that is not found as it is (a full-width letter, a
        byte of a rare character) gets the empty place before the next that is.
        """
        spans = []
        at = 0
        for piece in self.encode(text):
            body = piece.replace("▁", "")
            start = text.find(body, at, at + len(body) + _REACH)
            if start >= 0 and body:
                at = start + len(body)
            spans.append((at - len(body) if start >= 0 else at, at))
        return spans

    def submit(self, batch: Sequence[tuple[Decode, list[str]]]) -> list[Callable[[], Any]]:
        """Start decoding a batch of the same kind; return one waiting function a sentence.

        Args:
            batch: what to decode, each with the pieces of its text; all of one ``kind`` and limit.
        """
        kind = batch[0][0]
        prefixes: list[list[str] | None] | None = None
        if kind.prefix or self._start:
            prefixes = [[*self._start, *decode.prefix] for decode, _ in batch]
        results = self.translator.translate_batch(
            [pieces for _, pieces in batch],
            target_prefix=prefixes,
            asynchronous=True,
            beam_size=max(kind.beam, kind.count),
            patience=kind.complete / max(kind.beam, kind.count),
            num_hypotheses=kind.count,
            length_penalty=LENGTH_PENALTY,
            max_input_length=0,
            max_decoding_length=self.limit(len(batch[0][1]), len(kind.prefix)),
            # Where several hypotheses are looked at, the beam must not fill up with repetitions.
            no_repeat_ngram_size=NO_REPEAT if kind.count > 1 else 0,
            suppress_sequences=self._suppressed(kind) or None,
            return_attention=kind.attention,
        )
        return [result.result for result in results]

    def limit(self, source: int, prefix: int = 0) -> int:
        """Return how many pieces a translation may have; only a runaway has more.

        Of 1,005 human translations of news (NTREX-128) none is longer in Chinese, one in Korean.
        In steps, so that sentences of like length can share a batch: were it the longest one's
        limit, a runaway would end where its neighbours say.

        Args:
            source: pieces of the source.
            prefix: pieces that are forced.
        """
        dense = pack(self.target).generation.dense
        longest = source * (_DENSE if dense else _OTHER) // 4 + _SLACK
        return -(-max(longest, prefix + _SLACK) // _STEP) * _STEP

    def decoded(self, result: Any) -> tuple[Decoded, ...]:
        """Return the texts of the hypotheses of one result, the best first."""
        made = []
        for number, pieces in enumerate(result.hypotheses):
            skip = len(self._start) if tuple(pieces[: len(self._start)]) == self._start else 0
            own = tuple(pieces[skip:])
            rows = partial(_attention, result, number, len(pieces), skip)
            made.append(Decoded(self.decode(own), own, rows))
        return tuple(made)


def _attention(result: Any, number: int, length: int, skip: int) -> Sequence[Sequence[float]]:
    if not result.attention:
        return ()
    rows: list[list[float]] = result.attention[number]
    # With a forced prefix, CTranslate2 reports attention for the pieces after it only.
    return ([[]] * (length - len(rows)) + rows)[skip:]


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
