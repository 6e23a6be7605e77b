"""Know the facts about Chinese, in simplified and traditional characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from workflow.languages.scripts import SCRIPTS
from workflow.languages.tabled_packs import TabledPack, part, tabled_part

if TYPE_CHECKING:
    from workflow.languages.language_models import Generation, Instructions
    from workflow.languages.meaning.contrasts import Contrasts
    from workflow.languages.names.decoy_names import DecoyNames
    from workflow.languages.numbers.calendars import Calendar
    from workflow.languages.orthography.slips import Slips
    from workflow.languages.orthography.writing import Writing


class Chinese(TabledPack):
    """The facts about Chinese."""

    package = __package__
    read_letters = SCRIPTS["Han"][0]

    numbers = part("workflow.languages.zh.numbers:ChineseNumbers")
    times = part("workflow.languages.zh.times:ChineseTimes")
    names = part("workflow.languages.zh.names:ChineseNames")
    heard_names = part("workflow.languages.zh.heard_names:ChineseHeardNames")
    phrases = part("workflow.languages.zh.phrases:ChinesePhrases")
    sentences = part("workflow.languages.zh.sentences:ChineseSentences")
    roles = tabled_part("workflow.languages.meaning.directed_roles:OrderedRoles")
    titles = tabled_part("workflow.languages.names.titles:Titles.tabled", precede=True)
    shorthand = tabled_part("workflow.languages.names.shorthand:tabled")
    denials = tabled_part("workflow.languages.meaning.denials:tabled", precedes=True)
    things = tabled_part(
        "workflow.languages.numbers.counted_things:tabled",
        scales=r"(?:\s?[十百千万亿])+",
        filling=r"\s?[多余来]?\s?",
    )
    units = tabled_part(
        "workflow.languages.numbers.units:TabledUnits",
        below_zero="零下",
        roughly="约合?|折?合|人民币|新台币",
        vague="[数几](?=[十百千万亿])",
        scaled=r"\s?[亿万兆千百]+(?:\s?\d[\d,]*[亿万]*)?",
        ranging="[至到或]",
    )

    def syllables(self, text: str) -> Sequence[str]:
        from workflow.languages.zh import pinyin

        return pinyin.toned(text)

    @cached_property
    def writing(self) -> Writing:
        from workflow.languages.orthography.writing import Writing

        simplified = self.tag == "zh-Hans"
        return Writing(
            scripts=("Han",),
            spaced=False,
            gap="",
            full_width=True,
            other_standard=_never_simplified() if simplified else frozenset(),
            band=(0.6, 0.9, 1.6),
            omission=2.0,
            terse=80.0,
            cut_short=2.0,
            latin_words=False,
            severally=re.compile("一[^，。]{1,3}"),
            quotation="“”‘’" if simplified else "",
        )

    @cached_property
    def calendar(self) -> Calendar:
        from workflow.languages.numbers.calendars import numbered, tabled

        months = numbered("一 二 三 四 五 六 七 八 九 十 十一 十二", 1)
        days = numbered("一 二 三 四 五 六 日", 0)
        return tabled(__package__, {**months, "正": 1, "元": 1}, {**days, "天": 6})

    @cached_property
    def generation(self) -> Generation:
        from workflow.languages.language_models import Generation

        return Generation(
            longest=200,
            dense=True,
            counters=frozenset("年月日号％%"),
            counted=re.compile("[年月日号岁％%][的代前后间底末初]?"),
            joiner="·",
        )

    @cached_property
    def instructions(self) -> Instructions:
        from workflow.languages.zh.instructions import SIMPLIFIED, TRADITIONAL

        return SIMPLIFIED if self.tag == "zh-Hans" else TRADITIONAL

    @cached_property
    def decoy_names(self) -> DecoyNames:
        from workflow.languages.names.decoy_names import DecoyNames, read

        return read(__package__) if self.tag == "zh-Hans" else DecoyNames()

    @cached_property
    def contrasts(self) -> Contrasts:
        from workflow.languages.meaning.contrasts import Contrasts, words_of
        from workflow.languages.names.in_names import InNames
        from workflow.languages.zh.dotted_names import transcribing

        longer = "岛州郡县镇湖河湾港街路桥峡角敦顿"
        names = InNames(foreign=frozenset(transcribing()), longer=longer)
        return Contrasts(words_of(__package__), names=names, common="zh")

    @cached_property
    def slips(self) -> Slips:
        from workflow.languages.orthography.slips import Slips
        from workflow.languages.zh.slips import ChineseSlips

        return ChineseSlips(__package__) if self.tag == "zh-Hans" else Slips()


def _never_simplified() -> frozenset[str]:
    """Return the characters that simplified Chinese never has.

    News writes those whose simplified form no common font has: 鰤鱼.

    Source: GB/T 2312-1980; 通用规范汉字表 (2013).
    """
    from workflow.languages.orthography.folding import variants
    from workflow.languages.orthography.han import only_traditional

    rare = (line[1:] for line in variants().split("\n") if line[0] > "\uffff")
    return only_traditional() - frozenset().union(*rare)
