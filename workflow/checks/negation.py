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
        r"没有?|从未|尚未|并[不非未没]|绝不|决不|(?<![会能是应该可得愿])不(?!得[不已])[会能是应该可得愿]"
    ),
}
_HINT = re.compile(r"n(?:ot|['’]t|ever|obody|othing|either)|N(?:ot|ever|o|ei)|지|[没不未非]")
#: Idioms that deny nothing: ``not only``, ``why not``, ``if not``, ``whether or not``.
_IDIOMS = re.compile(
    r"\bnot (?:only|just|merely|least|to mention|long|until|till|unlike|more than)\b"
    r"|\b(?:or|if|why) not\b|\bnot (?:surprising|uncommon|unusual)"
    r"|\bnothing (?:but|more|else)\b"
    r"|\b(?:can(?:not|['’]t)|could(?: not|n['’]t)) (?:help|wait|but)\b"
    r"|\bnever ?mind\b|\bnever before\b|n['’]t (?:it|he|she|they|you|we|I)\?"
    r"|\b(?:won|don|can|couldn|shouldn)['’]t (?:just|only)\b",
    re.IGNORECASE,
)
#: Words that deny, whatever else the sentence says. Left out are those that only look like it:
#: 동안, 잘못, 없애다, 뿐만 아니라, 끊임없이; 未来, 非常, 不断, 不仅, 是否, 淹没.
_DENIAL = {
    "ko": re.compile(
        r"않|(?<!잘)못|(?<!끊임)(?<!어김)(?<!틀림)없(?!애)|(?<!뿐 )(?<!뿐만 )아니|아[닌닙닐]"
        r"|(?<![가-힣])안(?: |[되돼된될됐])|지[는도를]? ?(?:말|마[라세십])|말고|말아야"
        r"|모르|모른|몰[라랐]"
    ),
    "zh": re.compile(
        r"不(?![仅但断管论少久禁愧免止])(?!过[，,是])|(?<![沉淹埋出吞])[没沒](?!收)|[无無](?!论|线|人机|数)"
        r"|未(?!来)|(?<![是南北东西中莫])非(?![常洲裔凡])|(?<![是能与可])否(?![认决])|[勿毋]"
        r"|(?:^|[，。：；“‘\s你您请就千万])别(?![人的])|别[忘再让说去想担太把]"
    ),
    "en": re.compile(
        r"\b(?:not?|never|nor|none|nobody|nothing|neither|nowhere|cannot|without|hardly|barely"
        r"|scarcely|unless|un(?!der|it|ion|iv|iq|veil|til|cle\b)\w{3,}|impossib\w+|yet to|wrong"
        r"|in(?:ab|capab|suffici|adequa|eligib|valid)\w*|dis(?:agree|approv|lik|satisf)\w*"
        r"|irrelevan\w*|non-?\w+|rare(?:ly)?|out of)\b|n['’]t\b",
        re.IGNORECASE,
    ),
}
#: For what renders a denial only with another word: must (야, 才) for *not … without*.
_UNLESS = r"^(?!.*\b{}\b)"
#: Words that can render a denial, each with the words of an English source that call for them in
#: their own right: who *refused* (거부) something has not been said not to do something.
_SUBSTITUTES = {
    "ko": (
        ("거부|거절", r"refus|reject|declin|turn\w* down|den(?:y|ie)"),
        ("부인|부정", r"den(?:y|ie)|negativ|reject"),
        ("반대", r"oppos|against|contrary|object|discourag"),
        ("금지", r"\bban|prohibit|forb[ia]d|suspen"),
        ("제외", r"exclu|eliminat|except|remov|apart"),
        ("실패", r"fail"),
        ("힘[들든]|어렵|어려", r"difficult|\bhard|tough|struggl|troubl|challeng"),
        ("드물|드문", r"\brare"),
        ("부족", r"lack|short|insuffici"),
        ("멈|중[단지]|그만", r"stop|halt|suspen|ceas|paus|interrupt|freez|quit"),
        ("싫", r"\bhat|dislik|\bsick"),
        ("대신", r"instead|\bfor\b|replac|rather"),
        ("보다는", r"\bthan\b|rather"),
        ("외에", r"besides|other|addition|except|outside"),
        ("밖에", r"outside|beyond|out of|other"),
        (
            "달리(?![고는며다기던])|다르|달라(?!고|는|며|해)",
            r"unlike|differ|contrast|other|var[iy]|distinct",
        ),
        ("막[아았]|피하|삼가", r"stop|block|prevent|keep|bar|avoid|escap|refrain"),
        ("잃", r"\blos[et]"),
        ("무[관시]", r"ignor|regard"),
        (r"불(?:가(?!사)|능|안정|확실|완전|충분|분명|투명)|미지", r"\b(?:im|in|un)\w+"),
        ("커녕|전무", r"$^"),
        (r"(?<![가-힣])덜", r"less"),
        ("[아어해여]야", _UNLESS.format("without")),
        ("뿐", _UNLESS.format("alone")),
        ("꼭|반드시|명심|기억", _UNLESS.format("forget")),
    ),
    "zh": (
        ("拒", r"refus|reject|declin|den(?:y|ie)"),
        ("否[认决]", r"den(?:y|ie)|reject|veto|overrul"),
        ("反对", r"oppos|against|object"),
        ("(?<!不)禁", r"\bban|prohibit|forb[ia]d"),
        ("难以|[很太更]难|困难", r"difficult|\bhard|tough|struggl|troubl|challeng"),
        (
            "[避免]免|免于|避|阻[止碍]|防止",
            r"avoid|free|exempt|prevent|evad|escap|stop|block(?!ade)|hinder",
        ),
        ("缺[乏少]|不足", r"lack|short|insuffici"),
        ("失败", r"fail|lose|lost|defeat"),
        ("停", r"stop|halt|suspen|ceas|paus"),
        ("例外|除外|以外|之外", r"except|outside|beyond|besides|addition|other"),
        ("才|必须|只有", _UNLESS.format("without")),
        ("务必|一定|记[得住]|切记", _UNLESS.format("forget")),
    ),
    "en": (
        (r"\bfail", r"실패|失败"),
        (r"\b(?:refus|reject|den[yi])", r"거[부절]|부[인정]|拒|否"),
        (r"\b(?:lack|little|few|less|only|far from|rather|instead)", r"$^"),
        (r"\b(?:stop|avoid|oppos|prohibit|ban)", r"$^"),
        (r"\b(?:difficult|hard\b)", r"어려|어렵|힘[들든]|难"),
    ),
}


