"""How names, titles and bodies stand together in English, Korean and Chinese."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grammar:
    """What may stand between the parts of a composite in one language.

    Attributes:
        body_title: ``KEF`` · ``Chairman``.
        title_body: ``President`` · of · ``Samsung Electronics``.
        title_host: ``Ambassador`` · to · ``Korea``.
        title_person: ``Chairman`` · ``Sohn Kyung-shik``.
        office_person: the same after a title that ends with its body.
        person_title: ``Lee In-yong`` · , · ``President …``.
        body_person: ``경총`` · ``손경식 회장``.
        person_body: ``Chairman Sohn Kyung-shik`` · of · ``KEF``.
        surname_title: ``손`` · ``회장``; empty where the title comes first.
        bare_surname: whether a surname may stand alone.
        other_office: what makes a title after it another one: ``Vice`` · ``Chairman``.
        other_place: what makes a place after it another one: ``North`` · ``Korea``.
    """

    body_title: frozenset[str] = frozenset()
    title_body: frozenset[str] = frozenset()
    title_host: frozenset[str] = frozenset()
    title_person: frozenset[str] = frozenset()
    office_person: frozenset[str] = frozenset()
    person_title: frozenset[str] = frozenset()
    body_person: frozenset[str] = frozenset()
    person_body: frozenset[str] = frozenset()
    surname_title: tuple[str, ...] = ()
    bare_surname: bool = False
    other_office: tuple[str, ...] = ()
    other_place: tuple[str, ...] = ()


_SPACE = frozenset({" "})
_NOTHING = frozenset({""})
_GRAMMARS = {
    "en": Grammar(
        body_title=frozenset({" ", "'s ", "’s "}),
        title_body=frozenset({" of ", " at ", " for ", " of the ", " at the ", " for the "}),
        title_host=frozenset({" to ", " to the "}),
        title_person=_SPACE,
        office_person=frozenset({" ", ", "}),
        person_title=frozenset({", ", ", the ", ", a ", ", then "}),
        person_body=frozenset({" of ", " of the ", " at ", " from "}),
        bare_surname=True,
        other_office=(
            "Acting ",
            "Assistant ",
            "Associate ",
            "Co-",
            "Deputy ",
            "Executive ",
            "Foreign ",
            "Honorary ",
            "Lieutenant ",
            "Prime ",
            "Vice ",
            "Vice-",
        ),
        other_place=("North ", "South ", "East ", "West "),
    ),
    "ko": Grammar(
        body_title=frozenset({" ", "의 ", ""}),
        title_person=_SPACE,
        office_person=_SPACE,
        person_title=frozenset({" ", ""}),
        body_person=_SPACE,
        surname_title=(" ", ""),
    ),
    "zh": Grammar(
        body_title=frozenset({"", "的"}),
        title_person=_NOTHING,
        office_person=_NOTHING,
        person_title=_NOTHING,
        body_person=_NOTHING,
        surname_title=("",),
        other_office=("副", "代", "名誉", "首席"),
    ),
}
_NO_GRAMMAR = Grammar()


def grammar(tag: str) -> Grammar:
    """The grammar of a language; an empty one where none is known."""
    return _GRAMMARS.get(tag.partition("-")[0], _NO_GRAMMAR)
