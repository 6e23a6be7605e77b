"""What a source says by words of closed classes, and what its translation makes of it.

It loses a sense or adds one, tells another member of a class, or a cause as the effect. What may
tell a sense is much, so that only what says nothing of it is found; which words these are, each
language tells in its ``senses.tsv`` (:mod:`workflow.languages.senses`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from workflow.languages import pack
from workflow.languages.notions import knows, notions
from workflow.languages.scripts import KEPT
from workflow.languages.senses import ANY

#: Headlines say less.
_ENDED = re.compile("[.!?…][\"'”’)]*\\s*$")
#: So many letters before a word its own denial begins, at most.
_NEAR = 12
#: Of all may be said what is denied of each: nobody died, all lived.
_ALIKE = frozenset(("all", "none"))
#: So many words more have to stand on the other side than on their own.
_CLEARLY = 2


def nuances(source: str, spoken: str, text: str, target: str) -> Iterator[tuple[str, str]]:
    """Yield words of a source of which nothing is told, and words that nothing there tells.

    Args:
        source: a sentence.
        spoken: its language.
        text: its translation.
        target: BCP 47 tag of the translation.

    >>> [*nuances("The plant may close.", "en", "공장은 폐쇄된다.", "ko")]
    [('may close', '')]
    >>> [*nuances("The minister had known, the party said.", "en", "장관은 알고 있었다.", "ko")]
    [('said', '')]
    >>> [*nuances("The council agreed.", "en", "시의회는 만장일치로 동의했다.", "ko")]
    [('', '만장일치')]
    """
    there, here = pack(spoken).senses, pack(target).senses
    for name, word in _lost(source, spoken) if _ENDED.search(source) else ():
        if name not in there.denying and not here.may_tell(name, text):
            yield word, ""
    for name, word in here.added(text):
        if not there.may_tell(name, source):
            yield "", word


def contradicted(source: str, spoken: str, text: str, target: str) -> str:
    """Return the word of a source whose contrary its translation says; mostly empty.

    *Unaffected*, *boycotted*, *has yet to*: a translation with none of the words that tell it, and
    no denial at all, says the contrary.

    >>> contradicted("The mine was unaffected.", "en", "광산에 차질이 빚어졌다.", "ko")
    'unaffected'
    >>> contradicted("The mine was unaffected.", "en", "광산은 정상 가동됐다.", "ko")
    ''
    """
    there, here = pack(spoken), pack(target)
    for name, word in _lost(source, spoken):
        if name in there.senses.denying and not here.senses.may_tell(name, text):
            prefixed = there.denials.prefixed.search(word) and here.denials.prefixed.search(text)
            before = source.partition(word)[0][-_NEAR:]
            denied = here.denials.negative.search(text) or there.denials.of_sources.search(before)
            return "" if prefixed or denied else word
    return ""


@lru_cache(maxsize=KEPT)
def _lost(source: str, spoken: str) -> Sequence[tuple[str, str]]:
    return tuple(pack(spoken).senses.lost(source))


def replaced(source: str, spoken: str, text: str, target: str) -> Iterator[tuple[str, str]]:
    """Yield a word of the source, and another one of its class in a translation: all, some.

    Each side has but one of that class, and no other word that may be one.

    >>> [*replaced("All the buses were late.", "en", "大部分公交车晚点了。", "zh-Hans")]
    [('All the', '大部分')]
    >>> [*replaced("All the buses were late.", "en", "公交车全部晚点，大部分满员。", "zh-Hans")]
    []
    """
    there = _members(source, spoken)
    here = _once(pack(target).senses.members(text, there.keys())) if there else {}
    for name in there.keys() & here.keys():
        (one, words), (other, told) = there[name], here[name]
        if other not in (one, ANY) and {one, other} != _ALIKE:
            yield words, told


@lru_cache(maxsize=KEPT)
def _members(text: str, tag: str) -> Mapping[str, tuple[str, str]]:
    """Return the classes of which a text has one word, each with its member and it."""
    found = _once(pack(tag).senses.members(text))
    return {name: each for name, each in found.items() if each[0] != ANY}


def _once(found: Iterable[tuple[str, str, str]]) -> Mapping[str, tuple[str, str]]:
    """Return by class the words that stand alone of theirs."""
    every = [*found]
    counts = Counter(name for name, _, _ in every)
    return {name: (member, words) for name, member, words in every if counts[name] == 1}


def turned(source: str, spoken: str, text: str, target: str) -> bool:
    """Tell whether cause and effect have changed places in a translation.

    Both sides tell one cause and one effect. Words of the cause stand in the translation's effect,
    those of the effect in its cause, and hardly any where they should.

    >>> turned("The coach resigned because the club sold its best defender.", "en",
    ...     "因主帅辞职，俱乐部卖掉了队内最佳后卫。", "zh-Hans")
    True
    >>> turned("The coach resigned because the club sold its best defender.", "en",
    ...     "因俱乐部卖掉队内最佳后卫，主帅辞职。", "zh-Hans")
    False
    """
    there = _because(source, spoken)
    if not there or not (knows(spoken) and knows(target)):
        return False
    here = _because(text, target)
    if not here:
        return False
    cause, effect = (notions(each, spoken) for each in there)
    cause, effect = cause - effect, effect - cause
    reason, outcome = (notions(each, target) for each in here)
    reason, outcome = reason - outcome, outcome - reason
    crossed = len(cause & outcome), len(effect & reason)
    straight = len(cause & reason) + len(effect & outcome)
    return min(crossed) > 0 and sum(crossed) - _CLEARLY >= straight * _CLEARLY


@lru_cache(maxsize=KEPT)
def _because(text: str, tag: str) -> tuple[str, str] | None:
    return pack(tag).senses.because(text)
