"""What each of two numbers is told of: the dead and the hurt, votes for and against, part and whole.

Where both sides tell it, numbers that have changed places are certain to be wrong, whatever stands
around them. Each language has its ways in ``number_roles.tsv``, ``#`` standing for a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import permutations

from workflow.languages import pack
from workflow.languages.notions import located
from workflow.languages.tables import read
from workflow.qa import quantities

_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {
    "en": rf"(?:{_DIGITS}(?: (?:hundred|thousand|million|billion|trillion))?|{'|'.join(_SMALL)})",
    "ko": rf"{_DIGITS}[십백천만억조]*(?:{_DIGITS}[백천만억]*)?",
    "zh": rf"{_DIGITS}[十百千万亿]*",
}
#: A number, and what it counts: behind it, or in Korean before it, or behind it with 의.
_BESIDE = {
    "en": re.compile(rf"(?<![\w.,$€£/])(?P<number>{_DIGITS})(?![\w%.,/-]) (?P<after>(?:[a-z-]+ )?(?:[a-z-]+s|people|men|women|children|police)\b)"),
    "ko": re.compile(
        rf"(?:(?P<before>[가-힣]+(?: [가-힣]{{2,}})?) )?(?<![A-Za-z\d.,/])(?P<number>{_DIGITS}[만천백]?)(?!/)여?[가-힣]{{0,2}}"
        r"(?:의 (?P<after>[가-힣]+))?"
    ),
    "zh": re.compile(rf"(?<![A-Za-z\d.,/])(?P<number>{_DIGITS}[万千百]?)[余多]?(?P<after>[^\d\W]{{1,6}})"),
}
_TWO = re.compile(r"\d.*?(?<!\d)\D+\d|\d", re.DOTALL)
#: Rows of two numbers, and what the first and the second one are.
_BOTH = {
    "for": ("for", "against"),
    "against": ("against", "for"),
    "part": ("part", "whole"),
    "whole_part": ("whole", "part"),
    "including": ("whole", "included"),
    "included": ("included", "whole"),
    "change": ("was", "is"),
    "changed": ("is", "was"),
}
#: What is never told of the same number.
_PAIRS = (("dead", "hurt"), ("for", "against"), ("part", "whole"), ("included", "whole"), ("was", "is"))
_Told = Mapping[str, frozenset[Decimal]]


def exchanged(source: str, spoken: str, text: str, target: str) -> Iterator[tuple[str, str]]:
    """Yield two numbers of which each is told of what the other one should be.

    >>> [*exchanged("It killed 32 people and wounded 102.", "en", "102명이 숨지고 32명이 다쳤다.", "ko")]
    [('102', '32')]
    >>> [*exchanged("It killed 32 people and wounded 102.", "en", "32명이 숨지고 102명이 다쳤다.", "ko")]
    []
    """
    if _TWO.search(text) is None:
        return
    there = _told(source, pack(spoken).subtag)
    if len(there) < 2:
        return
    here = _told(text, pack(target).subtag)
    for one, other in _PAIRS:
        first, second = there.get(one), there.get(other)
        told = here.get(one), here.get(other)
        if first and second and told == (second, first) and first != second:
            yield _shown(told[0]), _shown(told[1])


def agree(source: str, spoken: str, text: str, target: str) -> bool:
    """Tell whether two numbers are told of the same on both sides, in whatever order.

    >>> agree("It killed 3 people and wounded 12.", "en", "爆炸造成12人受伤、3人死亡。", "zh-Hans")
    True
    """
    there, here = (_told(each, pack(tag).subtag) for each, tag in ((source, spoken), (text, target)))
    return any(
        there.keys() & here.keys() >= {one, other}
        and (there[one], there[other]) == (here[one], here[other])
        for one, other in _PAIRS
    )


def miscounted(source: str, spoken: str, text: str, target: str) -> Iterator[tuple[str, str]]:
    """Yield two numbers of which one stands beside what the other one counts.

    >>> [*miscounted("It hired 45 firefighters and 120 nurses.", "en",
    ...     "소방관 120명과 간호사 45명을 뽑았다.", "ko")]
    [('120', '45')]
    """
    languages = pack(spoken).subtag, pack(target).subtag
    if not all(language in _BESIDE for language in languages):
        return
    there = _beside(source, spoken)
    here = _beside(text, target) if len(there) > 1 else {}
    for one, other in permutations([value for value in there if value in here], 2):
        counted = there[one] - there[other]
        if counted & here[other] and not counted & here[one]:
            others = there[other] - there[one]
            if not others & here[other]:
                yield f"{other:f}", f"{one:f}"
                return


def _beside(text: str, tag: str) -> Mapping[Decimal, frozenset[int]]:
    """Return the notions that stand beside the numbers in digits that stand once."""
    found: dict[Decimal, list[frozenset[int]]] = {}
    language = pack(tag).subtag
    matches = [*_BESIDE[language].finditer(text)]
    if len(matches) < 2:
        return {}
    rows = located(text, tag)
    for match in matches:
        value = _value(match["number"])
        if value is not None:
            spans = [match.span(name) for name in ("before", "after") if name in match.groupdict()]
            beside = {
                row
                for row, places in rows.items()
                if any(start <= at < end for start, end in spans for at in places)
            }
            found.setdefault(value, []).append(frozenset(beside))
    return {value: each[0] for value, each in found.items() if len(each) == 1}


def _shown(values: frozenset[Decimal] | None) -> str:
    return ", ".join(f"{value:f}" for value in sorted(values or ()))


def _told(text: str, language: str) -> _Told:
    """Return by what they are told of the numbers of a text, each of one number only."""
    found: dict[str, set[Decimal]] = {}
    for use, pattern in _patterns(language):
        for match in pattern.finditer(text):
            numbers = [_value(number) for number in match.groups()]
            names = _BOTH.get(use, (use,)) if len(numbers) > 1 else (use,)
            for name, value in zip(names, numbers, strict=False):
                if value is not None:
                    found.setdefault(name, set()).add(value)
    return {name: frozenset(values) for name, values in found.items() if len(values) == 1}


def _value(number: str | None) -> Decimal | None:
    if number is None:
        return None
    if number.lower() in _SMALL:
        return Decimal(_SMALL.index(number.lower()) + 1)
    values = quantities.digits(number)
    return next(iter(values)) if len(values) == 1 else None


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    if language not in _NUMBERS:
        return ()
    number = rf"(?<![\d.,])({_NUMBERS[language]})(?![\d])"
    number += r"(?![,.]\d)" if language == "en" else ""
    rows = read(f"workflow.languages.{language}", "number_roles.tsv")
    flags = re.IGNORECASE
    return tuple((row["use"], re.compile(row["pattern"].replace("#", number), flags)) for row in rows)
