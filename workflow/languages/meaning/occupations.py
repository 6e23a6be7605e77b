"""Tell what a person is by the word beside the name: *nurse Kim Hye-rim*, 강대일 감독, 诗人顾雁秋.

``occupations.tsv`` has a column a language, ``|`` between words for the same.
"""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import AhoCorasick

from workflow.languages.tables import read

#: How many letters beside a name are considered.
_NEAR = 48
_NONE = frozenset[int]()
_GIVEN = re.compile(r"[A-Z][\w.-]+ $")
_AFTER = {
    "en": r",\s(?:\d+,\s)?(?:(?!and\b|who\b|which\b|said\b)[\w'’-]+\s){0,4}?(?P<word>%s)\b",
    "ko": (
        r"\s?(?:(?:전|현|신임|수석|부)\s)?(?:[가-힣]+(?<![은는이가을를의에도와과로고며씨])\s){0,2}?"
        r"(?:[가-힣]{2,4}(?<![은는이가을를의에도와과로고며씨]))?(?P<word>%s)"
    ),
    "zh": r"(?P<word>%s)",
}
_BEFORE = {
    "en": r"(?<![\w-])(?P<word>%s)s?,? (?:Dr\.? |Mr\.? |Ms\.? |Mrs\.? )?$",
    "ko": r"(?P<word>%s)(?:인|이자|였던|이었던)? ?$",
    "zh": r"(?P<word>%s)$",
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
    found = _found(text, start, end, language)
    return next((rows for rows in (found if language == "ko" else found[::-1]) if rows), _NONE)


def around(text: str, start: int, end: int, language: str) -> frozenset[int]:
    """Return the rows of the words on both sides of a name, also before a given name.

    Args:
        text: as for :func:`beside`.
        start: as there.
        end: as there.
        language: as there.
    """
    given = _GIVEN.search(text[max(0, start - _NEAR) : start])
    more = _found(text, start - len(given[0]), end, language) if given else ()
    return _NONE.union(*_found(text, start, end, language), *more)


def _found(text: str, start: int, end: int, language: str) -> tuple[frozenset[int], ...]:
    """Return the rows of the words after and before a name."""
    if language not in _BEFORE:
        return ()
    near = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if not _words(language).find_matches_as_indexes("\n".join(near).lower()):
        return ()
    before, after = _patterns(language)
    rows = _rows(language)
    return tuple(
        rows.get(each["word"].lower(), _NONE) if each else _NONE
        for each in (after.match(near[1]), before.search(near[0]))
    )


@cache
def _words(language: str) -> AhoCorasick:
    """Return what finds in one pass whether any of the words stands in a text at all."""
    return AhoCorasick([*_rows(language)], store_patterns=False)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(map(re.escape, sorted(_rows(language), key=len, reverse=True)))
    flags = re.IGNORECASE
    return re.compile(_BEFORE[language] % words, flags), re.compile(_AFTER[language] % words, flags)


@cache
def _rows(language: str) -> dict[str, frozenset[int]]:
    rows: dict[str, set[int]] = {}
    for number, row in enumerate(read("workflow.languages", "occupations.tsv")):
        for word in row[language].split("|"):
            rows.setdefault(word.lower(), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in rows.items()}
