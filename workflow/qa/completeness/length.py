"""Find a translation that is too short or too long for its source: the check ``length``.

Of one that is only shorter than usual, words that stand side by side in the source have to have
nothing in it that they are usually translated by. The shorter it is, the less of that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import inf, log

from workflow.languages import pack
from workflow.languages.detection.evident_language import likely_language
from workflow.languages.meaning.notions import knows
from workflow.languages.orthography.writing import BAND
from workflow.languages.scripts import weight
from workflow.model import Entry, Problem, TermUse, say
from workflow.qa import quantities
from workflow.qa.both_sides import Sides
from workflow.qa.completeness.evidence import NEUTRAL, WORD, evidence
from workflow.qa.problems import sides, warning

#: A text that goes on without saying how, and a sentence that is finished.
_DOTS = re.compile(r"…|⋯|\.{2}")
# Behind dots a quotation mark may close a speaker's own pause (one of 5,000 human translations).
_DOTS_AT_END = re.compile(r"(?:…|⋯|\.{3})[.。]?\s*\Z")
_STOPPED = re.compile(r"[.!?。！？][\"'”’」』》)）]*\s*\Z")
#: Letters that are granted, so that headings and names pass.
_SLACK = 12
#: The end of a sentence: headlines say less.
_ENDED = re.compile("[.!?…][\"'”’)]*\\s*$")
#: Letters granted on both sides: of a short source the length tells little.
_GRANTED = 8
#: The least words of a sentence whose words are compared; and the least missing words of a stretch,
#: without and with terms in it.
_FEWEST, _MISSING, _MISSING_BESIDE_TERMS = 12, 3, 4
#: The deviation from the usual length that matters (logarithm, 22 %), and the weight of each
#: further 10 % in words without counterpart.
_SHORTER, _EACH = -0.25, 14.0
#: How many weighted letters of a dense translation a word accounts for, and each letter of one that
#: is not of the grammar, and of a name. Source: least squares over 5,000 human translations of news
#: into Chinese (WMT 2021 to 2024); lengths vary by 16 % instead of 17.
_A_WORD, _A_LETTER, _OF_NAMES = 2.1, 0.48, 0.69
#: How many words from its end a sentence may be cut short.
_LAST = 2
#: A clause between two commas, or two dashes; and its words at the least.
_AMID = re.compile(r"(?:, |(?<=[a-z]) [–—-]{1,2} )([^,;:.“”\"–—]{20,200}?)(?:, | [–—-]{1,2} )")
_WORDS = 4
#: How much shorter than usual (logarithm) a translation without such a clause is, and with one of
#: its words; how many of its known words have to be missing, without and with one that is told; and
#: the share told of the rest. Of 12,000 human translations in four sets none is so, of 28 with such
#: a cut 17.
_CLEARLY_SHORTER, _MUCH_SHORTER, _MISSING_OF, _MOSTLY = -0.3, -0.4, (2, 4), 0.6
#: How many numbers, all kept, suggest a complete translation; and how many known words it must have
#: for each missing one.
_SEVERAL, _MOST = 2, 1.0


def length(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find a translation much shorter or longer than its source.

    Source: the length ratio of Gale and Church (1993), with letters weighted by script. A required
    rendering that is longer than its name, such as one with a bracket, is granted.

    Examples:
        >>> found(length, "Trade between the two countries grew again.", "양국 교역이 다시 늘었다.")
        []
        >>> found(length, "Trade between the two countries grew again this year, he said.", "교역.")
        ['much shorter than the source (10 % of the usual length): part of it may be missing']
        >>> found(length, "Trade between the two countries grew again.", "양국 교역이 다시…")
        ['breaks off where the source does not']
        >>> found(length, "They sell boats, nets, etc.", "他们卖船、渔网等等……")
        []
    """
    low, usual, high = pack(target).writing.band
    source, text = sides(entry)
    before, after = weight(source), weight(text)
    if _DOTS_AT_END.search(text) and _STOPPED.search(source) and not _trails_off(source):
        yield warning("length", say("breaks off where the source does not"))
    elif after + _SLACK < before * low and not _is_terse(entry, target):
        tenths = max(1, round(10 * after / (before * usual)))
        message = say(
            "much shorter than the source ({share} of the usual length): part of it may be missing",
            share=f"{tenths}0 %",
        )
        yield warning("length", message)
    elif gone := _gone(source, text, target, uses) if after < before * usual else "":
        yield warning(
            "length", say("shorter than usual, and nothing is said of: {text}", text=gone)
        )
    elif (over := after - before * high - _slack(before)) > 0 and over > _granted(uses):
        times = round(2 * after / max(before * usual, _SLACK)) / 2
        message = say(
            "much longer than the source ({n} times the usual length): something may be added",
            n=f"{times:g}",
        )
        yield warning("length", message)


def _trails_off(source: str) -> bool:
    """Tell whether a source has dots, or a list that goes on: *boats, nets, etc.*"""
    spoken = likely_language(source)
    goes_on = pack(spoken).senses.asked("and_so_on") if spoken else None
    return bool(_DOTS.search(source) or (goes_on and goes_on.search(source)))


def _gone(source: str, text: str, target: str, uses: Sequence[TermUse]) -> str:
    """Return the words without counterpart in a translation, except names that are rendered."""
    spoken, least = likely_language(source), _MISSING
    for use in uses:
        told = next((form for form in (use.rendering, *use.accepted) if form and form in text), "")
        if told:
            source, text = source.replace(use.source, " "), text.replace(told, " ", 1)
            least = _MISSING_BESIDE_TERMS
    return re.sub(r"\s{2,}", " … ", unsaid(Sides(source, spoken, text, target), least))


