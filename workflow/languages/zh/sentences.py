"""Know where sentences end in Chinese, after GB/T 15834-2011."""

from __future__ import annotations

from functools import cached_property

from workflow.languages.orthography.sentences import PossibleEnd, Sentences
from workflow.languages.scripts import LETTERS
from workflow.languages.tables import FactTable

_HAN, _LATIN = LETTERS["Han"], LETTERS["Latin"]
_TABLE = FactTable(__package__, "sentences.tsv")
#: How far back the beginning of a quotation is looked for.
_LONGEST_QUOTED = 200
_OPENING, _CLOSING = "“‘「『", "”’」』"
#: What closes a quotation, not a bracket.
_QUOTES = f"{_CLOSING}\"'"


class ChineseSentences(Sentences):
    """Where sentences end in Chinese."""

    @cached_property
    def run_on(self) -> str:
        """A pattern of the end of a sentence whose full stop has no space after it."""
        return _TABLE.text("run_on")

    def takes_up(self, here: PossibleEnd) -> bool:
        if here.text[here.closed - 1] in "》〉":
            return True
        led_in = _is_led_in(here)
        phrase = _TABLE.pattern("told" if led_in else "phrase")
        if "。" not in here.stops and (phrase.match(here.ahead) or _is_embedded(here)):
            return True
        if _TABLE.pattern("next_act").match(here.ahead):
            return True
        return not led_in and bool(_TABLE.pattern("attribution").match(here.ahead))

    def after_ellipsis(self, here: PossibleEnd) -> bool:
        if here.quoted:
            # （支付宝、百度……）纷纷跟进: brackets amid a sentence do not end it.
            amid = here.text[here.closed - 1] in "）)" and here.text[here.start] not in "（("
            return not amid
        pauses = not here.before or _TABLE.pattern("paused").search(here.before)
        return not pauses and not _TABLE.pattern("continued").match(here.ahead)

    def after_question(self, here: PossibleEnd) -> bool:
        # Yahoo!的, useR!会议: part of a name.
        return here.spaced or here.marks != "!" or not _LATIN.match(here.before[-1:])

    def unspaced(self, here: PossibleEnd) -> bool:
        return here.text[here.closed - 1] in _QUOTES or bool(_HAN.match(here.before[-1:]))


def _is_embedded(here: PossibleEnd) -> bool:
    """Say whether a quotation begins inside a phrase, as in ``写下“为什么？”三个字``."""
    led = _lead(here)
    return bool(led and _HAN.match(led[-1])) and not _is_led_in(here)


def _is_led_in(here: PossibleEnd) -> bool:
    """Say whether a colon or a verb of saying leads a quotation in: ``他说：“为什么？”``."""
    return bool(_TABLE.pattern("introduced").search(_lead(here)))


def _lead(here: PossibleEnd) -> str:
    """Return the text of the sentence before the quotation that closes here."""
    before = here.text[max(here.start, here.stop - _LONGEST_QUOTED) : here.stop]
    closed = 0
    for offset in range(len(before) - 1, -1, -1):
        if before[offset] in _CLOSING:
            closed += 1
        elif before[offset] in _OPENING:
            if not closed:
                return before[:offset]
            closed -= 1
    return ""
