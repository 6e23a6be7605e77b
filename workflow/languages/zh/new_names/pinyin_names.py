"""Name places in China in English and in Hangul, by the rules: 罗寨县 is Luozhai County.

And tell names in Chinese characters that are not read as Chinese: of Koreans, and of foreigners.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from workflow.languages.names import gazetteer
from workflow.languages.tables import FactTable
from workflow.languages.zh import pinyin
from workflow.languages.zh.new_names import listed_names

_ENDS = FactTable("workflow.languages.zh", "place_ends.tsv")
#: Characters of a name before what it ends with; foreign places have more.
_OWN = len("罗寨")
#: Stands behind the family name of a woman of Viet Nam.
_OF_WOMEN = "氏"
_NAMES = FactTable("workflow.languages.zh", "names.tsv")


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
    if own in _ENDS.word_set("read_otherwise"):
        return {}, ""
    english, korean = _ENDS.values("english"), _ENDS.values("korean")
    if end not in korean:
        return {}, ""
    sound = "".join(pinyin.sounds(own)).capitalize()
    hangul = pinyin.to_hangul(sound)
    if not hangul:
        return {}, ""
    found = {"en": f"{sound} {english.get(end, '')}".strip(), "ko": hangul + korean[end]}
    return found, f"pinyin, {pinyin.RULE}, if the place is in China"


def is_read_otherwise(name: str, sentence: str) -> bool:
    """Tell whether a person is called a foreigner, or a Korean surname stands where Korea does.

    >>> [is_read_otherwise("金成俊", text) for text in
    ...  ("韩国外交部长金成俊说", "中国驻韩国大使金成俊说", "金成俊访问韩国")]
    [True, False, False]
    >>> [is_read_otherwise("马林", text) for text in
    ...  ("对手是西班牙名将马林", "中国驻西班牙大使马林", "击败西班牙队的马林", "马林·佩雷斯")]
    [True, False, False, True]
    >>> is_read_otherwise("阮氏芳", "灯笼师傅阮氏芳")
    True
    >>> [is_read_otherwise("朴树", text) for text in ("朴树在首尔", "歌手朴树")]
    [True, False]
    """
    if name.startswith(tuple(_NAMES.word_set("korean_surname"))):
        return _NAMES.pattern("korea").search(sentence) is not None
    if f"{name}·" in sentence or f"·{name}" in sentence or name[1:2] == _OF_WOMEN:
        return True
    ends = [found.start() for found in re.finditer(re.escape(name), sentence)]
    korea = any(_NAMES.pattern("of_korea").search(sentence[:end]) for end in ends)
    return korea or any(
        listed_names.is_from_abroad(sentence[max(0, end - 16) : end]) for end in ends
    )


def may_be_read_otherwise(name: str, document: str) -> bool:
    """Tell whether a document names Korea, and calls nobody Chinese who may be of there.

    >>> [may_be_read_otherwise("李在明", text) for text in
    ...  ("共同民主党候选人李在明说", "中国代表李在明访问首尔", "李在明说")]
    [True, False, False]
    """
    if not name.startswith(tuple(_NAMES.word_set("shared_surname"))):
        return False
    if not _NAMES.pattern("named_korea").search(document):
        return False
    ends = (found.start() for found in re.finditer(re.escape(name), document))
    china = _NAMES.pattern("of_china")
    return not any(china.search(document[max(0, end - 24) : end]) for end in ends)
