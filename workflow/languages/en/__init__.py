"""Know the facts about English."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from workflow.languages.tabled_packs import TabledPack, part, tabled_part

if TYPE_CHECKING:
    from workflow.languages.language_models import Instructions
    from workflow.languages.meaning.contrasts import Contrasts
    from workflow.languages.names.heard_names import SpokenName
    from workflow.languages.numbers.calendars import Calendar
    from workflow.languages.orthography.writing import Writing

#: Articles, pronouns, prepositions, auxiliary verbs.
_GRAMMATICAL = frozenset(
    "the a an of to in for on at by with from as that which who and or is are was were be been"
    " being it its his her their this these those has have had do does did would will not into than"
    " there he she they we you i".split()
)


class English(TabledPack):
    """The facts about English."""

    package = __package__

    numbers = part("workflow.languages.en.numbers:EnglishNumbers")
    times = part("workflow.languages.en.times:EnglishTimes")
    names = part("workflow.languages.en.names:EnglishNames")
    phrases = part("workflow.languages.en.phrases:EnglishPhrases")
    sentences = part("workflow.languages.en.sentences:EnglishSentences")
    roles = tabled_part("workflow.languages.meaning.directed_roles:OrderedRoles")
    titles = tabled_part("workflow.languages.en.titles:EnglishTitles.tabled")
    denials = tabled_part(
        "workflow.languages.meaning.denials:tabled", universal=True, precedes=True
    )
    things = tabled_part(
        "workflow.languages.numbers.counted_things:tabled",
        scales=r"[ -]?(?:hundred|thousand|million|billion|trillion|bn|k)\b",
        filling=r"[ -]?(?:(?:more|other|consecutive|straight|full|additional|different) )?",
        spaced=True,
    )
    units = tabled_part(
        "workflow.languages.en.units:EnglishUnits",
        below_zero=r"[Mm]inus|below zero",
        roughly=r"about|around|roughly|some|or|approx\w*\.?",
        scaled=r" (?:[mb]illion|trillion)\b",
        ranging="to|or|and",
    )

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

    def persons(self, text: str) -> Sequence[SpokenName]:
        from workflow.languages.en.persons import persons

        return persons(text)

    @cached_property
    def instructions(self) -> Instructions:
        from workflow.languages.en.instructions import INSTRUCTIONS

        return INSTRUCTIONS

    @cached_property
    def contrasts(self) -> Contrasts:
        from workflow.languages.en.new_names.name_words import BEFORE_NAMES
        from workflow.languages.meaning.contrasts import Contrasts, words_of
        from workflow.languages.names.in_names import InNames

        names = InNames(titles=BEFORE_NAMES)
        return Contrasts(words_of(__package__), spaced=True, names=names)

    @cached_property
    def writing(self) -> Writing:
        from workflow.languages.orthography.writing import Writing

        return Writing(band=(0.65, 1.1, 2.2), grammatical=_GRAMMATICAL)
