"""Sentences in Chinese, after GB/T 15834-2011."""

from __future__ import annotations

import re

from workflow.languages.scripts import LETTERS
from workflow.languages.sentences import PossibleEnd, Sentences

_HAN = LETTERS["Han"]
_SAYS = (
    "说|說|问|問|答|喊|称|稱|表示|指出|强调|強調|补充|補充|回答|反问|追问|透露|坦言|介绍|感叹|感慨|呼吁"
    "|认为"
)
#: `“……？”他问道，` and `“……。”邢大使说。`; but `“……。”他表示，` opens a new statement.
_ATTRIBUTION = re.compile(
    rf"[^，。！？；：、“”\s]{{0,12}}?"
    rf"(?:(?:(?:{_SAYS})道|[问問](?:[着过])?)(?=[，。！？…]|$)|(?:{_SAYS})(?:[道着过])?(?=[。！？…]|$))"
)
#: Words that go on with a sentence after a quoted question or exclamation.
_PHRASE = re.compile("[的这那這之等地一]|是(?!的)|为题|為題|口号|口號|成为|成為|成了")
#: What the same person does next, as part of the same sentence.
_NEXT_ACT = re.compile("便|随即|隨即|遂|并(?![不非没])|並(?![不非沒])")
_QUOTE_BEGINS = re.compile("[“‘「『](?=[^“‘「『]*$)")


class ChineseSentences(Sentences):
    """Where sentences end in Chinese."""

    run_on = "[了的吗呢吧过]"

    def takes_up(self, here: PossibleEnd) -> bool:
        if here.text[here.closed - 1] in "》〉":
            return True
        if "。" not in here.stops and (_PHRASE.match(here.ahead) or _is_embedded(here)):
            return True
        return bool(_NEXT_ACT.match(here.ahead) or _ATTRIBUTION.match(here.ahead))

    def after_ellipsis(self, here: PossibleEnd) -> bool:
        return here.quoted

    def after_question(self, here: PossibleEnd) -> bool:
        return True

    def unspaced(self, here: PossibleEnd) -> bool:
        return here.quoted or bool(_HAN.match(here.before[-1:]))


def _is_embedded(here: PossibleEnd) -> bool:
    """Say whether a quotation begins inside a phrase, as in ``写下“为什么？”三个字``."""
    before = here.text[max(here.start, here.stop - 40) : here.stop]
    begins = _QUOTE_BEGINS.search(before)
    return bool(begins and begins.start() and _HAN.match(before[begins.start() - 1]))
