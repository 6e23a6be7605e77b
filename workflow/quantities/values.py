"""The values in a text: those in digits, and all that it can be said to mention."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_WORD_SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
}
_SCALES = {
    **dict.fromkeys("십十", 10),
    **dict.fromkeys("백百", 100),
    **dict.fromkeys("천千", 10**3),
    **dict.fromkeys("만万萬", 10**4),
    **dict.fromkeys("억亿億", 10**8),
    **dict.fromkeys("조兆", 10**12),
}
#: 千米 is a kilometre, 千瓦 a kilowatt; 제9조 and 제1조 are articles of a law.
_SCALED = re.compile(
    rf"({_NUMBER.pattern})(?:\s?({'|'.join(_WORD_SCALES)})\b"
    rf"|\s?((?:[{''.join(_SCALES)}](?![米克瓦卡])){{1,3}}))?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"((?:제|헌법|법)\s?\d+)조(?!\s?\d|\s?원|\s?달러)")
#: ``km²`` and ``km2`` hold no two, ``&#8212;`` no number.
_NO_NUMBER = re.compile(r"(?<=[kcm]m)[23²³]|&#\d+;")
#: In ``4:41.30`` and ``2005.10`` the point parts minutes from seconds, year from month; days that
#: gave their names to events may be written as ``9.11``.
_PARTED = re.compile(
    r"(?<=\d:\d\d)\.(?=\d)|(?<=(?<![\d.])(?:19|20)\d\d)\.(?=(?:0[1-9]|1[0-2])(?!\d))"
    r"|(?<=(?<![\d.])\d)\.(?=\d{1,2}\s?(?:테러|전쟁|운동|혁명|민주|항쟁|절(?!반)|terror|attack))"
)
#: ``.268`` is 0.268, and so is a batting average of 2할6푼8리.
_POINT = re.compile(r"(?<![\w.])\.(?=\d)")
_AVERAGE = re.compile(r"(\d)할\s?(\d)푼(?:\s?(\d)리)?")
#: ``7.55am`` is a time, not a decimal; ``£125m`` is millions, ``125m`` may be metres.
_TIME = re.compile(r"(\d{1,2})\.(\d\d)(?=\s?[ap]\.?m\b)", re.IGNORECASE)
_MILLIONS = re.compile(r"([$£€¥₩]\s?[\d.,]*\d)m\b")
#: Chinese numerals up to nine.
HAN_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "兩": 2,
}
#: Names of days hold no number.
_HAN_DAY = re.compile("(?:星期|礼拜|周)[一二三四五六]")
_HAN_NUMBER = re.compile(f"[{''.join(HAN_DIGITS)}十百千万萬亿億]{{1,16}}")
_WORDS = {
    word: value
    for value, words in {
        0: "zero nil",
        1: "one first once single",
        2: "two second twice double both pair couple half",
        3: "three third thrice triple",
        4: "four fourth quarter quarters",
        5: "five fifth",
        6: "six sixth",
        7: "seven seventh",
        8: "eight eighth",
        9: "nine ninth",
        10: "ten tenth",
        11: "eleven eleventh",
        12: "twelve twelfth dozen dozens",
        13: "thirteen thirteenth",
        14: "fourteen fourteenth",
        15: "fifteen fifteenth",
        16: "sixteen sixteenth",
        17: "seventeen seventeenth",
        18: "eighteen eighteenth",
        19: "nineteen nineteenth",
        20: "twenty twenties twentieth",
        30: "thirty thirties thirtieth",
        40: "forty forties fortieth",
        50: "fifty fifties fiftieth",
        60: "sixty sixties sixtieth",
        70: "seventy seventies seventieth",
        80: "eighty eighties eightieth",
        90: "ninety nineties ninetieth",
        100: "hundred hundreds",
        1000: "thousand thousands",
        10**6: "million millions",
        10**9: "billion billions",
        10**12: "trillion trillions",
    }.items()
    for word in words.split()
}
#: Number words that are nothing else; ``one``, ``first`` and ``second`` have other uses.
_NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten"
    " third fourth fifth sixth seventh eighth ninth tenth".split()
)
#: Words that multiply the one before them: ``two hundred``, ``three dozen``.
_TIMES = (12, 100)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|ust|ember|ober)?\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[a-z]+")


@lru_cache(maxsize=512)
def digits(text: str) -> frozenset[Decimal]:
    """The values written in digits; what is written in words only is left out.

    >>> digits("1.2 billion in 2021") == digits("2021年12亿")
    True
    """
    found: set[Decimal] = set()
    total, end, floor = Decimal(0), -2, Decimal(0)
    for value, scale, match in _scaled(text):
        amount = value * scale
        if match.start() - end <= 1 and amount < floor:
            found.discard(total)
            amount += total
        found.add(amount)
        total, end = amount, match.end()
        floor = scale if match[3] else Decimal(0)
    return frozenset(found)


def _scaled(text: str) -> Iterator[tuple[Decimal, Decimal, re.Match[str]]]:
    if not _DIGIT.search(text):
        return
    text = _POINT.sub("0.", _AVERAGE.sub(r"0.\1\2\3", text))
    text = _ARTICLE.sub(r"\1항", _PARTED.sub(" ", _NO_NUMBER.sub("", text)))
    text = _MILLIONS.sub(r"\1mn", _TIME.sub(r"\1:\2", unicodedata.normalize("NFKC", text)))
    for match in _SCALED.finditer(text):
        scale = Decimal(_WORD_SCALES.get((match[2] or "").lower(), 1))
        for character in match[3] or "":
            scale *= _SCALES[character]
        yield Decimal(match[1].replace(",", "")), scale, match


def mentioned(text: str) -> set[Decimal]:
    """Every value ``text`` can be said to mention: digits, their parts, words, months.

    Generous on purpose: it answers whether a number may come from here, not which ones do.
    """
    values = set(digits(text))
    for value, scale, _ in _scaled(text):
        values |= {value, value * scale}
    values |= {Decimal(_han_value(match[0])) for match in _HAN_NUMBER.finditer(text)}
    characters = _HAN_DAY.sub("", text)
    values |= {Decimal(HAN_DIGITS[each]) for each in characters if each in HAN_DIGITS}
    values |= {Decimal(_MONTHS.index(match[1][:3].lower()) + 1) for match in _MONTH.finditer(text)}
    return values | _word_values(text)


def _han_value(text: str) -> int:
    """A Chinese numeral as a number: ``三十八`` is 38, ``二〇二一`` is 2021."""
    if not any(character in _SCALES for character in text):
        return int("".join(str(HAN_DIGITS[character]) for character in text))
    total, section, digit = 0, 0, 0
    for character in text:
        if character in HAN_DIGITS:
            digit = HAN_DIGITS[character]
        elif (scale := _SCALES[character]) < 10**4:
            section, digit = section + (digit or 1) * scale, 0
        else:
            total, section, digit = (total + section + digit or 1) * scale, 0, 0
    return total + section + digit


def _word_values(text: str) -> set[Decimal]:
    """English number words, each alone and summed up in runs (``twenty-one``, ``two hundred``)."""
    values: set[Decimal] = set()
    total = current = 0
    for word in [*_LETTERS.findall(text.lower()), ""]:
        if word not in _WORDS:
            if word != "and" or max(total, current) < 100:
                total = current = 0
            continue
        value = _WORDS[word]
        if value >= 1000:
            total, current = total + (current or 1) * value, 0
        elif value in _TIMES and value > current:
            current = (current or 1) * value
        else:
            current = value + (current if current % 10 == 0 and current > value else 0)
        values |= {Decimal(value), Decimal(current), Decimal(total + current)}
    return values


def counting_words(text: str) -> set[Decimal]:
    """The values from two to ten that ``text`` has as English number words and nothing else."""
    words = set(_LETTERS.findall(text.lower())).intersection(_NUMBER_WORDS)
    return {Decimal(_WORDS[word]) for word in words}
