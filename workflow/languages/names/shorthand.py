"""Read how news in a language shortens countries: 한미, 방중, 미 의회, 中美, 访华, 美方, 两国.

No glossary lists these: they are right wherever their long forms are. Two countries side by side
have a syllable each, and the capital stands for the government.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow.languages.tables import FactTable, read


@dataclass(frozen=True)
class Shorthand:
    """The short forms of countries in a language; by default, none.

    Attributes:
        syllables: countries and the syllable that stands for each.
        sides: finds several of them in a row: 한·미·일, 中美.
        south: what the first syllable of a row may be for Korea beside its own: 남북.
        compound: a pattern of what goes with a country's syllable, which stands for ``{0}``: 방미.
        alike: by syllable, a pattern of all that says the same: 中, 华.
        own: by country, finds what it is called at home, or as a word before a noun.
        capitals: capitals and the countries whose governments they stand for: *Seoul protests*.
        seats: by capital, finds what stands for the government beside its country: 백악관.
        both: finds several countries that were named before: 양국, 两国.
        headline: the characters that stand for syllables in headlines: 韓, 美.
    """

    syllables: Mapping[str, str] = field(default_factory=dict)
    sides: re.Pattern[str] | None = None
    south: Mapping[str, str] = field(default_factory=dict)
    compound: str = ""
    alike: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    capitals: Mapping[str, str] = field(default_factory=dict)
    seats: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    both: re.Pattern[str] | None = None
    headline: Mapping[str, str] = field(default_factory=dict)

    def are_both_told(self, text: str) -> bool:
        """Tell whether ``text`` speaks of the countries named as *both*: 양국, 两国."""
        return self.both is not None and self.both.search(text) is not None

    def has_government(self, text: str, capital: str) -> bool:
        """Tell whether the country whose capital is ``capital`` occurs in ``text``."""
        country = self.capitals.get(capital, "")
        if not country:
            return False
        seat = self.seats.get(capital)
        if seat and seat.search(text):
            return True
        return country in text or self.has_country(text, country)

    def has_country(self, text: str, name: str) -> bool:
        """Tell whether a country stands in ``text`` in a short form: 한미, 访华, 국내, 中."""
        syllable = self.syllables.get(name, "")
        if not syllable or self.sides is None:
            return False
        if any(
            syllable in run or self.south.get(syllable) == run[0]
            for run in self.sides.findall(text)
        ):
            return True
        own = self.own.get(name)
        if own and own.search(text):
            return True
        if re.search(self.compound.format(self.alike.get(syllable, syllable)), text):
            return True
        return self._in_headline(text, syllable)

    def _in_headline(self, text: str, syllable: str) -> bool:
        """Tell whether the character of a country stands alone or among other countries: 美·中."""
        wanted, known = self.headline.get(syllable, ""), set(self.headline.values())
        runs = re.findall("[\u4e00-\u9fff]+", text) if wanted else []
        return any(wanted in run and known.issuperset(run) for run in runs)


def tabled(package: str) -> Shorthand:
    """Return how a language shortens countries, as its tables tell."""
    table = FactTable(package, "shorthand.tsv")
    rows = read(package, "short_countries.tsv")
    capitals = [(row, row["capitals"].split()) for row in rows]
    return Shorthand(
        syllables={row["name"]: row["syllable"] for row in rows if row["syllable"]},
        sides=table.pattern("sides"),
        south={row["syllable"]: row["south"] for row in rows if row["south"]},
        compound=table.text("compound"),
        alike={row["syllable"]: row["alike"] for row in rows if row["alike"]},
        own={row["name"]: re.compile(row["own"]) for row in rows if row["own"]},
        capitals={capital: row["name"] for row, known in capitals for capital in known},
        seats={known[0]: re.compile(row["seat"]) for row, known in capitals if row["seat"]},
        both=table.pattern("both"),
        headline={row["syllable"]: row["headline"] for row in rows if row["headline"]},
    )
