"""Find slips of simplified Chinese: those of the tables, and wrong pauses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from workflow.languages import common_words
from workflow.languages.orthography.slips import DOUBLED, PAUSES, SPELLING, Slip, Slips
from workflow.languages.tables import FactTable

if TYPE_CHECKING:
    from workflow.languages.zh.de import StructuralParticles

#: What parts words that stand side by side, and what parts clauses.
_PAUSE, _COMMA = "、", "，"
_PART = re.compile("[，。；：！？、“”（）():]")
_NUMBERING = re.compile("[\\d一二三四五六七八九十]{1,3}")
_BRACKETED = re.compile("[（(][^（）()]*[）)]")
#: As many letters are a clause rather than a word in a list.
_CLAUSE = 6
_SHORT = 4
#: So far is looked on either side.
_WINDOW = 60
#: Two letters, twice; and letters that make a longer word of the two before them.
_TWICE = re.compile("([\u4e00-\u9fff]{2})\\1")
#: What begins words that are said twice: 一圈一圈, 很早很早.
_SAID_TWICE = frozenset("一很好太老")
_LONGER = frozenset("长人员者家部局院会法队厅报社网站学界权性化率费")
_TABLE = FactTable(__package__, "slips.tsv")


def _apart(one: Iterable[Slip], other: Iterable[Slip]) -> Iterator[Slip]:
    """Yield the slips of two rows, in order and without overlaps."""
    end = 0
    for slip in sorted((*one, *other), key=lambda slip: slip.start):
        if slip.start >= end:
            yield slip
            end = slip.end


def _parts_clauses(before: str, after: str) -> bool:
    """Tell whether a clause evidently ends before a pause mark, or begins behind it.

    Not where the other side has the same word: 没有水、没有电的家庭, 经济方面、政治方面的合作.
    """
    if _NUMBERING.fullmatch(before):
        return False
    begun = _TABLE.pattern("clause_begun").search(after)
    if begun and len(before) > 1 and len(after) >= _SHORT and begun[0] not in before:
        return True
    ended = _TABLE.pattern("clause_ended").search(before)
    if not ended or len(after) <= _SHORT or _TABLE.pattern("joining").search(after):
        return False
    return ended[0] not in after


class ChineseSlips(Slips):
    """The slips of simplified Chinese."""

    @cached_property
    def _predicate(self) -> re.Pattern[str]:
        return _TABLE.pattern("predicate")

    @cached_property
    def _stated(self) -> re.Pattern[str]:
        return _TABLE.pattern("stated")

    @cached_property
    def _verbal(self) -> re.Pattern[str]:
        return re.compile(f"{_TABLE.text('predicate')}|{_TABLE.text('verbal')}")

    def found(self, use: str, text: str) -> Iterator[Slip]:
        """Yield the slips of one use; pauses between clauses are looked for besides.

        >>> slips = ChineseSlips(__package__)
        >>> [slip.right for slip in slips.found("pauses", "他已经适应了新文化、丢掉了旧习惯。")]
        ['，']
        >>> list(slips.found("pauses", "出席的有英国首相、保守党领袖约翰逊。"))
        []
        >>> list(slips.found("pauses", "该国派驻法庭的代表、前总统阿尔瓦予以了否定。"))
        []
        """
        if use == PAUSES:
            return self._pauses(text)
        if use == DOUBLED:
            every = (*super().found(use, text), *self._words_twice(text))
            return iter(sorted(every, key=lambda slip: slip.start))
        if use == SPELLING:
            return _apart(super().found(use, text), self._particles.found(text))
        return super().found(use, text)

    @cached_property
    def _particles(self) -> StructuralParticles:
        from workflow.languages.zh.de import StructuralParticles

        return StructuralParticles()

    def _words_twice(self, text: str) -> Iterator[Slip]:
        """Yield repeated words of two letters, except verbs that are usually repeated.

        Nor where the second one begins a longer word: 监狱监狱长.
        """
        for match in _TWICE.finditer(text):
            word, after = match[1], text[match.end() : match.end() + 1]
            verbal = word in _TABLE.word_set("said_twice") or word[0] == word[1]
            verbal = verbal or word[0] in _SAID_TWICE
            if not verbal and word in common_words.groups("zh")["words"] and after not in _LONGER:
                yield Slip(match.start(), match.end(), match[0], word)

    def _pauses(self, text: str) -> Iterator[Slip]:
        """Yield each single pause mark with a clause on both sides, which is no list."""
        text = _BRACKETED.sub(lambda match: "〇" * len(match[0]), text)
        at = text.find(_PAUSE)
        while at >= 0:
            before = _PART.split(text[max(0, at - _WINDOW) : at])[-1]
            after = _PART.split(text[at + 1 : at + 1 + _WINDOW])[0]
            alone = _PAUSE not in (
                text[at - len(before) - 1 : at - len(before)],
                text[at + 1 + len(after) : at + 2 + len(after)],
            )
            if alone and (_parts_clauses(before, after) or self._are_clauses(before, after)):
                yield Slip(at, at + 1, _PAUSE, _COMMA)
            at = text.find(_PAUSE, at + 1)

    def _are_clauses(self, before: str, after: str) -> bool:
        """Tell whether clauses stand on both sides of a pause mark, not words in a list."""
        if _TABLE.pattern("joining").search(after):
            return False
        long = len(before) >= _CLAUSE and len(after) >= _CLAUSE
        said = bool(self._predicate.search(before)), bool(self._predicate.search(after))
        if (
            long
            and said[1]
            and "的" not in after
            and self._verbal.search(before)
            and self._verbal.search(after)
        ):
            return True
        if "的" in after or _TABLE.pattern("describing").search(before):
            return False
        clear = said[0] or "的" not in before  # 海牙法庭的代表、前总统予以否定 is one subject
        if len(after) >= _CLAUSE and len(before) >= _SHORT and said[1] and clear:
            return True
        return long and "的" not in before and bool(self._stated.search(before))
