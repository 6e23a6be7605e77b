"""Sentences in Chinese, after GB/T 15834-2011."""

from __future__ import annotations

from functools import cached_property

from workflow.languages.scripts import LETTERS
from workflow.languages.sentences import PossibleEnd, Sentences
from workflow.languages.tables import FactTable

_HAN = LETTERS["Han"]
_TABLE = FactTable(__package__, "sentences.tsv")


class ChineseSentences(Sentences):
    """Where sentences end in Chinese."""

    @cached_property
    def run_on(self) -> str:
        """A pattern of how a sentence ends whose full stop has no space behind it."""
        return _TABLE.text("run_on")

    def takes_up(self, here: PossibleEnd) -> bool:
        if here.text[here.closed - 1] in "》〉":
            return True
        phrase, act = _TABLE.pattern("phrase"), _TABLE.pattern("next_act")
        if "。" not in here.stops and (phrase.match(here.ahead) or _is_embedded(here)):
            return True
        return bool(act.match(here.ahead) or _TABLE.pattern("attribution").match(here.ahead))

    def after_ellipsis(self, here: PossibleEnd) -> bool:
        return here.quoted

    def after_question(self, here: PossibleEnd) -> bool:
        return True

    def unspaced(self, here: PossibleEnd) -> bool:
        return here.quoted or bool(_HAN.match(here.before[-1:]))


def _is_embedded(here: PossibleEnd) -> bool:
    """Say whether a quotation begins inside a phrase, as in ``写下“为什么？”三个字``."""
    before = here.text[max(here.start, here.stop - 40) : here.stop]
    begins = _TABLE.pattern("quotation").search(before)
    return bool(begins and begins.start() and _HAN.match(before[begins.start() - 1]))
