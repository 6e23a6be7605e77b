"""Names in Korean and Chinese text: where a longer one begins, and surnames with a form of address.

李龙 is no name in 李龙雨教授, nor 中国银行 in 中国银行业 and 中国银行保险报; 尤女士 and 박 씨 are
persons that the document has named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workflow.glossary.shorthand import TITLES
from workflow.languages import common_words, pack
from workflow.model import TermType

#: Characters that often end a given name, and are no title's first.
_GIVEN = (
    "雨华明军伟强磊洋勇艳杰娟涛超霞平刚桂英芳敏静丽峰健波辉玲玉萍红鹏飞宇浩轩涵梓欣怡佳嘉诗思雅文武国庆建"
    "志俊海云龙凤春梅兰菊松林森鑫美善民秀贤珍恩智允宰成哲元熙泽博瑞晨阳雪琳琪瑶婷洁颖莹倩慧娜莉薇东南生义"
    "仁信良德清源江河山川光亮天宁安康福祥瑾瑜珊瑛璇晓晴岚帆航翔昊然毅恒远达"
)
_SAYS = "表示|说道?[，：:“]|指出|认为|告诉|透露|强调|回应"
_LONGER_PERSON = re.compile(rf"[{_GIVEN}](?:{TITLES['zh']}|记者|老师|医生|律师|{_SAYS})")
_LONGER_BODY = re.compile(
    "(?:保险|证券|金融|投资|商业|科技|汽车|电子|信托|基金|期货)?"
    "(?:日报|晚报|早报|周报|时报|报(?![告道表名案价送酬复出考废废警])|周刊|杂志|协会|学会|研究院|研究所|公会|基金会"
    "|博物馆|大学|学院|医院|俱乐部)"
    "|业(?![务绩主内者已余])|监督管理|监管(?:委员会|局)|间(?:同业|市场|债券)"
)
_LONGER_KOREAN = re.compile(
    rf"(?:[이가은도나로만의]) (?:{TITLES['ko']})(?:은|는|의|와|과|께서?|에게)\s"
)
_ADDRESSES = {
    "zh": re.compile("女士|先生|小姐|太太|夫人|老师"),
    "ko": re.compile(" ?(?:씨|여사|양|군|옹|선생)"),
}
#: Family names before which another one makes a full name: 李尤女士.
_FAMILY = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚"
    "卢姜崔谭陆汪范金石廖贾夏韦邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤欧"
)
#: Korean surnames that before 양, 군 and 선생 mean something else: 이 양은.
_MEANING_ELSE = frozenset("이전현고구신부차본한두세네제우여양온각새")


def goes_on(text: str, start: int, end: int, language: str, kind: TermType) -> bool:
    """Tell whether the name at ``text[start:end]`` goes on as a longer one.

    >>> goes_on("李龙雨教授来了", 0, 2, "zh", TermType.PERSON)
    True
    >>> goes_on("中国银行业绩上升", 0, 4, "zh", TermType.ORG)
    False
    """
    if kind is TermType.PERSON and end - start == len("李龙"):
        longer = _LONGER_KOREAN if language == "ko" else _LONGER_PERSON
        return longer.match(text, end) is not None
    if language == "zh" and kind in (TermType.ORG, TermType.ABBR):
        return _LONGER_BODY.match(text, end) is not None
    return False


def addressed(text: str, surnames: Iterable[str], language: str) -> Iterator[tuple[int, int, int]]:
    """Find surnames before a form of address: where each begins and ends, and the end of both.

    >>> [*addressed("据尤女士说", ["尤"], "zh")], [*addressed("박 씨는", ["박"], "ko")]
    ([(1, 2, 4)], [(0, 1, 3)])
    """
    address = _ADDRESSES.get(language)
    for surname in surnames if address else ():
        for found in re.finditer(re.escape(surname), text):
            said = address.match(text, found.end()) if address else None
            if said and _is_surname(text, found.start(), found.end(), said, language):
                yield found.start(), found.end(), said.end()


def _is_surname(text: str, start: int, end: int, said: re.Match[str], language: str) -> bool:
    before = text[max(0, start - 1) : start]
    if language == "ko":
        open_end = said[0].strip() in ("씨", "여사") or text[start:end] not in _MEANING_ELSE
        particles = pack(language).particles
        return open_end and not "가" <= before <= "힣" and particles.end_noun(text, said.end())
    known = common_words.groups("zh")["words"]
    return before not in _FAMILY and before + text[start:end] not in known
