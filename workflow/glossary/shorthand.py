"""How Korean and Chinese news shorten what the glossary spells out: 한미, 韩美, 시 주석, 习主席.

Two countries side by side have a syllable each, and a person that is known goes by surname and
title. No glossary lists these: they are right wherever their long forms are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from workflow.glossary import names
from workflow.model import TermType, TermUse

#: Countries by the syllable that stands for them.
SYLLABLES: Mapping[str, Mapping[str, str]] = {
    "ko": {
        "한국": "한", "대한민국": "한", "중국": "중", "일본": "일", "미국": "미", "영국": "영",
        "러시아": "러", "북한": "북",
    },
    "zh": {
        "韩国": "韩", "中国": "中", "日本": "日", "美国": "美", "英国": "英", "俄罗斯": "俄",
        "朝鲜": "朝", "法国": "法", "德国": "德", "印度": "印", "欧盟": "欧", "乌克兰": "乌",
    },
}  # fmt: skip
#: Several of them: 한·미·일, 中美. Not 북한, 남미 or 其中美国, which only look like it.
_SIDE_BY_SIDE = {
    "ko": re.compile(
        r"(?<![가-힣])(?!북한|남한|중?남미|북중미)[한남북중일미영러](?:[·‧・-]?[한북중일미영러])+"
    ),
    "zh": re.compile(
        "(?<!其)[韩中日美英俄朝法德印欧乌](?:[·-]?[韩中日美英俄朝法德印欧乌])+(?![国本罗洲度])"
    ),
}
#: One of them beside what goes with countries: 주한미군, 방미, 대북, 북핵; 驻韩, 访华, 美方.
_COMPOUND = {
    "ko": "(?<![가-힣])(?!대한|대중[^국])[주방대친반재]{0}|(?<![가-힣])(?:주[한일])?{0}[군측핵]",
    "zh": "[驻访赴对援涉亲反]{0}|{0}[方军媒股企](?!向)",
}
#: Characters for countries in Korean headlines.
_HEADLINE = {"한": "韓", "중": "中", "일": "日", "미": "美", "영": "英", "북": "北", "러": "露"}
_COUNTRIES = frozenset(_HEADLINE.values())
_HAN = re.compile("[\u4e00-\u9fff]+")
#: Titles after a surname.
_TITLES = {
    "ko": (
        " ?(?:전 |신임 )?(?:부?(?:대통령|총리|주석|위원장|회장|의장|사장|총재|장관|총장|시장|대표)"
        "|지사|차관|의원|대사|실장|국장|원장|교수|박사|감독|전무|상무|이사|후보|대변인|특사|서기|씨|여사)"
    ),
    "zh": (
        "(?:前|副|总)?(?:主席|总统|总理|首相|部长|外长|防长|财长|会长|社长|总裁|董事长|委员长|议长"
        "|议员|大使|代表|书记|省长|市长|教授|博士|院长|局长|发言人|先生|女士)"
    ),
}


def contains(text: str, use: TermUse, target: str) -> bool:
    """Whether a country or a person, named before, stands in ``text`` in a short form.

    Args:
        text: a translation, without placeholders.
        use: of one row.
        target: BCP 47 tag of the translation; only Korean and Chinese have such forms.
    """
    language = target.partition("-")[0]
    if use.type is TermType.PLACE:
        return _has_country(text, use, language)
    known = use.type is TermType.PERSON and not use.rule.startswith("first")
    return known and _has_surname(text, use, language)


def _has_country(text: str, use: TermUse, language: str) -> bool:
    syllable = SYLLABLES.get(language, {}).get(use.target, "")
    if not syllable:
        return False
    runs = _SIDE_BY_SIDE[language].findall(text)
    if any(syllable in run or (syllable == "한" and run[0] == "남") for run in runs):
        return True
    if re.search(_COMPOUND[language].format("[中华]" if syllable == "中" else syllable), text):
        return True
    headline = _HEADLINE.get(syllable, "")
    return bool(headline) and any(
        headline in run and _COUNTRIES.issuperset(run) for run in _HAN.findall(text)
    )


def _has_surname(text: str, use: TermUse, language: str) -> bool:
    if language not in _TITLES:
        return False
    forms = (use.target, *use.accepted)
    surnames = {names.family_name(form, language) for form in forms} - {""}
    before = "(?<![가-힣])" if language == "ko" else ""
    return any(re.search(f"{before}{each}{_TITLES[language]}", text) for each in surnames)
