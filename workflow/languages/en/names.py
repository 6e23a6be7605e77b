"""Know what may stand beside English names, and when a common word is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from workflow.languages.en import longer, persons, proof, spelling, surnames, titles, word_lists
from workflow.languages.en.new_names import unlisted
from workflow.languages.names import countries, gazetteer, names, office_names, romanized
from workflow.languages.names.joints import Joints, Place
from workflow.languages.tables import FactTable
from workflow.model import TermType

_TABLE = FactTable(__package__, "names.tsv")
_TITLES = FactTable(__package__, "titles.tsv")
#: Kinds of thing that a common word may name.
_NAMED = frozenset({TermType.PERSON, TermType.ORG, TermType.PRODUCT, TermType.ABBR})
#: A hyphen between two whole words.
_JOINED = re.compile(r"(?<=[a-z]{3})-(?=[a-z]{3})")
_COUNTED = frozenset({TermType.TERM, TermType.TITLE, TermType.PRODUCT, TermType.ABBR})
#: A text that does not end so may be a headline, too.
_SENTENCE_END = re.compile(r"[.!?:;…][\W_]*$")
_LONGEST_WORD = 24


class EnglishNames(names.Names):
    """The names of English; capitals tell most of them from words."""

    origin = 1
    accents = False
    counterparts = staticmethod(spelling.counterparts)
    families = staticmethod(spelling.families)
    # What stands right before a name or goes on behind it.
    begins_full_name = staticmethod(surnames.continues)
    address_before = staticmethod(surnames.address_before)
    # Whose an office is that stands beside a name.
    explains = staticmethod(titles.explains)
    is_beside = staticmethod(titles.is_beside)
    goes_to_next = staticmethod(titles.goes_to_next)
    is_of_unlisted = staticmethod(titles.is_of_unlisted)
    is_elsewhere = staticmethod(titles.is_elsewhere)
    describes_next = staticmethod(titles.describes_next)
    scope_beside = staticmethod(unlisted.scope_beside)
    scope_of_office = staticmethod(unlisted.scope_of_office)
    full_names = staticmethod(unlisted.full_names)

    @cached_property
    def joints(self) -> Joints:
        """The gaps allowed between the parts of a mention."""
        return Joints(
            body_title=frozenset({" ", "'s ", "’s ", "' ", "’ "}),
            title_body=frozenset({" of ", " at ", " for ", " of the ", " at the ", " for the "}),
            title_host=frozenset({" to ", " to the "}),
            title_person=frozenset({" "}),
            office_person=frozenset({" ", ", "}),
            person_title=frozenset({", ", ", the ", ", a "}),
            person_body=frozenset({" of ", " of the ", " at ", " from "}),
            other_office=_TITLES.words("other_office"),
            office_goes_on=_TITLES.words("office_goes_on"),
            former=_TITLES.words("former"),
            former_apposed=frozenset({", the former ", ", former ", ", a former "}),
            acting=_TITLES.words("acting"),
            bare_surname=True,
            capitals=True,
        )

    def is_east_asian(self, name: str) -> bool:
        """Tell whether a name has a hyphen between syllables of a Korean or Chinese name.

        >>> [EnglishNames().is_east_asian(name) for name in ("Sohn Kyung-shik", "Jean-Paul Sartre")]
        [True, False]
        """
        return "-" in name and romanized.is_east_asian(name, ())

    def told_surname(self, name: str, families: Iterable[str], *, east_asian: bool) -> str | None:
        """Return the end of a Chinese's or Korean's name that its Hangul or Han tells."""
        return romanized.told_surname(name, families) if east_asian else None

    def spellings(self, name: str, kind: TermType, *, east_asian: bool = False) -> Iterator[str]:
        """Yield ``Amb.``, ``Xing Hai-ming`` for a Chinese or Korean person, ``gamma ray burst``."""
        if kind is TermType.TITLE:
            yield from spelling.of_title(name)
        if kind is TermType.ORG:
            yield from spelling.of_ministry(name)
        if kind is TermType.TERM and _JOINED.search(name):
            yield _JOINED.sub(" ", name)
        if kind is TermType.PERSON:
            yield from spelling.of_initials(name)
            yield from spelling.of_article(name)
            if east_asian:
                yield from romanized.spellings(name)

    def plural(self, name: str, kind: TermType) -> str:
        """Return the plural of a countable noun."""
        return spelling.plural(name) if kind in _COUNTED and name[-1].isalpha() else ""

    def attributive(self, name: str, kind: TermType) -> str:
        """Return a term of two words with a hyphen, as before a noun: ``supply-chain crisis``."""
        return name.replace(" ", "-") if kind is TermType.TERM and name.count(" ") == 1 else ""

    def adjectives(self, name: str, kind: TermType) -> tuple[str, ...]:
        """Return ``Chinese`` of China."""
        return countries.adjectives(name) if kind is TermType.PLACE else ()

    countries = staticmethod(countries.settled)

    def is_part(self, place: Place, edges: frozenset[int]) -> bool:
        """Tell whether capitals go on beside a name: *Samsung Electronics America*."""
        if place.surname:
            return False
        if place.kind is TermType.PLACE and longer.is_of_two(place.text, place.start, place.end):
            return True
        return longer.is_part(place.text, place.start, place.end, place.kind, edges)

    def is_certain(self, place: Place) -> bool:
        """Tell whether a name that is a common word as well is certainly the name."""
        text, surface = place.text, place.surface
        if place.surname and (_stands_in_name(place) or self.is_city(place)):
            return False
        if place.kind is TermType.PLACE and self._is_person(place):
            return False
        described = place.kind is TermType.PLACE and proof.describes(surface)
        if not (place.kind in _NAMED or described) or not proof.is_word(surface):
            return True
        shouted = text.isupper()
        if place.kind is TermType.ABBR and not shouted:
            return True
        if surface.isupper() and not shouted and place.written:
            return True
        return proof.is_name(_word(place))

    def _is_person(self, place: Place) -> bool:
        """Tell whether somebody is called as a place is: *Mr Jordan*, *Jordan, 25, scored*."""
        aged = _TABLE.pattern("aged").match(place.text, place.end)
        called = place.given and not self.is_city(place)
        return called or aged is not None or bool(self.polite_before(place.text, place.start))

    def is_given(self, text: str, start: int, end: int) -> bool:
        """Tell whether a full name begins there, with a given name that is known."""
        word = text[start:end]
        known = word in _TABLE.word_set("given") or word_lists.is_given(word)
        return known and any(each.start == start for each in persons.persons(text))

    def proves(self, place: Place) -> bool:
        """Tell whether a capital inside the sentence shows a common word to be a name."""
        return (
            place.kind in _NAMED
            and proof.is_word(place.surface)
            and not _is_in_name(place)
            and proof.proves(proof.Word(place.text, place.start, place.end, person=True))
        )

    def initial_before(self, text: str, start: int) -> str:
        """Return the initials right before a surname, no given name before them: ``C. ``."""
        initial = _TABLE.pattern("initial").search(text[max(0, start - 12) : start])
        middle = initial and surnames.preceded(text, start - len(initial[0]))
        return initial[0] if initial and not middle else ""

    def noun_follows(self, after: str) -> bool:
        """Tell whether a capital or a possessive follows: *European Union's*."""
        return re.match(r"['’]s\b| [A-Z]", after) is not None

    def polite_before(self, text: str, start: int) -> str:
        """Return ``Mr. `` and the like."""
        polite = _TABLE.pattern("polite").search(text[max(0, start - 5) : start])
        return polite[0] if polite else ""

    def is_surname(self, text: str, start: int, end: int) -> bool:
        """Tell whether no name goes on around a surname, and at most *Mr.* stands before it."""
        if surnames.address_before(text, start) and not self.polite_before(text, start):
            return False
        shouted = not surnames.capitals_tell(text)
        return shouted or not (surnames.preceded(text, start) or surnames.continues(text, end))

    def is_city(self, place: Place) -> bool:
        """Tell whether a family name is rather the city: *to Washington*, *Washington-based*."""
        if not (word_lists.is_city(place.surface) or place.surface in gazetteer.names()):
            return False
        return bool(
            _TABLE.pattern("to_place").search(place.text, 0, place.start)
            or _TABLE.pattern("of_place").match(place.text, place.end)
        )

    def says_where(self, text: str, start: int) -> bool:
        """Tell whether *in*, *near* and the like stand before a place."""
        return _TABLE.pattern("where").search(text, 0, start) is not None

    def has_office(self, text: str, title: tuple[int, int], body: tuple[int, int]) -> bool:
        """Tell whether *of* stands after a title, or its body right before it."""
        if body[0] >= title[1]:
            return text[title[1] : body[0]] in (" of ", " of the ", " at ", " at the ")
        return text[body[1] : title[0]] in (" ", "'s ", "’s ")

    def are_coordinated(self, gap: str) -> bool:
        """Tell whether *and* or a comma stands between: *the chairman and president of KEF*."""
        return _TABLE.pattern("and").fullmatch(gap) is not None

    def is_word(self, name: str) -> bool:
        """Tell whether a name is a common word with a capital, or its plural."""
        from workflow.languages.en.new_names import name_kinds

        return " " not in name and name_kinds.is_word(name)

    def place_of(self, body: str) -> str:
        """Return the place that a body is called after: *Kerala* of *Kerala High Court*."""
        from workflow.languages.en.new_names import name_kinds

        return name_kinds.place_of(body)

    def proposals(self, name: str, kind: TermType) -> tuple[Mapping[str, str], str]:
        """Return the Hangul of a Korean, Japanese or Chinese name, and what places are called."""
        from workflow.languages.ko import japanese_names, romanized_names

        if kind is TermType.TITLE:
            return office_names.proposals(name, "en")
        if kind is TermType.PLACE:
            return gazetteer.renderings(name)
        if kind is TermType.PERSON and (korean := romanized_names.to_hangul(name)):
            return {"ko": korean[0]}, _about_korean(korean)
        if kind is TermType.PERSON and (hangul := japanese_names.to_hangul(name)):
            return {"ko": hangul}, f"{japanese_names.RULE}, if the person is Japanese"
        return super().proposals(name, kind)


