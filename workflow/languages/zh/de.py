"""Correct 的, 地 and 得 where the words on both sides allow only one of them.

的 stands before a noun, 地 before a verb, 得 after one. The table ``de.tsv`` lists words that are
only nouns, adverbs, or verbs; if one side has none of them, nothing is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from workflow.languages.orthography.slips import Slip
from workflow.languages.tables import FactTable

_PARTICLE = re.compile("[的地得]")
#: With what 地 begins a word, as 地区, and 得: 得到.
_BEGUN = {
    "地": frozenset(
        "方区位理面上下球址图势质处震带点形主貌域租铁层步表毯壳板狱里雷被道产段名委盘基底宫热缘"
        "峡磁洞头心市利标块坑王"
    ),
    "得": frozenset("到出以知分票奖主罪体手逞当失益名意救病宠势力胜多很"),
}
#: What may stand between 的 and the noun that it goes with.
_BETWEEN = re.compile("新|大|小|老|旧|主要|重要|最大|最新|第[一二三]")
#: What counts the noun that follows, so that 的 belongs to it: 一次简单的跑进.
_COUNTED = re.compile("[一这那每某几两][个次种场项段轮起条部]$")
#: What shows a verb to be one: 了, 过, 着 and where something gets to.
_DONE = re.compile("(?:了(?!解)|过(?![程去渡滤来])|着(?![陆装火重力眼手]))")
_GETS = re.compile(f"[\u4e00-\u9fff][到出下上起进成回开掉住]{_DONE.pattern}")
#: Two letters and 了 with more behind it: 仔细的研究了该计划; at the end 了 may be of the sentence.
_DID = re.compile(
    "(?![是有在就])[\u4e00-\u9fff]{2}(?<![的了是为除])了(?![解吗吧呢如])(?=[\u4e00-\u9fff\\d“])"
)
#: Behind a verb, what makes a noun of it, and what ends the sentence without an object.
_NOUNLIKE = re.compile("[的者，。、；和与及]|$")
#: With what words for persons and bodies end.
_AGENTS = frozenset(
    "人者员家府司国方局院会们队团党民生师长手星客军警官相王理统部子友工兵女男候间期天年月日后前"
)
_BETTER = re.compile("更(?:[好快多]|[\u4e00-\u9fff]效)$")
_LONGEST = 4


class StructuralParticles:
    """Finds 的, 地 and 得 in place of each other."""

    @cached_property
    def _table(self) -> FactTable:
        return FactTable(__package__, "de.tsv")

    @cached_property
    def _things(self) -> frozenset[str]:
        return self._table.word_set("noun") | self._table.word_set("adjective")

    def found(self, text: str) -> Iterator[Slip]:
        """Yield each with what should stand there instead, in their order.

        >>> text = "公布了农村地新规定，成功得用海藻，迅速的找到了它，增长的比预期要快。"
        >>> [slip.right for slip in StructuralParticles().found(text)]
        ['的', '地', '地', '得']
        >>> right = "居民迅速地找到了它，认为这是重要的问题，觉得很好，完成了一次简单的跑进。"
        >>> [*StructuralParticles().found(right)]
        []
        """
        for match in _PARTICLE.finditer(text):
            at = match.start()
            right = self._right(match[0], text[max(0, at - 12) : at], text[at + 1 : at + 24])
            if right and right != match[0]:
                yield Slip(at, at + 1, match[0], right)

    def _right(self, particle: str, before: str, after: str) -> str:
        """Return the right particle between two stretches; empty if it is not certain."""
        manner = _ends(before, self._table.word_set("manner"))
        verb = _begins(after, self._table.word_set("verb"))
        if particle != "的" and self._is_of(particle, before, after):
            return "的"
        if particle != "地" and self._is_done_so(particle, before, after, manner, verb):
            return "地"
        if particle != "得" and self._table.pattern("degreed").search(before):
            return "得" if self._table.pattern("degree").match(after) else ""
        return ""

    def _is_of(self, particle: str, before: str, after: str) -> bool:
        """Tell whether a noun follows and nothing before it is a verb."""
        if after[:1] in _BEGUN[particle]:
            return False
        may_do = particle == "得"
        done_to = may_do and _ends(before, self._table.word_set("done_to"))
        if not (done_to or _ends(before, self._things)):
            return False
        between, nouns = _BETWEEN.match(after), self._table.word_set("noun")
        if _begins(after, nouns) or (between and _begins(after[between.end() :], nouns)):
            return True
        return may_do and after[:1].isalnum() and self._names_a_thing(before)

    def _is_done_so(self, particle: str, before: str, after: str, manner: str, verb: str) -> bool:
        """Tell whether a verb follows and an adverb precedes."""
        if particle == "得":
            fits = bool(manner) and after[:1] not in _BEGUN["得"]
            return fits and (bool(verb) or self._is_done(after, verb))
        if _COUNTED.search(before.removesuffix(manner)):
            return False
        if manner and self._is_done(after, verb):
            return True
        asked = bool(verb) and not _NOUNLIKE.match(after, len(verb))
        return asked and self._is_asked(before, manner)

    def _names_a_thing(self, before: str) -> bool:
        """Tell whether a stretch ends with something inanimate, so that no 得 means *must*."""
        word = _ends(before, self._table.word_set("noun"))
        return bool(word) and word[-1] not in _AGENTS

    def _is_done(self, after: str, verb: str) -> bool:
        """Tell whether a stretch begins with a clearly marked verb."""
        if verb and _DONE.match(after, len(verb)):
            return True
        return (
            _GETS.match(after) is not None
            or _DID.match(after) is not None
            or (self._table.pattern("acts").match(after) is not None)
        )

    def _is_asked(self, before: str, manner: str) -> bool:
        """Tell whether a verb has to follow: 能够准确, 可以更好."""
        better = "" if manner else (match[0] if (match := _BETTER.search(before)) else "")
        how = manner or better
        return bool(how) and bool(
            self._table.pattern("before_verb").search(before.removesuffix(how))
        )


def _ends(text: str, words: frozenset[str]) -> str:
    """Return which of some words a text ends with; empty if none."""
    sizes = range(_LONGEST, 1, -1)
    return next((text[-size:] for size in sizes if text[-size:] in words), "")


def _begins(text: str, words: frozenset[str]) -> str:
    """Return which of some words a text begins with; empty if none."""
    sizes = range(_LONGEST, 0, -1)
    return next((text[:size] for size in sizes if text[:size] in words), "")
