"""Know how a language writes names, titles and bodies, and tells them from other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from workflow.languages.names.joints import Edges, Joints, Place
from workflow.languages.names.new_names import NewNames
from workflow.model import TermType

#: Initials between a given name and a family name: Donald J. Trump, George H.W. Bush.
INITIALS = re.compile(r"(?<=\w )(?:[A-Z]\.? ?)+(?<= )(?=[A-ZÀ-Þ][a-zß-ÿ])")
_NAME_AFTER = re.compile(r" [A-ZÀ-Þ][\w'’-]+")


def initials(name: str) -> str:
    """Return the initials inside a name, without points: ``HW`` of *George H. W. Bush*."""
    return "".join(filter(str.isalpha, "".join(INITIALS.findall(name))))


class Names(NewNames):
    """The names of a language; by default, nothing is known of them.

    A language overrides what it knows better. Every method abstains where it is not sure: a word
    counts as the name that it looks like, and nothing stands beside it. The base finds names
    that no glossary has.

    Attributes:
        origin: how surely the form of a person's name tells that it is Chinese or Korean; of the
            languages of a row the one with the highest figure decides, 0 tells nothing.
        inflected: whether words have a plural and other case than in the dictionary.
        accents: whether a letter with an accent is another letter: not in *Erdogan*, *Erdoğan*.
    """

    origin = 0
    inflected = True
    accents = True

    @cached_property
    def joints(self) -> Joints:
        """The gaps allowed between the parts of a mention."""
        return Joints()

    # The forms of a name

    def surname(self, name: str, *, east_asian: bool) -> str:
        """Return the family name in a person's full name; empty if it is not clear.

        Args:
            name: as the language writes it, without a bracket.
            east_asian: whether the person is called as Chinese and Koreans are.
        """
        from workflow.languages.names import romanized

        return romanized.surname(name, east_asian=east_asian)

    def told_surname(self, name: str, families: Iterable[str], *, east_asian: bool) -> str | None:
        """Return the family name in a full name that other languages tell, which say how it sounds.

        Args:
            name: as the language writes it, without a bracket.
            families: the family name, as other languages write it.
            east_asian: whether the person is called as Chinese and Koreans are.

        Returns:
            The family name, empty where it cannot be told, and None where :meth:`surname` tells it.
        """
        return None

    def is_sounded(self, name: str, others: Sequence[str]) -> bool:
        """Tell whether a Chinese or Korean among ``others`` may have this name in Latin letters.

        >>> rows = ("Jack Ma", ["马云"]), ("Joe Biden", ["拜登"]), ("Kim Min-ji", ["金旻智"])
        >>> [Names().is_sounded(*row) for row in rows]
        [True, False, True]
        """
        from workflow.languages.names import romanized

        return not name.isascii() or romanized.is_east_asian(name, others)

    def latin(self, word: str) -> str:
        """Return how a word of a foreigner's name sounds, in Latin letters; empty if not known."""
        return ""

    def is_japanese(self, name: str, others: Sequence[str] = ()) -> bool | None:
        """Tell whether a person's name is a Japanese's; None where it may be.

        Args:
            name: as the language writes it, without a bracket.
            others: the name in other languages. Koreans write a Japanese's family name first.

        >>> [Names().is_japanese(name) for name in ("Shigeru Ishiba", "Rei Takemi", "Lisa Su")]
        [True, None, False]
        >>> Names().is_japanese("Sara Mori", ["사라 모리"])
        False
        """
        from workflow.languages.ko import japanese_names

        family = japanese_names.to_hangul(name).partition(" ")[0]
        if family:
            return not any(other.endswith(f" {family}") for other in others)
        return None if not name.isascii() or japanese_names.is_spelled(name) else False

    def japanese_surname(self, name: str) -> str:
        """Return the family name in a Japanese person's full name; empty if it is not clear."""
        from workflow.languages.ko import japanese_names

        return japanese_names.surname(name)

    def is_compound(self, family: str) -> bool:
        """Tell whether a Chinese person's family name has two characters: 欧阳."""
        return False

    def family_name(self, name: str) -> str:
        """Return the family name where the name by itself tells that it is Chinese or Korean."""
        return ""

    def is_east_asian(self, name: str) -> bool:
        """Tell whether a person's name is in the form of a Chinese or Korean one."""
        return False

    def is_foreign(self, name: str) -> bool:
        """Tell whether a person's name is in the form of a foreign one: ``리사 수``."""
        return False

    def spellings(self, name: str, kind: TermType, *, east_asian: bool = False) -> Iterator[str]:
        """Yield other ways to write a name that need no alias: ``Amb.``, ``Xing Hai-ming``."""
        return iter(())

    def families(self, name: str, family: str, others: Iterable[str]) -> Iterator[str]:
        """Yield other ways in which a person is called by the family name alone: *al-Sisi*.

        Args:
            name: the full name, without a bracket.
            family: the family name in it.
            others: further full names of the person.
        """
        return iter(())

    def counterparts(self, title: str) -> Iterator[str]:
        """Yield the same office of a woman, a man or anybody: ``Chairwoman``."""
        return iter(())

    def plural(self, name: str, kind: TermType) -> str:
        """Return the plural of a name that has one; empty otherwise."""
        return ""

    def attributive(self, name: str, kind: TermType) -> str:
        """Return the form of a term before a noun (``supply-chain``); empty if it is unchanged."""
        return ""

    def adjectives(self, name: str, kind: TermType) -> tuple[str, ...]:
        """Return how a country is named before its offices: *the Chinese ambassador*."""
        return ()

    def countries(self) -> Iterable[str]:
        """Return the countries that have adjectives and, for sure, one name in each language."""
        return ()

    # A name in a text

    def straddles(self, text: str) -> frozenset[tuple[int, int]]:
        """Return places where two words together only look like a name: 发展**中国**家."""
        return frozenset()

    def begins_full_name(self, text: str, end: int) -> bool:
        """Tell whether the surname before ``end`` goes on as a full name: ``Lee Jae-yong``."""
        return False

    def is_part(self, place: Place, edges: frozenset[int]) -> bool:
        """Tell whether a name is a piece of a longer one that the glossary lacks.

        Args:
            place: where it stands.
            edges: where known names begin and end, which may stand beside it.
        """
        return False

    def is_certain(self, place: Place) -> bool:
        """Tell whether a word that is a common one as well is certainly the name here."""
        return True

    def proves(self, place: Place) -> bool:
        """Tell whether a sentence shows a common word to be a name wherever the document has it."""
        return False

    def is_given(self, text: str, start: int, end: int) -> bool:
        """Tell whether a word is the given name of a person named in full: *Jordan* Pickford."""
        return False

    def begins_surname(self, text: str, start: int, end: int) -> bool:
        """Tell whether the surname at ``text[start:end]`` before a title is not inside a word."""
        return True

    def initial_before(self, text: str, start: int) -> str:
        """Return the initials right before a surname, as in ``C. Rice``; empty otherwise."""
        return ""

    # Forms of address and titles beside a name

    def address_before(self, text: str, start: int) -> str:
        """Return the form of address right before a name (``Mr.``, ``Premier``), or nothing."""
        return ""

    def polite_before(self, text: str, start: int) -> str:
        """Return the form of address before ``start`` that translations leave out: ``Mr. ``."""
        return ""

    def addressed(self, text: str, surnames: Iterable[str]) -> Iterator[tuple[int, int, int]]:
        """Find surnames before a form of address or an office: start and end, the end of both."""
        return iter(())

    def office_beside(self, text: str, start: int, end: int) -> str:
        """Return an office beside a full name, by which its surname is known again: 안 장관."""
        return ""

    def is_other_office(self, before: str) -> bool:
        """Tell whether the text before a title makes it another one: *Vice* Chairman."""
        return before.endswith(self.joints.other_office)

    def said_before(self, text: str, start: int, words: tuple[str, ...]) -> str:
        """Return which of some words stands by itself right before a title; empty without one."""
        before = text[max(0, start - 12) : start]
        proper = (word for word in words if word[0] != " ")
        said = next((word for word in proper if before.casefold().endswith(word)), "")
        outside = before[: len(before) - len(said)]
        ends_word = said.isascii() or said[-1:] == " "
        return "" if said and ends_word and outside[-1:].isalnum() else said

    def explains(self, text: str, title: int, person: int, *, of_body: bool) -> bool:
        """Tell whether a name after an office and a comma says who that is.

        Args:
            text: the sentence.
            title: where the title begins.
            person: where the name ends.
            of_body: whether the office has its body beside it.
        """
        return False

    def is_beside(self, text: str, person: int, title: int) -> bool:
        """Tell whether the title at ``title`` is in apposition to the name before it."""
        return text[person:title] == ", "

    def goes_to_next(self, text: str, end: int) -> bool:
        """Tell whether a capitalised name follows a title, so that it is that one's."""
        return _NAME_AFTER.match(text, end) is not None

    def is_of_unlisted(self, text: str, end: int) -> bool:
        """Tell whether a title is of a body that the glossary lacks: ``chairman of Hyundai``."""
        return False

    def is_elsewhere(self, text: str, end: int) -> bool:
        """Tell whether a title is said to be of something: of what, decides what it is."""
        return False

    def describes_next(self, text: str, start: int, end: int) -> bool:
        """Tell whether a title describes the word after it: *China's premier resort*."""
        return False

    # Persons and bodies that the glossary lacks

    def scope_beside(self, text: str, start: int, end: int) -> str:
        """Return of what kind the body beside an office is: ``place``; ``?`` if not known."""
        return ""

    def scope_of_office(self, text: str, end: int) -> str:
        """Return the same of an unlisted office in apposition to a name."""
        return ""

    def full_names(self, text: str, surname: str) -> Iterator[tuple[int, str]]:
        """Find the persons that have a surname: where each begins, and the full name."""
        return iter(())

    def is_city(self, place: Place) -> bool:
        """Tell whether what may be a family name is a city there: *born in Osaka*."""
        return False

    def says_where(self, text: str, start: int) -> bool:
        """Tell whether the place named at ``start`` is where something is: *in Seoul*."""
        return False

    def has_office(self, text: str, title: tuple[int, int], body: tuple[int, int]) -> bool:
        """Tell whether a sentence says an office to be a body's: *chairman of KEF*."""
        return False

    def are_coordinated(self, gap: str) -> bool:
        """Tell whether the text between two offices joins them: *, the*, *and*."""
        return False

    # A rendering in a translation

    def spaced(self, letters: str) -> re.Pattern[str] | None:
        """Match a name at the beginning of a word with any spaces in it, where that is the name."""
        return None

    def is_inside_word(self, text: str, start: int, end: int) -> bool:
        """Tell whether a form is a part of another word, or the noun of a verb."""
        return False

    def is_surname(self, text: str, start: int, end: int) -> bool:
        """Tell whether a surname stands alone: not in another person's name nor after a title."""
        return True

    def noun_follows(self, after: str) -> bool:
        """Tell whether a noun that is no title follows a name and may make another name of it."""
        return False

    def sound(self, text: str) -> str:
        """Return the sound of a text, to compare names by; empty if it is not known."""
        return ""

    def runs(self, text: str, length: int) -> Iterator[tuple[int, int]]:
        """Yield the places of about ``length`` letters where a misheard name may stand."""
        return iter(())

    def is_whole(self, text: str, span: tuple[int, int], kind: TermType, edges: Edges) -> bool:
        """Tell whether a rendering is all of a name, and not a part of another one.

        Args:
            text: the translation.
            span: where the rendering stands.
            kind: what it names.
            edges: where known renderings end and begin, and the kind of name it ends with.
        """
        return True
