"""Know the facts about Korean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from workflow.languages.tabled_packs import TabledPack

if TYPE_CHECKING:
    from workflow.languages.language_models import Generation, Instructions
    from workflow.languages.meaning.contrasts import Contrasts
    from workflow.languages.meaning.denials import Denials
    from workflow.languages.meaning.roles import Roles
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
    from workflow.languages.orthography.particles import Particles
    from workflow.languages.orthography.sentences import Sentences
    from workflow.languages.orthography.slips import Slips
    from workflow.languages.orthography.writing import Writing


class Korean(TabledPack):
    """The facts about Korean."""

    package = __package__
    read_letters = "\uac00-\ud7a3"

    def syllables(self, text: str) -> Sequence[str]:
        from workflow.languages.ko import romanization

        return romanization.syllables(text)

    @cached_property
    def writing(self) -> Writing:
        from workflow.languages.orthography.writing import Writing
        from workflow.languages.tables import either, read

        return Writing(
            scripts=("Hangul",),
            mixed=("Han",),
            band=(0.6, 0.9, 1.6),
            omission=5.5,
            latin_words=False,
            latin_names=False,
            quotation="“”‘’",
            corners_name=True,
            severally=re.compile("한 [가-힣]+|하나|하루|[가-힣]+씩"),
            borrowed=either(read(__package__, "hanja.tsv")),
        )

    @cached_property
    def particles(self) -> Particles:
        from workflow.languages.ko.particles import KoreanParticles

        return KoreanParticles()

    @cached_property
    def numbers(self) -> Numbers:
        from workflow.languages.ko.numbers import KoreanNumbers

        return KoreanNumbers()

    @cached_property
    def times(self) -> Times:
        from workflow.languages.ko.times import KoreanTimes

        return KoreanTimes()

    @cached_property
    def calendar(self) -> Calendar:
        from workflow.languages.numbers.calendars import numbered, tabled

        return tabled(__package__, {}, numbered("월 화 수 목 금 토 일", 0))

    @cached_property
    def things(self) -> Things:
        from workflow.languages.numbers.counted_things import tabled

        return tabled(
            __package__,
            scales=r"(?:\s?[십백천만억조])+",
            filling=r"\s?(?:여|개 )?\s?",
            # No other syllable than one of a particle or an ending.
            end="(?![가-힣])|(?=[이가은는을를의에와과도만로부까간째경쯤전후동짜씩보인당형다였입으])",
        )

    @cached_property
    def units(self) -> Units:
        from workflow.languages.numbers.units import TabledUnits

        return TabledUnits(
            __package__,
            below_zero="영하",
            roughly="약|대략|한화|미화",
            vague=r"[수몇](?=\s?[십백천만억조])",
            scaled=r"\s?[억만조천]+(?:\s?\d[\d,]*[억만조천]*)?",
            ranging="에서|내지",
        )

    @cached_property
    def names(self) -> Names:
        from workflow.languages.ko.names import KoreanNames

        return KoreanNames()

    @cached_property
    def heard_names(self) -> HeardNames:
        from workflow.languages.ko.heard_names import KoreanHeardNames

        return KoreanHeardNames()

    @cached_property
    def roles(self) -> Roles:
        from workflow.languages.meaning.directed_roles import MarkedRoles

        return MarkedRoles(__package__)

    @cached_property
    def titles(self) -> Titles:
        from workflow.languages.names.titles import Titles

        return Titles.tabled(__package__)

    @cached_property
    def phrases(self) -> Phrases:
        from workflow.languages.ko.phrases import KoreanPhrases

        return KoreanPhrases()

    @cached_property
    def shorthand(self) -> Shorthand:
        from workflow.languages.names.shorthand import tabled

        return tabled(__package__)

    @cached_property
    def generation(self) -> Generation:
        from workflow.languages.language_models import Generation

        return Generation(
            longest=300,
            counted=re.compile("[년월일명세개배번살위회차초시분원].*"),
            bound=re.compile("간|당|행|발|산|계|시|주|군|측|씨"),
        )

    @cached_property
    def instructions(self) -> Instructions:
        from workflow.languages.ko.instructions import INSTRUCTIONS

        return INSTRUCTIONS

    @cached_property
    def sentences(self) -> Sentences:
        from workflow.languages.ko.sentences import KoreanSentences

        return KoreanSentences()

    def _keeps_word(self, text: str, place: int) -> bool:
        """Tell whether a syllable, particles or a noun are written onto a word that ends there."""
        from workflow.languages.common_words import groups
        from workflow.languages.orthography.boundaries import hangul_after

        nouns, rest = groups("ko", "nouns.txt")["nouns"], hangul_after(text, place)
        listed = any(rest[:size] in nouns for size in (2, 3, 4))
        return listed or any(self.particles.end_noun(text, at) for at in (place, place + 1))

    @cached_property
    def contrasts(self) -> Contrasts:
        from workflow.languages.meaning.contrasts import contrasts_of

        known = contrasts_of(__package__, suffixed="은는이가을를의와과도만에로께측씨")
        known.keeps_word = self._keeps_word
        return known

    @cached_property
    def denials(self) -> Denials:
        from workflow.languages.meaning.denials import tabled

        return tabled(__package__)

    @cached_property
    def registers(self) -> Mapping[str, re.Pattern[str]]:
        from workflow.languages.tables import by_use

        return by_use(__package__, "registers.tsv")

    @cached_property
    def slips(self) -> Slips:
        from workflow.languages.orthography.slips import TabledSlips

        return TabledSlips(__package__)
