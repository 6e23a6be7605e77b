"""Find certain mistakes in a text of a language, with their corrections.

Each language with such slips has a table ``slips.tsv`` and, for single words, ``misspelt.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources

from ahocorasick_rs import AhoCorasick

from workflow.languages import tables
from workflow.languages.scripts import KEPT

#: What slips are of, by the word in the column ``use``: letters, spaces, marks, words that stand
#: twice, and marks that should perhaps be others.
SPELLING, SPACING, MARKS, DOUBLED, PAUSES = "spelling", "spacing", "marks", "doubled", "pauses"


@dataclass(frozen=True, slots=True)
class Slip:
    """Something wrong in a text: from where to where, how it reads and how it should read."""

    start: int
    end: int
    found: str
    right: str


@dataclass(frozen=True, slots=True, eq=False)
class _SlipRow:
    """A row of the table.

    Attributes:
        keys: texts of which one stands wherever the pattern finds something: quick to look for.
        pattern: what is wrong.
        right: what stands there instead, as a template of :func:`re.sub`.
    """

    keys: tuple[str, ...]
    pattern: str
    right: str


class Slips:
    """The slips that the tables of a language tell; they are read when first asked.

    Args:
        package: where the tables lie; without one, there are none.
    """

    def __init__(self, package: str = "") -> None:
        self._package = package
        self._met = lru_cache(maxsize=KEPT)(self._find)

    @cached_property
    def _rules(self) -> dict[str, list[_SlipRow]]:
        rules: dict[str, list[_SlipRow]] = {}
        if not self._package:
            return rules
        for row in tables.read(self._package, "slips.tsv"):
            if not row["put"] and not row["keys"]:
                continue
            keys = tuple(row["keys"].replace("_", " ").split("|"))
            rule = _SlipRow(keys, row["pattern"], row["put"].replace("_", " "))
            rules.setdefault(row["use"], []).append(rule)
        for wrong, right in self._misspelt():
            rule = _SlipRow((wrong,), re.escape(wrong), right.replace("\\", r"\\"))
            rules.setdefault(SPELLING, []).append(rule)
        return rules

    @cached_property
    def _keys(self) -> AhoCorasick:
        """A pattern of the keys of all rules, which most texts lack."""
        return AhoCorasick(tuple(key for key, _, _ in self._keyed), store_patterns=False)

    @cached_property
    def _keyed(self) -> tuple[tuple[str, str, _SlipRow], ...]:
        """Map each key to its use and rule."""
        every = ((use, rule) for use, rules in self._rules.items() for rule in rules)
        return tuple((key, use, rule) for use, rule in every for key in rule.keys)

    def _find(self, text: str) -> Mapping[str, Iterable[_SlipRow]]:
        """Return, by use, the rules whose keys a text has; cached, since each use asks for them."""
        met: dict[str, dict[_SlipRow, None]] = {}
        found = self._keys.find_matches_as_indexes(text, overlapping=True)
        for at in sorted({at for at, _, _ in found}):
            _, use, rule = self._keyed[at]
            met.setdefault(use, {})[rule] = None
        return met

    def _misspelt(self) -> Iterator[tuple[str, str]]:
        place = resources.files(self._package).joinpath("misspelt.txt")
        for line in place.read_text("utf-8").splitlines() if place.is_file() else ():
            if line and not line.startswith("#"):
                wrong, _, right = line.partition(" ")
                yield wrong, right

    def found(self, use: str, text: str) -> Iterator[Slip]:
        """Yield the slips of one use in a text, in order and without overlaps.

        Args:
            use: one of those above.
            text: the text, with placeholders.
        """
        rules = self._met(text).get(use)
        return _apart(rules, text) if rules else iter(())


def _apart(rules: Iterable[_SlipRow], text: str) -> Iterator[Slip]:
    end = 0
    for slip in sorted(_each(rules, text), key=lambda one: (one.start, -one.end)):
        if slip.start >= end and slip.found != slip.right:
            yield slip
            end = slip.end


def _each(rules: Iterable[_SlipRow], text: str) -> Iterator[Slip]:
    for rule in rules:
        for match in _compiled(rule.pattern).finditer(text):
            yield Slip(match.start(), match.end(), match[0], match.expand(rule.right))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile the pattern of a row; most are of slips that hardly any text has."""
    return re.compile(pattern)
