"""The languages of the sentences of one paragraph.

A paragraph is in one language; a sentence of it that evidently is in another one is translated
into every language but that. What may be a name, an idiom or a title stays with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workflow.documents.detector.texts import (
    SHORT,
    UNDETERMINED,
    detect,
    own_scripts,
    prose,
)
from workflow.languages import function_words as words
from workflow.languages import mixture, pack, scripts
from workflow.languages.east_asian import by_particles, shown
from workflow.languages.writing import EAST_ASIAN

#: How a sentence ends, behind which only closing marks stand.
_ENDED = re.compile(r"[.!?…。！？｡]\W*$")
#: A stop that fills a square, which some East Asian languages do not have.
_WIDE = re.compile(r"[。！？｡]\W*$")
_EAST_ASIAN = frozenset(EAST_ASIAN)


def in_paragraph(texts: Sequence[str], language: str, around: str) -> list[str]:
    """Return the language of each sentence of a paragraph.

    Args:
        texts: the sentences, without placeholders.
        language: of the paragraph.
        around: of the document.
    """
    if language != around and _is_east_asian(language) and _is_east_asian(around):
        # One sentence with kana makes a Chinese paragraph look Japanese.
        found = {tag for text in texts if (tag := shown(text))}
        language = around if around in found else language
    return [_of_sentence(text, language) for text in texts]


def _of_sentence(text: str, within: str) -> str:
    text = prose(text)
    weights = scripts.weigh(text)
    own = own_scripts(within)
    if weights.keys() <= own:
        return _unlike(text, within)
    total = sum(weights.values())
    ours = sum(weight for script, weight in weights.items() if script in own)
    if 4 * ours >= total:
        mixed = mixture.is_mixed(weights)
        return _mixed(text, weights, within) if mixed else _unlike(text, within)
    if total >= SHORT:
        found = detect(text, within).language
        return _unlike(text, within) if found == within else found
    if weights.keys() == {"Latin"}:
        return detect(text).language if words.is_short_sentence(text) else within
    return _unlike(text, within)


def _unlike(text: str, within: str) -> str:
    """Return the East Asian language that a whole sentence shows beyond doubt, else its own."""
    if text.isascii() or not _ENDED.search(text):
        return within
    wide = _WIDE.search(text) and not pack(within).writing.full_width
    return shown(text) or (detect(text).language if wide else within)


def _mixed(text: str, weights: dict[str, int], within: str) -> str:
    """Return the language of a sentence with letters of its paragraph's script and of another.

    The names of one language stand in the sentences of the other: both ends must be foreign.
    """
    found = detect(text).language
    if found in (within, UNDETERMINED) or not _ENDED.search(text):
        return within
    letters = [scripts.script(char) for char in mixture.unquoted(text) if char.isalpha()]
    east = sum(weight for script, weight in weights.items() if script in _EAST_ASIAN)
    if "Latin" in own_scripts(within):
        ends = letters[-1] in _EAST_ASIAN and letters[0] in _EAST_ASIAN
        ends = ends or bool(by_particles(text, weights))
        foreign = 2 * east > sum(weights.values()) and ends
    else:
        carried, left = mixture.essence(text, weights)
        foreign = left.keys() == {"Latin"} and not mixture.is_mixed(scripts.weigh(carried))
        foreign = foreign and words.is_sentence(carried)
    return found if foreign else within


def _is_east_asian(language: str) -> bool:
    return not _EAST_ASIAN.isdisjoint(own_scripts(language))
