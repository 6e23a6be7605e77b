"""Split texts into sentences: where one ends and the next begins.

sentencex (Wikimedia's, for some 300 languages) gives its opinion on each full stop; what news
prose needs beyond that is in :mod:`workflow.documents.segmenter.rules`.
"""

from __future__ import annotations

import base64
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from itertools import pairwise

from workflow.documents.segmenter.enclosed import divided, reopened_at, unpaired
from workflow.documents.segmenter.rules import is_boundary
from workflow.documents.segmenter.shape import (
    FULL_WIDTH,
    TERMINATORS,
    brackets,
    pairs,
    shape,
    titles,
)
from workflow.documents.segmenter.stitching import applied, cut, form, regrouped
from workflow.languages.orthography.sentences import CLOSE, OPEN, PossibleEnd
from workflow.markup import rejoined
from workflow.model import UNTRANSLATED, VERBATIM, Block, BlockKind, Document, Seam, Segment

__all__ = [
    "beside",
    "cut",
    "made_of",
    "parted_at",
    "regrouped",
    "segment",
    "settled",
    "split",
    "unpaired",
]

#: A full stop behind one of full width may begin a word: ``。.45``.
_CANDIDATE = re.compile(
    rf"[{TERMINATORS}](?:(?!(?<=[{FULL_WIDTH}])\.[A-Za-z0-9/])[{TERMINATORS}{CLOSE}]|\s+(?={CLOSE}))*"
    r"(?P<space>\s*)"
)
#: What sentencex must not see: quotes, and stops without a space behind them, make its time
#: quadratic, and quotes hide the sentences inside them from it.
_HIDDEN = re.compile(rf"[{OPEN}{CLOSE}«»\x00-\x1f\x7f-\x9f\u2028\u2029{FULL_WIDTH}]|[!?](?=\w)")
#: Letters and stops that sentencex is given at once, and where a longer text may be cut for it.
_LONGEST, _MOST_STOPS = 4_000, 100
_STOP = re.compile(f"[{TERMINATORS}]")
#: Pairs that begin a sentence.
_OPENED = re.compile(r"(?:<g[1-9][0-9]*>)*")
_BETWEEN_WORDS = re.compile(r"(?<=\w)[ \n](?=\w)")
#: Kinds whose text is one unit of meaning, whatever stops it contains.
_WHOLE = UNTRANSLATED | {BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.TERM}


def split(text: str, language: str) -> list[str]:
    """Split a text into sentences, each with the white space after it, losing nothing.

    A sentence inside a quotation is a sentence of its own; closing quotes and brackets stay with
    it. What continues the sentence around a quotation (a Korean quotative ending, ``he asked``,
    ``他问道``) stays with it, too. A pair of placeholders is never split.

    Args:
        text: one block, possibly with placeholders (:mod:`workflow.markup`).
        language: its BCP 47 tag, or ``und``.

    >>> split('She said, "We agree. We start now." Then they left.', "en")
    ['She said, "We agree. ', 'We start now." ', 'Then they left.']
    """
    cuts = [0, *_boundaries(text, language), len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if start < end]


def _boundaries(text: str, language: str) -> Iterator[int]:
    shaped = shape(text)
    if not (matches := list(_CANDIDATE.finditer(shaped))):
        return
    opinion = _opinion(shaped, language)
    closed, titled, bracketed = map(_Spans, (pairs(text), titles(text), brackets(text)))
    start = 0
    for match in matches:
        end = match.end()
        if end >= len(text) or closed.holds(end) is not None or titled.holds(end) is not None:
            continue
        opened = bracketed.holds(end)
        if opened is not None and text[start : min(opened, start + 40)].strip():
            continue
        here = PossibleEnd(
            text, shaped, start, match.start(), match.start("space"), end, opinion, language
        )
        if is_boundary(here):
            yield end
            start = end


def _opinion(shaped: str, language: str) -> frozenset[int]:
    """Return the offsets at which sentencex begins a sentence."""
    from sentencex import segment as sentences

    code = language.partition("-")[0]
    # A backtick is a quote to it, but may also be part of a word.
    seen = _HIDDEN.sub(" ", shaped).replace("`", "_")
    offset, found = 0, set()
    for piece in _pieces(seen):
        end = offset + len(piece)
        for sentence in sentences("en" if code in {"", "und"} else code, piece):
            offset += len(sentence)
            found.add(offset)
        if end < len(seen):  # where we have cut, not sentencex
            found.discard(end)
        offset = end
    return frozenset(found)


def _pieces(text: str) -> Iterator[str]:
    """Yield a long text in pieces, divided between words.

    sentencex takes a time that grows with the square of the number of stops.
    """
    stops = [found.start() for found in _STOP.finditer(text)]
    start = passed = 0
    while True:
        limit = start + _LONGEST
        passed = bisect_left(stops, start, passed)
        if passed + _MOST_STOPS < len(stops):
            limit = min(limit, stops[passed + _MOST_STOPS])
        if limit >= len(text):
            yield text[start:]
            return
        gaps = [found.end() for found in _BETWEEN_WORDS.finditer(text, start, limit)]
        end = gaps[-1] if gaps else limit
        yield text[start:end]
        start = end


