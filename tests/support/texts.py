"""Sentences for tests of what works on segments."""

from __future__ import annotations

from collections.abc import Sequence

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
