"""What a person is, by the word beside the name: *nurse Kim Hye-rim*, 강대일 감독, 诗人顾雁秋.

``occupations.tsv`` has a column a language, ``|`` between words for the same.
"""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import AhoCorasick

from workflow.languages.tables import read

#: Letters beside a name that are looked at.
_NEAR = 48
_AFTER = {
    "en": r",\s(?:\d+,\s)?(?:(?!and\b|who\b|which\b|said\b)[\w'’-]+\s){0,4}?(?P<word>%s)\b",
    "ko": r"\s?(?:(?:전|현|신임|수석|부)\s)?(?P<word>%s)",
    "zh": r"(?P<word>%s)",
}
_BEFORE = {
    "en": r"(?<![\w-])(?P<word>%s)s?,? (?:Dr\.? |Mr\.? |Ms\.? |Mrs\.? )?$",
    "ko": r"(?P<word>%s)(?:인|이자|였던|이었던)? ?$",
    "zh": r"(?P<word>%s)$",
}


def beside(text: str, start: int, end: int, language: str) -> frozenset[int]:
    """Return the rows of the word for what a person is that stands beside a name; none elsewhere.

    Args:
        text: with the name.
        start: where the name begins.
        end: where it ends.
        language: the code of the text's language.

    >>> poet = beside("It was the poet Gu Yanqiu.", 16, 25, "en")
    >>> poet == beside("诗人顾雁秋来了。", 2, 5, "zh"), bool(beside("顾雁秋来了。", 0, 3, "zh"))
    (True, False)
    """
    if language not in _BEFORE:
        return frozenset()
    near = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if not _words(language).find_matches_as_indexes("\n".join(near).lower()):
        return frozenset()
    before, after = _patterns(language)
    led, behind = before.search(near[0]), after.match(near[1])
    found = behind if language == "ko" and behind else led or behind
    return _rows(language).get(found["word"].lower(), frozenset()) if found else frozenset()


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
    for number, row in enumerate(read(__package__, "occupations.tsv")):
        for word in row[language].split("|"):
            rows.setdefault(word.lower(), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in rows.items()}
