"""Find what a number in digits counts, by the following word: years, kilometres, people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from workflow.languages.tables import NOTHING, FactTable

#: Any number of lower-case letters that ends as a plural does, for a thing that no table lists.
THING = "thing"
#: The lead of a number may begin this many letters before it.
_LEAD = 16
_LED = "led_"
#: A plural after a counted noun, which may then only be a kind: *26 cattle ranchers*.
_PLURAL = r"(?!(?:as|is|was|has|does|its|his|this|us|across|always|plus|versus)\b)[a-z]+s\b"
_OF_KIND = re.compile(f" {_PLURAL}")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_ANYTHING = re.compile("")
_A_YEAR = frozenset(("dateyear", "year", THING))
_DATED = frozenset(["date"])
_ONLY_A_YEAR = frozenset(("dateyear",))
#: A day of the month or a rank.
_ORDINAL = frozenset(("date", "edition"))


class CountedThing(NamedTuple):
    """A number in a text and what it counts.

    Attributes:
        text: both, as they stand.
        number: the digits, with what multiplies them.
        kinds: of things that it may count; none if nothing is known.
    """

    text: str
    number: str
    kinds: frozenset[str]


@dataclass(frozen=True)
class Things:
    """How a language says what a number counts; by default, it is not known.

    Attributes:
        words: by what stands behind a number, the kinds of things that it may count.
        scales: a pattern of what multiplies the number before it.
        filling: a pattern of what may stand between a number and what it counts.
        spaced: whether a word ends where letters do.
        led: by kind, a pattern of what stands around a number (``#``) of that kind.
        end: a pattern of what may follow a word.
        turning: what between two numbers lets a translation tell them the other way round.
        turned: what between them says that the second comes first in time: to 5 percent *from* 3.
        dated: what around a number (``#``) that may be a year says that it is one: *since* 1996.
        clauses: what parts clauses of which each may tell a number of something else.
    """

    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    scales: str = "(?!)"
    filling: str = ""
    spaced: bool = False
    led: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    end: str = ""
    turning: re.Pattern[str] = _ANYTHING
    turned: re.Pattern[str] = NOTHING
    dated: re.Pattern[str] = NOTHING
    clauses: re.Pattern[str] = NOTHING

    @cached_property
    def _number(self) -> re.Pattern[str]:
        end = r"(?![\w-])" if self.spaced else "(?![A-Za-z])"
        end += f"(?:{self.end})" if self.end else ""
        listed = _by_first_letter(sorted(self.words, key=len, reverse=True)) or "(?!)"
        ordinal = r"(?P<ordinal>(?:st|nd|rd|th)\b[ -]?)?" if self.spaced else ""
        thing = rf"|(?P<thing>(?:(?!and |or |but )[a-z]+ )?{_PLURAL})" if self.spaced else ""
        # It begins with a digit, and then looks before it, so that a search skips to the first.
        return re.compile(
            rf"(?P<number>\d(?<![A-Za-z\d.,:/].)(?<!(?<!\d)[–-].)"
            rf"\d*(?:,\d{{3}})*(?:\.\d+)?(?:{self.scales})?)"
            rf"(?![\d:.,]\d){ordinal}(?:{self.filling})(?:(?P<word>{listed}){end}{thing})?"
        )

    def counted(self, text: str) -> Iterator[CountedThing]:
        """Yield the numbers in digits, each with the kinds of things that it may count."""
        lower = text.lower() if self.spaced else text
        if len(lower) != len(text):  # some capitals are two small letters
            lower = text
        for match in self._number.finditer(lower):
            start, end = match.span()
            number = text[start : match.end("number")]
            yield CountedThing(text[start:end].strip(), number, self._kinds(match, text))

    def _led(self, around: str) -> frozenset[str]:
        """Return the kinds that the words around a number indicate."""
        if not self.led or not self._any_led.search(around):
            return frozenset()
        return frozenset(kind for kind, found in self.led.items() if found.search(around))

    @cached_property
    def _any_led(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{found.pattern})" for found in self.led.values()))

    def _kinds(self, match: re.Match[str], text: str) -> frozenset[str]:
        kinds = self.words.get(match["word"] or "", frozenset())
        if kinds and self.spaced and _OF_KIND.match(text, match.end()):
            kinds |= {THING}
        at, end = match.start(), match.end("number")
        around = f"{text[max(0, at - _LEAD) : at]}#{text[end : end + 1]}"
        led = self._led(around)
        if led == _DATED and _YEAR.fullmatch(match["number"]):
            return _A_YEAR  # 20 December 2023
        if led or not self.spaced:
            return led or kinds
        if match["ordinal"]:
            return kinds | _ORDINAL
        if not kinds and _YEAR.fullmatch(match["number"]):
            return _ONLY_A_YEAR if self.dated.search(around) and not match["thing"] else _A_YEAR
        return kinds or (frozenset([THING]) if match["thing"] else kinds)


def _by_first_letter(words: Iterable[str]) -> str:
    """Return a pattern of words, the first ones preferred, that looks at each letter once."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(each)})" for first, each in rests.items())


def tabled(package: str, *, spaced: bool = False, **patterns: str) -> Things:
    """Return what a language's ``counted_things.tsv`` tells.

    Args:
        package: the package of the language.
        spaced: whether a word ends where letters do.
        patterns: the attributes ``scales``, ``filling`` and ``end`` of :class:`Things`.
    """
    table = FactTable(package, "counted_things.tsv")
    words: dict[str, set[str]] = {}
    turning = table.pattern("turning") if "turning" in table.uses else _ANYTHING
    led = {use.removeprefix(_LED): table.pattern(use) for use in table.uses if use.startswith(_LED)}
    for use in table.uses:
        for word in table.words(use):
            words.setdefault(word.lower() if spaced else word, set()).add(use)
    kinds = {word: frozenset(these) for word, these in words.items()}
    turned, dated, clauses = map(table.optional, ("turned", "dated", "clauses"))
    return Things(kinds, spaced=spaced, led=led, turning=turning, turned=turned, dated=dated,
                  clauses=clauses, **patterns)  # fmt: skip
