"""Numbers put in another way: the other clock, decades, fractions, *last Monday* for a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from workflow.qa.quantities import korean
from workflow.qa.quantities.values import HAN_DIGITS, mentioned

#: Numbers that belong to a name or an idiom, so that one side may do without: ``COVID-19`` is 新冠,
#: ``No. 1`` the first, a *nine-to-five* job a regular one, the *talks* are the 6자회담, the rivers
#: the 4대강, the Korean War is 6·25전쟁.
_CODE = re.compile(
    r"(?<=[A-Za-z]-)\d+|(?<=\bNo\.)\s?1\b|\b9(?=[- ]to[- ]5\b)|(?<=\b9[- ]to[- ])5\b"
    r"|\b24(?=/7\b)|(?<=\b24/)7\b|6(?=자\s?회담)|4(?=대강|대\s?보험)"
    r"|\b6(?=·25(?!\d))|(?<=\b6·)25(?!\d)"
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
#: ``1930s`` may become 20世纪30年代 or 30년대, ``2020-21`` 2020~2021, ``the class of '98`` 98학번;
#: ``19:30`` is 7:30 by the twelve-hour clock, as is ``0715``.
_DECADE = re.compile(r"\b(\d\d)(\d0)s\b")
_SHORT_DECADE = re.compile(r"(?<![\d.,])([1-9]0)s\b")
_SHORT_YEAR = re.compile(
    r"\b(?:19|20)\d\d ?[-–/](\d\d)(?![\d-])|(?:(?<!\w)['’])(\d\d)(?!\d|s\b)"
    r"|(?<![\d.,])(\d\d)(?=[년年届级]|학번|\s?[가-힣]{0,4}(?:올림픽|월드컵))"
)
_CENTURY = re.compile(r"(\d{1,2})\s?(?:世纪|세기)\s?(\d0)\s?년?代?")
_CLOCK = re.compile(r"\b(\d{1,2})(?=[:시点時])|\b(\d{1,2})(?=(?:[.:]\d\d)?\s?[ap]\.?m\b)")
_DIGITS_OF_A_CLOCK = re.compile(
    r"\b([01]\d|2[0-3])([0-5]\d)(?=\s?(?:GMT|UTC|BST|CET|E[SD]?T|hours|hrs)\b)"
    r"|(?<=\bat )(0\d)([0-5]\d)\b"
)
#: ``9.58 seconds`` is 9초58.
_SPLIT_SECONDS = re.compile(r"(?<!\d)(\d{1,3})[초秒](\d\d?)(?!\d)")
#: Korean counts the minutes of a match anew in its second half.
_SECOND_HALF = re.compile(r"후반\s?(\d{1,2})분")
#: 增长2倍 is three times as much.
_BY_TIMES = re.compile(
    r"(?:增[长加]|提[高升]|上升|扩大)了?[近约]?(\d+(?:\.\d+)?|[一二两三四五六七八九])倍"
)
#: 301조 may be an article of a law, 100兆 a hundred megabytes; neither is trillions then.
_NO_TRILLIONS = re.compile(r"(?<![\d.,])(\d{1,4})(?:조(?!\s?\d|\s?(?:원|달러|엔|위안|유로))|兆)")
#: 翻一番 is to double, 翻两番 to quadruple.
_DOUBLINGS = re.compile("翻了?([一两兩三\\d])番")
#: ``5m people``, ``10k``: what it stands for, if it is no measure.
_LETTER = re.compile(r"(?<![\d.,])(\d+(?:\.\d+)?)([kKm])\b")
_LETTERS = {"k": 1000, "m": 10**6}
#: Up to this value numbers are written in words as often as in digits.
COUNTED = 10
#: Words that become numbers without being any, and phrases.
_UNSAID = {
    word: Decimal(value)
    for value, words in {
        "0": "no none nobody nothing without goalless scoreless love",
        "0.25": "quarter quarters",
        "0.5": "half",
        "2": "duo twin twins other others fortnight side either",
        "3": "couple trio triplet triplets",
        "4": "quartet quarterly",
        "10": "teen teens teenager teenagers teenage teenaged decade decades",
        "100": "century centuries centennial centenary",
        "200": "bicentennial bicentenary",
    }.items()
    for word in words.split()
}
_PHRASES = {
    phrase: Decimal(value)
    for phrase, value in {
        "clean sheet": 0, "hat-trick": 3, "반반": 50, "五五开": 50, "환갑": 60, "칠순": 70,
        "팔순": 80, "구순": 90,
    }.items()
}  # fmt: skip
_WORD = re.compile("[a-z]+")
_ROMAN = re.compile(r"\b(?:WW)?(?=[IVXL]{2}|V\b)(XL|L?X{0,3})(IX|IV|V?I{0,3})(?!\w)")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
#: Parts of a large unit: ``half a million``, ``quarter of a century``, ``two and a half million``.
_PART_OF_LARGE = re.compile(
    r"(?ai:\b(?:(half|quarter)(?: of)?(?:[ -]an?)?|(\w+(?:\.\d+)?) and a (half|quarter))"
    r"[ -](hundred|thousand|million|billion|trillion|century|centuries|decades?|dozen))\b"
)
_LARGE = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "century": 100, "centuries": 100, "decade": 10, "decades": 10, "dozen": 12,
}  # fmt: skip
_PART = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
#: Minutes of the clock that have a word.
_MINUTES = (
    (30, re.compile(r"\bhalf[ -]past\b|(?<=시) ?반(?![가-힣]{2})|[点點时時]半")),
    (15, re.compile(r"\bquarter[ -]past\b|[点點]一刻")),
    (45, re.compile(r"\bquarter[ -]to\b|[点點]三刻")),
)
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
    """The values that ``text`` gives in other words: 다섯, ``WWII``, ``half a million``, 6시 반."""
    lower = text.lower()
    called = {_UNSAID[word] for word in _UNSAID.keys() & set(_WORD.findall(lower))}
    called.update(value for phrase, value in _PHRASES.items() if phrase in lower)
    called.update(_roman(match[1] + match[2]) for match in _ROMAN.finditer(text))
    called.update(Decimal(value) for value, pattern in _MINUTES if pattern.search(lower))
    called.update(_parts_of_large(lower))
    for times in _DOUBLINGS.findall(text):
        called.add(Decimal(2 ** (HAN_DIGITS.get(times) or int(times))))
    return called | korean.words(text)


def _roman(numeral: str) -> Decimal:
    digits = [_ROMAN_DIGITS[letter] for letter in numeral]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    return Decimal(sum(-one if one < following else one for one, following in pairs))


def _parts_of_large(lower: str) -> Iterator[Decimal]:
    for match in _PART_OF_LARGE.finditer(lower):
        part, word, more, large = match.groups()
        for whole in (mentioned(word) if word else ()) or {Decimal(0)}:
            yield (whole + _PART[part or more]) * _LARGE[large]


def only_one(text: str) -> bool:
    """Whether every 1 of ``text`` counts what English has without a number: 1시간, *an hour*."""
    return len(_ONE.findall(text)) == len(re.findall(r"(?<![\d.,])1(?![\d.,]*\d)", text))


def ways(text: str) -> dict[Decimal, set[Decimal]]:
    """By value of ``text``, the other values it may become: decades, the other clock.

    >>> ways("the 1930s")[Decimal(1930)] == {Decimal(30), Decimal(20)}
    True
    """
    found: dict[Decimal, set[Decimal]] = {}
    for value, others in (*_years(text), *_times(text), *_amounts(text)):
        found.setdefault(value, set()).update(others)
    return found


def _years(text: str) -> Iterator[tuple[Decimal, set[Decimal]]]:
    for match in _DECADE.finditer(text):
        yield Decimal(match[1] + match[2]), {Decimal(match[2]), Decimal(match[1]) + 1}
    for match in _SHORT_DECADE.finditer(text):
        yield Decimal(match[1]), {Decimal(century + match[1]) for century in ("19", "20")}
    for match in _SHORT_YEAR.finditer(text):
        year = next(filter(None, match.groups()))
        yield Decimal(year), {Decimal(century + year) for century in ("19", "20")}
    for match in _CENTURY.finditer(text):
        year = Decimal((int(match[1]) - 1) * 100 + int(match[2]))
        yield Decimal(match[1]), {year}
        yield Decimal(match[2]), {year}


def _times(text: str) -> Iterator[tuple[Decimal, set[Decimal]]]:
    for match in _CLOCK.finditer(text):
        hour = Decimal(match[1] or match[2])
        yield hour, {(hour + 12) % 24, (hour - 1) % 12 + 1}
    for match in _DIGITS_OF_A_CLOCK.finditer(text):
        hour, minute = Decimal(match[1] or match[3]), Decimal(match[2] or match[4])
        yield hour * 100 + minute, {hour, minute, (hour + 12) % 24, (hour - 1) % 12 + 1}
    for match in _SPLIT_SECONDS.finditer(text):
        for part in match.groups():
            yield Decimal(part), {Decimal(f"{match[1]}.{match[2]}")}
    for match in _SECOND_HALF.finditer(text):
        yield Decimal(match[1]), {Decimal(match[1]) + 45}


def _amounts(text: str) -> Iterator[tuple[Decimal, set[Decimal]]]:
    for match in _BY_TIMES.finditer(text):
        times = Decimal(HAN_DIGITS.get(match[1], 0) or match[1])
        yield times, {times + 1}
    for match in _NO_TRILLIONS.finditer(text):
        yield Decimal(match[1]) * 10**12, {Decimal(match[1])}
    for match in _LETTER.finditer(text):
        value = Decimal(match[1])
        yield value, {value * _LETTERS[match[2].lower()]}
