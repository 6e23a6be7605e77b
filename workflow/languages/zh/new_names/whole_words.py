"""Divide a Chinese text into words, joining those of one name.

LAC parts names that it does not know. A name that a list has is one word whatever LAC says
(亚马|孙雨林); a name goes on up to the noun that says what it is (马德里|**动物园**,
国家|林业|和|草原|**局**), and up to its number (青鸾|**二号**).
"""

from __future__ import annotations

from collections.abc import Sequence

from workflow.languages.zh.new_names import tagged_words
from workflow.languages.zh.new_names.listed_names import (
    KINDS,
    countries_known,
    known_bodies,
    listed,
)
from workflow.languages.zh.new_names.tagged_words import TaggedWord

_DOT = "·"
_NAMES = frozenset({"PER", "LOC", "ORG", "nz"})
#: What may stand inside a name of several words.
_INSIDE = frozenset({"n", "vn", "nz", "an", "LOC", "ORG", "PER", "s", "f"})
#: Words of a name that are put together.
_MOST_WORDS, _TWO = 6, 2
#: Characters of a listed place, and of a listed body, that are found whatever LAC says.
_CERTAIN, _BODY = 3, 2
_LONGEST = 12
#: Characters before a name that are looked at.
_NEAR = 8


def words(text: str) -> list[TaggedWord]:
    """Divide a text into words; a name is one of them."""
    return _joined(text, _by_lists(text, tagged_words.words(text)))


def _by_lists(text: str, found: Sequence[TaggedWord]) -> list[TaggedWord]:
    """Join listed names that LAC has divided: 亚马|孙雨林."""
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
    district = first.tag == "s" and len(first.text) > len("城区") and first.text[-1] == "区"
    if not (leads or told or district) and (first.tag not in _NAMES or _DOT in first.text):
        return 1, first.tag
    if KINDS.pattern("org_before").fullmatch(first.text):
        return 1, first.tag
    if first.text in countries_known() and following[1:] and following[1].tag == "LOC":
        return 1, first.tag
    best = 1, first.tag
    for number, word in enumerate(following[1:], start=2):
        if number == 2 and _numbers(first, word):
            return 2, "TERM"
        goes_on = number < len(following) and (leads or first.tag in ("LOC", "ORG"))
        joins = goes_on and word.text in KINDS.word_set("joining")
        league = word.text in KINDS.word_set("league")
        if not (joins or league) and word.tag not in _INSIDE:
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
    """Return the tag of a name of several words by its last one; empty if that does not tell."""
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
    state = first.text in listed() and KINDS.pattern("of_state").match(last.text)
    if last.tag == "ORG" and state:
        return "ORG"  # 塞内加尔|国家铁路公司
    place = last.tag == "LOC" and KINDS.pattern("generic_place").fullmatch(last.text)
    city = last.tag == first.tag == "LOC" and first.text in listed()
    if city and last.text.endswith("国际机场") and last.text not in listed():
        return "LOC"  # 杭州|萧山国际机场
    return "LOC" if place and first.tag == "PER" else ""


def _is_office(last: TaggedWord, first: TaggedWord, name: str) -> bool:
    """Tell whether a word ends the name of a body: 马德里|动物园, 黑龙江省|文化|和|旅游|厅."""
    several = len(last.text) == 1 or not KINDS.word_set("joining").isdisjoint(name)
    ends = last.text[-1] in KINDS.word_set("office_word")  # 工业和信息化局
    office = name and first.tag in ("LOC", "ORG") and several and ends
    if office and not KINDS.pattern("part").search(last.text):
        return True
    return KINDS.pattern("chain_org").search(last.text) is not None
