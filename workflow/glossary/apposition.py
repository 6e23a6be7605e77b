"""Which office beside a name is that person's, before it or after it.

*Park Yong-jae, the chairman*; *the governor, Peter Green,*; *Bai Luming, the Chinese ambassador*.
In *A, President B* the title is B's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workflow.glossary import scope
from workflow.glossary.grammar import Grammar
from workflow.glossary.pieces import Part

THE_FORMER = frozenset({", the former ", ", former ", ", a former "})
#: A gloss in brackets between a name and its title: 트럼프(Donald Trump) 대통령.
_GLOSS = re.compile(r"\s?[(（][^()（）]{1,40}[)）]")
#: A name that follows a title: in *A, President B* the title is B's.
_NAME_AFTER = re.compile(r"(?:-elect|-designate)? [A-ZÀ-Þ][\w'’-]+")
#: What a body that the glossary lacks begins with.
_BODY_AFTER = re.compile(r"(?:the |a |an )?[A-ZÀ-Þ0-9]")
#: What makes one certain office of the title after it, and what ends an apposition.
_DETERMINED = re.compile(r"\b(?:the|its|his|her|their|our|whose) $", re.IGNORECASE)
_CLOSED = re.compile(
    r"[.;!?]?[\"”’']?$|[.;!?] |,(?! (?:(?:and|or) )?(?:the )?[A-Z])(?! (?:and|or) the )"
)
#: A people between a name and its office: *Bai Luming, the Chinese ambassador*.
_BESIDE = re.compile(
    r", (?:then |now )?(?:(?:the|a|an|its|his|her|their) )?"
    r"(?:(?P<people>[A-Z][\w.]+(?: [A-Z]\w+)?) )?"
)


@dataclass(frozen=True, slots=True)
class Office:
    """A title with what it belongs to: ``President of Samsung Electronics``."""

    start: int
    end: int
    title: Part
    body: Part | None = None
    host: Part | None = None


def explains(text: str, person: Part, office: Office, rules: Grammar) -> bool:
    """Tell whether the name after an office says who that is: *The governor, Peter Green, left.*

    Where a list may be meant (*the mayor, Peter Green and others*), it is not told.
    """
    if person.surname or not (rules.capitals and text[office.title.start].islower()):
        return False
    told = _DETERMINED.search(text[: office.start]) or office.body is not None
    return bool(told) and _CLOSED.match(text, person.end) is not None


def is_apposed(text: str, person: Part, office: Office, rules: Grammar) -> bool:
    """Tell whether the office after a person is this person's and not of whoever follows it."""
    gap = text[person.end : office.start]
    allowed = rules.surname_title if person.surname else rules.person_title
    former = (gap in THE_FORMER and rules.capitals) or (gap in rules.former and not rules.capitals)
    gloss = not rules.capitals and not person.surname and _GLOSS.match(gap)
    if gap not in allowed and not former and not (gloss and gap[gloss.end() :] in allowed):
        return False
    if not rules.capitals:
        return True
    if person.surname or goes_to_next(text, office.end):
        return False
    elsewhere = office.body is None and office.host is None
    return not (elsewhere and _of_unlisted(text, office.end, rules))


def _of_unlisted(text: str, end: int, rules: Grammar) -> bool:
    """Tell whether a title belongs to a body that the glossary lacks: ``chairman of Hyundai``."""
    return any(
        text.startswith(word, end) and _BODY_AFTER.match(text, end + len(word))
        for word in rules.elsewhere
    )


def is_elsewhere(text: str, end: int) -> bool:
    """Tell whether a title is said to be of something: of what, decides what it is."""
    return re.match(r" (?:of|at|for|to) ", text[end:]) is not None


def is_beside(text: str, person: Part, title: Part) -> bool:
    """Tell whether a title stands in apposition after a name, perhaps with a people between."""
    gap = _BESIDE.fullmatch(text, person.end, title.start)
    return gap is not None and (gap["people"] is None or scope.is_state(gap["people"]))


def goes_to_next(text: str, end: int) -> bool:
    """Tell whether a name follows a title, so that the title is that one's."""
    return _NAME_AFTER.match(text, end) is not None
