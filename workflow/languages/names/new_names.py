"""Find names that a glossary lacks in a text, and the renderings that follow from rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow.model import TermType


@dataclass(frozen=True, slots=True)
class Named:
    """A name at ``text[start : start + len(name)]``, and what it seems to be.

    ``sure`` where what stands beside it says so, and not its words alone.
    """

    name: str
    start: int
    type: TermType
    sure: bool = False


class NewNames:
    """Finds names of a language that a glossary might need; by default, by their capitals.

    A language overrides what it knows better.
    """

    def named(self, text: str, *, headline: bool) -> Iterator[Named]:
        """Find possible names by their capitals; none in a headline full of them."""
        from workflow.languages.en import surnames
        from workflow.languages.en.new_names import capitals

        return iter(()) if headline and surnames.title_case(text) else capitals.named(text)

    def offices(self, text: str, persons: Sequence[tuple[int, int]]) -> Iterator[Named]:
        """Find the offices that stand beside persons, without the persons.

        Args:
            text: the sentence.
            persons: where they begin and end.
        """
        from workflow.languages.en.new_names import offices

        return offices.beside(text, persons)

    def finds_all(self) -> bool:
        """Tell whether :meth:`named` finds names here; it may need a library of an extra."""
        return True

    def short_body(self, name: str) -> str:
        """Return a body's name without the word for its kind: 西门子公司 is 西门子."""
        return name

    def is_word(self, name: str) -> bool:
        """Tell whether a name is a word that may have its capital for another reason."""
        return False

    def is_thing(self, name: str) -> bool:
        """Tell whether the words of a name say that it is a work's, an event's or goods'."""
        from workflow.languages.en.new_names import name_kinds

        return name_kinds.is_thing(name.split(" "))

    def is_doubtful(self, name: str, kind: TermType, mentions: int, texts: Sequence[str]) -> bool:
        """Tell whether a guessed name is rather a word, by how often it was taken for a name.

        Args:
            name: with nothing beside it that tells what it is.
            kind: what it seems to be.
            mentions: sentences in which it was found.
            texts: all sentences of the document.
        """
        return False

    def grown(self, name: str, kind: TermType, text: str) -> str:
        """Extend a name by the words that always stand beside it, if they belong to it."""
        return name

    def short_place(self, name: str) -> str:
        """Return a place's name without the word for its kind: 하이퐁시 is 하이퐁."""
        return name

    def shortens(self, short: str, name: str) -> bool:
        """Tell whether a word is a body's name with letters left out: 국토부 of 국토교통부."""
        return False

    def place_of(self, body: str) -> str:
        """Return the place that a body is called after: *Kerala* of *Kerala High Court*."""
        return ""

    def is_ordinary(self, word: str) -> bool:
        """Tell whether a word is no name although it has a capital: a weekday, a pronoun."""
        from workflow.languages.en.new_names.name_words import ORDINARY

        return not word[0].isupper() or word in ORDINARY

    def person_beside(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Find the person's name beside a title, where names can only be found so.

        Args:
            text: the sentence.
            start: where the title begins.
            end: where it ends.
        """
        return None

    def proposals(self, name: str, kind: TermType) -> tuple[Mapping[str, str], str]:
        """Return renderings that follow from a rule or a list, by language, and which that is."""
        from workflow.languages.zh import pinyin

        if kind is TermType.PERSON and pinyin.is_person(name):
            hangul = pinyin.to_hangul(name)
            return {"ko": hangul}, f"{pinyin.RULE}, if the person is Chinese"
        return {}, ""

    def is_read_otherwise(self, name: str, sentence: str) -> bool:
        """Tell whether a sentence says that a person's name follows no rule of :meth:`proposals`.

        A Korean's name in Chinese characters is not read in pinyin.
        """
        return False

    def may_be_read_otherwise(self, name: str, document: str) -> bool:
        """Tell whether the document leaves open by which rule a name is read."""
        return False
