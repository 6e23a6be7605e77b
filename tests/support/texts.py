"""Sentences for tests of what works on segments, and particles after known words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workflow.languages import pack
from workflow.model import BlockKind, Segment


def segments(language: str, *texts: str) -> tuple[Segment, ...]:
    """Sentences of one paragraph."""
    return paragraphs(language, texts)


def paragraphs(language: str, *blocks: Sequence[str]) -> tuple[Segment, ...]:
    """Sentences of several paragraphs, each a sequence of texts."""
    numbered = [(block, text) for block, texts in enumerate(blocks) for text in texts]
    return tuple(
        Segment(
            f"k{at}", text, " ", "seeds/a.txt", at + 1, block, at, BlockKind.PARAGRAPH, language
        )
        for at, (block, text) in enumerate(numbered)
    )


def agreed(text: str, *words: str) -> str:
    """A Korean text with the particle after each of these words made to agree; longest first."""
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    spans = [(*match.span(), "") for match in re.finditer(pattern, text)]
    return pack("ko").particles.agree(text, spans)
