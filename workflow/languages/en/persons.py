"""Persons and bodies in English text that the glossary need not know, as far as capitals tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.languages import countries
from workflow.languages.boundaries import HYPHENS
from workflow.languages.en.capitals import BODIES, PEOPLES, PLACES
from workflow.languages.en.kinds import kind_of
from workflow.languages.en.surnames import HONORIFICS, OPENERS, capitals_tell
from workflow.languages.en.titles import is_state
from workflow.languages.en.verbs import MONTHS

#: A person's office at a body that the glossary lacks.
_OFFICE = re.compile(
    r", (?:the |a |an |then )?[A-Za-z -]{3,40} (?:of|at) (?:the )?"
    r"(?P<body>[A-Z][\w.]+(?: [A-Z]\w+)*)"
)
#: What an office beside its person is said to be of; a company's own words tell nothing new.
_OF_BODY = re.compile(
    r",? (?:of|for) (?:the |a |its |their )?(?P<body>[A-Z][\w.]*(?: [A-Z]\w+)*|[a-z]+)"
)
_OWN_COMPANY = frozenset(
    "company group firm board business carmaker chipmaker conglomerate retailer bank manufacturer "
    "maker unit subsidiary automaker airline years months decades being having taking".split()
)
_BEFORE = re.compile(r"([A-ZÀ-Þ][\w.&-]*)(?:['’]s)? $")
_UNKNOWN = "?"
_HYPHENS = frozenset(HYPHENS)
_GIVEN_AFTER = re.compile(
    rf" [A-Z][a-z]+(?:(?P<hyphen>[{HYPHENS}])[A-Za-z][a-z]+|(?: [A-Z][a-z]+)?)"
)
_GIVEN_BEFORE = re.compile(r"(?:^|(?<=[\s\"“(]))([A-Z][\w-]+) $")


def scope_beside(text: str, start: int, end: int) -> str:
    """Return of what kind the body is that stands right before or after an office.

    ``place`` for a state or a people, ``?`` for a body that is not known, nothing for none.
    """
    before = _scope_before(text, start)
    if before == "place":
        return before
    after = _OF_BODY.match(text, end)
    if after is None or after["body"] in _OWN_COMPANY:
        return before
    return "place" if is_state(after["body"]) else _UNKNOWN


def scope_of_office(text: str, end: int) -> str:
    """Return the same of an unlisted office in apposition: ``Lee, head of Hyundai``."""
    office = _OFFICE.match(text, end)
    if office is None:
        return ""
    return "place" if is_state(office["body"]) else _UNKNOWN


def _scope_before(text: str, start: int) -> str:
    """Return of what kind the body is that stands before a title: ``French``, ``Hyundai``."""
    before = _BEFORE.search(text[max(0, start - 40) : start])
    if before is None:
        return ""
    word = before[1]
    if word in PEOPLES or word in countries.names() or word in ("US", "U.S.", "UK", "U.K."):
        return "place"
    lower = word.lower()
    if lower in OPENERS or lower in MONTHS or kind_of(lower) in ("function", "adverb"):
        return ""
    return _UNKNOWN


def full_names(text: str, surname: str) -> Iterator[tuple[int, str]]:
    """Find persons with a surname: where each begins, and ``Park Min-su`` or ``Bruce Lee``."""
    start = text.find(surname)
    while start >= 0:
        end = start + len(surname)
        if _is_word(text, start, end):
            yield from _full_name(text, start, end)
        start = text.find(surname, end)


def _is_word(text: str, start: int, end: int) -> bool:
    """Tell whether a surname is a word by itself."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return not (before.isalnum() or before in _HYPHENS or after.isalnum())


def _full_name(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    told = capitals_tell(text)
    given = _GIVEN_AFTER.match(text, end)
    if given and (given["hyphen"] or (told and _is_given(given[0].split()[0]))):
        yield start, text[start : given.end()]
        return
    before = _GIVEN_BEFORE.search(text[max(0, start - 40) : start])
    if before and told and _is_given(before[1]):
        yield start - len(before[0]), f"{before[1]} {text[start:end]}"


def _is_given(word: str) -> bool:
    """Tell whether a word may be a given name: no common word, title, people or place."""
    lower = word.lower()
    return not (
        kind_of(lower)
        or kind_of(lower.split("-")[0])
        or lower in HONORIFICS
        or lower in OPENERS
        or lower in MONTHS
        or word in BODIES | PLACES | PEOPLES
        or word.isupper()
    )
