"""Chinese, in simplified and traditional characters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from workflow.languages.scripts import SCRIPTS
from workflow.languages.tabled_packs import TabledPack

if TYPE_CHECKING:
    from workflow.languages.generation import Generation
    from workflow.languages.instructions import Instructions
    from workflow.languages.meaning.contrasts import Contrasts
    from workflow.languages.meaning.denials import Denials
    from workflow.languages.meaning.roles import Roles
    from workflow.languages.names.decoy_names import DecoyNames
    from workflow.languages.names.heard_names import HeardNames
    from workflow.languages.names.names import Names
    from workflow.languages.names.phrases import Phrases
    from workflow.languages.names.shorthand import Shorthand
    from workflow.languages.names.titles import Titles
    from workflow.languages.numbers.calendars import Calendar
    from workflow.languages.numbers.counted_things import Things
    from workflow.languages.numbers.numbers import Numbers
    from workflow.languages.numbers.times import Times
    from workflow.languages.numbers.units import Units
    from workflow.languages.orthography.sentences import Sentences
    from workflow.languages.orthography.slips import Slips
    from workflow.languages.orthography.writing import Writing


class Chinese(TabledPack):
    """What is known of Chinese."""

    package = __package__
    read_letters = SCRIPTS["Han"][0]

    def syllables(self, text: str) -> Sequence[str]:
        from workflow.languages.zh import pinyin

        return pinyin.toned(text)

    @cached_property
    def writing(self) -> Writing:
        from workflow.languages.zh.writing import writing

        return writing(self.tag)

    @cached_property
    def numbers(self) -> Numbers:
        from workflow.languages.zh.numbers import ChineseNumbers

        return ChineseNumbers()

    @cached_property
    def times(self) -> Times:
        from workflow.languages.zh.times import ChineseTimes

        return ChineseTimes()

    @cached_property
    def calendar(self) -> Calendar:
        from workflow.languages.zh import calendar

        return calendar.calendar()

    @cached_property
    def things(self) -> Things:
        from workflow.languages.numbers.counted_things import tabled

        return tabled(
            __package__,
            scales=r"(?:\s?[十百千万亿])+",
            filling=r"\s?[多余来]?\s?",
        )

    @cached_property
    def units(self) -> Units:
        from workflow.languages.zh.units import ChineseUnits

        return ChineseUnits()

    @cached_property
    def names(self) -> Names:
        from workflow.languages.zh.names import ChineseNames

        return ChineseNames()

    @cached_property
    def heard_names(self) -> HeardNames:
        from workflow.languages.zh.heard_names import ChineseHeardNames

        return ChineseHeardNames()

    @cached_property
    def roles(self) -> Roles:
        from workflow.languages.meaning.roles import OrderedRoles

        return OrderedRoles(__package__)

    @cached_property
    def titles(self) -> Titles:
        from workflow.languages.names.titles import Titles

        return Titles.tabled(__package__, precede=True)

    @cached_property
    def phrases(self) -> Phrases:
        from workflow.languages.zh.phrases import ChinesePhrases

        return ChinesePhrases()

    @cached_property
    def shorthand(self) -> Shorthand:
        from workflow.languages.names.shorthand import tabled

        return tabled(__package__)

    @cached_property
    def generation(self) -> Generation:
        from workflow.languages.zh.generation import GENERATION

        return GENERATION

    @cached_property
    def instructions(self) -> Instructions:
        from workflow.languages.zh.instructions import SIMPLIFIED, TRADITIONAL

        return SIMPLIFIED if self.tag == "zh-Hans" else TRADITIONAL

    @cached_property
    def decoy_names(self) -> DecoyNames:
        from workflow.languages.names.decoy_names import DecoyNames, read

        return read(__package__) if self.tag == "zh-Hans" else DecoyNames()

    @cached_property
    def sentences(self) -> Sentences:
        from workflow.languages.zh.sentences import ChineseSentences

        return ChineseSentences()

    @cached_property
    def contrasts(self) -> Contrasts:
        from workflow.languages.meaning.contrasts import told
        from workflow.languages.names.in_names import InNames
        from workflow.languages.zh.heard_names import transcribing

        names = InNames(foreign=frozenset(transcribing()))
        return told(__package__, longer="岛州郡县镇湖河湾港街路桥峡角敦顿", names=names)

    @cached_property
    def denials(self) -> Denials:
        from workflow.languages.meaning.denials import tabled

        return tabled(__package__, precedes=True)

    @cached_property
    def slips(self) -> Slips:
        from workflow.languages.orthography.slips import Slips
        from workflow.languages.zh.slips import ChineseSlips

        return ChineseSlips(__package__) if self.tag == "zh-Hans" else Slips()
