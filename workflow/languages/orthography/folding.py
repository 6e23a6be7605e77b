"""Fold letters that searching readers take for the same one, in any language."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources

from workflow.languages.characters import Exchange
from workflow.languages.scripts import OPEN_ENDED

RUN = re.compile(f"[{OPEN_ENDED}]+")
_WORD = re.compile(f"[^\\W_{OPEN_ENDED}]+")
#: The same in a folded text of ASCII alone, three times as fast.
_ASCII_WORD = re.compile("[a-z0-9]+")
#: Marks above and below letters: accents, the points of Hebrew, the vowels and hamza of Arabic
#: (Unicode Standard, block charts), which most texts leave out; and the line that only widens it.
_MARK = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
_MARKED = re.compile(
    "[\u00c0-\u024f\u0300-\u036f\u0370-\u04ff\u0591-\u05c7\u0610-\u06ff\u1e00-\u1fff]"
)
#: Letters of Arabic that are written one for another (as Lucene's ArabicNormalizer takes them, and
#: those of Persian keyboards), and figures.
_WRITTEN = (
    "\u0671\u0649\u06cc\u0629\u06a9\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669"
    "\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9"
)
_MEANT = "\u0627\u064a\u064a\u0647\u064301234567890123456789"
_arabic = Exchange(dict(zip(_WRITTEN, _MEANT, strict=True)))
#: The article of Arabic with what is written before it as one word, where a word is left.
_ARTICLE = re.compile(
    "^[\u0648\u0641]?(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?=[\u0621-\u064a]{3})"
)
#: An English word with one of its endings, the letter before which may be doubled; the word first.
#: For Python and for the browser.
ENDING = r"^([a-z]{3,}?([a-z]))\2?(?:ing|ed|(?<!s)s)$"
_ARABIC_LETTER = re.compile("[\u0610-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")


@cache
def _lines() -> tuple[str, ...]:
    """Return the lines of ``han_variants.txt``: a character, and its variants."""
    text = resources.files("workflow.languages").joinpath("han_variants.txt").read_text("utf-8")
    return tuple(line for line in text.split("\n") if line and not line.startswith("#"))


def variants() -> str:
    """Return the Han characters that are taken for one, a line each: ``国國``."""
    return "\n".join(_lines())


@cache
def _han() -> Exchange:
    return Exchange({other: line[0] for line in _lines() for other in line[1:]})


def fold(text: str) -> str:
    """Take out of a text what search ignores: case, accents, width, and which of its forms a
    letter has.

    >>> fold("Ｃafé 한국은행"), fold("韓國 韩国 韓国"), fold("أَلْكِتَاب ٢٠٢٦")
    ('cafe 한국은행', '韩国 韩国 韩国', 'الكتاب 2026')
    """
    if text.isascii():
        return text.lower()
    if _MARKED.search(text) or not unicodedata.is_normalized("NFKC", text):
        text = _MARK.sub("", unicodedata.normalize("NFKD", text))
        text = _arabic(unicodedata.normalize("NFKC", text))
    return _han()(text).lower()


def without_ending(word: str) -> str:
    """Return the stem of an English word, which finds it with any ending.

    >>> [without_ending(word) for word in ("exporting", "planned", "ships", "press", "king")]
    ['export', 'plan', 'ship', 'press', 'king']
    """
    found = re.match(ENDING, word)
    return found[1] if found else word


def keys(text: str) -> set[str]:
    """Return the keys that a text is found by: words, and bigrams where words have no clear ends.

    In scripts written without spaces, and in Korean, whose words take particles, any two
    neighbouring characters are a key (the overlapping bigrams of Manning, Raghavan and Schütze,
    *Introduction to Information Retrieval*, 2.2.1), and so is the last one of a run: 은행 finds
    한국은행, and 행 both. An Arabic word is found with and without the article.

    >>> sorted(keys("한국은행 BOK"))
    ['bok', '국은', '은행', '한국', '행']
    >>> keys("والميناء") == keys("ميناء")
    True
    """
    text = fold(text)
    if text.isascii():
        return set(_ASCII_WORD.findall(text))
    words = _WORD.findall(text)
    found = set(words)
    if _ARABIC_LETTER.search(text):
        found = {_ARTICLE.sub("", word) for word in words}
    for run in RUN.findall(text):
        found.update(map(str.__add__, run, run[1:]))
        found.add(run[-1])
    return found
