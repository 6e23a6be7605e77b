"""What kind of body a title belongs to: a *President* of a company is 사장, of a state 대통령.

Only titles that companies and states share are open: a *Chairman* of a row that says ``org`` is
that one wherever no other kind of body stands beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.languages import countries
from workflow.languages.en.capitals import PEOPLES
from workflow.model import Term, TermType

if TYPE_CHECKING:
    from workflow.glossary.pieces import Part

#: Renderings that only heads of companies have, of titles that heads of states have as well.
_OF_COMPANIES = frozenset(
    {"사장", "부사장", "社长", "副社长", "总裁", "副总裁", "总经理", "副总经理"}
)
_SHARED = frozenset({"president", "vice president", "governor"})
#: Titles that companies and states have.
_OPEN = _SHARED | frozenset(
    {
        "deputy governor", "deputy president", "director", "general secretary", "premier",
        "secretary", "secretary general", "speaker",
    }
)  # fmt: skip
#: Titles that only states, parties and the like have.
_OF_STATES = frozenset(
    {
        "ambassador", "attorney general", "chancellor", "congressman", "consul general",
        "defence minister", "defense minister", "deputy prime minister", "finance minister",
        "first lady", "foreign minister", "king", "lawmaker", "mayor", "minister", "premier",
        "prime minister", "queen", "representative", "secretary of defense",
        "secretary of state", "senator", "state councilor", "vice minister", "vice premier",
    }
)  # fmt: skip
#: Offices of a state in the note of a person's row.
_NOTED_STATE = re.compile(
    r"대통령|총리|주지사|지사|국가주석|장관|국회의원|总统|总理|州长|省长|国家主席|部长|议员"
    r"|(?i:\b(?:head of state|politician|prime minister|premier|minister|senator|lawmaker)\b)"
)
_NOTED_OFFICE = re.compile(
    r"\b(?i:president|governor|secretary|speaker)\b(?: of (?:the )?(?P<of>[A-Z]\w+(?: [A-Z]\w+)*))?"
)
_NOTED_COMPANY = re.compile(
    r"사장|회장|总裁|社长|董事长|(?i:\b(?:ceo|executive|company|companies|founder|businessman"
    r"|businesswoman|corporation|inc|corp|bank)\b)"
)
_STATES = frozenset(
    "US U.S. UK U.K. USA U.S UAE ROK DPRK Korea America Britain Turkey Congress Parliament".split()
)
_COMPASS = ("North", "South", "East", "West")
_BANK = re.compile("Bank|Reserve|Monetary")


def declared(title: Term) -> str:
    """Return what the row itself says."""
    return title.extra.get("scope", "")


def of(title: Term) -> str:
    """``org`` or ``place``, as the row's extra column ``scope`` says or its renderings tell.

    Nothing where the title goes with either.
    """
    if said := declared(title):
        return said
    if _english(title) not in _SHARED:
        return ""
    rendered = {form.first for tag, form in title.forms.items() if tag != "en"}
    return "org" if rendered & _OF_COMPANIES else ""


def is_open(title: Term) -> bool:
    """Tell whether a title is one that companies and states have, so that its body tells which."""
    return bool(of(title)) and _english(title) in _OPEN


def shown(title: Term) -> str:
    """Of what kind the body of a person must be who has this title; nothing where it may be any."""
    if _english(title) in _OF_STATES:
        return "place"
    return "" if _english(title) in _OPEN else declared(title)


def noted(person: Term) -> str:
    """Of what kind a person's body is, as the note of the row says."""
    note = person.note
    if not note:
        return ""
    office = _NOTED_OFFICE.search(note)
    state = _NOTED_STATE.search(note) or (office and _is_state(note, office))
    company = _NOTED_COMPANY.search(note)
    return "" if bool(state) == bool(company) else "place" if state else "org"


def _is_state(note: str, office: re.Match[str]) -> bool:
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


def kind(body: Part) -> str:
    """Return the scope that a title of this body has."""
    return "place" if body.type is TermType.PLACE else "org"


def fitting(titles: tuple[Term, ...], body: Part) -> tuple[Term, ...]:
    """Of rows that one title may mean, those that go with its body; perhaps none."""
    wanted = kind(body)
    return tuple(title for title in titles if of(title) in ("", wanted))


def _english(title: Term) -> str:
    form = title.forms.get("en")
    return form.first.casefold() if form else ""
