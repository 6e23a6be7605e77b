"""Particles after known words."""

from __future__ import annotations

import re

from workflow.languages import pack


def agreed(text: str, *words: str) -> str:
    """A Korean text with the particle after each of these words made to agree; longest first."""
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    spans = [(*match.span(), "") for match in re.finditer(pattern, text)]
    return pack("ko").particles.agree(text, spans)
