"""Two names or two numbers that have changed places in a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, permutations

from workflow.languages import pack
from workflow.languages.listed_words import COUNTRY, PERSON
from workflow.languages.notions import notions
from workflow.languages.things import CountedThing
from workflow.model import Message, say
from workflow.qa import paired
from workflow.qa.bearings import Bearings, Pair, Span, named_in
from workflow.qa.person_names import misplaced
from workflow.qa.shared_names import (
    WORD,
    NamePair,
    SharedName,
    shared_names,
    shared_nouns,
)
from workflow.qa.turned_names import apposed, heading, marked, placed, turned
from workflow.qa.undone import denied_on_one_side

_TWO = 2
_NO_WORDS = "", ""
#: So many letters behind a number may say what it is compared with: 200,000 *more than* last year.
_BEHIND = 16
#: How much nearer the other pairing of two persons, places and numbers has to be, and of numbers
#: with words between them that let a translation turn them.
_PERSONS, _PLACES, _NUMBERS, _TURNED = 0.15, 0.2, 0.25, 0.35
#: The same of places that follow each other as in the source, or that may be turned: of 94 pairs
#: in right translations none was so much nearer.
_SAME_ORDER = 0.85
#: What ends a clause.
_MARK = re.compile("[,.;:!?—，。；：！？]")


def names(both: Bearings) -> Iterator[Message]:
    """Yield two places, or two persons, that stand each where the other one should.

    Each of them stands once on each side. What somebody is has gone to the other one, or who does
    something to whom, or where something is from and where it goes; or their order is another one
    than in the source, as of one in six right translations, and what stands beside them tells.

    Args:
        both: a sentence and its translation.

    >>> both = Bearings(
    ...     "The ship sailed from Norway with timber and reached Portugal after a week.", "en",
    ...     "这艘船满载木材从葡萄牙启航，一周后抵达挪威。", "zh-Hans")
    >>> [str(each) for each in names(both)]
    ['“葡萄牙” and “挪威” seem to have changed places']
    """
    known = shared_names(both)
    several = len(known) > 1
    certain = (
        *(misplaced(both, known) if several else ()),
        *turned(both),
        *apposed(both),
        *heading(both),
        *marked(both),
        *(placed(both, known) if several else ()),
        *paired.names(both),
    )
    for one, other in certain or (_elsewhere(both, known) if several else ()):
        first, second = sorted((one.text, other.text))
        yield message(both.text[slice(*first)], both.text[slice(*second)])
        return


def _elsewhere(both: Bearings, known: Sequence[SharedName]) -> Iterator[NamePair]:
    roles = pack(both.spoken).roles
    for one, other in combinations(known, 2):
        if one.kind != other.kind or one.kind == WORD or _nested(both, one, other):
            continue
        clearly = _PERSONS if one.kind == PERSON else _PLACES
        in_order = one.text < other.text
        if in_order or roles.may_turn(both.source, one.source, other.source):
            if one.kind == PERSON:
                continue
            clearly = _SAME_ORDER
        first, second = ((each.source, each.text) for each in (one, other))
        if both.exchanged(first, second, clearly):
            yield one, other


def _in_turn(both: Bearings, lost: str, new: str) -> bool:
    """Tell whether what stands before and behind a word does so on both sides.

    *He studied law before he moved* is 법을 공부한 뒤 옮겼다: what comes first is told first.

    Args:
        both: a sentence and its translation.
        lost: the word of the source.
        new: the word of the translation.

    >>> both = Bearings("She studied in Daegu before moving to Seoul.", "en",
    ...     "대구에서 공부한 뒤 서울로 옮겼다.", "ko")
    >>> _in_turn(both, "before", "한 뒤")
    True
    """
    at, to = both.source.find(lost), both.text.find(new)
    known = (*shared_names(both), *shared_nouns(both))
    pairs = {(name.source[0], name.text[0]) for name in known}
    beside = [(one, other) for one, other in pairs if one != at and other != to]
    same = sum((one < at) == (other < to) for one, other in beside)
    return at > 0 and 2 * same > len(beside) + 1


def reordered(both: Bearings) -> Iterator[tuple[str, str]]:
    """Yield *before* of a source that has become *after*, or the other way round.

    Each side tells one order. Where the translation has the other word, what comes first in the
    source has to stand with it; it is wrong where only what comes second does.

    Args:
        both: a sentence and its translation.

    >>> source = "The pilot called for help before the engine caught fire."
    >>> text = "엔진에 불이 붙은 뒤에 조종사가 도움을 요청했다."
    >>> [*reordered(Bearings(source, "en", text, "ko"))]
    [('before', '뒤에')]
    >>> text = "조종사가 도움을 요청한 뒤에 엔진에 불이 붙었다."
    >>> [*reordered(Bearings(source, "en", text, "ko"))]
    []
    """
    words, first, second = _beside_other_order(both)
    if second and not first and not denied_on_one_side(both.source, both.text, both.target):
        yield words


def keeps_order(both: Bearings, lost: str, new: str) -> bool:
    """Tell whether a translation with the other word for an order tells the same order.

    What comes first is told first, or stands with the other word, or one side alone denies: *only
    after* she paid is *not before* she paid.

    Args:
        both: a sentence and its translation.
        lost: the word of the source.
        new: the word of the translation.

    >>> source, text = "The crew left before help came.", "船员离船之后，救援人员才赶到。"
    >>> keeps_order(Bearings(source, "en", text, "zh-Hans"), "before", "之后")
    True
    >>> source, text = "It opened after the police left.", "경찰이 가기 전에는 열지 않았다."
    >>> keeps_order(Bearings(source, "en", text, "ko"), "after", "기 전")
    True
    """
    words, first, second = _beside_other_order(both)
    turned = words[0] and denied_on_one_side(both.source, both.text, both.target)
    return bool(turned) or (first and not second) or _in_turn(both, lost, new)


def _beside_other_order(both: Bearings) -> tuple[tuple[str, str], bool, bool]:
    """Return the words of two contrary orders, and what of the source is beside the other word.

    That is, whether what comes first there by its own word stands so, and what comes second; no
    words and neither where the orders are the same, or are not told.
    """
    there = pack(both.spoken).senses
    meant = there.order(both.source)
    told = pack(both.target).senses.order(both.text) if meant else None
    if not (meant and told) or meant[0] == told[0]:
        return _NO_WORDS, False, False
    (start, end), (at, stop) = meant[1], told[1]
    behind = end, there.clause(both.source, end)[1]
    begin = there.clause(both.source, start)[0]
    other = (begin, start) if start else (behind[1], len(both.source))
    beside = pack(both.target).senses.clause(both.text, at)[0], at
    known = (*shared_names(both, words=True), *shared_nouns(both))
    first, second = (
        any(_in(each.source, part) and _in(each.text, beside) for each in known)
        for part in (other, behind)
    )
    return (both.source[start:end], both.text[at:stop]), first, second


def _in(word: Span, part: Span) -> bool:
    """Tell whether a word begins in a part of a text."""
    return part[0] <= word[0] < part[1]


def joint(both: Bearings, lost: str, new: str) -> bool:
    """Tell whether two words that join clauses are sure to begin the same one on both sides.

    The clauses behind them share a word or a name.

    Args:
        both: a sentence and its translation.
        lost: the word of the source.
        new: the word of the translation.

    >>> both = Bearings("It is risky if climbers start late, leaving them in the dark.", "en",
    ...     "登山者出发太晚会很危险，因为天会黑。", "zh-Hans")
    >>> joint(both, "if", "因为")
    False
    """
    there, here = _behind(both.source, lost), _behind(both.text, new)
    shared = shared_names(both)
    if any(there[0] <= one.source[0] < there[1] and here[0] <= one.text[0] < here[1]
           for one in shared):  # fmt: skip
        return True
    told = notions(both.text[slice(*here)], both.target)
    return not told.isdisjoint(notions(both.source[slice(*there)], both.spoken))


def _behind(text: str, word: str) -> tuple[int, int]:
    """Return from where to where the clause behind a word stands, up to the next mark."""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) if word.isascii() else None
    start = (found.start() if found else text.find(word)) + len(word)
    mark = _MARK.search(text, start)
    return start, mark.start() if mark else len(text)


def _nested(both: Bearings, one: SharedName, other: SharedName) -> bool:
    """Tell whether a name is that of a country and the other one of a place in it.

    *Melbourne is the largest in Australia* is 在澳大利亚最大的墨尔本.
    """
    known = dict(named_in(both.source, both.spoken))
    words = [known[each.source[0]] for each in (one, other) if each.source[0] in known]
    return any(
        side[0] == COUNTRY and side in place.perhaps and side not in place.surely
        for country, place in permutations(words, 2)
        for side in country.surely
    )


def numbers(
    both: Bearings, there: Mapping[Decimal, CountedThing], here: Mapping[Decimal, CountedThing]
) -> Iterator[Message]:
    """Yield two numbers that stand each where the other one should.

    Their order is another one than in the source, and what they count does not show them to be
    where they are.

    Args:
        both: a sentence and its translation.
        there: the numbers in digits of the source that stand once, by value, as they follow each
            other.
        here: those of the translation.
    """
    order = {value: place for place, value in enumerate(there)}
    things = pack(both.spoken).things
    for one, other in combinations([value for value in here if value in there], 2):
        if order[one] < order[other] or _bound(there[one], here[one], there[other], here[other]):
            continue
        first, second = (_places(both, there[value], here[value]) for value in (one, other))
        low, high = sorted((first[0], second[0]))
        if things.turned.search(both.source, low[1], high[0]):
            continue
        turning = things.turning.search
        turns = turning(both.source, low[1], high[0]) or turning(
            both.source, high[1], high[1] + _BEHIND
        )
        clearly = _TURNED if turns else _NUMBERS
        if both.exchanged(first, second, clearly):
            yield message(here[one].text, here[other].text)
            return


def message(one: str, other: str) -> Message:
    """Return that two names or numbers have changed places."""
    return say("“{one}” and “{other}” seem to have changed places", one=one, other=other)


def _places(both: Bearings, there: CountedThing, here: CountedThing) -> Pair:
    at, to = both.source.find(there.text), both.text.find(here.text)
    return (at, at + len(there.number)), (to, to + len(here.number))


def _bound(
    one: CountedThing, told: CountedThing, other: CountedThing, told_other: CountedThing
) -> bool:
    """Tell whether one of two numbers counts what it should, and not what the other one does."""
    return _is_apart(one, told, other, told_other) or _is_apart(other, told_other, one, told)


def _is_apart(
    one: CountedThing, told: CountedThing, other: CountedThing, told_other: CountedThing
) -> bool:
    """Tell whether a number counts the same on both sides, and the other one another thing."""
    if one.kinds.isdisjoint(told.kinds):
        return False
    counts_other = bool(other.kinds) and other.kinds.isdisjoint(told.kinds)
    return counts_other or (bool(told_other.kinds) and told_other.kinds.isdisjoint(one.kinds))
