"""English titles: whose they are, and what makes other offices of them.

Titles that companies and states share are open: *President* alone may be either's.
"""

from __future__ import annotations

import re

from workflow.languages import countries, titles
from workflow.languages.en.capitals import PEOPLES
from workflow.languages.titles import Rank, RankWords

_SHARED = frozenset({"president", "vice president", "governor"})
#: Words between a rank and its title: *former* KEF *chairman*.
_WORDS = r"(?:[A-Z][\w.'’&-]* |of |the ){0,4}$"
#: Offices of a state in the note of a person's row.
_STATE = re.compile(
    r"\b(?:head of state|politician|prime minister|premier|minister|senator|lawmaker)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?i:president|governor|secretary|speaker)\b(?: of (?:the )?(?P<of>[A-Z]\w+(?: [A-Z]\w+)*))?"
)
_COMPANY = re.compile(
    r"\b(?:ceo|executive|company|companies|founder|businessman|businesswoman|corporation|inc|corp"
    r"|bank)\b",
    re.IGNORECASE,
)
_STATES = frozenset(
    "US U.S. UK U.K. USA U.S UAE ROK DPRK Korea America Britain Turkey Congress Parliament".split()
)
_COMPASS = ("North", "South", "East", "West")
_BANK = re.compile("Bank|Reserve|Monetary")


class EnglishTitles(titles.Titles):
    """The titles of English."""

    shared = _SHARED
    open = _SHARED | frozenset(
        {
            "deputy governor", "deputy president", "director", "general secretary", "premier",
            "secretary", "secretary general", "speaker",
        }
    )  # fmt: skip
    of_states = frozenset(
        {
            "ambassador", "attorney general", "chancellor", "congressman", "consul general",
            "defence minister", "defense minister", "deputy prime minister", "finance minister",
            "first lady", "foreign minister", "king", "lawmaker", "mayor", "minister", "premier",
            "prime minister", "queen", "representative", "secretary of defense",
            "secretary of state", "senator", "state councilor", "vice minister", "vice premier",
        }
    )  # fmt: skip
    ranks = {  # noqa: RUF012 — read, never written
        Rank.DEPUTY: RankWords(
            loose=re.compile(r"\b(?i:vice|deputy|under|assistant|lieutenant|co)[ -]$"),
            before=re.compile(r"\b(?:vice|deputy|under|assistant)[ -]$", re.IGNORECASE),
        ),
        Rank.FORMER: RankWords(
            loose=re.compile(
                rf"\b(?i:former|ex|then|one-time|past|late|outgoing|retired)[ -]{_WORDS}"
            ),
            before=re.compile(r"\b(?:former |ex-)$", re.IGNORECASE),
        ),
        Rank.HONORARY: RankWords(
            loose=re.compile(rf"\b(?i:honorary|emeritus) {_WORDS}"),
            before=re.compile(r"\bhonorary $", re.IGNORECASE),
        ),
        Rank.ACTING: RankWords(
            loose=re.compile(rf"\b(?i:acting|interim|caretaker) {_WORDS}"),
            before=re.compile(r"\b(?:acting|interim) $", re.IGNORECASE),
        ),
    }

    def note_state(self, note: str) -> bool:
        """Tell whether a note on a person names an office of a state: *US President*."""
        office = _OFFICE.search(note)
        return bool(_STATE.search(note) or (office and _is_of_state(note, office)))

    def names_company_office(self, note: str) -> bool:
        """Tell whether a note on a person names an office in a company."""
        return _COMPANY.search(note) is not None


def _is_of_state(note: str, office: re.Match[str]) -> bool:
    """Tell whether an office in a note is a state's: *President of China*, *US President*."""
    if office["of"]:
        governed = office[0].lower().startswith("governor") and not _BANK.search(office["of"])
        return governed or is_state(office["of"])
    words = note[: office.start()].split()
    return bool(words) and is_state(words[-1])


def is_state(name: str) -> bool:
    """Tell whether an English name is a state's or a people's."""
    last = name.rpartition(" ")[2]
    return name in countries.names() or name in _STATES or is_people(last)


def is_people(word: str) -> bool:
    """Tell whether a word is a people's name: *Chinese*, no *Western*."""
    return word in PEOPLES and not word.startswith(_COMPASS) and word != "Latin"
