"""What the words and letters of a text say about its language, among languages of one script."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

#: A word: anything between spaces, digits and punctuation. Combining marks and hyphens stay in it.
_WORD = re.compile(r"[^\s\d!-,./:-@\[-`{-~«»“”„‘’‹›…،؛؟。、·—–।]+")
#: So many words, all of them capitalised, are taken for a name and not read as words.
_NAME_LENGTH = 4

#: Word or letter → the languages that use it.
Lexicon = Mapping[str, tuple[str, ...]]


@cache
def _data() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


def scripts() -> tuple[str, ...]:
    """The scripts whose languages words can tell apart."""
    return tuple(_data())


@cache
def languages(script: str) -> tuple[str, ...]:
    """The languages of a script that words can tell apart, the likeliest first; often none."""
    return tuple(_data().get(script, {}).get("words", ()))


@cache
def _lexicon(script: str) -> tuple[Lexicon, Lexicon]:
    """The words and the letters of the languages of a script."""
    data = _data()[script]
    spoken = {language: text.split() for language, text in data["words"].items()}
    written = {language: list(text) for language, text in data.get("letters", {}).items()}
    return _inverted(spoken), _inverted(written)


def _inverted(table: Mapping[str, list[str]]) -> Lexicon:
    found: dict[str, list[str]] = {}
    for language, items in table.items():
        for item in dict.fromkeys(items):
            found.setdefault(item, []).append(language)
    return {item: tuple(users) for item, users in found.items()}


def split(text: str) -> list[str]:
    """The words of a text written with spaces.

    >>> split("Sohn Kyung-shik, l’ami (KEF)")
    ['Sohn', 'Kyung-shik', 'l', 'ami', 'KEF']
    """
    return _WORD.findall(text)


def is_name(words: list[str]) -> bool:
    """Whether words can be a name or an abbreviation: few, and each begins with a capital."""
    return len(words) <= _NAME_LENGTH and all(word[0].isupper() for word in words)


def evidence(script: str, words: list[str]) -> dict[str, int]:
    """How much the different words and letters of a text speak for each language.

    One point a word or letter, two for a word no other language has; no points, no entry.
    In a name only its letters speak: the *Son* of Son Heung-min is not Spanish.

    >>> evidence("LATIN", ["the", "house"])
    {'en': 2}
    """
    spoken, written = _lexicon(script)
    lower = {word.lower() for word in words}
    scores: dict[str, int] = {}
    for word in () if is_name(words) else lower:
        users = spoken.get(word, ())
        for language in users:
            scores[language] = scores.get(language, 0) + (2 if len(users) == 1 else 1)
    joined = "".join(lower)
    for letter in () if joined.isascii() else set(joined):
        for language in written.get(letter, ()):
            scores[language] = scores.get(language, 0) + 1
    return scores