def _slack(before: float) -> int:
    """Return how many letters are granted on top: of a short source the length tells little."""
    return _SLACK if before > 2 * _SLACK else 2 * _SLACK


def halved(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Yield what :func:`length` finds, accepting texts whose excess is explained."""
    for problem in length(entry, target, uses):
        source, text = sides(entry)
        before, after = weight(source), weight(text)
        if after < before or after > before * BAND[2] + _SLACK:
            yield problem


def _granted(uses: Sequence[TermUse]) -> float:
    """Return by how much required renderings are longer than their terms, in weighted letters."""
    return sum(max(0.0, weight(use.rendering) - weight(use.source)) for use in uses)


def unsaid(both: Sides, least: int = _MISSING) -> str:
    """Return the words of a source without counterpart in its translation; usually none.

    Args:
        both: a sentence and its translation.
        least: so many words of a stretch have to be missing.

    >>> unsaid(Sides("The ship left the harbour in the morning, and the crew, who had waited for "
    ...     "three weeks, cheered as the captain waved to their families.", "en",
    ...     "船早上离开了港口，船员们等了三个星期。", "zh-Hans"))
    'cheered as the captain waved to their families'
    """
    enough = both.here.writing.omission
    if enough == inf or not (both.spoken and _ENDED.search(both.source)):
        return ""
    shorter = log((weight(both.text) + _GRANTED) / (_usual(both) + _GRANTED))
    if shorter > _SHORTER or not (knows(both.spoken) and knows(both.target)):
        return ""
    words = [*evidence(both)]
    if clause := _clause(both, words, shorter):
        return clause
    return "" if _tells_numbers(both, words) else _stretch(both, words, shorter, least)


def _usual(both: Sides) -> float:
    """Return the usual length of a translation; into Chinese, by the words of an English source."""
    writing = both.here.writing
    grammatical = pack(both.spoken).writing.grammatical
    if not (grammatical and writing.terse):
        return weight(both.source) * writing.band[1]
    usual = 0.0
    for place, word in enumerate(WORD.findall(both.source)):
        usual += _A_WORD
        if word[0].isalpha() and word.lower() not in grammatical:
            usual += len(word) * (_OF_NAMES if place and word[0].isupper() else _A_LETTER)
    return usual


def _stretch(
    both: Sides, words: Sequence[tuple[int, int, float]], shorter: float, least: int
) -> str:
    """Return the words side by side that most clearly have no counterpart."""
    writing = both.here.writing
    enough = writing.omission + writing.terse / max(len(words), 1)
    best, start, end = 0.0, 0, 0
    total, begin = 0.0, 0
    for place, (_, _, told) in enumerate(words):
        if total <= 0:
            total, begin = 0.0, place
        total += told
        if total > best:
            best, start, end = total, begin, place + 1
    missing = sum(told > 0 for _, _, told in words[start:end])
    if end > len(words) - _LAST:
        enough -= writing.cut_short
    clear = best + _EACH * (_SHORTER - shorter) > enough
    if not clear or len(words) < _FEWEST or missing < least:
        return ""
    return both.source[words[start][0] : words[end - 1][1]]


def _clause(both: Sides, words: Sequence[tuple[int, int, float]], shorter: float) -> str:
    """Return a clause amid a source of which nothing is told, while most of the rest is.

    >>> both = Sides("The bank, which was rescued by the state in 2011, will pay a dividend again "
    ...     "from next spring.", "en", "该银行将从明年春季起重新派发股息。", "zh-Hans")
    >>> unsaid(both)
    'which was rescued by the state in 2011'
    """
    for match in _AMID.finditer(both.source) if shorter <= _CLEARLY_SHORTER else ():
        start, end = match.span(1)
        inside = [told for at, to, told in words if start <= at and to <= end]
        rest = [told for at, to, told in words if not (start <= at and to <= end)]
        (said, unsaid_here), (told, untold) = map(_counted, (inside, rest))
        silent = unsaid_here >= _MISSING_OF[bool(said)] and said <= (shorter <= _MUCH_SHORTER)
        if len(inside) >= _WORDS and silent and told >= _MOSTLY * (told + untold):
            return both.source[start:end]
    return ""


def _counted(words: Sequence[float]) -> tuple[int, int]:
    """Return how many words are told, and how many are not."""
    return sum(each < NEUTRAL for each in words), sum(each > 0 for each in words)


def _is_terse(entry: Entry, target: str) -> bool:
    """Tell whether a short translation tells all that is known of its source, numbers first."""
    source, text = sides(entry)
    both = Sides(source, likely_language(source), text, target)
    if not (both.spoken and knows(both.spoken) and knows(both.target)):
        return False
    return _tells_numbers(both, [*evidence(both)])


def _tells_numbers(both: Sides, words: Sequence[tuple[int, int, float]]) -> bool:
    """Tell whether a translation has all numbers of a source with several, and most known words.

    *Fares go up 4 percent for adults and 12 percent for students* is said in fewer words in Korean
    and Chinese: what is counted stands beside its number, and one verb serves for all.
    """
    numbers = quantities.digits(both.source)
    if len(numbers) < _SEVERAL or not numbers <= quantities.digits(both.text):
        return False
    told = sum(each < NEUTRAL for _, _, each in words)
    return told >= _MOST * sum(each > 0 for _, _, each in words)
