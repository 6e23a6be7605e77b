"""What is missing from a translation, new in it, or another number than in its source."""

from __future__ import annotations

import re
from decimal import Decimal

from workflow.quantities.values import counting_words, digits, mentioned

#: What may be left out with its word: ``COVID-19`` is 新冠, ``No. 1`` the first.
_CODE = re.compile(r"(?<=[A-Za-z]-)\d+|(?<=\bNo\.)\s?1\b")
_DAY = re.compile(r"(?<![\d.])(\d{1,2})\s?[일日号]")
_RELATIVE = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\b(?:yester|to)day\b|\b[Tt]omorrow\b"
    r"|\b(?:days?|week(?:end)?s?|month|morning|afternoon|evening|night)\b"
    r"|[월화수목금토일]요일|어제|오늘|내일|(?:星期|周)[一二三四五六日]|昨[天日]|今[天日]|明[天日]"
)
#: ``1930s`` may become 20世纪30年代; ``19:30`` may be told by the twelve-hour clock.
_DECADE = re.compile(r"(\d\d)(\d0)s\b")
_CENTURY = re.compile(r"(\d{1,2})\s?(?:世纪|세기)\s?(\d0)\s?年?代?")
_CLOCK = re.compile(r"\b(\d{1,2})(?=[:시点時])|\b(\d{1,2})(?=(?:[.:]\d\d)?\s?[ap]\.?m\b)")
#: Up to this value numbers are written in words as often as in digits.
_COUNTED = 10
#: Korean number words: long ones anywhere, short ones where they stand before what they count.
_KOREAN_NUMBER = re.compile(
    r"다섯|여섯|일곱|여덟|아홉|(?<![가-힣])(?:두|둘|세|셋|네|넷|열)(?=\s|째|번|명|개|곳|차|배|가지)"
)
_KOREAN = {
    word: Decimal(value)
    for value, words in enumerate("두 둘,세 셋,네 넷,다섯,여섯,일곱,여덟,아홉,열".split(","), 2)
    for word in words.split()
}
#: Words that become numbers without being any: the value, and what calls for it.
_UNSAID = {
    0: r"\b(?:no|none|nothing|without|goalless|scoreless|clean sheet|love)\b",
    0.5: r"\bhalf\b",
    2: r"\b(?:duo|twins?|others?|fortnight|side|either)\b|twofold",
    3: r"\b(?:couple|trio|triplets?|hat-trick)\b",
    4: r"\b(?:quartet|quadrupled?|quarterly)\b",
    10: r"\b(?:teens?|teenagers?|teenaged?|decades?)\b",
}
_CALLS = {value: re.compile(words, re.IGNORECASE) for value, words in _UNSAID.items()}
_ROMAN = re.compile(r"\b(?:WW)?(I{2,3}|I?V|VI{1,3}|IX)\b")
_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def missing(source: str, text: str) -> set[Decimal]:
    """The values ``source`` writes in digits that its translation ``text`` does not mention.

    >>> missing("1.2 billion people in 2021", "2021年有12亿人")
    set()
    """
    absent = set(digits(source))
    if absent:
        absent -= digits(text)
    if not absent:
        return absent
    there = mentioned(text)
    absent -= there
    if not _CODE.search(text):
        absent -= _codes(source)
    ways = _other_ways(source) if absent else {}
    return {value for value in absent if there.isdisjoint(ways.get(value, ()))}


def swapped(source: str, text: str) -> set[Decimal]:
    """Values up to ten that ``text`` writes in digits where ``source`` has other number words.

    They count only where a number word of the source is missing too: ``five minutes``, 8분.
    """
    new = {value for value in digits(text) - digits(source) if 1 < value <= _COUNTED}
    if not new:
        return new
    lost = counting_words(source) - mentioned(text) - _korean_values(text)
    return new - mentioned(source) - _korean_values(source) if lost else set()


def invented(source: str, text: str) -> set[Decimal]:
    """The values but one that ``text`` writes in digits and its ``source`` does not mention.

    One is what languages do not count alike: an hour, 1시간.
    """
    new = {value for value in digits(text) - digits(source) if value != 1}
    if new and min(new) <= _COUNTED:
        new -= _korean_values(source) | _unsaid(source)
    if not new:
        return new
    days = _DAY.findall(text) if _RELATIVE.search(source) else []
    codes = set() if _CODE.search(source) else _codes(text)
    expected = codes.union(map(Decimal, days))
    return new.difference(mentioned(source), expected, *_other_ways(source).values())


def _codes(text: str) -> set[Decimal]:
    return {Decimal(match[0]) for match in _CODE.finditer(text)}


def _korean_values(text: str) -> set[Decimal]:
    return {_KOREAN[word] for word in _KOREAN_NUMBER.findall(text)}


def _unsaid(text: str) -> set[Decimal]:
    """The values up to ten that ``text`` gives without a number word: ``WWII``, ``a decade``."""
    called = {Decimal(str(value)) for value, words in _CALLS.items() if words.search(text)}
    return called | {Decimal(_ROMANS.index(match[1])) for match in _ROMAN.finditer(text)}


def _other_ways(text: str) -> dict[Decimal, set[Decimal]]:
    """By value of ``text``, the other values it may become: decades, the other clock."""
    ways = {
        Decimal(match[1] + match[2]): {Decimal(match[2]), Decimal(match[1]) + 1}
        for match in _DECADE.finditer(text)
    }
    for match in _CENTURY.finditer(text):
        year = (Decimal(match[1]) - 1) * 100 + Decimal(match[2])
        ways |= {Decimal(match[1]): {year}, Decimal(match[2]): {year}}
    for match in _CLOCK.finditer(text):
        hour = Decimal(match[1] or match[2])
        ways.setdefault(hour, set()).update({(hour + 12) % 24, (hour - 1) % 12 + 1})
    return ways
