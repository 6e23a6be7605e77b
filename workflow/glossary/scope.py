"""What kind of body a title belongs to: a *President* of a company is 사장, of a state 대통령.

Only titles that companies and states share are open: a *Chairman* of a row that says ``org`` is
that one wherever no other kind of body stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable

from workflow.glossary.parts import MentionPart
from workflow.languages import pack, registered
from workflow.languages.titles import Titles
from workflow.model import Term, TermType


def declared(title: Term) -> str:
    """Return what the row itself says, in its extra column ``scope``."""
    return title.extra.get("scope", "")


def of(title: Term) -> str:
    """Return ``org`` or ``place``, as the row says or its renderings tell.

    Nothing where the title goes with either.
    """
    if said := declared(title):
        return said
    if not _is_among(title, lambda titles: titles.shared):
        return ""
    rendered = (form.first in pack(tag).titles.of_companies for tag, form in title.forms.items())
    return "org" if any(rendered) else ""


def is_open(title: Term) -> bool:
    """Tell whether a title is one that companies and states have, so that its body tells which."""
    return bool(of(title)) and _is_among(title, lambda titles: titles.open)


def shown(title: Term) -> str:
    """Return of what kind the body of a person with this title is; nothing where it may be any."""
    if _is_among(title, lambda titles: titles.of_states):
        return "place"
    return "" if _is_among(title, lambda titles: titles.open) else declared(title)


def _is_among(title: Term, group: Callable[[Titles], frozenset[str]]) -> bool:
    return any(
        form.first.casefold() in group(pack(tag).titles) for tag, form in title.forms.items()
    )


def noted(person: Term) -> str:
    """Return of what kind a person's body is, as the note of the row says in any language."""
    if not person.note:
        return ""
    state = any(known.titles.note_state(person.note) for known in registered())
    company = any(known.titles.note_company(person.note) for known in registered())
    return "" if state == company else "place" if state else "org"


def kind(body: MentionPart) -> str:
    """Return the scope that a title of this body has."""
    return "place" if body.type is TermType.PLACE else "org"


def fitting(titles: tuple[Term, ...], body: MentionPart) -> tuple[Term, ...]:
    """Return the rows of a title that go with its body; perhaps none."""
    wanted = kind(body)
    return tuple(title for title in titles if of(title) in ("", wanted))
