"""Analyse a text without grammar: its scripts, words and links."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from workflow.model import say

#: Of so many texts the facts are kept that one rule asks for after the other, and that a source
#: has in both its languages: of the sentences of an article and of its neighbours.
KEPT = 1024
#: Letters by script (Unicode Standard, block names), and how many Latin letters of English one of
#: them is worth: medians of NTREX-128, whose Korean has half and whose Chinese 0.4 of the letters.
SCRIPTS = {
    "Latin": ("A-Za-zÀ-ɏḀ-ỿ", 1.0),
    "Hangul": ("\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f", 2.0),
    "Han": ("\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff", 2.5),
    "Kana": ("\u3040-\u30ff", 1.6),
    "Cyrillic": ("\u0400-\u052f", 1.0),
    "Greek": ("\u0370-\u03ff", 1.0),
    "Arabic": ("\u0600-\u06ff", 1.3),
    "Hebrew": ("\u0590-\u05ff", 1.3),
    "Thai": ("\u0e00-\u0e7f", 1.1),
    "Devanagari": ("\u0900-\u097f", 1.1),
    "Bengali": ("\u0980-\u09ff", 1.1),
    "Gurmukhi": ("\u0a00-\u0a7f", 1.1),
    "Gujarati": ("\u0a80-\u0aff", 1.1),
    "Oriya": ("\u0b00-\u0b7f", 1.1),
    "Tamil": ("\u0b80-\u0bff", 1.1),
    "Telugu": ("\u0c00-\u0c7f", 1.1),
    "Kannada": ("\u0c80-\u0cff", 1.1),
    "Malayalam": ("\u0d00-\u0d7f", 1.1),
    "Sinhala": ("\u0d80-\u0dff", 1.1),
    "Lao": ("\u0e80-\u0eff", 1.1),
    "Tibetan": ("\u0f00-\u0fff", 1.1),
    "Myanmar": ("\u1000-\u109f", 1.1),
    "Georgian": ("\u10a0-\u10ff\u1c90-\u1cbf", 1.0),
    "Ethiopic": ("\u1200-\u137f", 1.6),
    "Khmer": ("\u1780-\u17ff", 1.1),
    "Armenian": ("\u0530-\u058f", 1.0),
    "Thaana": ("\u0780-\u07bf", 1.1),
}


class _Patterns(dict[str, re.Pattern[str]]):
    """A pattern for each script by name, compiled on first use."""

    def __init__(self, repeated: str) -> None:
        self._repeated = repeated

    def __missing__(self, name: str) -> re.Pattern[str]:
        found = self[name] = re.compile(f"[{SCRIPTS[name][0]}]{self._repeated}")
        return found


#: One letter of a script, by its name.
LETTERS = _Patterns("")
#: What people call the letters of a script.
CALLED = {
    "Han": say("Chinese letters"),
    "Kana": say("Japanese letters"),
    "Hangul": say("Korean letters"),
}
#: Letters of scripts that have no spaces between words, or words that take particles, so that no
#: word is found by its end: Thai, Lao, Myanmar, Hangul, Khmer, Kana, Han.
OPEN_ENDED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
#: First words of Unicode character names that say something else before the script.
_WIDTHS = frozenset({"FULLWIDTH", "HALFWIDTH"})
#: Names of scripts in Unicode character names that we call otherwise. Kana count as one script.
_NAMES = {"CJK": "Han", "HIRAGANA": "Kana", "KATAKANA": "Kana", "KATAKANA-HIRAGANA": "Kana"}
#: How many letters of an alphabet carry about as much as one character of these scripts: an
#: English word has five letters where Chinese has one or two characters and Korean two syllables.
_WORTH = {"Han": 3, "Hangul": 3, "Kana": 2}
#: Scripts that only one of today's larger languages is written in.
ONLY = {
    "Armenian": "hy",
    "Ethiopic": "am",
    "Georgian": "ka",
    "Greek": "el",
    "Gujarati": "gu",
    "Gurmukhi": "pa",
    "Kannada": "kn",
    "Khmer": "km",
    "Lao": "lo",
    "Malayalam": "ml",
    "Myanmar": "my",
    "Oriya": "or",
    "Sinhala": "si",
    "Tamil": "ta",
    "Telugu": "te",
    "Thaana": "dv",
    "Thai": "th",
    "Tibetan": "bo",
    "Hangul": "ko",
    "Kana": "ja",
}
_USUAL = ("Latin", "Hangul", "Han")
_RUNS = _Patterns("+")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_RARE = re.compile(
    "".join(["[", *(span for name, (span, _) in SCRIPTS.items() if name not in _USUAL), "]"])
)
#: Words of a name that may stay as it is.
_NAME = 2
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
#: Letters of scripts whose words no space parts, Han and kana, for a class of characters.
UNSPACED = "\u3040-\u30ff\u3400-\u9fff"
#: Letters of which few say much: those, and Hangul, which writes other words onto its own.
DENSE = UNSPACED + "\u1100-\u11ff\uac00-\ud7af"
_GOES_ON = r"[^\s<>()\[\]\"'，。）]"
#: A web or mail address. Letters of those scripts belong to it where a part of it begins; behind
#: others they are the text that goes on without a space: example.org上, but example.org/경총.
LINK = re.compile(
    rf"(?:https?://|www\.)(?:(?![{DENSE}]){_GOES_ON}|(?<=[/=?#_%&+~.-])[{DENSE}]{_GOES_ON}*)+"
    rf"|(?<![\w.+-])[\w.+-]{{1,64}}@[\w-]{{1,63}}\.[A-Za-z](?:(?![{DENSE}])[\w.-]){{0,63}}"
)
#: Han, kana and full-width signs, next to which a line may break anywhere.
BREAKABLE = re.compile(
    "[\u2e80-\u2fdf\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
    "\U00020000-\U0003ffff]"
)
#: What takes two columns of a terminal or a typewriter (Unicode, East Asian Width).
TWO_COLUMNS = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]"
)
_CJK = re.compile(f"[{DENSE}]")
_NOT_ASCII = re.compile(r"[^\x21-\x7e].*")


@cache
def script(char: str) -> str:
    """Return the script of a letter as Unicode character names call it; empty for anything else.

    >>> script("é"), script("ж"), script("경"), script("海"), script("の"), script("7")
    ('Latin', 'Cyrillic', 'Hangul', 'Han', 'Kana', '')
    """
    if not char.isalpha():
        return ""
    words = unicodedata.name(char, "").split()
    if words and words[0] in _WIDTHS:
        words = words[1:]
    return _NAMES.get(words[0], words[0].title()) if words else ""


@lru_cache(maxsize=KEPT)
def has_digit(text: str) -> bool:
    """Say whether a text has a digit of any script; kept, since most rules ask."""
    return _DIGIT.search(text) is not None


def weigh(text: str) -> dict[str, int]:
    """Return how much of a text each script makes up, in letters of an alphabet.

    A script of which there is no letter has no entry.

    >>> weigh("KEF(경총)")
    {'Latin': 3, 'Hangul': 6}
    """
    if text.isascii():
        letters = sum(map(str.isalpha, text))
        return {"Latin": letters} if letters else {}
    weights: dict[str, int] = {}
    for char, count in Counter(text).items():
        if name := script(char):
            weights[name] = weights.get(name, 0) + count * _WORTH.get(name, 1)
    return weights


@lru_cache(maxsize=KEPT)
def weight(text: str) -> float:
    """Return the length of plain text in letters, each worth what it carries in English letters."""
    if text.isascii():
        return len(text.encode().translate(None, _NO_LETTERS)) * SCRIPTS["Latin"][1]
    return sum(weights(text).values())


def weights(text: str) -> dict[str, float]:
    """Return the same by script; those that are seldom met only where there is any of them."""
    names = SCRIPTS if _RARE.search(text) else _USUAL
    return {name: count(name, text) * SCRIPTS[name][1] for name in names}


def count(name: str, text: str) -> int:
    """Return how many letters of a script a text has."""
    return len("".join(_RUNS[name].findall(text)))


def words(text: str) -> Iterator[str]:
    """Yield what sentences are compared by: lower-case words, in CJK scripts pairs of characters.

    >>> list(words("KEF met 손경식 회장"))
    ['kef', 'met', '손경', '경식', '회장']
    """
    for word in _WORD.findall(text.lower()):
        if len(word) > 2 and _CJK.search(word):
            yield from (word[at : at + 2] for at in range(len(word) - 1))
        else:
            yield word


def letters(*names: str) -> str:
    """Return the letters of scripts, for a class of characters of a regular expression."""
    return "".join(SCRIPTS[name][0] for name in names)


def is_dense(text: str) -> bool:
    """Tell whether a text has CJK characters, which say much in little room."""
    return _CJK.search(text) is not None


def may_be_name(text: str) -> bool:
    """Tell whether a text is a word or two with capitals, which may be a name.

    >>> may_be_name("Bloomberg Businessweek"), may_be_name("Trade grew")
    (True, False)
    """
    found = text.split()
    return len(found) <= _NAME and all(word[0].isupper() or word[0].isdigit() for word in found)


def links(text: str) -> list[str]:
    """Return the addresses in a text, without the punctuation or the Korean particle that follows.

    An address with other than ASCII characters is cut before the first one, since a particle would
    look the same.

    >>> links("https://example.org/a를 보거나, 또는 desk@example.org.")
    ['https://example.org/a', 'desk@example.org']
    """
    if not _may_link(text):
        return []
    return [_NOT_ASCII.sub("", link).rstrip(".,;:!?") for link in LINK.findall(text)]


def without_links(text: str) -> str:
    """Return a text with a space in place of each address."""
    return LINK.sub(" ", text) if _may_link(text) else text


def _may_link(text: str) -> bool:
    return "://" in text or "www." in text or "@" in text
