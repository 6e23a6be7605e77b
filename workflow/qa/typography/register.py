"""Find sentences that end in another register than their others: the check ``register``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from workflow import markup
from workflow.languages import pack
from workflow.languages.detection.evident_language import evident_language
from workflow.model import BlockKind, Entry, Finding, Problem, Sentence, TermUse, say
from workflow.qa.problems import placed, warning

_QUOTED = re.compile(
    "“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’|'[^']*'|「[^「」]*」|『[^『』]*』|[(（][^()（）]*[)）]"
)
_QUOTE = re.compile('[“”„"‘’「」『』]')
#: The double marks of a source, whose apostrophes mean nothing.
_DOUBLE = re.compile('[“”„"「」]')
_BETWEEN = re.compile(r"(?<=[.!?])\s+")
#: A text of one sentence has no stop before its end.
_STOP = re.compile(r"[.!?]\s")
_SENTENCES = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
#: How many letters at the end of a sentence are considered.
_LONGEST = 8
#: How people talk, and the words of a source that talks.
_CASUAL, _ADDRESSING = "casual", "addressing"
#: A sentence of this many characters reports something.
_TOLD = 40
#: The number and the share of sentences that establish the register of an article.
_ENOUGH, _SHARE = 4, 0.8


def register(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find sentences of one translation that end in different registers.

    Source: National Institute of Korean Language, 표준 언어 예절 (2011): 습니다, 해요 and 한다 are
    forms of address; a text keeps to one. What is quoted has its own.

    Examples:
        >>> found(register, "Trade grew. Prices fell.", "교역이 늘었다. 물가는 내렸다.")
        []
        >>> found(register, "Trade grew. Prices fell.", "교역이 늘었다. 물가는 내렸습니다.")
        ['sentences end in different registers: 다, 습니다·요']
        >>> found(register, "Trade with them grew again after the talks.", "회담 뒤 늘었어요.")
        ['ends as people talk, not as they write: 늘었어요']
        >>> found(register, "You will see the port.", "항만이 보여요.")
        []
    """
    known, text = pack(target), entry.text
    if _DOUBLE.search(entry.source):
        return
    kinds = list(_registers(text, target)) if known.registers and _STOP.search(text) else []
    if len(kinds) > 1:
        yield warning("register", say("sentences end in different registers: {text}", text=kinds))
    elif _CASUAL in known.talk and (word := _talk(entry.source, text, known.talk[_CASUAL])):
        yield warning("register", say("ends as people talk, not as they write: {text}", text=word))


def _talk(source: str, text: str, casual: re.Pattern[str]) -> str:
    """Return the colloquial ending of a statement, unless the source is colloquial.

    Nothing where it is not known how a source in that language talks, nor of a short sentence,
    which may stand in a conversation.
    """
    if len(source) < _TOLD or text.rstrip()[-1:] not in (".", "。"):
        return ""
    end = text.rstrip(" .。")[-_LONGEST:]
    if not casual.search(end) or _QUOTE.search(_QUOTED.sub("", text)):
        return ""
    spoken = pack(evident_language(source)).talk
    if _ADDRESSING not in spoken or spoken[_ADDRESSING].search(source):
        return ""
    return end.split(" ")[-1]


@lru_cache(maxsize=16384)
def _registers(text: str, target: str) -> tuple[str, ...]:
    """List the registers of its sentences, each once, outside of quotations and brackets."""
    return tuple(dict.fromkeys(_shown_in(text, pack(target).registers)))


def _shown_in(text: str, ends: Mapping[str, re.Pattern[str]]) -> Iterator[str]:
    bare = _QUOTED.sub("", markup.plain(text))
    if _QUOTE.search(bare):
        return
    for sentence in _BETWEEN.split(bare.strip()):
        if sentence[-1:] in (".", "!", "?"):
            end = sentence.rstrip(".!?")[-_LONGEST:]
            yield from (name for name, pattern in ends.items() if pattern.search(end))


@lru_cache(maxsize=16384)
def _marks(source: str) -> int:
    return len(_DOUBLE.findall(markup.plain(source)))


def register_of_article(sentences: Sequence[Sentence], target: str) -> Iterator[Finding]:
    """Find the few sentences of an article that end in another register than all the others.

    Source: as the check of single sentences. Headlines, quotations and what stands in them are
    left alone, and articles with two registers of about equal share.
    """
    if not pack(target).registers:
        return
    kinds: list[tuple[Entry, str]] = []
    quoted = False
    for sentence in sentences:
        marks = _marks(sentence.entry.source)
        if sentence.segment.kind in _SENTENCES and not quoted and not marks:
            told = _registers(sentence.entry.text, target)
            kinds += ((sentence.entry, told[0]),) if len(told) == 1 else ()
        quoted = quoted != bool(marks % 2)
    counted = Counter(kind for _, kind in kinds)
    if len(kinds) < _ENOUGH or len(counted) < 2:
        return
    ((usual, count),) = counted.most_common(1)
    if count < len(kinds) * _SHARE:
        return
    for entry, kind in kinds:
        if kind != usual:
            message = say("ends in {kind}, the article in {usual}", kind=kind, usual=usual)
            yield placed(warning("register", message), entry)
