"""Compare the order of two events, and of clauses that a conjunction joins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.languages.meaning.notions import notions
from workflow.qa.both_sides import Sides, Span
from workflow.qa.meaning.paraphrases import denied_on_one_side
from workflow.qa.names.shared_names import (
    shared_names,
    shared_nouns,
)

_NO_WORDS = "", ""
#: The marks that end a clause.
_MARK = re.compile("[,.;:!?—，。；：！？]")


def _in_turn(both: Sides, lost: str, new: str) -> bool:
    """Tell whether the words before and after a conjunction are in the same order on both sides.

    *He studied law before he moved* is 법을 공부한 뒤 옮겼다: what comes first is told first.

    Args:
        both: a sentence and its translation.
        lost: the word of the source.
        new: the word of the translation.

    >>> both = Sides("She studied in Daegu before moving to Seoul.", "en",
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


def reordered(both: Sides) -> Iterator[tuple[str, str]]:
    """Yield a *before* of a source that has become *after*, or the reverse.

    Each side tells one order. Where the translation has the other word, what comes first in the
    source has to stand with it; it is wrong where only what comes second does.

    Args:
        both: a sentence and its translation.

    >>> source = "The pilot called for help before the engine caught fire."
    >>> text = "엔진에 불이 붙은 뒤에 조종사가 도움을 요청했다."
    >>> [*reordered(Sides(source, "en", text, "ko"))]
    [('before', '뒤에')]
    >>> text = "조종사가 도움을 요청한 뒤에 엔진에 불이 붙었다."
    >>> [*reordered(Sides(source, "en", text, "ko"))]
    []
    """
    words, first, second = _beside_other_order(both)
    if second and not first and not denied_on_one_side(both.source, both.text, both.target):
        yield words


def is_kept(both: Sides, lost: str, new: str) -> bool:
    """Tell whether a translation with the opposite word keeps the order of events.

    What comes first is told first, or stands with the other word, or one side alone denies: *only
    after* she paid is *not before* she paid.

    Args:
        both: a sentence and its translation.
        lost: the word of the source.
        new: the word of the translation.

    >>> source, text = "The crew left before help came.", "船员离船之后，救援人员才赶到。"
    >>> is_kept(Sides(source, "en", text, "zh-Hans"), "before", "之后")
    True
    >>> source, text = "It did not open before the police left.", "경찰이 떠난 뒤에 가게가 열렸다."
    >>> is_kept(Sides(source, "en", text, "ko"), "before", "뒤에")
    True
    """
    words, first, second = _beside_other_order(both)
    turned = words[0] and denied_on_one_side(both.source, both.text, both.target)
    return bool(turned) or (first and not second) or _in_turn(both, lost, new)


def _beside_other_order(both: Sides) -> tuple[tuple[str, str], bool, bool]:
    """Return the words of two opposite orders, and what in the source is next to the other word.

    That is, whether what comes first there by its own word stands so, and what comes second; no
    words and neither where the orders are the same, or are not told.
    """
    there = both.there.senses
    meant = there.order(both.source)
    told = both.here.senses.order(both.text) if meant else None
    if not (meant and told) or meant[0] == told[0]:
        return _NO_WORDS, False, False
    (start, end), (at, stop) = meant[1], told[1]
    behind = end, there.clause(both.source, end)[1]
    begin = there.clause(both.source, start)[0]
    other = (begin, start) if start else (behind[1], len(both.source))
    beside = both.here.senses.clause(both.text, at)[0], at
    known = (*shared_names(both, words=True), *shared_nouns(both))
    first, second = (
        any(_in(each.source, part) and _in(each.text, beside) for each in known)
        for part in (other, behind)
    )
    return (both.source[start:end], both.text[at:stop]), first, second


def _in(word: Span, part: Span) -> bool:
    """Tell whether a word begins in a part of a text."""
    return part[0] <= word[0] < part[1]


def begin_alike(both: Sides, lost: str, new: str) -> bool:
    """Tell whether two conjunctions certainly begin the same clause on both sides.

    The clauses behind them share a word or a name.

    Args:
        both: a sentence and its translation.
        lost: the word of the source.
        new: the word of the translation.

    >>> both = Sides("It is risky if climbers start late, leaving them in the dark.", "en",
    ...     "登山者出发太晚会很危险，因为天会黑。", "zh-Hans")
    >>> begin_alike(both, "if", "因为")
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
    """Return the span of the clause after a word, up to the next mark."""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) if word.isascii() else None
    start = (found.start() if found else text.find(word)) + len(word)
    mark = _MARK.search(text, start)
    return start, mark.start() if mark else len(text)
