"""Where a Korean or Chinese name may begin and end, and which of them are common words as well.

Chinese has no spaces: ``韩正`` stands in 韩正式, ``中国`` in 发展中国家. Where another
division gives two words and the name would leave a piece, it is no name. Korean news calls
companies and persons by words that it also uses as such (비자 발급, 한강 수위).
"""

from __future__ import annotations

import re

from workflow.languages import common_words

#: Characters that stand for a country by themselves.
_COUNTRIES = frozenset("中美日韩英法德俄朝印欧澳加越泰")
#: Chinese words that begin what follows a name: 韩正表示, 韩正在北京.
_FUNCTION = frozenset(
    "在说和与会出将也是的对向从到为被把就并并还称指表认宣率访及、，。：；！？”》）"
)
#: How long ago: 전 after it is no former.
_AGO = re.compile(
    "(?:[년달월주일초분]|시간|개월|이틀|사흘|나흘|며칠|하루|세기|직|오|얼마|방금|조금|훨씬|앞서) ?$"
)
#: After a word that is a name as well, what only a company or a person has.
_KOREAN_OWNED = re.compile(
    r"(?:\s?\([A-Za-z]|(?:측|씨|님|사)?(?:\s|의\s|[은는이가]\s)*"
    r"(?:주가|주식|최고경영자|CEO|대표|회장|사장|부회장|본사|실적|매출|임원|직원|매장|관계자|측|대변인"
    r"|작가|소설가|시인|감독|선수|기자|교수|의원|장관|부장|외교부장|주임|씨))|에게|께서|한테"
)
#: Characters after a name that can tell what it is.
_NEAR = 160
_KOREAN_SAID = re.compile(
    r"[은는이가]\s(?:[^.]*\s)?\S*(?:밝혔|말했|발표했|전했|설명했|강조했|덧붙였|출시했|출시한|인수했|인수한|매각했|합병했"
    r"|고소했|제소했|소송을|태어났|도착했|방문했|만났|공개했|선보였|투자했|투자한|체결했|합의했|부인했|철회했|고용했|해고했"
    r"|인상했|인하했|기록했|상장했|개설했|열었다|닫았다|판다|팔았다|내놨다|내놓았다)"
)
#: Particles that 이, itself one in 왕이, cannot have after it.
_KOREAN_WHOLE = re.compile(r"[가는를와에의]")
_CHINESE_OWNED = re.compile(
    "(?:公司|集团|股价|股份|首席|CEO|总裁|董事|高管|员工|手机|电脑|汽车|新车|银行|保险|发布|推出|宣布|表示|称|起诉|收购"
    "|投资|财报|市值|供应商|应用|商店|股东|总部|创始人|专卖店|会长|社长|回应|否认|上市|[（(][A-Za-z])"
)


def crosses(text: str, start: int, end: int, language: str, *, person: bool = False) -> bool:
    """Tell whether a Chinese name is likelier the end of one word and the beginning of another.

    >>> crosses("发展中国家需要", 2, 4, "zh"), crosses("在中国家庭", 1, 3, "zh")
    (True, False)
    >>> crosses("韩正式退出", 0, 2, "zh", person=True), crosses("王毅力挺", 0, 2, "zh", person=True)
    (True, False)
    """
    known = common_words.groups("zh")["words"] if language == "zh" else frozenset[str]()
    if text[end - 1 : end + 1] not in known:
        return False
    if (
        text[start - 1 : start + 1] in known
        or text[start - 2 : start + 1] in common_words.groups("zh")["longer"]
    ):
        return True
    country = text[start] in _COUNTRIES
    if end - start > 2 or (country and not person):
        return False
    following = text[end : end + 2]
    return following not in known and (country or following[:1] not in _FUNCTION)


def former_before(text: str, start: int, former: tuple[str, ...]) -> str:
    """Return the word right before a title that says somebody had it once, or nothing.

    Not the end of another word, as in 目前 and 日前, and no *ago*: 3일 전.

    >>> former_before("ex-President", 3, ("former ", "ex-")), former_before("日前总统", 2, ("前",))
    ('ex-', '')
    """
    before = text[max(0, start - 12) : start]
    words_before = (word for word in former if word[0] != " ")
    said = next((word for word in words_before if before.casefold().endswith(word)), "")
    outside = before[: len(before) - len(said)]
    if not said or _AGO.search(outside):
        return ""
    if said.isascii() or said[-1] == " ":
        return "" if outside[-1:].isalnum() else said
    return "" if outside[-1:] + said in common_words.groups("zh")["words"] else said


def is_other_office(before: str, others: tuple[str, ...]) -> bool:
    """Tell whether a title after ``before`` is another one: *Vice* Chairman, 副会长; not 现代会长.

    >>> is_other_office("现代", ("代",)), is_other_office("任代", ("代",))
    (False, True)
    """
    said = next((word for word in others if before.endswith(word)), "")
    word = before[-2:]
    return bool(said) and not (len(said) == 1 and word in common_words.groups("zh")["words"])


def begins(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether a surname before a title may begin there: not in 학습, 学习主席, 조손회장."""
    before = text[max(0, start - 1) : start]
    if language == "ko":
        return not ("가" <= text[start] <= "힣" and "가" <= before <= "힣")
    return f"{before}{text[start:end]}" not in common_words.groups("zh")["words"]


def is_name(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether a Korean or Chinese name that is a common word as well is the name here."""
    surface = text[start:end]
    if language not in ("ko", "zh") or surface not in common_words.groups(language)["names"]:
        return True
    if language == "zh":
        return bool(_CHINESE_OWNED.match(text, end))
    if surface == "왕이":  # 왕이 말했다 is what a king said
        return bool(_KOREAN_WHOLE.match(text, end) or _KOREAN_OWNED.match(text, end))
    near = text[end : end + _NEAR]
    return bool(_KOREAN_OWNED.match(near) or _KOREAN_SAID.match(near))
