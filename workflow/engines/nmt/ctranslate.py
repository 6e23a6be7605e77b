"""Run a translation model of CTranslate2: text to pieces, pieces to pieces, pieces to text."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, Protocol

from workflow.engines.nmt.model_weights import ModelWeights
from workflow.languages import pack
from workflow.languages.scripts import SCRIPTS

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
        model: what to decode with.
        text: plain text in the model's source language.
        prefix: target pieces the result must begin with.
        count: how many hypotheses are wanted, best first.
        attention: whether each hypothesis should say what its pieces were aligned to.
        beam: how many hypotheses to follow at once; 1 costs half of what 4 does.
        without: target pieces the result must not have behind its prefix.
    """

    model: TranslationModel
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


class Tokenizer(Protocol):
    """Text as the pieces that a model takes and writes.

    Attributes:
        lead: how many pieces a source has before those of its text, such as its language.
        start: pieces with which every translation must begin, such as its language.
        aligns: whether pieces can be traced back to places in a text.
    """

    lead: int
    start: tuple[str, ...]
    aligns: bool

    def framed(self, text: str) -> list[str]:
        """Split a source text into pieces, the special ones that the model wants included."""

    def source(self, text: str) -> list[str]:
        """Split a source text into pieces, without special ones."""

    def target(self, text: str) -> list[str]:
        """Split a text in the target language into pieces."""

    def text(self, pieces: Sequence[str]) -> str:
        """Join pieces of the target language into a text."""

    def is_piece(self, text: str) -> bool:
        """Tell whether a text is one piece, in source and target."""

    def target_pieces(self) -> Iterable[str]:
        """Return all pieces of the target language."""


class TranslationModel(ModelWeights):
    """A model that translates text.

    The attributes are those of :class:`~workflow.engines.nmt.model_weights.ModelWeights`.
    """

    @property
    @abstractmethod
    def tokens(self) -> Tokenizer:
        """Its tokenizer, loaded when first used."""

    @property
    def lead(self) -> int:
        """How many pieces a source has before those of its text."""
        return self.tokens.lead

    @property
    def _start(self) -> tuple[str, ...]:
        return self.tokens.start

    @cached_property
    def symbols(self) -> tuple[str, ...]:
        """The symbols ``⟦0⟧`` … that this model was trained to carry over, if it was."""
        names = (f"⟦{number}⟧" for number in range(10))
        return tuple(filter(self.tokens.is_piece, names))

    @cached_property
    def _counted(self) -> list[list[str]]:
        """Symbols with what would make numbers of them, as pieces."""
        pattern = pack(self.target).generation.counted
        if not self.symbols or pattern is None:
            return []
        # Where no spaces part words, one may be a piece; elsewhere counters stand in the same word.
        bodies = [
            piece
            for piece in self.tokens.target_pieces()
            if pattern.fullmatch(piece.removeprefix(self._space))
        ]
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
        return self.tokens.aligns

    def framed(self, text: str) -> list[str]:
        """Split a source text into pieces, the special ones that the model wants included."""
        return self.tokens.framed(text)

    def encode(self, text: str) -> list[str]:
        """Split a text in the target language into pieces."""
        return self.tokens.target(text)

    def decode(self, pieces: Sequence[str]) -> str:
        """Join target pieces into a text, with full-width punctuation where the language has it.

        SentencePiece models usually normalise full-width punctuation away (NFKC).
        """
        text = self.tokens.text(pieces)
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
        for piece in self.tokens.source(text):
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
        """Return the most pieces that a translation may have; only endless repetition has more.

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
