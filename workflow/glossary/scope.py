"""Find whose a title is: the *President* of a company is a 사장, that of a state a 대통령.

Only titles that companies and states share are open: a *Chairman* of a row that says ``org`` is
that one wherever no other kind of body stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable

from workflow.glossary.parts import MentionPart
from workflow.languages import pack, registered
from workflow.languages.names.titles import Titles
from workflow.model import Term, TermType


def declared(title: Term) -> str:
    """Return what the row says in its extra column ``scope``."""
    return title.extra.get("scope", "")


def of_title(title: Term) -> str:
    """Tell a company's title (``org``) from a state's (``place``); empty if it may be of either.

    Of *President* the renderings tell: 사장 is a company's, 대통령 a state's.
    """
    if said := declared(title):
        return said
    if not _is_among(title, lambda titles: titles.shared):
        return ""
    if _is_among(title, lambda titles: titles.of_companies):
        return "org"
    return "place" if _is_among(title, lambda titles: titles.of_nations) else ""


def is_open(title: Term) -> bool:
    """Tell whether companies and states have a title, so that its body decides."""
    return bool(of_title(title)) and _is_among(title, lambda titles: titles.open)


def of_holder(title: Term) -> str:
    """Return the kind of body whose person a title names (``org``, ``place``), or nothing."""
    if _is_among(title, lambda titles: titles.of_states):
        return "place"
    return "" if _is_among(title, lambda titles: titles.open) else declared(title)


def _is_among(title: Term, group: Callable[[Titles], frozenset[str]]) -> bool:
    return any(
        form.first.casefold() in group(pack(tag).titles) for tag, form in title.forms.items()
    )


def is_state_office(title: Term) -> bool:
    """Tell whether a title is an office of states, so that a people before it names the state.

    *Chinese Foreign Minister*, *Korean President*; a *Korean Director* is a Korean who directs.
    """
    if _is_among(title, lambda titles: titles.of_states | titles.shared):
        return True
    return any(
        form.first.casefold().rpartition(" ")[2] in pack(tag).titles.of_states
        for tag, form in title.forms.items()
    )


def is_posted(title: Term) -> bool:
    """Tell whether a title is that of an envoy to another country: *Ambassador*."""
    return _is_among(title, lambda titles: titles.posted)


def of_person(person: Term) -> str:
    """Tell what kind of body a person has by the note of the row, in any language."""
    if not person.note:
        return ""
    state = any(known.titles.note_state(person.note) for known in registered())
    company = any(known.titles.names_company_office(person.note) for known in registered())
    return "" if state == company else "place" if state else "org"


def of_body(body: MentionPart) -> str:
    """Return the scope of the titles that a body gives."""
    return "place" if body.type is TermType.PLACE else "org"


def fitting(titles: tuple[Term, ...], body: MentionPart) -> tuple[Term, ...]:
    """Return the rows of a title that fit its body; perhaps none."""
    wanted = of_body(body)
    return tuple(title for title in titles if of_title(title) in ("", wanted))
