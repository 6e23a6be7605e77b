"""Know where sentences end in Korean, after the orthography of 2021 (문장 부호).

What follows a closing quote without a space is a particle.
"""

from __future__ import annotations

from functools import cached_property

from workflow.languages.orthography.sentences import PossibleEnd, Sentences
from workflow.languages.tables import FactTable

_TABLE = FactTable(__package__, "sentences.tsv")


class KoreanSentences(Sentences):
    """Where sentences end in Korean."""

    @cached_property
    def run_on(self) -> str:
        """A pattern of the end of a sentence whose full stop has no space after it."""
        return _TABLE.text("run_on")

    @cached_property
    def last(self) -> str:
        """The letters with which most of its statements end."""
        return "".join(_TABLE.words("last_of_statement"))

    @cached_property
    def numbering(self) -> str:
        """A pattern of what numbers a paragraph: 가, 제1조."""
        return _TABLE.text("numbering")

    def takes_up(self, here: PossibleEnd) -> bool:
        return not here.spaced or bool(_TABLE.pattern("quotative").match(here.ahead))

    def after_ellipsis(self, here: PossibleEnd) -> bool:
        # The full stop behind an ellipsis (``……. ``) ends a sentence.
        last = here.text[here.stop - 1 : here.stop] in _TABLE.word_set("last")
        return here.spaced and (last or ("…" in here.stops and here.stops.endswith(".")))

    def after_question(self, here: PossibleEnd) -> bool:
        return True

    def numbers_next(self, here: PossibleEnd) -> bool:
        # A sentence ends with a verb, so a short number by itself begins an item of a list.
        return bool(_TABLE.pattern("item_number").search(here.before))

    def unspaced(self, here: PossibleEnd) -> bool:
        return here.before[-1:] in _TABLE.word_set("last") and not here.quoted
