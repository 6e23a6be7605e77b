"""Write Korean places and persons in other languages, as far as romanization tells."""

from __future__ import annotations

import re
from collections.abc import Mapping

from workflow.languages.ko import romanization, romanized_names
from workflow.languages.ko.new_names.name_kinds import is_korean
from workflow.languages.tables import FactTable

_RULE = "Revised Romanization of Korean"
_ENDS = FactTable("workflow.languages.ko", "place_ends.tsv")
_NAMES = FactTable("workflow.languages.ko", "names.tsv")
#: Syllables of a name before what it ends with; foreign places have more.
_OWN = len("청호")
#: Syllables that Korean names of places do not have, and foreign ones often do: 다케시.
_FOREIGN = re.compile("[카-콰쾨-킿]|[스즈츠트프브크드르레]")


def of_place(name: str) -> tuple[Mapping[str, str], str]:
    """Return the English name of a place with a Korean ending; none for others.

    >>> of_place("청호군")[0], of_place("청호강")[0], of_place("다케시")[0]
    ({'en': 'Cheongho-gun'}, {'en': 'Cheonghogang River'}, {})
    """
    own, end = name[:_OWN], name[_OWN:]
    ends = _ENDS.values("english")
    if end not in ends or _FOREIGN.search(own):
        return {}, ""
    english = _latin(own) + ends[end].replace("_", " ").rstrip()
    return {"en": english}, f"{_RULE}, if the place is in Korea"


def about_person(name: str) -> str:
    """Describe how a Korean's name may be written elsewhere; empty for other names.

    >>> about_person("박민서")
    'family name in Chinese mostly 朴; Revised Romanization of Korean: Bak Minseo, as a person may \
write otherwise'
    """
    if not is_korean(name):
        return ""
    han = romanized_names.family_in_han(name)
    known = f"family name in Chinese mostly {han}; " if han else ""
    size = len("남궁") if name[:2] in _NAMES.word_set("double") else 1
    latin = f"{_latin(name[:size])} {_latin(name[size:])}"
    return f"{known}{_RULE}: {latin}, as a person may write otherwise"


def _latin(text: str) -> str:
    return "".join(romanization.syllables(text)).capitalize()
