"""Find names of accounts in a text: with a messenger, of a wallet, of a bank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from workflow.languages import registered
from workflow.languages.all_languages import any_of

_NAME = r"[A-Za-z0-9][A-Za-z0-9_.-]{3,31}(?![A-Za-z0-9_])"
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


@dataclass(frozen=True, slots=True)
class _AccountWords:
    """What the registered languages say around accounts.

    Attributes:
        may: found in every text that names an account, in lower case.
        messenger: a messenger in letters that are not Latin, and the name behind it. Beside such
            letters, small ones are no ordinary word.
        counting: follows a number that is an amount.
        naming: says that a name is one: *Telegram ID evilbank*, *LINE ID: evil*.
    """

    may: re.Pattern[str]
    messenger: re.Pattern[str]
    counting: re.Pattern[str]
    naming: re.Pattern[str]


@cache
def _words() -> _AccountWords:
    """Put together what the registered languages say, once for the process."""
    known = [each.contacts for each in registered()]
    messenger = any_of(each.messenger for each in known)
    introducing = any_of(each.introducing for each in known)
    naming = any_of(each.naming for each in known)
    return _AccountWords(
        may=re.compile(
            rf"{messenger}|[a-z0-9]{{14}}|[a-z]{{2}}\d\d "
            r"|qq|line|signal|telegram|whats ?app|we ?chat|kakao"
        ),
        messenger=re.compile(
            rf"(?:{messenger}|QQ)(?:\s?(?:ID|{introducing}|[:=@(]))*\s?(?P<name>{_NAME})",
            re.IGNORECASE,
        ),
        counting=re.compile(rf"\s?(?:[,.\d%]|{any_of(each.counting for each in known)})"),
        naming=re.compile(rf"(?<![A-Za-z])ID(?![A-Za-z])|{naming}|@"),
    )


def accounts(text: str) -> Iterator[str]:
    """Yield the names of accounts in a text whose disguises are undone.

    >>> list(accounts("카카오톡 evilbank77, 微信:evil8888, Telegram messenger, 微信 Pay"))
    ['evilbank77', 'evil8888']
    """
    if not (_LATIN.search(text) and _words().may.search(text.lower())):
        return
    for match in _words().messenger.finditer(text):
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
    """Tell whether the text after a number makes it an amount."""
    return bool(_words().counting.match(text[end : end + 2]))


def _named(text: str) -> bool:
    """Tell whether it is said to be a name: *Telegram ID evilbank*, *LINE ID: evil*."""
    return bool(_words().naming.search(text))
