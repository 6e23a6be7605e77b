"""Find whose an English title is, and the words that make another office of it.

Titles that companies and states share are open: *President* alone may be either's.
"""

from __future__ import annotations

import re

from workflow.languages.en.new_names.name_kinds import PEOPLES
from workflow.languages.names import countries, titles
from workflow.languages.tables import FactTable

_TABLE = FactTable(__package__, "titles.tsv")


class EnglishTitles(titles.Titles):
    """The titles of English."""

    def note_state(self, note: str) -> bool:
        """Tell whether a note on a person names an office of a state: *US President*."""
        office = _TABLE.pattern("office").search(note)
        return bool(self.state.search(note) or (office and _is_of_state(note, office)))


def _is_of_state(note: str, office: re.Match[str]) -> bool:
    """Tell whether an office in a note is a state's: *President of China*, *US President*."""
    if office["of"]:
        of_bank = _TABLE.pattern("bank").search(office["of"])
        governed = office[0].lower().startswith("governor") and not of_bank
        return governed or is_state(office["of"])
    words = note[: office.start()].split()
    return bool(words) and is_state(words[-1])


def is_state(name: str) -> bool:
    """Tell whether an English name is a state's or a people's."""
    last = name.rpartition(" ")[2]
    return name in countries.names() or name in _TABLE.word_set("name_of_state") or is_people(last)


def is_people(word: str) -> bool:
    """Tell whether a word is a people's name: *Chinese*, no *Western*."""
    return word in PEOPLES and not word.startswith(_TABLE.words("compass")) and word != "Latin"
