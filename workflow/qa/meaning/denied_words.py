"""Tell whether the translation states what the source denies, or the reverse.

A translation that has lost a negation states what was denied: *did not agree*, 同意了. One that
has no word for it is usually a paraphrase: *not acceptable*, 太多了. So for languages with frequent
paraphrases (``Denials.told_freely``), a lost negation is reported only if both sides have a word
for what it denies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from workflow.languages import pack
from workflow.languages.meaning.notions import knows, located, notions

#: The marks that end the scope of a negation.
_END = re.compile(r"[.;:,!?“”\"，。；：！？、]")
#: The scope of a negation in words, or in letters if words are not separated by spaces.
_WORDS, _LETTERS = 8, 8
#: How many content words of the scope are considered: the verb, and its object.
_FIRST = 3
#: The most letters between a word and its negation: 이용할 *수* 없다.
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
    """Count the first words in a negation's scope that the translation has; 1 without any."""
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
    """Tell whether a translation denies a word that its source lacks.

    *The school kept its doors open*, 문을 닫지 않았다: the contrary is denied, which
    says the same. Of a word that no table knows this tells nothing.

    Args:
        denial: where the translation denies something.
        target: the language of the translation.
        source: a sentence.
        spoken: its language.
    """
    known = pack(target).denials.denied
    if not (knows(spoken) and knows(target)):
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
