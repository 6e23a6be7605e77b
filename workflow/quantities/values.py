"""The values in a text: those in digits, and all that it can be said to mention."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import prod

_DIGIT = re.compile(r"\d")
_NOTHING = Decimal(0)
#: Digits in full width or raised, and units in one character. A full-width comma between other
#: digits is one of Chinese, not of thousands.
_WIDE = re.compile(r"[\uff10-\uff19²³\u3300-\u33ff]")
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
    rf"(\d+(?:,\d{{3}}(?!\d))*(?:\.\d+)?)(?:\s?((?ai:{'|'.join(_WORD_SCALES)}))\b"
    rf"|\s?((?:[{''.join(_SCALES)}](?![米克瓦卡])){{1,3}}))?"
)
#: What only looks like part of a number or its scale: a text it must hold (quick to look for), its
#: pattern, and what is read instead. Patterns begin with what they look for where they can, since
#: the regular expression engine skips to that.
_READ_OTHERWISE = (
    # A batting average of 2할6푼8리 is 0.268.
    ("할", re.compile(r"(\d)할\s?(\d)푼(?:\s?(\d)리)?"), r"0.\1\2\3"),
    ("조", re.compile(r"((?:제|헌법|법)\s?\d+)조(?!\s?\d|\s?원|\s?달러)"), r"\1항"),
    # ``km2`` and ``120㎡`` hold no two, ``&#8212;`` no number.
    *(
        (f"m{power}", re.compile(rf"m{power}(?!\d)(?:(?<=[kcm]m.)|(?<![A-Za-z]m.))"), "m")
        for power in "23"
    ),
    ("&#", re.compile(r"&#\d+;"), ""),
    # ``£125m`` is millions, ``125m`` may be metres.
    *((sign, re.compile(rf"(\{sign}\s?[\d.,]*\d)m\b"), r"\1mn") for sign in "$£€¥₩"),
)
_POINT = re.compile(r"\.\d")
#: The same for a point before a digit.
_POINT_READ_OTHERWISE = (
    # ``.268`` is 0.268.
    (re.compile(r"\.(?=\d)(?<![\w.]\.)"), "0."),
    # Minutes and seconds (``4:41.30``), year and month (``2005.10``).
    (re.compile(r"\.(?=\d)(?<=\d:\d\d\.)"), " "),
    (re.compile(r"\.(?=(?:0[1-9]|1[0-2])(?!\d))(?<=(?<![\d.])(?:19|20)\d\d\.)"), " "),
    # Days that gave their names to events may be written as ``9.11``.
    (
        re.compile(
            r"\.(?=\d{1,2}\s?(?:테러|전쟁|운동|혁명|민주|항쟁|절(?!반)|남북|판문점|공동|정상회담|선언"
            r"|성명|합의|대책|총선|대선|지방선거|사태|참사|쿠데타|terror|attack))"
            r"(?<=(?<![\d.])\d\.)"
        ),
        " ",
    ),
    # ``7.55am`` is a time, not a decimal.
    (re.compile(r"\.(?=\d\d\s?[ap]\.?m\b)(?<=\d\.)", re.IGNORECASE), ":"),
)
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
_MONTHS = {
    name: Decimal(number)
    for number, names in enumerate(
        "jan january,feb february,mar march,apr april,may,jun june,jul july,aug august"
        ",sep sept september,oct october,nov november,dec december".split(","),
        1,
    )
    for name in names.split()
}
_LETTERS = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in digits: its value without and with its scale, and where it stands."""

    bare: Decimal
    value: Decimal
    start: int
    end: int
    #: The Korean or Chinese scale, below which the next number may add to this one.
    floor: Decimal


@lru_cache(maxsize=512)
def digits(text: str) -> frozenset[Decimal]:
    """The values written in digits; what is written in words only is left out.

    >>> digits("1.2 billion in 2021") == digits("2021年12亿")
    True
    """
    found: set[Decimal] = set()
    total, end, floor = _NOTHING, -2, _NOTHING
    for number in _numbers(text):
        amount = number.value
        if amount < floor and number.start - end <= 1:
            found.discard(total)
            amount += total
        found.add(amount)
        total, end, floor = amount, number.end, number.floor
    return frozenset(found)


@lru_cache(maxsize=512)
def _numbers(text: str) -> tuple[_Number, ...]:
    return tuple(_found(text)) if _DIGIT.search(text) else ()


def _found(text: str) -> Iterator[_Number]:
    if _WIDE.search(text):
        text = unicodedata.normalize("NFKC", text)
    for hint, pattern, instead in _READ_OTHERWISE:
        if hint in text:
            text = pattern.sub(instead, text)
    for pattern, instead in _POINT_READ_OTHERWISE if _POINT.search(text) else ():
        text = pattern.sub(instead, text)
    for match in _SCALED.finditer(text):
        bare, word, signs = match.groups()
        value = bare = Decimal(bare.replace(",", ""))
        if word:
            value *= _WORD_SCALES[word.lower()]
        scale = prod(_SCALES[sign] for sign in signs) if signs else 0
        if signs:
            value *= scale
        yield _Number(bare, value, match.start(), match.end(), Decimal(scale))


@lru_cache(maxsize=512)
def mentioned(text: str) -> frozenset[Decimal]:
    """Every value ``text`` can be said to mention: digits, their parts, words, months.

    Generous on purpose: it answers whether a number may come from here, not which ones do.
    """
    values = set(digits(text))
    for number in _numbers(text):
        values |= {number.bare, number.value}
    words = _LETTERS.findall(text.lower())
    values.update(_MONTHS[word] for word in _MONTHS.keys() & set(words))
    if not _WORDS.keys().isdisjoint(words):
        values |= _word_values(words)
    return frozenset(values if text.isascii() else values | _han_values(text))


def _han_values(text: str) -> set[Decimal]:
    """Chinese numerals, whole and character by character."""
    values = {Decimal(_han_value(match[0])) for match in _HAN_NUMBER.finditer(text)}
    characters = _HAN_DAY.sub("", text)
    return values | {Decimal(HAN_DIGITS[each]) for each in characters if each in HAN_DIGITS}


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


def _word_values(words: Sequence[str]) -> set[Decimal]:
    """English number words, each alone and summed up in runs (``twenty-one``, ``two hundred``)."""
    values: set[Decimal] = set()
    total = current = 0
    for word in words:
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
