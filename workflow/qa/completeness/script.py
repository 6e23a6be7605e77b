"""Find letters and words of another language in a translation: the check ``script``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from workflow.languages import pack
from workflow.languages.scripts import letters
from workflow.model import Entry, Problem, TermUse, say
from workflow.qa.completeness import leftovers
from workflow.qa.completeness.untranslated import untranslated
from workflow.qa.problems import error, sides, warning, without_forms

#: This many letters of another script are a word; fewer are symbols: αβ and ΔH.
_LEAST = 3
_BRACKETED = re.compile(r"[(（\[［〔][^()（）\[\]]*[)）\]］〕]")


@cache
def _foreign(target: str) -> re.Pattern[str]:
    """Return the runs of letters in scripts that a language never uses, one script per run."""
    names = pack(target).writing.foreign
    return re.compile("|".join(f"[{letters(name)}]+" for name in names) or "(?!)")


@cache
def _distant(target: str) -> re.Pattern[str]:
    """Return a word in a script unrelated to a language."""
    names = pack(target).writing.distant
    return re.compile(f"[{letters(*names)}]{{{_LEAST},}}")


@cache
def _beyond(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a letter of any other script than these."""
    return re.compile(rf"[^\W\d_{letters(*names)}]")


def script(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find letters that the language is not written in: Han in Korean, Hangul in Chinese.

    In Japanese, which is written with both of the others, no Hangul.

    Simplified Chinese holds no traditional characters: those that Big5 has and GB 2312 has not, but
    for some in names.

    Source: Unicode Standard, chapter 18 (East Asia); GB/T 2312-1980; 通用规范汉字表 (2013); the
    characters that Korean headlines use (美, 韓日, 反) are right.

    Examples:
        >>> found(script, "Xing Haiming spoke.", "싱하이밍(邢海明)이 말했다.")
        []
        >>> found(script, "Park met the leaders of both camps.", "朴 대통령, 與野 대표 만나")
        []
        >>> found(script, "Trade grew.", "貿易이 늘었다.")
        ['text in another script: 貿易']
        >>> found(script, "Trade grew.", "貿易增长。")
        ['traditional characters: 貿']
        >>> found(script, "Huawei showed Ascend.", "华为展示昇腾。")
        []
        >>> found(script, "The port is full.", "항만이 full이다.")
        ['left in another script: full']
        >>> found(script, "The wetlands are dry.", "那里的wetland干涸了。")
        ['left in another script: wetland']
        >>> found(script, "The Lisbon court said that it was late.", "Lisbon的法院说太晚了。")
        ['left in another script: Lisbon']
        >>> found(script, "The word seabird is English.", "seabird一词源自英语。")
        []
        >>> found(script, "Neighbours heard a bang.", "соседи听到一声巨响。")
        ['text in another script: соседи']
        >>> found(script, "Carlos Ruiz said that it was late.", "카르los 루이스는 늦었다고 했다.")
        ['left in another script: 카르los']
    """
    yield from _in_latin(entry, target, uses)
    yield from _from_elsewhere(entry, target)
    writing = pack(target).writing
    foreign = _foreign(target)
    if not (writing.other_standard or foreign.search(entry.text)):
        return
    # The middle dot of kana is a mark that Korean and Chinese use as well.
    text = without_forms(sides(entry)[1], uses).replace("\u30fb", " ")
    if not writing.other_standard.isdisjoint(text):
        old = [each for each in dict.fromkeys(text) if each in writing.other_standard]
        yield error("script", say("traditional characters: {text}", text=old))
    strays = _strays(text, foreign, writing.borrowed) if foreign.search(text) else []
    if strays:
        unique = list(dict.fromkeys(strays))
        yield error("script", say("text in another script: {text}", text=unique))


def _from_elsewhere(entry: Entry, target: str) -> Iterator[Problem]:
    """Find words in a script of neither the language nor the source, such as Cyrillic."""
    distant = _distant(target)
    if entry.text.isascii() or not distant.search(entry.text) or distant.search(entry.source):
        return
    if words := distant.findall(_BRACKETED.sub("", entry.text)):
        yield error("script", say("text in another script: {text}", text=[*dict.fromkeys(words)]))


def _strays(text: str, foreign: re.Pattern[str], borrowed: re.Pattern[str] | None) -> list[str]:
    """Return the foreign runs of letters outside brackets, except loanwords."""
    outside = _BRACKETED.sub("", text)
    return foreign.findall(borrowed.sub("", outside) if borrowed else outside)


def _in_latin(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find a text that is mostly, or words that are, in another language.

    A copy of the source is left to the check ``untranslated``.
    """
    if entry.text == entry.source:
        return
    if not _beyond(pack(target).writing.scripts).search(entry.text):
        return
    if leftovers.foreign(entry.source, entry.text, target, uses):
        problem = error("script", say("most of the letters are of another script"))
    elif words := leftovers.left(entry, target, uses):
        problem = warning("script", say("left in another script: {text}", text=words))
    else:
        return
    if not any(untranslated(entry, target, uses)):
        yield problem
