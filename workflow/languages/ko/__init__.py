"""Know the facts about Korean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from workflow.languages.tabled_packs import TabledPack, part, tabled_part

if TYPE_CHECKING:
    from workflow.languages.language_models import Generation, Instructions
    from workflow.languages.meaning.contrasts import Contrasts
    from workflow.languages.numbers.calendars import Calendar
    from workflow.languages.orthography.writing import Writing


class Korean(TabledPack):
    """The facts about Korean."""

    package = __package__
    read_letters = "\uac00-\ud7a3"

    particles = part("workflow.languages.ko.particles:KoreanParticles")
    numbers = part("workflow.languages.ko.numbers:KoreanNumbers")
    times = part("workflow.languages.ko.times:KoreanTimes")
    names = part("workflow.languages.ko.names:KoreanNames")
    heard_names = part("workflow.languages.ko.heard_names:KoreanHeardNames")
    phrases = part("workflow.languages.ko.phrases:KoreanPhrases")
    sentences = part("workflow.languages.ko.sentences:KoreanSentences")
    roles = tabled_part("workflow.languages.meaning.directed_roles:MarkedRoles")
    titles = tabled_part("workflow.languages.names.titles:Titles.tabled")
    shorthand = tabled_part("workflow.languages.names.shorthand:tabled")
    denials = tabled_part("workflow.languages.meaning.denials:tabled")
    registers = tabled_part("workflow.languages.tables:by_use", "registers.tsv")
    slips = tabled_part("workflow.languages.orthography.slips:Slips")
    things = tabled_part(
        "workflow.languages.numbers.counted_things:tabled",
        scales=r"(?:\s?[십백천만억조])+",
        filling=r"\s?(?:여|개 (?![주도]))?\s?",
        # No other syllable than one of a particle or an ending.
        end="(?![가-힣])|(?=[이가은는을를의에와과도만로부까간째경쯤전후동짜씩보인당형다였입으])",
    )
    units = tabled_part(
        "workflow.languages.numbers.units:TabledUnits",
        below_zero="영하",
        roughly="약|대략|한화|미화",
        vague=r"[수몇](?=\s?[십백천만억조])",
        scaled=r"\s?[억만조천]+(?:\s?\d[\d,]*[억만조천]*)?",
        ranging="에서|내지",
    )

    def syllables(self, text: str) -> Sequence[str]:
        from workflow.languages.ko import romanization

        return romanization.syllables(text)

    def hides_space(self, before: str, after: str) -> bool | None:
        from workflow.languages.ko import spacing

        return spacing.hides_space(before, after)

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
    def calendar(self) -> Calendar:
        from workflow.languages.numbers.calendars import numbered, tabled

        return tabled(__package__, {}, numbered("월 화 수 목 금 토 일", 0))

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

    def _keeps_word(self, text: str, place: int) -> bool:
        """Tell whether a syllable, particles or a noun are written onto a word that ends there."""
        from workflow.languages.common_words import groups
        from workflow.languages.orthography.boundaries import hangul_after

        nouns, rest = groups("ko", "nouns.txt")["nouns"], hangul_after(text, place)
        listed = any(rest[:size] in nouns for size in (2, 3, 4))
        return listed or any(self.particles.end_noun(text, at) for at in (place, place + 1))

    @cached_property
    def contrasts(self) -> Contrasts:
        from workflow.languages.meaning.contrasts import Contrasts, words_of
        from workflow.languages.names.in_names import InNames

        known, written_on = words_of(__package__), "은는이가을를의와과도만에로께측씨"
        names = InNames(keeps_word=self._keeps_word)
        return Contrasts(known, suffixed=written_on, names=names)
