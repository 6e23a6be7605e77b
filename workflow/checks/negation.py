"""Negation: what the source denies, the translation denies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow.checks.finding import language, sides, warning
from workflow.model import Entry, Finding, TermUse

#: Words that deny a clause. What is only often negative (few, hardly, lack) is left out.
_DENIES = {
    "en": re.compile(r"\b(?:not|never|cannot|nobody|nothing|neither)\b|n['’]t\b", re.IGNORECASE),
    "ko": re.compile(r"[가-힣]지(?:는|도|를|만)? ?(?:않|못)|지 ?마[라세]"),
    "zh": re.compile(
        r"没有?|从未|尚未|并[不非未没]|绝不|决不|(?<![会能是应该可得愿])不[会能是应该可得愿]"
    ),
}
_HINT = re.compile(r"n(?:ot|['’]t|ever|obody|othing|either)|N(?:ot|ever|o|ei)|지|[没不未非]")
#: Idioms that deny nothing: ``not only``, ``why not``, ``if not``, ``whether or not``.
_IDIOMS = re.compile(
    r"\bnot (?:only|just|merely|least|to mention|too|long|until|till|unlike|yet|more than|so)\b"
    r"|\b(?:or|if|why|but) not\b|\bnot (?:surprising|uncommon|unusual)"
    r"|\bnothing (?:but|more)\b|\b(?:can|could)(?:not|n['’]t) (?:help|wait|but)\b"
    r"|\bnever ?mind\b|\bnever before\b|n['’]t (?:it|he|she|they|you|we|I)\b"
    r"|\b(?:won|don|can|couldn|shouldn)['’]t (?:just|only|have to|need)\b",
    re.IGNORECASE,
)
#: Anything that can render a denial.
_DENIAL = {
    "ko": re.compile(
        r"않|못|없|아니|아닌|아닙|아닐|안 |안[되돼된될됐]"
        r"|말[라아고았]|말 것|마[라세십]|모르|모른|몰[라랐]"
        r"|거부|거절|부인|부정|불가|불구|무관|무시|반대|금지|제외|실패|힘[들든]|어렵|어려|드물|부족|멈|중단|싫|커녕|대신|보다"
        r"|외에|밖에|달리|전혀|결코|막[아았]|잃|전무|미지"
    ),
    "zh": re.compile(r"[不没沒無无未非否别勿莫难绝拒免禁毋]|而是"),
    "en": re.compile(
        r"\b(?:not?|never|nor|none|nobody|nothing|neither|nowhere|cannot|without|hardly|barely"
        r"|fail\w*|refus\w*|den(?:y|ie[sd])|lack\w*|unable|un\w+|in\w+|im\w+|dis\w+|ir\w+|il\w+"
        r"|avoid\w*|instead|stop\w*|rather|few|little|only|unless|until|except\w*|far from"
        r"|difficult|hard|less\w*|\w+less|absen\w+|miss\w+|reject\w*|oppos\w+|prohibit\w*|ban\w*)\b"
        r"|n['’]t\b",
        re.IGNORECASE,
    ),
}


def negation(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Finding]:
    """A source that denies something has a translation with at least one negative word.

    Source: negative words of each language; a double denial or irony is for a person to see.

    Examples:
        >>> found(negation, "He did not agree.", "그는 동의하지 않았다.")
        []
        >>> found(negation, "He did not agree.", "他同意了。")
        ['the source denies (not), the translation does not']
    """
    denial = _DENIAL.get(language(target))
    if denial is None or not _HINT.search(entry.source):
        return
    source, text = sides(entry)
    if denial.search(text):
        return
    source = _IDIOMS.sub(" ", source)
    for denies in _DENIES.values():
        if match := denies.search(source):
            message = f"the source denies ({match[0]}), the translation does not"
            yield warning("negation", entry, message)
            return
