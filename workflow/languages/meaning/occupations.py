"""Tell what a person is by the word beside the name: *nurse Kim Hye-rim*, 강대일 감독, 诗人顾雁秋.

``occupations.tsv`` has a column a language, ``|`` between words for the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from workflow.languages.scripts import KEPT
from workflow.languages.tables import rows_by_word

#: How many letters beside a name are considered.
_NEAR = 48
_NONE = frozenset[int]()
_GIVEN = re.compile(r"[A-Z][\w.-]+ $")
_AFTER = {
    "en": r",\s(?:\d+,\s)?(?:(?!and\b|who\b|which\b|said\b)[\w'’-]+\s){0,4}?(?P<word>%(words)s)\b",
    "ko": (
        r"\s?(?:(?:전|현|신임|수석|부)\s)?(?:(?:[가-힣]+(?<![은는이가을를의에도와과로고며씨])|%(named)s)\s){0,2}?"
        r"(?:[가-힣]{2,4}?(?<![은는이가을를의에도와과로고며씨]))??(?P<word>%(words)s)"
    ),
    "zh": r"(?P<word>%(words)s)",
}
#: Countries whose names end as words with particles do.
_NAMED = "노르웨이|우루과이|파라과이|인도|콩고|니카라과|몬테네그로"
#: What stands before a verb that is a noun as well: *will host Ada Brandt*.
_NO_VERB = (
    r"(?<![\w-])(?<!\bto (?=host|coach|judge|guard|pilot|captain))"
    r"(?<!\bcan )(?<!\bmay )(?<!\bwill )(?<!\bwould )(?<!\bshould )"
)
_BEFORE = {
    "en": _NO_VERB + r"(?P<word>%(words)s)s?,? (?:Dr\.? |Mr\.? |Ms\.? |Mrs\.? )?$",
    "ko": r"(?<![가-힣])(?:[가-힣]{2,8}?)??(?P<word>%(words)s)(?:인|이자|였던|이었던)? ?$",
    "zh": r"(?P<word>%(words)s)(?:[一-鿿]{1,6}·)?$",
}


def beside(text: str, start: int, end: int, language: str) -> frozenset[int]:
    """Return the rows of the occupation beside a name; none elsewhere.

    Args:
        text: with the name.
        start: where the name begins.
        end: where it ends.
        language: the code of the text's language.

    >>> poet = beside("It was the poet Gu Yanqiu.", 16, 25, "en")
    >>> poet == beside("诗人顾雁秋来了。", 2, 5, "zh"), bool(beside("顾雁秋来了。", 0, 3, "zh"))
    (True, False)
    """
    found = [_rows(language)[word] for word in _found(text, start, end, language) if word]
    return found[0 if language == "ko" else -1] if found else _NONE


def around(text: str, start: int, end: int, language: str) -> Mapping[str, frozenset[int]]:
    """Return the words on both sides of a name, also before a given name, with their rows.

    The arguments are those of :func:`beside`.
    """
    given = _GIVEN.search(text[max(0, start - _NEAR) : start])
    more = _found(text, start - len(given[0]), end, language) if given else ()
    found = filter(None, (*_found(text, start, end, language), *more))
    return {word: _rows(language)[word] for word in found}


@lru_cache(maxsize=KEPT)
def anywhere(text: str, language: str) -> frozenset[int]:
    """Return the rows of all words of a text, also within longer ones.

    >>> anywhere("The poets met.", "en") == anywhere("诗人来了。", "zh")
    True
    """
    if language not in _BEFORE:
        return _NONE
    words, lower = [*_rows(language).items()], text.lower()
    matches = _words(language).find_matches_as_indexes(lower, overlapping=True)
    return _NONE.union(*(words[at][1] for at, _, _ in matches))


def _found(text: str, start: int, end: int, language: str) -> tuple[str, ...]:
    """Return the words after and before a name, each empty without one."""
    if language not in _BEFORE:
        return ()
    near = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if not _words(language).find_matches_as_indexes("\n".join(near).lower()):
        return ()
    before, after = _patterns(language)
    found = after.match(near[1]), before.search(near[0])
    return tuple(each["word"].lower() if each else "" for each in found)


@cache
def _words(language: str) -> AhoCorasick:
    """Return what finds in one pass whether any of the words stands in a text at all."""
    return AhoCorasick([*_rows(language)], store_patterns=False)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(map(re.escape, sorted(_rows(language), key=len, reverse=True)))
    filled = (form[language] % {"words": words, "named": _NAMED} for form in (_BEFORE, _AFTER))
    before, after = (re.compile(each, re.IGNORECASE) for each in filled)
    return before, after


def _rows(language: str) -> Mapping[str, frozenset[int]]:
    return rows_by_word(language, "occupations.tsv", written=str.lower)
