"""Read English numbers: words, fractions, and lookalikes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import ClassVar

from workflow.languages.numbers.numbers import Numbers, Share, in_digits, part_of
from workflow.languages.tables import FactTable, words

_TABLE = FactTable(__package__, "numbers.tsv")
#: Words that multiply the one before them: ``two hundred``, ``three dozen``.
_TIMES = (12, 100)
MONTHS = (
    "jan january,feb february,mar march,apr april,may,jun june,jul july,aug august"
    ",sep sept september,oct october,nov november,dec december"
)
_MONTHS = {
    name: Decimal(number)
    for number, names in enumerate(MONTHS.split(","), 1)
    for name in names.split()
}
_WORD = re.compile(r"[a-z]+")
#: Phrases for numbers: a match in straight sets is won 2-0 or 3-0.
_PHRASES = {
    "clean sheet": (Decimal(0),),
    "hat-trick": (Decimal(3),),
    "straight sets": (Decimal(0), Decimal(2), Decimal(3)),
}
#: Parts of a large unit: ``half a million``, ``quarter of a century``, ``two and a half million``.
_PART_OF_LARGE = re.compile(
    r"(?ai:\b(?:(half|quarter)(?: of)?(?:[ -]an?)?|(\w+(?:\.\d+)?) and a (half|quarter))"
    r"[ -](hundred|thousand|million|billion|trillion|century|centuries|decades?|dozen))\b"
)
#: ``three and a half tonnes``, ``a dozen and a half``, ``a metre and a half``.
_AND_A_PART = re.compile(r"\b(an? )?([a-z]+) and a (half|quarter)\b")
#: ``three decades`` are 30년.
_MANY_LARGE = re.compile(r"\b([a-z]+) (decades|centuries)\b")
_LARGE = {"century": 100, "centuries": 100, "decade": 10, "decades": 10}
_PART = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
#: Minutes of the clock that have a word.
_MINUTES = (
    (Decimal(30), re.compile(r"\bhalf[ -]past\b")),
    (Decimal(15), re.compile(r"\bquarter[ -](?:past|hour)\b")),
    (Decimal(45), re.compile(r"\bquarter[ -]to\b")),
)
_FRACTION = re.compile(
    r"\b(?ai:(?:(two|three|four|five|six|seven|eight|nine)[- ])?"
    r"(half|third|quarter|fifth|tenth)s?)\b"
    r"|(\bhalv(?:ed?|es|ing)\b)"
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten"
#: A ratio in words: two in three, one out of every five.
_RATIO = re.compile(
    rf"\b(?ai:({_SMALL.removesuffix('|ten')}|\d) (?:[a-z]+ )?(?:in|out of) (?:every )?"
    rf"({_SMALL.removeprefix('one|')}|\d|10))\b"
)
#: *Four hundredths of a second* are 0.04.
_DECIMALS = re.compile(rf"\b({_SMALL}) (tenth|hundredth|thousandth)s? of an? ")
_PLACES = {"tenth": 1, "hundredth": 2, "thousandth": 3}
#: *Half of the 24 ships* are 12.
_PART_OF = re.compile(
    r"\b(half|third|quarter|fifth|tenth) of (?:the |its |his |her |their |all |these |those )*"
    r"(\d[\d,]*)(?![\d.%]| ?per)"
)
#: A dozen is 10여, two dozen are 20여: a dozen is seldom counted.
_DOZENS = re.compile(rf"\b(?:({_SMALL}|\d) )?dozen\b")
#: *The end of the decade* is 2030, or 2029.
_END = re.compile(r"\b(?:end|close|turn) of the (decade|century)\b")
_YEARS = {"decade": range(1950, 2101, 10), "century": range(1900, 2101, 100)}
#: *All but two of the 27* are 25.
_ALL_BUT = re.compile(r"\ball but (\w+) of (?:the |its |his |her |their )?(\d+|[a-z]+)\b")
#: *The three months to October* are 8~10월, from August on.
_MONTHS_TO = re.compile(
    rf"\b({_SMALL}|\d\d?) months (?:to|through|ending|ended)(?: in| the end of| with)? ([a-z]+)"
)
#: What a letter after an amount of money stands for: ``£125m`` is millions, ``125m`` may be metres.
_MONEY_LETTERS = {"k": "thousand", "m": "mn", "b": "bn", "t": "tn"}


@cache
def _said() -> Mapping[str, int]:
    """Return number words and their values."""
    return {word: int(value) for word, value in _TABLE.values("said").items()}


@cache
def _unsaid() -> Mapping[str, Sequence[Decimal]]:
    """Return words that become numbers without being any."""
    values: dict[str, list[Decimal]] = {}
    for row in _TABLE.uses["unsaid"]:
        for word in words(row):
            values.setdefault(word, []).append(Decimal(row["value"]))
    return values


def _in_letters(match: re.Match[str]) -> str:
    return f"{match[1]} {_MONEY_LETTERS[match[2].lower()]}"


class EnglishNumbers(Numbers):
    """How English writes numbers."""

    scales = MappingProxyType({
        "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
        "mn": 10**6, "bn": 10**9, "tn": 10**12, "mln": 10**6, "bln": 10**9, "trln": 10**12,
        "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7,
    })  # fmt: skip
    misread: ClassVar = (
        *(
            (sign, re.compile(rf"(\{sign}\s?[\d.,]*\d)([kmbtKMBT])\b"), _in_letters)
            for sign in "$£€¥₩"
        ),
        # ``2,06,737`` is how India writes 206,737.
        (
            ",",
            re.compile(r"\d(?<![\d,.].)\d?(?:,\d\d)+(?=,\d{3}(?![\d,]))"),
            lambda match: match[0].replace(",", ""),
        ),
        # Ranks that other languages call by a word of their own.
        ("ieutenant", re.compile(r"\b[123](?:st|nd|rd)(?= Lieutenant\b)", re.IGNORECASE), ""),
    )
    misread_points: ClassVar = (
        # Days that gave their names to events may be written as ``9.11``.
        (re.compile(r"\.(?=\d{1,2}\s?(?:terror|attack))(?<=(?<![\d.])\d\.)"), " "),
        # ``7.55am`` is a time, not a decimal.
        (re.compile(r"\.(?=\d\d\s?[ap]\.?m\b)(?<=\d\.)", re.IGNORECASE), ":"),
    )
    percent = r"per ?cent|pct|basis point|\dbp"
    unanimous = "unanim"
    cents = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)\s?(?:per ?cent|pct)")
    #: *No. 1* is the first, *No. 10* the premier's office, a *nine-to-five* job a regular one,
    #: a *Catch-22* no number at all, a *4x4* drives all wheels, and the *round of 16* is the
    #: eighth-finals elsewhere.
    idioms = (
        r"(?<=[A-Za-z]-)\d+|(?<=\bNo\.)\s?10?\b|(?<=\bNo )10\b|\b9(?=[- ]to[- ]5\b)"
        r"|(?<=\b9[- ]to[- ])5\b|\b24(?=/7\b| hours a day\b)|(?<=\b24/)7\b|\b[12](?=-way\b)"
        r"|\b1(?=st[- ][Cc]lass\b)|(?<=\b[Cc]atch[ -])22\b|\b4(?=x4\b)|(?<=\b4x)4\b"
        r"|(?<=\bround of )(?:16|32)\b"
    )

    def mentioned(self, text: str) -> Iterable[Decimal]:
        words = _WORD.findall(text.lower())
        values = {_MONTHS[word] for word in _MONTHS.keys() & set(words)}
        if _said().keys().isdisjoint(words):
            return values
        return values | _word_values(words) | set(_and_a_part(text.lower()))

    def spelled(self, text: str) -> Iterable[Decimal]:
        lower = text.lower()
        unsaid = _unsaid()
        for word in unsaid.keys() & set(_WORD.findall(lower)):
            yield from unsaid[word]
        for phrase, values in _PHRASES.items():
            yield from values if phrase in lower else ()
        yield from (value for value, pattern in _MINUTES if pattern.search(lower))
        for number, part in _DECIMALS.findall(lower):
            yield Decimal(_said()[number]).scaleb(-_PLACES[part])
        yield from _parts_of_large(lower)
        for part, whole in _PART_OF.findall(lower):
            yield Decimal(whole.replace(",", "")) / _PARTS[part]
        for fewer, whole in _ALL_BUT.findall(lower):
            yield from (all_ - one for all_ in _whole(whole) for one in _whole(fewer))
        for many in _DOZENS.findall(lower):
            yield Decimal((_small(many) if many else 1) * 12 // 10 * 10)
        for span in _END.findall(lower):
            yield from (Decimal(year - less) for year in _YEARS[span] for less in (0, 1))
        for many, last in _MONTHS_TO.findall(lower):
            if last in _MONTHS:
                yield (_MONTHS[last] - _small(many)) % 12 + 1

    def counted(self, text: str) -> Iterable[Decimal]:
        words = _TABLE.word_set("counting").intersection(_WORD.findall(text.lower()))
        return {Decimal(_said()[word]) for word in words}

    def shares(self, text: str) -> Iterator[Share]:
        for match in _FRACTION.finditer(text):
            times, part, halved = match.groups(default="")
            over = _said()[times.lower()] if times else 1
            for share in part_of(over, 2 if halved else _PARTS[part.lower()]):
                yield share, frozenset()
        for match in _RATIO.finditer(text):
            one, other = (_small(word.lower()) for word in match.groups())
            for share in part_of(one, other):
                yield share, in_digits(match[0])


def _small(word: str) -> int:
    return _said().get(word) or int(word)


def _word_values(words: Sequence[str]) -> set[Decimal]:
    """Return the values of words, each alone and summed up in runs: *twenty-one*, *two hundred*."""
    values: set[Decimal] = set()
    total = current = 0
    for word in words:
        if word not in _said():
            if word != "and" or max(total, current) < 100:
                total = current = 0
            continue
        value = _said()[word]
        if value >= 1000:
            total, current = total + (current or 1) * value, 0
        elif value in _TIMES and value > current:
            current = (current or 1) * value
        else:
            current = value + (current if current % 10 == 0 and current > value else 0)
        values |= {Decimal(value), Decimal(current), Decimal(total + current)}
    return values


def _parts_of_large(lower: str) -> Iterator[Decimal]:
    for word, large in _MANY_LARGE.findall(lower):
        yield from (value * _LARGE[large] for value in _whole(word))
    for match in _PART_OF_LARGE.finditer(lower):
        part, word, more, large = match.groups()
        size = _LARGE.get(large) or _said()[large]
        for whole in _whole(word) if word else (Decimal(0),):
            yield (whole + _PART[part or more]) * size


def _and_a_part(lower: str) -> Iterator[Decimal]:
    """Yield what a number word and a half make: 3.5 of three, 18 of a dozen, 1.5 of a metre."""
    for one, word, part in _AND_A_PART.findall(lower):
        if word in _said():
            value = _said()[word]
            yield value + _PART[part] * (value if value in _TIMES else 1)
        elif one and word not in _LARGE:
            yield 1 + _PART[part]


def _whole(word: str) -> set[Decimal]:
    """Return the values of the word or number to which a half is added."""
    if word[0].isdecimal():
        return {Decimal(word)} if re.fullmatch(r"\d+(?:\.\d+)?", word, re.ASCII) else {Decimal(0)}
    return _word_values(_WORD.findall(word)) or {Decimal(0)}
