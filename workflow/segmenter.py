"""Blocks into sentences, losing no character.

The boundaries are those of the `sentencex` library, found in the text without its quotation marks
and placeholders, so that sentences inside a quotation are sentences too. What news prose needs
beyond that stands here as vetoes: places where a sentence goes on all the same.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from workflow.markup import PLACEHOLDER
from workflow.model import Block, BlockKind, Document, Segment

#: Marks around quotations and asides; they never decide whether a sentence ends.
_QUOTES = "\"'“”‘’«»「」『』《》〈〉"
_HIDDEN = re.compile(rf"{PLACEHOLDER.pattern}|[{_QUOTES}]")
#: What belongs to the sentence before it: closing marks, closing placeholders, then space.
_TAIL = re.compile(r"(?:[\"'”’»」』》〉)\]）】]|</g\d+>)*\s*")
#: Korean quotative endings and particles, which follow a closing quotation mark without space.
_QUOTATIVE = re.compile(r"(?:이?라(?:고|는|며|면서|던|지)?|고|며|면서|는|이?란|하고|하며)(?![.。])")
#: Who speaks, after a quotation that ends in ? or !: Chinese speakers and verbs of saying.
_CHINESE_SPEAKER = re.compile(r"[^，。！？“”]{0,12}[说道问答称喊叫表示指出]")
_CLOSED = re.compile(r"[.。!！?？…]+[\"'”’」』]+$")
#: Abbreviations that no sentence ends with, beyond those the library knows.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"‘'])(?:(?:[A-Z]\.)+|Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Gen|Amb|St|No|Nos|vs|Co|"
    r"Corp|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|e\.g|i\.e|a\.m|p\.m|cf|approx|est)\.?\s*$"
)
#: A date in figures goes on: ``2021. 12. 7.`` (Korean orthography, Hangul Matchumbeop, annex).
_FIGURES = re.compile(r"(?:^|[^\d.])(?:\d{4}\.\s*)?\d{1,4}\.\s*$")
_ELLIPSIS = re.compile(r"(?:\.{3,}|…+)[\"'”’]*\s*$")

_WHOLE = frozenset({BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.BYLINE, BlockKind.NOTICE})
#: Where an ellipsis joins two statements, as in newspaper headlines, instead of ending one.
_HEADLINE_STYLE = frozenset({BlockKind.DECK, BlockKind.CAPTION})


def split(text: str, language: str) -> list[str]:
    """The sentences of ``text``, each with the space that follows it.

    Args:
        text: one block, with placeholders.
        language: BCP 47 tag.

    Returns:
        Pieces that concatenate to ``text``; none for the empty text.
    """
    pieces: list[str] = []
    start = 0
    for end in _boundaries(text, language):
        if end > start and not _goes_on(text[start:end], text[end:]):
            pieces.append(text[start:end])
            start = end
    if start < len(text):
        pieces.append(text[start:])
    return pieces


def _boundaries(text: str, language: str) -> Iterator[int]:
    """Offsets in ``text`` after which the library begins a new sentence."""
    import sentencex

    shown: list[int] = []
    at = 0
    for hidden in _HIDDEN.finditer(text):
        shown.extend(range(at, hidden.start()))
        at = hidden.end()
    shown.extend(range(at, len(text)))
    prose = "".join(text[offset] for offset in shown)
    end = 0
    for sentence in sentencex.segment(language.partition("-")[0], prose):
        end += len(sentence.rstrip())
        if end and end < len(prose):
            tail = _TAIL.match(text, shown[end - 1] + 1)
            yield tail.end() if tail else shown[end - 1] + 1
        end += len(sentence) - len(sentence.rstrip())


def _goes_on(before: str, after: str) -> bool:
    """Whether a sentence continues over what looked like its end."""
    spaced = before != before.rstrip()
    first = after.lstrip(f"{_QUOTES}([（")[:1]
    closed = _CLOSED.search(before.rstrip())
    return bool(
        _is_open(before)
        or (closed and (first.islower() or (not spaced and _attributed(closed.group(), after))))
        or (_ELLIPSIS.search(before) and (first.islower() or not spaced))
        or _ABBREVIATION.search(before)
        or _FIGURES.search(before)
    )


def _attributed(end: str, after: str) -> bool:
    """Whether the words right after a quotation say that, or by whom, it was said."""
    if _QUOTATIVE.match(after):
        return True
    return end[0] in "?？!！" and end[-1] in "”』」" and bool(_CHINESE_SPEAKER.match(after))


def _is_open(text: str) -> bool:
    """Whether a placeholder pair is opened in ``text`` and not closed."""
    depth = 0
    for match in PLACEHOLDER.finditer(text):
        depth += bool(match["open"]) - bool(match["close"])
    return depth != 0


def segment(document: Document) -> Document:
    """The document with its sentences. Code has none; a notice is one, whatever is in it."""
    seen: Counter[str] = Counter()
    segments = []
    for number, block in enumerate(document.blocks):
        if block.kind is BlockKind.CODE:
            continue
        pieces = _pieces(block)
        offset = 0
        for position, piece in enumerate(pieces):
            text = piece.strip()
            lead = len(piece) - len(piece.lstrip())
            if text:
                seen[text] += 1
                segments.append(
                    Segment(
                        key=_key(text, seen[text]),
                        text=text,
                        space=piece[lead + len(text) :],
                        path=document.path,
                        line=block.line_at(offset + lead),
                        block=number,
                        position=position,
                        kind=block.kind,
                        language=block.language,
                    )
                )
            offset += len(piece)
    return replace(document, segments=tuple(segments))


def _pieces(block: Block) -> list[str]:
    """A block's sentences; a headline or byline is one line, a notice one whole."""
    if block.kind in _WHOLE:
        return [block.text]
    pieces: list[str] = []
    for piece in split(block.text, block.language):
        if block.kind in _HEADLINE_STYLE and pieces and _ELLIPSIS.search(pieces[-1]):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _key(text: str, occurrence: int) -> str:
    """A short name for a sentence that follows its words, not its place."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return digest if occurrence == 1 else f"{digest}-{occurrence}"
