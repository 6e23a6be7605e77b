"""Find telephone and other long numbers by which somebody is reached or paid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from workflow.languages import registered
from workflow.languages.all_languages import any_of

#: Groups of digits, separated as in a telephone number.
_NUMBER = re.compile(r"(?<![\w.,])\+?\(?\+?\d[\d()\s.·/-]{4,24}\d(?!\w|[.,]\d)", re.ASCII)
_MAY_NUMBER = re.compile(r"\d[\d()\s.·/-]{3}|-[A-Z]{3}")
#: Five characters of a number of six and more.
_MAY_BE_LONG = re.compile(r"\d(?=[\d()\s.·/-]{4})", re.ASCII)
_SEPARATED = re.compile(r"\d+")
_YEARS = range(1000, 2101)
#: Numbers whose last part is a word on the keys: 1-800-FLOWERS.
_LETTERED = re.compile(
    r"(?<![\w-])(?:1-)?(?:800|833|844|855|866|877|888|900)-(?=[A-Z0-9-]{4,12}(?![\w-]))"
    r"[A-Z0-9]*[A-Z]{3}[A-Z0-9-]*",
    re.ASCII,
)
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_ACCOUNT_NUMBER = re.compile(r"(?<![\w.,+])\d(?:[\s-]?\d){7,23}(?!\w|[.,]\d)", re.ASCII)
_MONEY = re.compile(r"(?:[$€£¥₩￦]|USD|KRW|CNY|RMB|EUR)\s?$")


@dataclass(frozen=True, slots=True)
class _NumberWords:
    """What the registered languages say around numbers.

    Attributes:
        calling, called: before and after a number to call.
        short_number: a short one, in a group.
        paying: before the number of an account.
        amount: after a number that is an amount.
        catalogued: before a long number that nobody is reached by.
    """

    calling: re.Pattern[str]
    called: re.Pattern[str]
    short_number: re.Pattern[str]
    paying: re.Pattern[str]
    amount: re.Pattern[str]
    catalogued: re.Pattern[str]


@cache
def _words() -> _NumberWords:
    """Put together what the registered languages say, once for the process."""
    known = [each.contacts for each in registered()]
    calling = any_of(each.calling for each in known)
    paying = any_of(each.paying for each in known)
    amount = any_of(each.amount for each in known)
    catalogued = any_of(each.catalogued for each in known)
    return _NumberWords(
        calling=re.compile(
            r"(?:[☎☏✆📞📱📲]|whatsapp|wechat|telegram|kakao ?talk|\bqq\b"
            rf"|{calling})[^\d+]{{0,12}}$",
            re.IGNORECASE,
        ),
        called=re.compile(rf"\)?\s?(?:{any_of(each.called for each in known)})"),
        short_number=re.compile(any_of(each.short_number for each in known)),
        paying=re.compile(rf"(?:\bIBAN\b|{paying})[^\d]{{0,16}}$", re.IGNORECASE),
        amount=re.compile(rf"\s?(?:[%‰°㎞㎡]|USD|KRW|CNY|EUR|km|kg|{amount})", re.IGNORECASE),
        catalogued=re.compile(
            rf"(?:ISBN|ISSN|DOI|PMID|arXiv|EAN|№|#|/|:|{catalogued})[^\d]{{0,8}}$",
            re.IGNORECASE,
        ),
    )


def numbers(text: str) -> Iterator[str]:
    """Yield telephone numbers, by their form or by what announces them.

    >>> list(numbers("계좌 1101234-56, ISBN 978-3-16-148410-0, 1588 1234로 전화"))
    ['1588 1234', '1101234-56']
    """
    if not _MAY_NUMBER.search(text):
        return
    yield from _long(text) if _MAY_BE_LONG.search(text) else ()
    for match in _LETTERED.finditer(text) if "-" in text else ():
        yield match[0]
    for match in _words().short_number.finditer(text):
        yield match[match.lastindex or 0]


def _long(text: str) -> Iterator[str]:
    """Yield the numbers of six digits and more."""
    for match in _NUMBER.finditer(text):
        number = match[0].strip()
        announced = bool(
            _words().calling.search(text, max(0, match.start() - 24), match.start())
            or _words().called.match(text, match.end())
        )
        if _is_telephone(number, announced=announced) or _is_long(match):
            yield number
    for match in _ACCOUNT_NUMBER.finditer(text):
        if _words().paying.search(text, max(0, match.start() - 28), match.start()) and not (
            _words().amount.match(text, match.end()) or _is_date(_SEPARATED.findall(match[0]))
            or _thousands(match[0])
        ):  # fmt: skip
            yield match[0]


def digits(text: str) -> str:
    """Return all digits of a text, including those of lettered numbers."""
    text = _LETTERED.sub(lambda match: f"{match[0]} {match[0].translate(_KEYS)}", text)
    return "".join(_SEPARATED.findall(text))


def last(number: str) -> str:
    """Return the last digits, which are compared regardless of the country code."""
    return digits(number.translate(_KEYS))[-7:]


def _thousands(number: str) -> bool:
    """Tell whether the groups may be thousands, divided by spaces."""
    groups = number.split()
    return len(groups) > 1 and len(groups[0]) <= 3 and all(len(each) == 3 for each in groups[1:])


def _is_long(match: re.Match[str]) -> bool:
    """Tell whether it is a number of ten digits or more, and no amount, date or ISBN."""
    number, text = match[0].strip(), match.string
    groups = _SEPARATED.findall(number)
    whole = "".join(groups)
    if tuple(map(len, groups)) == (4, 4, 4, 4):  # of a card
        return not all(int(each) in _YEARS for each in groups)
    if not 10 <= len(whole) <= 20 or re.search(r"[^\d-]", number) or whole.endswith("000"):
        return False
    if len(groups) > 1 and (len(groups) < 3 or len(whole) < 11):
        return False
    if all(each.endswith("0") or int(each) in _YEARS for each in groups) or re.match(
        r"97[89]|(?:19|20)\d\d[01]\d", whole
    ):
        return False
    if _words().amount.match(text, match.end()) or _MONEY.search(
        text, max(0, match.start() - 6), match.start()
    ):
        return False
    return not _words().catalogued.search(text, max(0, match.start() - 16), match.start())


def _is_telephone(number: str, *, announced: bool) -> bool:
    groups = _SEPARATED.findall(number)
    whole = "".join(groups)
    if not 7 <= len(whole) <= 15 or _is_date(groups) or _is_span(groups):
        return False
    if announced or number.lstrip("(").startswith("+"):
        return True
    if re.match(r"00[1-9]", whole) and len(whole) > 10 and re.search(r"[\s-]", number):
        return True  # from abroad
    if len(groups) == 1:  # a mobile number of China or Korea
        return bool(re.fullmatch(r"1[3-9]\d{9}|01\d{8,9}", whole))
    decimal = len(groups) == 2 and "." in number
    trunk = whole[0] == "0" and 9 <= len(whole) <= 12 and not decimal
    return (trunk and not _is_figure(groups)) or _is_national(groups, number)


def _is_national(groups: list[str], number: str) -> bool:
    """Tell whether the groups are those of 800-555-0100, 400-8888-8888, 1-800-555-0100, 1588-1234.

    Also 138 0013 8000 and 202 555 0147, as no thousands are divided.
    """
    dashed = bool(re.search(r"[.·-]", number)) and "/" not in number
    shape = tuple(map(len, groups))
    if shape == (4, 4):
        return dashed and bool(re.match("1[568]", groups[0]))
    if shape == (1, 3, 3, 4):
        return "/" not in number and groups[0] == "1"
    if shape == (3, 4, 4) and re.match("1[3-9]", groups[0]):
        return "/" not in number
    spaced = not re.search(r"[./·]", number) and not all(each.endswith("00") for each in groups)
    return (dashed or spaced) and shape in {(3, 3, 4), (3, 4, 4)} and groups[0][0] not in "1"


def _is_date(groups: list[str]) -> bool:
    """Tell whether the groups are year, month and day, in an order that people use."""
    if len(groups) != 3:
        return False
    year, *rest = groups if len(groups[0]) == 4 else reversed(groups)
    return len(year) == 4 and all(len(each) <= 2 and int(each) <= 31 for each in rest)


def _is_span(groups: list[str]) -> bool:
    """Tell whether two numbers may be years, the first and the last of something."""
    return (
        len(groups) == 2 and all(int(each) in _YEARS for each in groups) and groups[0] < groups[1]
    )


def _is_figure(groups: list[str]) -> bool:
    """Tell whether the groups are thousands."""
    return all(len(each) == 3 for each in groups[1:]) and len(groups[0]) <= 3 and len(groups) > 3
