"""Sentences in Korean, after the orthography of 2021 (문장 부호).

What follows a closing quote without a space is a particle.
"""

from __future__ import annotations

import re

from workflow.languages.sentences import PossibleEnd, Sentences

#: What takes up a quotation after a space. Without a space any syllable does.
_QUOTATIVE = re.compile(
    r"(?:이?라(?:고|며|면서|는|던|지만)|이?란|하(?:고|며|면서|는|던|자|였다)|했다|한다|며|면서|고|라)"
    r"(?=[\s,.…]|$)"
)
#: The last syllables of sentences.
_LAST = frozenset("다요까죠")


class KoreanSentences(Sentences):
    """Where sentences end in Korean."""

    last = "다요"
    run_on = "[가-힣][다요죠까네음함됨임것등]|[가-힣]+[은는]"
    numbering = "[가나다라마바사아자차카타파하]|제\\d+[조항장]"

    def takes_up(self, here: PossibleEnd) -> bool:
        return not here.spaced or bool(_QUOTATIVE.match(here.ahead))

    def after_ellipsis(self, here: PossibleEnd) -> bool:
        return here.spaced and here.text[here.stop - 1 : here.stop] in _LAST

    def after_question(self, here: PossibleEnd) -> bool:
        return True

    def unspaced(self, here: PossibleEnd) -> bool:
        return here.before[-1:] in _LAST and not here.quoted
