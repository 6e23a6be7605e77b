"""Find English names that capitals alone do not delimit.

Bodies with a comma or their state's letters, ships (*a yacht, the Lady Evergreen*), aircraft,
roads, laws and works (*a comic, Si Gunung,*).
"""

from __future__ import annotations

from collections.abc import Sequence

from workflow.languages.en.new_names.name_kinds import KINDS
from workflow.languages.en.word_lists import kind_of
from workflow.languages.names.new_names import Named
from workflow.languages.zh import pinyin
from workflow.model import TermType

_WHOLE = (
    ("office_of_several", TermType.ORG),
    ("ministry_of_two", TermType.ORG),
    ("two_words", TermType.ORG),
    ("papers", TermType.ORG),
    ("ship", TermType.TERM),
    ("craft", TermType.TERM),
    ("law_to", TermType.TERM),
    ("vessel", TermType.TERM),
    ("wrecked", TermType.TERM),
    ("noble", TermType.TITLE),
    ("road", TermType.PLACE),
    ("work_called", TermType.TERM),
    ("work_quoted", TermType.TERM),
    ("goods_called", TermType.TERM),
    ("nicknamed", TermType.PERSON),
    ("sub_region", TermType.PLACE),
    ("body_of", TermType.ORG),
    ("republic", TermType.PLACE),
    ("sons", TermType.ORG),
    ("body_of_two", TermType.ORG),
    ("body_of_whom", TermType.ORG),
    ("officer_office", TermType.ORG),
    ("us_court", TermType.ORG),
    ("us_attorney", TermType.TITLE),
    ("saint", TermType.PLACE),
    ("day_person", TermType.PERSON),
)
#: Pronouns and articles that are family names of Chinese.
_CHINESE = frozenset({"An", "He", "You"})
_OFFICES = ("office_of_several", "ministry_of_two")


def whole(text: str) -> tuple[list[Named], str]:
    """Return such names, and the text with nothing in their places.

    >>> whole("The Ministry of Information, Culture and Tourism left.")[0][0].name
    'Ministry of Information, Culture and Tourism'
    >>> [each.name for each in whole("He sold a yacht, the Lady Evergreen, and a flat.")[0]]
    ['Lady Evergreen']
    """
    found: list[Named] = []
    for use, kind in _WHOLE:
        for each in KINDS.pattern(use).finditer(text):
            start, end = each.span("own" if "own" in each.re.groupindex else 0)
            name = text[start:end]
            found.append(Named(name, start, kind, sure=use not in _OFFICES))
            text = f"{text[:start]}{chr(0) * (end - start)}{text[end:]}"
    return found, text


def keeps_first(words: Sequence[str]) -> bool:
    """Tell whether a word that seldom begins names begins this one: *US Senate*, *I Wayan*.

    >>> keeps_first(["He", "Wenbin"]), keeps_first(["You", "Can"]), keeps_first(["He", "Left"])
    (True, False, False)
    """
    name = " ".join(words)
    if words[0] in _CHINESE and len(words) == len(("He", "Wenbin")):
        return pinyin.is_person(name) and not kind_of(words[1].lower())
    return KINDS.pattern("kept_first").fullmatch(name) is not None
