"""How English denies."""

from __future__ import annotations

import re

from workflow.languages.denials import Denials, compared, substitutes

#: Idioms that deny nothing: not only, why not.
_IDIOMS = re.compile(
    r"\bnot (?:only|just|merely|least|to mention|long|until|till|unlike)\b"
    r"|(?:\bnot|n['’]t)(?: be)? (?:more|less|fewer) than\b"
    r"|\b(?:or|if|why) not\b|\bnot (?:surprising|uncommon|unusual)"
    r"|\bnothing (?:but|more|else)\b"
    r"|\b(?:can(?:not|['’]t)|could(?: not|n['’]t)) (?:help|wait|but)\b"
    r"|\bnever ?mind\b|\bnever before\b|n['’]t (?:it|he|she|they|you|we|I)\?"
    r"|\b(?:won|don|can|couldn|shouldn)['’]t (?:just|only)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"\b(?:not?|never|nor|none|nobody|nothing|neither|nowhere|cannot|without|hardly|barely"
    r"|scarcely|unless|un(?!der|it|ion|iv|iq|veil|til|cle\b)\w{3,}|impossib\w+|yet to|wrong"
    r"|in(?:ab|accur|adequa|cap|comple|consist|correct|cred|elig|suffici|valid|visib)\w*"
    r"|dis(?:agree|approv|lik|satisf)\w*|absen[ct]\w*|due to be out"
    r"|irrelevan\w*|non-?\w+|rare(?:ly)?|out of)\b|n['’]t\b|[a-z]{3}(?<!regard)less(?:ly)?\b",
    re.IGNORECASE,
)
#: Words that can stand for a denial, each with the words of a source that call for them.
_SUBSTITUTES = (
    (r"\bfail", r"실패|失败"),
    (r"\b(?:refus|reject|den[yi])", r"거[부절]|부[인정]|拒|否"),
    (r"\b(?:lack|little|few|less|low\b|only|far from|rather|instead)", r"$^"),
    (r"\b(?:stop|avoid|oppos|prohibit|ban|keep|kept|prevent)", r"$^"),
    (r"\b(?:difficult|hard\b)", r"어려|어렵|힘[들든]|难"),
)

DENIALS = Denials(
    clause=re.compile(r"\b(?:not|never|cannot|nobody|nothing|neither)\b|n['’]t\b", re.IGNORECASE),
    negative=_NEGATIVE,
    beyond_doubt=re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b", re.IGNORECASE),
    empty=_IDIOMS,
    idioms=_IDIOMS,
    of_sources=re.compile(
        r"\b(?:not?|never|cannot|nor|none|nobody|nothing|neither|nowhere|without|nay|unless|unable"
        r"|hardly|yet to|lest|sans)\b|n['’]t\b",
        re.IGNORECASE,
    ),
    substitutes=substitutes(_SUBSTITUTES),
    around_reports=re.compile(
        r"(?:\S+ ){0,4}\b(?:sa(?:id|ys?|ying)|t(?:ells?|old)|add(?:s|ed|ing)|report(?:s|ed)?"
        r"|announc\w+"
        r"|argu\w+|call\w*|claim\w*|comment\w*|complain\w*|explain\w*|insist\w*|not(?:ed|es|ing)"
        r"|quoted|stat(?:ed|es)|according|urg\w+|warn\w*|wr(?:ites|ote))\b(?: \S+){0,2}",
        re.IGNORECASE,
    ),
    hint="n(?:ot|['’]t|ever|obody|either)",
    firm=True,
    sign=re.compile("[Nn](?:ot|ever|['’]t)|annot"),
    compared=compared(__package__),
    asks_for=r"\bwh(?:at|en|ere|ich|o)\b",
)
