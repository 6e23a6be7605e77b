"""Find the script that carries a text in which Latin and East Asian letters are mixed.

Korean and Chinese headlines are full of Latin names and abbreviations, English ones give names in
Hangul or Han: to count letters is not enough.
"""

from __future__ import annotations

import re

from workflow.languages import scripts
from workflow.languages.detection import function_words as words
from workflow.languages.orthography.writing import EAST_ASIAN

_EAST_ASIAN = frozenset(EAST_ASIAN)
#: A gloss in brackets, or the title of a work, is not what carries a sentence.
_BRACKETED = re.compile(
    r"\([^()\d]*\)|（[^（）\d]*）|\[[^\[\]\d]*\]|《[^《》]*》|〈[^〈〉]*〉|「[^「」]*」|『[^『』]*』"
)
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’|(?<!\w)'[^']*'(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:['’&-][^\W\d_]+)*")
#: Words that make a sentence English even if every word has a capital.
_GRAMMAR = frozenset(
    "a after an and are as at be before by for from has have his how in into is its not of on or "
    "out over than that the their to under up was were what when where who why will with".split()
)


def is_mixed(weights: dict[str, int]) -> bool:
    """Say whether a text has Latin letters and East Asian ones."""
    return "Latin" in weights and not _EAST_ASIAN.isdisjoint(weights)


def essence(text: str, weights: dict[str, int]) -> tuple[str, dict[str, int]]:
    """Return a mixed text without its minor script, and the weight of the rest.

    >>> essence("Xing Haiming (邢海明)", scripts.weigh("Xing Haiming (邢海明)"))
    ('Xing Haiming  ', {'Latin': 11})
    >>> essence("BTS RM·SUGA 컴백", scripts.weigh("BTS RM·SUGA 컴백"))[1]
    {'Hangul': 6}
    """
    bare = _BRACKETED.sub(" ", text)
    left = scripts.weigh(bare)
    if left and not is_mixed(left):
        return bare, left
    if not left:
        bare, left = text, weights
    east = {name: weight for name, weight in left.items() if name in EAST_ASIAN}
    if _is_latin(bare, left["Latin"], sum(east.values())):
        return bare, {name: weight for name, weight in left.items() if name not in EAST_ASIAN}
    return bare, {name: weight for name, weight in left.items() if name != "Latin"}


def joins_words(text: str) -> bool:
    """Return whether Latin words of a text are joined by words of English grammar.

    Without them they are names and terms: ``component의 state를 update``.
    """
    return not _GRAMMAR.isdisjoint(_latin_words(text))


def unquoted(text: str) -> str:
    """Return a text without glosses, titles and quotations, unless nothing else is left.

    >>> unquoted("王毅“の”访韩"), unquoted("「あ」")
    ('王毅 访韩', '「あ」')
    """
    bare = _QUOTED.sub(" ", _BRACKETED.sub(" ", text))
    return bare if any(map(str.isalpha, bare)) else text


def _is_latin(text: str, latin: int, east: int) -> bool:
    """Say whether a mixed text is in a language of Latin letters, with East Asian names in it."""
    said = _QUOTED.sub(" ", text)
    weights = scripts.weigh(said)
    if weights and not is_mixed(weights):
        return "Latin" in weights and any(map(words.is_common, _latin_words(said.lower())))
    text = said if weights else text
    letters = [char for char in text if char.isalpha()]
    if all(scripts.script(char) in EAST_ASIAN for char in (letters[0], letters[-1])):
        return False
    spoken = sum(word.islower() or word.lower() in _GRAMMAR for word in _latin_words(text))
    return bool(spoken) and (spoken > _units(text) or latin > east)


def _latin_words(text: str) -> list[str]:
    """Return the words of a text that are in Latin letters only: neither K팝 nor GPT발."""
    found = _WORD.findall(text)
    return [word for word in found if scripts.weigh(word).keys() == {"Latin"}]


def _units(text: str) -> int:
    """Return about how many East Asian words a text has: Korean ones, else two characters each."""
    weights = scripts.weigh(text)
    if "Hangul" in weights:
        return sum("Hangul" in scripts.weigh(word) for word in text.split())
    return (weights.get("Han", 0) // 3 + weights.get("Kana", 0) // 2 + 1) // 2
