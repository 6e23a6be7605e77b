"""Describe the boundaries of names: joints of a mention, place of a word, edges."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.model import TermType


@dataclass(frozen=True, slots=True)
class Joints:
    """Patterns of the gaps between a name, a title and a body that are one mention.

    By default, nothing is known of a language, and only single names are found in it.

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
        other_office: what makes a title after it another one: ``vice`` · ``Chairman``.
        office_goes_on: what makes a title before it another one: ``President`` · ``-elect``.
        former: what stands before a title that somebody had: ``former``, ``전``, ``前``.
        former_apposed: the same between a person and the title.
        acting: what stands before a title that somebody has for the time being: ``acting``.
        modifiers: surnames that before a title mean something else as well: ``전 회장``.
        articles: surnames that before a title are an article, if their bearer has another: ``한``.
        elsewhere: what stands after a title before a body that the glossary may lack: ``of``.
        bare_surname: whether a surname may stand alone.
        capitals: whether capitals tell names from words.
        long_title: letters from which a title that is no composite is certainly one.
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
    other_office: tuple[str, ...] = ()
    office_goes_on: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    former_apposed: frozenset[str] = frozenset()
    acting: tuple[str, ...] = ()
    modifiers: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    elsewhere: tuple[str, ...] = ()
    bare_surname: bool = False
    capitals: bool = False
    long_title: int = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A word of a sentence that may be a name.

    Attributes:
        text: the sentence.
        start, end: where the word stands.
        kind: what it names if it is a name.
        surname: whether it is a person's family name.
        headline: whether the sentence is a headline, or ends like one.
        proven: whether the document has the word as the name elsewhere, and not as a word.
        written: whether a row of the glossary writes it with the same capitals.
        given: whether somebody in the document has it as the given name.
    """

    text: str
    start: int
    end: int
    kind: TermType
    surname: bool = False
    headline: bool = False
    proven: bool = False
    written: bool = False
    given: bool = False

    @property
    def surface(self) -> str:
        """The word as the sentence spells it."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Edges:
    """The ends of known renderings in a translation, and the type of the one ending there."""

    begins: frozenset[int]
    ends: frozenset[int]
    last: TermType
