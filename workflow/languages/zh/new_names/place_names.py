"""Name places in China in English and in Hangul, by the rules: 罗寨县 is Luozhai County."""

from __future__ import annotations

from collections.abc import Mapping

from workflow.languages.names import gazetteer
from workflow.languages.tables import FactTable
from workflow.languages.zh import pinyin

_TABLE = FactTable("workflow.languages.zh", "place_ends.tsv")
#: Characters of a name before what it ends with; foreign places have more.
_OWN = len("罗寨")


def province(name: str) -> tuple[Mapping[str, str], str]:
    """Return the names of a Chinese province in lists; none of others.

    >>> province("贵州省")[0], province("马尼拉省")[0]
    ({'en': 'Guizhou Province', 'ko': '구이저우성'}, {})
    """
    found, basis = gazetteer.called(name.removesuffix("省"), "zh-Hans")
    chinese = found and found["ko"] == pinyin.to_hangul(found["en"])
    if not chinese or not name.endswith("省"):
        return {}, ""
    return {"en": f"{found['en']} Province", "ko": f"{found['ko']}성"}, basis


def by_pinyin(name: str) -> tuple[Mapping[str, str], str]:
    """Return the names of a place with a Chinese ending, and the rules; none of others.

    >>> by_pinyin("罗寨县")[0], by_pinyin("里约热内卢市")[0]
    ({'en': 'Luozhai County', 'ko': '뤄자이현'}, {})
    >>> by_pinyin("高知县")[0]
    {}
    """
    own, end = name[:_OWN], name[_OWN:]
    if own in _TABLE.word_set("read_otherwise"):
        return {}, ""
    english, korean = _TABLE.values("english"), _TABLE.values("korean")
    if end not in korean:
        return {}, ""
    sound = "".join(pinyin.sounds(own)).capitalize()
    hangul = pinyin.to_hangul(sound)
    if not hangul:
        return {}, ""
    found = {"en": f"{sound} {english.get(end, '')}".strip(), "ko": hangul + korean[end]}
    return found, f"pinyin, {pinyin.RULE}, if the place is in China"
