"""Describe how sentences of a language begin, end and continue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from workflow.languages.tables import FactTable

#: How shapes of texts show any opening and any closing mark.
OPEN, CLOSE = "“", "”"
_UNFINISHED = FactTable("workflow.languages", "unfinished_sentences.tsv")


@dataclass(frozen=True, slots=True)
class PossibleEnd:
    """A possible end of a sentence.

    Attributes:
        text, shape: the whole text, and it with all quotes and brackets as ``“`` and ``”``.
        start: where the sentence in progress begins.
        stop: offset of its first terminator.
        closed: offset after its terminators and closing marks.
        end: where the next sentence would begin.
        opinion: the offsets at which sentencex sees a sentence begin.
        language: BCP 47 tag of the text, or ``und``.
    """

    text: str
    shape: str
    start: int
    stop: int
    closed: int
    end: int
    opinion: frozenset[int]
    language: str

    @property
    def marks(self) -> str:
        """The terminators and closing marks."""
        return self.shape[self.stop : self.closed]

    @property
    def stops(self) -> str:
        """The terminators."""
        return "".join(self.marks.replace(CLOSE, "").split())

    @property
    def stopped_twice(self) -> bool:
        """Whether a full stop follows a closing mark after another one: ``(… et al.). Then``."""
        return self.marks.endswith(f"{CLOSE}.")

    @property
    def spaced(self) -> bool:
        """Whether white space follows."""
        return self.end > self.closed

    @property
    def quoted(self) -> bool:
        """Whether something closes here: a quotation, a bracket, a pair of placeholders."""
        return CLOSE in self.marks

    @property
    def before(self) -> str:
        """The text before the terminators, as far as rules look."""
        return self.text[max(self.start, self.stop - 60) : self.stop]

    @property
    def ahead(self) -> str:
        """The text after them, as far as rules look."""
        return self.text[self.end : self.end + 80]

    @property
    def first(self) -> int:
        """Offset of the next letter, after opening marks."""
        offset = self.end
        while self.shape[offset : offset + 1] == OPEN:
            offset += 1
        return offset

    @property
    def follows(self) -> str:
        """The next word or two, after opening marks."""
        return self.text[self.first : self.first + 20]

    @property
    def agreed(self) -> bool:
        """Whether sentencex sees a sentence begin here."""
        return not self.opinion.isdisjoint(range(self.stop + 1, self.first + 1))


class Sentences:
    """Where a sentence ends if the next one begins in this language's script.

    Without values: only where a space follows. Each question is asked of the language in whose
    script the next sentence would begin, since texts quote others.
    """

    @cached_property
    def run_on(self) -> str:
        """A pattern of the end of a sentence whose full stop has no space after it."""
        return ""

    @cached_property
    def last(self) -> str:
        """The letters with which most of its statements end, if they are few."""
        return ""

    @cached_property
    def numbering(self) -> str:
        """A pattern of what numbers a paragraph in the language's own way: 가, 제1조."""
        return ""

    def takes_up(self, here: PossibleEnd) -> bool:
        """Tell whether the text after a quotation continues the sentence around it."""
        return False

    def after_ellipsis(self, here: PossibleEnd) -> bool:
        """Say whether a sentence ends with an ellipsis, which is more often a pause."""
        return False

    def after_question(self, here: PossibleEnd) -> bool:
        """Say whether a sentence ends with a question or exclamation mark in half width."""
        return here.spaced and (here.agreed or here.quoted or not here.follows[:1].isascii())

    def numbers_next(self, here: PossibleEnd) -> bool:
        """Tell whether the number before a full stop belongs to the following text."""
        return False

    def unspaced(self, here: PossibleEnd) -> bool:
        """Tell whether a sentence ends with a half-width full stop without a space after it."""
        return False

    def after_word(self, word: str, here: PossibleEnd) -> bool | None:
        """Tell whether a sentence ends with the full stop of a word; None if it is not clear."""
        return None


def is_unfinished(here: PossibleEnd) -> bool:
    """Say whether the words on both sides show that the sentence goes on, in its text's language.

    For languages without a pack: ``am 14. März``, ``l’art. 12``, ``「…。」と言った``.
    """
    code = here.language.partition("-")[0]
    if code not in _UNFINISHED.uses:
        return False
    around = f"{here.before}{here.text[here.stop : here.closed]}¦{here.ahead}"
    return _UNFINISHED.pattern(code).search(around) is not None
