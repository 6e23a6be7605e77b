"""How Chinese denies."""

from __future__ import annotations

import re

from workflow.languages.denials import UNLESS, Denials, compared, substitutes

#: Idioms that deny nothing: 不能不.
_IDIOMS = re.compile(r"[会能]不[会能]|不能不|没[错关想完]")
#: Negative words, whatever else the sentence says. Left out are those that only look like one:
#: 未来, 非常, 不断, 否则, 淹没, 特别.
_NEGATIVE = re.compile(
    r"不(?![仅但断管论少久禁愧免止锈时料妨惜同]|过(?!去)|勒斯)(?<!了不(?=起))(?<!差不(?=多))"
    r"|(?<![沉淹埋出吞])[没沒](?!收)|[无無](?!论|线|人机|数)"
    r"|未(?!来)|(?<![是南北东西中莫])非(?![常洲裔凡])|(?<![是能与可])否(?![认决则])|[勿毋]"
    r"|(?:^|[，。：；“‘\s你您请就千万])别(?![人的墅有具处])"
    r"|(?<![特分性区级告个类辨识差离派])别[忘再让说去想担太把]"
)
#: Words that can stand for a denial, each with the words of an English source that call for them
#: in their own right: who *refused* (거부) something has not been said not to do something.
_SUBSTITUTES = (
    ("拒", r"refus|reject|declin|den(?:y|ie)|resist|turn\w* down"),
    ("否[认决]", r"den(?:y|ie)|reject|veto|overrul"),
    ("否则", r"otherwise|\belse\b|unless"),
    ("反对", r"oppo[sn]|against|object|dissent|protest|backlash"),
    (
        "(?<![不监软囚拘紫自])禁(?![住毒闭区])",
        r"\bban|prohibit|forb[ia]d|suspen|embargo|curfew|outlaw|restrict",
    ),
    ("难以|[很太更]难|困难", r"difficult|\bhard|tough|struggl|troubl|challeng|distress|tricky"),
    (
        "[避免]免|免于|避(?!孕|难所)|阻[止碍]|防止",
        (
            r"avoid|free|exempt|prevent|evad|escap|stop|block(?!ade)|hinder|shelter|obstruct"
            r"|protect|imped|deter"
        ),
    ),
    ("缺[席阵勤]", r"absen|boycott|miss|skip"),
    ("缺[乏少]|不足", r"lack|short|insuffici|deficien|scarc|miss"),
    ("失败", r"fail|lose|lost|defeat|unsuccess|abort"),
    ("不同", r"differ|unlike|var[iy]|distinct|divers|range|separate|unusual"),
    (
        "停(?![车留泊靠机])",
        r"stop|halt|suspen|ceas|paus|truce|quit|\bend|shut|clos|cancel|stand|freez",
    ),
    ("例外|除外|以外|之外", r"except|outside|beyond|besides|addition|other|apart|abroad"),
    ("(?<![人天刚])才(?![华干])|必须|只有", UNLESS.format("without")),
    ("务必|一定|记[得住]|切记", UNLESS.format("forget")),
)

DENIALS = Denials(
    clause=re.compile(
        r"(?<![沉淹埋出吞])没有?(?!收)|从未|尚未|并[不非未没]|绝不|决不"
        r"|(?<![会能是应该可得愿])不(?!得[不已])[会能是应该可得愿]"
    ),
    negative=_NEGATIVE,
    beyond_doubt=re.compile(
        r"没有?|不(?:是|会|能|可以|应|该|想|愿|敢|要|再|知道)|将不"
        r"|未[能曾]|从未|尚未|并[不非未没]|绝不|决不|无法"
    ),
    empty=re.compile(
        r"(?:如果|若|假如|要是|除非|只要)[^，。；]*|[沉淹埋出吞湮]没|没(?:收|落|[错关想完])|没有?问题"
        r"|没(?:过)?(?:多久|几[天年])|不(?:得不|能不|可不|可[避思或分逆忽磨多]|敢相信|会?[超多少低高][于过])"
        r"|免不了|少不了|([会能是应该可愿要想好对])不\1|说不定|[要而]不是|不(?:仅|但|光|只)是|有没有"
        r"|没有?(?:比|什么)|无法(?:估量|比拟|想象|形容)"
    ),
    idioms=_IDIOMS,
    of_sources=_NEGATIVE,
    substitutes=substitutes(_SUBSTITUTES),
    unreported=re.compile("(?:没有?|并?未|不)(?:表示|报道|补充|强调|认为|指出|说)"),
    hint="[没不未非无绝决]",
    sign=re.compile("[지没不未非无绝决]"),
    compared=compared(__package__),
    asks_for=r"什么|谁|哪|何[时处]",
)
