"""Read where an English report is from, and whose it is: *BUSAN —*, *MILAN, Italy (AP) —*."""

from __future__ import annotations

import re

from workflow.languages.en.new_names.name_kinds import FOREIGN_JOINING
from workflow.languages.en.word_lists import kind_of
from workflow.languages.names import gazetteer
from workflow.languages.names.new_names import Named
from workflow.model import TermType

_DATELINE = re.compile(
    r"([A-ZÀ-Þ][A-ZÀ-Þ.'’ -]*[A-ZÀ-Þ])(?:, ([A-Z][\w. ]{1,25}))?(?:, [A-Z][a-z]+\.? \d{1,2})?"
    r"(?: \((?!Staff\))([A-Z][A-Za-z]{1,15})\))?(?: \(Staff\))?"
    r"(?: ?[—–] ?| - )"
)
#: A dateline that is not in capitals: *Cuneo, Italy — A rider*.
_PLAIN = re.compile(
    r"([A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+){0,2})(?:, ([A-Z][\w. ]{1,25}))?(?: \([A-Z]\w{1,15}\))?"
    r"(?: ?[—|] ?| – )(?=[A-Z“\"])"
)


def named(text: str) -> tuple[list[Named], int]:
    """Return the place, the country and the agency of a dateline, and where it ends.

    The place is given as it is written elsewhere: *Busan*, *San Pedro de Atacama*.
    """
    dateline = _DATELINE.match(text)
    if not dateline:
        return _plain(text)
    found = [Named(_capitals(dateline[1]), 0, TermType.PLACE, sure=True)]
    if dateline[2] in gazetteer.names():
        found.append(Named(dateline[2], dateline.start(2), TermType.PLACE, sure=True))
    if agency := dateline[3]:
        kind = TermType.ABBR if agency.isupper() else TermType.ORG
        found.append(Named(agency, dateline.start(3), kind, sure=True))
    return found, dateline.end()


def _capitals(name: str) -> str:
    first, *rest = name.title().split(" ")
    small = (word.lower() if word.lower() in FOREIGN_JOINING else word for word in rest)
    return " ".join([first, *small])


def _plain(text: str) -> tuple[list[Named], int]:
    """Return the place and the country of a dateline in small letters, if it is no sentence."""
    found = _PLAIN.match(text)
    if not found or all(kind_of(word.lower()) for word in found[1].split(" ")):
        return [], 0
    told = [Named(found[1], 0, TermType.PLACE, sure=True)]
    if found[2] and found[2].strip() in gazetteer.names():
        told.append(Named(found[2].strip(), found.start(2), TermType.PLACE, sure=True))
    return told, found.end()
