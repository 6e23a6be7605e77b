"""What kind of body a title belongs to: a *President* of a company is 사장, of a state 대통령."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.model import Term, TermType

if TYPE_CHECKING:
    from workflow.glossary.pieces import Part

#: Renderings that only heads of companies have, of titles that heads of states have as well.
_OF_COMPANIES = frozenset(
    {"사장", "부사장", "社长", "副社长", "总裁", "副总裁", "总经理", "副总经理"}
)
_SHARED = frozenset({"president", "vice president", "governor"})


def declared(title: Term) -> str:
    """What the row itself says."""
    return title.extra.get("scope", "")


def of(title: Term) -> str:
    """``org`` or ``place``, as the row's extra column ``scope`` says or its renderings tell.

    Nothing where the title goes with either.
    """
    if said := declared(title):
        return said
    english = title.forms.get("en")
    if english is None or english.first.casefold() not in _SHARED:
        return ""
    rendered = {form.first for tag, form in title.forms.items() if tag != "en"}
    return "org" if rendered & _OF_COMPANIES else ""


def kind(body: Part) -> str:
    """The scope that a title of this body has."""
    return "place" if body.type is TermType.PLACE else "org"


def fitting(titles: tuple[Term, ...], body: Part) -> tuple[Term, ...]:
    """Of rows that one title may mean, those that go with its body; perhaps none."""
    wanted = kind(body)
    return tuple(title for title in titles if of(title) in ("", wanted))
