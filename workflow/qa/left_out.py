"""What a source says and a translation leaves out, though it has no other way to tell it.

A day of the week or a month of which nothing in the translation may tell, and a place in which
something is, or to or from which it comes.
"""

from __future__ import annotations

import re

from workflow.languages import pack
from workflow.languages.listed_words import PLACES, SaidWord
from workflow.languages.sounds import consonants
from workflow.qa import short_forms
from workflow.qa.bearings import named_in

_REGION = "region"
#: Parts of places that say where, and do not only say whose.
_WHERE = frozenset(("part_in", "part_from", "part_to", "part_near", "part_born"))
#: By so many of its first consonants a place is known.
_BEGINNING = 2
_WORD = re.compile(r"\w+")
#: A day in a name: Saturday Night Live, Good Friday.
_GOES_ON = re.compile(" [A-Z]")
_NAMING = re.compile(r"[A-Z]\w+ $")


def time(source: str, spoken: str, text: str, target: str) -> str:
    """Return a day of the week or a month of which a translation says nothing; mostly empty.

    >>> time("They met on Monday in Bern.", "en", "그들은 베른에서 만났다.", "ko")
    'Monday'
    >>> time("They met on Monday in Bern.", "en", "그들은 3일 베른에서 만났다.", "ko")
    ''
    """
    there, here = pack(spoken).calendar, pack(target).calendar
    for may_name, found_in, tells in (
        (there.may_name_weekday, there.weekdays_in, here.tells_day),
        (there.may_name_month, there.months_in, here.tells_month),
    ):
        if not tells.pattern or not may_name.search(source) or tells.search(text):
            continue
        at = next((place for place, _ in found_in(source)), -1)
        word = _WORD.match(source, at) if at >= 0 else None
        if word and not (_GOES_ON.match(source, word.end()) or _NAMING.search(source[:at])):
            return word[0]
    return ""


def place(source: str, spoken: str, text: str, target: str) -> str:
    """Return a place of a source of which a translation says nothing; mostly empty.

    A capital is also told by its country, and no place that something sounds like is missing.

    >>> place("The fair opened in Lisbon.", "en", "박람회가 개막했다.", "ko")
    'Lisbon'
    >>> place("The fair opened in Lisbon.", "en", "포르투갈에서 박람회가 개막했다.", "ko")
    ''
    """
    roles = pack(spoken).roles
    if not roles.tells_parts:
        return ""
    told = {side for _, word in named_in(text, target) for side in word.perhaps}
    for at, word in named_in(source, spoken):
        if not word.surely or word.surely[0][0] not in PLACES:
            continue
        if word.text in text or short_forms.names(word, told, text, target):
            continue
        where = roles.parts(source, (at, at + len(word.text)))
        if where.isdisjoint(_WHERE) or _heard(word.text, text) or _is_region(word, text, target):
            continue
        return word.text
    return ""


def _is_region(place: SaidWord, text: str, target: str) -> bool:
    """Tell whether a translation says the region that a place lies in."""
    said = pack(target).contrasts.said(text, _REGION)
    return any(side in place.perhaps for word in said for side in word.perhaps)


def _heard(name: str, text: str) -> bool:
    """Tell whether a translation has the sounds that any word of a name begins with."""
    sounds = [consonants(word)[:_BEGINNING] for word in _WORD.findall(name)]
    told = consonants(text)
    return any(len(sound) < _BEGINNING or sound in told for sound in sounds)
