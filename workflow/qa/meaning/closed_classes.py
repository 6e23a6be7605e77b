"""Compare small words of a source (*may*, *all*, *because*) with those of its translation.

A translation may lose a sense or add one, tell another member of a class, another limit or hour, or
a cause as the effect. Many words may tell a sense: only a text with none of them is found. Each
language tells which words these are in its ``senses.tsv`` and, beside numbers, in its
``limits.tsv``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from workflow.languages import pack
from workflow.languages.meaning.notions import knows, notions
from workflow.languages.meaning.senses import ANY
from workflow.languages.numbers.limits import Limit
from workflow.languages.scripts import KEPT, weight
from workflow.qa import quantities
from workflow.qa.both_sides import Sides

#: Headlines say less.
_ENDED = re.compile("[.!?…][\"'”’)]*\\s*$")
#: So many letters before a word its own denial begins, at most.
_NEAR = 12
#: Of all may be said what is denied of each: nobody died, all lived.
_ALIKE = frozenset(("all", "none"))
#: Of the usual length so much at least has a translation that says more than its source, as all of
#: the additions planted for tuning do; of 23 words that human translators rightly chose, 10.
_LEAST = 0.95
#: Begins the names of words that are told for another meaning of one in the source.
_WORD = "word_"
#: So many words more have to stand on the other side than on their own.
_CLEARLY = 2


def nuances(both: Sides) -> Iterator[tuple[str, str]]:
    """Yield words of a source of which nothing is told, and words that nothing there tells.

    Args:
        both: a sentence and its translation.

    >>> [*nuances(Sides("The plant may close.", "en", "공장은 폐쇄된다.", "ko"))]
    [('may close', '')]
    >>> [*nuances(Sides("The minister had known, the party said.", "en",
    ...     "장관은 알고 있었다.", "ko"))]
    [('said', '')]
    >>> [*nuances(Sides("The council agreed.", "en", "시의회는 만장일치로 동의했다.", "ko"))]
    [('', '만장일치')]
    """
    there, here = both.there.senses, both.here.senses
    said = _lost(both.source, both.spoken) if _ENDED.search(both.source) else ()
    lost = dict.fromkeys(
        word
        for name, word in said
        if name not in there.denying
        and not here.may_tell(name, both.text)
        and not _is_in_name(word, both.source)
    )
    for word in lost:
        if not any(word in each for each in lost if each != word):
            yield word, ""
    for name, word in here.added(both.text):
        if (name.startswith(_WORD) or has_room(both)) and not there.may_tell(name, both.source):
            yield "", word


def _is_in_name(word: str, source: str) -> bool:
    """Tell whether a word has its capital amid a sentence: Omar Said."""
    return word[:1].isupper() and bool(re.search(rf"\w {re.escape(word)}\b", source))


def has_room(both: Sides) -> bool:
    """Tell whether a translation is long enough to say more than its source.

    >>> has_room(Sides("Four days of national mourning were declared in his honour.", "en",
    ...     "为纪念他，宣布全国哀悼四天。", "zh-Hans"))
    False
    """
    usual = both.here.writing.band[1]
    return weight(both.text) >= _LEAST * usual * weight(both.source)


def contradicted(both: Sides) -> str:
    """Return the word of a source whose opposite the translation has; usually empty.

    *Unaffected*, *boycotted*, *has yet to*: a translation with none of the words that tell it, and
    no denial at all, says the contrary.

    >>> contradicted(Sides("The mine was unaffected.", "en", "광산에 차질이 빚어졌다.", "ko"))
    'unaffected'
    >>> contradicted(Sides("The mine was unaffected.", "en", "광산은 정상 가동됐다.", "ko"))
    ''
    """
    there, here = both.there, both.here
    for name, word in _lost(both.source, both.spoken):
        if name in there.senses.denying and not here.senses.may_tell(name, both.text):
            prefixed = here.denials.prefixed.search(both.text)
            before = both.source.partition(word)[0][-_NEAR:]
            excused = (
                (prefixed and there.denials.prefixed.search(word))
                or here.denials.negative.search(both.text)
                or there.denials.of_sources.search(before)
                or here.denials.tells_otherwise(both.source, both.text)
            )
            return "" if excused else word
    return ""


@lru_cache(maxsize=KEPT)
def _lost(source: str, spoken: str) -> Sequence[tuple[str, str]]:
    return tuple(pack(spoken).senses.lost(source))


def replaced(both: Sides) -> Iterator[tuple[str, str]]:
    """Yield a word of the source, and another one of its class in the translation: all, some.

    Each side has but one of that class, and no other word that may be one.

    >>> [*replaced(Sides("All the buses were late.", "en", "大部分公交车晚点了。", "zh-Hans"))]
    [('All the', '大部分')]
    >>> [*replaced(Sides("All the buses were late.", "en",
    ...     "公交车全部晚点，大部分满员。", "zh-Hans"))]
    []
    """
    there = _members(both.source, both.spoken)
    here = _once(both.here.senses.members(both.text, there.keys())) if there else {}
    for name in there.keys() & here.keys():
        (one, words), (other, told) = there[name], here[name]
        if other not in (one, ANY) and {one, other} != _ALIKE:
            yield words, told


@lru_cache(maxsize=KEPT)
def _members(text: str, tag: str) -> Mapping[str, tuple[str, str]]:
    """Return the classes with a single word in a text, each with its member and the word."""
    found = _once(pack(tag).senses.members(text))
    return {name: each for name, each in found.items() if each[0] != ANY}


def _once(found: Iterable[tuple[str, str, str]]) -> Mapping[str, tuple[str, str]]:
    """Return, by class, the words that are the only ones of their class."""
    every = [*found]
    counts = Counter(name for name, _, _ in every)
    return {name: (member, words) for name, member, words in every if counts[name] == 1}


def turned(both: Sides) -> bool:
    """Tell whether cause and effect have changed places in a translation.

    Both sides tell one cause and one effect. Words of the cause stand in the translation's effect,
    those of the effect in its cause, and hardly any where they should.

    >>> turned(Sides("The coach resigned because the club sold its best defender.", "en",
    ...     "因主帅辞职，俱乐部卖掉了队内最佳后卫。", "zh-Hans"))
    True
    >>> turned(Sides("The coach resigned because the club sold its best defender.", "en",
    ...     "因俱乐部卖掉队内最佳后卫，主帅辞职。", "zh-Hans"))
    False
    """
    there = _because(both.source, both.spoken)
    if not there or not (knows(both.spoken) and knows(both.target)):
        return False
    here = _because(both.text, both.target)
    if not here:
        return False
    cause, effect = (notions(each, both.spoken) for each in there)
    cause, effect = cause - effect, effect - cause
    reason, outcome = (notions(each, both.target) for each in here)
    reason, outcome = reason - outcome, outcome - reason
    crossed = len(cause & outcome), len(effect & reason)
    straight = len(cause & reason) + len(effect & outcome)
    return min(crossed) > 0 and sum(crossed) - _CLEARLY >= straight * _CLEARLY


@lru_cache(maxsize=KEPT)
def _because(text: str, tag: str) -> tuple[str, str] | None:
    return pack(tag).senses.because(text)


def other_limits(both: Sides) -> Iterator[tuple[str, str]]:
    """Yield a limit of the source and its wrong translation: at least, at most.

    The same number is meant where it is told in digits, and where each side has but one limit
    and one of them is told in words.

    >>> [*other_limits(Sides("At least 300 people came.", "en", "至多来了300人。", "zh-Hans"))]
    [('At least 300', '至多来了300')]
    >>> [*other_limits(Sides("Fewer than 300 people came.", "en", "来的不到300人。", "zh-Hans"))]
    []
    """
    there = _limits(both.source, both.spoken)
    if not there:
        return
    here = _limits(both.text, both.target)
    for one in there:
        same = [each for each in here if _same(one, each, alone=len(there) == len(here) == 1)]
        if same and all(each.side != one.side for each in same):
            yield one.text, same[0].text
            return


def compared(both: Sides) -> Iterator[tuple[str, str]]:
    """Yield a comparison of the source and its opposite in the translation: lower, higher.

    Each side has but one by the same measure.

    >>> [*compared(Sides("Women earn less than men.", "en", "女性收入高于男性。", "zh-Hans"))]
    [('less than', '高于')]
    """
    there = _compared(both.source, both.spoken)
    if not there:
        return
    here = _compared(both.text, both.target)
    for one in there:
        alike, told = ([e for e in every if e.number == one.number] for every in (there, here))
        if len(alike) == len(told) == 1 and told[0].side != one.side:
            yield one.text, told[0].text


def hours(both: Sides) -> Iterator[tuple[str, str]]:
    """Yield an hour of the source and the same hour on the other side of noon.

    >>> [*hours(Sides("It opens at 7 a.m. and closes at midnight.", "en", "下午7时开放，午夜关闭。",
    ...     "zh-Hans"))]
    [('7 a.m', '下午7')]
    """
    there = _hours(both.source, both.spoken)
    here = _hours(both.text, both.target) if there else {}
    for hour in there.keys() & here.keys():
        (one, late), (other, told) = there[hour], here[hour]
        if late != told:
            yield one, other


@lru_cache(maxsize=KEPT)
def _limits(text: str, tag: str) -> Sequence[Limit]:
    return tuple(pack(tag).limits.found(text))


@lru_cache(maxsize=KEPT)
def _compared(text: str, tag: str) -> Sequence[Limit]:
    return tuple(pack(tag).limits.compared(text))


@lru_cache(maxsize=KEPT)
def _hours(text: str, tag: str) -> Mapping[int, tuple[str, bool]]:
    """Return the hours that occur once in a text, each with whether it is after noon."""
    every = [*pack(tag).times.hours(text)]
    if not every:
        return {}
    counts = Counter(hour for _, hour, _ in every)
    return {hour: (text, late) for text, hour, late in every if counts[hour] == 1}


def _same(one: Limit, other: Limit, *, alone: bool) -> bool:
    """Tell whether two limits concern the same number."""
    value, told = _value(one.number), _value(other.number)
    if value and told:
        return value == told
    return alone


def _value(number: str) -> Decimal | None:
    values: Sequence[Decimal] = [*quantities.digits(number)]
    return values[0] if len(values) == 1 else None
