"""Amounts: what is counted beside a number, as the check ``unit`` calls it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from workflow import quantities
from workflow.checks import measures

#: Name → how it stands beside a number (any language), and every way in which it may be told.
_UNITS = {
    "percent": (
        r"\d\s?(?:%|％|per ?cent\b|퍼센트)|百分之",
        (
            r"%|％|per ?cent|퍼센트|\d\s?프로|[Pp]oint|포인트|百分|[\d一二两三四五六七八九十]成"
            r"|[분分]의? ?\d|out of|[\d一二三四五六七八九]折|half|third|quarter|절반|一半"
        ),
    ),
    "times": (
        r"\d\s?배(?![럴달우송점])|\d\s?倍|\d-?fold",
        r"times|fold|doubl|tripl|twice|quadrupl|배|倍|番|multipl",
    ),
    "dollars": (
        (
            r"(?<![A-Z])\$\s?\d|US\$|\d (?:[mb]illion |trillion )?(?:US )?dollars\b"
            r"|\d[억만조천]?\s?달러|\d[亿万]?美元"
        ),
        r"\$|dollar|\bbucks?\b|달러|[\d억만조천여]\s?불|美元|美金|(?<![欧日韩英澳公单])元|弗",
    ),
    "euros": (
        r"€\s?\d|\d (?:[mb]illion )?euros\b|\d[억만조천]?\s?유로|\d[亿万]?欧元",
        r"€|\b[Ee]uros?\b|EUR|유로|欧元|万欧|亿欧",
    ),
    "pounds": (
        r"£\s?\d|\d[억만조천]?\s?파운드|\d[亿万]?英镑",
        r"£|\bpounds?\b|sterling|quid|GBP|파운드|镑",
    ),
    "won": (
        (
            r"₩\s?\d|\d (?:[mb]illion |trillion )?won\b|\d[억만조천]?\s?원(?![가-힣])"
            r"|\d[亿万]?韩[元圆]"
        ),
        r"₩|\bwon\b|KRW|[\d억만조천십백여]\s?원|원화|韩[元圆币]",
    ),
    "yuan": (
        r"\d (?:[mb]illion |trillion )?[Yy]uan\b|\d[억만조천]?\s?위안|\d[亿万]?元人民币|\d[亿万]元",
        r"[Yy]uan|renminbi|RMB|CNY|¥|위안|위엔|(?<![欧日韩英澳美港])元|人民币",
    ),
    "yen": (
        r"\d (?:[mb]illion |trillion )?yen\b|\d[억만조천]?\s?엔(?![가-힣])|\d[亿万]?日[元圆]",
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
    r"|欧元|pounds?\b|파운드|英镑|won\b|원(?![가-힣])|韩[元圆]|yuan\b|위안|yen\b|엔(?![가-힣])|日[元圆])?"
)
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


def units(text: str) -> dict[str, None]:
    """The names of the units that stand beside a number, in order."""
    if not (any(map(text.__contains__, _WORDS)) or (not text.isascii() and _SIGNS.search(text))):
        return {}
    return {match.lastgroup: None for match in _BESIDE.finditer(text) if match.lastgroup}


def lost(source: str, text: str) -> list[str]:
    """The units of ``source`` that its translation ``text`` does not tell in any way."""
    gone = [name for name in units(source) if not _TOLD[name].search(text)]
    if gone:
        said = units(measures.once(source))
        gone = [name for name in gone if name in said or name in _NO_MONEY]
    return gone


def added(source: str, text: str) -> list[str]:
    """The units of ``text`` that ``source`` does not tell, but in brackets: a newsroom's own money.

    >>> added("It cost $3 million.", "300만 달러(약 36억 원)가 들었다.")
    []
    """
    new = [name for name in units(text) if not _TOLD[name].search(source)]
    if new:
        said = units(_BRACKETED.sub(" ", text))
        new = [name for name in new if name in said]
    return new


def exchanged(source: str, text: str) -> tuple[list[str], list[str]] | None:
    """The units of a number that has others in the translation, and those others, if there is one.

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
    for match in _AMOUNT.finditer(text):
        sign = (match["before"] or match["after"] or "").replace(" ", "").lower()
        values = quantities.digits(match["number"])
        if sign in _CALLED and len(values) == 1:
            yield from ((value, _CALLED[sign]) for value in values)
