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
        "越南": "越", "澳大利亚": "澳", "菲律宾": "菲",
    },
}  # fmt: skip
#: Capitals and the countries whose governments they stand for: *Seoul protests*.
_CAPITALS: Mapping[str, Mapping[str, str]] = {
    "ko": {
        "서울": "한국", "베이징": "중국", "북경": "중국", "도쿄": "일본", "워싱턴": "미국",
        "런던": "영국", "모스크바": "러시아", "평양": "북한", "파리": "프랑스", "베를린": "독일",
        "캔버라": "호주", "타이베이": "대만", "하노이": "베트남", "뉴델리": "인도",
        "테헤란": "이란", "키이우": "우크라이나", "브뤼셀": "유럽연합",
    },
    "zh": {
        "首尔": "韩国", "北京": "中国", "东京": "日本", "华盛顿": "美国", "伦敦": "英国",
        "莫斯科": "俄罗斯", "平壤": "朝鲜", "巴黎": "法国", "柏林": "德国", "堪培拉": "澳大利亚",
        "台北": "台湾", "河内": "越南", "新德里": "印度", "德黑兰": "伊朗", "基辅": "乌克兰",
        "布鲁塞尔": "欧盟",
    },
}  # fmt: skip
#: Words of the source after which a capital is a city: nothing but its name will do.
_CITY = re.compile(
    r"\b(?:in|at|near|around|outside|across|central|downtown|northern|southern|eastern|western)"
    r"(?: the)? $",
    re.IGNORECASE,
)
#: Several of them: 한·미·일, 中美. Not 북한, 남미 or 其中美国, which only look like it.
_SIDE_BY_SIDE = {
    "ko": re.compile(
        r"(?<![가-힣])(?!북한|남한|중?남미|북중미)[한남북중일미영러](?:[·‧・-]?[한북중일미영러])+"
    ),
    "zh": re.compile(
        "(?<!其)[韩中日美英俄朝法德印欧乌越澳菲]"
        "(?:[·-]?[韩中日美英俄朝法德印欧乌越澳菲])+(?![国本罗洲度])"
    ),
}
_INSTITUTIONS = (
    "정부|행정부|의회|상원|하원|당국|대통령|총리|외교부|외무|국무|국방|재무|상무|법무|연방|대사|백악관|공산당"
    "|언론|매체|여당|야당|군사|해군|공군|육군"
)
#: One of them beside what goes with countries: 주한미군, 방미, 북핵, 미 의회; 驻韩, 在华, 美方.
_COMPOUND = {
    "ko": (
        "(?<![가-힣])(?!대한|대중[^국])[주방대친반재내]{0}|(?<![가-힣])(?:주[한일])?{0}[군측핵]"
        f"|(?<![가-힣]){{0}} ?(?:{_INSTITUTIONS})"
    ),
    "zh": (
        "[驻访赴对援涉亲反在来抵离旅留返]{0}|(?<![其近今昨当即每])"
        "{0}(?:[方军媒股资商籍侨币剧府]|企(?!业)|元(?!素|旦|首|件|帅))(?!向)"
    ),
}
#: What a country is called at home: sales at home are sales in Korea.
_AT_HOME = {
    "한국": re.compile("(?<![가-힣])(?:국내|우리나라|우리 정부|우리 국민)"),
    "中国": re.compile("国内|我国|我方"),
}
#: As a word before a noun it is the United States: 미 대법관, 미 에너지장관.
_AMERICAN = re.compile("(?<![가-힣])미 (?=[가-힣])")
#: Characters for countries in Korean headlines.
_HEADLINE = {"한": "韓", "중": "中", "일": "日", "미": "美", "영": "英", "북": "北", "러": "露"}
_COUNTRIES = frozenset(_HEADLINE.values())
_HAN = re.compile("[\u4e00-\u9fff]+")
#: Titles after a surname or a name.
TITLES = {
    "ko": (
        "(?:수석)?부?(?:대통령|총리|주석|위원장|회장|의장|사장|총재|장관|총장|시장|대표|지사|대사|실장|국장"
        "|원장|교수|감독)|차관|의원|박사|전무|상무|이사|후보|대변인|특사|서기|총서기"
        "|검사|판사|변호사|기자|선수|코치|장군|목사|신부|추기경|교황|씨|여사"
    ),
    "zh": (
        "(?:前|副|总)?(?:主席|总统|总理|首相|部长|外长|防长|财长|会长|社长|总裁|董事长|委员长|议长"
        "|议员|大使|代表|书记|省长|市长|州长|教授|博士|院长|局长|发言人|先生|女士)"
    ),
}
_AFTER_SURNAME = {"ko": " ?(?:전 |신임 )?", "zh": ""}


def contains(text: str, use: TermUse, target: str, source: str = "") -> bool:
    """Tells whether a country or a person, named before, stands in ``text`` in a short form.

    Args:
        text: a translation, without placeholders.
        use: of one row.
        target: BCP 47 tag of the translation; only Korean and Chinese have such forms.
        source: the sentence in which the use stands; it tells whether a capital is the city.
    """
    language = target.partition("-")[0]
    if use.type is TermType.PLACE:
        return _has_country(text, use.target, language) or (
            not _CITY.search(source, 0, use.start) and _has_government(text, use.target, language)
        )
    known = use.type is TermType.PERSON and not use.rule.startswith("first")
    return known and _has_surname(text, use, language)


def _has_government(text: str, capital: str, language: str) -> bool:
    """Tells whether the country of which ``capital`` is the capital stands in ``text``."""
    country = _CAPITALS.get(language, {}).get(capital, "")
    return bool(country) and (country in text or _has_country(text, country, language))


def _has_country(text: str, name: str, language: str) -> bool:
    syllable = SYLLABLES.get(language, {}).get(name, "")
    if not syllable:
        return False
    runs = _SIDE_BY_SIDE[language].findall(text)
    if any(syllable in run or (syllable == "한" and run[0] == "남") for run in runs):
        return True
    at_home = _AMERICAN if name == "미국" else _AT_HOME.get(name)
    if at_home and at_home.search(text):
        return True
    if re.search(_COMPOUND[language].format("[中华]" if syllable == "中" else syllable), text):
        return True
    headline = _HEADLINE.get(syllable, "")
    return bool(headline) and any(
        headline in run and _COUNTRIES.issuperset(run) for run in _HAN.findall(text)
    )


def _has_surname(text: str, use: TermUse, language: str) -> bool:
    """Tells whether the surname stands with a title; not where that is a lower rank.

    손 부회장 is nobody who is 손 회장 in the document; 손 위원장 may be.
    """
    if language not in TITLES:
        return False
    forms = (use.target, *use.accepted)
    surnames = {names.family_name(form, language) for form in forms} - {""}
    before = "(?<![가-힣])" if language == "ko" else ""
    return any(
        not _is_lower_rank(surname, found["title"], forms)
        for surname in surnames
        for found in re.finditer(
            f"{before}{surname}{_AFTER_SURNAME[language]}(?P<title>{TITLES[language]})", text
        )
    )


def _is_lower_rank(surname: str, title: str, forms: tuple[str, ...]) -> bool:
    """Tells whether a title is the known one with something before it: 부회장, 副会长."""
    known = {form.removeprefix(surname).strip() for form in forms if form.startswith(surname)}
    return title not in known and any(own and title.endswith(own) for own in known)
