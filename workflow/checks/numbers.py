"""Numbers and what they count: by value, whatever the language writes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from workflow import quantities
from workflow.checks import measures
from workflow.checks.finding import error, sides
from workflow.model import Entry, Finding, TermUse

_DIGIT = re.compile(r"\d")


def number(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Finding]:
    """Every number written in digits is there with the same value, and none is made up.

    Source: values are read as in :mod:`workflow.quantities`; numbers inside approved renderings
    (``6자회담``) are right by definition, and miles may become kilometres.

    Examples:
        >>> found(number, "1.2 billion people in 2021", "2021년 12억 명")
        []
        >>> found(number, "Trade grew 38-fold.", "贸易额增长到48倍。")
        ['48 is not in the source; 38 is missing']
    """
    if not (_DIGIT.search(entry.source) or _DIGIT.search(entry.text)):
        return
    source, text = sides(entry)
    new, lost = quantities.invented(source, text), quantities.missing(source, text)
    new |= quantities.swapped(source, text)
    if new and terms:
        new -= quantities.mentioned(" ".join(f"{use.target} {use.source}" for use in terms))
    if new or lost:
        fine = measures.explained(source, text, lost, new)
        new, lost = new - fine, lost - fine
    faults = []
    if new:
        faults.append(f"{_listed(new)} is not in the source")
    if lost:
        faults.append(f"{_listed(lost)} is missing")
    if faults:
        yield error("number", entry, "; ".join(faults))


def _listed(values: set[Decimal]) -> str:
    return ", ".join(f"{value.normalize():f}" for value in sorted(values))


#: Name → how it stands beside a number (any language), and every way in which it may be told.
_UNITS = {
    "percent": (
        r"\d\s?(?:%|％|per ?cent\b|퍼센트)|百分之",
        (
            r"%|％|per ?cent|퍼센트|프로|[Pp]oint|포인트|百分|成|[분分]의? ?\d|out of|折|half|third"
            r"|quarter|절반|一半"
        ),
    ),
    "times": (
        r"\d\s?배(?![럴달우송점])|\d\s?倍|\d-?fold",
        r"times|fold|doubl|tripl|twice|quadrupl|배|倍|番|multipl",
    ),
    "dollars": (
        (
            r"(?<![A-Z])\$\s?\d|US\$|\d (?:[mb]illion |trillion )?(?:US )?dollars\b"
            r"|\d[억만조천]?\s?달러|\d[亿万]?美元"
        ),
        r"\$|dollar|달러|불|美元|美金|(?<![欧日韩英澳])元|弗",
    ),
    "euros": (
        r"€\s?\d|\d (?:[mb]illion )?euros\b|\d[억만조천]?\s?유로|\d[亿万]?欧元",
        r"€|[Ee]uro|EUR|유로|欧",
    ),
    "pounds": (
        r"£\s?\d|\d[억만조천]?\s?파운드|\d[亿万]?英镑",
        r"£|pound|sterling|quid|GBP|파운드|镑",
    ),
    "won": (
        (
            r"₩\s?\d|\d (?:[mb]illion |trillion )?won\b|\d[억만조천]?\s?원(?![가-힣])"
            r"|\d[亿万]?韩[元圆]"
        ),
        r"₩|\bwon\b|KRW|원|韩[元圆币]",
    ),
    "yuan": (
        r"\d (?:[mb]illion |trillion )?[Yy]uan\b|\d[억만조천]?\s?위안|\d[亿万]?元人民币|\d[亿万]元",
        r"[Yy]uan|renminbi|RMB|CNY|¥|위안|위엔|(?<![欧日韩英澳美港])元|人民币",
    ),
    "yen": (
        r"\d (?:[mb]illion |trillion )?yen\b|\d[억만조천]?\s?엔(?![가-힣])|\d[亿万]?日[元圆]",
        r"¥|\b[Yy]en\b|JPY|엔|日[元圆]",
    ),
}
_BESIDE = re.compile(
    "(?=[\\d$€£₩U百])(?:{})".format(
        "|".join(f"(?P<{name}>{beside})" for name, (beside, _) in _UNITS.items())
    )
)
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
#: Without one of these, no unit stands beside a number.
_WORDS = ("%", "$", "percent", "per cent", "fold", "dollar", "euro", " won", "uan", " yen")
_SIGNS = re.compile("[％€£₩圆元배倍퍼달유파원위엔分镑]")
#: Not what something is in other money.
_NO_MONEY = ("percent", "times")
_TOLD = {name: re.compile(told) for name, (_, told) in _UNITS.items()}


def unit(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Finding]:
    """Percent signs and currencies that stand beside a number are kept.

    Source: ISO 4217 currencies of the region and of most news, with their symbols and names.
    Lengths and weights are left out: newsrooms convert them.

    Examples:
        >>> found(unit, "It cost $3 million.", "비용은 300만 달러였다.")
        []
        >>> found(unit, "It cost $3 million.", "费用为300万欧元。")
        ['dollars in the source, euros in the translation']
        >>> found(unit, "It rose 5 percent.", "5배 올랐다.")
        ['percent in the source, times in the translation']
    """
    source, text = sides(entry)
    if not _DIGIT.search(source):
        return
    lost = [name for name in _units(source) if not _TOLD[name].search(text)]
    if lost:
        said = _units(measures.once(source))
        lost = [name for name in lost if name in said or name in _NO_MONEY]
    new = [name for name in _units(text) if not _TOLD[name].search(source)]
    if new:
        said = _units(
            _BRACKETED.sub(" ", text)
        )  # where a newsroom says what it is in its own money
        new = [name for name in new if name in said]
    if lost and new:
        message = f"{', '.join(lost)} in the source, {', '.join(new)} in the translation"
        yield error("unit", entry, message)
    elif lost or new:
        state = "is missing" if lost else "is not in the source"
        yield error("unit", entry, f"{', '.join(lost or new)} {state}")


def _units(text: str) -> dict[str, None]:
    """The names of the units that stand beside a number, in order."""
    if not (any(map(text.__contains__, _WORDS)) or (not text.isascii() and _SIGNS.search(text))):
        return {}
    return {match.lastgroup: None for match in _BESIDE.finditer(text) if match.lastgroup}
