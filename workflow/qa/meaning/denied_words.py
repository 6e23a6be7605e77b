"""Tell whether what one side denies is what the other side tells.

A translation that has lost a denial tells what was denied: *did not agree*, 同意了. One that
tells nothing of it has said the same in other words, mostly: *not acceptable*, 太多了. So a
language whose translators often do so (``Denials.told_freely``) is flagged only where both sides
have a word for what stands behind the denial.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from workflow.languages import pack
from workflow.languages.meaning.notions import knows, located, notions

#: What a denial goes no farther than.
_END = re.compile(r"[.;:,!?“”\"，。；：！？、]")
#: So many words behind a denial are denied, and so many letters where no space parts words.
_WORDS, _LETTERS = 8, 8
#: Of these words, so many that say something are looked at: the verb, and what it is done to.
_FIRST = 3
#: So many letters may stand between what is denied and the denial: 이용할 *수* 없다.
_GAP = 5


def told_plainly(  # noqa: PLR0913 - what may vary has a name and a default
    source: str,
    spoken: str,
    denials: Iterable[re.Match[str]],
    translation: str,
    target: str,
    *,
    least: int = 1,
) -> bool:
    """Tell whether a translation has words for what its source denies.

    Args:
        source: a sentence.
        spoken: its language.
        denials: where it denies something.
        translation: of the source.
        target: BCP 47 tag of the translation.
        least: so many words that the table knows; nothing behind a denial counts as one.

    Returns:
        True as well where nothing is known of the words of one side.
    """
    if not (knows(spoken) and knows(target)):
        return True
    there = notions(translation, target)
    return any(_told(source[each.end() :], spoken, there) >= least for each in denials)


def _told(behind: str, spoken: str, there: frozenset[int]) -> int:
    """Count the first words behind a denial that a translation has; 1 where there are none."""
    denied = _END.split(behind, maxsplit=1)[0]
    spaced = pack(spoken).writing.spaced
    denied = " ".join(denied.split()[:_WORDS]) if spaced else denied[:_LETTERS]
    if not denied.strip():
        return 1  # nothing stands behind it that could be compared
    places: dict[int, set[int]] = {}
    for row, found in located(denied, spoken).items():
        if row not in _empty(spoken):
            places.setdefault(min(found), set()).add(row)
    first = [places[at] for at in sorted(places)[:_FIRST]]
    return sum(not rows.isdisjoint(there) for rows in first)


def told_otherwise(denial: re.Match[str], target: str, source: str, spoken: str) -> bool:
    """Tell whether a translation denies a word of which its source has none.

    *The school kept its doors open*, 문을 닫지 않았다: the contrary is denied, which
    says the same. Of a word that no table knows this tells nothing.

    Args:
        denial: where the translation denies something.
        target: the language of the translation.
        source: a sentence.
        spoken: its language.
    """
    known = pack(target).denials.denied
    if known is None or not (knows(spoken) and knows(target)):
        return False
    at = denial.start()
    words = [
        each[0] for each in known.finditer(denial.string) if each.start() <= at <= each.end() + _GAP
    ]
    found = notions(words[-1], target) if words else frozenset()
    return bool(found) and found.isdisjoint(notions(source, spoken))


@cache
def _empty(language: str) -> frozenset[int]:
    """Return the notions that nearly every translation has."""
    return notions(" ".join(pack(language).denials.empty_words), language)
