"""Find whose an English title is: by its own words, or by the name before it or after it.

Titles that companies and states share are open: *President* alone may be either's. A name beside a
title may be whose it is: *Park Yong-jae, the chairman*; *the governor, Peter Green,*; *Bai Luming,
the Chinese ambassador*. In *A, President B* the title is B's.
"""

from __future__ import annotations

import re

from workflow.languages.en import verbs
from workflow.languages.en.new_names.name_kinds import PEOPLES
from workflow.languages.en.word_lists import kind_of
from workflow.languages.names import countries, titles
from workflow.languages.tables import FactTable

_TABLE = FactTable(__package__, "titles.tsv")
#: A name that follows a title: in *A, President B* the title is B's.
_NAME_AFTER = re.compile(r"(?:-elect|-designate)? [A-ZÀ-Þ][\w'’-]+")
#: The beginning of a body that is not in the glossary, after a title.
_BODY_AFTER = re.compile(r" (?:of|at|for|to|in|from) (?:the |a |an )?[A-ZÀ-Þ0-9]")
#: Words that make the next title a certain office, and the end of an apposition.
_DETERMINED = re.compile(r"\b(?:the|its|his|her|their|our|whose) $", re.IGNORECASE)
_CLOSED = re.compile(
    r"[.;!?]?[\"”’']?$|[.;!?] |,(?! (?:(?:and|or) )?(?:the )?[A-Z])(?! (?:and|or) the )"
)
#: A people between a name and its office: *Bai Luming, the Chinese ambassador*.
_BESIDE = re.compile(
    r", (?:then |now )?(?:(?:the|a|an|its|his|her|their) )?"
    r"(?:(?P<people>[A-Z][\w.]+(?: [A-Z]\w+)?) )?"
)


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


def explains(text: str, title: int, person: int, *, of_body: bool) -> bool:
    """Tell whether the name after an office says who that is: *The governor, Peter Green, left.*

    Where a list may be meant (*the mayor, Peter Green and others*), it is not told.
    """
    told = of_body or _DETERMINED.search(text[:title])
    return bool(told) and text[title].islower() and _CLOSED.match(text, person) is not None


def is_beside(text: str, person: int, title: int) -> bool:
    """Tell whether a title stands in apposition after a name, perhaps with a people between."""
    gap = _BESIDE.fullmatch(text, person, title)
    return gap is not None and (gap["people"] is None or is_state(gap["people"]))


def goes_to_next(text: str, end: int) -> bool:
    """Tell whether a name follows a title, so that the title is that one's."""
    return _NAME_AFTER.match(text, end) is not None


def is_of_unlisted(text: str, end: int) -> bool:
    """Tell whether a capitalised body follows a title: ``chairman of Hyundai``."""
    return _BODY_AFTER.match(text, end) is not None


def is_elsewhere(text: str, end: int) -> bool:
    """Tell whether a title is said to be of something: of what, decides what it is."""
    return re.match(r" (?:of|at|for|to) ", text[end:]) is not None


def describes_next(text: str, start: int, end: int) -> bool:
    """Tell whether a title in lower case describes the next words: *China's premier resort*."""
    if not text[start].islower():
        return False
    following = re.match(r" ([a-z]+)", text[end:])
    if following is None or verbs.finite(following[1]):
        return False
    return kind_of(following[1]) in ("noun", "plural", "adjective", "gerund", "")
