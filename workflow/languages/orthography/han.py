"""Know Han characters: which national standard has them, whether Japanese is written with them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from workflow.languages.orthography.folding import variants
from workflow.languages.scripts import script

_HIRAGANA = re.compile("[ぁ-ゖ]")
_KATAKANA = re.compile("[ァ-ヺ]")
#: A foreign name, or the parts of one, with the middle dot between them.
_DOTTED = re.compile("(?:[ァ-ヺー]*[・·･])+[ァ-ヺー]*")


@cache
def _standard(char: str) -> str:
    """Return which national character set alone has a Han character: ``Hans``, ``Hant``, ``Jpan``.

    Empty when it says nothing. Simplified forms stand in GB 2312-80 and not in Big5, Traditional
    ones among Big5's 5,401 frequently used characters (lead bytes A4–C6) and not in GB 2312,
    forms simplified in Japan only in JIS X 0208 and neither of the others.
    """
    if script(char) != "Han":
        return ""
    mainland, taiwan, japan = (_encode(char, codec) for codec in ("gb2312", "big5", "euc_jp"))
    if mainland:
        return "" if taiwan else "Hans"
    if taiwan:
        return "Hant" if _is_frequent(char) else ""
    return "Jpan" if len(japan) == 2 else ""


def _encode(char: str, codec: str) -> bytes:
    try:
        return char.encode(codec)
    except UnicodeEncodeError:
        return b""


def standards(text: str) -> Counter[str]:
    """Count the different Han characters of a text that only one way of writing has.

    >>> standards("經濟合作") == {"Hant": 2}, standards("经济合作") == {"Hans": 2}
    (True, True)
    >>> standards("駅前")["Jpan"], standards("海明")
    (1, Counter())
    """
    return Counter(filter(None, map(_standard, set(text))))


def is_japanese(text: str) -> bool:
    """Say whether a text with Han characters and few kana is in Japanese.

    One hiragana shows it, or two katakana that are not part of a name with a middle dot, in every
    twenty characters; not beside characters that Japan does not have: a shop's name with の in a
    Chinese sentence does not make that Japanese.

    >>> is_japanese("首相が訪韓"), is_japanese("森の家咖啡馆开业"), is_japanese("邁克爾・ジョー")
    (True, False, False)
    """
    letters = sum(map(str.isalpha, text))
    hiragana = len(_HIRAGANA.findall(text))
    katakana = len(_KATAKANA.findall(_DOTTED.sub(" ", text)))
    found = hiragana + katakana // 2
    return found > letters // 20 and is_in_japan(text)


def is_in_japan(text: str) -> bool:
    """Say whether Japan's character set has every Han character of a text."""
    return all(_encode(char, "cp932") for char in text if script(char) == "Han")


def is_usual_in_japan(text: str) -> bool:
    """Say whether every Han character of a text is among the 2,965 usual ones of JIS X 0208.

    Those are its rows 16 to 47; of characters that Japan simplified the old forms are not there.

    >>> is_usual_in_japan("東京五輪開幕"), is_usual_in_japan("臺北捷運通車")
    (True, False)
    """
    codes = (_encode(char, "euc_jp") for char in text if script(char) == "Han")
    return all(len(code) == 2 and 0xB0 <= code[0] <= 0xCF for code in codes)


#: Frequent characters that Japan and the mainland simplified alike, and that Big5 has as rare ones.
_SHORT_FORMS = frozenset("万与体党触据蚕庄")


def has_short_forms(text: str) -> bool:
    """Tell whether a text has simplified characters, including those shared with Japanese.

    Beside traditional ones, as in 万博開幕, no Chinese writes so, but Japanese does.

    >>> has_short_forms("大阪万博開幕"), has_short_forms("東京五輪開幕")
    (True, False)
    """
    return not _SHORT_FORMS.isdisjoint(text) or standards(text)["Hans"] > 0


#: Characters that are as right in simplified Chinese, most of them in names (昇腾, 金旻奎, 潟湖):
#: table 3 of 通用规范汉字表 (2013).
_IN_BOTH = frozenset(
    "槃昇旻瑄珺昉玥澔湉玹珪琇瑀璟禛翀芃晙晞沄洺浥湜滉烜珅琤瑆瑢燊曌堃喆犇龢迺邨"
    "伋佺偭僇僎儳剋堉墦奭崁巉惇敔昤晅棻氾沘泜洸浬湣湲潟澴濩焜琯璘瓖甦疢瞋瞭砠硿祇祐祕籥耑脩芣苧蒐"
    "薳褕谿郃鄗鄘釐陞雊"
)


@cache
def only_traditional() -> frozenset[str]:
    """Return the Han characters that simplified Chinese writes in another way.

    Big5 has them and GB 2312 has not; of Big5's rare ones only those with a simplified form, as the
    others are the same everywhere.
    """
    old = frozenset(each for each in _characters("big5") if script(each) == "Han")
    simplified = frozenset().union(*(line[1:] for line in variants().split("\n")))
    missing = old.difference(_characters("gb2312"), _IN_BOTH)
    return frozenset(each for each in missing if each in simplified or _is_frequent(each))


def _is_frequent(char: str) -> bool:
    """Tell whether a character is among the 5,401 frequently used ones of Big5."""
    encoded = _encode(char, "big5")
    return bool(encoded) and 0xA4 <= encoded[0] <= 0xC6


def _characters(charset: str) -> str:
    """Return all that a charset of two bytes a character can encode, and line breaks."""
    row = b"".join(bytes((0, second, 10)) for second in range(0x40, 0xFF))
    rows = (row.replace(b"\0", bytes((first,))) for first in range(0x81, 0xFF))
    return b"".join(rows).decode(charset, "ignore")
