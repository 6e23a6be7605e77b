"""Names of accounts in a text: with a messenger, of a wallet, of a bank."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = r"[A-Za-z0-9][A-Za-z0-9_.-]{3,31}(?![A-Za-z0-9_])"
_BETWEEN = r"(?:\s?(?:ID|아이디|채널|계정|号|账号|帐号|帳號|群|群号|加|은|는|[:=@(]))*\s?"
#: In Korean and Chinese text, small letters after a messenger's name are no ordinary word.
_KOREAN_OR_CHINESE = re.compile(
    r"(?:카카오\s?톡|카톡|텔레그램|위챗|왓츠앱|인스타그램|微信|电报|電報|企鹅|QQ|라인)"
    rf"{_BETWEEN}(?P<name>{_NAME})",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:whats ?app|telegram|we ?chat|kakao ?talk|line|signal|QQ)\b"
    rf"\s?(?:ID\b\s?:?|:|@)\s?@?(?P<name>{_NAME})",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"\b(?:WhatsApp|Telegram|WeChat|KakaoTalk|QQ)\s(?P<name>(?=[a-z]*\d)[a-z0-9_.]{5,31})\b"
)
_AMOUNT = re.compile(r"\d[\d,.]*$")
_SMALL = re.compile(r"[a-z][a-z_.-]{4,}")
#: Bitcoin, Ethereum, Tron; and the bank accounts of ISO 13616.
_WALLET = re.compile(
    r"(?<![A-Za-z0-9])(?:bc1[a-z0-9]{25,60}|0x[0-9a-fA-F]{40}"
    r"|(?=[A-Za-z]*\d[0-9]*[A-Za-z])[13T][1-9A-HJ-NP-Za-km-z]{25,34}"
    r"|[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?)(?![A-Za-z0-9])"
)
_LATIN = re.compile(r"[A-Za-z0-9_.-]{4}")
_MAY = re.compile(
    r"톡|텔레그램|위챗|왓츠앱|인스타|라인|微信|电报|電報|企鹅|[A-Za-z0-9]{14}|[A-Z]{2}\d\d "
    r"|QQ|line|signal|telegram|whats ?app|we ?chat|kakao",
    re.IGNORECASE,
)


def accounts(text: str) -> Iterator[str]:
    """Yield the names of accounts in a text whose disguises are undone.

    >>> list(accounts("카카오톡 evilbank77, 微信:evil8888, Telegram messenger, 微信 Pay"))
    ['evilbank77', 'evil8888']
    """
    if not (_LATIN.search(text) and _MAY.search(text)):
        return
    for match in _KOREAN_OR_CHINESE.finditer(text):
        name = match["name"].rstrip(".-_")
        number = bool(_AMOUNT.fullmatch(name))
        if (len(name) >= 5 and name.isdecimal() and not _counted(text, match.end("name"))) or (
            not number and (re.search(r"\d", name) or _SMALL.fullmatch(name) or _named(match[0]))
        ):
            yield name
    for pattern in (_ENGLISH, _PLAIN):
        for match in pattern.finditer(text):
            name = match["name"].rstrip(".-_")
            if (re.search(r"\d", name) and not _AMOUNT.fullmatch(name)) or (
                pattern is _ENGLISH and _named(match[0])
            ):
                yield name
    for match in _WALLET.finditer(text):
        if sum(letter.isdecimal() for letter in match[0]) >= 3:
            yield match[0]


def _counted(text: str, end: int) -> bool:
    """Tell whether what follows a number makes it an amount."""
    return bool(re.match(r"\s?[,.\d만억원명개년万亿元人名个年%]", text[end : end + 2]))


def _named(text: str) -> bool:
    """Tell whether it is said to be a name: *Telegram ID evilbank*, *LINE ID: evil*."""
    return bool(re.search(r"(?<![A-Za-z])ID(?![A-Za-z])|아이디|[号號]|@", text))
