"""Numbers put in another way: the other clock, decades, fractions, *last Monday* for a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from workflow.quantities.values import HAN_DIGITS

#: Numbers that belong to a name or an idiom, so that one side may do without: ``COVID-19`` is 新冠,
#: ``No. 1`` the first, a *nine-to-five* job a regular one, the *talks* are the 6자회담, the rivers
#: the 4대강.
_CODE = re.compile(
    r"(?<=[A-Za-z]-)\d+|(?<=\bNo\.)\s?1\b|\b9(?=[- ]to[- ]5\b)|(?<=\b9[- ]to[- ])5\b"
    r"|\b24(?=/7\b)|(?<=\b24/)7\b|6(?=자\s?회담)|4(?=대강|대\s?보험)"
)
#: A day, month or year in digits, and how the other side may put it relative to today.
_DATES = (
    (
        re.compile(
            r"(?<![\d.])(\d{1,2})(?:\s?[~∼-]\s?(\d{1,2}))?\s?[일日号]"
            r"(?!\s?(?:간|동안|째|짜리|만(?![나난날났])))"
        ),
        re.compile(
            r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\b(?:yester|to)day\b|\b[Tt]omorrow\b"
            r"|(?<!\d[ -])\bdays?\b|\bdays? (?:ago|after|before|earlier|later|since)\b"
            r"|\b(?:week(?:end)?s?|month|morning|afternoon|evening|night|session)\b"
            r"|[월화수목금토일]요일|어제|오늘|내일|(?:星期|周)[一二三四五六日]|[昨今明][天日]"
        ),
    ),
    (
        re.compile(r"(?<![\d.])(\d{1,2})\s?[월月]"),
        re.compile(
            r"\b(?:last|this|next|previous) month\b|(?:지난|이번|다음) ?달|이달|[上本下]个?月"
        ),
    ),
    (
        re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?!\d|[,.]\d)"),
        re.compile(
            r"\b(?:last|this|next|previous) year\b|지난해|작년|올해|내년|재작년|[去今明前]年"
        ),
    ),
)
#: ``1930s`` may become 20世纪30年代; ``19:30`` is 7:30 by the twelve-hour clock, as is ``0715``.
_DECADE = re.compile(r"\b(\d\d)(\d0)s\b")
_CENTURY = re.compile(r"(\d{1,2})\s?(?:世纪|세기)\s?(\d0)\s?년?代?")
_CLOCK = re.compile(r"\b(\d{1,2})(?=[:시点時])|\b(\d{1,2})(?=(?:[.:]\d\d)?\s?[ap]\.?m\b)")
_DIGITS_OF_A_CLOCK = re.compile(
    r"\b([01]\d|2[0-3])([0-5]\d)(?=\s?(?:GMT|UTC|BST|CET|E[SD]?T|hours|hrs)\b)"
    r"|(?<=\bat )(0\d)([0-5]\d)\b"
)
#: Parts of a whole as per cent.
_FRACTION = re.compile(
    r"\b(?ai:(?:(two|three|four)[- ])?(half|third|quarter|fifth|tenth)s?)\b"
    r"|(\d)\s?/\s?(\d)\b|(\d)분의 ?(\d)|([二三四五])分之([一二三四])|(一半|절반)"
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_TIMES = {"": 1, "two": 2, "three": 3, "four": 4}
_PER_CENT = re.compile(r"[%％]|per ?cent|퍼센트|百分")
#: Up to this value numbers are written in words as often as in digits.
COUNTED = 10
#: Korean number words: long ones anywhere, short ones where they stand before what they count.
_KOREAN_NUMBER = re.compile(
    r"다섯|여섯|일곱|여덟|아홉|(?<![가-힣])(?:두|둘|세|셋|네|넷|열)(?=\s|째|번|명|개|곳|차|배|가지)"
)
_KOREAN = {
    word: Decimal(value)
    for value, words in enumerate("두 둘,세 셋,네 넷,다섯,여섯,일곱,여덟,아홉,열".split(","), 2)
    for word in words.split()
}
#: Words that become numbers without being any, and phrases.
_UNSAID = {
    word: Decimal(value)
    for value, words in {
        "0": "no none nothing without goalless scoreless love",
        "0.5": "half",
        "2": "duo twin twins other others fortnight side either twofold",
        "3": "couple trio triplet triplets",
        "4": "quartet quadruple quadrupled quarterly",
        "10": "teen teens teenager teenagers teenage teenaged decade decades",
    }.items()
    for word in words.split()
}
_PHRASES = {"clean sheet": Decimal(0), "hat-trick": Decimal(3)}
_WORD = re.compile("[a-z]+")
_ROMAN = re.compile(r"\b(?:WW)?(I{2,3}|I?V|VI{1,3}|IX)\b")
_ROMANS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
#: One of something, as Korean and Chinese count: 1시간 is an hour, 승용차 1대 a car.
_ONE = re.compile(r"(?<![\d.,])1(?=\s?(?![월일月日号])[가-힣\u4e00-\u9fff])")


def codes(text: str) -> set[Decimal]:
    """The values that belong to a name or an idiom and may be left out with it: ``COVID-19``."""
    return {Decimal(match[0]) for match in _CODE.finditer(text)}


def dates(text: str, other: str) -> set[Decimal]:
    """The days, months and years of ``text`` that ``other`` may put relative to today instead.

    >>> sorted(map(int, dates("28일", "on Monday") | dates("in October 2007", "지난해 10월")))
    [28, 2007]
    """
    return {
        Decimal(day)
        for numbers, relative in _DATES
        if relative.search(other) and not numbers.search(other)
        for match in numbers.finditer(text)
        for day in match.groups()
        if day
    }


def in_words(text: str) -> set[Decimal]:
    """The values up to ten that ``text`` gives in other words: 다섯, ``WWII``, ``a decade``."""
    lower = text.lower()
    called = {_UNSAID[word] for word in _UNSAID.keys() & set(_WORD.findall(lower))}
    called.update(value for phrase, value in _PHRASES.items() if phrase in lower)
    if "I" in text or "V" in text:
        called.update(Decimal(_ROMANS.index(match[1])) for match in _ROMAN.finditer(text))
    return called | korean_words(text)


def korean_words(text: str) -> set[Decimal]:
    """The values from two to ten that ``text`` gives in Korean words."""
    if text.isascii():
        return set()
    return {_KOREAN[word] for word in _KOREAN_NUMBER.findall(text)}


def only_one(text: str) -> bool:
    """Whether every 1 of ``text`` counts what English has without a number: 1시간, *an hour*."""
    return len(_ONE.findall(text)) == len(re.findall(r"(?<![\d.,])1(?![\d.,]*\d)", text))


def ways(text: str) -> dict[Decimal, set[Decimal]]:
    """By value of ``text``, the other values it may become: decades, the other clock.

    >>> ways("the 1930s") == {Decimal(1930): {Decimal(30), Decimal(20)}}
    True
    """
    found: dict[Decimal, set[Decimal]] = {}
    for value, others in _ways(text):
        found.setdefault(value, set()).update(others)
    return found


def _ways(text: str) -> Iterator[tuple[Decimal, set[Decimal]]]:
    for match in _DECADE.finditer(text) if "0s" in text else ():
        yield Decimal(match[1] + match[2]), {Decimal(match[2]), Decimal(match[1]) + 1}
    for match in _CENTURY.finditer(text) if "世" in text or "세" in text else ():
        year = (Decimal(match[1]) - 1) * 100 + Decimal(match[2])
        yield Decimal(match[1]), {year}
        yield Decimal(match[2]), {year}
    for match in _CLOCK.finditer(text):
        hour = Decimal(match[1] or match[2])
        yield hour, {(hour + 12) % 24, (hour - 1) % 12 + 1}
    for match in _DIGITS_OF_A_CLOCK.finditer(text):
        hour, minute = Decimal(match[1] or match[3]), Decimal(match[2] or match[4])
        yield hour * 100 + minute, {hour, minute, (hour + 12) % 24, (hour - 1) % 12 + 1}


def per_cent(text: str, other: str) -> set[Decimal]:
    """The fractions of ``text`` in per cent, rounded up and down, where ``other`` has per cent.

    >>> sorted(map(str, per_cent("two thirds of them", "66%")))
    ['66', '66.6', '66.7', '67']
    """
    if not _PER_CENT.search(other):
        return set()
    return {
        share.quantize(Decimal(step), rounding)
        for share in _shares(text)
        for step in ("1", "0.1")
        for rounding in ("ROUND_FLOOR", "ROUND_HALF_UP")
    }


def _shares(text: str) -> Iterator[Decimal]:
    for match in _FRACTION.finditer(text):
        times, part, above, below, of, korean, whole, chinese, half = match.groups(default="")
        if part:
            over, under = _TIMES[times.lower()], _PARTS[part.lower()]
        elif half:
            over, under = 1, 2
        elif whole:
            over, under = HAN_DIGITS[chinese], HAN_DIGITS[whole]
        else:
            over, under = int(above or korean), int(below or of)
        if 0 < over < under:
            yield Decimal(100 * over) / under
