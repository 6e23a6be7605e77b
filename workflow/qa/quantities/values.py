"""All that a text can be said to mention: in digits, in words, in the names of months."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from workflow.qa.quantities.figures import SCALES, digits, numbers

#: Chinese numerals up to nine.
HAN_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "兩": 2,
}
#: Names of days hold no number.
_HAN_DAY = re.compile("(?:星期|礼拜|周)[一二三四五六]")
_HAN_NUMBER = re.compile(f"[{''.join(HAN_DIGITS)}十百千万萬亿億]{{1,16}}")
#: 三点五 is 3.5; 五六千 is five or six thousand; 一百多万 is a little more than 一百万.
_HAN_DECIMAL = re.compile(
    f"([{''.join(HAN_DIGITS)}十百]{{1,6}})点([{''.join(HAN_DIGITS)}]{{1,6}})(?![十百千万])"
)
_HAN_EITHER = re.compile(
    "(?<![一二三四五六七八九])([一二三四五六七八])[二三四五六七八九]([十百千万亿]+)"
)
_HAN_MORE = re.compile("(?<=[十百千])[多余](?=[万亿])")
_WORDS = {
    word: value
    for value, words in {
        0: "zero nil",
        1: "one first once single",
        2: "two second twice double doubled doubles doubling twofold both pair couple"
        " half halves halved halving",
        3: "three third thirds thrice triple tripled triples tripling threefold",
        4: "four fourth fourths quarter quarters quadruple quadrupled fourfold",
        5: "five fifth fifths fivefold",
        6: "six sixth sixths sixfold",
        7: "seven seventh sevenths sevenfold",
        8: "eight eighth eighths eightfold",
        9: "nine ninth ninths ninefold",
        10: "ten tenth tenths tenfold",
        11: "eleven eleventh",
        12: "twelve twelfth dozen dozens noon midnight midday",
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


@lru_cache(maxsize=512)
def mentioned(text: str) -> frozenset[Decimal]:
    """Every value ``text`` can be said to mention: digits, their parts, words, months.

    Generous on purpose: it answers whether a number may come from here, not which ones do.
    """
    values = set(digits(text))
    for number in numbers(text):
        values |= {number.bare, number.value}
    words = _LETTERS.findall(text.lower())
    values.update(_MONTHS[word] for word in _MONTHS.keys() & set(words))
    if not _WORDS.keys().isdisjoint(words):
        values |= _word_values(words)
    return frozenset(values if text.isascii() else values | _han_values(text))


def _han_values(text: str) -> set[Decimal]:
    """Chinese numerals, whole and character by character."""
    text = _HAN_MORE.sub("", text)
    values = {Decimal(han_value(match[0])) for match in _HAN_NUMBER.finditer(text)}
    for match in _HAN_DECIMAL.finditer(text):
        values.add(Decimal(f"{han_value(match[1])}.{_digit_by_digit(match[2])}"))
    for match in _HAN_EITHER.finditer(text):
        values.add(Decimal(han_value(match[1] + match[2])))
    characters = _HAN_DAY.sub("", text)
    return values | {Decimal(HAN_DIGITS[each]) for each in characters if each in HAN_DIGITS}


def han_value(text: str) -> int:
    """A Chinese numeral as a number: ``三十八`` is 38, ``二〇二一`` is 2021."""
    if not any(character in SCALES for character in text):
        return int(_digit_by_digit(text))
    total, section, digit = 0, 0, 0
    for character in text:
        if character in HAN_DIGITS:
            digit = HAN_DIGITS[character]
        elif (scale := SCALES[character]) < 10**4:
            section, digit = section + (digit or 1) * scale, 0
        else:
            total, section, digit = (total + section + digit or 1) * scale, 0, 0
    return total + section + digit


def _digit_by_digit(text: str) -> str:
    return "".join(str(HAN_DIGITS[character]) for character in text)


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
