"""Whether what one side denies is what the other side tells.

A translation that has lost a denial tells what was denied: *did not agree*, 同意了. One that
tells nothing of it has said the same in other words, mostly: *not acceptable*, 太多了. So a
language whose translators often do so (:attr:`workflow.languages.denials.Denials.told_freely`) is
flagged only where both sides have a word for what stands behind the denial.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from workflow.languages import pack
from workflow.languages.notions import knows, located, notions

#: What a denial goes no farther than.
_END = re.compile(r"[.;:,!?“”\"，。；：！？、]")
#: So many words behind a denial are denied, and so many letters where no space parts words.
_WORDS, _LETTERS = 8, 8
#: Of these words, so many that say something are looked at: the verb, and what it is done to.
_FIRST = 3


def told_plainly(
    source: str, spoken: str, denials: Iterable[re.Match[str]], translation: str, target: str
) -> bool:
    """Tell whether a translation has a word for something that its source denies.

    Args:
        source: a sentence.
        spoken: its language.
        denials: where it denies something.
        translation: of the source.
        target: BCP 47 tag of the translation.

    Returns:
        True as well where nothing is known of the words of one side.
    """
    if not (knows(spoken) and knows(target)):
        return True
    there = notions(translation, target)
    return any(_is_told(source[each.end() :], spoken, there) for each in denials)


def _is_told(behind: str, spoken: str, there: frozenset[int]) -> bool:
    """Tell whether a translation has a word of the first ones behind a denial."""
    denied = _END.split(behind, maxsplit=1)[0]
    spaced = pack(spoken).writing.spaced
    denied = " ".join(denied.split()[:_WORDS]) if spaced else denied[:_LETTERS]
    if not denied.strip():
        return True  # nothing stands behind it that could be compared
    places: dict[int, set[int]] = {}
    for row, found in located(denied, spoken).items():
        if row not in _empty(spoken):
            places.setdefault(min(found), set()).add(row)
    first = [places[at] for at in sorted(places)[:_FIRST]]
    return any(not rows.isdisjoint(there) for rows in first)


@cache
def _empty(language: str) -> frozenset[int]:
    """Return the notions that nearly every translation has."""
    return notions(" ".join(pack(language).denials.empty_words), language)