class _Spans:
    """Sorted spans of a text, for looking up ascending offsets."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = spans
        self._next = 0

    def holds(self, offset: int) -> int | None:
        """Return the beginning of the span that contains an offset; offsets must not decrease."""
        while self._next < len(self._spans) and self._spans[self._next][1] < offset:
            self._next += 1
        if self._next < len(self._spans) and self._spans[self._next][0] < offset:
            return self._spans[self._next][0]
        return None


def segment(document: Document, seams: Sequence[Seam] = ()) -> Document:
    """Fill in the sentences of a document, in reading order.

    Code and formulas have none. A notice, a headline, a byline and a defined term are one each.

    Args:
        document: with the language of each block.
        seams: where people have joined or split sentences.
    """
    seen: Counter[str] = Counter()
    met: set[Seam] = set()
    segments: list[Segment] = []
    for index, block in enumerate(document.blocks):
        if block.kind not in VERBATIM:
            text = _parted(document, block)
            if seams and block.kind not in _WHOLE:
                pieces, its = applied(text.pieces, seams)
                text = replace(text, pieces=tuple(pieces))
                met |= its
            segments += _segments(document, index, text, seen)
    lapsed = tuple(each for each in seams if each not in met)
    kept = tuple(each for each in seams if each in met)
    return replace(document, segments=tuple(segments), seams=kept, lapsed=lapsed)


@dataclass(frozen=True, slots=True)
class _Parted:
    """The text of a block: its sentences with the space after each, and the pairs around all.

    Where it is ``divided``, a pair around some sentences ends and begins again between them.
    """

    pieces: tuple[str, ...]
    before: str = ""
    behind: str = ""
    divided: bool = False

    def starts(self) -> Iterator[int]:
        """Yield the offset of each sentence in the block."""
        offset, done = len(self.before), ""
        for piece in self.pieces:
            lead = len(piece) - len(piece.lstrip())
            if self.divided:
                opened = _OPENED.match(piece, lead)
                head = done + piece[: opened.end() if opened else lead]
                yield offset + len(rejoined(head))
                done += piece
            else:
                yield offset + lead
                offset += len(piece)


def _parted(document: Document, block: Block) -> _Parted:
    if block.kind in _WHOLE:
        return _Parted((block.text,))
    before, inner, behind = unpaired(block.text)
    language = block.language or document.language
    pieces = split(inner, language)
    parts = divided(pieces, block.markup, partial(split, language=language))
    return _Parted(tuple(parts), before, behind, len(parts) > len(pieces))


def _segments(
    document: Document, index: int, parted: _Parted, seen: Counter[str]
) -> Iterator[Segment]:
    block = document.blocks[index]
    position = 0
    for piece, start in zip(parted.pieces, parted.starts(), strict=True):
        text = piece.strip()
        if text:
            text = f"{parted.before}{text}{parted.behind}"
            if parted.divided:
                text = rejoined(text)
            key = _key(text)
            seen[key] += 1
            yield Segment(
                key=key if seen[key] == 1 else f"{key}-{seen[key]}",
                text=text,
                space=piece[len(piece.rstrip()) :],
                path=document.path,
                line=block.line_at(start),
                block=index,
                position=position,
                kind=block.kind,
                language=block.language or document.language,
            )
            position += 1


def beside(document: Document, segment: Segment) -> tuple[str, str] | None:
    """Return a sentence and the next one of its paragraph, without the pairs around all of it.

    None where it is the last one, or the text of its block is always one.
    """
    found = _sentences(document, segment)[segment.position : segment.position + 2]
    return (found[0], found[1]) if len(found) == 2 else None


def parted_at(document: Document, segment: Segment, offset: int) -> tuple[str, str] | None:
    """Split a sentence at an offset in its text, without the pairs around its whole paragraph.

    None where it cannot be parted there.
    """
    if segment.kind in _WHOLE:
        return None
    offset -= len(_parted(document, document.blocks[segment.block]).before)
    text = _sentences(document, segment)[segment.position]
    return reopened_at(text, offset) or cut(rejoined(text), offset)


def _sentences(document: Document, segment: Segment) -> list[str]:
    """Return the sentences of the block of one of them; that one alone where it is always one."""
    if segment.kind in _WHOLE:
        return [""] * segment.position + [segment.text]
    text = _parted(document, document.blocks[segment.block])
    pieces, _ = applied(text.pieces, document.seams)
    return [each for piece in pieces if (each := piece.strip())]


def made_of(document: Document, segment: Segment) -> tuple[str, ...]:
    """Return the sentences that people have made a sentence of, by joining or splitting."""
    if segment.kind in _WHOLE or not document.seams:
        return ()
    block = _parted(document, document.blocks[segment.block])
    text, own = "".join(block.pieces), segment.text
    before, behind = block.before, block.behind
    wanted = {form(_sentences(document, segment)[segment.position])}
    found: dict[str, None] = {}
    for seam in reversed(document.seams):
        left, right = form(seam.left), form(seam.right)
        if seam.joined and left + right in wanted:
            wanted |= {left, right}
            found |= dict.fromkeys((seam.left, seam.right))
        elif not seam.joined and wanted & {left, right}:
            wanted.add(left + right)
            start = text.find(seam.left)
            end = text.find(seam.right, start) + len(seam.right)
            found |= {text[start:end]: None} if 0 <= start < end else {}
    texts = (rejoined(f"{before}{each}{behind}") for each in found)
    return tuple(each for each in texts if each != own)


def settled(document: Document, seam: Seam) -> tuple[Seam, ...]:
    """Add a seam to those of a document, dropping seams that have no effect any more.

    Sentences that were joined and are split again are as if nobody had touched them.
    """
    texts = [_parted(document, b).pieces for b in document.blocks if b.kind not in _WHOLE]
    kept = [*document.seams, seam]
    wanted = [applied(pieces, kept)[0] for pieces in texts]
    for each in tuple(kept):
        rest = [other for other in kept if other is not each]
        if [applied(pieces, rest)[0] for pieces in texts] == wanted:
            kept = rest
    return (*document.lapsed, *kept)


def _key(text: str) -> str:
    """Return 40 bits of a hash as 8 letters and digits that are safe in a URL and as an HTML id."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).digest()
    return base64.b32encode(digest).decode("ascii").lower()
