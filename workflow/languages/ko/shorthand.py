"""How Korean news shortens countries: 한미, 방중, 미 의회, 양국."""

from __future__ import annotations

import re

from workflow.languages.shorthand import Shorthand

SYLLABLES = {
    "한국": "한", "대한민국": "한", "중국": "중", "일본": "일", "미국": "미", "영국": "영",
    "러시아": "러", "북한": "북",
}  # fmt: skip
#: What belongs to a country and follows its syllable.
_INSTITUTIONS = (
    "정부|행정부|의회|상원|하원|당국|대통령|총리|외교부|외교장관|외무|국무|국방|재무|상무|법무|연방|대사"
    "|백악관|공산당|여당|야당|군사|해군|공군|육군|증시"
)
SHORTHAND = Shorthand(
    syllables=SYLLABLES,
    # Not 북한 or 남미, which only look like it.
    sides=re.compile(
        r"(?<![가-힣])(?!북한|남한|중?남미|북중미)[한남북중일미영러](?:[·‧・-]?[한북중일미영러])+"
    ),
    south={"한": "남"},
    # 주한미군, 방미, 북핵, 미 의회
    compound=(
        "(?<![가-힣])(?!대한|대중[^국])[주방대친반재내]{0}|(?<![가-힣])(?:주[한일])?{0}[군측핵]"
        rf"|(?<![가-힣\d])(?:{{0}}|[일영러북](?<={{0}}) )(?:{_INSTITUTIONS})"
    ),
    own={
        # Sales at home are sales in Korea.
        "한국": re.compile("(?<![가-힣])(?:국내|우리나라|우리 정부|우리 국민)"),
        # 미 대법관, 미 에너지장관
        "미국": re.compile("(?<![가-힣])미 (?=[가-힣])"),
    },
    capitals={
        "서울": "한국", "베이징": "중국", "북경": "중국", "도쿄": "일본", "워싱턴": "미국",
        "런던": "영국", "모스크바": "러시아", "평양": "북한", "파리": "프랑스", "베를린": "독일",
        "캔버라": "호주", "타이베이": "대만", "하노이": "베트남", "뉴델리": "인도",
        "테헤란": "이란", "키이우": "우크라이나", "브뤼셀": "유럽연합",
    },
    seats={
        "서울": re.compile(r"^\W*정부(?![가-힣]{3})"),
        "워싱턴": re.compile("백악관"),
        "모스크바": re.compile("크렘린"),
    },
    both=re.compile("(?<![가-힣])(?:양국|양측|두 나라|3국|삼국|세 나라)"),
    headline={"한": "韓", "중": "中", "일": "日", "미": "美", "영": "英", "북": "北", "러": "露"},
)  # fmt: skip
