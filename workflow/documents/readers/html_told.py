"""Compares a page with the text of its article that it gives to programs: ``articleBody``.

Schema.org's property (https://schema.org/articleBody) is plain text, often without lists, captions,
boxes and what stands below the article, and it may be cut. So what it lacks is left out only if
that also looks like no text of an article.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

    from workflow.documents.readers.html_data import LinkedItem
    from workflow.documents.readers.html_weights import PageWeights

#: Letters of a text that is enough to go by, and of a piece that is looked for in it.
_ENOUGH, _PIECE = 400, 16
#: The share of a run of text that is found there; and that of an article's prose, for the text to
#: be that of the whole article.
_MOST, _WHOLE = 0.5, 0.6
_TAG = re.compile(r"<[^<>]*>")
_NO_LETTER = re.compile(r"[\W_]+")


def told_text(data: Sequence[LinkedItem]) -> str:
    """Return the letters of the longest text that a page's JSON-LD gives; none of a short one."""
    texts = (item.values.get("articleBody") for item in data)
    longest = max((each for each in texts if isinstance(each, str)), key=len, default="")
    letters = _letters(_TAG.sub(" ", html.unescape(longest)))
    return letters if len(letters) >= _ENOUGH else ""


def told(main: _Element, letters: str, weights: PageWeights) -> Counter[_Element]:
    """Return how many letters of each element, with all in it, an article's text has.

    Args:
        main: the article; no letters are counted where its text is not nearly whole.
        letters: of the text, by :func:`told_text`.
        weights: of the page.
    """
    pieces = {letters[at : at + _PIECE] for at in range(len(letters) - _PIECE + 1)}
    own: Counter[_Element] = Counter()
    for run in weights.runs if pieces else ():
        text = _letters(run.text)
        found = [
            text[at : at + _PIECE] in pieces for at in range(0, len(text) - _PIECE + 1, _PIECE)
        ]
        if found and sum(found) >= _MOST * len(found):
            own[run.element] += run.letters
    said = weights.sums(own)
    return said if said[main] > _WHOLE * weights.prose[main] else Counter()


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).lower()
