"""Names of persons in an English source, and what sounds like them in a translation."""

from __future__ import annotations

import re

from workflow.languages import pack
from workflow.languages.common_words import every
from workflow.languages.sounds import consonants

_CAPITAL = re.compile(r"\b[A-Z]\w+")
#: Names that are no persons.
_PLACES = ("country", "city")
#: From so many consonants on, a sound that begins like another is alike.
_LONG = 3


def is_heard(name: str, source: str) -> bool:
    """Tell whether a word in capitals of a source sounds like a name in a translation.

    >>> is_heard("约翰逊", "Boris Johnson"), is_heard("메르켈", "Boris Johnson")
    (True, False)
    """
    sound = consonants(name)
    return any(_alike(consonants(word), sound) for word in _CAPITAL.findall(source))


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _LONG and long.startswith(short))


def unheard(source: str, spoken: str, text: str, target: str) -> str:
    """Return a name of a source of which its translation has no sound; empty without one.

    Args:
        source: a sentence in a language that writes names with capitals.
        spoken: its code.
        text: its translation.
        target: BCP 47 tag of the translation.

    >>> unheard("Norman Lamb spoke.", "en", "诺曼·罗伯茨说。", "zh-Hans")
    'Lamb'
    >>> unheard("Norman Lamb spoke.", "en", "诺曼·兰姆说。", "zh-Hans")
    ''
    """
    heard: list[str] | None = None
    known, calendar = pack(spoken).contrasts, pack(spoken).calendar
    for match in _CAPITAL.finditer(source):
        word = match[0]
        if word in text or word.lower() in every(spoken) or known.said(word, *_PLACES):
            continue
        if any(calendar.weekdays_in(word)) or any(calendar.months_in(word)):
            continue
        if heard is None:
            heard = [consonants(each) for each in pack(target).contrasts.stretches(text)]
        sound = consonants(word)
        if len(sound) > 1 and not any(sound in each for each in heard):
            return word
    return ""
