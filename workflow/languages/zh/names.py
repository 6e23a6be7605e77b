"""Chinese names: where one begins and ends in a text without spaces, and which words are names too.

``韩正`` stands in 韩正式, ``中国`` in 发展中国家. Where another division gives two words and the
name would leave a piece, it is no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from workflow.languages import common_words, names
from workflow.languages.joints import Edges, Joints, Place
from workflow.languages.zh import pinyin
from workflow.languages.zh.titles import ChineseTitles
from workflow.model import TermType

if TYPE_CHECKING:
    from workflow.languages.en.capitals import Named

_NOTHING = frozenset({""})
_JOINTS = Joints(
    body_title=frozenset({"", "的"}),
    title_person=_NOTHING,
    office_person=_NOTHING,
    person_title=_NOTHING,
    body_person=_NOTHING,
    surname_title=("",),
    other_office=(
        "副", "代", "代理", "名誉", "首席", "候任", "共同", "联席", "常务", "执行",
        "国防", "商务", "财政", "教育", "卫生", "公安", "文化", "农业", "交通", "统一", "法务",
        "内政", "司法", "劳动", "国土", "海洋", "外交", "外务", "产业", "科技", "环境",
    ),
    office_goes_on=(
        "馆", "府", "级", "团", "室", "国", "办", "候选", "当选", "夫人", "助理", "特使",
        "秘书", "令",
    ),
    former=("前",),
    former_apposed=frozenset({"前"}),
    long_title=4,
)  # fmt: skip
_FULL_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
#: Family names of two characters (common ones of 百家姓).
_DOUBLE = frozenset(
    "欧阳 司马 上官 诸葛 司徒 夏侯 皇甫 尉迟 公孙 慕容 令狐 端木 东方 西门 南宫 独孤 鲜于 "
    "歐陽 司馬 諸葛".split()
)
#: The most frequent family names, enough to tell a name beside a title.
_COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜"
    "叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶"
    "贺毛郝顾龚邵万覃武钱戴严邢单"
)
_PERSON_AFTER = re.compile(rf"([{_COMMON}][\u4e00-\u9fff]{{1,2}}?)(?=[\W表说在与和指强认]|$)")
#: Characters in which a name may stand.
_RUN = re.compile("[\u3400-\u9fff·](?:[\u3400-\u9fff· ]*[\u3400-\u9fff·])?")
#: Kinds of row whose name may be a common word as well.
_NAMED = frozenset({TermType.PERSON, TermType.ORG, TermType.PRODUCT, TermType.ABBR})
_BODIES = frozenset({TermType.ORG, TermType.ABBR})
#: Words whose end and beginning together look like a name: 发展中 and 国家, 近日 and 本报.
_STRADDLED = re.compile(
    "(?<=发展)中国(?=家)|(?<=其)中国(?=家)|(?<=[近今昨当即])日本(?=[报次届台网])"
)
#: Characters that stand for a country by themselves.
_COUNTRIES = frozenset("中美日韩英法德俄朝印欧澳加越泰")
#: Words that begin what follows a name: 韩正表示, 韩正在北京.
_FUNCTION = frozenset(
    "在说和与会出将也是的对向从到为被把就并并还称指表认宣率访及、，。：；！？”》）"
)
#: After a word that is a name as well, what only a company or a person has.
_OWNED = re.compile(
    "(?:公司|集团|股价|股份|首席|CEO|总裁|董事|高管|员工|手机|电脑|汽车|新车|银行|保险|发布|推出|宣布|表示|称|起诉|收购"
    "|投资|财报|市值|供应商|应用|商店|股东|总部|创始人|专卖店|会长|社长|回应|否认|上市|[（(][A-Za-z])"
)
#: Characters that often end a given name, and are no title's first.
_GIVEN = (
    "雨华明军伟强磊洋勇艳杰娟涛超霞平刚桂英芳敏静丽峰健波辉玲玉萍红鹏飞宇浩轩涵梓欣怡佳嘉诗思雅文武国庆建"
    "志俊海云龙凤春梅兰菊松林森鑫美善民秀贤珍恩智允宰成哲元熙泽博瑞晨阳雪琳琪瑶婷洁颖莹倩慧娜莉薇东南生义"
    "仁信良德清源江河山川光亮天宁安康福祥瑾瑜珊瑛璇晓晴岚帆航翔昊然毅恒远达"
)
_SAYS = "表示|说道?[，：:“]|指出|认为|告诉|透露|强调|回应"
_LONGER_PERSON = re.compile(rf"[{_GIVEN}](?:{ChineseTitles.words}|记者|老师|医生|律师|{_SAYS})")
_LONGER_BODY = re.compile(
    "(?:保险|证券|金融|投资|商业|科技|汽车|电子|信托|基金|期货)?"
    "(?:日报|晚报|早报|周报|时报|报(?![告道表名案价送酬复出考废废警])|周刊|杂志|协会|学会|研究院|研究所|公会|基金会"
    "|博物馆|大学|学院|医院|俱乐部)"
    "|业(?![务绩主内者已余])|监督管理|监管(?:委员会|局)|间(?:同业|市场|债券)"
)
_ADDRESS = re.compile("女士|先生|小姐|太太|夫人|老师")
#: Family names before which another one makes a full name: 李尤女士.
_FAMILY = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈姚"
    "卢姜崔谭陆汪范金石廖贾夏韦邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤欧"
)
#: A character before a name that makes another name of it, unless it ends a word itself.
_LEAD = re.compile(
    "(?<![最扩加巨强重伟宏放壮增庞远盛高广博浩两三四五六七八九十几各])大$"
    "|(?<![最更创重全革翻崭刷维])新$|(?<![最古])老$|(?<![最缩减微大中])小$"
)
_LED = frozenset({TermType.ORG, TermType.ABBR, TermType.PRODUCT})


class ChineseNames(names.Names):
    """The names of Chinese."""

    joints = _JOINTS
    origin = 3
    inflected = False

    def surname(self, name: str, *, east_asian: bool) -> str:
        """Return the first character, or two, of a name; of a foreigner's what follows the dot."""
        del east_asian
        if "·" in name:
            return name.rsplit("·", 1)[-1]
        if not _FULL_NAME.fullmatch(name):
            return ""
        return name[:2] if name[:2] in _DOUBLE and len(name) > 2 else name[0]

    def family_name(self, name: str) -> str:
        """Return the family name of a name without a dot."""
        return "" if " " in name or "·" in name else self.surname(name, east_asian=True)

    def is_east_asian(self, name: str) -> bool:
        """Tell whether a name has two to four characters, and no dot."""
        return _FULL_NAME.fullmatch(name) is not None

    def straddles(self, text: str) -> frozenset[tuple[int, int]]:
        """Return places where two words together only look like a name: 发展**中国**家."""
        return frozenset(match.span() for match in _STRADDLED.finditer(text))

    def is_part(self, place: Place, edges: frozenset[int]) -> bool:
        """Tell whether a name goes on, or is likelier the end of one word and another's beginning.

        >>> places = [Place(text, 0, 2, TermType.PERSON)
        ...           for text in ("李龙雨教授来了", "王毅力挺", "韩正式退出")]
        >>> [ChineseNames().is_part(place, frozenset()) for place in places]
        [True, False, True]
        """
        person = place.kind is TermType.PERSON
        if _goes_on(place):
            return True
        if person and (place.start in edges or place.end in edges):
            return False  # 韩正副主席
        return _crosses(place.text, place.start, place.end, person=person)

    def is_certain(self, place: Place) -> bool:
        """Tell whether a name that is a common word as well has what only names have after it."""
        known = common_words.groups("zh")["names"]
        if place.kind not in _NAMED or place.surface not in known:
            return True
        return _OWNED.match(place.text, place.end) is not None

    def begins_surname(self, text: str, start: int, end: int) -> bool:
        """Tell whether a surname does not end a word: not in 学习主席."""
        return text[max(0, start - 1) : end] not in _words()

    def addressed(self, text: str, surnames: Iterable[str]) -> Iterator[tuple[int, int, int]]:
        """Find surnames before a form of address.

        >>> [*ChineseNames().addressed("据尤女士说", ["尤"])]
        [(1, 2, 4)]
        """
        for surname in surnames:
            for found in re.finditer(re.escape(surname), text):
                said = _ADDRESS.match(text, found.end())
                before = text[max(0, found.start() - 1) : found.start()]
                if said and before not in _FAMILY and before + surname not in _words():
                    yield found.start(), found.end(), said.end()

    def is_other_office(self, before: str) -> bool:
        """Tell whether a title after ``before`` is another one: 副会长; not 现代会长.

        >>> ChineseNames().is_other_office("现代"), ChineseNames().is_other_office("任代")
        (False, True)
        """
        others = self.joints.other_office
        said = next((word for word in others if before.endswith(word)), "")
        return bool(said) and not (len(said) == 1 and before[-2:] in _words())

    def said_before(self, text: str, start: int, words: tuple[str, ...]) -> str:
        """Return which word stands before a title, if it does not end another one: 目前, 日前."""
        said = super().said_before(text, start, words)
        outside = text[max(0, start - 12) : start - len(said)]
        return "" if outside[-1:] + said in _words() else said

    def is_whole(self, text: str, span: tuple[int, int], kind: TermType, edges: Edges) -> bool:
        """Tell whether no character beside a name certainly makes another name of it.

        A dot joins given name and surname: 赖斯 in 康多莉扎·赖斯 is somebody's.
        """
        del edges
        start, end = span
        if kind in _LED:
            return _LEAD.search(text, max(0, start - 3), start) is None
        beside = (text[start - 1 : start], text[end : end + 1])
        return kind is not TermType.PERSON or "·" not in beside

    def named(self, text: str, *, headline: bool) -> Iterator[Named]:
        """Find nothing: there are no capitals."""
        del self, text, headline
        return iter(())

    def person_beside(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Find a name of two or three characters before or after a title."""
        before = re.search(rf"(?:^|[\W])([{_COMMON}][\u4e00-\u9fff]{{1,2}})$", text[:start])
        found = before or _PERSON_AFTER.match(text, end)
        return found.span(1) if found else None

    def proposals(self, name: str, kind: TermType) -> tuple[Mapping[str, str], str]:
        """Return a person's name in pinyin, and in Hangul with the characters in brackets."""
        if kind is not TermType.PERSON:
            return super().proposals(name, kind)
        sound = pinyin.from_han(name)
        found = {"en": sound, "ko": f"{pinyin.to_hangul(sound)}({name})"}
        return found, f"pinyin with surname readings, {pinyin.RULE}"

    def sound(self, text: str) -> str:
        """Return the pinyin of a text."""
        return pinyin.spoken(text)

    def runs(self, text: str, length: int) -> Iterator[tuple[int, int]]:
        """Yield places of about ``length`` characters."""
        for start in range(len(text)):
            for size in range(max(2, length - 1), length + 3):
                run = text[start : start + size]
                if len(run) == size and _RUN.fullmatch(run):
                    yield start, start + size


def _words() -> frozenset[str]:
    return common_words.groups("zh")["words"]


def _goes_on(place: Place) -> bool:
    """Tell whether a longer name stands there: 李龙雨教授, 中国银行业, 中国银行保险报."""
    if place.kind is TermType.PERSON and place.end - place.start == len("李龙"):
        return _LONGER_PERSON.match(place.text, place.end) is not None
    return place.kind in _BODIES and _LONGER_BODY.match(place.text, place.end) is not None


def _crosses(text: str, start: int, end: int, *, person: bool) -> bool:
    """Tell whether a name is likelier the end of one word and the beginning of another.

    >>> _crosses("发展中国家需要", 2, 4, person=False), _crosses("在中国家庭", 1, 3, person=False)
    (True, False)
    """
    known = _words()
    if text[end - 1 : end + 1] not in known:
        return False
    longer = common_words.groups("zh")["longer"]
    if text[start - 1 : start + 1] in known or text[start - 2 : start + 1] in longer:
        return True
    country = text[start] in _COUNTRIES
    if end - start > 2 or (country and not person):
        return False
    following = text[end : end + 2]
    return following not in known and (country or following[:1] not in _FUNCTION)
