"""Find where Chinese names begin and end in a text without spaces, and which are words too.

``韩正`` stands in 韩正式, ``中国`` in 发展中国家. Where another division gives two words and the
name would leave a piece, it is no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from workflow.languages import common_words
from workflow.languages.names import gazetteer, names, office_names, romanized
from workflow.languages.names.joints import Edges, Joints, Place
from workflow.languages.scripts import is_dense
from workflow.languages.tables import FactTable
from workflow.languages.zh import pinyin
from workflow.languages.zh.new_names import listed_names, pinyin_names
from workflow.model import TermType

if TYPE_CHECKING:
    from workflow.languages.names.new_names import Named

_TABLE = FactTable(__package__, "names.tsv")
_TITLES = FactTable(__package__, "titles.tsv")
_NOTHING = frozenset({""})
_REGNAL_NUMBER = re.compile("[一二三四五六七八九十]+世$")
#: Kinds of row whose name may be a common word as well.
_NAMED = frozenset({TermType.PERSON, TermType.ORG, TermType.PRODUCT, TermType.ABBR})
_BODIES = frozenset({TermType.ORG, TermType.ABBR})
_LED = _BODIES | {TermType.PRODUCT}


class ChineseNames(names.Names):
    """The names of Chinese."""

    origin = 3
    inflected = False
    is_read_otherwise = staticmethod(pinyin_names.is_read_otherwise)
    may_be_read_otherwise = staticmethod(pinyin_names.may_be_read_otherwise)

    @cached_property
    def joints(self) -> Joints:
        """The gaps allowed between the parts of a mention."""
        return Joints(
            body_title=frozenset({"", "的"}),
            title_person=_NOTHING,
            office_person=_NOTHING,
            person_title=_NOTHING,
            body_person=_NOTHING,
            surname_title=("",),
            other_office=_TITLES.words("other_office"),
            office_goes_on=_TITLES.words("office_goes_on"),
            former=_TITLES.words("former"),
            former_apposed=_TITLES.word_set("former"),
            long_title=4,
        )

    def spellings(self, name: str, kind: TermType, *, east_asian: bool = False) -> Iterator[str]:
        """Yield a minister's office in short.

        >>> [*ChineseNames().spellings("外交部长", TermType.TITLE)]
        ['外长']
        """
        minister = kind is TermType.TITLE and _TITLES.pattern("minister").fullmatch(name)
        if minister:
            yield "".join(minister.groups())

    def surname(self, name: str, *, east_asian: bool) -> str:
        """Return the first character, or two, of a name; of a foreigner's what follows the dot."""
        if not east_asian:
            return _REGNAL_NUMBER.sub("", name).rsplit("·", 1)[-1]
        if "·" in name:
            return name.rsplit("·", 1)[-1]
        if not _TABLE.pattern("full_name").fullmatch(name):
            return ""
        return name[:2] if name[:2] in _TABLE.word_set("double") and len(name) > 2 else name[0]

    def is_foreign(self, name: str) -> bool:
        """Tell whether a name has a dot."""
        return "·" in name

    def told_surname(self, name: str, families: Iterable[str], *, east_asian: bool) -> str | None:
        """Return the family name of a foreigner whose ancestors were Chinese or Korean.

        >>> rows = ("苏姿丰", ["Su", "수"]), ("苏纳克", ["Sunak", "수낵"])
        >>> [ChineseNames().told_surname(*row, east_asian=False) for row in rows]
        ['苏', None]
        """
        if east_asian or "·" in name:
            return None
        told = any(one.isascii() and romanized.agrees(one, name) for one in families)
        return self.surname(name, east_asian=True) if told else None

    def is_compound(self, family: str) -> bool:
        """Tell whether a family name is one of two characters and no other word: not 东方."""
        return family in _TABLE.word_set("double") - _TABLE.word_set("double_word")

    def is_japanese(self, name: str, others: Sequence[str] = ()) -> bool | None:
        """Tell that a name is a Japanese's by its family name or its length, or may be one."""
        if "·" in name:
            return False
        return True if is_dense(name) and listed_names.is_japanese(name) else None

    def japanese_surname(self, name: str) -> str:
        """Return the family name of a Japanese: a frequent one, or two characters of four."""
        return listed_names.japanese_family(name)

    def family_name(self, name: str) -> str:
        """Return the family name of a name without a dot."""
        return "" if " " in name or "·" in name else self.surname(name, east_asian=True)

    def is_east_asian(self, name: str) -> bool:
        """Tell whether a name has two to four characters, and no dot."""
        return _TABLE.pattern("full_name").fullmatch(name) is not None

    def straddles(self, text: str) -> frozenset[tuple[int, int]]:
        """Return places where two words together only look like a name: 发展**中国**家."""
        return frozenset(match.span() for match in _TABLE.pattern("straddled").finditer(text))

    def is_part(self, place: Place, edges: frozenset[int]) -> bool:
        """Tell whether a name goes on, or is likelier the end of one word and another's beginning.

        >>> places = [Place(text, 0, 2, TermType.PERSON)
        ...           for text in ("李龙雨教授来了", "王毅力挺", "韩正式退出")]
        >>> [ChineseNames().is_part(place, frozenset()) for place in places]
        [True, False, True]
        """
        person = place.kind is TermType.PERSON
        if _goes_on(place):
            return True
        titled = person and _TITLES.pattern("words").match(place.text, place.end)
        if titled or (person and (place.start in edges or place.end in edges)):
            return False  # 韩正副主席
        return _crosses(place.text, place.start, place.end, person=person)

    def is_certain(self, place: Place) -> bool:
        """Tell whether a name that is also a common word has an ending that only names have."""
        if place.surname and place.surface in _TABLE.word_set("double"):
            after = place.text[place.end :]
            return not after or _TABLE.pattern("no_given").match(after) is not None
        owned = _TABLE.pattern("owned").match(place.text, place.end) is not None
        if place.kind is TermType.PERSON and place.surface in _words():  # 高原
            return owned or _TABLE.pattern("says").match(place.text, place.end) is not None
        known = common_words.groups("zh")["names"]
        return owned or place.kind not in _NAMED or place.surface not in known

    def is_surname(self, text: str, start: int, end: int) -> bool:
        """Tell whether a surname of one character begins and ends no word: 朗, not 晴朗.

        >>> [ChineseNames().is_surname(text, at, at + 1) for text, at in (("朗说", 0), ("晴朗", 1))]
        [True, False]
        """
        known = _words()
        return end - start > 1 or known.isdisjoint(
            (text[max(0, start - 1) : end], text[start : end + 1])
        )

    def begins_surname(self, text: str, start: int, end: int) -> bool:
        """Tell whether a surname does not end a word: not in 学习主席."""
        return text[max(0, start - 1) : end] not in _words()

    def addressed(self, text: str, surnames: Iterable[str]) -> Iterator[tuple[int, int, int]]:
        """Find surnames before a form of address or an office.

        >>> [*ChineseNames().addressed("据尤女士和何副总理说", ["尤", "何"])]
        [(1, 2, 4), (5, 6, 9)]
        """
        for surname in surnames:
            for found in re.finditer(re.escape(surname), text):
                polite, office = _TABLE.pattern("address"), _TABLE.pattern("office")
                said = polite.match(text, found.end()) or office.match(text, found.end())
                before = text[max(0, found.start() - 1) : found.start()]
                if (
                    said
                    and before not in _TABLE.word_set("family")
                    and before + surname not in _words()
                ):
                    yield found.start(), found.end(), said.end()

    def office_beside(self, text: str, start: int, end: int) -> str:
        """Return the office before or after a name: 副总理 of 副总理何立峰."""
        found = _TABLE.pattern("office").match(text, end)
        before = (
            None
            if found
            else _TABLE.pattern("office_before").search(text, max(0, start - 8), start)
        )
        return found[0] if found else before[1] if before else ""

    def is_other_office(self, before: str) -> bool:
        """Tell whether ``before`` ends in a prefix that makes another office: 副 in 副会长.

        代 makes none in 现代会长, since 现代 is a word.

        >>> ChineseNames().is_other_office("现代"), ChineseNames().is_other_office("任代")
        (False, True)
        """
        others = self.joints.other_office
        said = next((word for word in others if before.endswith(word)), "")
        return bool(said) and not (len(said) == 1 and before[-2:] in _words())

    def said_before(self, text: str, start: int, words: tuple[str, ...]) -> str:
        """Return which word precedes a title, unless it ends another word: 目前, 日前."""
        said = super().said_before(text, start, words)
        outside = text[max(0, start - 12) : start - len(said)]
        return "" if outside[-1:] + said in _words() else said

    def is_whole(self, text: str, span: tuple[int, int], kind: TermType, edges: Edges) -> bool:
        """Tell whether no character beside a name certainly makes another name of it.

        A dot joins given name and surname: 赖斯 in 康多莉扎·赖斯 is somebody's. 王毅夫外长 is no
        王毅.
        """
        start, end = span
        if kind in _LED:
            return _TABLE.pattern("lead").search(text, max(0, start - 3), start) is None
        if kind is not TermType.PERSON:
            return True
        return "·" not in (text[start - 1 : start], text[end : end + 1]) and not (
            end - start == len("王毅")
            and text[start] in _TABLE.word_set("family")
            and end not in edges.begins
            and _TABLE.pattern("longer_rendering").match(text, end)
        )

    def named(self, text: str, *, headline: bool) -> Iterator[Named]:
        """Find what LAC tells to be names, if it is installed."""
        from workflow.languages.zh.new_names import tagged_names

        return tagged_names.named(text)

    def offices(self, text: str, persons: Sequence[tuple[int, int]]) -> Iterator[Named]:
        """Find the offices that stand beside persons."""
        from workflow.languages.zh.new_names import offices

        return offices.beside(text, persons)

    def finds_all(self) -> bool:
        """Tell whether LAC is installed."""
        from workflow.languages.zh.new_names import tagged_names

        return tagged_names.is_ready()

    def is_thing(self, name: str) -> bool:
        """Tell whether a name ends as events, craft and goods with numbers do."""
        from workflow.languages.zh.new_names.listed_names import KINDS

        uses = ("chain_event", "proper", "craft", "event")
        return any(KINDS.pattern(use).search(name) for use in uses)

    def short_body(self, name: str) -> str:
        """Return the name of a company without the word for one."""
        return name.removesuffix("有限公司").removesuffix("公司").removesuffix("集团")

    def grown(self, name: str, kind: TermType, text: str) -> str:
        """Return a name with the character that stands beside it wherever it does: 苗允|之."""
        from workflow.languages.zh.new_names import told_names

        return told_names.grown(name, kind, text)

    def short_place(self, name: str) -> str:
        """Return a place's name without the word for its kind: 梧州市 is 梧州."""
        short = name.rstrip("省市县区州镇乡村")
        return short if len(short) > 1 else name

    def shortens(self, short: str, name: str) -> bool:
        """Tell whether a body is called without the place before it: 滇越队 for 昆明滇越队."""
        place = name.removesuffix(short)
        return place != name and place in listed_names.listed()

    def is_ordinary(self, word: str) -> bool:
        """Tell no word from a name: there are no capitals."""
        return False

    def person_beside(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Find a name of two or three characters before or after a title."""
        before = _TABLE.pattern("person_before").search(text[:start])
        found = before or _TABLE.pattern("person_after").match(text, end)
        return found.span(1) if found else None

    def proposals(self, name: str, kind: TermType) -> tuple[Mapping[str, str], str]:
        """Return what lists call a place, a Chinese one's and a person's name by the rules."""
        if kind is TermType.TITLE:
            return office_names.proposals(name, "zh-Hans")
        if kind is TermType.PLACE:
            called = gazetteer.called(name, "zh-Hans")
            known = called if called[0] else pinyin_names.province(name)
            return known if known[0] else pinyin_names.by_pinyin(name)
        if kind is not TermType.PERSON or "·" in name or not pinyin.may_read(name):
            return super().proposals(name, kind)
        if listed_names.is_japanese(name):
            return {}, ""
        sound = pinyin.from_han(name)
        found = {"en": sound, "ko": f"{pinyin.to_hangul(sound)}({name})"}
        return found, f"pinyin with surname readings, {pinyin.RULE}, if the person is Chinese"

    def sound(self, text: str) -> str:
        """Return the pinyin of a text."""
        return pinyin.spoken(text)

    def runs(self, text: str, length: int) -> Iterator[tuple[int, int]]:
        """Yield places of about ``length`` characters."""
        for start in range(len(text)):
            for size in range(max(2, length - 1), length + 3):
                run = text[start : start + size]
                if len(run) == size and _TABLE.pattern("run").fullmatch(run):
                    yield start, start + size


def _words() -> frozenset[str]:
    return common_words.groups("zh")["words"]


def _goes_on(place: Place) -> bool:
    """Tell whether a longer name stands there: 李龙雨教授, 伊万卡·特朗普, 中国银行保险报."""
    beside = (place.text[: place.start][-1:] or " ") + place.text[place.end :]
    if place.surname and _TABLE.pattern("of_surname").match(beside):
        return True
    if place.kind is TermType.PERSON and place.end - place.start == len("李龙"):
        return _TABLE.pattern("longer_person").match(place.text, place.end) is not None
    body = _TABLE.pattern("longer_body")
    return place.kind in _BODIES and body.match(place.text, place.end) is not None


def _crosses(text: str, start: int, end: int, *, person: bool) -> bool:
    """Tell whether a name is likelier the end of one word and the beginning of another.

    >>> _crosses("发展中国家需要", 2, 4, person=False), _crosses("在中国家庭", 1, 3, person=False)
    (True, False)
    """
    known = _words()
    if text[end - 1 : end + 1] not in known:
        return False
    longer = common_words.groups("zh")["longer"]
    if text[start - 1 : start + 1] in known or text[start - 2 : start + 1] in longer:
        return True
    country = text[start] in _TABLE.word_set("country")
    if end - start > 2 or (country and not person):
        return False
    following = text[end : end + 2]
    return following not in known and (country or following[:1] not in _TABLE.word_set("function"))
