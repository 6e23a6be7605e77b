"""Amounts: what is counted beside a number, as the check ``unit`` calls it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest

from workflow.languages.scripts import DENSE
from workflow.model import Message, say
from workflow.qa import quantities

#: A number before its unit: 2억여, 1.5万亿, 3000多万.
_KOREAN, _CHINESE = r"\d\s?[억만조천백십여]*\s?", r"\d\s?[十百千万亿兆多余]*\s?"
_WORD_ENDS = f"(?![{DENSE}])"
#: What stands for the digits of a vague number: 수백만, 数十亿.
_VAGUE = re.compile("[수몇](?=\\s?[십백천만억조])|[数几](?=[十百千万亿])")
#: Name → how it stands beside a number (any language), and every way in which it may be told.
_UNITS = {
    "percent": (
        r"\d\s?(?:%|％|per ?cent\b|퍼센트)|百分之",
        (
            r"%|％|per ?cent|퍼센트|\d\s?프로|[Pp]oint|포인트|百分|分之|[\d一二两三四五六七八九十]"
            r"成"
            r"|[분分]의? ?\d|out of|[\d一二三四五六七八九]折|hal[fv]|third|quarter|fifth|tenth|절반"
            r"|一半|半数|과반|명 중|basis point|基点|베이시스"
            r"|\b(?i:one|two|three|four|five|six|seven|eight|nine|\d) in (?:every )?"
            r"(?:two|three|four|five|six|seven|eight|nine|ten|\d)"
        ),
    ),
    "times": (
        r"\d\s?배(?![럴달우송점])|\d\s?倍|\d-?fold",
        r"\btimes\b|fold\b|doubl|tripl|twice|quadrupl|배|倍|番|multipl",
    ),
    "dollars": (
        (
            r"(?<![A-Z])\$\s?\d|US\$|\d (?:[mb]illion |trillion )?(?:US )?dollars\b"
            rf"|{_KOREAN}달러|{_CHINESE}美元"
        ),
        r"\$|dollar|\bbucks?\b|\bcents?\b|센트|美分|달러|[\d억만조천여]\s?불|美元|美金|(?<![欧日韩英澳公单])元|弗",
    ),
    "euros": (
        rf"€\s?\d|\d (?:[mb]illion )?euros\b|{_KOREAN}유로|{_CHINESE}欧元",
        r"€|\b[Ee]uros?\b|EUR|유로|欧元|万欧|亿欧",
    ),
    "pounds": (
        rf"£\s?\d|{_KOREAN}파운드|{_CHINESE}英镑",
        r"£|\bpounds?\b|sterling|quid|GBP|파운드|镑",
    ),
    "won": (
        (
            r"₩\s?\d|\d (?:[mb]illion |trillion )?won\b"
            rf"|{_KOREAN}원{_WORD_ENDS}|{_CHINESE}韩[元圆]"
        ),
        r"₩|\bwon\b|KRW|[\d억만조천십백여]\s?원|원화|韩[元圆币]",
    ),
    "yuan": (
        (
            r"\d (?:[mb]illion |trillion )?[Yy]uan\b"
            rf"|{_KOREAN}위안|{_CHINESE}元人民币|\d\s?[亿万]元"
        ),
        (
            r"[Yy]uan|renminbi|RMB|CNY|¥|(?:NT|HK)\$|Taiwan|Hong Kong|대만|홍콩|위안|위엔|人民币"
            r"|(?<![欧日韩英澳美港])元"
        ),
    ),
    "yen": (
        (
            r"\d (?:[mb]illion |trillion )?yen\b"
            rf"|{_KOREAN}엔{_WORD_ENDS}|{_CHINESE}日[元圆]"
        ),
        r"¥|\b[Yy]en\b|JPY|[\d억만조천여]\s?엔|엔화|日[元圆]",
    ),
}
_BESIDE = re.compile(
    "(?=[\\d$€£₩U百])(?:{})".format(
        "|".join(f"(?P<{name}>{beside})" for name, (beside, _) in _UNITS.items())
    )
)
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
#: Without one of these, no unit stands beside a number.
_WORDS = ("%", "$", "percent", "per cent", "fold", "dollar", "euro", " won", "uan", " yen")
_SIGNS = re.compile("[％€£₩圆元배倍퍼달유파원위엔分镑]")
#: Not what something is in other money.
_NO_MONEY = ("percent", "times")
_TOLD = {name: re.compile(told) for name, (_, told) in _UNITS.items()}
#: A number with its scale, and the signs and words before and after it.
_AMOUNT = re.compile(
    r"(?P<before>[$€£₩]|百分之)?\s?"
    r"(?P<number>\d[\d,]*(?:\.\d+)?"
    r"(?:\s?[억만조천亿万兆千百]+(?:\s?\d[\d,]*[억만조천亿万]*)?| (?:[mb]illion|trillion)\b)?)"
    r"[\s-]?(?P<after>[%％배倍镑]|per ?cent|퍼센트|fold|(?:US )?dollars?\b|달러|美元|euros?\b|유로"
    rf"|欧元|pounds?\b|파운드|英镑|won\b|원{_WORD_ENDS}|韩[元圆]|yuan\b|위안|yen\b|엔{_WORD_ENDS}|日[元圆])?"
)
_DIGIT = re.compile(r"\d")
_NAMED = re.compile(r"\b(?:per ?cent|dollars?|euros?|pounds?|won|yuan|yen)\b")
#: What stands between the two numbers of a range.
_RANGE = re.compile(r"\s?(?:[-–—~～]|to|or|and|至|到|或|에서|내지)\s?")
_CALLED = {
    sign: name
    for name, signs in {
        "percent": "百分之 % ％ percent 퍼센트",
        "times": "배 倍 fold",
        "dollars": "$ dollar dollars usdollar usdollars 달러 美元",
        "euros": "€ euro euros 유로 欧元",
        "pounds": "£ pound pounds 파운드 英镑 镑",
        "won": "₩ won 원 韩元 韩圆",
        "yuan": "yuan 위안",
        "yen": "yen 엔 日元 日圆",
    }.items()
    for sign in signs.split()
}


#: Units as people are told of them.
_NAMES = {
    "percent": say("percent"),
    "times": say("times"),
    "dollars": say("dollars"),
    "euros": say("euros"),
    "pounds": say("pounds"),
    "won": say("won"),
    "yuan": say("yuan"),
    "yen": say("yen"),
}


def named(found: Sequence[str]) -> list[Message]:
    """Return the names of units for a message."""
    return [_NAMES[each] for each in found]


def units(text: str) -> dict[str, None]:
    """Return the names of the units that stand beside a number, in order."""
    if not (any(map(text.__contains__, _WORDS)) or (not text.isascii() and _SIGNS.search(text))):
        return {}
    matches = _BESIDE.finditer(_VAGUE.sub("1", text))
    return {match.lastgroup: None for match in matches if match.lastgroup}


def changed(source: str, text: str) -> tuple[list[str], list[str]]:
    """Return the units of a source that its translation loses, and those it has instead.

    A source with all its numbers in words loses none, unless another comes in its place.

    >>> changed("It cost billions of dollars.", "수십억 유로가 들었다.")
    (['dollars'], ['euros'])
    >>> changed("It cost a billion dollars.", "10억이 들었다.")
    ([], [])
    """
    if not _DIGIT.search(source):
        gone = [name for name in _named(source) if not _TOLD[name].search(text)]
        new = added(source, text) if gone else []
        return (gone, new) if new else ([], [])
    gone, new = lost(source, text), added(source, text)
    return (gone, new) if gone and new else exchanged(source, text) or (gone, new)


def _named(text: str) -> dict[str, None]:
    """Return the units that an English text names."""
    return {_CALLED[match[0].replace(" ", "")]: None for match in _NAMED.finditer(text)}


def lost(source: str, text: str) -> list[str]:
    """Return the units of a source that its translation does not mention in any way."""
    gone = [name for name in units(source) if not _TOLD[name].search(text)]
    if gone:
        said = units(quantities.once(source))
        gone = [name for name in gone if name in said or name in _NO_MONEY]
    return gone


def added(source: str, text: str) -> list[str]:
    """Return the units of a text that its source lacks, a newsroom's own in brackets aside.

    >>> added("It cost $3 million.", "300만 달러(약 36억 원)가 들었다.")
    []
    """
    new = [name for name in units(text) if not _TOLD[name].search(source)]
    if new:
        said = units(_BRACKETED.sub(" ", text))
        new = [name for name in new if name in said]
    return new


def exchanged(source: str, text: str) -> tuple[list[str], list[str]] | None:
    """Return the units of a number that has others in the translation, and those others.

    >>> exchanged("5 percent, three times the 2 percent of May", "5월의 2%의 3배인 5배")
    (['percent'], ['times'])
    """
    named = units(text)
    if not named or len(named | units(source)) < 2:
        return None
    there, here = _counted(source), _counted(text)
    for value in there.keys() & here.keys():
        if there[value].isdisjoint(here[value]):
            return sorted(there[value]), sorted(here[value])
    return None


def _counted(text: str) -> Mapping[Decimal, set[str]]:
    """By value, the units it has."""
    found: dict[Decimal, set[str]] = defaultdict(set)
    for value, unit in _amounts(text):
        found[value].add(unit)
    return found


def _amounts(text: str) -> Iterator[tuple[Decimal, str]]:
    """Yield every value with its unit; the first of a range (``5 to 10%``) has the second's."""
    matches = list(_AMOUNT.finditer(text))
    for match, following in zip_longest(matches, matches[1:]):
        sign = match["before"] or match["after"]
        if following and _RANGE.fullmatch(text, match.end("number"), following.start()):
            sign = sign or following["after"]
        unit = _CALLED.get((sign or "").replace(" ", "").lower())
        values = quantities.digits(match["number"])
        if unit and len(values) == 1:
            yield from ((value, unit) for value in values)