def _rendered(source: str, text: str, language: str) -> bool:
    """Whether anything in ``text`` can stand for a denial in ``source``."""
    return bool(_DENIAL[language].search(text)) or any(
        substitute.search(text) and not cause.search(source)
        for substitute, cause in _PATTERNS[language]
    )


_PATTERNS = {
    language: tuple(
        (re.compile(substitute), re.compile(cause, re.IGNORECASE)) for substitute, cause in pairs
    )
    for language, pairs in _SUBSTITUTES.items()
}


def negation(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Finding]:
    """A source that denies something has a translation with at least one negative word.

    Source: negative words of each language; a double denial or irony is for a person to see. A
    word that only can stand for a denial (거부, 拒) counts where the source has none of its own.

    Examples:
        >>> found(negation, "He did not agree.", "그는 동의하지 않았다.")
        []
        >>> found(negation, "He did not agree.", "他同意了。")
        ['the source denies (not), the translation does not']
    """
    code = language(target)
    if code not in _DENIAL or not _HINT.search(entry.source):
        return
    source, text = sides(entry)
    if _rendered(source, text, code):
        return
    source = _IDIOMS.sub(" ", source)
    for denies in _DENIES.values():
        if match := denies.search(source):
            message = f"the source denies ({match[0]}), the translation does not"
            yield warning("negation", entry, message)
            return
