"""Know the facts about English."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from workflow.languages.tabled_packs import TabledPack

if TYPE_CHECKING:
    from workflow.languages.language_models import Instructions
    from workflow.languages.meaning.contrasts import Contrasts
    from workflow.languages.meaning.denials import Denials
    from workflow.languages.meaning.roles import Roles
    from workflow.languages.names.heard_names import SpokenName
    from workflow.languages.names.names import Names
    from workflow.languages.names.phrases import Phrases
    from workflow.languages.names.titles import Titles
    from workflow.languages.numbers.calendars import Calendar
    from workflow.languages.numbers.counted_things import Things
    from workflow.languages.numbers.numbers import Numbers
    from workflow.languages.numbers.times import Times
    from workflow.languages.numbers.units import Units
    from workflow.languages.orthography.sentences import Sentences
    from workflow.languages.orthography.writing import Writing


class English(TabledPack):
    """The facts about English."""

    package = __package__

    @cached_property
    def numbers(self) -> Numbers:
        from workflow.languages.en.numbers import EnglishNumbers

        return EnglishNumbers()

    @cached_property
    def times(self) -> Times:
        from workflow.languages.en.times import EnglishTimes

        return EnglishTimes()

    @cached_property
    def calendar(self) -> Calendar:
        from workflow.languages.numbers.calendars import numbered, tabled

        months = numbered(
            "January February March April May June July August September October November December",
            1,
        )
        short = {name[:3]: number for name, number in months.items()}
        days = numbered("Monday Tuesday Wednesday Thursday Friday Saturday Sunday", 0)
        forms = {
            form: number
            for name, number in days.items()
            for form in (name, name.removesuffix("day"), name[:3])
        }
        return tabled(__package__, {**months, **short, "Sept": 9}, forms)

    @cached_property
    def things(self) -> Things:
        from workflow.languages.numbers.counted_things import tabled

        return tabled(
            __package__,
            scales=r"[ -]?(?:hundred|thousand|million|billion|trillion|bn|k)\b",
            filling=r"[ -]?(?:(?:more|other|consecutive|straight|full|additional|different) )?",
            spaced=True,
        )

    @cached_property
    def units(self) -> Units:
        from workflow.languages.en.units import EnglishUnits

        return EnglishUnits(
            __package__,
            below_zero=r"[Mm]inus|below zero",
            roughly=r"about|around|roughly|some|or|approx\w*\.?",
            scaled=r" (?:[mb]illion|trillion)\b",
            ranging="to|or|and",
        )

    @cached_property
    def names(self) -> Names:
        from workflow.languages.en.names import EnglishNames

        return EnglishNames()

    def persons(self, text: str) -> Sequence[SpokenName]:
        from workflow.languages.en.persons import persons

        return persons(text)

    @cached_property
    def roles(self) -> Roles:
        from workflow.languages.meaning.directed_roles import OrderedRoles

        return OrderedRoles(__package__)

    @cached_property
    def titles(self) -> Titles:
        from workflow.languages.en.titles import EnglishTitles

        return EnglishTitles.tabled(__package__)

    @cached_property
    def phrases(self) -> Phrases:
        from workflow.languages.en.phrases import EnglishPhrases

        return EnglishPhrases()

    @cached_property
    def instructions(self) -> Instructions:
        from workflow.languages.en.instructions import INSTRUCTIONS

        return INSTRUCTIONS

    @cached_property
    def sentences(self) -> Sentences:
        from workflow.languages.en.sentences import EnglishSentences

        return EnglishSentences()

    @cached_property
    def contrasts(self) -> Contrasts:
        from workflow.languages.en.new_names.name_words import BEFORE_NAMES
        from workflow.languages.meaning.contrasts import contrasts_of
        from workflow.languages.names.in_names import InNames

        return contrasts_of(__package__, spaced=True, names=InNames(titles=BEFORE_NAMES))

    @cached_property
    def denials(self) -> Denials:
        from workflow.languages.meaning.denials import tabled

        return tabled(__package__, universal=True, precedes=True)

    @cached_property
    def writing(self) -> Writing:
        from workflow.languages.orthography.writing import Writing

        return Writing(band=(0.65, 1.1, 2.2))
