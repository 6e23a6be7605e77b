"""How Korean and Chinese news shorten countries: 한미, 방중, 미 의회, 中美, 访华, 美方, 两国.

Two countries side by side have a syllable each, and the capital stands for the government.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

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
#: What stands for a government beside its country: its seat, and *the government* at home.
_GOVERNMENTS = {
    "서울": re.compile(r"^\W*정부(?![가-힣]{3})"),
    "워싱턴": re.compile("백악관"),
    "华盛顿": re.compile("白宫"),
    "모스크바": re.compile("크렘린"),
    "莫斯科": re.compile("克里姆林宫"),
}
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
#: What belongs to a country and follows its syllable.
_INSTITUTIONS = {
    "ko": (
        "정부|행정부|의회|상원|하원|당국|대통령|총리|외교부|외교장관|외무|국무|국방|재무|상무|법무|연방|대사"
        "|백악관|공산당|여당|야당|군사|해군|공군|육군|증시"
    ),
    "zh": (
        "总统|首相|总理|财长|外长|防长|外交部|国防部|商务部|财政部|国会|议会|政府|当局|联储|大使|代表团|官员|专家"
        "|学者|海军|空军|陆军|企业|资本|总领馆|驻"
    ),
}
#: One of them beside what goes with countries: 주한미군, 방미, 북핵, 미 의회; 驻韩, 在华, 美方.
_COMPOUND = {
    "ko": (
        "(?<![가-힣])(?!대한|대중[^국])[주방대친반재내]{0}|(?<![가-힣])(?:주[한일])?{0}[군측핵]"
        f"|(?<![가-힣\\d])(?:{{0}}|[일영러북](?<={{0}}) )(?:{_INSTITUTIONS['ko']})"
    ),
    "zh": (
        "[驻访赴对援涉亲反在来抵离旅留返]{0}|(?<![其近今昨当即每])"
        f"{{0}}(?:[方军媒股资商籍侨币剧府]|企(?!业)|元(?!素|旦|首|件|帅)|{_INSTITUTIONS['zh']})(?!向)"
    ),
}
#: What a country is called at home: sales at home are sales in Korea.
_AT_HOME = {
    "한국": re.compile("(?<![가-힣])(?:국내|우리나라|우리 정부|우리 국민)"),
    "中国": re.compile("国内|我国|我方"),
}
#: Several countries that were named before.
_BOTH = {
    "ko": re.compile("(?<![가-힣])(?:양국|양측|두 나라|3국|삼국|세 나라)"),
    "zh": re.compile("两国|双方|三国|三方"),
}
#: As a word before a noun it is the United States: 미 대법관, 미 에너지장관.
_AMERICAN = re.compile("(?<![가-힣])미 (?=[가-힣])")
#: Characters for countries in Korean headlines.
_HEADLINE = {"한": "韓", "중": "中", "일": "日", "미": "美", "영": "英", "북": "北", "러": "露"}
_COUNTRIES = frozenset(_HEADLINE.values())
_HAN = re.compile("[\u4e00-\u9fff]+")


def is_city(source: str, start: int) -> bool:
    """Tell whether the capital at ``source[start:]`` is the city: *in Seoul*."""
    return _CITY.search(source, 0, start) is not None


def are_both_told(text: str, language: str) -> bool:
    """Tell whether ``text`` speaks of the countries named as *both*: 양국, 两国."""
    both = _BOTH.get(language)
    return both is not None and both.search(text) is not None


def has_government(text: str, capital: str, language: str) -> bool:
    """Tell whether the country of which ``capital`` is the capital stands in ``text``."""
    country = _CAPITALS.get(language, {}).get(capital, "")
    if not country:
        return False
    seat = _GOVERNMENTS.get(capital)
    if seat and seat.search(text):
        return True
    return country in text or has_country(text, country, language)


def has_country(text: str, name: str, language: str) -> bool:
    """Tell whether a country stands in ``text`` in a short form: 한미, 访华, 국내, 中."""
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