def _about_korean(names: Sequence[str]) -> str:
    """Say where the Hangul of a Korean's name is from, and what else it may be."""
    from workflow.languages.ko import romanized_names

    others = f", or {' '.join(names[1:])}" if names[1:] else ""
    han = romanized_names.family_in_han(names[0])
    return f"{romanized_names.RULE}{others}; family name in Chinese mostly {han}"


def _word(place: Place) -> proof.Word:
    return proof.Word(
        place.text,
        place.start,
        place.end,
        person=place.kind is TermType.PERSON,
        headline=place.headline or not _SENTENCE_END.search(place.text[-_LONGEST_WORD:]),
        proven=place.proven,
    )


def _is_in_name(place: Place) -> bool:
    """Tell whether a word belongs to a longer name that is not listed."""
    return surnames.preceded(place.text, place.start) or longer.is_part(
        place.text, place.start, place.end, TermType.ORG, frozenset()
    )


def _stands_in_name(place: Place) -> bool:
    """Tell whether a surname is a piece of another full name, or an abbreviation in capitals."""
    text, surface = place.text, place.surface
    if surface.isupper() and len(surface) < 3 and not text.isupper():
        return True
    company = _TABLE.pattern("and_before").search(text[max(0, place.start - 40) : place.start])
    if company or _TABLE.pattern("and_after").match(text, place.end):
        return True  # Johnson & Johnson
    return surnames.preceded(text, place.start) and surnames.capitals_tell(text)
